"""What is different between two forms, or one form on two days, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kiosk.catalogue.part import Part
from kiosk.catalogue.schema import JointService
from kiosk.texts import Text

Flat = Mapping[str, str]


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


def differences(before: JointService, after: JointService) -> tuple[Difference, ...]:
    """Return every place that differs, in the form's order; parts with an id are told by it."""
    old, new = dict(_flat(before)), dict(_flat(after))
    paths = dict.fromkeys([*old, *new])
    return tuple(Difference.at(one, old, new) for one in paths if old.get(one) != new.get(one))


def _flat(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Text):
        yield from ((path, value.zh), (f"{path} (en)", value.en))
    elif isinstance(value, Part):
        for name, inner in value:
            yield from _flat(inner, f"{path}.{name.rstrip('_')}".lstrip("."))
    elif isinstance(value, tuple) and value and isinstance(value[0], Part):
        for name, part in _named(value):
            yield from _flat(part, f"{path}.{name}")
    elif isinstance(value, tuple):
        yield from [(path, ", ".join(map(str, value)))] if value else []
    elif value is not None:
        yield path, str(value)


def _named(parts: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    """Name parts by their id, and by the day they begin where an id stands twice."""
    ids = [str(getattr(one, "id", place)) for place, one in enumerate(parts, start=1)]
    for own, part in zip(ids, parts, strict=True):
        twice = ids.count(own) > 1 and part.from_ is not None
        yield f"{own}@{part.from_}" if twice else own, part
