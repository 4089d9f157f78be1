"""The papers of a case, drawn from what was signed; and those that belong to no case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.cases.captures import captures
from kiosk.cases.case import Case, Due, Strokes
from kiosk.cases.consent import Snapshot
from kiosk.cases.deadlines import last_days_of
from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import Exclusion, JointService, KindName
from kiosk.journal.journal import Journal
from kiosk.journal.reading import KeptCase
from kiosk.paper.document import Document
from kiosk.paper.notice import notice
from kiosk.paper.press import NOTHING, Press
from kiosk.paper.receipt import Booked, Handed, receipt
from kiosk.paper.slip_sheet import A4, A5
from kiosk.paper.way_out import way_out
from kiosk.place import Outside, Place
from kiosk.texts import Language
from kiosk.wire.booked import Appointed, appointed
from kiosk.wire.identity import Identity
from kiosk.wire.messages import BookingState
from kiosk.wire.proof import Proof, prove


@dataclass(frozen=True)
class Receipts:
    """The same receipt on a sheet and on the roll."""

    sheet: Document
    roll: Document


class Papers:
    """Draws; `identity` signs receipts. Every method may raise Trouble."""

    def __init__(
        self, place: Place, outside: Outside, journal: Journal, press: Press, identity: Identity
    ) -> None:
        self._place, self._outside = place, outside
        self._journal, self._press = journal, press
        self._identity = identity

    def preview(self, filling: Filling, taken: Mapping[str, bytes] = NOTHING) -> Document:
        """Draw the papers as they will be printed, without number and signatures.

        `taken` are the photos that the answers name, by SHA-256.
        """
        return self._press.preview(Snapshot.of(filling), filling.service, captures=taken)

    def application(self, case: Case, service: JointService, *, again: bool = False) -> Document:
        """Draw the application of a case and its annexes; `again` marks a second print."""
        taken = self._captures(case, service)
        return self._press.application(case, service, self._signed(case), taken, again=again)

    def one_by_one(self, case: Case, service: JointService) -> tuple[Document, ...]:
        """Draw the same papers each as a file of its own, of the kind that is the paper's id."""
        taken = self._captures(case, service)
        return self._press.one_by_one(case, service, self._signed(case), taken)

    def receipts(
        self, case: Case, service: JointService, dues: tuple[Due, ...], *, again: bool = False
    ) -> Receipts:
        """Draw the receipt; honest about whether central has the case by now."""
        reading = self._journal.reading
        found = reading.case(case.number)
        handed = Handed(
            machine=self._place.machine,
            window=self._place.window,
            dues=dues,
            days=last_days_of(case, service, self._outside.calendar.at(service.region)),
            booked=_booked(appointed(case, service, reading.progress(case.number))),
            delivered=found is not None and found.confirmed,
            zone=self._place.zone,
            again=again,
            proof=None if found is None else self._proof(found),
        )
        slip = receipt(case, service, handed)
        on_sheet = self._press.on_sheets(slip, A5, case.language)
        return Receipts(on_sheet, self._press.on_roll(slip, case.language))

    def proof(self, case: Case) -> str | None:
        """Return what its receipt's QR code says; None before it is kept here."""
        found = self._journal.reading.case(case.number)
        return None if found is None else self._proof(found)

    def notice(self, service: JointService, language: Language) -> Document:
        """Draw the one-time notice (一次性告知单) of a service."""
        slip = notice(service, self._today(), self._place.hall, self._place.window)
        return self._press.on_sheets(slip, A4, language)

    def way_out(self, service: JointService, exclusion: Exclusion, language: Language) -> Document:
        """Draw what this application cannot take, and where to go instead."""
        place = self._place
        slip = way_out(service, exclusion, self._today(), place.hall, place.window)
        return self._press.on_sheets(slip, A5, language)

    def _proof(self, kept: KeptCase) -> str:
        entry = kept.entry
        proof = Proof(kept.case_id, kept.number, entry.hash, entry.sequence, entry.kiosk)
        return prove(proof, self._identity)

    def _today(self) -> date:
        return self._outside.clock().astimezone(self._place.zone).date()

    def _signed(self, case: Case) -> dict[str, Strokes]:
        read = self._journal.attachments.read
        return {one.role: Strokes.from_bytes(read(one.sha256)) for one in case.signatures}

    def _captures(self, case: Case, service: JointService) -> dict[str, bytes]:
        """Read the photos that answers name."""
        read, taken = self._journal.attachments.read, captures(service, case.answers)
        return {name: read(name) for _, field, name in taken if field.kind is KindName.PHOTO}


def _booked(coming: tuple[Appointed, ...]) -> Booked | None:
    """Return what central made of the wish; None while it is one."""
    for one in coming:
        if one.state is not None and one.state is not BookingState.WAITING:
            moved, cancelled = BookingState.MOVED, BookingState.CANCELLED
            return Booked(dict(one.answer), one.state is moved, one.state is cancelled)
    return None
