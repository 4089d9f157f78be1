"""How far central has come with opening what it received."""

import time

from sqlalchemy import func, select

from kiosk.central.database import Database
from kiosk.central.overview import totals
from kiosk.central.tables import unopened

PATIENCE = 30


def left(database: Database) -> tuple[int, int]:
    """Return how many cases there are, and how many wait to be opened."""
    with database.read() as connection:
        waiting = connection.execute(select(func.count()).select_from(unopened)).scalar_one()
        return totals(connection).cases, waiting


def comes_to(database: Database, cases: int) -> None:
    """Wait until so many cases are open, and none waits."""
    end = time.monotonic() + PATIENCE
    while left(database) != (cases, 0):
        assert time.monotonic() < end, left(database)
        time.sleep(0.02)
