"""Looking at a form: every `when:` asked until answers and visibility agree."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from kiosk.cases.given import is_given
from kiosk.cases.shown import resolved
from kiosk.cases.typed import parse
from kiosk.cases.visible import (
    SILENT,
    Sheet,
    Sight,
    VisibleField,
    VisiblePage,
    has_error,
    is_asked,
    rows_of,
)
from kiosk.catalogue.conditions import Scope, expression
from kiosk.catalogue.kinds import Json, Occasion, kind_of
from kiosk.catalogue.kinds.capture import is_capture
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import FormField, FormPage, KindName

ROUNDS = 8
"""How often `when:` is asked again until nothing changes; a form nests two or three deep."""


def look(sheet: Sheet) -> Sight:
    """Return what can be seen and what counts.

    What is hidden counts as not given, so one answer may hide a page that hides another. What
    is wrong by itself counts as not given, too: conditions are only asked about sound answers.
    No question is shown or hidden by itself, the catalogue's review sees to that: there is one
    such state wherever one begins, and what was answered is mostly it.
    """
    checks = _Checks(sheet.day)
    known: Mapping[str, Json] = {**sheet.stored, **sheet.mirrors}
    for _ in range(ROUNDS):
        believed = _Believed(known)
        sight = _Glance(sheet, believed, checks).sight()
        if believed.agree(sight.sound):
            break
        known = sight.sound
    return sight


class _Believed(Mapping[str, Json]):
    """The answers a look believes in; it remembers which of them the look went by."""

    def __init__(self, known: Mapping[str, Json]) -> None:
        self._known = known
        self._asked: set[str] = set()

    def __getitem__(self, name: str) -> Json:
        self._asked.add(name)
        return self._known.get(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def agree(self, sound: Mapping[str, Json]) -> bool:
        """Whether a look that believed `sound` would have seen the same."""
        return all(self._known.get(name) == sound.get(name) for name in self._asked)


class _Checks:
    """What the kinds say about answers: asked once for each, however often one looks."""

    def __init__(self, day: date) -> None:
        self.on = Occasion(day)
        self.said: dict[str, tuple[Json, tuple[Remark, ...]]] = {}

    def remarks(self, one: FormField, path: str, value: Json) -> tuple[Remark, ...]:
        if one.item is not None or one.kind in SILENT or not is_given(value):
            return ()
        known = self.said.get(path)
        if known is not None and known[0] is value:
            return known[1]
        said = kind_of(one).check(value, one, self.on)
        remarks = tuple(replace(remark, on=(path,)) for remark in said) if said else ()
        self.said[path] = value, remarks
        return remarks


class _Glance:
    """One look at the form, believing the sound answers of the look before."""

    def __init__(self, sheet: Sheet, known: Mapping[str, Json], checks: _Checks) -> None:
        self.sheet = sheet
        self.known = known
        self.checks = checks
        self.scope = Scope(known, sheet.items, sheet.day, calendar=sheet.calendar)

    def sight(self) -> Sight:
        pages: list[VisiblePage] = []
        seen: list[VisibleField] = []
        for page in self.sheet.service.pages:
            fields = self.page(page)
            asked = tuple(one for one in fields if is_asked(one.field))
            if asked:
                pages.append(VisiblePage(page, asked))
            seen += fields
        given = [one for one in seen if is_given(one.value)]
        answers = {**self.sheet.mirrors, **{one.path: one.value for one in given}}
        doubted = {one.path: one.sound for one in given if one.remarks or one.rows}
        sound = {path: value for path, value in (answers | doubted).items() if is_given(value)}
        signing = frozenset(one.path for one in seen if one.field.kind is KindName.SIGNATURE)
        return Sight(self.sheet, tuple(pages), answers, sound, signing)

    def page(self, page: FormPage) -> list[VisibleField]:
        """Return what can be seen of a page; a proof that is wanted is always in reach."""
        stored, scope, proofs = self.sheet.stored, self.scope, self.sheet.proofs
        if not _holds(page.when, scope) and not any(one.id in proofs for one in page.fields):
            return []
        return [
            self.field(one, one.id, stored, scope)
            for one in page.fields
            if one.when is None or one.id in proofs or _holds(one.when, scope)
        ]

    def field(
        self, one: FormField, path: str, stored: Mapping[str, Json], scope: Scope
    ) -> VisibleField:
        required = one.required if isinstance(one.required, bool) else _holds(one.required, scope)
        required = required or one.id in self.sheet.proofs
        shown = resolved(one, self.sheet.service, self.known)
        if one.kind is KindName.REPEAT:
            rows = self.rows(one)
            value: Json = [
                {inner.field.id: inner.value for inner in row if is_given(inner.value)}
                for row in rows
            ]
        else:
            rows = ()
            value = self.value(one, stored, scope)
        remarks = self.checks.remarks(shown, path, value)
        return VisibleField(shown, path, value, required, remarks, rows)

    def value(self, one: FormField, stored: Mapping[str, Json], scope: Scope) -> Json:
        if one.kind in SILENT:
            return None
        if one.item is not None:
            return one.item in self.sheet.items
        if one.other_of is not None:
            return self.other_than(self.known.get(one.other_of))
        given = stored.get(one.id)
        if one.consent is not None and is_capture(given) and not self.allowed(one.consent):
            return None
        if one.default is None or (is_given(given) and not one.system):
            return None if one.system else given
        return parse(one, expression(one.default).value(scope))

    def allowed(self, consent: str) -> bool:
        """Whether somebody agreed to have taken what a field holds."""
        return self.known.get(consent) is True

    def rows(self, group: FormField) -> tuple[tuple[VisibleField, ...], ...]:
        """Return the rows of a group, at least as many as it must have."""
        stored = rows_of(self.sheet.stored.get(group.id))
        stored += [{}] * (group.min_count - len(stored))
        return tuple(self.row(group, place, row) for place, row in enumerate(stored))

    def row(
        self, group: FormField, place: int, stored: Mapping[str, Json]
    ) -> tuple[VisibleField, ...]:
        paths = {one.id: f"{group.id}.{place}.{one.id}" for one in group.fields}
        sound = {
            one.id: stored[one.id]
            for one in group.fields
            if one.id in stored
            and not has_error(self.checks.remarks(one, paths[one.id], stored[one.id]))
        }
        scope = replace(self.scope, row=sound)
        return tuple(
            self.field(one, paths[one.id], stored, scope)
            for one in group.fields
            if _holds(one.when, scope)
        )

    def other_than(self, role: Json) -> Json:
        """Return the other one of two people; None for any other number of them."""
        roles = [person.id for person in self.sheet.service.people]
        others = [one for one in roles if one != role]
        return others[0] if role in roles and len(others) == 1 else None


def _holds(condition: str | None, scope: Scope) -> bool:
    return condition is None or expression(condition).holds(scope)
