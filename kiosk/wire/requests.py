"""How a request says who sends it: HTTP message signatures (RFC 9421) over a digest (RFC 9530).

TLS keeps others out; the signature says which kiosk speaks, and survives proxies in between.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.identity import PUBLIC_SM2, Identity, proves
from kiosk.wire.loads import FIELD as PARTS

SKEW = timedelta(seconds=300)
"""How far the clocks of kiosk and central may differ."""

TAG = "kiosk"
LABEL = "kiosk"
LINE = ("@method", "@target-uri")
DIGEST = "content-digest"
UPLOAD = ("upload-offset", "upload-length", PARTS)
"""Header fields that say which bytes go where: signed wherever they stand."""

_INPUT = re.compile(
    r'([a-z*][a-z0-9_.*-]*)=(\(((?:"[a-z@][a-z0-9-]*" ?)*)(?<! )\)'
    r'((?:;[a-z*][a-z0-9_.*-]*=(?:-?\d{1,15}|"[^"\\]*"))*))'
)
_PARAMETER = re.compile(r';([^=]*)=(?:(-?\d+)|"([^"]*)")')
_SIGNATURE = re.compile(r"([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]*):")
_SHA256 = re.compile(r"(?:^|,[ \t]*)sha-256=:([A-Za-z0-9+/=]*):")


class UnprovenRequest(Trouble):
    """A request that no kiosk of ours can be shown to have sent.

    `reason` is "signature", "digest", "clock" or "key".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(
            "wire.unproven_request",
            Text("暂时无法与审批系统通信。", "The central system cannot be reached at the moment."),
            Text(
                "请求未通过身份校验：请检查本机密钥和时钟。",
                "A request did not prove its sender: look at the kiosk's key and clock.",
            ),
        )
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it travels: absolute URL, header fields by lower-case name, exact body.

    `stream` gives the body instead, each time from its beginning, where its parts are named in the
    head and it needs no digest.
    """

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    stream: Callable[[], Iterator[bytes]] | None = None


class Signer:
    """Signs requests of one kiosk; holds its key for as long as it lives."""

    def __init__(self, kiosk: str, identity: Identity) -> None:
        self._kiosk = kiosk
        self._identity = identity

    def sign(self, request: Request, now: datetime) -> Request:
        """Return the request with digest and signature; `now` is the time central will compare."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        if request.body and DIGEST not in headers:
            headers[DIGEST] = f"sha-256=:{_digest(request.body)}:"
        covered = " ".join(f'"{name}"' for name in _covered(request, headers))
        params = (
            f'({covered});created={int(now.timestamp())};keyid="{self._kiosk}"'
            f';alg="{_algorithm(self._identity.public)}";tag="{TAG}"'
        )
        whole = replace(request, headers=headers)
        base = _base(whole, _covered(request, headers), params)
        signature = base64.b64encode(self._identity.sign_bare(base)).decode()
        proof = {"signature-input": f"{LABEL}={params}", "signature": f"{LABEL}=:{signature}:"}
        return replace(request, headers=headers | proof)


def digest_field(sha256: str) -> str:
    """Return the Content-Digest of a body whose SHA-256 (hex) is known already."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a request says of its signature; nothing of it is believed yet.

    `params` is the value of "@signature-params" (RFC 9421 §2.3), letter by letter.
    """

    covered: tuple[str, ...]
    params: str
    said: dict[str, int | str]
    signature: bytes


def claimed_sender(request: Request) -> str | None:
    """Return whom a request claims to come from, if anybody; nothing is proven yet."""
    try:
        return str(_claim(request).said["keyid"])
    except UnprovenRequest:
        return None


def sender(request: Request, key_of: Callable[[str], bytes | None], now: datetime) -> str:
    """Return the kiosk that signed this request; `key_of` gives its raw public key.

    Raises UnprovenRequest.
    """
    proven = proven_head(request, key_of, now)
    proven.compare(request.body)
    return proven.kiosk


@dataclass(frozen=True, slots=True)
class Proven:
    """Who signed a request's head, and the digest it names; what it says of the body is to be seen.

    `digest` is None where none is signed.
    """

    kiosk: str
    digest: str | None

    def compare(self, body: bytes) -> None:
        """See that this is the body that was signed; raises UnprovenRequest."""
        if (body or self.digest is not None) and self.digest != _digest(body):
            raise UnprovenRequest("digest")


def proven_head(request: Request, key_of: Callable[[str], bytes | None], now: datetime) -> Proven:
    """Prove the sender by all but the body, which need not have been read; raises UnprovenRequest.

    The signature is over the digest (RFC 9530), not the body: who cannot sign sends in vain.
    """
    claim = _claim(request)
    kiosk = str(claim.said["keyid"])
    if abs(int(claim.said["created"]) - now.timestamp()) > SKEW.total_seconds():
        raise UnprovenRequest("clock")
    key = key_of(kiosk)
    if key is None:
        raise UnprovenRequest("key")
    if not set(claim.covered) >= {*LINE, *(name for name in UPLOAD if name in request.headers)}:
        raise UnprovenRequest("signature")
    # The key decides how it is signed, not the request.
    base = _base(request, claim.covered, claim.params)
    if claim.said["alg"] != _algorithm(key) or not proves(key, base, claim.signature):
        raise UnprovenRequest("signature")
    if DIGEST not in claim.covered:
        return Proven(kiosk, None)
    told = _SHA256.search(request.headers.get(DIGEST, ""))
    return Proven(kiosk, told[1] if told else "")


def _claim(request: Request) -> _Claim:
    """Read the one signature of a request, spelled as RFC 8941 §4.1 writes it."""
    named = _INPUT.fullmatch(request.headers.get("signature-input", ""))
    sealed = _SIGNATURE.fullmatch(request.headers.get("signature", ""))
    if named is None or sealed is None or named[1] != sealed[1]:
        raise UnprovenRequest("signature")
    covered = tuple(named[3].replace('"', "").split())
    said = {
        name: int(number) if number else text for name, number, text in _PARAMETER.findall(named[4])
    }
    right = type(said.get("created")) is int and {"keyid", "alg"} <= said.keys()
    if not right or said.get("tag") != TAG or len(set(covered)) < len(covered):
        raise UnprovenRequest("signature")
    try:
        signature = base64.b64decode(sealed[2], validate=True)
    except binascii.Error as error:
        raise UnprovenRequest("signature") from error
    return _Claim(covered, named[2], said, signature)


def _covered(request: Request, headers: Iterable[str]) -> tuple[str, ...]:
    digest = (DIGEST,) if request.body else ()
    return LINE + digest + tuple(name for name in UPLOAD if name in headers)


def _base(request: Request, covered: Iterable[str], params: str) -> bytes:
    """Return what is signed (RFC 9421 §2.5); a field that is not there cannot be."""
    derived = {"@method": request.method, "@target-uri": request.url}
    try:
        lines = [
            f'"{name}": {(derived if name[0] == "@" else request.headers)[name].strip()}\n'
            for name in covered
        ]
        return f'{"".join(lines)}"@signature-params": {params}'.encode("ascii")
    except (KeyError, UnicodeEncodeError) as error:
        raise UnprovenRequest("signature") from error


def _algorithm(public: bytes) -> str:
    # The name of SM2 over SM3 is not registered (RFC 9421 §6.2).
    return "sm2-sm3" if len(public) == PUBLIC_SM2 else "ed25519"


def _digest(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()
