"""Keys are made once, kept from others, taken from systemd where it offers them, never shown."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kiosk.errors import Trouble
from kiosk.journal.keys import IDENTITY, STORE, Keys
from tests.journal.kept import KEYS


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    made = Keys.open(folder)
    again = Keys.open(folder)
    assert made.store == again.store
    assert made.identity.public == again.identity.public
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        STORE: 0o600,
        IDENTITY: 0o600,
    }
    assert folder.stat().st_mode & 0o777 == 0o700


def store_of(folder: Path) -> bytes:
    return Keys.open(folder).store


def test_processes_that_start_together_get_the_same_keys(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        stores = list(processes.map(store_of, [tmp_path / "keys"] * 8))
    assert len(set(stores)) == 1


def test_credentials_come_first(tmp_path: Path) -> None:
    (tmp_path / STORE).write_bytes(KEYS.store)
    keys = Keys.open(tmp_path / "keys", credentials=tmp_path)
    assert keys.store == KEYS.store
    assert [path.name for path in (tmp_path / "keys").iterdir()] == [IDENTITY]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_keys_that_others_can_read_are_refused_with_a_remedy(tmp_path: Path, mode: int) -> None:
    Keys.open(tmp_path)
    (tmp_path / STORE).chmod(mode)
    with pytest.raises(Trouble) as caught:
        Keys.open(tmp_path)
    assert caught.value.code == "journal.open_keys"
    assert "0600" in caught.value.remedy.zh
    assert "0600" in caught.value.remedy.en


@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_a_damaged_key_is_refused_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    Keys.open(tmp_path)
    (tmp_path / STORE).write_bytes(content)
    with pytest.raises(Trouble) as caught:
        Keys.open(tmp_path)
    assert caught.value.code == "journal.unreadable_keys"
    assert (tmp_path / STORE).read_bytes() == content


def test_a_folder_that_cannot_be_made_is_a_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Trouble) as caught:
        Keys.open(tmp_path / "file" / "keys")
    assert caught.value.code == "journal.disk_failed"


def test_every_purpose_has_its_own_key() -> None:
    assert len({KEYS.derive("one"), KEYS.derive("two"), KEYS.store}) == 3
    assert KEYS.derive("one") == KEYS.derive("one")


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    shown = repr(KEYS) + str(KEYS)
    assert KEYS.store.hex() not in shown
    assert str(KEYS.store) not in shown
    assert os.fsdecode(tmp_path) not in shown
