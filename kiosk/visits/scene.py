"""Where a visit stands: the step, the form, the signatures, and what to point at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.cases.case import Case
from kiosk.cases.checks import ITEMS, Missing
from kiosk.cases.consent import Change, Consent
from kiosk.cases.filling import Filling
from kiosk.cases.visible import VisiblePage
from kiosk.catalogue.remarks import Remark
from kiosk.errors import Trouble
from kiosk.texts import Language
from kiosk.visits.renewal import Resumed
from kiosk.visits.steps import BarStep, Step, steps_bar

SIGNATURES = "signatures"
"""What is wanting is also a path when somebody must still sign: `signatures.husband`."""


@dataclass(frozen=True)
class Scene:
    """Somebody at the screen.

    `page` counts the visible form pages from 0; `pressed` says that Next was pressed here while
    something was wanting; `reviewing` that the page was opened from the review; `voids` is a
    consent that somebody had signed before a change; `differences` what is to be told of a form
    that has changed; `behind` is the step left for one that lies beside the way; `captures` are
    the bytes of the photos and fingerprints that the form names, by SHA-256: only here, and only
    as long as it names them; `hushed` says that what was done here, and is forgotten, was quiet.
    """

    step: Step = Step.WELCOME
    filling: Filling | None = None
    consent: Consent | None = None
    case: Case | None = None
    page: int = 0
    pressed: bool = False
    reviewing: bool = False
    voids: Consent | None = None
    behind: Step | None = None
    captures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    trouble: Trouble | None = None
    differences: Resumed | None = None
    language: Language = Language.ZH
    large_print: bool = False
    high_contrast: bool = False
    low_reach: bool = False
    voice: bool = False
    hushed: bool = False

    @property
    def steps_bar(self) -> tuple[BarStep, ...]:
        """The seven steps on top: done, now, still to do."""
        return steps_bar(self.step)

    @property
    def quiet(self) -> bool:
        """Whether somebody is here after a death: calm colours and words, also to say goodbye."""
        return self.hushed or (self.filling is not None and self.filling.service.quiet)

    @property
    def form_page(self) -> VisiblePage | None:
        """The form page that is open."""
        if self.step is not Step.FORM or self.filling is None:
            return None
        return self.filling.pages[self.page]

    @property
    def wanting(self) -> str | None:
        """The path of the first thing that keeps Next from going on; None if nothing does."""
        if self.filling is None:
            return None
        if self.step is Step.SIGN:
            roles = [one.role for one in self.filling.signers()]
            signed = [role for role in roles if self.consent and self.consent.signed(role)]
            open_ = [role for role in roles if role not in signed]
            return f"{SIGNATURES}.{open_[0]}" if open_ else None
        page_id = self._page_id
        return None if page_id is None else self.filling.first_trouble(page_id)

    @property
    def attention(self) -> str | None:
        """Where Next led because something was wanting, until it is put right."""
        return self.wanting if self.pressed else None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is still missing on this page: told only once Next was pressed."""
        if not self.pressed or self.filling is None or self._page_id is None:
            return ()
        return self.filling.missing(self._page_id)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the checks say about the answers on this page."""
        if self.filling is None or self._page_id is None:
            return ()
        if self._page_id == ITEMS and not (self.pressed or self.filling.items):
            return ()
        return self.filling.remarks(self._page_id)

    @property
    def voided(self) -> tuple[Change, ...]:
        """What changed after somebody had signed; all must sign again."""
        if self.voids is None or self.filling is None:
            return ()
        return self.voids.changes(self.filling)

    @property
    def ready(self) -> bool:
        """Whether the application may be submitted: complete, and all have signed just this."""
        filling, consent = self.filling, self.consent
        if filling is None or consent is None or self.case is not None:
            return False
        signed = consent.complete(filling.signers()) and consent.still_holds(filling)
        return signed and filling.complete

    @property
    def _page_id(self) -> str | None:
        if self.step is Step.ITEMS:
            return ITEMS
        return None if self.form_page is None else self.form_page.page.id
