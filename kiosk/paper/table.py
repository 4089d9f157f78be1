"""An official table as bands from top to bottom, shared out over as many sheets as it needs.

Bands stretch so that a table which fits its sheet fills it, as printed forms do. Lengths are
points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.paper.sheet import Rectangle, Sheet

STRETCH = 0.7
"""How much higher than natural a band may grow to fill its sheet."""

BEFORE_SIGNING = 3
"""How many lines stay with a place to sign when a text is longer than a sheet."""

Draw = Callable[[Sheet, Rectangle], None]


@dataclass(frozen=True, slots=True)
class Band:
    """One row of cells or one line of text, beside the label of its section.

    `height` is what looks right, `least` what it cannot do without; `ruled` bands have a rule
    above and below, others only where the section begins and ends; `signed` ones hold a place
    to sign, `kept` ones stay on the sheet of the band before; a `head` is drawn again on top
    of every sheet that its section goes on to.
    """

    section: int
    page: str
    height: float
    least: float
    ruled: bool
    draw: Draw
    signed: bool = False
    kept: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A band with its place: y from the top of the sheet."""

    band: Band
    y: float
    height: float


def share_out(bands: Sequence[Band], room: float, *, close: bool = True) -> list[list[Band]]:
    """Put the bands onto sheets that have `room` points of height each.

    What fits on one sheet, if need be set `close`, stays on it; else all is set at its natural
    height.
    """
    if sum(band.least if close else band.height for band in bands) <= room:
        return [list(bands)]
    heads = {band.section: band for band in bands if band.head}
    most = room - max((band.height for band in heads.values()), default=0)
    sheets: list[list[Band]] = [[]]
    used, fresh = 0.0, True
    for group in _inseparable(bands, most):
        height = sum(band.height for band in group)
        if not fresh and used + height > room:
            sheets.append([])
            used, fresh = 0.0, True
        if fresh and len(sheets) > 1 and not group[0].head and group[0].section in heads:
            sheets[-1].append(heads[group[0].section])
            used += heads[group[0].section].height
        sheets[-1] += group
        used, fresh = used + height, False
    return sheets


def _inseparable(bands: Sequence[Band], most: float) -> list[list[Band]]:
    groups: list[list[Band]] = []
    for band in bands:
        if band.kept and groups:
            groups[-1].append(band)
        else:
            groups.append([band])
    return [part for group in groups for part in _fitting(group, most)]


def _fitting(group: list[Band], most: float) -> list[list[Band]]:
    """Let go what is too high for any sheet, but not a place to sign and the lines before it."""
    if sum(band.least for band in group) <= most:
        return [group]
    signed = next((n for n, band in enumerate(group) if band.signed), len(group))
    last = max(signed - BEFORE_SIGNING, 0)
    if sum(band.least for band in group[last:]) > most:
        last = len(group)
    singles = [[band] for band in group[:last]]
    return [*singles, group[last:]] if group[last:] else singles


def lay(bands: Sequence[Band], top: float, room: float, *, fill: bool) -> list[Laid]:
    """Place one sheet's bands; with `fill` they stretch or shrink to take all the room."""
    natural = sum(band.height for band in bands)
    least = sum(band.least for band in bands)
    laid, y = [], top
    for band in bands:
        height = band.height
        if natural > room:
            slack = (room - least) / max(natural - least, 1e-6)
            height = band.least + (band.height - band.least) * slack
        elif fill:
            height *= 1 + min((room - natural) / natural, STRETCH)
        laid.append(Laid(band, y, height))
        y += height
    return laid
