"""Receipts at central: whose keys there are, and whether one that is shown is genuine."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from kiosk.central.assembly import opened
from kiosk.central.audit import note, operator
from kiosk.central.reading import SUBMITTED
from kiosk.central.tables import entries, keys, kiosks
from kiosk.wire.keylist import spelled
from kiosk.wire.proof import Judgement, Signer, judge, read_proof


def signers(connection: Connection) -> tuple[Signer, ...]:
    """Return every kiosk that was ever enrolled with every key it had, the newest first."""
    rows = connection.execute(
        select(keys.c.kiosk, keys.c.public_key, kiosks.c.revoked_at)
        .join(kiosks, kiosks.c.id == keys.c.kiosk)
        .order_by(keys.c.kiosk, keys.c.number.desc())
    ).all()
    found: dict[str, Signer] = {}
    for row in rows:
        known = found[row.kiosk].keys if row.kiosk in found else ()
        found[row.kiosk] = Signer(row.kiosk, (*known, bytes(row.public_key)), bool(row.revoked_at))
    return tuple(found.values())


def judged(connection: Connection, text: str) -> Judgement:
    """Judge what a receipt's QR code says by the keys and the cases that are here."""
    read = read_proof(text)
    if read is None:
        return judge(text, ())
    proof, _ = read
    rows = connection.execute(
        select(entries.c.hash).where(
            entries.c.case_id == proof.case_id,
            entries.c.kiosk == proof.kiosk,
            entries.c.kind == SUBMITTED,
        )
    ).scalars()
    hashes = set(rows)
    kept = proof.hash if proof.hash in hashes else min(hashes, default=None)
    return judge(text, signers(connection), {proof.case_id: kept} if kept else {})


def judge_receipt(database_url: str, folder: Path, text: str, now: datetime) -> Judgement:
    """Judge one receipt for whoever sits at central."""
    with opened(database_url, folder) as database, database.write() as connection:
        judgement = judged(connection, text)
        number = judgement.proof.number if judgement.proof else None
        note(connection, operator(), "verify", [number] if number else (), now)
        return judgement


def exported_keys(database_url: str, folder: Path, now: datetime) -> bytes:
    """Return the key list, to be carried to wherever receipts are shown."""
    with opened(database_url, folder) as database, database.read() as connection:
        return spelled(signers(connection), now)
