"""国家和地区, by the three letters of GB/T 2659.1; the names are in `countries.py`."""

import re
from collections.abc import Mapping
from functools import cache

from kiosk.catalogue.countries import countries
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import cleaned
from kiosk.catalogue.remarks import Remark, error, warning
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language, Text

_CODE = re.compile(r"[A-Z]{3}", re.ASCII)


@cache
def _names() -> Mapping[str, Text]:
    return {one.code: one.name for one in countries()}


@cache
def _codes() -> Mapping[str, str]:
    return {name.lower(): one.code for one in countries() for name in (one.name.zh, one.name.en)}


class CountryKind:
    """A country by its code; a name in either language is understood too."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take a code or a name; anything else is kept for `check` to speak of."""
        text = cleaned(typed)
        capital = text.upper()
        if _CODE.fullmatch(capital):
            return capital
        return _codes().get(text.lower(), text) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what is no code; an unknown one is a warning, because countries change."""
        if not isinstance(value, str) or not _CODE.fullmatch(value):
            return error("country.missing", "请选国家或地区", "Please choose a country or region")
        if value not in _names():
            return warning(
                "country.unknown",
                "没查到这个国家或地区，请到窗口核对",
                "This country is not on our list; please have it checked at the window",
            )
        return ()

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write its name."""
        if value is None:
            return ""
        name = _names().get(str(value))
        return str(value) if name is None else name[language]

    def mask(self, value: Json, field: FormField) -> str:
        """Hide it."""
        return "" if value is None else "**"
