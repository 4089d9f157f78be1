"""Central put together: database, attachments, keys, and the doors in front of them."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from kiosk.central import problems
from kiosk.central.api import KioskDoors, Rooms
from kiosk.central.blobs import Folder
from kiosk.central.database import (
    IN_TROUBLE,
    Database,
    identity_key,
    open_database,
    parcel_key,
)
from kiosk.central.department_api import DepartmentDoors
from kiosk.central.enrolment import epoch
from kiosk.central.files import make_folder
from kiosk.central.intake import Intake, Keeping, keeping_here
from kiosk.central.openapi import describe, show_document
from kiosk.central.opening import Opening
from kiosk.central.pace import Pace
from kiosk.central.reading import Catalogue, Reader, Reckoning
from kiosk.central.straight import House
from kiosk.central.upload_api import UploadDoors
from kiosk.central.uploads import Uploads
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.identity import Identity
from kiosk.wire.parcel import recipient_of


@contextmanager
def opened(database_url: str, data_folder: Path) -> Iterator[Database]:
    """Open central's database for as long as the block lasts; raises Trouble."""
    try:
        make_folder(data_folder)
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
    database: Database,
    data_folder: Path,
    catalogue: Catalogue,
    calendar: Reckoning,
    clock: Callable[[], datetime],
    pace: Pace | None = None,
    then: Callable[[datetime], None] | None = None,
    keeping: Keeping | None = None,
) -> FastAPI:
    """Put central together over an open database.

    `then` has the cases opened that came; without it that is done here, before anybody is answered.
    `keeping` keeps what is delivered; without it that is done here, too.
    """
    reader = Reader(catalogue, calendar)
    rooms = rooms_of(database, data_folder, reader, clock, pace, then, keeping)
    rooms.intake.catch_up(clock())
    app = House(title="Kiosk central", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.pace = rooms.pace
    doors = KioskDoors(rooms)
    app.include_router(doors.router())
    app.open(doors.ways())
    app.include_router(UploadDoors(rooms).router())
    app.include_router(DepartmentDoors(rooms).router())
    app.openapi = functools.cache(lambda: describe(app))  # type: ignore[method-assign]  # as the framework documents
    show_document(app, rooms.pace)
    app.add_exception_handler(problems.Refusal, problems.refused)
    app.add_exception_handler(RequestValidationError, problems.unreadable)
    app.add_exception_handler(ClientDisconnect, problems.gone)
    app.add_exception_handler(HTTPException, problems.no_such_door)
    for error in IN_TROUBLE:
        app.add_exception_handler(error, problems.in_trouble)
    app.add_exception_handler(Exception, problems.at_fault)
    return app


def rooms_of(
    database: Database,
    data_folder: Path,
    reader: Reader,
    clock: Callable[[], datetime],
    pace: Pace | None = None,
    then: Callable[[datetime], None] | None = None,
    keeping: Keeping | None = None,
) -> Rooms:
    """Put together what the doors lead to, and the stick too."""
    intake = Intake(database, then or Opening(database, reader).open_all)
    identity = Identity.load(identity_key(data_folder))
    return Rooms(
        database=database,
        intake=intake,
        keeping=keeping or keeping_here(intake, identity),
        uploads=Uploads(data_folder / "uploads", Folder(data_folder / "attachments")),
        identity=identity,
        reader=reader,
        clock=clock,
        pace=pace or Pace(),
        recipient=recipient_of(parcel_key(data_folder)),
    )


def _folder_trouble() -> Trouble:
    return Trouble(
        "central.folder",
        Text("审批系统的数据文件夹无法使用。", "The data folder of central cannot be used."),
        Text("请检查路径、权限和磁盘空间。", "Check its path, its rights and the disk."),
    )
