"""Taking a photo or a fingerprint: when the camera looks, and that it looks away again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.catalogue.kinds.capture import AT_WINDOW
from kiosk.catalogue.schema import KindName
from kiosk.devices.camera import Camera
from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.form_view import FormView
from kiosk.screens.fields.capture import CaptureField
from kiosk.screens.fields.photograph import photograph
from kiosk.screens.look.message import Tone
from kiosk.texts import Text

EVERY = 80
"""Milliseconds from one frame to the next."""

LAY = Text(
    "请把食指平放在采集器上，抬起再放，直到采好",
    "Lay the index finger flat on the reader; lift it and lay it again until it is read",
)


class Capturing(QObject):
    """Leads one capture at a time; devices are asked on the lane, which keeps their order."""

    def __init__(self, stage: Stage, page: Callable[[], FormPage]) -> None:
        super().__init__(stage)
        self._stage, self._page = stage, page
        self._path = ""
        self._looking = QTimer(self, interval=EVERY)
        self._looking.timeout.connect(self._look)

    @property
    def takes(self) -> frozenset[KindName]:
        """The kinds this kiosk has a device for."""
        taking = self._stage.taking
        found = {
            KindName.PHOTO: taking.camera.available(),
            KindName.FINGERPRINT: taking.fingerprints.available(),
        }
        return frozenset(kind for kind, there in found.items() if there)

    def want(self, path: str, kind: KindName) -> None:
        """Go on with what somebody asked for: open the camera, take the photo, read the finger."""
        if kind is KindName.FINGERPRINT:
            self._read_finger(path)
        elif self._looking.isActive() and path == self._path:
            self._shoot(path)
        else:
            self._open(path)

    def attend(self, view: FormView) -> None:
        """Look away when the page no longer asks for the photo, or nobody agrees to it."""
        if not self._path:
            return
        rows = (inner for one in view.fields for row in one.rows for inner in row)
        asked = next((one for one in (*view.fields, *rows) if one.path == self._path), None)
        allowed = asked is not None and asked.capture is not None and asked.capture.allowed
        if asked is None or not allowed or asked.value == AT_WINDOW:
            self.stop()

    def stop(self) -> None:
        """Look away; nothing of what was seen stays."""
        path, self._path = self._path, ""
        self._looking.stop()
        if path:
            self._show(path, b"")
            self._stage.run(self._stage.taking.camera.close, _nothing)

    def _open(self, path: str) -> None:
        self.stop()
        self._path = path
        camera = self._stage.taking.camera
        self._stage.run(camera.open, lambda _: self._opened(path), self._failed)

    def _opened(self, path: str) -> None:
        if path == self._path:
            self._looking.start()

    def _look(self) -> None:
        try:
            seen = self._stage.taking.camera.frame()
        except Trouble as trouble:
            self._failed(trouble)
            return
        if seen is not None:
            self._show(self._path, seen)

    def _shoot(self, path: str) -> None:
        self._looking.stop()
        camera = self._stage.taking.camera
        self._stage.run(
            lambda: _one(camera), lambda jpeg: self._taken(path, jpeg), self._failed, hold=True
        )

    def _taken(self, path: str, content: bytes) -> None:
        self.stop()
        self._stage.turn(self._stage.visit.capture(path, content))

    def _failed(self, trouble: Trouble) -> None:
        path = self._path
        self.stop()
        self._say(path, trouble.say)

    def _read_finger(self, path: str) -> None:
        self.stop()
        stage = self._stage
        self._say(path, LAY, "press")
        stage.run(
            stage.taking.fingerprints.enrol,
            lambda template: stage.turn(stage.visit.capture(path, template)),
            lambda trouble: self._say(path, trouble.say),
            hold=True,
        )

    def _show(self, path: str, seen: bytes) -> None:
        field = self._page().sheet.column.holder(path)
        if isinstance(field, CaptureField):
            field.show_frame(seen)

    def _say(self, path: str, what: Text, tone: Tone = "attention") -> None:
        field = self._page().sheet.column.holder(path)
        if field is not None:
            field.warn(what[self._stage.language], tone)


def _one(camera: Camera) -> bytes:
    """Take one photo and look away, whatever comes of it."""
    try:
        return photograph(camera.still())
    finally:
        camera.close()


def _nothing(_: object) -> None:
    """Nothing more to do."""
