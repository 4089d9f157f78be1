"""Central's certificate while it is served: read anew when renewed, told of before it ends."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from kiosk.central.certificates import Tls
from kiosk.central.database import Database
from kiosk.central.tables import facts
from kiosk.errors import Trouble

SOON = timedelta(days=30)
"""Before its end somebody is told: time to find out who does this."""
FACT = "certificate_until"
LOOKS_APART = 60.0
TOLD_APART = timedelta(days=1)

log = logging.getLogger(__name__)


@dataclass
class Served:
    """A certificate that is served; `context` is what the server proves itself with."""

    tls: Tls
    context: ssl.SSLContext
    database: Database
    clock: Callable[[], datetime]
    _stamp: tuple[int, int] = (0, 0)
    _until: datetime | None = None
    _told: datetime | None = None
    _look_at: float = 0.0

    async def look(self, ticks: float) -> None:
        """Look from time to time; the server calls this every second with a clock's seconds."""
        if ticks < self._look_at:
            return
        self._look_at = ticks + LOOKS_APART
        await asyncio.to_thread(self._look)

    def _look(self) -> None:
        try:
            stamp = self.tls.stamp()
            if stamp != self._stamp:
                self.tls.check()
                self.context.load_cert_chain(self.tls.certificate, self.tls.key)
                self._stamp, self._until, self._told = stamp, self.tls.until(), None
                with self.database.write() as connection:
                    note_until(connection, self._until)
        except (OSError, Trouble) as error:
            # The one that is served goes on; the new one may be there whole at the next look.
            log.warning("the certificate was not read: %s", type(error).__name__)
        now = self.clock()
        again = self._told is None or now - self._told >= TOLD_APART
        if self._until and self._until - now < SOON and again:
            self._told = now
            log.warning("central's certificate ends on %s", f"{self._until:%Y-%m-%d}")


def note_until(connection: Connection, until: datetime) -> None:
    """Remember when the certificate that is served ends."""
    connection.execute(delete(facts).where(facts.c.name == FACT))
    connection.execute(insert(facts).values(name=FACT, value=until.isoformat()))


def ending(connection: Connection, now: datetime) -> datetime | None:
    """Return when the certificate that was served last ends, if that is soon."""
    kept = connection.execute(select(facts.c.value).where(facts.c.name == FACT)).scalar()
    until = datetime.fromisoformat(kept) if kept else None
    return until if until is not None and until - now < SOON else None
