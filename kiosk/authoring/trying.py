"""Conditions worked out with invented answers: what no answer can make true is told its author."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice, product

from kiosk.authoring.examples import Examples, others
from kiosk.catalogue.conditions import Expression, Scope, expression
from kiosk.catalogue.field_review import every_field
from kiosk.catalogue.findings import Finding, Where
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.review import every_expression
from kiosk.catalogue.schema import FormField, JointService, KindName, Rule
from kiosk.errors import Fault

TRIES = 300
"""Answers together that one expression is tried with; the likeliest come first."""

_ORDERED = "compare a day with a day ('2026-01-31'), a number with a number, words with words"
_LEFT_OUT = "a row leaves out what is not given: ask first whether it has(one.field)"
_DEFAULT = "default"
Answers = dict[str, Json]


def tried(service: JointService, day: date) -> Iterator[Finding]:
    """Return every expression that cannot be worked out, or is neither true nor false.

    The service has to be free of other mistakes.
    """
    samples = _Samples(service, day)
    for path, source, _ in every_expression(service):
        found = _Trial(path, expression(source), samples).finding()
        if found is not None:
            yield found


class _Samples:
    """What can be answered to each question; the last of them is not given."""

    def __init__(self, service: JointService, day: date) -> None:
        self.service, self.day = service, day
        self._examples = Examples(service, day)
        self._fields: dict[str, list[FormField]] = {}
        for _, field in every_field(service):
            self._fields.setdefault(field.id, []).append(field)

    def of(self, name: str, source: str) -> list[Json]:
        """Return answers to a question, those first that an expression speaks of."""
        found: list[Json] = []
        for field in self._fields[name]:
            found += [one for one in self._given(field, source) if one not in found]
        return [*found, None]

    def _given(self, field: FormField, source: str) -> list[Json]:
        if field.kind is KindName.REPEAT:
            row: Json = {one.id: self._examples.of(one) for one in field.fields}
            return [[row], [{}], []]
        if field.kind is KindName.RESIDENT_ID:
            return [self._examples.id_number(0, sex) for sex in ("male", "female")]
        every = others(field, self.service)
        spoken = [one for one in every if isinstance(one, bool) or str(one).strip("[]'") in source]
        unspoken = [one for one in every if one not in spoken][:1]
        return [*spoken, *unspoken] or [self._examples.of(field)]

    def guarded(self, path: Where) -> tuple[frozenset[str], Rule | None]:
        """Return the answers that are given whenever an expression is asked, and its rule."""
        part: object = self.service
        for step in path[:-1]:
            part = (
                part[step]
                if isinstance(part, tuple) and isinstance(step, int)
                else (getattr(part, str(step)))
            )
        named = getattr(part, "on", ())
        return frozenset(named), part if isinstance(part, Rule) else None


class _Trial:
    """One expression, and what it is tried with."""

    def __init__(self, path: Where, what: Expression, samples: _Samples) -> None:
        self._path, self._what, self._samples = path, what, samples
        self._given, rule = samples.guarded(path)
        only_then = rule.when if rule is not None and path[-1] == "check" else None
        self._only_then = None if only_then is None else expression(only_then)

    def finding(self) -> Finding | None:
        for scope in self._scopes():
            try:
                if self._only_then is not None and not self._only_then.holds(scope):
                    continue
                value = self._what.value(scope)
            except Fault:
                return self._unworkable({**scope.answers, **scope.row})
            if self._path[-1] != _DEFAULT and value is not None and not isinstance(value, bool):
                what = f"{self._what.source!r} gives {value!r}, neither true nor false"
                return Finding(self._path, what, "compare it with something: ==, !=, <, in")
        return None

    def _scopes(self) -> Iterator[Scope]:
        what, samples = self._what, self._samples
        names = [*sorted(what.answers), *sorted(what.row)]
        offered = [samples.of(name, what.source) for name in names]
        for values in islice(product(*map(self._without, names, offered)), TRIES):
            known = dict(zip(names, values, strict=True))
            answers = {name: known[name] for name in what.answers}
            row = {name: known[name] for name in what.row}
            for items in ((), tuple(sorted(what.items))):
                yield Scope(answers, items, samples.day, row)

    def _without(self, name: str, offered: list[Json]) -> list[Json]:
        return offered[:-1] if name in self._given else offered

    def _unworkable(self, known: Mapping[str, Json]) -> Finding:
        empty = sorted(name for name, value in known.items() if value is None)
        listed = ", ".join(f"{name} = {_written(value)}" for name, value in sorted(known.items()))
        what = f"{self._what.source!r} cannot be worked out with {listed}"
        if empty and not self._fails_given():
            first = f"{'row' if empty[0] in self._what.row else 'answers'}.{empty[0]}"
            return Finding(self._path, what, f"begin it with: {first} != null &&")
        if any(isinstance(value, list) and {} in value for value in known.values()):
            return Finding(self._path, what, _LEFT_OUT)
        return Finding(self._path, what, _ORDERED)

    def _fails_given(self) -> bool:
        """Whether it cannot be worked out with every answer given either."""
        for scope in self._scopes():
            if None not in {**scope.answers, **scope.row}.values():
                try:
                    self._what.value(scope)
                except Fault:
                    return True
        return False


def _written(value: Json) -> str:
    return "null" if value is None else repr(value)
