"""What kiosk and central say to each other besides entries: verdicts, news, enrolment, problems."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.cases.case import AttachmentRef
from kiosk.wire.entry import Count, Sha256, Uuid, Word

NEWS_STEPS = 1000
"""Steps of cases that one answer brings at most."""

BATCH_LINES = 100
BATCH_BYTES = 1024 * 1024
OFFER_ENTRIES = 1000


class Verdict(StrEnum):
    """What central did with one line."""

    STORED = "stored"
    KNOWN = "known"
    """The same bytes were there already."""
    CONFLICT = "conflict"
    """Same chain and sequence, other bytes: kept beside the first, for a person."""
    QUARANTINED = "quarantined"
    """Authentic, content wrong: kept and flagged."""
    REFUSED = "refused"
    """Not ours or not readable: not kept."""

    @property
    def kept(self) -> bool:
        """Whether central now has these bytes in safe keeping."""
        return self is not Verdict.REFUSED


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """The verdict on one line of a batch.

    `line` counts from 0; `hash` and `sequence` are None when the line could not be read;
    `reason` is a stable code, given for conflict, quarantined and refused.
    """

    line: int
    verdict: Verdict
    hash: Sha256 | None = None
    sequence: Count | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Sequence numbers central has not seen, first to last, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Central's signed word on a batch of one chain: the only thing that confirms an entry.

    `held` and `missing` name every attachment of the kept lines: done means all are held.
    `complete_to` is the highest sequence without a gap below it, 0 for none. `epoch` changes
    when central was restored from a backup.
    """

    kiosk: Word
    chain: Uuid
    verdicts: tuple[LineVerdict, ...]
    held: tuple[Sha256, ...]
    missing: tuple[Sha256, ...]
    complete_to: int
    gaps: tuple[Gap, ...]
    epoch: Word
    at: datetime

    def kept(self) -> dict[str, Verdict]:
        """Return hash and verdict of every entry that central has in safe keeping."""
        return {
            line.hash: line.verdict
            for line in self.verdicts
            if line.hash is not None and line.verdict.kept
        }

    def refused(self) -> dict[str, str]:
        """Return hash and reason of every entry that central read and would not keep."""
        return {
            line.hash: line.reason or Verdict.REFUSED
            for line in self.verdicts
            if line.hash is not None and not line.verdict.kept
        }


@dataclass(frozen=True, slots=True)
class Offer:
    """After a new epoch: what the kiosk still holds of one chain, at most 1,000 hashes."""

    kiosk: Word
    chain: Uuid
    hashes: tuple[Sha256, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Central's signed answer to an offer: which of these it lacks.

    `highest` is the greatest sequence of that chain central ever saw, 0 for none: more than the
    kiosk's own head says that the kiosk was restored from a backup.
    """

    kiosk: Word
    chain: Uuid
    lacking: tuple[Sha256, ...]
    missing: tuple[AttachmentRef, ...]
    highest: int
    epoch: Word
    at: datetime


class CaseState(StrEnum):
    """Where a case stands as a whole; central decides all but the first."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    CORRECTION_ASKED = "correction_asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ISSUED = "issued"
    DELIVERED = "delivered"
    RATED = "rated"
    WITHDRAWN = "withdrawn"
    VOID = "void"


class ItemState(StrEnum):
    """Where one item stands at its department."""

    WAITING = "waiting"
    """For another item's result: a household moves only after the marriage is registered."""
    DISPATCHED = "dispatched"
    IN_REVIEW = "in_review"
    CORRECTION_ASKED = "correction_asked"
    APPROVED = "approved"
    REFUSED = "refused"
    ISSUED = "issued"


class BookingState(StrEnum):
    """What became of a wish for an appointment."""

    CONFIRMED = "confirmed"
    MOVED = "moved"
    """The place wished for was taken: this is the nearest that was free."""
    WAITING = "waiting"
    """Nothing is free as far as can be asked for; it is moved as soon as there is."""
    CANCELLED = "cancelled"

    @property
    def held(self) -> bool:
        """Whether a place is kept for it."""
        return self in (BookingState.CONFIRMED, BookingState.MOVED)


@dataclass(frozen=True, slots=True)
class Booking:
    """The appointment that central made of the wish in the answer `field`.

    `office` and `slot` are ids of the form; while it waits they and `day` are what was wished.
    """

    field: Word
    office: Word
    day: date
    slot: Word
    state: BookingState


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of one case: its item at its department, or the whole case when `item` is None.

    `due` is the day the department promised, in the halls' calendar; `result` is the
    department's own sentence to the citizen; `booking` comes with a step of the whole case;
    `at` is central's clock; `due` is `estimated` until its year's calendar is published.
    """

    case_number: Word
    case_id: Word
    case_state: CaseState
    at: datetime
    item: Word | None = None
    department: Word | None = None
    state: ItemState | None = None
    due: date | None = None
    result: str | None = None
    booking: Booking | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Vacancies:
    """The places left where people come by appointment, of every service of a kiosk's region.

    `free` counts by service key, office, ISO day and time of day; a day not in it is no working
    day or too far away. `version` changes with the counts and is what to ask with next.
    """

    version: Word
    free: dict[Word, dict[Word, dict[Word, dict[Word, int]]]]


@dataclass(frozen=True, slots=True)
class News:
    """What happened at central since the cursor that was asked with, oldest first, signed.

    `cursor` is what to ask with next; `ask_again` is in seconds, chosen by central. `vacancies`
    are told when they are others than the kiosk named; `forms` is the mark of central's
    catalogue, `calendar` the version of its working days, `catalogue` that of the forms
    published, and `settings` that of what this kiosk is told to be set to; 0 for nothing.
    """

    kiosk: Word
    cursor: Word
    progress: tuple[Progress, ...]
    ask_again: int
    epoch: Word
    at: datetime
    vacancies: Vacancies | None = None
    forms: Word | None = None
    calendar: int = 0
    catalogue: int = 0
    settings: int = 0


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """A kiosk presents its public key with the one-time code an operator gave; self-signed.

    `install` is a UUID made when the kiosk was set up: two kiosks from one disk image share it.
    """

    code: Word
    public_key: bytes
    install: Uuid
    at: datetime


@dataclass(frozen=True, slots=True)
class EnrolmentAnswer:
    """Central's signed welcome: the kiosk's name, its digits in case numbers, central's key.

    `recipient` is the age recipient that everything taken to central by stick is sealed to.
    """

    kiosk: Word
    district: Word
    digits: Word
    public_key: bytes
    epoch: Word
    at: datetime
    recipient: str = ""


class ProblemKind(StrEnum):
    """Why central did not do what was asked; the `type` of a problem document."""

    UNREADABLE = "urn:kiosk:problem:unreadable"
    DIGEST = "urn:kiosk:problem:digest-mismatch"
    SIGNATURE = "urn:kiosk:problem:bad-signature"
    UNKNOWN_KEY = "urn:kiosk:problem:unknown-key"
    CLOCK = "urn:kiosk:problem:clock-skew"
    REVOKED = "urn:kiosk:problem:revoked"
    CODE = "urn:kiosk:problem:enrolment-code"
    CLONE = "urn:kiosk:problem:cloned"
    NOT_FOUND = "urn:kiosk:problem:not-found"
    OFFSET = "urn:kiosk:problem:offset-mismatch"
    HASH = "urn:kiosk:problem:hash-mismatch"
    TOO_LARGE = "urn:kiosk:problem:too-large"
    TOO_MANY = "urn:kiosk:problem:too-many"
    BUSY = "urn:kiosk:problem:busy"
    FAILED = "urn:kiosk:problem:failed"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem document (RFC 9457); `limit` is in bytes for too-large, `offset` for uploads."""

    type: ProblemKind
    title: str
    status: int
    detail: str | None = None
    limit: int | None = None
    offset: int | None = None
