"""The first shape: entries, what central confirmed, attachments, read models, drafts."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """CREATE TABLE chains (
        id INTEGER NOT NULL PRIMARY KEY,
        chain VARCHAR NOT NULL UNIQUE,
        kiosk VARCHAR NOT NULL,
        public_key BLOB NOT NULL,
        complete_to INTEGER NOT NULL)""",
    """CREATE TABLE entries (
        position INTEGER NOT NULL PRIMARY KEY,
        chain_id INTEGER NOT NULL REFERENCES chains (id),
        sequence INTEGER NOT NULL,
        hash BLOB NOT NULL UNIQUE,
        signature BLOB NOT NULL)""",
    """CREATE TABLE contents (
        position INTEGER NOT NULL PRIMARY KEY REFERENCES entries (position),
        content BLOB NOT NULL)""",
    """CREATE TABLE deliveries (
        position INTEGER NOT NULL PRIMARY KEY REFERENCES entries (position),
        state INTEGER NOT NULL,
        verdict VARCHAR,
        reason VARCHAR,
        at VARCHAR)""",
    "CREATE INDEX waiting_entries ON deliveries (position) WHERE state = 0",
    "CREATE INDEX parked_entries ON deliveries (position) WHERE state = 2",
    """CREATE TABLE attachments (
        sha256 BLOB NOT NULL PRIMARY KEY,
        size INTEGER NOT NULL,
        state INTEGER NOT NULL,
        position INTEGER NOT NULL,
        data BLOB,
        file VARCHAR,
        wrapped_key BLOB)""",
    "CREATE INDEX asked_attachments ON attachments (size) WHERE state = 1",
    """CREATE TABLE cases (
        position INTEGER NOT NULL PRIMARY KEY,
        case_id VARCHAR NOT NULL UNIQUE,
        number VARCHAR NOT NULL,
        service VARCHAR NOT NULL,
        submitted_at VARCHAR NOT NULL)""",
    "CREATE INDEX cases_by_number ON cases (number)",
    """CREATE TABLE papers (
        job VARCHAR NOT NULL PRIMARY KEY,
        position INTEGER NOT NULL,
        case_id VARCHAR,
        document VARCHAR NOT NULL,
        queued_at VARCHAR NOT NULL,
        ended VARCHAR,
        ended_at VARCHAR)""",
    "CREATE INDEX papers_by_case ON papers (case_id)",
    "CREATE INDEX papers_queued ON papers (queued_at, job) WHERE ended IS NULL",
    """CREATE TABLE counters (
        day INTEGER NOT NULL PRIMARY KEY,
        last INTEGER NOT NULL)""",
    """CREATE TABLE news (
        id INTEGER NOT NULL PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        case_number VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        content BLOB NOT NULL)""",
    "CREATE INDEX news_by_case ON news (case_number, at)",
    """CREATE TABLE courier (
        id INTEGER NOT NULL PRIMARY KEY,
        attempts INTEGER NOT NULL,
        next_at VARCHAR,
        last_error VARCHAR,
        last_success VARCHAR,
        cursor VARCHAR,
        epoch VARCHAR)""",
    "INSERT INTO courier (id, attempts) VALUES (1, 0)",
    """CREATE TABLE drafts (
        slot VARCHAR NOT NULL PRIMARY KEY,
        sealed BLOB NOT NULL,
        expires_at VARCHAR NOT NULL)""",
    "CREATE INDEX drafts_by_expiry ON drafts (expires_at)",
)
TRIGGERS = (
    """CREATE TRIGGER entries_follow BEFORE INSERT ON entries
        WHEN NEW.sequence IS NOT 1 + coalesce((SELECT iif(chain_id = NEW.chain_id, sequence, 0)
            FROM entries ORDER BY position DESC LIMIT 1), 0)
        BEGIN SELECT RAISE(ABORT, 'an entry follows the one before it'); END""",
    """CREATE TRIGGER entries_wait AFTER INSERT ON entries
        BEGIN INSERT INTO deliveries (position, state) VALUES (NEW.position, 0); END""",
    """CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER entries_remain BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END""",
    """CREATE TRIGGER contents_stay BEFORE UPDATE ON contents
        BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER contents_remain BEFORE DELETE ON contents
        WHEN (SELECT state FROM deliveries WHERE position = OLD.position) IS NOT 1
        BEGIN SELECT RAISE(ABORT, 'what central has not confirmed stays'); END""",
)
NAMES = ("drafts", "courier", "news", "counters", "papers", "cases", "attachments", "deliveries")


def upgrade() -> None:
    """Make every table and the triggers that keep entries as they are."""
    for statement in TABLES + TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Take everything away again, the citizens' entries included: for tests of this step only."""
    for name in ("follow", "wait", "stay", "remain"):
        op.execute(f"DROP TRIGGER entries_{name}")
    for name in ("stay", "remain"):
        op.execute(f"DROP TRIGGER contents_{name}")
    for name in (*NAMES, "contents", "entries", "chains"):
        op.execute(f"DROP TABLE {name}")
