"""What stands behind the bench: the state of the whole kiosk, and what can be done to it."""

from kiosk.app import Kiosk
from kiosk.bench_code import is_code
from kiosk.bench_facts import HouseFacts
from kiosk.bench_trials import Trials
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
HINTS = {
    SCANNER: Text(
        "把任意条码放到扫码口，扫到的会显示在下面。",
        "Hold any code before it: what it reads is shown below.",
    ),
    SECOND_SCREEN: Text(
        "现在应显示“正在维护”。", "It should say now: Out of service for a moment."
    ),
}
"""How to try what needs no button."""

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
        self._kiosk, self._recent = kiosk, recent
        self._trials = Trials(kiosk, voice)
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
            return self._trials.on(device)
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
        self._kiosk.ledger.print_out(self._trials.slip(found, language, roll=roll))

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
