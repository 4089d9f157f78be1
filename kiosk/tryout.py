"""Kiosk, courier and central on one machine: for trying out, and for halls without systemd."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import msgspec
from rich.console import Console

from kiosk.app import enrol_kiosk, now
from kiosk.bench_code import SALT_BYTES, kept_code
from kiosk.courier.enrolled import enrolment
from kiosk.devices.taking import PRETENDED
from kiosk.errors import Trouble
from kiosk.pretences import MovedClock, World
from kiosk.settings import Settings, read_settings
from kiosk.texts import Text
from kiosk.walk import walk_case

KIOSK = "tryout"
PATIENCE = 30.0
BENCH_CODE = "246810"
"""Known to everybody who reads this: it opens a kiosk that is only tried out."""

HOST = "127.0.0.1"


def try_all(folder: Path, *, windowed: bool) -> int:
    """Start central and courier, then the window, or the walk where there is no display."""
    console = Console(soft_wrap=True)
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port(folder)
    url = f"http://{HOST}:{port}"
    file = _written_settings(folder, url)
    central = [*_program(), "central", "serve", "--port", str(port), "--host", HOST]
    with _child([*central, "--folder", str(folder / "central")]) as child:
        _await(child, port)
        _enrol(read_settings(file), folder)
        if has_display():
            console.print(f"Central system at {url}, data in {folder}.", markup=False)
            from kiosk.window import open_window  # noqa: PLC0415  # Qt only where there is a display

            console.print(f"The bench opens with {BENCH_CODE}: rest a finger on the hall's name.")
            world = World(MovedClock(now), partial(_cut, child))
            with courier_beside(file):
                return open_window(read_settings(file), windowed=windowed, world=world)
        console.print("There is no display here: one case is walked through in the terminal.")
        return _walk(file, folder, console)


def courier_beside(settings_file: Path | None) -> AbstractContextManager[object]:
    """Run the courier as a child for as long as the block lasts."""
    chosen = ["--settings", str(settings_file)] if settings_file else []
    return _child([*_program(), "courier", *chosen])


def has_display() -> bool:
    """Tell whether a window can be opened."""
    return bool(
        sys.platform != "linux"
        or os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    )


def _cut(central: "subprocess.Popen[bytes]", cut: bool) -> None:
    """Keep central from answering, or let it again; the words to it wait on the line."""
    central.send_signal(signal.SIGSTOP if cut else signal.SIGCONT)


def _walk(file: Path, folder: Path, console: Console) -> int:
    out = folder / "walk"
    status = walk_case(file, service=None, answers=None, central=None, out=out)
    if status == 0:
        case = msgspec.json.decode((out / "case.json").read_bytes())
        console.print("What central received:")
        show = ["central", "show", "--folder", str(folder / "central"), case["number"]]
        found = subprocess.run([*_program(), *show], check=True, capture_output=True, text=True)  # noqa: S603  # our own program
        console.print_json(found.stdout)
    return status


def _enrol(settings: Settings, folder: Path) -> None:
    if enrolment(settings.places.data) is None:
        invite = ["central", "invite", "--folder", str(folder / "central"), KIOSK]
        invited = subprocess.run([*_program(), *invite], check=True, capture_output=True, text=True)  # noqa: S603  # our own program
        enrol_kiosk(settings, invited.stdout.strip())


def _program() -> list[str]:
    return [sys.executable, "-m", "kiosk"]


@contextmanager
def _child(command: Sequence[str]) -> Iterator["subprocess.Popen[bytes]"]:
    child = subprocess.Popen(command)  # noqa: S603  # our own program
    try:
        yield child
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGCONT)  # one that stands still does not hear the next
            child.send_signal(signal.SIGTERM)
        child.wait()


def _await(child: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if child.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise Trouble(
        "tryout.no_central",
        Text("审批系统没有启动。", "The central system did not start."),
        Text("请看上面的提示。", "Look at what it said above."),
    )


def _free_port(folder: Path) -> int:
    """Return the port used before, as long as it is free, so that a kiosk finds its central."""
    kept = folder / "port"
    wanted = int(kept.read_text("ascii")) if kept.exists() else 0
    for port in (wanted, 0):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            found = int(probe.getsockname()[1])
            kept.write_text(str(found), "ascii")
            return found
    raise OSError("no free port")


def _written_settings(folder: Path, url: str) -> Path:
    text = f'[places]\ndata = "kiosk"\nspool = "printed"\n\n[central]\nurl = "{url}"\n'
    text += f'\n[devices]\ncamera = "{PRETENDED}"\nfingerprints = "{PRETENDED}"\n'
    text += f'card_reader = "{PRETENDED}"\nscanner = "{PRETENDED}"\nsecond_screen = "{PRETENDED}"\n'
    text += f'\n[printers]\na4 = "{PRETENDED}"\n'
    text += f'\n[bench]\ncode = "{kept_code(BENCH_CODE, os.urandom(SALT_BYTES))}"\n'
    file = folder / "kiosk.toml"
    file.write_text(text, "utf-8")
    return file
