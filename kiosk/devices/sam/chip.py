"""The text on an ID card's chip: 256 bytes of UTF-16LE in fixed places, by the type of card.

The flag at offset 248 tells the type: blank, or none of the letters, is a resident ID card.
"""

from dataclasses import dataclass
from datetime import date

from kiosk.devices.card_reader import Card, CardType

TEXT_BYTES = 256
LONG_TERM = "长期"

Place = tuple[int, int]

_FLAG: Place = (248, 2)
_SEX = {"1": "male", "2": "female"}
_TYPES = {
    "J": CardType.HMT_RESIDENT,
    "I": CardType.FOREIGNER_2017,
    "Y": CardType.FOREIGNER_2023,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a type of card keeps what: offset and length in bytes."""

    name: Place
    sex: Place
    number: Place
    born: Place
    valid_from: Place
    valid_until: Place
    ethnic_group: Place | None = None
    address: Place | None = None
    authority: Place | None = None
    english_name: tuple[Place, ...] = ()
    nationality: Place | None = None
    permit_number: Place | None = None


_RESIDENT = Layout(
    name=(0, 30),
    sex=(30, 2),
    ethnic_group=(32, 4),
    born=(36, 16),
    address=(52, 70),
    number=(122, 36),
    authority=(158, 30),
    valid_from=(188, 16),
    valid_until=(204, 16),
)
LAYOUTS = {
    CardType.RESIDENT: _RESIDENT,
    CardType.HMT_RESIDENT: Layout(
        name=(0, 30),
        sex=(30, 2),
        born=(36, 16),
        address=(52, 70),
        number=(122, 36),
        authority=(158, 30),
        valid_from=(188, 16),
        valid_until=(204, 16),
        permit_number=(220, 18),
    ),
    CardType.FOREIGNER_2017: Layout(
        english_name=((0, 120),),
        sex=(120, 2),
        number=(122, 30),
        nationality=(152, 6),
        name=(158, 30),
        valid_from=(188, 16),
        valid_until=(204, 16),
        born=(220, 16),
    ),
    CardType.FOREIGNER_2023: Layout(
        name=(0, 30),
        sex=(30, 2),
        born=(36, 16),
        english_name=((52, 70), (220, 22)),
        number=(122, 36),
        valid_from=(188, 16),
        valid_until=(204, 16),
        nationality=(242, 6),
    ),
}


def card(text: bytes, photo: bytes = b"") -> Card:
    """Read a chip's text; whatever stands there, what can be read is."""
    type_ = _TYPES.get(_words(text, _FLAG), CardType.RESIDENT)
    layout = LAYOUTS[type_]
    return Card(
        type=type_,
        name=_words(text, layout.name),
        sex=_SEX.get(_words(text, layout.sex), ""),
        number=_words(text, layout.number).upper(),
        ethnic_group=_words(text, layout.ethnic_group),
        born=_day(text, layout.born),
        address=_words(text, layout.address),
        authority=_words(text, layout.authority),
        valid_from=_day(text, layout.valid_from),
        valid_until=_day(text, layout.valid_until),
        english_name="".join(_words(text, place) for place in layout.english_name),
        nationality=_words(text, layout.nationality),
        permit_number=_words(text, layout.permit_number),
        photo=photo,
    )


def chip_text(card: Card) -> bytes:
    """Write a chip's text: what the pretend reader's cards hold."""
    layout = LAYOUTS[card.type]
    flag = next((letter for letter, type_ in _TYPES.items() if type_ is card.type), "")
    chip = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    sexes = {word: digit for digit, word in _SEX.items()}
    _write(chip, _FLAG, flag)
    _write(chip, layout.sex, sexes.get(card.sex, ""))
    _write(chip, layout.born, _digits(card.born))
    _write(chip, layout.valid_from, _digits(card.valid_from))
    _write(chip, layout.valid_until, _digits(card.valid_until) or LONG_TERM)
    for name in ("name", "number", "ethnic_group", "address", "authority", "nationality"):
        _write(chip, getattr(layout, name), getattr(card, name))
    _write(chip, layout.permit_number, card.permit_number)
    rest = card.english_name
    for place in layout.english_name:
        _write(chip, place, rest)
        rest = rest[place[1] // 2 :]
    return bytes(chip)


def _words(text: bytes, place: Place | None) -> str:
    if place is None:
        return ""
    offset, length = place
    read = text[offset : offset + length].decode("utf-16-le", "replace")
    return read.replace("\0", " ").strip()


def _day(text: bytes, place: Place) -> date | None:
    digits = _words(text, place)
    try:
        return date.fromisoformat(digits) if digits.isdecimal() and digits.isascii() else None
    except ValueError:
        return None


def _digits(day: date | None) -> str:
    return "" if day is None else f"{day:%Y%m%d}"


def _write(chip: bytearray, place: Place | None, words: str) -> None:
    if place is not None and words:
        offset, length = place
        coded = words.encode("utf-16-le")[:length]
        chip[offset : offset + len(coded)] = coded
