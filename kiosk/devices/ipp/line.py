"""The line to a printer: one question of IPP, one answer, with a time-out of its own.

Only the library's spelling of messages is used: its client does not tell what a printer left
out or put in place of what was asked, and a paper must never come out in another size.
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Any, NoReturn
from urllib.parse import urlsplit

from ippx import Attribute, IppDecodeError, IppMessage, Operation, Tag, decode, encode

from kiosk.devices.ipp.trust import Trust

PORT = 631
SECURE = "ipps"
USER = "kiosk"
"""Who asks: the owner of its jobs, who may cancel them."""

ERRORS = 0x0100
"""From here on a status says that the operation was not done (RFC 8011, 4.1.8)."""

LARGEST = 4 * 1024 * 1024
"""Bytes after which what comes is no answer."""

_HEADERS = {"Content-Type": "application/ipp", "Accept": "application/ipp"}
_OK = 200

Values = Mapping[str, tuple[Any, ...]]
"""Attributes by name; each holds one value or more."""


class Denied(Exception):  # not a Trouble: the driver says what it means
    """The printer answered, and did not do what was asked; `code` is its status."""

    def __init__(self, code: int) -> None:
        super().__init__(f"{code:#06x}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `unsupported` are the names of what was left out or replaced."""

    printers: tuple[Values, ...]
    jobs: tuple[Values, ...]
    unsupported: frozenset[str]


class Line:
    """Asks one printer; `patience` is how many seconds it may be silent.

    `trust` is what makes it known when its address is one of `ipps://`.
    """

    def __init__(self, address: str, patience: float, trust: Trust | None = None) -> None:
        self.address, self._patience = address, patience
        self._trust = trust or Trust()
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or PORT
        self._path, self._secure = parts.path or "/", parts.scheme == SECURE
        self._numbers = count(1)

    def ask(
        self,
        operation: Operation | int,
        asked: Iterable[Attribute] = (),
        job: Iterable[Attribute] = (),
        document: bytes = b"",
    ) -> Answer:
        """Ask, with what is asked and what a job is to be; raises OSError and Denied."""
        groups = [(Tag.OPERATION_ATTRS, [*self._first(), *asked])]
        if wishes := list(job):
            groups.append((Tag.JOB_ATTRS, wishes))
        message = IppMessage((2, 0), operation, next(self._numbers), groups, document)
        told = _understood(self._post(encode(message)))
        if told.code >= ERRORS:
            raise Denied(told.code)
        return Answer(
            _groups(told, Tag.PRINTER_ATTRS),
            _groups(told, Tag.JOB_ATTRS),
            frozenset(name for one in _groups(told, Tag.UNSUPPORTED_ATTRS) for name in one),
        )

    def _first(self) -> tuple[Attribute, ...]:
        """Return what every question begins with, in this order (RFC 8011, 4.1.4 and 4.1.5)."""
        return (
            Attribute("attributes-charset", Tag.CHARSET, ["utf-8"]),
            Attribute("attributes-natural-language", Tag.NATURAL_LANGUAGE, ["en"]),
            Attribute("printer-uri", Tag.URI, [self.address]),
            Attribute("requesting-user-name", Tag.NAME, [USER]),
        )

    def _post(self, content: bytes) -> bytes:
        connection = self._connection()
        try:
            connection.request("POST", self._path, content, _HEADERS)
            response = connection.getresponse()
            if response.status != _OK:
                raise Denied(response.status)
            return response.read(LARGEST)
        except HTTPException as error:
            _lost(error)
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        if self._secure:
            return self._trust.connected(self._host, self._port, self._patience)
        return HTTPConnection(self._host, self._port, timeout=self._patience)


def words(values: Values, name: str) -> tuple[str, ...]:
    """Return what an attribute says in words; what is no word is passed over."""
    return tuple(one for one in values.get(name, ()) if isinstance(one, str))


def number(values: Values, name: str, default: int) -> int:
    """Return an attribute's number; a printer may leave out what it does not know."""
    found = next(iter(values.get(name, ())), None)
    known = isinstance(found, int) and not isinstance(found, bool)
    return int(found) if known and found is not None else default


def flag(values: Values, name: str, *, default: bool) -> bool:
    """Return whether an attribute says yes."""
    found = next(iter(values.get(name, ())), None)
    return found if isinstance(found, bool) else default


def keywords(name: str, *values: str) -> Attribute:
    """Return an attribute of keywords."""
    return Attribute(name, Tag.KEYWORD, list(values))


def wanted(*names: str) -> Attribute:
    """Ask for these attributes only."""
    return keywords("requested-attributes", *names)


def _understood(answer: bytes) -> IppMessage:
    """Read an answer; raises OSError for anything else."""
    try:
        return decode(answer)
    except (IppDecodeError, struct.error, ValueError, LookupError, TypeError) as error:
        raise OSError("this is no answer of a printer") from error


def _groups(told: IppMessage, tag: Tag) -> tuple[Values, ...]:
    return tuple(
        {one.name: tuple(one.values) for one in attributes}
        for kind, attributes in told.groups
        if kind == tag
    )


def _lost(error: HTTPException) -> NoReturn:
    raise OSError("this is no answer of a printer") from error
