"""Appointments, captures, countries and long numbers: everybody can use them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import KindName
from kiosk.devices.face_card import face_card
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.form_view import FormView
from kiosk.screens.fields.chooser import Chooser
from kiosk.screens.fields.pick import PickField
from kiosk.screens.fields.view import AppointmentView, CaptureView, FieldView, OptionView
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text
from tests.screens.accessibility import faults

Lay = Callable[..., QWidget]
LOOKS = {
    "day": Look(),
    "large": Look(large_print=True),
    "contrast": Look(theme="high_contrast"),
}
FACE = face_card(240, 300)
NAME = "0" * 64
OFFICES = tuple(OptionView(f"office{n}", f"楚雄市婚姻登记机关 {n}") for n in range(10))
DAYS = tuple(
    OptionView(f"2026-12-{n:02}", f"12月{n}日 周一", "余 12", n % 7 == 0) for n in range(1, 31)
)
SLOTS = (OptionView("nine", "09:00–10:00"), OptionView("ten", "10:00–11:00"))
OFFERED = AppointmentView(OFFICES, DAYS, SLOTS)
WAY = Text("到窗口由登记员当面核验", "The registrar checks his papers at the window")
CONSENT = Text("同意采集男方人脸照片", "Take his photo here")


def capture(language: Language, **how: object) -> CaptureView:
    given: dict[str, object] = {"possible": True, "allowed": True, **how}
    return CaptureView(consent=CONSENT[language], instead=WAY[language], **given)  # type: ignore[arg-type]  # by name


def pages(language: Language) -> dict[str, tuple[FieldView, ...]]:
    photo, finger = KindName.PHOTO, KindName.FINGERPRINT
    visit = {"office": "office1", "day": "2026-12-01", "slot": "nine"}
    return {
        "to take": (FieldView("a", photo, "照片", capture=capture(language, allowed=False)),),
        "taken": (FieldView("a", photo, "照片", NAME, capture=capture(language, photo=FACE)),),
        "not here": (FieldView("a", photo, "照片", capture=capture(language, possible=False)),),
        "finger": (FieldView("a", finger, "指纹", "window", capture=capture(language)),),
        "appointment": (FieldView("a", KindName.APPOINTMENT, "时间", visit, appointment=OFFERED),),
        "numbers": (
            FieldView("a", KindName.BIRTH_CERTIFICATE_NO, "编号", "X320101001"),
            FieldView("b", KindName.BANK_ACCOUNT, "账号", "6222020602001234561"),
            FieldView("c", KindName.DATE, "有效期至", "open", open_end=True),
        ),
        "lists": (
            FieldView("a", KindName.MONEY, "金额", "1234.50"),
            FieldView("b", KindName.COUNTRY, "国家", "BIH"),
            FieldView("c", KindName.RELATION, "关系", "maternal_grandchild"),
        ),
    }


def settle() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("name", pages(Language.ZH))
def test_they_can_be_used_by_everybody(lay: Lay, name: str, look: Look, language: Language) -> None:
    page = FormPage(look, language)
    glass = lay(page)
    page.show_view(FormView("one", "一页", pages(language)[name]))
    settle()
    assert faults(glass, look) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("kind", [KindName.APPOINTMENT, KindName.COUNTRY])
def test_every_step_of_choosing_can_be_used_by_everybody(
    lay: Lay, kind: KindName, look: Look, language: Language
) -> None:
    page = FormPage(look, language)
    lay(page)
    page.show_view(FormView("one", "一页", (FieldView("a", kind, "选", appointment=OFFERED),)))
    field = page.findChildren(PickField)[0]
    chooser = Chooser(look, language)
    glass = lay(chooser)
    step = field.choosing()
    for _ in range(3):
        chooser.ask(step)
        settle()
        assert faults(glass, look) == []
        more = field.take(step.sheets[0].options[0].value)
        if more is None:
            break
        step = more
