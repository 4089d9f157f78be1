"""What was typed, in the shape that its kind of field gives it."""

from kiosk.cases.visible import rows_of
from kiosk.catalogue.kinds import Json, kind_of
from kiosk.catalogue.schema import FormField, KindName


def parse(field: FormField, typed: object) -> Json:
    """Return an answer as its kind keeps it; a group's rows field by field."""
    if typed is None:
        return None
    if field.kind is not KindName.REPEAT:
        return kind_of(field).parse(typed, field)
    inner = {one.id: one for one in field.fields}
    return [
        {name: parse(inner[name], part) for name, part in row.items() if name in inner}
        for row in rows_of(typed)
    ]
