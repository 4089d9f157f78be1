"""What to apply for: every item with a tick, and what one item needs of another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.item_card import ItemCard
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import ItemsView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.words import Words
from kiosk.texts import Language


class CountLine(QWidget):
    """How many are chosen, what that means, and a way to choose all."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._sign = Sign(look, "check", role="done")
        self.count = Words(look, style="lead", bold=True, wraps=False)
        self.promise = Words(look, role="soft")
        self.all = Button(look, small=True, icon="check")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.count)
        self._row.addWidget(self.promise, 1)
        self._row.addWidget(self.all)

    def put(self, view: ItemsView, language: Language) -> None:
        """Count what is chosen."""
        some = view.chosen > 0
        self._sign.set_icon("check" if some else "info", "done" if some else "press")
        count = words.CHOSEN.fill(count=view.chosen) if some else words.NONE_CHOSEN
        self.count.setText(count[language])
        promise = words.CHOSEN_FORM
        if view.working_days is not None:
            promise = words.CHOSEN_LINE.fill(days=view.working_days)
        self.promise.setText((promise if some else words.CHOOSE_ONE)[language])
        self.all.setText(words.ALL.fill(count=view.most)[language])
        self.all.setVisible(view.chosen < view.most and view.most > 1)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        side, above = look.px("space.page_side"), look.px("space.m")
        self._row.setContentsMargins(side, look.px("space.s"), side, above)
        self._row.setSpacing(look.px("space.m"))


class ItemsPage(Page):
    """`toggled(item)`; `waived(item)` when somebody has its result already."""

    toggled = Signal(str)
    waived = Signal(str)
    all_chosen = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.items: Stack[ItemCard] = Stack(self._make)
        self.remark = Message(look)
        self.line = CountLine(look)
        self.line.all.clicked.connect(self.all_chosen)
        self.column.addWidget(self.items)
        self.column.addWidget(self.remark)
        self.column.addStretch(1)
        self.whole.addWidget(self.line)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.items.space(look.px("component.item_card.gap"), across=2 if look.landscape else 1)
        self.items.setContentsMargins(0, look.px("space.m"), 0, look.px("space.m"))

    def show_view(self, view: ItemsView) -> None:
        """Show the items as they are ticked now."""
        several = len(view.items) > 1
        lead = words.ITEMS_LEAD if several else words.ONE_ITEM_LEAD
        title = words.ITEMS if several else words.ONE_ITEM
        self.say(title[self.language], lead[self.language])
        for card, item in zip(self.items.fit(len(view.items)), view.items, strict=True):
            card.put(item)
        self.remark.say(view.remark)
        self.line.put(view, self.language)

    def foot(self) -> Foot:
        """Back, put away, on."""
        ways = (words.BACK, words.PUT_AWAY, words.NEXT)
        return Foot(*(way[self.language] for way in ways))

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        for card in self.items.fit(0):
            card.hide()
        self.remark.say("")

    def _make(self) -> ItemCard:
        card = ItemCard(self.look)
        card.toggled_item.connect(self.toggled)
        card.waived.connect(self.waived)
        return card
