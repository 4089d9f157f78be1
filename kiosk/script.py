"""What somebody would fill in and sign, read from a file: answers by field id, and signatures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.cases.case import Strokes
from kiosk.cases.filling import Filling
from kiosk.cases.visible import VisibleField
from kiosk.catalogue.kinds import kind_of
from kiosk.catalogue.kinds.choice import Choice
from kiosk.catalogue.mistakes import BrokenCatalogue
from kiosk.catalogue.reading import read_yaml
from kiosk.catalogue.schema import FormField, KindName
from kiosk.errors import Trouble
from kiosk.texts import Language, Text
from kiosk.visits.card import split_address
from kiosk.visits.visit import Visit

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
DEFAULT = "150600-marriage-birth"
FRAME = (984.0, 703.0)
KNOWN = frozenset({"service", "day", "items", "language", "answers", "signatures"})
ROUNDS = 8
"""How often pages are gone through: an answer may bring a page into sight."""


@dataclass(frozen=True)
class Script:
    """One visit as it is to be made; `day` is the day of application, if not today."""

    service: str
    day: date | None
    language: Language
    items: tuple[str, ...] | None
    answers: Mapping[str, Any]
    signatures: Mapping[str, Strokes]

    def chosen(self, filling: Filling) -> Filling:
        """Tick the items named, or those that the answers ask for."""
        if self.items is not None:
            known = {item.id for item in filling.service.items}
            for name in self.items:
                if name not in known:
                    raise _unknown("items", name, known)
            return self._waived(filling.choose(self.items))
        asked = [
            field.item
            for field in filling.service.fields
            if field.item is not None and self.answers.get(field.id) in (True, "yes", "是")
        ]
        every = [item.id for item in filling.service.items]
        return filling.choose(asked or every)

    def _waived(self, filling: Filling) -> Filling:
        """Say "I already have that" of what is not named and has its proof among the answers."""
        for item in filling.service.items:
            for need in item.needs:
                proven = need.unless is not None and self.answers.get(need.unless) is not None
                if proven and need.item not in (self.items or ()) and need.item in filling.items:
                    filling = filling.waive(need.item)
        return filling

    def answered(self, visit: Visit) -> Visit:
        """Answer every question that is asked, in the form's order."""
        self._check_names(visit)
        for _ in range(ROUNDS):
            before = visit
            for path, field in _asked(visit):
                visit = self._answer(visit, path, field)
            if visit == before:
                return visit
        return visit

    def unasked(self, filling: Filling) -> list[str]:
        """Say which answers of the file are not asked for: nothing given is dropped silently."""
        asked = {one.path for page in filling.pages for one in page.fields}
        derived = {
            field.id
            for field in filling.service.fields
            if field.system or field.item or field.other_of
        }
        say = Text(
            "按所选事项不用填这一项，请去掉", "This is not asked for these items; take it out"
        )
        return [
            f"{name}: {say[self.language]}" for name in self.answers if name not in asked | derived
        ]

    def _check_names(self, visit: Visit) -> None:
        known = {field.id for field in visit.filling.service.fields} if visit.filling else set()
        for name in self.answers:
            if name not in known:
                raise _unknown("answers", name, known)

    def _answer(self, visit: Visit, path: str, field: FormField) -> Visit:
        if path not in self.answers or field.item is not None or visit.filling is None:
            return visit
        given = self.answers[path]
        if field.kind is KindName.REPEAT:
            return self._rows(visit, field, given)
        value = _meant(visit.filling, field, given)
        _check_offered(field, value)
        after = visit.answer(path, value)
        return visit if after.filling == visit.filling else after

    def _rows(self, visit: Visit, field: FormField, rows: object) -> Visit:
        given = rows if isinstance(rows, list) else []
        present = visit.filling.answers.get(field.id) if visit.filling else None
        if isinstance(present, list) and len(present) >= len(given):
            return visit
        for index, row in enumerate(given):
            if index >= field.min_count:  # so many are there from the first
                visit = visit.filled(lambda filling: filling.add_row(field.id))
            inside = {inner.id: inner for inner in field.fields}
            for name, value in (row if isinstance(row, dict) else {}).items():
                if name not in inside:
                    raise _unknown(field.id, str(name), set(inside))
                _check_offered(inside[name], value)
                visit = visit.answer(f"{field.id}.{index}.{name}", value)
        return visit


def read_script(file: Path | None, service: str | None) -> Script:
    """Read a file of answers, or the invented people of a service; raises Trouble `walk.*`."""
    source = file or SAMPLES / f"{service or DEFAULT}.yaml"
    content, mistakes = read_yaml(source)
    if mistakes:
        raise BrokenCatalogue(mistakes)
    if not isinstance(content, dict):
        raise _wrong(f"{source.name} holds no answers")
    for key in content:
        if key not in KNOWN:
            raise _unknown(source.name, str(key), KNOWN)
    language = str(content.get("language", "zh"))
    if language not in set(Language):
        raise _unknown("language", language, set(Language))
    items = content.get("items")
    return Script(
        service=service or str(content.get("service", DEFAULT)),
        day=_day(content.get("day")),
        language=Language(language),
        items=None if items is None else tuple(map(str, items)),
        answers=_as_typed(content.get("answers") or {}),
        signatures={
            str(role): _strokes(lines) for role, lines in (content.get("signatures") or {}).items()
        },
    )


def _as_typed(given: Any) -> Any:
    """Return answers with days as people type them: YAML reads a day without quotes as one."""
    if isinstance(given, dict):
        return {name: _as_typed(value) for name, value in given.items()}
    if isinstance(given, list):
        return [_as_typed(one) for one in given]
    return given.isoformat() if isinstance(given, date) else given


def _day(given: object) -> date | None:
    if given is None or isinstance(given, date):
        return given
    raise _wrong("day: is written as 2025-03-12, without quotes")


def _strokes(lines: object) -> Strokes:
    try:
        drawn = tuple(tuple((float(x), float(y)) for x, y in line) for line in lines)  # type: ignore[attr-defined]  # a wrong shape is said below
    except (TypeError, ValueError) as error:
        raise _wrong("a signature is a list of strokes, each a list of [x, y]") from error
    return Strokes(*FRAME, drawn)


def _asked(visit: Visit) -> list[tuple[str, FormField]]:
    pages = visit.filling.pages if visit.filling else ()
    fields: list[VisibleField] = [one for page in pages for one in page.fields]
    return [(one.path, one.field) for one in fields]


def _meant(filling: Filling, field: FormField, given: object) -> object:
    """Take what people write in a file: a person's name for the person, an address in one line."""
    if field.couple:
        for person in filling.people():
            if given in (person.name, person.title.zh, person.title.en):
                return person.role
    if field.kind is KindName.ADDRESS and isinstance(given, str):
        return split_address(given)
    return given


def _check_offered(field: FormField, given: object) -> None:
    """Say what there is to choose from, where a file names something else; by value or title."""
    kind = kind_of(field)
    offered = kind.options(field) if isinstance(kind, Choice) else ()
    if offered and isinstance(kind, Choice):
        values = {option.value for option in offered}
        if kind.value_of(str(given), field) not in values:
            titles = {f"{option.value} ({option.title.zh})" for option in offered}
            raise _unknown(field.id, str(given), titles)


def _unknown(where: str, name: str, known: "set[str] | frozenset[str]") -> Trouble:
    listed = ", ".join(sorted(known))
    return Trouble(
        "walk.unknown",
        Text(f"{where} 里没有“{name}”。", f"{where}: there is nothing called {name!r}."),
        Text(f"可用的是：{listed}。", f"Use one of: {listed}."),
    )


def _wrong(what: str) -> Trouble:
    return Trouble(
        "walk.answers",
        Text("答案文件有误。", f"The answers cannot be used: {what}."),
        Text("格式见 resources/samples。", "Compare with the samples in resources/samples."),
    )
