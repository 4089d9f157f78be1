"""Which keys lie where: every page of the keyboard as rows, ten units wide."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from kiosk.screens.keyboard.composition import MIDDLE_DOT
from kiosk.texts import Text

UNITS = 10.0
"""Width of a full row, in ordinary keys."""


class KeyLayout(StrEnum):
    """What a field is filled in with, which decides the page that comes up."""

    CHINESE = "chinese"
    LATIN = "latin"
    NUMBER = "number"
    DECIMAL = "decimal"
    PHONE = "phone"
    RESIDENT_ID = "resident_id"
    CERTIFICATE = "certificate"
    BIRTH_CERTIFICATE = "birth_certificate"


class Page(Enum):
    """One arrangement of keys."""

    CHINESE = "chinese"
    LATIN = "latin"
    CAPITALS = "capitals"
    MORE_NUMBERS = "more_numbers"
    SYMBOLS = "symbols"
    NUMBER = "number"
    DECIMAL = "decimal"
    PHONE = "phone"
    RESIDENT_ID = "resident_id"
    CERTIFICATE = "certificate"
    BIRTH_CERTIFICATE = "birth_certificate"


LETTER_PAGES = frozenset({Page.CHINESE, Page.LATIN, Page.CAPITALS})
PADS = frozenset({Page.NUMBER, Page.DECIMAL, Page.PHONE, Page.RESIDENT_ID, Page.CERTIFICATE}) | {
    Page.BIRTH_CERTIFICATE
}
"""Digits and the letters a number may hold: no way to others, because the field takes none."""


class Does(Enum):
    """What pressing a key does."""

    TYPE = "type"
    ERASE = "erase"
    SPACE = "space"
    DOT = "dot"
    TURN = "turn"
    BACK = "back"
    HIDE = "hide"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it does, what it types or turns to, its label, its size in units and rows."""

    does: Does
    text: str = ""
    label: Text | None = None
    spoken: Text | None = None
    turns_to: Page | None = None
    span: float = 1.0
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Keys side by side, after an indent in units."""

    keys: tuple[Key, ...]
    indent: float = 0.0


Rows = tuple[Row, ...]

_SPOKEN = {
    "-": Text("短横线", "hyphen"),
    ".": Text("小数点", "point"),
    "/": Text("斜线", "slash"),
    "#": Text("井号", "hash"),
    "'": Text("撇号", "apostrophe"),
    "，": Text("逗号", "Chinese comma"),
    "。": Text("句号", "Chinese full stop"),
    "、": Text("顿号", "enumeration comma"),
    "：": Text("冒号", "Chinese colon"),
    "；": Text("分号", "Chinese semicolon"),
    "（": Text("左括号", "opening bracket"),
    "）": Text("右括号", "closing bracket"),
    "《": Text("左书名号", "opening title mark"),
    "》": Text("右书名号", "closing title mark"),
    "〔": Text("左六角括号", "opening tortoise shell bracket"),
    "〕": Text("右六角括号", "closing tortoise shell bracket"),
    "“": Text("左引号", "opening quotation mark"),
    "”": Text("右引号", "closing quotation mark"),
    "@": Text("艾特", "at sign"),
    "_": Text("下划线", "underscore"),
    "&": Text("和号", "ampersand"),
    "+": Text("加号", "plus"),
}
_DIGITS = ("123", "456", "789")
_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SYMBOLS = ("，。、：；（）“”《", "》〔〕-/.#@_&")


def _typing(text: str, span: float = 1.0) -> Key:
    return Key(Does.TYPE, text, spoken=_SPOKEN.get(text), span=span)


def _turning(label: Text, spoken: Text, page: Page, span: float) -> Key:
    return Key(Does.TURN, label=label, spoken=spoken, turns_to=page, span=span)


def _erase(span: float, rows: int = 1) -> Key:
    return Key(Does.ERASE, spoken=Text("退格", "Delete"), span=span, rows=rows)


def _hide(span: float) -> Key:
    return Key(Does.HIDE, label=Text("收起", "Hide"), span=span)


def _next(span: float) -> Key:
    return Key(Does.NEXT, label=Text("下一项", "Next"), span=span)


def _back(span: float) -> Key:
    label = Text("返回", "Back")
    return Key(Does.BACK, label=label, spoken=Text("返回字母", "Back to letters"), span=span)


_CHINESE = Text("中 / 英", "中 / EN")
_TO_LATIN = _turning(_CHINESE, Text("换成英文", "Switch to English letters"), Page.LATIN, 1.5)
_TO_CHINESE = _turning(_CHINESE, Text("换成中文", "Switch to Chinese"), Page.CHINESE, 2.0)
_CAPITALS = _turning(Text("大写", "ABC"), Text("大写字母", "Capital letters"), Page.CAPITALS, 1.5)
_SMALL = _turning(Text("小写", "abc"), Text("小写字母", "Small letters"), Page.LATIN, 1.5)
_NUMBERS = _turning(Text("123", "123"), Text("数字", "Numbers"), Page.MORE_NUMBERS, 1.5)
_MARKS = _turning(Text("符号", "Marks"), Text("标点符号", "Punctuation"), Page.SYMBOLS, 2.0)
_DOT = Key(Does.DOT, MIDDLE_DOT, Text("间隔号", "Dot"), Text("间隔号", "Middle dot"), span=2.0)
_SPACE = Key(Does.SPACE, " ", Text("空格", "Space"), span=3.0)


def _letters(rows: tuple[str, ...], beside: Key, below: Key) -> Rows:
    """Lay letters out, with one key left of the third row and one left of the space bar."""
    first, second, third = (tuple(map(_typing, row)) for row in rows)
    return (
        Row(first),
        Row(second, indent=0.5),
        Row((beside, *third, _erase(1.5))),
        Row((_NUMBERS, below, _SPACE, _hide(1.5), _next(2.0))),
    )


def _pad(*last: Key) -> Rows:
    """Lay digits out in three wide columns; `last` are the keys left of 下一项 below them."""
    return (
        Row((*(_typing(digit, 2.5) for digit in "123"), _erase(2.5, rows=2))),
        Row(tuple(_typing(digit, 2.5) for digit in "456")),
        Row((*(_typing(digit, 2.5) for digit in "789"), _hide(2.5))),
        Row((*last, _next(2.5))),
    )


def _wide_pad(extras: tuple[Key, Key, Key], *last: Key, erasing_rows: int) -> Rows:
    """Lay digits out in narrower columns, with one more column of `extras`."""
    first, second, third = (tuple(_typing(digit, 2.0) for digit in row) for row in _DIGITS)
    beside = () if erasing_rows > 1 else (_MARKS,)
    return (
        Row((*first, extras[0], _erase(2.0, rows=erasing_rows))),
        Row((*second, extras[1], *beside)),
        Row((*third, extras[2], _hide(2.0))),
        Row((*last, _next(2.0))),
    )


def _marks() -> Rows:
    first, second = (tuple(map(_typing, row)) for row in _SYMBOLS)
    third = tuple(map(_typing, "1234567890"))
    return (
        Row(third),
        Row(first),
        Row(second),
        Row(
            (
                _back(1.5),
                _erase(2.0),
                Key(Does.SPACE, " ", _SPACE.label, span=3.0),
                _hide(1.5),
                _next(2.0),
            )
        ),
    )


def _more_numbers() -> Rows:
    extras = (_typing("-", 2.0), _typing("/", 2.0), _typing(".", 2.0))
    return _wide_pad(extras, _back(2.0), _typing("0", 4.0), _typing("#", 2.0), erasing_rows=1)


def _certificate() -> Rows:
    extras = (_typing("J", 2.0), _typing("L", 2.0), _typing("B", 2.0))
    return _wide_pad(extras, _typing("0", 6.0), _typing("-", 2.0), erasing_rows=2)


def _birth_certificate() -> Rows:
    """Lay every letter out below the digits: the first sign is a letter, nobody says which."""
    first, second, third = (tuple(map(_typing, row.upper())) for row in _LETTERS)
    return (
        Row(tuple(map(_typing, "1234567890"))),
        Row(first),
        Row((*second, _erase(1.0))),
        Row((*third, _hide(1.25), _next(1.75))),
    )


PAGES: dict[Page, Rows] = {
    Page.CHINESE: _letters(_LETTERS, _TO_LATIN, _DOT),
    Page.LATIN: _letters(_LETTERS, _CAPITALS, _TO_CHINESE),
    Page.CAPITALS: _letters(tuple(row.upper() for row in _LETTERS), _SMALL, _TO_CHINESE),
    Page.MORE_NUMBERS: _more_numbers(),
    Page.SYMBOLS: _marks(),
    Page.NUMBER: _pad(_typing("0", 7.5)),
    Page.DECIMAL: _pad(_typing("0", 5.0), _typing(".", 2.5)),
    Page.PHONE: _pad(_typing("0", 5.0), _typing("-", 2.5)),
    Page.RESIDENT_ID: _pad(_typing("0", 5.0), _typing("X", 2.5)),
    Page.CERTIFICATE: _certificate(),
    Page.BIRTH_CERTIFICATE: _birth_certificate(),
}
