"""The kiosks as machines: the last heartbeat of each, and how each of its devices is."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables; kiosks fill them within a day."""
    op.create_table(
        "heartbeats",
        sa.Column("kiosk", sa.String(100), sa.ForeignKey("kiosks.id"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False),
        sa.Column("parked", sa.Integer, nullable=False),
        sa.Column("program", sa.String(100), nullable=False),
    )
    op.create_table(
        "devices",
        sa.Column("kiosk", sa.String(100), sa.ForeignKey("kiosks.id"), primary_key=True),
        sa.Column("device", sa.String(60), primary_key=True),
        sa.Column("condition", sa.String(10), nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("devices")
    op.drop_table("heartbeats")
