"""A form tried out before any hall has it: a hall of its region that offers it."""

from pathlib import Path

import msgspec

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.divisions import county_in
from kiosk.catalogue.schema import JointService
from kiosk.settings import Hall, Settings


def hosting(settings: Settings, forms: Path, key: str) -> Settings:
    """Return settings that take their forms from a folder, in a hall of a service's region.

    Raises BrokenCatalogue. A service that is not there is told where it is asked for.
    """
    found = Catalogue.load(forms).versions(key)
    places = msgspec.structs.replace(settings.places, forms=forms.resolve())
    hall = hall_of(found[0]) if found else settings.hall
    return msgspec.structs.replace(settings, places=places, hall=hall)


def hall_of(service: JointService) -> Hall:
    """Invent a hall where a service is offered, in the first county of its region."""
    return Hall(
        name_zh=f"{service.place.zh}政务服务大厅",
        name_en=f"{service.place.en} Government Service Hall",
        district=county_in(service.region),
    )
