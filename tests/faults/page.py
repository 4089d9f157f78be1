"""The page of reliability: its parts that are written by what was run."""

from collections.abc import Iterable
from pathlib import Path

KEPT = Path(__file__).parents[2] / "docs" / "reliability.md"


def keep(part: str, lines: Iterable[str]) -> None:
    """Write a part anew, between its marks; the words around it stay."""
    begin, end = f"<!-- {part} -->\n", f"<!-- end of {part} -->"
    before, found, rest = KEPT.read_text("utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not (found and ended):
        raise LookupError(f"{KEPT.name} has no part {part}")
    KEPT.write_text(before + begin + "\n".join(lines) + "\n" + end + after, "utf-8")
