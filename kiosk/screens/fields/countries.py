"""Choosing a country in two steps: the letter its name begins with, then the name; China first."""

import unicodedata

from kiosk.catalogue.countries import CHINA, Country, countries
from kiosk.screens.fields.choosing import Choosing, Sheet, sheets_of
from kiosk.screens.fields.view import OptionView
from kiosk.texts import Language, Text

ALL = ""
LETTER = Text("请选国名拼音的第一个字母", "Choose the first letter of the country")
COUNTRY = Text("请选国家或地区", "Choose the country or region")
LETTERS = Text("全部字母", "All letters")


def letters(chosen: str, language: Language) -> Choosing:
    """Return the letters to choose from, before them China."""
    initials = sorted({_initial(one, language) for one in countries()})
    held = next((one for one in countries() if one.code == chosen), None)
    return Choosing(
        LETTER[language],
        (Sheet("", tuple(OptionView(one, one) for one in initials)),),
        first=tuple(_option(one, language) for one in countries() if one.code == CHINA),
        chosen=CHINA if chosen == CHINA or held is None else _initial(held, language),
    )


def below(letter: str, chosen: str, language: Language) -> Choosing:
    """Return the countries that begin with a letter, and the way back."""
    found = [one for one in countries() if _initial(one, language) == letter]
    if language is Language.EN:
        found.sort(key=lambda one: one.name.en)
    return Choosing(
        COUNTRY[language],
        sheets_of(tuple(_option(one, language) for one in found)),
        way=(OptionView(ALL, LETTERS[language]),),
        chosen=chosen,
    )


def _option(one: Country, language: Language) -> OptionView:
    return OptionView(one.code, one.name[language])


def _initial(one: Country, language: Language) -> str:
    name = one.pinyin if language is Language.ZH else unicodedata.normalize("NFD", one.name.en)
    return name[0].upper()
