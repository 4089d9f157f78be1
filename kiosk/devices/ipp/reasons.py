"""What a printer says is wrong with it, in the words of this house (RFC 8011, 5.4.12)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.devices.ipp.line import Values, flag, number, words
from kiosk.devices.printer import PrinterStatus, Reason, trouble

IDLE, STOPPED = 3, 5
"""Of `printer-state`."""

CONNECTING = "connecting-to-device"
LONG = 5
"""Seconds after which a queue that still connects has found nobody."""

_MEANT = {
    "media-empty": Reason.MEDIA_EMPTY,
    "media-needed": Reason.MEDIA_EMPTY,
    "input-tray-missing": Reason.MEDIA_EMPTY,
    "media-jam": Reason.MEDIA_JAM,
    "cover-open": Reason.COVER_OPEN,
    "door-open": Reason.COVER_OPEN,
    "interlock-open": Reason.COVER_OPEN,
    "toner-empty": Reason.TONER_EMPTY,
    "marker-supply-empty": Reason.TONER_EMPTY,
    "developer-empty": Reason.TONER_EMPTY,
    "marker-waste-full": Reason.STOPPED,
    "output-area-full": Reason.OUTPUT_FULL,
    "offline": Reason.OFFLINE,
    "shutdown": Reason.OFFLINE,
    "timed-out": Reason.OFFLINE,
    "paused": Reason.STOPPED,
    "moving-to-paused": Reason.STOPPED,
    "stopped-partly": Reason.STOPPED,
    "spool-area-full": Reason.STOPPED,
    "deactivated": Reason.STOPPED,
}
_SOON = {
    "media-low": Reason.MEDIA_LOW,
    "toner-low": Reason.TONER_LOW,
    "marker-supply-low": Reason.TONER_LOW,
}
_ERROR, *_LIGHTER = "-error", "-warning", "-report"


@dataclass(frozen=True, slots=True)
class Told:
    """The state of a printer; `device` is what stands behind a queue, as CUPS addresses it."""

    state: int
    accepting: bool
    reasons: tuple[str, ...]
    connecting: float
    device: str

    @classmethod
    def of(cls, values: Values) -> "Told":
        """Read it from the printer's attributes."""
        changed = number(values, "printer-state-change-time", 0)
        return cls(
            state=number(values, "printer-state", IDLE),
            accepting=flag(values, "printer-is-accepting-jobs", default=True),
            reasons=words(values, "printer-state-reasons"),
            connecting=number(values, "printer-up-time", changed) - changed,
            device=next(iter(words(values, "device-uri")), ""),
        )

    def status(self, behind: "PrinterStatus | None") -> PrinterStatus:
        """Say what is wrong; `behind` is the word of the device itself, if it could be asked.

        A queue keeps a warning of CUPS, such as `media-empty-warning`, after the job that met it
        was cancelled, and until another one prints: while nothing prints it says nothing.
        """
        stopped = self.state == STOPPED or not self.accepting
        own = (trouble(Reason.STOPPED),) if stopped else ()
        if behind is not None:
            return PrinterStatus((*behind.troubles, *own), behind.soon)
        found = dict.fromkeys(self._meant())
        troubles = tuple(trouble(one) for one in found) or own
        soon = dict.fromkeys(_SOON[name] for name, _ in self._named() if name in _SOON)
        return PrinterStatus(troubles, tuple(trouble(one) for one in soon))

    def _meant(self) -> Iterable[Reason]:
        for name, severity in self._named():
            light = severity in _LIGHTER and self.state == IDLE and bool(self.device)
            if name == CONNECTING:
                if self.connecting > LONG:
                    yield Reason.OFFLINE
            elif name in _MEANT and not light:
                yield _MEANT[name]
            elif severity == _ERROR and name not in _SOON:
                yield Reason.STOPPED

    def _named(self) -> Iterable[tuple[str, str]]:
        for reason in self.reasons:
            ends = (one for one in (_ERROR, *_LIGHTER) if reason.endswith(one))
            severity = next(ends, "")
            yield reason.removesuffix(severity), severity
