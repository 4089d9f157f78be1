"""How the house itself is, for the bench: disk, clock, line, keys, fonts, versions, counters."""

import platform
import shutil
from datetime import datetime, timedelta
from functools import cached_property
from importlib.metadata import version

from kiosk.app import MIB, Kiosk
from kiosk.courier.enrolled import enrolment
from kiosk.courier.state import LineState
from kiosk.errors import Trouble
from kiosk.printers import ROLL, SHEETS
from kiosk.screens.bench.office import Fact
from kiosk.texts import Text

IDEOGRAPHS = (
    range(0x4E00, 0xA000),
    range(0x3400, 0x4DC0),
    range(0x20000, 0x2A6E0),
    range(0x2A700, 0x2EBE1),
    range(0x30000, 0x323B0),
)
"""CJK unified ideographs and their extensions A to H (GB 18030-2022, level 3, and beyond)."""

ENOUGH = 70_244
"""Ideographs that GB 18030-2005 names; a kiosk whose papers lack many of them misses names."""

STALE = timedelta(days=1)
"""What waits longer than this should be seen to."""

MARK = 8


class HouseFacts:
    """Reads what it tells each time anew, but for what never changes while the program runs."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk

    def facts(self) -> tuple[Fact, ...]:
        """Return all of them; never raises Trouble."""
        try:
            line, printed = self._kiosk.counter.line(), self._kiosk.journal.reading.printed()
        except Trouble as trouble:
            return (Fact(Text("流水", "Journal"), trouble.remedy, well=False), self._disk())
        return (
            self._disk(),
            self._clock(line),
            self._keys(),
            *self._line(line),
            *_counters(printed),
            self._fonts,
            self._versions,
        )

    def _disk(self) -> Fact:
        folder = self._kiosk.settings.places.data
        free = shutil.disk_usage(folder).free / MIB
        well = free >= self._kiosk.settings.limits.reserve_mib
        value = f"{free / 1024:,.1f} GiB"
        return Fact(Text("磁盘剩余", "Free disk"), Text(value, value), well)

    def _clock(self, line: LineState) -> Fact:
        """Say the time; central cannot have answered later than now."""
        now = self._kiosk.clock()
        value = f"{now.astimezone(self._kiosk.place.zone):%Y-%m-%d %H:%M UTC%z}"
        if line.since is None or line.since <= now:
            return Fact(Text("时钟", "Clock"), Text(value, value))
        return Fact(
            Text("时钟", "Clock"),
            Text(f"{value}，比上次联系时还早", f"{value}, earlier than the last contact"),
            well=False,
        )

    def _keys(self) -> Fact:
        known = enrolment(self._kiosk.settings.places.data)
        label = Text("登记与密钥", "Enrolment and key")
        if known is None:
            return Fact(label, Text("还没有登记", "Not enrolled"))
        mark = known.public_key.hex()[:MARK]
        return Fact(
            label,
            Text(
                f"{known.kiosk}，编号 {known.digits}，中心密钥 {mark}",
                f"{known.kiosk}, number {known.digits}, central's key {mark}",
            ),
        )

    def _line(self, line: LineState) -> tuple[Fact, ...]:
        now = self._kiosk.clock()
        since = _age(line.since, now)
        well = Text(f"正常，上次联系 {since.zh}", f"well, last contact {since.en}")
        oldest = _age(line.oldest, now)
        waiting = line.waiting + line.attachments
        stale = line.oldest is not None and now - line.oldest > STALE
        return (
            Fact(Text("网络", "Line"), line.reason or well, line.reason is None),
            Fact(
                Text("待送", "Waiting to be sent"),
                Text(f"{waiting} 份，最早 {oldest.zh}", f"{waiting}, the oldest {oldest.en}")
                if waiting
                else Text("没有", "nothing"),
                not stale,
            ),
            Fact(
                Text("要人看的", "For a person to see"),
                Text(f"{line.parked} 份", str(line.parked)),
                not line.parked,
            ),
        )

    @cached_property
    def _fonts(self) -> Fact:
        printable = self._kiosk.press.printable
        every = sum(len(block) for block in IDEOGRAPHS)
        count = sum(printable(chr(point)) for block in IDEOGRAPHS for point in block)
        told = f"{count:,} / {every:,}"
        return Fact(
            Text("字库", "Characters that papers can show"), Text(told, told), count >= ENOUGH
        )

    @cached_property
    def _versions(self) -> Fact:
        forms = self._kiosk.catalogue.hash[:MARK]
        ours, qt, python = (
            version("kiosk"),
            version("PySide6-Essentials"),
            platform.python_version(),
        )
        return Fact(
            Text("版本", "Versions"),
            Text(
                f"程序 {ours} 表单 {forms} Qt {qt} Python {python}",
                f"kiosk {ours}, forms {forms}, Qt {qt}, Python {python}",
            ),
        )


def _counters(printed: dict[str, int]) -> tuple[Fact, ...]:
    sheets, cuts = printed.get(SHEETS, 0), printed.get(ROLL, 0)
    return (
        Fact(Text("打印份数", "Papers printed"), Text(f"{sheets:,}", f"{sheets:,}")),
        Fact(Text("小票切纸次数", "Receipts cut"), Text(f"{cuts:,}", f"{cuts:,}")),
    )


def _age(at: datetime | None, now: datetime) -> Text:
    if at is None:
        return Text("从未", "never")
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 60 * 2:
        return Text(f"{minutes} 分钟前", f"{minutes} min ago")
    hours = minutes // 60
    if hours < 24 * 2:
        return Text(f"{hours} 小时前", f"{hours} h ago")
    return Text(f"{hours // 24} 天前", f"{hours // 24} days ago")
