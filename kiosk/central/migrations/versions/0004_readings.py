"""Who looked at whose case: rows are added, and neither changed nor removed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and have the database itself refuse what would change it."""
    op.create_table(
        "readings",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
    )
    op.create_index("ix_readings_at", "readings", ["at"])
    op.create_index("ix_readings_subject", "readings", ["subject", "at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION readings_stay() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'readings stay'; END $$"
        )
        op.execute(
            "CREATE TRIGGER readings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON readings "
            "FOR EACH STATEMENT EXECUTE FUNCTION readings_stay()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER readings_stay_{change.lower()} BEFORE {change} ON readings "
            "BEGIN SELECT RAISE(ABORT, 'readings stay'); END"
        )


def downgrade() -> None:
    """Drop it, and what guards it."""
    op.drop_table("readings")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION readings_stay()")
