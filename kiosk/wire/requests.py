"""How a request says who sends it: HTTP message signatures (RFC 9421) over a digest (RFC 9530).

TLS keeps others out; the signature says which kiosk speaks, and survives proxies in between.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier
from http_message_signatures.algorithms import ED25519, HTTPSignatureAlgorithm
from http_message_signatures.exceptions import HTTPMessageSignaturesException, InvalidSignature
from http_message_signatures.resolvers import HTTPSignatureKeyResolver, MappingKeyResolver

from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.identity import PUBLIC_SM2, Identity
from kiosk.wire.sm2 import verifies

SKEW = timedelta(seconds=300)
"""How far the clocks of kiosk and central may differ."""

TAG = "kiosk"
LINE = ("@method", "@target-uri")
_KEYID = re.compile(r';keyid="([^"]*)"')
UPLOAD = ("upload-offset", "upload-length")
"""Header fields that say where bytes go: signed wherever they stand."""


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
    """A request as it travels: absolute URL, header fields by lower-case name, exact body."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Signer:
    """Signs requests of one kiosk; holds its key for as long as it lives."""

    def __init__(self, kiosk: str, identity: Identity) -> None:
        key, algorithm = _signing(identity)
        self._kiosk = kiosk
        self._signer = HTTPMessageSigner(
            signature_algorithm=algorithm,
            key_resolver=MappingKeyResolver(public_keys={}, private_keys={kiosk: key}),
        )

    def sign(self, request: Request, now: datetime) -> Request:
        """Return the request with digest and signature; `now` is the time central will compare."""
        signed = Request(request.method, request.url, dict(request.headers), request.body)
        self._signer.sign(
            signed,
            key_id=self._kiosk,
            created=now,
            tag=TAG,
            covered_component_ids=_covered(signed.headers),
            body=signed.body or None,
        )
        return Request(
            signed.method,
            signed.url,
            {name.lower(): value for name, value in signed.headers.items()},
            signed.body,
        )


def sender(request: Request, key_of: Callable[[str], bytes | None], now: datetime) -> str:
    """Return the kiosk that signed this request; `key_of` gives its raw public key.

    Raises UnprovenRequest.
    """
    keys = _Keys(key_of)
    verifier = _Verifier(keys, _algorithm_of(request, key_of), now)
    try:
        results = verifier.verify(
            request, expect_tag=TAG, require_components=_covered(request.headers)
        )
    except HTTPMessageSignaturesException as error:
        raise UnprovenRequest("key" if keys.unknown else "signature") from error
    try:
        verifier.verify_body(request, results, request.body)
    except HTTPMessageSignaturesException as error:
        raise UnprovenRequest("digest") from error
    if len(results) != 1:
        raise UnprovenRequest("signature")
    return str(results[0].parameters["keyid"])


def _covered(headers: Mapping[str, str]) -> tuple[str, ...]:
    return LINE + tuple(name for name in UPLOAD if name in headers)


class _Sm2(HTTPSignatureAlgorithm):
    """SM2 over the signature base; the name is not registered (RFC 9421 §6.2)."""

    algorithm_id = "sm2-sm3"

    def __init__(self, public_key: Any = None, private_key: Any = None) -> None:
        self._public, self._private = public_key, private_key

    def sign(self, message: bytes) -> bytes:
        signature: bytes = self._private.sign_bare(message)
        return signature

    def verify(self, signature: bytes, message: bytes) -> None:
        if not verifies(self._public, message, signature):
            raise InvalidSignature("not by this key")


def _signing(identity: Identity) -> tuple[Any, type[HTTPSignatureAlgorithm]]:
    if len(identity.public) == PUBLIC_SM2:
        return identity, _Sm2
    return Ed25519PrivateKey.from_private_bytes(identity.secret()), ED25519


def _algorithm_of(
    request: Request, key_of: Callable[[str], bytes | None]
) -> type[HTTPSignatureAlgorithm]:
    """Return the algorithm of the sender's key: the key decides, not the request."""
    named = _KEYID.search(request.headers.get("signature-input", ""))
    known = key_of(named[1]) if named else None
    return _Sm2 if known is not None and len(known) == PUBLIC_SM2 else ED25519


class _Keys(HTTPSignatureKeyResolver):
    """Looks kiosks up and remembers that one was not found."""

    def __init__(self, key_of: Callable[[str], bytes | None]) -> None:
        self._key_of = key_of
        self.unknown = False

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | bytes | None:
        raw = self._key_of(key_id)
        self.unknown = raw is None
        if raw is None or len(raw) == PUBLIC_SM2:
            return raw
        return Ed25519PublicKey.from_public_bytes(raw)


class _Verifier(HTTPMessageVerifier):
    """The library's, but for its own look at the machine's clock and its skew of 5 seconds."""

    def __init__(self, keys: _Keys, algorithm: type[HTTPSignatureAlgorithm], now: datetime) -> None:
        super().__init__(signature_algorithm=algorithm, key_resolver=keys)
        self._now = now

    def validate_created_and_expires(
        self, sig_input: Any, max_age: timedelta | None = None
    ) -> None:
        """Compare with the time handed in; `max_age` is the skew itself."""
        created = sig_input.params.get("created")
        if type(created) is not int:
            raise InvalidSignature("no time of signing")
        if abs(created - self._now.timestamp()) > SKEW.total_seconds():
            raise UnprovenRequest("clock")
