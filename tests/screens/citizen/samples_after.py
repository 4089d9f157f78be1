"""What the pages after signing, and those beside the way, say in the same invented visit."""

from kiosk.screens.citizen.after_views import (
    ProgressItemView,
    ProgressView,
    ReprintView,
    ResumeView,
    SavedView,
    StillThereView,
    Tone,
    TroubleView,
    WayView,
)
from kiosk.screens.citizen.outcome_views import AcceptedView, PrintingView
from kiosk.screens.look.timeline import Mark, Station
from kiosk.texts import Language, Text

HE, SHE = "巴特尔", "李婉清"
NUMBER = ("150602", "01", "261123", "03", "0017", "48")
CODE = "7KXQM 3RTWD"


def accepted(language: Language) -> AcceptedView:
    """Kept without a line; the second of three sheets is coming out."""
    zh = language is Language.ZH
    stations = (
        Station("今天", "到 2 楼 3 号窗口登记结婚", "11月23日", "民政局，带身份证", Mark.NOW),
        Station("11月24日", "户口婚姻状况变更", "周二，预计", "公安局，登记结婚后自动开始"),
        Station("11月25日前", "统一出件", "周三，预计", "一件事窗口，会发短信"),
    )
    english = (
        Station(
            "Today", "Register your marriage at window 3", "23 Nov", "Bring ID cards", Mark.NOW
        ),
        Station("24 Nov", "Marital status in the register", "Tue, expected", "Public Security"),
        Station("By 25 Nov", "All results together", "Wed, expected", "A message will tell you"),
    )
    people = Text(f"{HE}、{SHE}，共 4 件事", f"{HE} and {SHE}, 4 items")
    papers = Text("申请表每人 1 张，回执 1 张。", "one application each, one receipt.")
    printing = PrintingView(2, 3, papers[language])
    dates = stations if zh else english
    return AcceptedView(people[language], NUMBER, dates, offline=True, printing=printing)


def still_there(language: Language) -> StillThereView:
    """Seven seconds have gone."""
    return StillThereView(seconds_left=23, whole=30, sealed_hours=24, has_answers=True)


def saved(language: Language) -> SavedView:
    """Put away, with a slip."""
    until = Text("明天 10:30", "tomorrow 10:30")
    return SavedView(CODE, until[language], printed=True)


def trouble(language: Language) -> TroubleView:
    """No paper."""
    title = Text("打印机没纸了", "The printer has no paper")
    kept = Text(
        f"{HE}的申请已经收好，编号 {NUMBER[0]}。已打出 1 张，还差 2 张。",
        f"The application of {HE} is safe: {NUMBER[0]}. 1 sheet is printed, 2 are missing.",
    )
    todo = Text(
        "请告诉工作人员（2 楼 3 号窗口，或打 12345）。弄好以后自动接着打。",
        "Please tell the staff (window 3, 2nd floor, or call 12345). Printing then goes on.",
    )
    ways = (
        ("wait", "clock", Text("在这儿等", "Wait here"), Text("屏幕不会退出", "The screen stays")),
        (
            "window",
            "person",
            Text("到窗口打", "Get them from the staff"),
            Text("2 楼 3 号窗口，报办件编号就能补打", "Window 3: your case number is enough"),
        ),
        (
            "leave",
            "home",
            Text("先不打了，结束", "Leave without them"),
            Text("请记下编号，或用手机拍下来", "Write the number down, or take a photo of it"),
        ),
    )
    return TroubleView(
        title[language],
        kept[language],
        todo[language],
        picture="printer_empty",
        ways=tuple(
            WayView(key, icon, one[language], two[language]) for key, icon, one, two in ways
        ),
    )


def progress(language: Language) -> ProgressView:
    """One item done, one being decided, one waiting, one that needs somebody to come."""
    told = (
        (Text("结婚登记", "Marriage registration"), Text("办好了", "Done"), Tone.DONE),
        (Text("生育登记", "Birth registration"), Text("正在审核", "Being decided"), Tone.NOW),
        (Text("户口婚姻状况变更", "Marital status"), Text("等前一件办好", "Waits"), Tone.TO_COME),
        (
            Text("夫妻投靠落户", "Moving in"),
            Text("要补材料", "Something is missing"),
            Tone.ATTENTION,
        ),
    )
    office = Text("公安局", "Public Security Bureau")
    result = Text(f"请{SHE}带户口簿到窗口", f"{SHE} is asked to bring the household booklet")
    views = tuple(
        ProgressItemView(title[language], office[language], state[language], tone, "11-24", said)
        for (title, state, tone), said in zip(told, ("", "", "", result[language]), strict=True)
    )
    return ProgressView(" ".join(NUMBER), views, as_of="10:31")


def resume(language: Language) -> ResumeView:
    """The form has changed since."""
    change = Text("新问：婚姻登记声明", "New: declaration for the marriage registration")
    wrong = Text("没有找到，请对一对取回码", "Not found; please compare the code")
    return ResumeView(wrong[language], (change[language],))


def reprint(language: Language) -> ReprintView:
    """Nothing under that number."""
    wrong = Text("没有找到，请对一对编号", "Not found; please compare the number")
    return ReprintView(wrong[language])
