"""What was taken lives in the visit: as long as somebody agrees, and never in what is put away."""

from datetime import UTC, datetime, timedelta

from kiosk.cases.captures import captures
from kiosk.visits.claim import claim_code
from kiosk.visits.resume import resume
from kiosk.visits.sealed import SealedFilling, seal, unseal
from kiosk.visits.visit import Visit
from tests.cases.taken import AGREED, CHILD, FACE, FINGER, TAKING, name, taken
from tests.cases.wedding import ALL, DAY, WEDDING

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
CODE = claim_code(b"sixteen bytes are enough")


def visit() -> Visit:
    begun = Visit().choose_service(TAKING, DAY).filled(lambda filling: filling.choose(ALL))
    for path, agreed in AGREED.items():
        begun = begun.answer(path, agreed)
    return begun


def answers(one: Visit) -> dict[str, str]:
    assert one.filling is not None
    return {path: held for path, _, held in captures(TAKING, one.filling.answers)}


def test_bytes_and_answer_come_together() -> None:
    after = visit().capture("face", FACE).capture("finger", FINGER)
    assert after.captures == {name(FACE): FACE, name(FINGER): FINGER}
    assert answers(after) == {"face": name(FACE), "finger": name(FINGER)}


def test_taken_again_the_first_one_is_gone() -> None:
    after = visit().capture("face", FACE).capture("face", CHILD)
    assert after.captures == {name(CHILD): CHILD}


def test_what_was_taken_goes_when_consent_is_withdrawn_and_does_not_come_back() -> None:
    without = visit().capture("face", FACE).answer("face_agreed", False)
    assert without.captures == {}
    assert answers(without) == {}
    again = without.answer("face_agreed", True)
    assert answers(again) == {}


def test_nothing_is_kept_that_nobody_agreed_to() -> None:
    after = visit().answer("face_agreed", False).capture("face", FACE)
    assert after.captures == {}
    assert answers(after) == {}


def test_it_goes_when_the_other_way_is_chosen() -> None:
    after = visit().capture("face", FACE).answer("face", "window")
    assert after.captures == {}
    assert after.filling is not None
    assert after.filling.answers["face"] == "window"


def test_another_service_begins_without() -> None:
    other = WEDDING.model_copy(update={"version": WEDDING.version + 1})
    assert visit().capture("face", FACE).choose_service(other, DAY).captures == {}


def test_the_bytes_are_not_told_when_a_visit_is_printed() -> None:
    assert "a face" not in repr(visit().capture("face", FACE))


def test_what_is_put_away_holds_no_capture_and_asks_again() -> None:
    kept = SealedFilling.of(taken(), NOW + timedelta(hours=24))
    sealed = seal(kept, CODE, bytes(16), bytes(12))
    opened = resume(unseal(sealed, CODE, NOW), TAKING, TAKING, DAY)
    assert captures(TAKING, opened.filling.answers) == ()
    assert [one.path for one in opened.filling.missing()] == ["face", "finger"]
    assert opened.filling.answers["m_name"] == "巴特尔"
