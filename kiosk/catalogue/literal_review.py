"""What is wrong with the values a form compares answers with: no such answer can be given."""

import re
from collections.abc import Iterator, Mapping

from kiosk.catalogue.field_review import every_field
from kiosk.catalogue.findings import Finding, Where
from kiosk.catalogue.kinds import kind_of
from kiosk.catalogue.kinds.choice import Choice
from kiosk.catalogue.schema import FormField, JointService, KindName

_NAME = r"(?<![\w.])(?:answers|row)\.([a-z][a-z0-9_]*)\b(?!\s*[.(\[])"
_QUOTED = r"(?:'([^']*)'|\"([^\"]*)\")"
_COMPARED = re.compile(rf"{_NAME}\s*(?:==|!=)\s*{_QUOTED}")
_TURNED = re.compile(rf"{_QUOTED}\s*(?:==|!=|\bin\b)\s*{_NAME}")
_LISTED = re.compile(rf"{_NAME}\s*in\s*\[([^\]]*)\]")
_WORD = re.compile(_QUOTED)
_TRUTHS = frozenset({KindName.YES_NO, KindName.CONFIRM})


def review_literals(
    service: JointService, expressions: Iterator[tuple[Where, str, set[str]]]
) -> Iterator[Finding]:
    """Return every value that is compared with an answer it can never be."""
    offered = _offered(service)
    for path, source, _ in expressions:
        for name, value in dict.fromkeys(_compared(source)):
            known = offered.get(name)
            if known is None or value in known:
                continue
            what = f"{name!r} is never {value!r}"
            listed = ", ".join(map(repr, sorted(known)))
            remedy = f"compare with one of: {listed}" if known else "compare with true or false"
            yield Finding(path, what, remedy)


def _compared(source: str) -> Iterator[tuple[str, str]]:
    for name, *quoted in _COMPARED.findall(source):
        yield name, "".join(quoted)
    for *quoted, name in _TURNED.findall(source):
        yield name, "".join(quoted)
    for name, inside in _LISTED.findall(source):
        yield from ((name, "".join(one)) for one in _WORD.findall(inside))


def _offered(service: JointService) -> Mapping[str, frozenset[str]]:
    """Return what can be answered to questions that offer answers; one id may stand twice."""
    found: dict[str, frozenset[str]] = {}
    for _, field in every_field(service):
        values = _values(field, service)
        if values is not None:
            found[field.id] = found.get(field.id, frozenset()) | values
    return found


def _values(field: FormField, service: JointService) -> frozenset[str] | None:
    if field.couple or field.other_of is not None:
        return frozenset(person.id for person in service.people)
    if field.kind in _TRUTHS:
        return frozenset()
    kind = kind_of(field)
    if isinstance(kind, Choice):
        return frozenset(one.value for one in kind.options(field))
    if field.kind is KindName.CHOICES:
        return frozenset(one.value for one in field.options)
    return None
