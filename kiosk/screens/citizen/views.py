"""What the citizen's pages show: frozen views, every text already in one language."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.cases.flow import FlowBox
from kiosk.catalogue.passages import Section
from kiosk.screens.citizen.finding_views import HitView


class MaterialState(StrEnum):
    """How a material comes to the case; the word and the colour of its tag."""

    MADE_HERE = "made_here"
    ORIGINAL = "original"
    COPY = "copy"
    WITH_COPY = "with_copy"
    TO_WINDOW = "to_window"
    PHOTOGRAPHED = "photographed"
    FETCHED = "fetched"
    PRODUCED = "produced"


@dataclass(frozen=True, slots=True)
class MaterialView:
    """One document; `copies` more than one is told, as so many `prints` of a photo."""

    title: str
    state: MaterialState
    note: str = ""
    icon: str = "document"
    copies: int = 1
    prints: bool = False


@dataclass(frozen=True, slots=True)
class FactView:
    """A figure with its unit, and what it says."""

    figure: str
    unit: str
    line: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading with its lines: who may apply, basis, fee, delivery, where."""

    title: str
    lines: tuple[str, ...]
    section: Section = Section.NOTES


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing to choose.

    A note says that it brought another item along: `note` why, `detail` what was ticked;
    `proof` is the words of the button for those who have the result already, `proves` the
    item that is waived then. `either` is said of other ways of the same thing: only one of
    them can be chosen.
    """

    item: str
    title: str
    summary: str
    department: str
    chosen: bool = False
    note: str = ""
    detail: str = ""
    question: str = ""
    proof: str = ""
    proves: str = ""
    either: str = ""


@dataclass(frozen=True, slots=True)
class ItemsView:
    """What can be applied for, `most` of it at once; `remark` says what is wrong, if anything."""

    items: tuple[ItemView, ...]
    working_days: int | None = None
    remark: str = ""
    most: int = 0

    @property
    def chosen(self) -> int:
        """How many are ticked."""
        return sum(item.chosen for item in self.items)


class CardState(StrEnum):
    """How far one person's ID card is."""

    WAITING = "waiting"
    READ = "read"
    TYPED = "typed"


class ReaderState(StrEnum):
    """How far the card reader is."""

    NONE = "none"
    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    KNOWN = "known"  # read before, and nothing new on it
    AGAIN = "again"  # not read, or nobody's here
    ELSEWHERE = "elsewhere"  # read, and to be seen to at the window
    OUT = "out"  # does not answer, or is broken

    @property
    def usable(self) -> bool:
        """Whether it makes sense to lay a card down."""
        return self not in (ReaderState.NONE, ReaderState.OUT)


@dataclass(frozen=True, slots=True)
class PersonCardView:
    """One of those who apply; `name` and `number` (masked) once they are known."""

    role: str
    title: str
    state: CardState = CardState.WAITING
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class IdentityView:
    """Whose card is wanted, and how far the reader is.

    `next` is who is still to lay a card down, empty when nobody is; `say` what to do about a
    card that was not taken.
    """

    people: tuple[PersonCardView, ...]
    reader: ReaderState = ReaderState.NONE
    next: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class MaterialsView:
    """The check list of this application."""

    materials: tuple[MaterialView, ...]
    notes: tuple[str, ...] = ()
    none: str = ""  # said in the place of a list where there is none


@dataclass(frozen=True, slots=True)
class FlowView:
    """The chart of a service: where it starts, its items, where the results come out."""

    start: FlowBox
    boxes: tuple[FlowBox, ...]
    end: FlowBox


@dataclass(frozen=True, slots=True)
class GuideView:
    """What a citizen reads first.

    `sections` unfold: who may apply, basis, fee, delivery, where. `parts` are the ids of the
    materials, `bring_none` is said when the documents list none. `version` is that of the form.
    While `searched` is not empty, `found` is shown instead of the rest. `out` says what this
    machine cannot do today, and what happens instead.
    """

    title: str
    lead: str
    facts: tuple[FactView, ...]
    flow: FlowView
    materials: tuple[MaterialView, ...]
    sections: tuple[SectionView, ...]
    parts: tuple[str, ...] = ()
    flow_line: str = ""
    bring_line: str = ""
    bring_none: str = ""
    note: str = ""
    place: str = ""
    version: str = ""
    hotline: str = "12345"
    searched: str = ""
    found: tuple[HitView, ...] = ()
    out: tuple[str, str] = ("", "")
