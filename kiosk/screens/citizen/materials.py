"""What the application needs: a check list that says of each document how it comes."""

from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.material_row import MaterialRow
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Notice, Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import MaterialsView
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class MaterialsPage(Page):
    """Nothing to press here but the ways in the foot bar."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.rows: Stack[MaterialRow] = Stack(lambda: MaterialRow(self.look, roomy=True))
        self.list = Panel(look)
        self.list.column.addWidget(self.rows)
        self.note = Notice(look, "info")
        self.column.addWidget(self.list)
        self.column.addWidget(self.note)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        side = look.px("space.card_inside")
        self.list.column.setContentsMargins(side, look.px("space.xs"), side, look.px("space.xs"))
        self.rows.space(0, side, across=2 if look.landscape else 1)
        self.column.setSpacing(look.px("space.card_gap"))

    def show_view(self, view: MaterialsView) -> None:
        """Show the list."""
        if view.none:
            self.say(words.NO_MATERIALS[self.language], view.none)
        else:
            self.say(words.MATERIALS[self.language], words.MATERIALS_LEAD[self.language])
        self.list.setVisible(not view.none)
        rows = self.rows.fit(len(view.materials))
        for place, (row, material) in enumerate(zip(rows, view.materials, strict=True)):
            row.put(material, self.language)
            row.rule.setVisible(place >= (2 if self.look.landscape else 1))
        self.note.put("", "\n".join(view.notes))

    def foot(self) -> Foot:
        """Back, put away, on."""
        ways = (words.BACK, words.PUT_AWAY, words.NEXT)
        return Foot(*(way[self.language] for way in ways))
