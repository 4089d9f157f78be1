"""What Alembic runs to take the journal's steps on the connection it is handed."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # SQLite can roll DDL back; Alembic takes that for granted only when told.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
