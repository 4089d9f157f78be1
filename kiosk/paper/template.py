"""The running text of an official paper: words and fill-ins, as written in the form file.

`{field}` underlined answer · `{field|boxes}` every option with its box before it, `boxes_after`
behind it · `{field|plain}` the answer alone · `{items|boxes}` every item with its box ·
`{sign:role}` a signature · `{field|year}` `{field|month}` `{field|day}` parts of a date.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_FILL_IN = re.compile(
    r"\{(sign:)?([a-z][a-z0-9_]*)(?:\|(boxes_after|boxes|plain|year|month|day))?\}"
)


@dataclass(frozen=True, slots=True)
class FillIn:
    """A place for an answer: the field, and how it is shown (`line` if nothing was said)."""

    field: str
    how: str


@dataclass(frozen=True, slots=True)
class SignHere:
    """A place for somebody's signature, by role."""

    role: str


Piece = str | FillIn | SignHere


@lru_cache(maxsize=1024)
def pieces(line: str) -> tuple[Piece, ...]:
    """Cut a line into words, fill-ins and places to sign."""
    found: list[Piece] = []
    end = 0
    for match in _FILL_IN.finditer(line):
        if match.start() > end:
            found.append(line[end : match.start()])
        sign, name, how = match.groups()
        found.append(SignHere(name) if sign else FillIn(name, how or "line"))
        end = match.end()
    if end < len(line):
        found.append(line[end:])
    return tuple(found)
