"""TLS by the hall's own authority: made at the command, served, and believed by its kiosks only."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner
from cryptography import x509

from kiosk.central.certificates import SERVER_LIFE, Tls, certify
from kiosk.cli import main
from kiosk.courier.courier import Courier, Kept
from kiosk.courier.enrolled import enrol_at
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.met import Meetings, authority_until
from kiosk.errors import Trouble
from kiosk.wire.identity import Identity
from tests.central.hall import Central, Kiosk, central_at, now

HERE = "127.0.0.1"


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    with central_at("", tmp_path / "central") as plain:
        enrolled = Kiosk.enrolled(plain, tmp_path / "kiosk")
    yield enrolled
    enrolled.journal.close()


def round_by(central: Central, kiosk: Kiosk, ca: Path | None) -> Failure | None:
    with kiosk.line(central.url, ca=ca) as line:
        return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()


def test_a_kiosk_enrols_and_delivers_over_the_halls_tls(kiosk: Kiosk, tmp_path: Path) -> None:
    made = certify(tmp_path / "tls", [HERE], now())
    kiosk.submit()
    with central_at("", tmp_path / "central", tls=made.tls) as central:
        assert central.url.startswith("https://")
        assert round_by(central, kiosk, made.authority) is None
        code, mine = central.invite("another"), Identity.make()
        answer = enrol_at(central.url, code, tmp_path / "another", mine, now, bytes, made.authority)
        assert answer.kiosk == "another"
    assert kiosk.journal.outbox.queue().waiting == 0


def test_what_the_courier_saw_of_central_is_kept_for_the_bench(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    made = certify(tmp_path / "tls", [HERE], now())
    meetings = Meetings(tmp_path)
    assert meetings.last() is None
    with central_at("", tmp_path / "central", tls=made.tls) as central:
        kiosk.clock = lambda: now() - timedelta(minutes=4)
        with kiosk.line(central.url, ca=made.authority) as line:
            kept = Kept(meetings=meetings)
            courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0, kept=kept)
            assert courier.round() is None
    met = meetings.last()
    assert met is not None
    assert met.certificate_until == made.until
    assert abs(met.ahead - 240) <= 2
    authority = authority_until(made.authority)
    assert authority is not None
    assert authority > made.until
    assert authority_until(made.tls.key) is None
    (tmp_path / "central.json").write_text("{", "ascii")
    assert meetings.last() is None


@pytest.mark.parametrize(
    ("name", "made_at", "own", "failure"),
    [
        (HERE, timedelta(0), False, Failure.CERTIFICATE),
        ("central.hall.example", timedelta(0), True, Failure.CERTIFICATE),
        ("127.0.0.2", timedelta(0), True, Failure.CERTIFICATE),
        (HERE, -SERVER_LIFE - timedelta(days=1), True, Failure.EXPIRED),
        (HERE, timedelta(days=1), True, Failure.EXPIRED),
    ],
    ids=["another hall", "another name", "another address", "too old", "not yet"],
)
def test_what_is_not_to_be_believed_is_told_apart(
    kiosk: Kiosk, tmp_path: Path, name: str, made_at: timedelta, own: bool, failure: Failure
) -> None:
    folder = tmp_path / "tls"
    authority = certify(folder, [name], now() - timedelta(days=500)).authority
    made = certify(folder, [name], now() + made_at)
    other = certify(tmp_path / "other", [HERE], now()).authority
    kiosk.submit()
    with central_at("", tmp_path / "central", tls=made.tls) as central:
        assert round_by(central, kiosk, authority if own else other) is failure
    assert kiosk.journal.outbox.queue().waiting == 2


def test_the_public_authorities_do_not_know_the_halls(kiosk: Kiosk, tmp_path: Path) -> None:
    made = certify(tmp_path / "tls", [HERE], now())
    with central_at("", tmp_path / "central", tls=made.tls) as central:
        assert round_by(central, kiosk, None) is Failure.CERTIFICATE


def test_plain_words_to_a_secured_door_are_a_cut(kiosk: Kiosk, tmp_path: Path) -> None:
    made = certify(tmp_path / "tls", [HERE], now())
    with central_at("", tmp_path / "central", tls=made.tls) as central:
        url = central.url.replace("https:", "http:")
        with kiosk.line(url) as line, pytest.raises(LineFailure) as caught:
            line.news(None)
        assert caught.value.failure is Failure.CUT
        old = ssl.create_default_context(cafile=made.authority)
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        assert httpx2.get(f"{central.url}/v1/ping", verify=old).is_success


def test_certificates_are_made_at_the_command_and_renewed_by_the_same_authority(
    tmp_path: Path,
) -> None:
    command = ["central", "certificate", "--folder", str(tmp_path), HERE, "central.hall.example"]
    kept = []
    for _ in range(2):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
        files = sorted((tmp_path / "tls").iterdir())
        assert [file.name for file in files] == ["ca.key", "ca.pem", "server.key", "server.pem"]
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
        kept.append({file.name: file.read_bytes() for file in files})
    changed = {name for name in kept[0] if kept[0][name] != kept[1][name]}
    assert changed == {"server.key", "server.pem"}
    made = x509.load_pem_x509_certificate(kept[1]["server.pem"])
    authority = x509.load_pem_x509_certificate(kept[1]["ca.pem"])
    made.verify_directly_issued_by(authority)
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["central.hall.example"]
    assert "tls-cert" in done.output


def test_what_cannot_be_used_is_said(tmp_path: Path, kiosk: Kiosk) -> None:
    one, other = certify(tmp_path / "1", [HERE], now()), certify(tmp_path / "2", [HERE], now())
    for certificate, key in (
        (one.tls.certificate, other.tls.key),
        (tmp_path / "none.pem", one.tls.key),
        (one.tls.key, one.tls.key),
    ):
        with pytest.raises(Trouble) as caught:
            Tls(certificate, key).check()
        assert caught.value.code == "central.certificate"
    with pytest.raises(Trouble) as caught:
        certify(tmp_path / "3", ["名字"], now())
    assert caught.value.code == "central.certificate"
    with pytest.raises(Trouble) as caught:
        kiosk.line("https://central.invalid", ca=tmp_path / "none.pem")
    assert caught.value.code == "courier.ca"


def test_certificate_and_key_come_together(tmp_path: Path) -> None:
    made = certify(tmp_path / "tls", [HERE], now())
    command = ["central", "serve", "--folder", str(tmp_path), "--tls-cert"]
    done = CliRunner().invoke(main, [*command, str(made.tls.certificate)])
    assert done.exit_code == 2
    assert "--tls-key" in done.output
