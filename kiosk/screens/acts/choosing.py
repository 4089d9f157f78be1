"""From the items to the materials: what is wanted, and what it takes."""

from kiosk.screens.acts.card_reading import CardReading
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.identity import IdentityPage
from kiosk.screens.citizen.items import ItemsPage
from kiosk.screens.citizen.materials import MaterialsPage
from kiosk.screens.telling.choosing import all_at_once, identity_view, items_view, materials_view
from kiosk.visits.steps import Step


class Choosing(Act):
    """Items, ID cards, materials."""

    steps = frozenset({Step.ITEMS, Step.IDENTITY, Step.MATERIALS})

    def __init__(self, stage: Stage, reading: CardReading) -> None:
        super().__init__(stage)
        self._reading = reading
        reading.moved.connect(self._read)

    def show(self) -> None:
        """Show the page of the step."""
        {
            Step.ITEMS: self._show_items,
            Step.IDENTITY: self._show_identity,
            Step.MATERIALS: self._show_materials,
        }[self.stage.visit.step]()

    def _show_items(self) -> None:
        page = self.stage.page(ItemsPage, self._join_items)
        page.show_view(items_view(self.stage.visit))
        self.stage.put(page, page.foot())

    def _show_identity(self) -> None:
        page = self.stage.page(IdentityPage, _joined)
        reading = self._reading
        page.show_view(identity_view(self.stage.visit, reading.state, reading.say))
        self.stage.put(page, page.foot())

    def _read(self) -> None:
        if self.stage.visit.step is Step.IDENTITY:
            self._show_identity()

    def _show_materials(self) -> None:
        page = self.stage.page(MaterialsPage, _joined)
        page.show_view(materials_view(self.stage.visit))
        self.stage.put(page, page.foot())

    def _join_items(self, page: ItemsPage) -> None:
        page.toggled.connect(self._toggle)
        page.waived.connect(self._waive)
        page.all_chosen.connect(self._choose_all)

    def _toggle(self, item: str) -> None:
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.toggle(item)))

    def _waive(self, item: str) -> None:
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.waive(item)))

    def _choose_all(self) -> None:
        every = all_at_once(self.stage.filling)
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.choose(every)))


def _joined(_: object) -> None:
    """Nothing to connect."""
