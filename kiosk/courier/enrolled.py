"""What central gave this kiosk when it was enrolled: kept in a file beside the journal."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.courier.line import enrol
from kiosk.errors import Trouble
from kiosk.journal.files import make_folder, place
from kiosk.texts import Text
from kiosk.wire.identity import Identity
from kiosk.wire.ids import uuid7
from kiosk.wire.messages import EnrolmentAnswer, EnrolmentRequest
from kiosk.wire.signed import plain, read_plain

ANSWER, INSTALL = "enrolment.json", "install.id"


def enrolment(folder: Path) -> EnrolmentAnswer | None:
    """Return what central gave; None as long as the kiosk is not enrolled."""
    try:
        return read_plain((folder / ANSWER).read_bytes(), EnrolmentAnswer)
    except FileNotFoundError:
        return None


def enrol_at(  # who, where, with what, when and by what chance
    url: str,
    code: str,
    folder: Path,
    identity: Identity,
    clock: Callable[[], datetime],
    random: Callable[[int], bytes],
    ca: Path | None = None,
) -> EnrolmentAnswer:
    """Present the one-time code; what central answers is durable on return.

    Raises LineFailure when central does not answer or does not know the code.
    """
    make_folder(folder)
    if not (folder / INSTALL).exists():
        made = uuid7(clock(), random(10))
        place(folder / INSTALL, made.encode(), replace=False)
    install = (folder / INSTALL).read_text("ascii")
    request = EnrolmentRequest(code, identity.public, install, clock())
    answer = enrol(url, request, identity, ca)
    place(folder / ANSWER, plain(answer))
    return answer


def not_enrolled() -> Trouble:
    """Return what to do about a kiosk that central does not know."""
    return Trouble(
        "kiosk.not_enrolled",
        Text("本机还没有登记。", "This kiosk is not enrolled at central."),
        Text(
            "请在审批系统上生成登记码，再运行 kiosk enrol。",
            "Have a code made at central (kiosk central invite), then run kiosk enrol.",
        ),
    )
