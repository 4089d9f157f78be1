"""Where benchmarks work that write to a disk: not in memory, where a sync costs nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OUT = Path(__file__).parents[2] / "out"


@contextmanager
def on_disk() -> Iterator[Path]:
    """Yield a folder beside the house, on its disk; it is gone afterwards."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        yield Path(folder)
