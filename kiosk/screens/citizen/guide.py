"""What somebody reads before anything else: what it takes, how it goes, what to bring."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.passages import Section
from kiosk.screens.citizen import words
from kiosk.screens.citizen.finding_views import HitView
from kiosk.screens.citizen.guide_parts import Fact, HeadedCard, SectionCard
from kiosk.screens.citizen.material_row import MaterialRow
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Hint, Notice
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.search_box import HitCard, SearchBox
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import GuideView
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.look.button import Button
from kiosk.screens.look.flow_chart import FlowChart
from kiosk.screens.look.look import Look
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.words import Words
from kiosk.texts import Language

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BACKWARDS = QBoxLayout.Direction.RightToLeft


class GuidePage(Page):
    """`searched(words)` while they are typed: the view then comes with what was found."""

    print_asked = Signal()
    searched = Signal(str)
    hit_chosen = Signal(object)
    unfolded = Signal()
    wants_keyboard = Signal(object, object, object)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._open = False
        self._parts: tuple[str, ...] = ()
        self.place = Tag(look, tone="sunk")
        self.print = Button(look, small=True, icon="printer")
        self.search = SearchBox(look)
        self.facts: Stack[Fact] = Stack(lambda: Fact(self.look))
        self.flow = FlowChart(look)
        self.how = HeadedCard(look, self.flow)
        self.rows: Stack[MaterialRow] = Stack(lambda: MaterialRow(self.look))
        self.bring = HeadedCard(look, self.rows)
        self.bring_none = Words(look)
        self.bring.column.addWidget(self.bring_none)
        self.note = Hint(look)
        self.sections: Stack[SectionCard] = Stack(lambda: SectionCard(self.look))
        self.version = Words(look, style="caption", role="soft")
        self.found: Stack[HitCard] = Stack(self._make_hit)
        self.nothing = Notice(look, "search")
        self.out = Notice(look, "printer", tone="waiting")
        self._arrange()
        self.print.clicked.connect(self.print_asked)
        self.search.entry.wanted.connect(self.searched)
        self.search.entry.came.connect(self._ask_for_keys)
        self.dress(look, language)

    def _arrange(self) -> None:
        self.column.removeItem(self.heading)
        self._top = QHBoxLayout()
        self._top.addLayout(self.heading, 1)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.addWidget(self.print)
        self._beside.addWidget(self.place, 0, RIGHT)
        self._beside.addStretch(1)
        self._top.addLayout(self._beside)
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._cards.addWidget(self.how, 1)
        self._cards.addWidget(self.bring, 1)
        self.guide = QWidget()
        self._guide = QVBoxLayout(self.guide)
        self._guide.setContentsMargins(0, 0, 0, 0)
        self._guide.addWidget(self.facts)
        self._guide.addLayout(self._cards)
        self._guide.addWidget(self.note)
        self._guide.addWidget(self.sections)
        self._guide.addWidget(self.version)
        self.column.addLayout(self._top)
        for part in (self.out, self.search, self.guide, self.found, self.nothing):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; lying down, the cards stand side by side."""
        super().dress(look, language)
        gap = look.px("space.card_gap")
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._cards.setDirection(lying if look.landscape else standing)
        self._beside.setDirection(BACKWARDS if look.landscape else standing)
        self._beside.setSpacing(look.px("space.s"))
        self._cards.setSpacing(gap)
        self._guide.setSpacing(gap)
        self._top.setSpacing(look.px("space.m"))
        self.column.setSpacing(look.px("space.m"))
        self.rows.space(0)
        self._across = 2 if look.large_print and not look.landscape else 4
        self.facts.space(look.px("space.m"), across=self._across)
        across = 2 if look.landscape else 1
        self.sections.space(gap, across=across)
        self.found.space(look.px("space.s"), across=across)

    def show_view(self, view: GuideView) -> None:
        """Show the guide, or what was found in it."""
        language = self.language
        self.say(view.title, view.lead)
        self.place.setText(view.place)
        self.print.setText(words.PRINT_NOTICE[language])
        name, example, hint = words.SEARCH_NAME, words.SEARCH, words.SEARCH_HINT
        self.search.put(name[language], example[language], hint[language], view.searched)
        self.out.put(*view.out)
        self._show_found(view)
        self._show_guide(view)

    def unfold(self) -> None:
        """Show who may apply, the basis and the rest, or fold it again."""
        self._open = not self._open
        self.sections.setVisible(self._open)
        if self._open:
            self.roll.reveal_soon(self.sections)
        self.unfolded.emit()

    def open_at(self, hit: HitView) -> None:
        """Bring the place that was found into sight, unfolding what it stands in."""
        if hit.section is Section.TITLE:
            self.roll.top()
        elif hit.section is Section.ITEM:
            self.roll.reveal_soon(self.how)
        elif hit.section is Section.MATERIAL:
            rows = dict(zip(self._parts, self.rows.parts, strict=True))
            self.roll.reveal_soon(rows.get(hit.part, self.bring))
        else:
            if not self._open:
                self.unfold()
            cards = [card for card in self.sections.parts if card.section is hit.section]
            self.roll.reveal_soon(cards[0] if cards else self.sections)

    def foot(self) -> Foot:
        """Back, the rest of the guide, on."""
        folded = words.LESS if self._open else words.MORE
        icon = "chevron_up" if self._open else "chevron_down"
        back, middle, onward = (way[self.language] for way in (words.GO_BACK, folded, words.START))
        return Foot(back, middle, onward, middle_icon=icon)

    def clear(self) -> None:
        """Forget everything, also what was searched for."""
        super().clear()
        self._open = False
        self.flow.clear()

    def _show_guide(self, view: GuideView) -> None:
        language = self.language
        self.guide.setVisible(not view.searched)
        facts = zip(self.facts.fit(len(view.facts)), view.facts, strict=True)
        for place, (fact, told) in enumerate(facts):
            fact.put(told, parted=place % self._across > 0)
        self.how.put(words.HOW[language], view.flow_line)
        self.flow.show_flow(view.flow.start, view.flow.boxes, view.flow.end)
        self.bring.put(words.BRING[language], view.bring_line)
        self.bring_none.setText(view.bring_none)
        self.bring_none.setVisible(bool(view.bring_none))
        self._parts = view.parts
        rows = self.rows.fit(len(view.materials))
        for row, material in zip(rows, view.materials, strict=True):
            row.put(material, language)
        self.note.put(view.note)
        sections = self.sections.fit(len(view.sections))
        for card, section in zip(sections, view.sections, strict=True):
            card.put(section)
        self.sections.setVisible(self._open)
        self.version.setText(view.version)

    def _show_found(self, view: GuideView) -> None:
        found = view.found if view.searched else ()
        for card, section in zip(self.found.fit(len(found)), found, strict=True):
            card.put(section)
        told = words.NOTHING_FOUND.fill(words=view.searched, hotline=view.hotline)
        empty = bool(view.searched) and not found
        self.nothing.put("", told[self.language] if empty else "")

    def _make_hit(self) -> HitCard:
        card = HitCard(self.look)
        card.chosen.connect(self.hit_chosen)
        return card

    def _ask_for_keys(self) -> None:
        self.wants_keyboard.emit(self.search.entry, KeyLayout.CHINESE, InputMode.TEXT)
