from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.citizen.paper_image import ChangeLink, PaperImage
from kiosk.screens.citizen.paper_section import PaperSection
from kiosk.screens.citizen.paper_view import PaperView
from kiosk.screens.citizen.review import ReviewPage, ReviewView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language

Lay = Callable[..., QWidget]
WIDE, HIGH = 105, 148


def page_with_a_mark() -> PaperImage:
    """White, with a black stripe over the uppermost tenth."""
    dark = HIGH // 10
    return PaperImage(WIDE, HIGH, b"\0" * 3 * WIDE * dark + b"\xff" * 3 * WIDE * (HIGH - dark))


LINKS = (
    ChangeLink(0, "m", "男方", 36, 67),
    ChangeLink(0, "f", "女方", 68, 99),
    ChangeLink(0, "tight", "挤在一起", 99, 104),
    ChangeLink(1, "delivery", "取件方式", 246, 283),
)


def reviewed(lay: Lay, look: Look, language: Language = Language.ZH) -> ReviewPage:
    page = ReviewPage(look, language)
    lay(page)
    page.show_view(ReviewView((page_with_a_mark(), page_with_a_mark()), LINKS))
    return page


@pytest.mark.parametrize("dots", [4.03, 5.5])
def test_the_paper_is_as_large_as_it_will_be_printed(lay: Lay, dots: float) -> None:
    paper = reviewed(lay, Look(dots_per_mm=dots)).findChild(PaperView)
    first, second = paper.page_place(0), paper.page_place(1)
    assert abs(first.width() / dots - 210) < 0.5
    assert abs(first.height() / dots - 297) < 0.5
    assert second.top() > first.bottom()


def test_each_section_has_its_change_at_its_true_height(lay: Lay) -> None:
    look = Look()
    paper = reviewed(lay, look).findChild(PaperView)
    sections = [one for one in paper.findChildren(PaperSection) if one.isVisibleTo(paper)]
    assert len(sections) == len(LINKS)
    for section, link in zip(sections, LINKS, strict=True):
        top = paper.page_place(link.page).top() + link.top_mm * look.dots_per_mm
        if link.target != "tight":
            assert abs(section.y() - top) <= 1
        bar = section.y() + section.bar.top()
        assert abs(bar - top) <= 1
    buttons = [one.findChild(Button) for one in sections]
    places = [one.mapTo(paper, one.rect().topLeft()).y() for one in buttons]
    for above, below in pairwise(places):
        assert below - above >= buttons[0].height() + look.px("space.gap_between_targets")


def test_change_leads_to_the_page_it_was_filled_in_on(lay: Lay, qtbot: QtBot) -> None:
    page = reviewed(lay, Look())
    second = page.findChildren(PaperSection)[1].findChild(Button)
    assert second.accessibleName() == "改 女方"
    with qtbot.waitSignal(page.change) as told:
        QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert told.args == ["f"]


def test_the_paper_is_black_on_white_in_every_theme(lay: Lay) -> None:
    paper = reviewed(lay, Look(theme="high_contrast")).findChild(PaperView)
    seen = paper.grab().toImage()
    assert seen.pixelColor(400, 60) == QColor("black")
    assert seen.pixelColor(400, 800) == QColor("white")


def test_every_paper_is_called_by_its_title_when_there_are_several(lay: Lay) -> None:
    page = reviewed(lay, Look())
    pages = (page_with_a_mark(), page_with_a_mark())
    page.show_view(ReviewView(pages, LINKS, ("申请表", "承诺书")))
    told = [one.text() for one in page.findChildren(Words)]
    assert any("申请表" in text and "第 1 页，共 2 页" in text for text in told)
    page.show_view(ReviewView(pages, LINKS, ("申请表", "申请表")))
    assert not any("申请表" in one.text() for one in page.findChildren(Words))


def test_it_can_be_seen_larger(lay: Lay) -> None:
    page = reviewed(lay, Look())
    paper = page.findChild(PaperView)
    before = paper.page_place(0).width()
    zoom = next(one for one in page.findChildren(Button) if one.text() == "放大看")
    zoom.click()
    assert abs(paper.page_place(0).width() - 2 * before) <= 1
    assert zoom.text() == "看原大小"
    zoom.click()
    assert paper.page_place(0).width() == before


def test_nothing_of_the_paper_is_left(lay: Lay) -> None:
    page = reviewed(lay, Look())
    page.clear()
    paper = page.findChild(PaperView)
    assert paper.width() < 300
    assert "女方" not in "".join(one.accessibleName() for one in page.findChildren(QWidget))


def test_a_page_needs_all_its_dots() -> None:
    with pytest.raises(ValueError, match="three bytes"):
        PaperImage(2, 2, b"\xff")
