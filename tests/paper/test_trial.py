"""The trial page: true millimetres, symbols that are read, names that are no boxes."""

import pytest
import zxingcpp
from PIL import Image

from kiosk.cases.number import is_case_number
from kiosk.paper.dots import pages_as_dots, size_in_mm
from kiosk.paper.trial import HARD_NAMES, NUMBER, ROLL, SHEET, Shape, trial
from tests.paper import reading
from tests.paper.couple import press

DPI = 203
MM = DPI / 25.4


@pytest.fixture(params=[SHEET, ROLL], ids=["sheet", "roll"])
def shape(request: pytest.FixtureRequest) -> Shape:
    made: Shape = request.param
    return made


def picture(shape: Shape) -> Image.Image:
    pdf = trial(shape, press().typecase).pdf
    ((width, height, rows),) = pages_as_dots(pdf, DPI, 1680 if shape is SHEET else 576)
    white = bytes(byte ^ 0xFF for byte in rows)
    return Image.frombytes("1", (width, height), white)


def test_both_symbols_are_read_at_the_dots_of_the_roll(shape: Shape) -> None:
    read = zxingcpp.read_barcodes(picture(shape).convert("L"))
    assert {one.text for one in read} == {NUMBER}
    assert len(read) == 2
    assert is_case_number(NUMBER)


def test_the_names_are_there_as_text(shape: Shape) -> None:
    assert HARD_NAMES in reading.text(trial(shape, press().typecase).pdf)


def test_the_frame_and_the_ruler_stand_within_half_a_millimetre(shape: Shape) -> None:
    width, height = size_in_mm(trial(shape, press().typecase).pdf)
    assert (round(width, 1), round(height, 1)) == (shape.width, shape.height)
    image = picture(shape)
    middle = round((shape.height - shape.margin - 1.5) * MM)
    across = [x for x in range(image.width) if image.getpixel((x, middle)) == 0]
    right = across[-1] / MM
    assert abs(right - (shape.width - shape.margin)) < 0.5
    row = round((shape.margin + 5) * MM)
    tens = [x / MM - shape.margin for x in range(image.width) if image.getpixel((x, row)) == 0]
    assert min(abs(one - 50) for one in tens) < 0.5
    assert min(abs(one - 55) for one in tens) > 1
