"""A form's screens and papers as pictures on one page, drawn again whenever the file is saved."""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from html import escape
from pathlib import Path
from shutil import copy

import msgspec
from PySide6.QtGui import QImage

from kiosk.app import Kiosk, now, opened
from kiosk.authoring.inventing import invented
from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import read_service
from kiosk.catalogue.mistakes import Mistake
from kiosk.catalogue.schema import JointService
from kiosk.pictures import Variant, application, pages_of, picture_of, shown
from kiosk.settings import Places, Settings
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit

INDEX = "index.html"
PATIENCE = 0.3
"""Seconds between two looks at the file."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What to draw: a form file as of a day, in one language, into a folder."""

    file: Path
    out: Path
    day: date
    language: Language = Language.ZH

    def draw(self) -> tuple[Mistake, ...]:
        """Draw every screen and paper and the page that shows them; returns the mistakes.

        With a mistake the pictures of before stay and the page says what is wrong.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        service, mistakes = read_service(self.file)
        if service is not None and not mistakes:
            for old in self.out.glob("*.png"):
                old.unlink()
            for name, image in self._pictures(service):
                image.save(str(self.out / f"{name}.png"))
        self._write_page(mistakes)
        return tuple(mistakes)

    def watch(self, told: Callable[[tuple[Mistake, ...]], object]) -> None:
        """Draw, and again whenever the file is saved, until interrupted."""
        seen = None
        with application():
            while True:
                stamp = self.file.stat().st_mtime_ns if self.file.exists() else None
                if stamp is not None and stamp != seen:
                    told(self.draw())
                    seen = stamp
                time.sleep(PATIENCE)

    def _pictures(self, service: JointService) -> Iterator[tuple[str, QImage]]:
        with tempfile.TemporaryDirectory() as name, application():
            forms = Path(name) / "forms"
            forms.mkdir()
            copy(self.file, forms)
            places = Places(data=Path(name) / "data", spool=Path(name) / "printed", forms=forms)
            settings = msgspec.structs.replace(Settings(), places=places)
            with opened(settings, self._morning) as kiosk:
                filling = invented(kiosk.catalogue.service(service.key, self.day), self.day)
                yield from self._screens(kiosk, filling)
                papers = pages_of(kiosk.papers.preview(filling))
                yield from ((f"paper-{place}", page) for place, page in enumerate(papers, start=1))

    def _screens(self, kiosk: Kiosk, filling: Filling) -> Iterator[tuple[str, QImage]]:
        visits = enumerate(_scenes(filling, self.language), start=1)
        named = [(f"{place:02}-{name}", visit) for place, (name, visit) in visits]
        for name, front in shown(kiosk, Variant(self.language), named):
            yield name, picture_of(front)

    def _morning(self) -> datetime:
        return datetime.combine(self.day, time_of_day(2, 0), UTC)

    def _write_page(self, mistakes: list[Mistake]) -> None:
        wrong = "".join(f"<li>{escape(str(one))}</li>" for one in mistakes)
        pictures = "".join(
            f'<figure><a href="{one.name}"><img src="{one.name}?{one.stat().st_mtime_ns}"></a>'
            f"<figcaption>{escape(one.stem)}</figcaption></figure>"
            for one in sorted(self.out.glob("*.png"))
        )
        page = PAGE.format(title=escape(self.file.name), wrong=wrong, pictures=pictures)
        (self.out / INDEX).write_text(page, "utf-8")


PAGE = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>{title}</title>
<style>
body {{ font: 16px sans-serif; margin: 2em; background: #f5f3ee }}
li {{ color: #a4161a }}
main {{ display: flex; flex-wrap: wrap; gap: 1.5em }}
figure {{ margin: 0 }}
img {{ height: 60vh; border: 1px solid #ccc; background: white }}
</style>
<h1>{title}</h1>
<ul>{wrong}</ul>
<main>{pictures}</main>
"""


def day_for(file: Path, asked: date | None) -> date:
    """Return the day to draw a form as of: the one asked for, today, or the last it is in force."""
    today = now().date()
    service, _ = read_service(file)
    if asked is not None or service is None or service.in_force(today):
        return asked or today
    past = service.until is not None and service.until < today
    return (service.until if past else service.from_) or today


def _scenes(filling: Filling, language: Language) -> Iterator[tuple[str, Visit]]:
    start = Visit(language=language).choose_service(filling.service, filling.day)
    visit = replace(start, filling=filling)
    yield "guide", visit
    yield "items", replace(visit, step=Step.ITEMS)
    for place, page in enumerate(filling.pages):
        yield f"form-{page.page.id}", replace(visit, step=Step.FORM, page=place)
    yield "materials", replace(visit, step=Step.MATERIALS)
    yield "review", replace(visit, step=Step.REVIEW)
