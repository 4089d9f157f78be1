"""The way through a visit: what Next and Back lead to, and what lies beside.

welcome → guide → items → identity → form … → materials → review → sign → accepted → rate
→ goodbye; progress, resume, reprint, trouble and "still there?" lie beside the way.
"""

from dataclasses import replace
from typing import Self

from kiosk.cases.checks import ITEMS
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.errors import Fault, Trouble
from kiosk.visits.renewal import Resumed
from kiosk.visits.scene import Scene
from kiosk.visits.steps import BESIDE, Step

_NEXT = {Step.GUIDE: Step.ITEMS, Step.ITEMS: Step.IDENTITY, Step.ACCEPTED: Step.RATE}
_BEFORE_THE_END = frozenset({Step.GUIDE, Step.ITEMS, Step.IDENTITY, Step.FORM})
_BACK = {
    Step.GUIDE: Step.WELCOME,
    Step.ITEMS: Step.GUIDE,
    Step.IDENTITY: Step.ITEMS,
    Step.REVIEW: Step.MATERIALS,
    Step.SIGN: Step.REVIEW,
    Step.RATE: Step.ACCEPTED,
}


class Way(Scene):
    """Going through the steps; what was filled in comes along."""

    def next(self) -> Self:
        """Go on, or stay and point at the first thing that is wanting."""
        if self.wanting is not None:
            return replace(self, pressed=True)
        if self.reviewing or self.step is Step.MATERIALS:
            return self._to_trouble() or self._to(Step.REVIEW)
        if self.step is Step.REVIEW:
            return self._to_trouble() or self._to_signing()
        if self.step in (Step.IDENTITY, Step.FORM):
            return self._to_page(self.page + 1 if self.step is Step.FORM else 0)
        if self.step is Step.RATE:
            return self.finish()
        return self._to(_NEXT.get(self.step, self.step))

    def back(self) -> Self:
        """Go one step back; from beside the way, to where one was."""
        if self.step in BESIDE:
            return replace(self, step=self.behind or Step.WELCOME, behind=None, trouble=None)
        if self.reviewing:
            return self._to(Step.REVIEW)
        if self.step is Step.FORM:
            return self._to_page(self.page - 1) if self.page else self._to(Step.IDENTITY)
        if self.step is Step.MATERIALS:
            last = len(self._form().pages) - 1
            return self._to(Step.IDENTITY) if last < 0 else self._to_page(last)
        return self._to(_BACK.get(self.step, self.step))

    def jump_to(self, page_id: str) -> Self:
        """Open a form page, or `items`, from the review; Next then leads back to it.

        Raises Fault for a page that is not asked now.
        """
        if page_id == ITEMS:
            return replace(self._to(Step.ITEMS), reviewing=True)
        ids = [page.page.id for page in self._form().pages]
        if page_id not in ids:
            raise Fault("no such page now")
        return replace(self._to_page(ids.index(page_id)), reviewing=True)

    def resumed(self, opened: Resumed) -> Self:
        """Go on with a filling that was put away; what is different by now is told first."""
        fresh = replace(self, filling=opened.filling, consent=None, voids=None, behind=None)
        if opened.differs:
            return replace(fresh, step=Step.CHANGED, differences=opened)
        return fresh.carry_on()

    def carry_on(self) -> Self:
        """Go on where one was in the form, else at the first thing that is wanting."""
        known = replace(self, differences=None)
        if self.behind in _BEFORE_THE_END:
            return known.back()
        fresh = replace(known, behind=None)
        return replace(fresh._to_trouble() or fresh._to(Step.MATERIALS), pressed=False)

    def beside(self, step: Step, trouble: Trouble | None = None) -> Self:
        """Leave the way for a while: progress, resume, reprint, trouble, "still there?"."""
        if step not in BESIDE:
            raise Fault("this step lies on the way")
        behind = self.behind if self.step in BESIDE else self.step
        return replace(self, step=step, behind=behind, trouble=trouble)

    def finish(self) -> Self:
        """Say goodbye: nothing of the application is left, only how the screen looks and speaks."""
        return type(self)(
            step=Step.GOODBYE,
            language=self.language,
            large_print=self.large_print,
            high_contrast=self.high_contrast,
            low_reach=self.low_reach,
            voice=self.voice,
            hushed=self.quiet,
        )

    def _form(self) -> Filling:
        if self.filling is None:
            raise Fault("nothing is being filled in")
        return self.filling

    def _to(self, step: Step) -> Self:
        return replace(self, step=step, pressed=False, reviewing=False)

    def _to_page(self, page: int) -> Self:
        if page >= len(self._form().pages):
            return self._to(Step.MATERIALS)
        return replace(self._to(Step.FORM), page=page)

    def _to_trouble(self) -> Self | None:
        """Go to the page of the first thing wanting in the whole form, if there is any."""
        path = self._form().first_trouble()
        if path is None:
            return None
        for place, page in enumerate(self._form().pages):
            if path.partition(".")[0] in [one.path for one in page.fields]:
                return replace(self._to_page(place), pressed=True)
        return replace(self._to(Step.ITEMS), pressed=True)

    def _to_signing(self) -> Self:
        consent = self.consent
        if consent is None or not consent.still_holds(self._form()):
            consent = Consent.on(Snapshot.of(self._form()))
        return replace(self._to(Step.SIGN), consent=consent)
