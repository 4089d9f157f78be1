"""Bringing the database to the shape this program knows, after a backup."""

from datetime import datetime
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

BACKUPS = ".before-"
STEPS = Path(__file__).parent / "migrations"


def upgrade(database: Database, steps: Path = STEPS) -> None:
    """Take every step that is missing, all in one transaction, the database backed up before.

    The backup lies beside the database as `<name>.before-<revision>`, encrypted by the same key.
    Raises Trouble("journal.newer") for a database that a newer program made.
    """
    with database.reading() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(configured(steps))
    newest = script.get_current_head()
    if present == newest:
        return
    if present is not None:
        _known(script, present)
        back_up(database, str(newest))
    with database.writing() as connection:
        command.upgrade(configured(steps, connection), "head")


def back_up(database: Database, revision: str) -> Path:
    """Copy the database before a step; the copy is durable on return and replaces an older one."""
    copy = database.path.with_name(f"{database.path.name}{BACKUPS}{revision}")
    part = copy.with_name(f"{copy.name}.part")
    with world():
        part.unlink(missing_ok=True)
    database.copy_to(part)
    with world():
        part.replace(copy)
        sync_folder(copy.parent)
    return copy


def forget_back_ups(database: Database, before: datetime) -> None:
    """Remove copies made before then: they hold what was to be erased since."""
    with world():
        for copy in database.path.parent.glob(f"{database.path.name}{BACKUPS}*"):
            if copy.stat().st_mtime < before.timestamp():
                copy.unlink(missing_ok=True)


def configured(steps: Path = STEPS, connection: Connection | None = None) -> Config:
    """Configure Alembic without a file: where the steps are and the connection they run on."""
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _known(script: ScriptDirectory, revision: str) -> None:
    try:
        script.get_revision(revision)
    except CommandError as error:
        raise trouble("journal.newer") from error
