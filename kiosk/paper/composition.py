"""A paper being composed: its sheets, then the finished document."""

import math
from collections.abc import Sequence

from kiosk.paper.document import Document, Place
from kiosk.paper.inks import Inks, Stock
from kiosk.paper.pdf import Objects, compress, text_string
from kiosk.paper.sheet import Sheet
from kiosk.paper.typecase import Typecase


class Composition:
    """The sheets of one paper; raises Trouble `paper.missing_glyph` while it is drawn."""

    def __init__(self, typecase: Typecase, ready: Stock) -> None:
        self._inks = Inks(typecase, ready)
        self.sheets: list[Sheet] = []

    def sheet(self, width: float, height: float) -> Sheet:
        """Begin a new sheet of that size in points."""
        self.sheets.append(Sheet(width, height, self._inks))
        return self.sheets[-1]

    def finish(
        self, kind: str, title: str, places: Sequence[Place] = (), titles: Sequence[str] = ()
    ) -> Document:
        """Lay everything into a file; viewers are asked to print it at its true size."""
        objects = Objects()
        tree = objects.reserve()
        resources = objects.add(self._inks.embed(objects))
        pages = [
            objects.add(
                f"<< /Type /Page /Parent {tree} 0 R "
                f"/MediaBox [0 0 {_rounded_down(sheet.width)} {_rounded_down(sheet.height)}] "
                f"/Resources {resources} 0 R "
                f"/Contents {objects.add_stream(compress(sheet.content()))} 0 R >>"
            )
            for sheet in self.sheets
        ]
        kids = " ".join(f"{page} 0 R" for page in pages)
        objects.add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", tree)
        catalogue = objects.add(
            f"<< /Type /Catalog /Pages {tree} 0 R /Lang (zh-CN) "
            "/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>"
        )
        information = objects.add(f"<< /Title {text_string(title)} >>")
        pdf = objects.file(catalogue, information)
        return Document(kind, pdf, len(pages), tuple(places), tuple(titles))


def _rounded_down(points: float) -> str:
    """Write a length to a thousandth: rounded up, whole dots would become one dot more."""
    return f"{math.floor(points * 1000) / 1000:.3f}"
