"""What bounds an application: how long it takes, by when, and what it cannot take."""

from typing import Literal

from pydantic import Field

from kiosk.catalogue.part import Cel, Id, Named, Part, Words


class TimeLimit(Part):
    """How long the hall promises to take (承诺时限): working days, calendar days or months.

    Months end on the same day of the month, or on its last one (Civil Code, article 202).
    """

    working_days: int | None = Field(default=None, ge=0)
    calendar_days: int | None = Field(default=None, ge=0)
    months: int | None = Field(default=None, ge=1)


class Exclusion(Named):
    """Who or what this application cannot take, and the way out (不适用情形).

    It counts when `when` holds. `items` are those that cannot be had then, and the rest goes
    on without them; none named: nothing of the service can.
    """

    when: Cel  # counts where this holds
    on: tuple[Id, ...]  # the questions it is about
    items: tuple[Id, ...] = ()  # empty: the whole service
    say: Words  # why
    instead: Words  # where to go
    basis: str | None = None  # where it is written


class Deadline(Named):
    """A day that counts from an event (期限): to apply by, to hand in by, to collect by.

    `event` is a date that was answered; without one it is the day of application. The day of
    the event itself is not counted (Civil Code, article 201).
    """

    kind: Literal["apply", "hand_in", "collect"]
    title: Words
    event: Id | None = None  # the question for the day it counts from; none: the application
    limit: TimeLimit
    items: tuple[Id, ...] = ()  # empty: every item
    say: Words  # what to do, and until when: {day}
    late: Words | None = None  # what to do when it is over
    basis: str | None = None
