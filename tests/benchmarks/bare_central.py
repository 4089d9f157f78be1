"""Central as a process of its own, whole or with what it understands taken out.

`python -m … FOLDER READY whole|unread [DATABASE]`: what it says when it is ready is its
URL and a one-time code. The one that opens nothing has the same doors for entries and attachments;
beside them stands a door behind which is nothing at all, one behind which are files, and one
behind which these are synced.
"""

import gc
import os
import sys
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import shipped_years
from kiosk.central.address import listening, server
from kiosk.central.almanac import Almanac
from kiosk.central.api import KioskDoors
from kiosk.central.assembly import build, opened, rooms_of
from kiosk.central.database import Database
from kiosk.central.enrolment import invite
from kiosk.central.hall_desk import Where
from kiosk.central.keepers import keepers
from kiosk.central.opener import opener
from kiosk.central.reading import Reader
from kiosk.central.senders import read_body
from kiosk.central.straight import House
from kiosk.central.upload_api import UploadDoors
from tests.central.hall import DISTRICT, now


def main() -> None:
    folder, ready, kind, url = (*sys.argv[1:], "")[:4]
    where, catalogue = Where(url, Path(folder)), Catalogue.load()
    with (
        listening("127.0.0.1", 0) as listener,
        opened(url, where.folder) as database,
        opener(where, catalogue, now) if kind == "whole" else nullcontext() as then,
        keepers(database, where, then) if then else nullcontext() as keeping,
    ):
        if then:
            rooms = database, where.folder, catalogue, _almanac(), now
            app = build(*rooms, then=then, keeping=keeping)
        else:
            app = unread(database, where.folder, catalogue)
        with database.write() as connection:
            code = invite(connection, "dongsheng-1", DISTRICT, now())
        part = Path(f"{ready}.part")
        part.write_text(f"http://127.0.0.1:{listener.getsockname()[1]} {code}")
        part.rename(ready)
        gc.freeze()  # as the real one does
        server(app).run(sockets=[listener])


def unread(database: Database, folder: Path, catalogue: Catalogue) -> FastAPI:
    reader = Reader(catalogue, _almanac())
    rooms = rooms_of(database, folder, reader, now, then=lambda _: None)
    doors, app = KioskDoors(rooms), House()
    app.include_router(doors.router())
    app.open(doors.ways())
    app.include_router(UploadDoors(rooms).router())
    app.post("/nothing")(_nothing)
    app.post("/file")(partial(_kept, folder, _written))
    app.post("/disk")(partial(_kept, folder, _synced))
    return app


def _almanac() -> Almanac:
    return Almanac(shipped_years())


async def _nothing(request: Request) -> Response:
    await read_body(request)
    return Response(status_code=204)


async def _kept(folder: Path, keep: Callable[[Path, bytes], object], request: Request) -> Response:
    await run_in_threadpool(keep, folder / f"{uuid.uuid4()}", await read_body(request))
    return Response(status_code=204)


def _written(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _synced(path: Path, content: bytes) -> None:
    with path.open("xb", buffering=0) as file:
        file.write(content)
        os.fsync(file.fileno())


if __name__ == "__main__":
    main()
