"""Going on with a filling that was put away, when the form may have changed meanwhile."""

from dataclasses import dataclass
from datetime import date

from kiosk.cases.filling import Filling
from kiosk.cases.recheck import parsed
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.visits.sealed import SealedFilling


@dataclass(frozen=True, slots=True)
class Resumed:
    """The filling, and what is to be shown because the form or the day is another.

    `gone` are the questions whose answers no longer count, `new` those now asked that were
    not, `wrong` the remarks that were not made before.
    """

    filling: Filling
    gone: tuple[Text, ...] = ()
    new: tuple[Text, ...] = ()
    wrong: tuple[Remark, ...] = ()


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
    before = _opened(sealed, then, sealed.service.day, calendar)
    after = _opened(sealed, service, today, calendar)
    if before.reference == after.reference:
        return Resumed(before)
    asked, asks = _labels(before), _labels(after)
    known = {(one.code, one.on) for one in before.remarks()}
    return Resumed(
        filling=after,
        gone=tuple(asked[name] for name in asked if name not in asks and name in before.effective),
        new=tuple(asks[name] for name in asks if name not in asked),
        wrong=tuple(one for one in after.remarks() if (one.code, one.on) not in known),
    )


def _opened(
    sealed: SealedFilling, service: JointService, day: date, calendar: WorkingDays
) -> Filling:
    known = [item.id for item in service.items]
    asked = {field.id for field in service.fields}
    return Filling(
        service=service,
        day=day,
        wanted=tuple(one for one in sealed.wanted if one in known),
        waived=tuple(one for one in sealed.waived if one in known),
        answers=parsed(service, sealed.answers),
        sources={path: how for path, how in sealed.sources.items() if path.split(".")[0] in asked},
        calendar=calendar,
    )


def _labels(filling: Filling) -> dict[str, Text]:
    return {one.path: one.field.label for page in filling.pages for one in page.fields}
