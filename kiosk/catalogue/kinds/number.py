"""Whole numbers, such as how many."""

import re

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import ascii_signs
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language

DIGITS = 12


class Number:
    """A whole number from 0 on."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take digits as a number; anything else is kept for `check` to speak of."""
        text = ascii_signs(typed)
        short = re.fullmatch(rf"\d{{1,{DIGITS}}}", text, re.ASCII)
        return int(text) if short else text or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is no whole number."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return ()
        return error("number.shape", "请只填数字", "Please fill in digits only")

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write its digits."""
        return "" if value is None else str(value)

    def mask(self, value: Json, field: FormField) -> str:
        """Hide it."""
        return "" if value is None else "**"
