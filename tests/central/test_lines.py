"""Lines at the door: each is proven by its own signature, or by a proven one after it."""

from dataclasses import replace

import pytest

from kiosk.central.lines import Delivery, read_lines
from tests.cases.wedding import whole
from tests.central.hall import now
from tests.central.many import Sender

UNSIGNED = b"A" * 86 + b'=="}\n'


@pytest.fixture
def sender() -> Sender:
    return Sender("hall-1", 1)


def reasons(sent: Delivery) -> list[str | None]:
    return [line.reason for line in read_lines(sent)]


def with_no_signature(line: bytes) -> bytes:
    return line[: -len(UNSIGNED)] + UNSIGNED


def test_each_is_proven_whatever_the_order(sender: Sender) -> None:
    lines = [sender.open(now()), *(sender.submit(whole(), now()) for _ in range(5))]
    assert reasons(sender.delivery(*lines)) == [None] * 6
    assert reasons(sender.delivery(*lines[::-1])) == [None] * 6
    assert reasons(sender.delivery(lines[4], lines[1], lines[5], lines[1])) == [None] * 4


def test_one_that_a_proven_one_names_is_proven_by_that(sender: Sender) -> None:
    lines = [sender.open(now()), *(sender.submit(whole(), now()) for _ in range(3))]
    lines[1] = with_no_signature(lines[1])
    assert reasons(sender.delivery(*lines)) == [None] * 4


def test_one_that_nothing_proven_names_needs_its_signature(sender: Sender) -> None:
    lines = [sender.open(now()), *(sender.submit(whole(), now()) for _ in range(3))]
    last = [*lines[:3], with_no_signature(lines[3])]
    assert reasons(sender.delivery(*last)) == [None, None, None, "signature"]
    both = [*lines[:2], *map(with_no_signature, lines[2:])]
    assert reasons(sender.delivery(*both)) == [None, None, "signature", "signature"]
    apart = [lines[0], with_no_signature(lines[1]), lines[3]]
    assert reasons(sender.delivery(*apart)) == [None, "signature", None]


def test_another_kiosks_word_proves_nothing(sender: Sender) -> None:
    forger = Sender(sender.name, 1, chain=sender.chain)
    forged = [forger.open(now()), *(forger.submit(whole(), now()) for _ in range(3))]
    assert reasons(sender.delivery(*forged)) == ["signature"] * 4
    sent = replace(sender.delivery(sender.open(now())), chain=str(forger.identity.public.hex()))
    assert reasons(sent) == ["chain"]
    assert reasons(Sender("hall-2", 2).delivery(forged[0], b"", b"{}")) == ["kiosk", "line", "line"]
