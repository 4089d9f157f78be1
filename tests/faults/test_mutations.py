"""What the mutations take out is there to be taken out; `make faults` sees that each is noticed."""

import pytest

from tests.faults.mutation import Mutation
from tests.faults.mutations import MUTATIONS
from tests.faults.preload import ROOT


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.protection)
def test_the_protection_stands_where_it_is_taken_out(mutation: Mutation) -> None:
    for change in mutation.changes:
        assert (ROOT / change.file).read_text("utf-8").count(change.old) == 1
        assert change.old != change.new
