"""Cards laid on the reader while somebody applies: filled in, shown elsewhere, or told apart."""

import gc
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.devices.card_reader import Card, CardType
from kiosk.devices.sam.pretend import SAMPLE, Ill, PretendModule, PretendReader
from kiosk.devices.taking import Taking
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.identity import IdentityPage
from kiosk.screens.look.message import Message
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.cases.wedding import HER_ID, HIS_ID
from tests.screens.acts.conftest import House
from tests.screens.acts.test_next_person import left_over

HERS = replace(
    SAMPLE,
    name="李婉清",
    sex="female",
    number=HER_ID,
    ethnic_group="01",
    born=date(2006, 11, 21),
    address="内蒙古自治区鄂尔多斯市康巴什区青春山街道2号",
)


@pytest.fixture
def desk(house: House) -> PretendModule:
    """The reader of the house, nothing on it; the visit is at the ID cards."""
    reader = PretendReader()
    house.stage.taking = Taking(cards=reader)
    visit = house.stage.visit
    day = house.clock().astimezone(house.kiosk.place.zone).date()
    service = house.kiosk.catalogue.service(house.script.service, day)
    visit = visit.choose_service(service, day).next().filled(house.script.chosen).next()
    assert visit.step is Step.IDENTITY
    house.stage.turn(visit)
    return reader.desk


def answers(house: House) -> dict[str, object]:
    filling = house.stage.visit.filling
    return {} if filling is None else dict(filling.answers)


def said(house: House) -> str:
    page = house.front.window.area.page
    assert page is not None
    return "".join(one.words() for one in page.findChildren(Message) if one.isVisible())


def laid(house: House, desk: PretendModule, card: Card) -> None:
    desk.lay(card)
    house.qtbot.waitUntil(lambda: card.number in answers(house).values())


def says(house: House, words: str) -> None:
    house.qtbot.waitUntil(lambda: words in said(house))


def looks(house: House, seen: Callable[[], bool]) -> None:
    house.qtbot.waitUntil(seen)


def typing(house: House) -> str:
    page = house.front.window.area.page
    assert isinstance(page, IdentityPage)
    return page.typing.lines.first.text()


def test_both_cards_fill_the_form_one_after_the_other(house: House, desk: PretendModule) -> None:
    laid(house, desk, SAMPLE)
    assert "再放女方的身份证" in said(house)
    laid(house, desk, HERS)
    assert "都读好了" in said(house)
    filling = house.stage.filling
    for path, value in (
        ("m_name", "巴特尔"),
        ("m_id", HIS_ID),
        ("m_hukou_addr", {"division": "150602", "detail": "富兴街道1号"}),
        ("f_name", "李婉清"),
        ("f_nation", "01"),
    ):
        assert filling.answers[path] == value
        assert filling.sources[path] == "card"
    house.onward()
    page = house.front.window.area.page
    assert isinstance(page, FormPage)
    marked = [one for one in page.sheet.column.every() if one.view.from_card]
    assert [one._mark.isVisible() for one in marked] == [True] * len(marked)
    assert marked


def test_the_same_card_twice_is_told_and_changes_nothing(house: House, desk: PretendModule) -> None:
    laid(house, desk, SAMPLE)
    before = house.stage.visit
    desk.lift()
    desk.lay(SAMPLE)
    says(house, "这张已经读过")
    assert house.stage.visit.filling == before.filling


def test_a_card_laid_on_the_form_fills_it_and_keeps_what_is_being_typed(
    house: House, desk: PretendModule
) -> None:
    house.onward()
    house.type(house.edit(), "李婉")
    laid(house, desk, HERS)
    assert answers(house)["m_name"] == "李婉"
    assert answers(house)["f_name"] == "李婉清"
    assert house.at(Step.FORM)


@pytest.mark.parametrize(
    ("card", "what"),
    [
        (replace(SAMPLE, type=CardType.HMT_RESIDENT), "涉港澳台的事请到2 楼 3 号窗口"),
        (replace(SAMPLE, type=CardType.FOREIGNER_2017), "涉外的事请到2 楼 3 号窗口"),
        (replace(SAMPLE, type=CardType.FOREIGNER_2023), "涉外的事请到2 楼 3 号窗口"),
        (replace(SAMPLE, valid_until=date(2026, 11, 22)), "过期"),
        (replace(SAMPLE, sex=""), "对不上申请人"),
    ],
)
def test_a_card_that_is_not_taken_is_told_and_typing_goes_on(
    house: House, desk: PretendModule, card: Card, what: str
) -> None:
    desk.lay(card)
    says(house, what)
    assert answers(house) == {}
    house.onward()
    assert house.at(Step.FORM)
    assert what not in said(house), "another page begins anew"
    desk.lift()
    laid(house, desk, SAMPLE)


def test_on_the_form_a_card_that_is_not_taken_is_said_above_it(
    house: House, desk: PretendModule
) -> None:
    house.onward()
    desk.lay(replace(SAMPLE, type=CardType.FOREIGNER_2017))
    page = house.front.window.area.page
    assert isinstance(page, FormPage)
    notice = page.sheet._notice
    looks(house, notice.isVisible)
    house.touch(notice._again)
    assert not notice.isVisible()


def test_an_unknown_district_and_a_private_character_are_warnings(
    house: House, desk: PretendModule
) -> None:
    laid(house, desk, replace(SAMPLE, name="巴\ue863", address="某地某街1号"))
    filling = house.stage.filling
    assert answers(house)["m_hukou_addr"] == {"detail": "某地某街1号"}
    told = {(one.code, one.severity.value) for one in filling.remarks() if "m_name" in one.on}
    assert told == {("name.private", "warning")}
    assert "division.missing" in {one.code for one in filling.remarks() if "m_hukou_addr" in one.on}


@pytest.mark.parametrize("ill", [Ill.GONE, Ill.NO_LICENCE, Ill.SILENT, Ill.WRONG_SUM])
def test_a_reader_that_fails_loses_nothing_and_comes_back(
    house: House, desk: PretendModule, ill: Ill
) -> None:
    laid(house, desk, SAMPLE)
    before = answers(house)
    desk.lift()
    desk.ills.add(ill)
    desk.lay(HERS)
    looks(house, lambda: "暂时不能用" in typing(house))
    assert answers(house) == before
    house.onward()
    house.back()
    assert "暂时不能用" in typing(house)
    desk.ills.clear()
    looks(house, lambda: HER_ID in answers(house).values())


def test_a_card_that_cannot_be_read_is_tried_again(house: House, desk: PretendModule) -> None:
    desk.ills.add(Ill.UNREADABLE)
    desk.lay()
    says(house, "把身份证拿开，再放一次")
    desk.ills.clear()
    looks(house, lambda: HIS_ID in answers(house).values())


def test_without_a_reader_nothing_is_said_of_one(house: House, desk: PretendModule) -> None:
    house.stage.taking = Taking()
    house.stage.turned.emit()
    assert "没有读卡器" in typing(house)


def test_the_reader_is_left_alone_where_no_card_is_wanted(
    house: House, desk: PretendModule
) -> None:
    house.back()
    assert house.at(Step.ITEMS)
    house.qtbot.waitUntil(lambda: not house.front.conductor._acts[3]._reading._looking)  # type: ignore[attr-defined]  # Choosing holds it
    desk.lay()
    house.qtbot.wait(100)
    assert not desk.seen


class Slow(PretendReader):
    """A reader whose look ends when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.go_on = threading.Event(), threading.Event()

    def poll(self, found: Callable[[], None] = lambda: None) -> Card | None:
        self.asked.set()
        self.go_on.wait(20)
        return super().poll(found)


@pytest.fixture
def slow(house: House, desk: PretendModule) -> Iterator[Slow]:
    reader = Slow()
    house.stage.taking = Taking(cards=reader)
    yield reader
    reader.go_on.set()


def cards() -> list[Card]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Card)]


def test_a_card_read_as_the_visit_ends_reaches_nobody(house: House, slow: Slow) -> None:
    visit, before = house.stage.visit, {id(one) for one in cards()}
    house.qtbot.waitUntil(slow.asked.is_set)
    slow.desk.lay()
    house.stage.ended.emit()
    house.stage.turn(visit)  # the next one is at the same page already
    slow.go_on.set()
    house.qtbot.waitUntil(lambda: slow.desk.seen)
    house.qtbot.wait(100)
    assert answers(house) == {}
    house.stage.ended.emit()
    assert house.stage.visit == Visit()
    assert left_over() == []
    assert [one for one in cards() if id(one) not in before] == []


def test_a_bug_in_a_driver_is_a_broken_reader(
    house: House, desk: PretendModule, caplog: pytest.LogCaptureFixture
) -> None:
    class Buggy(PretendReader):
        def poll(self, found: Callable[[], None] = lambda: None) -> Card | None:
            raise TypeError("the line was closed under it")

    house.stage.taking = Taking(cards=Buggy())
    looks(house, lambda: "暂时不能用" in typing(house))
    assert "TypeError at" in caplog.text
    assert "under it" not in caplog.text


def test_laying_a_card_is_as_good_as_a_touch(house: House, desk: PretendModule) -> None:
    house.idles(59)
    laid(house, desk, SAMPLE)
    house.idles(2)
    assert house.at(Step.IDENTITY)
