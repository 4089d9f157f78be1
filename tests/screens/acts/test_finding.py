"""From the first page to a guide: along the list, or by a word, and there to its place."""

from datetime import date

import msgspec
import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from kiosk.catalogue.contents import chapters
from kiosk.catalogue.passages import Section
from kiosk.offer import Offer
from kiosk.screens.citizen.contents import ContentsPage
from kiosk.screens.citizen.guide import GuidePage
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.settings import Settings
from kiosk.texts import Language
from kiosk.visits.steps import Step
from tests.screens.acts.conftest import House

ORDOS = "150600-marriage-birth"


def welcome(house: House) -> WelcomePage:
    return house.stage.binder.page(WelcomePage)


def contents(house: House) -> ContentsPage:
    return house.stage.binder.page(ContentsPage)


def spell(house: House, letters: str) -> None:
    entry = contents(house).search.entry
    for size in range(1, len(letters) + 1):
        QApplication.sendEvent(entry, QInputMethodEvent(letters[:size], []))


def test_the_search_of_the_welcome_brings_the_keyboard(house: House) -> None:
    house.touch(welcome(house).finder)
    assert house.at(Step.CONTENTS)
    house.qtbot.waitUntil(house.front.keyboard.isVisible)
    house.settles()


def test_a_word_leads_to_its_place_in_a_guide(house: House) -> None:
    house.touch(welcome(house).finder)
    house.settles()
    spell(house, "hukoubu")
    cards = contents(house).found.parts
    assert cards
    place = next(n for n, card in enumerate(cards) if "户口簿" in card.words.text())
    house.touch(cards[place])
    assert house.at(Step.GUIDE)
    page = house.stage.binder.page(GuidePage)
    assert page.guide.isVisible()
    assert not house.front.keyboard.isVisible()


def test_a_word_of_the_rest_unfolds_it(house: House) -> None:
    house.touch(welcome(house).finder)
    house.settles()
    spell(house, "nongcunmuqu")
    cards = [one for one in contents(house).found.parts if one.isVisible()]
    house.touch(cards[-1])
    page = house.stage.binder.page(GuidePage)
    house.qtbot.waitUntil(page.guide.isVisible)
    assert house.at(Step.GUIDE)


def test_what_was_typed_before_the_index_is_there_is_found(house: House) -> None:
    go_on = house.busy()
    house.touch(welcome(house).finder)
    spell(house, "jiehun")
    assert not contents(house).found.isVisible()
    go_on()
    house.qtbot.waitUntil(contents(house).found.isVisible)


def test_in_a_guide_only_that_guide_is_searched(house: House) -> None:
    house.touch(welcome(house).services.parts[0].card)
    page = house.stage.binder.page(GuidePage)
    page.search.entry.setFocus()
    house.settles()
    house.type(page.search.entry, "hukou")
    house.qtbot.waitUntil(page.found.isVisible)
    assert all(card.below.text().count("·") == 0 for card in page.found.parts)
    house.touch(page.found.parts[0])
    assert page.guide.isVisible()
    assert page.search.entry.text() == ""


def test_the_list_leads_to_a_guide_and_back(house: House) -> None:
    house.touch(welcome(house).contents)
    page = contents(house)
    cells = [cell for chapter in page.chapters.parts for cell in chapter.matters.parts]
    here = [cell.here for cell in cells if cell.here.isVisible()]
    assert len(here) == len(house.stage.office.services())
    house.touch(here[0])
    assert house.at(Step.GUIDE)
    house.back()
    assert house.at(Step.WELCOME)


def test_back_from_the_list_is_the_welcome_and_nothing_stays(house: House) -> None:
    house.touch(welcome(house).finder)
    house.settles()
    spell(house, "hukou")
    house.back()
    assert house.at(Step.WELCOME)
    house.touch(welcome(house).contents)
    assert contents(house).search.entry.whole == ""
    assert contents(house).chapters.isVisible()


def test_the_own_region_comes_first_and_along_a_life(house: House) -> None:
    keys = [one.key for one in house.stage.office.services()]
    assert keys[0] == ORDOS
    hebei = [key.partition("-")[2] for key in keys if key.startswith("13")]
    assert hebei == ["newborn", "marriage-birth", "afterlife"]
    places = [block.name.text() for block in welcome(house).elsewhere.parts]
    assert places == ["河北省", "上海市"]


@pytest.mark.parametrize(("regions", "some"), [((), True), (("150600",), False)])
def test_a_hall_chooses_its_regions(house: House, regions: tuple[str, ...], some: bool) -> None:
    hall = msgspec.structs.replace(Settings().hall, regions=regions)
    day = date(2026, 11, 23)
    offer = Offer(house.kiosk.catalogue, hall.district, hall.offers, lambda: day)
    others = [one for one in offer.services() if one.key != ORDOS]
    assert bool(others) is some
    listed = chapters(offer.contents(), offer.services(), hall.district)
    done = [one for group in listed for matter in group.matters for one in matter.services]
    assert len(done) == len(offer.services())
    found = {hit.passage.service for hit in offer.search().find("户口")}
    assert (found == {ORDOS}) is not some
    assert offer.search() is offer.search()


def test_what_was_found_in_english_is_told_in_the_language_of_the_reader(house: House) -> None:
    hits = house.stage.office.search().find("photo")
    assert hits[0].language is Language.EN
    assert hits[0].passage.section is Section.MATERIAL
