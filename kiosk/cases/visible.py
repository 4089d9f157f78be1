"""What of a form can be seen now, and which answers therefore count."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as hidden
from datetime import date
from functools import cached_property

import msgspec

from kiosk.cases.given import is_given
from kiosk.catalogue.conditions import Scope, Together
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import FormField, FormPage, JointService, KindName, Option, Severity
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays

SILENT = frozenset({KindName.NOTE, KindName.SIGNATURE})
"""Kinds that hold no answer: a note says something, a signature lives in the consent."""


class VisibleField(msgspec.Struct, frozen=True):
    """A question on the screen; `path` is `m_name` or `children.0.name`.

    A repeating group has `rows`, each the fields of one row; the fields carry the options that
    can be chosen now; `remarks` are what the kind of field says about the answer alone.
    """

    field: FormField
    path: str
    value: Json
    required: bool
    remarks: tuple[Remark, ...] = ()
    rows: tuple[tuple["VisibleField", ...], ...] = ()

    def __repr__(self) -> str:
        """Name the question; never the answer."""
        return f"VisibleField({self.path})"

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen; for a couple's choice the people by name."""
        return self.field.options

    @property
    def sound(self) -> Json:
        """The answer as far as nothing is wrong with it by itself; else not given."""
        if self.rows:
            return [
                {one.field.id: one.sound for one in row if is_given(one.sound)} for row in self.rows
            ]
        return None if self.remarks and has_error(self.remarks) else self.value


@dataclass(frozen=True, slots=True)
class VisiblePage:
    """A page with what is asked on it now."""

    page: FormPage
    fields: tuple[VisibleField, ...]


@dataclass(frozen=True)
class Sheet:
    """All that decides what can be seen: form, day, items, proofs asked for, stored answers.

    `calendar` is what conditions count working days by.
    """

    service: JointService
    day: date
    items: tuple[str, ...]
    proofs: Collection[str]
    stored: Mapping[str, Json] = hidden(repr=False)
    calendar: WorkingDays = hidden(default=UNANNOUNCED, repr=False)


@dataclass(frozen=True)
class Sight:
    """The pages that are asked and the answers that count.

    `sound` are those answers that nothing is wrong with by itself; `signing` the fields of
    signatures that are wanted; `judged` the rules that are read in its scope.
    """

    sheet: Sheet
    pages: tuple[VisiblePage, ...]
    answers: Mapping[str, Json] = hidden(repr=False)
    sound: Mapping[str, Json] = hidden(repr=False)
    signing: frozenset[str] = frozenset()
    judged: Together | None = hidden(default=None, repr=False)

    @cached_property
    def scope(self) -> Scope:
        """What rules are read in."""
        sheet, together = self.sheet, self.judged
        calendar = sheet.calendar
        return Scope(self.sound, sheet.items, sheet.day, calendar=calendar, together=together)

    @cached_property
    def fields(self) -> Mapping[str, VisibleField]:
        """Every visible field by its path, rows included, in the form's order."""
        found: dict[str, VisibleField] = {}
        for page in self.pages:
            for one in page.fields:
                found[one.path] = one
                found.update({inner.path: inner for row in one.rows for inner in row})
        return found


def rows_of(value: object) -> list[dict[str, Json]]:
    """Return the rows of a repeating group's answer."""
    if not isinstance(value, list):
        return []
    return [row if isinstance(row, dict) else {} for row in value]


def is_asked(one: FormField) -> bool:
    """Whether people are asked this; the rest is derived, filled by the kiosk, or signed."""
    return not one.system and one.other_of is None and one.kind is not KindName.SIGNATURE


def has_error(remarks: Iterable[Remark]) -> bool:
    """Whether one of them keeps the application from going on."""
    return any(one.severity is Severity.ERROR for one in remarks)
