"""Submissions are kept first and opened afterwards: here they wait in between."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the queue; what came before was opened as it came."""
    op.create_table(
        "unopened",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("kiosk", sa.String(100), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_unopened_kiosk", "unopened", ["kiosk"])


def downgrade() -> None:
    """Drop it; raises what the database raises while cases wait in it."""
    waiting = op.get_bind().execute(sa.text("SELECT count(*) FROM unopened")).scalar_one()
    if waiting:
        raise RuntimeError("open the cases that wait before going back")
    op.drop_table("unopened")
