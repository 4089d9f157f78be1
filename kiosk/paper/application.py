"""The papers of an application, filled in, signed and numbered: the form and its annexes.

The same engine draws the pages that are reviewed on the screen, before there is a number or a
signature, so that the print is what was seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.cases.case import Strokes
from kiosk.catalogue.schema import Paper
from kiosk.paper.cells import Hand
from kiosk.paper.composition import Composition
from kiosk.paper.document import Document, Place
from kiosk.paper.inks import Stock
from kiosk.paper.official import Official
from kiosk.paper.typecase import Typecase
from kiosk.paper.values import Values

APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Filled:
    """What papers are printed from; without a number it is a preview.

    `signatures` are by role; `captures` holds the JPEG of each photo by its SHA-256, as the
    answers name it; `at` is when the case was submitted; `again` marks a second print.
    """

    values: Values
    number: str | None = None
    signatures: Mapping[str, Strokes] = field(default_factory=dict)
    captures: Mapping[str, bytes] = field(default_factory=dict)
    at: datetime | None = None
    again: bool = False


def application(filled: Filled, typecase: Typecase, ready: Stock) -> Document:
    """Draw every official paper, one after another: what is reviewed, signed and printed.

    Raises Trouble `paper.missing_glyph` instead of printing boxes.
    """
    return _drawn(APPLICATION, filled.values.papers, filled, typecase, ready)


def one_by_one(filled: Filled, typecase: Typecase, ready: Stock) -> tuple[Document, ...]:
    """Draw every official paper as a file of its own, of the kind that is its id."""
    return tuple(_drawn(one.id, (one,), filled, typecase, ready) for one in filled.values.papers)


def _drawn(
    kind: str, papers: tuple[Paper, ...], filled: Filled, typecase: Typecase, ready: Stock
) -> Document:
    composition = Composition(typecase, ready)
    hand = Hand(typecase, filled.values, filled.signatures, filled.captures)
    places: list[Place] = []
    titles: list[str] = []
    for paper in papers:
        official = Official(paper, hand, filled.number, composition, again=filled.again)
        places += official.draw()
        titles += [paper.title] * (len(composition.sheets) - len(titles))
    title = papers[0].title if len(papers) == 1 else filled.values.form.service.full_title.zh
    named = f"{title} {filled.number}" if filled.number else title
    return composition.finish(kind, named, places, titles, at=filled.at)
