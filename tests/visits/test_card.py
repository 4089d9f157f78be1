"""An ID card fills in what it says, for the person it belongs to."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import JointService
from kiosk.errors import Trouble
from kiosk.visits.card import CardFacts, split_address, with_card
from tests.cases.wedding import DAY, HER_ID, HIS_ID, WEDDING, empty

HIS = CardFacts(
    "巴特尔", "male", "02", HIS_ID, "内蒙古自治区鄂尔多斯市东胜区鄂尔多斯西街1号", date(2036, 1, 1)
)
HERS = CardFacts("李婉清", "female", "01", HER_ID, "鄂尔多斯市康巴什区康巴什大街2号")


def code_of(filling: Filling, card: CardFacts) -> str:
    with pytest.raises(Trouble) as caught:
        with_card(filling, card)
    return caught.value.code


def test_both_cards_in_whatever_order() -> None:
    filling = empty().choose(["marriage"])
    one = with_card(with_card(filling, HIS), HERS)
    other = with_card(with_card(filling, HERS), HIS)
    assert one.effective == other.effective
    assert one.effective["f_name"] == "李婉清"
    assert one.effective["m_address"] == {"division": "150602", "detail": "鄂尔多斯西街1号"}
    assert {one.sources[path] for path in ("m_name", "m_id", "f_address")} == {"card"}
    assert "m_phone" not in one.sources
    assert [missing.path for missing in one.missing("couple")] == ["m_phone", "f_phone"]
    assert one.remarks() == ()


def test_a_number_that_is_there_already_says_whose_it_is() -> None:
    sexless = [person.model_copy(update={"sex": None}) for person in WEDDING.people]
    service: JointService = WEDDING.model_copy(update={"people": tuple(sexless)})
    filling = Filling.start(service, DAY).answer("f_id", HIS_ID)
    assert with_card(filling, HIS).answers["f_name"] == "巴特尔"
    assert with_card(with_card(filling, HIS), HERS).answers["m_name"] == "李婉清"


def test_a_card_that_is_nobodys() -> None:
    assert code_of(empty(), replace(HIS, sex="unknown")) == "card.nobody"


def test_a_card_counts_until_its_last_day() -> None:
    with_card(empty(), replace(HIS, valid_until=DAY))
    assert code_of(empty(), replace(HIS, valid_until=date(2026, 11, 22))) == "card.expired"


def test_where_a_card_is_silent_what_was_typed_stays() -> None:
    typed = empty().answer("m_address", {"division": "150602", "detail": "富兴街道1号"})
    filling = with_card(typed, replace(HIS, address=""))
    assert filling.answers["m_address"] == typed.answers["m_address"]
    assert filling.sources["m_address"] == "typed"


@pytest.mark.parametrize(
    ("text", "division", "detail"),
    [
        ("北京市东城区某街1号", "110101", "某街1号"),
        ("内蒙古自治区鄂尔多斯市东胜区", "150602", ""),
        ("朝阳区某街1号", None, "朝阳区某街1号"),
        ("某地某街1号", None, "某地某街1号"),
        ("", None, ""),
    ],
)
def test_an_address_is_split_after_the_county(text: str, division: str | None, detail: str) -> None:
    found = split_address(text)
    assert (found.get("division"), found["detail"]) == (division, detail)
