"""The counter: what happens once both have signed — a number, and an entry that is kept.

Accepted is what the journal has on disk; papers come after.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import msgspec

from kiosk.cases.captures import FILE, captures
from kiosk.cases.case import Case, Due, Station
from kiosk.cases.checks import flags
from kiosk.cases.consent import Consent
from kiosk.cases.deadlines import LastDay, last_days_of
from kiosk.cases.filling import Filling
from kiosk.cases.number import case_number
from kiosk.cases.schedule import schedule
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import JointService, KindName
from kiosk.courier.state import LineState, line_state
from kiosk.errors import Fault
from kiosk.journal.attachments import Enclosure
from kiosk.journal.journal import Journal
from kiosk.place import Outside, Place
from kiosk.texts import Language
from kiosk.wire.booked import Appointed, appointed
from kiosk.wire.ids import NOISE_BYTES, uuid7
from kiosk.wire.messages import Progress

CITIZEN = "citizen"
STALE = timedelta(hours=1)
"""Without a word from central for so long, nobody knows how many places are left."""

NOTHING_TAKEN: Mapping[str, bytes] = MappingProxyType({})


class Counter:
    """Takes applications in and knows how they go; every method may raise Trouble."""

    def __init__(
        self, place: Place, outside: Outside, journal: Journal, catalogue: Catalogue
    ) -> None:
        self._place, self._outside = place, outside
        self._journal, self._catalogue = journal, catalogue

    def accept(
        self,
        filling: Filling,
        consent: Consent,
        language: Language,
        taken: Mapping[str, bytes] = NOTHING_TAKEN,
    ) -> Case:
        """Keep an application for good and return the case; durable when this returns.

        `taken` are the photos and fingerprints that its answers name, by SHA-256. The same
        signatures handed in twice are one case.
        """
        now, place = self._outside.clock(), self._place
        day = now.astimezone(place.zone).date()
        case_id = _case_id(consent)
        captured = _captured(filling.service, consent, taken)

        def body(counter: int) -> Mapping[str, object]:
            code = filling.service.code
            case = Case.of(
                consent,
                id=case_id,
                number=case_number(place.district, code, day, int(place.kiosk), counter),
                at=now,
                station=Station(place.district, place.kiosk, place.hall),
                language=language,
                attachments=tuple(one.ref() for one in captured),
                warnings=flags(filling.remarks()),
            )
            return submission(case, _names(filling.service, case.answers))

        signed = [
            Enclosure(ref.name, ref.media_type, blob) for ref, blob in consent.signature_blobs()
        ]
        entry = self._journal.append_case(
            case_id, day, body, actor=CITIZEN, attachments=[*signed, *captured]
        )
        return case_of(entry.body)

    def schedule(self, case: Case) -> tuple[Due, ...]:
        """Return by when each item is expected; the last is the whole case."""
        service = self.service_of(case)
        day = case.submitted_at.astimezone(self._place.zone).date()
        return schedule(case, service, self._outside.calendar.at(service.region), day)

    def last_days(self, case: Case) -> tuple[LastDay, ...]:
        """Return the last days of what has to be done, as far as is known now."""
        service = self.service_of(case)
        return last_days_of(case, service, self._outside.calendar.at(service.region))

    def coming(self, case: Case) -> tuple[Appointed, ...]:
        """Return a case's appointments: wished for, confirmed or moved."""
        return appointed(case, self.service_of(case), self.progress(case.number))

    def free(self, service: str, office: str, day: date) -> Mapping[str, int] | None:
        """Return the places left by time of day; None when it is not known, or no longer."""
        heard = self._journal.reading.hearsay.vacancies()
        if heard is None or self._outside.clock() - heard.at > STALE:
            return None
        return heard.vacancies.free.get(service, {}).get(office, {}).get(day.isoformat())

    def service_of(self, case: Case) -> JointService:
        """Return the form a case was filled under, in any later year too."""
        return self._catalogue.exact(case.service.key, case.service.version, case.service.day)

    def case(self, number: str) -> Case | None:
        """Find a case of this kiosk by its number."""
        found = self._journal.reading.case(number)
        return None if found is None else case_of(found.entry.body)

    def progress(self, number: str) -> tuple[Progress, ...]:
        """Return all that central said of a case, oldest first."""
        return self._journal.reading.progress(number)

    def rate(self, case: Case, level: int, reasons: tuple[str, ...]) -> None:
        """Record a rating, 1 to 5 (非常不满意 … 非常满意), and why when it is low."""
        body = {"level": level, "reasons": list(reasons)}
        self._journal.append("visit.rated", body, actor=CITIZEN, case_id=case.id)

    def line(self) -> LineState:
        """Tell how the line to central is."""
        heard = self._journal.reading.hearsay.forms()
        other = heard not in ("", self._catalogue.hash)
        return line_state(self._journal.outbox, self._outside.clock(), other_forms=other)


def _captured(
    service: JointService, consent: Consent, taken: Mapping[str, bytes]
) -> list[Enclosure]:
    """Return what was taken as files named after its fields; Fault when one is not there."""
    found = []
    for path, field, name in captures(service, consent.snapshot.answers):
        if name not in taken:
            raise Fault("an answer names a capture that nobody holds")
        ending, media_type = FILE[field.kind]
        found.append(Enclosure(f"{path}.{ending}", media_type, taken[name]))
    return found


def _case_id(consent: Consent) -> str:
    # Whatever goes wrong on the way back, trying again must find the case that is there already:
    # the name comes from when and how these people signed, which never happens twice.
    signed = [f"{one.role} {one.at.isoformat()} {one.sha256}" for one in consent.signatures]
    said = "\n".join((consent.snapshot.hash, *signed))
    at = max(one.at for one in consent.signatures)
    return uuid7(at, hashlib.sha256(said.encode()).digest()[:NOISE_BYTES])


def _names(service: JointService, answers: Mapping[str, object]) -> list[str]:
    """Return the names of the people of a case: by these it is found again."""
    fields = [field.id for field in service.fields if field.kind is KindName.PERSON_NAME]
    return sorted({name for name in map(answers.get, fields) if isinstance(name, str)})


def submission(case: Case, names: Sequence[str] = ()) -> dict[str, object]:
    """Return the body of a `case.submitted` entry: the case, and what the journal folds."""
    return {
        "number": case.number,
        "service": case.service.key,
        "submitted_at": case.submitted_at.isoformat(),
        "names": list(names),
        "case": case.to_dict(),
    }


def case_of(body: bytes) -> Case:
    """Read a case back from the body of its entry; raises UnreadableCase."""
    plain: dict[str, object] = msgspec.json.decode(body, type=dict[str, object])
    case = plain.get("case")
    return Case.from_dict(case if isinstance(case, dict) else {})
