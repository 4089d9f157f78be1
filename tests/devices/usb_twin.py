"""A USB port with a pretended device on it, in place of libusb: descriptors, claims, bulk pipes."""

import errno
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Protocol

import usb.backend  # type: ignore[import-untyped]  # has no types
import usb.core  # type: ignore[import-untyped]  # has no types

from kiosk.devices.receipts.pretend import PretendPrinter
from kiosk.devices.sam.frames import HEAD_BYTES
from kiosk.devices.sam.pretend import PretendLine, PretendModule

BULK, PACKET = 2, 64
_TIMED_OUT, _GONE = -7, -4


class Pipes(Protocol):
    """What hangs behind the pipes of a device."""

    addresses: tuple[int, ...]

    def take(self, pipe: int, data: bytes) -> None: ...
    def give(self, pipe: int) -> bytes: ...


@dataclass
class ReaderPipes:
    """A security module: heads on one pair of pipes, the rest on the other."""

    module: PretendModule
    addresses: tuple[int, ...] = (0x02, 0x81, 0x06, 0x85)
    _going: bytes = b""
    _coming: dict[int, bytes] = field(default_factory=lambda: {0x81: b"", 0x85: b""})

    def take(self, pipe: int, data: bytes) -> None:
        if pipe == 0x02:
            self._going = data
            return
        line = PretendLine(self.module)
        line.write(self._going + data)
        answer = b""
        while more := line.read(0):
            answer += more
        if answer:
            self._coming = {0x81: answer[:HEAD_BYTES], 0x85: answer[HEAD_BYTES:]}

    def give(self, pipe: int) -> bytes:
        PretendLine(self.module)  # raises when the reader is gone
        data, self._coming[pipe] = self._coming[pipe], b""
        return data


@dataclass
class PrinterPipes:
    """A receipt printer: one pipe there, one back."""

    printer: PretendPrinter
    addresses: tuple[int, ...] = (0x01, 0x82)
    _answers: bytes = b""

    def take(self, pipe: int, data: bytes) -> None:
        self._answers += self.printer.take(data)

    def give(self, pipe: int) -> bytes:
        data, self._answers = self._answers, b""
        return data


class Port(usb.backend.IBackend):  # type: ignore[misc]  # has no types
    """What libusb would see; `pulled` is a device that somebody pulled out."""

    def __init__(self, vendor: int, product: int, pipes: Pipes) -> None:
        self.vendor, self.product, self.pipes = vendor, product, pipes
        self.pulled = False
        self.system_driver = True
        self.claimed = self.configured = 0
        self.waits: list[int] = []

    def enumerate_devices(self) -> list["Port"]:
        return [] if self.pulled else [self]

    def get_device_descriptor(self, device: object) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x110, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=PACKET, idVendor=self.vendor,
            idProduct=self.product, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=5, bus=1, port_number=1,
            port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, device: object, number: int) -> Any:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=0, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0x80, bMaxPower=50, extra_descriptors=b"",
        )  # fmt: skip

    def get_interface_descriptor(self, device: object, number: int, other: int, _: int) -> Any:
        if number or other:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0,
            bNumEndpoints=len(self.pipes.addresses), bInterfaceClass=255, bInterfaceSubClass=0,
            bInterfaceProtocol=0, iInterface=0, extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, device: object, end: int, *_: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=self.pipes.addresses[end],
            bmAttributes=BULK, wMaxPacketSize=PACKET, bInterval=0, bRefresh=0, bSynchAddress=0,
            extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, device: object) -> "Port":
        self._there()
        return self

    def close_device(self, handle: object) -> None:
        pass

    def get_configuration(self, handle: object) -> int:
        return self.configured

    def set_configuration(self, handle: object, value: int) -> None:
        self.configured = value

    def claim_interface(self, handle: object, number: int) -> None:
        if self.system_driver:
            raise usb.core.USBError("busy", -6, errno.EBUSY)
        self.claimed += 1

    def release_interface(self, handle: object, number: int) -> None:
        self.claimed -= 1

    def is_kernel_driver_active(self, handle: object, number: int) -> bool:
        self._there()
        return self.system_driver

    def detach_kernel_driver(self, handle: object, number: int) -> None:
        self.system_driver = False

    def bulk_write(self, handle: object, end: int, number: int, data: Any, wait: int) -> int:
        self._moved(wait, lambda: self.pipes.take(end, bytes(data)))
        return len(data)

    def bulk_read(self, handle: object, end: int, number: int, into: Any, wait: int) -> int:
        found: list[bytes] = []
        self._moved(wait, lambda: found.append(self.pipes.give(end)))
        if not found[0]:
            raise usb.core.USBTimeoutError("timed out", _TIMED_OUT, errno.ETIMEDOUT)
        if len(found[0]) > len(into):
            raise usb.core.USBError("overflow", -8, errno.EOVERFLOW)
        into[: len(found[0])] = array("B", found[0])
        return len(found[0])

    def _moved(self, wait: int, move: Callable[[], None]) -> None:
        assert self.claimed
        self.waits.append(wait)
        self._there()
        try:
            move()
        except OSError as error:
            raise usb.core.USBError("gone", _GONE, errno.ENODEV) from error

    def _there(self) -> None:
        if self.pulled:
            raise usb.core.USBError("gone", _GONE, errno.ENODEV)
