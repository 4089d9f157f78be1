"""The key list: with it anybody can judge receipts without a line. It holds no secret."""

from datetime import datetime

import msgspec

from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.proof import Signer
from kiosk.wire.signed import UntrueMessage, plain, read_plain


class ListedKiosk(msgspec.Struct, frozen=True):
    """A kiosk and every public key it ever had (32 bytes, in JSON as base 64)."""

    kiosk: str
    keys: tuple[bytes, ...]
    revoked: bool = False


class KeyList(msgspec.Struct, frozen=True):
    """Every kiosk that central knows, as of a moment."""

    at: datetime
    kiosks: tuple[ListedKiosk, ...]


def spelled(signers: tuple[Signer, ...], at: datetime) -> bytes:
    """Write a key list."""
    kiosks = tuple(ListedKiosk(one.kiosk, tuple(one.keys), one.revoked) for one in signers)
    return plain(KeyList(at, kiosks))


def read_keys(data: bytes) -> tuple[Signer, ...]:
    """Read a key list; raises Trouble `wire.no_key_list`."""
    try:
        listed = read_plain(data, KeyList)
    except UntrueMessage as error:
        raise Trouble(
            "wire.no_key_list",
            Text("这不是公钥清单。", "This is no list of keys."),
            Text(
                "请在审批系统上用 kiosk central keys 导出。",
                "Have one made at central: kiosk central keys > keys.json.",
            ),
        ) from error
    return tuple(Signer(one.kiosk, one.keys, one.revoked) for one in listed.kiosks)
