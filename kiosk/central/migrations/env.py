"""Runs the revisions on the connection that `kiosk.central.database` hands over."""

from alembic import context
from sqlalchemy import text

from kiosk.central.tables import metadata

LOCK = 0x6B696F736B

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    if connection.dialect.name == "postgresql":
        # Two centrals that start at once must not both make the tables.
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    context.run_migrations()
