"""The code of the bench: kept as a hash only, and slow to guess."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.bench_code import is_code, kept_code
from kiosk.errors import Trouble
from kiosk.screens.bench.attempts import Attempts
from kiosk.settings import read_settings

SALT = bytes(range(16))


def test_only_the_code_opens() -> None:
    kept = kept_code("135790", SALT)
    assert "135790" not in kept
    assert is_code("135790", kept)
    for other in ("135791", "13579", "", "１３５７９０"):
        assert not is_code(other, kept)


def test_without_a_code_nothing_opens() -> None:
    for kept in ("", "135790", "scrypt$$", "scrypt$00$00"):
        assert not is_code("135790", kept)
        assert not is_code("", kept)


@pytest.mark.parametrize("code", ["", "12345", "1234567890123", "abcdef", "１２３４５６"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(Trouble, match="6 to 12 digits"):
        kept_code(code, SALT)


def test_the_command_prints_what_the_settings_take(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "kiosk", "bench-code"]
    made = subprocess.run(asked, input="135790\n", capture_output=True, text=True, check=True)
    file = tmp_path / "kiosk.toml"
    file.write_text(made.stdout, "utf-8")
    assert is_code("135790", read_settings(file).bench.code)
    assert "135790" not in made.stdout


def test_a_code_in_clear_is_refused_by_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[bench]\ncode = "135790"\n', "utf-8")
    with pytest.raises(Trouble, match="bench"):
        read_settings(file)


def test_each_wrong_code_after_the_third_doubles_the_wait() -> None:
    attempts, now, waits = Attempts(), 0.0, []
    for _ in range(10):
        attempts = attempts.missed(now)
        waits.append(attempts.seconds_left(now))
        now = attempts.until
    assert waits == [0, 0, 15, 30, 60, 120, 240, 300, 300, 300]
