"""Everybody who leads a step, put together."""

from kiosk.screens.acts.after import After
from kiosk.screens.acts.asking import Asking
from kiosk.screens.acts.card_reading import CardReading
from kiosk.screens.acts.choosing import Choosing
from kiosk.screens.acts.conductor import Conductor
from kiosk.screens.acts.filling import Filling
from kiosk.screens.acts.finding import Finding
from kiosk.screens.acts.guiding import Guiding
from kiosk.screens.acts.pausing import Pausing
from kiosk.screens.acts.signing import Signing
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.acts.welcoming import Welcoming
from kiosk.screens.citizen.office import Lane
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.look.look import Look


def conductor_of(
    stage: Stage, keyboard: Keyboard, look: Look, cards: Lane, *others: Act
) -> Conductor:
    """Cast the acts and hand them to the conductor, with `others` that no citizen sees.

    `cards` is the lane of the card reader.
    """
    reading = CardReading(stage, cards)
    welcoming, guiding = Welcoming(stage), Guiding(stage, keyboard)
    acts = (
        welcoming,
        guiding,
        Finding(stage, keyboard, welcoming, guiding),
        Choosing(stage, reading),
        Filling(stage, keyboard, reading),
        Signing(stage, look.dots_per_mm),
        After(stage),
        Pausing(stage),
        Asking(stage, keyboard),
        *others,
    )
    return Conductor(stage, acts, keyboard, look)
