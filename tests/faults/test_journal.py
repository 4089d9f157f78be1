"""Killed at any moment, or on a full disk, the journal keeps what it promised and no half."""

import secrets
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.journal.journal import Journal
from tests.faults.appender import confirm, enclosures, record, record_some
from tests.faults.small_disk import on_a_small_disk
from tests.journal.kept import Kiosk, case_id, counter_of, submit

ROOT = Path(__file__).parents[2]
ROUNDS = 60
processes = get_context("forkserver")
processes.set_forkserver_preload(["tests.faults.appender"])


def promised(folder: Path, first: int) -> dict[int, int]:
    """Let a window record cases, kill it at some moment, and return what it had promised."""
    hear, say = processes.Pipe(duplex=False)
    window = processes.Process(target=record, args=(folder, first, say))
    window.start()
    say.close()
    assert hear.recv() == ("open", 0)
    heard = dict(hear.recv() for _ in range(secrets.randbelow(5)))
    # One case takes one to three milliseconds: the blow falls somewhere within it.
    hear.poll(secrets.randbelow(3000) / 1e6)
    window.kill()
    window.join()
    assert window.exitcode == -signal.SIGKILL
    return heard | rest(hear)


def rest(hear: Connection) -> dict[int, int]:
    heard: dict[int, int] = {}
    with hear:
        while True:
            try:
                number, counter = hear.recv()
            except EOFError:
                return heard
            heard[number] = counter


def kept(journal: Journal, number: int) -> int:
    """Return the counter of a case that is there whole, attachments included."""
    case = journal.reading.case_by_id(case_id(number))
    assert case is not None, f"case {number} was promised and lost"
    for ref, enclosure in zip(case.entry.attachments, enclosures(number), strict=True):
        assert journal.attachments.read(ref.sha256) == enclosure.data
    return counter_of(case.entry)


def test_a_window_killed_at_any_moment_loses_nothing_it_promised(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path / "journal")
    heard: dict[int, int] = {}
    first = 1
    for _ in range(ROUNDS):
        now = promised(kiosk.folder, first)
        heard |= now
        journal = kiosk.window()
        recorded = journal.history.verify_chain() - 1
        for number, counter in now.items():
            assert kept(journal, number) == counter
        # The one case that was being recorded may be there without a promise, but whole.
        assert recorded - (first - 1) - len(now) in {0, 1}
        counters = [kept(journal, number) for number in range(1, recorded + 1)]
        assert counters == list(range(1, recorded + 1))
        assert len(list((kiosk.folder / "blobs").iterdir())) == recorded // 3
        journal.close()
        first = recorded + 1
    assert len(heard) >= ROUNDS // 2


def test_window_and_courier_write_side_by_side(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path / "journal")
    kiosk.window().close()
    hear, say = processes.Pipe(duplex=False)
    hear_too, say_too = processes.Pipe(duplex=False)
    both = (
        processes.Process(target=record_some, args=(kiosk.folder, range(1, 121), say)),
        processes.Process(target=confirm, args=(kiosk.folder, 121, say_too)),
    )
    for process in both:
        process.start()
    assert (hear.recv(), hear_too.recv()) == (120, 121)
    for process in both:
        process.join()
    journal = kiosk.window()
    assert journal.history.verify_chain() == 121
    assert journal.outbox.waiting() == ()
    assert [kept(journal, number) for number in range(1, 121)] == list(range(1, 121))
    journal.close()


def test_threads_of_one_window_take_turns(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path / "journal")
    journal = kiosk.window()
    with ThreadPoolExecutor(4) as threads:
        entries = list(threads.map(lambda number: submit(journal, number), range(1, 41)))
    assert sorted(counter_of(entry) for entry in entries) == list(range(1, 41))
    assert journal.history.verify_chain() == 41
    journal.close()


def run(*command: str) -> tuple[str, int]:
    """Run a window until its disk fails it; return the trouble's code and the cases before."""
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    code, recorded = ended.stdout.split()
    return code, int(recorded)


def test_a_full_disk_is_a_trouble_leaves_no_half_and_is_survived(tmp_path: Path) -> None:
    script = f'"{sys.executable}" -m tests.faults.appender "{tmp_path}/disk" full'
    code, recorded = run(*on_a_small_disk(tmp_path, "4m", script))
    assert code == "journal.disk_full"
    assert recorded > 3


def test_a_failing_disk_is_a_trouble_leaves_no_half_and_is_survived(tmp_path: Path) -> None:
    code, recorded = run(
        sys.executable, "-m", "tests.faults.appender", str(tmp_path / "journal"), "failing"
    )
    assert code == "journal.disk_failed"
    assert recorded > 3
    kiosk = Kiosk(tmp_path / "journal")
    journal = kiosk.window()
    assert [kept(journal, number) for number in range(1, recorded + 2)][-1] == recorded + 1
    journal.close()
