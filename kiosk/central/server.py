"""Central as a running program: everything put together, one address, until it is stopped."""

import errno
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import Calendar
from kiosk.central import problems
from kiosk.central.api import Rooms, kiosk_doors
from kiosk.central.blobs import Folder, Uploads
from kiosk.central.database import Database, identity_key, open_database
from kiosk.central.department_api import department_doors
from kiosk.central.enrolment import epoch
from kiosk.central.intake import Intake
from kiosk.central.reading import Reader
from kiosk.central.upload_api import upload_doors
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.identity import Identity

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def run(
    *,
    database_url: str,
    data_folder: Path,
    host: str,
    port: int,
    forms_folder: Path,
    resources_folder: Path,
    clock: Clock,
) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises Trouble `central.port_in_use`, `central.address`, `central.database_*`, and what a
    wrong catalogue raises.
    """
    with listening(host, port) as listener, opened(database_url, data_folder) as database:
        app = build(database, data_folder, forms_folder, resources_folder, clock)
        server(app).run(sockets=[listener])


@contextmanager
def opened(database_url: str, data_folder: Path) -> Iterator[Database]:
    """Open central's database for as long as the block lasts; raises Trouble."""
    try:
        data_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _folder_trouble() from error
    database = open_database(database_url, data_folder)
    try:
        with database.write() as connection:
            epoch(connection)
        yield database
    finally:
        database.close()


def build(
    database: Database, data_folder: Path, forms_folder: Path, resources_folder: Path, clock: Clock
) -> FastAPI:
    """Put central together over an open database."""
    catalogue = Catalogue.load(forms_folder)
    reader = Reader(catalogue, Calendar.load(resources_folder))
    rooms = Rooms(
        database=database,
        intake=Intake(database, reader),
        uploads=Uploads(data_folder / "uploads", Folder(data_folder / "attachments")),
        identity=Identity.load(identity_key(data_folder)),
        catalogue=catalogue.hash,
        clock=clock,
    )
    app = FastAPI(title="Kiosk central", docs_url=None, redoc_url=None)
    app.include_router(kiosk_doors(rooms))
    app.include_router(upload_doors(rooms))
    app.include_router(department_doors(rooms, reader))
    app.add_exception_handler(problems.Refusal, problems.refused)
    app.add_exception_handler(RequestValidationError, problems.unreadable)
    app.add_exception_handler(HTTPException, problems.no_such_door)
    for error in problems.IN_TROUBLE:
        app.add_exception_handler(error, problems.in_trouble)
    app.add_exception_handler(Exception, problems.at_fault)
    return app


def server(app: FastAPI) -> uvicorn.Server:
    """Return the server that runs the app on sockets; it keeps no log of addresses asked for."""
    config = uvicorn.Config(app, access_log=False, log_config=None, lifespan="off")
    return uvicorn.Server(config)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the address (port 0: any free one); raises Trouble when it cannot be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _address(host, port) from error
    with listener:
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            # uvicorn would only later find out that another program listens here.
            listener.listen(128)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise _port_in_use(port) from error
            raise _address(host, port) from error
        yield listener


def _port_in_use(port: int) -> Trouble:
    return Trouble(
        "central.port_in_use",
        Text(f"端口 {port} 已被占用。", f"Port {port} is taken."),
        Text("请停止占用该端口的程序，或换一个端口。", "Stop what uses it, or choose another."),
    )


def _address(host: str, port: int) -> Trouble:
    return Trouble(
        "central.address",
        Text(f"无法在 {host}:{port} 上提供服务。", f"Cannot serve at {host}:{port}."),
        Text("请检查主机名、端口号和权限。", "Check the host name, the port and the rights."),
    )


def _folder_trouble() -> Trouble:
    return Trouble(
        "central.folder",
        Text("审批系统的数据文件夹无法使用。", "The data folder of central cannot be used."),
        Text("请检查路径、权限和磁盘空间。", "Check its path, its rights and the disk."),
    )
