"""The second screen follows a visit and never says whose it is."""

from kiosk.cases.number import grouped
from kiosk.devices.second_screen import PretendSecondScreen, Sight
from kiosk.paper.symbols import qr
from kiosk.screens.acts.beside import Beside
from kiosk.screens.telling.beside import BUSY, CARED_FOR, EACH, KEPT
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from kiosk.wire.proof import read_proof
from tests.screens.acts.conftest import House


class Onlooker(PretendSecondScreen):
    """Somebody who never looks away."""

    def __init__(self) -> None:
        super().__init__()
        self.every: list[Sight] = []

    def show(self, sight: Sight) -> None:
        super().show(sight)
        self.every.append(sight)

    @property
    def now(self) -> Sight:
        assert self.seen is not None
        return self.seen


def test_it_says_how_far_a_visit_is_and_never_of_whom_or_what(house: House) -> None:
    screen = Onlooker()
    Beside(house.stage, screen)
    house.front.conductor.reset()
    hall = house.stage.hall.name
    assert screen.now.title == hall.zh
    house.fill_in()
    assert screen.now.title == BUSY.zh
    assert [state for _, state in screen.now.steps].index("now") == 4
    house.onward()
    assert screen.now.line == EACH.zh
    house.sign("husband")
    house.sign("wife")
    house.onward()
    house.comes_to(Step.ACCEPTED)
    house.settles()
    case = house.stage.visit.case
    assert case is not None
    house.qtbot.waitUntil(lambda: bool(screen.now.code))
    assert (screen.now.title, screen.now.number) == (KEPT.zh, grouped(case.number))
    proof = house.kiosk.papers.proof(case)
    assert proof is not None
    assert read_proof(proof) is not None
    assert screen.now.code == qr(proof).rows
    house.front.conductor.reset()
    assert screen.now == Sight(hall.zh, screen.now.line)
    assert case.number not in screen.now.line
    secrets = [
        house.kiosk.backroom.accepted(case).service.title.zh,
        *(one for one in case.answers.values() if isinstance(one, str)),
    ]
    said = "\n".join(f"{one.title} {one.line} {one.steps}" for one in screen.every)
    assert [one for one in secrets if len(one) > 1 and one in said] == []


def test_it_speaks_the_visits_language_and_says_when_somebody_looks_after_the_kiosk(
    house: House,
) -> None:
    screen = Onlooker()
    Beside(house.stage, screen)
    house.stage.turn(Visit(language=Language.EN))
    assert screen.now.title == house.stage.hall.name.en
    house.stage.turn(Visit(language=Language.EN).beside(Step.BENCH))
    assert screen.now.title == CARED_FOR.en
