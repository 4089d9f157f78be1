"""Visits that are broken off: people walk away, the power goes."""

from collections.abc import Callable

import pytest

from tests.journeys.hall import Hall
from tests.paper.reading import symbols, text

pytestmark = pytest.mark.timeout(240)  # a whole visit, on a busy machine of two cores

PRINTED_DPI = 203.0


def test_who_walks_away_leaves_nothing_and_finds_it_again(new_hall: Callable[..., Hall]) -> None:
    hall = new_hall(idle=5, idle_slow=5, still_there=5)
    with hall.central():
        hall.enrol()
    with hall.visit("walk_away") as man:
        man.sees("home")
        man.done()
    (slip,) = hall.papers("claim")
    code = "".join(text(slip.read_bytes()).splitlines()[0].split())
    assert symbols(slip.read_bytes(), 0, PRINTED_DPI)["QRCode"] == code
    with hall.visit("carry_on", code) as man:
        man.sees("opened")
        man.done()


def test_a_case_is_there_after_the_plug_was_pulled_while_printing(hall: Hall) -> None:
    with hall.central():
        hall.enrol()
    with hall.visit("apply_without_line") as couple:
        number = couple.sees("accepted")["number"]
        couple.kill()
    before = len(hall.papers("receipt"))
    with hall.visit("look_up", number, "已存在这台机器，还没送出") as couple:
        couple.sees("found")
        couple.done()
    with hall.visit("print_again", number) as couple:
        couple.sees("printed")
        couple.done()
    assert len(hall.papers("receipt")) == before + 1
