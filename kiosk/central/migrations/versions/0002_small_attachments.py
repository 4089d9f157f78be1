"""Small attachments lie beside what names them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the bytes; those that came before stay files."""
    op.add_column("blobs", sa.Column("content", sa.LargeBinary))


def downgrade() -> None:
    """Forget those that lie in the database: kiosks are asked for them again."""
    op.execute("DELETE FROM blobs WHERE content IS NOT NULL")
    op.drop_column("blobs", "content")
