"""What the pages say in one invented visit, in both languages: a couple marries in Ordos.

巴特尔 and 李婉清, their numbers and phones are invented; a page and its view for each step.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen.accepted import AcceptedPage
from kiosk.screens.citizen.after_views import (
    GoodbyeView,
    RateView,
    SavedView,
    StillThereView,
    TroubleView,
)
from kiosk.screens.citizen.goodbye import GoodbyePage
from kiosk.screens.citizen.identity import IdentityPage
from kiosk.screens.citizen.items import ItemsPage
from kiosk.screens.citizen.materials import MaterialsPage
from kiosk.screens.citizen.outcome_views import AcceptedView, PrintingView
from kiosk.screens.citizen.rate import RatePage
from kiosk.screens.citizen.saved import SavedPage
from kiosk.screens.citizen.still_there import StillTherePage
from kiosk.screens.citizen.trouble import TroublePage
from kiosk.screens.citizen.views import (
    CardState,
    IdentityView,
    ItemsView,
    ItemView,
    MaterialState,
    MaterialsView,
    MaterialView,
    PersonCardView,
    ServiceView,
    WelcomeView,
)
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.screens.look.timeline import Mark, Station
from kiosk.texts import Language, Text

HE, SHE = "巴特尔", "李婉清"
MASKED = "1506**********9993"
NUMBER = ("150602", "01", "261123", "03", "0017", "48")
CODE = "7KXQM 3RTWD"
PERSONAL = (HE, SHE, MASKED, *(part for part in NUMBER if len(part) > 2), *CODE.split())
"""What must be gone from every widget once a page is cleared."""

Say = Callable[[Language], Any]


def welcome(language: Language) -> WelcomeView:
    """Four services along a life; the third is quiet."""
    told = (
        ("公民婚育", "Marriage and birth", "成家", "Family", "rings", False),
        ("新生儿出生", "Birth of a child", "添丁", "Child", "baby", False),
        ("公民身后", "After a death", "身后", "After life", "leaf", True),
        ("婚姻登记预约", "Marriage appointment", "预约", "Booking", "calendar_check", False),
    )
    line = Text("结婚、户口、落户、生育，一起办", "Marriage, register, moving in, birth at once")
    tags = Text("4 件并 1 件", "4 in 1"), Text("2 个工作日", "2 working days")
    services = tuple(
        ServiceView(
            icon,
            Text(zh, en)[language],
            line[language],
            Text(stage, age)[language],
            icon,
            tuple(tag[language] for tag in tags),
            quiet,
        )
        for zh, en, stage, age, icon, quiet in told
    )
    return WelcomeView(services, "17:00")


def items(language: Language) -> ItemsView:
    """Four items; the third brought the first along."""
    told = (
        ("marriage_reg", Text("结婚登记", "Marriage registration")),
        ("hukou_marital", Text("户口婚姻状况变更", "Marital status in the register")),
        ("hukou_spouse_move", Text("夫妻投靠落户", "Moving in with the spouse")),
        ("birth_reg", Text("生育登记", "Birth registration")),
    )
    summary = Text(
        "一方的户口迁到另一方家里（不含迁往农村牧区）",
        "One moves into the other's household register (not in farming or herding areas)",
    )
    office = Text("公安局", "Public Security Bureau")
    note = Text("要先登记结婚，才能落户", "The marriage has to be registered first")
    detail = Text(
        "已帮您选上“结婚登记”，登记好后自动接着办。",
        "“Marriage registration” is ticked for you; the rest follows by itself.",
    )
    have, fill = (
        Text("已经领过结婚证？", "Married already?"),
        Text("填结婚证字号", "Fill in its number"),
    )
    views = tuple(
        ItemView(
            item,
            title[language],
            summary[language],
            office[language],
            place < 3,
            *((one[language] for one in (note, detail, have, fill)) if place == 2 else ()),
        )
        for place, (item, title) in enumerate(told)
    )
    return ItemsView(views, working_days=2)


def identity(language: Language) -> IdentityView:
    """His card was read, hers could not be."""
    he, she = Text("男方", "Husband"), Text("女方", "Wife")
    say = Text("请擦干净再放一次", "Please wipe it and lay it down again")
    return IdentityView(
        (
            PersonCardView("husband", he[language], CardState.READ, HE, MASKED),
            PersonCardView("wife", she[language], CardState.FAILED, say=say[language]),
        ),
        reader=True,
    )


def materials(language: Language) -> MaterialsView:
    """One of each state."""
    title = Text("2 寸红底半身免冠合影", "Photo of both on red ground")
    note = Text("改户口、落户时用；只办结婚登记不用带", "Not for the marriage registration alone")
    views = tuple(
        MaterialView(title[language], state, note[language], "photo", copies=place + 1)
        for place, state in enumerate(MaterialState)
    )
    last = Text(
        "离过婚的，另带离婚证、离婚协议或法院判决书", "After a divorce, bring the certificate"
    )
    return MaterialsView(views, (last[language],))


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
    todo = Text("您不用做什么，加好纸后自动接着打。", "Nothing: it goes on once there is paper.")
    told = Text("一楼值班员，10:35 发出。", "The attendant on the first floor, at 10:35.")
    return TroubleView(title[language], kept[language], todo[language], told[language])


PAGES: tuple[tuple[type[QWidget], Say], ...] = (
    (WelcomePage, welcome),
    (ItemsPage, items),
    (IdentityPage, identity),
    (MaterialsPage, materials),
    (AcceptedPage, accepted),
    (StillTherePage, still_there),
    (SavedPage, saved),
    (TroublePage, trouble),
    (RatePage, lambda language: RateView()),
    (GoodbyePage, lambda language: GoodbyeView()),
)
