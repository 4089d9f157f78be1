"""What is free in the coming days, counted for kiosks: anew only when something changed."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from kiosk.cases.canonical import digest
from kiosk.catalogue.covers import holds
from kiosk.catalogue.schema import JointService
from kiosk.central.quotas import Quotas
from kiosk.central.reading import HALLS, Reader
from kiosk.central.tables import timetables
from kiosk.central.timetable import Hours, Place, taken
from kiosk.wire.messages import Vacancies


def vacancies(
    connection: Connection, reader: Reader, district: str, known: str, now: datetime
) -> Vacancies | None:
    """Return the places left in a kiosk's region; None if it knows them, or nobody comes there.

    `known` is the version the kiosk has. Counted are the days one can ask for: from tomorrow.
    """
    today = now.astimezone(HALLS).date()
    services = [
        one
        for one in reader.catalogue.services(today)
        if one.appointment is not None and holds(one.region, district)
    ]
    if not services:
        return None
    forms = [f"{one.key}/{one.version}" for one in services]
    changes = _changes(connection, services)
    version = digest(f"{today} {changes} {reader.calendar.version} {forms}".encode())
    if version == known:
        return None
    return Vacancies(version, {one.key: _free(connection, reader, one, now) for one in services})


def _changes(connection: Connection, services: list[JointService]) -> int:
    count = select(func.sum(timetables.c.version)).where(
        timetables.c.service.in_([one.key for one in services])
    )
    return int(connection.execute(count).scalar_one() or 0)


def _free(
    connection: Connection, reader: Reader, service: JointService, now: datetime
) -> dict[str, dict[str, dict[str, int]]]:
    hours = Hours(service, reader.calendar.at(service.region), now)
    full, days = taken(connection, service.key, hours.today), hours.days()
    free = {}
    for office in hours.offered.offices:
        quotas = Quotas.read(connection, service.key, office.id, hours.offered.quota)
        free[office.id] = {
            day.isoformat(): {
                slot.id: max(0, quotas.places(day, slot.id) - full[office.id][Place(day, slot.id)])
                for slot in hours.offered.slots
            }
            for day in days
        }
    return free
