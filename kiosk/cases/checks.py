"""What is wrong and what is missing in a form as it stands."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kiosk.cases.case import Flag
from kiosk.cases.deadlines import LastDay, last_days
from kiosk.cases.given import is_given
from kiosk.cases.layout import Check, Layout, layout_of
from kiosk.cases.visible import SILENT, Sight, VisibleField, VisiblePage, has_error
from kiosk.catalogue.conditions import Scope
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
    items = sight.sheet.items
    layout = layout_of(sight.sheet.service)
    if not items:
        found.append(Remark(Severity.ERROR, "items.none", _NO_ITEM, (ITEMS,)))
    for one in sight.fields.values():
        found += one.remarks
    found += _rivals(layout, items)
    unsound = _Unsound(sight)
    for check in layout.checks:
        counts = check.item is None or check.item in items
        if counts and not unsound.any(check.rule.on) and _broken(check, sight.scope):
            found.append(_said(check.code, check.rule))
    for out in _exclusions(sight, unsound):
        found.append(Remark(Severity.ERROR, f"exclusion.{out.id}", out.say, out.on or (ITEMS,)))
    late = (one.remark(sight.sheet.day) for one in deadlines(sight))
    return (*found, *(one for one in late if one is not None))


def exclusions(sight: Sight) -> tuple[Exclusion, ...]:
    """Return what counts now: its answers are given and sound, and one of its items is chosen."""
    return _exclusions(sight, _Unsound(sight))


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
        for one in _in_order(page)
        if one.required and _is_missing(one)
    )


def _in_order(page: VisiblePage) -> Iterator[VisibleField]:
    for outer in page.fields:
        yield outer
        for row in outer.rows:
            yield from row


def _exclusions(sight: Sight, unsound: "_Unsound") -> tuple[Exclusion, ...]:
    items = sight.sheet.items
    return tuple(
        one
        for one, when in layout_of(sight.sheet.service).exclusions
        if (not one.items or not set(one.items).isdisjoint(items))
        and not unsound.any(one.on)
        and when.holds(sight.scope)
    )


def _rivals(layout: Layout, items: Collection[str]) -> Iterator[Remark]:
    for pair in layout.rivals.among(items):
        titles = {item.id: item.title for item in layout.service.items}
        both = [titles[name] for name in titles if name in pair]
        say = Text(
            zh=_ONE_OF.zh.format(one=both[0].zh, other=both[-1].zh),
            en=_ONE_OF.en.format(one=both[0].en, other=both[-1].en),
        )
        yield Remark(Severity.ERROR, "items.excluded", say, (ITEMS,))


def _said(code: str, broken: Rule | Condition) -> Remark:
    if isinstance(broken, Rule):
        return Remark(broken.severity, code, broken.say, broken.on)
    return Remark(Severity.ERROR, code, broken.otherwise or broken.text, broken.on)


class _Unsound:
    """The answers that rules cannot go by: not given, not visible, or wrong in or within them."""

    def __init__(self, sight: Sight) -> None:
        self._sound = sight.sound
        self._within = {
            path
            for path, seen in sight.fields.items()
            if seen.rows and any(has_error(one.remarks) for row in seen.rows for one in row)
        }

    def any(self, names: Iterable[str]) -> bool:
        """Whether one of these is among them."""
        return any(name not in self._sound or name in self._within for name in names)


def _broken(check: Check, scope: Scope) -> bool:
    counts = check.when is None or check.when.holds(scope)
    return counts and not check.holds.holds(scope)


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
