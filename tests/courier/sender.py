"""A courier as a process, to be killed: `python -m tests.courier.sender FOLDER URL KIOSK KEY`."""

import logging
import random
import sys
import threading
from pathlib import Path

from kiosk.courier.courier import Courier
from kiosk.courier.line import Line
from kiosk.courier.running import run_courier
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from tests.central.hall import now


def main() -> None:
    folder, url, name, central_key = sys.argv[1:]
    keys = Keys.open(Path(folder) / "keys")
    journal = Journal.open_for_courier(Path(folder) / "journal", keys, name, now)
    with Line(url, name, keys.identity, bytes.fromhex(central_key), now) as line:
        courier = Courier(journal, line, now, random.random)
        run_courier(courier, threading.Event(), look=0.02)


if __name__ == "__main__":
    logging.disable()
    main()
