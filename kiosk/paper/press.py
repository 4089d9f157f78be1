"""The press: every paper of the kiosk, from the typefaces it holds.

What does not change from case to case is made once a form: the index of its fields and the
cut of the characters that its papers print.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Never, cast

from kiosk.cases.case import Case, Strokes
from kiosk.cases.consent import Snapshot
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import JointService, Line, Paper
from kiosk.paper.application import Filled, application, one_by_one
from kiosk.paper.document import Document
from kiosk.paper.inks import Stock, stock
from kiosk.paper.official import AGAIN
from kiosk.paper.slip import Slip
from kiosk.paper.slip_roll import on_roll
from kiosk.paper.slip_sheet import Format, on_sheets
from kiosk.paper.template import pieces
from kiosk.paper.typecase import RARE, Face, Typecase
from kiosk.paper.values import Form
from kiosk.texts import Language

_EVERY_FORM = "☐☑是否登记后填入提交后生成第页共表单版年月日适用（续）· -"
_EVERY_ANSWER = "☑是办件编号年月日市区县旗街道路 -·ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
NOTHING: Mapping[str, Never] = MappingProxyType({})
"""No signatures, no photos."""


class Press:
    """Draws papers; one for the life of the program, used by one lane at a time."""

    def __init__(self, fonts: Path, rare: tuple[Path, ...] = RARE) -> None:
        self.typecase = Typecase(fonts, rare)
        self._forms: dict[tuple[str, int], tuple[Form, Stock]] = {}

    def printable(self, character: str) -> bool:
        """Tell whether papers can show this character."""
        return self.typecase.printable(character)

    def preview(
        self,
        snapshot: Snapshot,
        service: JointService,
        signatures: Mapping[str, Strokes] = NOTHING,
        captures: Mapping[str, bytes] = NOTHING,
    ) -> Document:
        """Draw an application before it is submitted: no number, signatures as far as given."""
        filled, ready = self._filled(snapshot, service, None, signatures, captures)
        return application(filled, self.typecase, ready)

    def application(
        self,
        case: Case,
        service: JointService,
        signatures: Mapping[str, Strokes],
        captures: Mapping[str, bytes] = NOTHING,
        *,
        again: bool = False,
    ) -> Document:
        """Draw a case's papers one after another; `service` is the form it was filled under.

        `captures` holds the JPEG of each photo by its SHA-256, as answers name it; `again` marks
        a second print. Raises Trouble
        `paper.missing_glyph` instead of printing an empty box.
        """
        filled, ready = self._filled(case, service, case.number, signatures, captures)
        return application(replace(filled, again=again), self.typecase, ready)

    def one_by_one(
        self,
        case: Case,
        service: JointService,
        signatures: Mapping[str, Strokes],
        captures: Mapping[str, bytes] = NOTHING,
    ) -> tuple[Document, ...]:
        """Draw the same papers each as a file of its own, of the kind that is the paper's id."""
        filled, ready = self._filled(case, service, case.number, signatures, captures)
        return one_by_one(filled, self.typecase, ready)

    def on_sheets(self, slip: Slip, format: Format, language: Language) -> Document:
        """Set a receipt or another slip on cut sheets; in English both languages are printed."""
        return on_sheets(slip, format, language, self.typecase)

    def on_roll(self, slip: Slip, language: Language) -> Document:
        """Set it on the 80 mm roll."""
        return on_roll(slip, language, self.typecase)

    def _filled(
        self,
        signed: Case | Snapshot,
        service: JointService,
        number: str | None,
        signatures: Mapping[str, Strokes],
        captures: Mapping[str, bytes],
    ) -> tuple[Filled, Stock]:
        form, ready = self._form(service)
        answers = cast(Mapping[str, Json], signed.answers)
        values = form.values(signed.service.day, signed.items, answers)
        at = signed.submitted_at if isinstance(signed, Case) else None
        return Filled(values, number, signatures, captures, at), ready

    def _form(self, service: JointService) -> tuple[Form, Stock]:
        known = self._forms.get((service.key, service.version))
        if known is None or known[0].service is not service:
            known = Form(service), _ready(service, self.typecase)
            self._forms[service.key, service.version] = known
        return known


def _ready(service: JointService, typecase: Typecase) -> Stock:
    papers = service.papers
    options = "".join(
        option.title.zh
        for field in service.fields
        for one in (field, *field.fields)
        for option in one.options
    )
    printed = "".join(text for paper in papers for text in _texts(paper))
    labels = "".join(section.label for paper in papers for section in paper.sections)
    told = _DIGITS + service.full_title.zh + service.key
    texts = {
        Face.SERIF: _EVERY_FORM + told + options + printed + labels,
        Face.SANS: _EVERY_ANSWER + _DIGITS + options,
        Face.BOLD: "".join(paper.title for paper in papers) + labels + AGAIN,
    }
    return stock(typecase, {face: text.replace("\n", "") for face, text in texts.items()})


def _texts(paper: Paper) -> Iterator[str]:
    for row in (row for section in paper.sections for row in section.rows):
        lines = [row] if isinstance(row, Line) else row.cells
        for line in (one.line for one in lines if one.line):
            yield from (piece for piece in pieces(line) if isinstance(piece, str))
        if not isinstance(row, Line):
            yield from (cell.label for cell in row.cells if cell.label)
