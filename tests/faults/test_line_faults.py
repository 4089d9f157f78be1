"""A line that fails at more than half of its requests, in the short form."""

import random
from pathlib import Path

import pytest

from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from tests.faults.bad_line import BadLine, Fault
from tests.faults.doors import URL, Doors, hang_on
from tests.faults.keeping import OnServer, server
from tests.faults.line_faults import faults_on_the_line

NAMED = {
    Fault.NO_NAME: {Failure.UNREACHABLE},
    Fault.REFUSED: {Failure.UNREACHABLE},
    Fault.CERTIFICATE: {Failure.CERTIFICATE},
    Fault.NO_ANSWER: {Failure.TIMEOUT},
    Fault.REQUEST_CUT: {Failure.CUT},
    Fault.REQUEST_LATE: {Failure.TIMEOUT},
    Fault.ANSWER_LOST: {Failure.CUT},
    Fault.PORTAL: {Failure.PORTAL},
    Fault.FORGED: {Failure.PORTAL},
}


def test_whatever_the_line_does_each_case_arrives_once() -> None:
    count = faults_on_the_line(200, seed=7, upheavals=0.1)
    assert count.wrong == ()
    assert count.promises > 20


def test_nor_is_anything_lost_where_central_keeps_it_on_a_server_that_is_killed() -> None:
    with server() as running:
        count = faults_on_the_line(100, seed=8, upheavals=0.2, keeping=OnServer(running))
    assert count.wrong == ()
    assert count.promises > 10


@pytest.mark.parametrize("fault", list(NAMED), ids=str)
def test_a_fault_is_told_by_its_name(tmp_path: Path, fault: Fault) -> None:
    doors = Doors(tmp_path / "central")
    kiosk = doors.kiosk(tmp_path / "kiosk")
    bad = BadLine(doors, random.Random(1), share=1.0, kinds=(fault,))  # noqa: S311  # a test that can be repeated
    with hang_on(kiosk.line(URL), bad) as line:
        failure = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()
    assert failure in NAMED[fault]
    assert kiosk.journal.outbox.queue().waiting == 1
    kiosk.journal.close()
    doors.close()


def test_what_central_has_it_knows_again(tmp_path: Path) -> None:
    doors = Doors(tmp_path / "central")
    kiosk = doors.kiosk(tmp_path / "kiosk")
    kiosk.submit()
    bad = BadLine(doors, random.Random(1), share=1.0, kinds=(Fault.ANSWER_LOST,))  # noqa: S311  # a test that can be repeated
    with hang_on(kiosk.line(URL), bad) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        assert courier.round() is Failure.CUT
        bad.share = 0.0
        assert courier.round() is None
    assert kiosk.journal.outbox.queue().waiting == 0
    kiosk.journal.close()
    doors.close()
