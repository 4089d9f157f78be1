"""The covers of the services: what is said of each before its form is opened.

They are kept beside the journal, so that the welcome needs no form to be read.
"""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from kiosk.texts import Text

if TYPE_CHECKING:  # reading a form takes long, and a cover is there to be seen before
    from kiosk.catalogue.schema import JointService

FORMS = Path(__file__).parents[2] / "forms"


class Cover(Struct, frozen=True):
    """One service from outside; `working_days` and `visits` are None unless promised.

    The key begins with the region's code (GB/T 2260).
    """

    key: str
    title: Text
    line: Text
    stage: Text
    place: Text
    icon: str
    items: int
    working_days: int | None
    visits: int | None
    quiet: bool


def holds(region: str, district: str) -> bool:
    """Tell whether a region (`150600`, `150000`) is or holds a district."""
    province, prefecture = region.endswith("0000"), region.endswith("00")
    return district.startswith(region[: 2 if province else 4 if prefecture else 6])


def content_of(forms: Path = FORMS) -> bytes:
    """Return what a catalogue's mark is the SHA-256 of: all its form files and lists."""
    files = (*sorted(forms.glob("*.yaml")), *sorted(forms.glob("lists/*.yaml")))
    return b"\0".join(file.name.encode() + file.read_bytes() for file in files)


class _Kept(Struct, frozen=True):
    forms: list[tuple[str, int, int]]
    covers: tuple[Cover, ...]


class KeptCovers:
    """The covers as last seen; good for as long as no form file changed, nor what `beside` names.

    Those beside are what central published; they need not be there.
    """

    def __init__(self, file: Path, forms: Path, *beside: Path) -> None:
        self._file = file
        there = (*sorted(forms.glob("*.yaml")), *(one for one in beside if one.exists()))
        self._forms = [(one.name, one.stat().st_size, one.stat().st_mtime_ns) for one in there]

    def read(self) -> tuple[Cover, ...]:
        """Return the covers; empty when the forms changed since, or none were kept."""
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError):
            return ()
        return kept.covers if kept.forms == self._forms else ()

    def keep(self, covers: tuple[Cover, ...]) -> None:
        """Keep the covers for the next start; without room for them that one is slower."""
        if covers != self.read():
            with suppress(OSError):
                self._file.write_bytes(msgspec.json.encode(_Kept(self._forms, covers)))


def cover_of(service: "JointService") -> Cover:
    """Return the cover of a service as in force."""
    return Cover(
        key=service.key,
        title=service.title,
        line=service.summary,
        stage=service.stage,
        place=service.place,
        icon=service.icon,
        items=len(service.items),
        working_days=working_days(service),
        visits=service.visits,
        quiet=service.quiet,
    )


def working_days(service: "JointService") -> int | None:
    """Return the promised working days; None when the document gives none."""
    found = (one.working_days for one in service.time_limit)
    return next((days for days in found if days is not None), None)
