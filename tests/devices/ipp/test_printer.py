"""An IPP Everywhere printer without a spooler: what is asked of it, and every fault it can tell."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from ippx import Operation

from kiosk.devices.ipp.line import Answer, Line
from kiosk.devices.ipp.printer import IppPrinter
from kiosk.devices.printer import JobState, PrinterStatus
from kiosk.errors import Trouble
from kiosk.paper.dots import size_in_mm
from tests.devices.ipp.machines import PATIENCE, Machine, ended, free_port, until
from tests.devices.ipp.papers import ON_A4, ON_A5, TITLE

ILLS = [
    ("media-empty", "printer.media-empty"),
    ("media-needed", "printer.media-empty"),
    ("media-jam", "printer.media-jam"),
    ("cover-open", "printer.cover-open"),
    ("toner-empty", "printer.toner-empty"),
    ("marker-supply-empty", "printer.toner-empty"),
    ("paused", "printer.stopped"),
]
SOON = [("media-low", "printer.media-low"), ("toner-low", "printer.toner-low")]


def codes(status: PrinterStatus) -> list[str]:
    return [one.code for one in status.troubles]


def test_size_scale_and_copies_are_always_said(a4: Machine) -> None:
    printer = a4.driver()
    ended(printer, printer.print(ON_A4, 2, TITLE))
    ended(printer, printer.print(ON_A5, 1, TITLE))
    assert a4.asked == ["2 iso_a4_210x297mm none", "1 iso_a5_148x210mm none"]
    assert a4.printed == [ON_A4, ON_A5]


def test_a_receipt_goes_unscaled_on_a4_when_only_that_is_loaded(a4: Machine) -> None:
    a4.switch_off()
    a4.switch_on(ready='"iso_a4_210x297mm"')
    printer = a4.driver()
    ended(printer, printer.print(ON_A5, 1, TITLE))
    assert a4.asked == ["1 iso_a4_210x297mm none"]


def test_a_size_that_is_not_there_is_refused_before_anything_is_sent(a4: Machine) -> None:
    printer = IppPrinter(a4.address, lambda _: (297.0, 420.0), PATIENCE)
    with pytest.raises(Trouble) as caught:
        printer.print(ON_A4, 1, TITLE)
    assert caught.value.code == "printer.refused"
    assert not (a4.folder / "began").exists()


@pytest.mark.parametrize(("said", "code"), ILLS)
def test_what_stops_a_job_is_told_and_the_job_goes_on_by_itself(
    a4: Machine, said: str, code: str
) -> None:
    a4.put("hold")
    a4.put("before", f"STATE: +{said}\n")
    a4.put("after", f"STATE: -{said}\n")
    printer = a4.driver()
    job = printer.print(ON_A4, 1, TITLE)
    until(lambda: codes(printer.status()) == [code], "it is not told")
    assert printer.state(job) is JobState.PRINTING
    a4.take_away("hold")
    assert ended(printer, job) is JobState.DONE
    assert printer.status().ready
    assert a4.printed == [ON_A4]


def test_a_printer_that_cannot_print_takes_nothing_that_would_come_out_later(a4: Machine) -> None:
    printer = a4.driver()
    a4.put("before", "STATE: +media-empty\n")
    ended(printer, printer.print(ON_A4, 1, TITLE))
    with pytest.raises(Trouble) as caught:
        printer.print(ON_A4, 1, TITLE)
    assert caught.value.code == "printer.media-empty"
    assert len(a4.printed) == 1


@pytest.mark.parametrize(("said", "code"), SOON)
def test_what_runs_low_is_told_and_does_not_stop_anything(
    a4: Machine, said: str, code: str
) -> None:
    printer = a4.driver()
    a4.put("before", f"STATE: +{said}\n")
    ended(printer, printer.print(ON_A4, 1, TITLE))
    assert [one.code for one in printer.status().soon] == [code]
    assert printer.status().ready
    ended(printer, printer.print(ON_A4, 1, TITLE))


def test_a_job_taken_back_is_cancelled(a4: Machine) -> None:
    a4.put("hold")
    printer = a4.driver()
    job = printer.print(ON_A4, 1, TITLE)
    until((a4.folder / "began").exists, "it does not begin")
    printer.cancel(job)
    a4.take_away("hold")
    assert ended(printer, job) is JobState.CANCELLED


def test_a_job_that_is_taken_up_all_the_same_is_taken_back_again(
    a4: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    a4.put("hold")
    printer = a4.driver()
    job = printer.print(ON_A4, 1, TITLE)
    until((a4.folder / "began").exists, "it does not begin")
    hears = Line.ask

    def forgets(line: Line, operation: Operation, *told: Any) -> Answer:
        taken = operation is Operation.CANCEL_JOB
        return hears(line, Operation.GET_JOB_ATTRIBUTES if taken else operation, *told)

    with monkeypatch.context() as printers:
        printers.setattr(Line, "ask", forgets)
        printer.cancel(job)
    assert printer.state(job) is JobState.PRINTING
    a4.take_away("hold")
    assert ended(printer, job) is JobState.CANCELLED


def test_a_job_that_the_printer_gives_up_has_not_come_out(a4: Machine) -> None:
    a4.put("fails")
    printer = a4.driver()
    assert ended(printer, printer.print(ON_A4, 1, TITLE)) in (JobState.FAILED, JobState.CANCELLED)


def test_while_it_prints_for_somebody_else_it_is_busy(a4: Machine) -> None:
    a4.put("hold")
    printer = a4.driver()
    printer.print(ON_A4, 1, TITLE)
    until((a4.folder / "began").exists, "it does not begin")
    with pytest.raises(Trouble) as caught:
        printer.print(ON_A4, 1, TITLE)
    assert caught.value.code == "printer.busy"


def test_a_printer_that_is_off_is_offline_and_its_job_unknown(a4: Machine) -> None:
    a4.put("hold")
    printer = a4.driver()
    job = printer.print(ON_A4, 1, TITLE)
    a4.switch_off()
    assert codes(printer.status()) == ["printer.offline"]
    assert printer.state(job) is JobState.UNKNOWN
    for ask in (lambda: printer.cancel(job), lambda: printer.print(ON_A4, 1, TITLE)):
        with pytest.raises(Trouble) as caught:
            ask()
        assert caught.value.code == "printer.offline"


def test_after_the_printer_began_to_count_anew_another_job_is_not_taken_for_ours(
    a4: Machine,
) -> None:
    printer = a4.driver()
    first = printer.print(ON_A4, 1, TITLE)
    ended(printer, first)
    a4.switch_off()
    a4.switch_on()
    second = printer.print(ON_A4, 1, TITLE)
    assert first.partition("+")[0] == second.partition("+")[0]
    assert printer.state(first) is JobState.FAILED
    assert ended(printer, second) is JobState.DONE


@contextmanager
def go_between(to: int, *, drops: bytes) -> Iterator[int]:
    """Pass questions on, and drop the answer to the one that holds `drops`."""
    stop = threading.Event()

    def pass_on(server: socket.socket) -> None:
        while not stop.is_set():
            try:
                asking, _ = server.accept()
            except OSError:
                return
            with asking, socket.create_connection(("127.0.0.1", to)) as printer:
                question = _all_of(asking)
                printer.sendall(question)
                answer = _all_of(printer)
                if drops not in question:
                    asking.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=pass_on, args=(server,))
        thread.start()
        yield server.getsockname()[1]
        stop.set()
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def _all_of(connection: socket.socket) -> bytes:
    """Read one message of HTTP with a length."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    if head.startswith(b"HTTP/1.1 100"):
        return head + b"\r\n\r\n" + _all_of(connection)
    if b"chunked" in head.lower():
        while not body.endswith(b"0\r\n\r\n"):
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body
    names = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    while len(body) < int(names.get(b"content-length", b"0")):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def test_a_lost_answer_does_not_print_twice(a4: Machine) -> None:
    with go_between(a4.port, drops=b"%PDF-") as port:
        printer = IppPrinter(f"ipp://localhost:{port}/ipp/print", size_in_mm, PATIENCE)
        job = printer.print(ON_A4, 1, TITLE)
        assert ended(printer, job) is JobState.DONE
    assert a4.printed == [ON_A4]


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhtml", b"?"])
def test_what_is_no_printer_is_offline(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reply() -> None:
            for _ in range(2):
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(answer)

        thread = threading.Thread(target=reply)
        thread.start()
        port = server.getsockname()[1]
        printer = IppPrinter(f"ipp://127.0.0.1:{port}/", size_in_mm, PATIENCE)
        assert codes(printer.status()) == ["printer.offline"]
        with pytest.raises(Trouble) as caught:
            printer.print(ON_A4, 1, TITLE)
        thread.join()
    assert caught.value.code == "printer.offline"


def test_what_answers_but_is_no_printer_refuses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reply() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=reply)
        thread.start()
        port = server.getsockname()[1]
        printer = IppPrinter(f"ipp://127.0.0.1:{port}/", size_in_mm, PATIENCE)
        assert codes(printer.status()) == ["printer.refused"]
        thread.join()


def test_a_printer_that_keeps_silent_is_offline_in_its_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        printer = IppPrinter(f"ipp://127.0.0.1:{port}/", size_in_mm, 0.2)
        assert codes(printer.status()) == ["printer.offline"]
    assert codes(IppPrinter(f"ipp://127.0.0.1:{free_port()}/", size_in_mm).status()) == [
        "printer.offline"
    ]
