from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier
from http_message_signatures.algorithms import ED25519
from http_message_signatures.resolvers import MappingKeyResolver

from kiosk.wire.identity import Identity
from kiosk.wire.requests import SKEW, Request, Signer, UnprovenRequest, sender

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
KIOSK = Identity.load(bytes(range(1, 33)))
KEYS = {"dongsheng-1": KIOSK.public}
PLAIN = Request("PATCH", "https://central.example/v1/x?a=1", {"upload-offset": "5"}, b"body")


def signed(request: Request = PLAIN) -> Request:
    return Signer("dongsheng-1", KIOSK).sign(request, NOON)


def reason(request: Request, now: datetime = NOON) -> str:
    with pytest.raises(UnprovenRequest) as caught:
        sender(request, KEYS.get, now)
    return caught.value.reason


def test_the_sender_is_known_by_the_signature() -> None:
    assert sender(signed(), KEYS.get, NOON + timedelta(seconds=1)) == "dongsheng-1"
    assert sender(signed(Request("GET", "http://h/")), KEYS.get, NOON) == "dongsheng-1"


@pytest.mark.parametrize("shift", [SKEW, -SKEW])
def test_clocks_may_differ_by_five_minutes_and_no_more(shift: timedelta) -> None:
    assert sender(signed(), KEYS.get, NOON + shift) == "dongsheng-1"
    beyond = NOON + shift * 1.01
    assert reason(signed(), beyond) == "clock"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"method": "POST"}, "signature"),
        ({"url": "https://central.example/v1/x?a=2"}, "signature"),
        ({"body": b"bodY"}, "digest"),
        ({"body": b""}, "digest"),
    ],
)
def test_what_was_changed_is_noticed(changed: dict[str, object], why: str) -> None:
    assert reason(replace(signed(), **changed)) == why  # type: ignore[arg-type]  # its own fields


@pytest.mark.parametrize(("name", "value"), [("upload-offset", "6"), ("upload-length", "9")])
def test_where_bytes_go_is_signed_too(name: str, value: str) -> None:
    request = signed()
    assert reason(replace(request, headers={**request.headers, name: value})) == "signature"


def test_an_unknown_kiosk_and_none_at_all() -> None:
    stranger = Signer("nobody", KIOSK).sign(PLAIN, NOON)
    assert reason(stranger) == "key"
    assert reason(PLAIN) == "signature"
    other = Signer("dongsheng-1", Identity.make()).sign(PLAIN, NOON)
    assert reason(other) == "signature"


LIBRARY = MappingKeyResolver(
    private_keys={"dongsheng-1": (key := Ed25519PrivateKey.from_private_bytes(KIOSK.secret()))},
    public_keys={"dongsheng-1": key.public_key()},
)


def test_another_implementation_of_the_standard_reads_what_we_sign() -> None:
    now = datetime.now(UTC)  # that library asks the machine what time it is
    request = Signer("dongsheng-1", KIOSK).sign(PLAIN, now)
    verifier = HTTPMessageVerifier(signature_algorithm=ED25519, key_resolver=LIBRARY)
    (found,) = verifier.verify(request, expect_tag="kiosk", max_age=SKEW)
    verifier.verify_body(request, [found], request.body)
    covered = ["@method", "@target-uri", "content-digest", "upload-offset", "@signature-params"]
    assert [name.strip('"') for name in found.covered_components] == covered


def test_we_read_what_another_implementation_of_the_standard_signs() -> None:
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=LIBRARY)
    request = Request("POST", "https://central.example/v1/x", {"content-type": "x/y"}, b"body")
    covered = ("content-type", "@target-uri", "@method")
    signer.sign(
        request,
        key_id="dongsheng-1",
        created=NOON,
        tag="kiosk",
        nonce="as it likes",
        covered_component_ids=covered,
        body=request.body,
    )
    headers = {name.lower(): value for name, value in request.headers.items()}
    assert sender(replace(request, headers=headers), KEYS.get, NOON) == "dongsheng-1"
    assert reason(replace(request, headers={**headers, "content-type": "x/z"})) == "signature"


@pytest.mark.parametrize(
    ("header", "old", "new"),
    [
        ("signature-input", "kiosk=", "other="),
        ("signature-input", '"@method" "@target-uri"', '"@method" "@method"'),
        ("signature-input", '"@method" ', ""),
        ("signature-input", '"@method"', '"@path"'),
        ("signature-input", '"@method"', '"absent"'),
        ("signature-input", ";created=", ";expires="),
        ("signature-input", ";alg=", ";lag="),
        ("signature-input", "ed25519", "sm2-sm3"),
        ("signature-input", 'tag="kiosk"', 'tag="other"'),
        ("signature-input", ' "content-digest"', ""),
        ("signature", "=:", "=:A"),
        ("signature", "kiosk=", "a=:AAAA:, kiosk="),
    ],
)
def test_a_signature_that_says_less_or_something_else_is_none(
    header: str, old: str, new: str
) -> None:
    request = signed()
    assert old in request.headers[header]
    touched = {**request.headers, header: request.headers[header].replace(old, new)}
    assert reason(replace(request, headers=touched)) == "signature"
