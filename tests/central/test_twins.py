"""Copies of a disk are noticed, and whoever stands before one is served all the same."""

import json
import shutil
import uuid
from pathlib import Path

import pytest
from sqlalchemy import update

from kiosk.central.enrolment import Cloned, enrol, find, invite, revoke
from kiosk.central.hall_desk import attention_lines
from kiosk.central.tables import cases
from kiosk.central.twins import Twin, twins
from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.line import enrol as enrol_by_line
from kiosk.journal.journal import Journal
from kiosk.wire.entry import Unsealed, seal
from kiosk.wire.identity import Identity
from kiosk.wire.messages import EnrolmentRequest, Verdict
from tests.central.chuxiong import where
from tests.central.hall import DISTRICT, Central, Kiosk, now, number_of

INSTALL = "019c0a11-0000-7000-8000-000000000001"


def asked(code: str, identity: Identity, install: str = INSTALL) -> EnrolmentRequest:
    return EnrolmentRequest(code, identity.public, install, now())


def seen(central: Central) -> tuple[Twin, ...]:
    with central.database.read() as connection:
        return twins(connection)


def test_a_copy_with_its_key_is_not_enrolled_under_another_name(central: Central) -> None:
    mine = Identity.make()
    enrol_by_line(central.url, asked(central.invite("one"), mine), mine)
    code = central.invite("two")
    with pytest.raises(LineFailure) as caught:
        enrol_by_line(central.url, asked(code, mine), mine)
    assert caught.value.failure is Failure.CLONE
    # With a key of its own the code still holds; that both were set up at once is told.
    own = Identity.make()
    assert enrol_by_line(central.url, asked(code, own), own).kiosk == "two"
    assert seen(central) == (Twin("one", "two"),)


def test_a_kiosk_that_was_stopped_by_mistake_comes_back_with_its_key(central: Central) -> None:
    mine = Identity.make()
    enrol_by_line(central.url, asked(central.invite("one"), mine), mine)
    with central.database.write() as connection:
        revoke(connection, "one", now())
        code = invite(connection, "one", DISTRICT, now())
        enrol(connection, asked(code, mine), b"", now())
        known = find(connection, "one")
    assert known is not None
    assert (known.keys, known.revoked) == ((mine.public,), False)
    assert seen(central) == ()


def test_the_key_of_another_kiosk_stays_with_it(central: Central) -> None:
    mine = Identity.make()
    with central.database.write() as connection:
        enrol(connection, asked(invite(connection, "one", DISTRICT, now()), mine), b"", now())
        code = invite(connection, "two", DISTRICT, now())
        with pytest.raises(Cloned):
            enrol(connection, asked(code, mine), b"", now())


def test_two_that_run_from_one_disk_are_served_and_seen(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    def round_of(one: Kiosk) -> None:
        with one.line(central.url) as line:
            assert Courier(one.journal, line, one.clock, lambda: 0.0).round() is None

    kiosk.submit()
    round_of(kiosk)
    kiosk.journal.close()
    shutil.copytree(kiosk.folder, tmp_path / "copy")
    there = tmp_path / "copy"

    def opened(folder: Path) -> Journal:
        return Journal.open(folder / "journal", kiosk.keys, kiosk.welcome.kiosk, kiosk.clock)

    kiosk.journal = opened(kiosk.folder)
    copy = Kiosk(there, kiosk.clock, kiosk.welcome, kiosk.keys, opened(there))
    for _ in range(2):
        kiosk.submit()
        round_of(kiosk)
        copy.submit()
        round_of(copy)
        kiosk.submit()
        round_of(kiosk)
    assert seen(central) == (Twin("dongsheng-1", "dongsheng-1"),)
    for one in (kiosk, copy):
        assert one.journal.outbox.queue().waiting == 0
    copy.journal.close()


def test_a_new_chain_alone_is_no_copy(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit()
    kiosk.journal.start_chain("as after a restore")
    kiosk.submit()
    with kiosk.line(central.url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is None
    assert seen(central) == ()


def test_a_number_of_several_cases_is_told_until_they_are_over(
    central: Central, kiosk: Kiosk
) -> None:
    """A disk that came back from before its first use is in conflict with nothing."""
    first, second = kiosk.submit(), kiosk.submit()
    body = json.loads(second.body)
    number = body["number"] = body["case"]["number"] = number_of(first)
    opened, *_ = kiosk.journal.outbox.waiting()
    again = seal(
        Unsealed(
            second.kiosk,
            str(uuid.uuid4()),
            1,
            opened.previous,
            second.id,
            second.kind,
            second.case_id,
            second.at,
            second.actor,
            body,
            second.attachments,
        ),
        kiosk.keys.identity,
    )
    with kiosk.line(central.url) as line:
        line.send([opened, first])
        assert line.send([again]).verdicts[0].verdict is Verdict.STORED
    (told,) = attention_lines(where(central), now())
    assert told == f"{number} is the number of several cases: see `show`"
    with central.database.write() as connection:
        connection.execute(update(cases).where(cases.c.id == second.case_id).values(state="done"))
    assert attention_lines(where(central), now()) == ()
