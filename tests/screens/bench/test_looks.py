"""Both pages of the bench in every look: whole, named, large enough, and in one language."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.bench_pictures import NAMES
from kiosk.pictures import Variant, machines
from kiosk.screens.bench.code_page import CodePage
from kiosk.screens.bench.page import BenchPage
from kiosk.screens.look.look import Look
from kiosk.texts import Language
from tests.screens.accessibility import faults, read_aloud
from tests.screens.bench.conftest import Bench, bench_of, pretended

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(params=[False, True], ids=["standing", "lying"])
def bench(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with ExitStack() as stack:
        look = Look(landscape=request.param)
        yield stack.enter_context(bench_of(qtbot, tmp_path, pretended(tmp_path), look))


def looks() -> Iterator[tuple[Language, bool, bool]]:
    for language in Language:
        yield language, False, False
        yield language, True, False
    yield Language.ZH, False, True


def test_everybody_can_use_it(bench: Bench) -> None:
    house = bench.house
    window = house.front.window
    found: dict[str, list[str]] = {}
    for opened in (False, True):
        if opened:
            bench.open()
            bench.use("a4", "取走纸")
            house.front.watching.look("a4")
            house.qtbot.waitUntil(lambda: bench.card("a4").tag.text() == "要处理")
            house.onward()
            house.settles()
        else:
            bench.knock()
        for language, large, contrast in looks():
            visit = replace(
                house.stage.visit, language=language, large_print=large, high_contrast=contrast
            )
            house.stage.turn(visit)
            for _ in range(6):
                QApplication.processEvents()
            look = Look(large_print=large, landscape=window.width() > window.height())
            page = window.area.page
            if isinstance(page, BenchPage):
                assert page.inside.width() <= page.roll.width(), (language, large)
            if wrong := faults(window, look):
                found[f"{opened} {language} {large} {contrast}"] = wrong
            if language is Language.EN and isinstance(window.area.page, CodePage):
                assert not [one for one in read_aloud(window.area.page) if CHINESE.search(one)]
        house.stage.turn(replace(house.stage.visit, language=Language.ZH, large_print=False))
        house.back()
    assert found == {}


def test_every_state_of_the_machines_has_its_picture(qtbot: QtBot) -> None:
    assert tuple(name for name, _ in machines(Variant())) == NAMES
