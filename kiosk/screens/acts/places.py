"""How many places are left where people come by appointment: asked once for each opened page."""

from PySide6.QtCore import QObject, Signal

from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import KindName
from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.office import Office
from kiosk.screens.telling.appointment import Free, days_offered


class Places(QObject):
    """Holds what was heard for the open page; `heard` when there is something new."""

    heard = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._page = ""
        self._free: Free = {}

    def left(self) -> Free:
        """Return what is known for the open page, and ask when it was opened just now."""
        opened = self._stage.visit.form_page
        kinds = {one.field.kind for one in opened.fields} if opened else set()
        page = opened.page.id if opened and KindName.APPOINTMENT in kinds else ""
        if page != self._page:
            self._page, self._free = page, {}
            if page:
                office, filling = self._stage.office, self._stage.filling
                self._stage.run(lambda: _asked(office, filling), self._hear, _not_heard)
        return self._free

    def forget(self) -> None:
        """Ask anew when a page is opened next."""
        self._page, self._free = "", {}

    def _hear(self, free: Free) -> None:
        if free and self._page:
            self._free = free
            self.heard.emit()


def _asked(office: Office, filling: Filling) -> Free:
    """Return the places left at every office on every day one can ask for, as far as known."""
    offered = filling.service.appointment
    if offered is None:
        return {}
    key, days = filling.service.key, days_offered(offered, filling.day)
    found = {
        (one.id, day.isoformat()): office.free(key, one.id, day)
        for one in offered.offices
        for day in days
    }
    return {where: left for where, left in found.items() if left is not None}


def _not_heard(_: Trouble) -> None:
    """Tell nobody: what is not known is a wish, and said so anyway."""
