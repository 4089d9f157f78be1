"""Processes killed and lines cut, for real, in the short form."""

import pytest

from tests.faults.storm import storm


@pytest.mark.timeout(180)
def test_processes_are_killed_and_the_line_is_cut_and_each_case_arrives_once() -> None:
    count = storm(kills=12, seed=3)
    assert count.wrong == ()
    assert count.faults > 12
    assert count.promises > 5
