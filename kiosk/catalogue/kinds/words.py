"""Plain text: the ground the other written kinds stand on."""

import unicodedata

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language

LENGTH = 100
"""Characters of a text that says no limit of its own (GB/T 39046: an..100)."""


def cleaned(typed: object) -> str:
    """Return text in NFC without control characters or outer blanks.

    Never NFKC: it would fold compatibility ideographs, which are other characters in a name.
    """
    text = typed if isinstance(typed, str) else "" if typed is None else str(typed)
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    kept = "".join(c if unicodedata.category(c) != "Cc" else " " for c in text)
    return " ".join(kept.split())


def ascii_signs(text: str) -> str:
    """Return full-width letters, digits and signs as usual ones."""
    return "".join(
        chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else " " if c == "\u3000" else c for c in text
    )


def private_use(text: str) -> bool:
    """Tell whether a character has no fixed meaning (old ID chips hold such)."""
    return any(unicodedata.category(c) == "Co" for c in text)


class Words:
    """Text of one line."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Clean it; empty is not given."""
        return cleaned(typed) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is longer than the field holds."""
        text = str(value)
        limit = field.max_length or LENGTH
        if len(text) > limit:
            return error(
                "text.long",
                f"请写短一些，最多 {limit} 个字",
                f"Please shorten this to {limit} characters",
            )
        if private_use(text):
            return warning(
                "text.private",
                "有一个字机器不认识，请到窗口核对",
                "One character is not known; please have it checked at the window",
            )
        return ()

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write it as it is."""
        return "" if value is None else str(value)

    def mask(self, value: Json, field: FormField) -> str:
        """Keep the first character."""
        text = str(value or "")
        return text[:1] + "*" * min(len(text) - 1, 6) if text else ""
