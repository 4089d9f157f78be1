"""What every camera must do; each implementation is held to it."""

from collections.abc import Callable, Iterator

import pytest

from kiosk.devices.camera import Camera, PretendCamera, Reason
from kiosk.devices.taking import Taking, taking_of
from kiosk.errors import Trouble

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@pytest.fixture(params=[PretendCamera], ids=["pretend"])
def camera(request: pytest.FixtureRequest) -> Iterator[Camera]:
    made: Callable[[], Camera] = request.param
    one = made()
    yield one
    one.close()


def test_a_camera_sees_nothing_until_it_is_opened(camera: Camera) -> None:
    assert camera.available()
    assert camera.frame() is None


def test_an_open_one_shows_one_picture_after_the_other(camera: Camera) -> None:
    camera.open()
    camera.open()
    frames = [camera.frame() for _ in range(3)]
    assert all(one is not None and one.startswith(PICTURES) for one in frames)
    assert len(set(frames)) > 1


def test_it_takes_a_photo(camera: Camera) -> None:
    camera.open()
    assert camera.still().startswith(PICTURES)


def test_a_closed_one_sees_nothing_any_more(camera: Camera) -> None:
    camera.open()
    camera.close()
    camera.close()
    assert camera.frame() is None


@pytest.mark.parametrize("asked", ["open", "still"])
def test_an_unplugged_one_says_so(asked: str) -> None:
    camera = PretendCamera(Reason.UNPLUGGED)
    assert not camera.available()
    with pytest.raises(Trouble) as caught:
        getattr(camera, asked)()
    assert caught.value.code == "camera.unplugged"


def test_one_that_is_pulled_out_while_it_looks_says_so() -> None:
    camera = PretendCamera()
    camera.open()
    camera.fault = Reason.UNPLUGGED
    with pytest.raises(Trouble) as caught:
        camera.frame()
    assert caught.value.code == "camera.unplugged"


def test_one_without_a_picture_waits_and_then_says_so() -> None:
    camera = PretendCamera(Reason.NO_FRAME)
    camera.open()
    assert camera.frame() is None
    with pytest.raises(Trouble) as caught:
        camera.still()
    assert caught.value.code == "camera.no-frame"


def test_a_kiosk_has_no_camera_unless_it_is_set_to() -> None:
    assert not Taking().camera.available()
    assert not taking_of("none", "none").camera.available()
    assert taking_of("pretended", "none").camera.available()
