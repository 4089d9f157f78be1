"""The answers of an application as an official paper shows them, in Chinese."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk.cases.given import is_given
from kiosk.cases.shown import resolved
from kiosk.catalogue.conditions import Scope, expression
from kiosk.catalogue.kinds import Json, kind_of
from kiosk.catalogue.kinds.choice import Choice
from kiosk.catalogue.schema import FormField, JointService, KindName, Paper
from kiosk.texts import Language

YES, NO = "是", "否"
ITEMS = "items"
"""In a line, what is applied for, unless a question is called so."""
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?")


class Form:
    """What a joint service asks, by field id; made once for all of its papers."""

    def __init__(self, service: JointService) -> None:
        self.service = service
        self.fields = {field.id: field for field in service.fields}
        self.pages = {field.id: page.id for page in service.pages for field in page.fields}
        self.results = dict(self._results())

    def values(self, day: date, items: Collection[str], answers: Mapping[str, Json]) -> "Values":
        """Return answers to be read as of a day."""
        return Values(self, self.fields, day, items, answers)

    def _results(self) -> Iterator[tuple[str, str]]:
        """Give each field that an item's result fills, with that item.

        The form says which field proves a result (`needs: unless:`); what is asked on the same
        page is about the same document.
        """
        for need in (need for item in self.service.items for need in item.needs if need.unless):
            page = self.pages[need.unless or ""]
            yield from ((name, need.item) for name, on in self.pages.items() if on == page)


@dataclass(frozen=True, slots=True)
class Values:
    """Answers by field id; those of a repeating group's row by the ids of the group."""

    form: Form
    fields: Mapping[str, FormField]
    day: date
    items: Collection[str]
    answers: Mapping[str, Json]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The official papers that these answers need: the application, then its annexes."""
        scope = Scope(answers=self.answers, items=tuple(self.items), today=self.day)
        return tuple(
            paper
            for paper in self.form.service.papers
            if paper.in_force(self.day)
            and (paper.when is None or expression(paper.when).holds(scope))
        )

    def text(self, name: str) -> str:
        """Return the answer in words; empty if there is none."""
        field, value = self._field(name), self._value(name)
        if not is_given(value):
            return ""
        shown = kind_of(field).show(value, field, Language.ZH)
        return " ".join(shown.splitlines())

    def boxes(self, name: str) -> list[tuple[str, bool]]:
        """Return every option with whether it was chosen; `items` are those of the service."""
        if name == ITEMS and name not in self.fields:
            items = self.form.service.items
            shown = [one for one in items if one.in_force(self.day) or one.id in self.items]
            return [(one.title.zh, one.id in self.items) for one in shown]
        field, value = self._field(name), self._value(name)
        if field.kind is KindName.YES_NO:
            return [(YES, value is True), (NO, value is False)]
        chosen = value if isinstance(value, list) else [value]
        kind = kind_of(field)
        options = kind.options(field) if isinstance(kind, Choice) else field.options
        offered = [one for one in options if one.in_force(self.day) or one.value in chosen]
        return [(option.title.zh, option.value in chosen) for option in offered]

    def part(self, name: str, part: str) -> str:
        """Return the `year`, `month` or `day` of a date; empty if there is none.

        A month has no day; what is no day at all (长期) stands where the year would.
        """
        value = self._value(name)
        if not isinstance(value, str) or not is_given(value):
            return ""
        found = _DAY.fullmatch(value)
        if found is None:
            return self.text(name) if part == "year" else ""
        digits = found[part]
        return str(int(digits)) if digits else ""

    def kind(self, name: str) -> KindName:
        """Return what kind of answer this is."""
        return self.fields[name].kind

    def stored(self, name: str) -> str:
        """Return an answer as it is stored: a chosen person's role, the SHA-256 of a photo."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def pending(self, name: str) -> bool:
        """Tell whether this is filled in later, as the result of an item of this case."""
        later = self.fields[name].system or self.form.results.get(name) in self.items
        return later and not is_given(self._value(name))

    def group(self, name: str) -> tuple["Values", ...]:
        """Return the rows of a repeating group; an empty group has one row without answers."""
        rows = self._value(name)
        found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        fields = {one.id: one for one in self.fields[name].fields}
        return tuple(replace(self, fields=fields, answers=row) for row in found or [{}])

    def page_of(self, names: Iterable[str]) -> str | None:
        """Return the page of the form that asks for the first of these fields."""
        return next((self.form.pages[name] for name in names if name in self.form.pages), None)

    def _field(self, name: str) -> FormField:
        return resolved(self.fields[name], self.form.service, self.answers)

    def _value(self, name: str) -> Json:
        field = self.fields[name]
        if field.item is not None:
            return field.item in self.items
        value = self.answers.get(name)
        if field.other_of is None or is_given(value):
            return value
        first = self.answers.get(field.other_of)
        others = [one.id for one in self.form.service.people if one.id != first]
        return others[0] if is_given(first) and len(others) == 1 else None
