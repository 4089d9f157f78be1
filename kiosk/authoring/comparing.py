"""What is different between two forms, or one form on two days, part by part."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kiosk.catalogue.part import Part
from kiosk.catalogue.schema import JointService
from kiosk.texts import Text

Flat = Mapping[str, str]
_CALLED = ("id", "item", "name", "title", "text", "line", "value")
"""What a part is told by, where it has it: an id, else the words it begins with."""

_LONG = 24
_BOUNDS = ("from_", "until")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of a form and what stands there; None: nothing."""

    path: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        lines = [self.path]
        lines += [f"  - {self.before}"] if self.before is not None else []
        lines += [f"  + {self.after}"] if self.after is not None else []
        return "\n".join(lines)

    @classmethod
    def at(cls, path: str, before: Flat, after: Flat) -> Self:
        """Compare one place of two forms."""
        return cls(path, before.get(path), after.get(path))


def differences(
    before: JointService, after: JointService, *, bounds: bool = True
) -> tuple[Difference, ...]:
    """Return every place that differs, in the form's order; parts with an id are told by it.

    What is left to its default is not told. Without `bounds` the days from and until which
    something is in force are none of the differences.
    """
    old, new = (dict(_flat(one, bounds=bounds)) for one in (before, after))
    paths = _merged(old, new)
    return tuple(Difference.at(one, old, new) for one in paths if old.get(one) != new.get(one))


def _merged(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """Return all paths; what is new stands behind what it follows there."""
    order, known, last = list(old), set(old), None
    for path in new:
        if path not in known:
            order.insert(0 if last is None else order.index(last) + 1, path)
        last = path
    return order


def _flat(value: object, path: str = "", *, bounds: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, Text):
        yield from ((path, value.zh), (f"{path} (en)", value.en))
    elif isinstance(value, Part):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if inner != field.default and (bounds or name not in _BOUNDS):
                yield from _flat(inner, f"{path}.{name.rstrip('_')}".lstrip("."), bounds=bounds)
    elif isinstance(value, tuple) and value and isinstance(value[0], Part | Text):
        for name, part in _named(value):
            yield from _flat(part, f"{path}.{name}", bounds=bounds)
    elif isinstance(value, tuple):
        yield from [(path, ", ".join(map(str, value)))] if value else []
    elif value is not None:
        yield path, str(value)


def _named(parts: Sequence[Part | Text]) -> Iterator[tuple[str, Part | Text]]:
    """Name parts, and by the day they begin where a name stands twice."""
    called = [_called(one, place) for place, one in enumerate(parts, start=1)]
    twice = {name for name, count in Counter(called).items() if count > 1}
    for place, (own, part) in enumerate(zip(called, parts, strict=True), start=1):
        begins = part.from_ if isinstance(part, Part) else None
        yield f"{own}@{begins or place}" if own in twice and (begins or place > 1) else own, part


def _called(part: Part | Text, place: int) -> str:
    found = (
        part
        if isinstance(part, Text)
        else next((getattr(part, name) for name in _CALLED if getattr(part, name, None)), place)
    )
    words = found.zh if isinstance(found, Text) else str(found)
    return words if len(words) <= _LONG else f"{words[:_LONG]}…"
