"""What a hall may be told from afar: central's values lie over those of the machine's own file.

How the hall is named and when it closes, whom it offers what, how long it waits: never where
things lie, what is attached, where central is, nor what enrolment and the machine decide.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from kiosk.settings import Settings, checked, read_toml, wrong

GROUPS = ("hall", "times")
NOT_TOLD = frozenset({"hall.district", "hall.time_zone"})
"""The first is given at enrolment, the second is where the machine stands."""

Values = Mapping[str, Mapping[str, Any]]


def read_afar(file: Path) -> Values:
    """Read what is to be published; raises Trouble `settings.unreadable`, as for a kiosk's own."""
    raw = read_toml(file)
    checked(file, raw)
    for name in names(raw):
        if not _may_be_told(name):
            raise wrong(file, f"`{name}` is set on the machine only")
    return raw


def over(ground: Settings, told: Values) -> tuple[Settings, tuple[str, ...]]:
    """Return settings with what is told, and the names of what this program cannot take over."""
    settings, left = ground, []
    for name in names(told):
        group, _, key = name.partition(".")
        try:
            value = _value(group, key, told[group][key])
        except (msgspec.ValidationError, ValueError):
            left.append(name)
            continue
        part = msgspec.structs.replace(getattr(settings, group), **{key: value})
        settings = msgspec.structs.replace(settings, **{group: part})
    return settings, tuple(left)


def names(values: Values) -> Iterator[str]:
    """Name every key that has a value, as `times.idle`."""
    for group, keys in values.items():
        yield from (f"{group}.{key}" for key in keys)


def _value(group: str, key: str, value: object) -> object:
    if not _may_be_told(f"{group}.{key}"):
        raise ValueError(key)
    whole = msgspec.convert({group: {key: value}}, Settings)
    return getattr(getattr(whole, group), key)


def _may_be_told(name: str) -> bool:
    return name.partition(".")[0] in GROUPS and name not in NOT_TOLD
