"""Central's door under pressure: too often, too large, not even HTTP."""

import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import httpx2
import pytest

from kiosk.central.address import ALWAYS
from kiosk.central.pace import (
    DEPARTMENT,
    ENROLMENT,
    KIOSK,
    NAMES,
    STRANGER,
    TOLD,
    UNPROVEN,
    Allowance,
    Pace,
    Turns,
)
from kiosk.central.problems import Refusal
from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from kiosk.wire import requests
from kiosk.wire.messages import ProblemKind
from tests.central.hall import Central, Kiosk, central_at, now

CHAIN = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def ticks() -> list[float]:
    return [1000.0]


@pytest.fixture
def turns(ticks: list[float]) -> Turns:
    return Turns(Allowance(at_once=3, a_second=0.5), lambda: ticks[0])


@pytest.fixture
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """What is kept in memory is the same over every database; no turn comes back meanwhile."""
    stopped = Pace(lambda: 0.0)
    with central_at("", tmp_path_factory.mktemp("central"), pace=stopped) as running:
        yield running


def test_some_turns_at_once_and_then_one_after_the_other(turns: Turns, ticks: list[float]) -> None:
    for _ in range(3):
        turns.take("one")
    with pytest.raises(Refusal) as caught:
        turns.take("one")
    assert (caught.value.problem.status, caught.value.retry_after) == (429, 2)
    turns.take("another")
    ticks[0] += 2
    turns.take("one")
    with pytest.raises(Refusal):
        turns.take("one")
    ticks[0] += 3600
    for _ in range(3):
        turns.take("one")


def test_who_waits_as_told_is_served(turns: Turns, ticks: list[float]) -> None:
    for _ in range(3):
        turns.take("one")
    for _ in range(50):
        with pytest.raises(Refusal) as caught:
            turns.take("one")
        ticks[0] += caught.value.retry_after or 0
        turns.take("one")


def test_only_so_many_are_remembered(turns: Turns) -> None:
    for number in range(NAMES + 100):
        turns.take(str(number))
    assert len(turns._full_at) == NAMES


def test_a_kiosk_that_asks_too_often_is_told_when_to_return_and_obeys(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.submit()
    use_up(central.pace.kiosks, kiosk.welcome.kiosk, KIOSK)
    with kiosk.line(central.url) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        assert courier.round() is Failure.BUSY
        assert not courier.due()
        # Told apart from those that prove nothing, and from others.
        assert line.notices("calendar")
    next_at = kiosk.journal.outbox.effort().next_at
    assert next_at is not None
    assert timedelta(0) < next_at - now() <= timedelta(seconds=1)
    assert kiosk.journal.outbox.queue().waiting == 2


def test_one_address_cannot_try_codes_for_long(
    central: Central, caplog: pytest.LogCaptureFixture
) -> None:
    with httpx2.Client(base_url=central.url) as client:
        first = client.post("/v1/enrol", content=b"{}")
        use_up(central.pace.enrolments, "127.0.0.1", ENROLMENT, left=1)
        last = client.post("/v1/enrol", content=b"{}")
        assert client.get("/v1/ping").status_code == 200
    assert first.json()["type"] == ProblemKind.UNREADABLE
    assert last.json()["type"] == ProblemKind.TOO_MANY
    assert int(last.headers["retry-after"]) in (1, 2)
    assert "POST /v1/enrol from 127.0.0.1: too-many" in caplog.text


@pytest.mark.parametrize("door", ["ping", "catalogue", "calendar", "openapi.json"])
def test_strangers_are_let_in_so_often(central: Central, door: str) -> None:
    use_up(central.pace.strangers, "127.0.0.1", STRANGER)
    assert httpx2.get(f"{central.url}/v1/{door}").status_code == 429


def test_a_department_has_its_turns(central: Central) -> None:
    bearer = {"authorization": f"Bearer {central.admit('civil')}"}
    assert httpx2.get(f"{central.url}/v1/work", headers=bearer).status_code == 200
    use_up(central.pace.departments, "civil", DEPARTMENT, left=1)
    assert httpx2.get(f"{central.url}/v1/work", headers=bearer).status_code == 429


def test_a_claimed_name_uses_up_nobodys_turns(central: Central, kiosk: Kiosk) -> None:
    with httpx2.Client(base_url=central.url, headers=claim_of(kiosk.welcome.kiosk)) as client:
        use_up(central.pace.kiosks, kiosk.welcome.kiosk, KIOSK, left=1)
        for _ in range(5):
            assert client.get("/v1/news").status_code == 401
    with kiosk.line(central.url) as line:
        assert line.news(None).kiosk == kiosk.welcome.kiosk


def claim_of(kiosk: str, at: datetime | None = None) -> dict[str, str]:
    """A proof that nobody has made, in a kiosk's name."""
    created = int((at or now()).timestamp())
    return {
        "signature-input": f'a=("@method" "@target-uri");created={created}'
        f';keyid="{kiosk}";alg="ed25519";tag="kiosk"',
        "signature": "a=:" + "A" * 86 + "==:",
    }


def test_who_fails_to_prove_himself_is_not_looked_at_for_ever(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    prove = requests.proves

    def counted(*given: bytes) -> bool:
        looked_at.append(given)
        return prove(*given)

    monkeypatch.setattr(requests, "proves", counted)
    name = kiosk.welcome.kiosk
    with httpx2.Client(base_url=central.url) as client:
        told = [
            client.get("/v1/news", headers=claim_of(name)).status_code
            for _ in range(UNPROVEN.at_once + 20)
        ]
        assert told == [401] * UNPROVEN.at_once + [429] * 20
        assert len(looked_at) == UNPROVEN.at_once
        last = client.get("/v1/news", headers=claim_of(name))
        assert last.headers["retry-after"] == "1"
        # Those behind the same address are heard, and those of whom nobody speaks ill.
        other = Kiosk.enrolled(central, kiosk.folder.parent / "other", "dongsheng-2")
        with other.line(central.url) as line:
            assert line.news(None).kiosk == "dongsheng-2"
        other.journal.close()
        assert client.get("/v1/news", headers=claim_of("nobody")).status_code == 401


def test_a_kiosk_that_others_spoke_for_is_heard_a_second_later(
    central: Central, kiosk: Kiosk, ticks: list[float]
) -> None:
    kiosk.submit()
    central.pace.unproven = Turns(UNPROVEN, lambda: ticks[0])
    with httpx2.Client(base_url=central.url, headers=claim_of(kiosk.welcome.kiosk)) as client:
        for _ in range(UNPROVEN.at_once):
            client.get("/v1/news")
    with kiosk.line(central.url) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        assert courier.round() is Failure.BUSY
        ticks[0] += 1
        assert courier.round() is None
    assert kiosk.journal.outbox.queue().waiting == 0


@pytest.mark.parametrize(
    "ask",
    [
        dict,
        lambda: {"signature": "nonsense"},
        lambda: claim_of("nobody"),
        lambda: claim_of("nobody", now() - timedelta(minutes=6)),
        lambda: {"authorization": "Bearer x"},
    ],
    ids=["unsigned", "unreadable", "unknown", "long ago", "token"],
)
def test_who_names_no_kiosk_of_ours_uses_up_his_addresss_turns(
    central: Central, ask: Callable[[], dict[str, str]]
) -> None:
    asked = ask()
    door = "/v1/work" if "authorization" in asked else "/v1/news"
    with httpx2.Client(base_url=central.url, headers=asked) as client:
        use_up(central.pace.unproven, "127.0.0.1", UNPROVEN, left=1)
        assert [client.get(door).status_code for _ in range(3)] == [401, 429, 429]


def test_whoever_floods_the_door_does_not_flood_the_log(
    central: Central, caplog: pytest.LogCaptureFixture
) -> None:
    with httpx2.Client(base_url=central.url) as client:
        for _ in range(3 * TOLD.at_once):
            assert client.get("/v1/news").status_code == 401
    assert caplog.text.count("from 127.0.0.1") == TOLD.at_once


def test_no_body_is_read_of_whom_nobody_knows(central: Central) -> None:
    head = f"POST /v1/entries?chain={CHAIN} HTTP/1.1\r\nHost: c\r\nContent-Length: 1000000\r\n\r\n"
    assert b" 401 " in said(central, head.encode())


@pytest.mark.parametrize(
    ("door", "limit"),
    [("/v1/enrol", 4096), ("/v1/entries?chain=" + CHAIN, 2**20)],
)
def test_what_is_too_large_is_refused_before_it_comes(
    central: Central, door: str, limit: int
) -> None:
    head = f"POST {door} HTTP/1.1\r\nHost: central\r\nContent-Length: {10 * 2**30}\r\n\r\n"
    answer = said(central, head.encode())
    assert b" 413 " in answer
    assert b"urn:kiosk:problem:too-large" in answer
    assert b'"limit":%d' % limit in answer


def test_what_is_no_http_is_refused(central: Central) -> None:
    assert b" 400 " in said(central, b"\x16\x03\x01 what is this\r\n\r\n")


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /v1/ping",
        "GET /nowhere",
        "GET /v1/news",
        "POST /v1/enrol",
        "GET /v1/openapi.json",
        "nonsense",
    ],
)
def test_every_answer_carries_the_fields_that_keep_browsers_out(
    central: Central, request_line: str
) -> None:
    answer = said(central, f"{request_line} HTTP/1.1\r\nHost: central\r\n\r\n".encode()).decode()
    fields = [line.lower() for line in answer.partition("\r\n\r\n")[0].splitlines()]
    for name, value in ALWAYS.items():
        assert f"{name}: {value}".lower() in fields
    assert not any(field.startswith("server:") for field in fields)


def use_up(turns: Turns, name: str, allowance: Allowance, left: int = 0) -> None:
    for _ in range(allowance.at_once - left):
        turns.take(name)


def said(central: Central, asked: bytes) -> bytes:
    """Return what central says at once to bytes on the line."""
    with socket.create_connection(("127.0.0.1", central.port), timeout=10) as line:
        line.sendall(asked)
        answer = b""
        while b"\r\n\r\n" not in answer or (b"urn:" not in answer and b" 413 " in answer):
            piece = line.recv(65536)
            if not piece:
                break
            answer += piece
        return answer
