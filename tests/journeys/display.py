"""A virtual display with a real X server, and a hand that touches and types on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Display:
    """An Xvfb server of one screen."""

    name: str

    def environment(self) -> dict[str, str]:
        """What a program needs to open its window here."""
        return {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}

    def picture(self, file: Path) -> None:
        """Photograph the whole screen, where ImageMagick is at hand: only a failure needs it."""
        if shutil.which("import"):
            self._do("import", "-window", "root", str(file))

    def touch(self, x: int, y: int) -> None:
        """Tap once at a point of the screen."""
        self._do("xdotool", "mousemove", str(x), str(y), "click", "1")

    def draw(self, points: list[tuple[int, int]]) -> None:
        """Press, move through the points, lift."""
        first, *rest = points
        command = ["xdotool", "mousemove", *map(str, first), "mousedown", "1"]
        for point in rest:
            command += ["mousemove", *map(str, point)]
        self._do(*command, "mouseup", "1")

    def type(self, text: str) -> None:
        """Type on a keyboard that is plugged in."""
        self._do("xdotool", "type", "--delay", "1", text)

    def _do(self, *command: str) -> None:
        program = shutil.which(command[0])
        if program is None:
            raise FileNotFoundError(command[0])
        subprocess.run([program, *command[1:]], env=self.environment(), check=True)


@contextmanager
def virtual_display(width: int = 1080, height: int = 1920) -> Iterator[Display]:
    """Start an X server on a free display number; stop it at the end."""
    program = shutil.which("Xvfb")
    if program is None:
        raise FileNotFoundError("Xvfb")
    read, write = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-noreset",
         "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield Display(":" + number.readline().strip())
    finally:
        server.terminate()
        server.wait()
