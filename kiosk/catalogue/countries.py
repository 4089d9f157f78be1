"""Countries and regions by GB/T 2659.1 code: three letters, China first, then by pinyin."""

import json
from functools import cache
from pathlib import Path

from msgspec import Struct

from kiosk.texts import Text

TABLE = Path(__file__).parents[2] / "resources" / "codes" / "countries.json"
CHINA = "CHN"


class Country(Struct, frozen=True):
    """One of them; `pinyin` is its Chinese name in small letters."""

    code: str
    name: Text
    pinyin: str


@cache
def countries() -> tuple[Country, ...]:
    """Return them all."""
    rows: list[tuple[str, str, str, str]] = json.loads(TABLE.read_text("utf-8"))
    return tuple(Country(code, Text(zh, en), pinyin) for code, zh, en, pinyin in rows)
