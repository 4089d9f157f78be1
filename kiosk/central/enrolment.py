"""Who may speak to central: kiosks by a one-time code and their keys, departments by a token."""

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, func, insert, select, update

from kiosk.central.rows import among
from kiosk.central.tables import departments, facts, keys, kiosks, unopened
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.messages import EnrolmentAnswer, EnrolmentRequest

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is mistaken for something else when read aloud or typed; 59 bits a code."""

CODE_GROUPS = 3
CODE_LIFE = timedelta(hours=24)
SHORT, LONG = 99, 9999
TRIAL = 99
"""A number for kiosks that are only tried out, alone; given to nobody."""


class Cloned(Trouble):
    """The key belongs to another kiosk: one disk was copied to both."""

    def __init__(self) -> None:
        super().__init__(
            "central.cloned",
            Text("该密钥已属于另一台终端。", "This key belongs to another kiosk."),
            Text(
                "请在复制出的终端上删除 identity.key 后重新登记。",
                "Delete identity.key on the copy and enrol it again.",
            ),
        )


class NotInvited(Trouble):
    """The code is unknown, used up or too old."""

    def __init__(self) -> None:
        super().__init__(
            "central.enrolment_code",
            Text("登记码无效。", "The enrolment code is not valid."),
            Text(
                "请在审批系统上重新生成登记码（24 小时内有效，仅限一台设备）。",
                "Make a new code at central; it holds 24 hours and for one kiosk.",
            ),
        )


@dataclass(frozen=True, slots=True)
class Speaker:
    """A kiosk as central knows it; `keys` are raw public keys, the one in use first.

    `forms` is the mark of the catalogue it last named; `news` is how much there was to tell it,
    and `more` whether a case of it has yet to be opened.
    """

    kiosk: str
    keys: tuple[bytes, ...]
    revoked: bool
    district: str
    forms: str | None
    news: int = 0
    more: bool = False


def invite(connection: Connection, kiosk: str, district: str, now: datetime) -> str:
    """Make room for a kiosk, or let a known one enrol anew, and return its one-time code.

    Its digits in case numbers are the next free ones of the district (GB/T 2260 code), two of
    them up to 99, then four.
    """
    groups = ("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(CODE_GROUPS))
    code = "-".join(groups)
    asked = {"code_hash": _digest(_plain(code)), "code_until": now + CODE_LIFE}
    known = connection.execute(select(kiosks.c.id).where(kiosks.c.id == kiosk)).first()
    if known:
        connection.execute(update(kiosks).where(kiosks.c.id == kiosk).values(asked))
        return code
    count = select(func.count()).where(kiosks.c.district == district)
    number = connection.execute(count).scalar_one() + 1
    number += number >= TRIAL
    if number > LONG:
        raise Trouble(
            "central.district_full",
            Text("该区县的设备编号已用完。", "This district has no kiosk numbers left."),
            Text("请使用另一个区划代码。", "Use another district code."),
        )
    digits = f"{number:02}" if number <= SHORT else f"{number:04}"
    row = {"id": kiosk, "district": district, "digits": digits, **asked}
    connection.execute(insert(kiosks).values(row))
    return code


def enrol(
    connection: Connection,
    request: EnrolmentRequest,
    central_key: bytes,
    now: datetime,
    recipient: str = "",
) -> EnrolmentAnswer:
    """Register a kiosk's key; the same request again gets the same answer.

    A known kiosk that is invited anew may bring another key, or its own once more. `recipient`
    is whom kiosks seal to what they send by stick. Raises NotInvited, Cloned.
    """
    invited = connection.execute(
        select(kiosks).where(kiosks.c.code_hash == _digest(_plain(request.code))).with_for_update()
    ).one_or_none()
    if invited is None:
        raise NotInvited
    kiosk: str = invited.id
    if invited.code_until is not None and now <= invited.code_until:
        _register(connection, kiosk, request, now)
    elif invited.code_until is not None or _present_key(connection, kiosk) != request.public_key:
        raise NotInvited
    return EnrolmentAnswer(
        kiosk=kiosk,
        district=invited.district,
        digits=invited.digits,
        public_key=central_key,
        epoch=epoch(connection),
        at=now,
        recipient=recipient,
    )


def find(connection: Connection, kiosk: str) -> Speaker | None:
    """Look an enrolled kiosk up."""
    return find_all(connection, [kiosk]).get(kiosk)


def find_all(connection: Connection, names: Iterable[str]) -> dict[str, Speaker]:
    """Look kiosks up; who is not enrolled is left out."""
    rows = connection.execute(
        select(
            kiosks.c.id,
            kiosks.c.revoked_at,
            kiosks.c.district,
            kiosks.c.forms,
            kiosks.c.news,
            exists().where(unopened.c.kiosk == kiosks.c.id).label("more"),
            keys.c.public_key,
        )
        .join(keys, kiosks.c.id == keys.c.kiosk)
        .where(among(connection, kiosks.c.id, set(names)))
        .order_by(kiosks.c.id, keys.c.number.desc())
    )
    found: dict[str, Speaker] = {}
    for row in rows:
        key = bytes(row.public_key)
        if row.id in found:
            found[row.id] = replace(found[row.id], keys=(*found[row.id].keys, key))
        else:
            known = row.district, row.forms, row.news, bool(row.more)
            found[row.id] = Speaker(row.id, (key,), row.revoked_at is not None, *known)
    return found


def _register(connection: Connection, kiosk: str, request: EnrolmentRequest, now: datetime) -> None:
    key = request.public_key
    there = select(keys.c.kiosk).where(keys.c.public_key == key, keys.c.kiosk != kiosk).limit(1)
    if connection.execute(there).first():
        raise Cloned
    if _present_key(connection, kiosk) != key:
        count = select(func.count()).where(keys.c.kiosk == kiosk)
        number = connection.execute(count).scalar_one()
        connection.execute(insert(keys).values(kiosk=kiosk, number=number, public_key=key))
    connection.execute(
        update(kiosks)
        .where(kiosks.c.id == kiosk)
        .values(code_until=None, install=request.install, enrolled_at=now, revoked_at=None)
    )


def _present_key(connection: Connection, kiosk: str) -> bytes | None:
    known = find(connection, kiosk)
    return known.keys[0] if known else None


def note_forms(connection: Connection, kiosk: str, mark: str) -> None:
    """Remember which catalogue a kiosk has."""
    connection.execute(update(kiosks).where(kiosks.c.id == kiosk).values(forms=mark))


def revoke(connection: Connection, kiosk: str, now: datetime) -> None:
    """Listen to a kiosk no more, until it is invited and enrols anew."""
    connection.execute(update(kiosks).where(kiosks.c.id == kiosk).values(revoked_at=now))


def epoch(connection: Connection) -> str:
    """Return the name of the time since central was set up or last restored."""
    return connection.execute(
        select(facts.c.value).where(facts.c.name == "epoch")
    ).scalar_one_or_none() or renew_epoch(connection)


def renew_epoch(connection: Connection) -> str:
    """Begin a new epoch: to be done once whenever the database came back from a backup.

    Every kiosk then offers again what it still holds.
    """
    name = str(uuid.uuid4())
    changed = connection.execute(update(facts).where(facts.c.name == "epoch").values(value=name))
    if not changed.rowcount:
        connection.execute(insert(facts).values(name="epoch", value=name))
    return name


def admit(connection: Connection, department: str) -> str:
    """Return a new token for a department's system; the one before it ends."""
    token = secrets.token_urlsafe(32)
    row = {"token_hash": _digest(token)}
    changed = connection.execute(
        update(departments).where(departments.c.id == department).values(row)
    )
    if not changed.rowcount:
        connection.execute(insert(departments).values(id=department, **row))
    return token


def department_of(connection: Connection, token: str) -> str | None:
    """Return the department that holds this token."""
    return connection.execute(
        select(departments.c.id).where(departments.c.token_hash == _digest(token))
    ).scalar_one_or_none()


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter in CODE_LETTERS)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
