"""The printer: what the kiosk asks of it, and what may be wrong with it.

Every driver, the real ones and the pretend one, is held to the same contract test.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Protocol

from kiosk.errors import Fault, Trouble
from kiosk.texts import Text

JobId = NewType("JobId", str)

_TITLE = re.compile(r"[0-9A-Za-z]+(-[0-9A-Za-z]+)*")


class JobState(StrEnum):
    """How far a print job is; only DONE and DOUBLED say that paper came out."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    DOUBLED = "doubled"  # out, and perhaps once more: a spooler was restarted in between
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNKNOWN = "unknown"  # nobody answers


class Reason(StrEnum):
    """Why a printer does not print, in the words of IPP (RFC 8011, 5.4.12)."""

    MEDIA_EMPTY = "media-empty"
    MEDIA_LOW = "media-low"
    MEDIA_JAM = "media-jam"
    COVER_OPEN = "cover-open"
    TONER_EMPTY = "toner-empty"
    TONER_LOW = "toner-low"
    OUTPUT_FULL = "output-area-full"
    OFFLINE = "offline"
    UNTRUSTED = "untrusted"
    SPOOL_FULL = "spool-area-full"
    CUTTER = "cutter"
    STOPPED = "stopped"
    BUSY = "busy"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """Whether the printer can print now; every trouble has its own remedy.

    `soon` is what will be trouble before long, such as paper that runs low.
    """

    troubles: tuple[Trouble, ...] = ()
    soon: tuple[Trouble, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.troubles


@dataclass(frozen=True, slots=True)
class Look:
    """How far a paper is, and what keeps it, or kept it, from coming out."""

    state: JobState
    trouble: Trouble | None = None

    @property
    def underway(self) -> bool:
        """Whether it may still come out."""
        return self.state in (JobState.WAITING, JobState.PRINTING, JobState.UNKNOWN)


class Printer(Protocol):
    """A machine that puts PDF on paper, at its true size."""

    def print(self, pdf: bytes, copies: int, title: str) -> JobId:
        """Take a paper to print; raises Trouble `printer.*` if it cannot be taken.

        With `printer.uncertain` it may have been taken all the same.

        `title` names the job in queues and files: letters, digits and hyphens only, for
        instance case number and kind of paper, never anything personal.
        """

    def state(self, job: JobId) -> JobState:
        """Say how far a job is; a job that is not known counts as FAILED.

        A printer that does not answer gives UNKNOWN.
        """

    def cancel(self, job: JobId) -> None:
        """Take back what has not come out yet; a finished or unknown job is left alone.

        Raises Trouble `printer.offline` if nobody hears it: then it may still come out.
        """

    def status(self) -> PrinterStatus:
        """Say whether it can print now; never raises Trouble."""


def checked_title(title: str) -> str:
    """Return the title; raises Fault for anything that could hold personal data or a path."""
    if not _TITLE.fullmatch(title):
        raise Fault("a print job's title is letters, digits and hyphens")
    return title


_SAY: dict[Reason, tuple[Text, Text]] = {
    Reason.MEDIA_EMPTY: (
        Text("打印机没有纸了。", "The printer is out of paper."),
        Text("请装纸，打印会自动继续。", "Load paper: printing goes on by itself."),
    ),
    Reason.MEDIA_LOW: (
        Text("打印机的纸快用完了。", "The printer is low on paper."),
        Text("请准备加纸。", "Have paper ready."),
    ),
    Reason.MEDIA_JAM: (
        Text("打印机卡纸了。", "Paper is stuck in the printer."),
        Text("请打开机盖取出卡住的纸。", "Open the cover and take out the stuck sheet."),
    ),
    Reason.COVER_OPEN: (
        Text("打印机的盖子没有关好。", "The printer's cover is open."),
        Text("请关好机盖。", "Close the cover."),
    ),
    Reason.TONER_EMPTY: (
        Text("打印机没有墨粉了。", "The printer is out of toner."),
        Text("请更换墨粉盒。", "Change the toner cartridge."),
    ),
    Reason.TONER_LOW: (
        Text("打印机的墨粉快用完了。", "The printer is low on toner."),
        Text("请准备墨粉盒。", "Have a toner cartridge ready."),
    ),
    Reason.OUTPUT_FULL: (
        Text("出纸口的纸满了。", "The printer's output tray is full."),
        Text("请取走出纸口的纸。", "Take the paper out of the output tray."),
    ),
    Reason.OFFLINE: (
        Text("打印机没有回应。", "The printer does not answer."),
        Text("请检查打印机的电源和连线。", "Check the printer's power and cable."),
    ),
    Reason.UNTRUSTED: (
        Text("不能确认这是本机的打印机。", "This cannot be shown to be this kiosk's printer."),
        Text(
            "打印机的证书与设置 printers.certificate 或 printers.ca 不符，请核对。",
            "Its certificate fits neither printers.certificate nor printers.ca: check them.",
        ),
    ),
    Reason.SPOOL_FULL: (
        Text("打印文件夹写不进去。", "The print folder cannot be written."),
        Text(
            "请检查设置 places.spool 的磁盘空间和权限。",
            "Check disk space and permissions of the folder in places.spool.",
        ),
    ),
    Reason.CUTTER: (
        Text("打印机的切刀卡住了。", "The printer's cutter is stuck."),
        Text("请打开机盖，清理切刀后关好。", "Open the cover, free the cutter, close it again."),
    ),
    Reason.STOPPED: (
        Text("打印机停住了。", "The printer has stopped."),
        Text("请看打印机的面板，再启动打印队列。", "See its panel, then start the queue again."),
    ),
    Reason.BUSY: (
        Text("打印机正在打别的。", "The printer is printing something else."),
        Text("请稍等，打印会自动继续。", "Wait a moment: printing goes on by itself."),
    ),
    Reason.REFUSED: (
        Text("打印机没有接下这张纸。", "The printer did not take the paper."),
        Text("请检查纸张大小和打印设置。", "Check the paper size and the printer's options."),
    ),
    Reason.UNCERTAIN: (
        Text("不知道这张纸有没有打出来。", "It is not known whether this paper came out."),
        Text("请看出纸口；没有的话，请补打。", "Look at the slot; if it is empty, print again."),
    ),
}


def trouble(reason: Reason) -> Trouble:
    """Return the Trouble for a reason; its code is `printer.` and the reason."""
    say, remedy = _SAY[reason]
    return Trouble(f"printer.{reason}", say, remedy)
