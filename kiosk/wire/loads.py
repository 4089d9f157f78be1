"""Several large attachments in one request: its head names them all, its body is their bytes.

Where a photo is a megabyte, asking costs more than its bytes. The names are signed with the head,
and an attachment's name is its hash: so they stand for the body, and nobody hashes it once more.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.wire.signed import UntrueMessage

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of the body of one request."""

MOST_PARTS = 64

LARGEST = 4 * 1024 * 1024
"""Bytes of the largest attachment that goes with others; what is larger goes by itself."""

FIELD = "upload-parts"

_PART = re.compile(r"sha256:([0-9a-f]{64});offset=(\d{1,8});length=(\d{1,8})")


@dataclass(frozen=True, slots=True)
class Part:
    """Of one attachment `length` bytes from `offset` on."""

    sha256: str
    offset: int
    length: int


def spelled(parts: Iterable[Part]) -> str:
    """Spell the field: a list of tokens with parameters (RFC 8941 §3.1)."""
    return ", ".join(
        f"sha256:{one.sha256};offset={one.offset};length={one.length}" for one in parts
    )


def read_parts(field: str) -> tuple[Part, ...]:
    """Read the field; raises UntrueMessage("unreadable"), also where one is named twice."""
    found = [_PART.fullmatch(one.strip(" \t")) for one in field.split(",")]
    parts = tuple(Part(one[1], int(one[2]), int(one[3])) for one in found if one)
    if len(parts) < len(found) or len({one.sha256 for one in parts}) < len(parts):
        raise UntrueMessage("unreadable")
    if len(parts) > MOST_PARTS:
        raise UntrueMessage("unreadable")
    return parts
