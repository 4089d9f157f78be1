"""What central said beside the progress of cases: the places left, and which forms it has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from kiosk.journal.database import Database
from kiosk.journal.tables import hearsay, spelled
from kiosk.wire.messages import News, Vacancies
from kiosk.wire.signed import plain, read_plain

VACANCIES, FORMS = "vacancies", "forms"


@dataclass(frozen=True, slots=True)
class Heard:
    """The places left as central counted them, and when it last said that they are these."""

    vacancies: Vacancies
    at: datetime


class Hearsay:
    """Reads what was last heard; None before the first time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: tuple[str, Vacancies] | None = None

    def vacancies(self) -> Heard | None:
        """Return the places left, as they were last heard of."""
        with self._database.reading() as connection:
            row = connection.execute(_WHEN.where(hearsay.c.name == VACANCIES)).one_or_none()
            if row is None:
                return None
            if self._read is None or self._read[0] != row.version:
                content = connection.execute(_WHAT.where(hearsay.c.name == VACANCIES)).scalar_one()
                self._read = row.version, read_plain(content, Vacancies)
        return Heard(self._read[1], datetime.fromisoformat(row.at))

    def version(self) -> str:
        """Return the version of the places left, to ask with; empty for none."""
        return self._version(VACANCIES)

    def forms(self) -> str:
        """Return the mark of central's catalogue; empty as long as it said nothing."""
        return self._version(FORMS)

    def _version(self, name: str) -> str:
        with self._database.reading() as connection:
            row = connection.execute(_WHEN.where(hearsay.c.name == name)).one_or_none()
        return "" if row is None else str(row.version)


def hear(connection: Connection, told: News) -> None:
    """Keep what verified news say; what they do not repeat is as it was."""
    if told.vacancies is not None:
        _keep(connection, VACANCIES, told.vacancies.version, told.at, plain(told.vacancies))
    else:
        still = {"at": spelled(told.at)}
        connection.execute(update(hearsay).where(hearsay.c.name == VACANCIES).values(still))
    if told.forms is not None:
        _keep(connection, FORMS, told.forms, told.at, b"")


def _keep(connection: Connection, name: str, version: str, at: datetime, content: bytes) -> None:
    row = {"version": version, "at": spelled(at), "content": content}
    told = insert(hearsay).values(name=name, **row)
    connection.execute(told.on_conflict_do_update(index_elements=["name"], set_=row))


_WHEN = select(hearsay.c.version, hearsay.c.at)
_WHAT = select(hearsay.c.content)
