"""Who signs a paper: a role, or the one whom the couple chose."""

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.paper.fill_ins import filled_in
from kiosk.paper.values import Form
from tests.catalogue.filled import TODAY, filled

KEY = "130000-marriage-birth"


@pytest.mark.parametrize(
    ("line", "mover", "role"),
    [
        ("签名：{sign:host}", "spouse", "applicant"),
        ("签名：{sign:host}", "applicant", "spouse"),
        ("签名：{sign:mover}", "spouse", "spouse"),
        ("签名：{sign:spouse}", "spouse", "spouse"),
    ],
)
def test_the_one_chosen_signs(line: str, mover: str, role: str) -> None:
    filling = filled(KEY, {"mover": mover})
    values = Form(filling.service).values(TODAY, filling.items, filling.effective)
    assert [one.sign for one in filled_in(line, values, to_the_end=False)] == [None, role]


def test_as_long_as_nobody_is_chosen_the_place_stays_empty() -> None:
    service = Catalogue.load().service(KEY, TODAY)
    values = Form(service).values(TODAY, ("hukou_spouse_move",), {})
    (place,) = filled_in("{sign:host}", values, to_the_end=False)
    assert place.sign not in {one.id for one in service.people}
