"""The slip of a self-test (自检单): what was looked at and how it was, for the technician."""

from datetime import datetime

from kiosk.paper.slip import Entry, Note, Part, Slip
from kiosk.texts import Text

TITLE = Text("自检单", "Self-test")
ILL = Text("要处理：{value}", "See to it: {value}")

Row = tuple[Text, Text, bool]
"""What it is, how it is, and whether that is well."""


def self_test_slip(rows: tuple[Row, ...], at: datetime, hall: Text, machine: Text) -> Slip:
    """Write the slip; `at` is in the hall's time. Without rows it only shows that paper comes."""
    when = f"{at:%Y-%m-%d %H:%M}"
    parts: tuple[Part, ...] = tuple(
        Entry(label, value if well else _ill(value), beside=True) for label, value, well in rows
    )
    about = Text(f"{hall.zh} {machine.zh}，{when}", f"{hall.en}, {machine.en}, {when}")
    empty = Note(Text("能看到这行字，打印机就是好的。", "If this can be read, the printer works."))
    return Slip(kind="self-test", title=TITLE, parts=parts or (empty,), about=about)


def _ill(value: Text) -> Text:
    return Text(ILL.zh.format(value=value.zh), ILL.en.format(value=value.en))
