"""Reads a finger with libfprint: a program of its own, so that a driver takes nobody along.

    python -m kiosk.devices.fprint look     says by its exit status whether there is a reader
    python -m kiosk.devices.fprint enrol    writes the template to standard output

libfprint waits in the one event loop of its process: beside Qt's it could not be used. The calls
are those of its C interface (libfprint 1.94, `fp-device.h`, `fp-print.h`).
"""

import sys
import threading
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_void_p, string_at
from ctypes import c_size_t as c_size
from ctypes import c_uint32 as c_quark
from enum import IntEnum

SILENCE = 15.0
"""Seconds without a touch after which nobody is there."""

POOR_TOUCHES = 6
"""So many touches in a row that could not be used: this finger cannot be read today."""


class End(IntEnum):
    """The exit status: what came of it."""

    DONE = 0
    UNPLUGGED = 3
    NO_FINGER = 4
    POOR = 5


class _Array(Structure):
    _fields_ = (("items", POINTER(c_void_p)), ("count", c_int))


class _Error(Structure):
    _fields_ = (("domain", c_quark), ("code", c_int), ("message", c_char_p))


_Progress = CFUNCTYPE(None, c_void_p, c_int, c_void_p, c_void_p, POINTER(_Error))


class Library:
    """libfprint, with what it returns declared; raises OSError where it is not installed."""

    def __init__(self) -> None:
        self.gio = CDLL("libgio-2.0.so.0")
        self.fp = fp = CDLL("libfprint-2.so.2")
        self.gio.g_cancellable_new.restype = c_void_p
        for name in ("fp_context_new", "fp_print_new", "fp_device_enroll_sync"):
            getattr(fp, name).restype = c_void_p
        fp.fp_context_get_devices.restype = POINTER(_Array)

    def device(self) -> c_void_p | None:
        """Return the first reader there is."""
        context = c_void_p(self.fp.fp_context_new())
        found = self.fp.fp_context_get_devices(context).contents
        return c_void_p(found.items[0]) if found.count else None


class Enrolment:
    """Several touches of one finger, until the reader has seen enough of it."""

    def __init__(self, library: Library, device: c_void_p, silence: float = SILENCE) -> None:
        self._library, self._device, self._silence = library, device, silence
        self._stop = c_void_p(library.gio.g_cancellable_new())
        self._alarm = threading.Timer(0, lambda: None)
        self._poor = 0

    def template(self) -> tuple[End, bytes]:
        """Wait for the touches; returns how it ended, and the template if it did well."""
        fp, failed = self._library.fp, POINTER(_Error)()
        if not fp.fp_device_open_sync(self._device, self._stop, byref(failed)):
            return End.UNPLUGGED, b""
        self._wait()
        progress = _Progress(self._touched)
        try:
            read = fp.fp_device_enroll_sync(
                self._device, c_void_p(fp.fp_print_new(self._device)), self._stop, progress, None,
                byref(failed),
            )  # fmt: skip
        finally:
            self._alarm.cancel()
        if read is None:
            return self._why(), b""
        return End.DONE, self._written(c_void_p(read))

    def _touched(self, _: int, stages: int, read: int, user: int, failed: object) -> None:
        self._poor = self._poor + 1 if failed else 0
        if self._poor >= POOR_TOUCHES:
            self._library.gio.g_cancellable_cancel(self._stop)
        self._wait()

    def _wait(self) -> None:
        self._alarm.cancel()
        cancel = self._library.gio.g_cancellable_cancel
        self._alarm = threading.Timer(self._silence, cancel, (self._stop,))
        self._alarm.daemon = True
        self._alarm.start()

    def _why(self) -> End:
        """Tell silence and poor touches, which end it here, from a reader that gave up."""
        if not self._library.gio.g_cancellable_is_cancelled(self._stop):
            return End.UNPLUGGED
        return End.POOR if self._poor else End.NO_FINGER

    def _written(self, read: c_void_p) -> bytes:
        data, length = c_void_p(), c_size()
        if not self._library.fp.fp_print_serialize(read, byref(data), byref(length), None):
            return b""
        return string_at(data, length.value)


def main(word: str, silence: float = SILENCE) -> End:
    """Do what a word says; a system without libfprint has no reader."""
    try:
        library = Library()
    except OSError:
        return End.UNPLUGGED
    device = library.device()
    if device is None:
        return End.UNPLUGGED
    if word == "look":
        return End.DONE
    end, template = Enrolment(library, device, silence).template()
    if end is End.DONE and not template:
        return End.POOR
    sys.stdout.buffer.write(template)
    return end


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(float, sys.argv[2:])))
