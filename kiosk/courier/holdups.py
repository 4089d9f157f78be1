"""Why each case is still on its way, in words for staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kiosk.courier.failures import Failure
from kiosk.courier.state import LineState
from kiosk.journal.journal import Journal
from kiosk.texts import Text

NEXT = Text("等下一轮上报。", "It goes with the next round.")
LACKING = Text("还有 {many} 个附件没送到。", "{many} of its attachments are still to be brought.")
REFUSED = Text(
    "审批系统拒收（{reason}），已搁置：请联系运维人员。",
    "Central refused it ({reason}); it was put aside: call the engineers.",
)
_ASIDE = {one.code: one.row.say for one in (Failure.TOO_LARGE, Failure.UNREADABLE, Failure.DIGEST)}
"""Why the courier itself puts one aside; every other reason is central's."""


@dataclass(frozen=True, slots=True)
class Holdup:
    """A case by its number, since when it is on its way, and why it is not there yet.

    `aside`: it was put aside, and somebody has to see to it.
    """

    number: str
    since: datetime
    why: Text
    aside: bool


def holdups(journal: Journal, line: LineState, limit: int = 1000) -> Iterator[Holdup]:
    """Yield those cases, the ones to be seen to first; `line` is how the line is now."""
    for case in journal.pending.cases(limit):
        if case.aside is not None:
            why = _ASIDE.get(case.aside) or REFUSED.fill(reason=case.aside)
        elif case.attachments:
            why = _and(LACKING.fill(many=case.attachments), line.reason)
        else:
            why = line.reason or NEXT
        yield Holdup(case.number, case.since, why, case.aside is not None)


def _and(one: Text, other: Text | None) -> Text:
    return one if other is None else Text(one.zh + other.zh, f"{one.en} {other.en}")
