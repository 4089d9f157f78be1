"""Review, signatures, and the moment the application is kept for good."""

from datetime import datetime

from kiosk.cases.case import Strokes
from kiosk.errors import Trouble
from kiosk.paper.document import Document
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen import words
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.review import ReviewPage, ReviewView
from kiosk.screens.citizen.sign import SignPage
from kiosk.screens.telling.signing import INCH, review_view, sign_view
from kiosk.texts import Text
from kiosk.visits.steps import Step

RIGHT = Text("没问题，去签名", "All correct, go on to sign")
SUBMIT = Text("签好了，提交", "Signed, submit")
NEXT_PERSON = Text("签好了，换另一位", "Signed, next person")
CHANGED = Text(
    "签名后内容改了，要重新签名：{what}", "Changed after signing, to be signed anew: {what}"
)


class Signing(Act):
    """Shows the paper, takes both signatures, hands the application in."""

    steps = frozenset({Step.REVIEW, Step.SIGN})

    def __init__(self, stage: Stage, dots_per_mm: float) -> None:
        super().__init__(stage)
        self._dpi = dots_per_mm * INCH
        self._drawn: tuple[object, ReviewView] | None = None
        self._locked: tuple[str, datetime] | None = None

    def show(self) -> None:
        """Show the paper, or the frame to sign in."""
        if self.stage.visit.step is Step.REVIEW:
            self._show_review()
        else:
            self._show_signing()

    def leave(self) -> None:
        """Say no longer what changed."""
        self.stage.window.show_missing("")

    def forget(self) -> None:
        """Forget the drawn paper."""
        self._drawn = self._locked = None

    def onward(self) -> None:
        """Go to signing; from there take the signature that was just written."""
        if self.stage.visit.step is Step.REVIEW:
            super().onward()
        elif self.stage.visit.ready:
            self._hand_in()
        else:
            self._sign_page().finish()

    def _show_review(self) -> None:
        stage = self.stage
        language = stage.language
        key = (stage.filling.effective, stage.filling.items, language)
        page = stage.page(ReviewPage, self._join_review)
        if self._drawn is None or self._drawn[0] != key:
            office, filling, taken = stage.office, stage.filling, stage.visit.captures
            stage.run(lambda: office.preview(filling, taken), self._paper_drawn, self._not_drawn)
        else:
            page.show_view(self._drawn[1])
        stage.put(page, Foot(back=words.BACK[language], onward=RIGHT[language]))
        changed = "、".join(one.label[language] for one in stage.visit.voided)
        stage.window.show_missing(CHANGED.fill(what=changed)[language] if changed else "")

    def _paper_drawn(self, document: Document) -> None:
        visit = self.stage.visit
        if visit.step is not Step.REVIEW or visit.filling is None:
            return
        view = review_view(document, visit.filling, visit.language, self._dpi)
        self._drawn = ((visit.filling.effective, visit.filling.items, visit.language), view)
        self.stage.page(ReviewPage, self._join_review).show_view(view)

    def _not_drawn(self, trouble: Trouble) -> None:
        """From the trouble lead back to where it can be put right, not to the same paper."""
        visit = self.stage.visit
        before = visit.back() if visit.step is Step.REVIEW else visit
        self.stage.turn(before.beside(Step.TROUBLE, trouble))

    def _show_signing(self) -> None:
        stage, visit = self.stage, self.stage.visit
        if visit.consent is None:
            return
        digest = visit.consent.snapshot.hash
        if self._locked is None or self._locked[0] != digest:
            self._locked = (digest, stage.office.now())
        page = self._sign_page()
        page.show_view(sign_view(visit, stage.hall.zone, self._locked[1]))
        language = stage.language
        last = len(stage.filling.signers()) - len(visit.consent.signatures) <= 1
        onward = SUBMIT if last else NEXT_PERSON
        stage.put(page, Foot(back=words.BACK[language], onward=onward[language]))

    def _sign_page(self) -> SignPage:
        return self.stage.page(SignPage, self._join_sign)

    def _join_review(self, page: ReviewPage) -> None:
        stage = self.stage
        page.change.connect(lambda page_id: stage.turn(stage.visit.jump_to(page_id)))

    def _join_sign(self, page: SignPage) -> None:
        page.signed.connect(self._sign)
        page.again.connect(self._unsign)
        page.once_more.connect(self.back)

    def _sign(self, role: str, strokes: Strokes) -> None:
        visit = self.stage.visit.sign(role, strokes, self.stage.office.now())
        self.stage.turn(visit)
        if visit.ready:
            self._hand_in()

    def _unsign(self, role: str) -> None:
        self.stage.turn(self.stage.visit.unsign(role))

    def _hand_in(self) -> None:
        visit = self.stage.visit
        if visit.filling is None or visit.consent is None:
            return
        filling, consent, language = visit.filling, visit.consent, visit.language
        stage, office, taken = self.stage, self.stage.office, visit.captures
        stage.run(
            lambda: office.accept(filling, consent, language, taken),
            lambda case: stage.turn(stage.visit.accepted(case)),
            hold=True,
        )
