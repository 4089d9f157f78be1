"""When and where people come by appointment (预约): offices, times of day, places."""

from typing import Annotated

from pydantic import Field

from kiosk.catalogue.part import Named, Part, Words


class Office(Named):
    """A place where one can come by appointment."""

    title: Words
    division: Annotated[str, Field(pattern=r"^\d{6}$")]
    phone: str | None = None


class Slot(Named):
    """A time of the day, as `09:00`."""

    start: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]
    end: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]


class Appointment(Part):
    """When and where one can come by appointment (预约); central sets how many at a time."""

    offices: tuple[Office, ...]
    slots: tuple[Slot, ...]
    days_ahead: int = Field(default=30, ge=1)
    quota: int = Field(default=4, ge=0)  # a slot's places until central says otherwise
