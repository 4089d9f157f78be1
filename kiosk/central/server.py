"""Central as a running program: one address, until it is stopped."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import Calendar
from kiosk.central.address import listening, server
from kiosk.central.assembly import build, opened


def run(
    *,
    database_url: str,
    data_folder: Path,
    host: str,
    port: int,
    forms_folder: Path,
    resources_folder: Path,
    clock: Callable[[], datetime],
) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises Trouble `central.port_in_use`, `central.address`, `central.database_*`, and what a
    wrong catalogue raises.
    """
    with listening(host, port) as listener, opened(database_url, data_folder) as database:
        catalogue, calendar = Catalogue.load(forms_folder), Calendar.load(resources_folder)
        app = build(database, data_folder, catalogue, calendar, clock)
        server(app).run(sockets=[listener])
