"""The ways on from what an application cannot take: without it, with a slip, or home."""

from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.form import FormPage
from kiosk.visits.steps import Step


def lead_out(stage: Stage, page: FormPage) -> None:
    """Follow the buttons of the notice on a form page."""

    def leave_out(exclusion_id: str) -> None:
        if stage.visit.step is Step.FORM:
            stage.turn(stage.visit.leave_out(exclusion_id))

    def explain(exclusion_id: str) -> None:
        filling, office, language = stage.filling, stage.office, stage.language
        found = next(one for one in filling.exclusions if one.id == exclusion_id)
        stage.run(lambda: office.outlet.notice(filling.service, language, found), _printed)

    page.left_out.connect(leave_out)
    page.explained.connect(explain)
    page.home.connect(stage.ended)


def _printed(_: object) -> None:
    """Nothing more to do."""
