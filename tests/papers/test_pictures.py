from functools import cache

import pytest
from PIL import Image

from tests.papers.papers import KEPT, pictures, share_of_difference

NAMES = sorted(file.stem for file in KEPT.glob("*.png"))
MOST = 0.0005


@cache
def drawn() -> dict[str, Image.Image]:
    return pictures()


def test_every_paper_is_kept() -> None:
    assert sorted(drawn()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_looks_as_it_did(name: str) -> None:
    with Image.open(KEPT / f"{name}.png") as kept:
        assert share_of_difference(drawn()[name], kept.convert("L")) <= MOST


def test_half_a_millimetre_would_be_seen() -> None:
    page = drawn()["application-1"]
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 1))
    assert share_of_difference(page, moved) > MOST
