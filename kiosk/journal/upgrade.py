"""Bringing the database to the shape this program knows, after a backup."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from kiosk.journal.database import Database
from kiosk.journal.files import sync_folder
from kiosk.journal.troubles import trouble, world

_HERE = Path(__file__).parent / "migrations"


def upgrade(database: Database, to: str = "head") -> None:
    """Take every step that is missing, all in one transaction, the database backed up before.

    The backup lies beside the database as `<name>.before-<revision>`, encrypted by the same key.
    Raises Trouble("journal.newer") for a database that a newer program made.
    """
    with database.reading() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    wanted = _wanted(to)
    if present == wanted:
        return
    if present is not None:
        _known(present)
        back_up(database, wanted)
    with database.writing() as connection:
        command.upgrade(configured(connection), to)


def back_up(database: Database, revision: str) -> Path:
    """Copy the database before a step; the copy is durable on return and replaces an older one."""
    copy = database.path.with_name(f"{database.path.name}.before-{revision}")
    part = copy.with_name(f"{copy.name}.part")
    with world():
        part.unlink(missing_ok=True)
    database.copy_to(part)
    with world():
        part.replace(copy)
        sync_folder(copy.parent)
    return copy


def configured(connection: Connection | None = None) -> Config:
    """Configure Alembic without a file: the steps' place and the connection they run on."""
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    return config


def _wanted(to: str) -> str:
    step = ScriptDirectory.from_config(configured()).get_revision(to)
    return step.revision


def _known(revision: str) -> None:
    try:
        ScriptDirectory.from_config(configured()).get_revision(revision)
    except CommandError as error:
        raise trouble("journal.newer") from error
