"""Only those sign whose signature the form asks for."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from kiosk.cases.case import Case, Station
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.recheck import recheck_case
from kiosk.texts import Language, Text
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.cases import single, wedding
from tests.cases.wedding import COUPLE, DAY, SIGNED, WEDDING, change

AT = datetime(2026, 11, 23, 2, 33, tzinfo=UTC)
STATION = Station("150602", "01", Text("政务服务大厅", "Hall"))


def frozen(consent: Consent) -> Case:
    case_id = "019ab0c1-2d3e-7f40-8a5b-6c7d8e9f0a1b"
    number = "1506020126112301001742"
    return Case.of(consent, id=case_id, number=number, at=AT, station=STATION, language=Language.ZH)


def test_who_has_no_place_to_sign_does_not() -> None:
    assert [one.role for one in single.whole().signers()] == ["applicant"]
    assert [one.role for one in single.whole().people()] == ["applicant", "child"]
    assert [one.role for one in wedding.whole().signers()] == ["husband", "wife"]


def test_a_place_to_sign_may_be_wanted_only_sometimes() -> None:
    def only_when_moving(service: dict[str, Any]) -> None:
        service["pages"][-1]["fields"][-1]["when"] = "'move' in items"

    service = change(WEDDING, only_when_moving)
    filling = replace(wedding.whole(), service=service)
    assert len(filling.signers()) == 2
    assert [one.role for one in filling.choose(["birth"]).signers()] == ["husband"]


def test_one_applicant_goes_the_whole_way() -> None:
    visit = Visit().choose_service(single.ALONE, DAY).next()
    visit = visit.filled(lambda filling: filling.choose(["birth"])).next().next()
    for path, value in COUPLE.items():
        visit = visit.answer(path, value)
    while visit.step is not Step.SIGN:
        visit = visit.next()
    assert visit.wanting == "signatures.applicant"
    visit = visit.sign("applicant", SIGNED, AT)
    assert visit.ready
    assert visit.consent is not None
    case = frozen(visit.consent)
    assert visit.accepted(case).step is Step.ACCEPTED
    assert recheck_case(single.ALONE, case) == ()


def test_central_sees_who_has_not_signed() -> None:
    consent = Consent.on(Snapshot.of(wedding.whole())).sign("husband", SIGNED, AT)
    found = [(one.code, one.on) for one in recheck_case(WEDDING, frozen(consent))]
    assert found == [("case.signature", ("wife",))]
