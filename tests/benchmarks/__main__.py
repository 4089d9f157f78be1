"""`make bench`: measure every figure in one run, print the table, keep it in the docs."""

import importlib
import os
import platform
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.figure import Figure

MODULES = (
    "start_up",
    "page_change",
    "catalogue_load",
    "catalogue_size",
    "guide_search",
    "commit",
    "million",
    "application_pdf",
    "draining",
    "photos",
    "intake",
    "crowd",
    "polling",
    "steady",
    "card_reading",
    "watching",
    "receipt",
    "refusing",
)
KEPT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Each figure is ours beside a named reference, both measured in the same run on the same machine; the
ratio is what counts. Made by `make bench`.

Cold start: the bare window has plain Chinese words and stands on the same glass, 1080 × 1920. Ours
spends 12 ms of the difference on the names of Qt, which every window that paints itself loads.
Beside short Latin words the ratio is about 1.53; while other work kept both cores busy it was 1.5
to 1.9 beside Chinese ones.

A durable commit is what a citizen waits for; the lists in which a case is found are written
afterwards. Beside a million cases processor time is compared, the machine having all of both
journals in memory. What is left of the difference are pages that the process itself does not have:
each is read, proved and decrypted in 15 to 25 µs, about one for a list by name or number and four
for a case. `make bench` fills a journal with 50,000; a million takes six minutes of a processor
alone, and `KIOSK_MANY=1000000`.

Draining is measured beside the same courier and server with no domain logic: the sender and every
entry are proved, entries and attachments are kept durably and acknowledged, but no case is opened,
so there is no check, no task and no news. Of about 1 ms that central works on a case, four fifths
go into opening it, by a process of its own that works beside the courier and goes on after it. By
the clock the ratio depends on what else the cores do. The row below it, for information, is the
plainest door there is: the same server reads an unsigned post a case and answers, without a
courier, a signature, a disk or an acknowledgement. The third door is no other, but is sent the
courier's own requests, each of them hundreds of entries or attachments: it shows what asking costs,
and that it is little.

Central's intake is measured at its door, to its signed word that all is kept: signed batches of a
hundred cases each over HTTP, from two dozen kiosks at once. The reference is the least that
PostgreSQL can do: the very rows that this leaves (entries, what they name, their places in the
queue), put into the same tables by COPY. It reads, proves and answers nothing, and nothing waits
for it. A crowd is received first: cases are opened when the door is quiet, or after a second. Below
it stands the same until every case is open, which is checked by the form's own rules, laid out in
tasks and told to its kiosk, beside COPY of all the rows there are then. The crowd, too, waits for
the word alone; how many cases a second are open by the end stands with it. The crowd and the
questions for news come from one thread on the same two processors, each request when it is due:
what is late counts from then, and whoever waits is in the figure.

Photos are drained to a whole central, several in a request, each sealed and synced there before it
is confirmed. They are measured beside one plain post after the other, read and forgotten, and over
the bad line too beside posts over a good one. Such a post takes 1.9 ms of processors a MB on both
sides together; to open, hash, seal, write and sync a photo takes 1.6 ms more by itself. What makes
up for it: a request brings dozens of them, and both cores are at work, not one and a third. Posts
that are each kept in a file before the answer, as any server does that takes uploads, stand beside
by the same limits; synced ones stand for information. `PHOTO_CASES=1000` drains as many.

Watching is little more than waking up, and what that costs depends on how a machine sleeps: on this
one, which takes memory back from whoever is idle, nine runs of a minute gave 0.07 to 0.47 %. So all
devices are looked at in the same moments, and nobody else is woken as long as nothing has changed.

| figure | ours | reference | against | ratio | target | |
|---|---|---|---|---|---|---|
"""


def row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.at_least else "≤"
    return (
        figure.name,
        f"{figure.ours:,.4g} {figure.unit}",
        f"{figure.reference:,.4g} {figure.unit}",
        figure.against,
        f"{figure.ratio:.2f}",
        "" if figure.target is None else f"{sign} {figure.target:g}",
        "for information" if figure.target is None else "met" if figure.met else "missed",
    )


def main() -> int:
    wanted = sys.argv[1:] or MODULES
    figures: list[Figure] = []
    for name in wanted:
        figures += importlib.import_module(f"tests.benchmarks.{name}").measure()
    table = Table("figure", "ours", "reference", "against", "ratio", "target", "")
    for figure in figures:
        table.add_row(*row(figure))
    Console().print(table)
    if not sys.argv[1:]:
        lines = [f"| {' | '.join(row(figure))} |" for figure in figures]
        machine = (
            f"\n{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}.\n"
        )
        KEPT.write_text(INTRODUCTION + "\n".join(lines) + "\n" + machine, "utf-8")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
