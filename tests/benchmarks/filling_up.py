"""A journal of as many cases as one likes, made fast: the real schema, encryption and chain.

It goes through what accepting a case goes through, thousands in each transaction, and is told of
central's word at once for all but the last. What is not done is nothing that a search would see.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from kiosk.cases.case import STROKES
from kiosk.cases.number import case_number
from kiosk.journal.attachments import Enclosure
from kiosk.journal.database import Database
from kiosk.journal.history import Chain, bring_up, write
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from kiosk.journal.tables import spelled
from kiosk.wire.entry import Unsealed, seal
from kiosk.wire.ids import uuid7

KIOSK = "150602-01"
FIRST_DAY = date(2024, 1, 2)
START = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)
A_DAY, AT_ONCE = 1000, 20_000
HITS = 20
"""Cases of one name, however many cases there are."""

ANSWERS_BYTES, STROKES_BYTES = 1024, 512
CONFIRMED = (
    """INSERT INTO deliveries (position, state, verdict, at)
        SELECT position, 1, 'stored', :at FROM entries WHERE position <= :last""",
    "UPDATE attachments SET state = 2 WHERE position <= :last",
)


def number_of(case: int) -> str:
    """Return the case number of the n-th case, from 0."""
    day = FIRST_DAY + timedelta(days=case // A_DAY)
    return case_number("150602", "12", day, 1, case % A_DAY + 1)


def name_of(case: int, cases: int) -> str:
    """Return whose the n-th case is; the people take turns."""
    return f"测试{case % (cases // HITS):06d}"


def filled(folder: Path, cases: int, unsent: int) -> None:
    """Fill the journal of a folder, keys included."""
    keys = Keys.open(folder / "keys")
    journal = Journal.open(folder / "journal", keys, KIOSK, lambda: START)
    database, chain = journal._database, journal.history.head()
    _with_memory(database)
    for first in range(0, cases, AT_ONCE):
        with database.recording() as cursor:
            for case in range(first, min(first + AT_ONCE, cases)):
                strokes = os.urandom(STROKES_BYTES)
                entry = seal(_case(chain, case, cases, strokes), keys.identity)
                write(cursor, chain, entry, strokes)
                chain = replace(chain, sequence=entry.sequence, hash=entry.hash)
            bring_up(cursor)
    with database.writing() as connection:
        known = {"at": spelled(START), "last": 1 + cases - unsent}
        for told in CONFIRMED:
            connection.execute(text(told), known)
    journal.close()


def _with_memory(database: Database) -> None:
    """Keep the indexes' pages at hand, as no kiosk needs to that takes one case at a time."""
    with database.recording() as cursor:
        cursor.execute("PRAGMA cache_size = -400000")


def _case(chain: Chain, case: int, cases: int, strokes: bytes) -> Unsealed:
    at = START + timedelta(minutes=case)
    id_ = uuid7(at, case.to_bytes(10, "big"))
    body = {
        "number": number_of(case),
        "service": "marriage-birth@150600",
        "submitted_at": at.isoformat(),
        "names": [name_of(case, cases)],
        "case": {"answers": os.urandom(ANSWERS_BYTES // 2).hex()},
    }
    return Unsealed(
        kiosk=KIOSK,
        chain=chain.chain,
        sequence=chain.sequence + 1,
        previous=chain.hash,
        id=id_,
        kind="case.submitted",
        case_id=id_,
        at=at,
        actor="citizen",
        body=body,
        attachments=(Enclosure("signature", STROKES, strokes).ref(),),
    )
