"""One official paper (申请表, 登记表, 承诺书): title, number and symbols, table or letter, foot.

Its pages are counted by themselves, and every one carries the case number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from kiosk.cases.number import grouped
from kiosk.catalogue.schema import OUR_FORM, Paper, Unpublished
from kiosk.paper.cells import LEADING, SIZE, Hand
from kiosk.paper.composition import Composition
from kiosk.paper.document import MM, Place
from kiosk.paper.lines import Span, broken
from kiosk.paper.rows import IN_TABLE, LETTERS, Rows, Setting
from kiosk.paper.sheet import Sheet
from kiosk.paper.structure import cell
from kiosk.paper.symbols import draw_bars, draw_qr, qr
from kiosk.paper.table import Band, Laid, lay, share_out
from kiosk.paper.typecase import Face
from kiosk.paper.written import BASELINE, RULE

WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 20 * MM, 190 * MM
LETTER_LEFT, LETTER_RIGHT = 27 * MM, 183 * MM
SYMBOLS_TOP = 10 * MM
BAR, BAR_HEIGHT = 0.45 * MM, 9 * MM
DOT = 0.8 * MM
TITLE_BASELINE, TITLE_SIZE = 40 * MM, 18.0
RAISED, WHOSE_BASELINE = 2.5 * MM, 42.4 * MM
TABLE_TOP, TABLE_BOTTOM = 46 * MM, 283 * MM
LETTER_TOP = 52 * MM
FOOT_BASELINE, SMALL, SMALL_GREY = 289 * MM, 8.0, 0.3
BORDER = 1.0
NUMBER_TO_COME = "提交后生成"
AGAIN = "（续）"
SECOND_PRINT = "（补打）"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a paper's rows stand: left and right edge, where they begin, below the labels."""

    left: float
    right: float
    top: float
    rows: float  # where the rows begin, right of labels at the side


class Official:
    """One official paper while it is laid out; `number` is None before it is submitted."""

    def __init__(
        self,
        paper: Paper,
        hand: Hand,
        number: str | None,
        composition: Composition,
        *,
        again: bool = False,
    ) -> None:
        self._paper, self._hand, self._number = paper, hand, number
        self._mark = SECOND_PRINT if again else ""
        self._composition = composition
        self._frame = _frame(paper)
        day = hand.values.day
        self._sections = [section for section in paper.sections if section.in_force(day)]

    def draw(self) -> list[Place]:
        """Draw it; returns where the answers of each page of the form stand."""
        with self._composition.structure.part("Sect"):
            return self._draw()

    def _draw(self) -> list[Place]:
        framed, top = self._paper.frame, self._frame.top
        shares = self._shares()
        places: list[Place] = []
        for count, part in enumerate(shares, start=1):
            sheet = self._composition.sheet(WIDTH, HEIGHT)
            fill = framed and (count < len(shares) or count == 1)
            laid = lay(part, top, TABLE_BOTTOM - top, fill=fill)
            if count == 1:
                self._head(sheet, self._paper.title)
            else:
                with sheet.aside():
                    self._head(sheet, self._paper.title + AGAIN)
            self._rows(sheet, laid)
            with sheet.aside():
                self._foot(sheet, count, len(shares))
            places += self._places(laid)
        return places

    def _shares(self) -> list[list[Band]]:
        room = TABLE_BOTTOM - self._frame.top
        if self._paper.frame:
            return share_out(self._bands(IN_TABLE), room)
        tries = [share_out(self._bands(one), room, close=one is LETTERS[-1]) for one in LETTERS]
        return min(tries, key=len)

    def _bands(self, setting: Setting) -> list[Band]:
        frame, paper = self._frame, self._paper
        heads = paper.heads == "above" or not paper.frame
        width = frame.right - frame.rows
        rows = Rows(self._hand, width, paper.columns, setting=setting, heads=heads)
        return [band for n, one in enumerate(self._sections) for band in rows.bands(n, one)]

    def _head(self, sheet: Sheet, title: str) -> None:
        typecase = self._hand.typecase
        size = typecase.fitting(title, Face.BOLD, RIGHT - LEFT, TITLE_SIZE)
        start = (WIDTH - typecase.width(title, Face.BOLD, size)) / 2
        ours = Unpublished.FORM in self._hand.values.form.service.unpublished
        with sheet.part("H1"):
            baseline = TITLE_BASELINE - (RAISED if ours else 0)
            sheet.text(start, baseline, title, Face.BOLD, size)
        if ours:
            self._say_whose(sheet)
        number = self._number
        if number is None:
            self._head_to_come(sheet)
            return
        below = SYMBOLS_TOP + 2 * MM + BAR_HEIGHT + 11
        with sheet.part("P"):
            sheet.text(LEFT, below, f"办件编号 {grouped(number)}{self._mark}", Face.SANS, 9.5)
        draw_bars(sheet, number, LEFT, SYMBOLS_TOP + 2 * MM, BAR, BAR_HEIGHT)
        draw_qr(sheet, number, RIGHT - qr(number).width * DOT, SYMBOLS_TOP, DOT)

    def _say_whose(self, sheet: Sheet) -> None:
        """Say below the title that this is no official form."""
        start = (WIDTH - self._hand.typecase.width(OUR_FORM.zh, Face.SERIF, SMALL)) / 2
        with sheet.part("P"):
            sheet.text(start, WHOSE_BASELINE, OUR_FORM.zh, Face.SERIF, SMALL, grey=SMALL_GREY)

    def _head_to_come(self, sheet: Sheet) -> None:
        length = self._hand.typecase.width(NUMBER_TO_COME, Face.SERIF, SMALL)
        for x, width, height in ((LEFT, 70 * MM, 14 * MM), (RIGHT - 17 * MM, 17 * MM, 17 * MM)):
            sheet.frame((x, SYMBOLS_TOP, width, height), RULE, grey=0.6, dashed=True)
            middle = SYMBOLS_TOP + height / 2 + SMALL * BASELINE
            start = x + (width - length) / 2
            with sheet.part("P"):
                sheet.text(start, middle, NUMBER_TO_COME, Face.SERIF, SMALL, grey=0.45)

    def _foot(self, sheet: Sheet, page: int, pages: int) -> None:
        service, day = self._hand.values.form.service, self._hand.values.day
        version = f"{service.full_title.zh} · 表单 {service.key} 第 {service.version} 版"
        note = f"{version} · {day.year} 年 {day.month} 月 {day.day} 日适用"
        sheet.text(LEFT, FOOT_BASELINE, note, Face.SERIF, SMALL, grey=SMALL_GREY)
        count = f"第 {page} 页 共 {pages} 页"
        length = self._hand.typecase.width(count, Face.SERIF, SMALL)
        sheet.text(RIGHT - length, FOOT_BASELINE, count, Face.SERIF, SMALL, grey=SMALL_GREY)

    def _rows(self, sheet: Sheet, laid: Sequence[Laid]) -> None:
        for ruled, group in groupby(laid, key=lambda one: self._paper.frame or one.band.ruled):
            if ruled:
                with sheet.part("Table", self):
                    self._table(sheet, list(group))
            else:
                self._bands_of(sheet, group)

    def _table(self, sheet: Sheet, laid: Sequence[Laid]) -> None:
        for number, group in groupby(laid, key=lambda one: one.band.section):
            members = list(group)
            if self._frame.rows > self._frame.left:
                end = members[-1].y + members[-1].height
                self._label(sheet, number, members[0].y, end)
            self._bands_of(sheet, members)
        self._rules(sheet, laid)

    def _bands_of(self, sheet: Sheet, laid: Iterable[Laid]) -> None:
        frame = self._frame
        for one in laid:
            one.band.draw(sheet, (frame.rows, one.y, frame.right - frame.rows, one.height))

    def _rules(self, sheet: Sheet, laid: Sequence[Laid]) -> None:
        """Draw the table's own lines: around it, between sections and rows, beside labels."""
        frame, top, bottom = self._frame, laid[0].y, laid[-1].y + laid[-1].height
        for above, one in pairwise(laid):
            if above.band.section != one.band.section:
                sheet.rule((frame.left, one.y), (frame.right, one.y), RULE)
            elif above.band.ruled or one.band.ruled:
                sheet.rule((frame.rows, one.y), (frame.right, one.y), RULE)
        if frame.rows > frame.left:
            sheet.rule((frame.rows, top), (frame.rows, bottom), RULE)
        sheet.frame((frame.left, top, frame.right - frame.left, bottom - top), BORDER)

    def _label(self, sheet: Sheet, number: int, top: float, bottom: float) -> None:
        width, typecase = self._frame.rows - self._frame.left, self._hand.typecase
        lines = [
            line
            for part in self._sections[number].label.split("\n")
            for line in broken([Span(part, Face.SERIF)], width - 3 * MM, SIZE, typecase)
        ]
        leading = SIZE * (LEADING + 0.15)
        baseline = (top + bottom - len(lines) * leading) / 2 + leading / 2 + SIZE * BASELINE
        with sheet.part("TR"), sheet.part("TH", None, cell(len(self._paper.columns))):
            for count, line in enumerate(lines):
                x = self._frame.left + (width - sum(one.width for one in line)) / 2
                text = "".join(one.text for one in line)
                sheet.text(x, baseline + count * leading, text, Face.SERIF, SIZE)

    def _places(self, laid: Sequence[Laid]) -> list[Place]:
        """Tell from above where the answers of each page stand; of several stretches the first."""
        found: dict[str, Place] = {}
        sheet, frame = len(self._composition.sheets) - 1, self._frame
        for page, group in groupby(laid, key=lambda one: one.band.page):
            members = list(group)
            top, bottom = members[0].y, members[-1].y + members[-1].height
            left, width = frame.left / MM, (frame.right - frame.left) / MM
            place = Place(page, sheet, left, top / MM, width, (bottom - top) / MM)
            found.setdefault(page, place)
        return list(found.values())


def _frame(paper: Paper) -> Frame:
    if not paper.frame:
        return Frame(LETTER_LEFT, LETTER_RIGHT, LETTER_TOP, LETTER_LEFT)
    labels = (RIGHT - LEFT) * paper.label_share if paper.heads == "side" else 0
    return Frame(LEFT, RIGHT, TABLE_TOP, LEFT + labels)
