"""What waits for a person and is no case can be settled; nothing of it is lost by that."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from kiosk.central.audit import operator, readings_of
from kiosk.central.desk import settle_entry
from kiosk.central.hall_desk import attention_lines
from kiosk.central.heads import both_sides
from kiosk.central.overview import attention, totals
from kiosk.central.reading import SUBMITTED
from kiosk.cli import main
from kiosk.errors import Trouble
from kiosk.wire.entry import Entry
from tests.central.chuxiong import where
from tests.central.hall import Central, Kiosk, now
from tests.central.test_heads import twin_of


def waiting(central: Central) -> list[str]:
    with central.database.read() as connection:
        return [one.hash for one in attention(connection)]


def in_conflict(central: Central, kiosk: Kiosk) -> Entry:
    """A copied disk wrote another first entry."""
    (opened,) = kiosk.journal.outbox.waiting()
    other = twin_of(kiosk, opened)
    with kiosk.line(central.url) as line:
        line.send([opened])
        line.send([other])
    assert waiting(central) == [other.hash]
    return other


def test_a_conflict_without_a_case_is_settled_and_stays_on_record(
    central: Central, kiosk: Kiosk
) -> None:
    other = in_conflict(central, kiosk)
    desk = (central.database_url, central.folder)
    for why in ("a copied disk, replaced", "said again"):
        settle_entry(*desk, other.hash, why, now())
    assert attention_lines(where(central), now()) == ()
    with central.database.read() as connection:
        (conflict,) = both_sides(connection)
        assert totals(connection).conflicts == 1
        looks = [(one.subject, one.what) for one in readings_of(connection)]
    first, beside = conflict.sides
    assert first.settled is None
    assert beside.settled is not None
    assert (beside.settled.who, beside.settled.why) == (operator(), "a copied disk, replaced")
    assert (other.hash, "settle") in looks
    # The same again is known, and wakes nobody.
    with kiosk.line(central.url) as line:
        line.send([other])
    assert waiting(central) == []


def test_what_cannot_be_read_is_settled(central: Central, kiosk: Kiosk) -> None:
    (opened,) = kiosk.journal.outbox.waiting()
    nonsense = replace(opened, sequence=2, previous=opened.hash, kind=SUBMITTED)
    entry = twin_of(kiosk, nonsense)
    with kiosk.line(central.url) as line:
        line.send([opened, entry])
    assert waiting(central) == [entry.hash]
    settle_entry(central.database_url, central.folder, entry.hash, "an old program", now())
    assert waiting(central) == []


def test_a_case_goes_its_way_instead(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit(snapshot="0" * 64)
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    desk = (central.database_url, central.folder)
    for name, code in (
        (entry.hash, "central.to_release"),
        (kiosk.journal.history.head().hash[::-1], "central.nothing_to_settle"),
    ):
        with pytest.raises(Trouble) as caught:
            settle_entry(*desk, name, "no", now())
        assert caught.value.code == code
    assert waiting(central) == [entry.hash]


def test_at_the_command(central: Central, kiosk: Kiosk) -> None:
    other = in_conflict(central, kiosk)
    desk = ["--database", central.database_url, "--folder", str(central.folder)]
    run = CliRunner()
    (line,) = run.invoke(main, ["central", "attention", *desk]).output.splitlines()
    name = line.split()[3]
    assert name == other.hash
    done = run.invoke(main, ["central", "settle", *desk, name, "--why", "looked at"])
    assert done.exit_code == 0, done.output
    assert run.invoke(main, ["central", "attention", *desk]).output == ""
    shown = json.loads(run.invoke(main, ["central", "conflicts", *desk]).output)
    assert shown[0]["sides"][1]["settled"]["why"] == "looked at"
