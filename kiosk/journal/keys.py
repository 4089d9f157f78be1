"""The kiosk's two secrets: the store key that hides data, the identity key that signs."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.journal.ciphers import Suite
from kiosk.journal.files import make_folder, place, sync_folder
from kiosk.journal.troubles import trouble, world
from kiosk.wire.identity import KEY_BYTES, Identity
from kiosk.wire.sm2 import Sm2Identity, make_secret

STORE, IDENTITY = "store.key", "identity.key"
COMING = "store.next.key"
"""A store key that is to take over: `rotation` says when."""

SM2_IDENTITY = "identity.sm2.key"
NEW = "next."
"""Before the name of an identity key that takes over once central knows it."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Both secrets in memory; never printed."""

    store: bytes
    identity: Identity
    coming: bytes | None = None
    suite: Suite = Suite.SHA256_AES

    @classmethod
    def open(
        cls, folder: Path, credentials: Path | None = None, suite: Suite = Suite.SHA256_AES
    ) -> Self:
        """Take each key from `credentials` (systemd's $CREDENTIALS_DIRECTORY) or from `folder`.

        A key that is in neither is made in `folder`, readable by its owner only, once and whole
        even when two processes start together.
        Raises Trouble: journal.open_keys, journal.unreadable_keys, journal.disk_full,
        journal.disk_failed.
        """
        store = _key(STORE, folder, credentials, lambda: secrets.token_bytes(KEY_BYTES))
        name, make, load = _kind(suite)
        identity = load(_key(name, folder, credentials, make))
        return cls(store, identity, _found(COMING, folder, credentials), suite)

    def derive(self, purpose: str) -> bytes:
        """Return a 32-byte key for one purpose (HKDF, RFC 5869): no two uses share a key."""
        info = b"kiosk/journal/" + purpose.encode()
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(self.store)


def _key(name: str, folder: Path, credentials: Path | None, make: Callable[[], bytes]) -> bytes:
    if credentials is not None and (credentials / name).exists():
        return _read(credentials / name)
    path = folder / name
    with world():
        if not path.exists():
            make_folder(folder, mode=0o700)
            place(path, make(), replace=False)
    _only_ours(path)
    return _read(path)


def keep_coming(folder: Path, credentials: Path | None = None) -> None:
    """Make a store key that is to take over.

    Raises Trouble journal.no_next_key where keys are credentials: there it must be one too.
    """
    if credentials is not None and (credentials / STORE).exists():
        raise trouble("journal.no_next_key")
    with world():
        place(folder / COMING, secrets.token_bytes(KEY_BYTES), replace=False)


def new_identity(
    folder: Path, credentials: Path | None = None, suite: Suite = Suite.SHA256_AES
) -> Identity:
    """Return the identity key that is to take over, made when there is none yet.

    Raises Trouble journal.no_next_key where the key is a credential: it is changed there.
    """
    name, make, load = _kind(suite)
    if credentials is not None and (credentials / name).exists():
        raise trouble("journal.no_next_key")
    with world():
        make_folder(folder, mode=0o700)
        place(folder / f"{NEW}{name}", make(), replace=False)
    return load(_read(folder / f"{NEW}{name}"))


def take_new_identity(folder: Path, suite: Suite = Suite.SHA256_AES) -> None:
    """Put the new identity key in force: central has registered it."""
    name, _, _ = _kind(suite)
    with world():
        (folder / f"{NEW}{name}").replace(folder / name)
        sync_folder(folder)


def _kind(suite: Suite) -> tuple[str, Callable[[], bytes], Callable[[bytes], Identity]]:
    """Return the file of a suite's identity key, how one is made, and how it is taken."""
    if suite is Suite.SM2_SM3_SM4:
        return SM2_IDENTITY, make_secret, Sm2Identity
    return IDENTITY, lambda: Identity.make().secret(), Identity.load


def _found(name: str, folder: Path, credentials: Path | None) -> bytes | None:
    if credentials is not None and (credentials / name).exists():
        return _read(credentials / name)
    if not (folder / name).exists():
        return None
    _only_ours(folder / name)
    return _read(folder / name)


def _only_ours(path: Path) -> None:
    # Windows keeps rights in lists that mode bits do not show; its installer sets them.
    if os.name == "posix":
        with world():
            found = path.stat()
        if found.st_mode & 0o077 or found.st_uid != os.geteuid():
            raise trouble("journal.open_keys")


def _read(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except OSError as error:
        raise trouble("journal.unreadable_keys") from error
    if len(key) != KEY_BYTES:
        raise trouble("journal.unreadable_keys")
    return key
