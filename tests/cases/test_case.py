"""A case is frozen, goes through JSON unchanged, and refuses what is no case."""

import json
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.canonical import digest
from kiosk.cases.case import (
    Case,
    Flag,
    ServiceRef,
    Station,
    Strokes,
    UnreadableCase,
)
from kiosk.cases.consent import Consent, Snapshot
from kiosk.texts import Language, Text
from tests.cases.wedding import SIGNED, SIGNED_TOO

AT = datetime(2026, 11, 23, 10, 33, tzinfo=timezone(timedelta(hours=8)))
SNAPSHOT = Snapshot(
    ServiceRef("150600-wedding", 3, date(2026, 11, 23)),
    ("marriage", "birth"),
    {"m_name": "巴特尔", "children": [{"name": "𠮷"}], "order": 1, "confirmed": True},
)
CONSENT = Consent.on(SNAPSHOT).sign("husband", SIGNED, AT).sign("wife", SIGNED_TOO, AT)
CASE = Case.of(
    CONSENT,
    id="019ab0c1-2d3e-7f40-8a5b-6c7d8e9f0a1b",
    number="1506020126112301001742",
    at=AT,
    station=Station("150602", "01", Text("政务服务大厅", "Government Service Hall")),
    language=Language.ZH,
    warnings=(Flag("rule.order", ("order",)),),
)


def test_it_goes_through_json_unchanged() -> None:
    sent = json.loads(CASE.to_bytes())
    assert Case.from_dict(sent) == CASE


def test_it_keeps_what_was_signed() -> None:
    assert CASE.snapshot == SNAPSHOT.hash == Snapshot.of_case(CASE).hash
    assert CASE.submitted_at == AT
    assert CASE.submitted_at.tzinfo is UTC
    assert [one.role for one in CASE.signatures] == ["husband", "wife"]


def test_the_strokes_go_along_as_attachments() -> None:
    for (reference, content), signature in zip(
        CONSENT.signature_blobs(), CASE.signatures, strict=True
    ):
        assert reference in CASE.attachments
        assert reference.sha256 == signature.sha256 == digest(content)
        assert reference.size == len(content)
    assert Strokes.from_bytes(CONSENT.signature_blobs()[0][1]) == SIGNED


def test_nothing_in_it_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        CASE.number = "1"  # type: ignore[misc]  # that it cannot be set is the point


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        CONSENT.sign("wife", SIGNED, AT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("id", "17"),
        ("number", "no digits"),
        ("snapshot", "short"),
        ("submitted_at", "2026-11-23T10:33:00"),
        ("language", "fr"),
        ("service", None),
        ("items", "marriage"),
        ("answers", [1]),
        ("signatures", [{"role": "wife"}]),
    ],
)
def test_what_is_no_case_is_refused(member: str, value: object) -> None:
    with pytest.raises(UnreadableCase) as caught:
        Case.from_dict({**CASE.to_dict(), member: value})
    assert member in caught.value.reason
    assert "巴特尔" not in str(caught.value) + caught.value.reason


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.text() | st.lists(st.text())))
def test_anything_else_is_refused_in_the_same_way(plain: dict[str, object]) -> None:
    with pytest.raises(UnreadableCase):
        Case.from_dict(plain)


@given(st.binary())
def test_strokes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(UnreadableCase):
        Strokes.from_bytes(content)


def test_a_dot_is_no_signature() -> None:
    assert Strokes(984, 703, ()).blank
    assert Strokes(984, 703, (((5, 5),),)).blank
    assert Strokes(984, 703, (((5, 5), (6, 5)),)).blank
    assert not SIGNED.blank
    with pytest.raises(ValueError, match="blank"):
        Consent.on(SNAPSHOT).sign("wife", Strokes(984, 703, ()), AT)


def test_equal_snapshots_have_equal_hashes_in_whatever_order() -> None:
    again = Snapshot(
        SNAPSHOT.service, ("birth", "marriage"), dict(reversed(list(SNAPSHOT.answers.items())))
    )
    assert again.hash == SNAPSHOT.hash
    later = ServiceRef("150600-wedding", 3, date(2026, 11, 24))
    others = [
        Snapshot(later, SNAPSHOT.items, SNAPSHOT.answers),
        Snapshot(SNAPSHOT.service, ("birth",), SNAPSHOT.answers),
        Snapshot(SNAPSHOT.service, SNAPSHOT.items, {**SNAPSHOT.answers, "order": 2}),
        Snapshot(SNAPSHOT.service, SNAPSHOT.items, {**SNAPSHOT.answers, "confirmed": 1}),
    ]
    assert SNAPSHOT.hash not in {one.hash for one in others}
    assert len({one.hash for one in others}) == len(others)
