"""How large processes and their files are: memory, open files, databases and their logs."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Vitals:
    """Of one process at one moment: bytes in memory, and files it has open."""

    memory: int
    files: int


def vitals(process: int) -> Vitals:
    """Look at a running process; raises FileNotFoundError when it ended."""
    place = Path(f"/proc/{process}")
    lines = (place / "status").read_text().splitlines()
    resident = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return Vitals(int(resident) * 1024, len(list((place / "fd").iterdir())))


def bytes_of(*files: Path) -> int:
    """Return how large these files are together; one that is not there counts nothing."""
    return sum(file.stat().st_size for file in files if file.exists())


def growth(numbers: list[int]) -> tuple[int, int]:
    """Return the medians of the second and of the last fifth: what grows, grows between them."""
    fifth = max(1, len(numbers) // 5)
    return round(median(numbers[fifth : 2 * fifth] or numbers)), round(median(numbers[-fifth:]))
