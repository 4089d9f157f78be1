"""A journal entry as it is hashed, signed, kept and sent: one line, the same bytes for ever.

The line is `{"content":{…},"hash":"…","signature":"…"}` and a newline. `content` holds all
that happened, in canonical JSON; `hash` and `signature` are over its exact bytes. Readers keep
those bytes, so that a newer kiosk may add members that an older central does not know.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from kiosk.cases.canonical import canonical
from kiosk.cases.case import AttachmentRef
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.hashing import ALGORITHMS, SHA256_NAME, hashed
from kiosk.wire.identity import Identity, signed_by

FIRST = "0" * 64
"""What the first entry of a chain names as its predecessor."""

PURPOSE = b"entry/1"
LINE_LIMIT = 1024 * 1024
"""Bytes of the longest line that is read: answers are at most 64 KiB, so this is ample."""

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Uuid = Annotated[
    str, msgspec.Meta(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Count = Annotated[int, msgspec.Meta(ge=1, lt=2**53)]


class UnreadableEntry(Trouble):
    """A line that is no entry; `reason` is safe to log and quotes nothing of the line."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "wire.unreadable_entry",
            Text("一条记录无法读取。", "A record cannot be read."),
            Text("保留原始数据并联系运维人员。", "Keep the original bytes and call the engineers."),
        )
        self.reason = reason


class UntrueEntry(Trouble):
    """An entry that was altered, was signed by another key, or does not follow its predecessor.

    `reason` is one of "hash", "signature", "previous".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(
            "wire.untrue_entry",
            Text("一条记录未通过校验。", "A record did not pass its check."),
            Text("保留该记录并交由人员核查。", "Keep the record and have a person look at it."),
        )
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What is to be recorded: an entry before it is given its hash and signature."""

    kiosk: str
    chain: str
    sequence: int
    previous: str
    id: str
    kind: str
    case_id: str | None
    at: datetime
    actor: str
    body: Mapping[str, object]
    attachments: tuple[AttachmentRef, ...] = ()
    algorithm: str = SHA256_NAME


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened on one kiosk; made only by `seal` and `read_line`.

    `at` is UTC by the kiosk's own clock; `body` is the body's exact JSON; `content` are the
    exact bytes that `hash` (hex) and `signature` (Ed25519, 64 bytes) are over.
    """

    kiosk: str
    chain: str
    sequence: int
    previous: str
    id: str
    kind: str
    case_id: str | None
    at: datetime
    actor: str
    body: bytes
    attachments: tuple[AttachmentRef, ...]
    algorithm: str
    content: bytes
    hash: str
    signature: bytes

    def line(self) -> bytes:
        """Return the exact bytes that travel, newline included."""
        return _line(self.content, self.hash, self.signature)


class EntryContent(msgspec.Struct, frozen=True):
    """What is hashed and signed; `body` is a JSON object, and what it holds is for its `kind`."""

    kiosk: Word
    chain: Uuid
    sequence: Count
    previous: Sha256
    id: Uuid
    kind: Word
    case_id: Word | None
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    actor: Word
    body: msgspec.Raw
    attachments: tuple[AttachmentRef, ...]
    algorithm: Word


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    content: msgspec.Raw
    hash: Sha256
    signature: bytes


def seal(unsealed: Unsealed, identity: Identity) -> Entry:
    """Spell, hash and sign.

    Raises ValueError or TypeError for what JSON cannot hold or `read_line` would not take back.
    """
    if unsealed.at.tzinfo is None:
        raise ValueError("the time of an entry has a zone")
    content = canonical(
        {
            "algorithm": unsealed.algorithm,
            "kiosk": unsealed.kiosk,
            "chain": unsealed.chain,
            "sequence": unsealed.sequence,
            "previous": unsealed.previous,
            "id": unsealed.id,
            "kind": unsealed.kind,
            "case_id": unsealed.case_id,
            "at": unsealed.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": unsealed.actor,
            "body": dict(unsealed.body),
            "attachments": msgspec.to_builtins(unsealed.attachments),
        }
    )
    try:
        entry = read_content(content, identity.sign(PURPOSE, content))
    except UnreadableEntry as error:
        raise ValueError("an entry that nobody could read back") from error
    if len(entry.line()) > LINE_LIMIT:
        raise ValueError("an entry longer than a line may be")
    return entry


def read_content(content: bytes, signature: bytes) -> Entry:
    """Take an entry from its kept content and signature; raises UnreadableEntry."""
    try:
        content.decode()  # the body is not looked into: without this it could be no text at all
        known = msgspec.json.decode(content, type=EntryContent)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableEntry("content") from error
    if known.algorithm not in ALGORITHMS:
        raise UnreadableEntry("algorithm")
    body = bytes(known.body)
    if not body.startswith(b"{"):
        raise UnreadableEntry("body")
    return Entry(
        kiosk=known.kiosk,
        chain=known.chain,
        sequence=known.sequence,
        previous=known.previous,
        id=known.id,
        kind=known.kind,
        case_id=known.case_id,
        at=known.at.astimezone(UTC),
        actor=known.actor,
        body=body,
        attachments=known.attachments,
        algorithm=known.algorithm,
        content=content,
        hash=hashed(known.algorithm, content),
        signature=signature,
    )


def read_line(line: bytes) -> Entry:
    """Read one line, with or without its newline.

    Raises UnreadableEntry for what is not a line as `Entry.line` writes it, byte for byte, and
    for a hash that is not that of the content (damage on the way); nothing is trusted before
    `verify`.
    """
    if len(line) > LINE_LIMIT:
        raise UnreadableEntry("too long")
    try:
        outer = msgspec.json.decode(line, type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableEntry("line") from error
    entry = read_content(bytes(outer.content), outer.signature)
    if outer.hash != entry.hash:
        raise UnreadableEntry("hash")
    if b"\n" in entry.content or entry.line() != line.removesuffix(b"\n") + b"\n":
        raise UnreadableEntry("spelling")
    return entry


def verify(entry: Entry, public_key: bytes, previous: str | None) -> None:
    """Check hash, signature (by that raw public key) and the link to `previous` (a hash).

    `previous` is None where the predecessor is not at hand, as at central when lines arrive out
    of order. Raises UntrueEntry.
    """
    if hashed(entry.algorithm, entry.content) != entry.hash:
        raise UntrueEntry("hash")
    if not signed_by(public_key, PURPOSE, entry.content, entry.signature):
        raise UntrueEntry("signature")
    if previous is not None and entry.previous != previous:
        raise UntrueEntry("previous")


def _line(content: bytes, hash_: str, signature: bytes) -> bytes:
    sealed = base64.b64encode(signature)
    return b'{"content":%b,"hash":"%b","signature":"%b"}\n' % (content, hash_.encode(), sealed)
