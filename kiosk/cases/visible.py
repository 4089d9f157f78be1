"""What of a form can be seen now, and which answers therefore count."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kiosk.cases.given import is_given
from kiosk.cases.shown import resolved
from kiosk.catalogue.conditions import Scope, expression
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import FormField, FormPage, JointService, KindName, Option

ROUNDS = 8
"""How often `when:` is asked again until nothing changes; a form nests two or three deep."""

SILENT = frozenset({KindName.NOTE, KindName.SIGNATURE})
"""Kinds that hold no answer: a note says something, a signature lives in the consent."""


@dataclass(frozen=True, slots=True)
class VisibleField:
    """A question on the screen; `path` is `m_name` or `children.0.name`.

    A repeating group has `rows`, each the fields of one row; the fields carry the options that
    can be chosen now.
    """

    field: FormField
    path: str
    value: Json
    required: bool
    rows: tuple[tuple["VisibleField", ...], ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen; for a couple's choice the people by name."""
        return self.field.options


@dataclass(frozen=True, slots=True)
class VisiblePage:
    """A page with what is asked on it now."""

    page: FormPage
    fields: tuple[VisibleField, ...]


@dataclass(frozen=True)
class Sight:
    """The pages that are asked, the answers that count, and the scope rules are read in."""

    pages: tuple[VisiblePage, ...]
    answers: Mapping[str, Json]
    scope: Scope

    @cached_property
    def fields(self) -> Mapping[str, VisibleField]:
        """Every visible field by its path, rows included, in the form's order."""
        found: dict[str, VisibleField] = {}
        for page in self.pages:
            for one in page.fields:
                found[one.path] = one
                found.update({inner.path: inner for row in one.rows for inner in row})
        return found


@dataclass(frozen=True)
class Sheet:
    """All that decides what can be seen: form, day, items, proofs asked for, stored answers."""

    service: JointService
    day: date
    items: tuple[str, ...]
    proofs: Collection[str]
    stored: Mapping[str, Json]


def look(sheet: Sheet) -> Sight:
    """Ask every `when:` until answers and visibility agree.

    What is hidden counts as not given, so one answer may hide a page that hides another.
    """
    known: Mapping[str, Json] = dict(sheet.stored)
    for _ in range(ROUNDS):
        sight = _Glance(sheet, known).sight()
        if sight.answers == known:
            break
        known = sight.answers
    return sight


class _Glance:
    """One look at the form, believing the answers of the look before."""

    def __init__(self, sheet: Sheet, known: Mapping[str, Json]) -> None:
        self.sheet = sheet
        self.known = known
        self.scope = Scope(answers=known, items=sheet.items, today=sheet.day)

    def sight(self) -> Sight:
        pages: list[VisiblePage] = []
        answers: dict[str, Json] = {}
        for page in self.sheet.service.pages:
            seen = self.page(page)
            answers.update({one.path: one.value for one in seen if is_given(one.value)})
            asked = tuple(one for one in seen if _asked(one.field))
            if asked:
                pages.append(VisiblePage(page, asked))
        return Sight(tuple(pages), answers, self.scope)

    def page(self, page: FormPage) -> list[VisibleField]:
        """Return what can be seen of a page; a proof that is wanted is always in reach."""
        proofs = [one.id for one in page.fields if one.id in self.sheet.proofs]
        if not proofs and not _holds(page.when, self.scope):
            return []
        return [
            self.field(one, one.id, self.sheet.stored, self.scope)
            for one in page.fields
            if one.id in proofs or _holds(one.when, self.scope)
        ]

    def field(
        self, one: FormField, path: str, stored: Mapping[str, Json], scope: Scope
    ) -> VisibleField:
        required = one.required if isinstance(one.required, bool) else _holds(one.required, scope)
        required = required or one.id in self.sheet.proofs
        shown = resolved(one, self.sheet.service, self.known)
        if one.kind is not KindName.REPEAT:
            return VisibleField(shown, path, self.value(one, stored, scope), required)
        rows = self.rows(one, path)
        values: list[Json] = [
            {inner.field.id: inner.value for inner in row if is_given(inner.value)} for row in rows
        ]
        return VisibleField(shown, path, values, required, rows)

    def value(self, one: FormField, stored: Mapping[str, Json], scope: Scope) -> Json:
        if one.kind in SILENT:
            return None
        if one.item is not None:
            return one.item in self.sheet.items
        if one.other_of is not None:
            return self.other_than(self.known.get(one.other_of))
        if one.id in stored and not one.system:
            return stored[one.id]
        return None if one.default is None else expression(one.default).value(scope)

    def rows(self, group: FormField, path: str) -> tuple[tuple[VisibleField, ...], ...]:
        """Return the rows of a group, at least as many as it must have."""
        stored = rows_of(self.sheet.stored.get(group.id))
        stored += [{}] * (group.min_count - len(stored))
        return tuple(
            tuple(
                self.field(inner, f"{path}.{index}.{inner.id}", row, scope)
                for inner in group.fields
                if _holds(inner.when, scope)
            )
            for index, row in enumerate(stored)
            for scope in (replace(self.scope, row=row),)
        )

    def other_than(self, role: Json) -> Json:
        """Return the other one of two people; None for any other number of them."""
        roles = [person.id for person in self.sheet.service.people]
        others = [one for one in roles if one != role]
        return others[0] if role in roles and len(others) == 1 else None


def rows_of(value: object) -> list[dict[str, Json]]:
    """Return the rows of a repeating group's answer."""
    if not isinstance(value, list):
        return []
    return [row if isinstance(row, dict) else {} for row in value]


def _asked(one: FormField) -> bool:
    return not one.system and one.other_of is None and one.kind is not KindName.SIGNATURE


def _holds(condition: str | None, scope: Scope) -> bool:
    return condition is None or expression(condition).holds(scope)
