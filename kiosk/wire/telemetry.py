"""How a device of a kiosk is, as central is told: by name and code, never of whom."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

CHANGED = "device.changed"
"""The kind of entry that carries it."""

Code = Annotated[str, Meta(pattern=r"^[a-z0-9_.-]{1,60}$")]


class DeviceState(msgspec.Struct, frozen=True):
    """The body of such an entry; `codes` name what is wrong, or will be before long."""

    device: Code
    condition: Literal["well", "soon", "ill"]
    codes: Annotated[tuple[Code, ...], Meta(max_length=20)] = ()


def read_device(body: bytes) -> DeviceState | None:
    """Read a body; None for anything else, such as what no kiosk of ours writes."""
    try:
        return msgspec.json.decode(body, type=DeviceState)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
