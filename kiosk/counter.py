"""The counter: what happens once both have signed — number, journal, papers.

Accepted is what the journal has on disk. Papers come after, and every one is in the ledger
before the printer gets it, so that a crash shows what may not have come out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from kiosk.cases.case import Case, Due, Station, Strokes
from kiosk.cases.checks import flags
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.cases.number import case_number
from kiosk.cases.schedule import WorkingDays, schedule
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import JointService
from kiosk.courier.state import LineState, line_state
from kiosk.devices.printer import Printer
from kiosk.errors import Trouble
from kiosk.journal.attachments import Enclosure
from kiosk.journal.journal import Journal
from kiosk.paper.document import Document
from kiosk.paper.notice import notice
from kiosk.paper.press import Press
from kiosk.paper.receipt import Handed, receipt
from kiosk.paper.slip import Slip
from kiosk.paper.slip_sheet import A5
from kiosk.texts import Language, Text
from kiosk.wire.ids import uuid7
from kiosk.wire.messages import Progress

CITIZEN = "citizen"
ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Place:
    """Where this counter stands; `kiosk` are its digits in case numbers."""

    district: str
    kiosk: str
    hall: Text
    machine: Text
    window: Text
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Outside:
    """What the counter takes from the world: time, chance, calendar."""

    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    calendar: WorkingDays


class Counter:
    """Takes applications in and gives papers out; every method may raise Trouble."""

    def __init__(  # the counter is where these meet
        self,
        place: Place,
        outside: Outside,
        journal: Journal,
        catalogue: Catalogue,
        press: Press,
        printer: Printer,
    ) -> None:
        self._place, self._outside = place, outside
        self._journal, self._catalogue = journal, catalogue
        self._press, self._printer = press, printer

    def accept(self, filling: Filling, consent: Consent, language: Language) -> Case:
        """Keep an application for good and return the case; durable when this returns."""
        now = self._outside.clock()
        case_id = uuid7(now, self._outside.random(10))
        place = self._place
        made: list[Case] = []

        def build(counter: int) -> Mapping[str, object]:
            day = now.astimezone(place.zone).date()
            code = filling.service.code
            number = case_number(place.district, code, day, int(place.kiosk), counter)
            case = Case.of(
                consent,
                id=case_id,
                number=number,
                at=now,
                station=Station(place.district, place.kiosk, place.hall),
                language=language,
                warnings=flags(filling.remarks()),
            )
            made.append(case)
            return submission(case)

        signed = [
            Enclosure(ref.name, ref.media_type, blob) for ref, blob in consent.signature_blobs()
        ]
        day = now.astimezone(place.zone).date()
        self._journal.append_case(case_id, day, build, actor=CITIZEN, attachments=signed)
        return made[0]

    def schedule(self, case: Case) -> tuple[Due, ...]:
        """Return by when each item is expected; the last is the whole case."""
        day = case.submitted_at.astimezone(self._place.zone).date()
        return schedule(case, self.service_of(case), self._outside.calendar, day)

    def service_of(self, case: Case) -> JointService:
        """Return the form a case was filled under, in any later year too."""
        return self._catalogue.exact(case.service.key, case.service.version, case.service.day)

    def preview(self, filling: Filling) -> Document:
        """Draw the application as it will be printed, without number and signatures."""
        return self._press.preview(Snapshot.of(filling), filling.service)

    def application(self, case: Case) -> Document:
        """Draw the application of a case, signatures and all."""
        return self._press.application(case, self.service_of(case), self._signatures(case))

    def receipts(self, case: Case, *, again: bool = False) -> tuple[Document, Document]:
        """Draw the receipt on A5 and on the roll; honest about what central has by now."""
        slip = self._receipt(case, again=again)
        on_sheet = self._press.on_sheets(slip, A5, case.language)
        return on_sheet, self._press.on_roll(slip, case.language)

    def notice(self, service: JointService, language: Language) -> Document:
        """Draw the one-time notice (一次性告知单) of a service."""
        day = self._outside.clock().astimezone(self._place.zone).date()
        slip = notice(service, day, self._place.hall, self._place.window)
        return self._press.on_sheets(slip, A5, language)

    def print(self, case: Case, document: Document, *, again: bool = False) -> None:
        """Print one paper of a case: noted before, noted after; raises Trouble `printer.*`."""
        job = uuid7(self._outside.clock(), self._outside.random(10))
        noted = {"job": job, "document": document.sha256, "kind": document.kind, "again": again}
        self._journal.append("paper.queued", noted, actor="kiosk", case_id=case.id)
        try:
            self._printer.print(document.pdf, 1, f"{case.number}-{document.kind}")
        except Trouble:
            self._journal.append("paper.cancelled", {"job": job}, actor="kiosk", case_id=case.id)
            raise
        self._journal.append("paper.printed", {"job": job}, actor="kiosk", case_id=case.id)

    def hand_out(self, document: Document) -> None:
        """Print a paper that belongs to no case, such as a notice."""
        name = uuid7(self._outside.clock(), self._outside.random(10))
        self._printer.print(document.pdf, 1, f"{document.kind}-{name}")

    def case(self, number: str) -> Case | None:
        """Find a case of this kiosk by its number."""
        found = self._journal.reading.case(number)
        if found is None:
            return None
        return case_of(found.entry.body)

    def progress(self, number: str) -> tuple[Progress, ...]:
        """Return what central said of a case, the newest word on each item."""
        return self._journal.reading.progress(number)

    def rate(self, case: Case, level: int, reasons: tuple[str, ...]) -> None:
        """Record a rating, 1 to 5 (非常不满意 … 非常满意), and why when it is low."""
        body = {"level": level, "reasons": list(reasons)}
        self._journal.append("visit.rated", body, actor=CITIZEN, case_id=case.id)

    def line(self) -> LineState:
        """Tell how the line to central is."""
        return line_state(self._journal.outbox, self._outside.clock())

    def _receipt(self, case: Case, *, again: bool) -> Slip:
        handed = Handed(
            machine=self._place.machine,
            window=self._place.window,
            dues=self.schedule(case),
            delivered=self._delivered(case),
            zone=self._place.zone,
            again=again,
        )
        return receipt(case, self.service_of(case), handed)

    def _delivered(self, case: Case) -> bool:
        found = self._journal.reading.case(case.number)
        return found is not None and found.confirmed

    def _signatures(self, case: Case) -> dict[str, Strokes]:
        read = self._journal.attachments.read
        return {one.role: Strokes.from_bytes(read(one.sha256)) for one in case.signatures}


def submission(case: Case) -> dict[str, object]:
    """Return the body of a `case.submitted` entry: the case, and what the journal folds."""
    return {
        "number": case.number,
        "service": case.service.key,
        "submitted_at": case.submitted_at.isoformat(),
        "case": case.to_dict(),
    }


def case_of(body: bytes) -> Case:
    """Read a case back from the body of its entry."""
    plain: dict[str, object] = msgspec.json.decode(body, type=dict[str, object])
    case = plain["case"]
    return Case.from_dict(case if isinstance(case, dict) else {})
