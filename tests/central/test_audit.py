"""Whoever looks at a case at central leaves a record that nobody takes away."""

import re
from datetime import timedelta

import httpx2
import pytest
from click.testing import CliRunner
from sqlalchemy import delete, exc, update

from kiosk.central.audit import STAY, note, operator, readings_of
from kiosk.central.desk import shown_case, shown_conflicts
from kiosk.central.hall_desk import attention_lines
from kiosk.central.tables import readings
from kiosk.cli import main
from kiosk.errors import Trouble
from tests.central.chuxiong import where
from tests.central.hall import Central, Kiosk, now, number_of
from tests.central.test_heads import twin_of


def hand_in(central: Central, kiosk: Kiosk) -> str:
    entry = kiosk.submit()
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    return number_of(entry)


def looks(central: Central, subject: str | None = None) -> list[tuple[str, str, str]]:
    with central.database.read() as connection:
        return [(one.subject, one.who, one.what) for one in readings_of(connection, subject)]


def test_a_department_that_looks_is_recorded(central: Central, kiosk: Kiosk) -> None:
    number = hand_in(central, kiosk)
    bearer = {"authorization": f"Bearer {central.admit('civil')}"}
    assert looks(central) == []
    (task,) = httpx2.get(f"{central.url}/v1/work", headers=bearer).json()
    assert looks(central, number) == [(number, "department:civil", "work")]
    door = f"{central.url}/v1/tasks/{task['id']}/result"
    assert httpx2.post(door, json={"state": "in_review"}, headers=bearer).is_success
    assert looks(central, number)[1:] == [(number, "department:civil", "result")]


def test_who_is_not_let_in_sees_nothing_and_leaves_nothing(central: Central, kiosk: Kiosk) -> None:
    hand_in(central, kiosk)
    bearer = {"authorization": "Bearer somebody"}
    assert httpx2.get(f"{central.url}/v1/work", headers=bearer).status_code == 401
    assert looks(central) == []


def test_an_operator_who_looks_is_recorded(central: Central, kiosk: Kiosk) -> None:
    number = hand_in(central, kiosk)
    desk = (central.database_url, central.folder)
    shown_case(*desk, number, now())
    assert looks(central) == [(number, operator(), "show")]
    with pytest.raises(Trouble):
        shown_case(*desk, "150602", now())
    assert len(looks(central)) == 1


def test_what_waits_for_a_person_and_both_sides_of_a_conflict_are_recorded(
    central: Central, kiosk: Kiosk
) -> None:
    entry = kiosk.submit()
    opened, _ = kiosk.journal.outbox.waiting()
    other, another = twin_of(kiosk, opened), twin_of(kiosk, entry)
    with kiosk.line(central.url) as line:
        line.send([opened, entry])
        line.send([other, another])
    lines = attention_lines(where(central), now())
    waiting = {subject for subject, _, what in looks(central) if what == "attention"}
    assert {line.split()[3] for line in lines} == waiting == {other.hash, another.hash}
    shown_conflicts(central.database_url, central.folder, None, now())
    sides = {subject for subject, _, what in looks(central) if what == "conflicts"}
    assert sides == {opened.hash, other.hash, number_of(entry)}


def test_the_record_is_listed_by_number(central: Central, kiosk: Kiosk) -> None:
    numbers = [hand_in(central, kiosk) for _ in range(2)]
    desk = ["--database", central.database_url, "--folder", str(central.folder)]
    run = CliRunner()
    for number in numbers:
        assert run.invoke(main, ["central", "show", *desk, number]).exit_code == 0
    spaced = " ".join(re.findall(".{1,4}", numbers[0]))
    (line,) = run.invoke(main, ["central", "audit", *desk, spaced]).output.splitlines()
    assert line.endswith(f"  {numbers[0]}  {operator()}  show")
    assert len(run.invoke(main, ["central", "audit", *desk]).output.splitlines()) == 2


def test_records_go_when_they_are_old_enough_and_that_is_recorded(
    central: Central, kiosk: Kiosk
) -> None:
    number = hand_in(central, kiosk)
    for days in (400, 200, 100):
        with central.database.write() as connection:
            note(connection, "department:civil", "work", [number], now() - timedelta(days=days))
    desk = ["--database", central.database_url, "--folder", str(central.folder)]
    run = CliRunner()
    assert run.invoke(main, ["central", "audit", *desk, "--forget", "300"]).output == (
        "1 records removed\n"
    )
    before = f"{now() - timedelta(days=300):%Y-%m-%d}"
    assert looks(central) == [
        (number, "department:civil", "work"),
        (number, "department:civil", "work"),
        (f"1 before {before}", operator(), "forget"),
    ]
    early = run.invoke(main, ["central", "audit", *desk, "--forget", "182"])
    assert (early.exit_code, "183" in early.output) == (1, True)
    both = run.invoke(main, ["central", "audit", *desk, number, "--forget", "300"])
    assert both.exit_code == 2
    assert len(looks(central)) == 3


def test_the_database_itself_keeps_what_is_younger_than_half_a_year(
    central: Central, kiosk: Kiosk
) -> None:
    number = hand_in(central, kiosk)
    for days in (184, 182):
        with central.database.write() as connection:
            note(connection, "department:civil", "work", [number], now() - timedelta(days=days))
    with pytest.raises(exc.DBAPIError, match="readings stay"), central.database.write() as one:
        one.execute(delete(readings))
    assert len(looks(central)) == 2
    old = delete(readings).where(readings.c.at < now() - STAY)
    with central.database.write() as connection:
        assert connection.execute(old).rowcount == 1


def test_a_record_is_neither_changed_nor_removed(central: Central, kiosk: Kiosk) -> None:
    number = hand_in(central, kiosk)
    shown_case(central.database_url, central.folder, number, now())
    for change in (update(readings).values(who="nobody"), delete(readings)):
        with pytest.raises(exc.DBAPIError, match="readings stay"), central.database.write() as one:
            one.execute(change)
    assert len(looks(central)) == 1
