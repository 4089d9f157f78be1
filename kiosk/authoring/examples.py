"""An invented answer for every kind of question, good by its own check."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from kiosk.catalogue.divisions import county_in
from kiosk.catalogue.kinds import Json, kind_of
from kiosk.catalogue.kinds.choice import Choice
from kiosk.catalogue.kinds.relation import RELATIONS
from kiosk.catalogue.schema import FormField, JointService, KindName

AGE = 30
"""Years of the first invented person; each further one is a year older."""

NAMES = ("张晓明", "李婉清", "王志远", "陈秀兰", "刘文博", "赵雅静", "孙立新", "周美玲")
_SAME: dict[KindName, Json] = {
    KindName.ETHNIC_GROUP: "01",
    KindName.POLICE_STATION: "富兴派出所",
    KindName.NUMBER: 2,
    KindName.MONEY: "1000.00",
    KindName.BANK_ACCOUNT: "622202060200000000" + luhn.calc_check_digit("622202060200000000"),
    KindName.COUNTRY: "CHN",
    KindName.CONFIRM: True,
    KindName.YES_NO: True,
    KindName.PHOTO: "window",
    KindName.FINGERPRINT: "window",
}
_OF_PEOPLE = ("name", "id_number", "phone", "ethnic_group", "address")


@dataclass(frozen=True)
class Examples:
    """Answers as of a day, of people who live in the first county of a service's region."""

    service: JointService
    day: date
    county: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "county", county_in(self.service.region))

    def of(self, asked: FormField, row: int = 0) -> Json:
        """Return an answer; None where nothing can be guessed. `row` counts in its group."""
        if asked.couple:
            return self.service.people[0].id
        kind = kind_of(asked)
        if isinstance(kind, Choice) and asked.kind is not KindName.ETHNIC_GROUP:
            offered = kind.options(asked)
            common = "father" if offered == RELATIONS else offered[0].value
            return common if offered else None
        if asked.kind is KindName.CHOICES:
            return [asked.options[0].value]
        who = self._who(asked) + row
        guesses: dict[KindName, Json] = {
            **self._about(who),
            KindName.RESIDENT_ID: self.id_number(who, self._sex(who)),
            KindName.DATE: (self.day - timedelta(days=3)).isoformat(),
            KindName.MONTH: self.day.isoformat()[:7],
            KindName.DIGITS: "1" * (asked.max_length or max(asked.min_length, 6)),
            KindName.TEXT: _words(asked),
            KindName.APPOINTMENT: self._appointment(),
        }
        return (_SAME | guesses).get(asked.kind)

    def instead(self, asked: FormField) -> list[Json]:
        """Return other answers, for where a rule speaks against the first."""
        if asked.kind is KindName.RESIDENT_ID:
            return [self.id_number(self._who(asked), sex) for sex in ("male", "female")]
        if asked.kind is KindName.DATE:
            return [(self.day + timedelta(days=days)).isoformat() for days in (365, -365)]
        return others(asked, self.service)

    def id_number(self, who: int, sex: str) -> str:
        """Invent a number of this county: born 30 years ago, of a sex, with its check digit."""
        born = f"{self.day.year - AGE - who}{who % 12 + 1:02}{who % 28 + 1:02}"
        first = f"{self.county}{born}{10 + who % 90}{1 if sex == 'male' else 2}"
        return first + mod_11_2.calc_check_digit(first)

    def _about(self, who: int) -> dict[KindName, Json]:
        return {
            KindName.PERSON_NAME: NAMES[who % len(NAMES)],
            KindName.PHONE: f"1380477{who + 1:04}",
            KindName.DIVISION: self.county,
            KindName.ADDRESS: {"division": self.county, "detail": "富兴街道 1 号"},
            KindName.CERTIFICATE_NO: f"J{self.county}-{self.day.year}-000123",
            KindName.BIRTH_CERTIFICATE_NO: f"X{self.county[:2]}0000123",
        }

    def _who(self, asked: FormField) -> int:
        """Tell which person a question is about: one who applies, or one after them all."""
        own = [
            {getattr(person, part) for part in _OF_PEOPLE} - {None}
            for person in self.service.people
        ]
        for number, fields in enumerate(own):
            if asked.id in fields:
                return number
        others = [
            one.id
            for outer in self.service.fields
            for one in (outer, *outer.fields)
            if one.kind is asked.kind and not any(one.id in fields for fields in own)
        ]
        return len(own) + (others.index(asked.id) if asked.id in others else 0)

    def _sex(self, who: int) -> str:
        people = self.service.people
        given = people[who].sex if who < len(people) else None
        return given or ("female" if who % 2 else "male")

    def _appointment(self) -> Json:
        offered = self.service.appointment
        if offered is None:
            return None
        day = (self.day + timedelta(days=7)).isoformat()
        return {"office": offered.offices[0].id, "day": day, "slot": offered.slots[0].id}


def others(asked: FormField, service: JointService) -> list[Json]:
    """Return every answer that a question offers; empty where one writes."""
    if asked.couple or asked.other_of is not None:
        return [person.id for person in service.people]
    if asked.kind is KindName.YES_NO:
        return [True, False]
    kind = kind_of(asked)
    if isinstance(kind, Choice) and asked.kind is not KindName.ETHNIC_GROUP:
        return [one.value for one in kind.options(asked)]
    if asked.kind is KindName.CHOICES:
        return [[one.value] for one in asked.options]
    return []


def _words(asked: FormField) -> str:
    example = asked.guide.example.zh if asked.guide and asked.guide.example else "示例"
    return example[: asked.max_length]
