"""A spooler killed between any two steps of a paper: it is not lost, and not silently doubled."""

import json
from pathlib import Path

import pytest
from ippx import Operation

from kiosk.app import Kiosk
from kiosk.devices.ipp.jobs import state_of
from kiosk.devices.ipp.line import Line, keywords, wanted
from kiosk.devices.printer import JobState
from kiosk.errors import Trouble
from tests.devices.ipp.machines import PATIENCE, Machine, Spooler, until
from tests.devices.ipp.test_ledger import begun, handed_in, kiosk_at, notes, out
from tests.paper import reading

NOTED_AT_ONCE, NOTED_LATE = 0, 30
"""Seconds until the spooler writes down what it knows; 30 is how it is delivered."""


def twice(kiosk: Kiosk) -> bool:
    """Tell whether the journal says that a paper may have come out twice."""
    bodies = [one.body for _, one in kiosk.journal.history.entries() if one.kind == "paper.printed"]
    return any(json.loads(one).get("twice") for one in bodies)


def underway(a4: Machine) -> bool:
    asked = [keywords("which-jobs", "not-completed")]
    return bool(Line(a4.address, PATIENCE).ask(Operation.GET_JOBS, asked).jobs)


def test_before_it_is_handed_in(a4: Machine, queue: Spooler, tmp_path: Path) -> None:
    with kiosk_at(tmp_path, queue.address) as kiosk:
        outlet, case = kiosk.backroom.outlet, handed_in(kiosk)
        paper = outlet.papers(case)[0]
        queue.kill()
        with pytest.raises(Trouble) as caught:
            outlet.send(case, paper)
        assert caught.value.code == "printer.offline"
        queue.start()
        until(lambda: queue.driver().status().ready, "it is not back")
        assert out(kiosk, outlet.send(case, paper)).state is JobState.DONE
        assert notes(kiosk) == ["queued", "failed", "queued", "taken", "printed"]
    (printed,) = a4.printed
    assert "补打" not in reading.text(printed)


@pytest.mark.parametrize("saved_after", [NOTED_AT_ONCE, NOTED_LATE])
@pytest.mark.parametrize("moment", ["held", "coming", "out"])
def test_while_it_is_under_way(
    a4: Machine, queue: Spooler, tmp_path: Path, moment: str, saved_after: int
) -> None:
    """Held at the printer; coming out; out, and nobody has looked yet."""
    queue.stop()
    queue.saved_after = saved_after
    queue.start()
    with kiosk_at(tmp_path, queue.address) as kiosk:
        outlet, case = kiosk.backroom.outlet, handed_in(kiosk)
        job = begun(kiosk, case, a4)
        if moment == "out":
            a4.take_away("hold")
            until(lambda: len(a4.printed) == 1, "it does not come out")
        queue.kill()
        if moment == "coming":
            a4.take_away("hold")
            until(lambda: len(a4.printed) == 1, "it does not come out")
        queue.start()
        a4.take_away("hold")
        assert out(kiosk, job).state is JobState.DONE
        assert notes(kiosk) == ["queued", "taken", "printed"]
        until(lambda: a4.driver().status().ready and not underway(a4), "the printer does not rest")
        assert len(a4.printed) == 1 or twice(kiosk)
        if saved_after == NOTED_LATE:
            assert (len(a4.printed), twice(kiosk)) == (1, False)
        out(kiosk, outlet.send(case, outlet.papers(case)[0]))
    assert "补打" in reading.text(a4.printed[-1])


@pytest.mark.parametrize("saved_after", [NOTED_AT_ONCE, NOTED_LATE])
def test_a_reset_after_it_leaves_nothing_for_the_next_person(
    a4: Machine, queue: Spooler, tmp_path: Path, saved_after: int
) -> None:
    """What the spooler forgot, the machine may still have: it is taken back there too."""
    queue.stop()
    queue.saved_after = saved_after
    queue.start()
    with kiosk_at(tmp_path, queue.address) as kiosk:
        begun(kiosk, handed_in(kiosk), a4)
        queue.kill()
        queue.start()
        kiosk.backroom.outlet.take_back()
        assert notes(kiosk)[-1] == "cancelled"
        a4.take_away("hold")  # it gives a job up only when its command has come to its end
        until(lambda: not underway(a4), "it is still there")
    asked = [keywords("which-jobs", "completed"), wanted("job-state")]
    jobs = Line(a4.address, PATIENCE).ask(Operation.GET_JOBS, asked).jobs
    assert {state_of(one) for one in jobs} == {JobState.CANCELLED}
