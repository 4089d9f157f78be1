"""The icons and the pictures of documents that a form can name."""

import re
from functools import cache

from kiosk.catalogue.workdays import RESOURCES

_PLACE = re.compile(r'\bid="([a-z_]+)"')
_OURS = ("kiosk_", "printer_")
"""Pictures of the machine, not of a document."""


@cache
def icons() -> frozenset[str]:
    """Return the names for `icon:`."""
    return frozenset(file.stem for file in (RESOURCES / "icons").glob("*.svg"))


@cache
def documents() -> frozenset[str]:
    """Return the names of documents for a guide's `picture:`."""
    names = {file.stem for file in (RESOURCES / "pictures").glob("*.svg")}
    return frozenset(name for name in names if not name.startswith(_OURS))


@cache
def places_on(document: str) -> frozenset[str]:
    """Return the places on a document that a guide can point at, as `document:place`."""
    drawing = (RESOURCES / "pictures" / f"{document}.svg").read_text("utf-8")
    return frozenset(_PLACE.findall(drawing))
