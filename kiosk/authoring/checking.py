"""Every mistake of form files at once, for their author."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kiosk.authoring.trying import tried
from kiosk.catalogue.catalogue import Catalogue, read_service
from kiosk.catalogue.mistakes import BrokenCatalogue, Mistake
from kiosk.catalogue.reading import Lines, Source
from kiosk.catalogue.schema import FormField, JointService, KindName

_NO_GUIDE = frozenset({KindName.SIGNATURE, KindName.NOTE})

PAGE = 8
"""More fields than these on one page are hard to take in at a glance."""


TITLE = 24
"""Letters of an English page title that fit beside the paper on two lines."""

UNCHANGED = ("某市", "Some city")
"""What a form begins with, see resources/forms/start.yaml."""


def read_form(file: Source, day: date) -> tuple[JointService | None, tuple[Mistake, ...]]:
    """Read a form; besides what the catalogue says, every expression is tried as of a day."""
    service, mistakes = read_service(file)
    if service is None or mistakes:
        return service, tuple(mistakes)
    found = list(tried(service, day))
    lines = Lines(file) if found else None
    return service, tuple(
        Mistake(file.name, lines.of(one.path), one.what, one.remedy) for one in found if lines
    )


def mistakes_of(places: Iterable[Path], day: date) -> tuple[Mistake, ...]:
    """Return all that is wrong with form files, or with whole folders of them."""
    found: list[Mistake] = []
    for place in places:
        found += _of_folder(place, day) if place.is_dir() else read_form(place, day)[1]
    return tuple(sorted(found))


def sound(file: Source, day: date) -> JointService:
    """Read a form that has to be free of mistakes; raises BrokenCatalogue with all of them."""
    service, mistakes = read_form(file, day)
    if service is None or mistakes:
        raise BrokenCatalogue(mistakes)
    return service


def advice_on(service: JointService, name: str) -> Iterator[str]:
    """Say what is no mistake but would help a citizen: short pages, a guide for each field."""
    if set(UNCHANGED) & {service.place.zh, service.place.en}:
        yield f"{name}: place is still that of a form just started; write your own"
    yield from (f"{name}: {said}" for said in _on_proofs(service))
    for page in service.pages:
        shown = [one for one in page.fields if not one.system]
        if len(shown) > PAGE:
            yield f"{name}: page {page.id!r} has {len(shown)} fields; {PAGE} fit at a glance"
        if len(page.title.en) > TITLE:
            yield f"{name}: page {page.id!r} has a long title; it stands beside the paper, too"
        for field in shown:
            yield from (f"{name}: {said}" for said in _on_guide(field))


def _on_proofs(service: JointService) -> Iterator[str]:
    """All that is asked beside a proof is taken for a part of the document that proves."""
    proofs = {need.unless for item in service.items for need in item.needs if need.unless}
    for page in service.pages:
        found = sorted(proofs & {field.id for field in page.fields})
        if found and page.when is None:
            yield f"{found[0]!r} is a proof: give it a page of its own, with when:, see forms.md"


def _on_guide(field: FormField) -> Iterator[str]:
    guide = field.guide
    if guide is None:
        if field.other_of is None and field.kind not in _NO_GUIDE:
            yield f"field {field.id!r} has no guide: what it is, where to find it"
    elif guide.picture is not None and guide.where is None:
        yield f"field {field.id!r} shows its picture only with guide.where: to say where to look"


def _of_folder(folder: Path, day: date) -> tuple[Mistake, ...]:
    try:
        Catalogue.load(folder)
    except BrokenCatalogue as broken:
        return broken.mistakes
    files = sorted(folder.glob("*.yaml"))
    return tuple(one for file in files for one in read_form(file, day)[1])
