"""`ipps://`: a printer is known by its certificate or by an authority; nobody else gets a paper."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from kiosk.devices.ipp.finding import described
from kiosk.devices.ipp.printer import IppPrinter
from kiosk.devices.ipp.trust import Trust
from kiosk.devices.printer import JobState
from kiosk.errors import Trouble
from kiosk.paper.dots import size_in_mm
from kiosk.printers import printers_of
from kiosk.settings import Printers
from tests.devices.ipp.machines import PATIENCE, Machine, Spooler, ended
from tests.devices.ipp.papers import ON_A4, TITLE
from tests.devices.ipp.test_printer import codes

BORN = datetime(2026, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=3650)


def told(address: str, trust: Trust) -> list[str]:
    return codes(IppPrinter(address, size_in_mm, PATIENCE, trust).status())


def test_a_printer_that_signs_for_itself_is_known_by_its_certificate(a4: Machine) -> None:
    found = described(a4.secure)
    assert found is not None
    assert len(found.certificate) == 64
    printer = printers_of(Printers(a4=a4.secure, certificate=found.certificate), a4.folder)["a4"]
    assert printer.status().ready
    assert ended(printer, printer.print(ON_A4, 1, TITLE)) is JobState.DONE
    assert a4.printed == [ON_A4]


def test_nobody_else_gets_a_paper(a4: Machine) -> None:
    """Neither one with another certificate nor, without one set, one that signs for itself."""
    for trust in (Trust(certificate="0" * 64), Trust()):
        printer = IppPrinter(a4.secure, size_in_mm, PATIENCE, trust)
        assert codes(printer.status()) == ["printer.untrusted"]
        with pytest.raises(Trouble) as caught:
            printer.print(ON_A4, 1, TITLE)
        assert caught.value.code == "printer.untrusted"
    assert not (a4.folder / "began").exists()


def test_a_printer_is_known_by_the_halls_authority(a4: Machine, tmp_path: Path) -> None:
    a4.switch_off()
    ours, other = tmp_path / "ca.pem", tmp_path / "other.pem"
    certify(a4.folder / "keys", "localhost", ours)
    certify(tmp_path, "elsewhere", other)
    a4.switch_on()
    assert told(a4.secure, Trust(ca=ours)) == []
    assert told(a4.secure, Trust(ca=other)) == ["printer.untrusted"]
    assert told(a4.secure.replace("localhost", "127.0.0.1"), Trust(ca=ours)) == [
        "printer.untrusted"
    ]
    assert told(a4.secure, Trust(ca=tmp_path / "none.pem")) == ["printer.untrusted"]


def test_a_printer_that_is_off_is_offline_and_not_untrusted(a4: Machine) -> None:
    a4.switch_off()
    assert told(a4.secure, Trust(certificate="0" * 64)) == ["printer.offline"]
    assert described(a4.secure) is None


def test_a_queue_is_spoken_to_in_secret_too(queue: Spooler) -> None:
    address = queue.address.replace("ipp:", "ipps:")
    found = described(address)
    assert found is not None
    printer = IppPrinter(address, size_in_mm, PATIENCE, Trust(certificate=found.certificate))
    assert ended(printer, printer.print(ON_A4, 1, TITLE)) is JobState.DONE


def certify(folder: Path, name: str, authority: Path) -> None:
    """Have an authority of its own sign for a name, as `name.crt` and `name.key`."""
    ca_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name}'s authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    ca = (
        x509.CertificateBuilder(ca_name, ca_name, ca_key.public_key(), 1, BORN, BORN + YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    leaf = (
        x509.CertificateBuilder(ca_name, subject, key.public_key(), 2, BORN, BORN + YEARS)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    authority.write_bytes(ca.public_bytes(pem))
    (folder / f"{name}.crt").write_bytes(leaf.public_bytes(pem))
    clear = serialization.NoEncryption()
    written = key.private_bytes(pem, serialization.PrivateFormat.TraditionalOpenSSL, clear)
    (folder / f"{name}.key").write_bytes(written)
