"""Every way in which central says no, status by status; none of it says whom it was about."""

import logging
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import httpx2
import pytest

from kiosk.central.enrolment import revoke
from kiosk.central.intake import Intake
from kiosk.central.overview import totals
from kiosk.central.pace import ENROLMENT, Pace
from kiosk.central.problems import STATUS
from kiosk.wire.bundle import SMALL
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.messages import BATCH_BYTES, BATCH_LINES, EnrolmentRequest, Offer, ProblemKind
from kiosk.wire.requests import Request, Signer
from kiosk.wire.signed import plain, sign
from tests.central.hall import Central, Kiosk, central_at, now, number_of

PERSONAL = ("巴特尔", "李婉清", "150602200411219993", "15060220061121998X", "13804770001")
NAMED = "%E5%B7%B4%E7%89%B9%E5%B0%94"
"""A name as somebody might put it into an address."""


@dataclass
class House:
    """A central, a kiosk with a case, and hands to write any request."""

    central: Central
    kiosk: Kiosk
    entry: Entry
    photo: str
    at: datetime = field(default_factory=now)

    @property
    def door(self) -> str:
        return f"/v1/entries?chain={self.entry.chain}"

    @property
    def blob(self) -> str:
        return f"/v1/blobs/sha256:{self.photo}"

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> Request:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Request(method, self.central.url + path, named, body)

    def signed(
        self, method: str, path: str, body: bytes = b"", at: datetime | None = None, **headers: str
    ) -> Request:
        signer = Signer(self.kiosk.welcome.kiosk, self.kiosk.keys.identity)
        return signer.sign(self.request(method, path, body, **headers), at or now())

    def ask(self, one: Request) -> httpx2.Response:
        return httpx2.request(one.method, one.url, headers=one.headers, content=one.body)


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


def unsigned(house: House) -> Request:
    return house.request("POST", house.door, house.entry.line())


def by_a_stranger(house: House) -> Request:
    signer = Signer("nobody", Identity.make())
    return signer.sign(house.request("POST", house.door, house.entry.line()), now())


def in_anothers_name(house: House) -> Request:
    signer = Signer(house.kiosk.welcome.kiosk, Identity.make())
    return signer.sign(house.request("POST", house.door, house.entry.line()), now())


def heard_long_ago(house: House) -> Request:
    return house.signed("POST", house.door, house.entry.line(), now() - timedelta(minutes=6))


def with_another_body(house: House) -> Request:
    one = house.signed("POST", house.door, house.entry.line())
    return replace(one, body=one.body.replace(b"kiosk", b"kiosc", 1))


def at_another_door(house: House) -> Request:
    one = house.signed("POST", house.door, house.entry.line())
    return replace(one, url=one.url.replace(house.entry.chain, str(uuid.uuid4())))


def with_another_offset(house: House) -> Request:
    moved = {"upload-offset": "5", "upload-length": "9"}
    one = house.signed("PATCH", f"{house.blob}?chain={house.entry.chain}", b"piece")
    return replace(one, headers=one.headers | moved)


def too_many_bytes(house: House) -> Request:
    return house.signed("POST", house.door, bytes(BATCH_BYTES + 1))


def too_many_lines(house: House) -> Request:
    return house.signed("POST", house.door, b"x\n" * (BATCH_LINES + 1))


def too_many_hashes(house: House) -> Request:
    offer = Offer(house.kiosk.welcome.kiosk, house.entry.chain, ("0" * 64,) * 1001)
    return house.signed("POST", "/v1/reconcile", plain(offer))


def no_chain(house: House) -> Request:
    return house.signed("POST", f"/v1/entries?chain={NAMED}", house.entry.line())


def no_offer(house: House) -> Request:
    return house.signed("POST", "/v1/reconcile", house.entry.line())


def no_bundle(house: House) -> Request:
    return house.signed("POST", f"/v1/blobs?chain={house.entry.chain}", house.entry.line())


def no_door(house: House) -> Request:
    return house.request("GET", f"/v1/{NAMED}?{NAMED}")


def no_method(house: House) -> Request:
    return house.request("DELETE", "/v1/news", house.entry.line())


def no_such_file(house: House) -> Request:
    return house.signed("HEAD", f"/v1/blobs/sha256:{'0' * 64}")


def not_where_it_ended(house: House) -> Request:
    length = str(house.entry.attachments[-1].size)
    path = f"{house.blob}?chain={house.entry.chain}"
    return house.signed("PATCH", path, b"piece", upload_offset="7", upload_length=length)


def of_another_length(house: House) -> Request:
    path = f"{house.blob}?chain={house.entry.chain}"
    return house.signed("PATCH", path, b"piece", upload_offset="0", upload_length="5")


def with_a_wrong_token(house: House) -> Request:
    return house.request("GET", "/v1/work", authorization="Bearer 150602200411219993")


def with_a_wrong_code(house: House) -> Request:
    mine = Identity.make()
    asked = EnrolmentRequest("ABCD-EFGH-JKMN", mine.public, str(uuid.uuid4()), now())
    return house.request("POST", "/v1/enrol", sign(asked, mine))


def with_anothers_key(house: House) -> Request:
    mine = house.kiosk.keys.identity
    code = house.central.invite("dongsheng-2")
    asked = EnrolmentRequest(code, mine.public, str(uuid.uuid4()), now())
    return house.request("POST", "/v1/enrol", sign(asked, mine))


def too_often(house: House) -> Request:
    for _ in range(ENROLMENT.at_once):
        house.central.pace.enrolments.take("127.0.0.1")
    return house.request("POST", "/v1/enrol", house.entry.line())


def with_a_long_head(house: House) -> Request:
    return house.signed("GET", "/v1/news", x_name=NAMED * 1000)


REFUSED: dict[Callable[[House], Request], tuple[int, ProblemKind]] = {
    unsigned: (401, ProblemKind.SIGNATURE),
    by_a_stranger: (401, ProblemKind.UNKNOWN_KEY),
    in_anothers_name: (401, ProblemKind.SIGNATURE),
    heard_long_ago: (401, ProblemKind.CLOCK),
    with_another_body: (400, ProblemKind.DIGEST),
    at_another_door: (401, ProblemKind.SIGNATURE),
    with_another_offset: (401, ProblemKind.SIGNATURE),
    too_many_bytes: (413, ProblemKind.TOO_LARGE),
    too_many_lines: (413, ProblemKind.TOO_LARGE),
    too_many_hashes: (413, ProblemKind.TOO_LARGE),
    with_a_long_head: (431, ProblemKind.TOO_LARGE),
    no_chain: (400, ProblemKind.UNREADABLE),
    no_offer: (400, ProblemKind.UNREADABLE),
    no_bundle: (400, ProblemKind.UNREADABLE),
    no_door: (404, ProblemKind.NOT_FOUND),
    no_method: (405, ProblemKind.NOT_FOUND),
    no_such_file: (404, ProblemKind.NOT_FOUND),
    not_where_it_ended: (409, ProblemKind.OFFSET),
    of_another_length: (422, ProblemKind.HASH),
    with_a_wrong_token: (401, ProblemKind.UNKNOWN_KEY),
    with_a_wrong_code: (403, ProblemKind.CODE),
    with_anothers_key: (409, ProblemKind.CLONE),
    too_often: (429, ProblemKind.TOO_MANY),
}
UNLOGGED = (no_door, no_method, no_such_file, not_where_it_ended)
"""An ordinary day."""


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
