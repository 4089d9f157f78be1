"""The bench: devices with their tests, the kiosk's facts, the latest log."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.devices.health import Condition
from kiosk.screens.bench import words
from kiosk.screens.bench.office import BenchFacts
from kiosk.screens.bench.parts import DeviceCard, FactRow, LogLine
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Notice, Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text


class BenchPage(Page):
    """`used` with a device and the key of its control."""

    used = Signal(str, str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.result = Notice(look, "info", tone="press")
        self.todo = Notice(look, "exclamation", tone="attention")
        self.devices: Stack[DeviceCard] = Stack(self._card)
        self.about, self.written = Words(look, style="heading3"), Words(look, style="heading3")
        self.facts: Stack[FactRow] = Stack(lambda: FactRow(self.look))
        self.log: Stack[LogLine] = Stack(lambda: LogLine(self.look))
        self.fact_panel, self.log_panel = Panel(look), Panel(look)
        self.fact_panel.column.addWidget(self.facts)
        self.log_panel.column.addWidget(self.log)
        for part in (self.todo, self.devices, self.about, self.fact_panel):
            self.column.addWidget(part)
        self.column.addWidget(self.written)
        self.column.addWidget(self.log_panel)
        self.column.addStretch(1)
        self._below = QVBoxLayout()  # in sight wherever the page is rolled to
        self._below.addWidget(self.result)
        self.whole.addLayout(self._below)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        gap, across = look.px("space.card_gap"), 2 if look.landscape else 1
        self.devices.space(gap, across=across)
        self.facts.space(gap, across=2)
        self.log.space(look.px("space.s"))
        self.column.setSpacing(gap)
        side = look.px("space.page_side")
        self._below.setContentsMargins(side, gap, side, gap)

    def show_view(self, facts: BenchFacts | None, result: str = "") -> None:
        """Show how everything is; `result` is what came of the last thing done."""
        language = self.language
        self.result.put(result)
        if facts is None:
            self.say(words.BENCH[language], words.UNDER_WAY[language])
            self.todo.put("")
            self._show_house(there=False)
            return
        self._show_house(there=True)
        self.say(words.BENCH[language], _lead(facts)[language])
        self._put_todo(facts)
        cards = self.devices.fit(len(facts.devices))
        for card, device in zip(cards, facts.devices, strict=True):
            card.put(device, language)
        self.about.setText(words.FACTS[language])
        for row, fact in zip(self.facts.fit(len(facts.facts)), facts.facts, strict=True):
            row.put_fact(fact, language)
        self.written.setText(words.LOG[language])
        log = facts.log or (words.EMPTY_LOG[language],)
        for line, said in zip(self.log.fit(len(log)), log, strict=True):
            line.setText(said)
        self.dress(self.look, language)

    def foot(self) -> Foot:
        """Close, print what the self-test finds, and run it."""
        close, print_, test = words.CLOSE, words.PRINT, words.SELF_TEST
        language = self.language
        return Foot(
            close[language],
            print_[language],
            test[language],
            middle_icon="printer",
            onward_icon="check",
        )

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        for notice in (self.result, self.todo):
            notice.put("")
        for stack in (self.devices, self.facts, self.log):
            stack.fit(0)

    def _show_house(self, *, there: bool) -> None:
        for part in (self.about, self.fact_panel, self.written, self.log_panel):
            part.setVisible(there)

    def _put_todo(self, facts: BenchFacts) -> None:
        """Say before all else what is ill, or what will be before long."""
        ill, soon = _told(facts, Condition.ILL), _told(facts, Condition.SOON)
        self.todo.turn(*(("attention", "exclamation") if ill else ("waiting", "clock")))
        title = words.FIRST if ill else words.KEEP
        lines = "\n".join(one[self.language] for one in ill or soon)
        self.todo.put(title[self.language] if lines else "", lines)

    def _card(self) -> DeviceCard:
        card = DeviceCard(self.look)
        card.used.connect(self.used)
        return card


def _lead(facts: BenchFacts) -> Text:
    ill, soon = len(_told(facts, Condition.ILL)), len(_told(facts, Condition.SOON))
    return words.BENCH_LEAD.fill(ill=ill, soon=soon) if ill or soon else words.ALL_WELL


def _told(facts: BenchFacts, condition: Condition) -> list[Text]:
    """Say what is in a condition, a line each."""
    devices = (
        (one.title, one.said[0] if one.said else Text("", ""))
        for one in facts.devices
        if one.condition is condition
    )
    house = ((one.label, one.value) for one in facts.facts if one.condition is condition)
    return [
        Text(f"{label.zh}：{value.zh}", f"{label.en}: {value.en}")
        for label, value in (*devices, *house)
    ]
