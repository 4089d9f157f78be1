"""The line to central: signed requests out, and of what comes back only what central signed."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlencode

import httpx2

from kiosk.courier.answers import exchange, heard
from kiosk.courier.bandwidth import Bandwidth
from kiosk.courier.failures import TRIES, Failure, LineFailure
from kiosk.courier.met import until_of
from kiosk.courier.secured import client_of
from kiosk.wire.bundle import pack
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.loads import FIELD as PARTS
from kiosk.wire.loads import Part, spelled
from kiosk.wire.messages import (
    NEWS_STEPS,
    Acknowledgement,
    EnrolmentAnswer,
    EnrolmentRequest,
    News,
    Offer,
    Reconciliation,
)
from kiosk.wire.requests import DIGEST, Request, Signer, digest_field
from kiosk.wire.signed import UntrueMessage, plain, read_self_signed, read_signed, sign

log = logging.getLogger(__name__)
Message = TypeVar("Message", Acknowledgement, News, Reconciliation)

STALL = httpx2.Timeout(connect=10, read=30, write=30, pool=10)
"""Seconds without a byte moving, not for the whole: a slow line is still a line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an attachment: where it begins, and the length of the whole, in bytes."""

    chain: str
    sha256: str
    offset: int
    length: int
    content: bytes


class Line(AbstractContextManager["Line"]):
    """One kiosk's line to one central; every method raises LineFailure.

    `central_key` is the raw public key central gave at enrolment; `ca` the certificate of the
    hall's own authority; without a `bandwidth` it takes all there is. Raises Trouble
    `courier.ca` where the certificate cannot be read.
    """

    def __init__(
        self,
        url: str,
        kiosk: str,
        identity: Identity,
        central_key: bytes,
        clock: Callable[[], datetime],
        timeout: httpx2.Timeout = STALL,
        ca: Path | None = None,
        bandwidth: Bandwidth | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self.kiosk = kiosk
        self._signer = Signer(kiosk, identity)
        self._central_key = central_key
        self._clock = clock
        self._client = client_of(ca, timeout)
        self._bandwidth = bandwidth
        self.offset = timedelta(0)
        """How far central's clock is ahead of ours; requests are signed by central's."""
        self.certificate_until: datetime | None = None
        """When central's certificate ends, as of the last news; None without TLS."""

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def send(self, batch: Sequence[Entry]) -> Acknowledgement:
        """Send entries of one chain; at most 100 and 1 MiB."""
        body = b"".join(entry.line() for entry in batch)
        headers = {"content-type": "application/x-ndjson"}
        path = f"/v1/entries?chain={quote(batch[0].chain)}"
        return self._word(self._ask("POST", path, headers, body), Acknowledgement)

    def kept(self, sha256: str) -> int:
        """Ask how many bytes of an attachment central keeps so far."""
        with _about_files():
            return _offset(self._ask("HEAD", f"/v1/blobs/sha256:{sha256}", {}, b""))

    def upload(self, piece: Piece) -> Acknowledgement | int:
        """Bring a piece; returns the new offset, or central's word once it has the whole."""
        headers = {
            "content-type": "application/offset+octet-stream",
            "upload-offset": str(piece.offset),
            "upload-length": str(piece.length),
        }
        if len(piece.content) == piece.length:
            headers[DIGEST] = digest_field(piece.sha256)
        path = f"/v1/blobs/sha256:{piece.sha256}?chain={piece.chain}"
        with _about_files():
            answer = self._ask("PATCH", path, headers, piece.content)
        if answer.status_code == HTTPStatus.NO_CONTENT:
            reached = _offset(answer)
            if reached != piece.offset + len(piece.content):
                raise LineFailure(Failure.PORTAL)
            return reached
        return self._word(answer, Acknowledgement)

    def kept_of(self, names: Sequence[str]) -> list[int]:
        """Ask how many bytes central keeps so far of each of several attachments."""
        headers = {PARTS: spelled(Part(sha256, 0, 0) for sha256 in names)}
        with _about_files():
            told = self._ask("HEAD", "/v1/blobs", headers, b"").headers.get("upload-offset", "")
        kept = [one.strip() for one in told.split(",")]
        if len(kept) != len(names) or not all(one.isdecimal() for one in kept):
            raise LineFailure(Failure.PORTAL)
        return [int(one) for one in kept]

    def load(
        self, chain: str, parts: Sequence[Part], content: Callable[[], Iterator[bytes]]
    ) -> Acknowledgement:
        """Bring pieces of several attachments; the word names those that central holds whole.

        `content` gives their bytes, one behind the other, each time from the beginning.
        """
        headers = {
            "content-type": "application/octet-stream",
            "content-length": str(sum(one.length for one in parts)),
            PARTS: spelled(parts),
        }
        with _about_files():
            answer = self._ask("PATCH", f"/v1/blobs?chain={chain}", headers, b"", content)
        return self._word(answer, Acknowledgement)

    def bundle(self, chain: str, files: Mapping[str, bytes]) -> Acknowledgement:
        """Bring small attachments, contents by SHA-256; the word names those central holds."""
        headers = {"content-type": "application/octet-stream"}
        answer = self._ask("POST", f"/v1/blobs?chain={chain}", headers, pack(files))
        return self._word(answer, Acknowledgement)

    def news(
        self,
        cursor: str | None,
        vacancies: str = "",
        forms: str = "",
        heartbeat: Mapping[str, str] | None = None,
        *,
        most: int = NEWS_STEPS,
    ) -> News:
        """Ask what happened since, at `most` so many steps; a `heartbeat` says how this kiosk is.

        `vacancies` is the version known of the places left, `forms` the mark of our catalogue.
        """
        known = {"after": cursor or "", "vacancies": vacancies, "forms": forms}
        known |= heartbeat or {}
        if most < NEWS_STEPS:
            known["most"] = str(most)
        asked = urlencode({name: value for name, value in known.items() if value})
        answer = self._ask("GET", f"/v1/news?{asked}".rstrip("?"), {}, b"")
        self.certificate_until = until_of(answer)
        return self._word(answer, News)

    def notices(self, what: str) -> bytes:
        """Fetch what central published, as it signed it: `calendar`, `catalogue`, `settings`.

        Yet to be verified.
        """
        return self._ask("GET", f"/v1/{what}", {}, b"").content

    def reconcile(self, offer: Offer) -> Reconciliation:
        """Ask which of our confirmed entries central lacks after a restore."""
        headers = {"content-type": "application/json"}
        answer = self._ask("POST", "/v1/reconcile", headers, plain(offer))
        return self._word(answer, Reconciliation)

    def _word(self, answer: httpx2.Response, kind: type[Message]) -> Message:
        try:
            return read_signed(answer.content, kind, self._central_key)
        except UntrueMessage as error:
            raise LineFailure(Failure.PORTAL) from error

    def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        stream: Callable[[], Iterator[bytes]] | None = None,
    ) -> httpx2.Response:
        request = Request(method, self._url + path, dict(headers), body, stream)
        # With a wrong clock, central said what time it is; the kiosk's own stays as it is. What was
        # cut is asked again at once, but of a piece it is looked first how much has arrived.
        cuts = 0 if method == "PATCH" else TRIES - 1
        again = Counter({Failure.CLOCK: 1, Failure.CUT: cuts})
        while True:
            try:
                return self._once(request)
            except LineFailure as error:
                if not again[error.failure]:
                    raise
                again[error.failure] -= 1

    def _once(self, request: Request) -> httpx2.Response:
        signed = self._signer.sign(request, self._clock() + self.offset)
        answer = exchange(self._client, signed, self._bandwidth)
        try:
            return heard(answer)
        except LineFailure as error:
            if error.failure is Failure.CLOCK:
                self.offset = _ahead(answer, self._clock(), self.offset)
            raise


def enrol(
    url: str, request: EnrolmentRequest, identity: Identity, ca: Path | None = None
) -> EnrolmentAnswer:
    """Present the one-time code and the kiosk's key to central; raises LineFailure."""
    asked = Request(
        "POST",
        url.rstrip("/") + "/v1/enrol",
        {"content-type": "application/json"},
        sign(request, identity),
    )
    with client_of(ca, STALL) as client:
        answer = heard(exchange(client, asked))
    try:
        return read_self_signed(answer.content, EnrolmentAnswer)
    except UntrueMessage as error:
        raise LineFailure(Failure.PORTAL) from error


@contextmanager
def _about_files() -> Iterator[None]:
    """Where files are asked about, "not found" is said of them."""
    try:
        yield
    except LineFailure as error:
        if error.failure is Failure.OUTDATED:
            raise LineFailure(Failure.UNKNOWN_FILE) from error
        raise


def _ahead(answer: httpx2.Response, here: datetime, before: timedelta) -> timedelta:
    """Return how far central's clock is ahead; `before` when the answer does not say."""
    try:
        there = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return before
    if there.tzinfo is None:
        return before
    ahead = there - here.astimezone(UTC)
    log.warning("this clock is %d seconds behind central's", ahead.total_seconds())
    return ahead


def _offset(answer: httpx2.Response) -> int:
    told = answer.headers.get("upload-offset", "")
    if not told.isdecimal():
        raise LineFailure(Failure.PORTAL)
    return int(told)
