"""The same checks once more, by those who receive a case: central trusts no screen."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from kiosk.cases.canonical import canonical
from kiosk.cases.captures import captures
from kiosk.cases.case import Case
from kiosk.cases.filling import Filling
from kiosk.cases.layout import layout_of
from kiosk.cases.typed import parse
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import JointService, Severity
from kiosk.catalogue.workdays import UNANNOUNCED, WorkingDays
from kiosk.texts import Text

_NOT_OF_THE_FORM = Text(
    zh="这一项与申请表不符", en="This answer does not belong to the application form"
)

_SPELLED = msgspec.json.Encoder(order="sorted").encode

_NOT_ATTACHED = Text(zh="缺少采集的照片或指纹", en="A photo or fingerprint of this case is missing")

_NOT_SIGNED = Text(zh="申请人没有签名", en="Somebody who applies has not signed")


def refill(
    service: JointService,
    day: date,
    items: Iterable[str],
    answers: Mapping[str, object],
    calendar: WorkingDays = UNANNOUNCED,
) -> Filling:
    """Open a case's effective answers as a filling again.

    An item that others need and that is not among `items` counts as proved.
    """
    claimed = set(items)
    wanted = tuple(item for item in service.items if item.id in claimed)
    lacking = {need.item for item in wanted for need in item.needs} - claimed
    return Filling(
        service=service,
        day=day,
        wanted=tuple(item.id for item in wanted),
        waived=tuple(item.id for item in service.items if item.id in lacking),
        answers=parsed(service, answers),
        sources={},
        calendar=calendar,
    )


def parsed(service: JointService, answers: Mapping[str, object]) -> dict[str, Json]:
    """Return the answers to what the form asks, each in the shape its kind gives it."""
    return {
        one.id: parse(one.field, answers[one.id])
        for one in layout_of(service).questions
        if one.asked and one.id in answers
    }


def recheck_case(
    service: JointService, case: Case, calendar: WorkingDays = UNANNOUNCED
) -> tuple[Remark, ...]:
    """Check a whole case: as `recheck`, and what it must have beside its answers.

    Everybody has signed, else `case.signature`; a photo or fingerprint that an answer names is
    an attachment of the case, else `case.attachment`.
    """
    answers, signed = case.answers, {one.role for one in case.signatures}
    filling = refill(service, case.service.day, case.items, answers, calendar)
    unsigned = [
        Remark(Severity.ERROR, "case.signature", _NOT_SIGNED, (one.role,))
        for one in filling.signers()
        if one.role not in signed
    ]
    held = {file.sha256 for file in case.attachments}
    lacking = [
        Remark(Severity.ERROR, "case.attachment", _NOT_ATTACHED, (path,))
        for path, _, name in captures(service, answers)
        if name not in held
    ]
    return (*_found(filling, case.items, answers), *unsigned, *lacking)


def recheck(
    service: JointService,
    day: date,
    items: Iterable[str],
    answers: Mapping[str, object],
    calendar: WorkingDays = UNANNOUNCED,
) -> tuple[Remark, ...]:
    """Check a case as the kiosk did: its remarks, what is missing, and what does not belong.

    `service` is in force on `day`. An answer that is hidden, unknown or derived otherwise is
    an error `case.answer`; items that are unknown or incomplete are `case.items`.
    """
    items = tuple(items)
    return _found(refill(service, day, items, answers, calendar), items, answers)


def _found(
    filling: Filling, items: tuple[str, ...], answers: Mapping[str, object]
) -> tuple[Remark, ...]:
    found = list(filling.remarks())
    found += [Remark(Severity.ERROR, "case.missing", m.say, (m.path,)) for m in filling.missing()]
    if set(filling.items) != set(items):
        found.append(Remark(Severity.ERROR, "case.items", _NOT_OF_THE_FORM, ("items",)))
    strange = _different(answers, filling.effective)
    found += [Remark(Severity.ERROR, "case.answer", _NOT_OF_THE_FORM, (name,)) for name in strange]
    return tuple(found)


def _different(claimed: Mapping[str, object], counted: Mapping[str, object]) -> list[str]:
    # Mostly nothing is: both are spelled as a whole first, by whoever is fastest.
    if _SPELLED(claimed) == _SPELLED(counted):
        return []
    names = sorted({*claimed, *counted})
    return [name for name in names if canonical(claimed.get(name)) != canonical(counted.get(name))]
