"""What every camera must do; each implementation is held to it."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.devices.camera import Camera, PretendCamera, Reason
from kiosk.devices.ffmpeg_camera import FfmpegCamera, video_device
from kiosk.devices.taking import Taking, taking_of
from kiosk.errors import Trouble
from kiosk.settings import Devices

PATIENCE = 20.0
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def moving(rate: int = 15) -> FfmpegCamera:
    """Return the real program with a moving test picture in the place of a camera."""
    return FfmpegCamera(("-re", "-f", "lavfi", "-i", f"testsrc=size=320x240:rate={rate}"))


def until(question: Callable[[], object]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@pytest.fixture(params=[PretendCamera, moving], ids=["pretend", "ffmpeg"])
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
    frames: set[bytes | None] = set()
    until(lambda: frames.add(camera.frame()) or len(frames - {None}) > 1)
    assert all(one is None or one.startswith(PICTURES) for one in frames)


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
    assert not taking_of(Devices()).camera.available()
    assert taking_of(Devices(camera="pretended")).camera.available()
    assert isinstance(taking_of(Devices(camera="/dev/video0")).camera, FfmpegCamera)


def test_a_photo_is_whole() -> None:
    camera = moving()
    try:
        taken = camera.still()
    finally:
        camera.close()
    assert taken.startswith(b"\xff\xd8")
    assert taken.endswith(b"\xff\xd9")


def test_no_program_runs_while_nobody_looks() -> None:
    camera = moving()
    assert not children()
    camera.open()
    assert len(children()) == 1
    camera.close()
    assert not children()


def test_a_real_one_that_is_not_there_is_not_offered(tmp_path: Path) -> None:
    device = tmp_path / "video9"
    camera = FfmpegCamera(video_device(device), device)
    assert not camera.available()
    with pytest.raises(Trouble) as caught:
        camera.open()
    assert caught.value.code == "camera.unplugged"
    assert not FfmpegCamera(video_device(device), program="ffmpeg-that-nobody-has").available()


def test_a_device_that_is_no_camera_is_as_good_as_unplugged(tmp_path: Path) -> None:
    device = tmp_path / "video9"
    device.write_bytes(b"no camera")
    camera = FfmpegCamera(video_device(device), device)
    with pytest.raises(Trouble) as caught:
        camera.still()
    assert caught.value.code == "camera.unplugged"
    camera.close()


def test_one_that_ends_while_it_looks_was_pulled_out() -> None:
    camera = FfmpegCamera(("-f", "lavfi", "-i", "testsrc=size=320x240:rate=15:duration=0.2"))
    camera.open()
    until(lambda: said(camera) == "camera.unplugged")
    camera.close()
    assert camera.frame() is None


def test_a_stream_that_is_no_picture_ends_by_itself() -> None:
    before = threading.active_count()
    camera = FfmpegCamera(("-f", "lavfi", "-i", "testsrc=duration=0"))
    with pytest.raises(Trouble):
        camera.still()
    camera.close()
    until(lambda: threading.active_count() <= before)


def said(camera: Camera) -> str:
    """Return the code of what is wrong with it; empty for nothing."""
    try:
        camera.frame()
    except Trouble as trouble:
        return trouble.code
    return ""


def children() -> list[str]:
    """Return the ffmpeg that this process runs."""
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "comm="],  # noqa: S607  # everywhere on Linux
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return [line for line in listed.split() if line == "ffmpeg"]
