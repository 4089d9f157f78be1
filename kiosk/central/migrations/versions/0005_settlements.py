"""What somebody has looked at and settled; records of looks may go after half a year."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STAY_DAYS = 183
"""Cybersecurity Law of the PRC, art. 21 (3): six months at least."""


def upgrade() -> None:
    """Make the table, and let go what is old enough: the database itself keeps the rest."""
    op.create_table(
        "settlements",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER readings_stay ON readings")
        op.execute(
            "CREATE TRIGGER readings_stay BEFORE UPDATE OR TRUNCATE ON readings "
            "FOR EACH STATEMENT EXECUTE FUNCTION readings_stay()"
        )
        op.execute(
            "CREATE FUNCTION readings_stay_on() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF OLD.at > now() - interval '{STAY_DAYS} days' "
            "THEN RAISE EXCEPTION 'readings stay'; END IF; RETURN OLD; END $$"
        )
        op.execute(
            "CREATE TRIGGER readings_stay_on BEFORE DELETE ON readings "
            "FOR EACH ROW EXECUTE FUNCTION readings_stay_on()"
        )
        return
    op.execute("DROP TRIGGER readings_stay_delete")
    op.execute(
        "CREATE TRIGGER readings_stay_delete BEFORE DELETE ON readings "
        f"WHEN julianday(OLD.at) > julianday('now') - {STAY_DAYS} "
        "BEGIN SELECT RAISE(ABORT, 'readings stay'); END"
    )


def downgrade() -> None:
    """Forget what was settled; everything stays for ever again."""
    op.drop_table("settlements")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER readings_stay_on ON readings")
        op.execute("DROP FUNCTION readings_stay_on()")
        op.execute("DROP TRIGGER readings_stay ON readings")
        op.execute(
            "CREATE TRIGGER readings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON readings "
            "FOR EACH STATEMENT EXECUTE FUNCTION readings_stay()"
        )
        return
    op.execute("DROP TRIGGER readings_stay_delete")
    op.execute(
        "CREATE TRIGGER readings_stay_delete BEFORE DELETE ON readings "
        "BEGIN SELECT RAISE(ABORT, 'readings stay'); END"
    )
