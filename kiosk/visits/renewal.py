"""A filling under another day's form: what the citizen must be told because the law changed."""

from dataclasses import dataclass, replace
from datetime import date

from kiosk.cases.filling import Filling
from kiosk.cases.recheck import parsed
from kiosk.catalogue.material import Material
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import WorkingDays
from kiosk.texts import Text


@dataclass(frozen=True, slots=True)
class Resumed:
    """The filling, and what is to be shown because the form or the day is another.

    `gone` are the questions whose answers no longer count, `new` those now asked that were
    not, `wrong` the remarks that were not made before; `dropped` the items that cannot be had
    any more; `to_bring` and `not_to_bring` the materials that are wanted now, and no longer;
    `otherwise` what is now asked of a material that was wanted before in another way.
    """

    filling: Filling
    gone: tuple[Text, ...] = ()
    new: tuple[Text, ...] = ()
    wrong: tuple[Remark, ...] = ()
    dropped: tuple[Text, ...] = ()
    to_bring: tuple[Text, ...] = ()
    not_to_bring: tuple[Text, ...] = ()
    otherwise: tuple[Text, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        asked = (self.gone, self.new, self.wrong, self.dropped)
        return any((*asked, self.to_bring, self.not_to_bring, self.otherwise))


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
        to_bring=tuple(one.title for name, one in brings.items() if name not in brought),
        not_to_bring=tuple(one.title for name, one in brought.items() if name not in brings),
        otherwise=tuple(
            _told(one)
            for name, one in brings.items()
            if name in brought and _asked(one) != _asked(brought[name])
        ),
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


def _materials(filling: Filling) -> dict[str, Material]:
    return {one.id: one for one in filling.materials}


def _asked(one: Material) -> tuple[object, ...]:
    """Return what somebody has to know of a material to have it ready."""
    return one.title, one.note, one.form, one.source, one.copies, one.whose


def _told(one: Material) -> Text:
    if one.note is None:
        return one.title
    return Text(f"{one.title.zh}（{one.note.zh}）", f"{one.title.en} ({one.note.en})")
