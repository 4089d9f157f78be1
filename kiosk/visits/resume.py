"""Going on with a filling that was put away, when the form may have changed meanwhile."""

from datetime import date

from kiosk.cases.filling import Filling
from kiosk.cases.recheck import parsed
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.visits.renewal import Resumed, renewed
from kiosk.visits.sealed import SealedFilling


def resume(
    sealed: SealedFilling,
    then: JointService,
    service: JointService,
    today: date,
    calendar: WorkingDays = UNANNOUNCED,
) -> Resumed:
    """Open a filling under today's form and check it again.

    `then` is the form exactly as it was sealed under, `service` what is in force today. Raises
    Trouble `resume.other_service` when they are not the same joint service.
    """
    if not sealed.service.key == then.key == service.key or then.version != sealed.service.version:
        raise Trouble(
            "resume.other_service",
            Text("存起来的是另一件事，请回首页选择。", "This belongs to another service."),
            Text("请从首页选择原来的事项。", "Choose the service it was filled in for."),
        )
    return renewed(_opened(sealed, then, calendar), service, today, calendar)


def _opened(sealed: SealedFilling, then: JointService, calendar: WorkingDays) -> Filling:
    known = [item.id for item in then.items]
    asked = {field.id for field in then.fields}
    return Filling(
        service=then,
        day=sealed.service.day,
        wanted=tuple(one for one in sealed.wanted if one in known),
        waived=tuple(one for one in sealed.waived if one in known),
        answers=parsed(then, sealed.answers),
        sources={path: how for path, how in sealed.sources.items() if path.split(".")[0] in asked},
        calendar=calendar,
    )
