"""The technician's screen: a code before it, tests of everything behind it, nobody's data on it."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.devices.health import CAMERA, CARD_READER, FINGERPRINTS, SCANNER, SECOND_SCREEN, VOICE
from kiosk.devices.scanner import PretendScanner
from kiosk.pretences import CLOCK, LINE, NUMBER
from kiosk.printers import SHEETS
from kiosk.screens.bench import knocking
from kiosk.screens.bench.code_page import CodePage
from kiosk.screens.bench.page import BenchPage
from kiosk.settings import Bench as BenchSettings
from kiosk.settings import Devices, Printers
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.screens.acts.test_next_person import CANARIES, texts
from tests.screens.bench.conftest import CODE, Bench, bench_of, pretended


def noted(bench: Bench) -> list[str]:
    """Return what the journal says of the bench; of devices it may say something at any time."""
    kinds = [entry.kind for _, entry in bench.house.kiosk.journal.history.entries()]
    return [one for one in kinds if one.startswith("bench.")]


def test_a_finger_that_rests_on_the_halls_name_comes_to_the_code(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = bench.house.front.window.top.hall
    knock = name.findChild(knocking.Knocking)
    assert knock is not None
    assert knock._resting.interval() == 5000
    knock._resting.setInterval(1)
    QTest.mousePress(name, Qt.MouseButton.LeftButton)
    bench.house.comes_to(Step.BENCH)
    assert isinstance(bench.house.front.window.area.page, CodePage)


def test_a_finger_that_lifts_in_time_comes_nowhere(bench: Bench) -> None:
    name = bench.house.front.window.top.hall
    knock = name.findChild(knocking.Knocking)
    assert knock is not None
    QTest.mousePress(name, Qt.MouseButton.LeftButton)
    assert knock._resting.isActive()
    QTest.mouseRelease(name, Qt.MouseButton.LeftButton)
    assert not knock._resting.isActive()


def test_nobody_comes_in_from_the_middle_of_a_visit(bench: Bench) -> None:
    bench.house.begin()
    knock = bench.house.front.window.top.hall.findChild(knocking.Knocking)
    assert knock is not None
    knock.knocked.emit()
    assert bench.house.at(Step.FORM)


def test_the_right_code_opens_and_every_try_is_noted(bench: Bench) -> None:
    bench.knock()
    bench.type("000000")
    assert "不对" in "".join(texts())
    bench.type(CODE)
    assert isinstance(bench.house.front.window.area.page, BenchPage)
    assert noted(bench) == ["bench.refused", "bench.opened"]
    assert CODE not in "".join(texts())


def test_wrong_codes_are_slowed_down_also_after_going_home(bench: Bench) -> None:
    now = [0.0]
    bench.act.gate.clock = lambda: now[0]
    bench.knock()
    for _ in range(3):
        bench.type("000000")
    bench.house.back()
    bench.knock()
    bench.type(CODE)
    assert "请等 15 秒" in "".join(texts())
    assert noted(bench).count("bench.refused") == 3
    now[0] = 15.1
    bench.type(CODE)
    assert isinstance(bench.house.front.window.area.page, BenchPage)


def test_without_a_code_in_the_settings_nothing_opens(qtbot: QtBot, tmp_path: Path) -> None:
    settings = msgspec.structs.replace(pretended(tmp_path), bench=BenchSettings())
    with bench_of(qtbot, tmp_path, settings) as bench:
        bench.knock()
        bench.type("")
        bench.type(CODE)
        assert isinstance(bench.house.front.window.area.page, CodePage)


def test_every_device_has_a_card_and_a_test(bench: Bench) -> None:
    bench.open()
    assert [one._name for one in bench.page().devices.parts] == [
        SHEETS, CARD_READER, CAMERA, FINGERPRINTS, SCANNER, VOICE, SECOND_SCREEN, LINE, CLOCK,
    ]  # fmt: skip
    for name, label, said in (
        (SHEETS, "打测试页", "测试页出来了"),
        (CARD_READER, "试一试", "05.01-257"),
        (CAMERA, "试拍", "没有保存"),
        (FINGERPRINTS, "试采", "没有保存"),
        (VOICE, "试听", "有没有声音"),
    ):
        assert said in bench.use(name, label)
    assert len(bench.house.papers) == 1
    assert bench.house.voice.said


@pytest.mark.parametrize(
    ("name", "label", "code"),
    [
        (SHEETS, "取走纸", "没有纸"),
        (SHEETS, "卡纸", "卡纸"),
        (SHEETS, "拔掉", "没有回应"),
        (CARD_READER, "拔掉", "没有反应"),
        (CAMERA, "拔掉", "没有回应"),
        (FINGERPRINTS, "拔掉", "没有回应"),
        (SCANNER, "拔掉", "没有反应"),
        (SECOND_SCREEN, "拔掉", "没有接上"),
    ],
)
def test_what_befalls_a_pretend_device_is_seen_and_passes(
    bench: Bench, name: str, label: str, code: str
) -> None:
    bench.open()
    bench.use(name, label)
    bench.house.front.watching.look(name)
    bench.house.qtbot.waitUntil(lambda: code in bench.card(name).lines.second.text())
    assert bench.card(name).tag.text() == "要处理"
    bench.use(name, "恢复正常" if name == SHEETS else "插上")
    bench.house.front.watching.look(name)
    bench.house.qtbot.waitUntil(lambda: bench.card(name).tag.text() == "正常")


def test_a_card_laid_from_the_bench_is_read_by_the_next_visit(bench: Bench) -> None:
    bench.open()
    bench.use(CARD_READER, "放女方的证")
    bench.house.back()
    house = bench.house
    house.begin()
    house.qtbot.waitUntil(lambda: house.stage.filling.answers.get("f_name") == "李婉清")


def test_a_code_held_before_the_scanner_is_shown_and_goes_nowhere_else(bench: Bench) -> None:
    bench.open()
    bench.use(SCANNER, "扫一个办件编号")
    bench.house.qtbot.waitUntil(lambda: f"扫到 22 个字符：{NUMBER}" in bench.said())
    assert bench.house.at(Step.BENCH)
    long = "A" * 200
    scanner = bench.house.stage.taking.scanner
    assert isinstance(scanner, PretendScanner)
    scanner.scan(long)
    bench.house.qtbot.waitUntil(lambda: "200" in bench.said())
    assert long not in bench.said()


def test_a_code_scanned_before_the_bench_is_open_does_not_show(bench: Bench) -> None:
    bench.knock()
    scanner = bench.house.stage.taking.scanner
    assert isinstance(scanner, PretendScanner)
    scanner.scan(CODE)
    bench.house.qtbot.waitUntil(scanner._given.empty)
    bench.house.front.watching.look(SCANNER)
    assert CODE not in "".join(texts())
    assert isinstance(bench.house.front.window.area.page, CodePage)


def test_a_voice_that_cannot_be_heard_is_seen(bench: Bench) -> None:
    bench.open()
    bench.house.voice.present = False
    bench.house.front.watching.look(VOICE)
    bench.house.qtbot.waitUntil(lambda: "不能朗读" in bench.card(VOICE).lines.second.text())
    assert bench.card(VOICE).tag.text() == "要处理"


def test_sheets_are_counted_for_good(bench: Bench) -> None:
    bench.open()
    bench.use(SHEETS, "打测试页")
    bench.house.kiosk.journal.retire(bench.house.kiosk.clock() + timedelta(days=1))
    bench.use(SHEETS, "打测试页")
    meters = bench.house.kiosk.meters.read()
    assert meters.pages == {SHEETS: 2}


def test_the_line_is_cut_and_the_clock_moved(bench: Bench) -> None:
    bench.open()
    bench.use(LINE, "断开网络")
    bench.use(LINE, "接通网络")
    assert bench.line == [True, False]
    before = bench.house.kiosk.clock()
    bench.use(CLOCK, "拨快 1 天")
    assert bench.house.kiosk.clock() - before == timedelta(days=1)
    bench.use(CLOCK, "恢复时间")
    assert bench.house.kiosk.clock() == before


def test_a_test_that_fails_says_what_to_do(bench: Bench) -> None:
    bench.open()
    bench.use(SHEETS, "拔掉")
    assert "请检查打印机的电源和连线" in bench.use(SHEETS, "打测试页")


def test_the_self_test_is_told_and_printed_on_one_page(bench: Bench) -> None:
    bench.open()
    bench.use(CAMERA, "拔掉")
    bench.house.onward()
    bench.house.settles()
    assert "要处理" in bench.said()
    assert "1 项要处理" in bench.said()
    bench.house.qtbot.waitUntil(lambda: "摄像头没有回应" in bench.todo())
    bench.house.touch(bench.house.front.window.foot.middle)
    bench.house.settles()
    assert "已打印" in bench.said()
    assert [name.partition("-")[0] for name in bench.house.papers] == ["self"]


def test_nothing_on_it_is_anybodys(bench: Bench) -> None:
    bench.house.apply()
    bench.house.stage.ended.emit()
    bench.open()
    bench.house.onward()
    bench.house.settles()
    said = "".join(texts()).replace(" ", "")
    assert [one for one in CANARIES if one in said] == []
    assert "打印张数" in said


def test_it_closes_when_nobody_touches_it(bench: Bench) -> None:
    bench.open()
    bench.house.idles(61)
    assert bench.house.at(Step.STILL_THERE)
    bench.house.idles(31)
    assert bench.house.stage.visit == Visit()
    bench.knock()
    assert isinstance(bench.house.front.window.area.page, CodePage)


def test_a_bench_that_was_left_is_closed(bench: Bench) -> None:
    bench.open()
    bench.house.back()
    assert bench.house.at(Step.WELCOME)
    bench.knock()
    assert isinstance(bench.house.front.window.area.page, CodePage)
    assert not bench.act._again.isActive()


def test_a_device_that_stays_ill_is_told_to_central(bench: Bench) -> None:
    bench.open()
    bench.use(SHEETS, "取走纸")
    bench.use(CLOCK, "拨快 1 小时")  # that it was well may have been told just now
    for _ in range(2):
        bench.house.kiosk.watch.look(SHEETS)
    bodies = [
        msgspec.json.decode(entry.body)
        for _, entry in bench.house.kiosk.journal.history.entries()
        if entry.kind == "device.changed"
    ]
    assert {"device": SHEETS, "condition": "ill", "codes": ["printer.media-empty"]} in bodies


def test_a_touch_elsewhere_is_none_at_the_door(bench: Bench) -> None:
    name = bench.house.front.window.top.hall
    event = QEvent(QEvent.Type.Enter)
    knock = name.findChild(knocking.Knocking)
    assert knock is not None
    assert not knock.eventFilter(name, event)


def test_the_code_stands_nowhere(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    bench.knock()
    bench.type("135791")
    bench.type(CODE)
    entries = bench.house.kiosk.journal.history.entries()
    said = caplog.text + "".join(texts()) + "".join(str(entry.body) for _, entry in entries)
    assert CODE not in said
    assert "135791" not in said


def test_a_kiosk_with_real_devices_has_tests_and_nothing_to_break(
    qtbot: QtBot, tmp_path: Path
) -> None:
    settings = msgspec.structs.replace(
        pretended(tmp_path), devices=Devices(), printers=Printers(a4="spool")
    )
    with bench_of(qtbot, tmp_path, settings) as bench:
        bench.open()
        shown = {
            card._name: [button.text() for button in card.controls.parts]
            for card in bench.page().devices.parts
        }
    assert {SHEETS: ["打测试页"], SCANNER: [], VOICE: ["试听"]}.items() <= shown.items()
    assert SECOND_SCREEN not in shown
