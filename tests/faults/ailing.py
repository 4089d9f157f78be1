"""One visit after the other at a kiosk whose devices fail: the steps, and what a step needs.

The form is Chuxiong's, which has cards, photos, fingerprints and paper. Everything is done
through the acts; what a device does not give is given in the other way that the page offers.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import KindName
from kiosk.devices import camera, fingerprint, printer
from kiosk.devices.camera import PretendCamera
from kiosk.devices.fingerprint import PretendFingerprintReader
from kiosk.devices.pretend_printer import PretendPrinter
from kiosk.devices.sam.pretend import SAMPLE, Ill, PretendReader
from kiosk.devices.scanner import PretendScanner
from kiosk.devices.voice import PretendVoice
from kiosk.screens.acts.card_reading import CardReading
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.views import ReaderState
from kiosk.screens.citizen.way_card import WayCard
from kiosk.script import Script, read_script
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.screens.acts.conftest import House

KEY = "532300-marriage-cross-region"
DAY = date(2025, 3, 12)
MORNING = datetime(2025, 3, 12, 2, 24, tzinfo=UTC)
FORM = Path(__file__).parents[2] / "resources" / "samples" / f"{KEY}.yaml"
WAY = (
    Step.WELCOME,
    Step.GUIDE,
    Step.ITEMS,
    Step.IDENTITY,
    Step.FORM,
    Step.MATERIALS,
    Step.REVIEW,
    Step.SIGN,
    Step.ACCEPTED,
    Step.RATE,
    Step.GOODBYE,
)
TOUCHES = 60
"""So many touches of the way on or back are more than any visit needs."""

CARD = "card"
_GIVING = frozenset({Ill.GARBAGE, Ill.SPLIT})
"""It reads all the same."""

_TAKEN = frozenset({KindName.PHOTO, KindName.FINGERPRINT})


@dataclass(frozen=True)
class Devices:
    """The pretend devices of one kiosk."""

    reader: PretendReader
    eye: PretendCamera
    finger: PretendFingerprintReader
    paper: PretendPrinter
    roll: PretendPrinter
    scanner: PretendScanner
    voice: PretendVoice

    def mend(self) -> None:
        """Put everything right."""
        self.reader.desk.ills.clear()
        self.reader.desk.lift()
        self.eye.fault = self.finger.fault = self.paper.fault = self.roll.fault = None
        self.scanner.unplugged, self.voice.present = False, True


Fault = Callable[[Devices], None]


def faults() -> dict[str, Fault]:
    """Return everything that can befall every device, by name."""
    found: dict[str, Fault] = {}
    for ill in Ill:
        found[f"reader {ill}"] = lambda has, ill=ill: has.reader.desk.ills.add(ill)  # type: ignore[misc]  # ill is bound
    for seen in camera.Reason:
        found[f"camera {seen}"] = lambda has, seen=seen: setattr(has.eye, "fault", seen)  # type: ignore[misc]  # seen is bound
    for felt in fingerprint.Reason:
        found[f"finger {felt}"] = lambda has, felt=felt: setattr(has.finger, "fault", felt)  # type: ignore[misc]  # felt is bound
    for out in printer.Reason:
        found[f"printer {out}"] = lambda has, out=out: setattr(has.paper, "fault", out)  # type: ignore[misc]  # out is bound
        found[f"roll {out}"] = lambda has, out=out: setattr(has.roll, "fault", out)  # type: ignore[misc]  # out is bound
    found["scanner unplugged"] = lambda has: setattr(has.scanner, "unplugged", True)
    found["voice silent"] = lambda has: setattr(has.voice, "present", False)
    return found


class Ailing:
    """Somebody applies while a device is broken at some steps and well at the others."""

    def __init__(self, house: House, devices: Devices) -> None:
        self.house, self.devices = house, devices
        self.script: Script = read_script(FORM, None)
        self.service = house.kiosk.catalogue.service(KEY, DAY)
        self.seen: set[Step] = set()
        self.given: Mapping[str, object] = {}
        self.number = ""
        self.troubles = 0

    def visit(self, broken: Collection[Step], fault: Fault) -> None:
        """Go all the way to a case that is kept; nothing given before is lost."""
        self.devices.mend()
        self.seen, self.given, self.number, self.troubles = set(), {}, "", 0
        stage = self.house.stage
        stage.turn(Visit())
        for _ in range(TOUCHES):
            step = stage.visit.step
            if step not in self.seen and step in WAY:
                self.seen.add(step)
                self.devices.mend()
                if step in broken:
                    fault(self.devices)
                self._do(step)
                if step is Step.GOODBYE:
                    self._end()
                    return
                if stage.visit.step is not step:
                    continue
            self._keep()
            self._go_on()
        raise AssertionError(f"a dead end at {stage.visit.step}: {stage.visit.trouble}")

    def _do(self, step: Step) -> None:
        """Do what a step asks for, with its devices or without."""
        stage = self.house.stage
        if step is Step.WELCOME:
            stage.turn(stage.visit.choose_service(self.service, DAY))
        elif step is Step.ITEMS:
            stage.turn(stage.visit.filled(self.script.chosen))
        elif step is Step.IDENTITY:
            self._lay_card()
        elif step is Step.FORM:
            self._fill_in()
        elif step is Step.SIGN:
            for one in stage.filling.signers():
                stroke = self.script.signatures[one.role]
                stage.turn(stage.visit.sign(one.role, stroke, self.house.clock()))
        self.house.settles()

    def _lay_card(self) -> None:
        """Lay a card; wait for the fields, or for what the page says instead."""
        desk = self.devices.reader.desk
        reading = self.house.stage.findChild(CardReading)
        assert reading is not None
        desk.lay(replace(SAMPLE, valid_from=None, valid_until=None))
        if Ill.SELECT_FAILS in desk.ills:
            return  # it slips away again and again: nothing is said
        if desk.ills <= _GIVING:
            self.house.qtbot.waitUntil(lambda: CARD in self.house.stage.filling.sources.values())
            return
        self.house.qtbot.waitUntil(
            lambda: reading.state not in (ReaderState.WAITING, ReaderState.READING)
        )
        assert CARD not in self.house.stage.filling.sources.values()

    def _fill_in(self) -> None:
        """Type everything; take photos and fingerprints, or say that it is done at the window."""
        stage = self.house.stage
        stage.turn(self.script.answered(stage.visit))
        for field in self.service.fields:
            if field.kind in _TAKEN:
                stage.turn(stage.visit.answer(field.id, None))
                if field.consent:
                    stage.turn(stage.visit.answer(field.consent, True))

    def _go_on(self) -> None:
        """Touch the way on; of the ways out of trouble another one each time."""
        house, stage = self.house, self.house.stage
        if stage.visit.step is Step.FORM:
            self._capture()
        if stage.visit.step is Step.WELCOME:
            return
        window = house.front.window
        assert window.area.page is not None
        foot = (window.foot.onward, window.foot.back, window.foot.middle)
        cards: list[QWidget] = list(window.area.page.findChildren(WayCard))
        ways = [one for one in (*cards, *foot) if one.isVisible()]
        assert ways, f"no way leads on from {stage.visit.step}: {stage.visit.trouble}"
        troubled = stage.visit.step is Step.TROUBLE
        self.troubles += troubled
        house.touch(ways[self.troubles % len(ways) if troubled else 0])
        house.settles()

    def _capture(self) -> None:
        page = self.house.front.window.area.page
        opened = self.house.stage.visit.form_page
        assert isinstance(page, FormPage)
        assert opened is not None
        for one in opened.fields:
            kind = one.field.kind
            if kind in _TAKEN and one.value is None:
                self._take(page, one.path, kind)

    def _take(self, page: FormPage, path: str, kind: KindName) -> None:
        stage = self.house.stage
        page.capture_wanted.emit(path, kind)
        self.house.settles()
        if kind is KindName.PHOTO:
            page.capture_wanted.emit(path, kind)  # the camera is open: take it
            self.house.settles()
        if stage.filling.answers.get(path) is None:
            stage.turn(stage.visit.answer(path, "window"))

    def _keep(self) -> None:
        """Everything that was given is still there."""
        visit = self.house.stage.visit
        if visit.filling is None:
            return
        now = {path: value for path, value in visit.filling.answers.items() if value is not None}
        lost = self.given.keys() - now.keys()
        asked_anew = {one.id for one in self.service.fields if one.kind in _TAKEN}
        assert lost <= asked_anew, lost
        self.given = now
        if visit.case is not None:
            self.number = visit.case.number
            assert {**visit.case.answers, **visit.filling.effective} == visit.case.answers

    def _end(self) -> None:
        """Go home; the case is kept."""
        self.house.onward()
        self.house.settles()
        assert self.house.stage.visit == Visit()
        assert self.house.kiosk.journal.reading.case(self.number) is not None
