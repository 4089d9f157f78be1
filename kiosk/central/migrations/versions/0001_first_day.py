"""What central remembers from the first day."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make all tables."""
    _kiosks()
    _journals()
    _attachments()
    _cases()


def downgrade() -> None:
    """Drop them, those that point at others first."""
    for table in ("news", "tasks", "cases", "blobs", "attachments", "conflicts", "entries"):
        op.drop_table(table)
    for table in ("chains", "keys", "departments", "kiosks", "facts"):
        op.drop_table(table)


def _kiosks() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "kiosks",
        sa.Column("id", sa.String(100), primary_key=True),
        sa.Column("district", sa.String(6), nullable=False),
        sa.Column("digits", sa.String(4), nullable=False),
        sa.Column("code_hash", sa.String(64), unique=True),
        sa.Column("code_until", MOMENT),
        sa.Column("install", sa.String(36)),
        sa.Column("enrolled_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.Column("news", sa.BigInteger, nullable=False, server_default="0"),
    )
    op.create_index("ix_kiosks_digits", "kiosks", ["district", "digits"], unique=True)
    op.create_table(
        "keys",
        sa.Column("kiosk", sa.String(100), sa.ForeignKey("kiosks.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "departments",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    )


def _journals() -> None:
    op.create_table(
        "chains",
        sa.Column("kiosk", sa.String(100), sa.ForeignKey("kiosks.id"), primary_key=True),
        sa.Column("chain", sa.String(36), primary_key=True),
        sa.Column("complete_to", sa.BigInteger, nullable=False),
        sa.Column("highest", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("kiosk", sa.String(100), primary_key=True),
        sa.Column("chain", sa.String(36), primary_key=True),
        sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False, index=True),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(100), nullable=False),
        sa.Column("case_id", sa.String(100), index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("quarantine", sa.String(100)),
        sa.ForeignKeyConstraint(["kiosk", "chain"], ["chains.kiosk", "chains.chain"]),
    )
    op.create_table(
        "conflicts",
        sa.Column("kiosk", sa.String(100), primary_key=True),
        sa.Column("chain", sa.String(36), primary_key=True),
        sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("entry", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
    )
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Text, nullable=False, index=True),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("kiosk", sa.String(100), nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("remarks", sa.Text, nullable=False),
        sa.Column("quarantine", sa.String(100)),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("department", sa.String(40), nullable=False),
        sa.Column("waits_for", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("estimated", sa.Boolean, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("result", sa.Text),
        sa.Column("decided_at", MOMENT),
    )
    op.create_index("ix_tasks_case", "tasks", ["case_id", "item"], unique=True)
    op.create_index("ix_tasks_work", "tasks", ["department", "state", "due"])
    op.create_table(
        "news",
        sa.Column("kiosk", sa.String(100), primary_key=True),
        sa.Column("cursor", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("progress", sa.LargeBinary, nullable=False),
    )
