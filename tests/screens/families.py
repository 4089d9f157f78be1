"""The invented family of every service before the glass of a hall of their own region."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec

from kiosk.app import Kiosk, opened
from kiosk.catalogue.catalogue import Catalogue
from kiosk.hosting import hall_of
from kiosk.pictures import Variant
from kiosk.script import SAMPLES, Script, read_script
from kiosk.settings import Devices, Places, Settings
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit

SERVICES = tuple(sorted(one.stem for one in SAMPLES.glob("*.yaml")))
TODAY = date(2026, 11, 23)
DEVICES = Devices(camera="pretended", fingerprints="pretended")


@contextmanager
def hall(key: str, folder: Path) -> Iterator[Kiosk]:
    """Open a kiosk in a hall of a service's region, on the day its family comes."""
    day = _day(key)
    places = Places(data=folder / "data", spool=folder / "printed")
    settings = Settings(places=places, devices=DEVICES)
    settings = msgspec.structs.replace(settings, hall=hall_of(Catalogue.load().service(key, day)))
    with opened(settings, lambda: datetime.combine(day, time(2, 24), UTC)) as kiosk:
        yield kiosk


def filled(kiosk: Kiosk, key: str, variant: Variant) -> Visit:
    """The family's form, filled in, at the ID cards."""
    script: Script = replace(read_script(None, key), language=variant.language)
    start = Visit(
        language=variant.language,
        large_print=variant.large_print,
        high_contrast=variant.high_contrast,
    )
    service = kiosk.catalogue.service(key, _day(key))
    guide = start.choose_service(service, _day(key), kiosk.calendar.at(service.region))
    return script.answered(guide.next().filled(script.chosen))


def form_pages(visit: Visit) -> Iterator[tuple[str, Visit]]:
    """Every page of a form by its name."""
    pages = visit.filling.pages if visit.filling else ()
    for place, one in enumerate(pages):
        yield one.page.id, replace(visit, step=Step.FORM, page=place)


def _day(key: str) -> date:
    return read_script(None, key).day or TODAY
