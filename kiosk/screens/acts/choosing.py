"""From the welcome to the materials: what there is, what is wanted, what it takes."""

from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Act
from kiosk.texts import Text
from kiosk.visits.steps import Step

HELP = Trouble(
    "help.asked",
    Text("请到窗口，工作人员会帮您", "Please come to the window; the staff will help you"),
    Text("窗口在{window}，也可以打{hotline}", "It is {window}; or call {hotline}"),
)


class Choosing(Act):
    """Welcome, guide, items, ID cards, materials."""

    steps = frozenset({Step.WELCOME, Step.GUIDE, Step.ITEMS, Step.IDENTITY, Step.MATERIALS})

    def show(self) -> None:
        """Show the page of the step."""
        {
            Step.WELCOME: self._show_welcome,
            Step.GUIDE: self._show_guide,
            Step.ITEMS: self._show_items,
            Step.IDENTITY: self._show_identity,
            Step.MATERIALS: self._show_materials,
        }[self.stage.visit.step]()
