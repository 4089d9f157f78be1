"""Every status and every problem at every door, in the short form."""

from tests.faults.every_no import each_no


def test_whatever_is_told_at_any_door_the_case_arrives_once() -> None:
    count = each_no(nth=13)
    assert count.wrong == ()
    assert count.faults > 28
