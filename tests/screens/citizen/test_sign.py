from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.cases.case import Strokes
from kiosk.screens.citizen.sign import SignPage, SignView
from kiosk.screens.citizen.signers import SignerCard, SignerView
from kiosk.screens.citizen.signing_pad import SigningPad
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.texts import Language

Lay = Callable[..., QWidget]
HIS = Strokes(984.0, 700.0, (((100.0, 100.0), (300.0, 120.0), (200.0, 300.0)),))
VIEW = SignView(
    "公民婚育申请表",
    "10:32",
    ("二人办理结婚登记", "生育登记，一孩"),
    "我们承诺以上信息真实完整。",
    (SignerView("husband", "男方", "巴特尔"), SignerView("wife", "女方", "李婉清")),
    now="husband",
)
SIGNED = replace(VIEW, signers=(replace(VIEW.signers[0], at="10:33", strokes=HIS), VIEW.signers[1]))


def laid(lay: Lay, view: SignView = VIEW) -> tuple[SignPage, SigningPad]:
    page = SignPage(Look(), Language.ZH)
    lay(page)
    page.show_view(view)
    return page, page.findChild(SigningPad)


def write(pad: SigningPad, *points: tuple[int, int]) -> None:
    places = [QPoint(*point) for point in points]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def button(page: QWidget, text: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == text)


def test_what_is_written_becomes_strokes_in_the_frames_own_units(lay: Lay, qtbot: QtBot) -> None:
    page, pad = laid(lay)
    write(pad, (100, 100), (200, 150), (300, 100))
    write(pad, (200, 50), (200, 250))
    with qtbot.waitSignal(page.signed) as told:
        page.finish()
    role, strokes = told.args
    assert role == "husband"
    assert (strokes.width, strokes.height) == (pad.width(), pad.height())
    assert strokes.lines == (
        ((100.0, 100.0), (200.0, 150.0), (300.0, 100.0)),
        ((200.0, 50.0), (200.0, 250.0)),
    )


def test_an_empty_frame_or_a_dot_is_asked_again(lay: Lay, qtbot: QtBot) -> None:
    page, pad = laid(lay)
    with qtbot.assertNotEmitted(page.signed):
        page.finish()
    message = page.findChild(Message)
    assert message.words() == "请在框里签上您的全名"
    write(pad, (100, 100), (103, 101))
    assert message.words() == ""
    with qtbot.assertNotEmitted(page.signed):
        page.finish()
    assert message.words() != ""


def test_a_line_can_be_taken_back_put_again_and_all_written_anew(lay: Lay) -> None:
    page, pad = laid(lay)
    write(pad, (100, 100), (300, 100))
    write(pad, (100, 200), (300, 200))
    both = pad.strokes()
    button(page, "撤一笔").click()
    assert len(pad.strokes().lines) == 1
    button(page, "恢复").click()
    assert pad.strokes() == both
    button(page, "重写").click()
    assert pad.strokes().lines == ()


def test_a_finger_writes_and_a_palm_beside_it_does_not(lay: Lay) -> None:
    page, pad = laid(lay)
    device = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)
    QTest.touchEvent(pad, device).press(0, QPoint(100, 100), pad)
    QTest.touchEvent(pad, device).move(0, QPoint(200, 120), pad).press(1, QPoint(600, 400), pad)
    QTest.touchEvent(pad, device).move(0, QPoint(300, 90), pad).move(1, QPoint(610, 410), pad)
    QTest.touchEvent(pad, device).release(0, QPoint(300, 90), pad).release(1, QPoint(610, 410), pad)
    assert pad.strokes().lines == (((100.0, 100.0), (200.0, 120.0), (300.0, 90.0)),)
    assert page.findChild(SigningPad) is pad


def test_the_pen_never_leaves_the_frame(lay: Lay) -> None:
    _, pad = laid(lay)
    write(pad, (10, 10), (-50, 5000))
    (line,) = pad.strokes().lines
    assert line[-1] == (0.0, float(pad.height()))


def test_ink_is_seen_where_it_was_written(lay: Lay) -> None:
    _, pad = laid(lay)
    write(pad, (100, 100), (300, 100))
    assert pad.grab().toImage().pixelColor(200, 100) == Look().colour("ink")


def test_the_second_person_gets_a_clean_frame_and_sees_the_first_signature(lay: Lay) -> None:
    page, pad = laid(lay)
    write(pad, (100, 100), (300, 100))
    page.show_view(replace(SIGNED, now="wife"))
    assert pad.strokes().lines == ()
    his, hers = page.findChildren(SignerCard)
    assert his.accessibleName() == "男方 巴特尔 10:33 已签"
    assert hers.accessibleName() == "女方 李婉清 正在签"


def test_a_signature_can_be_written_again_and_the_paper_read_again(lay: Lay, qtbot: QtBot) -> None:
    page, _ = laid(lay, replace(SIGNED, now="wife"))
    with qtbot.waitSignal(page.again) as told:
        QTest.mouseClick(page.findChildren(SignerCard)[0], Qt.MouseButton.LeftButton)
    assert told.args == ["husband"]
    with qtbot.waitSignal(page.once_more):
        button(page, "再看一遍").click()


def test_what_is_written_keeps_its_shape_when_the_frame_shrinks(lay: Lay, qtbot: QtBot) -> None:
    _, pad = laid(lay)
    write(pad, (100, 100), (800, 100))
    pad.resize(600, pad.height())
    qtbot.waitUntil(lambda: pad.strokes().width == 600)
    (line,) = pad.strokes().lines
    assert line == ((75.0, 75.0), (600.0, 75.0))


def test_nothing_is_left_after_signing(lay: Lay) -> None:
    page, pad = laid(lay, replace(SIGNED, now="wife"))
    write(pad, (100, 100), (300, 100))
    page.clear()
    assert pad.strokes().lines == ()
    assert pad.taken == 0
    said = "".join(one.accessibleName() for one in page.findChildren(QWidget))
    assert "李婉清" not in said
    assert "巴特尔" not in said
