"""A kiosk and a central that no line joins: files are carried between them."""

from pathlib import Path

from kiosk.central.assembly import rooms_of
from kiosk.central.database import parcel_key
from kiosk.central.overview import Totals, totals
from kiosk.central.parcels import Imported, take_parcel
from kiosk.central.reading import Reader
from kiosk.courier.stick import Heard, Stick
from tests.central.hall import Central, Kiosk


def stick_of(kiosk: Kiosk) -> Stick:
    return Stick(kiosk.journal, kiosk.keys.identity, kiosk.welcome, kiosk.clock)


def brought(central: Central, file: Path, *, revoked_too: bool = False) -> Imported:
    reader = Reader(central.catalogue, central.calendar)
    rooms = rooms_of(central.database, central.folder, reader, central.clock)
    return take_parcel(rooms, parcel_key(central.folder), file, revoked_too=revoked_too)


def carried(central: Central, kiosk: Kiosk, folder: Path) -> Heard:
    """Take all that waits to central, and its words back."""
    folder.mkdir(exist_ok=True)
    heard = []
    for file in stick_of(kiosk).export(folder).files:
        word = file.with_suffix(".ack")
        word.write_bytes(brought(central, file).word)
        heard.append(stick_of(kiosk).hear(word))
    return heard[-1]


def counted(central: Central) -> Totals:
    with central.database.read() as connection:
        return totals(connection)
