"""Colours, lengths and letters of one screen: everything comes from one file of tokens."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from PySide6.QtGui import QColor, QFont, QFontMetrics

RESOURCES = Path(__file__).parents[3] / "resources"
REFERENCE = 4.03
"""Dots per mm of the screen that the tokens' px were drawn for."""

Theme = Literal["day", "quiet", "high_contrast"]


class Look(Struct, frozen=True):
    """One way to draw everything; made anew when a switch on the top bar is touched.

    Without a `voice` in the kiosk nothing offers to read aloud.
    """

    theme: Theme = "day"
    large_print: bool = False
    landscape: bool = False
    dots_per_mm: float = REFERENCE
    voice: bool = True

    @property
    def high_contrast(self) -> bool:
        """Whether black and yellow were asked for."""
        return self.theme == "high_contrast"

    def px(self, path: str) -> int:
        """Return a length in dots of this screen, by its dotted name, never less than 1."""
        return max(1, round(float(_token(path)["px"]) * self.dots_per_mm / REFERENCE))

    def colour(self, role: str) -> QColor:
        """Return the colour of a role."""
        return _colour(self.theme, role)

    def hex(self, role: str) -> str:
        """Return the same for a style sheet."""
        return self.colour(role).name()

    def text_px(self, style: str) -> int:
        """Return the height of a style's letters in dots."""
        large = _token("type.large_print")
        found = (
            large[style] if self.large_print and style in large else _token("type.normal")[style]
        )
        return max(1, round(float(found["px"]) * self.dots_per_mm / REFERENCE))

    def line_height(self, style: str) -> int:
        """Return the distance of a style's lines in dots."""
        return round(self.text_px(style) * float(_token("type.normal")[style]["line"]))

    def font(self, style: str, bold: bool | None = None) -> QFont:
        """Return a style's font; its own weight unless told otherwise."""
        heavy = _token("type.normal")[style]["weight"] > QFont.Weight.Normal
        return _font(self.text_px(style), heavy if bold is None else bold)

    def ascent(self, style: str, bold: bool | None = None) -> int:
        """Return how far a style's letters rise above their line, in dots."""
        return _ascent(self, style, bold)


@cache
def tokens() -> dict[str, Any]:
    """Read the file of tokens, once."""
    content = (RESOURCES / "style" / "tokens.json").read_bytes()
    return msgspec.json.decode(content, type=dict[str, Any])


@cache
def _token(path: str) -> dict[str, Any]:
    found = tokens()
    for step in path.split("."):
        found = found[step]
    return found


@cache
def _colour(theme: str, role: str) -> QColor:
    return QColor(tokens()["colour"][theme][role])


@cache
def _font(px: int, bold: bool) -> QFont:
    font = QFont(tokens()["type"]["family"])
    font.setPixelSize(px)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


@cache
def _ascent(look: Look, style: str, bold: bool | None) -> int:
    return QFontMetrics(look.font(style, bold)).ascent()


def seconds(name: str) -> int:
    """Return a time in seconds by its name."""
    return int(tokens()["time_s"][name])
