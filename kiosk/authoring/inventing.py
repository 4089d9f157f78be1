"""A form filled in with invented answers, so that its author sees it before anybody fills it in."""

from datetime import date

from kiosk.authoring.examples import Examples
from kiosk.cases.filling import Filling
from kiosk.cases.visible import VisibleField
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.kinds.capture import CAPTURES
from kiosk.catalogue.schema import JointService, KindName, Severity
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays
from kiosk.visits.visit import Visit

ROUNDS = 300
"""More questions than any form asks: an answer may bring another one."""

MENDS = 12
"""How many answers are given otherwise where a rule or an exclusion speaks against them."""


def invented(
    service: JointService, day: date, portrait: bytes, calendar: WorkingDays = UNANNOUNCED
) -> Visit:
    """Fill a form in, as far as its kinds of field can be guessed.

    Every item is tried and first values stay; what people agree to have taken of them is the
    `portrait`, a JPEG. Where something speaks against a choice, the next one is tried.
    """
    visit = Visit().choose_service(service, day, calendar).next()
    visit = visit.filled(lambda filling: filling.choose(item.id for item in service.items))
    author = _Author(Examples(service, day), portrait)
    return author.mended(author.filled(visit))


def trouble_of(filling: Filling) -> tuple[str, ...]:
    """Say in Chinese what keeps answers from being signed."""
    wrong = [one.say.zh for one in filling.remarks() if one.severity is Severity.ERROR]
    return (*wrong, *(one.say.zh for one in filling.missing()))


def _open(visit: Visit) -> list[VisibleField]:
    """Return what is asked and not answered; what has a first value comes last."""
    filling = visit.filling
    fields = [one for page in (filling.pages if filling else ()) for one in page.fields]
    every = [one for outer in fields for one in (outer, *(i for row in outer.rows for i in row))]
    unanswered = [one for one in every if one.value in (None, []) and one.field.item is None]
    return sorted(unanswered, key=lambda one: one.field.default is not None)


class _Author:
    """Who answers; `portrait` is what a camera would have taken."""

    def __init__(self, examples: Examples, portrait: bytes) -> None:
        self._examples, self._portrait = examples, portrait

    def filled(self, visit: Visit) -> Visit:
        """Answer one question after the other, looking anew each time: one may give others."""
        tried: set[str] = set()
        for _ in range(ROUNDS):
            asked = next((one for one in _open(visit) if one.path not in tried), None)
            if asked is None:
                break
            tried.add(asked.path)
            visit = self._answered(visit, asked)
        return visit

    def mended(self, visit: Visit) -> Visit:
        """Choose otherwise for as long as that leaves less wrong."""
        for _ in range(MENDS):
            better = self._better(visit)
            if better is None:
                break
            visit = better
        return visit

    def _answered(self, visit: Visit, one: VisibleField) -> Visit:
        field = one.field
        if field.kind is KindName.REPEAT:
            return visit.filled(lambda filling: filling.add_row(field.id))
        allowed = visit.filling is not None and visit.filling.effective.get(field.consent or "")
        if field.kind in CAPTURES and allowed is True:
            return visit.capture(one.path, self._portrait)
        _, *row = one.path.split(".")
        value: Json = self._examples.of(field, int(row[0]) if row else 0)
        return visit if value is None else visit.answer(one.path, value)

    def _better(self, visit: Visit) -> Visit | None:
        """Return the first other choice with which less is wrong."""
        filling = visit.filling
        if filling is None:
            return None
        wrong = [one for one in filling.remarks() if one.severity is Severity.ERROR]
        asked = {one.path: one for page in filling.pages for one in page.fields}
        spoken = [path for one in wrong for path in one.on if path in asked]
        for path in dict.fromkeys([*spoken, *asked]) if wrong else ():
            for value in self._examples.instead(asked[path].field):
                other = self.filled(visit.answer(path, value))
                if other.filling and len(trouble_of(other.filling)) < len(trouble_of(filling)):
                    return other
        return None
