"""The room behind the screen: what the acts of a visit ask for, done by those who can."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from kiosk.cases.case import Case
from kiosk.cases.consent import Consent
from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import Exclusion, JointService
from kiosk.counter import Counter
from kiosk.errors import Trouble
from kiosk.offer import Offer
from kiosk.paper.document import Document
from kiosk.papers import Papers
from kiosk.place import Outside
from kiosk.screens.citizen.office import Accepted, Found
from kiosk.shelf import Claim, Shelf
from kiosk.texts import Language
from kiosk.visits.renewal import Resumed


class Backroom:
    """Implements the screens' `Office`; every method may raise Trouble."""

    def __init__(
        self,
        counter: Counter,
        papers: Papers,
        shelf: Shelf,
        offer: Offer,
        has_room: Callable[[], bool],
        retire: Callable[[], int],
        outside: Outside,
    ) -> None:
        self._counter, self._papers, self._shelf = counter, papers, shelf
        self.services, self.contents, self.search = offer.services, offer.contents, offer.search
        self.has_room, self.now = has_room, outside.clock
        self.calendar = outside.calendar
        self.free: Callable[[str, str, date], Mapping[str, int] | None] = counter.free
        self._retire = retire

    def preview(self, filling: Filling, taken: Mapping[str, bytes]) -> Document:
        """Draw the papers as they will be printed; `taken` are their photos, by SHA-256."""
        return self._papers.preview(filling, taken)

    def accept(
        self, filling: Filling, consent: Consent, language: Language, taken: Mapping[str, bytes]
    ) -> Case:
        """Keep an application for good; a character that papers lack is found before."""
        self._papers.preview(filling, taken)
        return self._counter.accept(filling, consent, language, taken)

    def accepted(self, case: Case) -> Accepted:
        """Return what is said of a case once it is kept."""
        service = self._counter.service_of(case)
        dues, line = self._counter.schedule(case), self._counter.line()
        days, coming = self._counter.last_days(case), self._counter.coming(case)
        return Accepted(service, dues, line, days, coming)

    def papers(self, case: Case) -> tuple[Document, ...]:
        """Draw the application with its annexes for each who signed, and one receipt."""
        service = self._counter.service_of(case)
        application = self._papers.application(case, service)
        return (*[application] * max(1, len(case.signatures)), self.receipt(case))

    def receipt(self, case: Case, *, again: bool = False) -> Document:
        """Draw the receipt, marked when it is printed once more."""
        service, dues = self._counter.service_of(case), self._counter.schedule(case)
        return self._papers.receipts(case, service, dues, again=again).sheet

    def print(self, case: Case, document: Document, *, again: bool = False) -> None:
        """Print a paper of a case."""
        self._papers.print(case, document, again=again)

    def print_notice(
        self, service: JointService, language: Language, out: Exclusion | None = None
    ) -> None:
        """Print the one-time notice of a service, or what it says of one who is left out."""
        papers = self._papers
        told = papers.way_out(service, out, language) if out else papers.notice(service, language)
        papers.hand_out(told)

    def found(self, number: str) -> Found | None:
        """Find a case of this kiosk, and what central said of it."""
        case = self._counter.case(number)
        if case is None:
            return None
        service, line = self._counter.service_of(case), self._counter.line()
        days, coming = self._counter.last_days(case), self._counter.coming(case)
        return Found(case, service, self._counter.progress(number), line, days, coming)

    def rate(self, case: Case, level: int, reasons: tuple[str, ...]) -> None:
        """Record a rating."""
        self._counter.rate(case, level, reasons)

    def put_away(self, filling: Filling, language: Language) -> Claim:
        """Seal a filling and print its slip; without paper the code on screen has to do."""
        claimed = self._shelf.put_away(filling)
        try:
            self._papers.hand_out(self._shelf.slip(claimed, language))
        except Trouble:
            return claimed
        return replace(claimed, printed=True)

    def take_out(self, code: str) -> Resumed:
        """Open what was put away."""
        return self._shelf.take_out(code)

    def tidy(self) -> None:
        """Erase what nobody came back for, and what central has had for long enough."""
        self._shelf.erase_expired()
        self._retire()
