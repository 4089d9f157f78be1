"""Photos and fingerprints: consent first, always another way, nothing kept in a widget."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import KindName
from kiosk.devices.face_card import face_card
from kiosk.errors import Trouble
from kiosk.screens.fields.capture import CaptureField, PhotoField
from kiosk.screens.fields.photograph import LONGEST, photograph
from kiosk.screens.fields.view import CaptureView, FieldView
from kiosk.screens.fields.viewfinder import Viewfinder
from kiosk.screens.look.button import Button
from kiosk.screens.look.words import Words
from tests.screens.fields.conftest import Glass

KINDS = (KindName.PHOTO, KindName.FINGERPRINT)
NAME = "0" * 64
CARD = face_card(240, 300)


def view(kind: KindName, value: str | None = None, **how: object) -> FieldView:
    given: dict[str, object] = {"possible": True, "allowed": True, "consent": "同意采集", **how}
    return FieldView("face", kind, "人脸照片", value, capture=CaptureView(**given))  # type: ignore[arg-type]  # each by its name


def shown(glass: Glass, view: FieldView) -> CaptureField:
    field = glass.show(view)
    assert isinstance(field, CaptureField)
    return field


def buttons(field: QWidget) -> dict[str, Button]:
    return {one.text(): one for one in field.findChildren(Button) if one.isVisible()}


def words(field: QWidget) -> str:
    return "\n".join(one.text() for one in field.findChildren(Words) if one.isVisible())


@pytest.mark.parametrize("kind", KINDS)
def test_without_consent_nothing_can_be_taken_and_it_says_why(glass: Glass, kind: KindName) -> None:
    field = shown(glass, view(kind, allowed=False))
    take, other = buttons(field).values()
    assert not take.isEnabled()
    assert "先回答“同意采集”并同意" in words(field)
    assert field.target() is other


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_always_another_way(glass: Glass, kind: KindName) -> None:
    for how in ({"allowed": False}, {"possible": False}, {}):
        field = shown(glass, view(kind, instead="到窗口当面核验", **how))
        assert "到窗口当面核验" in words(field)
        QTest.mouseClick(buttons(field)["另一种方式"], Qt.MouseButton.LeftButton)
        assert glass.answers.pop() == ("face", "window")
        glass.pool.take_back(field)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kiosk_without_the_device_offers_only_the_other_way(glass: Glass, kind: KindName) -> None:
    field = shown(glass, view(kind, possible=False))
    assert list(buttons(field)) == ["另一种方式"]


@pytest.mark.parametrize("kind", KINDS)
def test_from_who_declined_nothing_is_wanted(glass: Glass, kind: KindName) -> None:
    field = shown(glass, view(kind, "window", allowed=False))
    assert buttons(field) == {}
    assert not any(one.isVisible() for one in field.findChildren(Viewfinder))
    assert "已选另一种方式：到窗口采集" in words(field)


@pytest.mark.parametrize("kind", KINDS)
def test_who_chose_the_other_way_may_still_have_it_taken(glass: Glass, kind: KindName) -> None:
    field = shown(glass, view(kind, "window"))
    assert "已选另一种方式：到窗口采集" in words(field)
    (take,) = buttons(field).values()
    take.click()
    assert glass.captures == [("face", kind)]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (KindName.PHOTO, "打开摄像头", "重拍"),
        (KindName.FINGERPRINT, "采集指纹", "重新采集"),
    ],
)
def test_what_was_taken_may_be_taken_again(
    glass: Glass, kind: KindName, before: str, after: str
) -> None:
    field = shown(glass, view(kind))
    buttons(field)[before].click()
    field.ask(view(kind, NAME, photo=CARD if kind is KindName.PHOTO else b""))
    buttons(field)[after].click()
    assert glass.captures == [("face", kind)] * 2


def test_the_live_picture_comes_and_goes(glass: Glass) -> None:
    field = shown(glass, view(KindName.PHOTO))
    assert isinstance(field, PhotoField)
    field.show_frame(CARD)
    assert "拍照" in buttons(field)
    field.ask(replace(view(KindName.PHOTO), hint="又问一遍"))
    assert "拍照" in buttons(field)
    field.show_frame(b"")
    assert "打开摄像头" in buttons(field)


def test_a_field_that_is_given_back_holds_no_picture(glass: Glass) -> None:
    field = shown(glass, view(KindName.PHOTO, NAME, photo=CARD))
    assert isinstance(field, PhotoField)
    assert not field.finder.empty
    glass.pool.take_back(field)
    assert field.finder.empty
    again = shown(glass, view(KindName.PHOTO))
    assert again is field
    assert "打开摄像头" in buttons(again)


def picture(size: tuple[int, int], colour: str = "white", **how: object) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG", **how)
    return content.getvalue()


def test_a_photo_is_kept_at_two_thousand_pixels_without_what_the_camera_wrote_into_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its right side
    exif[0x9286] = "巴特尔"
    kept = photograph(picture((4000, 3000), exif=exif, comment="鄂尔多斯".encode()))
    with Image.open(io.BytesIO(kept)) as opened:
        assert opened.format == "JPEG"
        assert opened.size == (LONGEST * 3 // 4, LONGEST)
        assert not opened.getexif()
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert "巴特尔".encode() not in kept
    assert "鄂尔多斯".encode() not in kept


def test_a_photo_that_is_small_enough_keeps_its_size() -> None:
    with Image.open(io.BytesIO(photograph(CARD))) as opened:
        assert opened.size == (240, 300)


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        (face_card(480, 600, covered=True), "camera.covered"),
        (picture((480, 600), "#101010"), "camera.covered"),
        (face_card(48, 60), "camera.poor"),
        (b"", "camera.poor"),
        (b"no picture at all", "camera.poor"),
    ],
)
def test_what_is_no_usable_photo_is_said(taken: bytes, code: str) -> None:
    with pytest.raises(Trouble) as caught:
        photograph(taken)
    assert caught.value.code == code
