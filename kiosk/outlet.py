"""The outlet: where the papers of a visit come out, and come out again."""

from kiosk.cases.case import Case
from kiosk.catalogue.schema import Exclusion, JointService
from kiosk.counter import Counter
from kiosk.errors import Trouble
from kiosk.ledger import Ledger
from kiosk.paper.document import Copy, Document
from kiosk.papers import Papers
from kiosk.texts import Language

RECEIPT = "receipt"


class Outlet:
    """Implements the screens' `Outlet`; every method may raise Trouble."""

    def __init__(self, counter: Counter, papers: Papers, ledger: Ledger, *, rolls: bool) -> None:
        self._counter, self._papers, self._ledger = counter, papers, ledger
        self.rolls = rolls
        self.look, self.take_back = ledger.look, ledger.take_back
        self.follow_up, self.trouble = ledger.follow_up, ledger.trouble

    def make_ready(self) -> None:
        """See what a crash left, and wake the receipt printer: its words take a while to load."""
        self.follow_up()
        if self.rolls:
            self.trouble()

    def papers(self, case: Case) -> tuple[Copy, ...]:
        """Draw the application with its annexes for each who signed, and one receipt.

        A roll is quick: there the receipt comes first.
        """
        service = self._counter.service_of(case)
        application = self._papers.application(case, service)
        signed = max(1, len(case.signatures))
        copies = tuple(Copy(application, number) for number in range(1, signed + 1))
        receipt = (Copy(self.receipt(case)),)
        return receipt + copies if self.rolls else copies + receipt

    def receipt(self, case: Case, *, again: bool = False) -> Document:
        """Draw the receipt, on the roll where there is one; marked when it is printed again."""
        service, dues = self._counter.service_of(case), self._counter.schedule(case)
        receipts = self._papers.receipts(case, service, dues, again=again)
        return receipts.roll if self.rolls else receipts.sheet

    def send(self, case: Case, copy: Copy) -> str:
        """Give a paper to its printer; it is marked when one may lie in the slot already."""
        again = self._ledger.may_have_come_out(case, copy.document.kind, copy.number)
        document = self._marked(case, copy.document) if again else copy.document
        return self._ledger.send(document, case, copy=copy.number, again=again)

    def once_more(self, case: Case) -> None:
        """Print what is not known to have come out, else the receipt once more; wait for it."""
        missing = [one for one in self.papers(case) if not self._came_out(case, one)]
        for one in missing or [Copy(self.receipt(case))]:
            document = self._marked(case, one.document)
            self._ledger.print_out(document, case, copy=one.number, again=True)

    def notice(
        self, service: JointService, language: Language, out: Exclusion | None = None
    ) -> None:
        """Print the one-time notice of a service, or what it says of one who is left out."""
        papers = self._papers
        told = papers.way_out(service, out, language) if out else papers.notice(service, language)
        self._ledger.print_out(told)

    def slip(self, document: Document) -> bool:
        """Print a slip; tells whether it came out."""
        try:
            self._ledger.print_out(document)
        except Trouble:
            return False
        return True

    def _marked(self, case: Case, document: Document) -> Document:
        if document.kind == RECEIPT:
            return self.receipt(case, again=True)
        service = self._counter.service_of(case)
        return self._papers.application(case, service, again=True)

    def _came_out(self, case: Case, copy: Copy) -> bool:
        return self._ledger.came_out(case, copy.document.kind, copy.number)
