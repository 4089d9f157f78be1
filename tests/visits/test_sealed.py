"""What is put away opens only with its code, only in time, only as the same service."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.schema import JointService
from kiosk.errors import Trouble
from kiosk.visits.claim import claim_code, grouped
from kiosk.visits.resume import resume
from kiosk.visits.sealed import SealedFilling, card_code, seal, unseal
from tests.cases.wedding import DAY, HIS_ID, WEDDING, whole

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
UNTIL = NOW + timedelta(hours=24)
SALT, NONCE = bytes(range(16)), bytes(range(12))
CODE = claim_code(b"sixteen bytes are enough")
FILLING = whole().answer("m_name", "巴特尔", "card")
DRAFT = SealedFilling.of(FILLING, UNTIL)
SEALED = seal(DRAFT, CODE, SALT, NONCE)


def reason(sealed: bytes, code: str = CODE, now: datetime = NOW) -> str:
    with pytest.raises(Trouble) as caught:
        unseal(sealed, code, now)
    assert "巴特尔" not in str(caught.value)
    return caught.value.code


def test_it_opens_with_its_code_however_typed() -> None:
    assert unseal(SEALED, CODE, NOW) == DRAFT
    assert unseal(SEALED, grouped(CODE).lower(), NOW) == DRAFT


def test_nothing_of_it_can_be_read() -> None:
    for secret in ("巴特尔", HIS_ID, "13804770001", WEDDING.key):
        assert secret.encode() not in SEALED


def test_another_code_does_not_open_it() -> None:
    assert reason(SEALED, claim_code(b"another sixteen bytes")) == "sealed.wrong_code"


def test_after_its_time_it_does_not_open() -> None:
    assert unseal(SEALED, CODE, UNTIL - timedelta(seconds=1)) == DRAFT
    assert reason(SEALED, now=UNTIL) == "sealed.expired"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_a_byte_that_changed_is_seen(place: int, change: int) -> None:
    bent = bytearray(SEALED)
    bent[place] ^= change
    assert reason(bytes(bent)) in {"sealed.wrong_code", "sealed.unreadable"}


@pytest.mark.parametrize("content", [b"", b"KSF1", b"something else that is long enough to be it"])
def test_something_else_is_unreadable(content: bytes) -> None:
    assert reason(content) == "sealed.unreadable"


def test_a_card_opens_what_a_card_sealed() -> None:
    key = bytes(32)
    sealed = seal(DRAFT, card_code(HIS_ID, key), SALT, NONCE)
    assert unseal(sealed, card_code(HIS_ID, key), NOW) == DRAFT
    assert reason(sealed, card_code(HIS_ID, b"k" * 32)) == "sealed.wrong_code"
    with pytest.raises(ValueError, match="32"):
        card_code(HIS_ID, b"short")


def test_salt_and_nonce_have_their_lengths() -> None:
    with pytest.raises(ValueError, match="16 bytes of salt"):
        seal(DRAFT, CODE, SALT[1:], NONCE)


def test_under_the_same_form_it_goes_on_unchanged() -> None:
    resumed = resume(DRAFT, WEDDING, WEDDING, DAY)
    assert resumed.filling == FILLING
    assert (resumed.gone, resumed.new, resumed.wrong) == ((), (), ())


def test_under_a_newer_form_the_differences_are_shown() -> None:
    plain = WEDDING.model_dump(mode="json", by_alias=True)
    plain["version"] = 4
    household = plain["pages"][2]["fields"]
    household[:] = [one for one in household if one["id"] != "station"]
    asked = {"zh": "户主姓名", "en": "Householder"}
    household.append({"id": "householder", "kind": "person_name", "label": asked})
    plain["rules"].append(
        {"id": "late", "check": "answers.order > 1", "on": ["order"], "say": asked}
    )
    newer = JointService.model_validate(plain)
    resumed = resume(DRAFT, WEDDING, newer, DAY + timedelta(days=1))
    assert [one.zh for one in resumed.gone] == ["station"]
    assert [one.zh for one in resumed.new] == ["户主姓名"]
    assert [one.code for one in resumed.wrong] == ["rule.late"]
    assert resumed.filling.effective["m_name"] == "巴特尔"
    assert resumed.filling.sources["m_name"] == "card"


def test_on_a_later_day_it_is_checked_again() -> None:
    resumed = resume(DRAFT, WEDDING, WEDDING, date(2026, 11, 24))
    assert resumed.filling.day == date(2026, 11, 24)
    assert resumed.filling.effective["apply_date"] == "2026-11-24"


def test_one_service_is_never_offered_in_another() -> None:
    other = WEDDING.model_copy(update={"id": "afterlife"})
    with pytest.raises(Trouble) as caught:
        resume(DRAFT, WEDDING, other, DAY)
    assert caught.value.code == "resume.other_service"
