"""What every part of a form file is made of: words in both languages, names, days in force."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from operator import is_not
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from kiosk.texts import Text

IN_A_FILE = "in a form file"
"""The context that tells words written in a file: there Chinese needs its translation."""

_HAN = re.compile("[\u3400-\u9fff]")


def _text(value: object, info: ValidationInfo) -> object:
    """Let a bare string be the same in every language (numbers, official document names)."""
    if value == "" or (isinstance(value, dict) and "" in value.values()):
        raise ValueError("both languages need words")
    if isinstance(value, str):
        if info.context == IN_A_FILE and _HAN.search(value):
            raise ValueError("write it in both languages, as {zh: …, en: …}")
        return Text(zh=value, en=value)
    if isinstance(value, dict) and set(value) - {"zh", "en"}:
        raise ValueError("only zh and en are languages here")
    return value


Words = Annotated[Text, BeforeValidator(_text)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Cel = Annotated[str, Field(min_length=1, max_length=500)]


class Part(BaseModel):
    """Anything in a form file; in force from `from` until `until`, both days included."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: date | None = Field(default=None, alias="from")
    until: date | None = None

    @field_validator("until")
    @classmethod
    def _after_its_beginning(cls, until: date | None, info: ValidationInfo) -> date | None:
        begins = info.data.get("from_")
        if until is not None and begins is not None and until < begins:
            raise ValueError("it ends before it begins")
        return until

    def in_force(self, day: date) -> bool:
        """Whether this part counts for an application made on `day`."""
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )


class Named(Part):
    """A part that others speak of by its `id`."""

    id: Id


P = TypeVar("P", bound=Part)


def reduced(part: P, day: date) -> P:
    """Return a part with only what is in force within it on a day; itself if that is all."""
    changed: dict[str, object] = {}
    for name, value in vars(part).items():
        if isinstance(value, Part):
            kept = reduced(value, day)
            if kept is not value:
                changed[name] = kept
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            parts = tuple(reduced(one, day) for one in value if one.in_force(day))
            if len(parts) != len(value) or any(map(is_not, parts, value)):
                changed[name] = parts
    return part.model_copy(update=changed) if changed else part


def boundaries(part: Part) -> Iterator[date]:
    """Return every day from which something within a part begins or no longer counts."""
    if part.from_ is not None:
        yield part.from_
    if part.until is not None and part.until < date.max:
        yield part.until + timedelta(days=1)
    for value in vars(part).values():
        if isinstance(value, Part):
            yield from boundaries(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            for one in value:
                yield from boundaries(one)
