"""Central knows each kiosk's head and what is missing, and keeps both sides of a conflict."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from click.testing import CliRunner

from kiosk.catalogue.workdays import Year
from kiosk.central.hall_desk import Where, attention_lines, release_case
from kiosk.central.heads import ON_ITS_WAY, both_sides, heads
from kiosk.central.overview import attention, received
from kiosk.central.reading import Reader
from kiosk.central.recounting import recount
from kiosk.central.release import release
from kiosk.cli import main
from kiosk.wire.entry import Entry, Unsealed, seal
from kiosk.wire.messages import Gap, Verdict
from tests.central.chuxiong import where
from tests.central.hall import Central, Kiosk, now, number_of


def twin_of(kiosk: Kiosk, entry: Entry, body: bytes | None = None) -> Entry:
    """Return what a copy of this kiosk's disk would have written in that place."""
    return seal(
        Unsealed(
            entry.kiosk,
            entry.chain,
            entry.sequence,
            entry.previous,
            entry.id,
            entry.kind,
            entry.case_id,
            entry.at + timedelta(seconds=1),
            entry.actor,
            json.loads(body or entry.body),
            entry.attachments,
        ),
        kiosk.keys.identity,
    )


def test_the_head_and_the_numbers_that_are_missing(central: Central, kiosk: Kiosk) -> None:
    for _ in range(5):
        kiosk.submit()
    batch = kiosk.journal.outbox.waiting()
    with kiosk.line(central.url) as line:
        line.send([batch[0], batch[2], batch[5]])
        with central.database.read() as connection:
            (head,) = heads(connection, now())
        (chain,) = head.chains
        assert (head.kiosk, chain.complete_to, chain.highest) == ("dongsheng-1", 1, 6)
        assert chain.gaps == (Gap(2, 2), Gap(4, 5))
        assert chain.last_received is not None
        line.send(batch)
    with central.database.read() as connection:
        (head,) = heads(connection, now())
    assert (head.chains[0].complete_to, head.chains[0].gaps) == (6, ())


def test_numbers_that_do_not_come_are_told_after_an_hour(central: Central, kiosk: Kiosk) -> None:
    for _ in range(14):
        kiosk.submit()
    batch = kiosk.journal.outbox.waiting()
    with kiosk.line(central.url) as line:
        line.send(batch[::2])
        assert attention_lines(where(central), now() + ON_ITS_WAY - timedelta(minutes=1)) == ()
        later = now() + ON_ITS_WAY + timedelta(minutes=1)
        (told,) = (one for one in attention_lines(where(central), later) if "lacks" in one)
        assert told.startswith(f"dongsheng-1 lacks 2, 4, 6, 8, 10, … of {batch[0].chain} since 20")
        line.send(batch)
        assert not [one for one in attention_lines(where(central), later) if "lacks" in one]


def test_both_sides_of_a_conflict_are_kept_and_shown(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit()
    opened, entry = kiosk.journal.outbox.waiting()
    other = twin_of(kiosk, entry)
    with kiosk.line(central.url) as line:
        line.send([opened, entry])
        for _ in range(2):
            (verdict,) = line.send([other]).verdicts
            assert verdict.verdict is Verdict.CONFLICT
    with central.database.read() as connection:
        (conflict,) = both_sides(connection)
        assert both_sides(connection, "another") == ()
        (case,) = received(connection, number_of(entry))
    assert [side.hash for side in conflict.sides] == [entry.hash, other.hash]
    assert [side.content for side in conflict.sides] == [
        json.loads(entry.content),
        json.loads(other.content),
    ]
    # The same case in both: it is one case, under the entry that came first.
    assert case.quarantine is None


def test_a_case_in_conflict_waits_for_a_person_and_goes_its_way(
    central: Central, kiosk: Kiosk
) -> None:
    first = kiosk.submit()
    opened, entry = kiosk.journal.outbox.waiting()
    kiosk.journal.outbox.set_aside(entry, "kept for later", now())
    second = kiosk.submit()
    body = json.loads(second.body)
    # The copy counted on from the same number: two couples hold receipts with one number.
    body["number"] = body["case"]["number"] = number_of(first)
    in_its_place = replace(entry, id=second.id, case_id=second.case_id)
    other = twin_of(kiosk, in_its_place, json.dumps(body).encode())
    with kiosk.line(central.url) as line:
        line.send([opened, entry])
        assert line.send([other]).verdicts[0].verdict is Verdict.CONFLICT
    with central.database.read() as connection:
        stands, beside = received(connection, number_of(first))
        (waits,) = attention(connection)
    assert (stands.quarantine, beside.quarantine) == (None, "sequence")
    assert beside.tasks == ()
    assert (waits.number, waits.reason, waits.hash) == (number_of(first), "sequence", other.hash)
    reader = Reader(central.catalogue, central.calendar)
    with central.database.write() as connection:
        assert len(release(connection, reader, beside.id, now())) == 4
    with central.database.read() as connection:
        assert attention(connection) == ()
        assert len(both_sides(connection)) == 1
    # Its days can be counted anew like any other's, though its entry stands beside the chain.
    years = [Year(datetime.now(UTC).year, (), ())]
    assert recount(central.database, reader, years, now()) == 0


def test_staff_see_it_all_at_the_command(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit()
    opened, _ = kiosk.journal.outbox.waiting()
    other = twin_of(kiosk, opened)
    with kiosk.line(central.url) as line:
        line.send([opened, entry])
        line.send([other])
    central.stop()
    where = ["--folder", str(central.folder), "--database", central.database_url]

    def shown(name: str) -> list[dict[str, object]]:
        done = CliRunner().invoke(main, ["central", name, *where])
        assert done.exit_code == 0, done.output
        found: list[dict[str, object]] = json.loads(done.output)
        return found

    assert shown("kiosks")[0]["kiosk"] == "dongsheng-1"
    (conflict,) = shown("conflicts")
    assert [side["hash"] for side in conflict["sides"]] == [opened.hash, other.hash]  # type: ignore[attr-defined]  # JSON
    assert release_case(Where(central.database_url, central.folder), number_of(entry), now()) == 4
    central.start()
