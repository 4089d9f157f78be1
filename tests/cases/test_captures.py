"""Photos and fingerprints: named in the answers, allowed by consent, attachments of the case."""

import dataclasses
from datetime import UTC, datetime

import pytest

from kiosk.cases.captures import captures, keeping
from kiosk.cases.case import AttachmentRef, Case, Station
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.cases.recheck import recheck_case
from kiosk.catalogue.schema import Severity
from kiosk.texts import Language, Text
from tests.cases.taken import CHILD, FACE, FINGER, TAKING, agreed, name, taken
from tests.cases.wedding import SIGNED, SIGNED_TOO

AT = datetime(2026, 11, 23, 2, 33, tzinfo=UTC)
HELD = tuple(
    AttachmentRef(name(content), len(content), "image/jpeg", f"{number}.jpg")
    for number, content in enumerate((FACE, FINGER, CHILD))
)


def case(filling: Filling, attachments: tuple[AttachmentRef, ...] = HELD) -> Case:
    consent = Consent.on(Snapshot.of(filling))
    consent = consent.sign("husband", SIGNED, AT).sign("wife", SIGNED_TOO, AT)
    return Case.of(
        consent,
        id="019ab0c1-2d3e-7f40-8a5b-6c7d8e9f0a1b",
        number="1506020126112301001742",
        at=AT,
        station=Station("150602", "01", Text("政务服务大厅", "Hall")),
        language=Language.ZH,
        attachments=attachments,
    )


def errors(of: Case) -> list[tuple[str, tuple[str, ...]]]:
    found = recheck_case(TAKING, of)
    return [(one.code, one.on) for one in found if one.severity is Severity.ERROR]


def test_what_was_taken_is_found_wherever_it_was_asked() -> None:
    filling = taken()
    assert filling.complete
    found = captures(TAKING, filling.effective)
    assert [(path, held) for path, _, held in found] == [
        ("face", name(FACE)),
        ("finger", name(FINGER)),
        ("pictures.0.picture", name(CHILD)),
    ]


def test_nothing_counts_that_nobody_agreed_to() -> None:
    filling = taken().answer("face_agreed", False)
    assert [held for *_, held in captures(TAKING, filling.effective)] == [name(FINGER)]
    assert [one.path for one in filling.missing()] == ["face"]
    assert not filling.complete


def test_the_other_way_needs_no_consent() -> None:
    filling = agreed().answer("face_agreed", False).answer("finger_agreed", False)
    filling = filling.answer("face", "window").answer("finger", "window")
    assert filling.complete
    assert captures(TAKING, filling.effective) == ()


def test_what_must_be_taken_is_asked_for_in_words_that_fit() -> None:
    (first, *_) = agreed().missing()
    assert first.say.zh == "请采集face，或选另一种方式"
    (first, *_) = agreed().answer("face_agreed", False).missing()
    assert first.say.zh == "请选另一种方式：face"


def test_a_capture_whose_bytes_are_gone_is_asked_anew() -> None:
    filling = keeping(taken(), {name(FINGER)})
    assert [held for *_, held in captures(TAKING, filling.answers)] == [name(FINGER)]
    assert filling.answers["pictures"] == [{}]
    assert [one.path for one in filling.missing()] == ["face"]
    assert keeping(filling, {name(FINGER)}) is filling


def test_a_case_with_all_it_names_passes() -> None:
    assert errors(case(taken())) == []


@pytest.mark.parametrize("lost", range(3))
def test_a_hash_that_is_no_attachment_of_the_case_is_seen(lost: int) -> None:
    held = (*HELD[:lost], *HELD[lost + 1 :])
    path = ("face", "finger", "pictures.0.picture")[lost]
    assert errors(case(taken(), held)) == [("case.attachment", (path,))]


def test_a_forged_consent_is_seen() -> None:
    true = case(taken())
    forged = dataclasses.replace(true, answers={**true.answers, "face_agreed": False})
    assert ("case.answer", ("face",)) in errors(forged)
