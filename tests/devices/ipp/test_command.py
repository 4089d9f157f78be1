"""`kiosk printers`: what is there is found, tried, and told."""

import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.devices.ipp.finding import Found, described, printers
from tests.contracts.receipt_printers import machine as receipt_machine
from tests.devices.ipp.machines import Machine, Spooler, announcer, free_port


def said(*words: str) -> str:
    done = CliRunner().invoke(main, ["printers", *words])
    assert done.exit_code == 0, done.output
    return done.output


def written(folder: Path, a4: str, receipt: str = "") -> str:
    file = folder / "kiosk.toml"
    places = '[places]\ndata = "data"\nspool = "spool"\n'
    file.write_text(f'{places}[printers]\na4 = "{a4}"\nreceipt = "{receipt}"\n')
    return str(file)


def test_a_queue_is_found_with_what_it_can(queue: Spooler) -> None:
    (found,) = printers(f"127.0.0.1:{queue.port}")
    assert found.address == queue.address
    assert found.media == ("iso_a4_210x297mm", "iso_a5_148x210mm")
    assert (found.unscaled, found.takes_pdf, found.two_sided) == (True, True, False)
    assert found.status.ready
    listed = said("list", "--cups", f"127.0.0.1:{queue.port}")
    assert queue.address in listed
    assert "ready" in listed


def test_a_printer_without_a_spooler_tells_what_it_can(a4: Machine) -> None:
    found = described(a4.address)
    assert found is not None
    assert found.model == "Example A4"
    assert "no printer answers" in said("list", "--cups", f"127.0.0.1:{free_port()}")
    assert described(f"ipp://127.0.0.1:{free_port()}/") is None


def found_there(cups: str, *addresses: str) -> dict[str, Found]:
    """Look for printers until these are among them; on a slow machine word of one comes late."""
    found: dict[str, Found] = {}
    for _ in range(5):
        found = {one.address: one for one in printers(cups)}
        if found.keys() >= set(addresses):
            break
    return found


def test_a_printer_that_announces_itself_is_found_by_the_name_it_says(
    a4: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", a4.bus)
    nowhere = f"127.0.0.1:{free_port()}"
    with announcer(tmp_path, a4.bus):
        a4.switch_off()
        a4.switch_on(announced=True)
        plain, secure = (f"{way}://kiosk-hall.local:{a4.port}/ipp/print" for way in ("ipp", "ipps"))
        found = found_there(nowhere, plain, secure)
        assert set(found) == {plain, secure}
        assert found[plain].model == found[secure].model == "Example A4"
        assert len(found[secure].certificate) == 64
        assert found[secure].status.ready
        assert f"certificate: {found[secure].certificate}" in said("list", "--cups", nowhere)
        assert a4.process is not None
        a4.process.send_signal(signal.SIGSTOP)  # it has announced itself, and says nothing
        silent = found_there(nowhere, plain)
        a4.process.send_signal(signal.SIGCONT)
    assert [one.code for one in silent[plain].status.troubles] == ["printer.offline"]


def test_a_trial_page_comes_out_of_every_printer(a4: Machine, tmp_path: Path) -> None:
    with receipt_machine(tmp_path / "cut") as roll:
        file = written(tmp_path, a4.address, f"tcp://127.0.0.1:{roll.port}")
        assert said("test", "--settings", file).splitlines() == [
            "a4: it is out",
            "receipt: it is out",
        ]
        assert len(roll.pieces) == 1
    assert len(a4.printed) == 1
    assert a4.asked == ["1 iso_a4_210x297mm none"]


def test_what_keeps_a_printer_from_printing_is_told(a4: Machine, tmp_path: Path) -> None:
    file = written(tmp_path, a4.address, f"tcp://127.0.0.1:{free_port()}")
    a4.switch_off()
    told = said("state", "--settings", file)
    assert told.count("The printer does not answer.") == 2
    assert said("test", "--settings", file).count("The printer does not answer.") == 2
