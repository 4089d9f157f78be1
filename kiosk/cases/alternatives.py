"""Items that are other ways of the same thing: in a flow chart they share a box."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.catalogue.schema import Item, JointService
from kiosk.texts import Text

OR = Text("{one} 或 {other}", "{one}, or {other}")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Items of which only one is applied for, and the keys of what they wait for.

    `key` is the id of the first; most stand alone.
    """

    key: str
    items: tuple[Item, ...]
    after: tuple[str, ...]


def alternatives(service: JointService) -> tuple[Alternatives, ...]:
    """Return all items in the form's order, those together that exclude each other."""
    known = [item.id for item in service.items]
    key_of = {item.id: min((item.id, *item.excludes), key=known.index) for item in service.items}
    together: dict[str, list[Item]] = {}
    for item in service.items:
        together.setdefault(key_of[item.id], []).append(item)
    return tuple(
        Alternatives(key, tuple(items), tuple(_awaited(items, key_of)))
        for key, items in together.items()
    )


def either(ways: Iterable[Text]) -> Text:
    """Join different words by "or"."""
    said, *others = dict.fromkeys(ways)
    for other in others:
        said = Text(
            OR.zh.format(one=said.zh, other=other.zh), OR.en.format(one=said.en, other=other.en)
        )
    return said


def _awaited(items: Iterable[Item], key_of: dict[str, str]) -> dict[str, None]:
    return {key_of[name]: None for one in items for name in one.waits_for if name in key_of}
