"""What central says counts only with its signature, and only for what it was said."""

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.canonical import canonical
from kiosk.catalogue.published import Published
from kiosk.catalogue.workdays import Year
from kiosk.wire.messages import (
    Acknowledgement,
    Booking,
    BookingState,
    CaseState,
    EnrolmentAnswer,
    EnrolmentRequest,
    Gap,
    ItemState,
    LineVerdict,
    News,
    Offer,
    Problem,
    ProblemKind,
    Progress,
    Reconciliation,
    Vacancies,
    Verdict,
)
from kiosk.wire.notices import FormNotices, SettingNotices, WorkdayNotices
from kiosk.wire.signed import (
    UntrueMessage,
    plain,
    read_plain,
    read_self_signed,
    read_signed,
    sign,
)
from tests.wire.entries import AT, CHAIN, KIOSK, STRANGER, attachments, hashes, times, uuids, words

CENTRAL = STRANGER
verdicts = st.builds(
    LineVerdict,
    line=st.integers(0, 99),
    verdict=st.sampled_from(Verdict),
    hash=st.none() | hashes,
    sequence=st.none() | st.integers(1, 2**53 - 1),
    reason=st.none() | words,
)
some_hashes = st.lists(hashes, max_size=3).map(tuple)
dates = st.dates(date(1970, 1, 1))
bookings = st.builds(Booking, words, words, dates, words, st.sampled_from(BookingState))
counts = st.dictionaries(words, st.integers(0, 9), max_size=2)
vacancies = st.builds(
    Vacancies,
    words,
    st.dictionaries(
        words,
        st.dictionaries(words, st.dictionaries(words, counts, max_size=2), max_size=2),
        max_size=2,
    ),
)
years = st.builds(
    Year,
    st.integers(1949, 9999),
    st.lists(dates, max_size=2).map(tuple),
    st.lists(dates, max_size=2).map(tuple),
    st.sampled_from(["CN", "532300"]),
    st.integers(0, 2**53 - 1),
    st.text(),
)
progress = st.builds(
    Progress,
    case_number=words,
    case_id=words,
    case_state=st.sampled_from(CaseState),
    at=times,
    item=st.none() | words,
    department=st.none() | words,
    state=st.none() | st.sampled_from(ItemState),
    due=st.none() | dates,
    result=st.none() | words,
    booking=st.none() | bookings,
    estimated=st.booleans(),
)
gaps = st.lists(st.builds(Gap, st.integers(1, 9), st.integers(9, 99)), max_size=2).map(tuple)
keys = st.binary(min_size=32, max_size=32)
messages = st.one_of(
    st.builds(
        Acknowledgement,
        kiosk=words,
        chain=uuids,
        verdicts=st.lists(verdicts, max_size=3).map(tuple),
        held=some_hashes,
        missing=some_hashes,
        complete_to=st.integers(0, 2**53),
        gaps=gaps,
        epoch=words,
        at=times,
    ),
    st.builds(Offer, words, uuids, some_hashes),
    st.builds(
        Reconciliation, words, uuids, some_hashes, attachments, st.integers(0, 99), words, times
    ),
    st.builds(
        News,
        words,
        words,
        st.lists(progress, max_size=2).map(tuple),
        st.integers(),
        words,
        times,
        st.none() | vacancies,
        st.none() | words,
        st.integers(0, 2**53 - 1),
        st.integers(0, 2**53 - 1),
        st.integers(0, 2**53 - 1),
    ),
    st.builds(WorkdayNotices, st.integers(0, 2**53 - 1), st.lists(years, max_size=2).map(tuple)),
    st.builds(
        FormNotices,
        st.integers(0, 2**53 - 1),
        st.lists(
            st.builds(Published, words, st.integers(1, 99), words, st.booleans()), max_size=2
        ).map(tuple),
    ),
    st.builds(
        SettingNotices,
        st.integers(0, 2**53 - 1),
        words,
        st.dictionaries(words, st.dictionaries(words, words | st.integers(0, 3600), max_size=2)),
    ),
    st.builds(EnrolmentAnswer, words, words, words, keys, words, times),
    st.builds(Problem, st.sampled_from(ProblemKind), words, st.integers(400, 599)),
)

SAID = Acknowledgement(
    kiosk="150602-01",
    chain=CHAIN,
    verdicts=(
        LineVerdict(0, Verdict.STORED, "a" * 64, 1),
        LineVerdict(1, Verdict.QUARANTINED, "b" * 64, 2, "case.rules"),
        LineVerdict(2, Verdict.REFUSED, "c" * 64, 3, "kiosk.other"),
        LineVerdict(3, Verdict.REFUSED, None, None, "line.unreadable"),
    ),
    held=("d" * 64,),
    missing=("e" * 64,),
    complete_to=2,
    gaps=(),
    epoch="1",
    at=AT,
)


@given(messages)
def test_a_signed_message_reads_back_the_same(message: object) -> None:
    data = sign(message, CENTRAL)
    assert read_signed(data, type(message), CENTRAL.public) == message
    assert b"\n" not in data


@given(messages)
def test_a_plain_message_reads_back_the_same(message: object) -> None:
    assert read_plain(plain(message), type(message)) == message


@given(messages)
def test_a_message_is_spelled_as_the_house_spells(message: object) -> None:
    assert plain(message) == canonical(msgspec.to_builtins(message))


@given(messages, st.data())
def test_an_altered_message_counts_for_nothing(message: object, data: st.DataObject) -> None:
    sent = bytearray(sign(message, CENTRAL))
    place = data.draw(st.integers(0, len(sent) - 1))
    sent[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(UntrueMessage):
        read_signed(bytes(sent), type(message), CENTRAL.public)


def test_a_message_of_another_kind_counts_for_nothing() -> None:
    # Both have the members an offer needs: only the purpose in the signature tells them apart.
    with pytest.raises(UntrueMessage) as caught:
        read_signed(sign(SAID, CENTRAL), News, CENTRAL.public)
    assert caught.value.reason == "signature"


def test_a_message_of_a_stranger_counts_for_nothing() -> None:
    with pytest.raises(UntrueMessage):
        read_signed(sign(SAID, KIOSK), Acknowledgement, CENTRAL.public)


@pytest.mark.parametrize("page", [b"", b"<html>Log in</html>", b"{}", b'{"ok":true}', b"\xff"])
def test_a_captive_portal_is_no_answer(page: bytes) -> None:
    with pytest.raises(UntrueMessage) as caught:
        read_signed(page, Acknowledgement, CENTRAL.public)
    assert caught.value.reason == "unreadable"


def test_only_refused_lines_are_not_in_safe_keeping() -> None:
    assert SAID.kept() == {"a" * 64: Verdict.STORED, "b" * 64: Verdict.QUARANTINED}
    assert SAID.refused() == {"c" * 64: "kiosk.other"}


def test_an_enrolment_proves_that_the_kiosk_holds_its_key() -> None:
    request = EnrolmentRequest("K7QX-93MD", KIOSK.public, CHAIN, AT)
    assert read_self_signed(sign(request, KIOSK), EnrolmentRequest) == request
    stolen = sign(replace(request, public_key=CENTRAL.public), KIOSK)
    with pytest.raises(UntrueMessage):
        read_self_signed(stolen, EnrolmentRequest)


def test_a_problem_is_a_problem_document() -> None:
    problem = Problem(ProblemKind.TOO_LARGE, "Too large", 413, limit=1024)
    assert b'"type":"urn:kiosk:problem:too-large"' in plain(problem)
    assert read_plain(plain(problem), Problem) == problem


def test_times_travel_in_one_spelling() -> None:
    assert b'"at":"2026-11-21T01:30:00Z"' in plain(SAID)
    assert read_plain(plain(SAID), Acknowledgement).at == datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
