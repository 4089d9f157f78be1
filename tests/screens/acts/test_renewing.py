"""What central publishes is gone by from the next visit on, and never in the middle of one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app import opened
from kiosk.bench_facts import PUBLISHED, HouseFacts
from kiosk.catalogue.published import Published
from kiosk.courier.enrolled import ANSWER
from kiosk.devices.health import Condition
from kiosk.errors import Trouble
from kiosk.screens.acts.renewing import Renewing
from kiosk.texts import Text
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from kiosk.wire.identity import Identity
from kiosk.wire.messages import EnrolmentAnswer
from kiosk.wire.notices import FormNotices, SettingNotices
from kiosk.wire.signed import plain, sign
from tests.central.published.moving import KEY, form
from tests.screens.acts.conftest import MORNING, House
from tests.screens.acts.test_next_person import texts

NAME, DISTRICT = "hall-1", "150602"


@pytest.fixture
def central(tmp_path: Path) -> Identity:
    """A central that this kiosk was enrolled at before it opened; asked for before the house."""
    identity, data = Identity.make(), tmp_path / "data"
    data.mkdir()
    welcome = EnrolmentAnswer(NAME, DISTRICT, "03", identity.public, "e", MORNING)
    data.joinpath(ANSWER).write_bytes(plain(welcome))
    return identity


def form_comes(house: House, central: Identity, folder: Path, version: int = 1) -> None:
    """Have the courier bring a version, and those before it, as central tells them."""
    forms = (
        Published(KEY, one, form(folder / f"{version}-{one}", version=one).read_text("utf-8"))
        for one in range(1, version + 1)
    )
    told = FormNotices(version, tuple(forms))
    assert house.kiosk.ground.forms.take(sign(told, central))


def settings_come(house: House, central: Identity, **times: int) -> None:
    told = SettingNotices(1, NAME, {"hall": {"hotline": "12340"}, "times": {**times}})
    assert house.kiosk.ground.told.take(sign(told, central))


def offered(house: House) -> set[str]:
    return {one.key for one in house.stage.office.services()}


def test_the_welcome_offers_what_came_while_nobody_was_there(
    central: Identity, house: House, tmp_path: Path
) -> None:
    assert KEY not in offered(house)
    form_comes(house, central, tmp_path)
    house.qtbot.waitUntil(lambda: KEY in offered(house))
    house.qtbot.waitUntil(lambda: any("搬家" in one for one in texts()))
    assert house.kiosk.catalogue.versions(KEY)


def test_a_visit_goes_on_by_what_it_began_with(
    central: Identity, house: House, tmp_path: Path
) -> None:
    house.begin()
    before, hall = house.stage.office, house.stage.hall
    form_comes(house, central, tmp_path)
    settings_come(house, central, idle=45)
    for _ in range(3):
        house.front.renewing.look()
        house.settles()
    assert (house.stage.office, house.stage.hall) == (before, hall)
    assert house.at(Step.FORM)
    house.stage.ended.emit()
    house.qtbot.waitUntil(lambda: KEY in offered(house))
    assert (house.stage.hall.hotline, house.stage.hall.idle) == ("12340", 45)


def test_who_comes_while_it_is_prepared_is_not_disturbed(
    central: Identity, house: House, tmp_path: Path
) -> None:
    go_on = house.busy()
    form_comes(house, central, tmp_path)
    house.qtbot.waitUntil(lambda: house.stage.working)
    before = house.stage.office
    house.front.renewing.look()
    house.begin()
    go_on()
    house.settles()
    assert house.stage.office is before
    assert house.at(Step.FORM)


def test_new_times_count_from_the_next_visit_on(central: Identity, house: House) -> None:
    settings_come(house, central, idle=300, still_there=5)
    house.qtbot.waitUntil(lambda: house.stage.hall.idle == 300)
    house.begin()
    house.idles(299)
    assert house.at(Step.FORM)
    house.idles(2)
    assert house.at(Step.STILL_THERE)


def test_a_filling_put_away_before_is_checked_by_the_new_form(
    central: Identity, house: House, tmp_path: Path
) -> None:
    form_comes(house, central, tmp_path)
    house.qtbot.waitUntil(lambda: KEY in offered(house))
    day = house.clock().astimezone(house.kiosk.place.zone).date()
    service = house.kiosk.catalogue.service(KEY, day)
    visit = Visit().choose_service(service, day)
    filling = visit.filling
    assert filling is not None
    filling = filling.choose(("first", "second")).answer("a_name", "巴特尔")
    claim = house.kiosk.backroom.put_away(filling, visit.language)
    form_comes(house, central, tmp_path, version=2)
    house.qtbot.waitUntil(lambda: house.kiosk.catalogue.service(KEY, day).version == 2)
    resumed = house.kiosk.backroom.take_out(claim.code)
    assert resumed.filling.service.version == 2
    assert resumed.filling.answers["a_name"] == "巴特尔"


def test_the_bench_says_what_it_goes_by_and_what_it_cannot_read(
    central: Identity, house: House, tmp_path: Path
) -> None:
    facts = HouseFacts(house.kiosk)
    assert PUBLISHED not in {one.label for one in facts.facts()}
    form_comes(house, central, tmp_path)
    house.qtbot.waitUntil(lambda: KEY in offered(house))
    (told,) = [one for one in facts.facts() if one.label == PUBLISHED]
    assert (told.value.en, told.condition) == ("forms 1, settings none", Condition.WELL)
    settings_come(house, central, lights=3)
    house.qtbot.waitUntil(lambda: house.stage.hall.hotline == "12340")
    (told,) = [one for one in facts.facts() if one.label == PUBLISHED]
    assert told.condition is Condition.SOON
    assert "times.lights" in told.value.zh


class Failing:
    """A renewal that does not come about."""

    def __init__(self) -> None:
        self.asked = 0

    def due(self) -> bool:
        return True

    def prepare(self) -> Callable[[], object]:
        self.asked += 1
        raise Trouble("disk", Text("盘", "disk"), Text("盘", "disk"))


def test_what_cannot_be_taken_over_disturbs_nobody_and_is_tried_again(house: House) -> None:
    failing = Failing()
    renewing = Renewing(house.stage, failing, house.stage._lane)  # type: ignore[arg-type]  # never gives anything
    for _ in range(2):
        renewing.look()
        house.settles()
    assert failing.asked == 2
    assert house.at(Step.WELCOME)


def test_a_kiosk_without_central_stands_as_it_is(house: House) -> None:
    assert house.kiosk.ground.mark == house.kiosk.stands.mark == (None, None)


def test_told_settings_count_from_the_first_frame_of_the_house(
    central: Identity, house: House
) -> None:
    settings_come(house, central, idle=45)
    house.kiosk.journal.close()
    with opened(house.kiosk.ground.settings, house.clock) as again:
        assert again.settings.times.idle == 45
