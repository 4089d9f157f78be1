"""Somebody on the line who says yes to everything, and signs it with a key of his own."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from kiosk.wire.bundle import unpack
from kiosk.wire.entry import read_line
from kiosk.wire.identity import Identity
from kiosk.wire.messages import Acknowledgement, LineVerdict, Verdict
from kiosk.wire.signed import sign
from tests.faults.doors import Asked, Told

KEY = Identity.load(bytes(range(7, 39)))
JSON = ((b"content-type", b"application/json"),)


def yes(asked: Asked, kiosk: str, epoch: str) -> Told | None:
    """Say that all of it is in safe keeping; None for what asks for something else."""
    target = urlsplit(asked.target)
    chain = parse_qs(target.query).get("chain", [""])[0]
    verdicts: tuple[LineVerdict, ...] = ()
    if target.path == "/v1/entries":
        sent = [read_line(line) for line in asked.body.splitlines()]
        verdicts = tuple(
            LineVerdict(number, Verdict.STORED, entry.hash, entry.sequence)
            for number, entry in enumerate(sent)
        )
        held = tuple({file.sha256 for entry in sent for file in entry.attachments})
        last = max(entry.sequence for entry in sent)
    elif target.path == "/v1/blobs":
        held, last = tuple(unpack(asked.body)), 0
    else:
        return None
    word = Acknowledgement(
        kiosk, chain, verdicts, held, (), last, (), epoch, datetime(2026, 11, 21, tzinfo=UTC)
    )
    return Told(200, JSON, sign(word, KEY))
