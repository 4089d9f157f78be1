"""What is said when something went wrong: what is safe, and the ways on."""

from kiosk.cases.case import Case
from kiosk.cases.number import grouped
from kiosk.errors import Trouble
from kiosk.screens.citizen.after_views import TroubleView, WayView
from kiosk.texts import Language, Text
from kiosk.visits.visit import Visit

KEPT = Text("您填的内容都还在，没有丢。", "What you filled in is safe; nothing is lost.")
KEPT_CASE = Text("申请已经收好，没有丢。", "Your application is kept safely; nothing is lost.")
NUMBER = Text("编号 {number}。", "Its number is {number}.")
SHEETS = Text("已打出 {out} 张，还差 {left} 张。", "Sheets printed: {out}; still to come: {left}.")
ASK = Text(
    "请再试一次；还不行，请到{window}找工作人员，或打 {hotline}。",
    "Please try again. If it still fails, see the staff ({window}) or call {hotline}.",
)
TELL_STAFF = Text(
    "请告诉工作人员（{window}，或打 {hotline}）。弄好以后自动接着打。",
    "Please tell the staff ({window}, or call {hotline}). Printing then goes on by itself.",
)
LOOK_FIRST = Text(
    "请先看一眼出纸口。再打的一份会标明“补打”。",
    "Please look at the slot first. Another print is marked as printed again.",
)
WAITING = Text("正在等打印机。弄好以后自动接着打。", "Waiting: printing goes on by itself.")
ASKED = "help.asked"
"""The code of what is no trouble: somebody asked for help."""

HAPPENED = Text("出了点问题", "Something went wrong")
PICTURES = {
    "printer.media-empty": "printer_empty",
    "printer.media-jam": "printer_jam",
    "printer.cover-open": "printer_open",
    "printer.cutter": "printer_cutter",
    "printer.toner-empty": "printer_toner",
    "printer.output-area-full": "printer_full",
    "printer.offline": "printer_off",
    "printer.untrusted": "printer_unknown",
    "printer.stopped": "printer_stopped",
    "printer.busy": "printer_busy",
    "printer.refused": "printer_refused",
    "printer.uncertain": "printer_uncertain",
    "printer.spool-area-full": "printer_stopped",
}
"""What the machine looks like after a trouble, by its code."""

WAIT, AGAIN, WINDOW, LEAVE = "wait", "again", "window", "leave"
"""The ways on while papers are still to come."""

_WAIT = Text("在这儿等", "Wait here")
_WAIT_LINE = Text("等的时候，屏幕不会退出", "The screen stays while you wait")
_AGAIN = Text("再打一次", "Print it again")
_AGAIN_LINE = Text("已经拿到的，不用再打", "Not needed if you have it already")
_WINDOW = Text("到窗口打", "Get them from the staff")
_WINDOW_LINE = Text("{window}，报办件编号就能补打", "With your case number, at {window}")
_LEAVE = Text("先不打了，结束", "Leave without them")
_LEAVE_LINE = Text("请记下编号，或用手机拍下来", "Write the number down, or take a photo of it")
_LASTING = ("printer.refused", "printer.uncertain")
"""What does not pass by itself."""


def trouble_view(
    visit: Visit,
    window: Text,
    hotline: str,
    sheets: tuple[int, int] = (0, 0),
    *,
    waiting: bool = False,
) -> TroubleView:
    """Say what happened, what was kept, and what to do; never what broke inside.

    `sheets` are how many papers of the case are out and how many are to come; `waiting` once
    somebody chose to wait for them.
    """
    language, trouble = visit.language, visit.trouble
    if trouble is None:
        return TroubleView(HAPPENED[language], todo=_ask(window, hotline, language))
    if trouble.code == ASKED:
        return TroubleView(trouble.say[language], todo=trouble.remedy[language], again=False)
    if visit.case is not None and trouble.code in PICTURES:
        return _without_paper(visit.case, trouble, language, (window, hotline), sheets, waiting)
    something = visit.filling is not None or visit.case is not None
    return TroubleView(
        title=trouble.say[language],
        kept=(KEPT_CASE if visit.case is not None else KEPT)[language] if something else "",
        todo=_ask(window, hotline, language),
        picture=PICTURES.get(trouble.code, ""),
    )


def _without_paper(
    case: Case,
    trouble: Trouble,
    language: Language,
    help: tuple[Text, str],
    sheets: tuple[int, int],
    waiting: bool,
) -> TroubleView:
    """Say that only paper is wanting, and give the three ways on."""
    window, hotline = help
    kept = [KEPT_CASE, NUMBER.fill(number=grouped(case.number))]
    if sheets[1]:
        kept.append(SHEETS.fill(out=sheets[0], left=sheets[1]))
    lasting = trouble.code in _LASTING
    todo = LOOK_FIRST if lasting else WAITING if waiting else TELL_STAFF
    space = "" if language is Language.ZH else " "
    return TroubleView(
        title=trouble.say[language].rstrip("。."),
        kept=space.join(one[language] for one in kept),
        todo=todo.fill(window=window[language], hotline=hotline)[language],
        picture=PICTURES[trouble.code],
        ways=_ways(window, language, lasting=lasting, waiting=waiting),
    )


def _ways(window: Text, language: Language, *, lasting: bool, waiting: bool) -> tuple[WayView, ...]:
    first = WayView(WAIT, "clock", _WAIT[language], _WAIT_LINE[language])
    if lasting:
        first = WayView(AGAIN, "printer", _AGAIN[language], _AGAIN_LINE[language])
    at_window = _WINDOW_LINE.fill(window=window[language])
    others = (
        WayView(WINDOW, "person", _WINDOW[language], at_window[language]),
        WayView(LEAVE, "home", _LEAVE[language], _LEAVE_LINE[language]),
    )
    return others if waiting and not lasting else (first, *others)


def _ask(window: Text, hotline: str, language: Language) -> str:
    return ASK.fill(window=window[language], hotline=hotline)[language]
