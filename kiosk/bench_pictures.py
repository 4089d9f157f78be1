"""The machines' side as pictures: the bench, and what citizens read when a device fails.

Every device is pretended here, so that each of its states can be shown on purpose.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

import msgspec
from PySide6.QtWidgets import QApplication

from kiosk.app import Kiosk
from kiosk.bench_code import kept_code
from kiosk.bench_trials import Trials
from kiosk.devices.card_reader import CardType
from kiosk.devices.pretend_printer import PretendPrinter
from kiosk.devices.printer import Reason, trouble
from kiosk.devices.sam.pretend import SAMPLE, Ill, PretendReader
from kiosk.devices.voice import PretendVoice
from kiosk.front import Front
from kiosk.paper.document import Document
from kiosk.printers import SHEETS
from kiosk.recent import Recent
from kiosk.screens.acts.card_reading import CardReading
from kiosk.screens.bench.benching import Benching
from kiosk.screens.bench.code_page import CodePage
from kiosk.screens.bench.page import BenchPage
from kiosk.screens.citizen.views import ReaderState
from kiosk.settings import Bench, Devices, Printers, Settings
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from kiosk.workbench import Workbench

T = TypeVar("T")
CODE, PRETENDED = "246810", "pretended"
PATIENCE, GAP = 20.0, 0.001
"""Seconds until a state that does not come is a mistake, and between two looks."""

FOREIGNER = replace(SAMPLE, type=CardType.FOREIGNER_2023)
WITHOUT_PAPER = (
    Reason.MEDIA_JAM,
    Reason.COVER_OPEN,
    Reason.TONER_EMPTY,
    Reason.OUTPUT_FULL,
    Reason.OFFLINE,
    Reason.STOPPED,
    Reason.UNCERTAIN,
)
"""One of each picture and each way on; that paper is out is shown among the other screens."""

READER = {
    ReaderState.AGAIN: "again",
    ReaderState.ELSEWHERE: "elsewhere",
    ReaderState.READ: "read",
    ReaderState.OUT: "out",
}
NAMES = (
    "guide-without-paper",
    "identity-waiting",
    *(f"identity-{name}" for name in READER.values()),
    *(f"trouble-{reason}" for reason in WITHOUT_PAPER),
    "bench-code",
    "bench-code-wrong",
    "bench",
    "bench-ill",
    "bench-tested",
    "bench-house",
)


def trying_out(settings: Settings) -> Settings:
    """Return the settings of a kiosk whose devices are all pretended, with a bench that opens."""
    return msgspec.structs.replace(
        settings,
        devices=Devices(
            camera=PRETENDED,
            fingerprints="pretended",
            card_reader=PRETENDED,
            scanner=PRETENDED,
            second_screen=PRETENDED,
        ),
        printers=Printers(a4=PRETENDED, receipt=PRETENDED),
        bench=Bench(code=kept_code(CODE, bytes(16))),
    )


def machine_screens(
    kiosk: Kiosk, front: Front, identity: Visit, accepted: Visit, settle: Callable[[Front], None]
) -> Iterator[str]:
    """Bring on each of `NAMES` in turn, at a visit that waits for cards and one for papers."""
    for found in (
        _without_paper(kiosk, front, identity),
        _reader(kiosk, front, identity),
        _papers(front, accepted),
        _bench(kiosk, front, replace(identity, step=Step.WELCOME, filling=None)),
    ):
        for name in found:
            settle(front)
            yield name


def self_test(kiosk: Kiosk, language: Language) -> Document:
    """Draw the slip of a self-test, on the roll."""
    voice = PretendVoice()
    found = Workbench(kiosk, voice, Recent()).self_test()
    return Trials(kiosk, voice).slip(found, language, roll=True)


def _reader(kiosk: Kiosk, front: Front, identity: Visit) -> Iterator[str]:
    reader, reading = kiosk.taking.cards, front.stage.findChild(CardReading)
    if not isinstance(reader, PretendReader) or reading is None:
        raise ValueError("the reader is not pretended")
    desk = reader.desk

    def comes(state: ReaderState) -> str:
        _until(lambda: reading.state is state or None)
        return f"identity-{READER[state]}"

    front.stage.turn(identity)
    yield "identity-waiting"
    desk.ills.add(Ill.UNREADABLE)
    desk.lay()
    yield comes(ReaderState.AGAIN)
    desk.ills.clear()
    desk.lay(FOREIGNER)
    yield comes(ReaderState.ELSEWHERE)
    desk.lay()
    yield comes(ReaderState.READ)
    desk.ills.add(Ill.GONE)
    yield comes(ReaderState.OUT)
    desk.ills.clear()
    desk.lift()


def _papers(front: Front, accepted: Visit) -> Iterator[str]:
    for reason in WITHOUT_PAPER:
        front.stage.turn(accepted.beside(Step.TROUBLE, trouble(reason)))
        yield f"trouble-{reason}"


def _without_paper(kiosk: Kiosk, front: Front, visit: Visit) -> Iterator[str]:
    paper = kiosk.printers[SHEETS]
    if not isinstance(paper, PretendPrinter):
        raise ValueError("the printer is not pretended")
    paper.fault = Reason.OFFLINE
    kiosk.watch.look(SHEETS)
    front.stage.turn(replace(visit, step=Step.GUIDE))
    yield "guide-without-paper"
    paper.fault = None
    kiosk.watch.look(SHEETS)


def _bench(kiosk: Kiosk, front: Front, welcome: Visit) -> Iterator[str]:
    stage, act = front.stage, front.stage.findChild(Benching)
    if act is None:
        raise ValueError("there is no bench")
    for name in kiosk.watch.names:
        kiosk.watch.look(name)
    stage.turn(welcome.beside(Step.BENCH))
    yield "bench-code"
    _type(front, "0" * len(CODE))
    act.onward()
    yield "bench-code-wrong"
    _type(front, CODE)
    act.onward()
    page = _bench_page(front)
    yield "bench"
    page.used.emit(SHEETS, "empty")
    _until(lambda: not stage.held or None)
    kiosk.watch.look(SHEETS)
    page.used.emit(SHEETS, "empty")
    yield "bench-ill"
    act.onward()
    yield "bench-tested"
    page.roll.reveal(page.fact_panel)
    yield "bench-house"


def _type(front: Front, code: str) -> None:
    page = front.window.area.page
    if not isinstance(page, CodePage):
        raise ValueError("the code is not asked for")
    for digit in code:
        page.keys[digit].click()


def _bench_page(front: Front) -> BenchPage:
    def opened() -> BenchPage | None:
        page = front.window.area.page
        return page if isinstance(page, BenchPage) and page.devices.parts else None

    return _until(opened)


def _until(look: Callable[[], T | None]) -> T:
    """Let the machines work until something is there."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(GAP)
    return found
