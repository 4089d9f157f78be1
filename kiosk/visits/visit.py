"""One visit at the kiosk, event by event; pure, without a clock. Nothing typed is lost."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Self

from kiosk.cases.captures import captures, keeping
from kiosk.cases.case import Case, Strokes
from kiosk.cases.filling import Filling, Source
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays
from kiosk.errors import Fault
from kiosk.visits.renewal import renewed
from kiosk.visits.steps import Step
from kiosk.visits.way import Way


class Visit(Way):
    """What people do in a visit; every event gives a new one."""

    def choose_service(
        self, service: JointService, day: date, calendar: WorkingDays = UNANNOUNCED
    ) -> Self:
        """Open the guide of a service; what was filled in for the same one stays.

        `service` is reduced to what is in force on `day`.
        """
        fresh = Filling.start(service, day, calendar)
        if self.filling is not None and self.filling.reference == fresh.reference:
            return self._to(Step.GUIDE)
        return replace(self._to(Step.GUIDE), filling=fresh, consent=None, voids=None, captures={})

    def filled(self, change: Callable[[Filling], Filling]) -> Self:
        """Change the form: answer, tick, add a row. A change voids what was signed.

        Raises Fault when nothing is being filled in or the case is already submitted.
        """
        if self.case is not None:
            raise Fault("a case never changes")
        after, kept = self._kept(change(self._form()))
        consent, voids = self.consent, self.voids
        if consent is not None and not consent.still_holds(after):
            voids = consent if consent.signatures else voids
            consent = None
        changed = replace(self, filling=after, consent=consent, voids=voids, captures=kept)
        if self.step is Step.FORM and not after.pages:
            return changed._to(Step.ITEMS)
        return replace(changed, page=self._page_in(after))._with_something_to_sign()

    def leave_out(self, exclusion_id: str) -> Self:
        """Go on without what an exclusion rules out; with nothing left, choose again."""
        left = self.filled(lambda filling: filling.leave_out(exclusion_id))
        return left if left._form().items else replace(left._to(Step.ITEMS), pressed=True)

    def on_day(self, service: JointService, day: date) -> Self:
        """Go on under the form in force today; every signature is void, nothing typed is lost.

        What the law asks otherwise by now is laid out at the step `changed`.
        """
        before = self._form()
        opened = renewed(before, service, day, before.calendar)
        moved = self.filled(lambda _: opened.filling)
        if not opened.differs:
            return moved
        return replace(moved.beside(Step.CHANGED), differences=opened)

    def answer(self, path: str, typed: object, source: Source = "typed") -> Self:
        """Take one answer as typed, or from an ID card."""
        return self.filled(lambda filling: filling.answer(path, typed, source))

    def capture(self, path: str, content: bytes) -> Self:
        """Take a photo (JPEG) or a fingerprint (its reader's format) as an answer.

        Without the consent that the form asks for, nothing of it is kept.
        """
        name = hashlib.sha256(content).hexdigest()
        holding = replace(self, captures={**self.captures, name: content})
        return holding.answer(path, name)

    def sign(self, role: str, strokes: Strokes, at: datetime) -> Self:
        """Add a signature to what is laid out; a blank frame counts as Next too early.

        Raises Fault when nothing is laid out for that person.
        """
        roles = [one.role for one in self._form().signers()]
        if self.step is not Step.SIGN or self.consent is None or role not in roles:
            raise Fault("nothing is laid out for signing")
        if strokes.blank:
            return replace(self, pressed=True)
        return replace(self, consent=self.consent.sign(role, strokes, at), pressed=False)

    def unsign(self, role: str) -> Self:
        """Take one signature back, to be written again."""
        if self.step is not Step.SIGN or self.consent is None:
            raise Fault("nothing is laid out for signing")
        return replace(self, consent=self.consent.without(role))

    def accepted(self, case: Case) -> Self:
        """Go on once the case is kept for good. Raises Fault for any other case."""
        if not self.ready or self.consent is None or case.snapshot != self.consent.snapshot.hash:
            raise Fault("this is not what was signed")
        return replace(self._to(Step.ACCEPTED), case=case, voids=None, captures={})

    def _kept(self, after: Filling) -> tuple[Filling, dict[str, bytes]]:
        """Drop what was taken and no longer counts, such as when consent is withdrawn."""
        counted = {name for _, _, name in captures(after.service, after.effective)}
        kept = {name: content for name, content in self.captures.items() if name in counted}
        return keeping(after, kept), kept

    def _page_in(self, after: Filling) -> int:
        """Return the place of the open page, which other pages may have come before or left."""
        before, ids = self._form().pages, [page.page.id for page in after.pages]
        if self.page < len(before) and before[self.page].page.id in ids:
            return ids.index(before[self.page].page.id)
        return max(min(self.page, len(ids) - 1), 0)

    def _with_something_to_sign(self) -> Self:
        """Lead from signing back to the review when the consent is void, also from beside it."""
        if self.consent is not None or Step.SIGN not in (self.step, self.behind):
            return self
        if self.step is Step.SIGN:
            return self._to(Step.REVIEW)
        return replace(self, behind=Step.REVIEW)
