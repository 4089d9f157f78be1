"""The steps of a visit, in order, and the bar on top that names them."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.texts import Text


class Step(StrEnum):
    """Where in a visit somebody is."""

    WELCOME = "welcome"
    GUIDE = "guide"
    ITEMS = "items"
    IDENTITY = "identity"
    FORM = "form"
    MATERIALS = "materials"
    REVIEW = "review"
    SIGN = "sign"
    ACCEPTED = "accepted"
    RATE = "rate"
    GOODBYE = "goodbye"
    # Beside the way: from anywhere, and back to where one was.
    CONTENTS = "contents"
    PROGRESS = "progress"
    RESUME = "resume"
    REPRINT = "reprint"
    TROUBLE = "trouble"
    STILL_THERE = "still_there"
    CHANGED = "changed"
    BENCH = "bench"


BESIDE = frozenset(
    {
        Step.CONTENTS,
        Step.PROGRESS,
        Step.RESUME,
        Step.REPRINT,
        Step.TROUBLE,
        Step.STILL_THERE,
        Step.CHANGED,
        Step.BENCH,
    }
)

BAR: dict[Step, Text] = {
    Step.ITEMS: Text("选事项", "Choose"),
    Step.IDENTITY: Text("身份证", "ID card"),
    Step.FORM: Text("填表", "Fill in"),
    Step.MATERIALS: Text("材料", "Materials"),
    Step.REVIEW: Text("核对", "Review"),
    Step.SIGN: Text("签名", "Sign"),
    Step.ACCEPTED: Text("取回执", "Receipt"),
}
"""The seven steps that are shown on top."""


class State(StrEnum):
    """How far a step of the bar is."""

    DONE = "done"
    NOW = "now"
    TO_COME = "todo"


@dataclass(frozen=True, slots=True)
class BarStep:
    """One dot of the bar."""

    step: Step
    label: Text
    state: State


def steps_bar(now: Step) -> tuple[BarStep, ...]:
    """Return the bar as it looks at one step; empty where it is not shown."""
    if now not in BAR:
        return ()
    steps = list(BAR)
    place = steps.index(now)
    states = [State.DONE] * place + [State.NOW] + [State.TO_COME] * (len(steps) - place - 1)
    return tuple(BarStep(step, BAR[step], state) for step, state in zip(steps, states, strict=True))
