"""Processes killed and lines cut, for real, in the short form; on both databases of central."""

import pytest

from tests.faults.keeping import OnServer, server
from tests.faults.storm import storm


@pytest.mark.timeout(180)
def test_processes_are_killed_and_the_line_is_cut_and_each_case_arrives_once() -> None:
    count = storm(kills=6, seed=3)
    assert count.wrong == ()
    assert count.faults >= 6
    assert count.promises >= 6


@pytest.mark.timeout(180)
def test_the_database_server_is_killed_too() -> None:
    with server() as running:
        count = storm(kills=8, seed=3, keeping=OnServer(running))
    assert count.wrong == ()
    assert count.faults >= 8
    assert count.promises >= 6
