"""The on-screen guide under the field in use: in large print, or one sentence while typing."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.document_picture import DocumentPicture
from kiosk.screens.citizen.guide_panel import PARTS, draw_panel
from kiosk.screens.fields.view import GuideView
from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

FOR_EXAMPLE = Text("例如：{example}", "For example: {example}")


class GuideStrip(QWidget):
    """Full width; brief: an information sign and one sentence, else with picture and example."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._brief = False
        self._guide: GuideView | None = None
        self._title = Words(look, parent=self, style="heading3")
        self._words = Words(look, parent=self)
        self._picture = DocumentPicture(look, self)
        self._row = QHBoxLayout(self)
        column = QVBoxLayout()
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addStretch(1)
        self._row.addLayout(column, 1)
        self._row.addWidget(self._picture)
        self.hide()
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        self._title.dress(look)
        self._words.dress(look)
        self._picture.dress(look)
        self._tell()

    def follow(self, guide: GuideView | None, *, brief: bool) -> None:
        """Say how to fill in the field in use; hidden when there is nothing to say."""
        self._guide, self._brief = guide, brief
        self._tell()

    def clear(self) -> None:
        """Say nothing."""
        self.follow(None, brief=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, and the sign before the one sentence."""
        look, painter = self._look, QPainter(self)
        draw_panel(painter, look, QRectF(self.rect()))
        if self._brief:
            size, left = look.px("component.message.icon"), look.px("component.field.side")
            sign = QRectF(left, (self.height() - size) / 2, size, size)
            draw_icon(painter, "info", sign, look.colour("press"))

    def _tell(self) -> None:
        look, guide = self._look, self._guide
        self.setVisible(guide is not None)
        side, inside = look.px("component.field.side"), look.px("space.card_inside")
        sign = look.px("component.message.icon") + look.px("space.m")
        if self._brief:
            self._row.setContentsMargins(side + sign, look.px("space.m"), side, look.px("space.m"))
        else:
            self._row.setContentsMargins(inside, inside, inside, inside)
        self._title.setVisible(not self._brief)
        if guide is None:
            self._words.setText("")
            self._picture.point_at("")
            return
        part = "where" if guide.where and not self._brief else "what"
        self._title.setText(PARTS[part][self._language])
        self._words.setText(guide.what if self._brief else self._long(guide))
        self._picture.point_at("" if self._brief else guide.picture)

    def _long(self, guide: GuideView) -> str:
        example = FOR_EXAMPLE.fill(example=guide.example.replace("\n", ""))[self._language]
        gap = "" if self._language is Language.ZH else " "
        return gap.join(filter(None, (guide.where or guide.what, guide.example and example)))
