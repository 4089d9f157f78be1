r"""Many small attachments in one request: every case brings two signatures of a few kilobytes.

sha256:<hex> <length>\n<length bytes> … and so on to the end.
"""

import re
from collections.abc import Mapping

from kiosk.wire.signed import UntrueMessage

SMALL = 64 * 1024
"""Bytes of the largest attachment that goes into a bundle."""

MOST = 200
"""How many go into one."""

HEADING = 96
"""Bytes that announce one attachment, at most."""

_HEADING = re.compile(rb"sha256:([0-9a-f]{64}) (\d{1,7})\n")


def pack(files: Mapping[str, bytes]) -> bytes:
    """Spell a bundle from contents by their SHA-256 in hex."""
    return b"".join(
        b"sha256:%b %d\n%b" % (name.encode(), len(content), content)
        for name, content in files.items()
    )


def unpack(bundle: bytes) -> dict[str, bytes]:
    """Read a bundle; whether the contents are those of their names is not looked at.

    Raises UntrueMessage("unreadable"), also for more than MOST.
    """
    files: dict[str, bytes] = {}
    place = 0
    while place < len(bundle):
        heading = _HEADING.match(bundle, place)
        if heading is None or len(files) == MOST:
            raise UntrueMessage("unreadable")
        end = heading.end() + int(heading[2])
        if end > len(bundle):
            raise UntrueMessage("unreadable")
        files[heading[1].decode()] = bundle[heading.end() : end]
        place = end
    return files
