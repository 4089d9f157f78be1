"""A photo as it was taken, laid into a paper as it is: JPEG, never compressed again."""

from dataclasses import dataclass, field

from kiosk.errors import Trouble
from kiosk.texts import Text

_BEGIN = b"\xff\xd8"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive (ITU-T T.81, B.1.1.3)
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SCAN, _FILL = 0xDA, 0xFF
_HEADER = 10  # bytes of a frame header up to its number of colours
_COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of so many pixels; `colours` is its PDF colour space."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    colours: str


def read_photo(jpeg: bytes) -> Photo:
    """Read a picture's size from its frame header; raises Trouble `paper.unreadable_photo`."""
    position = len(_BEGIN)
    while jpeg.startswith(_BEGIN) and position + _HEADER <= len(jpeg) and jpeg[position] == _FILL:
        marker = jpeg[position + 1]
        if marker in _FRAMES:
            height = int.from_bytes(jpeg[position + 5 : position + 7])
            width = int.from_bytes(jpeg[position + 7 : position + 9])
            colours = _COLOURS.get(jpeg[position + 9])
            if width and height and colours:
                return Photo(jpeg, width, height, colours)
            break
        if marker == _SCAN:
            break
        if marker == _FILL:  # any number of these may stand before a marker (B.1.1.2)
            position += 1
        elif marker in _ALONE:
            position += 2
        else:
            position += 2 + int.from_bytes(jpeg[position + 2 : position + 4])
    raise Trouble(
        "paper.unreadable_photo",
        Text("照片无法打印，请重新拍一张。", "The photo cannot be printed: please take another."),
        Text(
            "附件不是灰度或彩色 JPEG；请检查摄像头的输出格式。",
            "The attachment is no grey or colour JPEG: check what the camera gives.",
        ),
    )
