"""An entry keeps its bytes, and every change to them is noticed."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.canonical import canonical
from kiosk.wire.entry import (
    FIRST,
    AttachmentRef,
    UnreadableEntry,
    Unsealed,
    UntrueEntry,
    read_content,
    read_line,
    seal,
    verify,
)
from tests.wire.entries import KIOSK, STRANGER, plain, unsealed


@given(unsealed)
def test_a_line_reads_back_as_the_same_entry(what: Unsealed) -> None:
    entry = seal(what, KIOSK)
    again = read_line(entry.line())
    assert again == entry
    assert again.line() == entry.line()
    assert entry.line().count(b"\n") == 1
    verify(again, KIOSK.public, what.previous)


@given(unsealed)
def test_all_that_was_recorded_comes_back(what: Unsealed) -> None:
    entry = seal(what, KIOSK)
    assert json.loads(entry.body) == what.body
    assert canonical(json.loads(entry.body)) == entry.body
    for name in ("kiosk", "chain", "sequence", "previous", "id", "kind", "case_id", "at", "actor"):
        assert getattr(entry, name) == getattr(what, name)
    assert entry.attachments == what.attachments


@given(unsealed, st.data())
def test_every_altered_byte_is_noticed(what: Unsealed, data: st.DataObject) -> None:
    line = bytearray(seal(what, KIOSK).line())
    place = data.draw(st.integers(0, len(line) - 2))
    line[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((UnreadableEntry, UntrueEntry)):
        verify(read_line(bytes(line)), KIOSK.public, what.previous)


@given(st.binary(max_size=300))
def test_noise_is_unreadable_and_nothing_else(noise: bytes) -> None:
    with pytest.raises(UnreadableEntry):
        read_line(noise)


@given(unsealed, st.data())
def test_a_cut_line_is_unreadable(what: Unsealed, data: st.DataObject) -> None:
    line = seal(what, KIOSK).line()
    with pytest.raises(UnreadableEntry):
        read_line(line[: data.draw(st.integers(0, len(line) - 2))])


def test_content_with_a_hash_of_its_own_but_no_signature_is_untrue() -> None:
    entry = seal(plain(), KIOSK)
    forged = read_content(entry.content.replace("巴".encode(), "拔".encode()), entry.signature)
    with pytest.raises(UntrueEntry) as caught:
        verify(read_line(forged.line()), KIOSK.public, FIRST)
    assert caught.value.reason == "signature"


def test_an_entry_of_another_kiosk_is_untrue() -> None:
    with pytest.raises(UntrueEntry) as caught:
        verify(seal(plain(), STRANGER), KIOSK.public, FIRST)
    assert caught.value.reason == "signature"


def test_an_entry_with_another_hash_is_untrue() -> None:
    with pytest.raises(UntrueEntry) as caught:
        verify(replace(seal(plain(), KIOSK), hash="a" * 64), KIOSK.public, FIRST)
    assert caught.value.reason == "hash"


def test_an_entry_out_of_its_place_is_untrue_where_the_place_is_known() -> None:
    entry = seal(plain(previous="b" * 64), KIOSK)
    verify(entry, KIOSK.public, None)
    with pytest.raises(UntrueEntry) as caught:
        verify(entry, KIOSK.public, FIRST)
    assert caught.value.reason == "previous"


def test_the_same_moment_in_another_zone_is_the_same_entry() -> None:
    halls = timezone(timedelta(hours=8))
    there = plain(at=plain().at.astimezone(halls))
    assert seal(there, KIOSK) == seal(plain(), KIOSK)


def test_a_member_of_a_newer_kiosk_is_kept_and_covered() -> None:
    newer = canonical(json.loads(seal(plain(), KIOSK).content) | {"boot": 7})
    entry = read_content(newer, KIOSK.sign(b"entry/1", newer))
    again = read_line(entry.line())
    verify(again, KIOSK.public, FIRST)
    assert b'"boot":7' in again.content


@pytest.mark.parametrize(
    ("member", "value", "reason"),
    [
        ("algorithm", "md5", "algorithm"),
        ("body", [1], "body"),
        ("sequence", 0, "content"),
        ("at", "2026-11-21T09:30:00", "content"),
        ("chain", "not a chain", "content"),
        ("actor", "", "content"),
    ],
)
def test_what_is_wrong_inside_has_a_name(member: str, value: object, reason: str) -> None:
    content = canonical(json.loads(seal(plain(), KIOSK).content) | {member: value})
    with pytest.raises(UnreadableEntry) as caught:
        read_content(content, b"")
    assert caught.value.reason == reason


@pytest.mark.parametrize("gap", [b" ", b"\n", b"\t"])
def test_one_entry_has_one_spelling_on_the_line(gap: bytes) -> None:
    line = seal(plain(), KIOSK).line()
    with pytest.raises(UnreadableEntry) as caught:
        read_line(line.replace(b'{"content":', b'{"content":' + gap))
    assert caught.value.reason == "spelling"


def test_a_line_longer_than_a_batch_is_not_read() -> None:
    with pytest.raises(UnreadableEntry) as caught:
        read_line(b"[" * (1024 * 1024 + 1))
    assert caught.value.reason == "too long"


def test_deep_nesting_is_unreadable_and_no_crash() -> None:
    with pytest.raises(UnreadableEntry):
        read_line(b'{"content":' + b"[" * 100_000)


@pytest.mark.parametrize(
    "changes",
    [
        {"at": datetime(2026, 11, 21)},
        {"body": {"income": float("nan")}},
        {"body": {"name": "\ud800"}},
        {"sequence": 0},
        {"body": {"long": "x" * (1024 * 1024)}},
    ],
)
def test_what_could_not_be_read_back_is_never_sealed(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        seal(plain(**changes), KIOSK)


def test_keys_that_json_would_quietly_rename_are_not_sealed() -> None:
    with pytest.raises(TypeError):
        seal(plain(body={"people": {1: "x"}}), KIOSK)


def test_attachments_keep_their_order_and_names() -> None:
    photos = tuple(AttachmentRef(f"{n}" * 64, n, "image/jpeg", f"photo {n}") for n in (3, 1, 2))
    assert read_line(seal(plain(attachments=photos), KIOSK).line()).attachments == photos


def test_troubles_quote_nothing_of_the_line() -> None:
    with pytest.raises(UnreadableEntry) as caught:
        read_line('{"content":{"name":"巴特尔"}}'.encode())
    assert "巴特尔" not in str(caught.value)
    assert "巴特尔" not in repr(caught.value)
