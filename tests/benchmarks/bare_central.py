"""A central with one more door, behind which is nothing: `python -m … FOLDER READY`."""

import sys
from pathlib import Path

from fastapi import Request, Response

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import shipped_years
from kiosk.central.address import listening, server
from kiosk.central.almanac import Almanac
from kiosk.central.assembly import build, opened
from kiosk.central.enrolment import invite
from kiosk.central.senders import read_body
from tests.central.hall import DISTRICT, now


def main() -> None:
    folder, ready = Path(sys.argv[1]), Path(sys.argv[2])
    with listening("127.0.0.1", 0) as listener, opened("", folder) as database:
        app = build(database, folder, Catalogue.load(), Almanac(shipped_years()), now)

        @app.post("/bare")
        async def bare(request: Request) -> Response:
            await read_body(request)
            return Response(status_code=204)

        with database.write() as connection:
            code = invite(connection, "dongsheng-1", DISTRICT, now())
        part = ready.with_suffix(".part")
        part.write_text(f"http://127.0.0.1:{listener.getsockname()[1]} {code}")
        part.rename(ready)
        server(app).run(sockets=[listener])


if __name__ == "__main__":
    main()
