"""The forms this kiosk goes by: those of its folder, and what central published since."""

import hashlib
import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue.covers import FORMS, content_of
from kiosk.catalogue.published import Published, mark_of
from kiosk.courier.notices import Notices
from kiosk.wire.notices import FormNotices

if TYPE_CHECKING:  # the courier reads a form only when there is one to be read
    from kiosk.catalogue.catalogue import Catalogue

FILE = "catalogue.json"

log = logging.getLogger(__name__)


class KeptForms(Notices[FormNotices]):
    """What central published, kept in the data folder; `shipped` is the folder of forms."""

    def __init__(self, folder: Path, central_key: bytes | None, shipped: Path | None) -> None:
        super().__init__(folder / FILE, FormNotices, central_key)
        self._shipped = shipped or FORMS
        self._known: tuple[FormNotices | None, str, tuple[str, ...]] | None = None

    def catalogue(self) -> "Catalogue":
        """Return all services as they stand now; raises BrokenCatalogue for the folder's forms."""
        told = self.now()
        return self._catalogue if told is None else self._catalogue.joined(told.forms)

    @property
    def hash(self) -> str:
        """The mark of that catalogue, worked out without reading the folder's forms."""
        return self._marked()[1]

    @property
    def unread(self) -> tuple[str, ...]:
        """Name what was published and cannot be read here, as with a newer schema."""
        return self._marked()[2]

    @cached_property
    def _catalogue(self) -> "Catalogue":
        from kiosk.catalogue.catalogue import Catalogue  # noqa: PLC0415  # see above

        return Catalogue.load(self._shipped)

    def _marked(self) -> tuple[FormNotices | None, str, tuple[str, ...]]:
        told = self.now()
        if self._known is None or told is not self._known[0]:
            forms = told.forms if told is not None else ()
            unread = _unread(forms)
            content = mark_of(
                content_of(self._shipped), (one for one in forms if one not in unread)
            )
            names = tuple(f"{one.key}/{one.version}" for one in unread)
            if names:
                log.warning("forms that this program cannot read: %s", ", ".join(names))
            self._known = told, hashlib.sha256(content).hexdigest(), names
        return self._known


def _unread(forms: tuple[Published, ...]) -> tuple[Published, ...]:
    if not forms:
        return ()
    from kiosk.catalogue.catalogue import can_read  # noqa: PLC0415  # see above

    return tuple(one for one in forms if not can_read(one))
