"""What is wrong with single questions: kinds that lack something, names that lead nowhere."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress

from kiosk.catalogue.artwork import documents, places_on
from kiosk.catalogue.conditions import BadExpression, expression
from kiosk.catalogue.findings import Finding, Names, Where, unknown
from kiosk.catalogue.schema import FormField, JointService, KindName
from kiosk.texts import Text

_CAPTURED = frozenset({KindName.PHOTO, KindName.FINGERPRINT})
_ALLOWS = frozenset({KindName.YES_NO, KindName.CONFIRM})
_LISTED = frozenset({KindName.CHOICE, KindName.CHOICES})


def every_field(service: JointService) -> Iterator[tuple[Where, FormField]]:
    """Return every question with its path, those within repeating groups too."""
    for page_no, page in enumerate(service.pages):
        for place, field in enumerate(page.fields):
            path: Where = ("pages", page_no, "fields", place)
            yield path, field
            for number, inner in enumerate(field.fields):
                yield (*path, "fields", number), inner


def review_fields(service: JointService, known: Names) -> Iterator[Finding]:
    """Return every mistake of the questions of one service."""
    for path, field in every_field(service):
        if field.item is not None and field.item not in known.items:
            yield unknown((*path, "item"), "item", field.item, known.items)
        if field.other_of is not None and field.other_of not in known.fields:
            yield unknown((*path, "other_of"), "field", field.other_of, known.fields)
        yield from (Finding(path, what, remedy) for what, remedy in _lacks(field))
        if field.sentence is not None and not _is_sentence(field.sentence):
            what = f"{field.id!r} has a sentence with other places than {{this}} and {{other}}"
            yield Finding((*path, "sentence"), what, "write {this} and {other}")
        if field.guide is not None and field.guide.picture is not None:
            yield from _picture(field.guide.picture, (*path, "guide", "picture"))
        if field.kind in _CAPTURED:
            yield from _captured(field, path, known)
    yield from _circles(service)


def _lacks(field: FormField) -> Iterator[tuple[str, str]]:
    own = repr(field.id)
    if field.kind in _LISTED and not (field.options or field.couple or field.other_of):
        yield f"{own} has nothing to choose from", "give it options:"
    if field.kind is KindName.REPEAT and not field.fields:
        yield f"{own} repeats nothing", "give it fields:"
    if field.kind is KindName.DIGITS and field.max_length is None:
        yield f"{own} does not say how many digits", "give it max_length:"
    if field.max_length is not None and field.max_length < field.min_length:
        yield f"{own} is at least longer than at most", "mend min_length: or max_length:"
    if field.max_count < field.min_count:
        yield f"{own} has at least more rows than at most", "mend min_count: or max_count:"
    if field.open_end and field.kind is not KindName.DATE:
        yield f"{own} is no date, so it has no open end", "take open_end: out"


def _captured(field: FormField, path: Where, known: Names) -> Iterator[Finding]:
    if field.consent is None:
        what = f"{field.id!r} is taken without asking first"
        yield Finding(path, what, "name the yes_no or confirm field that allows it, as consent:")
    elif field.consent not in known.fields:
        yield unknown((*path, "consent"), "field", field.consent, known.fields)
    elif known.fields[field.consent].kind not in _ALLOWS:
        what = f"{field.consent!r} allows nothing"
        yield Finding((*path, "consent"), what, "name a field of kind yes_no or confirm")
    if field.instead is None:
        what = f"{field.id!r} leaves no other way to who cannot, or does not want to"
        yield Finding(path, what, "say the other way, as instead:")


def _picture(named: str, path: Where) -> Iterator[Finding]:
    document, _, place = named.partition(":")
    if document not in documents():
        yield unknown(path, "picture", document, documents())
    elif place and place not in places_on(document):
        yield unknown(path, f"place on {document}", place, places_on(document))


def _circles(service: JointService) -> Iterator[Finding]:
    """Two questions may give each other a first value, but none may show or hide itself."""
    shown: dict[str, set[str]] = {}
    hangs: dict[str, set[str]] = {}
    for page in service.pages:
        for field in page.fields:
            parts = (field, *field.fields)
            shown[field.id] = _spoken(page.when, *(one.when for one in parts)) | {
                name for one in parts for name in (one.other_of, one.consent) if name
            }
            hangs[field.id] = shown[field.id] | _spoken(*(one.default for one in parts))
    for path, field in every_field(service):
        if any(field.id in _behind(hangs, name) for name in shown.get(field.id, ())):
            what = f"{field.id!r} shows or hides itself in a circle"
            yield Finding(path, what, "remove one condition")


def _spoken(*sources: str | None) -> set[str]:
    found: set[str] = set()
    for source in sources:
        with suppress(BadExpression):
            found |= expression(source).answers if source else set()
    return found


def _behind(hangs: Mapping[str, Collection[str]], start: str) -> set[str]:
    """Return a question and all that it hangs on."""
    waiting, seen = [start], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += hangs.get(name, ())
    return seen


def _is_sentence(sentence: Text) -> bool:
    try:
        sentence.fill(this="", other="")
    except (KeyError, IndexError, ValueError):
        return False
    return True
