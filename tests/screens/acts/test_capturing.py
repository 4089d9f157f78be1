"""A photo and a fingerprint taken at the kiosk, on the form that ships with both."""

import gc
import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import KindName
from kiosk.central.reading import Reader
from kiosk.devices import camera, fingerprint
from kiosk.devices.camera import PretendCamera
from kiosk.devices.fingerprint import PretendFingerprintReader
from kiosk.devices.taking import Taking
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.fields.capture import CaptureField, PhotoField
from kiosk.screens.fields.field import Field
from kiosk.screens.look.button import Button
from kiosk.screens.look.message import Message
from kiosk.script import read_script
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.screens.acts.conftest import House

KEY = "532300-marriage-cross-region"
SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / f"{KEY}.yaml"
MORNING = datetime(2025, 3, 12, 2, 24, tzinfo=UTC)
HIS, HERS = "m_face", "f_face"


@pytest.fixture
def chuxiong(house: House) -> House:
    """The house at the form of Chuxiong, all answered but the captures, on his page."""
    house.clock.now = MORNING
    house.script = read_script(SAMPLE, None)
    house.stage.taking = Taking(PretendCamera(), PretendFingerprintReader())
    day = date(2025, 3, 12)
    service = house.kiosk.catalogue.service(KEY, day)
    begun = house.stage.visit.choose_service(service, day, house.kiosk.calendar)
    visit = begun.next().filled(house.script.chosen)
    while visit.step is not Step.FORM:
        visit = visit.next()
    visit = house.script.answered(visit)
    for name in ("m_face", "m_finger", "f_face", "f_finger"):
        visit = visit.answer(name, None).answer(f"{name}_consent", True)
    while visit.form_page is not None and visit.form_page.page.id != "husband_capture":
        visit = visit.next()
    house.stage.turn(visit)
    house.settles()
    return house


def looking(house: House) -> bool:
    pretended = house.stage.taking.camera
    assert isinstance(pretended, PretendCamera)
    return pretended.looking


def fault(house: House, reason: camera.Reason) -> None:
    pretended = house.stage.taking.camera
    assert isinstance(pretended, PretendCamera)
    pretended.fault = reason


def fields(house: House) -> dict[str, Field]:
    page = house.front.window.area.page
    assert isinstance(page, FormPage)
    every = [one for one in page.findChildren(Field) if one.isVisible()]
    return {one.view.path: one for one in every}


def press(house: House, path: str, label: str) -> None:
    shown = [one for one in fields(house)[path].findChildren(Button) if one.text() == label]
    (button,) = shown
    button.click()


def offered(house: House, path: str) -> set[str]:
    found = fields(house)[path].findChildren(Button)
    return {one.text() for one in found if one.isVisibleTo(fields(house)[path])}


def open_camera(house: House, path: str = HIS) -> None:
    press(house, path, "打开摄像头")
    house.qtbot.waitUntil(lambda: "拍照" in offered(house, path))


def take_photo(house: House, path: str = HIS) -> bytes:
    open_camera(house, path)
    press(house, path, "拍照")
    house.qtbot.waitUntil(lambda: "重拍" in offered(house, path))
    return photo(house, path)


def photo(house: House, path: str = HIS) -> bytes:
    filling = house.stage.visit.filling
    assert filling is not None
    return house.stage.visit.captures[str(filling.answers[path])]


def said(widget: QWidget) -> str:
    return "".join(one.words() for one in widget.findChildren(Message) if one.isVisible())


def test_a_photo_is_looked_at_taken_and_taken_again(chuxiong: House) -> None:
    house = chuxiong
    first = take_photo(house)
    assert first.startswith(b"\xff\xd8")
    house.settles()
    assert not looking(house)
    press(house, HIS, "重拍")
    house.qtbot.waitUntil(lambda: "拍照" in offered(house, HIS))
    press(house, HIS, "拍照")
    house.qtbot.waitUntil(lambda: "重拍" in offered(house, HIS))
    assert list(house.stage.visit.captures.values()) == [photo(house)]


def test_a_fingerprint_is_read(chuxiong: House) -> None:
    press(chuxiong, "m_finger", "采集指纹")
    chuxiong.qtbot.waitUntil(lambda: "重新采集" in offered(chuxiong, "m_finger"))
    assert len(chuxiong.stage.visit.captures) == 1


def test_the_camera_looks_away_when_consent_is_withdrawn_and_nothing_is_kept(
    chuxiong: House,
) -> None:
    take_photo(chuxiong)
    press(chuxiong, HIS, "重拍")
    chuxiong.qtbot.waitUntil(lambda: looking(chuxiong))
    chuxiong.stage.turn(chuxiong.stage.visit.answer("m_face_consent", False))
    chuxiong.qtbot.waitUntil(lambda: not looking(chuxiong))
    assert chuxiong.stage.visit.captures == {}
    field = fields(chuxiong)[HIS]
    assert isinstance(field, PhotoField)
    assert field.finder.empty
    assert not field._take.isEnabled()


@pytest.mark.parametrize("way", ["page", "still there", "window", "end"])
def test_the_camera_looks_away_when_nobody_looks(chuxiong: House, way: str) -> None:
    house = chuxiong
    open_camera(house)
    match way:
        case "page":
            house.back()
        case "still there":
            house.stage.turn(house.stage.visit.beside(Step.STILL_THERE))
        case "window":
            press(house, HIS, "另一种方式")
        case "end":
            house.stage.ended.emit()
    house.qtbot.waitUntil(lambda: not looking(house))
    house.settles()
    assert not looking(house)


@pytest.mark.parametrize(
    ("reason", "what"),
    [
        (camera.Reason.COVERED, "照片太暗"),
        (camera.Reason.POOR, "不够清楚"),
        (camera.Reason.UNPLUGGED, "没有回应"),
        (camera.Reason.NO_FRAME, "没有画面"),
    ],
)
def test_what_is_wrong_with_a_photo_is_said_and_the_other_way_stays(
    chuxiong: House, reason: camera.Reason, what: str
) -> None:
    house = chuxiong
    open_camera(house)
    fault(house, reason)
    if "拍照" in offered(house, HIS):
        press(house, HIS, "拍照")
    house.qtbot.waitUntil(lambda: what in said(fields(house)[HIS]))
    assert house.stage.visit.captures == {}
    press(house, HIS, "另一种方式")
    assert house.stage.visit.filling is not None
    assert house.stage.visit.filling.answers[HIS] == "window"


def test_a_finger_that_cannot_be_read_is_said(chuxiong: House) -> None:
    reader = PretendFingerprintReader(fingerprint.Reason.POOR)
    chuxiong.stage.taking = Taking(PretendCamera(), reader)
    press(chuxiong, "m_finger", "采集指纹")
    chuxiong.qtbot.waitUntil(lambda: "不够清楚" in said(fields(chuxiong)["m_finger"]))
    assert chuxiong.stage.visit.captures == {}


def test_a_kiosk_without_devices_sends_people_to_the_window(chuxiong: House) -> None:
    chuxiong.stage.taking = Taking()
    chuxiong.stage.turned.emit()
    for path in (HIS, "m_finger"):
        assert offered(chuxiong, path) == {"另一种方式"}


def hand_in(house: House) -> None:
    visit = house.stage.visit
    for name in ("m_finger", "f_face", "f_finger"):
        visit = visit.answer(name, "window")
    while visit.step is Step.FORM:
        visit = visit.next()
    house.stage.turn(visit)
    house.onward()
    house.comes_to(Step.REVIEW)
    house.settles()
    house.sign_all()
    if house.at(Step.SIGN):
        house.onward()
    house.comes_to(Step.ACCEPTED)
    house.settles()


def test_what_was_taken_goes_with_the_case_and_leaves_the_visit(chuxiong: House) -> None:
    house = chuxiong
    jpeg = take_photo(house)
    hand_in(house)
    case = house.stage.visit.case
    assert case is not None
    (ref,) = [one for one in case.attachments if one.name == "m_face.jpg"]
    assert ref.media_type == "image/jpeg"
    assert house.kiosk.journal.attachments.read(ref.sha256) == jpeg
    assert house.stage.visit.captures == {}
    entry = house.kiosk.journal.reading.case(case.number)
    assert entry is not None
    reader = Reader(house.kiosk.catalogue, house.kiosk.calendar)
    understood = reader.understand(entry.entry, house.clock())
    assert understood.quarantine is None


def test_put_away_nothing_of_it_is_on_disk_and_it_is_asked_again(
    chuxiong: House, tmp_path: Path
) -> None:
    house = chuxiong
    jpeg = take_photo(house)
    filling = house.stage.filling
    claimed = house.kiosk.backroom.put_away(filling, house.stage.language)
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or jpeg[200:400] not in file.read_bytes()
    opened = house.kiosk.backroom.take_out(claimed.code).filling
    assert HIS not in opened.answers
    assert opened.answers["m_face_consent"] is True


def within(one: object) -> Iterator[object]:
    """Give what an object refers to, and what lies in plain containers there."""
    for part in gc.get_referents(one):
        yield part
        if isinstance(part, dict | tuple) and not gc.is_tracked(part):
            yield from within(part)


def holders(name: str) -> list[str]:
    """Return the types of all objects that still hold the picture of that SHA-256."""
    gc.collect()
    return [
        type(one).__name__
        for one in gc.get_objects()
        for part in within(one)
        if isinstance(part, bytes)
        and part.startswith(b"\xff\xd8")
        and hashlib.sha256(part).hexdigest() == name
    ]


@pytest.mark.parametrize("beside", [False, True])
def test_no_picture_is_left_after_a_visit(chuxiong: House, beside: bool) -> None:
    house = chuxiong
    take_photo(house)
    name = next(iter(house.stage.visit.captures))
    press(house, HIS, "重拍")
    house.qtbot.waitUntil(lambda: "拍照" in offered(house, HIS))
    assert holders(name)
    if beside:
        house.stage.turn(house.stage.visit.beside(Step.STILL_THERE))
    house.stage.ended.emit()
    house.settles()
    house.qtbot.waitUntil(lambda: not looking(house))
    assert house.stage.visit == Visit()
    assert holders(name) == []
    for field in house.front.window.findChildren(PhotoField):
        assert field.finder.empty
        assert field.finder.accessibleName() == ""


def test_no_picture_is_left_after_it_was_handed_in(chuxiong: House) -> None:
    house = chuxiong
    take_photo(house)
    name = next(iter(house.stage.visit.captures))
    hand_in(house)
    house.stage.ended.emit()
    house.settles()
    assert holders(name) == []


def test_the_kinds_that_can_be_taken_are_those_with_a_device(chuxiong: House) -> None:
    found = {one.view.kind for one in fields(chuxiong).values() if isinstance(one, CaptureField)}
    assert found == {KindName.PHOTO, KindName.FINGERPRINT}
