"""What a citizen does not wait for is written afterwards: delivery lines, read models, names."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STEPS = (
    # An entry behind the last line of deliveries waits by being there.
    "DROP TRIGGER entries_wait",
    "CREATE TABLE folded (id INTEGER NOT NULL PRIMARY KEY, position INTEGER NOT NULL)",
    "INSERT INTO folded SELECT 1, coalesce(max(position), 0) FROM entries",
    """CREATE TABLE names (
        name VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (name, position)) WITHOUT ROWID""",
    "CREATE INDEX papers_by_position ON papers (position)",
    "CREATE INDEX filed_attachments ON attachments (file) WHERE file IS NOT NULL",
    # What is erased already is not looked through again at every erasing.
    """UPDATE deliveries SET state = 3
        WHERE state = 1 AND position NOT IN (SELECT position FROM contents)""",
    "CREATE INDEX due_entries ON deliveries (at) WHERE state = 1",
)
BACK = (
    "DROP INDEX due_entries",
    "UPDATE deliveries SET state = 1 WHERE state = 3",
    "DROP INDEX filed_attachments",
    "DROP INDEX papers_by_position",
    "DROP TABLE names",
    "DROP TABLE folded",
    """INSERT INTO deliveries (position, state) SELECT position, 0 FROM entries
        WHERE position > (SELECT coalesce(max(position), 0) FROM deliveries)""",
    """CREATE TRIGGER entries_wait AFTER INSERT ON entries
        BEGIN INSERT INTO deliveries (position, state) VALUES (NEW.position, 0); END""",
)


def upgrade() -> None:
    """Let entries wait without a line, and remember how far the read models have come."""
    for statement in STEPS:
        op.execute(statement)


def downgrade() -> None:
    """Give every entry its line again; read models must have been brought up before."""
    for statement in BACK:
        op.execute(statement)
