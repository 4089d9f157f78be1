"""What is said about an answer: an error to mend, or a warning that goes to the clerk."""

from dataclasses import dataclass

from kiosk.catalogue.schema import Severity
from kiosk.texts import Text


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; `code` is stable, `say` tells what to do, `on` names the answers by path."""

    severity: Severity
    code: str
    say: Text
    on: tuple[str, ...] = ()


def error(code: str, zh: str, en: str) -> tuple[Remark, ...]:
    """Return one error, about the answer at hand."""
    return (Remark(Severity.ERROR, code, Text(zh, en)),)


def warning(code: str, zh: str, en: str) -> tuple[Remark, ...]:
    """Return one warning, about the answer at hand."""
    return (Remark(Severity.WARNING, code, Text(zh, en)),)
