"""A form tried out before any hall has it: a hall of its region that offers it."""

from pathlib import Path
from shutil import copy

import msgspec

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.divisions import county_in
from kiosk.catalogue.schema import JointService
from kiosk.settings import Hall, Settings


def hosting(settings: Settings, forms: Path, key: str) -> Settings:
    """Return settings for a hall of a service's region, with the forms of a folder, or one alone.

    A single file is copied beside the journal. Raises BrokenCatalogue. A service that is not
    there is told where it is asked for.
    """
    if forms.is_file():
        folder = settings.places.data / "forms"
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.yaml"):
            old.unlink()
        forms = Path(copy(forms, folder)).parent
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
