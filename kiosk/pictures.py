"""Every screen and both papers as pictures, of one invented couple on one invented morning."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QEventLoop, QRect, Qt, QThread, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import bench_pictures
from kiosk.app import Kiosk, opened
from kiosk.cases.case import Case
from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import JointService
from kiosk.devices.printer import Reason, trouble
from kiosk.devices.voice import PretendVoice
from kiosk.front import Front, front_of
from kiosk.paper.document import Document
from kiosk.paper.pictures import pages_as_images
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.look.look import Look
from kiosk.script import Script, read_script
from kiosk.settings import Places, Settings
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from kiosk.walk import signed_visit

MORNING = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
PAPER_DPI = 110
PATIENCE = 20
"""How often a page may lay itself out anew until it is taken as it is."""

_SMOOTH = Qt.TransformationMode.SmoothTransformation


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to look at a screen."""

    language: Language = Language.ZH
    large_print: bool = False
    high_contrast: bool = False
    landscape: bool = False

    @property
    def name(self) -> str:
        """The ending of the picture's name."""
        parts = [self.language.value]
        parts += ["large"] if self.large_print else []
        parts += ["contrast"] if self.high_contrast else []
        parts += ["landscape"] if self.landscape else []
        return "-".join(parts)


VARIANTS = (
    *(
        Variant(language, large, landscape=landscape)
        for language in Language
        for large in (False, True)
        for landscape in (False, True)
    ),
    Variant(high_contrast=True),
)
README = {
    "welcome": "welcome",
    "guide": "guide",
    "items": "items",
    "form-hukou": "form",
    "review": "review",
    "accepted": "accepted",
    "bench-tested": "bench",
    "bench-house": "bench-house",
}


def draw_screens(out: Path, only: tuple[str, ...]) -> None:
    """Write `NAME-LANGUAGE[-large][-contrast][-landscape].png` for every screen and variant."""
    out.mkdir(parents=True, exist_ok=True)
    with application():
        for variant in VARIANTS:
            for name, picture in pictures(variant, only):
                picture.save(str(out / f"{name}-{variant.name}.png"))


def draw_readme(out: Path) -> None:
    """Write the pictures of README and docs: screens at half size, application and receipt."""
    out.mkdir(parents=True, exist_ok=True)
    with application():
        for name, picture in pictures(Variant(), tuple(README)):
            small = picture.scaledToWidth(picture.width() // 2, _SMOOTH)
            small.save(str(out / f"{README[name]}.png"))
        with _kiosk() as kiosk:
            case, _ = _accepted(kiosk)
            service, dues = kiosk.counter.service_of(case), kiosk.counter.schedule(case)
            papers: Mapping[str, Document] = {
                "application": kiosk.papers.application(case, service),
                "receipt": kiosk.papers.receipts(case, service, dues).sheet,
            }
            for name, document in papers.items():
                next(pages_of(document)).save(str(out / f"{name}.png"))
        with _kiosk(bench_pictures.trying_out) as kiosk:
            slip = bench_pictures.self_test(kiosk, Language.ZH)
            next(pages_of(slip)).save(str(out / "self-test.png"))


def pictures(variant: Variant, only: tuple[str, ...] = ()) -> Iterator[tuple[str, QImage]]:
    """Draw the screens of one variant, in the order of a visit."""
    for name, front in screens(variant, only):
        yield name, picture_of(front)


def screens(variant: Variant, only: tuple[str, ...] = ()) -> Iterator[tuple[str, Front]]:
    """Show the screens of one variant one after the other, each as it is once all is painted."""
    with _kiosk() as kiosk:
        every = scenes(kiosk, variant)
        yield from shown(kiosk, variant, (one for one in every if not only or one[0] in only))
    if not only or set(only) & set(bench_pictures.NAMES):
        found = machines(variant)
        yield from (one for one in found if not only or one[0] in only)


def machines(variant: Variant) -> Iterator[tuple[str, Front]]:
    """Show the bench, and what citizens see of devices in each of their states."""
    with _kiosk(bench_pictures.trying_out) as kiosk, _front(kiosk, variant) as front:
        known = dict(scenes(kiosk, variant))
        visits = known["identity"], known["accepted"]
        for name in bench_pictures.machine_screens(kiosk, front, *visits, settle):
            yield name, front


def shown(
    kiosk: Kiosk, variant: Variant, scenes: Iterable[tuple[str, Visit]]
) -> Iterator[tuple[str, Front]]:
    """Show named moments of visits, one after the other."""
    with _front(kiosk, variant) as front:
        for name, visit in scenes:
            front.stage.turn(visit)
            settle(front)
            yield name, front


@contextmanager
def _front(kiosk: Kiosk, variant: Variant) -> Iterator[Front]:
    size = LANDSCAPE if variant.landscape else PORTRAIT
    look = Look(landscape=variant.landscape)
    with front_of(kiosk, Porch(look), PretendVoice()) as front:
        front.window.resize(*size)
        front.window.show()
        yield front
        front.conductor.reset()
        settle(front)  # what still comes from the room behind finds the house open
        front.window.close()


def picture_of(front: Front) -> QImage:
    """Return what the window shows."""
    return front.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def scenes(kiosk: Kiosk, variant: Variant) -> Iterator[tuple[str, Visit]]:
    """Return every step of a visit as it looks half-way."""
    start = Visit(
        language=variant.language,
        large_print=variant.large_print,
        high_contrast=variant.high_contrast,
    )
    script = replace(read_script(None, None), language=variant.language)
    day = MORNING.astimezone(kiosk.place.zone).date()
    service = kiosk.catalogue.service(script.service, day)
    yield "welcome", start
    yield "contents", start.beside(Step.CONTENTS)
    yield from _others(kiosk, start, service)
    guide = start.choose_service(service, day, kiosk.calendar.at(service.region))
    yield "guide", guide
    items = guide.next().filled(lambda filling: filling.choose(["hukou_spouse_move"]))
    yield "items", items.filled(lambda filling: filling.toggle("hukou_marital"))
    filled = script.answered(guide.next().filled(script.chosen)).next()
    yield "identity", filled
    form = filled.next()
    while form.step is Step.FORM and form.form_page is not None:
        yield f"form-{form.form_page.page.id}", form
        form = form.next()
    yield "form-missing", _missing(guide, script)
    yield "materials", form
    review = form.next()
    yield "review", review
    signing = review.next()
    yield "sign", signing.sign("husband", script.signatures["husband"], MORNING)
    yield from _outcome(kiosk, variant, filled)


def _others(kiosk: Kiosk, start: Visit, own: JointService) -> Iterator[tuple[str, Visit]]:
    """Return guide and items of every other service, with some of its items chosen."""
    day = MORNING.astimezone(kiosk.place.zone).date()
    for service in kiosk.backroom.services():
        if service.key != own.key:
            guide = start.choose_service(service, day, kiosk.calendar.at(service.region))
            yield f"guide-{service.key}", guide
            yield f"items-{service.key}", guide.next().filled(_some_chosen)


def _some_chosen(filling: Filling) -> Filling:
    return filling.choose([item.id for item in filling.service.items[::2]])


def _outcome(kiosk: Kiosk, variant: Variant, filled: Visit) -> Iterator[tuple[str, Visit]]:
    case, signed = _accepted(kiosk, variant.language)
    accepted = replace(
        signed.accepted(case),
        large_print=variant.large_print,
        high_contrast=variant.high_contrast,
    )
    yield "accepted", accepted
    yield "rate", accepted.next()
    yield "goodbye", accepted.next().finish()
    for step in (Step.PROGRESS, Step.RESUME, Step.REPRINT):
        yield step.value, replace(filled, step=Step.WELCOME, filling=None).beside(step)
    yield "still-there", filled.beside(Step.STILL_THERE)
    yield "trouble", accepted.beside(Step.TROUBLE, trouble(Reason.MEDIA_EMPTY))


def _missing(guide: Visit, script: Script) -> Visit:
    """Stop at the household page with one answer missing, after Next."""
    answers = {name: one for name, one in script.answers.items() if name != "police_station"}
    part = replace(script, answers=answers)
    visit = part.answered(guide.next().filled(part.chosen)).next().next()
    while visit.form_page is not None and visit.form_page.page.id != "hukou":
        visit = visit.next()
    return visit.next()


def _accepted(kiosk: Kiosk, language: Language = Language.ZH) -> tuple[Case, Visit]:
    visit = signed_visit(kiosk, replace(read_script(None, None), language=language))
    if visit.filling is None or visit.consent is None:
        raise ValueError("the sample is not complete")
    return kiosk.counter.accept(visit.filling, visit.consent, language), visit


def settle(front: Front) -> None:
    """Wait until the room behind has answered and all is painted."""
    loop = QEventLoop()
    while front.stage.working:
        front.stage.run(lambda: None, lambda _: QTimer.singleShot(0, loop.quit))
        loop.exec()
    before: list[QRect] = []
    for _ in range(PATIENCE):
        QApplication.processEvents()
        QThread.msleep(1)
        QApplication.processEvents()
        parts: Iterable[QWidget] = front.window.findChildren(QWidget)
        now = [part.geometry() for part in parts if part.isVisible()]
        if now == before:  # a page that finds out what is hidden lays itself out once more
            return
        before = now


@contextmanager
def _kiosk(set_up: Callable[[Settings], Settings] = lambda settings: settings) -> Iterator[Kiosk]:
    with tempfile.TemporaryDirectory() as folder:
        places = Places(data=Path(folder) / "data", spool=Path(folder) / "printed")
        settings = set_up(msgspec.structs.replace(Settings(), places=places))
        with opened(settings, _morning()) as kiosk:
            yield kiosk


def _morning() -> Callable[[], datetime]:
    return lambda: MORNING


@contextmanager
def application() -> Iterator[None]:
    """Have Qt draw, without a display, for as long as the block lasts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if QApplication.instance() is not None:
        yield  # somebody around this block has it
        return
    ours = QApplication(["kiosk"])
    yield
    ours.quit()


def pages_of(document: Document) -> Iterator[QImage]:
    """Draw every page of a paper."""
    for page in pages_as_images(document.pdf, PAPER_DPI):
        row, shape = page.width * 3, QImage.Format.Format_RGB888
        yield QImage(page.rgb, page.width, page.height, row, shape).copy()
