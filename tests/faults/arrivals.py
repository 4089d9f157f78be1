"""What is at central, held against what was accepted."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from kiosk.central.blobs import Folder
from kiosk.central.tables import blobs, cases, conflicts, entries, tasks, unopened

TASKS = 4
"""Items of the service that everybody applies for here: so many tasks has a case."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What central has: how often each case, the attachments, and what is counted.

    A case that waits to be opened is there, too; it has no tasks yet.
    """

    cases: Mapping[str, int]
    files: frozenset[str]
    entries: int
    tasks: int
    conflicts: int
    quarantined: int
    unopened: int

    def has(self, case: str, files: Collection[str]) -> bool:
        """Whether a case is here with all its attachments."""
        return case in self.cases and self.files.issuperset(files)

    def wrong(self, begun: Collection[str], *, twice: bool = False) -> Iterator[str]:
        """Say what is there twice, or without anybody's having begun it.

        `twice`: a kiosk went on with an old disk, so that numbers of its chain were used twice.
        Both sides are kept then, and wait for a person.
        """
        yield from (f"doubled: case {case}" for case, times in self.cases.items() if times > 1)
        yield from (f"ghost: case {case}" for case in self.cases.keys() - set(begun))
        if self.tasks != TASKS * (len(self.cases) - self.quarantined - self.unopened):
            yield f"doubled: {self.tasks} tasks for {len(self.cases)} cases"
        if twice:
            return
        if self.quarantined:
            yield f"changed: {self.quarantined} cases are quarantined"
        if self.conflicts:
            yield f"doubled: {self.conflicts} conflicts"


def arrived(connection: Connection) -> Arrived:
    """Look, as the first in a transaction: cases go on being opened meanwhile."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    quarantined = select(func.count()).where(cases.c.quarantine.is_not(None))
    kept, due, beside = (
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (entries, tasks, conflicts)
    )
    kept_only = select(entries.c.case_id).join(unopened, unopened.c.entry == entries.c.hash)
    shut = Counter(connection.execute(kept_only).scalars())
    return Arrived(
        Counter(connection.execute(select(cases.c.id)).scalars()) + shut,
        frozenset(connection.execute(select(blobs.c.sha256)).scalars()),
        kept,
        due,
        beside,
        connection.execute(quarantined).scalar_one(),
        shut.total(),
    )


def damaged_files(connection: Connection, folder: Path, names: Iterable[str]) -> Iterator[str]:
    """Read every attachment and say which are not there, or not themselves."""
    store = Folder(folder / "attachments")
    for name in names:
        row = connection.execute(select(blobs).where(blobs.c.sha256 == name)).one_or_none()
        content = row and row.content
        if row and content is None:
            with suppress(FileNotFoundError), store.open(name) as file:
                content = file.read()
        if content is None or hashlib.sha256(content).hexdigest() != name:
            yield f"lost: attachment {name[:8]}"
