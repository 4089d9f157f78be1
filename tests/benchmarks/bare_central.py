"""Central as a process of its own, whole or with what it understands taken out.

`python -m … FOLDER READY whole|unread [DATABASE [READERS]]`: what it says when it is ready is its
URL and a one-time code. The one that reads nothing has the same doors for entries and attachments;
beside them stands a door behind which is nothing at all.
"""

import gc
import sys
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI, Request, Response

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import shipped_years
from kiosk.central.address import listening, server
from kiosk.central.almanac import Almanac
from kiosk.central.api import KioskDoors, Rooms
from kiosk.central.assembly import build, opened
from kiosk.central.blobs import Folder
from kiosk.central.database import Database, identity_key
from kiosk.central.enrolment import invite
from kiosk.central.intake import Intake
from kiosk.central.pace import Pace
from kiosk.central.readers import worth
from kiosk.central.reading import Reader, Understood
from kiosk.central.senders import read_body
from kiosk.central.straight import House
from kiosk.central.upload_api import UploadDoors
from kiosk.central.uploads import Uploads
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from tests.central.hall import DISTRICT, now


class Unread(Reader):
    """Opens no case: so there is no check, no row of a case, no task and no news."""

    def understand(self, entry: Entry, now: datetime) -> Understood:
        """Leave the entry as it came."""
        return Understood(None)


def main() -> None:
    folder, ready, kind, url, many = (*sys.argv[1:], "", "")[:5]
    processes = int(many) if many else worth(url)
    with listening("127.0.0.1", 0) as listener, opened(url, Path(folder)) as database:
        make = whole if kind == "whole" else unread
        app = make(database, Path(folder), processes)
        with database.write() as connection:
            code = invite(connection, "dongsheng-1", DISTRICT, now())
        part = Path(f"{ready}.part")
        part.write_text(f"http://127.0.0.1:{listener.getsockname()[1]} {code}")
        part.rename(ready)
        gc.freeze()  # as the real one does
        server(app).run(sockets=[listener])


def whole(database: Database, folder: Path, processes: int) -> FastAPI:
    calendar = Almanac(shipped_years())
    return build(database, folder, Catalogue.load(), calendar, now, processes=processes)


def unread(database: Database, folder: Path, processes: int) -> FastAPI:
    reader = Unread(Catalogue.load(), Almanac(shipped_years()))
    rooms = Rooms(
        database=database,
        intake=Intake(database, reader),
        uploads=Uploads(folder / "uploads", Folder(folder / "attachments")),
        identity=Identity.load(identity_key(folder)),
        reader=reader,
        clock=now,
        pace=Pace(),
    )
    doors, app = KioskDoors(rooms), House()
    app.include_router(doors.router())
    app.open(doors.ways())
    app.include_router(UploadDoors(rooms).router())
    app.post("/nothing")(_nothing)
    return app


async def _nothing(request: Request) -> Response:
    await read_body(request)
    return Response(status_code=204)


if __name__ == "__main__":
    main()
