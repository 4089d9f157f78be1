"""What staff publish for the kiosks: forms and settings; and what a kiosk could not read of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, have the database refuse what would change it; heartbeats say more."""
    op.create_table(
        "gazette",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(110), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
    )
    unread = sa.Column("unread", sa.String(100), nullable=False, server_default="")
    op.add_column("heartbeats", unread)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION gazette_stays() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was published stays'; END $$"
        )
        op.execute(
            "CREATE TRIGGER gazette_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON gazette "
            "FOR EACH STATEMENT EXECUTE FUNCTION gazette_stays()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER gazette_stays_{change.lower()} BEFORE {change} ON gazette "
            "BEGIN SELECT RAISE(ABORT, 'what was published stays'); END"
        )


def downgrade() -> None:
    """Drop it, and what guards it."""
    op.drop_column("heartbeats", "unread")
    op.drop_table("gazette")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION gazette_stays()")
