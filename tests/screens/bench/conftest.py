"""A kiosk that is tried out: every device pretended, and a bench with a known code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import settings as hall
from kiosk.app import opened
from kiosk.bench_code import kept_code
from kiosk.devices.voice import PretendVoice
from kiosk.front import front_of
from kiosk.pretences import MovedClock, World
from kiosk.screens.bench.benching import Benching
from kiosk.screens.bench.code_page import CodePage
from kiosk.screens.bench.page import BenchPage
from kiosk.screens.bench.parts import DeviceCard
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.look.look import Look
from kiosk.settings import Limits, Places, Settings
from kiosk.visits.steps import Step
from tests.screens.acts.conftest import Clock, House

CODE = "135790"
KEPT = kept_code(CODE, bytes(16))
PRETENDED = hall.Devices(
    camera="pretended",
    fingerprints="pretended",
    card_reader="pretended",
    scanner="pretended",
    second_screen="pretended",
)


@dataclass
class Bench:
    """The house, and a technician before it."""

    house: House
    line: list[bool]

    @property
    def act(self) -> Benching:
        """Who leads the bench."""
        found = self.house.stage.findChild(Benching)
        assert found is not None
        return found

    def knock(self) -> None:
        """Come in by the hidden way, without waiting for the five seconds."""
        self.house.stage.turn(self.house.stage.visit.beside(Step.BENCH))

    def type(self, code: str) -> None:
        """Enter a code."""
        page = self.house.front.window.area.page
        assert isinstance(page, CodePage)
        for digit in code:
            self.house.touch(page.keys[digit])
        self.house.onward()
        self.house.settles()

    def open(self) -> BenchPage:
        """Come in with the right code; returns the page once there is something on it."""
        self.knock()
        self.type(CODE)
        page = self.page()
        self.house.qtbot.waitUntil(lambda: bool(page.devices.parts))
        return page

    def page(self) -> BenchPage:
        """Return the bench's page, which is open."""
        page = self.house.front.window.area.page
        assert isinstance(page, BenchPage)
        return page

    def card(self, name: str) -> DeviceCard:
        """Return the card of a device."""
        return next(one for one in self.page().devices.parts if one._name == name)

    def use(self, name: str, label: str) -> str:
        """Use a control of a device; returns what is said of it."""
        button = next(one for one in self.card(name).controls.parts if one.text() == label)
        QTest.qWait(0)
        button.click()
        self.house.settles()
        return self.said()

    def todo(self) -> str:
        """Return what has to be seen to first."""
        return self.page().todo.lines.second.text()

    def said(self) -> str:
        """Return what came of the last thing done."""
        return self.page().result.lines.first.text()


@contextmanager
def bench_of(
    qtbot: QtBot, folder: Path, settings: Settings, look: Look | None = None
) -> Iterator[Bench]:
    """Open a kiosk with a bench."""
    clock, voice, line = MovedClock(Clock()), PretendVoice(), list[bool]()
    porch = Porch(look or Look())
    qtbot.addWidget(porch.window)
    world = World(clock, line.append)
    with opened(settings, clock) as kiosk, front_of(kiosk, porch, voice, world) as front:
        house = House(kiosk, front, folder / "printed", qtbot, Clock(), voice)
        front.conductor.steady = house.steady
        lying = porch.look.landscape
        porch.window.resize(*((1920, 1080) if lying else (1080, 1920)))
        with qtbot.waitExposed(porch.window):
            porch.window.show()
        front.conductor.begin()
        front.watching.begin()
        qtbot.waitUntil(lambda: None not in map(kiosk.watch.known, kiosk.watch.names))
        yield Bench(house, line)


def pretended(folder: Path) -> Settings:
    """Return settings with every device pretended."""
    return msgspec.structs.replace(
        Settings(),
        places=Places(data=folder / "data", spool=folder / "printed"),
        devices=PRETENDED,
        printers=hall.Printers(a4="pretended"),
        limits=Limits(reserve_mib=0),
        bench=hall.Bench(code=KEPT),
    )


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """A kiosk with every device, all of them pretended."""
    with bench_of(qtbot, tmp_path, pretended(tmp_path)) as made:
        yield made
