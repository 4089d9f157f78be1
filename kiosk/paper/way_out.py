"""What cannot be applied for here (不适用情形), and where to go instead: a slip to take along.

It says nothing about whom it is for.
"""

from collections.abc import Iterator
from datetime import date

from kiosk.catalogue.schema import Exclusion, JointService
from kiosk.paper.slip import Entry, Fact, Heading, Note, Part, Slip
from kiosk.paper.wording import name_of, titled
from kiosk.texts import Text

TITLE = Text("不能在这里联办的说明", "What this application cannot take")
INSTEAD = Text("请这样办", "What to do instead")
CANNOT = Text("不能联办的事项", "Items that cannot be included")
GO_ON = Text(
    "其余事项不受影响，可以在本机继续办理。",
    "The other items are not affected: you can go on with them on this machine.",
)
NO_DECISION = Text(
    "本说明只供参考，不是不予受理决定。对能不能办有疑问的，请问窗口。",
    "This slip informs; it is not a refusal. If in doubt, please ask at the window.",
)
"""Sentence to the citizen: only the window decides (行政许可法, article 32)."""


def way_out(
    service: JointService, exclusion: Exclusion, day: date, hall: Text, window: Text
) -> Slip:
    """Write the slip as of `day`."""
    parts = tuple(_parts(service, exclusion, day, hall, window))
    return Slip(kind="way-out", title=TITLE, about=name_of(service), parts=parts)


def _parts(
    service: JointService, exclusion: Exclusion, day: date, hall: Text, window: Text
) -> Iterator[Part]:
    yield Note(exclusion.say)
    if exclusion.basis:
        yield Fact(Text("依据", "Basis"), Text(exclusion.basis, exclusion.basis))
    yield Heading(INSTEAD)
    yield Entry(exclusion.instead)
    items = [item for item in service.items if item.id in exclusion.items]
    if items:
        yield Heading(CANNOT)
        yield from (Entry(titled(item, service)) for item in items)
        if len(items) < len(service.items):
            yield Note(GO_ON)
    yield Note(NO_DECISION)
    yield Fact(
        Text("咨询窗口", "Ask at"), Text(f"{hall.zh} {window.zh}", f"{hall.en}, {window.en}")
    )
    yield Fact(Text("咨询电话", "Questions"), Text(service.hotline, service.hotline))
    yield Fact(Text("打印日期", "Printed on"), Text(f"{day}", f"{day}"))
