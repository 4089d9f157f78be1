"""Every page, however dressed: whole, named, reachable; and empty once its visit is over."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import astuple
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.citizen.window import CitizenWindow
from kiosk.screens.look.look import Look
from kiosk.texts import Language
from tests.screens.accessibility import controls, faults, read_aloud
from tests.screens.citizen.samples import HE, PAGES, PERSONAL, SHE, Say

LOOKS = {
    "day": Look(),
    "large": Look(large_print=True),
    "contrast": Look(theme="high_contrast"),
    "wide": Look(landscape=True),
    "wide large": Look(landscape=True, large_print=True),
}
NAMED = [pytest.param(kind, say, id=kind.__name__) for kind, say in PAGES]
ROUNDS = 5
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
Open = Callable[..., tuple[CitizenWindow, Any]]


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    """Show a page in the window, with the ways at its foot."""
    kept: list[QWidget] = []

    def opened(
        kind: type[QWidget], say: Say, look: Look, language: Language
    ) -> tuple[CitizenWindow, Any]:
        window = CitizenWindow(look)
        qtbot.addWidget(window)
        kept.append(window)
        window.top.show_hall("政务服务大厅", "3 号机", "11月23日", "10:34", language=language)
        page: Any = kind(look, language)  # type: ignore[call-arg, arg-type]  # every page does
        page.show_view(say(language))
        foot = page.foot()
        window.foot.show_ways(foot.back, foot.middle, foot.onward)
        window.show_page(page)
        window.resize(*((1920, 1080) if look.landscape else (1080, 1920)))
        with qtbot.waitExposed(window):
            window.show()
        return window, page

    return opened


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize(("kind", "say"), NAMED)
def test_everybody_can_use_it(
    kind: type[QWidget], say: Say, look: Look, language: Language, open_page: Open
) -> None:
    window, _ = open_page(kind, say, look, language)
    settle()
    assert faults(window, look) == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("kind", "say"), NAMED)
def test_everything_can_be_reached_in_low_reach(
    kind: type[QWidget], say: Say, language: Language, open_page: Open
) -> None:
    window, _ = open_page(kind, say, Look(), language)
    window.set_low_reach(True)
    settle()
    assert faults(window, Look()) == []
    middle = window.height() // 2
    tops = {part: part.mapTo(window, QPoint(0, 0)).y() for part in controls(window)}
    assert [part for part, top in tops.items() if top < middle - 1] == []


@pytest.mark.parametrize(("kind", "say"), NAMED)
def test_nothing_of_a_visit_is_left(kind: type[QWidget], say: Say, open_page: Open) -> None:
    window, page = open_page(kind, say, Look(), Language.ZH)
    page.clear()
    kept = " ".join((*held_by(page), *read_aloud(window)))
    assert [personal for personal in PERSONAL if personal in kept] == []


@pytest.mark.parametrize(("kind", "say"), NAMED)
def test_the_next_visit_needs_no_new_widgets(
    kind: type[QWidget], say: Say, open_page: Open
) -> None:
    _, page = open_page(kind, say, Look(), Language.ZH)
    before = len(page.findChildren(QWidget))
    for _ in range(3):
        page.clear()
        page.show_view(say(Language.ZH))
    assert len(page.findChildren(QWidget)) == before


@pytest.mark.parametrize(("kind", "say"), NAMED)
def test_it_speaks_one_language(kind: type[QWidget], say: Say, open_page: Open) -> None:
    _, page = open_page(kind, say, Look(), Language.ZH)
    page.dress(Look(), Language.EN)
    page.show_view(say(Language.EN))
    spoken = {word for said in read_aloud(page) for word in CHINESE.findall(said)}
    assert spoken <= {HE, SHE}


def settle() -> None:
    """Let the layouts that were asked for come to rest, one inside the other."""
    for _ in range(ROUNDS):
        QApplication.processEvents()


def held_by(page: QWidget) -> Iterator[str]:
    """Return every text that a page's widgets still hold, in Qt or in Python."""
    for widget in (page, *page.findChildren(QWidget)):
        for ask in ("text", "accessibleName", "accessibleDescription", "placeholderText"):
            said = getattr(widget, ask, None)
            if callable(said):
                yield str(said())
        for value in vars(widget).values():
            yield from texts_in(value)


def texts_in(value: object) -> Iterator[str]:
    """Return the texts within a value: in containers and frozen views too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from texts_in(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, Struct):
        yield from texts_in(astuple(value))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
