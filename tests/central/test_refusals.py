"""Every way in which central says no, status by status; none of it says whom it was about."""

import logging
import uuid
from collections.abc import Callable, Iterator

import httpx2
import pytest

from kiosk.central.enrolment import revoke
from kiosk.central.intake import Intake
from kiosk.central.overview import totals
from kiosk.central.pace import Pace
from kiosk.central.problems import STATUS
from kiosk.wire.bundle import SMALL
from kiosk.wire.messages import EnrolmentRequest, ProblemKind
from kiosk.wire.requests import Request
from kiosk.wire.signed import sign
from tests.central.hall import Kiosk, central_at, now, number_of
from tests.central.refused import (
    NAMED,
    REFUSED,
    House,
    no_door,
    no_method,
    no_such_file,
    no_such_files,
    not_where_it_ended,
)

PERSONAL = ("巴特尔", "李婉清", "150602200411219993", "15060220061121998X", "13804770001")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with central_at("", folder / "central") as central:
        kiosk = Kiosk.enrolled(central, folder / "kiosk")
        entry = kiosk.submit(b"a photo" * SMALL)
        yield House(central, kiosk, entry, entry.attachments[-1].sha256)
        kiosk.journal.close()


@pytest.fixture(autouse=True)
def turns(house: House) -> None:
    """Everybody begins anew: only one of these is about asking too often."""
    fresh, pace = Pace(), house.central.pace
    for name, value in vars(fresh).items():
        setattr(pace, name, value)


UNLOGGED = (no_door, no_method, no_such_file, no_such_files, not_where_it_ended)
"""An ordinary day."""


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/blobs", "HEAD, PATCH, POST"),
        (f"/v1/blobs/sha256:{'0' * 64}", "HEAD, PATCH"),
        ("/v1/entries", "POST"),
        ("/v1/news", "GET"),
        ("/v1/openapi.json", "GET"),
    ],
)
def test_a_door_names_every_method_it_has(house: House, path: str, methods: str) -> None:
    answer = httpx2.delete(house.central.url + path)
    assert (answer.status_code, answer.headers["allow"]) == (405, methods)


def discreet(caplog: pytest.LogCaptureFixture, house: House) -> bool:
    secrets = (*PERSONAL, NAMED, number_of(house.entry), house.entry.chain, house.photo)
    return not [one for one in secrets if one in caplog.text]


@pytest.fixture
def told(house: House) -> None:
    """Central knows the entries; what these ask for is known."""
    with house.kiosk.line(house.central.url) as line:
        line.send(house.kiosk.journal.outbox.waiting())


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("ask", REFUSED, ids=lambda one: one.__name__)
def test_what_is_refused_is_named_changes_nothing_and_quotes_nobody(
    house: House, caplog: pytest.LogCaptureFixture, ask: Callable[[House], Request]
) -> None:
    caplog.set_level(logging.DEBUG, logger="kiosk")
    caplog.set_level(logging.DEBUG, logger="uvicorn")
    status, kind = REFUSED[ask]
    asked = ask(house)
    with house.central.database.read() as connection:
        before = totals(connection)
    answer = house.ask(asked)
    assert answer.status_code == status
    if asked.method != "HEAD":
        assert answer.headers["content-type"] == "application/problem+json"
        said = answer.json()
        assert (said["type"], said["status"]) == (kind, status)
        assert not [one for one in PERSONAL if one in answer.text]
        assert house.entry.chain not in answer.text
    assert status in (STATUS[kind], 405, 431)
    with house.central.database.read() as connection:
        assert totals(connection) == before
    word = kind.rpartition(":")[2]
    if status != 431:  # counted, and told once a second
        assert (f": {word}" in caplog.text) is (ask not in UNLOGGED)
    assert discreet(caplog, house)


def test_all_that_central_can_refuse_is_tried_here() -> None:
    elsewhere = {ProblemKind.REVOKED, ProblemKind.BUSY, ProblemKind.FAILED}
    assert {kind for _, kind in REFUSED.values()} | elsewhere == set(ProblemKind)


@pytest.mark.usefixtures("told")
def test_who_is_listened_to_no_more(house: House, caplog: pytest.LogCaptureFixture) -> None:
    name = house.kiosk.welcome.kiosk
    with house.central.database.write() as connection:
        revoke(connection, name, now())
    answer = house.ask(house.signed("POST", house.door, house.entry.line()))
    assert (answer.status_code, answer.json()["type"]) == (403, ProblemKind.REVOKED)
    assert discreet(caplog, house)
    mine = house.kiosk.keys.identity
    asked = EnrolmentRequest(house.central.invite(name), mine.public, str(uuid.uuid4()), now())
    assert house.ask(house.request("POST", "/v1/enrol", sign(asked, mine))).is_success
    assert house.ask(house.signed("GET", "/v1/news")).is_success


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (OSError(28, PERSONAL[0]), 503, ProblemKind.BUSY),
        (ValueError(PERSONAL[0]), 500, ProblemKind.FAILED),
    ],
)
def test_what_central_itself_is_to_blame_for(
    house: House,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    kind: ProblemKind,
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(Intake, "receive_all", broken)
    answer = house.ask(house.signed("POST", house.door, house.entry.line()))
    assert (answer.status_code, answer.json()["type"]) == (status, kind)
    assert type(error).__name__ in caplog.text
    assert discreet(caplog, house)


def test_entries_of_another_kiosk_are_refused_line_by_line(
    house: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Kiosk.enrolled(house.central, tmp_path_factory.mktemp("other"), "dongsheng-9")
    (opened,) = other.journal.outbox.waiting()
    own = house.kiosk.journal.append("staff.note", {"n": 1}, actor="staff")
    other.journal.close()
    body = own.line() + opened.line() + b"nonsense\n"
    answer = house.ask(house.signed("POST", house.door, body)).json()["content"]
    verdicts = [(one["verdict"], one.get("reason")) for one in answer["verdicts"]]
    assert verdicts == [("stored", None), ("refused", "kiosk"), ("refused", "line")]
