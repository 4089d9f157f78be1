"""A test of every device, for the bench: none of it is done on anybody, and nothing of it stays."""

from collections.abc import Callable

from kiosk.app import Kiosk
from kiosk.courier.courier import send_now
from kiosk.devices.health import CAMERA, CARD_READER, FINGERPRINTS, VOICE
from kiosk.devices.voice import Voice
from kiosk.paper.document import Document
from kiosk.paper.self_test import self_test_slip
from kiosk.paper.slip_sheet import A5
from kiosk.pretences import LINE
from kiosk.printers import ROLL, SHEETS
from kiosk.screens.bench.office import Fact
from kiosk.texts import Language, Text

SAY = Text("语音正常", "The voice works")
SENDING = Text("信使马上再试。", "The courier tries again at once.")


class Trials:
    """Tries devices while nobody else talks to them."""

    def __init__(self, kiosk: Kiosk, voice: Voice) -> None:
        self._kiosk, self._voice = kiosk, voice

    def slip(self, found: tuple[Fact, ...], language: Language, *, roll: bool) -> Document:
        """Draw what was found; without anything, a page that shows that paper comes."""
        rows = tuple((one.label, one.value, one.well) for one in found)
        kiosk = self._kiosk
        at = kiosk.clock().astimezone(kiosk.place.zone)
        slip = self_test_slip(rows, at, kiosk.place.hall, kiosk.place.machine)
        press = kiosk.press
        return press.on_roll(slip, language) if roll else press.on_sheets(slip, A5, language)

    def on(self, device: str) -> Text:
        """Try a device; returns what came of it. Raises Trouble."""
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
