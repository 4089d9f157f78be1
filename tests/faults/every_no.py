"""Every status and every problem at every door: whatever is told, all arrives in the end."""

import logging
import os
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2

from kiosk.central.enrolment import renew_epoch
from kiosk.wire.messages import Problem, ProblemKind
from kiosk.wire.signed import plain
from tests.faults.bad_line import HTML, PAGE, PROBLEM, STATUSES
from tests.faults.count import Count
from tests.faults.crash_points import scratch
from tests.faults.doors import URL, Asked, Told, answer, asked_by, hang_on
from tests.faults.world import LARGE, World

EMPTY = {204}
RECONCILE = "/v1/reconcile"
MANY_PIECES = 1_200_000
"""Bytes of an attachment that goes in pieces, so that it is asked first how much is there."""

SEVERAL = "/v1/blobs?chain"
KEPT_OF_SEVERAL = "/v1/blobs"
"""Asked once a request with several was cut."""

DOORS = (
    ("POST", "/v1/entries"),
    ("POST", "/v1/blobs?"),
    ("HEAD", "/v1/blobs/"),
    ("PATCH", "/v1/blobs/"),
    ("PATCH", SEVERAL),
    ("HEAD", KEPT_OF_SEVERAL),
    ("GET", "/v1/news"),
    ("POST", RECONCILE),
)
STATUS_OF = {
    ProblemKind.UNREADABLE: 400,
    ProblemKind.DIGEST: 400,
    ProblemKind.SIGNATURE: 401,
    ProblemKind.UNKNOWN_KEY: 401,
    ProblemKind.CLOCK: 401,
    ProblemKind.REVOKED: 403,
    ProblemKind.CODE: 403,
    ProblemKind.NOT_FOUND: 404,
    ProblemKind.CLONE: 409,
    ProblemKind.OFFSET: 409,
    ProblemKind.TOO_LARGE: 413,
    ProblemKind.HASH: 422,
    ProblemKind.TOO_MANY: 429,
    ProblemKind.FAILED: 500,
    ProblemKind.BUSY: 503,
}


@dataclass(frozen=True, slots=True)
class No:
    """An answer that is no yes, at one door; told so often, and then never again."""

    method: str
    path: str
    told: Told
    times: int

    def __str__(self) -> str:
        kind = dict(self.told.headers)[b"content-type"].decode()
        return f"{self.method} {self.path} {self.told.status} {kind} x {self.times}"


class Refusing(httpx2.BaseTransport):
    """A good line but for one no, and for the cut that leads to that door, if one does."""

    def __init__(self, world: World, no: No) -> None:
        self._doors, self._no = world.doors, no
        self._cuts = no.path == KEPT_OF_SEVERAL
        self.met = 0
        self._turn = threading.Lock()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        asked = asked_by(request)
        with self._turn:
            if self.met < self._no.times and self._is_meant(asked):
                self.met += 1
                return answer(self._no.told)
            if self._cuts and asked.target.startswith(SEVERAL) and asked.method == "PATCH":
                self._cuts = False
                raise httpx2.ReadError("cut")
        told = self._doors.ask(asked)
        assert told is not None
        return answer(told)

    def _is_meant(self, asked: Asked) -> bool:
        meant = asked.target.startswith(self._no.path)
        if self._no.path == KEPT_OF_SEVERAL:
            meant = asked.target == KEPT_OF_SEVERAL
        return meant and asked.method == self._no.method


def every_no() -> Iterator[No]:
    """Yield bare ones as of a proxy, and problem documents; told once, and again and again."""
    for method, path in DOORS:
        for times in (1, 10**6):
            for status in STATUSES:
                body = b"" if status in EMPTY else PAGE
                yield No(method, path, Told(status, HTML, body), times)
            for kind, status in STATUS_OF.items():
                body = plain(Problem(kind, "no", status, offset=3))
                yield No(method, path, Told(status, PROBLEM, body), times)


def each_no(nth: int = 1) -> Count:
    """Let every `nth` of them be told while a case is on its way."""
    logging.disable()
    chance = random.Random(5)  # noqa: S311  # a test that can be repeated
    wrong, met = list[str](), 0
    with scratch() as place:
        world = World(place, chance)
        world.line.share = 0.0
        world.enrol()
        for no in list(every_no())[::nth]:
            told = _told(world, no)
            met += told
            if not told:
                wrong.append(f"not met: {no}")
            wrong += _after(world, no)
        wrong += world.end_well()
    return Count("no", met, len(world.accepted), tuple(wrong))


def _told(world: World, no: No) -> int:
    """Take a case to central while it says no; return how often it did."""
    kiosk = world.kiosks[0]
    if no.path == RECONCILE:
        with world.doors.database.write() as connection:
            renew_epoch(connection)
    several = no.path in (SEVERAL, KEPT_OF_SEVERAL)
    asked_first = no.method == "HEAD" and not several
    photos = [os.urandom(MANY_PIECES if asked_first else LARGE) for _ in range(1 + several)]
    entry = kiosk.submit(os.urandom(500), *photos)
    world.note(entry)
    refusing = Refusing(world, no)
    with hang_on(kiosk.line(URL), refusing) as line:
        world.go(kiosk, line)
    return refusing.met


def _after(world: World, no: No) -> Iterator[str]:
    """All that waits is still here; it goes as soon as nobody says no, and staff want it sent."""
    world.drain(world.kiosks[0])
    queue = world.kiosks[0].journal.outbox.queue()
    if (queue.waiting, queue.parked, queue.attachments) != (0, 0, 0):
        yield f"stuck: {queue} after {no}"
