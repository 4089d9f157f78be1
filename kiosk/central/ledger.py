"""The journals of all kiosks at central: entry by entry, conflicts beside them, gaps in sight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from kiosk.cases.case import AttachmentRef
from kiosk.central.blobs import held
from kiosk.central.tables import attachments, chains, conflicts, entries, kiosks
from kiosk.wire.entry import Entry
from kiosk.wire.messages import Gap, Verdict

GAPS_TOLD = 100
"""An acknowledgement names at most so many gaps; the rest follows when these are closed."""


@dataclass(frozen=True, slots=True)
class Place:
    """What central holds at one number of a chain."""

    hash: str
    previous: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One authentic entry and what became of it; `reason` for conflicts and quarantine."""

    entry: Entry
    verdict: Verdict
    reason: str | None = None


class Ledger:
    """One chain of one kiosk, locked for the transaction at hand."""

    def __init__(self, connection: Connection, kiosk: str, chain: str, now: datetime) -> None:
        self._connection = connection
        self._key = {"kiosk": kiosk, "chain": chain}
        self._now = now
        connection.execute(select(kiosks.c.id).where(kiosks.c.id == kiosk).with_for_update())
        row = connection.execute(select(chains).where(*self._is(chains))).one_or_none()
        self._begun = row is not None
        self.complete_to: int = row.complete_to if row else 0
        self.highest: int = row.highest if row else 0

    def judge(self, batch: Iterable[Entry], quarantine: dict[str, str]) -> tuple[Judged, ...]:
        """Compare with what is held; `quarantine` gives reasons found in contents, by hash."""
        batch = tuple(batch)
        around = {entry.sequence + step for entry in batch for step in (-1, 0, 1)}
        there = self._held(around)
        judged = []
        for entry in batch:
            place = there.get(entry.sequence)
            if place is None:
                there[entry.sequence] = Place(entry.hash, entry.previous)
                reason = _link(entry, there) or quarantine.get(entry.hash)
                verdict = Verdict.QUARANTINED if reason else Verdict.STORED
                judged.append(Judged(entry, verdict, reason))
            elif place.hash == entry.hash:
                judged.append(Judged(entry, Verdict.KNOWN))
            else:
                judged.append(Judged(entry, Verdict.CONFLICT, "sequence"))
        return tuple(judged)

    def keep(self, judged: Sequence[Judged]) -> None:
        """Write what is new, the exact bytes of each, and move the end of the chain."""
        new = [one for one in judged if one.verdict in (Verdict.STORED, Verdict.QUARANTINED)]
        beside = self._new_conflicts(judged)
        if new and not self._begun:
            self._connection.execute(insert(chains).values(**self._key, complete_to=0, highest=0))
        if new:
            self._connection.execute(insert(entries), [self._row(one) for one in new])
        if beside:
            self._connection.execute(insert(conflicts), [self._bytes(entry) for entry in beside])
        named = [
            {"entry": entry.hash, "position": position, **_storable_file(file)}
            for entry in [*(one.entry for one in new), *beside]
            for position, file in enumerate(entry.attachments)
        ]
        if named:
            self._connection.execute(insert(attachments), named)
        if new:
            self._advance(max(one.entry.sequence for one in new))

    def gaps(self) -> tuple[Gap, ...]:
        """Return the numbers not seen below the highest, the first ones first."""
        found: list[Gap] = []
        expected = self.complete_to + 1
        for sequence in self._after_gap() if self.highest > self.complete_to else ():
            if sequence > expected:
                found.append(Gap(expected, sequence - 1))
            if len(found) == GAPS_TOLD:
                break
            expected = sequence + 1
        return tuple(found)

    def _held(self, sequences: Iterable[int]) -> dict[int, Place]:
        rows = self._connection.execute(
            select(entries.c.sequence, entries.c.hash, entries.c.previous).where(
                *self._is(entries), entries.c.sequence.in_(list(sequences))
            )
        )
        return {row.sequence: Place(row.hash, row.previous) for row in rows}

    def _new_conflicts(self, judged: Sequence[Judged]) -> list[Entry]:
        found = {one.entry.hash: one.entry for one in judged if one.verdict is Verdict.CONFLICT}
        if not found:
            return []
        kept = select(conflicts.c.hash).where(*self._is(conflicts), conflicts.c.hash.in_(found))
        known = set(self._connection.execute(kept).scalars())
        return [entry for name, entry in found.items() if name not in known]

    def _advance(self, highest: int) -> None:
        for sequence in self._after_gap():
            if sequence != self.complete_to + 1:
                break
            self.complete_to = sequence
        self.highest = max(self.highest, highest)
        self._connection.execute(
            update(chains)
            .where(*self._is(chains))
            .values(complete_to=self.complete_to, highest=self.highest)
        )

    def _after_gap(self) -> Iterable[int]:
        return self._connection.execute(
            select(entries.c.sequence)
            .where(*self._is(entries), entries.c.sequence > self.complete_to)
            .order_by(entries.c.sequence)
        ).scalars()

    def _is(self, table: Any) -> tuple[Any, Any]:
        return table.c.kiosk == self._key["kiosk"], table.c.chain == self._key["chain"]

    def _bytes(self, entry: Entry) -> dict[str, object]:
        return {
            **self._key,
            "sequence": entry.sequence,
            "hash": entry.hash,
            "received_at": self._now,
            "content": entry.content,
            "signature": entry.signature,
        }

    def _row(self, one: Judged) -> dict[str, object]:
        entry = one.entry
        return {
            **self._bytes(entry),
            "previous": entry.previous,
            "kind": storable(entry.kind),
            "case_id": None if entry.case_id is None else storable(entry.case_id),
            "at": entry.at,
            "quarantine": one.reason,
        }


def files_of(
    connection: Connection, batch: Iterable[Entry]
) -> tuple[tuple[str, ...], tuple[AttachmentRef, ...]]:
    """Return the attachments these entries name: hashes of those held, and those missing."""
    named = {file.sha256: file for entry in batch for file in entry.attachments}
    if not named:
        return (), ()
    there = held(connection, named)
    return tuple(sorted(there)), tuple(file for name, file in named.items() if name not in there)


def storable(text: str) -> str:
    """Return a text as a column can hold it: PostgreSQL refuses NUL."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _storable_file(file: AttachmentRef) -> dict[str, object]:
    return {
        "name": storable(file.name),
        "sha256": file.sha256,
        "size": file.size,
        "media_type": storable(file.media_type),
    }


def _link(entry: Entry, held: dict[int, Place]) -> str | None:
    before, after = held.get(entry.sequence - 1), held.get(entry.sequence + 1)
    if before is not None and before.hash != entry.previous:
        return "previous"
    return "next" if after is not None and after.previous != entry.hash else None
