"""The table of failures, row by row."""

import socket
from datetime import timedelta
from pathlib import Path

import httpx2
import msgspec
import pytest

from kiosk.central.enrolment import revoke
from kiosk.courier.backing_off import CAP, next_try
from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure, LineFailure, Pause, Reach
from kiosk.courier.line import enrol
from kiosk.courier.state import line_state
from kiosk.errors import Trouble
from kiosk.wire.messages import EnrolmentRequest, Problem, ProblemKind
from tests.central.hall import Central, Kiosk, now
from tests.courier.canned import always

HTML, JSON, PROBLEM = "text/html", "application/json", "application/problem+json"


def problem(kind: ProblemKind, status: int) -> bytes:
    return msgspec.json.encode(Problem(kind, "no", status))


ANSWERS = [
    (Failure.PORTAL, 200, HTML, b"<html>please log in</html>"),
    (Failure.PORTAL, 200, JSON, b'{"content":{},"signature":""}'),
    (Failure.PORTAL, 204, HTML, b""),
    (Failure.PORTAL, 302, HTML, b""),
    (Failure.PORTAL, 511, HTML, b"<html>please log in</html>"),
    (Failure.PORTAL, 403, HTML, b"<html>blocked</html>"),
    (Failure.SERVER, 502, HTML, b"<html>bad gateway</html>"),
    (Failure.SERVER, 500, PROBLEM, problem(ProblemKind.FAILED, 500)),
    (Failure.BUSY, 503, HTML, b""),
    (Failure.BUSY, 429, HTML, b""),
    (Failure.BUSY, 503, PROBLEM, problem(ProblemKind.BUSY, 503)),
    (Failure.OUTDATED, 404, HTML, b""),
    (Failure.OUTDATED, 405, HTML, b""),
    (Failure.OUTDATED, 426, HTML, b""),
    (Failure.OUTDATED, 404, PROBLEM, problem(ProblemKind.NOT_FOUND, 404)),
    (Failure.SIGNATURE, 401, PROBLEM, problem(ProblemKind.SIGNATURE, 401)),
    (Failure.UNKNOWN_KEY, 401, PROBLEM, problem(ProblemKind.UNKNOWN_KEY, 401)),
    (Failure.CLOCK, 401, PROBLEM, problem(ProblemKind.CLOCK, 401)),
    (Failure.REVOKED, 403, PROBLEM, problem(ProblemKind.REVOKED, 403)),
]


@pytest.mark.parametrize(("failure", "status", "kind", "body"), ANSWERS)
def test_an_answer_that_stops_the_line(
    kiosk: Kiosk, failure: Failure, status: int, kind: str, body: bytes
) -> None:
    kiosk.submit()
    with always(status, {"content-type": kind}, body) as url, kiosk.line(url) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.5)
        assert courier.round() is failure
        assert not courier.due()
    assert failure.row.reach is Reach.LINE
    queue = kiosk.journal.outbox.queue()
    assert (queue.waiting, queue.parked) == (2, 0)
    state = line_state(kiosk.journal.outbox, kiosk.clock())
    assert (state.reason, state.alarm) == (failure.row.say, failure.row.alarm)


@pytest.mark.parametrize(
    ("failure", "status", "kind", "body"),
    [
        (Failure.TOO_LARGE, 413, HTML, b""),
        (Failure.TOO_LARGE, 413, PROBLEM, problem(ProblemKind.TOO_LARGE, 413)),
        (Failure.UNREADABLE, 400, PROBLEM, problem(ProblemKind.UNREADABLE, 400)),
        (Failure.DIGEST, 400, PROBLEM, problem(ProblemKind.DIGEST, 400)),
    ],
)
def test_an_answer_about_a_record_sets_it_aside_for_staff(
    kiosk: Kiosk, failure: Failure, status: int, kind: str, body: bytes
) -> None:
    kiosk.submit()
    with always(status, {"content-type": kind}, body) as url, kiosk.line(url) as line:
        Courier(kiosk.journal, line, kiosk.clock, lambda: 0.5).round()
    assert failure.row.reach is Reach.RECORD
    assert {one.reason for one in kiosk.journal.outbox.parked()} == {failure.code}
    assert line_state(kiosk.journal.outbox, kiosk.clock()).alarm


def test_timeout(kiosk: Kiosk) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        kiosk.line(
            f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=httpx2.Timeout(0.2)
        ) as line,
    ):
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.5)
        assert courier.round() is Failure.TIMEOUT


def test_handshake(kiosk: Kiosk, central: Central) -> None:
    # Central itself speaks no TLS here, so that the handshake fails.
    with (
        kiosk.line(central.url.replace("http:", "https:")) as line,
        pytest.raises(LineFailure) as caught,
    ):
        line.news(None)
    assert caught.value.failure is Failure.HANDSHAKE
    assert isinstance(caught.value.__cause__, httpx2.ConnectError)


def test_clock_an_hour_off_is_bridged_and_not_set(central: Central, kiosk: Kiosk) -> None:
    kiosk.clock = lambda: now() + timedelta(hours=1)
    kiosk.submit()
    with kiosk.line(central.url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is None
        assert abs(line.offset + timedelta(hours=1)) < timedelta(seconds=5)
    assert kiosk.journal.outbox.queue().waiting == 0


def test_revoked_goes_on_taking_cases(central: Central, kiosk: Kiosk) -> None:
    with central.database.write() as connection:
        revoke(connection, kiosk.welcome.kiosk, now())
    kiosk.submit()
    with kiosk.line(central.url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is Failure.REVOKED
    kiosk.submit()
    assert kiosk.journal.outbox.queue().waiting == 3


def test_retry_after_is_obeyed(kiosk: Kiosk) -> None:
    headers = {"content-type": HTML, "retry-after": "120"}
    with always(503, headers, b"") as url, kiosk.line(url) as line:
        Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()
    next_at = kiosk.journal.outbox.effort().next_at
    assert next_at is not None
    assert timedelta(seconds=110) < next_at - now() <= timedelta(seconds=120)


@pytest.mark.parametrize("failure", list(Failure))
def test_no_wait_is_ever_longer_than_five_minutes_unless_told(failure: Failure) -> None:
    start = now()
    waits = [
        (next_try(LineFailure(failure), attempts, start, lambda c=chance: c) - start)  # type: ignore[misc]  # the loop's value
        for attempts in (1, 2, 5, 20, 5000)
        for chance in (0.0, 0.5, 0.999)
    ]
    assert max(waits) <= timedelta(seconds=CAP)
    if failure.row.pause is not Pause.CAP:
        assert min(waits) == timedelta(0)


def test_a_wrong_code_is_told(central: Central, kiosk: Kiosk) -> None:
    asked = EnrolmentRequest(
        "WRONGCODE", kiosk.keys.identity.public, "0" * 8 + "-0000-7000-8000-" + "0" * 12, now()
    )
    with pytest.raises(LineFailure) as caught:
        enrol(central.url, asked, kiosk.keys.identity)
    assert caught.value.failure is Failure.CODE


def test_two_couriers_on_one_kiosk(kiosk: Kiosk) -> None:
    def courier() -> object:
        name = kiosk.welcome.kiosk
        folder: Path = kiosk.folder / "journal"
        return type(kiosk.journal).open_for_courier(folder, kiosk.keys, name, kiosk.clock)

    first = courier()
    with pytest.raises(Trouble) as caught:
        courier()
    assert caught.value.code == "journal.second_copy"
    first.close()  # type: ignore[attr-defined]  # a journal
