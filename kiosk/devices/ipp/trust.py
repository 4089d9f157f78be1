"""Whether the machine at the other end of `ipps://` is the printer that was meant (RFC 7472).

A printer mostly signs for itself, under any name: then its certificate itself is what is known.
"""

import hashlib
import ssl
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path


class Untrusted(OSError):
    """Somebody answers, and cannot show that it is the printer."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What makes a printer known: its own `certificate`, as SHA-256 in hex, or else an authority.

    `ca` is the file of a hall's own authority; without it those of the system count.
    """

    ca: Path | None = None
    certificate: str = ""

    def connected(self, host: str, port: int, patience: float) -> HTTPSConnection:
        """Return a line to the printer; raises OSError, and Untrusted before anything is said."""
        connection = HTTPSConnection(host, port, timeout=patience, context=self._context())
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            connection.close()
            raise Untrusted(error.verify_message) from error
        if self.certificate and _shown(connection.sock) != self.certificate:
            connection.close()
            raise Untrusted("another certificate than the one that is set")
        return connection

    def _context(self) -> ssl.SSLContext:
        if self.certificate:
            return _anybody()
        try:
            return ssl.create_default_context(cafile=self.ca)
        except OSError as error:
            raise Untrusted("the authority's file cannot be read") from error


def certificate(host: str, port: int, patience: float) -> str:
    """Return what a printer shows now, as SHA-256 in hex; raises OSError."""
    connection = HTTPSConnection(host, port, timeout=patience, context=_anybody())
    try:
        connection.connect()
        return _shown(connection.sock)
    finally:
        connection.close()


def _anybody() -> ssl.SSLContext:
    """Take any certificate: whose it is, is looked at afterwards."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _shown(line: object) -> str:
    shown = line.getpeercert(binary_form=True) if isinstance(line, ssl.SSLSocket) else None
    return hashlib.sha256(shown or b"").hexdigest()
