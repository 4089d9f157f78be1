"""A device on USB, by the numbers of its vendor and product: ours alone as long as it is open.

libusb does it, through pyusb. Linux lets the kiosk's user open it where a udev rule says so.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import usb.core  # type: ignore[import-untyped]  # has no types
import usb.util  # type: ignore[import-untyped]  # has no types

PACKET = 512
"""Bytes in the largest packet of a bulk pipe: who asks for part of one loses the rest."""

CHUNK = 4096
"""Bytes sent at once: each chunk has the whole patience to go out."""

_INTERFACE = 0
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class UsbAddress:
    """Which kind of device, as `0400:c35a`."""

    vendor: int
    product: int

    @classmethod
    def of(cls, written: str) -> "UsbAddress":
        """Read it as it stands in the settings: two numbers of four hexadecimal digits."""
        vendor, _, product = written.partition(":")
        return cls(int(vendor, 16), int(product, 16))


class UsbDevice:
    """An open device; raises OSError when it is not there, is somebody else's, or gets lost.

    `backend` stands in place of libusb where a device is only pretended.
    """

    def __init__(self, address: UsbAddress, backend: Any = None) -> None:
        where = {"idVendor": address.vendor, "idProduct": address.product}
        try:
            found = usb.core.find(backend=backend, **where)
        except usb.core.NoBackendError as error:
            raise OSError("libusb is not installed") from error
        if found is None:
            raise OSError("there is no such device")
        self._device = found
        self._seize()

    def ends(self) -> tuple[int, int]:
        """Return the first pipe out and the first one in, as printers have them."""
        interface = self._device.get_active_configuration()[(_INTERFACE, 0)]
        addresses = [one.bEndpointAddress for one in interface]
        ways = [usb.util.endpoint_direction(one) for one in addresses]
        try:
            out, in_ = (ways.index(way) for way in (usb.util.ENDPOINT_OUT, usb.util.ENDPOINT_IN))
        except ValueError as error:
            raise OSError("this device does not answer") from error
        return addresses[out], addresses[in_]

    def send(self, pipe: int, data: bytes, seconds: float = 1.0) -> None:
        """Send everything, each chunk within some seconds."""
        for start in range(0, len(data), CHUNK):
            part = data[start : start + CHUNK]
            if self._device.write(pipe, part, _wait(seconds)) != len(part):
                raise OSError("not everything was taken")

    def receive(self, pipe: int, length: int, seconds: float) -> bytes:
        """Return what comes in one go within some seconds, about `length` bytes; empty: nothing."""
        whole = -(-length // PACKET) * PACKET
        try:
            return bytes(self._device.read(pipe, whole, _wait(seconds)))
        except usb.core.USBTimeoutError:
            return b""

    def close(self) -> None:
        """Let it go; whoever had it before may have it again."""
        usb.util.dispose_resources(self._device)

    def _seize(self) -> None:
        """Take it over from the system's own driver, and wake it unless it is awake."""
        device = self._device
        with suppress(NotImplementedError):
            if device.is_kernel_driver_active(_INTERFACE):
                device.detach_kernel_driver(_INTERFACE)
        try:
            device.get_active_configuration()
        except usb.core.USBError:
            device.set_configuration()
        usb.util.claim_interface(device, _INTERFACE)


def _wait(seconds: float) -> int:
    """Return milliseconds; never 0, which would be without end."""
    return max(1, round(seconds * _MILLI))
