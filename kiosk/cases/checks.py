"""What is wrong and what is missing in a form as it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.cases.case import Flag
from kiosk.cases.given import is_given
from kiosk.cases.visible import SILENT, Sheet, Sight, VisibleField, has_error
from kiosk.catalogue.conditions import expression
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import Condition, KindName, Rule, Severity
from kiosk.texts import Text

ITEMS = "items"
"""The path of what is wrong with the choice of items itself."""

_CHOSEN = frozenset(
    {KindName.CHOICE, KindName.CHOICES, KindName.YES_NO, KindName.SEX, KindName.ETHNIC_GROUP}
    | {KindName.DIVISION, KindName.POLICE_STATION, KindName.DATE, KindName.MONTH}
)
_FILL = Text("请填{label}", "Please fill in: {label}")
_CHOOSE = Text("请选{label}", "Please choose: {label}")
_TICK = Text("请看清后打勾：{label}", "Please read and tick: {label}")
_ADD = Text("请添加{label}", "Please add: {label}")
_NO_ITEM = Text("请至少选一件要办的事", "Please choose at least one thing to apply for")


@dataclass(frozen=True, slots=True)
class Missing:
    """A required answer that is not given; `say` tells what to do."""

    path: str
    page_id: str
    say: Text


def remarks(sight: Sight) -> tuple[Remark, ...]:
    """Check every visible answer by its kind, then rules and conditions over several.

    A rule counts when all its answers are given and none of them is wrong by itself.
    """
    found: list[Remark] = []
    if not sight.sheet.items:
        found.append(Remark(Severity.ERROR, "items.none", _NO_ITEM, (ITEMS,)))
    for one in sight.fields.values():
        found += one.remarks
    for rule, remark in _rules(sight.sheet):
        if all(_sound(name, sight) for name in rule.on) and _broken(rule, sight):
            found.append(remark)
    return tuple(found)


def flags(remarks: Iterable[Remark]) -> tuple[Flag, ...]:
    """Return the warnings among them as they go with the case to the clerk."""
    return tuple(Flag(one.code, one.on) for one in remarks if one.severity is Severity.WARNING)


def missing(sight: Sight) -> tuple[Missing, ...]:
    """Return what is required, visible and not given, in the form's order."""
    return tuple(
        Missing(one.path, page.page.id, _ask(one))
        for page in sight.pages
        for outer in page.fields
        for one in (outer, *(inner for row in outer.rows for inner in row))
        if _is_missing(one)
    )


def _rules(sheet: Sheet) -> Iterator[tuple[Rule | Condition, Remark]]:
    service = sheet.service
    for rule in service.rules:
        yield rule, Remark(rule.severity, f"rule.{rule.id}", rule.say, rule.on)
    for item in service.items:
        if item.id in sheet.items:
            for number, one in enumerate(item.conditions, start=1):
                say = one.otherwise or one.text
                yield one, Remark(Severity.ERROR, f"condition.{item.id}.{number}", say, one.on)
    for number, one in enumerate(service.guide.who, start=1):
        yield one, Remark(Severity.ERROR, f"condition.{number}", one.otherwise or one.text, one.on)


def _sound(name: str, sight: Sight) -> bool:
    """Whether an answer is given, visible, and nothing is wrong with it or within it."""
    if name not in sight.sound:
        return False
    seen = sight.fields.get(name)
    inner = [one for row in seen.rows for one in row] if seen is not None else []
    return not any(has_error(one.remarks) for one in inner)


def _broken(rule: Rule | Condition, sight: Sight) -> bool:
    if isinstance(rule, Condition):
        return rule.rule is not None and not expression(rule.rule).holds(sight.scope)
    counts = rule.when is None or expression(rule.when).holds(sight.scope)
    return counts and not expression(rule.check).holds(sight.scope)


def _is_missing(one: VisibleField) -> bool:
    kind = one.field.kind
    if kind is KindName.REPEAT:
        return one.required and not one.rows
    if kind is KindName.CONFIRM:
        return one.required and one.value is not True
    return one.required and kind not in SILENT and not is_given(one.value)


def _ask(one: VisibleField) -> Text:
    field = one.field
    if field.say is not None:
        return field.say
    label = field.label
    say = _FILL
    if field.kind is KindName.REPEAT:
        say = _ADD
    elif field.kind is KindName.CONFIRM:
        say = _TICK
    elif field.kind in _CHOSEN:
        say = _CHOOSE
    return Text(zh=say.zh.format(label=label.zh), en=say.en.format(label=label.en))
