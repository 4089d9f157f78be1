"""Choosing one of many on a page of its own: what is asked, step by step, as plain values."""

from dataclasses import dataclass

from kiosk.screens.fields.view import OptionView

SHEET = 24
"""How many answers one sheet holds: eight rows of three."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of answers with the tab that leads to it; `tab` is empty when there is one."""

    tab: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class Choosing:
    """One step: the question, the way here, and the answers as sheets.

    `way` are the steps before, each with the value that leads back to it; `first` are answers
    offered before all others; `chosen` is the value that holds now.
    """

    title: str
    sheets: tuple[Sheet, ...]
    way: tuple[OptionView, ...] = ()
    first: tuple[OptionView, ...] = ()
    chosen: str = ""


def sheets_of(options: tuple[OptionView, ...]) -> tuple[Sheet, ...]:
    """Answers in their own order, on as many sheets as needed, numbered when several."""
    parts = [options[start : start + SHEET] for start in range(0, len(options), SHEET)]
    if len(parts) < 2:  # noqa: PLR2004  # one sheet needs no tab
        return (Sheet("", options),)
    return tuple(Sheet(str(number), part) for number, part in enumerate(parts, 1))
