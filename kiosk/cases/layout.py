"""A form as all its applications have it: what no answer changes, worked out once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiosk.cases.choosing import Rivals
from kiosk.cases.shown import resolved
from kiosk.cases.visible import SILENT, is_asked
from kiosk.catalogue.conditions import Expression, Together, expression
from kiosk.catalogue.kinds import Kind, kind_of
from kiosk.catalogue.kinds.capture import CAPTURES
from kiosk.catalogue.schema import (
    Condition,
    Exclusion,
    FormField,
    FormPage,
    JointService,
    Rule,
)

KEPT = 64
"""Services whose layout is kept; the ones used last."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A field with what its conditions say compiled, and what its kind can do.

    `required` is known, or hangs on an expression; of a `couple` one is chosen, by name.
    """

    id: str
    field: FormField
    kind: Kind
    when: Expression | None
    required: bool | Expression
    default: Expression | None
    asked: bool
    silent: bool
    couple: bool
    rows: tuple["Question", ...]

    @classmethod
    def of(cls, field: FormField, service: JointService) -> "Question":
        """Lay out one field, a repeating group with those of a row."""
        couple = field.couple or field.other_of is not None
        return cls(
            id=field.id,
            field=field if couple else resolved(field, service, {}),
            kind=kind_of(field),
            when=_compiled(field.when),
            required=field.required
            if isinstance(field.required, bool)
            else expression(field.required),
            default=_compiled(field.default),
            asked=is_asked(field),
            silent=field.kind in SILENT,
            couple=couple,
            rows=tuple(cls.of(inner, service) for inner in field.fields),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Sheetful:
    """A page with its questions."""

    page: FormPage
    when: Expression | None
    ids: frozenset[str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A rule or condition: what has to hold, where it counts, and the code of its remark.

    `item` is the one it belongs to; None counts for all.
    """

    code: str
    rule: Rule | Condition
    holds: Expression
    when: Expression | None
    item: str | None


class Layout:
    """A service's questions, checks and exclusions, in the form's order.

    `mirrors` names the item that a question asks for again; `taken` are photos and fingerprints,
    and the groups that hold such.
    """

    def __init__(self, service: JointService) -> None:
        self.service = service
        self.pages = tuple(
            Sheetful(
                page,
                _compiled(page.when),
                frozenset(one.id for one in page.fields),
                tuple(Question.of(one, service) for one in page.fields),
            )
            for page in service.pages
        )
        self.questions = tuple(one for page in self.pages for one in page.questions)
        self.mirrors: Mapping[str, str] = {
            one.id: one.field.item for one in self.questions if one.field.item is not None
        }
        self.taken = tuple(
            one
            for one in self.questions
            if one.field.kind in CAPTURES or any(inner.field.kind in CAPTURES for inner in one.rows)
        )
        self.roles = tuple(person.id for person in service.people)
        self.names = frozenset(person.name for person in service.people)
        self.rivals = Rivals(service)
        self.checks = tuple(_checks(service))
        self.exclusions: tuple[tuple[Exclusion, Expression], ...] = tuple(
            (one, expression(one.when)) for one in service.exclusions
        )
        self.seen = Together(_of_questions(self.pages))
        self.judged = Together(_of_checks(self.checks, self.exclusions))

    def mirrored(self, items: Collection[str]) -> dict[str, bool]:
        """Return what the items answer by themselves, on hidden pages too: 是 or 否."""
        return {name: item in items for name, item in self.mirrors.items()}


def layout_of(service: JointService) -> Layout:
    """Return how a service is laid out; the same every time."""
    return _laid_out(_ByItself(service))


class _ByItself:
    """A service told apart by being this very one: going through all of it takes too long."""

    __slots__ = ("service",)

    def __init__(self, service: JointService) -> None:
        self.service = service

    def __hash__(self) -> int:
        return id(self.service)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByItself) and self.service is other.service


@lru_cache(maxsize=KEPT)
def _laid_out(one: _ByItself) -> Layout:
    # It is kept with its service, so nobody else can come to the same address meanwhile.
    return Layout(one.service)


def _compiled(source: str | None) -> Expression | None:
    return None if source is None else expression(source)


def _checks(service: JointService) -> Iterator[Check]:
    for rule in service.rules:
        yield Check(f"rule.{rule.id}", rule, expression(rule.check), _compiled(rule.when), None)
    for item in service.items:
        for number, one in enumerate(item.conditions, start=1):
            if one.rule is not None:
                code = f"condition.{item.id}.{number}"
                yield Check(code, one, expression(one.rule), None, item.id)
    for number, one in enumerate(service.guide.who, start=1):
        if one.rule is not None:
            yield Check(f"condition.{number}", one, expression(one.rule), None, None)


def _of_questions(pages: tuple[Sheetful, ...]) -> Iterator[Expression]:
    for page in pages:
        found = [page.when]
        for one in page.questions:
            required = None if isinstance(one.required, bool) else one.required
            found += [one.when, required, one.default]
        yield from (one for one in found if one is not None)


def _of_checks(
    checks: tuple[Check, ...], exclusions: tuple[tuple[Exclusion, Expression], ...]
) -> Iterator[Expression]:
    for check in checks:
        yield check.holds
        if check.when is not None:
            yield check.when
    yield from (when for _, when in exclusions)
