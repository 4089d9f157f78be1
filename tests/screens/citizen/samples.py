"""What the pages say in one invented visit, in both languages: a couple marries in Ordos.

巴特尔 and 李婉清, their numbers and phones are invented; a page and its view for each step.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.cases.flow import FlowBox
from kiosk.devices import card_reader
from kiosk.screens.citizen.accepted import AcceptedPage
from kiosk.screens.citizen.after_views import (
    GoodbyeView,
    RateView,
)
from kiosk.screens.citizen.contents import ContentsPage
from kiosk.screens.citizen.goodbye import GoodbyePage
from kiosk.screens.citizen.guide import GuidePage
from kiosk.screens.citizen.identity import IdentityPage
from kiosk.screens.citizen.items import ItemsPage
from kiosk.screens.citizen.materials import MaterialsPage
from kiosk.screens.citizen.porch_views import PlaceView, ServiceView, WelcomeView
from kiosk.screens.citizen.progress import ProgressPage
from kiosk.screens.citizen.rate import RatePage
from kiosk.screens.citizen.reprint import ReprintPage
from kiosk.screens.citizen.resume import ResumePage
from kiosk.screens.citizen.saved import SavedPage
from kiosk.screens.citizen.still_there import StillTherePage
from kiosk.screens.citizen.trouble import TroublePage
from kiosk.screens.citizen.views import (
    CardState,
    FactView,
    FlowView,
    GuideView,
    IdentityView,
    ItemsView,
    ItemView,
    MaterialState,
    MaterialsView,
    MaterialView,
    PersonCardView,
    ReaderState,
    SectionView,
)
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.texts import Language, Text
from tests.screens.citizen.samples_after import (
    CODE,
    HE,
    NUMBER,
    SHE,
    accepted,
    progress,
    reprint,
    resume,
    saved,
    still_there,
    trouble,
)
from tests.screens.citizen.samples_finding import contents, found

MASKED = "1506**********9993"
PERSONAL = (HE, SHE, MASKED, *(part for part in NUMBER if len(part) > 2), *CODE.split())
"""What must be gone from every widget once a page is cleared."""

Say = Callable[[Language], Any]


def welcome(language: Language) -> WelcomeView:
    """Four services along a life, two of this place; the third is quiet."""
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
    elsewhere = PlaceView(Text("河北省", "Hebei")[language], services[1:])
    return WelcomeView(services[:2], (elsewhere,), "17:00")


def guide(language: Language) -> GuideView:
    """Four items of three departments; two wait for the marriage."""
    zh = language is Language.ZH
    told = (
        (("2", "个工作日", "全部办结"), ("2", "working days", "for everything")),
        (("1", "张表", "不重复填"), ("1", "form", "nothing twice")),
        (("1", "次", "最多跑一次"), ("1", "visit", "at most")),
        (("4", "件事", "3 个部门办"), ("4", "items", "3 departments")),
    )
    facts = tuple(FactView(*(one if zh else other)) for one, other in told)
    names = (
        Text("结婚登记", "Marriage registration"),
        Text("户口婚姻状况变更", "Marital status in the register"),
        Text("夫妻投靠落户", "Moving in with the spouse"),
        Text("生育登记", "Birth registration"),
    )
    offices = (
        Text("民政局", "Civil Affairs Bureau"),
        Text("公安局", "Public Security Bureau"),
        Text("公安局", "Public Security Bureau"),
        Text("卫健委", "Health Commission"),
    )
    waits = ((), ("0",), ("0",), ())
    boxes = tuple(
        FlowBox(str(place), name[language], office[language], after)
        for place, (name, office, after) in enumerate(zip(names, offices, waits, strict=True))
    )
    start = Text("一张表\n一次提交", "One form,\nonce"), Text("本机", "Here")
    end = Text("统一出件", "All results"), Text("一件事窗口", "One-matter window")
    flow = FlowView(
        FlowBox("start", *(text[language] for text in start)),
        boxes,
        FlowBox("end", *(text[language] for text in end)),
    )
    title = Text("公民婚育", "Marriage and birth")
    lead = Text("结婚、户口、落户、生育，一件事一次办", "Marriage, register, moving in, birth")
    who, basis = Text("谁能办", "Who may apply"), Text("依据", "Legal basis")
    text = Text("鄂民发〔2022〕119号", "Ordos plan for marriage and birth (2022, no. 119)")
    sections = tuple(SectionView(one[language], (text[language],)) for one in (who, basis))
    listed = materials(language)
    return GuideView(
        title[language],
        lead[language],
        facts,
        flow,
        listed.materials[:4],
        sections,
        listed.notes[0],
    )


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
    return ItemsView(views, working_days=2, most=len(views))


def identity(language: Language) -> IdentityView:
    """His card was read, hers could not be."""
    he, she = Text("男方", "Husband"), Text("女方", "Wife")
    say = card_reader.trouble(card_reader.Reason.UNREAD).say
    return IdentityView(
        (
            PersonCardView("husband", he[language], CardState.READ, HE, MASKED),
            PersonCardView("wife", she[language]),
        ),
        ReaderState.AGAIN,
        she[language],
        say[language],
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


PAGES: tuple[tuple[type[QWidget], Say], ...] = (
    (WelcomePage, welcome),
    (ContentsPage, contents),
    (ContentsPage, found),
    (GuidePage, guide),
    (ItemsPage, items),
    (IdentityPage, identity),
    (MaterialsPage, materials),
    (AcceptedPage, accepted),
    (StillTherePage, still_there),
    (SavedPage, saved),
    (TroublePage, trouble),
    (RatePage, lambda language: RateView()),
    (ProgressPage, progress),
    (ResumePage, resume),
    (ReprintPage, reprint),
    (GoodbyePage, lambda language: GoodbyeView()),
)
