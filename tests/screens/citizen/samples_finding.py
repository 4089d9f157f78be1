"""The page of all matters: its list, and what was found in two guides."""

from kiosk.catalogue.passages import Section
from kiosk.screens.citizen.finding_views import ChapterView, ContentsView, HitView, MatterView
from kiosk.texts import Language, Text

TITLES = (
    Text("新生儿出生", "Birth of a child"),
    Text("入园入学", "Kindergarten and school"),
    Text("二手房交易及水电气联动过户", "Second-hand home, with water, power and gas"),
    Text("身后", "After a death"),
)
WINDOW, PLACE = Text("到窗口办", "At the window"), Text("河北省", "Hebei")
BOOKLETS = Text("双方居民户口簿", "Household booklets of both")
BELOW = Text("公民婚育 · 鄂尔多斯市 · 带什么", "Marriage and birth · Ordos · What to bring")
BASIS = Text("打造政务服务升级版的通知（鄂府办发〔2022〕174号）", "Ordos notice (2022, no. 174)")


def contents(language: Language) -> ContentsView:
    """Two matters are done here, two at the window."""
    matters = tuple(
        MatterView(title[language], WINDOW[language])
        if place in (1, 2)
        else MatterView(title[language], PLACE[language], f"130000-{place}", "leaf", place == 3)
        for place, title in enumerate(TITLES)
    )
    people = Text("个人的一生", "For people")[language]
    lead = Text("有箭头的就在这里办", "Those with an arrow can be done here")[language]
    return ContentsView((ChapterView(people, matters),), lead, BASIS[language])


def found(language: Language) -> ContentsView:
    """Two places with a word that was searched for."""
    marks = Text("户口", "ousehold")[language]
    begin = BOOKLETS[language].index(marks)
    mark = ((begin, begin + len(marks)),)
    hits = tuple(
        HitView("150600-a", Section.MATERIAL, part, BOOKLETS[language], BELOW[language], mark)
        for part in ("one", "two")
    )
    return ContentsView((), searched="hukou", found=hits)
