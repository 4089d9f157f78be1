"""Which sheet a paper goes on: its own size, else unscaled on the next size that is loaded."""

from kiosk.devices.ipp.line import Values, words

SIZES = {
    "iso_a5_148x210mm": (148.0, 210.0),
    "iso_a4_210x297mm": (210.0, 297.0),
}
"""Width and height in millimetres by name (PWG 5101.1), small ones first."""

CLOSE = 1.0
"""Millimetres by which a page may miss the size it was set for."""


def chosen(page: tuple[float, float], told: Values) -> str | None:
    """Return the name of the sheet; None if the printer has none that a page of this size fits.

    Where a printer tells what is loaded, a receipt (A5) goes on A4 if only that is.
    """
    ready, supported = words(told, "media-ready"), words(told, "media-supported")
    fitting = [name for name, size in SIZES.items() if _fits(page, size)]
    loaded = [name for name in fitting if name in ready]
    offered = [name for name in fitting if name in supported]
    return next(iter(loaded or offered), None)


def _fits(page: tuple[float, float], sheet: tuple[float, float]) -> bool:
    return all(part <= whole + CLOSE for part, whole in zip(page, sheet, strict=True))
