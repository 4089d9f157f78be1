"""An invented couple that filled in the form, their case, and the press that prints it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.cases.case import AttachmentRef, Case, Due, ServiceRef, Strokes
from kiosk.cases.consent import Snapshot
from kiosk.paper.press import Press
from kiosk.paper.receipt import Handed
from kiosk.texts import Language, Text
from kiosk.wire.identity import Identity
from kiosk.wire.proof import Proof, prove
from tests.paper.annex import SERVICE

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
HARD_NAMES = "㛃䶮𬱖𫍯𠅤𬎆𬘫龘喆堃"
NUMBER = "1506020126112301001742"
KEY = Identity.load(b"\x01" * 32)
DAY = date(2026, 11, 23)
ALL = ("marriage", "status", "move", "birth")
HIS_ID, HER_ID = "150602200411219993", "15060220061121998X"
HIS_PHONE, HER_PHONE = "13804770001", "13804770002"
HOME: dict[str, object] = {"division": "150602", "detail": "富兴街道 1 号"}
ANSWERS: dict[str, object] = {
    "m_name": "巴特尔",
    "m_id": HIS_ID,
    "m_phone": HIS_PHONE,
    "m_nation": "蒙古族",
    "m_address": HOME,
    "f_name": "李婉清",
    "f_id": HER_ID,
    "f_phone": HER_PHONE,
    "f_nation": "汉族",
    "f_address": {"division": "150603", "detail": "青春山街道 2 号"},
    "reg_office": "东胜区民政局婚姻登记处",
    "station": "富兴派出所",
    "mover": "wife",
    "home": HOME,
    "order": "o0",
    "state": "o1",
    "delivery": "o0",
    "apply_date": "2026-11-23",
}
HIS_PEN = Strokes(
    984,
    703,
    (
        ((300, 200), (420, 180), (360, 420)),
        ((280, 300), (520, 290)),
        ((390, 240), (330, 470), (250, 560)),
        ((400, 380), (470, 520), (560, 540)),
    ),
)
HER_PEN = Strokes(
    984,
    703,
    (((600, 220), (720, 210), (650, 330), (760, 320), (690, 520), (640, 480)), ((700, 600),)),
)
SIGNED: Mapping[str, Strokes] = {"husband": HIS_PEN, "wife": HER_PEN}


@cache
def press() -> Press:
    return Press(FONTS)


def case(
    answers: Mapping[str, object] = ANSWERS,
    items: tuple[str, ...] = ALL,
    attachments: tuple[AttachmentRef, ...] = (),
) -> Case:
    return Case(
        id="019c0a11-0000-7000-8000-000000000017",
        number=NUMBER,
        service=ServiceRef(SERVICE.key, SERVICE.version, DAY),
        items=items,
        answers=answers,
        snapshot="0" * 64,
        signatures=(),
        attachments=attachments,
        submitted_at=datetime(2026, 11, 23, 2, 31, tzinfo=UTC),
        district="150602",
        kiosk="01",
        hall=Text("鄂尔多斯市政务服务大厅", "Ordos Government Service Hall"),
        language=Language.ZH,
    )


def snapshot(answers: Mapping[str, object] = ANSWERS) -> Snapshot:
    return Snapshot(ServiceRef(SERVICE.key, SERVICE.version, DAY), ALL, answers)


def proof(one: Case, kiosk: str = "ordos-hall-3") -> str:
    """What the QR code of a case's receipt says when that kiosk recorded it as its 40th entry."""
    return prove(Proof(one.id, one.number, "5a3c" * 16, 40, kiosk), KEY)


def handed(*, delivered: bool = False, again: bool = False, proof: str | None = None) -> Handed:
    due = date(2026, 11, 25)
    return Handed(
        machine=Text("一楼东门 3 号机", "Machine 3, east door"),
        window=Text("2 楼 3 号窗口", "window 3, 2nd floor"),
        dues=(
            Due("marriage", "civil", (), due, False),
            Due("status", "police", ("marriage",), due, False),
            Due("move", "police", ("marriage",), due, False),
            Due("birth", "health", (), due, True),
            Due(None, None, (), due, True),
        ),
        delivered=delivered,
        zone=ZoneInfo("Asia/Shanghai"),
        again=again,
        proof=proof,
    )
