"""What stands behind the bench: the state of the whole kiosk, and a test of every device."""

from collections.abc import Callable

from kiosk.app import Kiosk
from kiosk.bench_code import is_code
from kiosk.bench_facts import HouseFacts
from kiosk.courier.courier import send_now
from kiosk.devices.health import (
    CAMERA,
    CARD_READER,
    FINGERPRINTS,
    SCANNER,
    SECOND_SCREEN,
    VOICE,
    Health,
)
from kiosk.devices.second_screen import SecondScreen
from kiosk.devices.voice import Voice
from kiosk.errors import Trouble
from kiosk.paper.document import Document
from kiosk.paper.self_test import self_test_slip
from kiosk.paper.slip_sheet import A5
from kiosk.pretences import CLOCK, LINE, World, pretences
from kiosk.printers import ROLL, SHEETS
from kiosk.recent import Recent
from kiosk.screens.bench.office import BenchFacts, Control, DeviceFacts, Fact
from kiosk.texts import Language, Text

TEST = "test"
TITLES = {
    SHEETS: (Text("打印机", "Printer"), "printer"),
    ROLL: (Text("小票打印机", "Receipt printer"), "printer"),
    CARD_READER: (Text("身份证阅读器", "ID-card reader"), "id_card"),
    CAMERA: (Text("摄像头", "Camera"), "camera"),
    FINGERPRINTS: (Text("指纹采集器", "Fingerprint reader"), "hand"),
    SCANNER: (Text("扫码器", "Code scanner"), "qr"),
    VOICE: (Text("语音", "Voice"), "speaker"),
    SECOND_SCREEN: (Text("第二屏", "Second screen"), "photo"),
    LINE: (Text("网络", "Line"), "wifi"),
    CLOCK: (Text("时钟", "Clock"), "clock"),
}
TESTS = {
    SHEETS: Text("打测试页", "Print a test page"),
    ROLL: Text("打测试条", "Print a test strip"),
    CARD_READER: Text("试一试", "Test"),
    CAMERA: Text("试拍", "Take a picture"),
    FINGERPRINTS: Text("试采", "Read a finger"),
    VOICE: Text("试听", "Say something"),
    LINE: Text("现在就送", "Send now"),
}
SAY = Text("语音正常", "The voice works")
HINTS = {
    SCANNER: Text(
        "把任意条码放到扫码口，扫到的会显示在下面。",
        "Hold any code before it: what it reads is shown below.",
    ),
    SECOND_SCREEN: Text(
        "现在应显示“正在维护”。", "It should say now that the kiosk is looked after."
    ),
}
"""How to try what needs no button."""

SENDING = Text("信使马上再试。", "The courier tries again at once.")
DONE = Text("已完成：{what}", "Done: {what}")


class Workbench:
    """Implements the bench's `Workbench`; `world` is there only when the kiosk is tried out."""

    def __init__(
        self,
        kiosk: Kiosk,
        voice: Voice,
        recent: Recent,
        beside: SecondScreen | None = None,
        world: World | None = None,
    ) -> None:
        self._kiosk, self._voice, self._recent = kiosk, voice, recent
        self._house = HouseFacts(kiosk)
        self._pretences = pretences(kiosk.taking, kiosk.printers, beside, world)

    def opens(self, code: str) -> bool:
        """Tell whether this is the bench code, and note that somebody tried."""
        right = is_code(code, self._kiosk.settings.bench.code)
        kind = "bench.opened" if right else "bench.refused"
        self._kiosk.journal.append(kind, {}, actor="technician")
        return right

    def facts(self) -> BenchFacts:
        """Return how everything is; what cannot be told is told as that."""
        return BenchFacts(
            tuple(self._device(name) for name in self._names()),
            self._house.facts(),
            self._recent.lines(),
        )

    def do(self, device: str, key: str) -> Text:
        """Test a device, or do something to a pretend one and look at it again."""
        if key == TEST:
            return self._test(device)
        done = next(one for one in self._pretences[device] if one.key == key)
        done.do()
        return _done(done.label)

    def self_test(self) -> tuple[Fact, ...]:
        """Look at every device, then at the house."""
        watch = self._kiosk.watch
        found = [_found(name, watch.look(name)) for name in watch.names]
        return (*found, *self._house.facts())

    def print_slip(self, found: tuple[Fact, ...], language: Language) -> None:
        """Print what was found: on the roll where there is one, else on a sheet."""
        roll = self._kiosk.printers.has_roll
        self._kiosk.ledger.print_out(self.slip(found, language, roll=roll))

    def slip(self, found: tuple[Fact, ...], language: Language, *, roll: bool) -> Document:
        """Draw what was found; without anything, a page that shows that paper comes."""
        rows = tuple((one.label, one.value, one.well) for one in found)
        kiosk = self._kiosk
        at = kiosk.clock().astimezone(kiosk.place.zone)
        slip = self_test_slip(rows, at, kiosk.place.hall, kiosk.place.machine)
        press = kiosk.press
        return press.on_roll(slip, language) if roll else press.on_sheets(slip, A5, language)

    def _names(self) -> tuple[str, ...]:
        sending = (LINE,) if self._kiosk.settings.central.url else ()
        every = (*self._kiosk.watch.names, SCANNER, *sending, *self._pretences)
        return tuple(dict.fromkeys(every))

    def _device(self, name: str) -> DeviceFacts:
        title, icon = _title(name)
        health = self._kiosk.watch.known(name)
        told = (*health.troubles, *health.soon) if health else ()
        tests = (Control(TEST, TESTS[name]),) if name in TESTS else ()
        more = tuple(Control(one.key, one.label) for one in self._pretences.get(name, ()))
        condition, watched = health.condition if health else None, name in self._kiosk.watch.names
        said = tuple(_said(one) for one in told) or ((HINTS[name],) if name in HINTS else ())
        return DeviceFacts(name, title, icon, condition, said, (*tests, *more), watched)

    def _test(self, device: str) -> Text:
        tests: dict[str, Callable[[], Text]] = {
            SHEETS: lambda: self._print(Language.ZH, roll=False),
            ROLL: lambda: self._print(Language.ZH, roll=True),
            CARD_READER: self._read,
            CAMERA: self._photograph,
            FINGERPRINTS: self._feel,
            VOICE: self._speak,
            LINE: self._send,
        }
        with self._kiosk.watch.turn(device):
            return tests[device]()

    def _print(self, language: Language, *, roll: bool) -> Text:
        self._kiosk.ledger.print_out(self.slip((), language, roll=roll))
        return Text("测试页出来了。", "The test page came out.")

    def _read(self) -> Text:
        """Ask the module for its number; whose card lies there is nobody's business here."""
        reader = self._kiosk.taking.cards
        number = "" if reader is None else reader.module()
        return Text(f"安全模块有回应：{number}", f"Its security module answers: {number}")

    def _photograph(self) -> Text:
        eye = self._kiosk.taking.camera
        try:
            size = len(eye.still())
        finally:
            eye.close()
        return Text(
            f"拍到一张，{size:,} 字节，没有保存。", f"A picture of {size:,} bytes, not kept."
        )

    def _feel(self) -> Text:
        size = len(self._kiosk.taking.fingerprints.enrol())
        return Text(
            f"采到指纹，{size:,} 字节，没有保存。", f"A finger of {size:,} bytes, not kept."
        )

    def _send(self) -> Text:
        send_now(self._kiosk.journal.outbox)
        return SENDING

    def _speak(self) -> Text:
        self._voice.say(SAY.zh, Language.ZH)
        return Text("请听有没有声音。", "Listen whether it speaks.")


def _title(name: str) -> tuple[Text, str]:
    return TITLES.get(name, (Text(name, name), "info"))


def _said(trouble: Trouble) -> Text:
    return Text(f"{trouble.say.zh}{trouble.remedy.zh}", f"{trouble.say.en} {trouble.remedy.en}")


def _done(label: Text) -> Text:
    return Text(DONE.zh.format(what=label.zh), DONE.en.format(what=label.en))


def _found(name: str, health: Health) -> Fact:
    title, _ = _title(name)
    told = (*health.troubles, *health.soon)
    value = _said(told[0]) if told else Text("正常", "well")
    return Fact(title, value, health.condition)
