"""What every voice must do; each implementation is held to it."""

import array
import os
import re
import shutil
import subprocess
import threading
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.devices.voice import EspeakVoice, PretendVoice, Said, Voice
from kiosk.texts import Language

NAME = "巴特尔"
PATIENCE = 20.0


@dataclass(frozen=True)
class Spoken:
    """A voice, and how what it says comes to its end."""

    voice: Voice
    end: Callable[[], None]


def until(question: Callable[[], bool]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def pretended(_: Path) -> Spoken:
    voice = PretendVoice()
    return Spoken(voice, voice.end)


def piped(folder: Path) -> Spoken:
    """Return espeak-ng with a pipe for a speaker: it goes on as long as nobody drains it."""
    pipe = folder / "speaker"
    os.mkfifo(pipe)
    voice = EspeakVoice(into=pipe)
    return Spoken(voice, lambda: threading.Thread(target=pipe.read_bytes, daemon=True).start())


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[EspeakVoice]:
    """Return a real voice that goes on until it is stopped."""
    os.mkfifo(tmp_path / "speaker")
    voice = EspeakVoice(into=tmp_path / "speaker")
    yield voice
    voice.stop()


@pytest.fixture(params=[pretended, piped], ids=["pretend", "espeak"])
def spoken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Spoken]:
    made: Spoken = request.param(tmp_path)
    yield made
    made.voice.stop()


def test_a_voice_is_silent_until_asked(spoken: Spoken) -> None:
    assert spoken.voice.available()
    assert not spoken.voice.speaking()
    spoken.voice.stop()


@pytest.mark.parametrize("language", Language)
def test_it_speaks_until_the_end(spoken: Spoken, language: Language) -> None:
    spoken.voice.say(NAME, language)
    assert spoken.voice.speaking()
    spoken.end()
    until(lambda: not spoken.voice.speaking())


def test_it_stops_at_once(spoken: Spoken) -> None:
    spoken.voice.say(NAME, Language.ZH)
    spoken.voice.stop()
    assert not spoken.voice.speaking()


def test_nothing_to_say_is_silence(spoken: Spoken) -> None:
    spoken.voice.say(NAME, Language.ZH)
    spoken.voice.say(" \n", Language.ZH)
    assert not spoken.voice.speaking()


def test_a_new_word_cuts_the_old_one_short(spoken: Spoken) -> None:
    spoken.voice.say(NAME * 50, Language.ZH)
    spoken.voice.say(NAME, Language.EN)
    assert spoken.voice.speaking()
    spoken.voice.stop()
    assert not spoken.voice.speaking()


def test_only_one_program_speaks(slow: EspeakVoice) -> None:
    for _ in range(3):
        slow.say(NAME, Language.ZH)
    until(lambda: len(children()) == 1)
    slow.stop()
    assert not children()


def test_no_word_stands_in_the_process_list(slow: EspeakVoice) -> None:
    slow.say(NAME, Language.ZH)
    until(lambda: len(children()) == 1)
    process = Path("/proc") / str(children()[0])
    listed = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    assert b"espeak-ng" in listed
    assert NAME.encode() not in listed


def sound_of(file: Path, text: str, language: Language) -> tuple[float, list[int]]:
    """Return how many seconds it takes to say, and the sound."""
    voice = EspeakVoice(into=file)
    voice.say(text, language)
    until(lambda: not voice.speaking())
    with wave.open(str(file)) as speech:
        seconds = speech.getnframes() / speech.getframerate()
        return seconds, list(array.array("h", speech.readframes(speech.getnframes())))


@pytest.mark.parametrize(
    ("text", "language"),
    [("请填写姓名，和身份证上一样。", Language.ZH), ("Please fill in your name.", Language.EN)],
)
def test_it_can_be_heard(tmp_path: Path, text: str, language: Language) -> None:
    seconds, sound = sound_of(tmp_path / "speech.wav", text, language)
    assert 1 < seconds < 10
    assert max(sound) > 10_000
    assert sum(abs(one) > 500 for one in sound) > len(sound) / 4


def test_a_chinese_name_among_english_words_is_not_spelt_out(tmp_path: Path) -> None:
    alone, _ = sound_of(tmp_path / "zh.wav", NAME, Language.ZH)
    among, _ = sound_of(tmp_path / "en.wav", NAME, Language.EN)
    assert among == pytest.approx(alone, rel=0.3)


def test_no_sign_is_taken_for_a_command(tmp_path: Path) -> None:
    without, _ = sound_of(tmp_path / "a.wav", "a is less than b", Language.EN)
    signs, _ = sound_of(tmp_path / "b.wav", "a is <less than> b & c", Language.EN)
    assert signs > without


def test_chinese_is_not_spelt_out_in_english() -> None:
    voice = EspeakVoice()._mandarin
    told = subprocess.run(
        [str(shutil.which("espeak-ng")), "-v", voice, "-b", "1", "-q", "-x", "--stdin"],
        input="好".encode(),
        capture_output=True,
        check=True,
    )
    assert re.search(rb"Au", told.stdout)
    assert b"(en)" not in told.stdout


def test_without_the_program_it_is_not_available() -> None:
    voice = EspeakVoice("espeak-ng-that-nobody-installed")
    assert not voice.available()
    voice.say(NAME, Language.ZH)
    assert not voice.speaking()


def test_the_pretended_voice_remembers() -> None:
    voice = PretendVoice()
    voice.say(NAME, Language.ZH)
    voice.say("again", Language.EN)
    assert voice.said == [Said(NAME, Language.ZH), Said("again", Language.EN)]


def test_a_kiosk_that_cannot_speak_says_nothing() -> None:
    voice = PretendVoice(present=False)
    voice.say(NAME, Language.ZH)
    assert not voice.available()
    assert not voice.speaking()
    assert not voice.said


def children() -> list[int]:
    """Return the process ids of the espeak-ng that this process started, once they are named."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "status").read_text()
        except OSError:
            continue
        ours = f"\nPPid:\t{os.getpid()}\n" in status
        if ours and status.startswith("Name:\tespeak-ng"):
            found.append(int(folder.name))
    return found
