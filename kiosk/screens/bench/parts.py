"""The parts of the bench: a card a device with what can be done to it, and rows of facts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from kiosk.devices.health import Condition
from kiosk.screens.bench import words
from kiosk.screens.bench.office import DeviceFacts, Fact
from kiosk.screens.citizen.parts import Lines, Panel
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag, Tone
from kiosk.screens.look.words import Words
from kiosk.texts import Language

TAGS: dict[Condition | None, tuple[Tone, str]] = {
    None: ("sunk", ""),
    Condition.WELL: ("done", "check"),
    Condition.SOON: ("waiting", "clock"),
    Condition.ILL: ("attention", "exclamation"),
}
ACROSS, NARROW_ACROSS = 3, 2
"""Controls side by side; and where letters are large, or two cards stand beside each other."""

ROLES = {Condition.WELL: "ink", Condition.SOON: "waiting", Condition.ILL: "attention"}


class ControlButton(Button):
    """One thing to do; `used` with its key."""

    used = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, small=True)
        self._key = ""
        self.clicked.connect(lambda: self.used.emit(self._key))

    def put(self, key: str, label: str) -> None:
        """Show what it does."""
        self._key = key
        self.setText(label)


class DeviceCard(Panel):
    """One device; `used` with its name and the key of a control."""

    used = Signal(str, str)

    def __init__(self, look: Look) -> None:
        self.row = QHBoxLayout()
        super().__init__(look)
        self._name = ""
        self.sign = Sign(look, "info", size="component.small_card.icon")
        self.lines = Lines(look, style="heading3", below="body")
        self.tag = Tag(look)
        for part in (self.sign, self.lines, self.tag):
            self.row.addWidget(part, 1 if part is self.lines else 0)
        self.controls: Stack[ControlButton] = Stack(self._control)
        self.column.addLayout(self.row)
        self.column.addWidget(self.controls)
        self.dress(look)

    def put(self, facts: DeviceFacts, language: Language) -> None:
        """Show a device."""
        self._name = facts.name
        self.sign.set_icon(facts.icon)
        told = "\n".join(one[language] for one in facts.said)
        self.lines.put(facts.title[language], told)
        self.tag.set_tone(*TAGS[facts.condition])
        self.tag.setText(words.CONDITIONS[facts.condition][language] if facts.watched else "")
        ill, soon = (facts.condition is one for one in (Condition.ILL, Condition.SOON))
        self.set_tone("attention" if ill else "waiting" if soon else "card")
        self.lines.second.set_role("ink" if ill or soon else "soft")
        buttons = self.controls.fit(len(facts.controls))
        for button, control in zip(buttons, facts.controls, strict=True):
            button.put(control.key, control.label[language])
            button.dress(self._look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        gap = look.px("space.card_gap")
        self.row.setSpacing(look.px("space.l"))
        if hasattr(self, "controls"):
            narrow = look.large_print or look.landscape
            self.controls.space(gap, across=NARROW_ACROSS if narrow else ACROSS)
            self.controls.setContentsMargins(0, look.px("space.m"), 0, 0)

    def _control(self) -> ControlButton:
        button = ControlButton(self._look)
        button.used.connect(lambda key: self.used.emit(self._name, key))
        return button


class FactRow(Lines):
    """What it is, and below how it is; what is not well has its colour and says so by its words."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.second.set_style("body")

    def put_fact(self, fact: Fact, language: Language) -> None:
        """Show a fact."""
        self.put(fact.label[language], fact.value[language])
        self.second.set_role(ROLES[fact.condition])


class LogLine(Words):
    """One line of the log."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, style="caption")
