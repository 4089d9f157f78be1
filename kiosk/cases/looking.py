"""Looking at a form: every `when:` asked until answers and visibility agree."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from kiosk.cases.given import is_given
from kiosk.cases.layout import Layout, Question, Sheetful, layout_of
from kiosk.cases.shown import the_people
from kiosk.cases.typed import parse
from kiosk.cases.visible import Sheet, Sight, VisibleField, VisiblePage, has_error, rows_of
from kiosk.catalogue.conditions import Expression, Scope
from kiosk.catalogue.kinds import Json, Occasion
from kiosk.catalogue.kinds.capture import is_capture
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import FormField, KindName, Option

ROUNDS = 8
"""How often `when:` is asked again until nothing changes; a form nests two or three deep."""


def look(sheet: Sheet) -> Sight:
    """Return what can be seen and what counts.

    What is hidden counts as not given, so one answer may hide a page that hides another. What
    is wrong by itself counts as not given, too: conditions are only asked about sound answers.
    No question is shown or hidden by itself, the catalogue's review sees to that: there is one
    such state wherever one begins, and what was answered is mostly it.
    """
    layout, checks = layout_of(sheet.service), _Checks(sheet.day)
    known: Mapping[str, Json] = {**sheet.stored, **layout.mirrored(sheet.items)}
    for _ in range(ROUNDS):
        glance = _Glance(sheet, layout, known, checks)
        sight = glance.sight()
        if glance.agrees(sight.sound):
            break
        known = sight.sound
    return sight


class _Checks:
    """What the kinds say about answers: asked once for each, however often one looks."""

    def __init__(self, day: date) -> None:
        self.on = Occasion(day)
        self.said: dict[str, tuple[Json, tuple[Remark, ...]]] = {}

    def remarks(
        self, one: Question, field: FormField, path: str, value: Json
    ) -> tuple[Remark, ...]:
        if one.silent or field.item is not None or not is_given(value):
            return ()
        known = self.said.get(path)
        if known is not None and known[0] is value:
            return known[1]
        said = one.kind.check(value, field, self.on)
        remarks = tuple(replace(remark, on=(path,)) for remark in said) if said else ()
        self.said[path] = value, remarks
        return remarks


class _Glance:
    """One look at the form, believing the sound answers of the look before.

    It remembers which of them it went by.
    """

    def __init__(
        self, sheet: Sheet, layout: Layout, known: Mapping[str, Json], checks: _Checks
    ) -> None:
        self.sheet, self.layout, self.known, self.checks = sheet, layout, known, checks
        self.asked: set[str] = set()
        calendar = sheet.calendar
        self.scope = Scope(known, sheet.items, sheet.day, calendar=calendar, together=layout.seen)

    def agrees(self, sound: Mapping[str, Json]) -> bool:
        """Whether a look that believed `sound` would have seen the same."""
        known = self.known
        return all(known.get(name) == sound.get(name) for name in self.asked)

    def sight(self) -> Sight:
        pages: list[VisiblePage] = []
        signing: list[str] = []
        answers: dict[str, Json] = {**self.layout.mirrored(self.sheet.items)}
        sound: dict[str, Json] = dict(answers)
        for page in self.layout.pages:
            seen = self.page(page)
            asked = tuple(field for one, field in seen if one.asked)
            if asked:
                pages.append(VisiblePage(page.page, asked))
            for one, field in seen:
                if one.field.kind is KindName.SIGNATURE:
                    signing.append(one.id)
                if is_given(field.value):
                    answers[one.id] = field.value
                    _believe(sound, one.id, field)
        judged = self.layout.judged
        return Sight(self.sheet, tuple(pages), answers, sound, frozenset(signing), judged)

    def page(self, page: Sheetful) -> list[tuple[Question, VisibleField]]:
        """Return what can be seen of a page; a proof that is wanted is always in reach."""
        stored, scope, proofs = self.sheet.stored, self.scope, self.sheet.proofs
        if not self.holds(page.when, scope) and page.ids.isdisjoint(proofs):
            return []
        return [
            (one, self.field(one, one.id, stored, scope))
            for one in page.questions
            if one.when is None or one.id in proofs or self.holds(one.when, scope)
        ]

    def field(
        self, one: Question, path: str, stored: Mapping[str, Json], scope: Scope
    ) -> VisibleField:
        required = one.required
        if not isinstance(required, bool):
            required = self.holds(required, scope)
        required = required or one.id in self.sheet.proofs
        shown = self.of_people(one) if one.couple else one.field
        rows: tuple[tuple[VisibleField, ...], ...] = ()
        if one.field.kind is KindName.REPEAT:
            rows = self.rows(one)
            value: Json = [
                {inner.field.id: inner.value for inner in row if is_given(inner.value)}
                for row in rows
            ]
        else:
            value = self.value(one, stored, scope)
        remarks = self.checks.remarks(one, shown, path, value)
        return VisibleField(shown, path, value, required, remarks, rows)

    def of_people(self, one: Question) -> FormField:
        """Return a field with the people who can be chosen there."""
        self.asked |= self.layout.names
        return one.field.model_copy(update={"options": self.people})

    @cached_property
    def people(self) -> tuple[Option, ...]:
        return the_people(self.sheet.service, self.known)

    def value(self, one: Question, stored: Mapping[str, Json], scope: Scope) -> Json:
        field = one.field
        if one.silent:
            return None
        if field.item is not None:
            return field.item in self.sheet.items
        if field.other_of is not None:
            return self.other_than(self.believed(field.other_of))
        given = stored.get(one.id)
        if field.consent is not None and is_capture(given) and not self.allowed(field.consent):
            return None
        if one.default is None or (is_given(given) and not field.system):
            return None if field.system else given
        self.asked |= one.default.answers
        return parse(field, one.default.value(scope))

    def allowed(self, consent: str) -> bool:
        """Whether somebody agreed to have taken what a field holds."""
        return self.believed(consent) is True

    def rows(self, group: Question) -> tuple[tuple[VisibleField, ...], ...]:
        """Return the rows of a group, at least as many as it must have."""
        stored = rows_of(self.sheet.stored.get(group.id))
        stored += [{}] * (group.field.min_count - len(stored))
        return tuple(self.row(group, place, row) for place, row in enumerate(stored))

    def row(
        self, group: Question, place: int, stored: Mapping[str, Json]
    ) -> tuple[VisibleField, ...]:
        paths = {one.id: f"{group.id}.{place}.{one.id}" for one in group.rows}
        sound = {
            one.id: stored[one.id]
            for one in group.rows
            if one.id in stored
            and not has_error(self.checks.remarks(one, one.field, paths[one.id], stored[one.id]))
        }
        scope = replace(self.scope, row=sound, together=None)
        return tuple(
            self.field(one, paths[one.id], stored, scope)
            for one in group.rows
            if self.holds(one.when, scope)
        )

    def other_than(self, role: Json) -> Json:
        """Return the other one of two people; None for any other number of them."""
        roles = self.layout.roles
        others = [one for one in roles if one != role]
        return others[0] if role in roles and len(others) == 1 else None

    def believed(self, name: str) -> Json:
        self.asked.add(name)
        return self.known.get(name)

    def holds(self, condition: Expression | None, scope: Scope) -> bool:
        if condition is None:
            return True
        self.asked |= condition.answers
        return condition.holds(scope)


def _believe(sound: dict[str, Json], name: str, field: VisibleField) -> None:
    """Note an answer as far as nothing is wrong with it by itself."""
    value = field.sound if field.remarks or field.rows else field.value
    if is_given(value):
        sound[name] = value
    else:
        sound.pop(name, None)
