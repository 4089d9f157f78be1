"""A line that does everything a line can do: whatever goes over it may be met by a fault."""

import random
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import httpx2

from kiosk.central.enrolment import epoch
from kiosk.wire.messages import Problem, ProblemKind
from kiosk.wire.signed import plain
from tests.faults.doors import Asked, Doors, Told, answer, asked_by
from tests.faults.forger import yes


class Fault(StrEnum):
    """What happens to one request or to its answer."""

    NO_NAME = "name not found"
    REFUSED = "connection refused"
    CERTIFICATE = "bad certificate"
    NO_ANSWER = "no answer in time"
    REQUEST_CUT = "request cut at a byte"
    REQUEST_DAMAGED = "request damaged at a byte"
    REQUEST_DOUBLED = "request arrives twice"
    REQUEST_LATE = "request arrives later, after others"
    ANSWER_LOST = "answer lost"
    ANSWER_CUT = "answer cut at a byte"
    ANSWER_DAMAGED = "answer damaged at a byte"
    ANSWER_OLD = "answer to an earlier request"
    PORTAL = "a page of HTML"
    STATUS = "another status"
    PROBLEM = "a problem somebody else wrote"
    FORGED = "a yes that central did not sign"


SOMEBODY_ELSE = (Fault.PORTAL, Fault.STATUS, Fault.PROBLEM, Fault.FORGED)
STATUSES = (204, 301, 302, 400, 401, 403, 404, 409, 413, 422, 426, 429, 500, 502, 503, 504)
LATEST = 20
"""Requests held back at most; then the oldest arrives."""

PAGE = b"<html><title>Wi-Fi</title>Please log in</html>"
HTML = ((b"content-type", b"text/html"),)
PROBLEM = ((b"content-type", b"application/problem+json"), (b"retry-after", b"0"))


class BadLine(httpx2.BaseTransport):
    """Carries requests of one or many kiosks; `share` of them meet a fault, until it is 0."""

    def __init__(
        self,
        doors: Doors,
        chance: random.Random,
        share: float = 0.6,
        kinds: Sequence[Fault] = tuple(Fault),
    ) -> None:
        self._doors, self._chance, self.share, self.kinds = doors, chance, share, kinds
        self.met: Counter[Fault] = Counter()
        # A courier brings several attachments at once; what befalls them comes one by one.
        self._turn = threading.Lock()
        self._late: list[Asked] = []
        self._old: list[Told] = []
        self._ways: Mapping[Fault, Callable[[Asked, httpx2.Request], Told]] = {
            Fault.REQUEST_CUT: self._request_cut,
            Fault.REQUEST_DAMAGED: self._request_damaged,
            Fault.REQUEST_DOUBLED: self._request_doubled,
            Fault.REQUEST_LATE: self._request_late,
            Fault.ANSWER_LOST: self._answer_lost,
            Fault.ANSWER_CUT: self._answer_cut,
            Fault.ANSWER_DAMAGED: self._answer_damaged,
            Fault.ANSWER_OLD: self._answer_old,
        }

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        with self._turn:
            return self._carry(request)

    def _carry(self, request: httpx2.Request) -> httpx2.Response:
        asked = asked_by(request)
        if self._chance.random() >= self.share:
            return answer(self._through(asked))
        fault = self._chance.choice(self.kinds)
        self.met[fault] += 1
        if fault in self._ways:
            return answer(self._ways[fault](asked, request))
        if fault in SOMEBODY_ELSE:
            return answer(self._somebody_else(fault, asked))
        raise _unreached(fault, request)

    def deliver_late(self) -> None:
        """Let all requests arrive that were held back, in any order."""
        self._chance.shuffle(self._late)
        while self._late:
            self._doors.ask(self._late.pop())

    def _through(self, asked: Asked) -> Told:
        told = self._doors.ask(asked)
        assert told is not None
        self._old = [*self._old[-LATEST:], told]
        if len(self._late) > LATEST or (self._late and self._chance.random() < self.share / 4):
            self._doors.ask(self._late.pop(self._chance.randrange(len(self._late))))
        return told

    def _request_cut(self, asked: Asked, request: httpx2.Request) -> Told:
        cut = self._chance.randrange(len(asked.head) + len(asked.body) + 1) - len(asked.head)
        if cut >= 0:
            self._doors.ask(asked, min(cut, len(asked.body) - 1) if asked.body else 0)
        raise httpx2.WriteError("cut", request=request)

    def _request_damaged(self, asked: Asked, _: httpx2.Request) -> Told:
        if not asked.body:
            name, value = asked.headers[-1]
            headers = (*asked.headers[:-1], (name, damaged(self._chance, value)))
            return self._through(Asked(asked.method, asked.target, headers, b""))
        body = damaged(self._chance, asked.body)
        return self._through(Asked(asked.method, asked.target, asked.headers, body))

    def _request_doubled(self, asked: Asked, _: httpx2.Request) -> Told:
        told = [self._through(asked), self._through(asked)]
        return self._chance.choice(told)

    def _request_late(self, asked: Asked, request: httpx2.Request) -> Told:
        self._late.append(asked)
        raise httpx2.ReadTimeout("late", request=request)

    def _answer_lost(self, asked: Asked, request: httpx2.Request) -> Told:
        self._through(asked)
        raise httpx2.ReadError("lost", request=request)

    def _answer_cut(self, asked: Asked, request: httpx2.Request) -> Told:
        told = self._through(asked)
        if any(name.lower() == b"content-length" for name, _ in told.headers):
            raise httpx2.RemoteProtocolError("cut", request=request)
        return _with_body(told, told.body[: self._chance.randrange(len(told.body) + 1)])

    def _answer_damaged(self, asked: Asked, _: httpx2.Request) -> Told:
        told = self._through(asked)
        return _with_body(told, damaged(self._chance, told.body))

    def _answer_old(self, asked: Asked, _: httpx2.Request) -> Told:
        old = self._chance.choice(self._old) if self._old else None
        told = self._through(asked)
        return old or told

    def _somebody_else(self, fault: Fault, asked: Asked) -> Told:
        page = Told(200, HTML, PAGE)
        if fault is Fault.PORTAL:
            return page
        if fault is Fault.FORGED:
            with self._doors.database.read() as connection:
                return yes(asked, _kiosk(asked), epoch(connection)) or page
        status = self._chance.choice(STATUSES)
        if fault is Fault.STATUS:
            return Told(status, HTML, b"" if status == 204 else PAGE)  # no content
        kind = self._chance.choice(list(ProblemKind))
        told = Problem(kind, "no", status, offset=self._chance.randrange(2**20))
        return Told(self._chance.choice(STATUSES[3:]), PROBLEM, plain(told))


def damaged(chance: random.Random, content: bytes) -> bytes:
    """Return other bytes: one changed, or cut off somewhere."""
    if not content:
        return b"x"
    place = chance.randrange(len(content))
    if chance.random() < 0.3:  # of the time
        return content[:place]
    other = bytes([content[place] ^ (1 << chance.randrange(8))])
    return content[:place] + other + content[place + 1 :]


def _kiosk(asked: Asked) -> str:
    """Return who signed a request."""
    found = re.search(rb'keyid="([^"]+)"', dict(asked.headers).get(b"signature-input", b""))
    return found[1].decode() if found else ""


def _with_body(told: Told, body: bytes) -> Told:
    headers = tuple(one for one in told.headers if one[0].lower() != b"content-length")
    return Told(told.status, headers, body)


def _unreached(fault: Fault, request: httpx2.Request) -> Exception:
    if fault is Fault.NO_ANSWER:
        return httpx2.ConnectTimeout("no answer", request=request)
    error = httpx2.ConnectError(str(fault), request=request)
    if fault is Fault.CERTIFICATE:
        error.__cause__ = ssl.SSLCertVerificationError("not known here")
    return error
