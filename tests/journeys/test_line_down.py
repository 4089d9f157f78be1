"""The line is down: the kiosk says so, keeps everything, and hands it over once it is back.

Staff say when that is, for by itself the courier may wait for minutes.
"""

import pytest

from tests.journeys.hall import Hall
from tests.paper.reading import text

pytestmark = pytest.mark.timeout(240)  # a whole visit, on a busy machine of two cores


def test_a_case_without_a_line_waits_and_arrives_once(hall: Hall) -> None:
    with hall.central():
        hall.enrol()
    with hall.courier():
        with hall.visit("apply_without_line") as couple:
            number = couple.sees("accepted")["number"]
            couple.done()
        (receipt,) = hall.papers("receipt")
        assert "待送达" in text(receipt.read_bytes())
        assert hall.at_central(number) == []
        with hall.central():
            hall.send_now()
            case = hall.delivered(number)
            assert len(case["tasks"]) == 4
    assert len(hall.at_central(number)) == 1
