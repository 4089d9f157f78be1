"""How the house itself is, for the bench: disk, clock, keys, fonts, versions, counters.

What lies between it and central, the line and its certificates, stands in `bench_line`.
"""

import platform
import shutil
from functools import cached_property
from importlib.metadata import version

from kiosk.app import Kiosk
from kiosk.bench_line import LineFacts
from kiosk.courier.enrolled import enrolment
from kiosk.devices.health import Condition
from kiosk.errors import Trouble
from kiosk.printers import ROLL, SHEETS
from kiosk.screens.bench.office import Fact
from kiosk.standing import MIB
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

NEARLY = 2
"""So many times the room that must be left over is little."""

MARK = 8
PAGES, CUTS = Text("打印张数", "Pages printed"), Text("小票切纸次数", "Receipts cut")
SINCE = Text("{count}（{day} 起）", "{count} since {day}")
PUBLISHED = Text("审批系统发布的", "Published by central")
DISK, FONTS = Text("磁盘剩余", "Free disk"), Text("字库", "Characters that papers can show")


class HouseFacts:
    """Reads what it tells each time anew, but for what never changes while the program runs."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._between = LineFacts(kiosk)

    def facts(self) -> tuple[Fact, ...]:
        """Return all of them; never raises Trouble."""
        try:
            line = self._kiosk.counter.line()
        except Trouble as trouble:
            return (Fact(Text("流水", "Journal"), trouble.remedy, Condition.ILL), self._disk())
        return (
            self._disk(),
            *self._between.facts(line),
            self._keys(),
            *self._counters(),
            self._fonts,
            *self._versions(),
            *self._published(),
        )

    def _disk(self) -> Fact:
        folder = self._kiosk.settings.places.data
        free = shutil.disk_usage(folder).free / MIB
        needed = self._kiosk.settings.limits.reserve_mib
        value = Text(f"{free / 1024:,.1f} GiB", f"{free / 1024:,.1f} GiB")
        if free < needed:
            value = Text(f"{value.zh}，不接新的申请", f"{value.en}: no new visit begins")
        nearly = Condition.SOON if free < NEARLY * needed else Condition.WELL
        return Fact(DISK, value, Condition.ILL if free < needed else nearly)

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

    def _counters(self) -> tuple[Fact, ...]:
        counted, known = self._kiosk.meters.read(), self._kiosk.printers
        meters = [(SHEETS, PAGES), *([(ROLL, CUTS)] if known.has_roll else [])]
        if counted.since is None:
            return tuple(Fact(label, Text("0", "0")) for _, label in meters)
        since = f"{counted.since.astimezone(self._kiosk.place.zone):%Y-%m-%d}"
        return tuple(
            Fact(label, SINCE.fill(count=f"{counted.pages.get(name, 0):,}", day=since))
            for name, label in meters
        )

    @cached_property
    def _fonts(self) -> Fact:
        printable = self._kiosk.press.printable
        every = sum(len(block) for block in IDEOGRAPHS)
        count = sum(printable(chr(point)) for block in IDEOGRAPHS for point in block)
        told = f"{count:,} / {every:,}"
        condition = Condition.WELL if count >= ENOUGH else Condition.ILL
        return Fact(FONTS, Text(told, told), condition)

    def _published(self) -> tuple[Fact, ...]:
        """Say what central published that this kiosk goes by; nothing as long as there is none."""
        ground = self._kiosk.ground
        unread = (*ground.forms.unread, *self._kiosk.stands.left_out)
        forms, settings = ground.forms.version, ground.told.version
        if not forms and not settings:
            return ()
        zh = f"表单 {forms or '无'}，设置 {settings or '无'}"
        en = f"forms {forms or 'none'}, settings {settings or 'none'}"
        if not unread:
            return (Fact(PUBLISHED, Text(zh, en)),)
        names = ", ".join(unread)
        lacking = Text(
            f"{zh}；本机程序读不懂：{names}", f"{en}; this program cannot read {names}: update it"
        )
        return (Fact(PUBLISHED, lacking, Condition.SOON),)

    def _versions(self) -> tuple[Fact, ...]:
        forms, ours = self._kiosk.catalogue.hash[:MARK], version("kiosk")
        qt, python = version("PySide6-Essentials"), platform.python_version()
        below = f"Qt {qt}, Python {python}"
        return (
            Fact(
                Text("版本", "Versions"),
                Text(f"程序 {ours}，表单 {forms}", f"kiosk {ours}, forms {forms}"),
            ),
            Fact(Text("运行环境", "Runs on"), Text(below, below)),
        )
