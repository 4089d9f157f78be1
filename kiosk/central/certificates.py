"""The hall's own certificates: an authority that every kiosk is given, and central's own.

RFC 5280; a name counts only as a subject's alternative name (RFC 9525).
"""

import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.central.files import make_folder, place, place_once
from kiosk.errors import Trouble
from kiosk.texts import Text

AUTHORITY_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)
"""About a year, as of public certificates: whoever renews each year knows how."""
EARLIER = timedelta(hours=1)
"""A certificate begins a little before it is made: the clocks of kiosks differ."""


@dataclass(frozen=True, slots=True)
class Tls:
    """What central proves itself with: files of a certificate chain and its key, in PEM."""

    certificate: Path
    key: Path

    def check(self) -> None:
        """See that they are there and belong together; raises Trouble `central.certificate`."""
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
                self.certificate, self.key, password=lambda: ""
            )
        except OSError as error:
            raise _unusable() from error

    def stamp(self) -> tuple[int, int]:
        """Return what changes when the files do; raises OSError."""
        return self.certificate.stat().st_mtime_ns, self.key.stat().st_mtime_ns

    def until(self) -> datetime:
        """Return when the first of the chain ends; raises Trouble `central.certificate`."""
        try:
            chain = x509.load_pem_x509_certificates(self.certificate.read_bytes())
        except (OSError, ValueError) as error:
            raise _unusable() from error
        return min(one.not_valid_after_utc for one in chain)


@dataclass(frozen=True, slots=True)
class Made:
    """Where the certificates are: `authority` is for the kiosks; when central's own ends."""

    authority: Path
    tls: Tls
    until: datetime


def certify(folder: Path, names: Sequence[str], now: datetime) -> Made:
    """Make central's certificate for these names and addresses, in a folder of its own.

    The authority is made the first time and kept: a new certificate needs nothing new at the
    kiosks. All files are for their owner only. Raises Trouble `central.certificate`.
    """
    try:
        make_folder(folder)
        secret, authority = _authority(folder, now)
        key = generate_private_key(SECP256R1())
        made = _server(names, key, secret, authority, now)
        place(folder / "server.key", _pem(key))
        place(folder / "server.pem", made.public_bytes(Encoding.PEM))
    except (OSError, ValueError, TypeError) as error:
        raise _unusable() from error
    tls = Tls(folder / "server.pem", folder / "server.key")
    return Made(folder / "ca.pem", tls, made.not_valid_after_utc)


def _authority(folder: Path, now: datetime) -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
    if not (folder / "ca.key").exists():
        place_once(folder / "ca.key", _pem(generate_private_key(SECP256R1())))
    secret = load_pem_private_key((folder / "ca.key").read_bytes(), None)
    if not isinstance(secret, EllipticCurvePrivateKey):
        raise TypeError("the authority's key is of another kind")
    if not (folder / "ca.pem").exists():
        name = _named("kiosk hall authority")
        made = (
            _begun(name, name, secret, now, AUTHORITY_LIFE)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .sign(secret, SHA256())
        )
        place_once(folder / "ca.pem", made.public_bytes(Encoding.PEM))
    return secret, x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes())


def _server(
    names: Sequence[str],
    key: EllipticCurvePrivateKey,
    secret: EllipticCurvePrivateKey,
    authority: x509.Certificate,
    now: datetime,
) -> x509.Certificate:
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(secret.public_key())
    for_servers = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        _begun(_named("kiosk central"), authority.subject, key, now, SERVER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(for_servers, critical=False)
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        .add_extension(issuer, critical=False)
        .sign(secret, SHA256())
    )


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _unusable() -> Trouble:
    return Trouble(
        "central.certificate",
        Text("证书或其密钥无法使用。", "The certificate or its key cannot be used."),
        Text(
            "请检查 PEM 文件、权限和主机名；可用 kiosk central certificate 重新生成。",
            "Check the PEM files, their rights and the names; "
            "`kiosk central certificate` makes new ones.",
        ),
    )
