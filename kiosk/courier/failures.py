"""What can go wrong between kiosk and central, row by row, and what the courier does about it.

Whatever happens, the kiosk goes on taking cases, and nothing is deleted.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from kiosk.texts import Text


class Reach(StrEnum):
    """How much of the work a failure stops."""

    LINE = "line"
    """The whole round: the next record would fare no better."""
    RECORD = "record"
    """This record only: those behind it go on."""


class Pause(StrEnum):
    """When to try again."""

    NOW = "now"
    BACK_OFF = "back_off"
    """Longer after each failure, up to the cap, with full jitter."""
    AS_TOLD = "as_told"
    """When central said, and no earlier; as BACK_OFF when it did not say."""
    CAP = "cap"
    """At the cap at once: a person has to do something first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; `alarm` asks for staff, `say` tells them what and what to do."""

    reach: Reach
    pause: Pause
    alarm: bool
    say: Text


class Failure(Enum):
    """The table; the names are the stable codes that are kept and shown."""

    UNREACHABLE = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=False,
        say=Text("连不上审批系统：请检查网线和网络。", "No connection: check cable and network."),
    )
    TIMEOUT = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=False,
        say=Text("审批系统未在时限内应答。", "Central did not answer in time."),
    )
    CUT = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=False,
        say=Text("连接中途断开。", "The connection broke in the middle."),
    )
    CERTIFICATE = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=True,
        say=Text(
            "审批系统的证书不可信：请检查网址和根证书（central.ca）；也可能被代理截获。",
            "Central's certificate is not to be trusted: check the address and central.ca; "
            "or a proxy stands between.",
        ),
    )
    EXPIRED = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=True,
        say=Text(
            "审批系统的证书已过期或尚未生效：请检查本机时钟，或更新证书。",
            "Central's certificate is too old or not valid yet: check this clock, or renew it.",
        ),
    )
    HANDSHAKE = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=True,
        say=Text(
            "无法建立加密连接：请检查网址（http 或 https）和端口。",
            "No secure connection: check the address (http or https) and the port.",
        ),
    )
    PORTAL = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=True,
        say=Text(
            "应答的不是审批系统（可能是网络登录页或代理）：请登录网络或检查网址。",
            "It was not central that answered (a login page or a proxy?): log in to the network, "
            "check the address.",
        ),
    )
    DIGEST = Row(
        Reach.RECORD,
        Pause.NOW,
        alarm=False,
        say=Text("内容在途中损坏，已重发。", "Bytes were damaged on the way and sent again."),
    )
    SIGNATURE = Row(
        Reach.LINE,
        Pause.CAP,
        alarm=True,
        say=Text(
            "审批系统不认可本机签名：请重新登记本机。",
            "Central does not accept this kiosk's signature: enrol it anew.",
        ),
    )
    UNKNOWN_KEY = Row(
        Reach.LINE,
        Pause.CAP,
        alarm=True,
        say=Text(
            "审批系统不认识本机：请重新登记本机。",
            "Central does not know this kiosk: enrol it anew.",
        ),
    )
    CODE = Row(
        Reach.LINE,
        Pause.CAP,
        alarm=True,
        say=Text(
            "登记码无效或已过期：请重新生成登记码。",
            "The enrolment code is wrong or too old: have a new one made.",
        ),
    )
    CLONE = Row(
        Reach.LINE,
        Pause.CAP,
        alarm=True,
        say=Text(
            "本机密钥已属于另一台终端（磁盘是复制的）：请删除密钥文件 identity.key 后重新登记。",
            "This disk's key belongs to another kiosk: delete its identity.key, enrol again.",
        ),
    )
    CLOCK = Row(
        Reach.LINE,
        Pause.NOW,
        alarm=True,
        say=Text(
            "本机时钟与审批系统相差超过 5 分钟：请校准时钟。",
            "The clocks of kiosk and central are over 5 minutes apart: set this clock.",
        ),
    )
    REVOKED = Row(
        Reach.LINE,
        Pause.CAP,
        alarm=True,
        say=Text(
            "本机已被审批系统停用：请联系管理员。",
            "Central listens to this kiosk no more: call the administrator.",
        ),
    )
    OUTDATED = Row(
        Reach.LINE,
        Pause.CAP,
        alarm=True,
        say=Text(
            "审批系统没有此接口：网址有误或版本过旧。",
            "Central has no such door: a wrong address, or an old version.",
        ),
    )
    UNKNOWN_FILE = Row(
        Reach.RECORD,
        Pause.BACK_OFF,
        alarm=False,
        say=Text("审批系统尚未请求该附件。", "Central has not asked for this attachment."),
    )
    OFFSET = Row(
        Reach.RECORD,
        Pause.NOW,
        alarm=False,
        say=Text("附件从断点续传。", "An attachment goes on where it ended."),
    )
    HASH = Row(
        Reach.RECORD,
        Pause.NOW,
        alarm=False,
        say=Text("附件校验不符，已重新上传。", "An attachment arrived damaged and starts anew."),
    )
    TOO_LARGE = Row(
        Reach.RECORD,
        Pause.NOW,
        alarm=True,
        say=Text(
            "一条记录超过线路允许的大小，已搁置：请检查代理的限制。",
            "A record is larger than the line lets through and was set aside: check the proxy.",
        ),
    )
    UNREADABLE = Row(
        Reach.RECORD,
        Pause.NOW,
        alarm=True,
        say=Text(
            "审批系统读不懂一条记录，已搁置：请联系运维人员。",
            "Central cannot read a record; it was set aside: call the engineers.",
        ),
    )
    NO_FILE = Row(
        Reach.RECORD,
        Pause.BACK_OFF,
        alarm=True,
        say=Text(
            "本机上缺少一个附件：请联系运维人员。",
            "An attachment is missing on this kiosk: call the engineers.",
        ),
    )
    BUSY = Row(
        Reach.LINE,
        Pause.AS_TOLD,
        alarm=False,
        say=Text("审批系统繁忙或正在维护。", "Central is busy or under repair."),
    )
    SERVER = Row(
        Reach.LINE,
        Pause.BACK_OFF,
        alarm=False,
        say=Text("审批系统或中间代理出错。", "Central, or a proxy before it, has failed."),
    )

    @property
    def row(self) -> Row:
        """What the table says."""
        row: Row = self.value
        return row

    @property
    def code(self) -> str:
        """The stable code that is kept in the journal."""
        return self.name.lower()


TRIES = 5
"""How often damage on the way is answered by sending at once again."""


class LineFailure(Exception):
    """A failure as met: its row; seconds central asks to wait; where an upload goes on."""

    def __init__(
        self, failure: Failure, retry_after: float | None = None, offset: int | None = None
    ) -> None:
        super().__init__(failure.code)
        self.failure = failure
        self.retry_after = retry_after
        self.offset = offset
