"""What is listed of a case stands with its names and in the index of numbers, and nowhere else."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STEPS = (
    "ALTER TABLE names RENAME TO names_before",
    """CREATE TABLE names (
        name VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        number VARCHAR NOT NULL,
        service VARCHAR NOT NULL,
        PRIMARY KEY (name, position)) WITHOUT ROWID""",
    """INSERT INTO names SELECT name, cases.position, cases.number, service
        FROM names_before JOIN cases ON cases.position = names_before.position
        ORDER BY name, cases.position""",
    "DROP TABLE names_before",
    "DROP INDEX cases_by_number",
    # When it was submitted is said by its entry, the day by its number.
    "ALTER TABLE cases DROP COLUMN submitted_at",
    "CREATE INDEX cases_by_number ON cases (number, position, service)",
)
BACK = (
    "DROP INDEX cases_by_number",
    "ALTER TABLE cases ADD COLUMN submitted_at VARCHAR NOT NULL DEFAULT ''",
    """UPDATE cases SET submitted_at = (
        SELECT strftime('%Y-%m-%dT%H:%M:%f', CAST(content AS TEXT) ->> '$.body.submitted_at')
        FROM contents WHERE contents.position = cases.position) || '000+00:00'""",
    "CREATE INDEX cases_by_number ON cases (number)",
    "ALTER TABLE names DROP COLUMN service",
)


def upgrade() -> None:
    """Write the list of names anew, from the cases it speaks of, and the index."""
    for statement in STEPS:
        op.execute(statement)


def downgrade() -> None:
    """Keep the time beside each case again, to the millisecond."""
    for statement in BACK:
        op.execute(statement)
