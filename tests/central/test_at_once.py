from concurrent.futures import ThreadPoolExecutor

from kiosk.central.overview import totals
from kiosk.courier.failures import Failure, LineFailure
from kiosk.wire.entry import Entry
from kiosk.wire.messages import Verdict
from tests.central.hall import Central, Kiosk

SENDERS = 6


def test_the_same_batch_from_many_connections_is_kept_once(central: Central, kiosk: Kiosk) -> None:
    for _ in range(5):
        kiosk.submit()
    batch = kiosk.journal.outbox.waiting()

    def send(batch: tuple[Entry, ...]) -> list[Verdict]:
        with kiosk.line(central.url) as line:
            while True:
                try:
                    return [one.verdict for one in line.send(batch).verdicts]
                except LineFailure as error:
                    if error.failure is not Failure.BUSY:
                        raise

    with ThreadPoolExecutor(SENDERS) as lanes:
        told = list(lanes.map(send, [batch] * SENDERS))
    assert sum(verdicts.count(Verdict.STORED) for verdicts in told) == len(batch)
    assert sum(verdicts.count(Verdict.KNOWN) for verdicts in told) == len(batch) * (SENDERS - 1)
    with central.database.read() as connection:
        counted = totals(connection)
    assert (counted.entries, counted.cases, counted.tasks) == (6, 5, 20)
