"""A kiosk's journal to test with: invented people, a clock that is set by hand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kiosk.journal.attachments import Enclosure
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.messages import Acknowledgement, LineVerdict, Verdict

KIOSK = "150602-01"
DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
KEYS = Keys(bytes(range(32)), Identity.load(bytes(range(1, 33))))
NAME, RESIDENT_ID, PHONE = "巴特尔", "150602200411219993", "13804770001"
STROKES = b'{"lines":[[[1,2],[3,4]]]}'


@dataclass
class Clock:
    """Stands still until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def back(self, days: int) -> None:
        self.now -= timedelta(days=days)


@dataclass
class Kiosk:
    """One kiosk's folder, opened and closed as often as a test likes."""

    folder: Path
    keys: Keys = KEYS
    name: str = KIOSK
    clock: Clock = field(default_factory=Clock)

    def window(self) -> Journal:
        return Journal.open(self.folder, self.keys, self.name, self.clock)

    def courier(self) -> Journal:
        return Journal.open_for_courier(self.folder, self.keys, self.name, self.clock)


def case_id(number: int) -> str:
    return f"019c0a11-0000-7000-8000-{number:012d}"


def answers(counter: int, **changes: object) -> Mapping[str, object]:
    """The body of a case, as the journal needs it."""
    return {
        "id": "…",
        "number": f"150602{counter:04d}",
        "service": "marriage-birth@150600",
        "items": ["marriage", "move"],
        "submitted_at": "2026-11-21T12:00:00+08:00",
        "names": [NAME],
        "answers": {"name": NAME, "resident_id": RESIDENT_ID, "phone": PHONE},
    } | changes


def submit(journal: Journal, number: int, *enclosures: Enclosure, day: date = DAY) -> Entry:
    return journal.append_case(
        case_id(number), day, answers, actor="citizen", attachments=enclosures
    )


def counter_of(entry: Entry) -> int:
    return int(json.loads(entry.body)["number"][-4:])


def acknowledged(
    *entries: Entry,
    verdict: Verdict = Verdict.STORED,
    held: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
    epoch: str = "1",
) -> Acknowledgement:
    """Central's word on these entries of one chain, as the courier has verified it."""
    lines = tuple(
        LineVerdict(line, verdict, entry.hash, entry.sequence, "said why")
        for line, entry in enumerate(entries)
    )
    last = max(entry.sequence for entry in entries)
    chain = entries[0].chain
    return Acknowledgement(KIOSK, chain, lines, held, missing, last, (), epoch, NOON)
