"""Cases go by stick where no line reaches; each lands once, whichever ways it went."""

import os
import shutil
from pathlib import Path

import pytest

from kiosk.central.enrolment import revoke
from kiosk.central.overview import received
from kiosk.courier.courier import Courier
from kiosk.errors import Trouble
from kiosk.wire.messages import Verdict
from kiosk.wire.parcel import Batch, Parcel, UnreadableParcel, seal
from kiosk.wire.signed import sign
from tests.central.hall import Central, Kiosk, central_at, number_of
from tests.central.sticks import brought, carried, counted, stick_of

PHOTO = 300 * 1024


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def by_line(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is None


def exported(kiosk: Kiosk, stick: Path) -> Path:
    (file,) = stick_of(kiosk).export(stick).files
    return file


def test_what_waits_goes_by_stick_and_is_confirmed(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    entries = [kiosk.submit(os.urandom(PHOTO), b"small") for _ in range(3)]
    heard = carried(central, kiosk, stick)
    assert (heard.confirmed, heard.waiting, heard.parked, heard.again) == (4, 0, 0, False)
    queue = kiosk.journal.outbox.queue()
    assert (queue.waiting, queue.attachments) == (0, 0)
    for entry in entries:
        with central.database.read() as connection:
            (case,) = received(connection, number_of(entry))
        assert case.complete
        assert case.quarantine is None
    assert stick_of(kiosk).export(stick).files == ()


def test_the_file_says_nothing_of_anybody(central: Central, kiosk: Kiosk, stick: Path) -> None:
    kiosk.submit()
    file = exported(kiosk, stick)
    head = kiosk.journal.history.head()
    assert file.name == f"kiosk-dongsheng-1-{head.hash[:16]}.kbx"
    assert [one.name for one in stick.iterdir()] == [file.name]
    sealed = file.read_bytes()
    for secret in ("巴特尔", "150602200411219993", "13804770001", "dongsheng"):
        assert secret.encode() not in sealed


def test_a_case_that_goes_both_ways_lands_once(central: Central, kiosk: Kiosk, stick: Path) -> None:
    kiosk.submit(os.urandom(PHOTO))
    file = exported(kiosk, stick)
    by_line(central, kiosk)
    before = counted(central)
    assert brought(central, file).verdicts == {Verdict.KNOWN: 2}
    assert counted(central) == before
    kiosk.submit(os.urandom(PHOTO))
    carried(central, kiosk, stick)
    by_line(central, kiosk)
    after = counted(central)
    assert (after.entries, after.cases, after.conflicts) == (3, 2, 0)


def test_line_and_stick_take_turns_in_the_middle(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    kiosk.submit(os.urandom(PHOTO))
    with kiosk.line(central.url) as line:  # the entries only: the line breaks before the files
        kiosk.journal.outbox.confirm(line.send(kiosk.journal.outbox.waiting()))
    assert kiosk.journal.outbox.queue().attachments == 3
    heard = carried(central, kiosk, stick)
    assert heard.confirmed == 0
    assert kiosk.journal.outbox.queue().attachments == 0
    assert counted(central).attachments == 3


def test_imported_twice_and_confirmed_twice_changes_nothing(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    kiosk.submit(b"photo")
    file = exported(kiosk, stick)
    first, second = brought(central, file), brought(central, file)
    assert (first.verdicts, second.verdicts) == ({Verdict.STORED: 2}, {Verdict.KNOWN: 2})
    word = stick / "word.ack"
    word.write_bytes(second.word)
    assert stick_of(kiosk).hear(word).confirmed == 2
    assert stick_of(kiosk).hear(word).confirmed == 0
    assert counted(central).cases == 1


def test_a_word_older_than_what_is_confirmed_harms_nothing(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    kiosk.submit()
    old = stick / "old.ack"
    old.write_bytes(brought(central, exported(kiosk, stick)).word)
    kiosk.submit()
    by_line(central, kiosk)
    heard = stick_of(kiosk).hear(old)
    assert (heard.confirmed, heard.waiting, heard.again) == (0, 0, False)


def test_many_files_where_one_would_be_too_large(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    for _ in range(3):
        kiosk.submit(os.urandom(PHOTO))
    done = stick_of(kiosk).export(stick, limit=PHOTO)
    assert (len({file.name for file in done.files}), done.entries) == (4, 4)
    for file in (done.files[2], done.files[0], done.files[3], done.files[1]):
        word = file.with_suffix(".ack")
        word.write_bytes(brought(central, file).word)
        stick_of(kiosk).hear(word)
    queue = kiosk.journal.outbox.queue()
    assert (queue.waiting, queue.attachments) == (0, 0)
    assert (counted(central).cases, counted(central).attachments) == (3, 5)


@pytest.mark.parametrize("left", [0.0, 0.02, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_is_told_and_the_whole_one_still_arrives(
    central: Central, kiosk: Kiosk, stick: Path, left: float
) -> None:
    kiosk.submit(os.urandom(PHOTO))
    file = exported(kiosk, stick)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * left)])
    with pytest.raises(UnreadableParcel) as caught:
        brought(central, file)
    assert caught.value.reason == ("damaged" if left else "foreign")
    assert kiosk.journal.outbox.queue().waiting == 2
    file.write_bytes(whole)
    brought(central, file)
    assert (counted(central).cases, counted(central).attachments) == (1, 3)


def test_a_file_that_was_altered_is_told(central: Central, kiosk: Kiosk, stick: Path) -> None:
    kiosk.submit()
    file = exported(kiosk, stick)
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)
    with pytest.raises(UnreadableParcel) as caught:
        brought(central, file)
    assert caught.value.reason == "damaged"
    assert counted(central).entries == 0


def test_a_batch_that_is_too_long_is_told_as_what_it_is(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    for _ in range(2):
        kiosk.submit()
    lines = [one.line() for one in kiosk.journal.outbox.waiting(limit_entries=100)] * 50
    head, identity = kiosk.journal.history.head(), kiosk.keys.identity
    batches = (Batch(head.chain, len(lines)),)
    parcel = Parcel(head.kiosk, identity.public, head.chain, batches, kiosk.clock())
    file = stick / "of-another-program.kbx"
    with file.open("wb") as out:
        seal([sign(parcel, identity) + b"\n", *lines], kiosk.welcome.recipient, out)
    with pytest.raises(UnreadableParcel) as caught:
        brought(central, file)
    assert caught.value.reason == "long batch"
    assert "100" in caught.value.remedy.en
    assert counted(central).entries == 0


def test_a_file_for_another_central_is_told(
    central: Central, kiosk: Kiosk, stick: Path, tmp_path: Path
) -> None:
    kiosk.submit()
    file = exported(kiosk, stick)
    with central_at("", tmp_path / "other") as other:
        with pytest.raises(UnreadableParcel) as caught:
            brought(other, file)
        assert caught.value.reason == "other central"
        # With the key to it, it would still come from a kiosk that is not known there.
        shutil.copy(central.folder / "parcel.key", other.folder / "parcel.key")
        with pytest.raises(Trouble) as unknown:
            brought(other, file)
        assert unknown.value.code == "central.parcel_unknown_kiosk"
        assert counted(other).entries == 0


def test_a_word_of_another_central_is_told(
    central: Central, kiosk: Kiosk, stick: Path, tmp_path: Path
) -> None:
    kiosk.submit()
    with central_at("", tmp_path / "other") as other:
        there = Kiosk.enrolled(other, tmp_path / "there")
        word = stick / "theirs.ack"
        word.write_bytes(brought(other, exported(there, stick)).word)
        there.journal.close()
    with pytest.raises(Trouble) as untrue:
        stick_of(kiosk).hear(word)
    assert untrue.value.code == "stick.untrue_word"
    assert kiosk.journal.outbox.queue().waiting == 2


def test_a_word_for_another_kiosk_is_told(
    central: Central, kiosk: Kiosk, stick: Path, tmp_path: Path
) -> None:
    other = Kiosk.enrolled(central, tmp_path / "two", "dongsheng-2")
    word = stick / "word.ack"
    word.write_bytes(brought(central, exported(other, stick)).word)
    with pytest.raises(Trouble) as caught:
        stick_of(kiosk).hear(word)
    assert caught.value.code == "stick.not_ours"
    other.journal.close()


@pytest.mark.parametrize("change", ["cut", "altered", "empty"])
def test_a_word_that_was_damaged_changes_nothing(
    central: Central, kiosk: Kiosk, stick: Path, change: str
) -> None:
    kiosk.submit()
    whole = brought(central, exported(kiosk, stick)).word
    word = stick / "word.ack"
    damaged = {"cut": whole[:-9], "altered": whole.replace(b"stored", b"STORED", 1), "empty": b""}
    word.write_bytes(damaged[change])
    with pytest.raises(Trouble) as caught:
        stick_of(kiosk).hear(word)
    assert caught.value.code == "stick.untrue_word"
    assert kiosk.journal.outbox.queue().waiting == 2


def test_a_stopped_kiosk_is_heard_only_when_a_person_says_so(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    kiosk.submit()
    with central.database.write() as connection:
        revoke(connection, kiosk.welcome.kiosk, central.clock())
    file = exported(kiosk, stick)
    with pytest.raises(Trouble) as caught:
        brought(central, file)
    assert caught.value.code == "central.parcel_revoked"
    assert brought(central, file, revoked_too=True).verdicts == {Verdict.STORED: 2}


def test_one_damaged_attachment_keeps_nothing_else_at_home(
    central: Central, kiosk: Kiosk, stick: Path
) -> None:
    kiosk.submit(os.urandom(PHOTO))
    (blob,) = (kiosk.folder / "journal" / "blobs").iterdir()
    blob.write_bytes(b"noise")
    done = stick_of(kiosk).export(stick)
    assert (done.attachments, done.unreadable) == (2, 1)
    word = stick / "word.ack"
    word.write_bytes(brought(central, done.files[0]).word)
    assert stick_of(kiosk).hear(word).confirmed == 2
    assert kiosk.journal.outbox.queue().attachments == 1


def test_no_stick_is_told(kiosk: Kiosk, stick: Path) -> None:
    kiosk.submit()
    with pytest.raises(Trouble) as caught:
        stick_of(kiosk).export(stick / "gone")
    assert caught.value.code == "stick.no_folder"
    with pytest.raises(Trouble) as caught:
        stick_of(kiosk).hear(stick / "gone.ack")
    assert caught.value.code == "stick.gone"


@pytest.mark.parametrize(("error", "code"), [(5, "stick.gone"), (28, "stick.full")])
def test_pulled_out_or_full_in_the_middle_leaves_no_half_file(
    kiosk: Kiosk, stick: Path, monkeypatch: pytest.MonkeyPatch, error: int, code: str
) -> None:
    kiosk.submit(os.urandom(PHOTO))
    before = exported(kiosk, stick).read_bytes()
    with monkeypatch.context() as patch:
        synced = os.fsync

        def fails(handle: int) -> None:
            if Path(f"/proc/self/fd/{handle}").resolve().is_relative_to(stick):
                raise OSError(error, "the stick")
            synced(handle)

        patch.setattr(os, "fsync", fails)
        with pytest.raises(Trouble) as caught:
            stick_of(kiosk).export(stick)
    assert caught.value.code == code
    (file,) = stick.iterdir()
    assert file.read_bytes() == before
    assert kiosk.journal.outbox.queue().waiting == 2
