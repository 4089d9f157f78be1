"""A form while it is being filled in: every step gives a new one, nothing typed is lost."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal, Self

from kiosk.cases.checking import Checked
from kiosk.cases.choosing import choice, without_rivals
from kiosk.cases.given import is_given
from kiosk.cases.typed import parse
from kiosk.cases.visible import is_asked, rows_of
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import FormField, JointService
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays
from kiosk.errors import Fault

Source = Literal["card", "typed"]


class Filling(Checked):
    """What a citizen does to a form: choose items, answer, add and remove rows."""

    @classmethod
    def start(cls, service: JointService, day: date, calendar: WorkingDays = UNANNOUNCED) -> Self:
        """Open an empty form; `service` is already reduced to what is in force on `day`."""
        return cls(service, day, wanted=(), waived=(), answers={}, sources={}, calendar=calendar)

    def choose(self, items: Iterable[str]) -> Self:
        """Tick these; what they need comes along and is told in `brought`.

        Of those that exclude each other, brought ones too, what was not ticked before stays.
        Raises Fault for an item that the service does not have.
        """
        asked = set(items)
        known = [item.id for item in self.service.items]
        if not asked <= set(known):
            raise Fault("no such item")
        waived = tuple(one for one in self.waived if one not in asked)
        newest_first = sorted(
            (one for one in known if one in asked), key=lambda one: one in self.wanted
        )
        wanted = without_rivals(self.service, newest_first, waived, self.answers)
        return replace(self, wanted=tuple(one for one in known if one in wanted), waived=waived)

    def toggle(self, item: str) -> Self:
        """Tick an item or take the tick away; what others need stays, and says so."""
        wanted = set(self.wanted)
        return self.choose(wanted - {item} if item in self.items else wanted | {item})

    def waive(self, item: str) -> Self:
        """Note "I already have that": the item leaves, and its proof is asked instead."""
        left = self.choose(set(self.wanted) - {item})
        return replace(left, waived=(*(one for one in left.waived if one != item), item))

    def leave_out(self, exclusion_id: str) -> Self:
        """Go on without the items that an exclusion names, and without what needs them.

        Raises Fault for an exclusion of the whole service, or none of its.
        """
        found = {one.id: one.items for one in self.service.exclusions}
        gone = set(found.get(exclusion_id, ()))
        if not gone:
            raise Fault("nothing to go on with")
        return self.choose(
            one
            for one in self.wanted
            if not gone & set(choice(self.service, [one], self.waived, self.answers).items)
        )

    def answer(self, path: str, typed: object, source: Source = "typed") -> Self:
        """Take an answer as typed, normalised by its kind; None takes it back.

        A yes/no that stands for an item ticks it. Raises Fault for what is never asked.
        """
        group, index, field = self._place(path)
        value = parse(field, typed)
        if field.item is not None:
            return self.choose(_ticked(self.wanted, field.item, value))
        top, kept = field.id, value
        if group is not None:
            rows = self._rows(group)
            rows[index] = {**rows[index], field.id: value}
            top, kept = group.id, list(rows)
        if source == "typed" and self._shows(path, value):
            return self  # only looked at: what came from the card still does, and a first value
        return replace(
            self, answers={**self.answers, top: kept}, sources={**self.sources, path: source}
        )

    def add_row(self, group: str) -> Self:
        """Add an empty row to a repeating group, as long as it may grow."""
        field = self._field(group)
        rows = self._rows(field)
        if len(rows) >= field.max_count:
            return self
        return replace(self, answers={**self.answers, group: [*rows, {}]})

    def remove_row(self, group: str, index: int) -> Self:
        """Remove a row with all that was typed into it."""
        rows = self._rows(self._field(group))
        if not 0 <= index < len(rows):
            raise Fault("no such row")
        kept: list[Json] = [*rows[:index], *rows[index + 1 :]]
        sources = {
            path: source
            for path, source in self.sources.items()
            if not path.startswith(f"{group}.")
        }
        return replace(self, answers={**self.answers, group: kept}, sources=sources)

    def _shows(self, path: str, value: Json) -> bool:
        """Whether this is the answer already, by whatever way it came."""
        seen = self._sight.fields.get(path)
        return seen is not None and is_given(value) and seen.value == value

    def _rows(self, group: FormField) -> list[dict[str, Json]]:
        rows = rows_of(self.answers.get(group.id))
        return rows + [{}] * (group.min_count - len(rows))

    def _place(self, path: str) -> tuple[FormField | None, int, FormField]:
        top, *inner = path.split(".")
        field = self._field(top)
        if not inner:
            return None, 0, field
        found = {one.id: one for one in field.fields}
        rows = range(len(self._rows(field)))
        match inner:
            case [index, name] if index.isdecimal() and int(index) in rows and name in found:
                return field, int(index), found[name]
        raise Fault("no such row or question in it")

    def _field(self, field_id: str) -> FormField:
        for field in self.service.fields:
            if field.id == field_id and is_asked(field):
                return field
        raise Fault("no such question")


def _ticked(wanted: tuple[str, ...], item: str, value: Json) -> set[str]:
    if not isinstance(value, bool):
        return {*wanted}
    return {*wanted, item} if value else {*wanted} - {item}
