"""Papers judged as an archive does: PDFBox preflight for PDF/A, and the structure for tags."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

VALIDATOR = Path(__file__).with_name("Archived.java")
JARS = ":".join(
    f"/usr/share/java/{name}.jar"
    for name in (
        "preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "commons-io",
        "jaxb-api", "javax.activation",
    )
)  # fmt: skip
PAINTS = {b"Tj", b"TJ", b"S", b"s", b"f", b"f*", b"B", b"b", b"Do", b"sh", b"'", b'"'}


def faults(papers: Mapping[str, bytes], folder: Path) -> list[str]:
    """What preflight says against each paper as PDF/A-1b: `name valid`, or a line a fault."""
    for name, pdf in papers.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["java", "-cp", JARS, str(VALIDATOR), *(f"{name}.pdf" for name in papers)],  # noqa: S607  # the JVM, found on the path
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [line.replace(".pdf", "", 1) for line in done.stdout.splitlines()]


@dataclass
class Tag:
    """An element of the tree as it was read back, and what it holds: elements and marks.

    A mark is its page and number.
    """

    kind: str
    entries: DictionaryObject
    held: "list[Tag | tuple[int, int]]" = field(default_factory=list)

    @property
    def kids(self) -> "list[Tag]":
        return [one for one in self.held if isinstance(one, Tag)]

    @property
    def marks(self) -> list[tuple[int, int]]:
        return [one for one in self.held if not isinstance(one, Tag)]

    def aloud(self) -> Iterator[tuple[int, int]]:
        """The marks of it and of all inside, in the order in which they are read."""
        for one in self.held:
            if isinstance(one, Tag):
                yield from one.aloud()
            else:
                yield one

    def all(self) -> "Iterator[Tag]":
        yield self
        for kid in self.kids:
            yield from kid.all()

    @property
    def table(self) -> DictionaryObject:
        told: DictionaryObject = self.entries.get("/A", DictionaryObject()).get_object()
        return told


@dataclass(frozen=True)
class Tagged:
    """A paper's tree, what its pages mark, and whom the parent tree names for each mark."""

    document: Tag
    marks: Mapping[tuple[int, int], str]
    parents: Mapping[tuple[int, int], str]


def tagged(pdf: bytes) -> Tagged:
    reader = PdfReader(BytesIO(pdf))
    catalogue: Any = reader.trailer["/Root"]
    root = catalogue["/StructTreeRoot"]
    pages = {kid.idnum: n for n, kid in enumerate(catalogue["/Pages"]["/Kids"])}
    numbers = root["/ParentTree"]["/Nums"]
    parents = {
        (numbers[at], mark): parent.get_object()["/S"]
        for at in range(0, len(numbers), 2)
        for mark, parent in enumerate(numbers[at + 1].get_object())
    }
    marks = {
        (n, mark): kind
        for n, page in enumerate(reader.pages)
        for mark, kind in _marks(ContentStream(page.get_contents(), reader).operations)
    }
    return Tagged(_read(root.raw_get("/K"), pages), marks, parents)


def _read(reference: IndirectObject, pages: Mapping[int, int]) -> Tag:
    entries: Any = reference.get_object()
    tag = Tag(entries["/S"][1:], entries)
    for kid in entries.get("/K", []):
        if isinstance(kid, int):
            tag.held.append((pages[entries.raw_get("/Pg").idnum], int(kid)))
        elif kid.get_object().get("/Type") == "/MCR":
            tag.held.append((pages[kid.raw_get("/Pg").idnum], int(kid["/MCID"])))
        else:
            assert kid.get_object().raw_get("/P") == reference
            tag.held.append(_read(kid, pages))
    return tag


def _marks(operations: list[tuple[Any, bytes]]) -> Iterator[tuple[int, str]]:
    """Give every marked stretch of a page; whatever paints has to be in exactly one."""
    inside = False
    for operands, operator in operations:
        if operator in {b"BDC", b"BMC"}:
            assert not inside
            inside = True
            if operator == b"BDC":
                yield int(operands[1]["/MCID"]), operands[0]
            else:
                assert operands == ["/Artifact"]
        elif operator == b"EMC":
            inside = False
        elif operator in PAINTS:
            assert inside, operator
    assert not inside
