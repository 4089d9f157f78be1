"""The structure of a paper: what every part of it is, in the order in which it is read aloud.

A tree of elements beside the pages (ISO 32000-1, 14.7): the pages' marks are numbered, and each
element names its own. What is in no element only decorates.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from kiosk.paper.pdf import Objects, text_string

ENGLISH = "/Lang (en) "
"""What is said in English on a Chinese paper."""


@dataclass(slots=True, eq=False)
class Element:
    """One part: its kind (ISO 32000-1, 14.8.4), what else is known of it, and what it holds.

    A kid is another element, or a mark as its sheet and number.
    """

    kind: str
    key: object = None
    entries: str = ""
    kids: "list[Element | tuple[int, int]]" = field(default_factory=list)
    number: int = 0  # of its object, once it is laid into a file


class Structure:
    """The tree of one paper while it is drawn."""

    def __init__(self) -> None:
        self._document = Element("Document")
        self._open: list[Element | None] = [self._document]

    @property
    def current(self) -> Element | None:
        """What is being drawn; None while it only decorates."""
        return self._open[-1]

    @contextmanager
    def part(self, kind: str, key: object = None, entries: str = "") -> Iterator[None]:
        """Draw a part of what is open.

        With a `key` the part drawn last goes on if it has the same and is alike: a paragraph
        in its next line, a table on its next sheet.
        """
        parent = self._open[-1]
        self._open.append(parent and _part(parent, kind, key, entries))
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Draw what is not read aloud: page numbers, and titles that are printed again."""
        self._open.append(None)
        try:
            yield
        finally:
            self._open.pop()

    def embed(self, objects: Objects, pages: Sequence[int], marks: Sequence[list[Element]]) -> int:
        """Lay the tree into a file; `marks` names for each page the elements of its marks."""
        root = objects.reserve()
        document = _embedded(objects, self._document, root, pages)
        rows = [objects.add(f"[{' '.join(f'{one.number} 0 R' for one in page)}]") for page in marks]
        numbered = " ".join(f"{count} {row} 0 R" for count, row in enumerate(rows))
        return objects.add(
            f"<< /Type /StructTreeRoot /K {document} 0 R "
            f"/ParentTree << /Nums [{numbered}] >> /ParentTreeNextKey {len(rows)} >>",
            root,
        )


def cell(columns: int = 1, rows: int = 1, scope: str = "") -> str:
    """Describe a cell: how many columns and rows it takes, `Row` or `Column` that it heads."""
    told = [f"/ColSpan {columns} "] if columns > 1 else []
    told += [f"/RowSpan {rows} "] if rows > 1 else []
    told += [f"/Scope /{scope} "] if scope else []
    return f"/A << /O /Table {''.join(told)}>> " if told else ""


def figure(said: str, edges: Sequence[float]) -> str:
    """Describe a picture: what is said in its place, and its edges in points on the sheet."""
    box = " ".join(f"{edge:.2f}" for edge in edges)
    return f"/Alt {text_string(said)} /A << /O /Layout /BBox [{box}] >> "


def _part(parent: Element, kind: str, key: object, entries: str) -> Element:
    last = parent.kids[-1] if parent.kids else None
    goes_on = key is not None and isinstance(last, Element) and last.key is key
    if goes_on and isinstance(last, Element) and (last.kind, last.entries) == (kind, entries):
        return last
    one = Element(kind, key, entries)
    parent.kids.append(one)
    return one


def _embedded(objects: Objects, element: Element, parent: int, pages: Sequence[int]) -> int:
    element.number = number = objects.reserve()
    own, kids = None, []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{_embedded(objects, kid, number, pages)} 0 R")
            continue
        sheet, mark = kid
        own = sheet if own is None else own
        elsewhere = f"<< /Type /MCR /Pg {pages[sheet]} 0 R /MCID {mark} >>"
        kids.append(f"{mark}" if sheet == own else elsewhere)
    page = "" if own is None else f"/Pg {pages[own]} 0 R "
    held = f"/K [{' '.join(kids)}] " if kids else ""
    return objects.add(
        f"<< /S /{element.kind} /P {parent} 0 R {page}{held}{element.entries}>>", number
    )
