"""The plug pulled at every write, sync and name a program makes, and within the writes.

A story is told once on a watched disk. Then, after each single event of it, disks are made as they
may be found, opened by the real program, and held against what had been promised until then.
"""

import hashlib
import importlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.faults import preload
from tests.faults.count import Count
from tests.faults.disk import Disk, Event, events
from tests.faults.saying import SAID

MEMORY = Path("/dev/shm")  # noqa: S108  # a disk that costs nothing; the folder in it has a name of its own


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder in memory, where there is one."""
    place = str(MEMORY) if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="faults-", dir=place) as name:
        yield Path(name)


def crash(story: str, by_chance: int, seed: int = 1, shares: int = 2, every: int = 1) -> Count:
    """Tell a story, pull the plug everywhere; `every` n-th event only, for a short look.

    A story that does not come to its end is wrong, and what it promised until then is looked for.
    """
    with scratch() as place:
        log, told = place / "log", place / "told"
        told.mkdir()
        done = preload.run(f"tests.faults.{story}", str(told), folder=told, log=log)
        ended = (f"ended: {done.stderr.strip()[-500:]}",) if done.returncode else ()
        check = partial(_check, story, place, by_chance, seed, shares * every)
        with ProcessPoolExecutor(shares, mp_context=get_context("forkserver")) as processes:
            parts = processes.map(check, range(0, shares * every, every))
            whole = Count(story, 0, 0, ended)
            for part in parts:
                whole += part
    return whole


def _check(story: str, place: Path, by_chance: int, seed: int, steps: int, share: int) -> Count:
    """Look at every so many events of the notes."""
    wrong_with = importlib.import_module(f"tests.faults.{story}").wrong
    folder = place / f"found-{share}"
    disk, said = Disk(place / "told"), list[tuple[str, ...]]()
    chance = random.Random(f"{seed}/{share}")  # noqa: S311  # a test that can be repeated
    looked, promises, wrong = set[bytes](), 0, list[str]()
    for number, event in enumerate(events(place / "log")):
        disk.take(event)
        said += _words(disk, event)
        if number % steps != share:
            continue
        for state in disk.states(chance, by_chance):
            mark = _mark(state, said)
            if mark in looked:
                continue
            looked.add(mark)
            promises += sum(one[0] == "accepted" for one in said)
            _lay_out(folder, state)
            wrong += _found(wrong_with, folder, said, number)
    return Count(story, len(looked), promises, tuple(wrong))


def _words(disk: Disk, event: Event) -> list[tuple[str, ...]]:
    """Return what is said in this event; it is no file of the program's."""
    if event.kind != "W" or disk.last is None or disk.last is not disk.named(SAID):
        return []
    return [tuple(line.split()) for line in event.data.decode().splitlines()]


def _mark(state: dict[str, bytes], said: list[tuple[str, ...]]) -> bytes:
    digest = hashlib.blake2b(repr(said).encode())
    for name, content in sorted(state.items()):
        if name != SAID:
            digest.update(b"%d %b %d\n" % (len(name), name.encode(), len(content)))
            digest.update(content)
    return digest.digest()


def _lay_out(folder: Path, state: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in sorted(state.items()):
        path = folder / name
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(content)
            path.chmod(0o600)


def _found(wrong_with: object, folder: Path, said: list[tuple[str, ...]], number: int) -> list[str]:
    try:
        wrong: list[str] = wrong_with(folder, said)  # type: ignore[operator]  # a story's check
    except Exception as error:  # whatever it is: this disk cannot be opened
        wrong = [f"lost: {type(error).__name__} {error}"]
    return [f"{one} (event {number})" for one in wrong]
