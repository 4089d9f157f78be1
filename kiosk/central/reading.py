"""What a submitted case says: checked again, its times counted, as on the kiosk."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection

from kiosk.cases.case import Case, Due
from kiosk.cases.consent import Snapshot
from kiosk.cases.number import is_case_number
from kiosk.cases.recheck import recheck_case
from kiosk.cases.schedule import schedule
from kiosk.cases.wishes import Wish, wishes
from kiosk.catalogue.published import Published
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import JointService, Severity
from kiosk.catalogue.workdays import Calendars
from kiosk.central.gazette import Gazette
from kiosk.errors import Trouble
from kiosk.wire.entry import Entry
from kiosk.wire.notices import WorkdayNotices

SUBMITTED = "case.submitted"
HALLS = ZoneInfo("Asia/Shanghai")
AHEAD = timedelta(days=1)
"""A kiosk's clock this far ahead decides no due date."""

UNREADABLE = "unreadable"
"""Why an entry is put aside whose body is no case."""

# What of a decoder's words names members and nothing that stands in them.
_WANTING = re.compile(r"missing required field `([a-z_0-9]+)`")
_PLACE = re.compile(r" - at `(\$[^`]*)`$")

log = logging.getLogger(__name__)


class Submission(msgspec.Struct, frozen=True):
    """What central reads of the body of a `case.submitted`."""

    case: Case


_SUBMISSION = msgspec.json.Decoder(Submission).decode


@dataclass(frozen=True, slots=True)
class Understood:
    """A submitted case: what the checks found, what is due when, and why a person must look."""

    case: Case | None
    remarks: tuple[Remark, ...] = ()
    schedule: tuple[Due, ...] = ()
    quarantine: str | None = None
    wishes: tuple[Wish, ...] = ()

    @property
    def told(self) -> str:
        """Return the remarks as JSON, in Chinese."""
        remarks = [
            {"severity": one.severity, "code": one.code, "on": one.on, "zh": one.say.zh}
            for one in self.remarks
        ]
        return msgspec.json.encode(remarks).decode()


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

    def notices(self) -> WorkdayNotices:
        """Return all of it, as kiosks are told."""


class Reader:
    """Understands submitted cases by the same catalogue and working days as the kiosks."""

    def __init__(self, catalogue: Catalogue, calendar: Reckoning) -> None:
        self.catalogue, self.calendar = catalogue, calendar
        self.gazette = Gazette(catalogue)

    def refresh(self, connection: Connection) -> None:
        """Take over what was published since, by whatever program."""
        self.calendar.refresh(connection)
        self.gazette.refresh(connection)
        self.catalogue = self.gazette.catalogue

    def understand(self, entry: Entry, now: datetime) -> Understood:
        """Check a case again and lay out its tasks; whatever is wrong is said, never raised."""
        try:
            case = case_of(entry)
        except (msgspec.DecodeError, RecursionError):
            return Understood(None, quarantine=UNREADABLE)
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

    def service_of(self, case: Case) -> JointService:
        """Return the form a case was filled under; raises Trouble for an unknown one."""
        ref = case.service
        return self.catalogue.exact(ref.key, ref.version, ref.day)

    def first_day(self, case: Case, now: datetime) -> date:
        """Return the day a case's time begins: when it was handed in, unless that lies ahead."""
        submitted = case.submitted_at if case.submitted_at <= now + AHEAD else now
        return submitted.astimezone(HALLS).date()

    def _check(self, case: Case, now: datetime) -> Understood:
        service = self.service_of(case)
        calendar = self.calendar.at(service.region)
        remarks = recheck_case(service, case, calendar)
        plan = schedule(case, service, calendar, self.first_day(case, now))
        wrong = any(remark.severity is Severity.ERROR for remark in remarks)
        asked = wishes(service, case.answers)
        return Understood(case, remarks, plan, "answers" if wrong else None, asked)


def case_of(entry: Entry) -> Case:
    """Read the case an entry submits; raises msgspec.DecodeError."""
    return _SUBMISSION(entry.body).case


def wrong_member(entry: Entry) -> str:
    """Return what of an entry's body cannot be read as a case, as a path: `$.case.id`.

    It quotes nothing that anybody typed. `$` is the body as a whole.
    """
    try:
        case_of(entry)
    except (msgspec.DecodeError, RecursionError) as error:
        place, wanting = _PLACE.search(str(error)), _WANTING.search(str(error))
        return (place[1] if place else "$") + (f".{wanting[1]}" if wanting else "")
    return "$"


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
