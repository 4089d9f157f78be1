"""The CEL expressions of a form: `when:`, `check:` and first values.

They speak of `answers`, `items`, `today` (an ISO date) and, inside a repeating group, `row`.
Answers that are not given are null. Dates are ISO strings, so that `<` compares them.

Functions: `birth_date(id)` and `sex_of(id)` of a resident ID number, `age(born, day)` in whole
years (29 February attains a year on 1 March, domain rule after Civil Code 1047 practice), where
`born` is a date or an ID number; `add_years(day, n)`, `add_days(day, n)`, `year_of(day)`,
`days_between(start, end)`, `weeks_between(start, end)` in whole weeks, `certificate_year(number)`,
`working_days_after(day, n)`, the day itself not counted.
All give null for what is not given or not readable.
"""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, cast

from kiosk.catalogue.days import FUNCTIONS
from kiosk.catalogue.kinds.kind import Json
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays, working_days_after
from kiosk.errors import Fault

if TYPE_CHECKING:
    import cel
elif "cel.cel" in sys.modules:
    cel = sys.modules["cel.cel"]
else:
    # The evaluator alone: the front door of its package also loads a terminal program, which
    # takes longer than all the rest of this room.
    _found = PathFinder.find_spec("cel.cel", find_spec("cel").submodule_search_locations)
    cel = sys.modules["cel.cel"] = module_from_spec(_found)
    _found.loader.exec_module(cel)

_NAMED = re.compile(r"(?<!\.)\b(answers|row)\.([a-z][a-z0-9_]*)")
_NAMELESS = re.compile(r"(?<!\.)\b(?:answers|row)\b(?!\.[a-z])")
_ITEM = re.compile(r"['\"]([a-z][a-z0-9_]*)['\"] in items\b")
_LOOP = re.compile(r"\.(?:all|exists|exists_one|map|filter)\(\s*([A-Za-z_]\w*)\s*,")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


VARIABLES = frozenset({"answers", "row", "items", "today"})
"""What an expression can speak of, see Scope."""

STANDARD = frozenset(
    {"size", "int", "double", "string", "bool", "contains", "startsWith", "endsWith", "matches"}
)
"""Functions of CEL itself that forms may use; what else CEL has is not needed."""

WORKING_DAYS = "working_days_after"
OWN = FUNCTIONS.keys() | {WORKING_DAYS}
"""Functions that forms may use besides: of days and numbers, see above."""


class BadExpression(ValueError):
    """An expression that is no CEL; the message says where."""


@dataclass(frozen=True)
class Scope:
    """What an expression can see; `together` are those that are to be worked out in it."""

    answers: Mapping[str, Json]
    items: Collection[str]
    today: date
    row: Mapping[str, Json] = field(default_factory=dict)
    calendar: WorkingDays = UNANNOUNCED
    together: "Together | None" = None

    @cached_property
    def told(self) -> cel.Context:
        """The same as the evaluator knows it, for all of `together`."""
        if self.together is None:
            raise ValueError("nothing is worked out together here")
        return self.together.subjects.told(self)


@dataclass(frozen=True, slots=True)
class _Subjects:
    """What expressions speak of: answers, what stands in a row, variables, functions of ours."""

    answers: frozenset[str]
    row: frozenset[str]
    variables: frozenset[str]
    functions: dict[str, Callable[..., object]]
    reckons: bool

    def told(self, scope: Scope) -> cel.Context:
        """Tell the evaluator these, and no more: it copies everything it is given."""
        known: dict[str, object] = {}
        if self.answers:
            known["answers"] = {name: scope.answers.get(name) for name in self.answers}
        if self.row:
            known["row"] = {name: scope.row.get(name) for name in self.row}
        if "items" in self.variables:
            known["items"] = list(scope.items)
        if "today" in self.variables:
            known["today"] = scope.today.isoformat()
        context = cel.Context(known, self.functions)
        if self.reckons:
            context.add_function(WORKING_DAYS, partial(working_days_after, scope.calendar))
        return context


class Expression:
    """One compiled expression.

    `answers`, `row` and `items` are the names it speaks of; `strange` those that are neither
    a variable nor a function here.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        try:
            self._program = cel.compile(source)
        except ValueError as error:
            raise BadExpression(str(error).splitlines()[0]) from error
        variables, functions = set(self._program.variables()), set(self._program.functions())
        called = {name for name in functions if name.isidentifier()}
        loops = set(_LOOP.findall(source))
        self.strange = tuple(sorted((variables - VARIABLES - loops) | (called - STANDARD - OWN)))
        self.items = frozenset(_ITEM.findall(source))
        bare = _QUOTED.sub("''", source)
        if _NAMELESS.search(bare):
            raise BadExpression("an answer is read by its name, as answers.m_name")
        self.answers = frozenset(n for of, n in _NAMED.findall(bare) if of == "answers")
        self.row = frozenset(n for of, n in _NAMED.findall(bare) if of == "row")
        self.subjects = _Subjects(
            self.answers,
            self.row,
            frozenset(variables & VARIABLES),
            {name: FUNCTIONS[name] for name in functions & FUNCTIONS.keys()},
            WORKING_DAYS in functions,
        )
        self.alike = variables & VARIABLES <= {"items", "today"} and not self.subjects.reckons

    def value(self, scope: Scope) -> Json:
        """Work it out; raises Fault when the form's author wrote what cannot be worked out."""
        if self.alike:
            return _worked_out(self, tuple(scope.items), scope.today)
        return self.work_out(scope)

    def work_out(self, scope: Scope) -> Json:
        """Do the same, whether or not it was done before."""
        try:
            together = scope.together is not None and self in scope.together.expressions
            told = scope.told if together else self.subjects.told(scope)
            return cast(Json, self._program.execute(told))
        except Exception as error:  # the evaluator raises whatever its functions and types do
            raise Fault(f"the expression cannot be worked out: {self.source}") from error

    def holds(self, scope: Scope) -> bool:
        """Tell whether it is true; null counts as not."""
        return self.value(scope) is True


class Together:
    """Expressions that are worked out in one scope: the evaluator is told once what they need.

    Those that hang on items and day alone are known before, those of a row have one each.
    """

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self.expressions = frozenset(one for one in expressions if not one.alike and not one.row)
        parts = [one.subjects for one in self.expressions]
        self.subjects = _Subjects(
            frozenset().union(*(one.answers for one in parts)),
            frozenset(),
            frozenset().union(*(one.variables for one in parts)),
            {name: known for one in parts for name, known in one.functions.items()},
            any(one.reckons for one in parts),
        )


@lru_cache(maxsize=4096)
def _worked_out(alike: Expression, items: tuple[str, ...], today: date) -> Json:
    """Work out once what is the same for all who choose these items on a day."""
    return alike.work_out(Scope({}, items, today))


@lru_cache(maxsize=4096)
def expression(source: str) -> Expression:
    """Compile once; raises BadExpression."""
    return Expression(source)
