"""What stays on a kiosk, for how long, and what is said when a form changed meanwhile."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLabel

from kiosk.catalogue.catalogue import Catalogue
from kiosk.screens.citizen.resume import ResumePage
from kiosk.texts import Language, Text
from kiosk.visits.steps import Step
from tests.journal.kept import acknowledged
from tests.screens.acts.conftest import House


def test_a_case_goes_from_here_once_central_has_had_it_long_enough(house: House) -> None:
    house.apply()
    number = house.stage.visit.case.number if house.stage.visit.case else ""
    journal = house.kiosk.journal
    entries = [entry for _, entry in journal.history.entries(0)]
    held = tuple(one.sha256 for entry in entries for one in entry.attachments)
    word = acknowledged(*entries, held=held)
    journal.outbox.confirm(replace(word, kiosk=entries[0].kiosk, at=house.clock()))
    house.stage.ended.emit()
    days = house.kiosk.settings.times.kept_days
    house.clock.now += timedelta(days=days - 1)
    house.kiosk.backroom.tidy()
    assert house.kiosk.counter.case(number) is not None
    house.clock.now += timedelta(days=2)
    house.kiosk.backroom.tidy()
    assert house.kiosk.counter.case(number) is None


def test_what_central_has_not_confirmed_stays_however_old(house: House) -> None:
    house.apply()
    number = house.stage.visit.case.number if house.stage.visit.case else ""
    house.clock.now += timedelta(days=2000)
    house.kiosk.backroom.tidy()
    assert house.kiosk.counter.case(number) is not None


def test_what_a_form_asks_anew_is_said_before_going_on(house: House) -> None:
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    code = house.kiosk.backroom.put_away(house.stage.filling, Language.ZH).code
    house.stage.ended.emit()
    catalogue: Catalogue = house.kiosk.catalogue
    (service,) = catalogue.versions(house.script.service)
    page = service.pages[0]
    asked = page.fields[0].model_copy(
        update={"id": "m_old_name", "label": Text("曾用名", "Former name"), "required": False}
    )
    grown = page.model_copy(update={"fields": (*page.fields, asked)})
    newer = service.model_copy(update={"version": 2, "pages": (grown, *service.pages[1:])})
    catalogue._versions[newer.key] = [service, newer]
    house.stage.turn(house.stage.visit.beside(Step.RESUME))
    house.type(house.edit(), code)
    house.onward()
    house.comes_to(Step.CHANGED)
    said = house.stage.binder.built(ResumePage)
    assert said is not None
    assert any("曾用名" in text for text in texts(said))
    house.onward()
    house.comes_to(Step.FORM)
    assert house.stage.filling.answers["m_name"] == "巴特尔"


def texts(page: ResumePage) -> list[str]:
    """Return all that stands on the page."""
    return [label.text() for label in page.findChildren(QLabel)]
