"""A site that must use SM3 and SM4 does; files and entries of both suites lie side by side."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

from kiosk.errors import Trouble
from kiosk.journal.attachments import SMALL, Enclosure
from kiosk.journal.ciphers import Suite, cipher
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from kiosk.journal.rotation import rotate
from kiosk.wire.entry import UntrueEntry, read_line, verify
from kiosk.wire.hashing import hashed
from tests.journal.kept import KEYS, KIOSK, Clock, Kiosk, submit

PHOTO = Enclosure("photo", "image/jpeg", os.urandom(SMALL + 1))
MANY = Enclosure("scan", "image/jpeg", os.urandom(3 * 1024 * 1024 + 5))
SM = replace(KEYS, suite=Suite.SM3_SM4)


@pytest.fixture
def journal(kiosk: Kiosk) -> Iterator[Journal]:
    kiosk.keys = SM
    opened = kiosk.window()
    yield opened
    opened.close()


def test_the_standards_own_examples() -> None:
    # GB/T 32905-2016, annex A.1; GB/T 32907-2016, annex A.1.
    assert hashed("sm3", b"abc") == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    block = Cipher(SM4(key), modes.ECB()).encryptor()  # noqa: S305  # one block, as the standard prints it
    assert block.update(key).hex() == "681edf34d206965e86b3e94f536e4246"


def test_sm4_in_gcm_as_rfc_8998_prints_it() -> None:
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    clear = b"".join(bytes([one]) * 8 for one in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    sealed = cipher(key).encrypt(nonce, clear, bound)
    assert sealed[-16:].hex() == "83de3541e4c2b58177e065a9bf7b62ec"
    assert cipher(key).decrypt(nonce, sealed, bound) == clear
    for touched in (sealed[:-1], sealed[:10], b"", b"x" + sealed[1:]):
        with pytest.raises(InvalidTag):
            cipher(key).decrypt(nonce, touched, bound)


def test_entries_by_sm3_are_chained_and_checked(journal: Journal) -> None:
    entry = submit(journal, 1, PHOTO)
    assert entry.algorithm == "sm3"
    assert entry.hash == hashed("sm3", entry.content)
    assert journal.history.verify_chain() == 2
    read = read_line(entry.line())
    verify(read, KEYS.identity.public, None)
    with pytest.raises(UntrueEntry):
        verify(replace(read, hash=hashed("sha256", entry.content)), KEYS.identity.public, None)


def test_a_site_changes_over_and_reads_both(kiosk: Kiosk) -> None:
    entries = {}
    for suite in (Suite.SHA256_AES, Suite.SM3_SM4, Suite.SHA256_AES):
        kiosk.keys = replace(KEYS, suite=suite)
        journal = kiosk.window()
        number = len(entries) + 1
        # The same bytes would be one file: each has its own.
        file = Enclosure("photo", "image/jpeg", MANY.data + bytes([number]))
        entries[submit(journal, number, file).hash] = file.data
        journal.close()
    journal = kiosk.window()
    assert journal.history.verify_chain() == 4
    for _, entry in journal.history.entries():
        for one in entry.attachments:
            assert journal.attachments.read(one.sha256) == entries[entry.hash]
            assert (
                journal.attachments.read(one.sha256, 1024 * 1024 - 3, 9)
                == (entries[entry.hash][1024 * 1024 - 3 :][:9])
            )
    journal.close()


def test_a_touched_file_is_noticed(journal: Journal, kiosk: Kiosk) -> None:
    entry = submit(journal, 1, PHOTO)
    (file,) = (kiosk.folder / "blobs").iterdir()
    whole = file.read_bytes()
    for touched in (whole[:-1], whole[:9], whole[:50] + b"x" + whole[51:]):
        file.write_bytes(touched)
        with pytest.raises(Trouble) as caught:
            journal.attachments.read(entry.attachments[0].sha256)
        assert caught.value.code == "journal.no_attachment"


def test_both_go_over_to_a_new_store_key(tmp_path: Path) -> None:
    folder, keys = tmp_path / "journal", tmp_path / "keys"
    names = []
    for number, suite in enumerate(Suite, 1):
        opened = Journal.open(folder, Keys.open(keys, None, suite), KIOSK, Clock())
        file = Enclosure("photo", "image/jpeg", PHOTO.data + bytes([number]))
        names.append(submit(opened, number, file).attachments[0].sha256)
        opened.close()
    rotate(folder, keys)
    opened = Journal.open(folder, Keys.open(keys, None, Suite.SM3_SM4), KIOSK, Clock())
    for number, name in enumerate(names, 1):
        assert opened.attachments.read(name) == PHOTO.data + bytes([number])
    opened.close()
