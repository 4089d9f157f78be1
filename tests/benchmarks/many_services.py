"""As many invented services as wanted, each as large as a real one and with words of its own."""

from collections.abc import Iterator
from datetime import date
from random import Random

from kiosk.catalogue.catalogue import FORMS, read_service
from kiosk.catalogue.part import Part
from kiosk.catalogue.schema import JointService
from kiosk.texts import Text

DAY = date(2026, 11, 23)
PATTERN = FORMS / "150600-marriage-birth.yaml"
VISIBLE = ("title", "full_title", "summary", "basis", "items", "materials", "guide")


def many_services(count: int) -> tuple[JointService, ...]:
    """Return a real guide so many times, its words dealt anew for each."""
    pattern, _ = read_service(PATTERN)
    if pattern is None:
        raise ValueError("the pattern cannot be read")
    return tuple(_dealt(pattern.on(DAY), number) for number in range(count))


def _dealt(pattern: JointService, number: int) -> JointService:
    words = _Words(Random(number))  # noqa: S311  # words are dealt, nothing is kept secret
    changed = {name: words.instead(getattr(pattern, name)) for name in VISIBLE}
    return pattern.model_copy(update={**changed, "id": f"service-{number}"})


class _Words:
    """Deals characters and letters; those often used come often, as in any text."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._often = "".join(chr(one) for one in range(0x4E00, 0x4E00 + 2500))

    def instead(self, value: object) -> object:
        """Return other words in the same shape."""
        if isinstance(value, Text):
            return Text("".join(map(self._character, value.zh)), " ".join(self._english(value.en)))
        if isinstance(value, tuple):
            return tuple(map(self.instead, value))
        if isinstance(value, Part):
            return value.model_copy(update={name: self.instead(one) for name, one in value})
        return value

    def _character(self, one: str) -> str:
        if one < "\u3400" or self._random.random() < 0.5:
            return one
        return self._often[int(self._random.random() ** 2 * len(self._often))]

    def _english(self, text: str) -> Iterator[str]:
        for word in text.split():
            kept = self._random.random() < 0.8
            yield word if kept else f"{word}{self._random.choice('aeioy')}"
