"""公民身份号码, GB 11643-1999: six digits of a district, eight of birth, three, one check.

Check digit and date decide; a district that is on no list is only a warning, because lists
are younger or older than numbers.
"""

import re
from functools import cache

from stdnum.iso7064 import mod_11_2

from kiosk.catalogue.days import day_of_birth
from kiosk.catalogue.divisions import historic_codes, provinces
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import Words, capitals
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language

LENGTH, OLD_LENGTH = 18, 15
FIRST_YEAR = 1900
RESIDENCE_PERMITS = frozenset({"810000", "820000", "830000"})
"""Residents of Hong Kong, Macao and Taiwan (港澳台居民居住证)."""

_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD = re.compile(r"\d{15}", re.ASCII)
_SPACES = re.compile(r"[\s\u00ad\u2010-\u2015-]+")


class ResidentId(Words):
    """An 18-digit resident ID number."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Write it plainly: no blanks or hyphens, usual digits, a capital X."""
        return _SPACES.sub("", capitals(typed)) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """E1 shape, E2 check digit, E3 date; W1 district."""
        number = str(value)
        if _OLD.fullmatch(number):
            return error(
                "id.old",
                "请填 18 位的号码，15 位的旧号码已停用",
                "Please fill in the number with 18 digits; the old ones with 15 are no longer used",
            )
        if len(number) != LENGTH:
            return error(
                "id.length",
                f"请填满 18 位，现在是 {len(number)} 位",
                f"Please fill in all 18 digits; there are {len(number)} now",
            )
        if not _SHAPE.fullmatch(number):
            return error(
                "id.shape",
                "请照身份证填，只有最后一位可以是 X",
                "Please fill in digits as on the ID card; only the last may be X",
            )
        born = day_of_birth(number)
        if born is None or born.year < FIRST_YEAR or born > on.day:
            return error(
                "id.date",
                "请对照身份证，号码里的出生日期不对",
                "Please compare with the ID card: the birth date in the number is not possible",
            )
        if not mod_11_2.is_valid(number):
            return error(
                "id.check",
                "请对照身份证再填一遍，有一位数不对",
                "Please compare with the ID card: one of the digits is not right",
            )
        return _district(number)

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write it without gaps, as the law prints it."""
        return "" if value is None else str(value)

    def mask(self, value: Json, field: FormField) -> str:
        """Keep three digits at the front and four at the end."""
        number = str(value or "")
        if len(number) < OLD_LENGTH:
            return "*" * len(number)
        return number[:3] + "*" * (len(number) - 7) + number[-4:]


@cache
def _known() -> frozenset[str]:
    return historic_codes() | RESIDENCE_PERMITS


def _district(number: str) -> tuple[Remark, ...]:
    # A leading 9 is a foreigner's permanent residence card (2023 edition, same check digit).
    if number[0] == "9" or number[:6] in _known():
        return ()
    known_province = number[:2] in provinces()
    return warning(
        "id.district" if known_province else "id.province",
        "没查到号码开头的地区，请再核对一遍",
        "The district at the start of the number is not on our list; please check once more",
    )
