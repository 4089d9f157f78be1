"""A certificate's end is told in time, and a renewed one is served without a stop."""

import asyncio
import logging
import ssl
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from kiosk.central.address import Server
from kiosk.central.certificates import SERVER_LIFE, Tls, certify
from kiosk.central.database import Database
from kiosk.central.hall_desk import attention_lines
from kiosk.central.renewal import LOOKS_APART, Served, ending
from kiosk.errors import Trouble
from tests.central.chuxiong import where
from tests.central.hall import Central, central_at, now

HERE = "127.0.0.1"


@pytest.fixture
def made_at(tmp_path: Path) -> dict[str, datetime]:
    return {"at": now()}


def served(database: Database, tls: Tls, at: datetime) -> Served:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    return Served(tls, context, database, lambda: at)


def test_the_end_is_told_a_month_before_and_once_a_day(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = certify(tmp_path / "tls", [HERE], now())
    one = served(database, made.tls, made.until - timedelta(days=31))
    asyncio.run(one.look(0))
    with database.read() as connection:
        assert ending(connection, made.until - timedelta(days=31)) is None
        assert ending(connection, made.until - timedelta(days=29)) == made.until
        assert ending(connection, made.until + timedelta(days=1)) == made.until
    assert "ends" not in caplog.text
    for day, told in ((29, 1), (28.5, 1), (28, 2)):
        at = made.until - timedelta(days=day)
        one.clock = lambda at=at: at  # type: ignore[misc]  # the loop's value
        asyncio.run(one.look((100 - day) * LOOKS_APART))
        assert caplog.text.count(f"certificate ends on {made.until:%Y-%m-%d}") == told


def test_staff_see_it_among_what_waits(central: Central) -> None:
    old = now() - SERVER_LIFE + timedelta(days=10)
    made = certify(central.folder / "tls", [HERE], old)
    asyncio.run(served(central.database, made.tls, now()).look(0))
    (line,) = attention_lines(where(central), now())
    assert line == f"central's certificate ends on {made.until:%Y-%m-%d}: renew it"
    made = certify(central.folder / "tls", [HERE], now())
    asyncio.run(served(central.database, made.tls, now()).look(0))
    assert attention_lines(where(central), now()) == ()


def test_a_renewed_certificate_is_served_without_a_stop(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    folder = tmp_path / "tls"
    made = certify(folder, [HERE], now() - timedelta(days=1))
    with central_at("", tmp_path / "central", tls=made.tls) as central:
        running = central._server
        assert isinstance(running, Server)
        assert isinstance(running.config.ssl, ssl.SSLContext)
        watch = Served(made.tls, running.config.ssl, central.database, now)
        asyncio.run(watch.look(0))
        assert shown(central, made.authority) == made.until
        renewed = certify(folder, [HERE], now())
        asyncio.run(watch.look(1))
        assert shown(central, made.authority) == made.until
        asyncio.run(watch.look(LOOKS_APART + 1))
        assert shown(central, made.authority) == renewed.until
        # Half of it is not taken: what is served goes on.
        (folder / "server.pem").write_bytes(made.authority.read_bytes())
        asyncio.run(watch.look(3 * LOOKS_APART))
        assert shown(central, made.authority) == renewed.until
    assert "certificate was not read: Trouble" in caplog.text


def shown(central: Central, authority: Path) -> datetime:
    """Return the end of the certificate central proves itself with."""
    trust = ssl.create_default_context(cafile=authority)
    pem = ssl.get_server_certificate((HERE, central.port), ca_certs=str(authority))
    assert trust.verify_mode is ssl.CERT_REQUIRED
    return x509.load_pem_x509_certificate(pem.encode()).not_valid_after_utc


def test_what_is_no_certificate_has_no_end(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("nothing")
    with pytest.raises(Trouble):
        Tls(tmp_path / "none.pem", tmp_path / "none.pem").until()
