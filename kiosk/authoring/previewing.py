"""A form's screens and papers as pictures on one page, drawn again whenever the file is saved."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path
from shutil import copy

from PySide6.QtGui import QImage

from kiosk.app import Kiosk, now, opened
from kiosk.authoring.checking import read_form
from kiosk.authoring.gallery import write_gallery
from kiosk.authoring.inventing import invented, trouble_of
from kiosk.cases.case import Strokes
from kiosk.cases.filling import Filling
from kiosk.cases.visible import is_asked
from kiosk.catalogue.catalogue import read_service
from kiosk.catalogue.mistakes import Mistake
from kiosk.catalogue.schema import JointService
from kiosk.devices.face_card import face_card
from kiosk.errors import Fault
from kiosk.hosting import hall_of
from kiosk.pictures import Variant, application, pages_of, picture_of, shown
from kiosk.screens.fields.photograph import photograph
from kiosk.script import FRAME, read_script
from kiosk.settings import Devices, Places, Settings
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit

PATIENCE = 0.3
"""Seconds between two looks at the file."""

DEVICES = Devices(camera="pretended", fingerprints="pretended")
PORTRAIT = (480, 600)
_STROKES = Strokes(
    *FRAME, (((150.0, 250.0), (330.0, 250.0), (240.0, 450.0)), ((430.0, 230.0), (700.0, 450.0)))
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What there is to say of a preview; with a mistake the pictures of before stay."""

    mistakes: tuple[Mistake, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The same as lines."""
        return (*map(str, self.mistakes), *self.notes)


@dataclass(frozen=True, slots=True)
class Preview:
    """What to draw: a form file as of a day, in one language, into a folder.

    `answers` is a file as `kiosk walk` takes it; without one, answers are invented.
    """

    file: Path
    out: Path
    day: date
    language: Language = Language.ZH
    answers: Path | None = None

    def draw(self) -> Drawn:
        """Draw every screen and paper and the page that shows them.

        Raises Trouble for answers that cannot be read.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        service, mistakes = read_form(self.file, self.day)
        drawn = Drawn(mistakes)
        if service is not None and not mistakes:
            drawn = self._drawn(service)
        write_gallery(self.out, self.file.name, tuple(map(str, drawn.mistakes)), drawn.notes)
        return drawn

    def watch(self, told: Callable[[Drawn], object]) -> None:
        """Draw, and again whenever form or answers are saved, until interrupted."""
        seen = None
        files = [self.file, *([self.answers] if self.answers else [])]
        with application():
            while True:
                stamps = [one.stat().st_mtime_ns if one.exists() else None for one in files]
                if None not in stamps and stamps != seen:
                    told(self.draw())
                    seen = stamps
                time.sleep(PATIENCE)

    def _drawn(self, service: JointService) -> Drawn:
        with self._kiosk(service) as kiosk:
            visit, notes = self._visit(kiosk, service)
            pictures = list(self._pictures(kiosk, visit))
        for old in self.out.glob("*.png"):
            old.unlink()
        for name, image in pictures:
            image.save(str(self.out / f"{name}.png"))
        return Drawn(notes=notes)

    @contextmanager
    def _kiosk(self, service: JointService) -> Iterator[Kiosk]:
        with tempfile.TemporaryDirectory() as name, application():
            forms = Path(name) / "forms"
            forms.mkdir()
            copy(self.file, forms)
            places = Places(data=Path(name) / "data", spool=Path(name) / "printed", forms=forms)
            hall = hall_of(service)
            settings = Settings(places=places, hall=hall, devices=DEVICES)
            with opened(settings, self._morning) as kiosk:
                yield kiosk

    def _visit(self, kiosk: Kiosk, service: JointService) -> tuple[Visit, tuple[str, ...]]:
        """Return the form filled in, and what there is to say of the answers."""
        asked, calendar = kiosk.catalogue.service(service.key, self.day), kiosk.calendar
        days = calendar.at(service.region)
        if self.answers is None:
            portrait = photograph(face_card(*PORTRAIT))
            visit = invented(asked, self.day, portrait, days)
            unasked: list[str] = []
        else:
            script = replace(read_script(self.answers, service.key), language=self.language)
            start = Visit().choose_service(asked, self.day, days).next()
            visit = script.answered(start.filled(script.chosen))
            unasked = script.unasked(visit.filling) if visit.filling else []
        return replace(visit, language=self.language), (*_notes(visit), *unasked)

    def _pictures(self, kiosk: Kiosk, visit: Visit) -> Iterator[tuple[str, QImage]]:
        accepted = _accepted(kiosk, visit)
        scenes = enumerate((*_scenes(visit), *_end(visit, accepted)), start=1)
        named = [(f"{place:02}-{name}", one) for place, (name, one) in scenes]
        for name, front in shown(kiosk, Variant(self.language), named):
            yield name, picture_of(front)
        papers = [("paper", kiosk.papers.preview(_form(visit), visit.captures))]
        if accepted is not None and accepted.case is not None:
            case = accepted.case
            service, dues = kiosk.counter.service_of(case), kiosk.counter.schedule(case)
            papers = [
                ("paper", kiosk.papers.application(case, service)),
                ("receipt", kiosk.papers.receipts(case, service, dues).sheet),
            ]
        for name, document in papers:
            pages = enumerate(pages_of(document), start=1)
            yield from ((f"{name}-{place}", page) for place, page in pages)

    def _morning(self) -> datetime:
        return datetime.combine(self.day, time_of_day(2, 0), UTC)


def day_for(file: Path, asked: date | None, answers: Path | None = None) -> date:
    """Return the day to draw a form as of: the one asked for, that of the answers, or today.

    A form that is not in force today is drawn as of a day it is.
    """
    if asked is None and answers is not None:
        asked = read_script(answers, None).day
    today = now().date()
    service, _ = read_service(file)
    if asked is not None or service is None or service.in_force(today):
        return asked or today
    past = service.until is not None and service.until < today
    return (service.until if past else service.from_) or today


def _form(visit: Visit) -> Filling:
    if visit.filling is None:
        raise Fault("a preview is filled in")
    return visit.filling


def _notes(visit: Visit) -> tuple[str, ...]:
    """Say which pages these answers hide, and what keeps them from being signed."""
    filling = _form(visit)
    asked = {page.page.id for page in filling.pages}
    every = [one for one in filling.service.pages if any(map(is_asked, one.fields))]
    hidden = [one.id for one in every if one.id not in asked]
    notes = [f"hidden by these answers: {', '.join(hidden)}"] if hidden else []
    wrong = trouble_of(filling)
    notes += [f"these answers cannot be signed: {'; '.join(wrong)}"] if wrong else []
    return tuple(notes)


def _scenes(visit: Visit) -> Iterator[tuple[str, Visit]]:
    yield "guide", replace(visit, step=Step.GUIDE)
    yield "items", replace(visit, step=Step.ITEMS)
    for place, page in enumerate(_form(visit).pages):
        yield f"form-{page.page.id}", replace(visit, step=Step.FORM, page=place)
    yield "materials", replace(visit, step=Step.MATERIALS)
    yield "review", replace(visit, step=Step.REVIEW)


def _end(visit: Visit, accepted: Visit | None) -> Iterator[tuple[str, Visit]]:
    """Return signing and what comes after it, where the answers may be signed."""
    if accepted is not None:
        yield "sign", replace(visit, step=Step.REVIEW).next()
        yield "accepted", accepted


def _accepted(kiosk: Kiosk, visit: Visit) -> Visit | None:
    """Sign for everybody and hand in; None when something keeps it from that."""
    if trouble_of(_form(visit)):
        return None
    signing = replace(visit, step=Step.REVIEW).next()
    for person in _form(visit).signers():
        signing = signing.sign(person.role, _STROKES, kiosk.clock())
    if signing.consent is None or not signing.ready:
        return None
    case = kiosk.counter.accept(_form(visit), signing.consent, visit.language, visit.captures)
    return signing.accepted(case)
