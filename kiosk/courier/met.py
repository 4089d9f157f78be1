"""Central as this kiosk's courier last met it: its clock, and how long its certificate holds."""

import ssl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import httpx2
from cryptography import x509

from kiosk.journal.files import place
from kiosk.journal.troubles import world
from kiosk.wire.signed import UntrueMessage, plain, read_plain

FILE = "central.json"
NOTICED = 2
"""Seconds that central's clock moves against ours before that is kept anew."""


@dataclass(frozen=True, slots=True)
class Met:
    """`ahead` is in whole seconds, negative while central's clock is behind ours.

    `certificate_until` is None where there is no TLS.
    """

    ahead: int
    certificate_until: datetime | None = None


class Told(Protocol):
    """What carries central's time, such as news."""

    @property
    def at(self) -> datetime:
        """When central wrote it."""


class Meetings:
    """Kept in the data folder, for whoever has the kiosk open beside the courier."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def last(self) -> Met | None:
        """Return the last one; None before the first, or where nothing can be read."""
        try:
            return read_plain(self._file.read_bytes(), Met)
        except (OSError, UntrueMessage):
            return None

    def note(self, told: Told, asked: datetime, answered: datetime, until: datetime | None) -> None:
        """Keep what differs; central's word was written half-way between question and answer.

        Raises Trouble when the disk would not take it.
        """
        ahead = (told.at - (asked + (answered - asked) / 2)).total_seconds()
        before, met = self.last(), Met(round(ahead), until)
        if (
            before is None
            or before.certificate_until != until
            or abs(before.ahead - met.ahead) >= NOTICED
        ):
            with world():
                place(self._file, plain(met))


def until_of(answer: httpx2.Response) -> datetime | None:
    """Return when the certificate ends that an answer came under; None where it is not known."""
    stream = answer.extensions.get("network_stream")
    secured = stream.get_extra_info("socket") if stream is not None else None
    if not isinstance(secured, ssl.SSLSocket):
        return None
    try:
        seen = secured.getpeercert(binary_form=True)
    except (OSError, ValueError):
        return None  # hung up already
    return x509.load_der_x509_certificate(seen).not_valid_after_utc if seen else None


def authority_until(ca: Path) -> datetime | None:
    """Return when the hall's authority ends, the first of several; None for an unreadable file."""
    try:
        found = x509.load_pem_x509_certificates(ca.read_bytes())
    except (OSError, ValueError):
        return None
    return min(one.not_valid_after_utc for one in found)
