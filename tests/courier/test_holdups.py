"""Staff see of each case that is not at central: since when, and why."""

import os
from datetime import UTC, datetime

import httpx2

from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from kiosk.courier.holdups import LACKING, NEXT, Holdup, holdups
from kiosk.courier.state import NEVER, OFFLINE, line_state
from kiosk.wire.messages import Problem, ProblemKind
from kiosk.wire.signed import plain
from tests.central.hall import Central, Kiosk, now, number_of
from tests.courier.canned import always


def listed(kiosk: Kiosk) -> list[Holdup]:
    line = line_state(kiosk.journal.outbox, now())
    return list(holdups(kiosk.journal, line))


def one_round(kiosk: Kiosk, url: str) -> Failure | None:
    with kiosk.line(url, timeout=httpx2.Timeout(5)) as line:
        return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()


def test_before_central_was_ever_reached(kiosk: Kiosk) -> None:
    before = datetime.now(UTC)
    entry = kiosk.submit()
    (case,) = listed(kiosk)
    assert (case.number, case.why, case.aside) == (number_of(entry), NEVER, False)
    assert before <= case.since <= datetime.now(UTC)


def test_while_the_line_is_down_the_reason_of_the_last_failure(kiosk: Kiosk) -> None:
    kiosk.submit()
    kiosk.submit()
    assert one_round(kiosk, "http://127.0.0.1:1") is Failure.UNREACHABLE
    assert [case.why for case in listed(kiosk)] == [Failure.UNREACHABLE.row.say] * 2
    # The citizen is told the truth in one sentence, and neither cause nor count.
    assert line_state(kiosk.journal.outbox, now()).say == OFFLINE


def test_on_a_good_line_it_goes_next_and_then_is_gone(central: Central, kiosk: Kiosk) -> None:
    assert one_round(kiosk, central.url) is None
    assert listed(kiosk) == []
    kiosk.submit(os.urandom(100_000))
    assert [case.why for case in listed(kiosk)] == [NEXT]
    assert one_round(kiosk, central.url) is None
    assert listed(kiosk) == []


def test_one_that_was_put_aside_comes_first_with_its_own_reason(
    central: Central, kiosk: Kiosk
) -> None:
    aside = kiosk.submit()
    refusal = plain(Problem(ProblemKind.TOO_LARGE, "no", 413))
    with always(413, {"content-type": "application/problem+json"}, refusal) as url:
        one_round(kiosk, url)
    waits = kiosk.submit()
    first, second = listed(kiosk)
    assert (first.number, first.aside) == (number_of(aside), True)
    assert first.why == Failure.TOO_LARGE.row.say
    assert (second.number, second.aside) == (number_of(waits), False)


def test_one_that_central_refuses_says_so(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit()
    kiosk.journal.outbox.set_aside(entry, "signature", now())
    (case,) = listed(kiosk)
    assert case.aside
    assert "(signature)" in case.why.en
    assert "signature" in case.why.zh


def test_a_case_whose_photos_are_still_to_come(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit(os.urandom(100_000), os.urandom(200_000))
    with kiosk.line(central.url) as line:
        word = line.send(kiosk.journal.outbox.waiting())
    kiosk.journal.outbox.confirm(word)
    (case,) = listed(kiosk)
    assert case.number == number_of(entry)
    lacking = LACKING.fill(many=4)
    assert (case.why.zh, case.why.en) == (lacking.zh + NEVER.zh, f"{lacking.en} {NEVER.en}")
    assert one_round(kiosk, central.url) is None
    assert listed(kiosk) == []
