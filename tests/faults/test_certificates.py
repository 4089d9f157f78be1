"""Real TLS with every kind of bad certificate, and a name that nobody knows."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from tests.central.hall import Kiosk
from tests.courier.fault_proxy import read_message
from tests.faults.doors import Doors

YEAR = timedelta(days=365)
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhi\n"


def certificate(folder: Path, address: str, begins: datetime) -> Path:
    """Make a key and a certificate for that address, its own authority; one file for both."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "central")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + YEAR)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "central.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return file


@contextmanager
def behind(file: Path) -> Iterator[str]:
    """Yield the URL of a server with that certificate that says hi to everything."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client, suppress(OSError):
                client.settimeout(10)
                with context.wrap_socket(client, server_side=True) as secured:
                    read_message(secured)
                    secured.sendall(PORTAL)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(10)


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    doors = Doors(tmp_path / "central")
    enrolled = doors.kiosk(tmp_path / "kiosk")
    doors.close()
    yield enrolled
    enrolled.journal.close()


def failure_at(kiosk: Kiosk, url: str) -> Failure | None:
    with kiosk.line(url, timeout=httpx2.Timeout(10)) as line:
        return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()


@pytest.mark.parametrize(
    ("address", "begins", "trusted", "failure"),
    [
        ("127.0.0.1", timedelta(days=-1), True, Failure.PORTAL),
        ("127.0.0.1", timedelta(days=-1), False, Failure.CERTIFICATE),
        ("127.0.0.1", timedelta(days=-400), True, Failure.EXPIRED),
        ("127.0.0.1", timedelta(days=1), True, Failure.EXPIRED),
        ("127.0.0.2", timedelta(days=-1), True, Failure.CERTIFICATE),
    ],
    ids=["good", "of a stranger", "too old", "not yet", "of another address"],
)
def test_certificates(
    kiosk: Kiosk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    begins: timedelta,
    trusted: bool,
    failure: Failure,
) -> None:
    file = certificate(tmp_path, address, datetime.now(UTC) + begins)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    kiosk_waits = kiosk.journal.outbox.queue().waiting
    with behind(file) as url:
        assert failure_at(kiosk, url) is failure
    assert kiosk.journal.outbox.queue().waiting == kiosk_waits


def test_a_name_that_nobody_knows(kiosk: Kiosk) -> None:
    assert failure_at(kiosk, "http://no.such.central.invalid") is Failure.UNREACHABLE
