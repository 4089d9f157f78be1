"""What every fingerprint reader must do; each implementation is held to it."""

from collections.abc import Callable

import pytest

from kiosk.devices.fingerprint import FingerprintReader, PretendFingerprintReader, Reason
from kiosk.devices.taking import Taking, taking_of
from kiosk.errors import Trouble
from kiosk.settings import Devices


@pytest.fixture(params=[PretendFingerprintReader], ids=["pretend"])
def reader(request: pytest.FixtureRequest) -> FingerprintReader:
    made: Callable[[], FingerprintReader] = request.param
    return made()


def test_a_reader_gives_a_template_of_its_own_each_time(reader: FingerprintReader) -> None:
    assert reader.available()
    first, second = reader.enrol(), reader.enrol()
    assert first
    assert first != second


@pytest.mark.parametrize("reason", Reason)
def test_what_is_wrong_is_said_and_can_be_put_right(reason: Reason) -> None:
    reader = PretendFingerprintReader(reason)
    assert reader.available() is (reason is not Reason.UNPLUGGED)
    with pytest.raises(Trouble) as caught:
        reader.enrol()
    assert caught.value.code == f"fingerprint.{reason}"
    reader.fault = None
    assert reader.enrol()


def test_a_kiosk_has_no_reader_unless_it_is_set_to() -> None:
    assert not Taking().fingerprints.available()
    assert taking_of(Devices(fingerprints="pretended")).fingerprints.available()
