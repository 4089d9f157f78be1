"""What the page after handing in shows: frozen, in one language."""

from dataclasses import dataclass

from kiosk.screens.look.timeline import Station


@dataclass(frozen=True, slots=True)
class PrintingView:
    """Which `sheet`, from 1, of `sheets` is coming out; `what` names the papers.

    `stopped` when the printer was in trouble: this sheet and those after it have not come out.
    """

    sheet: int
    sheets: int
    what: str = ""
    stopped: bool = False

    @property
    def done(self) -> bool:
        """Whether the last sheet has come out."""
        return self.sheet > self.sheets and not self.stopped


@dataclass(frozen=True, slots=True)
class AcceptedView:
    """An application that is kept for good; `groups` are its number as it is read.

    `people` says for whom and how much; `offline` that central has not got it yet; `quiet`
    leaves out the large check mark: the service after a death.
    """

    people: str
    groups: tuple[str, ...]
    dates: tuple[Station, ...]
    offline: bool = False
    quiet: bool = False
    printing: PrintingView | None = None
