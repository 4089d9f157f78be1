"""The case in docs/protocol.md is one that central opens, and what is said of it is so."""

import hashlib
import json
import re
from pathlib import Path

import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jsonschema import Draft202012Validator
from sqlalchemy import select

from kiosk.cases.case import Case, Strokes, UnreadableCase
from kiosk.cases.consent import Snapshot
from kiosk.cases.number import is_case_number
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import KindName
from kiosk.central.overview import attention
from kiosk.central.tables import cases
from tests.central.hall import central_at
from tests.central.plain_client import Json, PlainKiosk, spelled

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")
SECRET = bytes(range(1, 33))


def case_on_the_page() -> tuple[bytes, Json, list[bytes]]:
    """The first entry, what the second says, and the attachments it names."""
    (first,) = re.findall(r'^    (\{"content".*\})$', PAGE, re.MULTILINE)
    (second,) = re.findall(r"^    \{\n(?:     .*\n)+", PAGE, re.MULTILINE)
    strokes = re.findall(r'^    (\{"height".*\})$', PAGE, re.MULTILINE)
    return first.encode() + b"\n", json.loads(second), [one.encode() for one in strokes]


def test_the_case_on_the_page_is_opened(database_url: str, tmp_path: Path) -> None:
    first, said, strokes = case_on_the_page()
    with central_at(database_url, tmp_path, catalogue=Catalogue.load()) as central:
        key = Ed25519PrivateKey.from_private_bytes(SECRET)
        kiosk = PlainKiosk(central.url, key, chain=said["chain"])
        kiosk.enrol(central.invite(said["kiosk"]))
        body = first + kiosk.line(said)
        word = kiosk.word(
            kiosk.ask("POST", f"/v1/entries?chain={kiosk.chain}", body), "acknowledgement"
        )
        assert [one["verdict"] for one in word["verdicts"]] == ["stored", "stored"]
        assert kiosk.previous in PAGE
        assert set(word["missing"]) == {hashlib.sha256(one).hexdigest() for one in strokes}
        bundle = b"".join(
            b"sha256:%b %d\n%b" % (hashlib.sha256(one).hexdigest().encode(), len(one), one)
            for one in strokes
        )
        door = f"/v1/blobs?chain={kiosk.chain}"
        held = kiosk.word(kiosk.ask("POST", door, bundle), "acknowledgement")["held"]
        assert set(held) == set(word["missing"])

        told = kiosk.word(kiosk.ask("GET", "/v1/news"), "news")["progress"]
        steps = [(one["case_number"], one["item"], one["state"]) for one in told]
        number = said["body"]["number"]
        assert steps[0] == (number, None, None)
        assert sorted(steps[1:]) == [
            (number, "hukou_marital", "waiting"),
            (number, "marriage_reg", "dispatched"),
        ]
        bearer = {"authorization": f"Bearer {central.admit('civil')}"}
        (task,) = httpx2.get(central.url + "/v1/work", headers=bearer).json()
        assert (task["case_id"], task["item"]) == (said["case_id"], "marriage_reg")
        schemas = httpx2.get(central.url + "/v1/openapi.json").json()["components"]
        for name, one in (("Task", task), ("Submission", said["body"]), ("EntryContent", said)):
            schema = {"$ref": f"#/components/schemas/{name}", "components": schemas}
            Draft202012Validator(schema).validate(one)
        with central.database.read() as connection:
            (row,) = connection.execute(select(cases.c.quarantine, cases.c.remarks))
        assert (row.quarantine, row.remarks) == (None, "[]")


WRONG: dict[str, Json] = {
    "unreadable": {"language": "zh-CN"},
    "case_id": {"id": "01a20605-4b60-7000-8000-000000000099"},
    "number": {"number": "1506020126112301001742"},
    "snapshot": {"snapshot": "0" * 64},
    "attachments": {
        "signatures": [{"role": "x", "at": "2026-11-23T01:28:00Z", "sha256": "0" * 64}]
    },
    "answers": {"signatures": []},
}


def test_a_wrong_case_is_put_aside_as_the_page_says(database_url: str, tmp_path: Path) -> None:
    _, said, strokes = case_on_the_page()
    table = PAGE.partition("| put aside for |")[2].partition("\n\n")[0]
    assert all(f"`{why}`" in table for why in WRONG)
    with central_at(database_url, tmp_path, catalogue=Catalogue.load()) as central:
        kiosk = PlainKiosk(central.url)
        kiosk.enrol(central.invite())
        why_of = {}
        for count, (why, wrong) in enumerate(WRONG.items()):
            case_id = f"01a20605-4b60-7000-8000-{count:012}"
            case = said["body"]["case"] | {"id": case_id} | wrong
            line = kiosk.entry("case.submitted", {"case": case}, *strokes, case_id=case_id)
            kiosk.word(
                kiosk.ask("POST", f"/v1/entries?chain={kiosk.chain}", line), "acknowledgement"
            )
            why_of[kiosk.previous] = why
        with central.database.read() as connection:
            waiting = attention(connection)
        aside = {one.hash: (one.reason, one.number) for one in waiting}
        assert {name: why for name, (why, _) in aside.items()} == why_of
        assert [why for why, number in aside.values() if number is None] == ["unreadable"]
        assert [one.member for one in waiting if one.member] == ["$.case.language"]
        told = kiosk.word(kiosk.ask("GET", "/v1/news"), "news")["progress"]
        assert [one["item"] for one in told] == [None] * (len(WRONG) - 1)


def test_what_was_signed_of_it_is_spelled_as_the_page_says() -> None:
    _, said, strokes = case_on_the_page()
    case = said["body"]["case"]
    signed = {
        "answers": case["answers"],
        "items": sorted(case["items"]),
        "service": list(case["service"].values()),
    }
    (shown,) = re.findall(r'^    (\{"answers".*\})$', PAGE, re.MULTILINE)
    assert spelled(signed) == shown.encode()
    read = Case.from_dict(case)
    digest = hashlib.sha256(shown.encode()).hexdigest()
    assert digest == read.snapshot == Snapshot.of_case(read).hash
    assert [Strokes.from_bytes(one).to_bytes() for one in strokes] == strokes
    assert not any(Strokes.from_bytes(one).blank for one in strokes)
    number = said["body"]["number"]
    assert is_case_number(number)
    assert number[-2:] == f"{98 - int(number[:-2]) * 100 % 97:02}"


def test_every_member_of_a_case_has_its_row_and_all_but_warnings_are_needed() -> None:
    rows = PAGE.partition("\n| `case` | |\n")[2].partition("\n\n")[0]
    told = [name for row in rows.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(told) == sorted(Case.__annotations__)
    _, said, _ = case_on_the_page()
    case = said["body"]["case"]
    for name in told:
        without = {one: value for one, value in case.items() if one != name}
        if name == "warnings":
            assert Case.from_dict(without) == Case.from_dict(case)
        else:
            with pytest.raises(UnreadableCase):
                Case.from_dict(without)


def test_every_kind_of_field_stands_on_the_page_with_its_answer() -> None:
    answers = PAGE.partition("| kind of field | answer |")[2].partition("\n\n")[0]
    silent = {KindName.NOTE, KindName.SIGNATURE}
    assert set(re.findall(r"`(\w+)`", re.sub(r"\|[^|]*\|$", "", answers, flags=re.MULTILINE))) == {
        kind.value for kind in KindName if kind not in silent
    }
