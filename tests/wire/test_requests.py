from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

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
