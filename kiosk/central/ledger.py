"""The journals of all kiosks at central: entry by entry, conflicts beside them, gaps in sight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, select

from kiosk.cases.case import AttachmentRef
from kiosk.central.blobs import held
from kiosk.central.rows import append, matching, renew
from kiosk.central.tables import attachments, chains, conflicts, entries
from kiosk.wire.entry import Entry
from kiosk.wire.messages import Gap, Verdict

_PLACE = (entries.c.kiosk, entries.c.chain, entries.c.sequence)

GAPS_TOLD = 100
"""An acknowledgement names at most so many gaps; the rest follows when these are closed."""


Key = tuple[str, str]
"""A kiosk and one of its chains."""


@dataclass(frozen=True, slots=True)
class Place:
    """What central holds at one number of a chain."""

    hash: str
    previous: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One authentic entry and what became of it; `reason` where its place in the chain is wrong."""

    entry: Entry
    verdict: Verdict
    reason: str | None = None


class Chain:
    """One chain as central has it; it grows as entries are judged and kept."""

    def __init__(self, key: Key, known: Row[Any] | None) -> None:
        self.key = key
        self.begun = known is not None
        self.complete_to: int = known.complete_to if known else 0
        self.highest: int = known.highest if known else 0
        self.there: dict[int, Place] = {}
        """What is held around the entries at hand, by number."""

    def judge(self, batch: Iterable[Entry]) -> tuple[Judged, ...]:
        """Compare with what is held."""
        return tuple(self._judge(entry) for entry in batch)

    def row(self) -> dict[str, object]:
        """Return the row that keeps how far it goes."""
        kiosk, chain = self.key
        known = {"complete_to": self.complete_to, "highest": self.highest}
        return {"kiosk": kiosk, "chain": chain, **known}

    def _judge(self, entry: Entry) -> Judged:
        place = self.there.get(entry.sequence)
        if place is None:
            self.there[entry.sequence] = Place(entry.hash, entry.previous)
            reason = _link(entry, self.there)
            verdict = Verdict.QUARANTINED if reason else Verdict.STORED
            return Judged(entry, verdict, reason)
        if place.hash == entry.hash:
            return Judged(entry, Verdict.KNOWN)
        return Judged(entry, Verdict.CONFLICT, "sequence")


class Ledger:
    """Chains of one kiosk or several, locked for the transaction at hand."""

    def __init__(self, connection: Connection, keys: Iterable[Key]) -> None:
        self._connection = connection
        wanted = sorted(set(keys))
        locked = select(chains).where(_within(connection, chains, wanted))
        # Always in this order, so that none waits for another in a ring.
        locked = locked.order_by(chains.c.kiosk, chains.c.chain).with_for_update()
        found = connection.execute(locked)
        known = {(row.kiosk, row.chain): row for row in found}
        self.chains = {key: Chain(key, known.get(key)) for key in wanted}

    def judge(self, batches: Sequence[tuple[Key, Sequence[Entry]]]) -> list[tuple[Judged, ...]]:
        """Judge batches one after the other, as `Chain.judge` does."""
        self._look_around((key, entry.sequence) for key, batch in batches for entry in batch)
        return [self.chains[key].judge(batch) for key, batch in batches]

    def keep(self, judged: Sequence[Judged], now: datetime) -> list[Entry]:
        """Write what is new, the exact bytes of each, and move the ends of the chains.

        Returns what is new. Raises IntegrityError where another brings the same at this moment,
        and for the chain of a kiosk that central does not know.
        """
        new = [one for one in judged if one.verdict in (Verdict.STORED, Verdict.QUARANTINED)]
        beside = self._new_conflicts(judged)
        grown: dict[Key, list[int]] = {}
        for one in new:
            grown.setdefault(_key(one.entry), []).append(one.entry.sequence)
        begun = [self.chains[key].row() for key in grown if not self.chains[key].begun]
        append(self._connection, chains, begun)
        append(self._connection, entries, [_row(one, now) for one in new])
        append(self._connection, conflicts, [_bytes(entry, now) for entry in beside])
        kept = [*(one.entry for one in new), *beside]
        named = [
            {"entry": entry.hash, "position": position, **_storable_file(file)}
            for entry in kept
            for position, file in enumerate(entry.attachments)
        ]
        append(self._connection, attachments, named)
        for key, sequences in grown.items():
            self._advance(self.chains[key], sorted(sequences))
        ends = [self.chains[key].row() for key in grown]
        renew(self._connection, chains, ("kiosk", "chain"), ends)
        return kept

    def gaps(self, key: Key) -> tuple[Gap, ...]:
        """Return the numbers of a chain not seen below its highest, the first ones first."""
        chain = self.chains[key]
        found: list[Gap] = []
        expected = chain.complete_to + 1
        for sequence in self._after_gap(chain) if chain.highest > chain.complete_to else ():
            if sequence > expected:
                found.append(Gap(expected, sequence - 1))
            if len(found) == GAPS_TOLD:
                break
            expected = sequence + 1
        return tuple(found)

    def _look_around(self, places: Iterable[tuple[Key, int]]) -> None:
        """Learn what is held at these numbers and beside them; mostly they go on at the end."""
        wanted = {
            (*key, near)
            for key, sequence in places
            for near in (sequence - 1, sequence, sequence + 1)
            if 0 < near <= self.chains[key].highest
        }
        if not wanted:
            return
        rows = self._connection.execute(
            select(
                entries.c.kiosk,
                entries.c.chain,
                entries.c.sequence,
                entries.c.hash,
                entries.c.previous,
            ).where(matching(self._connection, _PLACE, sorted(wanted)))
        )
        for row in rows:
            held = Place(row.hash, row.previous)
            self.chains[row.kiosk, row.chain].there[row.sequence] = held

    def _new_conflicts(self, judged: Sequence[Judged]) -> list[Entry]:
        found = {one.entry.hash: one.entry for one in judged if one.verdict is Verdict.CONFLICT}
        if not found:
            return []
        kept = select(conflicts.c.hash).where(
            _within(self._connection, conflicts, sorted({_key(entry) for entry in found.values()})),
            conflicts.c.hash.in_(found),
        )
        known = set(self._connection.execute(kept).scalars())
        return [entry for name, entry in found.items() if name not in known]

    def _advance(self, chain: Chain, new: Sequence[int]) -> None:
        beyond = chain.highest > chain.complete_to
        for sequence in self._after_gap(chain) if beyond else new:
            if sequence != chain.complete_to + 1:
                break
            chain.complete_to = sequence
        chain.highest = max(chain.highest, new[-1])

    def _after_gap(self, chain: Chain) -> Iterable[int]:
        return self._connection.execute(
            select(entries.c.sequence)
            .where(
                _within(self._connection, entries, [chain.key]),
                entries.c.sequence > chain.complete_to,
            )
            .order_by(entries.c.sequence)
        ).scalars()


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


def _within(connection: Connection, table: Table, keys: Sequence[Key]) -> ColumnElement[bool]:
    if len(keys) == 1:
        ((kiosk, chain),) = keys
        return and_(table.c.kiosk == kiosk, table.c.chain == chain)
    return matching(connection, [table.c.kiosk, table.c.chain], keys)


def _key(entry: Entry) -> Key:
    return entry.kiosk, entry.chain


def _bytes(entry: Entry, now: datetime) -> dict[str, object]:
    return {
        "kiosk": entry.kiosk,
        "chain": entry.chain,
        "sequence": entry.sequence,
        "hash": entry.hash,
        "received_at": now,
        "content": entry.content,
        "signature": entry.signature,
    }


def _row(one: Judged, now: datetime) -> dict[str, object]:
    entry = one.entry
    return {
        **_bytes(entry, now),
        "previous": entry.previous,
        "kind": storable(entry.kind),
        "case_id": None if entry.case_id is None else storable(entry.case_id),
        "at": entry.at,
        "quarantine": one.reason,
    }
