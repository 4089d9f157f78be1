"""What is written onto a sheet: broken lines of text, the lines under fill-ins, signatures."""

from collections.abc import Mapping, Sequence

from kiosk.cases.case import Strokes
from kiosk.paper.lines import Placed
from kiosk.paper.sheet import Rectangle, Sheet

BASELINE = 0.36  # from the middle of a line of text down to its baseline, of the size
RULE = 0.5
PEN = 1.1
UNDERLINE = 2.4  # below the baseline
SIGNATURE = "手写签名"
SIGN_FOOT, SIGN_HEAD = 9.0, 2.0  # room below and above a signature


def draw_placed(
    sheet: Sheet, line: Sequence[Placed], x: float, baseline: float, size: float
) -> None:
    """Set one broken line from `x` on, with the lines under its fill-ins."""
    for one in line:
        if one.text:
            sheet.text(x + one.x, baseline, one.text, one.span.face, size, grey=one.span.grey)
        if one.span.filled and one.width:
            y = baseline + UNDERLINE
            sheet.rule((x + one.x, y), (x + one.x + one.width, y), RULE)


def draw_line(
    sheet: Sheet,
    line: Sequence[Placed],
    box: Rectangle,
    size: float,
    signatures: Mapping[str, Strokes],
) -> None:
    """Set one line in the middle of its box; a line to sign stands low and is signed."""
    x, y, _, height = box
    signed = is_signed(line)
    baseline = y + height - SIGN_FOOT if signed else y + height / 2 + size * BASELINE
    for one in line:
        draw_placed(sheet, [one], x, baseline, size)
        strokes = signatures.get(one.span.sign) if one.span.sign else None
        if strokes is not None:
            frame = (x + one.x, y + SIGN_HEAD, one.width, baseline - y - SIGN_HEAD)
            with sheet.figure(SIGNATURE, frame):
                sheet.strokes(fitted_strokes(strokes, frame), PEN)


def is_signed(line: Sequence[Placed]) -> bool:
    """Tell whether somebody signs on this line."""
    return any(one.span.sign for one in line)


def length(line: Sequence[Placed]) -> float:
    """Return how long a broken line is, in points."""
    return sum(one.width for one in line)


def fitted_strokes(strokes: Strokes, frame: Rectangle) -> list[list[tuple[float, float]]]:
    """Scale what was written into a frame, as large as it goes, in the frame's middle."""
    points = [point for line in strokes.lines for point in line]
    if not points:
        return []
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    x, y, width, height = frame
    scale = min(width / max(east - west, 1), height / max(south - north, 1))
    left = x + (width - (east - west) * scale) / 2 - west * scale
    top = y + (height - (south - north) * scale) / 2 - north * scale
    return [[(left + px * scale, top + py * scale) for px, py in line] for line in strokes.lines]
