"""What an ID card says, filled in for the person it belongs to."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kiosk.cases.filling import Filling
from kiosk.catalogue.divisions import MUNICIPALITIES, full_name, names
from kiosk.catalogue.schema import Person
from kiosk.errors import Trouble
from kiosk.texts import Text


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What was read from a resident ID card's chip.

    `sex` is "male" or "female", `ethnic_group` a GB/T 3304 code, `address` one line of text; each
    is empty when the chip does not say. `valid_until` is the last valid day, None for 长期.
    """

    name: str = field(repr=False)
    sex: str = field(repr=False)
    ethnic_group: str = field(repr=False)
    id_number: str = field(repr=False)
    address: str = field(repr=False)
    valid_until: date | None = None


def with_card(filling: Filling, card: CardFacts) -> Filling:
    """Fill in what a card says, marked as read from a card; where it is silent nothing changes.

    It goes to whoever has that number already, else to the one of that sex, else to the first
    without a number. Raises Trouble `card.expired` after the card's last day (counted on the
    day of application) and `card.nobody` when it belongs to none of those who apply.
    """
    if card.valid_until is not None and card.valid_until < filling.day:
        raise Trouble(
            "card.expired",
            Text("这张身份证过期了，请到窗口办理。", "This ID card has expired. See the window."),
            Text("请办事人换领身份证后再办。", "The ID card has to be renewed first."),
        )
    person = _whose(filling, card)
    read: dict[str | None, object] = {
        person.name: card.name,
        person.id_number: card.id_number,
        person.ethnic_group: card.ethnic_group,
        person.address: split_address(card.address) if card.address else None,
    }
    for question, value in read.items():
        if question is not None and value:
            filling = filling.answer(question, value, "card")
    return filling


def make_ready() -> None:
    """Learn how addresses begin; the first card need not wait for it."""
    _starts()


def split_address(text: str) -> dict[str, str]:
    """Split an address into county code and the rest; without a county on the list, all rest."""
    starts = _starts()
    for length in range(min(len(text), max(map(len, starts))), 0, -1):
        code = starts.get(text[:length])
        if code is not None:
            return {"division": code, "detail": text[length:]}
    return {"detail": text}


def _whose(filling: Filling, card: CardFacts) -> Person:
    people = filling.service.people
    numbers = {person.id: filling.answers.get(person.id_number) for person in people}
    fits = [person for person in people if numbers[person.id] == card.id_number]
    fits += [person for person in people if person.sex == card.sex]
    fits += [person for person in people if person.sex is None and not numbers[person.id]]
    if not fits:
        raise Trouble(
            "card.nobody",
            Text("这张身份证对不上申请人，请换一张。", "This card is nobody's here. Try another."),
            Text("请核对办事人的身份证。", "Check whose ID card this is."),
        )
    return fits[0]


@cache
def _starts() -> dict[str, str]:
    """Return how an address can begin: from the province down, or from the city."""
    found: dict[str, str] = {}
    for code in names():
        if code.endswith("00"):
            continue
        whole = full_name(code)
        found[whole] = code
        if code[:2] not in MUNICIPALITIES:  # 朝阳区 alone is no start: other cities have one
            found[whole.removeprefix(names()[code[:2] + "0000"])] = code
    return found
