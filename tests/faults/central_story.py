"""A day at central, told on a disk that is watched, and what must be true of any disk after it."""

import functools
import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select

from kiosk.central.blobs import Folder
from kiosk.central.enrolment import find
from kiosk.central.tables import blobs, cases, entries, tasks
from kiosk.courier import at_once
from kiosk.courier.courier import Courier
from kiosk.courier.line import Line, Piece
from kiosk.journal.keys import Keys
from kiosk.wire.bundle import SMALL
from kiosk.wire.entry import read_line
from kiosk.wire.messages import Acknowledgement, Verdict
from tests.central.hall import Kiosk, now
from tests.faults.doors import URL, Doors, Straight, hang_on
from tests.faults.saying import Saying

NAME = "dongsheng-1"
CASES, PHOTO, TASKS = 4, 70_000, 4


def tell(folder: Path) -> None:
    """A kiosk enrols; central is opened twice, and each time two cases come with attachments.

    A photo comes in pieces first, as over a bad line; then two come in one request.
    """
    say = Saying(folder)
    logging.disable()
    beside = folder.with_name("beside")
    doors = Doors(folder / "central")
    kiosk = doors.kiosk(beside, NAME)
    say("enrolled", kiosk.keys.identity.public.hex(), kiosk.welcome.public_key.hex())
    for start, largest in enumerate((PHOTO // 3 + 1, at_once.LARGEST)):
        at_once.LARGEST = largest
        if start:
            doors.shut()
            doors.open()
        for number in range(CASES // 2):
            photos = start + 1 if number == 0 else 0
            kiosk.submit(*(os.urandom(PHOTO) for _ in range(photos)))
            _keep_beside(kiosk, beside)
            _send(kiosk, doors, say)
    kiosk.journal.close()
    doors.close()


def _keep_beside(kiosk: Kiosk, beside: Path) -> None:
    """Write down what the kiosk holds, for whoever asks again after the plug was pulled."""
    lines, names = b"", list[str]()
    for _, entry in kiosk.journal.history.entries():
        lines += entry.line()
        names += [file.sha256 for file in entry.attachments]
    (beside / "lines").write_bytes(lines)
    for name in set(names):
        (beside / name).write_bytes(kiosk.journal.attachments.read(name))


def _send(kiosk: Kiosk, doors: Doors, say: Saying) -> None:
    confirm = kiosk.journal.outbox.confirm

    def heard(word: Acknowledgement) -> int:
        for name in word.kept():
            say("accepted", name)
        for name in word.held:
            say("held", name)
        return confirm(word)

    kiosk.journal.outbox.confirm = heard  # type: ignore[method-assign]  # overheard
    with hang_on(kiosk.line(URL), Straight(doors)) as line:
        failure = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()
    kiosk.journal.outbox.confirm = confirm  # type: ignore[method-assign]  # as it was
    assert failure is None


def wrong(folder: Path, said: list[tuple[str, ...]]) -> list[str]:
    """Open what was found, send everything again, and say what is wrong with it."""
    doors = Doors(folder / "central")
    try:
        with doors.database.read() as connection:
            found = list(_promises(connection, folder, said))
        enrolled = [one[1:] for one in said if one[0] == "enrolled"]
        if enrolled and not found:
            found += _again(doors, folder.with_name("beside"), enrolled[0][1])
    finally:
        doors.close()
    return found


def _promises(connection: Connection, folder: Path, said: list[tuple[str, ...]]) -> Iterator[str]:
    there = set(connection.execute(select(entries.c.hash)).scalars())
    held = {row.sha256: row.content for row in connection.execute(select(blobs))}
    for word, name, *_ in said:
        if word == "enrolled":
            speaker = find(connection, NAME)
            if speaker is None or speaker.keys[0].hex() != name:
                yield "lost: a kiosk's key"
        elif word == "accepted" and name not in there:
            yield f"lost: entry {name[:8]}"
        elif word == "held" and name not in held:
            yield f"lost: attachment {name[:8]}"
    store = Folder(folder / "central" / "attachments")
    for name, kept in held.items():
        content = kept
        if kept is None:
            with store.open(name) as file:
                content = file.read()
        if hashlib.sha256(content).hexdigest() != name:
            yield f"lost: the bytes of {name[:8]}"


def _again(doors: Doors, beside: Path, central_key: str) -> Iterator[str]:
    """The kiosk sends all it has, as if it had heard nothing."""
    sent = [read_line(line) for line in (beside / "lines").read_bytes().splitlines()]
    with hang_on(_line(beside, central_key), Straight(doors)) as line:
        word = line.send(sent)
        for one in word.verdicts:
            if one.verdict not in (Verdict.STORED, Verdict.KNOWN):
                yield f"doubled: {one.verdict}"
        for name in word.missing:
            _bring(line, sent[0].chain, name, (beside / name).read_bytes())
        if line.send(sent).missing:
            yield "lost: an attachment that was brought again"
    with doors.database.read() as connection:
        submitted = {entry.case_id for entry in sent if entry.case_id}
        kept = list(connection.execute(select(cases.c.id)).scalars())
        due = connection.execute(select(func.count()).select_from(tasks)).scalar_one()
    if set(kept) != submitted:
        yield "lost: a case that was sent again"
    if len(kept) != len(submitted) or due != TASKS * len(kept):
        yield "doubled: a case or its tasks"


@functools.cache
def _line(beside: Path, central_key: str) -> Line:
    return Line(URL, NAME, Keys.open(beside / "keys").identity, bytes.fromhex(central_key), now)


def _bring(line: Line, chain: str, name: str, content: bytes) -> None:
    if len(content) <= SMALL:
        line.bundle(chain, {name: content})
    else:
        kept = line.kept(name)
        line.upload(Piece(chain, name, kept, len(content), content[kept:]))


if __name__ == "__main__":
    tell(Path(sys.argv[1]))
