import logging
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import select

from kiosk.central import blobs
from kiosk.central.address import listening
from kiosk.central.enrolment import NotInvited, enrol, find, invite, renew_epoch
from kiosk.central.overview import totals
from kiosk.central.tables import kiosks
from kiosk.courier.at_once import AtOnce
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.uploading import Uploading
from kiosk.errors import Trouble
from kiosk.wire.bundle import SMALL
from kiosk.wire.identity import Identity
from kiosk.wire.messages import EnrolmentRequest, Offer, ProblemKind
from kiosk.wire.requests import Request, Signer
from tests.central.hall import DISTRICT, Central, Kiosk, now

INSTALL = "019c0a11-0000-7000-8000-000000000001"


def asked(code: str, identity: Identity) -> EnrolmentRequest:
    return EnrolmentRequest(code, identity.public, INSTALL, now())


def test_a_code_is_for_one_kiosk_and_one_key(central: Central) -> None:
    mine, other = Identity.make(), Identity.make()
    code = central.invite("one")
    with central.database.write() as connection:
        first = enrol(connection, asked(code, mine), b"c" * 32, now())
        again = enrol(connection, asked(code.lower().replace("-", " "), mine), b"c" * 32, now())
        assert (first.kiosk, first.digits, first.epoch) == (again.kiosk, "01", again.epoch)
        with pytest.raises(NotInvited):
            enrol(connection, asked(code, other), b"c" * 32, now())


def test_kiosks_of_a_district_have_digits_of_their_own(central: Central) -> None:
    given = []
    for name in ("one", "two", "three"):
        code = central.invite(name)
        with central.database.write() as connection:
            given.append(enrol(connection, asked(code, Identity.make()), b"", now()).digits)
    assert given == ["01", "02", "03"]


def test_the_number_for_trying_out_is_given_to_nobody(central: Central) -> None:
    with central.database.write() as connection:
        for count in range(100):
            invite(connection, f"kiosk-{count}", "999999", now())
        wanted = select(kiosks.c.digits).where(kiosks.c.district == "999999")
        digits = set(connection.execute(wanted).scalars())
    assert len(digits) == 100
    assert "99" not in digits
    assert {"98", "0100", "0101"} <= digits


def test_enrolled_anew_the_old_key_still_proves_old_entries(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit()
    old = kiosk.journal.outbox.waiting()
    new = Identity.make()
    code = central.invite(kiosk.welcome.kiosk)
    with central.database.write() as connection:
        enrol(connection, asked(code, new), b"", now())
        speaker = find(connection, kiosk.welcome.kiosk)
    assert speaker is not None
    assert speaker.keys == (new.public, kiosk.keys.identity.public)
    with pytest.raises(LineFailure) as caught, kiosk.line(central.url) as line:
        line.send(old)
    assert caught.value.failure is Failure.SIGNATURE
    object.__setattr__(kiosk.keys, "identity", new)
    with kiosk.line(central.url) as line:
        assert all(one.verdict.kept for one in line.send(old).verdicts)


def test_a_code_ends_after_a_day(central: Central) -> None:
    with central.database.write() as connection:
        code = invite(connection, "late", DISTRICT, now() - timedelta(hours=25))
        with pytest.raises(NotInvited):
            enrol(connection, asked(code, Identity.make()), b"", now())


def test_every_no_is_a_problem_document(central: Central, kiosk: Kiosk) -> None:
    client = httpx2.Client(base_url=central.url)
    for answer, kind in (
        (client.get("/v1/news"), ProblemKind.SIGNATURE),
        (client.get("/nowhere"), ProblemKind.NOT_FOUND),
        (client.delete("/v1/ping"), ProblemKind.NOT_FOUND),
        (client.post("/v1/enrol", content=b"{}"), ProblemKind.UNREADABLE),
        (client.post("/v1/entries?chain=x", content=b""), ProblemKind.UNREADABLE),
        (client.post("/v1/enrol", content=bytes(5000)), ProblemKind.TOO_LARGE),
    ):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] == kind
        assert answer.json()["status"] == answer.status_code
    client.close()


@pytest.mark.parametrize("change", ["body", "target", "digest", "unsigned header"])
def test_what_was_changed_on_the_way_is_noticed(
    central: Central, kiosk: Kiosk, change: str
) -> None:
    chain = kiosk.journal.history.head().chain
    body = kiosk.journal.outbox.waiting()[0].line()
    url = f"{central.url}/v1/entries?chain={chain}"
    signer = Signer(kiosk.welcome.kiosk, kiosk.keys.identity)
    signed = signer.sign(Request("POST", url, {}, body), now())
    headers = dict(signed.headers)
    if change == "body":
        body = body.replace(b"kiosk", b"kiosc", 1)
    elif change == "target":
        url = url.replace(chain, INSTALL)
    elif change == "digest":
        del headers["content-digest"]
    else:
        headers["upload-offset"] = "5"
    answer = httpx2.post(url, content=body, headers=headers)
    assert answer.status_code in (400, 401)
    with central.database.read() as connection:
        assert totals(connection).entries == 0


def test_what_is_published_is_known_again(central: Central) -> None:
    first = httpx2.get(f"{central.url}/v1/catalogue")
    again = httpx2.get(
        f"{central.url}/v1/catalogue", headers={"if-none-match": first.headers["etag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.json()["content"] == {"forms": [], "version": 0}


def test_nothing_is_promised_while_the_database_is_away(
    central: Central, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    kiosk.submit()
    batch = kiosk.journal.outbox.waiting()
    with central.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE entries RENAME TO hidden")
    with kiosk.line(central.url) as line:
        with pytest.raises(LineFailure) as caught:
            line.send(batch)
        assert caught.value.failure in (Failure.BUSY, Failure.SERVER)
        with central.database.write() as connection:
            connection.exec_driver_sql("ALTER TABLE hidden RENAME TO entries")
        assert line.send(batch).complete_to == len(batch)
    for secret in ("巴特尔", "150602200411219993", "13804770001"):
        assert secret not in caplog.text


def test_a_full_disk_is_busy_and_nothing_is_half_kept(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    kiosk.submit(bytes(SMALL + 1))
    with kiosk.line(central.url) as line:
        word = line.send(kiosk.journal.outbox.waiting())
        with monkeypatch.context() as patch:
            patch.setattr(blobs.Folder, "put", full)
            kiosk.journal.outbox.confirm(word)
            files = Uploading(kiosk.journal, line, AtOnce(), lambda: None)
            with pytest.raises(LineFailure) as caught:
                list(files.bring())
        assert caught.value.failure is Failure.BUSY
        assert list(Uploading(kiosk.journal, line, AtOnce(), lambda: None).bring())
    with central.database.read() as connection:
        assert totals(connection).attachments == 3


def test_an_offer_is_answered_with_what_is_lacking(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit()
    batch = kiosk.journal.outbox.waiting()
    offer = Offer(kiosk.welcome.kiosk, batch[0].chain, tuple(entry.hash for entry in batch))
    with kiosk.line(central.url) as line:
        assert line.reconcile(offer).lacking == offer.hashes
        line.send(batch[:1])
        answer = line.reconcile(offer)
    assert (answer.lacking, answer.highest) == ((batch[1].hash,), 1)


def test_news_begin_anew_with_an_epoch(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit()
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        told = line.news(None)
        with central.database.write() as connection:
            renew_epoch(connection)
        again = line.news(told.cursor)
    assert again.progress == told.progress
    assert again.epoch != told.epoch


def test_a_port_in_use_is_named(central: Central, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught, listening("127.0.0.1", central.port):
        pass
    assert caught.value.code == "central.port_in_use"
    with pytest.raises(Trouble) as caught, listening("no.such.host.invalid", 0):
        pass
    assert caught.value.code == "central.address"
