"""What central holds in memory after ten thousand cases, and after a hundred thousand."""

from tests.benchmarks.crowds import Couples, central, enrolled, resident, until_open
from tests.benchmarks.figure import Figure
from tests.benchmarks.rush import Due, Rush
from tests.central.hall import now
from tests.central.many import Sender
from tests.central.postgres import postgres_server

KIOSKS, LINES = 8, 100
EARLY, LATE = 10_000, 100_000

NAME = "memory of central after 100,000 cases"


def measure(early: int = EARLY, late: int = LATE) -> list[Figure]:
    """Take cases in as kiosks drain their journals, and weigh all processes of central twice."""
    senders = [Sender(f"hall-{one}", one + 1) for one in range(KIOSKS)]
    with postgres_server() as server:
        url = f"{server}/postgres"
        enrolled(url, senders)
        with central(url) as (address, pid):
            rush, couples = Rush(address, KIOSKS), Couples()
            openings = [one.post(address, one.open(now()), now()) for one in senders]
            rush.run(Due(0.0, *one) for one in enumerate(openings))
            weighed, taken = [], 0
            for goal in (early, late):
                while taken < goal:
                    rush.run(Due(0.0, *one) for one in _requests(address, senders, couples, taken))
                    taken += KIOSKS * LINES
                until_open(url)
                weighed.append(resident(pid) / 2**20)
            rush.close()
    first, last = weighed
    return [Figure(NAME, last, first, 1.1, "MiB", f"after {early:,}")]


def _requests(
    address: str, senders: list[Sender], couples: Couples, first: int
) -> list[tuple[int, bytes]]:
    made = []
    for place, one in enumerate(senders):
        start = first + place * LINES
        fillings = (couples.filling(number) for number in range(start, start + LINES))
        lines = b"".join(one.submit(filling, now()) for filling in fillings)
        made.append((place, one.post(address, lines, now())))
    return made
