"""Digits that are no quantity: a bank's number (CNAPS, 12), a postcode (6), a region's code."""

import re

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import LENGTH, Words, ascii_signs
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField

_GAPS = re.compile(r"[\s\u2010-\u2015\u2212-]+")


def without_gaps(typed: object) -> str:
    """Return what was typed with usual digits, and without blanks and hyphens."""
    return _GAPS.sub("", ascii_signs(typed))


class Digits(Words):
    """As many digits as the field says, kept as text: a leading 0 counts."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Leave out gaps."""
        return without_gaps(typed) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse other signs, and too few or too many digits."""
        number = str(value)
        if not re.fullmatch(r"\d+", number, re.ASCII):
            return error("digits.shape", "请只填数字", "Please fill in digits only")
        least, most = field.min_length or 1, field.max_length or LENGTH
        if least <= len(number) <= most:
            return ()
        zh = f"{most} 位" if least == most else f"{least} 到 {most} 位"
        en = f"{most}" if least == most else f"{least} to {most}"
        return error(
            "digits.length",
            f"请填 {zh}数字，现在是 {len(number)} 位",
            f"Please fill in {en} digits; there are {len(number)} now",
        )
