"""Makes `resources/input/readings.txt` from the input dictionary: how characters are read.

    python packaging/make_readings.py

A line is `syllable|characters` or, for words in which a character is read in another way than
alone, `syllables|word,word`. The same dictionary gives the same bytes.
"""

import sqlite3
from collections import defaultdict
from pathlib import Path

INPUT = Path(__file__).parents[1] / "resources" / "input"

Found = tuple[int, tuple[str, ...]]
"""The cost of a word and how it is read."""


def words(store: sqlite3.Connection) -> dict[str, Found]:
    """Return every word and character with its likeliest reading."""
    found: dict[str, Found] = {}
    rows = store.execute("SELECT entries FROM lexicon WHERE kind IN ('w', 'r') ORDER BY kind, key")
    for line in (line for (entries,) in rows for line in entries.split("\n")):
        syllables, _, packed = line.partition("|")
        read = tuple(syllables.split(" "))
        for entry in packed.split(","):
            word, cost = entry[:-3], int(entry[-3:])
            if len(word) == len(read):
                found[word] = min(found.get(word, (cost, read)), (cost, read))
    return found


def main() -> None:
    """Write the table."""
    with sqlite3.connect(INPUT / "pinyin.sqlite") as store:
        found = words(store)
    alone = {word: read[0] for word, (_, read) in found.items() if len(word) == 1}
    lines: dict[str, list[str]] = defaultdict(list)
    for word, syllable in alone.items():
        lines[syllable].append(word)
    for word, (_, read) in found.items():
        differs = any(alone.get(one) != syllable for one, syllable in zip(word, read, strict=True))
        if len(word) > 1 and differs:
            lines[" ".join(read)].append(word)
    written = (
        f"{read}|{(',' if ' ' in read else '').join(sorted(several))}\n"
        for read, several in sorted(lines.items())
    )
    (INPUT / "readings.txt").write_text("".join(written), "utf-8")


if __name__ == "__main__":
    main()
