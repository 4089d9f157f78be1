"""The frozen case: an application once both have signed and the kiosk has kept it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, Annotated, Self

import msgspec
from msgspec import Meta

from kiosk.cases.canonical import canonical, digest
from kiosk.errors import Trouble
from kiosk.texts import Language, Text

if TYPE_CHECKING:
    from kiosk.cases.consent import Consent

STROKES = "application/vnd.kiosk.strokes+json"
"""Media type of a signature kept as strokes."""

INK_SHARE = 0.1
"""A signature's lines together are at least this share of the frame's width."""

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Word = Annotated[str, Meta(min_length=1, max_length=100)]
Uuid = Annotated[str, Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Digits = Annotated[str, Meta(pattern="^[0-9]+$")]
Moment = Annotated[datetime, Meta(tz=True)]
Point = tuple[float, float]


class UnreadableCase(Trouble):
    """What came as a case is none; `reason` names the place and quotes nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "case.unreadable",
            Text("办件内容无法读取。", "The case cannot be read."),
            Text("保留原始数据，请人工核查。", "Keep the original bytes and have a person look."),
        )
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ServiceRef:
    """Which form a case was filled under: service key, version and the day that chose it."""

    key: str
    version: Annotated[int, Meta(ge=1)]
    day: date


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """A file of a case: SHA-256 in hex, size in bytes, media type, and its name there."""

    sha256: Sha256
    size: Annotated[int, Meta(ge=0, lt=2**53)]
    media_type: Word
    name: Word


@dataclass(frozen=True, slots=True)
class Strokes:
    """A signature as vector strokes; points in a frame of `width` × `height` units."""

    width: float
    height: float
    lines: tuple[tuple[Point, ...], ...] = field(repr=False)

    @property
    def blank(self) -> bool:
        """Whether too little was drawn to be anybody's signature."""
        ink = sum(dist(a, b) for line in self.lines for a, b in pairwise(line))
        return ink < self.width * INK_SHARE

    def to_bytes(self) -> bytes:
        """Spell them as canonical JSON: what is hashed and kept."""
        return canonical(
            {
                "width": float(self.width),
                "height": float(self.height),
                "lines": [[[float(x), float(y)] for x, y in line] for line in self.lines],
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read kept strokes; raises UnreadableCase."""
        try:
            return msgspec.json.decode(content, type=cls)
        except (msgspec.DecodeError, RecursionError) as error:
            raise UnreadableCase("strokes") from error


@dataclass(frozen=True, slots=True)
class Signature:
    """That somebody signed: their role, when, and the SHA-256 of the strokes."""

    role: str
    at: Moment
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Station:
    """Where a case is submitted: GB/T 2260 district of the hall, the kiosk's number, the hall."""

    district: str
    kiosk: str
    hall: Text


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning that goes with the case to the clerk: its code and the answers it is about."""

    code: str
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """By when an item is expected; the last of a schedule, without an item, is the whole case.

    `waits_for` are the items of the same case whose result it needs; `estimated` says that the
    working days of that year are not announced yet.
    """

    item_id: str | None
    department: str | None
    waits_for: tuple[str, ...]
    due: date
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One joint application as submitted; nothing in it ever changes.

    `answers` are the effective ones that were signed; `snapshot` is the SHA-256 both signed;
    `district` is the GB/T 2260 code of the hall and `kiosk` its number there; times are UTC.
    """

    id: Uuid
    number: Digits
    service: ServiceRef
    items: tuple[str, ...]
    answers: Mapping[str, object] = field(repr=False)
    snapshot: Sha256
    signatures: tuple[Signature, ...]
    attachments: tuple[AttachmentRef, ...]
    submitted_at: Moment
    district: Digits
    kiosk: Digits
    hall: Text
    language: Language
    warnings: tuple[Flag, ...] = ()

    @classmethod
    def of(
        cls,
        consent: "Consent",
        *,
        id: str,
        number: str,
        at: datetime,
        station: Station,
        language: Language,
        attachments: tuple[AttachmentRef, ...] = (),
        warnings: tuple[Flag, ...] = (),
    ) -> Self:
        """Freeze what was signed; the strokes join the attachments given (photos)."""
        if at.tzinfo is None:
            raise ValueError("the time of a case has a zone")
        snapshot = consent.snapshot
        signed = tuple(ref for ref, _ in consent.signature_blobs())
        return cls(
            id=id,
            number=number,
            service=snapshot.service,
            items=snapshot.items,
            answers=snapshot.answers,
            snapshot=snapshot.hash,
            signatures=consent.signatures,
            attachments=signed + attachments,
            submitted_at=at.astimezone(UTC),
            district=station.district,
            kiosk=station.kiosk,
            hall=station.hall,
            language=language,
            warnings=warnings,
        )

    def to_dict(self) -> dict[str, object]:
        """Return it as JSON values; `from_dict` gives an equal case back."""
        plain: dict[str, object] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> Self:
        """Take a case from JSON values; raises UnreadableCase for anything else."""
        try:
            return msgspec.convert(plain, cls)
        except msgspec.ValidationError as error:
            raise UnreadableCase(str(error)) from error

    def to_bytes(self) -> bytes:
        """Spell it as canonical JSON."""
        return canonical(self.to_dict())


def signature_blob(role: str, strokes: Strokes) -> tuple[AttachmentRef, bytes]:
    """Return a signature as an attachment: its reference and its bytes."""
    content = strokes.to_bytes()
    name = f"signature-{role}.json"
    return AttachmentRef(digest(content), len(content), STROKES, name), content
