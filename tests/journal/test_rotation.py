"""A new store key takes over whole, wherever the plug is pulled; the old one opens nothing more."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.errors import Trouble
from kiosk.journal.attachments import SMALL, Enclosure
from kiosk.journal.database import Database
from kiosk.journal.journal import Journal
from kiosk.journal.keys import COMING, IDENTITY, STORE, Keys, new_identity, take_new_identity
from kiosk.journal.rotation import erase, rotate
from kiosk.journal.upgrade import back_up
from tests.journal.kept import KIOSK, NOON, Clock, acknowledged, submit

PHOTO = Enclosure("photo", "image/jpeg", os.urandom(SMALL + 1))
STROKES = Enclosure("strokes", "application/json", b"small")


class PlugPulled(BaseException):
    """Power is gone."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    journal = opened(tmp_path)
    submit(journal, 1, PHOTO, STROKES)
    journal.close()
    return tmp_path


def opened(place: Path, credentials: Path | None = None) -> Journal:
    keys = Keys.open(place / "keys", credentials)
    return Journal.open(place / "journal", keys, KIOSK, Clock())


def rotated(place: Path, credentials: Path | None = None) -> None:
    rotate(place / "journal", place / "keys", credentials)


def whole(place: Path) -> None:
    """All that was kept can be read, and more can be kept."""
    journal = opened(place)
    try:
        case = journal.reading.case("1506020001")
        assert case is not None
        for one, data in zip(case.entry.attachments, (PHOTO.data, STROKES.data), strict=True):
            assert journal.attachments.read(one.sha256) == data
        assert journal.history.verify_chain() >= 2
    finally:
        journal.close()


def databases(place: Path) -> list[str]:
    return sorted(path.name for path in (place / "journal").glob("*.db"))


def test_everything_is_under_the_new_key_and_nothing_under_the_old(place: Path) -> None:
    old = Keys.open(place / "keys")
    shutil.copytree(place / "journal", place / "stolen")
    rotated(place)
    whole(place)
    new = Keys.open(place / "keys")
    assert new.store != old.store
    assert new.identity.public == old.identity.public
    assert sorted(path.name for path in (place / "keys").iterdir()) == [IDENTITY, STORE]
    assert len(databases(place)) == 1
    for keys in (old, Keys(new.store, new.identity)):
        folder = "journal" if keys is old else "stolen"
        with pytest.raises(Trouble) as caught:
            Journal.open(place / folder, keys, KIOSK, Clock())
        assert caught.value.code == "journal.wrong_key"
    rotated(place)
    whole(place)


def test_a_copy_made_before_an_upgrade_goes_with_the_old_key(place: Path) -> None:
    keys = Keys.open(place / "keys")
    database = Database(place / "journal" / "journal.db", keys.derive("database"))
    copy = back_up(database, "0009")
    database.close()
    rotated(place)
    assert not copy.exists()


@contextmanager
def pulled_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], int]]:
    """Pull the plug at the n-th change of a name or a sync that Python asks for."""
    count = 0

    def counting(real: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **more: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                raise PlugPulled
            return real(*arguments, **more)

        return counted

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink", "link", "fsync"):
            patch.setattr(os, name, counting(getattr(os, name)))
        yield lambda: count


@pytest.mark.parametrize("step", range(1, 25))
def test_the_plug_is_pulled_in_the_middle(
    place: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pulled_at(step, monkeypatch):
        try:
            rotated(place)
        except PlugPulled:
            pulled = True
        else:
            pulled = False
    whole(place)
    rotated(place)
    whole(place)
    assert len(databases(place)) == 1
    assert not (place / "keys" / COMING).exists()
    assert pulled or step > 10


def test_window_and_courier_are_stopped_first(place: Path) -> None:
    journal = opened(place)
    with pytest.raises(Trouble) as caught:
        rotated(place)
    assert caught.value.code == "journal.second_copy"
    journal.close()


def test_a_credential_is_followed_by_another(place: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (place / "keys" / STORE).rename(given / STORE)
    with pytest.raises(Trouble) as caught:
        rotated(place, given)
    assert caught.value.code == "journal.no_next_key"
    (given / COMING).write_bytes(bytes(32))
    rotated(place, given)
    opened(place, given).close()
    with pytest.raises(Trouble) as caught:
        rotated(place, given)
    assert caught.value.code == "journal.no_next_key"
    (given / COMING).replace(given / STORE)
    opened(place, given).close()
    assert [path.name for path in (place / "keys").iterdir()] == [IDENTITY]


def test_erased_only_when_central_has_it_all(place: Path) -> None:
    with pytest.raises(Trouble) as caught:
        erase(place / "journal", place / "keys")
    assert caught.value.code == "journal.unsent"
    whole(place)
    journal = opened(place)
    waiting = journal.outbox.waiting()
    held = tuple(one.sha256 for entry in waiting for one in entry.attachments)
    journal.outbox.confirm(acknowledged(*waiting, held=held))
    journal.close()
    shutil.copytree(place / "journal", place / "stolen")
    erase(place / "journal", place / "keys")
    assert not (place / "journal").exists()
    assert list((place / "keys").iterdir()) == []
    keys = Keys.open(place / "keys")
    with pytest.raises(Trouble) as caught:
        Journal.open(place / "stolen", keys, KIOSK, Clock())
    assert caught.value.code == "journal.wrong_key"


def test_erased_unsent_where_a_person_says_so(place: Path) -> None:
    erase(place / "journal", place / "keys", unsent_too=True)
    assert not (place / "journal").exists()


def test_copies_go_with_what_was_to_be_erased(place: Path) -> None:
    keys = Keys.open(place / "keys")
    database = Database(place / "journal" / "journal.db", keys.derive("database"))
    old, young = back_up(database, "0008"), back_up(database, "0009")
    database.close()
    for copy, days in ((old, 1), (young, -1)):
        at = (NOON - timedelta(days=days)).timestamp()
        os.utime(copy, (at, at))
    journal = opened(place)
    journal.retire(NOON)
    journal.close()
    assert (old.exists(), young.exists()) == (False, True)


def test_a_new_identity_waits_until_central_knows_it(place: Path) -> None:
    old = Keys.open(place / "keys").identity.public
    coming = new_identity(place / "keys").public
    assert new_identity(place / "keys").public == coming
    assert Keys.open(place / "keys").identity.public == old
    take_new_identity(place / "keys")
    assert Keys.open(place / "keys").identity.public == coming
    whole(place)
