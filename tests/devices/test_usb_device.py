"""A device on USB: found, taken over, and gone at any moment."""

from collections.abc import Callable

import pytest

from kiosk.devices.receipts.pretend import PretendPrinter
from kiosk.devices.receipts.usb_port import UsbPort
from kiosk.devices.sam.lines import UsbLine
from kiosk.devices.sam.pretend import PretendModule
from kiosk.devices.sam.reader import FIND, SAM_ID
from kiosk.devices.taking import taking_of
from kiosk.devices.usb_device import CHUNK, UsbAddress, UsbDevice
from kiosk.errors import Trouble
from kiosk.settings import Devices
from tests.devices.usb_twin import Port, PrinterPipes, ReaderPipes

READER, PRINTER = UsbAddress(0x0400, 0xC35A), UsbAddress.of("04b8:0e15")


def reader_port() -> Port:
    return Port(READER.vendor, READER.product, ReaderPipes(PretendModule()))


def test_it_is_taken_over_from_the_system_and_given_back() -> None:
    port = reader_port()
    device = UsbDevice(READER, port)
    assert (port.system_driver, port.configured, port.claimed) == (False, 1, 1)
    device.close()
    assert port.claimed == 0


def test_another_device_is_not_ours() -> None:
    with pytest.raises(OSError, match="no such device"):
        UsbDevice(PRINTER, reader_port())


def test_no_wait_is_without_end() -> None:
    port = reader_port()
    device = UsbDevice(READER, port)
    assert device.receive(0x81, 7, 0) == b""
    device.send(0x02, b"1234567", 0)
    assert min(port.waits) >= 1


def test_what_is_pulled_out_is_an_os_error_wherever_it_happens() -> None:
    port = reader_port()
    device = UsbDevice(READER, port)
    port.pulled = True
    doings: tuple[Callable[[], object], ...] = (
        lambda: device.send(0x02, FIND),
        lambda: device.receive(0x81, 7, 1),
        lambda: UsbDevice(READER, port),
    )
    for do in doings:
        with pytest.raises(OSError, match=r"gone|no such"):
            do()
    device.close()


def test_a_body_that_came_too_late_is_not_taken_for_the_next_one() -> None:
    port = reader_port()
    line = UsbLine(UsbDevice(READER, port))
    line.write(SAM_ID)
    assert isinstance(port.pipes, ReaderPipes)
    port.pipes.give(0x81)  # the head was read, then the time was over
    assert line.read(0) == b""
    assert port.pipes.give(0x85) == b""


def test_much_is_sent_in_pieces_that_each_have_their_time() -> None:
    machine = PretendPrinter()
    port = Port(PRINTER.vendor, PRINTER.product, PrinterPipes(machine))
    UsbDevice(PRINTER, port).send(0x01, b"\0" * (3 * CHUNK + 1), 2)
    assert port.waits == [2000] * 4


def test_answers_that_come_in_one_packet_are_read_one_by_one() -> None:
    port = Port(PRINTER.vendor, PRINTER.product, PrinterPipes(PretendPrinter()))
    line = UsbPort(PRINTER, 1, port)
    line._raw(b"\x10\x04\x02\x10\x04\x03")
    assert line._read() == line._read() == b"\x12"
    assert line._read() == b""
    line.close()


def test_a_kiosk_without_the_reader_it_is_set_to_says_so() -> None:
    cards = taking_of(Devices(card_reader="usb:ffff:fffe")).cards
    assert cards is not None
    with pytest.raises(Trouble) as caught:
        cards.poll()
    assert caught.value.code == "reader.offline"
