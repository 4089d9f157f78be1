"""The newest lines of the log are kept for the bench, without what an exception quotes."""

import logging

from kiosk.recent import MOST, Recent


def test_the_newest_come_first_and_the_oldest_go() -> None:
    recent, log = Recent(), logging.getLogger("test of the log")
    log.addHandler(recent)
    for number in range(MOST + 5):
        log.warning("line %s", number)
    log.removeHandler(recent)
    assert len(recent.lines()) == MOST
    assert recent.lines()[0].endswith(f"WARNING line {MOST + 4}")


def test_an_exception_is_named_and_not_quoted() -> None:
    recent, log = Recent(), logging.getLogger("test of the log")
    log.addHandler(recent)
    try:
        raise ValueError("巴特尔")
    except ValueError:
        log.exception("it failed")
    log.removeHandler(recent)
    assert "巴特尔" not in "".join(recent.lines())
