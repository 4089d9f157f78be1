"""The page of reliability: its parts that are written by what was run."""

from collections.abc import Iterable
from pathlib import Path

KEPT = Path(__file__).parents[2] / "docs" / "reliability.md"


def keep(part: str, lines: Iterable[str]) -> None:
    """Write a part anew, between its marks; the words around it stay."""
    before, _, after = _parted(part)
    KEPT.write_text(before + "\n".join(lines) + "\n" + after, "utf-8")


def keep_row(part: str, row: str) -> None:
    """Write one row of a part's table anew: the one with the same first cell, or a new last one."""
    _, kept, _ = _parted(part)
    first = row.split("|")[1]
    rows = [row if one.startswith(f"|{first}|") else one for one in kept.splitlines()]
    keep(part, rows if row in rows else [*rows, row])


def _parted(part: str) -> tuple[str, str, str]:
    begin, end = f"<!-- {part} -->\n", f"<!-- end of {part} -->"
    before, found, rest = KEPT.read_text("utf-8").partition(begin)
    kept, ended, after = rest.partition(end)
    if not (found and ended):
        raise LookupError(f"{KEPT.name} has no part {part}")
    return before + begin, kept, end + after
