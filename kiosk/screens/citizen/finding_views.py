"""What the page of all matters shows, and what a search found: frozen, in one language."""

from dataclasses import dataclass

from kiosk.catalogue.passages import Section


@dataclass(frozen=True, slots=True)
class HitView:
    """A place that was found; `marks` are the characters of `text` that were meant.

    `service`, `section` and `part` say where it leads; `below` says it in words.
    """

    service: str
    section: Section
    part: str
    text: str
    below: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter of the list; without a `service` it is done at the window, as `line` says."""

    title: str
    line: str
    service: str = ""
    icon: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ChapterView:
    """Matters under one heading."""

    title: str
    matters: tuple[MatterView, ...]


@dataclass(frozen=True, slots=True)
class ContentsView:
    """All matters; while `searched` is not empty, `found` is shown instead.

    `ask` says what to do when nothing was found; `basis` whose list it is.
    """

    chapters: tuple[ChapterView, ...]
    lead: str = ""
    basis: str = ""
    searched: str = ""
    found: tuple[HitView, ...] = ()
    ask: str = ""
