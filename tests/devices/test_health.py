"""How each device is told to be, and what of it travels to central."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.devices import camera, fingerprint, printer
from kiosk.devices.camera import PretendCamera
from kiosk.devices.fingerprint import PretendFingerprintReader
from kiosk.devices.health import CAMERA, CARD_READER, FINGERPRINTS, Condition, Health, Watch, looks
from kiosk.devices.sam.pretend import Ill, PretendReader
from kiosk.devices.spool import SpoolPrinter
from kiosk.devices.taking import Taking
from kiosk.devices.telemetry import QUIET, Telemetry
from kiosk.errors import Trouble
from kiosk.settings import Devices
from kiosk.texts import Text

PRETENDED = Devices(camera="pretended", fingerprints="pretended", card_reader="pretended")
EMPTY = Health((printer.trouble(printer.Reason.MEDIA_EMPTY),))
LOW = Health(soon=(printer.trouble(printer.Reason.MEDIA_LOW),))
WELL = Health()


def nobody(name: str, health: Health) -> None:
    """Nobody is told."""


class Note:
    """A journal of bodies, whose disk may be full."""

    def __init__(self) -> None:
        self.bodies: list[Mapping[str, object]] = []
        self.full = False
        self.now = datetime(2026, 11, 23, 2, tzinfo=UTC)

    def __call__(self, body: Mapping[str, object]) -> None:
        if self.full:
            raise Trouble("journal.disk_full", Text("满", "full"), Text("清理", "make room"))
        self.bodies.append(body)

    def clock(self) -> datetime:
        return self.now


def test_what_is_not_set_is_not_watched(tmp_path: Path) -> None:
    found = looks(Taking(), Devices(), [("a4", SpoolPrinter(tmp_path))])
    assert Watch(found, nobody).names == ("a4",)


def test_every_device_is_ill_when_it_is_pulled_out_and_well_again(tmp_path: Path) -> None:
    reader, eye, finger = PretendReader(), PretendCamera(), PretendFingerprintReader()
    spool = tmp_path / "spool"
    every = looks(Taking(eye, finger, reader), PRETENDED, [("a4", SpoolPrinter(spool))])
    watch = Watch(every, nobody)
    assert {watch.look(name).condition for name in watch.names} == {Condition.WELL}
    reader.desk.ills.add(Ill.GONE)
    eye.fault, finger.fault = camera.Reason.UNPLUGGED, fingerprint.Reason.UNPLUGGED
    spool.rmdir()
    spool.write_text("", "ascii")
    codes = {name: watch.look(name).codes for name in watch.names}
    assert codes == {
        "a4": ("printer.spool-area-full",),
        CARD_READER: ("reader.offline",),
        CAMERA: ("camera.unplugged",),
        FINGERPRINTS: ("fingerprint.unplugged",),
    }
    assert not eye.looking
    known = watch.known(CAMERA)
    assert known is not None
    assert known.codes == codes[CAMERA]
    reader.desk.ills.clear()
    eye.fault = finger.fault = None
    spool.unlink()
    assert {watch.look(name).condition for name in watch.names} == {Condition.WELL}


def test_a_bug_in_a_driver_is_a_device_that_is_ill(caplog: pytest.LogCaptureFixture) -> None:
    def look() -> Health:
        raise TypeError("巴特尔")

    watch = Watch({"a4": look}, nobody)
    assert watch.look("a4").codes == ("device.driver",)
    assert "TypeError at" in caplog.text
    assert "巴特尔" not in caplog.text


def test_a_state_is_told_once_and_only_when_two_looks_agree() -> None:
    note = Note()
    telemetry = Telemetry(note, note.clock)
    for health in (EMPTY, WELL, EMPTY, EMPTY, EMPTY):
        telemetry.hear("a4", health)
    assert note.bodies == [
        {"device": "a4", "condition": "ill", "codes": ["printer.media-empty"]},
    ]


def test_a_device_that_flickers_says_one_word_in_ten_minutes_and_the_last_one_counts() -> None:
    note = Note()
    telemetry = Telemetry(note, note.clock)
    for _ in range(100):
        for health in (WELL, WELL, LOW, LOW):
            telemetry.hear("a4", health)
        note.now += timedelta(seconds=1)
    assert [body["condition"] for body in note.bodies] == ["well"]
    note.now += QUIET
    telemetry.hear("a4", LOW)
    assert [body["condition"] for body in note.bodies] == ["well", "soon"]


def test_what_the_disk_would_not_take_is_told_later() -> None:
    note = Note()
    telemetry = Telemetry(note, note.clock)
    note.full = True
    telemetry.hear("a4", EMPTY)
    telemetry.hear("a4", EMPTY)
    note.full = False
    telemetry.hear("a4", EMPTY)
    assert len(note.bodies) == 1


def test_a_clock_that_was_set_back_does_not_silence_anything() -> None:
    note = Note()
    telemetry = Telemetry(note, note.clock)
    telemetry.hear("a4", WELL)
    telemetry.hear("a4", WELL)
    note.now -= timedelta(days=1)
    telemetry.hear("a4", EMPTY)
    telemetry.hear("a4", EMPTY)
    assert len(note.bodies) == 2


def test_who_uses_a_device_keeps_its_watch_waiting() -> None:
    seen: list[str] = []

    def look() -> Health:
        seen.append("look")
        return WELL

    watch = Watch({"a4": look}, nobody)
    with watch.turn("a4"), ThreadPoolExecutor(1) as pool:
        looking = pool.submit(watch.look, "a4")
        assert not wait([looking], 0.05).done
        seen.append("used")
        watch._turns["a4"].release()
        looking.result()
        watch._turns["a4"].acquire()
    with watch.turn("a lamp"):
        assert seen == ["used", "look"]
