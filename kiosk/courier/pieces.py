"""How large the pieces are in which attachments go: large on a good line, small on a bad one."""

import threading

LARGEST = 1024 * 1024
"""Bytes that central takes at once."""

SMALLEST = 64 * 1024

BREAKS = 3
"""Pieces lost in a row before they get smaller: one that is lost says little of its size."""

RUNS = 8
"""Pieces that arrive in a row before they get larger again."""


class PieceSize:
    """Finds the size by what arrives and what is lost; many may ask and tell at once."""

    def __init__(self) -> None:
        self.bytes = LARGEST
        self._arrived = self._lost = 0
        self._turn = threading.Lock()

    def arrived(self) -> None:
        """Hear that a piece arrived."""
        with self._turn:
            self._lost, self._arrived = 0, self._arrived + 1
            if self._arrived == RUNS:
                self._arrived, self.bytes = 0, min(LARGEST, self.bytes * 2)

    def lost(self) -> None:
        """Hear that a piece was lost, or that nobody knows."""
        with self._turn:
            self._arrived, self._lost = 0, self._lost + 1
            if self._lost == BREAKS:
                self._lost, self.bytes = 0, max(SMALLEST, self.bytes // 2)
