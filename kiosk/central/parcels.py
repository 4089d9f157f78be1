"""Parcels come in by stick: the very intake of the line, and central's word to carry back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from kiosk.cases.canonical import digest
from kiosk.central import blobs
from kiosk.central.api import Rooms
from kiosk.central.enrolment import Speaker, find
from kiosk.central.news import acknowledge_files
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.bundle import SMALL
from kiosk.wire.messages import BATCH_LINES, Acknowledgement, Verdict
from kiosk.wire.parcel import Parcel, ParcelWord, UnreadableParcel, unseal
from kiosk.wire.signed import UntrueMessage, read_self_signed, sign

FILES_A_WORD = 1000
_TURNS = 5

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a parcel brought: lines by what became of them, attachments, and the signed word."""

    kiosk: str
    verdicts: dict[Verdict, int]
    attachments: int
    passed_over: int
    word: bytes


def take_parcel(rooms: Rooms, identity: str, file: Path, *, revoked_too: bool = False) -> Imported:
    """Take in a parcel; what it brings is durable on return, and brought twice it is known.

    A parcel that turns out to be damaged leaves what came before the damage: that is proven line
    by line, and known when the parcel comes whole. Raises UnreadableParcel, and Trouble
    `central.parcel_*`.
    """
    taker = _Taker(rooms, revoked_too=revoked_too)
    try:
        with file.open("rb") as content:
            unseal(content, identity, taker)
    except OSError as error:
        raise _trouble("gone") from error
    return taker.done()


@dataclass
class _Taker:
    """One parcel on its way in."""

    rooms: Rooms
    revoked_too: bool
    _packed: tuple[Speaker, Parcel] | None = None
    words: list[Acknowledgement] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    passed_over: int = 0

    def begin(self, heading: bytes) -> Parcel:
        """Prove who packed this."""
        try:
            parcel = read_self_signed(heading, Parcel)
        except UntrueMessage as error:
            raise UnreadableParcel("damaged") from error
        with self.rooms.database.read() as connection:
            speaker = find(connection, parcel.kiosk)
        if speaker is None or parcel.public_key not in speaker.keys:
            raise _trouble("unknown_kiosk")
        if speaker.revoked and not self.revoked_too:
            raise _trouble("revoked")
        if any(batch.lines > BATCH_LINES for batch in parcel.batches):
            raise UnreadableParcel("long batch")
        self._packed = speaker, parcel
        return parcel

    def batch(self, chain: str, lines: list[bytes]) -> None:
        """Judge and keep the lines of one chain, as those of a request."""
        (speaker, _), rooms = self._who(), self.rooms
        self.words.append(rooms.intake.receive(speaker, chain, lines, rooms.clock()))

    def attachment(self, sha256: str, content: bytes) -> None:
        """Keep an attachment that an entry of this kiosk names; others are passed over."""
        speaker, _ = self._who()
        with self.rooms.database.read() as connection:
            size = blobs.expected(connection, speaker.kiosk, [sha256]).get(sha256)
        right = digest(content) == sha256 and size == len(content) <= blobs.SIZE_LIMIT
        if not right:
            self.passed_over += 1
            return
        if len(content) > SMALL:
            self.rooms.uploads.take(sha256, content)
        _in_turn(lambda: self._note(sha256, content))
        self.held.add(sha256)

    def done(self) -> Imported:
        """Return what came of it, with central's word on all of it."""
        (speaker, parcel), rooms = self._who(), self.rooms
        names = sorted(self.held)
        for start in range(0, len(names), FILES_A_WORD):
            some = names[start : start + FILES_A_WORD]
            with rooms.database.write() as connection:
                word = acknowledge_files(
                    connection, speaker.kiosk, parcel.chain, some, rooms.clock()
                )
            self.words.append(word)
        counted = Counter(line.verdict for word in self.words for line in word.verdicts)
        signed = sign(ParcelWord(speaker.kiosk, tuple(self.words), rooms.clock()), rooms.identity)
        return Imported(speaker.kiosk, dict(counted), len(names), self.passed_over, signed)

    def _note(self, sha256: str, content: bytes) -> None:
        now = self.rooms.clock()
        with self.rooms.database.write() as connection:
            if len(content) > SMALL:
                blobs.note(connection, {sha256: len(content)}, now)
            else:
                blobs.keep(connection, {sha256: content}, now)

    def _who(self) -> tuple[Speaker, Parcel]:
        if self._packed is None:
            raise UnreadableParcel("damaged")
        return self._packed


def _in_turn(keep: Callable[[], Kept]) -> Kept:
    """Try again where the line brought the same at the same moment."""
    for _ in range(_TURNS):
        try:
            return keep()
        except IntegrityError:
            continue
    return keep()


def _trouble(what: str) -> Trouble:
    return Trouble(f"central.parcel_{what}", *_TROUBLES[what])


_TROUBLES = {
    "unknown_kiosk": (
        Text("导出文件的终端未在本系统登记。", "The kiosk that packed this is not enrolled here."),
        Text(
            "请核对终端；若本系统从备份恢复，请重新登记该终端后再导出。",
            "Check which kiosk it was; if central was restored, enrol it anew and export again.",
        ),
    ),
    "revoked": (
        Text("该终端已被停用。", "This kiosk is listened to no more."),
        Text(
            "确认文件来源可信后，加 --revoked-too 再导入。",
            "If you are sure where the file comes from, import it with --revoked-too.",
        ),
    ),
    "gone": (
        Text("无法读取 U 盘上的文件。", "The file on the stick cannot be read."),
        Text(
            "请重新插入 U 盘后再导入；重复导入不会重复收件。",
            "Put the stick back and import it again; nothing arrives twice.",
        ),
    ),
}
