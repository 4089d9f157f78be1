"""The latest lines of the log, for the bench; what is logged never holds personal data."""

import logging
from collections import deque

MOST = 30


class Recent(logging.Handler):
    """Keeps the newest lines in memory; the log itself goes where it always goes."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S"))
        self._lines: deque[str] = deque(maxlen=MOST)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line without its traceback, whose message may quote anything."""
        record = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        self._lines.append(self.format(record))

    def lines(self) -> tuple[str, ...]:
        """Return them, the newest first."""
        return tuple(reversed(self._lines))
