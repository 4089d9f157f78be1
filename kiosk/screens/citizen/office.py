"""What the screens ask of the rest of the house; `app.py` hands in the real one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from kiosk.cases.case import Case, Due
from kiosk.cases.consent import Consent
from kiosk.cases.deadlines import LastDay
from kiosk.cases.filling import Filling
from kiosk.catalogue.contents import Contents
from kiosk.catalogue.schema import Exclusion, JointService
from kiosk.catalogue.search import GuideSearch
from kiosk.catalogue.workdays import Calendars
from kiosk.courier.state import LineState
from kiosk.devices.printer import Look
from kiosk.errors import Trouble
from kiosk.paper.document import Copy, Document
from kiosk.texts import Language, Text
from kiosk.visits.renewal import Resumed
from kiosk.wire.booked import Appointed
from kiosk.wire.messages import Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HallFacts:
    """What the screens say of the hall; `forms` is the mark of the catalogue, times in seconds."""

    name: Text
    machine: Text
    window: Text
    district: str
    open_until: str
    hotline: str
    forms: str
    zone: ZoneInfo
    idle: int
    idle_slow: int
    still_there: int
    goodbye: int
    sealed_hours: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is said of a case once it is kept; `days` are the deadlines that follow from it.

    `coming` are its appointments, wished or given.
    """

    service: JointService
    dues: tuple[Due, ...]
    line: LineState
    days: tuple[LastDay, ...] = ()
    coming: tuple[Appointed, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A case that somebody asked for, and all that central said of it."""

    case: Case
    service: JointService
    progress: tuple[Progress, ...]
    line: LineState
    days: tuple[LastDay, ...] = ()
    coming: tuple[Appointed, ...] = ()


class Claimed(Protocol):
    """What opens a filling again, and until when."""

    @property
    def code(self) -> str:
        """The claim code."""

    @property
    def until(self) -> datetime:
        """When it expires."""

    @property
    def printed(self) -> bool:
        """Whether it stands on a slip too."""


class Lane(Protocol):
    """Runs work away from the screen; the outcome comes back on the GUI thread."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Queue work; exactly one of `done` and `failed` follows."""

    def repeat(self, work: Callable[[], None], milliseconds: int) -> None:
        """Do one thing now and again and again, in turn with all else; it raises no Trouble."""


class Outlet(Protocol):
    """Where papers come out; each method may raise Trouble and takes its time."""

    def make_ready(self) -> None:
        """See what a crash left, and wake what takes a while to load."""

    def papers(self, case: Case) -> tuple[Copy, ...]:
        """Draw what is printed after submission, in the order it comes out."""

    def send(self, case: Case, copy: Copy) -> str:
        """Give a paper to its printer; returns what to look for."""

    def look(self, job: str) -> Look:
        """Say how far a paper is."""

    def take_back(self) -> None:
        """Take back all that has not come out."""

    def trouble(self) -> Trouble | None:
        """Return what keeps the printers from printing now."""

    def once_more(self, case: Case) -> None:
        """Print what is not known to have come out, else the receipt again; wait for it."""

    def notice(
        self, service: JointService, language: Language, out: Exclusion | None = None
    ) -> None:
        """Print the one-time notice of a service, or what it says of one who is left out."""


class Office(Protocol):
    """Everything behind the screen; each method may raise Trouble and takes its time."""

    calendar: Calendars
    """What a form counts working days by, region by region."""

    free: Callable[[str, str, date], Mapping[str, int] | None]
    """By service key, office and day: the places left by time of day; None for not known."""

    contents: Callable[[], Contents | None]
    """Returns the region's list of all matters."""

    search: Callable[[], GuideSearch]
    """Returns what finds a place in today's guides."""

    @property
    def outlet(self) -> Outlet:
        """Where papers come out."""

    def now(self) -> datetime:
        """Return the time."""

    def services(self) -> tuple[JointService, ...]:
        """Return what can be applied for today."""

    def has_room(self) -> bool:
        """Tell whether a new visit may start."""

    def preview(self, filling: Filling, taken: Mapping[str, bytes]) -> Document:
        """Draw the papers as they will be printed; `taken` are their photos, by SHA-256."""

    def accept(
        self, filling: Filling, consent: Consent, language: Language, taken: Mapping[str, bytes]
    ) -> Case:
        """Keep an application for good, with the photos and fingerprints it names."""

    def accepted(self, case: Case) -> Accepted:
        """Return what is said of a case once it is kept."""

    def receipt_code(self, case: Case) -> tuple[str, ...]:
        """Return the QR code that its receipt bears: the dark modules, row by row."""

    def found(self, number: str) -> Found | None:
        """Find a case of this kiosk, and what central said of it."""

    def rate(self, case: Case, level: int, reasons: tuple[str, ...]) -> None:
        """Record a rating."""

    def put_away(self, filling: Filling, language: Language) -> Claimed:
        """Seal a filling, print its slip, and return its claim code."""

    def take_out(self, code: str) -> Resumed:
        """Open what was put away."""

    def tidy(self) -> None:
        """Erase what was put away and has expired."""


class Renewal(Protocol):
    """What central publishes for this hall; how it becomes what the next visit goes by."""

    def due(self) -> bool:
        """Tell whether there is something that is not gone by yet; quick."""

    def prepare(self) -> Callable[[], tuple[Office, HallFacts]]:
        """Put it together, which takes its time; who calls what is returned goes by it."""
