"""What staff published for the kiosks, forms and settings: rows are added and never changed."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

import msgspec
from sqlalchemy import Connection, func, insert, select, text

from kiosk.catalogue.published import Published
from kiosk.central.tables import gazette
from kiosk.wire.notices import FormNotices, SettingNotices

if TYPE_CHECKING:  # whoever reads by a catalogue holds a gazette
    from kiosk.central.reading import Catalogue

EVERYBODY = "everybody"
"""Whom settings are for that name neither a district nor a kiosk."""

Values = dict[str, dict[str, Any]]


class Kind(StrEnum):
    """What a row publishes; settings name whom they are for, the others a service."""

    FORM = "form"
    WITHDRAWN = "withdrawn"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Notice:
    """One row; `number` is greater than that of every one before."""

    number: int
    kind: Kind
    subject: str
    version: int
    content: bytes
    at: datetime
    who: str

    def __str__(self) -> str:
        version = f"  version {self.version}" if self.version else ""
        return f"{self.at:%Y-%m-%d %H:%M}  {self.kind}  {self.subject}{version}  {self.who}"


class Gazette:
    """All of it as this program knows it; refreshed before use, so that every program agrees."""

    def __init__(self, shipped: "Catalogue") -> None:
        self._shipped = self.catalogue = shipped
        self._turn = threading.Lock()
        self._seen = self._forms_number = 0
        self._forms: dict[tuple[str, int], Published] = {}
        self._settings: dict[str, tuple[int, Values]] = {}

    def refresh(self, connection: Connection) -> None:
        """Take over what was published since, by whatever program."""
        newest = connection.execute(select(func.max(gazette.c.number))).scalar_one() or 0
        if newest == self._seen:
            return
        with self._turn:
            for one in notices(connection, after=self._seen):
                self._take(one)
            self.catalogue = self._shipped.joined(tuple(self._forms.values()))
            self._seen = newest

    def published(self, key: str, version: int) -> Published | None:
        """Return a version of a form as it was published, if it was."""
        return self._forms.get((key, version))

    def forms(self) -> FormNotices:
        """Return all forms published, as kiosks are told."""
        with self._turn:
            return FormNotices(self._forms_number, tuple(self._forms.values()))

    @property
    def forms_version(self) -> int:
        """The number of the last form published or withdrawn."""
        return self._forms_number

    def settings_version(self, kiosk: str, district: str) -> int:
        """Return the number of the last settings that are for this kiosk."""
        return max(number for number, _ in self._for(kiosk, district))

    def settings(self, kiosk: str, district: str) -> SettingNotices:
        """Return what a kiosk is told: who is named more closely is told last."""
        values: Values = {}
        for _, told in self._for(kiosk, district):
            for group, keys in told.items():
                values.setdefault(group, {}).update(keys)
        return SettingNotices(self.settings_version(kiosk, district), kiosk, values)

    def _for(self, kiosk: str, district: str) -> list[tuple[int, Values]]:
        regions = f"{district[:2]}0000", f"{district[:4]}00", district
        named = (EVERYBODY, *dict.fromkeys(regions), of_kiosk(kiosk))
        return [self._settings.get(one, (0, {})) for one in named]

    def _take(self, one: Notice) -> None:
        if one.kind is Kind.SETTINGS:
            self._settings[one.subject] = one.number, msgspec.json.decode(one.content, type=Values)
        else:
            key = one.subject, one.version
            content = one.content.decode()
            if one.kind is Kind.WITHDRAWN:
                before = self._forms.get(key)
                content = before.content if before else ""
            self._forms[key] = Published(*key, content, one.kind is Kind.WITHDRAWN)
            self._forms_number = one.number


def of_kiosk(kiosk: str) -> str:
    """Return the name under which settings for one kiosk are published."""
    return f"kiosk:{kiosk}"


def notices(connection: Connection, *kinds: Kind, after: int = 0) -> tuple[Notice, ...]:
    """Return what was published, oldest first: of some kinds, or all."""
    wanted = select(gazette).where(gazette.c.number > after, gazette.c.kind.in_(kinds or Kind))
    rows = connection.execute(wanted.order_by(gazette.c.number))
    return tuple(
        Notice(
            one.number,
            Kind(one.kind),
            one.subject,
            one.version,
            bytes(one.content),
            one.at,
            one.who,
        )
        for one in rows
    )


def lock(connection: Connection) -> None:
    """Be the only one who publishes until the transaction ends: rows become known in order."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE gazette IN SHARE ROW EXCLUSIVE MODE"))


def publish(
    connection: Connection, kind: Kind, what: Iterable[Published], who: str, now: datetime
) -> None:
    """Keep forms for every program and kiosk, or that they are withdrawn."""
    for one in what:
        content = one.read_bytes() if kind is Kind.FORM else b""
        _append(connection, kind, (one.key, one.version), content, who, now)


def publish_settings(
    connection: Connection,
    whom: str,
    values: Mapping[str, Mapping[str, Any]],
    who: str,
    now: datetime,
) -> None:
    """Keep what kiosks are told to be set to, in the place of what was published for the same."""
    content = msgspec.json.encode(values, order="sorted")
    _append(connection, Kind.SETTINGS, (whom, 0), content, who, now)


def _append(  # which row, what stands in it, by whom and when
    connection: Connection,
    kind: Kind,
    subject: tuple[str, int],
    content: bytes,
    who: str,
    now: datetime,
) -> None:
    # The number is the time, and always greater than the one before: neither a restored database
    # nor a clock that was set back makes a notice that kiosks would refuse.
    last = cast("int", connection.execute(select(func.max(gazette.c.number))).scalar_one() or 0)
    connection.execute(
        insert(gazette).values(
            number=max(last + 1, int(f"{now:%Y%m%d%H%M%S}")),
            kind=kind,
            subject=subject[0],
            version=subject[1],
            content=content,
            at=now,
            who=who,
        )
    )
