"""Small attachments lie with the entry that they came with; their own rows come afterwards."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them; what is there stays where it is."""
    op.execute("ALTER TABLE contents ADD COLUMN enclosed BLOB")
    op.execute("ALTER TABLE attachments ADD COLUMN start INTEGER")


def downgrade() -> None:
    """Put each into its own row again; read models must have been brought up before."""
    op.execute(
        """UPDATE attachments SET data = (SELECT substr(enclosed, start + 1, size)
            FROM contents WHERE contents.position = attachments.position) WHERE start IS NOT NULL"""
    )
    op.execute("ALTER TABLE attachments DROP COLUMN start")
    op.execute("ALTER TABLE contents DROP COLUMN enclosed")
