"""What a review finds wrong between the parts of one service, and the names it knows."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.catalogue.schema import JointService

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake, and the path to where it stands."""

    path: Where
    what: str
    remedy: str


class Names:
    """What a form may speak of."""

    def __init__(self, service: JointService) -> None:
        self.items = {item.id for item in service.items}
        self.departments = {one.id for one in service.departments}
        self.fields = {field.id: field for field in service.fields}
        self.pages = {page.id for page in service.pages}
        self.roles = {person.id for person in service.people}


def unknown(path: Where, kind: str, name: str, known: Iterable[str]) -> Finding:
    """Say that a name leads nowhere, and which would lead somewhere."""
    listed = ", ".join(sorted(known))
    return Finding(path, f"no {kind} is called {name!r}", f"use one of: {listed}")
