"""A filling under another day's form: what the citizen must be told because the law changed."""

from dataclasses import dataclass, replace
from datetime import date

from kiosk.cases.filling import Filling
from kiosk.cases.recheck import parsed
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import WorkingDays
from kiosk.texts import Text


@dataclass(frozen=True, slots=True)
class Resumed:
    """The filling, and what is to be shown because the form or the day is another.

    `gone` are the questions whose answers no longer count, `new` those now asked that were
    not, `wrong` the remarks that were not made before; `dropped` the items that cannot be had
    any more; `to_bring` and `not_to_bring` the materials that are wanted now, and no longer.
    """

    filling: Filling
    gone: tuple[Text, ...] = ()
    new: tuple[Text, ...] = ()
    wrong: tuple[Remark, ...] = ()
    dropped: tuple[Text, ...] = ()
    to_bring: tuple[Text, ...] = ()
    not_to_bring: tuple[Text, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        told = (self.gone, self.new, self.wrong, self.dropped, self.to_bring, self.not_to_bring)
        return any(told)


def renewed(before: Filling, service: JointService, day: date, calendar: WorkingDays) -> Resumed:
    """Open a filling under the form in force on another day, and compare."""
    after = _under(before, service, day, calendar)
    if before.reference == after.reference:
        return Resumed(before)
    if not (before.wanted or before.answers):
        return Resumed(after)  # nobody began to fill it in
    asked, asks = _labels(before), _labels(after)
    known = {(one.code, one.on) for one in before.remarks()}
    brought, brings = _materials(before), _materials(after)
    return Resumed(
        filling=after,
        gone=tuple(asked[name] for name in asked if name not in asks and name in before.effective),
        new=tuple(asks[name] for name in asks if name not in asked),
        wrong=tuple(one for one in after.remarks() if (one.code, one.on) not in known),
        dropped=tuple(
            one.title
            for one in before.service.items
            if one.id in before.items and one.id not in after.items
        ),
        to_bring=tuple(brings[name] for name in brings if name not in brought),
        not_to_bring=tuple(brought[name] for name in brought if name not in brings),
    )


def _under(filling: Filling, service: JointService, day: date, calendar: WorkingDays) -> Filling:
    known = [item.id for item in service.items]
    asked = {field.id for field in service.fields}
    return replace(
        filling,
        service=service,
        day=day,
        wanted=tuple(one for one in filling.wanted if one in known),
        waived=tuple(one for one in filling.waived if one in known),
        answers=parsed(service, filling.answers),
        sources={path: how for path, how in filling.sources.items() if path.split(".")[0] in asked},
        calendar=calendar,
    )


def _labels(filling: Filling) -> dict[str, Text]:
    return {one.path: one.field.label for page in filling.pages for one in page.fields}


def _materials(filling: Filling) -> dict[str, Text]:
    return {one.id: one.title for one in filling.materials}
