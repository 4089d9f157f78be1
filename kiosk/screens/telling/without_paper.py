"""What somebody is told at the start while a printer is out: what happens instead."""

from collections.abc import Callable

from kiosk.printers import ROLL, SHEETS
from kiosk.texts import Language, Text

NO_SHEETS = Text("打印机暂时不能用，不影响申请", "The printer is out of use. You can still apply")
NO_ROLL = Text("暂时打不出回执，不影响申请", "No receipts can be printed. You can still apply")
PAPERS = Text(
    "申请收好后，编号会显示在屏幕上；纸质的请到{window}打。",
    "Your case number will be shown on the screen; get the papers from the staff: {window}.",
)


def without_paper(ill: Callable[[str], bool], window: Text, language: Language) -> tuple[str, str]:
    """Return what is out and what happens then; both empty while every printer is well.

    `ill` tells of a device by its name whether it is known not to work.
    """
    out = NO_SHEETS if ill(SHEETS) else NO_ROLL if ill(ROLL) else None
    if out is None:
        return "", ""
    return out[language], PAPERS.fill(window=window[language])[language]
