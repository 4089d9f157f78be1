"""What the kiosk hands out, drawn by the house as it stands: photos, slips, receipts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.app import Kiosk, opened
from kiosk.cases.case import Case
from kiosk.cases.consent import Consent, Snapshot
from kiosk.script import read_script
from kiosk.settings import Places, Settings
from kiosk.texts import Language
from kiosk.visits.visit import Visit
from tests.paper import reading, samples
from tests.paper.many import PORTRAIT

KEY = "130000-afterlife"
NOW = datetime(2026, 11, 23, 10, 31, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    settings = Settings(places=Places(data=tmp_path / "kiosk", spool=tmp_path / "printed"))
    with opened(settings, lambda: NOW) as house:
        yield house


def photographed() -> Visit:
    """Somebody who had the photo of the deceased taken at the kiosk."""
    script = read_script(None, KEY)
    visit = Visit().choose_service(samples.service(KEY), NOW.date()).next().filled(script.chosen)
    script = replace(script, answers={**script.answers, "d_photo_consent": True})
    return script.answered(visit).capture("d_photo", PORTRAIT)


def handed_in(kiosk: Kiosk) -> Case:
    visit, filling = photographed(), photographed().filling
    assert filling is not None
    consent = Consent.on(Snapshot.of(filling))
    for person in filling.signers():
        strokes = read_script(None, KEY).signatures[person.role]
        consent = consent.sign(person.role, strokes, NOW)
    return kiosk.counter.accept(filling, consent, Language.ZH, visit.captures)


def test_a_photo_stands_on_the_review_and_on_the_print(kiosk: Kiosk) -> None:
    visit = photographed()
    assert visit.filling is not None
    assert PORTRAIT in kiosk.papers.preview(visit.filling, visit.captures).pdf
    case = handed_in(kiosk)
    service = kiosk.counter.service_of(case)
    first, *others = kiosk.papers.one_by_one(case, service)
    assert PORTRAIT in first.pdf
    assert PORTRAIT in kiosk.papers.application(case, service).pdf
    assert not any(PORTRAIT in one.pdf for one in others)


def test_a_receipt_has_its_days_and_the_second_print_its_mark(kiosk: Kiosk) -> None:
    case = handed_in(kiosk)
    service, dues = kiosk.counter.service_of(case), kiosk.counter.schedule(case)
    first = reading.text(kiosk.papers.receipts(case, service, dues).sheet.pdf)
    assert "请记住日期" in first
    assert "补打" not in first
    again = kiosk.papers.receipts(case, service, dues, again=True)
    assert "补打" in reading.text(again.sheet.pdf)
    assert "补打" in reading.text(again.roll.pdf)


def test_a_notice_and_a_way_out_are_handed_out_for_no_case(kiosk: Kiosk, tmp_path: Path) -> None:
    service = samples.service(KEY)
    for language in Language:
        kiosk.ledger.print_out(kiosk.papers.notice(service, language))
        kiosk.ledger.print_out(kiosk.papers.way_out(service, service.exclusions[0], language))
    names = sorted(file.name for file in (tmp_path / "printed").glob("*.pdf"))
    assert [name.split("-")[0] for name in names] == ["notice", "notice", "way", "way"]
