"""A paper as pictures, with the places of its sections, in mm."""

from dataclasses import dataclass

COLOURS = 3


@dataclass(frozen=True, slots=True)
class PaperImage:
    """One page as dots, three bytes each (RGB), row by row; its true size in mm."""

    width: int
    height: int
    rgb: bytes
    width_mm: float = 210.0
    height_mm: float = 297.0

    def __post_init__(self) -> None:
        if len(self.rgb) != COLOURS * self.width * self.height:
            raise ValueError("a page needs three bytes for each dot")


@dataclass(frozen=True, slots=True)
class ChangeLink:
    """A section of a page, from `top_mm` to `bottom_mm`, and the form page that changes it."""

    page: int
    target: str
    title: str
    top_mm: float
    bottom_mm: float
