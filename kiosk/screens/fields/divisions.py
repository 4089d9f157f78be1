"""Choosing a division in three large steps: province, city, county; the hall's own first."""

from kiosk.catalogue.divisions import below, names
from kiosk.screens.fields.choosing import Choosing, sheets_of
from kiosk.screens.fields.view import OptionView
from kiosk.texts import Language, Text

PROVINCE, CITY, COUNTRY = 2, 4, ""
STEPS = (
    Text("请选省、自治区、直辖市", "Choose the province"),
    Text("请选盟市", "Choose the city"),
    Text("请选旗县区", "Choose the county or district"),
)
ALL = Text("全国", "China")


def opening(chosen: str, home: str, language: Language) -> Choosing:
    """Where choosing begins: at the answer's city, or at the hall's while there is none."""
    if chosen not in names():
        chosen = ""
    return step(above(chosen or home), chosen, home, language)


def step(code: str, chosen: str, home: str, language: Language) -> Choosing:
    """Return what to choose within a division; `COUNTRY` offers the provinces."""
    options = tuple(OptionView(one, name) for one, name in below(code or None))
    options = tuple(sorted(options, key=lambda option: not _holds(option.value, home)))
    way = _way(code)
    title = STEPS[min(len(way), len(STEPS) - 1)][language]
    return Choosing(
        title,
        sheets_of(options),
        way=(OptionView(COUNTRY, ALL[language]), *way),
        chosen=next((one.value for one in options if _holds(one.value, chosen)), ""),
    )


def above(code: str) -> str:
    """Return the division that a county, city or province lies in; "" for a province."""
    parts = [part.value for part in _way(code)]
    return parts[-2] if len(parts) > 1 else COUNTRY


def _way(code: str) -> tuple[OptionView, ...]:
    known = names()
    above = dict.fromkeys((code[:PROVINCE] + "0000", code[:CITY] + "00", code))
    return tuple(OptionView(one, known[one]) for one in above if one in known)


def _holds(larger: str, code: str) -> bool:
    return bool(code) and code.startswith(larger.removesuffix("00").removesuffix("00"))
