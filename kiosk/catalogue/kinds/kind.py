"""What every kind of field can do: parse, check, show and mask."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Occasion:
    """When an answer is checked: the day of application."""

    day: date


class Kind(Protocol):
    """One kind of field."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Normalise what was typed; nothing is refused, so that nothing typed is lost."""

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Say what to do about a given answer; nothing for a good one."""

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write an answer as people read it, on screen and paper."""

    def mask(self, value: Json, field: FormField) -> str:
        """Write it so that a stranger learns nothing from it."""
