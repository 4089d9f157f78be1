"""Jobs as a printer or a queue tells of them: by number, and by the name they were given."""

from collections.abc import Iterator

from ippx import Attribute, Operation, Tag

from kiosk.devices.ipp.line import Denied, Line, Values, keywords, number, wanted, words
from kiosk.devices.printer import JobState

RECENT = 50
"""So many finished jobs are looked through for one that is known by its name only."""

STATE = ("job-state", "job-state-reasons")
_STATES = {
    3: JobState.WAITING,
    4: JobState.WAITING,
    5: JobState.PRINTING,
    6: JobState.PRINTING,
    7: JobState.CANCELLED,
    8: JobState.FAILED,
    9: JobState.DONE,
}
"""Of `job-state` (RFC 8011, 5.3.7)."""


def state_of(job: Values) -> JobState:
    """Say how far a job is."""
    if "job-completed-with-errors" in words(job, "job-state-reasons"):
        return JobState.FAILED
    return _STATES.get(number(job, "job-state", 0), JobState.UNKNOWN)


def numbered(job: int) -> Attribute:
    """Ask about the job of a number."""
    return Attribute("job-id", Tag.INTEGER, [job])


def by_number(line: Line, job: int, name: str) -> Values | None:
    """Return a job that has this number and this name; raises OSError."""
    asked = [numbered(job), wanted("job-id", "job-name", *STATE)]
    try:
        jobs = line.ask(Operation.GET_JOB_ATTRIBUTES, asked).jobs
    except Denied:
        return None
    return jobs[0] if jobs and words(jobs[0], "job-name") == (name,) else None


def by_name(line: Line, name: str) -> Iterator[Values]:
    """Give the jobs of this name, under way or over; raises OSError and Denied."""
    for which in ("not-completed", "completed"):
        asked = [
            keywords("which-jobs", which),
            Attribute("limit", Tag.INTEGER, [RECENT]),
            wanted("job-id", "job-name", *STATE),
        ]
        for one in line.ask(Operation.GET_JOBS, asked).jobs:
            if words(one, "job-name") == (name,):
                yield one
