"""What a printer may say is wrong (RFC 8011, 5.4.12), and what becomes of it here."""

import pytest

from kiosk.devices.ipp.jobs import state_of
from kiosk.devices.ipp.reasons import IDLE, STOPPED, Told
from kiosk.devices.printer import JobState
from tests.devices.ipp.test_printer import codes

PROCESSING = 4
STOPPING = {
    "media-empty": "media-empty",
    "media-needed": "media-empty",
    "input-tray-missing": "media-empty",
    "media-jam": "media-jam",
    "cover-open": "cover-open",
    "door-open": "cover-open",
    "interlock-open": "cover-open",
    "toner-empty": "toner-empty",
    "marker-supply-empty": "toner-empty",
    "developer-empty": "toner-empty",
    "marker-waste-full": "stopped",
    "output-area-full": "output-area-full",
    "offline": "offline",
    "shutdown": "offline",
    "timed-out": "offline",
    "paused": "stopped",
    "moving-to-paused": "stopped",
    "stopped-partly": "stopped",
    "spool-area-full": "stopped",
    "deactivated": "stopped",
    "fuser-over-temp-error": "stopped",
    "opc-life-over-error": "stopped",
    "output-tray-missing-error": "stopped",
    "interpreter-resource-unavailable-error": "stopped",
    "other-error": "stopped",
}
SOON = {"media-low": "media-low", "toner-low": "toner-low", "marker-supply-low": "toner-low"}
NOTHING = ("none", "other", "other-report", "fuser-under-temp-warning", "cups-waiting-for-job")
LIGHT = ("-warning", "-report", "-error", "")


def told(state: int, *reasons: str) -> Told:
    values = {"printer-state": (state,), "printer-state-reasons": reasons}
    return Told.of(values)


@pytest.mark.parametrize("end", LIGHT)
@pytest.mark.parametrize(("reason", "code"), STOPPING.items())
@pytest.mark.parametrize("state", [IDLE, PROCESSING, STOPPED])
def test_what_keeps_paper_back(state: int, reason: str, code: str, end: str) -> None:
    said = reason if reason.endswith("-error") else f"{reason}{end}"
    assert codes(told(state, said).status(None)) == [f"printer.{code}"]


@pytest.mark.parametrize("end", LIGHT)
@pytest.mark.parametrize(("reason", "code"), SOON.items())
def test_what_will_keep_it_back_before_long(reason: str, code: str, end: str) -> None:
    status = told(PROCESSING, f"{reason}{end}").status(None)
    assert [one.code for one in status.soon] == [f"printer.{code}"]
    assert status.ready


@pytest.mark.parametrize("reason", NOTHING)
def test_what_means_nothing(reason: str) -> None:
    assert told(PROCESSING, reason).status(None).ready


def test_several_at_once_are_all_said_and_stopped_alone_is_enough() -> None:
    status = told(STOPPED, "media-empty-error", "cover-open-error", "toner-low").status(None)
    assert codes(status) == ["printer.media-empty", "printer.cover-open"]
    assert [one.code for one in status.soon] == ["printer.toner-low"]
    assert codes(told(STOPPED).status(None)) == ["printer.stopped"]


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (3, JobState.WAITING),  # pending
        (4, JobState.WAITING),  # held
        (5, JobState.PRINTING),  # processing
        (6, JobState.PRINTING),  # stopped
        (7, JobState.CANCELLED),
        (8, JobState.FAILED),  # aborted
        (9, JobState.DONE),
        (10, JobState.UNKNOWN),
    ],
)
def test_every_state_of_a_job_has_its_word(number: int, state: JobState) -> None:
    assert state_of({"job-state": (number,)}) is state


def test_completed_with_errors_is_not_done() -> None:
    job = {"job-state": (9,), "job-state-reasons": ("job-completed-with-errors",)}
    assert state_of(job) is JobState.FAILED
