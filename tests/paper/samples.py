"""The invented people of every service, their applications filled in and handed in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from kiosk.cases.case import Case, Station
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.deadlines import last_days_of
from kiosk.cases.number import case_number
from kiosk.cases.schedule import schedule
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import Calendar
from kiosk.paper.document import Document
from kiosk.paper.press import Press
from kiosk.paper.receipt import Handed
from kiosk.script import SAMPLES, read_script
from kiosk.texts import Language, Text
from kiosk.visits.visit import Visit
from tests.paper.couple import FONTS, press, proof

KEYS = tuple(sorted(file.stem for file in SAMPLES.glob("*.yaml")))
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, 31, tzinfo=UTC)


HALL = Text("政务服务大厅", "Service Hall")


@cache
def catalogue() -> Catalogue:
    return Catalogue.load()


def service(key: str) -> JointService:
    """The form of a service on the day its people apply."""
    return catalogue().service(key, read_script(None, key).day or DAY)


@cache
def case(key: str, **more: str) -> Case:
    """The case of a service's invented people; `more` answers in place of theirs."""
    script = read_script(None, key)
    form = service(key)
    visit = Visit().choose_service(form, script.day or DAY).next().filled(script.chosen)
    script = replace(script, answers={**script.answers, **more})
    filling = script.answered(visit).filling
    if filling is None:
        raise ValueError(key)
    consent = Consent.on(Snapshot.of(filling))
    for person in filling.signers():
        consent = consent.sign(person.role, script.signatures[person.role], AT)
    district = form.region[:4] + "02" if form.region.endswith("00") else form.region
    return Case.of(
        consent,
        id="019c0a11-0000-7000-8000-000000000017",
        number=case_number(district, form.code, script.day or DAY, 1, 17),
        at=AT,
        station=Station(district, "01", HALL),
        language=Language.ZH,
    )


def drawn(key: str, **more: str) -> tuple[Document, ...]:
    """The official papers of a case, each as a file of its own."""
    signatures = read_script(None, key).signatures
    return press().one_by_one(case(key, **more), service(key), signatures)


def drawn_afresh(key: str) -> tuple[Document, ...]:
    """The same, years later: by another press, from the form that the case names."""
    one, signatures = case(key), read_script(None, key).signatures
    form = Catalogue.load().exact(one.service.key, one.service.version, one.service.day)
    return Press(FONTS).one_by_one(Case.from_dict(one.to_dict()), form, signatures)


def handed(key: str) -> Handed:
    """What their receipt says besides: nothing is delivered yet."""
    one, form, calendar = case(key), service(key), Calendar.load()
    return Handed(
        machine=Text("一楼东门 3 号机", "Machine 3, east door"),
        window=Text("2 楼 3 号窗口", "window 3, 2nd floor"),
        dues=schedule(one, form, calendar, one.service.day),
        days=last_days_of(one, form, calendar),
        delivered=False,
        zone=ZoneInfo("Asia/Shanghai"),
        proof=proof(one),
    )
