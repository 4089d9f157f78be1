"""Another day begins while somebody is filling in: the form is the one of today from then on."""

from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Stage
from kiosk.texts import Text
from kiosk.visits.steps import BESIDE, Step

OVER = Trouble(
    "catalogue.no_service",
    Text(
        "这件事从今天起不在这里办了，请到窗口问",
        "This is no longer offered here; ask at the window",
    ),
    Text("该服务的表单今天起失效。", "Its form is in force no longer."),
)
_LOOK_AGAIN = frozenset({Step.REVIEW, Step.SIGN, Step.CHANGED})


def another_day(stage: Stage) -> bool:
    """Bring the filling to today's form; tells whether the citizen has to look at it first."""
    visit, office = stage.visit, stage.office
    if visit.filling is None or visit.case is not None or visit.step in BESIDE:
        return False
    day = office.now().astimezone(stage.hall.zone).date()
    if day == visit.filling.day:
        return False
    key = visit.filling.service.key
    service = next((one for one in office.services() if one.key == key), None)
    if service is None:
        stage.fail(OVER)
        return True
    stage.turn(visit.on_day(service, day))
    return stage.visit.step in _LOOK_AGAIN
