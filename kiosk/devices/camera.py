"""The camera: what the kiosk asks of it, and what may be wrong with it.

Nobody is filmed without having agreed: whoever opens a camera answers for that, and closes it as
soon as nobody looks at the picture. Every camera is held to the same contract test.
"""

from enum import StrEnum
from typing import Protocol

from kiosk.devices.face_card import MARKS, face_card
from kiosk.errors import Trouble
from kiosk.texts import Text


class Reason(StrEnum):
    """Why there is no usable picture."""

    UNPLUGGED = "unplugged"
    NO_FRAME = "no-frame"
    COVERED = "covered"
    POOR = "poor"


class Camera(Protocol):
    """Something that takes pictures of whoever stands in front of it."""

    def available(self) -> bool:
        """Tell whether there is a camera; if not, nothing on screen may offer it."""

    def open(self) -> None:
        """Begin to look; an open one stays open. Raises Trouble `camera.unplugged`."""

    def frame(self) -> bytes | None:
        """Return what it sees now as JPEG or PNG, at once; None while there is nothing yet.

        Raises Trouble `camera.*`; a closed camera sees nothing.
        """

    def still(self) -> bytes:
        """Take one picture as JPEG or PNG; takes its time. Raises Trouble `camera.*`."""

    def close(self) -> None:
        """Look away; a closed one stays closed. Never raises."""


class PretendCamera:
    """Shows a drawn test card, never a person; `fault` is what is wrong with it."""

    SIZE, POOR_SIZE = (480, 600), (48, 60)
    """Pixels across and down, of a good picture and of one that is too small."""

    def __init__(self, fault: Reason | None = None) -> None:
        self.fault = fault
        self._open = False
        self._frames = 0

    def available(self) -> bool:
        """Tell whether it is plugged in."""
        return self.fault is not Reason.UNPLUGGED

    @property
    def looking(self) -> bool:
        """Whether it is open: a real one would have its light on."""
        return self._open

    def open(self) -> None:
        """Begin to show the card."""
        if self.fault is Reason.UNPLUGGED:
            self._open = False
            raise trouble(Reason.UNPLUGGED)
        self._open = True

    def frame(self) -> bytes | None:
        """Return the card with its mark moved on."""
        if self._open and self.fault is Reason.UNPLUGGED:
            raise trouble(Reason.UNPLUGGED)
        if not self._open or self.fault is Reason.NO_FRAME:
            return None
        self._frames += 1
        return self._card()

    def still(self) -> bytes:
        """Return the card."""
        self.open()
        if self.fault is Reason.NO_FRAME:
            raise trouble(Reason.NO_FRAME)
        return self._card()

    def close(self) -> None:
        """Show nothing any more."""
        self._open = False

    def _card(self) -> bytes:
        size = self.POOR_SIZE if self.fault is Reason.POOR else self.SIZE
        return face_card(*size, self._frames % MARKS, covered=self.fault is Reason.COVERED)


_SAY: dict[Reason, tuple[Text, Text]] = {
    Reason.UNPLUGGED: (
        Text("摄像头没有回应。", "The camera does not answer."),
        Text("请检查摄像头的连线。", "Check the camera's cable."),
    ),
    Reason.NO_FRAME: (
        Text("摄像头没有画面，请再试一次。", "The camera gives no picture. Please try again."),
        Text("请检查摄像头，或重新插上。", "Check the camera, or plug it in again."),
    ),
    Reason.COVERED: (
        Text(
            "照片太暗，请看看镜头是不是被挡住了。",
            "The picture is too dark. Please see whether something covers the lens.",
        ),
        Text("请擦净镜头，检查灯光。", "Clean the lens and check the light."),
    ),
    Reason.POOR: (
        Text("照片不够清楚，请重拍一张。", "The picture is not clear enough. Please take another."),
        Text("请检查摄像头的分辨率和镜头。", "Check the camera's resolution and lens."),
    ),
}


def trouble(reason: Reason) -> Trouble:
    """Return the Trouble for a reason; its code is `camera.` and the reason."""
    say, remedy = _SAY[reason]
    return Trouble(f"camera.{reason}", say, remedy)
