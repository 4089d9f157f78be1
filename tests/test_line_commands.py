"""What waits, why, and away with it, as staff meet it at a command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.courier.courier import Courier
from kiosk.courier.enrolled import ANSWER
from kiosk.courier.failures import Failure
from kiosk.journal.outbox import Effort
from kiosk.wire.signed import plain
from tests.central.hall import Kiosk, central_at, number_of


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    with central_at("", tmp_path / "central") as central:
        enrolled = Kiosk.enrolled(central, tmp_path / "data")
    (tmp_path / "data" / ANSWER).write_bytes(plain(enrolled.welcome))
    (tmp_path / "kiosk.toml").write_text('[places]\ndata = "data"\n', "utf-8")
    yield enrolled
    enrolled.journal.close()


def run(command: str, tmp_path: Path) -> str:
    result = CliRunner().invoke(main, [command, "--settings", str(tmp_path / "kiosk.toml")])
    assert result.exit_code == 0, result.output
    return result.output


def test_each_waiting_case_with_its_day_and_reason(kiosk: Kiosk, tmp_path: Path) -> None:
    entry = kiosk.submit()
    with kiosk.line("http://127.0.0.1:1") as line:
        Courier(kiosk.journal, line, kiosk.clock, lambda: 1.0).round()
    first, second, third, case = run("waiting", tmp_path).splitlines()
    assert first == Failure.UNREACHABLE.row.say.en
    assert second.startswith("Tried 1 times; again at 20")
    assert third == "2 entries and 0 attachments wait, 0 are put aside."
    assert case.startswith(f"{number_of(entry)} since 20")
    assert case.endswith(Failure.UNREACHABLE.row.say.en)


def test_send_now_ends_the_waiting_and_takes_up_what_was_put_aside(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    outbox = kiosk.journal.outbox
    outbox.set_aside(kiosk.submit(), "too_large", kiosk.clock())
    outbox.note(Effort(7, kiosk.clock(), "unreachable"))
    assert "tries again at once" in run("send-now", tmp_path)
    assert outbox.effort() == Effort(0, None, "unreachable", None)
    assert outbox.parked() == ()
    assert outbox.queue().waiting == 2


def test_nothing_waits_on_a_kiosk_whose_line_is_well(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.journal.outbox.note(Effort(last_success=kiosk.clock()))
    assert run("waiting", tmp_path).startswith("The line is well.\n1 entries")
