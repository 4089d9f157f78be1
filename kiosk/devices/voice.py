"""The voice: what the kiosk says aloud to those who listen rather than read.

One utterance at a time: a new one cuts the old one short. Words reach the speaking program
through a pipe, never as arguments: everybody on a machine may read those of every process.
"""

import html
import re
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from kiosk.devices.sound import PROGRAM, has_sound
from kiosk.texts import Language

PACE = "150"
"""Words a minute: a little slower than people talk."""

PINYIN, MANDARIN, ENGLISH = "cmn-latn-pinyin", "cmn", "en"

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")


class Voice(Protocol):
    """Somebody who reads aloud; none of this raises Trouble or waits for the end."""

    def say(self, text: str, language: Language) -> None:
        """Begin to say something; what was being said is cut short. Empty says nothing."""

    def stop(self) -> None:
        """Be silent at once."""

    def speaking(self) -> bool:
        """Tell whether something is being said now."""

    def available(self) -> bool:
        """Tell whether anybody could hear it; if not, nothing on screen may offer it."""


class EspeakVoice:
    """Speaks with espeak-ng; `into` names a WAV file that takes the sound instead of a speaker."""

    def __init__(self, program: str = PROGRAM, *, into: Path | None = None) -> None:
        self._program = shutil.which(program)
        self._into = into
        self._speech: subprocess.Popen[bytes] | None = None

    def say(self, text: str, language: Language) -> None:
        """Begin to say something; without the program nothing happens."""
        self.stop()
        if self._program is None or not text.strip():
            return
        voice = self._mandarin if language is Language.ZH else ENGLISH
        marked = self._marked(text, language)
        out = [] if self._into is None else ["-w", str(self._into)]
        self._speech = subprocess.Popen(  # noqa: S603  # no word of a visit is among them
            [self._program, "-v", voice, "-s", PACE, "-b", "1", "-m", "--stdin", *out],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if self._speech.stdin is not None:
            with suppress(BrokenPipeError), self._speech.stdin as words:
                words.write(marked.encode())

    def stop(self) -> None:
        """Be silent at once."""
        speech, self._speech = self._speech, None
        if speech is not None:
            speech.kill()
            speech.wait()

    def speaking(self) -> bool:
        """Tell whether the program is still at it."""
        return self._speech is not None and self._speech.poll() is None

    def available(self) -> bool:
        """Tell whether the program is installed and there is something to play sound on."""
        return self._program is not None and (self._into is not None or has_sound())

    def _marked(self, text: str, language: Language) -> str:
        """Return it as SSML: a Chinese name among English words stays a Chinese name."""
        plain = html.escape(text, quote=False)
        if language is Language.ZH:
            return plain
        return _HAN.sub(rf'<voice name="{self._mandarin}">\g<0></voice>', plain)

    @cached_property
    def _mandarin(self) -> str:
        """The voice for Chinese: since espeak-ng 1.51 `cmn` says 好 as "hao three"."""
        listed = subprocess.run(  # noqa: S603  # the program found at the start
            [str(self._program), f"--voices={MANDARIN}"], capture_output=True, check=False
        )
        return PINYIN if PINYIN.encode() in listed.stdout else MANDARIN


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said."""

    text: str
    language: Language


class PretendVoice:
    """Makes no sound and remembers what was said: for tests, and for pictures of the screens.

    It speaks until `end` is called; `present=False` is a kiosk that cannot speak.
    """

    def __init__(self, *, present: bool = True) -> None:
        self.present = present
        self._speaking = False
        self.said: list[Said] = []

    def say(self, text: str, language: Language) -> None:
        """Remember it."""
        self.stop()
        if self.present and text.strip():
            self.said.append(Said(text, language))
            self._speaking = True

    def stop(self) -> None:
        """Be silent at once."""
        self._speaking = False

    def end(self) -> None:
        """Come to the end of what is being said."""
        self._speaking = False

    def speaking(self) -> bool:
        """Tell whether the end has not come yet."""
        return self._speaking

    def available(self) -> bool:
        """Tell whether this kiosk can speak."""
        return self.present
