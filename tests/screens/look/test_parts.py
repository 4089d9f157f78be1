"""Each part of the screens can be seen, named, reached and pressed, however it is dressed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.look.button import Button
from kiosk.screens.look.countdown_ring import CountdownRing
from kiosk.screens.look.foot_bar import FootBar
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.screens.look.missing_bar import MissingBar
from kiosk.screens.look.option import Option
from kiosk.screens.look.step_bar import StepBar
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.tick import Tick
from kiosk.screens.look.top_bar import TopBar
from kiosk.screens.look.words import Words, lay_out
from kiosk.texts import Language, Text
from kiosk.visits.steps import BAR
from tests.screens.accessibility import controls, faults

DAY = Look()
LOOKS = [
    DAY,
    Look(large_print=True),
    Look(theme="high_contrast"),
    Look(landscape=True),
    Look(large_print=True, landscape=True),
    Look(dots_per_mm=6.0),
]
HALL = Text("鄂尔多斯市政务服务大厅", "Ordos Government Service Hall")
MACHINE = Text("一楼东门 3 号机", "East gate, no. 3")
DATE = Text("11月23日 周一", "Mon, 23 Nov")
WAYS = (Text("上一步", "Back"), Text("先存起来", "Save for later"), Text("下一步", "Next"))
SENTENCE = Text(
    "请选巴特尔户口所在的派出所，就是户口簿内页红章上写的那个。",
    "Choose the police station that keeps the register of Baatar, as named on the red stamp.",
)
SHORT = "办好前一件，自动接后一件，不用再跑。"
PHOTO = Text("2 寸红底半身免冠合影", "Photo of both on red ground")


def _top(look: Look, language: Language, page: QWidget) -> QWidget:
    bar = TopBar(look, page)
    words = (HALL[language], MACHINE[language], DATE[language])
    bar.show_hall(*words, "10:24", frozenset({"contrast"}), language)
    return bar


def _steps(look: Look, language: Language, page: QWidget) -> QWidget:
    bar = StepBar(look, page)
    states = ["done", "done", "now", "todo", "todo", "todo", "todo"]
    labels = (text[language] for text in BAR.values())
    bar.show_steps(tuple(zip(labels, states, strict=True)))  # type: ignore[arg-type]  # literals
    return bar


def _foot(look: Look, language: Language, page: QWidget) -> QWidget:
    bar = FootBar(look, page)
    bar.show_ways(*(way[language] for way in WAYS))
    return bar


def _message(look: Look, language: Language, page: QWidget) -> QWidget:
    message = Message(look, page)
    message.say(SENTENCE[language])
    return message


def _option(look: Look, language: Language, page: QWidget) -> QWidget:
    option = Option(look, page)
    option.setText(SENTENCE[language])
    option.setChecked(True)
    return option


def _tick(look: Look, language: Language, page: QWidget) -> QWidget:
    tick = Tick(look, page)
    tick.setText(SENTENCE[language])
    return tick


def _button(look: Look, language: Language, page: QWidget) -> QWidget:
    return Button(look, page, icon="printer", text=PHOTO[language])


def _small(look: Look, language: Language, page: QWidget) -> QWidget:
    return Button(look, page, small=True, icon="pencil", text=WAYS[0][language])


def _words(look: Look, language: Language, page: QWidget) -> QWidget:
    return Words(look, SENTENCE[language], page)


def _ring(look: Look, language: Language, page: QWidget) -> QWidget:
    return CountdownRing(look, page)


Make = Callable[[Look, Language, QWidget], QWidget]
MAKERS: list[Make] = [_top, _steps, _foot, _message, _option, _tick, _button, _small, _words]


class Glass:
    """A screen with one part across it."""

    def __init__(self, qtbot: QtBot, look: Look, language: Language, make: Make) -> None:
        scale = look.dots_per_mm / Look().dots_per_mm
        width, height = (1920, 1080) if look.landscape else (1080, 1920)
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.part = make(look, language, self.page)
        column = QVBoxLayout(self.page)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.part)
        column.addStretch(1)
        self.page.resize(round(width * scale), round(height * scale))
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.setFocus()

    def picture(self) -> bytes:
        """What can be seen of the part, dot by dot."""
        image = self.part.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return bytes(image.constBits())


@pytest.fixture
def glass(qtbot: QtBot) -> Callable[..., Glass]:
    """Make screens."""

    kept = []

    def show(make: Make, look: Look = DAY, language: Language = Language.ZH) -> Glass:
        kept.append(Glass(qtbot, look, language, make))
        return kept[-1]

    return show


Show = Callable[..., Glass]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("make", MAKERS)
def test_a_part_is_whole_named_and_large_enough(
    make: Make, look: Look, language: Language, glass: Show
) -> None:
    assert faults(glass(make, look, language).page, look) == []


@pytest.mark.parametrize("make", MAKERS)
def test_a_dressed_part_is_as_if_made_so(make: Make, glass: Show) -> None:
    dressed, born = glass(make, LOOKS[0]), glass(make, LOOKS[2])
    dressed.part.dress(LOOKS[2])  # type: ignore[attr-defined]  # every part can
    assert dressed.picture() == born.picture()


@pytest.mark.parametrize("make", [_button, _small, _option, _tick])
def test_what_has_the_focus_can_be_seen(make: Make, glass: Show) -> None:
    shown = glass(make)
    before = shown.picture()
    shown.part.setFocus(Qt.FocusReason.TabFocusReason)
    assert shown.picture() != before


@pytest.mark.parametrize("make", [_button, _option, _tick])
def test_a_control_is_pressed_by_keyboard_too(make: Make, glass: Show, qtbot: QtBot) -> None:
    shown = glass(make)
    shown.part.setFocus()
    with qtbot.waitSignal(shown.part.clicked):  # type: ignore[attr-defined]  # every control has it
        qtbot.keyClick(shown.part, Qt.Key.Key_Space)


def test_a_switch_says_whether_it_is_on(glass: Show) -> None:
    names = [part.accessibleName() for part in controls(glass(_top, DAY, Language.EN).part)]
    assert names[0] == "切换到中文"
    assert names[1:3] == ["Large print, off", "High contrast, on"]


@pytest.mark.parametrize(
    ("make", "role"),
    [(_option, QAccessible.Role.RadioButton), (_tick, QAccessible.Role.CheckBox)],
)
def test_a_choice_and_a_tick_tell_what_they_are(
    make: Make, role: QAccessible.Role, glass: Show
) -> None:
    shown = glass(make)
    told = QAccessible.queryAccessibleInterface(shown.part)
    assert told.role() == role
    assert told.state().checkable


def test_the_way_on_is_outlined_under_the_keyboard(glass: Show) -> None:
    bar = glass(_foot).part
    assert isinstance(bar, FootBar)
    plate = QPoint(bar.onward.width() // 12, bar.onward.height() // 4)
    assert bar.onward.grab().toImage().pixelColor(plate) == DAY.colour("press")
    bar.set_under_keyboard(True)
    assert bar.onward.grab().toImage().pixelColor(plate) == DAY.colour("card")


def test_the_step_bar_says_where_we_are(glass: Show) -> None:
    assert glass(_steps, DAY, Language.EN).part.accessibleName() == "Fill in 3/7"


@pytest.mark.parametrize("width", range(90, 700, 45))
def test_no_line_of_one_or_two_characters_is_left_alone(width: int, qtbot: QtBot) -> None:
    lines = lay_out(DAY, "body", None, SHORT, width)
    assert "".join(lines) == SHORT
    assert len(lines) == 1 or len(lines[-1]) > 2 or width < 4 * DAY.text_px("body")


def test_a_line_breaks_where_it_takes_a_breath(qtbot: QtBot) -> None:
    promise = "本人承诺以上申报信息真实完整，如有虚假，愿承担相应的法律责任。"
    width = (len(promise) - 2) * DAY.text_px("body")
    lines = lay_out(DAY, "body", None, promise, width)
    assert lines == ["本人承诺以上申报信息真实完整，如有虚假，", "愿承担相应的法律责任。"]


def test_signs_at_the_end_of_a_line_count_for_nothing(qtbot: QtBot) -> None:
    lines = lay_out(DAY, "body", None, "公安把它改成“已婚”。", 8 * DAY.text_px("body"))
    assert "已婚" in lines[-1]


def test_a_whole_name_may_stand_alone(qtbot: QtBot) -> None:
    wide = QFontMetrics(DAY.font("body")).horizontalAdvance("Write here: ")
    assert lay_out(DAY, "body", None, "Write here: 于川", wide + 4) == ["Write here:", "于川"]


@pytest.mark.parametrize("width", range(120, 700, 70))
def test_no_line_begins_with_a_comma(width: int, qtbot: QtBot) -> None:
    assert not any(line[0] in "，。" for line in lay_out(DAY, "body", None, SHORT, width))


def test_a_tag_is_never_pressed(qtbot: QtBot) -> None:
    tag = Tag(DAY)
    qtbot.addWidget(tag)
    tag.setText("本机生成")
    assert controls(tag) == []
    assert tag.accessibleName() == "本机生成"


@pytest.mark.parametrize("part", [Message, MissingBar, StepBar])
def test_a_part_with_nothing_to_say_takes_no_room(
    part: Callable[[Look], QWidget], qtbot: QtBot
) -> None:
    made = part(DAY)
    qtbot.addWidget(made)
    assert made.isHidden()


def test_the_ring_shows_what_is_left(glass: Show) -> None:
    pictures = set()
    shown = glass(_ring)
    for left in (30, 15, 0):
        shown.part.show_seconds(left, 30, "秒")  # type: ignore[attr-defined]  # it is the ring
        pictures.add(shown.picture())
    assert len(pictures) == 3
    assert shown.part.accessibleName() == "0 秒"
