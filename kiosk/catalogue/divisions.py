"""Divisions of the country by GB/T 2260 code, down to the county.

A list, never a gate: codes come and go, so what is not on it is only a warning.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[2] / "resources" / "codes" / "divisions.json"
PROVINCE, CITY = 2, 4
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""Beijing, Tianjin, Shanghai, Chongqing: counties directly below."""

_ALSO = frozenset({"71", "81", "82", "83"})


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    content: Mapping[str, Mapping[str, str]] = json.loads(TABLE.read_text("utf-8"))
    return content


def names() -> Mapping[str, str]:
    """Return every present division: six-digit code → name."""
    return _table()["today"]


@cache
def historic_codes() -> frozenset[str]:
    """Return every county code in use some year since 1980, and today's."""
    return frozenset(names()) | frozenset(_table()["historic"])


@cache
def provinces() -> frozenset[str]:
    """Return the first two digits that a code can have."""
    return frozenset(code[:PROVINCE] for code in names()) | _ALSO


def full_name(code: str) -> str:
    """Return the names from the province down, for instance 内蒙古自治区鄂尔多斯市东胜区.

    Empty for a code that is not on today's list.
    """
    if code not in names():
        return ""
    above = dict.fromkeys((code[:PROVINCE] + "0000", code[:CITY] + "00", code))
    return "".join(names()[one] for one in above if one in names())


def below(code: str | None) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the divisions right below; None asks for the provinces.

    Municipalities have no cities: their counties come next. So do counties that belong to a
    province directly; they are listed among the cities.
    """
    if code is None:
        return tuple(one for one in names().items() if one[0].endswith("0000"))
    if code.endswith("0000"):
        inside = [one for one in names().items() if one[0][:PROVINCE] == code[:PROVINCE]]
        inside = [one for one in inside if one[0] != code]
        if code[:PROVINCE] in MUNICIPALITIES:
            return tuple(inside)
        return tuple(
            one for one in inside if one[0].endswith("00") or one[0][:CITY] + "00" not in names()
        )
    if code.endswith("00"):
        return tuple(
            one for one in names().items() if one[0][:CITY] == code[:CITY] and one[0] != code
        )
    return ()


def county_in(region: str) -> str:
    """Return the first county of a region, itself if it is one or is not on the list."""
    inside = below(region)
    return county_in(inside[0][0]) if inside else region
