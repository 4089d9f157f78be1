"""What becomes of a scanned code: a receipt opens its case, a certificate's number its field."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication

from kiosk.cases.given import is_given
from kiosk.cases.number import is_case_number, plain
from kiosk.cases.visible import VisibleField
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.asking import AskPage
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.progress import ProgressPage
from kiosk.screens.citizen.reprint import ReprintPage
from kiosk.screens.citizen.resume import ResumePage
from kiosk.visits.claim import is_claim_code
from kiosk.visits.scan import answers
from kiosk.visits.steps import Step
from kiosk.wire.proof import read_proof

ASKED: dict[Step, type[AskPage]] = {
    Step.PROGRESS: ProgressPage,
    Step.REPRINT: ReprintPage,
    Step.RESUME: ResumePage,
}


def takers(stage: Stage) -> tuple[Callable[[str], bool], ...]:
    """Return who takes what: case numbers and receipts, claim codes, certificates' numbers."""
    return (
        lambda scanned: take_number(stage, scanned),
        lambda scanned: take_claim_code(stage, scanned),
        lambda scanned: take_certificate(stage, scanned),
    )


def take_number(stage: Stage, scanned: str) -> bool:
    """Ask for a case by its number: where one is asked for, and from the welcome page."""
    read = read_proof(scanned)
    number = plain(scanned) if read is None else read[0].number
    return is_case_number(number) and _asked(stage, number, Step.PROGRESS, Step.REPRINT)


def take_claim_code(stage: Stage, scanned: str) -> bool:
    """Take out what was put away, where its code is asked for and from the welcome page."""
    return is_claim_code(scanned) and _asked(stage, scanned, Step.RESUME)


def take_certificate(stage: Stage, scanned: str) -> bool:
    """Answer the field in use, or else the first empty one that such a number fits."""
    page = stage.visit.form_page
    every = [] if page is None else list(_every(page.fields))
    fitting = [one for one in every if answers(one.field.kind, scanned)]
    in_use = _in_use(stage)
    empty = [one for one in fitting if not is_given(one.value)]
    wanted = [one for one in fitting if one.path == in_use] or empty
    if not wanted:
        return False
    stage.stirred.emit()
    stage.turn(stage.visit.answer(wanted[0].path, scanned))
    return True


def _asked(stage: Stage, text: str, *steps: Step) -> bool:
    if stage.visit.step is Step.WELCOME:
        stage.turn(stage.visit.beside(steps[0]))
    step = stage.visit.step
    page = stage.binder.built(ASKED[step]) if step in steps else None
    if page is None:
        return False
    stage.stirred.emit()
    page.fill(text)
    return True


def _every(fields: tuple[VisibleField, ...]) -> Iterator[VisibleField]:
    for one in fields:
        yield one
        for row in one.rows:
            yield from _every(row)


def _in_use(stage: Stage) -> str:
    """Return the path of the field that is being filled in, empty if none is."""
    page, focus = stage.binder.built(FormPage), QApplication.focusWidget()
    fields = page.sheet.column.every() if page is not None else []
    return next((one.view.path for one in fields if one.target() is focus), "")
