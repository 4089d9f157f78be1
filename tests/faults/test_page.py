"""The page of reliability names tests that are there."""

import re

import pytest

from tests.faults.mutations import MUTATIONS
from tests.faults.page import KEPT
from tests.faults.preload import ROOT

NAMED = sorted(set(re.findall(r"`(\w+/test_\w+\.py)(?:::(\w+))?`", KEPT.read_text("utf-8"))))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_named_test_is_there(file: str, test: str) -> None:
    content = (ROOT / "tests" / file).read_text("utf-8")
    assert not test or f"def {test}(" in content


def test_the_protections_are_those_that_are_taken_out() -> None:
    table = KEPT.read_text("utf-8").partition("<!-- protections -->\n")[2]
    rows = table.partition("<!-- end")[0].splitlines()[2:]
    assert {row.split(" | ")[0].removeprefix("| ") for row in rows} == {
        one.protection for one in MUTATIONS
    }


def test_there_are_some() -> None:
    assert len(NAMED) > 25
