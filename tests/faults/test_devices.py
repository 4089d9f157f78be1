"""Each device, each fault, each step of a visit: nothing given is lost, and there is a way on."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk import settings as hall
from kiosk.app import opened
from kiosk.devices.camera import PretendCamera
from kiosk.devices.fingerprint import PretendFingerprintReader
from kiosk.devices.pretend_printer import PretendPrinter
from kiosk.devices.sam.pretend import PretendReader
from kiosk.devices.scanner import PretendScanner
from kiosk.devices.voice import PretendVoice
from kiosk.front import front_of
from kiosk.printers import ROLL, SHEETS
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.look.look import Look
from kiosk.settings import Limits, Places, Settings
from tests.faults.ailing import MORNING, WAY, Ailing, Devices, Fault, faults
from tests.screens.acts.conftest import Clock, House

FAULTS = faults()
PRETENDED = hall.Devices(
    camera="pretended", fingerprints="pretended", card_reader="pretended", scanner="pretended"
)
GONE = (
    "reader gone", "camera unplugged", "finger unplugged", "printer offline", "roll offline",
    "scanner unplugged", "voice silent",
)  # fmt: skip


@pytest.fixture
def ailing(qtbot: QtBot, tmp_path: Path) -> Iterator[Ailing]:
    """A kiosk with every device, all of them pretended."""
    settings = msgspec.structs.replace(
        Settings(),
        places=Places(data=tmp_path / "data", spool=tmp_path / "printed"),
        devices=PRETENDED,
        printers=hall.Printers(a4="pretended", receipt="pretended"),
        limits=Limits(reserve_mib=0),
    )
    clock, voice = Clock(MORNING), PretendVoice()
    porch = Porch(Look())
    qtbot.addWidget(porch.window)
    with opened(settings, clock) as kiosk, front_of(kiosk, porch, voice) as front:
        house = House(kiosk, front, tmp_path / "printed", qtbot, clock, voice)
        front.conductor.steady = house.steady
        porch.window.resize(1080, 1920)
        with qtbot.waitExposed(porch.window):
            porch.window.show()
        front.conductor.begin()
        taking, paper, roll = kiosk.taking, kiosk.printers[SHEETS], kiosk.printers[ROLL]
        assert isinstance(taking.cards, PretendReader)
        assert isinstance(taking.camera, PretendCamera)
        assert isinstance(taking.fingerprints, PretendFingerprintReader)
        assert isinstance(paper, PretendPrinter)
        assert isinstance(roll, PretendPrinter)
        assert isinstance(taking.scanner, PretendScanner)
        devices = taking.cards, taking.camera, taking.fingerprints, paper, roll, taking.scanner
        yield Ailing(house, Devices(*devices, voice))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_device_that_fails_at_any_step_loses_nothing_and_is_no_dead_end(
    ailing: Ailing, fault: Fault
) -> None:
    """It is broken all the way, or breaks as a step begins and is put right as the next does."""
    for broken in (WAY, WAY[::2], WAY[1::2]):
        ailing.visit(broken, fault)


def test_all_devices_gone_at_once_from_any_step_on(ailing: Ailing) -> None:
    def all_gone(devices: Devices) -> None:
        for name in GONE:
            FAULTS[name](devices)

    for place in range(len(WAY)):
        ailing.visit(WAY[place:], all_gone)
