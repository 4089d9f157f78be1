"""What central said beside the progress of cases: places left, and which forms it has."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.execute(
        """CREATE TABLE hearsay (
            name VARCHAR NOT NULL PRIMARY KEY,
            version VARCHAR NOT NULL,
            at VARCHAR NOT NULL,
            content BLOB NOT NULL)"""
    )


def downgrade() -> None:
    """Forget it: central says it again."""
    op.execute("DROP TABLE hearsay")
