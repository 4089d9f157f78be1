"""A catalogue of 10, 100 and 1,000 services: what each service takes, in time and in memory.

Ours is a service's share among 1,000, the reference its share among 10: grown in proportion they
are the same. Each size is loaded, and indexed for the search, by a process of its own; what one
service alone took before is not counted.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.many_services import PATTERN

SIZES = (10, 100, 1000)
GROWTH = 1.25
"""So much more a service may take among many than among few."""
ROOT = Path(__file__).parents[2]
OURS = """
import gc, json, sys, time, tracemalloc
from pathlib import Path
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.readings import Readings
from kiosk.catalogue.search import GuideSearch
from tests.benchmarks.many_services import DAY

def taken():
    if tracemalloc.is_tracing():
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 1024
    return time.process_time() * 1000

if sys.argv[4] == "KiB":
    tracemalloc.start()
one, many, size = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
kept = [Catalogue.load(one).services(DAY), Readings.load()]
kept.append(GuideSearch(kept[0], kept[1]))
before = taken()
catalogue = Catalogue.load(many)
services = catalogue.services(DAY)
loaded = taken()
gc.collect()  # what loading left to look through is not the index's
begun = taken()
search = GuideSearch(services, kept[1])
indexed = taken()
assert len(services) == size
print(json.dumps([(loaded - before) / size, (indexed - begun) / size]))
"""


def measure() -> list[Figure]:
    """Return the growth of time (CPU milliseconds) and memory (KiB) per service."""
    figures = []
    for unit in ("ms CPU", "KiB"):
        few, some, many = (_shares(size, unit) for size in SIZES)
        for what, first, middle, last in zip(("loaded", "indexed"), few, some, many, strict=True):
            for size, share in zip(SIZES[1:], (middle, last), strict=True):
                name, against = f"a service {what} among {size:,}", f"among {SIZES[0]}"
                figures.append(Figure(name, share, first, GROWTH, unit, against))
    return figures


def _shares(size: int, unit: str) -> list[float]:
    """Return what a service takes when it is loaded, and when it is indexed."""
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder) / "one", Path(folder) / "many"
        _write(one, 1)
        _write(many, size)
        command = [sys.executable, "-c", OURS, str(one), str(many), str(size), unit]
        ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    shares: list[float] = json.loads(ran.stdout)
    return shares


def _write(folder: Path, size: int) -> None:
    """Write the pattern so many times; ninety-nine services share a region."""
    folder.mkdir()
    form = PATTERN.read_text("utf-8")
    for number in range(size):
        region, code = divmod(number, 99)
        text = form.replace('region: "150600"', f'region: "{110000 + region}"', 1)
        text = text.replace('code: "01"', f'code: "{code + 1:02}"', 1)
        text = text.replace("id: marriage-birth", f"id: service-{number}", 1)
        (folder / f"{number:04}.yaml").write_text(text, "utf-8")
