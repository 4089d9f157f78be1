"""The print ledger knows which paper and copy, which printer took it, and why one failed."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = {
    "kind": "VARCHAR NOT NULL DEFAULT ''",
    "copy": "INTEGER NOT NULL DEFAULT 1",
    "again": "INTEGER NOT NULL DEFAULT 0",
    "printer": "VARCHAR NOT NULL DEFAULT ''",
    "taken": "VARCHAR",
    "reason": "VARCHAR",
}


def upgrade() -> None:
    """Add what papers noted before did not say."""
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE papers ADD COLUMN {name} {kind}")


def downgrade() -> None:
    """Forget it again; the entries keep it."""
    for name in COLUMNS:
        op.execute(f"ALTER TABLE papers DROP COLUMN {name}")
