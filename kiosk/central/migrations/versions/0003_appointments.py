"""Appointments and their quotas, calendars that are published, and what forms a kiosk has."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.add_column("kiosks", sa.Column("forms", sa.String(100)))
    _places()
    op.create_table(
        "bookings",
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("field", sa.String(40), primary_key=True),
        sa.Column("service", sa.String(100), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("slot", sa.String(40), nullable=False),
        sa.Column("wished_day", sa.Date, nullable=False),
        sa.Column("wished_slot", sa.String(40), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    op.create_index("ix_bookings_place", "bookings", ["service", "office", "day", "slot"])
    op.create_table(
        "calendars",
        sa.Column("region", sa.String(6), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("calendars", "bookings", "timetables", "quotas"):
        op.drop_table(table)
    op.drop_column("kiosks", "forms")


def _places() -> None:
    op.create_table(
        "quotas",
        sa.Column("service", sa.String(100), primary_key=True),
        sa.Column("office", sa.String(40), primary_key=True),
        sa.Column("slot", sa.String(40), primary_key=True),
        sa.Column("since", sa.Date, primary_key=True),
        sa.Column("one_day", sa.Boolean, primary_key=True),
        sa.Column("places", sa.Integer, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
    )
    op.create_table(
        "timetables",
        sa.Column("service", sa.String(100), primary_key=True),
        sa.Column("office", sa.String(40), primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
