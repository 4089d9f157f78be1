"""A receipt printer over a real socket: what comes out, and what is said when nothing does."""

import os
import select
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp

from kiosk.devices.printer import JobId, JobState
from kiosk.devices.receipts.pretend import Ill, PretendPrinter, picture
from kiosk.devices.receipts.printer import DOTS, ReceiptPrinter
from kiosk.devices.receipts.serial_line import SerialLine
from kiosk.devices.receipts.usb_port import UsbPort
from kiosk.devices.usb_device import UsbAddress
from kiosk.errors import Fault, Trouble
from kiosk.paper.receipt import receipt
from kiosk.paper.trial import HARD_NAMES, trial
from kiosk.paper.trial import ROLL as TRIAL_ROLL
from kiosk.texts import Language
from tests.contracts.receipt_printers import Machine, drawn, machine
from tests.devices.usb_twin import Port, PrinterPipes
from tests.paper import reading
from tests.paper.annex import SERVICE
from tests.paper.couple import NUMBER, case, handed, press

ROLL = press().on_roll(receipt(case(), SERVICE, handed()), Language.ZH).pdf
TITLE = f"{NUMBER}-receipt"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Machine]:
    with machine(tmp_path / "cut") as one:
        yield one


def test_a_receipt_comes_out_cut_and_both_symbols_are_read_from_it(desk: Machine) -> None:
    job = desk.printer.print(ROLL, 1, TITLE)
    assert desk.printer.state(job) is JobState.DONE
    (piece,) = desk.pieces
    assert piece.width == DOTS
    read = zxingcpp.read_barcodes(piece.convert("L"))
    assert {(one.format.name, one.text) for one in read} == {
        ("Code128", NUMBER),
        ("QRCode", NUMBER),
    }


def test_what_comes_out_is_dot_for_dot_what_was_drawn(desk: Machine) -> None:
    """The trial page has the ten hard names: what the papers know, the roll prints."""
    hard = trial(TRIAL_ROLL, press().typecase)
    assert HARD_NAMES in reading.text(hard.pdf)
    for pdf in (ROLL, hard.pdf):
        desk.printer.print(pdf, 1, TITLE)
        assert desk.pieces[-1].tobytes() == picture(drawn(pdf)[0]).tobytes()


def test_two_copies_are_two_pieces(desk: Machine) -> None:
    desk.printer.print(ROLL, 2, TITLE)
    first, second = desk.pieces
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize(
    ("ill", "code"),
    [
        (Ill.NO_PAPER, "printer.media-empty"),
        (Ill.COVER_OPEN, "printer.cover-open"),
        (Ill.CUTTER, "printer.cutter"),
        (Ill.STOPPED, "printer.stopped"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_sent(desk: Machine, ill: Ill, code: str) -> None:
    desk.fall_ill(ill)
    with pytest.raises(Trouble) as caught:
        desk.printer.print(ROLL, 1, TITLE)
    assert caught.value.code == code
    assert desk.pieces == []
    desk.recover()
    desk.printer.print(ROLL, 1, TITLE)
    assert len(desk.pieces) == 1


def test_paper_that_ends_in_the_middle_is_not_called_printed(desk: Machine) -> None:
    desk.tell(Ill.RUNS_OUT.value, Ill.LOW_PAPER.value)
    while not desk.printer.status().soon:
        pass  # the machine hears of it a moment later
    with pytest.raises(Trouble) as caught:
        desk.printer.print(ROLL, 1, TITLE)
    assert caught.value.code == "printer.media-empty"


def test_low_paper_prints_and_is_told(desk: Machine) -> None:
    desk.fall_ill(Ill.LOW_PAPER)
    assert [one.code for one in desk.printer.status().soon] == ["printer.media-low"]
    desk.printer.print(ROLL, 1, TITLE)
    assert len(desk.pieces) == 1


def test_a_silent_printer_is_offline(desk: Machine) -> None:
    desk.fall_ill(Ill.SILENT)
    with pytest.raises(Trouble) as caught:
        desk.printer.print(ROLL, 1, TITLE)
    assert caught.value.code == "printer.offline"


def test_a_printer_that_is_not_there_is_offline(desk: Machine) -> None:
    desk.process.kill()
    desk.process.wait()
    with pytest.raises(Trouble) as caught:
        desk.printer.print(ROLL, 1, TITLE)
    assert caught.value.code == "printer.offline"
    assert not desk.printer.status().ready


def test_a_title_cannot_hold_names(desk: Machine) -> None:
    with pytest.raises(Fault):
        desk.printer.print(ROLL, 1, "巴特尔")


def test_a_job_nobody_knows_has_failed(desk: Machine) -> None:
    assert desk.printer.state(JobId("nothing-1")) is JobState.FAILED


def test_the_pretend_printer_takes_the_stream_in_any_pieces() -> None:
    stream = b"\x1b@\x1dv0\0\x02\0\x02\0\xff\x00\x0f\xf0\x1bd\x06\x1dV\x00\x1dr\x01"
    whole, bytewise = PretendPrinter(), PretendPrinter()
    assert whole.take(stream) == b"\0"
    assert b"".join(bytewise.take(bytes((one,))) for one in stream) == b"\0"
    assert whole.pieces == bytewise.pieces
    assert whole.pieces[0].rows == b"\xff\x00\x0f\xf0"
    assert whole.cuts == 1


def test_what_stopped_half_way_is_cut_off_from_the_next_receipt(desk: Machine) -> None:
    desk.tell(Ill.RUNS_OUT.value, Ill.LOW_PAPER.value)
    while not desk.printer.status().soon:
        pass  # the machine hears of it a moment later
    with pytest.raises(Trouble):
        desk.printer.print(ROLL, 1, TITLE)
    desk.recover()
    desk.printer.print(ROLL, 1, TITLE)
    *_, whole = desk.pieces
    assert len(zxingcpp.read_barcodes(whole.convert("L"))) == 2


def test_a_receipt_over_a_serial_line_comes_out(tmp_path: Path) -> None:
    machine, ends = PretendPrinter(), os.openpty()
    stop = threading.Event()

    def answer() -> None:
        while not stop.is_set():
            if select.select([ends[0]], [], [], 0.1)[0]:
                os.write(ends[0], machine.take(os.read(ends[0], 65536)))

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        device = os.ttyname(ends[1])
        printer = ReceiptPrinter(lambda: SerialLine(device, 115_200, 5), drawn)
        assert printer.status().ready
        assert printer.state(printer.print(ROLL, 1, TITLE)) is JobState.DONE
    finally:
        stop.set()
        thread.join()
        for end in ends:
            os.close(end)
    assert len(machine.pieces) == 1
    with pytest.raises(Trouble) as caught:
        ReceiptPrinter(lambda: SerialLine(str(tmp_path / "none"), 9600, 1), drawn).print(
            ROLL, 1, TITLE
        )
    assert caught.value.code == "printer.offline"


def test_a_receipt_over_usb_comes_out_and_a_printer_pulled_out_is_offline() -> None:
    machine, address = PretendPrinter(), UsbAddress.of("04b8:0e15")
    port = Port(address.vendor, address.product, PrinterPipes(machine))
    printer = ReceiptPrinter(lambda: UsbPort(address, 1, port), drawn)
    assert printer.status().ready
    assert printer.state(printer.print(ROLL, 1, TITLE)) is JobState.DONE
    assert port.claimed == 0
    (piece,) = machine.pieces
    assert len(zxingcpp.read_barcodes(picture(piece).convert("L"))) == 2
    machine.ills.add(Ill.NO_PAPER)
    assert [one.code for one in printer.status().troubles] == ["printer.media-empty"]
    port.pulled = True
    with pytest.raises(Trouble) as caught:
        printer.print(ROLL, 1, TITLE)
    assert caught.value.code == "printer.offline"
