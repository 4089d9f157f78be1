"""A central that really runs, and a kiosk of an invented hall that really talks to it."""

import itertools
import json
import threading
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import uvicorn
import yaml
from sqlalchemy import Connection

from kiosk.cases.case import Case, Station, Strokes
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.cases.number import case_number
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import JointService
from kiosk.central.address import HERE, listening, server
from kiosk.central.assembly import build, opened
from kiosk.central.certificates import Tls
from kiosk.central.connections import Limits
from kiosk.central.database import Database
from kiosk.central.enrolment import admit, invite
from kiosk.central.hall_desk import Where
from kiosk.central.intake import Keeping
from kiosk.central.keepers import keepers
from kiosk.central.opener import opener
from kiosk.central.pace import Pace
from kiosk.central.reading import Catalogue as Shelves
from kiosk.central.reading import Reckoning
from kiosk.courier.line import Line, enrol
from kiosk.errors import Trouble
from kiosk.journal.attachments import Enclosure
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from kiosk.texts import Language, Text
from kiosk.wire.entry import Entry
from kiosk.wire.messages import EnrolmentAnswer, EnrolmentRequest
from kiosk.wire.notices import WorkdayNotices
from tests.cases.wedding import DAY, SIGNED, SIGNED_TOO, WEDDING, whole

DISTRICT = "150602"
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
STATION = Station(DISTRICT, "01", Text("东胜区政务服务大厅", "Dongsheng Hall"))
SATURDAY = 5
_cases = itertools.count(1)


def now() -> datetime:
    return datetime.now(UTC)


class Shelf:
    """A catalogue of one service."""

    hash = "0" * 64

    def exact(self, key: str, version: int, day: date) -> JointService:
        if (key, version) != (WEDDING.key, WEDDING.version):
            raise Trouble("catalogue.no_service", Text("没有", "none"), Text("无", "none"))
        return WEDDING

    def services(self, day: date) -> tuple[JointService, ...]:
        return (WEDDING,)

    def versions(self, key: str) -> tuple[JointService, ...]:
        return (WEDDING,)


class Weekdays:
    """Monday to Friday."""

    version = 0

    def at(self, region: str) -> "Weekdays":
        return self

    def refresh(self, connection: Connection) -> None:
        """Nothing is published."""

    def notices(self) -> WorkdayNotices:
        return WorkdayNotices(0, ())

    def add(self, day: date, n: int) -> tuple[date, bool]:
        while n:
            day += timedelta(days=1)
            n -= day.weekday() < SATURDAY
        return day, False


@dataclass
class Central:
    """A central that can be stopped, started again at the same address, and looked into."""

    database_url: str
    folder: Path
    clock: Callable[[], datetime] = now
    catalogue: Shelves = field(default_factory=Shelf)
    calendar: Reckoning = field(default_factory=Weekdays)
    port: int = 0
    pace: Pace = field(default_factory=Pace)
    tls: Tls | None = None
    limits: Limits | None = None
    proxies: Collection[str] = HERE
    beside: bool = False
    """Whether processes of their own keep what comes and open the cases."""
    database: Database = field(init=False)
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def start(self) -> None:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(20)

    def stop(self) -> None:
        if self._server and self._thread:
            self._server.should_exit = True
            self._server.force_exit = True
            self._thread.join(20)
            assert not self._thread.is_alive()
        self._server = None

    def _serve(self, ready: threading.Event) -> None:
        with (
            listening("127.0.0.1", self.port) as listener,
            opened(self.database_url, self.folder) as self.database,
            self._opener() as then,
            self._keepers(then) as keeping,
        ):
            self.port = listener.getsockname()[1]
            rooms = self.database, self.folder, self.catalogue, self.calendar
            app = build(*rooms, self.clock, self.pace, then, keeping)
            self._server = server(app, self.tls, self.limits, self.proxies)
            ready.set()
            self._server.run(sockets=[listener])

    def _opener(self) -> AbstractContextManager[Callable[[datetime], None] | None]:
        if not self.beside:
            return nullcontext()
        return opener(Where(self.database_url, self.folder), self.catalogue, now)

    def _keepers(
        self, then: Callable[[datetime], None] | None
    ) -> AbstractContextManager[Keeping | None]:
        if then is None:
            return nullcontext()
        return keepers(self.database, Where(self.database_url, self.folder), then)

    def invite(self, kiosk: str = "dongsheng-1") -> str:
        with self.database.write() as connection:
            return invite(connection, kiosk, DISTRICT, self.clock())

    def admit(self, department: str) -> str:
        with self.database.write() as connection:
            return admit(connection, department)


@contextmanager
def central_at(database_url: str, folder: Path, **more: object) -> Iterator[Central]:
    central = Central(database_url, folder, **more)  # type: ignore[arg-type]  # its own fields
    central.start()
    yield central
    central.stop()


@dataclass
class Kiosk:
    """An enrolled kiosk with its journal."""

    folder: Path
    clock: Callable[[], datetime]
    welcome: EnrolmentAnswer
    keys: Keys
    journal: Journal

    @classmethod
    def enrolled(cls, central: Central, folder: Path, name: str = "dongsheng-1") -> "Kiosk":
        return cls.welcomed(central.url, central.invite(name), folder, central.clock)

    @classmethod
    def welcomed(cls, url: str, code: str, folder: Path, clock: Callable[[], datetime]) -> "Kiosk":
        keys = Keys.open(folder / "keys")
        asked = EnrolmentRequest(code, keys.identity.public, str(uuid.uuid4()), clock())
        welcome = enrol(url, asked, keys.identity)
        journal = Journal.open(folder / "journal", keys, welcome.kiosk, clock)
        return cls(folder, clock, welcome, keys, journal)

    def line(self, url: str, **more: object) -> Line:
        identity, key = self.keys.identity, self.welcome.public_key
        return Line(url, self.welcome.kiosk, identity, key, self.clock, **more)  # type: ignore[arg-type]  # a timeout

    def submit(
        self,
        *photos: bytes,
        filling: Filling | None = None,
        ink: tuple[Strokes, Strokes] = (SIGNED, SIGNED_TOO),
        **wrong: object,
    ) -> Entry:
        """A couple submits a case; `wrong` puts other values into its body."""
        number = next(_cases)
        case_id = str(uuid.uuid4())
        filling = filling or whole()
        service = filling.service
        consent = Consent.on(Snapshot.of(filling))
        consent = consent.sign("husband", ink[0], self.clock())
        consent = consent.sign("wife", ink[1], self.clock())
        files = [
            Enclosure(ref.name, ref.media_type, data) for ref, data in consent.signature_blobs()
        ]
        files += [Enclosure(f"photo-{n}", "image/jpeg", data) for n, data in enumerate(photos)]

        def body(counter: int) -> dict[str, object]:
            case = Case.of(
                consent,
                id=case_id,
                number=case_number(DISTRICT, service.code, DAY, 1, number),
                at=self.clock(),
                station=STATION,
                language=Language.ZH,
            ).to_dict()
            case |= wrong
            return {
                "number": case["number"],
                "service": service.key,
                "submitted_at": case["submitted_at"],
                "case": case,
            }

        return self.journal.append_case(case_id, DAY, body, actor="citizen", attachments=files)


def real_filling() -> Filling:
    """The sample couple's application, on the form that ships."""
    sample = yaml.safe_load((SAMPLES / "150600-marriage-birth.yaml").read_text("utf-8"))
    service = Catalogue.load().service(sample["service"], DAY)
    filling = Filling.start(service, DAY).choose(sample["items"])
    for path, value in sample["answers"].items():
        filling = filling.answer(path, value)
    return filling


def number_of(entry: Entry) -> str:
    return str(json.loads(entry.body)["number"])
