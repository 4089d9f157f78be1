"""The last page: thanks, what to take along, whom to call."""

from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen import after_words
from kiosk.screens.citizen.after_views import GoodbyeView
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.rows import Rows, Said
from kiosk.screens.citizen.words import TO_START
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class GoodbyePage(Page):
    """Says nothing about what was done: the next in line may see it already."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.title.set_style("welcome_title", bold=True)
        self.take = Rows(look)
        self.column.addWidget(self.take)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.heading.setContentsMargins(0, 0, 0, look.px("space.xl"))

    def show_view(self, view: GoodbyeView) -> None:
        """Take leave; quietly after a death."""
        tongue, say = self.language, after_words
        title = say.GOODBYE_QUIET if view.quiet else say.GOODBYE
        self.say(title[tongue], say.GOODBYE_LEAD[tongue])
        call = say.CALL.fill(number=view.hotline)
        self.take.put(
            tuple(
                Said(icon, first[tongue], second[tongue])
                for icon, first, second in (
                    ("document", say.TAKE_PAPERS, say.TAKE_PAPERS_LINE),
                    ("id_card", say.TAKE_CARDS, say.TAKE_CARDS_LINE),
                    ("phone", call, say.CALL_LINE),
                )
            )
        )

    def foot(self) -> Foot:
        """Only on: home."""
        return Foot(onward=TO_START[self.language], onward_icon="home")

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.take.put(())
