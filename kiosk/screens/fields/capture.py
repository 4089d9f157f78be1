"""Fields in which something is taken of a person: consent first, and always another way."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.kinds.capture import AT_WINDOW, LATER, is_capture
from kiosk.errors import Fault
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import CaptureView, FieldView
from kiosk.screens.fields.viewfinder import Viewfinder
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

ASK_FIRST = Text("先回答“{consent}”并同意，才能采集", "First agree to: {consent}")
NOT_HERE = Text(
    "这台机器不能采集，请选另一种方式", "Not possible at this machine: choose the other way"
)
OTHER_WAY = Text("另一种方式", "Another way")
WHICH = Text("另一种方式：{instead}", "Another way: {instead}")
CHOSEN = Text("已选另一种方式：{instead}", "You chose another way: {instead}")


class CaptureField(Field):
    """A sentence on how it stands, a button to take it, and one for the other way."""

    NAMES: ClassVar[tuple[Text, Text]]
    """What the button says while there is nothing, and once there is something."""
    ICON: ClassVar[str]
    READY: ClassVar[Text]
    TAKEN: ClassVar[Text]

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._state = Words(look, parent=self)
        self._which = Words(look, parent=self, style="caption")
        self._take = Button(look, self, icon=self.ICON)
        self._instead = Button(look, self)
        for button in (self._take, self._instead):
            button.installEventFilter(self)
        self._take.clicked.connect(self._want)
        self._instead.clicked.connect(self._choose_other_way)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._column = QVBoxLayout()
        for part in (self._state, self._take, self._which, self._instead):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._beside.addLayout(self._column, 1)
        self.body.addLayout(self._beside)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        room = ring_room(look)
        way = QBoxLayout.Direction
        self._beside.setDirection(way.LeftToRight if look.landscape else way.TopToBottom)
        self._beside.setContentsMargins(room, 0, room, room)
        self._beside.setSpacing(look.px("space.m"))
        self._column.setSpacing(look.px("space.gap_between_targets"))
        for part in (self._state, self._take, self._which, self._instead):
            part.dress(look)
        self._instead.setText(OTHER_WAY[language])

    def put(self, view: FieldView) -> None:
        """Show how it stands: what is missing, taken, or left to the other way."""
        how, language = _how(view), self.language
        instead = how.instead or LATER[language]
        left = view.value == AT_WINDOW
        self._state.setText(self._stands(view, how, instead))
        self._take.setVisible(_takes(view))
        self._take.setEnabled(how.possible and how.allowed)
        self._take.setText(self.NAMES[is_capture(view.value)][language])
        self._which.setText("" if left else WHICH.fill(instead=instead)[language])
        self._which.setVisible(not left)
        self._instead.setVisible(not left)
        self._instead.setAccessibleDescription(view.label)
        self._take.setAccessibleDescription(view.label)

    def forget(self) -> None:
        """Hold nothing that was taken."""
        for words in (self._state, self._which):
            words.setText("")
        for button in (self._take, self._instead):
            button.setAccessibleDescription("")

    def show_frame(self, content: bytes) -> None:
        """Show what the camera sees now; empty when nobody looks any more."""

    def take(self, value: str) -> Choosing | None:
        """Nothing to choose from."""
        return None

    def target(self) -> QWidget:
        """Return the button that can be pressed."""
        return self._take if self._take.isEnabled() else self._instead

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        """Tell that the field is in use as soon as a part of it is."""
        if event.type() is QEvent.Type.FocusIn and self._view is not None:
            self.entered.emit(self._view.path)
        return super().eventFilter(watched, event)

    def _stands(self, view: FieldView, how: CaptureView, instead: str) -> str:
        if view.value == AT_WINDOW:
            return CHOSEN.fill(instead=instead)[self.language]
        if not how.possible:
            return NOT_HERE[self.language]
        if not how.allowed:
            return ASK_FIRST.fill(consent=how.consent)[self.language]
        return (self.TAKEN if is_capture(view.value) else self.READY)[self.language]

    def _want(self) -> None:
        self.capture_wanted.emit(self.view.path, self.view.kind)

    def _choose_other_way(self) -> None:
        self.answered.emit(self.view.path, AT_WINDOW)


class FingerprintField(CaptureField):
    """A finger, laid on the reader beside the screen."""

    NAMES = (Text("采集指纹", "Read a finger"), Text("重新采集", "Read again"))
    ICON = "touch"
    READY = Text(
        "点“采集指纹”，再把食指平放在采集器上",
        "Press the button, then lay the index finger flat on the reader",
    )
    TAKEN = Text("指纹已采集", "The fingerprint was read")


class PhotoField(CaptureField):
    """A photo: the live picture, taking it, taking it again."""

    BROAD = True
    NAMES = (Text("打开摄像头", "Open the camera"), Text("重拍", "Take again"))
    ICON = "camera"
    READY = Text("请站到摄像头前，脸正对屏幕", "Please stand before the camera, facing the screen")
    TAKEN = Text("照片拍好了，不满意可以重拍", "The photo is taken; you may take another")
    SHOOT = Text("拍照", "Take the photo")
    LIVE = Text("摄像头画面", "What the camera sees")
    PHOTO = Text("拍好的照片", "The photo that was taken")

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        self.finder = Viewfinder(look)
        self._live = False
        super().__init__(look, language, parent)
        self._beside.insertWidget(0, self.finder, 0, Qt.AlignmentFlag.AlignTop)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.finder.dress(look)

    def put(self, view: FieldView) -> None:
        """Show the photo, unless the camera is looking."""
        super().put(view)
        self.finder.setVisible(_takes(view))
        if self._live:
            self._take.setText(self.SHOOT[self.language])
        else:
            self._show_photo(view)

    def forget(self) -> None:
        """Hold no picture."""
        super().forget()
        self._live = False
        self.finder.show_picture(b"", "")

    def show_frame(self, content: bytes) -> None:
        """Show what the camera sees now; empty when nobody looks any more."""
        began = bool(content) and not self._live
        ended = not content and self._live
        self._live = bool(content)
        if content:
            self.finder.show_picture(content, self.LIVE[self.language], mirrored=True)
        if (began or ended) and self._view is not None:
            self.put(self._view)

    def _show_photo(self, view: FieldView) -> None:
        photo = _how(view).photo
        self.finder.show_picture(photo, self.PHOTO[self.language] if photo else "")


def _takes(view: FieldView) -> bool:
    """Whether there is anything to take: not from whoever declined and goes the other way."""
    how = _how(view)
    return how.possible and (how.allowed or view.value != AT_WINDOW)


def _how(view: FieldView) -> CaptureView:
    if view.capture is None:
        raise Fault("a capture that nobody said anything about")
    return view.capture
