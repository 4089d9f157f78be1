"""A real IPP Everywhere printer, and a spooler of its own in front of it; both on loopback.

The printer prints by a command: it waits while the file `hold` lies in the printer's folder, tells
what `before` and `after` say (`STATE: +media-empty`), fails if there is a file `fails`, and lays
what it printed into `printed`, with what was asked of it beside.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from filelock import FileLock
from ippx import Operation

from kiosk.devices.ipp.line import Line, wanted
from kiosk.devices.ipp.printer import IppPrinter
from kiosk.devices.printer import JobId, JobState, Printer
from kiosk.paper.dots import size_in_mm
from tests.devices.ipp.arrangements import ATTRIBUTES, BUS, COMMAND, HALL, PLACES, QUEUES

UNDERWAY = (JobState.WAITING, JobState.PRINTING, JobState.UNKNOWN)
PATIENCE = 2.0
WAIT = 20.0
PRINTER, SPOOLER = "/usr/sbin/ippeveprinter", "/usr/sbin/cupsd"
ANNOUNCER = "/usr/sbin/avahi-daemon"


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for something another process does."""
    end = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.01)


@dataclass
class Machine:
    """A printer as somebody beside it sees it."""

    folder: Path
    port: int
    bus: str
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    @property
    def secure(self) -> str:
        return self.address.replace("ipp:", "ipps:")

    @property
    def printed(self) -> list[bytes]:
        return [one.read_bytes() for one in sorted(self.folder.glob("printed/*.pdf"))]

    @property
    def asked(self) -> list[str]:
        return [one.read_text().strip() for one in sorted(self.folder.glob("printed/*.asked"))]

    def driver(self) -> IppPrinter:
        return IppPrinter(self.address, size_in_mm, PATIENCE)

    def put(self, name: str, text: str = "") -> None:
        (self.folder / name).write_text(text)

    def take_away(self, *names: str) -> None:
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def switch_on(
        self, ready: str = '"iso_a4_210x297mm","iso_a5_148x210mm"', *, announced: bool = False
    ) -> None:
        attributes = self.folder / "attributes.conf"
        attributes.write_text(ATTRIBUTES.format(ready=ready))
        command = self.folder / "command"
        command.write_text(COMMAND.format(folder=self.folder))
        command.chmod(0o755)
        for name in ("spool", "printed", "keys"):
            (self.folder / name).mkdir(exist_ok=True)
        silent = () if announced else ("-r", "off")
        arguments = [PRINTER, *silent, "-n", "localhost", "-p", str(self.port)]
        arguments += ["-a", str(attributes), "-c", str(command), "-K", str(self.folder / "keys")]
        arguments += ["-d", str(self.folder / "spool"), "Kiosk"]
        log = (self.folder / "log").open("ab")
        with log:
            self.process = subprocess.Popen(
                arguments,
                env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.bus},
                stderr=log,
                stdout=log,
                start_new_session=True,
            )
        until(lambda: answers(self.port), "the printer does not start")

    def switch_off(self) -> None:
        """As if by its switch: nobody is told, and what it was printing stays where it is."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@dataclass
class Spooler:
    """A private cupsd with one queue, `a4`, in front of a printer."""

    folder: Path
    port: int
    machine: Machine
    process: "subprocess.Popen[bytes] | None" = None
    policy: str = "retry-current-job"
    saved_after: int = 0
    """Seconds until it writes down what it knows: 30 unless somebody sets it."""

    @property
    def address(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/printers/a4"

    def driver(self) -> IppPrinter:
        return IppPrinter(self.address, size_in_mm, PATIENCE)

    def start(self) -> None:
        queues, places = self.folder / "cupsd.conf", self.folder / "cups-files.conf"
        queues.write_text(
            QUEUES.format(port=self.port, policy=self.policy, saved_after=self.saved_after)
        )
        places.write_text(PLACES.format(folder=self.folder))
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [SPOOLER, "-f", "-c", str(queues), "-s", str(places)], stderr=log, stdout=log
            )
        until(lambda: answers(self.port), "the spooler does not start")

    def add_queue(self) -> None:
        self.admin("lpadmin", "-p", "a4", "-E", "-v", self.machine.address, "-m", "everywhere")
        asked = [wanted("media-supported")]

        def known() -> bool:
            line = Line(self.address, PATIENCE)
            told = line.ask(Operation.GET_PRINTER_ATTRIBUTES, asked).printers
            return any("media-supported" in one for one in told)

        until(known, "the queue does not come to know its printer")

    def admin(self, *words: str) -> None:
        server = {**os.environ, "CUPS_SERVER": f"127.0.0.1:{self.port}"}
        subprocess.run(list(words), check=True, env=server, capture_output=True, timeout=WAIT)

    def kill(self) -> None:
        """As by a crash: nothing is put in order before."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def ended(printer: Printer, job: JobId) -> JobState:
    """Wait for the end of a job."""
    end = time.monotonic() + WAIT
    while (state := printer.state(job)) in UNDERWAY:
        assert time.monotonic() < end, "the job does not end"
        time.sleep(0.01)
    return state


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextmanager
def desk() -> Iterator[Path]:
    """A folder that the spooler's filters reach, who run as somebody else."""
    with TemporaryDirectory(prefix="kiosk-print-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        for name in ("bus", "machine", "spooler"):
            (folder / name).mkdir()
        yield folder


@contextmanager
def bus(folder: Path) -> Iterator[str]:
    """A bus that the printer insists on, though it tells nobody anything over it."""
    config = folder / "bus.conf"
    config.write_text(BUS.format(folder=folder))
    with subprocess.Popen(
        [shutil.which("dbus-daemon") or "", f"--config-file={config}", "--nofork"],
        stderr=subprocess.DEVNULL,
    ) as daemon:
        try:
            until((folder / "bus").exists, "the bus does not start")
            yield f"unix:path={folder}/bus"
        finally:
            daemon.terminate()


@contextmanager
def announcer(folder: Path, bus_address: str) -> Iterator[None]:
    """Tell on the loopback, and nowhere else, what there is; there can be one on a computer."""
    config = folder / "avahi.conf"
    config.write_text(HALL)
    arguments = [ANNOUNCER, "--no-drop-root", "--no-chroot", "--no-rlimits", "-f", str(config)]
    with (
        FileLock(Path(gettempdir()) / "kiosk-announcer.lock"),
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            arguments,
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus_address},
            stdout=log,
            stderr=log,
        ) as daemon,
    ):
        try:
            until(lambda: b"startup complete" in (folder / "log").read_bytes(), "nobody announces")
            yield
        finally:
            daemon.terminate()


@contextmanager
def machine(folder: Path, bus_address: str) -> Iterator[Machine]:
    made = Machine(folder, free_port(), bus_address)
    made.switch_on()
    try:
        yield made
    finally:
        made.take_away("hold")
        made.switch_off()


@contextmanager
def spooler(folder: Path, before: Machine) -> Iterator[Spooler]:
    for name in ("cache", "spool", "state", "tmp", "keys"):
        (folder / name).mkdir()
    made = Spooler(folder, free_port(), before)
    made.start()
    try:
        made.add_queue()
        yield made
    finally:
        before.take_away("hold")
        made.stop()
