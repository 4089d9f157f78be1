"""Lines as they come: read, and shown to be authentic entries of the kiosk that sent them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.central.enrolment import Speaker
from kiosk.wire.entry import PURPOSE, Entry, UnreadableEntry, read_line
from kiosk.wire.identity import signed_by


@dataclass(frozen=True, slots=True)
class Delivery:
    """Lines of one chain as a kiosk sent them."""

    speaker: Speaker
    chain: str
    lines: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it came: no entry when unreadable, a reason when refused."""

    number: int
    entry: Entry | None
    reason: str | None = None

    @property
    def proven(self) -> bool:
        """Whether it is an authentic entry of the kiosk that sent it."""
        return self.reason is None


def read_lines(sent: Delivery) -> tuple[Line, ...]:
    """Read and prove every line by itself: a bad one says nothing of the next.

    An entry is proven by its signature, or by a proven one that comes after it in the same
    delivery: that names its hash, so nobody but the holder of the key can have chosen it.
    """
    lines = [_read(number, line, sent) for number, line in enumerate(sent.lines)]
    named: set[str] = set()
    for line in sorted(lines, key=_sequence, reverse=True):
        if line.entry is None or not line.proven:
            continue
        if line.entry.hash in named or authentic(line.entry, sent.speaker):
            named.add(line.entry.previous)
        else:
            lines[line.number] = replace(line, reason="signature")
    return tuple(lines)


def authentic(entry: Entry, speaker: Speaker) -> bool:
    """Whether a kiosk signed this, with whatever key it had.

    The hash is known to be right: it was worked out from the same bytes.
    """
    return any(signed_by(key, PURPOSE, entry.content, entry.signature) for key in speaker.keys)


def _read(number: int, line: bytes, sent: Delivery) -> Line:
    try:
        entry = read_line(line)
    except UnreadableEntry as error:
        return Line(number, None, error.reason)
    except OverflowError:  # a time before the year 1, once it is UTC
        return Line(number, None, "time")
    if entry.kiosk != sent.speaker.kiosk:
        return Line(number, entry, "kiosk")
    return Line(number, entry, None if entry.chain == sent.chain else "chain")


def _sequence(line: Line) -> int:
    return line.entry.sequence if line.entry else 0
