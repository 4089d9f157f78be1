"""The kiosks as machines: when each was last heard, what waits there, how its devices are.

Heartbeats come with the questions for news, states of devices as entries of the journal. Kept is
the last of each; the entries themselves stay where they are, for a chain has no holes.
"""

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.central.ledger import storable
from kiosk.central.tables import devices, heartbeats, kiosks
from kiosk.wire.entry import Entry
from kiosk.wire.telemetry import CHANGED, DeviceState, read_device

BEAT = timedelta(minutes=5)
"""A heartbeat that says nothing new is written down so often, and no oftener."""

SILENT = 3 * BEAT
"""A kiosk asks every minute or so; after this it is cut off, or off."""

FORGOTTEN = timedelta(days=7)
"""A kiosk speaks of every device once a day: one it has not named for so long was taken away."""

WELL, ILL = "well", "ill"


@dataclass(frozen=True, slots=True)
class Beat:
    """What a kiosk says of itself: entries and files that wait there, those parked, its version.

    `unread` names what was published and it cannot read.
    """

    kiosk: str
    waiting: int
    parked: int
    program: str
    unread: str = ""

    @property
    def gist(self) -> tuple[bool, int, str, str]:
        """What is worth writing down before its time."""
        return self.waiting > 0, self.parked, self.program, self.unread


@dataclass(frozen=True, slots=True)
class Device:
    """How a device is, and since when by its kiosk's clock."""

    name: str
    condition: str
    codes: tuple[str, ...]
    since: datetime

    def __str__(self) -> str:
        told = f"  {' '.join(self.codes)}" if self.codes else ""
        return f"{self.name}  {self.condition}{told}  since {self.since:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Machine:
    """A kiosk; `heard_at` is None before its first heartbeat."""

    kiosk: str
    district: str
    heard_at: datetime | None
    silent: bool
    waiting: int
    parked: int
    program: str
    devices: tuple[Device, ...]
    unread: str = ""

    def __str__(self) -> str:
        if self.heard_at is None:
            return f"{self.kiosk}  {self.district}  never heard"
        heard = f"{'silent since' if self.silent else 'heard'} {self.heard_at:%Y-%m-%d %H:%M}"
        queue = f"waiting {self.waiting}" + (f", parked {self.parked}" if self.parked else "")
        unread = f"  cannot read {self.unread}" if self.unread else ""
        return f"{self.kiosk}  {self.district}  {heard}  {queue}  version {self.program}{unread}"

    def lines(self, *, troubled: bool = False) -> tuple[str, ...]:
        """Say how it is and how its devices are, a line each; or only what is not well."""
        told = [one for one in self.devices if not troubled or one.condition != WELL]
        if troubled and not told and not (self.silent or self.parked or self.unread):
            return ()
        return str(self), *(f"    {one}" for one in told)


class Heartbeats:
    """Writes heartbeats down, many kiosks' at once; what was written is remembered here."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._noted: dict[str, tuple[datetime, tuple[bool, int, str, str]]] = {}

    def due(self, beats: Iterable[Beat], now: datetime) -> tuple[Beat, ...]:
        """Return those that say something new, or not for a while; they count as written."""
        with self._turn:
            found = {one.kiosk: one for one in beats if self._is_due(one, now)}
            self._noted |= {one.kiosk: (now, one.gist) for one in found.values()}
        return tuple(found[name] for name in sorted(found))

    def _is_due(self, beat: Beat, now: datetime) -> bool:
        at, gist = self._noted.get(beat.kiosk, (None, None))
        return at is None or gist != beat.gist or not at <= now < at + BEAT


def note_beats(connection: Connection, beats: Sequence[Beat], now: datetime) -> None:
    """Keep heartbeats; `beats` are in the order of their kiosks."""
    rows = [
        {"kiosk": one.kiosk, "at": now, "waiting": one.waiting, "parked": one.parked,
         "program": storable(one.program), "unread": storable(one.unread)}
        for one in beats
    ]  # fmt: skip
    _put(connection, heartbeats, ("kiosk",), rows)


def note_devices(connection: Connection, entries: Iterable[Entry], now: datetime) -> None:
    """Keep how devices are by entries that are new and authentic, in the order they came."""
    told: dict[tuple[str, str], tuple[DeviceState, datetime]] = {}
    for entry in entries:
        state = read_device(entry.body) if entry.kind == CHANGED else None
        if state is not None:
            told[entry.kiosk, state.device] = state, entry.at
    if not told:
        return
    speaking = sorted({kiosk for kiosk, _ in told})
    before = {
        (row.kiosk, row.device): row
        for row in connection.execute(select(devices).where(devices.c.kiosk.in_(speaking)))
    }
    rows = [_row(*key, *told[key], before.get(key), now) for key in sorted(told)]
    _put(connection, devices, ("kiosk", "device"), rows)
    old = delete(devices).where(devices.c.kiosk.in_(speaking), devices.c.told_at < now - FORGOTTEN)
    connection.execute(old)


def machines(connection: Connection, now: datetime) -> tuple[Machine, ...]:
    """Return every kiosk that is listened to, by name."""
    found: dict[str, list[Device]] = {}
    for row in connection.execute(select(devices).order_by(devices.c.kiosk, devices.c.device)):
        codes = tuple(json.loads(row.codes))
        found.setdefault(row.kiosk, []).append(Device(row.device, row.condition, codes, row.since))
    rows = connection.execute(
        select(kiosks.c.id, kiosks.c.district, heartbeats)
        .outerjoin(heartbeats, heartbeats.c.kiosk == kiosks.c.id)
        .where(kiosks.c.enrolled_at.is_not(None), kiosks.c.revoked_at.is_(None))
        .order_by(kiosks.c.id)
    )
    return tuple(
        Machine(
            row.id,
            row.district,
            row.at,
            row.at is not None and now - row.at > SILENT,
            row.waiting or 0,
            row.parked or 0,
            row.program or "",
            tuple(found.get(row.id, ())),
            row.unread or "",
        )
        for row in rows
    )


def troubled(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Say which devices are ill and which kiosks are silent, a line each."""
    found = machines(connection, now)
    return tuple(
        line
        for one in found
        for line in (
            *([f"{one.kiosk} is silent since {one.heard_at:%Y-%m-%d %H:%M}"] if one.silent else []),
            *(f"{one.kiosk}  {device}" for device in one.devices if device.condition == ILL),
        )
    )


def _row(
    kiosk: str, device: str, state: DeviceState, at: datetime, before: Any, now: datetime
) -> dict[str, object]:
    """Return a row; what is only said again has been so since before."""
    codes = json.dumps(state.codes)
    same = before is not None and (before.condition, before.codes) == (state.condition, codes)
    return {
        "kiosk": kiosk,
        "device": device,
        "condition": state.condition,
        "codes": codes,
        "since": before.since if same else at,
        "told_at": now,
    }


def _put(
    connection: Connection, table: Table, key: tuple[str, ...], rows: Sequence[Mapping[str, object]]
) -> None:
    """Write rows in the place of those with the same key."""
    if not rows:
        return
    insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    new = insert(table)
    changed = {name: new.excluded[name] for name in rows[0] if name not in key}
    connection.execute(new.on_conflict_do_update(index_elements=key, set_=changed), rows)
