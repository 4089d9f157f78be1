"""An official table as bands from top to bottom, shared out over as many sheets as it needs.

Bands stretch so that a table which fits its sheet fills it, as printed forms do. Lengths are
points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.paper.sheet import Rectangle, Sheet

STRETCH = 0.7
"""How much higher than natural a band may grow to fill its sheet."""

Draw = Callable[[Sheet, Rectangle], None]


@dataclass(frozen=True, slots=True)
class Band:
    """One row of cells or one line of text, beside the label of its section.

    `height` is what looks right, `least` what it cannot do without; `ruled` bands have a rule
    above and below, others only where the section begins and ends; `signed` ones hold a place
    to sign, `kept` ones stay on the sheet of the band before.
    """

    section: int
    page: str
    height: float
    least: float
    ruled: bool
    draw: Draw
    signed: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A band with its place: y from the top of the sheet."""

    band: Band
    y: float
    height: float


def share_out(bands: Sequence[Band], room: float) -> list[list[Band]]:
    """Put the bands onto sheets that have `room` points of height each.

    What fits on one sheet when set close stays on it; else all is set at its natural height.
    """
    if sum(band.least for band in bands) <= room:
        return [list(bands)]
    sheets: list[list[Band]] = [[]]
    used = 0.0
    for group in _inseparable(bands):
        height = sum(band.height for band in group)
        if sheets[-1] and used + height > room:
            sheets.append([])
            used = 0.0
        sheets[-1] += group
        used += height
    return sheets


def _inseparable(bands: Sequence[Band]) -> list[list[Band]]:
    groups: list[list[Band]] = []
    for band in bands:
        if band.kept and groups:
            groups[-1].append(band)
        else:
            groups.append([band])
    return groups


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
