"""The paper on the glass: as large as it will be printed, with the sections' ways to change."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen.paper_image import COLOURS, ChangeLink, PaperImage
from kiosk.screens.citizen.paper_section import PaperSection
from kiosk.screens.look.look import Look
from kiosk.texts import Language

ENLARGED = 2.0
GLASSFUL = 0.85
"""How far one goes on a page that is longer than the glass."""
BLANK_MM = 18
"""The right margin of a page, which long names may stand on where the glass is narrow."""


class PaperView(QWidget):
    """All pages one under the other; black on white in every theme."""

    change = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._pages: tuple[PaperImage, ...] = ()
        self._links: tuple[ChangeLink, ...] = ()
        self._drawn: list[QImage] = []
        self._sections: list[PaperSection] = []
        self._beside = self._room = 0
        self._enlarged = False

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; the paper itself never changes."""
        self._look, self._language = look, language
        for section in self._sections:
            section.dress(look, language)
        self._arrange()

    def show_pages(self, pages: tuple[PaperImage, ...], links: tuple[ChangeLink, ...]) -> None:
        """Show these pages and the ways to change them."""
        self._pages, self._links = pages, links
        self._arrange()

    def enlarge(self, enlarged: bool) -> None:
        """Show the pages twice as large, without the ways to change."""
        self._enlarged = enlarged
        self._arrange()

    def fit(self, room: int) -> None:
        """Keep the ways to change within so many dots from the left, if they can be."""
        if room != self._room:
            self._room = room
            self._arrange()

    def clear(self) -> None:
        """Forget the paper."""
        for section in self._sections:
            section.clear()
        self.show_pages((), ())

    def page_place(self, number: int) -> QRect:
        """Where a page lies, in dots; true to scale unless enlarged."""
        top = 0
        for page in self._pages[:number]:
            top += self._dots(page.height_mm) + self._look.px("space.m")
        page = self._pages[number]
        return QRect(0, top, self._dots(page.width_mm), self._dots(page.height_mm))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def page_at(self, height: int) -> int:
        """Return which page lies at a height, from 0."""
        tops = [self.page_place(number).top() for number in range(self.count)]
        return max((number for number, top in enumerate(tops) if top <= height), default=0)

    def stop(self, top: int, by: int, high: int) -> int:
        """Return where to scroll to from `top`: the next page's top, or a glass of `high` on."""
        tops = [self.page_place(number).top() for number in range(self.count)]
        on = top + by * round(high * GLASSFUL)
        between = [one for one in tops if min(top, on) < one < max(top, on) + (by > 0)]
        return min(between) if by > 0 and between else max(between) if between else on

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each page on white with a thin edge."""
        painter = QPainter(self)
        for number, image in enumerate(self._drawn):
            place = self.page_place(number)
            if place.intersects(event.rect()):
                painter.drawImage(place.topLeft(), image)
                painter.setPen(QPen(self._look.colour("line"), self._look.px("line.card")))
                painter.drawRect(QRectF(place).adjusted(1, 1, -1, -1))

    def _dots(self, mm: float) -> int:
        return round(mm * self._look.dots_per_mm * (ENLARGED if self._enlarged else 1.0))

    def _arrange(self) -> None:
        places = [self.page_place(number) for number in range(len(self._pages))]
        pairs = zip(self._pages, places, strict=True)
        self._drawn = [drawn(page, place.size()) for page, place in pairs]
        links = () if self._enlarged else self._links
        while len(self._sections) < len(links):
            section = PaperSection(self._look, self._language, self)
            section.change.connect(self.change)
            self._sections.append(section)
        free = self._beside = 0
        for section, link in zip(self._sections, links, strict=False):
            free = self._stand(section, link, places[link.page], free)
        for place, section in enumerate(self._sections):
            section.setVisible(place < len(links))
        self._measure(places, free)

    def _stand(self, section: PaperSection, link: ChangeLink, page: QRect, free: int) -> int:
        gap = self._look.px("space.m")
        bar = (page.top() + self._dots(link.top_mm), page.top() + self._dots(link.bottom_mm))
        section.tell(link)
        column, spare = self._look.px("component.paper.change_column"), gap + self._dots(BLANK_MM)
        room = max(self._room - page.right() - gap - self._look.px("space.s"), column)
        width = max(column, section.needed(room + spare))
        over = min(max(0, width - room), spare)
        self._beside = max(self._beside, width - over)
        return section.stand(page.right() + gap - over, width, bar, max(free, page.top()))

    def _measure(self, places: list[QRect], free: int) -> None:
        look = self._look
        right = max((place.right() for place in places), default=0)
        if not self._enlarged:
            right += look.px("space.m") + self._beside
        bottom = max((place.bottom() for place in places), default=0)
        self.setFixedSize(QSize(right + 1, max(bottom + 1, free)))
        self.update()


def drawn(page: PaperImage, size: QSize) -> QImage:
    """Return a page at the size it has on the glass."""
    image = QImage(
        page.rgb, page.width, page.height, COLOURS * page.width, QImage.Format.Format_RGB888
    )
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
