"""The ID-card reader: what the kiosk asks of it, and what may be wrong with it.

Every driver, the real one and the pretend one, is held to the same contract test.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from kiosk.errors import Trouble
from kiosk.texts import Text


class CardType(StrEnum):
    """Whose card it is, by the flag on its chip (GA/T 467-2019)."""

    RESIDENT = "resident"  # 居民身份证
    HMT_RESIDENT = "hmt_resident"  # 港澳台居民居住证
    FOREIGNER_2017 = "foreigner_2017"  # 外国人永久居留身份证，2017 版
    FOREIGNER_2023 = "foreigner_2023"  # 外国人永久居留身份证，2023 版


@dataclass(frozen=True, slots=True)
class Card:
    """What a chip says; what its type does not hold is empty or None.

    `sex` is "male", "female" or "", `ethnic_group` a GB/T 3304 code or "". `valid_until` is None
    for 长期. `photo` is the chip's compressed picture, opaque (WLT).
    """

    type: CardType
    name: str = field(repr=False)
    sex: str = field(repr=False)
    number: str = field(repr=False)
    ethnic_group: str = field(default="", repr=False)
    born: date | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)
    authority: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    english_name: str = field(default="", repr=False)
    nationality: str = ""
    permit_number: str = field(default="", repr=False)
    photo: bytes = field(default=b"", repr=False)


def nothing() -> None:
    """Whoever asks for a card need not hear that one was found."""


class CardReader(Protocol):
    """A machine that reads a card laid on it."""

    def poll(self, found: Callable[[], None] = nothing) -> Card | None:
        """Look once whether a card lies there, and read it; each card only once until lifted.

        `found` is called as the reading begins, which takes a second or two. Raises Trouble
        `card.*` when a card cannot be read and `reader.*` when the machine does not do its part.
        """

    def module(self) -> str:
        """Return the number of its security module; raises Trouble `reader.*`."""

    def close(self) -> None:
        """Let the machine go."""


class Reason(StrEnum):
    """Why nothing was read: the card's side, or the machine's."""

    UNREAD = "card.unread"
    UNKNOWN_TYPE = "card.unknown_type"
    OFFLINE = "reader.offline"
    BROKEN = "reader.broken"
    GARBLED = "reader.garbled"


def trouble(reason: Reason) -> Trouble:
    """Return what to say and to do about it."""
    return Trouble(reason.value, *_SAID[reason])


_SAID = {
    Reason.UNREAD: (
        Text(
            "没有读出来，请把身份证拿开，再放一次。",
            "Not read. Lift the card and lay it down anew.",
        ),
        Text("仍读不出的，请手工填写。", "If it still is not read, type what the card says."),
    ),
    Reason.UNKNOWN_TYPE: (
        Text("这张证件本机读不了，请手工填写。", "This card cannot be read here. Please type."),
        Text("不是居民身份证等四种证件之一。", "It is none of the four types of ID card."),
    ),
    Reason.OFFLINE: (
        Text("身份证阅读器没有反应，请手工填写。", "The card reader does not answer. Please type."),
        Text("请检查阅读器的电源和连线。", "Check the reader's power and cable."),
    ),
    Reason.BROKEN: (
        Text("身份证阅读器坏了，请手工填写。", "The card reader is out of order. Please type."),
        Text("安全模块自检失败或未授权，请更换。", "Its security module failed or has no licence."),
    ),
    Reason.GARBLED: (
        Text("身份证阅读器连线不好，请手工填写。", "The card reader's line is bad. Please type."),
        Text("校验多次不对，请检查连线和波特率。", "Checksums keep failing: check cable, speed."),
    ),
}
