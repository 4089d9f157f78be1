"""Central as it runs: alone in its folder, until it is stopped."""

import gc
import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.workdays import shipped_years
from kiosk.central.address import HERE, listening, server
from kiosk.central.almanac import Almanac
from kiosk.central.assembly import build, opened
from kiosk.central.certificates import Tls
from kiosk.central.connections import Limits, room_for_connections
from kiosk.central.files import make_folder
from kiosk.central.hall_desk import Where
from kiosk.central.keepers import keepers
from kiosk.central.opener import opener
from kiosk.central.renewal import Served
from kiosk.errors import Trouble
from kiosk.texts import Text

log = logging.getLogger(__name__)


def serve_central(
    where: Where,
    host: str,
    port: int,
    clock: Callable[[], datetime],
    tls: Tls | None = None,
    proxies: Collection[str] = HERE,
) -> None:
    """Serve until SIGINT or SIGTERM, and finish what is under way.

    Raises Trouble `central.port_in_use`, `central.address`, `central.folder`,
    `central.already_served`, `central.database_*`, `central.certificate`, and what a broken
    catalogue raises.
    """
    catalogue, calendar = Catalogue.load(where.forms or FORMS), Almanac(shipped_years())
    limits = Limits(everybody=room_for_connections())
    if tls is None and host not in (*HERE, "localhost"):
        log.warning("no TLS at %s: nobody but a proxy that ends it may reach this", host)
    with (
        listening(host, port) as listener,
        alone(where.folder),
        opened(where.database_url, where.folder) as database,
        opener(where, catalogue, clock) as then,
        keepers(database, where, then) as keeping,
    ):
        app = build(database, where.folder, catalogue, calendar, clock, then=then, keeping=keeping)
        running = server(app, tls, limits, proxies)
        if tls and running.config.ssl:
            running.served = Served(tls, running.config.ssl, database, clock)
        gc.freeze()  # what stands now stands for good: not to be gone through again and again
        with running.stopped_by_signals():
            running.run(sockets=[listener])


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for one server; whoever held it and was killed holds it no more.

    Two would each give everybody their turns. Raises Trouble `central.already_served`.
    """
    make_folder(folder)
    lock = FileLock(folder / "serving.lock", timeout=0, mode=0o600)
    try:
        with lock:
            yield
    except Timeout as error:
        raise Trouble(
            "central.already_served",
            Text("该数据文件夹已有一个审批系统在运行。", "Central runs already in this folder."),
            Text(
                "请先停止它，或为这一个指定另一个 --folder。",
                "Stop that one first, or give this one a --folder of its own.",
            ),
        ) from error
