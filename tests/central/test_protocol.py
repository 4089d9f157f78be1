"""docs/protocol.md is enough to write a client from, and says what the code does."""

import base64
import hashlib
import json
import os
import re
import uuid
from pathlib import Path

import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jsonschema import Draft202012Validator

from kiosk.cases.case import AttachmentRef, Case, Flag, ServiceRef, Signature
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.published import Published, mark_of
from kiosk.central.openapi import MESSAGES
from kiosk.central.problems import STATUS
from kiosk.courier.backing_off import CAP, FIRST
from kiosk.wire.entry import EntryContent, read_line, verify
from kiosk.wire.identity import Identity
from kiosk.wire.messages import Booking, Gap, LineVerdict, ProblemKind, Progress, Verdict
from kiosk.wire.parcel import Batch
from kiosk.wire.requests import Request, sender
from tests.central.hall import Central
from tests.central.plain_client import PlainKiosk, text

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")
SECRET = bytes(range(1, 33))
_PARTS = (EntryContent, ServiceRef, AttachmentRef, Signature, Flag)


@pytest.fixture
def plain(central: Central) -> PlainKiosk:
    kiosk = PlainKiosk(central.url)
    kiosk.enrol(central.invite("written-from-the-page"))
    return kiosk


def test_a_client_written_from_the_page_alone_goes_all_the_way(
    central: Central, plain: PlainKiosk
) -> None:
    small, large, other = b"small", os.urandom(300_000), os.urandom(200_000)
    lines = [
        plain.entry("journal.opened", {"reason": "first start", "before": None}),
        plain.entry("staff.note", {"n": 1}, small, large, other),
    ]
    door = f"/v1/entries?chain={plain.chain}"
    first = plain.word(plain.ask("POST", door, b"".join(lines)), "acknowledgement")
    assert [one["verdict"] for one in first["verdicts"]] == ["stored", "stored"]
    assert (first["complete_to"], first["gaps"]) == (2, [])
    again = plain.word(plain.ask("POST", door, lines[1]), "acknowledgement")
    assert [one["verdict"] for one in again["verdicts"]] == ["known"]
    names = {hashlib.sha256(one).hexdigest(): one for one in (small, large, other)}
    assert set(first["missing"]) == set(names)

    name = hashlib.sha256(small).hexdigest()
    bundle = b"sha256:%b %d\n%b" % (name.encode(), len(small), small)
    word = plain.word(
        plain.ask("POST", f"/v1/blobs?chain={plain.chain}", bundle), "acknowledgement"
    )
    assert word["held"] == [name]

    name = hashlib.sha256(large).hexdigest()
    blob = f"/v1/blobs/sha256:{name}"
    length = {"upload_length": str(len(large))}
    half = len(large) // 2
    there = plain.ask(
        "PATCH", f"{blob}?chain={plain.chain}", large[:half], upload_offset="0", **length
    )
    assert (there.status_code, there.headers["upload-offset"]) == (204, str(half))
    wrong = plain.ask(
        "PATCH", f"{blob}?chain={plain.chain}", large[9:99], upload_offset="9", **length
    )
    assert (wrong.status_code, wrong.json()["offset"]) == (409, half)
    kept = plain.ask("HEAD", blob)
    assert (kept.headers["upload-offset"], kept.headers["upload-length"]) == (
        str(half),
        str(len(large)),
    )
    rest = plain.ask(
        "PATCH", f"{blob}?chain={plain.chain}", large[half:], upload_offset=str(half), **length
    )
    assert plain.word(rest, "acknowledgement")["held"] == [name]

    second = hashlib.sha256(other).hexdigest()
    parts = f"sha256:{name};offset=300000;length=0, sha256:{second};offset=0;length=200000"
    there = plain.ask("HEAD", "/v1/blobs", upload_parts=parts)
    assert there.headers["upload-offset"] == "300000, 0"
    door = f"/v1/blobs?chain={plain.chain}"
    both = plain.ask("PATCH", door, other, upload_parts=parts)
    assert plain.word(both, "acknowledgement")["held"] == [name, second]

    told = plain.word(plain.ask("GET", "/v1/news"), "news")
    assert (told["kiosk"], told["progress"]) == ("written-from-the-page", [])
    offer = {"kiosk": told["kiosk"], "chain": plain.chain, "hashes": ["0" * 64]}
    answer = plain.ask("POST", "/v1/reconcile", json.dumps(offer).encode())
    assert plain.word(answer, "reconciliation")["highest"] == 2
    years = plain.word(httpx2.get(central.url + "/v1/calendar"), "workdaynotices")
    assert years["version"] == 0


def test_what_does_not_fit_is_answered_as_the_page_says(
    central: Central, plain: PlainKiosk
) -> None:
    many = [b"%d" % number for number in range(31)]
    line = plain.entry("staff.note", {}, *many)
    door = f"/v1/entries?chain={plain.chain}"
    word = plain.word(plain.ask("POST", door, b"\n\n" + line + b"\n\n"), "acknowledgement")
    assert [(one["line"], one["verdict"]) for one in word["verdicts"]] == [(0, "stored")]
    assert len(word["missing"]) == 31

    def refused(method: str, target: str, body: bytes, **more: str) -> tuple[int, str]:
        answer = plain.ask(method, target, body, **more)
        said = answer.json()
        return answer.status_code, said["type"].rpartition(":")[2] + " " + said.get("detail", "")

    assert refused("POST", door, b"\n".join([b"x"] * 101)) == (413, "too-large lines")
    assert refused("POST", f"/v1/entries?chain={plain.chain.upper()}", b"") == (400, "unreadable ")
    names = [hashlib.sha256(one).hexdigest() for one in many]
    bundle = b"sha256:%b 1\n0sha256:%b 1\n0" % (names[0].encode(), names[1].encode())
    blobs = f"/v1/blobs?chain={uuid.uuid4()}"
    assert refused("POST", blobs, bundle) == (422, "hash-mismatch ")
    parts = f"sha256:{names[0]};offset=0;length=1, sha256:{'0' * 64};offset=0;length=1"
    assert refused("PATCH", blobs, b"00", upload_parts=parts) == (404, "not-found ")
    part = f"sha256:{names[0]};offset=0;length=2"
    assert refused("PATCH", blobs, b"00", upload_parts=part) == (422, "hash-mismatch length")
    there = plain.ask("HEAD", "/v1/blobs", upload_parts=f"sha256:{names[0]};offset=9;length=9")
    assert there.headers["upload-offset"] == "0"

    offer = {"kiosk": "another", "chain": plain.chain, "hashes": []}
    answer = plain.ask("POST", "/v1/reconcile", json.dumps(offer).encode())
    assert plain.word(answer, "reconciliation")["kiosk"] == plain.welcome["kiosk"]
    assert plain.word(plain.ask("GET", "/v1/news?after=another.7"), "news")["progress"] == []
    nobody = plain.ask("HEAD", f"/v1/blobs/sha256:{'0' * 64}")
    assert (nobody.status_code, nobody.content) == (404, b"")
    assert nobody.headers["content-type"] == "application/problem+json"


def test_gaps_and_conflicts_as_the_page_says(central: Central, plain: PlainKiosk) -> None:
    lines = [plain.entry("staff.note", {"n": number}) for number in range(3)]
    plain.sequence, plain.previous = 1, json.loads(lines[0])["hash"]
    other = plain.entry("staff.note", {"n": "another"})
    body = lines[0] + lines[2] + b"nonsense\n"
    word = plain.word(
        plain.ask("POST", f"/v1/entries?chain={plain.chain}", body), "acknowledgement"
    )
    assert [one["verdict"] for one in word["verdicts"]] == ["stored", "stored", "refused"]
    assert (word["complete_to"], word["gaps"]) == (1, [{"first": 2, "last": 2}])
    body = lines[1] + other
    word = plain.word(
        plain.ask("POST", f"/v1/entries?chain={plain.chain}", body), "acknowledgement"
    )
    assert [one["verdict"] for one in word["verdicts"]] == ["stored", "conflict"]
    assert word["complete_to"] == 3


def test_the_worked_example_is_true() -> None:
    (line,) = re.findall(r'^    (\{"content".*\})$', PAGE, re.MULTILINE)
    body = line.encode() + b"\n"
    entry = read_line(body)
    verify(entry, Identity.load(SECRET).public, "0" * 64)
    (base,) = re.findall(r'^    ("@method": POST\n(?:    .*\n)+)', PAGE, re.MULTILINE)
    base = "\n".join(one.removeprefix("    ") for one in base.splitlines())
    (signature,) = re.findall(r"^    ([A-Za-z0-9+/]{86}==)$", PAGE, re.MULTILINE)
    key = Ed25519PrivateKey.from_private_bytes(SECRET)
    assert text(key.sign(base.encode())) == signature
    assert text(hashlib.sha256(body).digest()) in base
    parameters = base.partition('"@signature-params": ')[2]
    headers = {
        "content-digest": f"sha-256=:{text(hashlib.sha256(body).digest())}:",
        "signature-input": f"any={parameters}",
        "signature": f"any=:{signature}:",
    }
    (url,) = re.findall(r"^    POST (\S+)$", PAGE, re.MULTILINE)
    proven = sender(
        Request("POST", url, headers, body), lambda _: Identity.load(SECRET).public, entry.at
    )
    assert proven == entry.kiosk == "ordos-hall-3"


def test_the_mark_of_forms_is_what_the_page_says() -> None:
    folder = Path(__file__).parents[2] / "forms"
    files = sorted(folder.glob("*.yaml")) + sorted(folder.glob("lists/*.yaml"))
    named = b"\0".join(one.name.encode() + one.read_bytes() for one in files)
    moving = Published("150600-moving", 2, "id: moving")
    assert Catalogue.load().hash == hashlib.sha256(named).hexdigest()
    assert mark_of(named, [moving]) == named + b"\x00150600-moving-2.yaml 0 id: moving"


def test_every_problem_stands_on_the_page_with_its_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \|", PAGE, re.MULTILINE)
    said = {f"urn:kiosk:problem:{name}": int(status) for status, name in rows}
    assert said == {kind.value: STATUS[kind].value for kind in ProblemKind}
    assert len(rows) == len(ProblemKind)


def test_every_verdict_and_every_member_of_a_message_stands_on_the_page() -> None:
    for verdict in Verdict:
        assert f"| `{verdict}` |" in PAGE
    for message in (*MESSAGES, LineVerdict, Gap, Booking, Batch, Case, *_PARTS):
        for name in message.__annotations__:
            assert name in PAGE, (message, name)
    assert all(name in PAGE for name in Progress.__dataclass_fields__)
    assert f"bound that doubles from {2 * FIRST:g} s" in PAGE
    assert f"up to {CAP:g} s" in PAGE


def test_every_door_stands_on_the_page_and_is_served_as_openapi(central: Central) -> None:
    document = httpx2.get(central.url + "/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert re.search(rf"`{method.upper()} {re.escape(path)}[`?]", PAGE), (method, path)
            assert {"500", "503"} < set(operation["responses"])
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    for name in re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(document)):
        assert name in schemas
    assert "application/problem+json" in json.dumps(document)


def test_what_central_says_fits_the_served_schemas(central: Central, plain: PlainKiosk) -> None:
    document = httpx2.get(central.url + "/v1/openapi.json").json()

    def fits(name: str, content: object) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema).validate(content)

    line = plain.entry("staff.note", {}, b"a photo")
    fits("Entry", json.loads(line))
    fits("Ping", httpx2.get(central.url + "/v1/ping").json())
    answer = plain.ask("POST", f"/v1/entries?chain={plain.chain}", line)
    fits("Acknowledgement", plain.word(answer, "acknowledgement"))
    fits("EnrolmentAnswer", plain.welcome)
    fits("News", plain.word(plain.ask("GET", "/v1/news"), "news"))
    fits("Problem", plain.ask("POST", "/v1/reconcile", b"nonsense").json())
    assert base64.b64decode(plain.welcome["public_key"])
