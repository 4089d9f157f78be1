"""The application form (申请表): the official table, filled in, signed and numbered.

The same engine draws the page that is reviewed on the screen, before there is a number or a
signature, so that the print is what was seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from kiosk.cases.case import Strokes
from kiosk.cases.number import grouped
from kiosk.catalogue.conditions import Scope, expression
from kiosk.catalogue.schema import Paper
from kiosk.paper.composition import Composition
from kiosk.paper.document import MM, Document, Place
from kiosk.paper.inks import Stock
from kiosk.paper.lines import Span, broken
from kiosk.paper.rows import BASELINE, LEADING, RULE, SIZE, Rows
from kiosk.paper.sheet import Sheet
from kiosk.paper.symbols import bars, qr
from kiosk.paper.table import Laid, lay, share_out
from kiosk.paper.typecase import Face, Typecase
from kiosk.paper.values import Values

WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 20 * MM, 190 * MM
SYMBOLS_TOP = 10 * MM
BAR, BAR_HEIGHT = 0.45 * MM, 9 * MM
DOT = 0.8 * MM
TITLE_BASELINE, TITLE_SIZE = 40 * MM, 18.0
TABLE_TOP, TABLE_BOTTOM = 46 * MM, 283 * MM
FOOT_BASELINE, SMALL, SMALL_GREY = 289 * MM, 8.0, 0.3
BORDER = 1.0
NUMBER_TO_COME = "提交后生成"


@dataclass(frozen=True, slots=True)
class Filled:
    """What an application is printed from; without a number it is a preview."""

    values: Values
    number: str | None = None
    signatures: Mapping[str, Strokes] = field(default_factory=dict)

    @property
    def papers(self) -> Iterator[Paper]:
        """The official papers that this application needs."""
        values = self.values
        scope = Scope(answers=values.answers, items=tuple(values.items), today=values.day)
        for paper in values.form.service.papers:
            asked = paper.when is None or expression(paper.when).holds(scope)
            if paper.in_force(values.day) and asked:
                yield paper


def application(filled: Filled, typecase: Typecase, ready: Stock) -> Document:
    """Draw every official paper; raises Trouble `paper.missing_glyph` instead of printing boxes."""
    composition = Composition(typecase, ready)
    places: list[Place] = []
    for paper in filled.papers:
        places += _Form(paper, filled, typecase, composition).draw()
    title = filled.values.form.service.full_title.zh
    named = f"{title} {filled.number}" if filled.number else title
    return composition.finish("application", named, places)


class _Form:
    """One official paper while it is laid out."""

    def __init__(
        self, paper: Paper, filled: Filled, typecase: Typecase, composition: Composition
    ) -> None:
        self._paper = paper
        self._filled = filled
        self._typecase = typecase
        self._composition = composition
        self._label_width = (RIGHT - LEFT) * paper.label_share
        self._x = LEFT + self._label_width
        day = filled.values.day
        self._sections = [section for section in paper.sections if section.in_force(day)]

    def draw(self) -> list[Place]:
        filled, width = self._filled, RIGHT - self._x
        rows = Rows(self._typecase, filled.values, filled.signatures, width, self._paper.columns)
        bands = [band for n, one in enumerate(self._sections) for band in rows.bands(n, one)]
        room = TABLE_BOTTOM - TABLE_TOP
        shares = share_out(bands, room)
        places: list[Place] = []
        for count, part in enumerate(shares, start=1):
            sheet = self._composition.sheet(WIDTH, HEIGHT)
            laid = lay(part, TABLE_TOP, room, fill=count < len(shares) or count == 1)
            self._head(sheet, again=count > 1)
            self._table(sheet, laid)
            self._foot(sheet, count, len(shares))
            places += _places(len(self._composition.sheets) - 1, laid)
        return places

    def _head(self, sheet: Sheet, *, again: bool) -> None:
        title = self._paper.title + ("（续）" if again else "")
        _centred(sheet, self._typecase, title, TITLE_BASELINE, Face.BOLD, TITLE_SIZE)
        number = self._filled.number
        if number is None:
            self._head_to_come(sheet)
            return
        bar_code, matrix = bars(number), qr(number)
        sheet.bars(bar_code.boxes(LEFT, SYMBOLS_TOP + 2 * MM, BAR, BAR_HEIGHT))
        side = matrix.width * DOT
        sheet.bars(matrix.boxes(RIGHT - side, SYMBOLS_TOP, DOT, DOT))
        below = SYMBOLS_TOP + 2 * MM + BAR_HEIGHT + 11
        sheet.text(LEFT, below, f"办件编号 {grouped(number)}", Face.SANS, 9.5)

    def _head_to_come(self, sheet: Sheet) -> None:
        for x, width, height in ((LEFT, 70 * MM, 14 * MM), (RIGHT - 17 * MM, 17 * MM, 17 * MM)):
            sheet.frame((x, SYMBOLS_TOP, width, height), RULE, grey=0.6, dashed=True)
            length = self._typecase.width(NUMBER_TO_COME, Face.SERIF, SMALL)
            middle = SYMBOLS_TOP + height / 2 + SMALL * BASELINE
            start = x + (width - length) / 2
            sheet.text(start, middle, NUMBER_TO_COME, Face.SERIF, SMALL, grey=0.45)

    def _foot(self, sheet: Sheet, page: int, pages: int) -> None:
        service, day = self._filled.values.form.service, self._filled.values.day
        version = f"{service.full_title.zh} · 表单 {service.key} 第 {service.version} 版"
        note = f"{version} · {day.year} 年 {day.month} 月 {day.day} 日适用"
        sheet.text(LEFT, FOOT_BASELINE, note, Face.SERIF, SMALL, grey=SMALL_GREY)
        count = f"第 {page} 页 共 {pages} 页"
        length = self._typecase.width(count, Face.SERIF, SMALL)
        sheet.text(RIGHT - length, FOOT_BASELINE, count, Face.SERIF, SMALL, grey=SMALL_GREY)

    def _table(self, sheet: Sheet, laid: list[Laid]) -> None:
        top, bottom = laid[0].y, laid[-1].y + laid[-1].height
        for number, group in groupby(laid, key=lambda one: one.band.section):
            members = list(group)
            first, last = members[0], members[-1]
            if first.y > top:
                sheet.rule((LEFT, first.y), (RIGHT, first.y), RULE)
            self._label(sheet, number, first.y, last.y + last.height)
            for above, one in pairwise(members):
                if above.band.ruled or one.band.ruled:
                    sheet.rule((self._x, one.y), (RIGHT, one.y), RULE)
            for one in members:
                one.band.draw(sheet, (self._x, one.y, RIGHT - self._x, one.height))
        sheet.rule((self._x, top), (self._x, bottom), RULE)
        sheet.frame((LEFT, top, RIGHT - LEFT, bottom - top), BORDER)

    def _label(self, sheet: Sheet, number: int, top: float, bottom: float) -> None:
        label = self._sections[number].label
        measure = self._label_width - 3 * MM
        lines = [
            line
            for part in label.split("\n")
            for line in broken([Span(part, Face.SERIF)], measure, SIZE, self._typecase)
        ]
        leading = SIZE * (LEADING + 0.15)
        baseline = (top + bottom - len(lines) * leading) / 2 + leading / 2 + SIZE * BASELINE
        for count, line in enumerate(lines):
            x = LEFT + (self._label_width - sum(one.width for one in line)) / 2
            text = "".join(one.text for one in line)
            sheet.text(x, baseline + count * leading, text, Face.SERIF, SIZE)


def _centred(
    sheet: Sheet, typecase: Typecase, text: str, baseline: float, face: Face, size: float
) -> None:
    width = typecase.width(text, face, size)
    sheet.text((sheet.width - width) / 2, baseline, text, face, size)


def _places(sheet: int, laid: list[Laid]) -> list[Place]:
    """Where the answers of each page stand; of several stretches the highest."""
    found: dict[str, Place] = {}
    for page, group in groupby(laid, key=lambda one: one.band.page):
        members = list(group)
        top, bottom = members[0].y, members[-1].y + members[-1].height
        place = Place(page, sheet, LEFT / MM, top / MM, (RIGHT - LEFT) / MM, (bottom - top) / MM)
        if page not in found or found[page].height < place.height:
            found[page] = place
    return list(found.values())
