"""A disk after the plug was pulled: what may be on it, from the notes `disk.c` took.

What was synced is there. Of what was not, anything may be: each sector of 512 or 4,096 bytes by
itself, the last write up to any byte, and of the names in a folder those up to any moment. That
is harsher than the file systems in use, which keep names in order and with synced files.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTORS = (512, 4096)
MAPPED = "-shm"
"""SQLite's index of its log: memory, made anew by whoever opens the database first."""


@dataclass(frozen=True, slots=True)
class Event:
    """One call: its kind as `disk.c` writes it, the file's inode, an offset or length, bytes."""

    kind: str
    inode: int
    number: int
    data: bytes

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.data.decode().split("\n"))


def events(log: Path) -> Iterator[Event]:
    """Read the notes."""
    notes, place = log.read_bytes(), 0
    while place < len(notes):
        end = notes.index(b"\n", place)
        kind, inode, number, length = notes[place:end].decode().split()
        place = end + 1 + int(length)
        yield Event(kind, int(inode), int(number), notes[end + 1 : place])


@dataclass
class File:
    """Bytes that are there for sure, and what was written since: (offset, bytes) or a length."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for place, data in self.pending:
            _apply(self.durable, place, data)
        self.pending.clear()

    def after(self, chance: random.Random, share: float, sector: int) -> bytes:
        """Return what may be found: each sector written since with that chance."""
        content = bytearray(self.durable)
        for place, data in self.pending:
            if data is None:
                if chance.random() < share:
                    _apply(content, place, None)
                continue
            for start, end in _sectors(place, len(data), sector):
                if chance.random() < share:
                    _apply(content, place + start, data[start:end])
        return bytes(content)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name made, moved or removed, and not yet synced: paths to the file, None to nothing."""

    changes: tuple[tuple[str, File | None], ...]

    @property
    def folders(self) -> set[str]:
        return {path.rpartition("/")[0] for path, _ in self.changes}


class Disk:
    """The folder as its programs see it, and what of it would survive."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self._seen: dict[str, File | None] = {}
        self._by_inode: dict[int, File] = {}
        self._durable: dict[str, File | None] = {}
        self._pending: list[Naming] = []
        self.last: File | None = None

    def take(self, event: Event) -> None:
        """Do what the program did."""
        self.last = None
        if event.kind == "W":
            self.last = self._by_inode[event.inode]
            self.last.pending.append((event.number, event.data))
        elif event.kind == "T":
            self._by_inode[event.inode].pending.append((event.number, None))
        elif event.kind == "S":
            self._sync(event)
        elif event.kind == "C":
            made = self._by_inode[event.inode] = File()
            self._name((event.names[0], made))
        else:
            self._rename(event)

    def named(self, name: str) -> File | None:
        """Return the file of that name, as the programs see it."""
        return self._seen.get(f"{self._root}/{name}")

    def states(self, chance: random.Random, count: int) -> Iterator[dict[str, bytes]]:
        """Yield folders that may be found now, `count` of them by chance, by relative path."""
        yield self._found(chance, 0.0, 1.0)
        yield self._found(chance, 1.0, 1.0)
        for _ in range(count):
            yield self._found(chance, chance.choice((0.1, 0.5, 0.9)), chance.choice((0.3, 0.9, 1)))

    def _found(self, chance: random.Random, share: float, names: float) -> dict[str, bytes]:
        there = dict(self._durable)
        gone: set[str] = set()
        for naming in self._pending:
            if naming.folders & gone or share == 0 or chance.random() > names:
                gone |= naming.folders
            else:
                there.update(naming.changes)
        sector = chance.choice(SECTORS)
        found: dict[str, bytes] = {}
        for path, file in there.items():
            if not file or path.endswith(MAPPED) or not self._reached(path, there):
                continue
            name = path.removeprefix(self._root)[1:]
            if file is FOLDER:
                found[f"{name}/"] = b""
            else:
                whole = 0 < share < 1 and chance.random() < 0.5  # half of them
                kept = file.after(chance, 1.0 if whole else share, sector)
                if whole and file is self.last and file.pending:
                    kept = _torn(chance, file, kept)
                found[name] = kept
        return found

    def _reached(self, path: str, there: dict[str, File | None]) -> bool:
        above = path.rpartition("/")[0]
        while above != self._root:
            if above not in there:
                return False
            above = above.rpartition("/")[0]
        return True

    def _sync(self, event: Event) -> None:
        path = event.names[0]
        if path != self._root and self._seen.get(path) is not FOLDER:
            self._by_inode[event.inode].sync()
            return
        for naming in [one for one in self._pending if path in one.folders]:
            self._durable.update(naming.changes)
            self._pending.remove(naming)

    def _rename(self, event: Event) -> None:
        first, *second = event.names
        if event.kind == "D":
            self._name((first, FOLDER))
        elif event.kind == "U":
            self._name((first, None))
        elif event.kind == "L":
            self._name((second[0], self._seen[first]))
        else:
            self._name((second[0], self._seen[first]), (first, None))

    def _name(self, *changes: tuple[str, File | None]) -> None:
        self._seen.update(changes)
        self._pending.append(Naming(changes))


FOLDER = File()


def _apply(content: bytearray, place: int, data: bytes | None) -> None:
    end = place if data is None else place + len(data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if data is None:
        del content[place:]
    else:
        content[place:end] = data


def _sectors(place: int, length: int, sector: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a write that lie in one sector each."""
    start = 0
    while start < length:
        end = min(length, (place + start) // sector * sector + sector - place)
        yield start, end
        start = end


def _torn(chance: random.Random, file: File, found: bytes) -> bytes:
    """Cut the last write at any byte."""
    place, data = file.pending[-1]
    if data is None:
        return found
    content = bytearray(file.durable)
    for write in file.pending[:-1]:
        _apply(content, *write)
    _apply(content, place, data[: chance.randrange(len(data) + 1)])
    return bytes(content)
