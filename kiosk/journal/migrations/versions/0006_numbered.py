"""A name brings along the number of its case: nothing else is looked up for it."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Write the list anew, from the cases it speaks of."""
    op.execute("ALTER TABLE names RENAME TO names_alone")
    op.execute(
        """CREATE TABLE names (
            name VARCHAR NOT NULL,
            position INTEGER NOT NULL,
            number VARCHAR NOT NULL,
            PRIMARY KEY (name, position)) WITHOUT ROWID"""
    )
    op.execute(
        """INSERT INTO names SELECT name, cases.position, number
            FROM names_alone JOIN cases ON cases.position = names_alone.position
            ORDER BY name, cases.position"""
    )
    op.execute("DROP TABLE names_alone")


def downgrade() -> None:
    """Keep the names alone again."""
    op.execute("ALTER TABLE names DROP COLUMN number")
