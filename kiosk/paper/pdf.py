"""The file format of a paper: numbered objects laid into a PDF 1.4 file (ISO 32000-1, clause 7).

A form needs a dozen kinds of object. Laying their bytes down directly costs a fraction of what
a general PDF library takes for a page; the same objects always give the same bytes.
"""

import hashlib
import zlib
from collections.abc import Sequence

from kiosk.errors import Fault

_HEADER = b"%PDF-1.4\n%\xe5\x8a\x9e\xe4\xbb\xb6\n"
"""The version that PDF/A-1 builds on, and 办件: bytes that mark the file as not plain text."""

_LEVEL = 5  # of compression: 6 costs a third more time for one byte in a hundred


def compress(data: bytes) -> bytes:
    """Deflate, as /FlateDecode expects it."""
    return zlib.compress(data, _LEVEL)


def text_string(text: str) -> str:
    """Any Unicode text as a PDF string."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class Objects:
    """The numbered objects of one file; a number is what other objects refer to."""

    def __init__(self) -> None:
        self._bodies: list[bytes | None] = []

    def reserve(self) -> int:
        """Hold a number for an object that is still to come."""
        self._bodies.append(None)
        return len(self._bodies)

    def add(self, body: str | bytes, number: int | None = None) -> int:
        """Keep an object, under a reserved number if one is given."""
        number = number or self.reserve()
        self._bodies[number - 1] = body.encode("ascii") if isinstance(body, str) else body
        return number

    def add_stream(self, data: bytes, entries: str = "", filter: str = "FlateDecode") -> int:
        """Keep a stream whose data is compressed already, as `filter` undoes it."""
        head = f"<< /Length {len(data)} /Filter /{filter} {entries}>>\nstream\n"
        return self.add(head.encode("ascii") + data + b"\nendstream")

    def add_raw_stream(self, data: bytes, entries: str) -> int:
        """Keep a stream that is not compressed."""
        head = f"<< /Length {len(data)} {entries}>>\nstream\n"
        return self.add(head.encode("ascii") + data + b"\nendstream")

    def file(self, catalogue: int, information: int) -> bytes:
        """Return the finished file; its identifier is the hash of its objects."""
        parts, offsets, position = [_HEADER], [], len(_HEADER)
        for number, body in enumerate(self._bodies, start=1):
            if body is None:
                raise Fault(f"object {number} was reserved and never added")
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            offsets.append(position)
            parts.append(part)
            position += len(part)
        name = hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper()
        parts.append(_cross_references(offsets))
        parts.append(
            f"trailer\n<< /Size {len(offsets) + 1} /Root {catalogue} 0 R /Info {information} 0 R "
            f"/ID [<{name}> <{name}>] >>\nstartxref\n{position}\n%%EOF\n".encode("ascii")
        )
        return b"".join(parts)


def _cross_references(offsets: Sequence[int]) -> bytes:
    lines = [f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n"]
    lines += [f"{offset:010d} 00000 n \n" for offset in offsets]
    return "".join(lines).encode("ascii")
