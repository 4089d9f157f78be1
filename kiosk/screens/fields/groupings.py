"""How each kind of number is read: 138 0477 0001, 2026 年 11 月 23 日."""

from kiosk.catalogue.kinds.bank_account import LONGEST
from kiosk.catalogue.kinds.birth_certificate_no import LENGTH
from kiosk.catalogue.kinds.date import OPEN_END
from kiosk.catalogue.schema import KindName
from kiosk.screens.fields.grouping import Grouping
from kiosk.texts import Language

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FOURS = tuple(range(4, LONGEST, 4))
GROUPINGS = {
    KindName.RESIDENT_ID: Grouping((6, 14), (" ", " "), DIGITS + "X", 18),
    KindName.BIRTH_CERTIFICATE_NO: Grouping((1, 4, 7), (" ",) * 3, CAPITALS + DIGITS, LENGTH),
    KindName.BANK_ACCOUNT: Grouping(FOURS, (" ",) * len(FOURS), DIGITS, LONGEST),
    KindName.PHONE: Grouping((3, 7), (" ", " "), DIGITS, 12),
    KindName.DATE: Grouping((4, 6), (" 年 ", " 月 "), DIGITS, 8, " 日"),
    KindName.MONTH: Grouping((4,), (" 年 ",), DIGITS, 6, " 月"),
}
_ENGLISH = {
    KindName.DATE: Grouping((4, 6), (" - ", " - "), DIGITS, 8),
    KindName.MONTH: Grouping((4,), (" - ",), DIGITS, 6),
}


def grouping_of(kind: KindName, language: Language) -> Grouping | None:
    """How a kind is grouped for reading; None for what is shown as typed."""
    if language is Language.EN and kind in _ENGLISH:
        return _ENGLISH[kind]
    return GROUPINGS.get(kind)


def typed_form(kind: KindName, value: object) -> str:
    """Return what somebody would have typed to give this answer: 2026-11-23 is 20261123."""
    if value is None or (kind is KindName.DATE and value == OPEN_END):
        return ""
    if kind in _ENGLISH:
        return str(value).replace("-", "")
    return str(value)
