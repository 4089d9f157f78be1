"""Photos and fingerprints of an application: answers that name bytes by their SHA-256.

The bytes never stand in the answers: they live in the visit, and go with the case as attachments.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from kiosk.cases.layout import layout_of
from kiosk.cases.reading import Reading
from kiosk.cases.visible import rows_of
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.kinds.capture import is_capture
from kiosk.catalogue.schema import FormField, JointService, KindName

FILE: Mapping[KindName, tuple[str, str]] = {
    KindName.PHOTO: ("jpg", "image/jpeg"),
    KindName.FINGERPRINT: ("bin", "application/octet-stream"),
}
"""How the file of each kind ends, and its media type; a fingerprint's format is its reader's."""

R = TypeVar("R", bound=Reading)


def captures(
    service: JointService, answers: Mapping[str, object]
) -> tuple[tuple[str, FormField, str], ...]:
    """Return (path, field, SHA-256) of everything that was taken, rows included."""
    found: list[tuple[str, FormField, str]] = []
    for one in layout_of(service).taken:
        if one.field.kind in FILE:
            found += _named(one.field, one.id, answers.get(one.id))
        taken = [inner.field for inner in one.rows if inner.field.kind in FILE]
        for place, row in enumerate(rows_of(answers.get(one.id)) if taken else ()):
            for inner in taken:
                found += _named(inner, f"{one.id}.{place}.{inner.id}", row.get(inner.id))
    return tuple(found)


def keeping(filling: R, kept: Collection[str]) -> R:
    """Return a filling without the captures whose bytes are not kept: they are asked anew."""
    answers: dict[str, Json] = dict(filling.answers)
    gone = [one for one in captures(filling.service, answers) if one[2] not in kept]
    for path, _, _ in gone:
        top, *inner = path.split(".")
        if inner:
            rows: list[Json] = [dict(row) for row in rows_of(answers[top])]
            rows[int(inner[0])] = _without(rows[int(inner[0])], inner[1])
            answers[top] = rows
        else:
            del answers[top]
    if not gone:
        return filling
    paths = {path for path, _, _ in gone}
    sources = {path: source for path, source in filling.sources.items() if path not in paths}
    return replace(filling, answers=answers, sources=sources)


def _named(field: FormField, path: str, value: object) -> Iterator[tuple[str, FormField, str]]:
    if isinstance(value, str) and is_capture(value):
        yield path, field, value


def _without(row: Json, name: str) -> Json:
    return (
        {one: value for one, value in row.items() if one != name} if isinstance(row, dict) else {}
    )
