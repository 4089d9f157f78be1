"""The journal: what happened on this kiosk, append-only, hash-chained, durable on return."""

import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Self

from filelock import FileLock
from sqlalchemy.engine.interfaces import DBAPICursor

from kiosk.journal.accepting import KNOWN_CASE, NEW_CHAIN, NEXT_COUNTER, SKIP_COUNTERS
from kiosk.journal.attachments import Attachments, Enclosure, Prepared, divided, keep
from kiosk.journal.blobs import Blobs
from kiosk.journal.drafts import Drafts
from kiosk.journal.files import make_folder
from kiosk.journal.folding import CASE_SUBMITTED, check
from kiosk.journal.history import Chain, History, bring_up, entry_of, present_chain, write
from kiosk.journal.keys import Keys
from kiosk.journal.opening import locked, prepared
from kiosk.journal.outbox import Outbox
from kiosk.journal.pending import Pending
from kiosk.journal.reading import Reading
from kiosk.journal.retention import retire
from kiosk.journal.troubles import world
from kiosk.journal.upgrade import forget_back_ups
from kiosk.wire.entry import Entry, Unsealed, seal
from kiosk.wire.ids import uuid7

OPENED = "journal.opened"
RESERVE = 1024**3
"""Bytes below which no new visit starts; a running one finishes."""


class Journal:
    """The one door to everything this kiosk keeps.

    `history` are the entries, `reading` the cases and papers folded from them, `attachments`
    their files, `outbox` what waits for central, `pending` which cases do, `drafts` the sealed
    unfinished forms. Every method may raise Trouble: journal.disk_full, journal.disk_failed,
    journal.unreadable, journal.busy; a Trouble means that nothing was recorded.
    """

    def __init__(
        self, folder: Path, keys: Keys, kiosk: str, clock: Callable[[], datetime], lock: FileLock
    ) -> None:
        self._folder, self._kiosk, self._clock, self._lock = folder, kiosk, clock, lock
        self._database, self._keys = prepared(folder, keys)
        self.attachments = Attachments(self._database, Blobs(folder / "blobs", self._keys))
        self.history = History(self._database)
        self.reading = Reading(self._database)
        self.outbox = Outbox(self._database)
        self.pending = Pending(self._database, self.outbox)
        self.drafts = Drafts(self._database)
        with self._database.recording() as cursor:
            self._own_chain(cursor)
        self.history.verify_head()

    @classmethod
    def open(cls, folder: Path, keys: Keys, kiosk: str, clock: Callable[[], datetime]) -> Self:
        """Open for the window: the one copy that adds attachments and sweeps what crashes left.

        `kiosk` is its name at central; a new name or identity key starts a new chain.
        Raises Trouble: journal.second_copy, journal.wrong_key, journal.unreadable,
        journal.untrue (of the newest entry only), journal.old_sqlite, journal.newer,
        journal.disk_full, journal.disk_failed.
        """
        journal = cls._opened("window", folder, keys, kiosk, clock)
        journal.attachments.sweep()
        return journal

    @classmethod
    def open_for_courier(
        cls,
        folder: Path,
        keys: Keys,
        kiosk: str,
        clock: Callable[[], datetime],
        way: str = "courier",
    ) -> Self:
        """Open for the one courier of each way, line or stick, beside a window; as `open`."""
        return cls._opened(way, folder, keys, kiosk, clock)

    @classmethod
    def _opened(
        cls, role: str, folder: Path, keys: Keys, kiosk: str, clock: Callable[[], datetime]
    ) -> Self:
        with world():
            make_folder(folder)
        lock = locked(folder, role)
        try:
            return cls(folder, keys, kiosk, clock, lock)
        except BaseException:
            lock.release()
            raise

    def append(
        self,
        kind: str,
        body: Mapping[str, object],
        *,
        actor: str,
        case_id: str | None = None,
        attachments: Sequence[Enclosure] = (),
    ) -> Entry:
        """Record that something happened; it is on disk when this returns, with its attachments.

        Raises Trouble, and then nothing was recorded; ValueError, TypeError or Fault for a body
        that is not JSON or lacks what its kind must hold.
        """
        enclosed = self.attachments.prepare(attachments)
        with self._database.recording() as cursor:
            chain = self._own_chain(cursor)
            entry = self._write(
                cursor, chain, kind, body, actor=actor, case_id=case_id, enclosed=enclosed
            )
            bring_up(cursor)
        return entry

    def append_case(
        self,
        case_id: str,
        day: date,
        build: Callable[[int], Mapping[str, object]],
        *,
        actor: str,
        attachments: Sequence[Enclosure] = (),
    ) -> Entry:
        """Record a submitted case; `build` makes its body from the day's next counter (1, 2, …).

        Counter and case become durable together: no counter is ever given twice for a day,
        whatever the clock does. A case id that is recorded already gives its first entry back,
        so that a double tap is one case. Raises as `append`, and what `build` raises.
        """
        enclosed = self.attachments.prepare(attachments)
        with self._database.recording() as cursor:
            bring_up(cursor)
            known = cursor.execute(KNOWN_CASE, {"case_id": case_id}).fetchall()
            if known:
                return entry_of(*known[0])
            cursor.execute(NEXT_COUNTER, {"day": day.toordinal()})
            ((counter,),) = cursor.fetchall()
            body, chain = build(counter), self._own_chain(cursor)
            entry = self._write(
                cursor,
                chain,
                CASE_SUBMITTED,
                body,
                actor=actor,
                case_id=case_id,
                enclosed=enclosed,
            )
            check(entry, body)
        return entry

    def start_chain(self, reason: str, skip: Mapping[date, int] | None = None) -> None:
        """Begin a new chain, as after this disk was restored from a backup.

        `skip` gives, by day, how many case numbers are left out: they may be used already.
        """
        with self._database.recording() as cursor:
            for day, last in (skip or {}).items():
                cursor.execute(SKIP_COUNTERS, {"day": day.toordinal(), "last": last})
            self._new_chain(cursor, reason)

    def retire(self, confirmed_before: datetime) -> int:
        """Erase what central confirmed before then: answers, attachments, read models.

        Hash, signature and place of each entry stay, so that the chain still shows that none is
        missing. Nothing goes that central has not confirmed, attachments included. Copies made
        before upgrades go by their age. Returns how many entries were erased.
        """
        erased = 0
        for count, files in retire(self._database, confirmed_before):
            self.attachments.unlink(files)
            erased += count
        forget_back_ups(self._database, confirmed_before)
        return erased

    def has_room(self, reserve: int = RESERVE) -> bool:
        """Tell whether a new visit may start: at least `reserve` bytes are free on the disk."""
        with world():
            return shutil.disk_usage(self._folder).free >= reserve

    def close(self) -> None:
        """Let go of database and lock."""
        self._database.close()
        self._lock.release()

    def _write(
        self,
        cursor: DBAPICursor,
        chain: Chain,
        kind: str,
        body: Mapping[str, object],
        *,
        actor: str,
        case_id: str | None = None,
        enclosed: Prepared = ((), ()),
    ) -> Entry:
        at, (refs, rows) = self._clock(), enclosed
        unsealed = Unsealed(
            kiosk=chain.kiosk,
            chain=chain.chain,
            sequence=chain.sequence + 1,
            previous=chain.hash,
            id=uuid7(at, secrets.token_bytes(10)),
            kind=kind,
            case_id=case_id,
            at=at,
            actor=actor,
            body=body,
            attachments=refs,
            algorithm=self._keys.suite.hash,
        )
        entry = seal(unsealed, self._keys.identity)
        small, filed = divided(rows)
        keep(cursor, filed, write(cursor, chain, entry, small))
        return entry

    def _own_chain(self, cursor: DBAPICursor) -> Chain:
        chain = present_chain(cursor)
        ours = (self._kiosk, self._keys.identity.public)
        if chain is None or (chain.kiosk, chain.public_key) != ours:
            return self._new_chain(cursor, "first start" if chain is None else "new identity")
        return chain

    def _new_chain(self, cursor: DBAPICursor, reason: str) -> Chain:
        before = present_chain(cursor)
        values = {
            "chain": uuid7(self._clock(), secrets.token_bytes(10)),
            "kiosk": self._kiosk,
            "public_key": self._keys.identity.public,
        }
        cursor.execute(NEW_CHAIN, values)
        row = int(cursor.lastrowid)
        ended = before and [before.chain, before.sequence, before.hash]
        chain = Chain(row, str(values["chain"]), self._kiosk, self._keys.identity.public)
        body = {"reason": reason, "before": ended}
        entry = self._write(cursor, chain, OPENED, body, actor="kiosk")
        return replace(chain, sequence=entry.sequence, hash=entry.hash)
