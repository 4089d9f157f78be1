"""Requests that central refuses: who wrote each, and the status and word it is to be met with."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import httpx2

from kiosk.central.pace import ENROLMENT
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.loads import Part, spelled
from kiosk.wire.messages import BATCH_BYTES, BATCH_LINES, EnrolmentRequest, Offer, ProblemKind
from kiosk.wire.requests import Request, Signer
from kiosk.wire.signed import plain, sign
from tests.central.hall import Central, Kiosk, now

NAMED = "%E5%B7%B4%E7%89%B9%E5%B0%94"
"""A name as somebody might put it into an address."""


@dataclass
class House:
    """A central, a kiosk with a case, and hands to write any request."""

    central: Central
    kiosk: Kiosk
    entry: Entry
    photo: str

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


def no_parts(house: House) -> Request:
    return house.signed("HEAD", "/v1/blobs", upload_parts=f"sha256:{NAMED}")


def no_such_files(house: House) -> Request:
    parts = spelled([Part(house.photo, 0, 0), Part("0" * 64, 0, 0)])
    return house.signed("HEAD", "/v1/blobs", upload_parts=parts)


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
    no_parts: (400, ProblemKind.UNREADABLE),
    no_bundle: (400, ProblemKind.UNREADABLE),
    no_door: (404, ProblemKind.NOT_FOUND),
    no_method: (405, ProblemKind.NOT_FOUND),
    no_such_files: (404, ProblemKind.NOT_FOUND),
    no_such_file: (404, ProblemKind.NOT_FOUND),
    not_where_it_ended: (409, ProblemKind.OFFSET),
    of_another_length: (422, ProblemKind.HASH),
    with_a_wrong_token: (401, ProblemKind.UNKNOWN_KEY),
    with_a_wrong_code: (403, ProblemKind.CODE),
    with_anothers_key: (409, ProblemKind.CLONE),
    too_often: (429, ProblemKind.TOO_MANY),
}
