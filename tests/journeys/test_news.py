"""A form that staff publish while the kiosk stands is offered, and its case goes all the way."""

from pathlib import Path

import pytest

from kiosk.authoring.starting import Beginning, start
from tests.journeys.hall import Hall

pytestmark = pytest.mark.timeout(240)  # a whole visit, on a busy machine of two cores

ANSWERS = """
service: 150600-moving
items: [first, second]
answers:
  a_name: 巴特尔
  a_id: "150602200411219993"
  a_phone: "13804770001"
  moving: true
signatures:
  applicant: [[[150, 250], [330, 250], [330, 350]], [[430, 230], [410, 290], [700, 450]]]
"""


def test_a_published_form_is_offered_and_its_case_goes_all_the_way(
    hall: Hall, tmp_path: Path
) -> None:
    answers = tmp_path / "somebody.yaml"
    answers.write_text(ANSWERS, "utf-8")
    form = start(Beginning("150600", "moving", "搬新家", "Moving"), tmp_path, "90")
    with hall.central():
        hall.enrol()
        with hall.visit("serve_what_is_new", str(form), str(answers)) as somebody:
            somebody.sees("waiting")
            assert "published: 150600-moving/1" in hall.publish("forms", "publish", str(form))
            with hall.courier():
                somebody.sees("offered")
                somebody.sees("filled")
                number = somebody.sees("accepted")["number"]
                somebody.sees("printed")
                somebody.done()
                case = hall.delivered(number)
        assert case["quarantine"] is None
        assert {task["item"] for task in case["tasks"]} == {"first", "second"}
        hall.decide(number, "first")
