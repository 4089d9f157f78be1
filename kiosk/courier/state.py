"""How the line is, for staff in detail and for citizens in one sentence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.courier.failures import Failure
from kiosk.journal.outbox import Outbox
from kiosk.texts import Text

SILENT = timedelta(minutes=5)
"""Without a round for so long the courier itself is not running."""

ONLINE = Text("网络正常。", "Connected.")
OFFLINE = Text(
    "网络暂时中断，不影响申报；恢复后将自动上报。",
    "The network is away for now. You can still apply; your case is sent when it is back.",
)
NOT_RUNNING = Text(
    "信使程序没有运行：请启动 kiosk courier。", "The courier is not running: start kiosk courier."
)
OTHER_FORMS = Text(
    "本机的服务表单与审批系统不一致：请更新表单文件。",
    "This kiosk has other forms than central: update its form files.",
)
NEVER = Text("尚未连上过审批系统。", "Central has not been reached yet.")


@dataclass(frozen=True, slots=True)
class LineState:
    """The line as the journal tells it.

    `since` is when central last answered (None: never); `reason` is for staff, None while all
    is well; `alarm` asks them to do something; `say` is for citizens. `other_forms` when central
    has another catalogue: cases still go, and one on a form it lacks waits there for a person.
    """

    online: bool
    since: datetime | None
    reason: Text | None
    alarm: bool
    attempts: int
    next_at: datetime | None
    waiting: int
    parked: int
    attachments: int
    oldest: datetime | None
    other_forms: bool = False

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What staff should see to, in words; empty while all is well."""
        forms = (OTHER_FORMS,) if self.other_forms else ()
        return forms if self.reason is None else (self.reason, *forms)

    @property
    def say(self) -> Text:
        """One sentence for citizens; it names no cause and no count."""
        return ONLINE if self.online else OFFLINE


def line_state(outbox: Outbox, now: datetime, *, other_forms: bool = False) -> LineState:
    """Read how the line is; works in any process that has the journal open."""
    effort, queue = outbox.effort(), outbox.queue()
    failure = _failure(effort.last_error)
    reason = failure.row.say if failure else None
    alarm = bool(failure and failure.row.alarm) or queue.parked > 0
    since = effort.last_success
    if failure is None and since is None:
        reason = NEVER
    elif failure is None and since is not None and now - since > SILENT:
        reason, alarm = NOT_RUNNING, True
    alarm = alarm or other_forms
    return LineState(
        online=reason is None,
        since=since,
        reason=reason,
        alarm=alarm,
        attempts=effort.attempts,
        next_at=effort.next_at,
        waiting=queue.waiting,
        parked=queue.parked,
        attachments=queue.attachments,
        oldest=queue.oldest,
        other_forms=other_forms,
    )


def _failure(code: str | None) -> Failure | None:
    return next((one for one in Failure if one.code == code), None)
