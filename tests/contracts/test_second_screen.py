"""What every second screen must do; the real one stands beside another on a real X server."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
import zxingcpp
from PIL import Image

from kiosk.devices.second_screen import NOTHING, PretendSecondScreen, Sight
from kiosk.paper.symbols import qr
from tests.journeys.display import Display, virtual_display

GLASS, BESIDE = (1080, 1920), (1920, 1080)
WAITING = Sight("鄂尔多斯市政务服务大厅", "请在触摸屏上办理")
NUMBER = "150602 612112 3010 0174 25"
PROOF = "K1:" + "0123456789abcdef" * 14
KEPT = Sight("申请已经收好", "可以用手机拍下编号", number=NUMBER, code=qr(PROOF).rows)
BUSY = Sight("正在办理", steps=(("填表", "done"), ("核对", "now"), ("取回执", "todo")))


class Desk(Protocol):
    """A second screen, what is seen on it, and its cable."""

    def show(self, sight: Sight) -> None: ...
    def close(self) -> None: ...
    def available(self) -> bool: ...
    def lit(self) -> bool: ...
    def pull(self) -> None: ...
    def plug(self) -> None: ...


class Pretended:
    def __init__(self) -> None:
        self.screen = PretendSecondScreen()
        self.show, self.close = self.screen.show, self.screen.close
        self.available = self.screen.available

    def lit(self) -> bool:
        return self.screen.seen is not None

    def pull(self) -> None:
        self.screen.pulled = True

    def plug(self) -> None:
        self.screen.pulled = False


@dataclass
class OnX:
    """A program with the real window, on a display cut into two screens."""

    display: Display
    process: "subprocess.Popen[str]"

    def show(self, sight: Sight) -> None:
        self.ask("show", asdict(sight))

    def close(self) -> None:
        self.ask("close")

    def available(self) -> bool:
        there: bool = self.ask("look")["available"]
        return there

    def windows(self) -> list[list[int]]:
        found: list[list[int]] = self.ask("look")["windows"]
        return found

    def lit(self) -> bool:
        return bool(self.windows())

    def pull(self) -> None:
        cut(self.display, "--delmonitor", "beside")

    def plug(self) -> None:
        plug(self.display)

    def ask(self, *words: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def cut(display: Display, *words: str) -> None:
    command = ["xrandr", *words]
    subprocess.run(command, env=display.environment(), check=True, capture_output=True)


def plug(display: Display) -> None:
    place = f"{BESIDE[0]}/508x{BESIDE[1]}/285+{GLASS[0]}+0"
    cut(display, "--setmonitor", "beside", place, "none")


@contextmanager
def on_x(name: str = "beside") -> Iterator[OnX]:
    with virtual_display(GLASS[0] + BESIDE[0], GLASS[1]) as display:
        first = f"{GLASS[0]}/285x{GLASS[1]}/508+0+0"
        cut(display, "--setmonitor", "*glass", first, "screen")
        plug(display)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.contracts.second_screen", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=display.environment(),
            cwd=Path(__file__).parents[2],
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdout.readline()
            yield OnX(display, process)
            process.stdin.close()


@pytest.fixture(params=["pretended", "x"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    if request.param == "pretended":
        yield Pretended()
        return
    with on_x() as one:
        yield one


def test_it_shows_what_it_is_told_and_goes_dark(desk: Desk) -> None:
    assert desk.available()
    assert not desk.lit()
    for sight in (WAITING, BUSY, KEPT):
        desk.show(sight)
        assert desk.lit()
    desk.close()
    assert not desk.lit()
    desk.show(NOTHING)
    assert not desk.lit()


def test_pulled_out_it_shows_nothing_and_plugged_in_what_was_told_last(desk: Desk) -> None:
    desk.show(WAITING)
    desk.pull()
    assert not desk.available()
    assert not desk.lit()
    desk.show(KEPT)
    assert not desk.lit()
    desk.plug()
    assert desk.available()
    assert desk.lit()


def test_its_window_fills_the_second_screen_and_its_code_is_read(tmp_path: Path) -> None:
    with on_x() as desk:
        for sight in (WAITING, BUSY, KEPT):
            desk.show(sight)
            assert desk.windows() == [[GLASS[0], 0, *BESIDE]]
        picture = tmp_path / "both.png"
        desk.ask("picture", str(picture))
        with Image.open(picture) as both:
            (read,) = zxingcpp.read_barcodes(both.convert("L"))
            glass = both.convert("RGB").crop((0, 0, *GLASS))
            assert read.text == PROOF
            assert read.position.top_left.x > GLASS[0]
            assert glass.getcolors() == [(GLASS[0] * GLASS[1], (0, 0, 0))]


def test_it_is_never_on_the_glass_of_the_citizen() -> None:
    for name in ("glass", "HDMI-9"):
        with on_x(name) as desk:
            desk.show(WAITING)
            assert not desk.available()
            assert not desk.lit()
