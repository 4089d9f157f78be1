"""A couple comes with nothing but their ID cards, and the four departments are at work."""

import pytest

from tests.journeys.hall import Hall
from tests.paper.reading import symbols

pytestmark = pytest.mark.timeout(240)  # a whole visit, on a busy machine of two cores

PRINTED_DPI = 203.0
ITEMS = {"marriage_reg", "hukou_marital", "hukou_spouse_move", "birth_reg"}


def test_one_visit_from_the_first_touch_to_the_result(hall: Hall) -> None:
    with hall.central():
        hall.enrol()
        with hall.courier():
            with hall.visit("apply") as couple:
                number = couple.sees("accepted")["number"]
                couple.sees("home")
                couple.done()
            papers_carry(hall, number)
            departments_are_told(hall, number)
            [receipt] = hall.papers("receipt")
            proof = symbols(receipt.read_bytes(), 0, PRINTED_DPI)["QRCode"]
            assert hall.verify(proof).startswith("genuine: ")
        assert hall.decide(number, "marriage_reg") == "approved"
        with hall.courier():  # it asks for news when it starts, and then once a minute
            hall.told(number, "marriage_reg")
        with hall.visit("look_up", number, "办好了", "已送到公安局") as couple:
            couple.sees("found")
            couple.done()


def papers_carry(hall: Hall, number: str) -> None:
    """An application for each and a receipt, all with the number as bars."""
    (receipt,), applications = hall.papers("receipt"), hall.papers("application")
    assert len(applications) == 2
    for paper in (receipt, *applications):
        read = symbols(paper.read_bytes(), 0, PRINTED_DPI)
        assert read["Code128"] == number
        assert read["QRCode"] == number or paper is receipt


def departments_are_told(hall: Hall, number: str) -> None:
    """All four items are there, with every file; what needs the marriage waits for it."""
    case = hall.delivered(number)
    waits = {task["item"]: task["waits_for"] for task in case["tasks"]}
    assert waits.keys() == ITEMS
    assert waits["hukou_marital"] == waits["hukou_spouse_move"] == ["marriage_reg"]
    assert waits["marriage_reg"] == waits["birth_reg"] == []
    files = {file["name"]: file["held"] for file in case["files"]}
    assert files == {"signature-husband.json": True, "signature-wife.json": True}
    assert case["quarantine"] is None
