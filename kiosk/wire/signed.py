"""A message that proves who sent it: `{"content":{…},"signature":"…"}`, exact bytes.

A bare 200 is a captive portal's answer too; only what passes `read_signed` counts.
"""

import base64
from typing import Any, Protocol, TypeVar

import msgspec

from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.identity import Identity, signed_by


class BringsKey(Protocol):
    """A message that names the public key it is signed with."""

    @property
    def public_key(self) -> bytes:
        """The raw 32 bytes."""


Message = TypeVar("Message")
Introduction = TypeVar("Introduction", bound=BringsKey)


class UntrueMessage(Trouble):
    """What came over the line is not a message of the one we asked.

    `reason` is "unreadable" or "signature".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(
            "wire.untrue_message",
            Text("暂时无法与审批系统通信。", "The central system cannot be reached at the moment."),
            Text(
                "应答不是审批系统签发的：请检查网络登录页、代理和密钥。",
                "The answer was not signed by central: look for a login page, a proxy, a key.",
            ),
        )
        self.reason = reason


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    content: msgspec.Raw
    signature: bytes


def plain(message: Any) -> bytes:
    """Spell a message's canonical bytes, unsigned.

    No message holds a fraction, the one thing that `canonical` spells in another way.
    """
    return msgspec.json.encode(message, order="sorted")


def read_plain(data: bytes, kind: type[Message]) -> Message:
    """Read a message that needs no signature; raises UntrueMessage("unreadable")."""
    try:
        data.decode()
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UntrueMessage("unreadable") from error


def sign(message: Any, identity: Identity) -> bytes:
    """Spell and sign a message; the signature holds for this kind of message only."""
    content = plain(message)
    signature = base64.b64encode(identity.sign(_purpose(type(message)), content))
    return b'{"content":%b,"signature":"%b"}' % (content, signature)


def read_signed(data: bytes, kind: type[Message], public_key: bytes) -> Message:
    """Read a message of that kind, signed by that raw public key; raises UntrueMessage."""
    envelope = read_plain(data, _Envelope)
    content = bytes(envelope.content)
    if not signed_by(public_key, _purpose(kind), content, envelope.signature):
        raise UntrueMessage("signature")
    return read_plain(content, kind)


def read_self_signed(data: bytes, kind: type[Introduction]) -> Introduction:
    """Read a message that brings its own `public_key`, as an enrolment does.

    It proves that the sender holds the private key, not who the sender is. Raises UntrueMessage.
    """
    message = read_plain(bytes(read_plain(data, _Envelope).content), kind)
    return read_signed(data, kind, message.public_key)


def _purpose(kind: type) -> bytes:
    return f"{kind.__name__.lower()}/1".encode()
