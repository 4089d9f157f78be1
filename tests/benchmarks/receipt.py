"""A receipt on the roll: from the kept case to the last byte at the printer, over a real socket."""

import statistics
import tempfile
import time
from pathlib import Path

import msgspec

from kiosk.app import opened
from kiosk.script import read_script
from kiosk.settings import Limits, Places, Printers, Settings
from kiosk.walk import signed_visit
from tests.benchmarks.figure import Figure
from tests.contracts.receipt_printers import machine

ROUNDS = 15
MOST_MS = 300.0


def measure() -> list[Figure]:
    """Draw, note, rasterise, send, and hear that it is out; every time another case."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with machine(folder / "cut") as roll:
            took = _times(folder, f"tcp://127.0.0.1:{roll.port}")
    said = "300 ms"
    return [Figure("receipt on the roll, accepted to out", took, MOST_MS, 1, "ms", said)]


def _times(folder: Path, address: str) -> float:
    places = Places(data=folder / "data", spool=folder / "spool")
    given = msgspec.structs.replace(Settings(), places=places, limits=Limits(reserve_mib=0))
    with opened(msgspec.structs.replace(given, printers=Printers(receipt=address))) as kiosk:
        outlet, took = kiosk.backroom.outlet, list[float]()
        outlet.make_ready()
        for _ in range(ROUNDS):
            visit = signed_visit(kiosk, read_script(None, None))
            if visit.filling is None or visit.consent is None:
                raise ValueError("the sample is not complete")
            case = kiosk.counter.accept(visit.filling, visit.consent, visit.language)
            start = time.perf_counter()
            outlet.send(case, outlet.papers(case)[0])
            took.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(took, n=20)[-1]
