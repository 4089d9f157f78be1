"""The tables of the journal as the code sees them; `migrations/` makes them.

Times are text: UTC, ISO 8601, always with microseconds, so that they sort as they follow.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

WAITING, CONFIRMED, PARKED, ERASED = 0, 1, 2, 3
"""How far an entry is: to be sent, in central's keeping, refused and left to a person, erased here.

An entry behind the last line of `deliveries` waits too: its line is written when central speaks.
"""

UNASKED, ASKED, HELD = 0, 1, 2
"""How far an attachment is: central knows nothing of it, lacks it, holds it."""

metadata = MetaData()

chains = Table(
    "chains",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chain", String, nullable=False, unique=True),
    Column("kiosk", String, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("complete_to", Integer, nullable=False),
)
entries = Table(
    "entries",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("chain_id", Integer, ForeignKey("chains.id"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("signature", LargeBinary, nullable=False),
)
contents = Table(
    "contents",
    metadata,
    Column("position", Integer, ForeignKey("entries.position"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("enclosed", LargeBinary),
)
"""`enclosed` are the small attachments that came with an entry, one behind the other."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("position", Integer, ForeignKey("entries.position"), primary_key=True),
    Column("state", Integer, nullable=False),
    Column("verdict", String),
    Column("reason", String),
    Column("at", String),
)
Index("waiting_entries", deliveries.c.position, sqlite_where=text("state = 0"))
Index("parked_entries", deliveries.c.position, sqlite_where=text("state = 2"))
Index("due_entries", deliveries.c.at, sqlite_where=text("state = 1"))
attachments = Table(
    "attachments",
    metadata,
    Column("sha256", LargeBinary, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("data", LargeBinary),
    Column("file", String),
    Column("wrapped_key", LargeBinary),
    Column("start", Integer),
)
"""Small ones lie in what is `enclosed` at their position, from byte `start` on, or in `data`."""

Index("asked_attachments", attachments.c.size, sqlite_where=text("state = 1"))
Index("filed_attachments", attachments.c.file, sqlite_where=text("file IS NOT NULL"))
folded = Table(
    "folded",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
)
"""One row: the last entry that the read models hold."""

cases = Table(
    "cases",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", String, nullable=False, unique=True),
    Column("number", String, nullable=False),
    Column("service", String, nullable=False),
)
Index("cases_by_number", cases.c.number, cases.c.position, cases.c.service)
names = Table(
    "names",
    metadata,
    Column("name", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("number", String, nullable=False),
    Column("service", String, nullable=False),
    sqlite_with_rowid=False,
)
"""This and `cases_by_number` hold all that is listed of a case: no page of its own is read."""

papers = Table(
    "papers",
    metadata,
    Column("job", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("case_id", String),
    Column("document", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("again", Integer, nullable=False),
    Column("printer", String, nullable=False),
    Column("taken", String),
    Column("reason", String),
    Column("queued_at", String, nullable=False),
    Column("ended", String),
    Column("ended_at", String),
)
Index("papers_by_case", papers.c.case_id)
Index("papers_by_position", papers.c.position)
Index("papers_queued", papers.c.queued_at, papers.c.job, sqlite_where=text("ended IS NULL"))
counters = Table(
    "counters",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
news = Table(
    "news",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("case_number", String, nullable=False),
    Column("at", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
Index("news_by_case", news.c.case_number, news.c.at)
hearsay = Table(
    "hearsay",
    metadata,
    Column("name", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("at", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""What central said last of something: `at` is when it still said so."""

courier = Table(
    "courier",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("next_at", String),
    Column("last_error", String),
    Column("last_success", String),
    Column("cursor", String),
    Column("epoch", String),
)
drafts = Table(
    "drafts",
    metadata,
    Column("slot", String, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", String, nullable=False),
)
Index("drafts_by_expiry", drafts.c.expires_at)


def spelled(at: datetime) -> str:
    """Spell a moment as the tables keep it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(written: str | None) -> datetime | None:
    """Read a moment back; None stays None."""
    return None if written is None else datetime.fromisoformat(written)
