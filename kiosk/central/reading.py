"""What a batch says before anything is kept: lines read, proven, and cases understood."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection

from kiosk.cases.case import Case, Due, ServiceRef
from kiosk.cases.consent import Snapshot
from kiosk.cases.number import is_case_number
from kiosk.cases.recheck import recheck_case
from kiosk.cases.schedule import schedule
from kiosk.cases.wishes import Wish, wishes
from kiosk.catalogue.published import Published
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import JointService, Severity
from kiosk.catalogue.workdays import Calendars
from kiosk.central.enrolment import Speaker
from kiosk.central.gazette import Gazette
from kiosk.errors import Trouble
from kiosk.wire.entry import PURPOSE, Entry, UnreadableEntry, read_line
from kiosk.wire.identity import signed_by
from kiosk.wire.notices import WorkdayNotices

SUBMITTED = "case.submitted"
HALLS = ZoneInfo("Asia/Shanghai")
AHEAD = timedelta(days=1)
"""A kiosk's clock this far ahead decides no due date."""

log = logging.getLogger(__name__)


class _Submission(msgspec.Struct, frozen=True):
    case: Case


_SUBMISSION = msgspec.json.Decoder(_Submission).decode


@dataclass(frozen=True, slots=True)
class Delivery:
    """Lines of one chain as a kiosk sent them."""

    speaker: Speaker
    chain: str
    lines: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Understood:
    """A submitted case: what the checks found, what is due when, and why a person must look."""

    case: Case | None
    remarks: tuple[Remark, ...] = ()
    schedule: tuple[Due, ...] = ()
    quarantine: str | None = None
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What central goes by once a case is understood; the answers stay in the entry."""

    id: str
    number: str
    service: ServiceRef
    submitted_at: datetime
    schedule: tuple[Due, ...]
    wishes: tuple[Wish, ...]
    remarks: str

    @classmethod
    def of(cls, case: Case, what: Understood) -> "Brief":
        """Sum a readable case up; the remarks are JSON, in Chinese."""
        remarks = [
            {"severity": one.severity, "code": one.code, "on": one.on, "zh": one.say.zh}
            for one in what.remarks
        ]
        return cls(
            case.id,
            case.number,
            case.service,
            case.submitted_at,
            what.schedule,
            what.wishes,
            json.dumps(remarks, ensure_ascii=False),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it came: no entry when unreadable, a reason when refused.

    Of a submission it has the case, when that can be read, and why it is quarantined.
    """

    number: int
    entry: Entry | None
    reason: str | None = None
    case: Brief | None = None
    quarantine: str | None = None

    @property
    def proven(self) -> bool:
        """Whether it is an authentic entry of the kiosk that sent it."""
        return self.reason is None


def _read(number: int, line: bytes, sent: Delivery) -> Line:
    try:
        entry = read_line(line)
    except UnreadableEntry as error:
        return Line(number, None, error.reason)
    except OverflowError:  # a time before the year 1, once it is UTC
        return Line(number, None, "time")
    if entry.kiosk != sent.speaker.kiosk:
        return Line(number, entry, "kiosk")
    # The hash is known to be right: it was just worked out from the same bytes.
    if not any(
        signed_by(key, PURPOSE, entry.content, entry.signature) for key in sent.speaker.keys
    ):
        return Line(number, entry, "signature")
    return Line(number, entry, None if entry.chain == sent.chain else "chain")


class Catalogue(Protocol):
    """The joint services that cases are checked by."""

    @property
    def hash(self) -> str:
        """The name of exactly this catalogue."""

    def exact(self, key: str, version: int, day: date) -> JointService:
        """Return a service as it was in force on a day; raises Trouble if there is none."""

    def services(self, day: date) -> tuple[JointService, ...]:
        """Return what can be applied for on a day."""

    def versions(self, key: str) -> tuple[JointService, ...]:
        """Return every version of a service, the newest first."""

    def holder(self, region: str, code: str) -> str | None:
        """Return the key of the service that has this code in its region's case numbers."""

    def joined(self, published: Sequence[Published]) -> "Catalogue":
        """Return it with what was published since; what cannot be read here is left out."""


class Reckoning(Calendars, Protocol):
    """The working days central reckons by; they may be published anew while it runs."""

    @property
    def version(self) -> int:
        """The version of what is known now."""

    def refresh(self, connection: Connection, /) -> None:
        """Take over what was published since."""

    def present(self) -> Calendars:
        """Return what is known now, as a value that stays as it is."""

    def notices(self) -> WorkdayNotices:
        """Return all of it, as kiosks are told."""


class Examiner:
    """Understands submitted cases by the same catalogue and working days as the kiosks."""

    def __init__(self, catalogue: Catalogue, calendar: Calendars) -> None:
        self.catalogue, self.calendar = catalogue, calendar

    def read(self, sent: Delivery, now: datetime) -> tuple[Line, ...]:
        """Read, prove and understand every line by itself: a bad one says nothing of the next."""
        lines = (_read(number, line, sent) for number, line in enumerate(sent.lines))
        return tuple(self._opened(line, now) for line in lines)

    def understand(self, entry: Entry, now: datetime) -> Understood:
        """Check a case again and lay out its tasks; whatever is wrong is said, never raised."""
        try:
            case = case_of(entry)
        except (msgspec.DecodeError, RecursionError):
            return Understood(None, quarantine="unreadable")
        wrong = _mismatch(entry, case)
        if wrong:
            return Understood(case, quarantine=wrong)
        try:
            return self._check(case, now)
        except Trouble as error:
            return Understood(case, quarantine=error.code)
        except Exception:  # one bad case never blocks the next, whatever it found in us
            # Without the message: it may quote an answer.
            log.error("case of entry %s could not be checked", entry.hash)
            return Understood(case, quarantine="fault")

    def plan(self, case: Case, day: date) -> tuple[Due, ...]:
        """Return what is due when, counted from that day; raises Trouble for an unknown form."""
        service = self.service_of(case)
        return schedule(case, service, self.calendar.at(service.region), day)

    def service_of(self, case: Case | Brief) -> JointService:
        """Return the form a case was filled under; raises Trouble for an unknown one."""
        ref = case.service
        return self.catalogue.exact(ref.key, ref.version, ref.day)

    def first_day(self, case: Case, now: datetime) -> date:
        """Return the day a case's time begins: when it was handed in, unless that lies ahead."""
        submitted = case.submitted_at if case.submitted_at <= now + AHEAD else now
        return submitted.astimezone(HALLS).date()

    def _opened(self, line: Line, now: datetime) -> Line:
        if line.entry is None or not line.proven or line.entry.kind != SUBMITTED:
            return line
        what = self.understand(line.entry, now)
        brief = Brief.of(what.case, what) if what.case else None
        return replace(line, case=brief, quarantine=what.quarantine)

    def _check(self, case: Case, now: datetime) -> Understood:
        service = self.service_of(case)
        calendar = self.calendar.at(service.region)
        remarks = recheck_case(service, case, calendar)
        plan = schedule(case, service, calendar, self.first_day(case, now))
        wrong = any(remark.severity is Severity.ERROR for remark in remarks)
        asked = wishes(service, case.answers)
        return Understood(case, remarks, plan, "answers" if wrong else None, asked)


class Reader(Examiner):
    """An examiner who knows what was published lately."""

    calendar: Reckoning

    def __init__(self, catalogue: Catalogue, calendar: Reckoning) -> None:
        super().__init__(catalogue, calendar)
        self.gazette = Gazette(catalogue)

    def refresh(self, connection: Connection) -> None:
        """Take over what was published since, by whatever program."""
        self.calendar.refresh(connection)
        self.gazette.refresh(connection)
        self.catalogue = self.gazette.catalogue

    def present(self) -> Examiner:
        """Return who goes by what is known now, whatever is published meanwhile."""
        return Examiner(self.catalogue, self.calendar.present())


def case_of(entry: Entry) -> Case:
    """Read the case an entry submits; raises msgspec.DecodeError."""
    return _SUBMISSION(entry.body).case


def _mismatch(entry: Entry, case: Case) -> str | None:
    if case.id != entry.case_id:
        return "case_id"
    if not is_case_number(case.number):
        return "number"
    if Snapshot.of_case(case).hash != case.snapshot:
        return "snapshot"
    named = {file.sha256 for file in entry.attachments}
    wanted = {file.sha256 for file in case.attachments} | {one.sha256 for one in case.signatures}
    return None if wanted <= named else "attachments"
