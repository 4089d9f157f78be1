"""Searching a thousand guides while somebody types: what one key takes, at the 95th percentile."""

import statistics
import time

from kiosk.catalogue.readings import Readings
from kiosk.catalogue.search import GuideSearch
from tests.benchmarks.figure import Figure
from tests.benchmarks.many_services import many_services

SERVICES = 1000
FRAME = 16.0
"""Milliseconds of one frame at 60 a second: what is typed is answered in the next."""
TYPED = (
    "户口簿", "结婚登记", "二寸照片", "护照",
    "hukoubu", "hu kou bu", "shenfenzheng", "jiehundengji", "shengyudengji", "huzhao",
    "hkb", "jhdj", "sfz", "hkqy", "户kou", "身份z", "结hunz",
    "hukuobu", "shengfenzheng", "jiehundnegji", "sengyudengji", "hkv", "xyzxyz",
    "photo", "marriage certificate", "regisration", "household boklet", "passport",
)  # fmt: skip


def measure() -> list[Figure]:
    """Type every word key by key, each round once; CPU milliseconds per key."""
    search = GuideSearch(many_services(SERVICES), Readings.load())
    keys = [word[: count + 1] for word in TYPED for count in range(len(word))]
    times = []
    for key in [*keys[:9], *keys]:  # the first ones only warm up
        start = time.process_time()
        search.find(key)
        times.append((time.process_time() - start) * 1000)
    taken = statistics.quantiles(times[9:], n=20)[-1]
    name = f"a key while searching {SERVICES} guides, p95"
    return [Figure(name, taken, FRAME, 1.0, "ms CPU", "16 ms")]
