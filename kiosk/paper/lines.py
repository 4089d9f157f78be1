"""Breaking text into lines the way Chinese is set (禁则).

A line may end between any two characters, but none begins with a closing sign or ends with an
opening one, and no word or number is torn apart unless it is longer than a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.paper.typecase import Face, Typecase

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·%℃,.;:?!)]} ")
NOT_LAST = frozenset("（《〈「『【〔“‘([{№￥")
_LEAST_ROOM = 24.0  # of an empty fill-in, before it moves to the next line
_WITHOUT_END = 10_000.0
_EVEN_STEPS = 6  # of half a character, from equal lines on, until they break as before
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Span:
    """Text that looks alike. Lengths are points.

    `filled` draws a line under it and `least` makes that line at least so long, shorter only
    where the measure ends; `open` draws it on to that end; `whole` keeps it on one line;
    `sign` is whose signature goes there.
    """

    text: str
    face: Face
    filled: bool = False
    least: float = 0
    open: bool = False
    whole: bool = False
    grey: float = 0
    sign: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a span on a line; without text it is empty room, underlined if filled."""

    span: Span
    text: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never broken: a character, or empty room that gives way at a line's end."""

    span: Span
    text: str
    width: float


def broken(
    spans: Sequence[Span], measure: float, size: float, typecase: Typecase
) -> list[list[Placed]]:
    """Lay spans into lines no longer than `measure`; there is at least one, maybe empty."""
    whole = [atom for span in spans for atom in _atoms(span, size, typecase, torn=False)]
    if not whole:
        return [[]]
    length = sum(atom.width for atom in whole[:-1]) + _needs(whole[-1])
    if length <= measure:
        return [_placed(whole, measure)]
    atoms = [atom for span in spans for atom in _atoms(span, size, typecase, torn=True)]
    return _torn(atoms, measure)


def evenly_broken(
    spans: Sequence[Span], measure: float, size: float, typecase: Typecase
) -> list[list[Placed]]:
    """Lay spans into as many lines as they need, all about as long as each other."""
    lines = broken(spans, measure, size, typecase)
    even = sum(one.width for line in lines for one in line) / len(lines)
    for more in range(1, _EVEN_STEPS) if len(lines) > 1 else ():
        narrow = broken(spans, min(even + more * size / 2, measure), size, typecase)
        if len(narrow) == len(lines):
            return narrow
    return lines


def _placed(atoms: Sequence[_Atom], measure: float) -> list[Placed]:
    line, x = [], 0.0
    for atom in atoms:
        width = min(atom.width, measure - x)
        line.append(Placed(atom.span, atom.text, x, width))
        x += width
    return line


def _torn(atoms: Sequence[_Atom], measure: float) -> list[list[Placed]]:
    lines: list[list[Placed]] = [[]]
    x = 0.0
    for cluster in _clusters(atoms):
        length = sum(_needs(atom) for atom in cluster)
        if lines[-1] and x + length > measure + _TOLERANCE:
            lines.append([])
            x = 0.0
        for atom in cluster:
            if atom.text and lines[-1] and x + atom.width > measure + _TOLERANCE:
                lines.append([])
                x = 0.0
            width = min(atom.width, measure - x)
            _put(lines[-1], atom, x, width)
            x += width
    return lines


def _needs(atom: _Atom) -> float:
    if atom.text or atom.span.sign:
        return atom.width
    return 0 if atom.span.text else min(atom.width, _LEAST_ROOM)


def _put(line: list[Placed], atom: _Atom, x: float, width: float) -> None:
    if line and atom.text and line[-1].text and line[-1].span is atom.span:
        before = line[-1]
        line[-1] = Placed(atom.span, before.text + atom.text, before.x, before.width + width)
    else:
        line.append(Placed(atom.span, atom.text, x, width))


def _atoms(span: Span, size: float, typecase: Typecase, *, torn: bool) -> Iterator[_Atom]:
    """Give a span with the room around its text: character by character, or in one piece."""
    width = typecase.width(span.text, span.face, size)
    before, after = _room(span, width, size)
    if before and span.text:
        yield _Atom(span, "", before)
    if not torn and span.text:
        yield _Atom(span, span.text, width)
    elif torn:
        for sort in typecase.sorts(span.text, span.face):
            yield _Atom(span, sort.character, sort.advance * size / 1000)
    if after:
        yield _Atom(span, "", after)


def _room(span: Span, width: float, size: float) -> tuple[float, float]:
    """Return the underlined room before and after a fill-in's text."""
    if not span.filled:
        return 0, 0
    if span.open:
        return size / 4, _WITHOUT_END
    if not span.text:
        return 0, span.least
    side = max((span.least - width) / 2, size / 4)
    return side, side


def _clusters(atoms: Sequence[_Atom]) -> Iterator[list[_Atom]]:
    cluster: list[_Atom] = []
    for atom in atoms:
        if cluster and not _together(cluster[-1], atom):
            yield cluster
            cluster = []
        cluster.append(atom)
    if cluster:
        yield cluster


def _together(before: _Atom, after: _Atom) -> bool:
    if before.span is after.span and (before.span.whole or not (before.text and after.text)):
        return True
    if before.text in NOT_LAST or after.text in NOT_FIRST:
        return True
    return _in_word(before.text) and _in_word(after.text)


def _in_word(text: str) -> bool:
    return text.isascii() and (text.isalnum() or (text != "" and text in "-/_@'*"))
