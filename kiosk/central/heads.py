"""What central has of each kiosk's journal: head, missing numbers, both sides of conflicts."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from kiosk.central.ledger import Ledger
from kiosk.central.settling import Settled, settlement
from kiosk.central.tables import chains, conflicts, entries, kiosks
from kiosk.wire.messages import Gap

ON_ITS_WAY = timedelta(hours=1)
"""A kiosk sends in any order and tries again for a while; after this somebody looks there."""
TOLD = 5
"""Gaps of one chain in one line."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """One chain: complete to here, highest number seen, what lacks between, when it grew last."""

    chain: str
    complete_to: int
    highest: int
    gaps: tuple[Gap, ...]
    last_received: datetime | None


@dataclass(frozen=True, slots=True)
class KioskHead:
    """A kiosk and all its chains, the oldest first."""

    kiosk: str
    enrolled_at: datetime | None
    revoked_at: datetime | None
    forms: str | None
    chains: tuple[ChainHead, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Numbers of a chain that did not come, though later ones did; `since` is when those did."""

    kiosk: str
    chain: str
    gaps: tuple[Gap, ...]
    since: datetime

    def __str__(self) -> str:
        told = ", ".join(
            f"{gap.first}-{gap.last}" if gap.last > gap.first else f"{gap.first}"
            for gap in self.gaps[:TOLD]
        )
        more = ", …" if len(self.gaps) > TOLD else ""
        return f"{self.kiosk} lacks {told}{more} of {self.chain} since {self.since:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries under one number: `content` is all that the kiosk signed.

    `settled` says who has looked at it, where it hands in no case and waited for somebody.
    """

    hash: str
    received_at: datetime
    content: object
    settled: Settled | None = None

    @property
    def subject(self) -> str:
        """The number of the case it hands in, or its hash when it hands in none."""
        body = self.content.get("body") if isinstance(self.content, dict) else None
        number = body.get("number") if isinstance(body, dict) else None
        return number if isinstance(number, str) else self.hash


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entries that claim one place in a chain; what came first stands, the others beside it."""

    kiosk: str
    chain: str
    sequence: int
    sides: tuple[Side, ...]


def heads(connection: Connection, now: datetime) -> tuple[KioskHead, ...]:
    """Return what central has of every kiosk, by name."""
    rows = connection.execute(select(kiosks).order_by(kiosks.c.id)).all()
    return tuple(
        KioskHead(
            row.id, row.enrolled_at, row.revoked_at, row.forms, _chains(connection, row.id, now)
        )
        for row in rows
    )


def lacking(connection: Connection, now: datetime) -> tuple[Lacking, ...]:
    """Return the chains in which numbers are missing for longer than a kiosk needs to send them."""
    first = (
        select(func.min(entries.c.received_at))
        .where(
            entries.c.kiosk == chains.c.kiosk,
            entries.c.chain == chains.c.chain,
            entries.c.sequence > chains.c.complete_to,
        )
        .scalar_subquery()
    )
    rows = connection.execute(
        select(chains.c.kiosk, chains.c.chain, first.label("since"))
        .where(chains.c.highest > chains.c.complete_to)
        .order_by(chains.c.kiosk, chains.c.chain)
    ).all()
    return tuple(
        Lacking(row.kiosk, row.chain, gaps, row.since)
        for row in rows
        if now - row.since > ON_ITS_WAY
        and (gaps := Ledger(connection, [(row.kiosk, row.chain)]).gaps((row.kiosk, row.chain)))
    )


def both_sides(connection: Connection, kiosk: str | None = None) -> tuple[Conflict, ...]:
    """Return every conflict with all that was received for its place, what came first first."""
    wanted = select(conflicts.c.kiosk, conflicts.c.chain, conflicts.c.sequence).distinct()
    if kiosk is not None:
        wanted = wanted.where(conflicts.c.kiosk == kiosk)
    places = connection.execute(wanted.order_by(*wanted.selected_columns)).all()
    return tuple(
        Conflict(*place, _sides(connection, place.kiosk, place.chain, place.sequence))
        for place in places
    )


def _chains(connection: Connection, kiosk: str, now: datetime) -> tuple[ChainHead, ...]:
    last = (
        select(func.max(entries.c.received_at))
        .where(entries.c.kiosk == chains.c.kiosk, entries.c.chain == chains.c.chain)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(chains, last.label("last")).where(chains.c.kiosk == kiosk).order_by(chains.c.chain)
    ).all()
    return tuple(
        ChainHead(
            row.chain,
            row.complete_to,
            row.highest,
            Ledger(connection, [(kiosk, row.chain)]).gaps((kiosk, row.chain)),
            row.last,
        )
        for row in rows
    )


def _sides(connection: Connection, kiosk: str, chain: str, sequence: int) -> tuple[Side, ...]:
    return tuple(
        Side(row.hash, row.received_at, json.loads(row.content), settlement(connection, row.hash))
        for table in (entries, conflicts)
        for row in connection.execute(
            select(table.c.hash, table.c.received_at, table.c.content)
            .where(table.c.kiosk == kiosk, table.c.chain == chain, table.c.sequence == sequence)
            .order_by(table.c.received_at, table.c.hash)
        )
    )
