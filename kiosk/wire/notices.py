"""What central publishes for its kiosks: working days, forms and settings, each with a version."""

from dataclasses import dataclass

from kiosk.catalogue.published import Published
from kiosk.catalogue.workdays import Year
from kiosk.wire.entry import Word


@dataclass(frozen=True, slots=True)
class WorkdayNotices:
    """All years of working days that central knows, signed; `version` never goes backwards."""

    version: int
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class FormNotices:
    """All forms that were published at central, signed; `version` never goes backwards."""

    version: int
    forms: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class SettingNotices:
    """What one kiosk is told to be set to, signed: groups of the settings file, and their keys.

    `version` never goes backwards; what is not named is as the kiosk's own file has it.
    """

    version: int
    kiosk: Word
    values: dict[Word, dict[Word, str | int | tuple[str, ...]]]
