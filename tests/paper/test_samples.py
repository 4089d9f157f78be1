"""Every paper of every service, filled in by its invented people, read back."""

import pytest

from kiosk.catalogue.kinds import kind_of
from kiosk.catalogue.schema import Cell, KindName, Line, Paper
from kiosk.paper.document import Document
from kiosk.paper.template import FillIn, pieces
from kiosk.paper.values import Form, Values
from kiosk.texts import Language
from tests.paper import reading, samples
from tests.paper.couple import HARD_NAMES

TABLE = (20.0, 46.0, 190.0, 283.0)
LETTER = (27.0, 52.0, 183.0, 283.0)
CLOSE = 0.5  # mm


def official(key: str) -> dict[str, Paper]:
    return {paper.id: paper for paper in values_of(key).papers}


def values_of(key: str, **more: str) -> Values:
    case = samples.case(key, **more)
    form = Form(samples.service(key))
    return form.values(case.service.day, case.items, case.answers)  # type: ignore[arg-type]  # JSON


def squeezed(document: Document) -> str:
    return "".join(reading.text(document.pdf).split())


def filled_in(part: Cell | Line, values: Values) -> list[str]:
    """What of an answer has to stand on the paper for a cell or a line."""
    if isinstance(part, Line) and part.each:
        return [text for row in values.group(part.each) for text in _in_line(part.line, row)]
    if isinstance(part, Cell) and part.field is not None:
        return [] if values.kind(part.field) is KindName.PHOTO else [values.text(part.field)]
    return _in_line(part.line or "", values)


def _in_line(line: str, values: Values) -> list[str]:
    found = []
    for piece in pieces(line):
        if isinstance(piece, FillIn) and piece.how == "boxes":
            found += [("☑" if on else "☐") + title for title, on in values.boxes(piece.field)]
        elif isinstance(piece, FillIn):
            part = piece.how in {"year", "month", "day"}
            text = values.part(piece.field, piece.how) if part else values.text(piece.field)
            found.append(text)
    return found


@pytest.mark.parametrize("key", samples.KEYS)
def test_every_answer_on_a_paper_is_there_as_it_was_given(key: str) -> None:
    values, papers = values_of(key), official(key)
    for document in samples.drawn(key):
        text, paper = squeezed(document), papers[document.kind]
        for section in paper.sections:
            for row in section.rows:
                for part in row.cells if not isinstance(row, Line) else (row,):
                    for said in filled_in(part, values):
                        assert "".join(said.split()) in text, said


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("key", samples.KEYS)
def test_both_symbols_on_every_page_of_every_paper_say_the_number(key: str, dpi: int) -> None:
    number = samples.case(key).number
    for document in samples.drawn(key):
        for page in range(document.pages):
            found = reading.symbols(document.pdf, page, dpi)
            assert found == {"Code128": number, "QRCode": number}


@pytest.mark.parametrize("key", samples.KEYS)
def test_what_can_be_changed_is_told_from_above(key: str) -> None:
    for document in samples.drawn(key):
        tops = [(one.sheet, one.y) for one in document.places]
        assert tops == sorted(tops)
        assert len({(one.sheet, one.page) for one in document.places}) == len(tops)


@pytest.mark.parametrize("key", samples.KEYS)
def test_everything_stands_inside_its_frame(key: str) -> None:
    papers = official(key)
    for document in samples.drawn(key):
        left, top, right, bottom = TABLE if papers[document.kind].frame else LETTER
        for page in range(document.pages):
            for glyph in reading.glyphs(document.pdf, page):
                if not glyph.character.strip() or glyph.top / reading.MM < top:
                    continue
                if glyph.top / reading.MM > bottom:  # the foot
                    continue
                assert left - CLOSE < glyph.left / reading.MM
                assert glyph.right / reading.MM < right + CLOSE
                assert glyph.bottom / reading.MM < bottom + CLOSE


@pytest.mark.parametrize("key", samples.KEYS)
def test_a_table_stands_where_the_office_expects_it(key: str) -> None:
    for document in samples.drawn(key):
        if not official(key)[document.kind].frame:
            continue
        page = reading.image(document.pdf, 0, 254)  # a tenth of a millimetre
        row = [page.getpixel((x, 480)) for x in range(page.width)]
        dark = [x / 10 for x, level in enumerate(row) if isinstance(level, int) and level < 128]
        assert min(dark) == pytest.approx(TABLE[0], abs=CLOSE)
        assert max(dark) == pytest.approx(TABLE[2], abs=CLOSE)
        column = [page.getpixel((210, y)) for y in range(430, 500)]
        lines = [y + 430 for y, level in enumerate(column) if isinstance(level, int) and level < 99]
        assert min(lines) / 10 == pytest.approx(TABLE[1], abs=CLOSE)


@pytest.mark.parametrize("key", samples.KEYS)
def test_ten_hard_names_stand_on_every_paper_that_has_a_name(key: str) -> None:
    person = samples.service(key).people[0]
    documents = samples.drawn(key, **{person.name: HARD_NAMES})
    assert HARD_NAMES in squeezed(documents[0])
    named = [one for one in documents if HARD_NAMES in squeezed(one)]
    shown = [one for one in samples.drawn(key) if _name(key, person.name) in squeezed(one)]
    assert [one.kind for one in named] == [one.kind for one in shown]


def _name(key: str, field: str) -> str:
    one = Form(samples.service(key)).fields[field]
    return kind_of(one).show(samples.case(key).answers[field], one, Language.ZH)  # type: ignore[arg-type]  # JSON


@pytest.mark.parametrize("key", samples.KEYS)
def test_a_case_is_printed_again_as_it_was(key: str) -> None:
    first, again = samples.drawn(key), samples.drawn_afresh(key)
    assert [one.sha256 for one in first] == [one.sha256 for one in again]
