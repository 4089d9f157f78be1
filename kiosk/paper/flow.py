"""Setting a slip: its parts one below the other, Chinese first, English below where wanted."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace

from kiosk.paper.chart import drawing
from kiosk.paper.lines import Placed, Span, broken
from kiosk.paper.sheet import Sheet
from kiosk.paper.slip import Chart, Entry, Fact, Heading, Note, Part
from kiosk.paper.structure import ENGLISH, cell
from kiosk.paper.typecase import Face, Typecase
from kiosk.paper.written import BASELINE, draw_placed
from kiosk.texts import Language, Text

LEADING = 1.4
ENGLISH_SHARE = 0.85  # of the Chinese size


@dataclass(frozen=True, slots=True)
class Look:
    """How a slip is set: left edge, measure, size of type, and width of the names of facts."""

    x: float
    measure: float
    size: float
    name_width: float
    language: Language


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a slip that is not torn apart by the end of a sheet.

    A `heading` stays on the sheet of what follows.
    """

    height: float
    draw: Callable[[Sheet, float], None]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """One line ready to be drawn: where it starts, how large it is, in which language."""

    placed: list[Placed]
    indent: float
    size: float
    entries: str = ""


class Flow:
    """Sets the parts of one slip."""

    def __init__(self, look: Look, typecase: Typecase) -> None:
        self._look = look
        self._typecase = typecase

    def strips(self, parts: tuple[Part, ...]) -> Iterator[Strip]:
        """Give the parts from top to bottom."""
        for part in parts:
            match part:
                case Heading():
                    yield self._heading(part)
                case Fact():
                    yield self._fact(part)
                case Entry():
                    yield self._entry(part)
                case Chart():
                    yield self._chart(part)
                case Note():
                    yield self._strip(self._rows(part.text, 0, Face.SERIF), above=0.35, kind="P")

    def _heading(self, part: Heading) -> Strip:
        strip = self._strip(self._rows(part.text, 0, Face.BOLD), above=0.75, kind="H2")
        look = self._look

        def draw(sheet: Sheet, y: float) -> None:
            rule = y + look.size * 0.45
            sheet.rule((look.x, rule), (look.x + look.measure, rule), 0.5)
            strip.draw(sheet, y)

        return replace(strip, draw=draw, heading=True)

    def _fact(self, part: Fact) -> Strip:
        look = self._look
        names = self._rows(self._on_one_line(part.name), 0, Face.SERIF, look.name_width)
        values = self._rows(part.value, look.name_width, Face.SANS)
        name = self._strip(names, above=0.15, kind="TH", entries=cell(scope="Row"))
        value = self._strip(values, above=0.15, kind="TD")

        def draw(sheet: Sheet, y: float) -> None:
            with sheet.part("Table", self), sheet.part("TR"):
                name.draw(sheet, y)
                value.draw(sheet, y)

        return Strip(max(name.height, value.height), draw)

    def _chart(self, part: Chart) -> Strip:
        look = self._look
        drawn = drawing(part, look.measure, look.size, look.language, self._typecase)
        above = look.size * 0.6
        return Strip(
            drawn.height + 2 * above, lambda sheet, y: drawn.draw(sheet, look.x, y + above)
        )

    def _on_one_line(self, name: Text) -> Text:
        """Put both languages of a name beside each other if they fit."""
        both = f"{name.zh} {name.en}"
        room = self._look.name_width - self._look.size / 2
        fits = self._typecase.width(both, Face.SERIF, self._look.size) <= room
        return Text(both, both) if fits and self._look.language is Language.EN else name

    def _entry(self, part: Entry) -> Strip:
        look = self._look
        indent = look.size * 1.4
        rows = self._rows(part.text, indent, Face.SANS)
        sign = Span("☐" if part.box else f"{part.number}." if part.number else "·", Face.SERIF)
        first = broken([sign], indent, look.size, self._typecase)[0]
        if part.detail is not None:
            beside = self._beside(part.text, part.detail, indent) if part.beside else []
            below = self._rows(part.detail, indent, Face.SERIF, share=0.9)
            rows = beside or rows + below
        strip = self._strip(rows, above=0.15, kind="LBody")
        mark = self._strip([_Row(first, 0, look.size)], above=0.15, kind="Lbl")

        def draw(sheet: Sheet, y: float) -> None:
            with sheet.part("L", self), sheet.part("LI"):
                mark.draw(sheet, y)
                strip.draw(sheet, y)

        return Strip(strip.height, draw)

    def _beside(self, text: Text, detail: Text, indent: float) -> list[_Row]:
        """Put a detail on the line of its text, if there is room for the Chinese one."""
        look, measure = self._look, self._look.measure - indent
        spans = [Span(f"{text.zh}\u3000", Face.SANS), Span(detail.zh, Face.SERIF)]
        lines = broken(spans, measure, look.size, self._typecase)
        if len(lines) > 1:
            return []
        rows = [_Row(lines[0], indent, look.size)]
        if look.language is Language.EN:
            size, both = look.size * ENGLISH_SHARE, Span(f"{text.en} · {detail.en}", Face.SANS)
            english = broken([both], measure, size, self._typecase)
            rows += [_Row(line, indent, size, ENGLISH) for line in english]
        return rows

    def _rows(
        self,
        text: Text,
        indent: float,
        face: Face,
        measure: float | None = None,
        share: float = 1,
    ) -> list[_Row]:
        look = self._look
        width = (measure or look.measure) - (indent if measure is None else 0)
        sizes = [(text.zh, face, look.size * share, "")]
        if look.language is Language.EN and text.en != text.zh:
            english = Face.SANS if face is Face.SERIF else face
            sizes.append((text.en, english, look.size * share * ENGLISH_SHARE, ENGLISH))
        return [
            _Row(line, indent, size, entries)
            for words, set_in, size, entries in sizes
            for line in broken([Span(words, set_in)], width, size, self._typecase)
        ]

    def _strip(self, rows: list[_Row], above: float, kind: str, entries: str = "") -> Strip:
        height = above * self._look.size + sum(row.size * LEADING for row in rows)

        def draw(sheet: Sheet, y: float) -> None:
            with sheet.part(kind, None, entries):
                self._draw(rows, sheet, y + above * self._look.size)

        return Strip(height, draw)

    def _draw(self, rows: list[_Row], sheet: Sheet, y: float) -> None:
        for row in rows:
            baseline = y + row.size * (LEADING / 2 + BASELINE)
            with sheet.part("Span", rows, row.entries) if row.entries else nullcontext():
                draw_placed(sheet, row.placed, self._look.x + row.indent, baseline, row.size)
            y += row.size * LEADING
