"""The room behind the screen: what the acts of a visit ask for, done by those who can."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from kiosk.cases.case import Case
from kiosk.cases.consent import Consent
from kiosk.cases.filling import Filling
from kiosk.counter import Counter
from kiosk.offer import Offer
from kiosk.outlet import Outlet
from kiosk.paper.document import Document
from kiosk.paper.symbols import qr
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
        outlet: Outlet,
        shelf: Shelf,
        offer: Offer,
        has_room: Callable[[], bool],
        retire: Callable[[], int],
        outside: Outside,
    ) -> None:
        self._counter, self._papers, self._shelf = counter, papers, shelf
        self.outlet = outlet
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

    def receipt_code(self, case: Case) -> tuple[str, ...]:
        """Return the QR code that its receipt bears: the dark modules, row by row."""
        proof = self._papers.proof(case)
        return qr(proof or case.number).rows

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
        slip = self._shelf.slip(claimed, language, roll=self.outlet.rolls)
        return replace(claimed, printed=self.outlet.slip(slip))

    def take_out(self, code: str) -> Resumed:
        """Open what was put away."""
        return self._shelf.take_out(code)

    def tidy(self) -> None:
        """Erase what nobody came back for, and what central has had for long enough.

        What was under way at the printer when the program ended is followed to its end.
        """
        self._shelf.erase_expired()
        self._retire()
        self.outlet.follow_up()
