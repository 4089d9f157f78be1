"""Codes held before a scanner of either sort: receipts and certificates."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.devices.scanner import PretendScanner
from kiosk.devices.taking import Taking
from kiosk.screens.citizen.asking import AskPage
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.fields.line import LineField
from kiosk.visits.steps import Step
from kiosk.wire.proof import Proof, prove
from tests.screens.acts.conftest import House
from tests.wire.test_proof import OURS

CERTIFICATE = "J150602-2026-000123"
Scan = Callable[[str], None]


@pytest.fixture(params=["wedge", "serial"])
def scan(house: House, request: pytest.FixtureRequest) -> Scan:
    """Hold a code before the scanner."""
    if request.param == "wedge":
        return lambda text: typed_by_a_scanner(house, text)
    scanner = PretendScanner()
    house.stage.taking = Taking(scanner=scanner)
    house.front.scanning.begin()
    return scanner.scan


class Steady:
    """A clock by which every key comes 5 ms after the one before, however busy the machine is."""

    def __init__(self, before: int) -> None:
        self._at = before + 1000

    def elapsed(self) -> int:
        self._at += 5
        return self._at


def typed_by_a_scanner(house: House, text: str) -> None:
    scanning = house.front.scanning
    steady = Steady(scanning._running.elapsed())
    scanning._running = steady  # type: ignore[assignment]  # only this is asked of a clock
    focus = QApplication.focusWidget() or house.front.window
    QTest.keyClicks(focus, text)
    QTest.keyClick(QApplication.focusWidget() or house.front.window, Qt.Key.Key_Return)


def receipt_of(number: str) -> str:
    case_id = "019c0a11-0000-7000-8000-000000000017"
    return prove(Proof(case_id, number, "5a" * 32, 3, "hall-3"), OURS)


def applied(house: House) -> str:
    """Make an application and go home; returns its number."""
    house.apply()
    case = house.stage.visit.case
    assert case is not None
    house.front.conductor.reset()
    return case.number


def line_of(house: House) -> str:
    page = house.front.window.area.page
    assert isinstance(page, AskPage)
    return page.line.entry.typed


def field(house: House, path: str) -> LineField:
    page = house.front.window.area.page
    assert isinstance(page, FormPage)
    found = page.sheet.column.holder(path)
    assert isinstance(found, LineField)
    return found


def at_the_certificate(house: House) -> str:
    """Open the page of the form that asks for a certificate's number; returns its path."""
    house.begin()
    visit = house.stage.visit.filled(lambda filling: filling.choose(["birth_reg"]))
    assert visit.filling is not None
    titles = [page.page.id for page in visit.filling.pages]
    house.stage.turn(replace(visit, page=titles.index("certificate")))
    shown = house.stage.visit.form_page
    assert shown is not None
    return next(one.path for one in shown.fields if one.field.kind == "certificate_no")


@pytest.mark.parametrize("written", [str, receipt_of], ids=["bars", "proof"])
def test_a_receipt_opens_its_case_from_the_welcome(
    house: House, scan: Scan, written: Callable[[str], str]
) -> None:
    number = applied(house)
    scan(written(number))
    house.comes_to(Step.PROGRESS)
    house.qtbot.waitUntil(lambda: line_of(house) == number)
    house.settles()


@pytest.mark.parametrize("step", [Step.PROGRESS, Step.REPRINT])
def test_a_receipt_is_taken_where_a_number_is_asked_for(
    house: House, scan: Scan, step: Step
) -> None:
    number = applied(house)
    papers = len(house.papers)
    house.stage.turn(house.stage.visit.beside(step))
    scan(receipt_of(number))
    house.qtbot.waitUntil(lambda: line_of(house) == number)
    house.settles()
    if step is Step.REPRINT:
        house.qtbot.waitUntil(lambda: len(house.papers) > papers)


def test_a_certificates_number_fills_its_field(house: House, scan: Scan) -> None:
    path = at_the_certificate(house)
    scan(CERTIFICATE)
    house.qtbot.waitUntil(lambda: house.stage.filling.answers.get(path) == CERTIFICATE)
    assert field(house, path).entry.typed.replace("-", "") == CERTIFICATE.replace("-", "")


def test_scanned_into_another_field_it_leaves_that_as_it_was(house: House) -> None:
    path = at_the_certificate(house)
    page = house.stage.visit.form_page
    assert page is not None
    typed_in = (one.path for one in page.fields if one.field.kind in {"text", "person_name"})
    other = field(house, next(typed_in))
    other.target().setFocus()
    house.type(other.entry, "巴")
    typed_by_a_scanner(house, CERTIFICATE)
    assert other.entry.typed == "巴"
    assert house.stage.filling.answers.get(path) == CERTIFICATE


def test_what_nobody_takes_stays_as_it_was_typed(house: House) -> None:
    house.stage.turn(house.stage.visit.beside(Step.PROGRESS))
    house.edit().setFocus()
    typed_by_a_scanner(house, "123456")
    assert line_of(house) == "123456"


def test_a_scan_presses_no_button(house: House) -> None:
    at_the_certificate(house)
    pressed: list[bool] = []
    foot = house.front.window.foot
    foot.onward_pressed.connect(lambda: pressed.append(True))
    foot.onward.setFocus()
    typed_by_a_scanner(house, receipt_of("1506020126112301001741"))
    assert pressed == []
    assert house.at(Step.FORM)


def test_a_scanner_that_is_out_is_tried_again(house: House) -> None:
    scanner = PretendScanner()
    scanner.unplugged = True
    house.stage.taking = Taking(scanner=scanner)
    house.front.scanning.begin()
    house.stage.turn(house.stage.visit.beside(Step.PROGRESS))
    house.qtbot.waitUntil(lambda: house.front.scanning.out)
    scanner.unplugged = False
    scanner.scan("1506020126112301001741")
    house.qtbot.waitUntil(lambda: line_of(house) == "1506020126112301001741")


@pytest.mark.parametrize("goes_home", [False, True], ids=["same visit", "next visit"])
def test_what_is_scanned_while_the_glass_is_held_is_brought_to_its_own_visit(
    house: House, *, goes_home: bool
) -> None:
    scanner, done = PretendScanner(), Event()
    house.stage.taking = Taking(scanner=scanner)
    house.stage.turn(house.stage.visit.beside(Step.PROGRESS))
    house.stage.run(done.wait, lambda _: None, hold=True)
    house.front.scanning.begin()
    scanner.scan("1506020126112301001741")
    house.qtbot.waitUntil(lambda: bool(house.front.scanning._read))
    if goes_home:
        house.front.conductor.reset()
    done.set()
    house.qtbot.waitUntil(lambda: not house.front.scanning._read)
    assert house.at(Step.WELCOME if goes_home else Step.PROGRESS)
    assert goes_home or line_of(house) == "1506020126112301001741"
