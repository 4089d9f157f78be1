"""The composition root: the only place that knows everybody, the time, and chance."""

import gc
import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from kiosk.backroom import Backroom
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import RESOURCES
from kiosk.counter import Counter
from kiosk.courier.almanac import Almanac
from kiosk.courier.bandwidth import allowed
from kiosk.courier.courier import Courier, Kept
from kiosk.courier.enrolled import enrol_at, enrolment, not_enrolled
from kiosk.courier.failures import LineFailure
from kiosk.courier.forms import KeptForms
from kiosk.courier.line import Line
from kiosk.courier.met import Meetings
from kiosk.courier.notices import kept_settings
from kiosk.courier.running import run_courier as run_rounds
from kiosk.courier.stick import Stick
from kiosk.devices.health import Watch, looks
from kiosk.devices.taking import Taking, taking_of
from kiosk.devices.telemetry import Telemetry
from kiosk.errors import Trouble
from kiosk.journal.ciphers import Suite
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys, new_identity, take_new_identity
from kiosk.ledger import Ledger
from kiosk.meters import Meters
from kiosk.paper.press import Press
from kiosk.papers import Papers
from kiosk.place import Outside, Place
from kiosk.printers import Printers, printers_of
from kiosk.settings import Settings
from kiosk.standing import Ground, Standing, standing
from kiosk.texts import Text
from kiosk.wire.messages import EnrolmentAnswer
from kiosk.wire.telemetry import CHANGED

ALONE = "alone"
"""The name of a kiosk that is only tried out: nothing it records is ever sent."""

KIOSK = "kiosk"

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Kiosk:
    """Everything a visit needs, put together; central may have it stand anew between two."""

    ground: Ground
    stands: Standing
    calendar: Almanac
    meters: Meters
    taking: Taking
    watch: Watch
    clock: Clock

    @property
    def settings(self) -> Settings:
        """The settings in force: the machine's own, and over them what central told."""
        return self.stands.settings

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.stands.place

    @property
    def catalogue(self) -> Catalogue:
        """All services it knows."""
        return self.stands.catalogue

    @property
    def counter(self) -> Counter:
        """Where applications are taken in."""
        return self.stands.counter

    @property
    def papers(self) -> Papers:
        """Who draws papers."""
        return self.stands.papers

    @property
    def backroom(self) -> Backroom:
        """What the screens ask."""
        return self.stands.backroom

    @property
    def journal(self) -> Journal:
        """What happened."""
        return self.ground.journal

    @property
    def press(self) -> Press:
        """What papers are drawn with."""
        return self.ground.press

    @property
    def printers(self) -> Printers:
        """What papers come out of."""
        return self.ground.printers

    @property
    def ledger(self) -> Ledger:
        """What is noted of each paper."""
        return self.ground.ledger


@contextmanager
def opened(settings: Settings, clock: Clock = now) -> Iterator[Kiosk]:
    """Open the journal and all that stands on it for as long as the block lasts.

    Raises Trouble for a broken form, a missing font, a second copy of the program, a wrong key,
    an unreadable journal and a full disk.
    """
    known = _enrolled(settings)
    data, key = settings.places.data, known.public_key if known else None
    forms = KeptForms(data, key, settings.places.forms)
    forms.catalogue()  # a broken form is told before anything else is opened
    press = Press(settings.places.fonts or RESOURCES / "fonts")
    keys, calendar = _keys(settings), Almanac(data, key)
    journal = Journal.open(data / "journal", keys, known.kiosk if known else ALONE, clock)
    try:
        outside = Outside(clock, secrets.token_bytes, calendar)
        printers = printers_of(settings.printers, settings.places.spool)
        meters = Meters(data, clock)
        ledger = Ledger(outside, journal, printers, meters=meters)
        told = kept_settings(data, known)
        ground = Ground(
            settings, known, forms, told, outside, journal, press, keys.identity, printers, ledger
        )
        journal.drafts.erase_expired(clock())
        taking = taking_of(settings.devices)
        watch = Watch(looks(taking, settings.devices, printers), _telemetry(journal, clock).hear)
        yield Kiosk(ground, standing(ground), calendar, meters, taking, watch, clock)
    finally:
        journal.close()


@contextmanager
def courier_of(
    settings: Settings, line_of: type[Line] = Line, stopping: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Courier, Line]]:
    """Open the courier's own connection and its line; raises Trouble `kiosk.not_enrolled`."""
    known = enrolment(settings.places.data)
    if known is None or not settings.central.url:
        raise not_enrolled()
    keys = _keys(settings)
    folder = settings.places.data / "journal"
    journal = Journal.open_for_courier(folder, keys, known.kiosk, now)
    try:
        central = settings.central
        who = central.url, known.kiosk, keys.identity, known.public_key, now
        with line_of(*who, ca=central.ca, bandwidth=allowed(central.kib_per_second)) as line:
            data = settings.places.data
            almanac, met = Almanac(data, known.public_key), Meetings(data)
            forms = KeptForms(data, known.public_key, settings.places.forms)
            kept = Kept(almanac, forms, kept_settings(data, known), met, version("kiosk"))
            yield Courier(journal, line, now, secrets.SystemRandom().random, stopping, kept), line
    finally:
        journal.close()


@contextmanager
def journal_beside(settings: Settings) -> Iterator[Journal]:
    """Open the journal to look something up, beside window and courier.

    Raises Trouble `kiosk.no_journal` where there is none.
    """
    folder = settings.places.data / "journal"
    if not folder.is_dir():
        raise _no_journal()
    known = enrolment(settings.places.data)
    name = known.kiosk if known else ALONE
    journal = Journal.open_for_courier(folder, _keys(settings), name, now, way="look")
    try:
        yield journal
    finally:
        journal.close()


@contextmanager
def stick_of(settings: Settings) -> Iterator[Stick]:
    """Open the journal for a stick, beside window and courier; raises `kiosk.not_enrolled`."""
    known = enrolment(settings.places.data)
    if known is None:
        raise not_enrolled()
    keys = _keys(settings)
    folder = settings.places.data / "journal"
    journal = Journal.open_for_courier(folder, keys, known.kiosk, now, way="stick")
    try:
        yield Stick(journal, keys.identity, known, now)
    finally:
        journal.close()


def run_courier(settings: Settings) -> None:
    """Take the journal to central until SIGTERM or SIGINT."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    with courier_of(settings, stopping=stop.is_set) as (courier, _):
        gc.freeze()  # what stands now stands for good: not to be gone through again and again
        run_rounds(courier, stop)


def enrol_kiosk(settings: Settings, code: str, *, new_key: bool = False) -> EnrolmentAnswer:
    """Make this kiosk known to central; raises Trouble `kiosk.not_enrolled` with the reason.

    A `new_key` takes over once central has registered it; what the old one signed still counts.
    """
    url, data = settings.central.url, settings.places.data
    if not url:
        raise _no_central()
    folder, given = key_places(settings)
    suite = Suite(settings.crypto.suite)
    try:
        made = new_identity(folder, given, suite) if new_key else None
        identity = made or _keys(settings).identity
        ca = settings.central.ca
        answer = enrol_at(url, code, data, identity, now, secrets.token_bytes, ca)
    except LineFailure as error:
        row = error.failure.row
        raise Trouble("kiosk.not_enrolled", _REFUSED, row.say) from error
    if new_key:
        take_new_identity(folder, suite)
    return answer


def _enrolled(settings: Settings) -> EnrolmentAnswer | None:
    """Return what central made of this kiosk; one that has no central goes without."""
    known = enrolment(settings.places.data)
    if settings.central.url and known is None:
        raise not_enrolled()
    return known


def _telemetry(journal: Journal, clock: Clock) -> Telemetry:
    return Telemetry(partial(journal.append, CHANGED, actor=KIOSK), clock)


def key_places(settings: Settings) -> tuple[Path, Path | None]:
    """Return the folder of keys, and that of systemd's credentials where there are any."""
    given = os.environ.get("CREDENTIALS_DIRECTORY")
    return settings.places.data / "keys", Path(given) if given else None


def _keys(settings: Settings) -> Keys:
    return Keys.open(*key_places(settings), Suite(settings.crypto.suite))


_REFUSED = Text("登记没有成功。", "The kiosk could not be enrolled.")


def _no_journal() -> Trouble:
    return Trouble(
        "kiosk.no_journal",
        Text("这里没有终端的记录。", "There is no kiosk's journal here."),
        Text(
            "请给出设置文件，或从审批系统导出的公钥清单。",
            "Name the settings file, or central's list of keys.",
        ),
    )


def _no_central() -> Trouble:
    return Trouble(
        "settings.no_central",
        Text("没有设置审批系统的地址。", "No central system is set."),
        Text("请在设置文件里填 central.url。", "Fill in central.url in the settings file."),
    )
