"""What is wrong and what is missing in a form as it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kiosk.cases.case import Flag
from kiosk.cases.choosing import Rivals
from kiosk.cases.deadlines import LastDay, last_days
from kiosk.cases.given import is_given
from kiosk.cases.visible import SILENT, Sheet, Sight, VisibleField, has_error
from kiosk.catalogue.conditions import expression
from kiosk.catalogue.kinds.capture import CAPTURES
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import Condition, Exclusion, KindName, Rule, Severity
from kiosk.texts import Text

ITEMS = "items"
"""The path of what is wrong with the choice of items itself."""

_CHOSEN = frozenset(
    {KindName.CHOICE, KindName.CHOICES, KindName.YES_NO, KindName.SEX, KindName.ETHNIC_GROUP}
    | {KindName.DIVISION, KindName.POLICE_STATION, KindName.DATE, KindName.MONTH}
    | {KindName.RELATION, KindName.COUNTRY, KindName.APPOINTMENT}
)
_FILL = Text("请填{label}", "Please fill in: {label}")
_CHOOSE = Text("请选{label}", "Please choose: {label}")
_TICK = Text("请看清后打勾：{label}", "Please read and tick: {label}")
_TAKE = Text(
    "请采集{label}，或选另一种方式", "Please have it taken, or choose another way: {label}"
)
_OTHER_WAY = Text("请选另一种方式：{label}", "Please choose the other way: {label}")
_ADD = Text("请添加{label}", "Please add: {label}")
_ONE_OF = Text(
    "“{one}”和“{other}”只能办一件，请留下一件",
    "Only one of '{one}' and '{other}' can be had; please keep one",
)
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
    found += _rivals(sight.sheet)
    for code, rule in _rules(sight.sheet):
        if all(_sound(name, sight) for name in rule.on) and _broken(rule, sight):
            found.append(_said(code, rule))
    for out in exclusions(sight):
        found.append(Remark(Severity.ERROR, f"exclusion.{out.id}", out.say, out.on or (ITEMS,)))
    late = (one.remark(sight.sheet.day) for one in deadlines(sight))
    return (*found, *(one for one in late if one is not None))


def exclusions(sight: Sight) -> tuple[Exclusion, ...]:
    """Return what counts now: its answers are given and sound, and one of its items is chosen."""
    return tuple(
        one
        for one in sight.sheet.service.exclusions
        if (not one.items or set(one.items) & set(sight.sheet.items))
        and all(_sound(name, sight) for name in one.on)
        and expression(one.when).holds(sight.scope)
    )


def deadlines(sight: Sight) -> tuple[LastDay, ...]:
    """Return the last days of what is chosen, counted from sound answers."""
    sheet = sight.sheet
    found = last_days(sheet.service, sheet.items, sight.sound, sheet.day, sheet.calendar)
    return tuple(found)


def flags(remarks: Iterable[Remark]) -> tuple[Flag, ...]:
    """Return the warnings among them as they go with the case to the clerk."""
    return tuple(Flag(one.code, one.on) for one in remarks if one.severity is Severity.WARNING)


def missing(sight: Sight) -> tuple[Missing, ...]:
    """Return what is required, visible and not given, in the form's order."""
    return tuple(
        Missing(one.path, page.page.id, _ask(one, sight))
        for page in sight.pages
        for outer in page.fields
        for one in (outer, *chain.from_iterable(outer.rows))
        if one.required and _is_missing(one)
    )


def _rivals(sheet: Sheet) -> Iterator[Remark]:
    titles = {item.id: item.title for item in sheet.service.items}
    for pair in Rivals(sheet.service).among(sheet.items):
        both = [titles[name] for name in titles if name in pair]
        say = Text(
            zh=_ONE_OF.zh.format(one=both[0].zh, other=both[-1].zh),
            en=_ONE_OF.en.format(one=both[0].en, other=both[-1].en),
        )
        yield Remark(Severity.ERROR, "items.excluded", say, (ITEMS,))


def _rules(sheet: Sheet) -> Iterator[tuple[str, Rule | Condition]]:
    """Return each that is to be checked, after the code of its remark."""
    service = sheet.service
    for rule in service.rules:
        yield f"rule.{rule.id}", rule
    for item in service.items:
        if item.id in sheet.items:
            for number, one in enumerate(item.conditions, start=1):
                if one.rule is not None:
                    yield f"condition.{item.id}.{number}", one
    for number, one in enumerate(service.guide.who, start=1):
        if one.rule is not None:
            yield f"condition.{number}", one


def _said(code: str, broken: Rule | Condition) -> Remark:
    if isinstance(broken, Rule):
        return Remark(broken.severity, code, broken.say, broken.on)
    return Remark(Severity.ERROR, code, broken.otherwise or broken.text, broken.on)


def _sound(name: str, sight: Sight) -> bool:
    """Whether an answer is given, visible, and nothing is wrong with it or within it."""
    if name not in sight.sound:
        return False
    seen = sight.fields.get(name)
    rows = seen.rows if seen is not None else ()
    return not any(has_error(one.remarks) for row in rows for one in row)


def _broken(rule: Rule | Condition, sight: Sight) -> bool:
    if isinstance(rule, Condition):
        return rule.rule is not None and not expression(rule.rule).holds(sight.scope)
    counts = rule.when is None or expression(rule.when).holds(sight.scope)
    return counts and not expression(rule.check).holds(sight.scope)


def _is_missing(one: VisibleField) -> bool:
    kind = one.field.kind
    if kind is KindName.REPEAT:
        return not one.rows
    if kind is KindName.CONFIRM:
        return one.value is not True
    return kind not in SILENT and not is_given(one.value)


def _ask(one: VisibleField, sight: Sight) -> Text:
    field = one.field
    if field.say is not None:
        return field.say
    label = field.label
    say = _FILL
    if field.kind is KindName.REPEAT:
        say = _ADD
    elif field.kind is KindName.CONFIRM:
        say = _TICK
    elif field.kind in CAPTURES:
        refused = sight.sound.get(field.consent or "") is False
        say = _OTHER_WAY if refused else _TAKE
    elif field.kind in _CHOSEN:
        say = _CHOOSE
    return Text(zh=say.zh.format(label=label.zh), en=say.en.format(label=label.en))
