"""Every mistake of form files at once, for their author."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.catalogue.catalogue import Catalogue, read_service
from kiosk.catalogue.mistakes import BrokenCatalogue, Mistake
from kiosk.catalogue.schema import JointService

PAGE = 8
"""More fields than these on one page are hard to take in at a glance."""


def mistakes_of(places: Iterable[Path]) -> tuple[Mistake, ...]:
    """Return all that is wrong with form files, or with whole folders of them."""
    found: list[Mistake] = []
    for place in places:
        found += _of_folder(place) if place.is_dir() else read_service(place)[1]
    return tuple(sorted(found))


def sound(file: Path) -> JointService:
    """Read a form that has to be free of mistakes; raises BrokenCatalogue with all of them."""
    service, mistakes = read_service(file)
    if service is None or mistakes:
        raise BrokenCatalogue(mistakes)
    return service


def advice_on(service: JointService, name: str) -> Iterator[str]:
    """Say what is no mistake but would help a citizen: short pages, a guide for each field."""
    for page in service.pages:
        shown = [one for one in page.fields if not one.system]
        if len(shown) > PAGE:
            yield f"{name}: page {page.id!r} has {len(shown)} fields; {PAGE} fit at a glance"
        for field in shown:
            if field.guide is None and field.other_of is None and field.kind.value != "signature":
                yield f"{name}: field {field.id!r} has no guide: what it is, where to find it"


def _of_folder(folder: Path) -> tuple[Mistake, ...]:
    try:
        Catalogue.load(folder)
    except BrokenCatalogue as broken:
        return broken.mistakes
    return ()
