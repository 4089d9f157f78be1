"""A whole kiosk, as it runs in a hall, enrolled at a central that really runs."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.app import Kiosk, opened
from kiosk.cases.case import Case
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.central.database import identity_key
from kiosk.central.enrolment import invite
from kiosk.courier.almanac import Almanac
from kiosk.courier.courier import Courier, Kept
from kiosk.courier.enrolled import enrol_at, enrolment
from kiosk.courier.failures import Failure
from kiosk.courier.forms import KeptForms
from kiosk.courier.line import Line
from kiosk.courier.notices import kept_settings
from kiosk.journal.keys import Keys
from kiosk.script import Script
from kiosk.settings import Central as CentralSettings
from kiosk.settings import Limits, Places, Settings
from kiosk.texts import Language
from kiosk.wire.identity import Identity
from tests.central.hall import Central

NAME = "hall-1"


@contextmanager
def kiosk_in_hall(
    central: Central, folder: Path, district: str, clock: Callable[[], datetime]
) -> Iterator[Kiosk]:
    places = Places(data=folder / "data", spool=folder / "printed")
    with central.database.write() as connection:
        code = invite(connection, NAME, district, clock())
    identity = Keys.open(places.data / "keys").identity
    enrol_at(central.url, code, places.data, identity, clock, secrets.token_bytes)
    settings = msgspec.structs.replace(
        Settings(),
        places=places,
        limits=Limits(reserve_mib=0),
        central=CentralSettings(url=central.url),
    )
    with opened(settings, clock) as kiosk:
        yield kiosk


def courier_goes(central: Central, kiosk: Kiosk, forms: Path | None = None) -> Failure | None:
    """Make one round between them; `forms` is another folder than that of the program."""
    data = kiosk.settings.places.data
    identity, clock = Keys.open(data / "keys").identity, kiosk.clock
    key = central_key(central)
    with Line(central.url, NAME, identity, key, clock) as line:
        kept = Kept(
            Almanac(data, key), KeptForms(data, key, forms), kept_settings(data, enrolment(data))
        )
        return Courier(kiosk.journal, line, clock, lambda: 0.0, kept=kept).round()


def central_key(central: Central) -> bytes:
    return Identity.load(identity_key(central.folder)).public


def signed(filling: Filling, script: Script, now: datetime) -> Consent:
    """Have everybody sign who applies."""
    consent = Consent.on(Snapshot.of(filling))
    for person in filling.signers():
        consent = consent.sign(person.role, script.signatures[person.role], now)
    return consent


def hand_in(kiosk: Kiosk, filling: Filling, script: Script) -> Case:
    consent = signed(filling, script, kiosk.clock())
    return kiosk.counter.accept(filling, consent, Language.ZH)
