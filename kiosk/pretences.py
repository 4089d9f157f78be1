"""What a technician may do to pretend devices: all that befalls real ones."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.devices import camera, fingerprint, printer
from kiosk.devices.camera import PretendCamera
from kiosk.devices.card_reader import Card
from kiosk.devices.fingerprint import PretendFingerprintReader
from kiosk.devices.health import CAMERA, CARD_READER, FINGERPRINTS, SCANNER, SECOND_SCREEN
from kiosk.devices.pretend_printer import PretendPrinter
from kiosk.devices.sam.pretend import SAMPLE, Ill, PretendReader
from kiosk.devices.scanner import PretendScanner
from kiosk.devices.second_screen import PretendSecondScreen, SecondScreen
from kiosk.devices.taking import Taking
from kiosk.printers import Printers
from kiosk.texts import Text

LINE, CLOCK = "line", "clock"
HERS = replace(
    SAMPLE,
    name="李婉清",
    sex="female",
    number="15060220061121998X",
    ethnic_group="01",
    address="内蒙古自治区鄂尔多斯市康巴什区青春山街道2号",
)
"""An invented woman."""

NUMBER = "1506020126112399000162"
"""What a scanner reads that is only pretended: the number of no case."""

PULL, PLUG = Text("拔掉", "Unplug"), Text("插上", "Plug in")


@dataclass
class MovedClock:
    """The machine's clock, moved for trying out."""

    real: Callable[[], datetime]
    moved: timedelta = timedelta()

    def __call__(self) -> datetime:
        """Return the time as moved."""
        return self.real() + self.moved

    def move(self, by: timedelta) -> None:
        """Move on, or back with a negative time."""
        self.moved += by

    def put_right(self) -> None:
        """Show the machine's own time again."""
        self.moved = timedelta()


@dataclass(frozen=True, slots=True)
class World:
    """What can be done to the world around a kiosk that is only tried out.

    `line` cuts the line to central with True and mends it with False.
    """

    clock: MovedClock
    line: Callable[[bool], None]


@dataclass(frozen=True, slots=True)
class Pretence:
    """One thing to do, under a key that is its own on its device."""

    key: str
    label: Text
    do: Callable[[], None]


def pretences(
    taking: Taking, printers: Printers, beside: SecondScreen | None, world: World | None
) -> dict[str, tuple[Pretence, ...]]:
    """Return what can be done to every pretend device, by its name."""
    found: dict[str, tuple[Pretence, ...]] = {}
    for name, printer_ in printers:
        if isinstance(printer_, PretendPrinter):
            found[name] = tuple(_to_printer(printer_))
    if isinstance(taking.cards, PretendReader):
        found[CARD_READER] = tuple(_to_reader(taking.cards))
    if isinstance(taking.camera, PretendCamera):
        found[CAMERA] = tuple(_to_camera(taking.camera))
    if isinstance(taking.fingerprints, PretendFingerprintReader):
        found[FINGERPRINTS] = tuple(_to_finger(taking.fingerprints))
    if isinstance(taking.scanner, PretendScanner):
        found[SCANNER] = tuple(_to_scanner(taking.scanner))
    if isinstance(beside, PretendSecondScreen):
        found[SECOND_SCREEN] = tuple(_to_screen(beside))
    if world is not None:
        found[LINE] = (
            Pretence("cut", Text("断开网络", "Cut the line"), lambda: world.line(True)),
            Pretence("mend", Text("接通网络", "Mend the line"), lambda: world.line(False)),
        )
        found[CLOCK] = tuple(_to_clock(world.clock))
    return found


def _to_printer(it: PretendPrinter) -> list[Pretence]:
    def set_(reason: printer.Reason | None) -> Callable[[], None]:
        return lambda: setattr(it, "fault", reason)

    return [
        Pretence("empty", Text("取走纸", "Take the paper out"), set_(printer.Reason.MEDIA_EMPTY)),
        Pretence("low", Text("纸快用完", "Low on paper"), set_(printer.Reason.MEDIA_LOW)),
        Pretence("jam", Text("卡纸", "Jam"), set_(printer.Reason.MEDIA_JAM)),
        Pretence("open", Text("打开机盖", "Open the cover"), set_(printer.Reason.COVER_OPEN)),
        Pretence("pull", PULL, set_(printer.Reason.OFFLINE)),
        Pretence("plug", Text("恢复正常", "Put right"), set_(None)),
    ]


def _to_reader(it: PretendReader) -> list[Pretence]:
    def lay(card: Card) -> Callable[[], None]:
        return lambda: it.desk.lay(card)

    return [
        Pretence("lay_his", Text("放男方的证", "Lay his card"), lay(SAMPLE)),
        Pretence("lay_hers", Text("放女方的证", "Lay her card"), lay(HERS)),
        Pretence("lift", Text("拿走", "Lift the card"), it.desk.lift),
        Pretence("pull", PULL, lambda: it.desk.ills.add(Ill.GONE)),
        Pretence("plug", PLUG, it.desk.ills.clear),
    ]


def _to_camera(it: PretendCamera) -> list[Pretence]:
    return [
        Pretence(
            "cover",
            Text("挡住镜头", "Cover the lens"),
            lambda: setattr(it, "fault", camera.Reason.COVERED),
        ),
        Pretence("pull", PULL, lambda: setattr(it, "fault", camera.Reason.UNPLUGGED)),
        Pretence("plug", PLUG, lambda: setattr(it, "fault", None)),
    ]


def _to_finger(it: PretendFingerprintReader) -> list[Pretence]:
    return [
        Pretence("pull", PULL, lambda: setattr(it, "fault", fingerprint.Reason.UNPLUGGED)),
        Pretence("plug", PLUG, lambda: setattr(it, "fault", None)),
    ]


def _to_scanner(it: PretendScanner) -> list[Pretence]:
    return [
        Pretence("scan", Text("扫一个办件编号", "Scan a number"), lambda: it.scan(NUMBER)),
        Pretence("pull", PULL, lambda: setattr(it, "unplugged", True)),
        Pretence("plug", PLUG, lambda: setattr(it, "unplugged", False)),
    ]


def _to_screen(it: PretendSecondScreen) -> list[Pretence]:
    return [
        Pretence("pull", PULL, lambda: setattr(it, "pulled", True)),
        Pretence("plug", PLUG, lambda: setattr(it, "pulled", False)),
    ]


def _to_clock(clock: MovedClock) -> list[Pretence]:
    return [
        Pretence(
            "hour", Text("拨快 1 小时", "On by an hour"), lambda: clock.move(timedelta(hours=1))
        ),
        Pretence("day", Text("拨快 1 天", "On by a day"), lambda: clock.move(timedelta(days=1))),
        Pretence(
            "back", Text("拨慢 1 天", "Back by a day"), lambda: clock.move(timedelta(days=-1))
        ),
        Pretence("right", Text("恢复时间", "Put right"), clock.put_right),
    ]
