"""The appointments of a case as they stand: what was wished, and what central made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.cases.case import Case
from kiosk.cases.wishes import Wish, wishes
from kiosk.catalogue.schema import JointService
from kiosk.wire.messages import Booking, BookingState, Progress


@dataclass(frozen=True, slots=True)
class Appointed:
    """One wish, and central's word on it; None as long as it has not been heard."""

    wish: Wish
    booking: Booking | None = None

    @property
    def state(self) -> BookingState | None:
        """What became of it; None while it is only a wish."""
        return None if self.booking is None else self.booking.state

    @property
    def office(self) -> str:
        """The office to come to."""
        return self.wish.office if self.booking is None else self.booking.office

    @property
    def day(self) -> date:
        """The day that counts."""
        return self.wish.day if self.booking is None else self.booking.day

    @property
    def slot(self) -> str:
        """The time of day that counts."""
        return self.wish.slot if self.booking is None else self.booking.slot

    @property
    def answer(self) -> dict[str, str]:
        """The place that counts, as an answer of its kind."""
        return {"office": self.office, "day": self.day.isoformat(), "slot": self.slot}


def appointed(case: Case, service: JointService, told: Iterable[Progress]) -> tuple[Appointed, ...]:
    """Return a case's appointments; of `told`, oldest first, the last word counts."""
    heard = {one.booking.field: one.booking for one in told if one.booking is not None}
    found = wishes(service, case.answers)
    return tuple(Appointed(wish, heard.get(wish.field)) for wish in found)
