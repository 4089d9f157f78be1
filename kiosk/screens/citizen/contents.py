"""All matters along a life and a company's way, and the search over all guides."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen import finding_words as words
from kiosk.screens.citizen.finding_views import ChapterView, ContentsView, MatterView
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Hint, Lines, Notice, Panel, PressCard
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.search_box import HitCard, SearchBox
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.words import GO_BACK
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.words import Words
from kiosk.texts import Language


class MatterHere(PressCard):
    """A matter that can be done here."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.sign, self.arrow = Sign(look, ""), Sign(look, "chevron_right")
        self.lines = Lines(look)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.sign)
        self._row.addWidget(self.lines, 1)
        self._row.addWidget(self.arrow)
        self.let_through()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side, above = look.px("space.m"), look.px("space.s")
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(look.px("space.m"))


class MatterAtWindow(Panel):
    """A matter that is done at the window: nothing to press."""

    def __init__(self, look: Look) -> None:
        self.lines = Lines(look)
        super().__init__(look)
        self.lines.first.set_role("soft")
        self.column.addWidget(self.lines)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side, above = look.px("space.m"), look.px("space.s")
        self.column.setContentsMargins(side, above, side, above)


class Matter(QWidget):
    """One of the two, as the view says."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._service = ""
        self.here, self.window_ = MatterHere(look), MatterAtWindow(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.here)
        column.addWidget(self.window_)
        self.here.clicked.connect(lambda: self.chosen.emit(self._service))
        self.here.dress(look)
        self.dress(look)

    def put(self, view: MatterView) -> None:
        """Show a matter."""
        self._service = view.service
        self.here.setVisible(bool(view.service))
        self.window_.setVisible(not view.service)
        lines = self.here.lines if view.service else self.window_.lines
        lines.put(view.title, view.line)
        role = "soft" if view.quiet else "press"
        self.here.sign.set_icon(view.icon, role)
        self.here.arrow.set_icon("chevron_right", role)
        self.here.setAccessibleName(view.title)
        self.here.setAccessibleDescription(view.line)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        for card in (self.here, self.window_):
            card.setMinimumHeight(look.px("component.other_service.height"))


class Chapter(QWidget):
    """A heading, and its matters below."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.heading = Words(look, style="heading3")
        self.matters: Stack[Matter] = Stack(self._make)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.matters)
        self.dress(look)

    def put(self, view: ChapterView) -> None:
        """Show a chapter."""
        self.heading.setText(view.title)
        cells = self.matters.fit(len(view.matters))
        for cell, matter in zip(cells, view.matters, strict=True):
            cell.put(matter)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        across = (3 if look.landscape else 2) - int(look.large_print)
        self._column.setSpacing(look.px("space.s"))
        self.matters.space(look.px("space.s"), across=across, even=True)

    def _make(self) -> Matter:
        cell = Matter(self._look)
        cell.chosen.connect(self.chosen)
        return cell


class ContentsPage(Page):
    """`searched(words)` with every key: the view then comes with what was found."""

    service_chosen = Signal(str)
    hit_chosen = Signal(object)
    searched = Signal(str)
    wants_keyboard = Signal(object, object, object)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.search = SearchBox(look)
        self.chapters: Stack[Chapter] = Stack(self._make_chapter)
        self.found: Stack[HitCard] = Stack(self._make_hit)
        self.nothing = Notice(look, "search")
        self.basis = Hint(look)
        for part in (self.search, self.chapters, self.found, self.nothing, self.basis):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.search.entry.wanted.connect(self.searched)
        self.search.entry.came.connect(self._ask_for_keys)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.column.setSpacing(look.px("space.m"))
        self.chapters.space(look.px("space.l"))
        self.found.space(look.px("space.s"), across=2 if look.landscape else 1)

    def show_view(self, view: ContentsView) -> None:
        """Show all matters, or what was found."""
        tongue = self.language
        self.say(words.CONTENTS[tongue], view.lead)
        name, hint = words.SEARCH_NAME[tongue], words.SEARCH_HINT[tongue]
        self.search.put(name, words.SEARCH[tongue], hint, view.searched)
        chapters = () if view.searched else view.chapters
        for one, chapter in zip(self.chapters.fit(len(chapters)), chapters, strict=True):
            one.put(chapter)
        for card, hit in zip(self.found.fit(len(view.found)), view.found, strict=True):
            card.put(hit)
        told = words.NOTHING_FOUND.fill(words=view.searched)[tongue]
        empty = bool(view.searched) and not view.found
        self.nothing.put(*((told, view.ask) if empty else ("", "")))
        self.basis.put("" if view.searched else view.basis)

    def begin_typing(self) -> None:
        """Have the keyboard come up for the search."""
        if self.search.entry.hasFocus():
            self._ask_for_keys()
        self.search.entry.setFocus()

    def foot(self) -> Foot:
        """Back."""
        return Foot(GO_BACK[self.language])

    def _ask_for_keys(self) -> None:
        self.wants_keyboard.emit(self.search.entry, KeyLayout.CHINESE, InputMode.TEXT)

    def _make_chapter(self) -> Chapter:
        chapter = Chapter(self.look)
        chapter.chosen.connect(self.service_chosen)
        return chapter

    def _make_hit(self) -> HitCard:
        card = HitCard(self.look)
        card.chosen.connect(self.hit_chosen)
        return card
