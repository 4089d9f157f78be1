"""Sums of money in yuan, stored with two decimals: "1234.50"."""

import re

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import ascii_signs
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language

_SHAPE = re.compile(r"(?:0|[1-9]\d{0,11})\.\d{2}", re.ASCII)
_LOOSE = re.compile(r"(\d+)(?:\.(\d{0,2}))?", re.ASCII)
_AROUND = re.compile(r"[\s,，]+|^[¥￥]|元$")


class Money:
    """A sum from 0 on, below a thousand billion."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Understand 1234.5, 1,234.50, ￥1234 and 1234元; the rest is kept for `check`."""
        text = ascii_signs(typed)
        shape = _LOOSE.fullmatch(_AROUND.sub("", text))
        if shape is None:
            return text or None
        yuan, cents = shape.group(1).lstrip("0") or "0", shape.group(2) or ""
        return f"{yuan}.{cents:0<2}"

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is no sum, or has more than two decimals."""
        if isinstance(value, str) and _SHAPE.fullmatch(value):
            return ()
        return error(
            "money.shape",
            "请填金额，单位是元，最多两位小数，如 1234.50",
            "Please fill in an amount in yuan with at most two decimals, for instance 1234.50",
        )

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write the sum with its unit."""
        if not isinstance(value, str) or not _SHAPE.fullmatch(value):
            return "" if value is None else str(value)
        return f"{value} 元" if language is Language.ZH else f"CNY {value}"

    def mask(self, value: Json, field: FormField) -> str:
        """Hide it."""
        return "" if value is None else "**"
