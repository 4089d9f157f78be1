"""What a program promises to the world, written down among what it does to its disk."""

import os
from pathlib import Path

SAID = "said"


class Saying:
    """A file in the watched folder: its lines stand in the notes where they were said."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / SAID, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def __call__(self, *words: object) -> None:
        """Say one line; a promise is kept from here on."""
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())
