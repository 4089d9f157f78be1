"""Every key of a form file, as the schema's own comments tell it: docs/forms-reference.md."""

import ast
import inspect
import io
import re
import tokenize
from collections.abc import Iterator
from enum import StrEnum
from textwrap import dedent

from pydantic import BaseModel

from kiosk.catalogue.artwork import documents, icons, places_on
from kiosk.catalogue.part import Named, Part
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.shape import parts_in

_PLAIN = {
    "Words": "words",
    "Id": "name",
    "Cel": "CEL",
    "str": "text",
    "int": "number",
    "float": "decimal",
    "bool": "true, false",
}
_EVERYWHERE = ("from_", "until")
_LIST = re.compile(r"tuple\[(.+), \.\.\.\]")
_CHOICE = re.compile(r"Literal\[(.*)\]")
_PATTERN = re.compile(r"pattern=r\"\^(.*?)\$\"")

_HEAD = """# Every key of a form file

Written by `kiosk forms reference` from the schema; how to go about it is in [forms.md](forms.md).

Every part may also carry `from:` and `until:`, the first and the last day it is in force. Of the
values, `words` stand in both languages as `{zh: …, en: …}`, a `name` is small letters, digits and
`_`, and `CEL` is a condition. A key in bold has to be there.
"""


def reference() -> str:
    """Return the page: each part of a form with its keys, then pictures and icons."""
    parts = list(parts_of(JointService))
    shapes = [one for one in _kinds(parts) if issubclass(one, StrEnum)]
    pictures = "".join(
        f"- `{name}`{': ' + ', '.join(sorted(places_on(name))) if places_on(name) else ''}\n"
        for name in sorted(documents())
    )
    drawn = f"## Icons\n\n{', '.join(f'`{one}`' for one in sorted(icons()))}\n"
    seen = f"## Pictures and their places\n\nAs `id_card:name`.\n\n{pictures}"
    told = [*map(_of_part, parts), *map(_of_values, shapes), seen, drawn]
    return "\n".join([_HEAD, *told])


def comments_of(shape: type) -> dict[str, str]:
    """Return what the comments beside a class's attributes say of each."""
    source = dedent(inspect.getsource(shape))
    beside = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    return {name: beside.get(line, "") for name, _, line in _attributes(source)}


def _attributes(source: str) -> Iterator[tuple[str, str, int]]:
    """Return each attribute of a class with its annotation and its last line."""
    definition = ast.parse(source).body[0]
    for one in definition.body if isinstance(definition, ast.ClassDef) else ():
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            yield one.target.id, ast.unparse(one.annotation), one.end_lineno or 0
        elif isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            yield one.targets[0].id, "", one.end_lineno or 0


def parts_of(shape: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Return a part and all within it, each once, in the order they are met."""
    seen: dict[type[BaseModel], None] = {}
    waiting = [shape]
    while waiting:
        one = waiting.pop(0)
        if one not in seen and issubclass(one, Part):
            seen[one] = None
            fields = one.model_fields.values()
            waiting += [inner for field in fields for inner in parts_in(field.annotation)]
    yield from seen


def _kinds(parts: list[type[BaseModel]]) -> Iterator[type]:
    found = [field.annotation for one in parts for field in one.model_fields.values()]
    yield from dict.fromkeys(
        inner
        for annotation in found
        for inner in (annotation, *getattr(annotation, "__args__", ()))
        if isinstance(inner, type) and issubclass(inner, StrEnum)
    )


def _of_part(part: type[BaseModel]) -> str:
    said, written = dict[str, str](), dict[str, str]()
    for one in (Named, part):
        said |= comments_of(one)
        written |= {name: text for name, text, _ in _attributes(dedent(inspect.getsource(one)))}
    rows = "".join(
        f"| {f'**`{name}`**' if field.is_required() else f'`{name}`'} "
        f"| {_value(written[name])} | {_told(said[name], field.default)} |\n"
        for name, field in part.model_fields.items()
        if name not in _EVERYWHERE
    )
    about = inspect.cleandoc(part.__doc__ or "").replace("|`", "\\|`")
    return f"## {part.__name__}\n\n{about}\n\n| key | value | |\n|---|---|---|\n{rows}"


def _of_values(values: type) -> str:
    said = comments_of(values)
    lines = (
        "".join(
            f"- `{one.value}`{' · ' + said[one.name] if said[one.name] else ''}\n"
            for one in values
            if isinstance(one, StrEnum)
        )
        if issubclass(values, StrEnum)
        else ""
    )
    return f"## {values.__name__}\n\n{inspect.cleandoc(values.__doc__ or '')}\n\n{lines}"


def _told(said: str, default: object) -> str:
    if default in (None, (), False, "", 0) or not isinstance(default, str | int | float):
        return said
    return f"{said}{'; ' if said else ''}else `{str(default).replace('True', 'true')}`"


def _value(written: str) -> str:
    """Write an annotation as an author reads it."""
    shape, pattern = _CHOICE.search(written), _PATTERN.search(written)
    if shape is not None:
        return shape[1].replace("'", "`")
    if "pattern=" in written:
        return f"`{pattern[1]}`" if pattern is not None else "text"
    listed = _LIST.fullmatch(written)
    names = listed[1] if listed is not None else written
    words = [
        _PLAIN.get(one) or f"[{one}](#{one.lower()})"
        for one in names.replace(" | None", "").replace("'", "").split(" | ")
    ]
    return ("list of " if listed is not None else "") + " or ".join(words)
