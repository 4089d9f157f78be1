"""What a kiosk is told when it asks: how its cases go on, and what central has of its journal."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from sqlalchemy import Connection, select

from kiosk.central.enrolment import Speaker, epoch
from kiosk.central.ledger import Ledger, files_of
from kiosk.central.machines import Beat
from kiosk.central.reading import Reader
from kiosk.central.tables import chains, conflicts, entries, news
from kiosk.central.vacancies import vacancies
from kiosk.wire.entry import read_content
from kiosk.wire.messages import (
    NEWS_STEPS,
    Acknowledgement,
    News,
    Offer,
    Progress,
    Reconciliation,
    Vacancies,
)
from kiosk.wire.signed import read_plain

ASK_AGAIN = 60
"""Seconds until a kiosk that knows all asks again; 30,000 kiosks make 500 questions a second."""

SOON = 2
"""Seconds until one asks again whose case is about to be opened."""

SPREAD = 30
"""Seconds more or less, so that kiosks which came together do not come together again."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a kiosk asks: news after a cursor, and what it knows of the places left and forms.

    `most` steps are told at once; `beat` is what it says of itself.
    """

    speaker: Speaker
    after: str = ""
    vacancies: str = ""
    forms: str = ""
    most: int = NEWS_STEPS
    beat: Beat | None = None


def answers(
    connection: Connection, reader: Reader, asked: Sequence[Question], now: datetime
) -> list[News]:
    """Return for each kiosk the steps after its cursor, oldest first, and at most what it asks for.

    A cursor of another epoch counts from the start: after a restore its number would be ahead
    of news that are yet to come. The kiosk knows what it was told before.
    """
    reader.refresh(connection)
    present = epoch(connection)

    @functools.cache
    def places(district: str, known: str) -> Vacancies | None:
        return vacancies(connection, reader, district, known, now)

    def answer(question: Question) -> News:
        speaker = question.speaker
        last, progress = _since(connection, question, _seen(question.after, present))
        return News(
            kiosk=speaker.kiosk,
            cursor=f"{present}.{last}",
            progress=progress,
            ask_again=0 if len(progress) == question.most else _ask_again(speaker, now),
            epoch=present,
            at=now,
            vacancies=places(speaker.district, question.vacancies),
            forms=reader.catalogue.hash,
            calendar=reader.calendar.version,
            catalogue=reader.gazette.forms_version,
            settings=reader.gazette.settings_version(speaker.kiosk, speaker.district),
        )

    return [answer(one) for one in asked]


def _seen(cursor: str, present: str) -> int:
    then, _, number = cursor.rpartition(".")
    return int(number) if then == present and number.isdecimal() else 0


def _since(connection: Connection, asked: Question, seen: int) -> tuple[int, tuple[Progress, ...]]:
    if seen >= asked.speaker.news:
        return seen, ()
    rows = connection.execute(
        select(news.c.cursor, news.c.progress)
        .where(news.c.kiosk == asked.speaker.kiosk, news.c.cursor > seen)
        .order_by(news.c.cursor)
        .limit(asked.most)
    ).all()
    steps = tuple(read_plain(bytes(row.progress), Progress) for row in rows)
    return (rows[-1].cursor if rows else seen), steps


def _ask_again(speaker: Speaker, now: datetime) -> int:
    if speaker.more:
        return SOON
    return ASK_AGAIN - SPREAD + crc32(f"{speaker.kiosk} {now}".encode()) % (2 * SPREAD + 1)


def reconcile(connection: Connection, kiosk: str, offer: Offer, now: datetime) -> Reconciliation:
    """Compare what a kiosk still holds with what central has."""
    held: dict[str, bytes] = {}
    for table in (conflicts, entries):
        rows = connection.execute(
            select(table.c.hash, table.c.content, table.c.signature).where(
                table.c.kiosk == kiosk,
                table.c.chain == offer.chain,
                table.c.hash.in_(offer.hashes),
            )
        )
        held |= {row.hash: (bytes(row.content), bytes(row.signature)) for row in rows}
    _, missing = files_of(connection, (read_content(*kept) for kept in held.values()))
    highest = connection.execute(
        select(chains.c.highest).where(chains.c.kiosk == kiosk, chains.c.chain == offer.chain)
    ).scalar_one_or_none()
    return Reconciliation(
        kiosk=kiosk,
        chain=offer.chain,
        lacking=tuple(name for name in offer.hashes if name not in held),
        missing=missing,
        highest=highest or 0,
        epoch=epoch(connection),
        at=now,
    )


def acknowledge_files(
    connection: Connection, kiosk: str, chain: str, names: Iterable[str], now: datetime
) -> Acknowledgement:
    """Give central's word that attachments are in safe keeping; `chain` is one of the kiosk's."""
    key = kiosk, chain
    ledger = Ledger(connection, [key])
    return Acknowledgement(
        kiosk=kiosk,
        chain=chain,
        verdicts=(),
        held=tuple(names),
        missing=(),
        complete_to=ledger.chains[key].complete_to,
        gaps=ledger.gaps(key),
        epoch=epoch(connection),
        at=now,
    )
