"""The page of the ID cards, whatever the reader makes of a card, whole in every look."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.devices.card_reader import CardType, Reason, trouble
from kiosk.screens.acts.card_reading import OTHERS
from kiosk.screens.citizen.identity import IdentityPage
from kiosk.screens.citizen.views import CardState, IdentityView, PersonCardView, ReaderState
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text
from tests.screens.accessibility import faults

LOOKS = (Look(), Look(large_print=True), Look(landscape=True, large_print=True))
WINDOW = Text("2 楼 3 号窗口", "window 3, 2nd floor")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("look", LOOKS, ids=["day", "large", "wide large"])
@pytest.mark.parametrize("state", list(ReaderState))
def test_it_is_whole(
    lay: Callable[..., QWidget], state: ReaderState, look: Look, language: Language
) -> None:
    page = IdentityPage(look, language)
    page.show_view(view(state, language))
    lay(page, (1920, 750) if look.landscape else (1080, 1435))
    for _ in range(5):
        QApplication.processEvents()
    assert faults(page, look) == []


def view(state: ReaderState, language: Language) -> IdentityView:
    he, she = Text("男方", "Husband")[language], Text("女方", "Wife")[language]
    people = (
        PersonCardView("husband", he, CardState.READ, "巴特尔", "1506**********9993"),
        PersonCardView("wife", she),
    )
    say = trouble(Reason.UNREAD).say[language]
    if state is ReaderState.ELSEWHERE:
        say = OTHERS[CardType.HMT_RESIDENT][language].format(window=WINDOW[language])
    return IdentityView(people, state, she, say)
