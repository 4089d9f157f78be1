"""Kiosks whose disk was copied: told by what they were set up with, and by how they go on.

A copy signs with the same key, so no signature tells it. Two things do: one set-up under two
names, and an old chain that goes on after its kiosk began a new one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, func, select

from kiosk.central.tables import cases, chains, entries, kiosks
from kiosk.wire.messages import CaseState

OVER = (
    CaseState.DECLINED,
    CaseState.DONE,
    CaseState.ISSUED,
    CaseState.DELIVERED,
    CaseState.RATED,
    CaseState.WITHDRAWN,
    CaseState.VOID,
)
"""After these nobody asks for a case by its number any more."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A kiosk that has a copy; `of` is the other one's name, or its own."""

    kiosk: str
    of: str


def twins(connection: Connection) -> tuple[Twin, ...]:
    """Return all that central can see of copies, by name."""
    found = {*_set_up_once(connection), *_in_two_places(connection)}
    return tuple(sorted(found, key=lambda one: (one.kiosk, one.of)))


def numbers_given_twice(connection: Connection) -> tuple[str, ...]:
    """Return the case numbers that several cases still at work have.

    So it is where a disk came back from before it was first used: its new chain is in conflict
    with nothing, and it counts from one again.
    """
    counted = select(cases.c.number).where(cases.c.state.not_in(OVER)).group_by(cases.c.number)
    twice = counted.having(func.count() > 1).order_by(cases.c.number)
    return tuple(connection.execute(twice).scalars())


def _set_up_once(connection: Connection) -> Iterator[Twin]:
    other = kiosks.alias()
    rows = connection.execute(
        select(kiosks.c.id, other.c.id.label("of"))
        .join(other, other.c.install == kiosks.c.install)
        .where(kiosks.c.id < other.c.id)
    )
    return (Twin(row.id, row.of) for row in rows)


def _in_two_places(connection: Connection) -> Iterator[Twin]:
    """By the kiosk's own clock, as its courier may bring an old chain late."""
    spans = connection.execute(
        select(
            entries.c.kiosk,
            func.min(entries.c.at).label("begun"),
            func.max(entries.c.at).label("last"),
        )
        .where(entries.c.kiosk.in_(_WITH_MANY))
        .group_by(entries.c.kiosk, entries.c.chain)
        .order_by(entries.c.kiosk, func.min(entries.c.at))
    ).all()
    for before, after in pairwise(spans):
        if before.kiosk == after.kiosk and before.last > after.begun:
            yield Twin(before.kiosk, before.kiosk)


_WITH_MANY = select(chains.c.kiosk).group_by(chains.c.kiosk).having(func.count() > 1)
