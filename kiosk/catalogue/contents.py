"""The table of contents: what a hall does, along a life; what is not done here is at the window.

A list (事项基础清单) stands in `forms/lists`, one YAML file per region. It names services by their
`id`, so that a new region's form finds its place by itself.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from kiosk.catalogue.covers import holds
from kiosk.catalogue.mistakes import Mistake
from kiosk.catalogue.part import IN_A_FILE, Named, Part, Words
from kiosk.catalogue.reading import Lines, read_yaml
from kiosk.catalogue.schema import Basis, JointService
from kiosk.catalogue.shape import misfits
from kiosk.texts import Text

REST = Text("其他", "More")
"""Over the services that no list names."""


class Entry(Named):
    """One matter of the list, and the services that do it."""

    title: Words
    services: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], ...] = ()


class Group(Named):
    """Matters that belong together: those of people, those of companies."""

    title: Words
    entries: tuple[Entry, ...]


class Contents(Part):
    """What a region has put on its list."""

    region: Annotated[str, Field(pattern=r"^\d{6}$")]
    title: Words
    basis: Basis
    groups: tuple[Group, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of services in the order of the list."""
        entries = (entry for group in self.groups for entry in group.entries)
        return tuple(service for entry in entries for service in entry.services)


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter, and the services here that do it; none: at the window."""

    title: Text
    services: tuple[JointService, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Matters under one heading."""

    title: Text
    matters: tuple[Matter, ...]


def chapters(
    contents: Contents | None, services: Iterable[JointService], near: str
) -> tuple[Chapter, ...]:
    """Return the list with what can be done here; what no list names comes last.

    `near` is the hall's district: within a matter its own region's service comes first.
    """
    left = sorted(services, key=lambda one: not holds(one.region, near))
    found = []
    for group in contents.groups if contents is not None else ():
        matters = []
        for entry in group.entries:
            done = tuple(one for one in left if one.id in entry.services)
            left = [one for one in left if one not in done]
            matters.append(Matter(entry.title, done))
        found.append(Chapter(group.title, tuple(matters)))
    if left:
        found.append(Chapter(REST, tuple(Matter(one.title, (one,)) for one in left)))
    return tuple(found)


def read_contents(file: Path, known: Collection[str]) -> tuple[Contents | None, list[Mistake]]:
    """Read one list; `known` are the ids of all services. Returns it, or all that is wrong."""
    content, mistakes = read_yaml(file)
    if mistakes:
        return None, mistakes
    try:
        contents = Contents.model_validate(content, context=IN_A_FILE)
    except ValidationError as error:
        return None, misfits(file, Contents, error)
    lines = Lines(file)
    found = [
        Mistake(file.name, lines.of(path), what, remedy)
        for path, what, remedy in _wrong(contents, known)
    ]
    return (None, found) if found else (contents, [])


_Path = tuple[str | int, ...]


def _wrong(contents: Contents, known: Collection[str]) -> Iterator[tuple[_Path, str, str]]:
    entries: Counter[tuple[str, object, object]] = Counter()
    places: Counter[tuple[str, object, object]] = Counter()
    for row, group in enumerate(contents.groups):
        for place, entry in enumerate(group.entries):
            path: _Path = ("groups", row, "entries", place)
            entries[entry.id, entry.from_, entry.until] += 1
            if entries[entry.id, entry.from_, entry.until] > 1:
                yield (*path, "id"), f"the entry {entry.id!r} stands twice", "give it another id"
            for service in entry.services:
                places[service, entry.from_, entry.until] += 1
                if service not in known:
                    listed = ", ".join(sorted(known))
                    what = f"no service has the id {service!r}"
                    yield (*path, "services"), what, f"use one of: {listed}"
                elif places[service, entry.from_, entry.until] > 1:
                    what = f"the service {service!r} stands under two entries"
                    yield (*path, "services"), what, "leave it under one of them"
