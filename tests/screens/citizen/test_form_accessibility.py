"""Form, review and signing as those see them who can't see, reach or read well."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.review import ReviewPage, ReviewView
from kiosk.screens.citizen.sign import SignPage
from kiosk.screens.look.look import Look
from kiosk.texts import Language
from tests.screens.accessibility import faults
from tests.screens.citizen.test_form import MOVE
from tests.screens.citizen.test_review import LINKS, page_with_a_mark
from tests.screens.citizen.test_sign import SIGNED

Lay = Callable[..., QWidget]
LOOKS = {
    "day": Look(),
    "large": Look(large_print=True),
    "contrast": Look(theme="high_contrast"),
}


def settle() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_form_can_be_used_by_everybody(lay: Lay, look: Look, language: Language) -> None:
    page = FormPage(look, language)
    glass = lay(page)
    fields = MOVE.fields[:3] if look.large_print else MOVE.fields
    page.show_view(replace(MOVE, fields=fields, card="身份证没读出来？手工填也一样办。"))
    settle()
    assert faults(glass, look) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_review_can_be_used_by_everybody(lay: Lay, look: Look, language: Language) -> None:
    page = ReviewPage(look, language)
    glass = lay(page)
    page.show_view(ReviewView((page_with_a_mark(), page_with_a_mark()), LINKS))
    settle()
    assert faults(glass, look) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_signing_can_be_done_by_everybody(lay: Lay, look: Look, language: Language) -> None:
    page = SignPage(look, language)
    glass = lay(page)
    page.show_view(replace(SIGNED, now="wife"))
    settle()
    assert faults(glass, look) == []
