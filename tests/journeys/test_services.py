"""One family for every service: filled in at the glass, printed, and at work in the departments."""

from collections.abc import Callable

import pytest

from kiosk.script import SAMPLES, read_script
from tests.journeys.hall import Hall
from tests.paper.reading import symbols

pytestmark = pytest.mark.timeout(240)  # a whole visit, on a busy machine of two cores

PRINTED_DPI = 203.0
HALLS = {"130000": "130529", "150600": "150602", "310000": "310101", "532300": "532301"}
SERVICES = sorted(one.stem for one in SAMPLES.glob("*.yaml"))


@pytest.mark.parametrize("key", SERVICES)
def test_a_family_files_at_the_glass(key: str, new_hall: Callable[..., Hall]) -> None:
    script = read_script(None, key)
    hall = new_hall(HALLS[key[:6]], script.day)
    with hall.central():
        hall.enrol()
        with hall.courier(), hall.visit("serve", key) as family:
            number = family.sees("accepted")["number"]
            family.sees("printed")
            family.done()
            case = hall.delivered(number)
    assert {task["item"] for task in case["tasks"]} == set(script.items or ())
    assert case["quarantine"] is None
    assert all(one["held"] for one in case["files"])
    for paper in hall.papers(number):
        assert symbols(paper.read_bytes(), 0, PRINTED_DPI)["Code128"] == number
