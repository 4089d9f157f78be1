"""What central remembers, as tables; `migrations/` makes them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from kiosk.central.moment import Moment

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

kiosks = Table(
    "kiosks",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("district", String(6), nullable=False),
    Column("digits", String(4), nullable=False),
    Column("code_hash", String(64), unique=True),
    Column("code_until", Moment),
    Column("install", String(36)),
    Column("enrolled_at", Moment),
    Column("revoked_at", Moment),
    Column("news", BigInteger, nullable=False, server_default="0"),
    Column("forms", String(100)),
    Index("ix_kiosks_digits", "district", "digits", unique=True),
)

keys = Table(
    "keys",
    metadata,
    Column("kiosk", String(100), ForeignKey("kiosks.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("public_key", LargeBinary, nullable=False),
)
"""Every key a kiosk ever had: what it signed before it was enrolled anew still counts."""

departments = Table(
    "departments",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
)

chains = Table(
    "chains",
    metadata,
    Column("kiosk", String(100), ForeignKey("kiosks.id"), primary_key=True),
    Column("chain", String(36), primary_key=True),
    Column("complete_to", BigInteger, nullable=False),
    Column("highest", BigInteger, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("kiosk", String(100), primary_key=True),
    Column("chain", String(36), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False, index=True),
    Column("previous", String(64), nullable=False),
    Column("kind", String(100), nullable=False),
    Column("case_id", String(100), index=True),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("quarantine", String(100)),
    ForeignKeyConstraint(["kiosk", "chain"], ["chains.kiosk", "chains.chain"]),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("kiosk", String(100), primary_key=True),
    Column("chain", String(36), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", String(64), primary_key=True),
    Column("received_at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

unopened = Table(
    "unopened",
    metadata,
    Column("place", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("entry", String(64), nullable=False),
    Column("kiosk", String(100), nullable=False, index=True),
    sqlite_autoincrement=True,  # a place is never given twice
)
"""Submissions that are kept and wait to be opened, in the order they came."""

attachments = Table(
    "attachments",
    metadata,
    Column("entry", String(64), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(100), nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("content", LargeBinary),
)
"""Attachments that are here whole; the content of large ones is a file."""

cases = Table(
    "cases",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("number", Text, nullable=False, index=True),
    Column("entry", String(64), nullable=False),
    Column("kiosk", String(100), nullable=False),
    Column("service", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("day", Date, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),
    Column("due", Date),
    Column("remarks", Text, nullable=False),
    Column("quarantine", String(100)),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("case_id", String(36), ForeignKey("cases.id"), nullable=False),
    Column("item", String(40), nullable=False),
    Column("department", String(40), nullable=False),
    Column("waits_for", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("due", Date, nullable=False),
    Column("estimated", Boolean, nullable=False),
    Column("started_at", Moment),
    Column("result", Text),
    Column("decided_at", Moment),
    Index("ix_tasks_case", "case_id", "item", unique=True),
    Index("ix_tasks_work", "department", "state", "due"),
)

news = Table(
    "news",
    metadata,
    Column("kiosk", String(100), primary_key=True),
    Column("cursor", BigInteger, primary_key=True, autoincrement=False),
    Column("progress", LargeBinary, nullable=False),
)

quotas = Table(
    "quotas",
    metadata,
    Column("service", String(100), primary_key=True),
    Column("office", String(40), primary_key=True),
    Column("slot", String(40), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("one_day", Boolean, primary_key=True),
    Column("places", Integer, nullable=False),
    Column("set_at", Moment, nullable=False),
)
"""How many can come; an empty slot is all of them, the first of all days is for always."""

timetables = Table(
    "timetables",
    metadata,
    Column("service", String(100), primary_key=True),
    Column("office", String(40), primary_key=True),
    Column("version", BigInteger, nullable=False),
)
"""One row for each office: whoever gives places locks it; `version` counts the changes."""

bookings = Table(
    "bookings",
    metadata,
    Column("case_id", String(36), ForeignKey("cases.id"), primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("service", String(100), nullable=False),
    Column("office", String(40), nullable=False),
    Column("day", Date, nullable=False),
    Column("slot", String(40), nullable=False),
    Column("wished_day", Date, nullable=False),
    Column("wished_slot", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index("ix_bookings_place", "service", "office", "day", "slot"),
)

calendars = Table(
    "calendars",
    metadata,
    Column("region", String(6), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Years of working days published since the program shipped."""

gazette = Table(
    "gazette",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False),
    Column("subject", String(110), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", String(100), nullable=False),
)
"""What staff published for the kiosks; triggers of the database refuse changes."""

readings = Table(
    "readings",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(100), nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Index("ix_readings_at", "at"),
    Index("ix_readings_subject", "subject", "at"),
)
"""Every look at a case; triggers of the database refuse changes, and removal for half a year."""

settlements = Table(
    "settlements",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(100), nullable=False),
    Column("why", Text, nullable=False),
)
"""Entries without a case that somebody has looked at."""

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("kiosk", String(100), ForeignKey("kiosks.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("parked", Integer, nullable=False),
    Column("program", String(100), nullable=False),
    Column("unread", String(100), nullable=False, server_default=""),
)
"""The last word of each kiosk on itself."""

devices = Table(
    "devices",
    metadata,
    Column("kiosk", String(100), ForeignKey("kiosks.id"), primary_key=True),
    Column("device", String(60), primary_key=True),
    Column("condition", String(10), nullable=False),
    Column("codes", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("told_at", Moment, nullable=False),
)
"""The last word on each device."""
