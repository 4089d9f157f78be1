"""What every fingerprint reader must do; each implementation is held to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from kiosk.devices.fingerprint import FingerprintReader, PretendFingerprintReader, Reason
from kiosk.devices.fprint import POOR_TOUCHES
from kiosk.devices.libfprint_reader import LibfprintReader
from kiosk.devices.taking import Taking, taking_of
from kiosk.errors import Trouble
from kiosk.settings import Devices
from tests.devices.virtual_finger import TOUCHES, finger

SILENCE = 1.0


@dataclass
class Desk:
    """A reader, a finger that touches it well, and what can befall it."""

    reader: FingerprintReader
    touch: Callable[[str], None]
    befall: Callable[[Reason], None]
    mend: Callable[[], None]


def pretended() -> Desk:
    reader = PretendFingerprintReader()
    return Desk(
        reader,
        lambda _: None,
        lambda reason: setattr(reader, "fault", reason),
        lambda: setattr(reader, "fault", None),
    )


@pytest.fixture(params=["pretended", "libfprint"])
def desk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    if request.param == "pretended":
        yield pretended()
        return
    with finger(monkeypatch) as one:
        touches = {Reason.NO_FINGER: ["SCAN first"], Reason.POOR: ["RETRY 1"] * POOR_TOUCHES}

        def befall(reason: Reason) -> None:
            if reason is Reason.UNPLUGGED:
                one.pull_out()
            else:
                one.does(*touches[reason])

        yield Desk(LibfprintReader(one.bus, SILENCE), one.scans, befall, one.plug_in)


def test_a_reader_gives_a_template_of_its_own_each_time(desk: Desk) -> None:
    assert desk.reader.available()
    desk.touch("left-thumb")
    first = desk.reader.enrol()
    desk.touch("right-index")
    second = desk.reader.enrol()
    assert first
    assert first != second


@pytest.mark.parametrize("reason", Reason)
def test_what_is_wrong_is_said_and_can_be_put_right(desk: Desk, reason: Reason) -> None:
    desk.befall(reason)
    assert desk.reader.available() is (reason is not Reason.UNPLUGGED)
    with pytest.raises(Trouble) as caught:
        desk.reader.enrol()
    assert caught.value.code == f"fingerprint.{reason}"
    desk.mend()
    desk.touch("right-index")
    assert desk.reader.available()
    assert desk.reader.enrol()


def test_one_bad_touch_among_good_ones_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    with finger(monkeypatch) as one:
        one.does("SCAN a", "RETRY 1", *["SCAN a"] * (TOUCHES - 1))
        assert LibfprintReader(one.bus, SILENCE).enrol().startswith(b"FP3")


def test_a_reader_pulled_out_while_a_finger_lies_on_it_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with finger(monkeypatch) as one:
        one.does("SCAN a", "UNPLUG")
        with pytest.raises(Trouble) as caught:
            LibfprintReader(one.bus, SILENCE).enrol()
        assert caught.value.code == "fingerprint.unplugged"


def test_who_only_looks_asks_again_when_something_was_plugged_in_or_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with finger(monkeypatch) as one:
        reader = LibfprintReader(one.bus)
        assert reader.available()
        monkeypatch.delenv("FP_VIRTUAL_DEVICE")
        assert reader.available()  # nothing changed on the bus: nobody asked
        (one.bus / "1-2").touch()
        assert not reader.available()
    assert not LibfprintReader(one.bus / "none").available()


def test_a_kiosk_has_no_reader_unless_it_is_set_to() -> None:
    assert not Taking().fingerprints.available()
    assert taking_of(Devices(fingerprints="pretended")).fingerprints.available()
    assert isinstance(taking_of(Devices(fingerprints="libfprint")).fingerprints, LibfprintReader)
