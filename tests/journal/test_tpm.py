"""A store key that only the machine's TPM gives out: software's TPM 2.0, systemd's own commands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.journal.keys import IDENTITY, STORE
from tests.journal.kept import KEYS


@contextmanager
def tpm() -> Iterator[str]:
    """Run a TPM with a seed of its own; gives how to reach it."""
    with TemporaryDirectory(prefix="tpm") as folder:
        line = f"{folder}/line"
        command = [
            "swtpm", "socket", "--tpm2", "--tpmstate", f"dir={folder}",
            "--flags", "not-need-init,startup-clear",
            "--server", f"type=unixio,path={line}", "--ctrl", f"type=unixio,path={line}.ctrl",
        ]  # fmt: skip
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                while not Path(line).exists():
                    assert process.poll() is None
                yield f"swtpm:path={line}"
            finally:
                process.terminate()


def sealed(store: bytes, device: str) -> bytes:
    """Encrypt a key as docs/security.md says, to the TPM alone."""
    return creds("encrypt", "--with-key=tpm2", f"--tpm2-device={device}", given=store).stdout


def unsealed(sealed: bytes, device: str) -> "subprocess.CompletedProcess[bytes]":
    """Decrypt it as systemd does before it starts the service."""
    return creds("decrypt", f"--tpm2-device={device}", given=sealed)


def creds(verb: str, *words: str, given: bytes) -> "subprocess.CompletedProcess[bytes]":
    command = ["systemd-creds", verb, f"--name={STORE}", *words, "-", "-"]
    return subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)


def kiosk(folder: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    """Run a command as systemd runs a service with credentials."""
    settings = folder / "kiosk.toml"
    settings.write_text(f'[places]\ndata = "{folder / "data"}"\nspool = "{folder / "printed"}"\n')
    verb, *rest = map(str, words)
    return subprocess.run(
        [sys.executable, "-m", "kiosk", verb, "--settings", settings, *rest],
        env=os.environ | {"CREDENTIALS_DIRECTORY": str(folder / "credentials")},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_a_case_is_kept_by_a_key_that_only_the_tpm_gives(tmp_path: Path) -> None:
    credential = tmp_path / "credentials" / STORE
    credential.parent.mkdir()
    with tpm() as ours, tpm() as another:
        kept = sealed(KEYS.store, ours)
        assert KEYS.store not in kept
        assert unsealed(kept, another).returncode != 0
        credential.write_bytes(unsealed(kept, ours).stdout)
    walked = kiosk(tmp_path, "walk", "--out", tmp_path / "out")
    assert walked.returncode == 0, walked.stderr
    assert kiosk(tmp_path, "waiting").stdout
    assert [one.name for one in (tmp_path / "data/keys").iterdir()] == [IDENTITY]
    files = [one for one in (tmp_path / "data").rglob("*") if one.is_file()]
    assert files
    assert not any(KEYS.store in one.read_bytes() for one in files)
    credential.unlink()
    refused = kiosk(tmp_path, "waiting")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert refused.stderr.startswith("kiosk: ")
