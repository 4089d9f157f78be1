"""What the schema says of a file that does not fit it, and how to mend that."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from kiosk.catalogue.mistakes import Mistake
from kiosk.catalogue.reading import Lines, Source

REFERENCE = "docs/forms-reference.md says what may stand there"
Models = tuple[type[BaseModel], ...]


def misfits(file: Source, shape: type[BaseModel], error: ValidationError) -> list[Mistake]:
    """Return what a file got wrong about its shape, each with what to do about it."""
    lines = Lines(file)
    return [
        Mistake(file.name, lines.of(one["loc"]), _what(one), _remedy(shape, one))
        for one in error.errors()
    ]


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that a part may have, as they are written."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _what(one: Mapping[str, Any]) -> str:
    key = ".".join(str(step) for step in one["loc"])
    return f"{key}: {one['msg'][:1].lower()}{one['msg'][1:]}"


def _remedy(shape: type[BaseModel], one: Mapping[str, Any]) -> str:
    given = one["input"]
    match one["type"]:
        case "extra_forbidden":
            keys = (key for model in _at(shape, one["loc"][:-1]) for key in keys_of(model))
            return f"use one of: {', '.join(dict.fromkeys(keys))}"
        case "missing":
            return f"add {one['loc'][-1]}:"
        case "string_type" if isinstance(given, int | float):
            return f'put it in quotes: "{given}"'
        case "enum" | "literal_error":
            return f"use one of those instead of {given}"
    return REFERENCE


def _at(shape: type[BaseModel], path: tuple[str | int, ...]) -> Models:
    """Return the models that a path leads to; a step may be the name of one of several."""
    models: Models = (shape,)
    for step in path:
        named = tuple(one for one in models if one.__name__ == step)
        models = named or tuple(dict.fromkeys(_below(models, step)))
    return models


def _below(models: Models, step: str | int) -> Iterator[type[BaseModel]]:
    if isinstance(step, int):
        yield from models
    for model in models:
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                yield from parts_in(field.annotation)


def parts_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Return the parts that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_in(inner)
