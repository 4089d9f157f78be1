"""How the devices of one kiosk are: each looked at for itself, without using it on anybody.

A camera is never opened only to see whether it works: its light would be on.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from enum import StrEnum

from kiosk.devices import camera, fingerprint
from kiosk.devices.card_reader import CardReader
from kiosk.devices.printer import Printer
from kiosk.devices.scanner import Scanner
from kiosk.devices.second_screen import SecondScreen
from kiosk.devices.taking import NONE, Taking
from kiosk.devices.voice import Voice
from kiosk.errors import Trouble, where
from kiosk.settings import Devices
from kiosk.texts import Text

log = logging.getLogger(__name__)

CARD_READER, CAMERA, FINGERPRINTS = "card_reader", "camera", "fingerprints"
SCANNER, VOICE, SECOND_SCREEN = "scanner", "voice", "second_screen"
"""Printers go by the names the ledger gives them."""


class Condition(StrEnum):
    """How a device is."""

    WELL = "well"
    SOON = "soon"  # it works, and will not for long
    ILL = "ill"


@dataclass(frozen=True, eq=False, slots=True)
class Health:
    """What is wrong with a device, and what will be before long."""

    troubles: tuple[Trouble, ...] = ()
    soon: tuple[Trouble, ...] = ()

    @property
    def condition(self) -> Condition:
        """How it is as a whole."""
        if self.troubles:
            return Condition.ILL
        return Condition.SOON if self.soon else Condition.WELL

    @property
    def codes(self) -> tuple[str, ...]:
        """The stable codes of all that is or will be wrong: these may travel."""
        return tuple(sorted({one.code for one in (*self.troubles, *self.soon)}))


Look = Callable[[], Health]


class Watch:
    """Looks at devices and keeps how each was; `tell` hears every look.

    Of those who look at one device, each waits for the one before.
    """

    def __init__(self, looks: Mapping[str, Look], tell: Callable[[str, Health], None]) -> None:
        self._looks, self._tell = dict(looks), tell
        self._turns = {name: threading.Lock() for name in looks}
        self._known: dict[str, Health] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The devices this kiosk is set to have."""
        return tuple(self._looks)

    def add(self, name: str, look: Look) -> None:
        """Look at one more device from now on."""
        self._looks[name], self._turns[name] = look, threading.Lock()

    def known(self, name: str) -> Health | None:
        """Return how a device was when it was last looked at; None before the first look."""
        return self._known.get(name)

    def ill(self, name: str) -> bool:
        """Tell whether a device is known not to work."""
        health = self._known.get(name)
        return health is not None and health.condition is Condition.ILL

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Keep everybody from looking at a device for as long as the block uses it."""
        with self._turns.get(name) or nullcontext():
            yield

    def look(self, name: str) -> Health:
        """Look at a device now; never raises, but may wait for it."""
        try:
            with self.turn(name):
                health = self._looks[name]()
        except Trouble as trouble:
            health = Health((trouble,))
        except Exception as error:  # a bug of a driver is a broken device
            log.error("the driver of %s failed: %s", name, where(error))
            health = Health((_DRIVER,))
        self._known[name] = health
        self._tell(name, health)
        return health


def looks(
    taking: Taking, devices: Devices, printers: Iterable[tuple[str, Printer]]
) -> dict[str, Look]:
    """Return how to look at every device that a kiosk is set to have."""
    found: dict[str, Look] = {name: _printer(printer) for name, printer in printers}
    if taking.cards is not None:
        found[CARD_READER] = _card_reader(taking.cards)
    if devices.camera != NONE:
        gone = camera.trouble(camera.Reason.UNPLUGGED)
        found[CAMERA] = _plugged(taking.camera.available, gone)
    if devices.fingerprints != NONE:
        unplugged = fingerprint.trouble(fingerprint.Reason.UNPLUGGED)
        found[FINGERPRINTS] = _plugged(taking.fingerprints.available, unplugged)
    if taking.scanner is not None:
        found[SCANNER] = _scanner(taking.scanner)
    return found


def voice_look(voice: Voice) -> Look:
    """Return how to look at the voice of a kiosk that can speak when it starts."""
    return _plugged(voice.available, _MUTE)


def screen_look(screen: SecondScreen) -> Look:
    """Return how to look at the screen for those beside."""
    return _plugged(screen.available, _DARK)


def _printer(printer: Printer) -> Look:
    def look() -> Health:
        status = printer.status()
        return Health(status.troubles, status.soon)

    return look


def _card_reader(reader: CardReader) -> Look:
    def look() -> Health:
        reader.module()
        return Health()

    return look


def _scanner(scanner: Scanner) -> Look:
    def look() -> Health:
        scanner.check()
        return Health()

    return look


def _plugged(available: Callable[[], bool], trouble: Trouble) -> Look:
    return lambda: Health() if available() else Health((trouble,))


_MUTE = Trouble(
    "voice.silent",
    Text("没有出声的设备，不能朗读。", "There is nothing to hear the voice by."),
    Text("请检查音箱和声卡的连线。", "Check speakers and sound card."),
)
_DARK = Trouble(
    "second_screen.unplugged",
    Text("第二屏没有接上。", "The second screen is not plugged in."),
    Text(
        "请检查连线和设置 devices.second_screen。",
        "Check its cable and the setting devices.second_screen.",
    ),
)
_DRIVER = Trouble(
    "device.driver",
    Text("这台设备暂时不能用。", "This device cannot be used at present."),
    Text("驱动程序出错，请看本机日志。", "Its driver failed: see the log of this kiosk."),
)
