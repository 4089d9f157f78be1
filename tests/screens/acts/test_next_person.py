"""What comes back for a visit that is over must not reach the next person."""

import gc
from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTextEdit

from kiosk.cases.case import Case, Strokes
from kiosk.cases.consent import Consent
from kiosk.cases.filling import Filling
from kiosk.errors import Trouble
from kiosk.paper.document import Document
from kiosk.screens.citizen.office import Accepted
from kiosk.screens.citizen.review import ReviewView
from kiosk.texts import Language, Text
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.screens.acts.conftest import House

CANARIES = (
    "巴特尔",
    "李婉清",
    "150602200411219993",
    "15060220061121998X",
    "13804770001",
    "13804770002",
    "富兴街道",
    "青春山街道",
)
TOLD = (
    "text",
    "placeholderText",
    "accessibleName",
    "accessibleDescription",
    "toolTip",
    "whatsThis",
)


def texts() -> Iterator[str]:
    for widget in QApplication.allWidgets():
        for name in (*TOLD, "title", "windowTitle", "statusTip"):
            read = getattr(widget, name, None)
            if callable(read):
                yield str(read())
        if isinstance(widget, QLineEdit) and widget.isUndoAvailable():
            yield "undo is still possible"
        if isinstance(widget, QTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QComboBox):
            yield widget.currentText()


def left_over() -> list[str]:
    """Return every canary that any widget still holds; digits may stand in groups."""
    said = [text.replace(" ", "") for text in texts()]
    return [canary for canary in CANARIES if any(canary in text for text in said)]


def trouble() -> Trouble:
    return Trouble("paper.test", Text("坏了", "Broken"), Text("修", "Mend"))


def test_a_whole_visit_in_both_languages_leaves_nothing(house: House) -> None:
    house.front.window.top.language_pressed.emit()
    house.fill_in()
    house.front.window.top.large_print_pressed.emit()
    for step in (Step.MATERIALS, Step.FORM):
        house.back()
        assert house.stage.visit.step is step
    house.onward()
    house.onward()
    house.settles()
    house.sign_all()
    assert left_over()
    house.front.window.top.language_pressed.emit()
    house.onward()
    house.comes_to(Step.ACCEPTED)
    house.settles()
    case = house.stage.visit.case
    assert case is not None
    number = case.number
    assert [name.rpartition("-")[0] for name in house.papers] == [
        f"{number}-application",
        f"{number}-application",
        f"{number}-receipt",
    ]
    house.onward()
    house.comes_to(Step.RATE)
    assert house.stage.language is Language.ZH
    house.stage.turn(house.stage.visit.next())
    house.comes_to(Step.GOODBYE)
    QGuiApplication.clipboard().setText(CANARIES[0])
    house.onward()
    assert house.stage.visit == Visit()
    house.settles()
    assert left_over() == []
    assert number not in "".join(texts()).replace(" ", "")
    assert QGuiApplication.clipboard().text() == ""


def test_no_paper_no_case_and_no_answer_is_still_held_after_a_visit(house: House) -> None:
    # Other tests' modules hold samples of their own: only what this visit made counts.
    before = personal()
    house.apply()
    # From a page beside the way: nobody answered.
    house.stage.turn(house.stage.visit.beside(Step.STILL_THERE))
    house.stage.ended.emit()
    house.settles()
    old = {id(one) for one in before}
    assert [type(one).__name__ for one in personal() if id(one) not in old] == []


def personal() -> list[object]:
    """Return all that still says something of somebody."""
    gc.collect()
    kinds = (Accepted, Document, Case, Consent, Filling, Strokes, ReviewView)
    held = [one for one in gc.get_objects() if isinstance(one, kinds)]
    return [one for one in held if not isinstance(one, ReviewView) or one.pages]


def test_trouble_of_the_last_visit_is_not_shown_to_the_next(house: House) -> None:
    go_on = house.busy()

    def fail() -> None:
        raise trouble()

    house.stage.run(fail, lambda _: None)
    house.stage.ended.emit()
    go_on()
    back: list[int] = []
    house.stage.run(lambda: 1, back.append)
    house.qtbot.waitUntil(lambda: back == [1])
    assert house.stage.visit == Visit()


def test_what_was_asked_for_in_the_last_visit_does_not_arrive_in_the_next(house: House) -> None:
    house.begin()
    go_on = house.busy()
    house.stage.put_away()
    house.stage.ended.emit()
    go_on()
    back: list[int] = []
    house.stage.run(lambda: 1, back.append)
    house.qtbot.waitUntil(lambda: back == [1])
    assert house.stage.visit == Visit()


def test_the_next_person_can_hand_in_after_a_visit_that_ended_while_handing_in(
    house: House,
) -> None:
    house.fill_in()
    house.sign_all()
    go_on = house.busy()
    house.onward()
    house.stage.ended.emit()
    go_on()
    house.apply()
    assert house.stage.visit.case is not None


def test_a_number_that_was_typed_is_gone_once_one_is_back_on_the_welcome(house: House) -> None:
    house.stage.turn(house.stage.visit.beside(Step.PROGRESS))
    house.type(house.edit(), "1506020126112301001742")
    house.back()
    assert house.stage.visit == Visit()
    assert "1506020126112301001742" not in "".join(texts()).replace(" ", "")
