"""A finished paper, and where on it each part of the form landed."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answers of one page of the form (`page` is its id) stand on one sheet.

    Sheets count from 0; lengths are millimetres from the sheet's upper left corner.
    """

    page: str
    sheet: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Document:
    """A paper as PDF; `kind` says which paper in file names and records.

    `titles` names for each sheet the official paper that it belongs to.
    """

    kind: str
    pdf: bytes
    pages: int
    places: tuple[Place, ...] = ()
    titles: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The hash of the PDF in hex: the same case always gives the same."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True)
class Copy:
    """One of several prints of the same paper; `number` counts them from 1."""

    document: Document
    number: int = 1
