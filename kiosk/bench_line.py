"""What lies between a kiosk and central, for the bench: line, queue, clock, certificates."""

from datetime import datetime, timedelta

from kiosk.app import Kiosk
from kiosk.courier.met import NOTICED, Meetings, Met, authority_until
from kiosk.courier.state import LineState
from kiosk.devices.health import Condition
from kiosk.screens.bench.office import Fact
from kiosk.texts import Text

STALE = timedelta(days=1)
"""What waits longer than this should be seen to."""

AHEAD = timedelta(days=30)
"""So long before a certificate ends it is said: a hall needs days to have another made."""

ODD, WRONG = 60, 300
"""Seconds between this clock and central's: to keep an eye on; what a signature may be off."""

CLOCK, LINE = Text("时钟", "Clock"), Text("网络", "Line")
QUEUE, PARKED = Text("待送", "Waiting to be sent"), Text("要人看的", "For a person to see")
THEIRS, OURS = (
    Text("审批系统的证书", "Central's certificate"),
    Text("大厅的根证书", "The hall's authority"),
)
NO_CENTRAL = Text("没有设置审批系统，办件只留在本机", "No central is set: cases stay here")
OPEN = Text("没有加密（http），只能试用", "None (http): for trying out only")
UNMET = Text("还没有见过", "Not met yet")
UNREADABLE = Text("读不出来，请检查 central.ca", "Cannot be read: check central.ca")
NOTHING = Text("没有", "nothing")
LEFT = Text("{day} 到期，还有 {days} 天", "until {day}, {days} days left")
RENEW = Text("{day} 到期，只剩 {days} 天，请换新的", "until {day}, {days} days left: renew it")
OVER = Text("{day} 已经过期，请换新的", "ended on {day}: renew it")


class LineFacts:
    """Reads what it tells each time anew."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._meetings = Meetings(kiosk.settings.places.data)

    def facts(self, line: LineState) -> tuple[Fact, ...]:
        """Return all of them; never raises Trouble."""
        met, now = self._meetings.last(), self._kiosk.clock()
        return (
            self._clock(line, met, now),
            self._line(line, now),
            _queue(line, now),
            Fact(
                PARKED,
                Text(f"{line.parked} 份", str(line.parked)),
                Condition.ILL if line.parked else Condition.WELL,
            ),
            *self._certificates(met, now),
        )

    def _clock(self, line: LineState, met: Met | None, now: datetime) -> Fact:
        """Say the time; central cannot have answered later than now."""
        here = f"{now.astimezone(self._kiosk.place.zone):%Y-%m-%d %H:%M UTC%z}"
        if line.since is not None and line.since > now:
            value = Text(f"{here}，比上次联系时还早", f"{here}, earlier than the last contact")
            return Fact(CLOCK, value, Condition.ILL)
        if met is None:
            return Fact(CLOCK, Text(here, here))
        off = abs(met.ahead)
        if off < NOTICED:
            return Fact(CLOCK, Text(f"{here}，与审批系统一致", f"{here}, the same as central's"))
        slow = Text("慢", "behind") if met.ahead > 0 else Text("快", "ahead of")
        value = Text(
            f"{here}，比审批系统{slow.zh} {off} 秒", f"{here}, {off} s {slow.en} central's"
        )
        ill = Condition.ILL if off > WRONG else Condition.SOON
        return Fact(CLOCK, value, ill if off > ODD else Condition.WELL)

    def _line(self, line: LineState, now: datetime) -> Fact:
        if not self._kiosk.settings.central.url:
            return Fact(LINE, NO_CENTRAL, Condition.SOON)
        if not line.warnings:
            since = age(line.since, now)
            well = Text(f"正常，上次联系 {since.zh}", f"well, last contact {since.en}")
            return Fact(LINE, well)
        zh = "".join(one.zh for one in line.warnings)
        en = " ".join(one.en for one in line.warnings)
        if line.next_at is not None and not line.online:
            at = f"{line.next_at.astimezone(self._kiosk.place.zone):%H:%M:%S}"
            zh += f"已试 {line.attempts} 次，{at} 再试。"
            en += f" Tried {line.attempts} times, again at {at}."
        return Fact(LINE, Text(zh, en), Condition.ILL)

    def _certificates(self, met: Met | None, now: datetime) -> tuple[Fact, ...]:
        central = self._kiosk.settings.central
        if not central.url:
            return ()
        if not central.url.startswith("https:"):
            return (Fact(THEIRS, OPEN, Condition.SOON),)
        until = met.certificate_until if met else None
        theirs = Fact(THEIRS, UNMET) if until is None else _held(THEIRS, until, now)
        if central.ca is None:
            return (theirs,)
        ours = authority_until(central.ca)
        unread = Fact(OURS, UNREADABLE, Condition.ILL)
        return theirs, unread if ours is None else _held(OURS, ours, now)


def age(at: datetime | None, now: datetime) -> Text:
    """Say how long ago something was."""
    if at is None:
        return Text("从未", "never")
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 60 * 2:
        return Text(f"{minutes} 分钟前", f"{minutes} min ago")
    hours = minutes // 60
    if hours < 24 * 2:
        return Text(f"{hours} 小时前", f"{hours} h ago")
    return Text(f"{hours // 24} 天前", f"{hours // 24} days ago")


def _queue(line: LineState, now: datetime) -> Fact:
    waiting, oldest = line.waiting + line.attachments, age(line.oldest, now)
    stale = line.oldest is not None and now - line.oldest > STALE
    told = Text(f"{waiting} 份，最早 {oldest.zh}", f"{waiting}, the oldest {oldest.en}")
    return Fact(QUEUE, told if waiting else NOTHING, Condition.ILL if stale else Condition.WELL)


def _held(label: Text, until: datetime, now: datetime) -> Fact:
    """Say how long a certificate holds; one that ends before long is said ahead of time."""
    left, day = (until - now).days, f"{until:%Y-%m-%d}"
    if until <= now:
        return Fact(label, OVER.fill(day=day), Condition.ILL)
    near = until - now <= AHEAD
    told = (RENEW if near else LEFT).fill(day=day, days=left)
    return Fact(label, told, Condition.SOON if near else Condition.WELL)
