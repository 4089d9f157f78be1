"""A paper being composed: its sheets, then the finished document."""

import math
from collections.abc import Sequence
from datetime import datetime

from kiosk.paper.archive import information, metadata, output_intent
from kiosk.paper.document import Document, Place
from kiosk.paper.inks import Inks, Stock
from kiosk.paper.pdf import Objects, compress
from kiosk.paper.sheet import Sheet
from kiosk.paper.structure import Structure
from kiosk.paper.typecase import Typecase


class Composition:
    """The sheets of one paper; raises Trouble `paper.missing_glyph` while it is drawn."""

    def __init__(self, typecase: Typecase, ready: Stock) -> None:
        self._inks = Inks(typecase, ready)
        self.structure = Structure()
        self.sheets: list[Sheet] = []

    def sheet(self, width: float, height: float) -> Sheet:
        """Begin a new sheet of that size in points."""
        number = len(self.sheets)
        self.sheets.append(Sheet(width, height, self._inks, self.structure, number))
        return self.sheets[-1]

    def finish(
        self,
        kind: str,
        title: str,
        places: Sequence[Place] = (),
        titles: Sequence[str] = (),
        *,
        at: datetime | None = None,
    ) -> Document:
        """Lay everything into a file; viewers are asked to print it at its true size.

        `at` is when the paper's case was submitted.
        """
        objects = Objects()
        tree = objects.reserve()
        pages = self._pages(objects, tree)
        kids = " ".join(f"{page} 0 R" for page in pages)
        objects.add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", tree)
        structure = self.structure.embed(objects, pages, [one.elements for one in self.sheets])
        catalogue = objects.add(
            f"<< /Type /Catalog /Pages {tree} 0 R /Lang (zh-CN) "
            f"/StructTreeRoot {structure} 0 R /MarkInfo << /Marked true >> "
            f"/Metadata {metadata(objects, title, at)} 0 R "
            f"/OutputIntents [{output_intent(objects)} 0 R] "
            "/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>"
        )
        pdf = objects.file(catalogue, information(objects, title, at))
        return Document(kind, pdf, len(pages), tuple(places), tuple(titles))

    def _pages(self, objects: Objects, tree: int) -> list[int]:
        resources = objects.add(self._inks.embed(objects))
        return [
            objects.add(
                f"<< /Type /Page /Parent {tree} 0 R /StructParents {number} "
                f"/MediaBox [0 0 {_rounded_down(sheet.width)} {_rounded_down(sheet.height)}] "
                f"/Resources {resources} 0 R "
                f"/Contents {objects.add_stream(compress(sheet.content()))} 0 R >>"
            )
            for number, sheet in enumerate(self.sheets)
        ]


def _rounded_down(points: float) -> str:
    """Write a length to a thousandth: rounded up, whole dots would become one dot more."""
    return f"{math.floor(points * 1000) / 1000:.3f}"
