"""Central sees at once what no kiosk would have sent."""

import pytest

from kiosk.cases.recheck import recheck
from kiosk.catalogue.schema import Severity
from tests.cases.wedding import COUPLE, DAY, HOUSEHOLD, WEDDING, empty, filled, whole

WHOLE = whole()


def errors(answers: dict[str, object], items: tuple[str, ...] = WHOLE.items) -> set[str]:
    found = recheck(WEDDING, DAY, items, answers)
    return {f"{one.code}:{','.join(one.on)}" for one in found if one.severity is Severity.ERROR}


def test_a_whole_form_passes() -> None:
    assert not errors({**WHOLE.effective})


def test_one_with_a_certificate_passes() -> None:
    filling = filled(empty().choose(["move"]), COUPLE, HOUSEHOLD).waive("marriage")
    filling = filling.answer("cert_no", "J150602-2026-000123").answer("reg_date", "2026-11-20")
    assert not errors({**filling.effective}, filling.items)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"host": "wife"}, "case.answer:host"),
        ({"apply_date": "2020-01-01"}, "case.answer:apply_date"),
        ({"cert_no": "J150602-2026-000123"}, "case.answer:cert_no"),
        ({"unknown": "x"}, "case.answer:unknown"),
        ({"do_move": False}, "case.answer:do_move"),
        ({"m_phone": None}, "case.missing:m_phone"),
        ({"station": ["富兴"]}, "case.answer:station"),
        ({"m_address": 17}, "case.answer:m_address"),
    ],
)
def test_a_forged_answer_is_seen(change: dict[str, object], error: str) -> None:
    assert error in errors({**WHOLE.effective, **change})


def test_items_that_lack_something_are_seen() -> None:
    assert "case.missing:cert_no" in errors({**WHOLE.effective}, ("move",))
    assert "case.items:items" in errors({**WHOLE.effective}, (*WHOLE.items, "swimming"))
    assert "items.none:items" in errors({**WHOLE.effective}, ())
