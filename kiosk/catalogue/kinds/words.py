"""Plain text: the ground the other written kinds stand on."""

import re
import unicodedata
from collections.abc import Iterator

from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language

LENGTH = 100
"""Characters of a text that says no limit of its own (GB/T 39046: an..100)."""


_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_JOINERS = "\u200c\u200d"
_FULL_WIDTH = {full: full - 0xFEE0 for full in range(ord("！"), ord("～") + 1)}


def cleaned(typed: object) -> str:
    """Return text in NFC without control characters, invisible signs or outer blanks.

    Compatibility ideographs stay as they are, though even NFC would fold them: in a name they
    are characters of their own (GB 18030 has 21 of them). Lists and mappings are no text.
    """
    if not isinstance(typed, (str, int, float)):
        return ""
    text = str(typed)
    if not (text.isprintable() and unicodedata.is_normalized("NFC", text)):
        text = "".join(_visible(_composed(text)))
    return " ".join(text.split())


def _composed(text: str) -> str:
    pieces = _COMPATIBILITY.split(text.encode("utf-8", "replace").decode("utf-8"))
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _visible(text: str) -> Iterator[str]:
    for sign in text:
        match unicodedata.category(sign):
            case "Cc":
                yield " "
            case "Cf" if sign not in _JOINERS:
                pass
            case _:
                yield sign


def ascii_signs(typed: object) -> str:
    """Return cleaned text with full-width letters, digits and signs as usual ones."""
    text = cleaned(typed)
    return text if text.isascii() else cleaned(text.translate(_FULL_WIDTH))


def capitals(typed: object) -> str:
    """Return the same in capital letters."""
    return cleaned(ascii_signs(typed).upper())


def private_use(text: str) -> bool:
    """Tell whether a character has no fixed meaning (old ID chips hold such)."""
    return not text.isprintable() and any(unicodedata.category(c) == "Co" for c in text)


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
        """Keep the first character of several."""
        text = str(value or "")
        return text[: len(text) > 1] + "*" * min(max(len(text) - 1, 1), 6) if text else ""
