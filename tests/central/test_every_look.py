"""Every door and every command at which somebody sees a case leaves a record: all are tried.

A command or a door that comes later stands in no list here, and fails until it does.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import httpx2
import pytest
from click.testing import CliRunner

from kiosk.central.audit import operator, readings_of
from kiosk.cli import main
from kiosk.cli_central import central as group
from kiosk.wire.proof import prove
from tests.central.chuxiong import MORNING, THURSDAY, chuxiong, kiosk_of, wish
from tests.central.hall import Central, Kiosk, number_of
from tests.central.test_heads import twin_of
from tests.central.test_receipts import proof_of

SEES_NOBODY = {
    "admit": "a department's name",
    "audit": "who looked, not at what",
    "calendar": "days",
    "forms": "forms",
    "certificate": "central's own names",
    "import": "counts",
    "invite": "a kiosk's name",
    "keys": "public keys",
    "kiosks": "heads and numbers of entries",
    "machines": "kiosks and their devices",
    "quota": "how many waited",
    "restored": "an epoch",
    "revoke": "a kiosk's name",
    "settings": "settings of halls",
    "serve": "nothing but its log, which quotes nobody",
}
"""Commands after which nobody knows more about a person, and what they show instead."""


@dataclass(frozen=True)
class Kept:
    """A central that keeps something for everybody to look at: numbers, and hashes of entries."""

    central: Central
    at_work: str
    with_place: str
    put_aside: str
    receipt: str
    no_case: str
    token: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("house")
    with chuxiong("", folder, lambda: MORNING) as central:
        kiosk = kiosk_of(central, folder)
        at_work, with_place = kiosk.submit(filling=wish()), kiosk.submit(filling=wish())
        aside = kiosk.submit(filling=wish(), snapshot="0" * 64)
        opened = kiosk.journal.outbox.waiting()[0]
        other = twin_of(kiosk, opened)
        with kiosk.line(central.url) as line:
            line.send(kiosk.journal.outbox.waiting())
            line.send([other])
        yield Kept(
            central,
            number_of(at_work),
            number_of(with_place),
            number_of(aside),
            prove(proof_of(at_work), kiosk.keys.identity),
            other.hash,
            central.admit("civil"),
        )
        kiosk.journal.close()


def looks(kept: Kept) -> Counter[tuple[str, str, str]]:
    with kept.central.database.read() as connection:
        return Counter((one.what, one.who, one.subject) for one in readings_of(connection))


def commands(kept: Kept) -> dict[str, tuple[list[str], str]]:
    """Return what is asked of each command that shows a case, and whom it then has shown."""
    return {
        "appointments": (["chuxiong", f"{THURSDAY}"], kept.with_place),
        "attention": ([], kept.put_aside),
        "cancel": ([kept.with_place], kept.with_place),
        "conflicts": ([], kept.no_case),
        "decide": ([kept.at_work, ITEM], kept.at_work),
        "release": ([kept.put_aside], kept.put_aside),
        "settle": ([kept.no_case, "--why", "a copied disk"], kept.no_case),
        "show": ([kept.at_work], kept.at_work),
        "verify": ([kept.receipt], kept.at_work),
    }


ITEM = "marriage_reg"


def test_every_command_that_shows_a_case_leaves_a_record(kept: Kept) -> None:
    assert isinstance(group, click.Group)
    asked = commands(kept)
    assert set(group.commands) <= asked.keys() | SEES_NOBODY.keys()
    desk = ["--database", kept.central.database_url, "--folder", str(kept.central.folder)]
    order = ["appointments", "attention", "conflicts", "show", "verify"]
    for name in (*order, *sorted(asked.keys() - set(order))):
        arguments, subject = asked[name]
        before = looks(kept)
        done = CliRunner().invoke(main, ["central", name, *desk, *arguments])
        assert done.exit_code == 0, (name, done.output)
        assert (looks(kept) - before)[name, operator(), subject] == 1, name


def test_every_door_for_people_leaves_a_record(kept: Kept) -> None:
    doors = httpx2.get(f"{kept.central.url}/v1/openapi.json").json()["paths"]
    for_people = {
        (method, path)
        for path, operations in doors.items()
        for method, operation in operations.items()
        if operation.get("security") == [{"department": []}]
    }
    bearer = {"authorization": f"Bearer {kept.token}"}
    with httpx2.Client(base_url=kept.central.url, headers=bearer) as client:
        work = client.get("/v1/work").json()
        asked = {
            ("get", "/v1/work"): ("", "work"),
            ("post", "/v1/tasks/{task_id}/result"): ('{"state":"in_review"}', "result"),
        }
        assert set(asked) == for_people
        for (method, path), (body, what) in asked.items():
            before = looks(kept)
            door = path.format(task_id=work[0]["id"])
            assert client.request(method, door, content=body).is_success
            assert {(one[0], one[1]) for one in looks(kept) - before} == {
                (what, "department:civil")
            }


def test_what_nobody_has_to_prove_anything_for_shows_nobody(kept: Kept) -> None:
    doors = httpx2.get(f"{kept.central.url}/v1/openapi.json").json()["paths"]
    open_to_all = {
        path for path, each in doors.items() if any("security" not in one for one in each.values())
    }
    assert open_to_all == {"/v1/ping", "/v1/catalogue", "/v1/calendar", "/v1/enrol"}
    for path in sorted(open_to_all - {"/v1/enrol"}):
        said = httpx2.get(kept.central.url + path).text
        assert not [one for one in (kept.at_work, "巴特尔", "李婉清") if one in said]


def test_a_kiosk_hears_of_its_own_cases_only(kept: Kept, tmp_path: Path) -> None:
    other: Kiosk = kiosk_of(kept.central, tmp_path, "hall-2")
    with other.line(kept.central.url) as line:
        assert line.news(None).progress == ()
    other.journal.close()
