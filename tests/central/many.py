"""Many kiosks without disks: entries and requests are made beforehand, and all are enrolled."""

import base64
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection

from kiosk.cases.case import AttachmentRef, Case, Strokes
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.cases.number import case_number
from kiosk.central.enrolment import Speaker
from kiosk.central.lines import Delivery
from kiosk.central.rows import append
from kiosk.central.tables import keys, kiosks
from kiosk.texts import Language
from kiosk.wire.entry import FIRST, PURPOSE, Unsealed, seal
from kiosk.wire.identity import Identity
from kiosk.wire.requests import Request, Signer
from tests.cases.wedding import DAY
from tests.central.hall import DISTRICT, STATION

DIGITS = 5_000
"""Kiosks to a district; it has numbers for twice as many."""


@dataclass
class Sender:
    """A kiosk that makes entries without a disk of its own."""

    name: str
    number: int
    identity: Identity = field(default_factory=Identity.make)
    chain: str = field(default_factory=lambda: str(uuid.uuid4()))
    sequence: int = 0
    previous: str = FIRST

    def open(self, now: datetime) -> bytes:
        """Return the line that begins its journal."""
        return self._line("journal.opened", None, {"before": None, "reason": "first start"}, now)

    def submit(self, filling: Filling, now: datetime, case_id: str | None = None) -> bytes:
        """Return the line that submits a case of two, who signed with some strokes each."""
        consent = Consent.on(Snapshot.of(filling))
        for place, role in enumerate(("husband", "wife")):
            line = ((100.0, 100.0 + self.sequence), (900.0 - place, 110.0 + self.number))
            consent = consent.sign(role, Strokes(984, 703, (line,)), now)
        case = Case.of(
            consent,
            id=case_id or str(uuid.uuid4()),
            number=case_number(
                DISTRICT, filling.service.code, DAY, self.number % 98 + 1, self.sequence % 9999 + 1
            ),
            at=now,
            station=STATION,
            language=Language.ZH,
        )
        plain = case.to_dict()
        body = {
            "number": case.number,
            "service": filling.service.key,
            "submitted_at": plain["submitted_at"],
            "case": plain,
        }
        files = tuple(ref for ref, _ in consent.signature_blobs())
        return self._line("case.submitted", case.id, body, now, files)

    def sealed(self, content: bytes) -> bytes:
        """Return the line of any content, rightly hashed and signed."""
        proof = base64.b64encode(self.identity.sign(PURPOSE, content))
        return b'{"content":%b,"hash":"%b","signature":"%b"}\n' % (
            content,
            hashlib.sha256(content).hexdigest().encode(),
            proof,
        )

    @property
    def speaker(self) -> Speaker:
        """What central knows of it."""
        return Speaker(self.name, (self.identity.public,), False, DISTRICT, None)

    def delivery(self, *lines: bytes) -> Delivery:
        """Return lines as central's doors hand them on."""
        return Delivery(self.speaker, self.chain, [line.rstrip(b"\n") for line in lines])

    def post(self, url: str, body: bytes, now: datetime) -> bytes:
        """Return the whole request that brings lines to central."""
        request = Request("POST", f"{url}/v1/entries?chain={self.chain}", body=body)
        return raw(Signer(self.name, self.identity).sign(request, now))

    def ask(self, url: str, cursor: str, now: datetime) -> bytes:
        """Return the whole request that asks for news."""
        request = Request("GET", f"{url}/v1/news?after={cursor}")
        return raw(Signer(self.name, self.identity).sign(request, now))

    def _line(
        self,
        kind: str,
        case_id: str | None,
        body: dict[str, object],
        now: datetime,
        files: tuple[AttachmentRef, ...] = (),
    ) -> bytes:
        self.sequence += 1
        entry = seal(
            Unsealed(
                self.name,
                self.chain,
                self.sequence,
                self.previous,
                str(uuid.uuid4()),
                kind,
                case_id,
                now,
                "citizen",
                body,
                files,
            ),
            self.identity,
        )
        self.previous = entry.hash
        return entry.line()


def raw(request: Request) -> bytes:
    """Spell a request as it goes over a kept HTTP/1.1 connection."""
    parts = urlsplit(request.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    headers = {"host": parts.netloc, "content-length": str(len(request.body)), **request.headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{request.method} {target} HTTP/1.1\r\n{head}\r\n".encode() + request.body


def enrol_all(connection: Connection, senders: Sequence[Sender], now: datetime) -> None:
    """Enrol kiosks as if each had come with its code."""
    rows = [
        {
            "id": one.name,
            "district": str(int(DISTRICT) + one.number // DIGITS),
            "digits": f"{one.number % DIGITS:04}",
            "enrolled_at": now,
        }
        for one in senders
    ]
    append(connection, kiosks, rows)
    public = [
        {"kiosk": one.name, "number": 0, "public_key": one.identity.public} for one in senders
    ]
    append(connection, keys, public)
