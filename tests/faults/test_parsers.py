"""Whatever comes from outside is read or refused, never a fault: bytes made up, or real ones hurt.

How long it looks: FAULTS_EXAMPLES.
"""

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.catalogue import read_service
from kiosk.central.reading import Reader
from kiosk.devices.sam.chip import card
from kiosk.devices.sam.frames import BadFrame, Frames, reply
from kiosk.errors import Trouble
from kiosk.settings import read_settings
from kiosk.visits.sealed import unseal
from kiosk.wire.bundle import pack, unpack
from kiosk.wire.entry import read_line, seal
from kiosk.wire.keylist import read_keys
from kiosk.wire.messages import Acknowledgement, EnrolmentRequest, News, Offer, Problem
from kiosk.wire.proof import read_proof
from kiosk.wire.requests import Request, Signer, sender
from kiosk.wire.signed import read_plain, read_self_signed, read_signed, sign
from tests.central.hall import Shelf, Weekdays
from tests.faults.bad_line import damaged
from tests.faults.doors import Doors
from tests.wire.entries import AT, CHAIN, KIOSK, json_values, plain

ROOT = Path(__file__).parents[2]
EXAMPLES = int(os.environ.get("FAULTS_EXAMPLES", "10")) * 5
steady = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LINE = seal(plain(), KIOSK).line()
OFFER = Offer("150602-01", CHAIN, ("0" * 64,))
SIGNED = Signer("150602-01", KIOSK).sign(
    Request("POST", "http://central/v1/entries", {"content-type": "text/plain"}, b"what"), AT
)


def of_yaml(data: bytes, place: Path) -> object:
    file = place / "form.yaml"
    file.write_bytes(data)
    return read_service(file)


def of_settings(data: bytes, place: Path) -> object:
    file = place / "kiosk.toml"
    file.write_bytes(data)
    return read_settings(file)


def of_header(data: bytes, _: Path) -> object:
    headers = SIGNED.headers | {"signature-input": data.decode("latin-1")}
    asked = Request(SIGNED.method, SIGNED.url, headers, SIGNED.body)
    return sender(asked, lambda _: KIOSK.public, AT)


def of_signature(data: bytes, _: Path) -> object:
    headers = SIGNED.headers | {"signature": data.decode("latin-1")}
    asked = Request(SIGNED.method, SIGNED.url, headers, SIGNED.body)
    return sender(asked, lambda _: KIOSK.public, AT)


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads bytes of somebody else's; `sample` is what it should read."""

    name: str
    sample: bytes
    read: Callable[[bytes, Path], object]


PARSERS = (
    Parser("entry", LINE, lambda data, _: read_line(data)),
    Parser("message", sign(OFFER, KIOSK), lambda data, _: read_signed(data, Offer, KIOSK.public)),
    Parser("word", b"{}", lambda data, _: read_plain(data, Acknowledgement)),
    Parser("news", b"{}", lambda data, _: read_plain(data, News)),
    Parser("problem", b'{"status":400}', lambda data, _: read_plain(data, Problem)),
    Parser("enrolment", b"{}", lambda data, _: read_self_signed(data, EnrolmentRequest)),
    Parser("bundle", pack({"0" * 64: b"content"}), lambda data, _: unpack(data)),
    Parser("key list", b'{"at":"2026-11-21T00:00:00Z","kiosks":[]}', lambda d, _: read_keys(d)),
    Parser("proof", b"K1:", lambda data, _: read_proof(data.decode("utf-8", "replace"))),
    Parser("signature input", SIGNED.headers["signature-input"].encode(), of_header),
    Parser("signature", SIGNED.headers["signature"].encode(), of_signature),
    Parser("form", (ROOT / "forms" / "150600-marriage-birth.yaml").read_bytes()[:4000], of_yaml),
    Parser("settings", b'[hall]\ndivision = "150602"\n', of_settings),
    Parser("sealed filling", b"", lambda data, _: unseal(data, "ABCD2345", AT)),
    Parser("card frames", reply(0x90, b"text") * 2, lambda data, _: list(Frames().feed(data))),
    Parser("card text", bytes(256), lambda data, _: card(data)),
)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda one: one.name)
def test_bytes_are_read_or_refused(parser: Parser, tmp_path: Path) -> None:
    @steady
    @given(st.binary(max_size=400), st.integers(0, 2**32), st.integers(0, 6))
    @example(b"", 0, 0)
    def tried(made_up: bytes, seed: int, hurts: int) -> None:
        chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
        hurt = parser.sample
        for _ in range(hurts):
            hurt = damaged(chance, hurt)
        for data in (made_up, hurt, parser.sample + made_up):
            try:
                parser.read(data, tmp_path)
            except (Trouble, BadFrame):
                continue

    tried()


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The case of a couple, as its entry holds it."""
    place = tmp_path_factory.mktemp("house")
    doors = Doors(place / "central")
    kiosk = doors.kiosk(place / "kiosk")
    entry = kiosk.submit()
    kiosk.journal.close()
    doors.close()
    body: dict[str, Any] = json.loads(entry.body)
    return {"case_id": entry.case_id, "attachments": entry.attachments, "body": body}


def changed(chance: random.Random, value: Any, other: object) -> Any:
    """Put something else in place of one part of it, or leave that part out."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.2:  # here
        return other
    if isinstance(value, list):
        place = chance.randrange(len(value))
        return [*value[:place], changed(chance, value[place], other), *value[place + 1 :]]
    name = chance.choice(sorted(value))
    if chance.random() < 0.1:  # now and then
        return {key: one for key, one in value.items() if key != name}
    return value | {name: changed(chance, value[name], other)}


def test_a_case_with_anything_in_it_is_understood_or_put_aside(submitted: dict[str, Any]) -> None:
    reader = Reader(Shelf(), Weekdays())

    @steady
    @given(st.integers(0, 2**32), st.lists(json_values, min_size=1, max_size=3))
    def tried(seed: int, others: list[object]) -> None:
        chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
        case = submitted["body"]["case"]
        for other in others:
            case = changed(chance, case, other)
        try:
            entry = seal(
                plain(
                    case_id=submitted["case_id"],
                    attachments=submitted["attachments"],
                    body=submitted["body"] | {"case": case},
                ),
                KIOSK,
            )
        except (ValueError, TypeError):
            return  # no kiosk could have sent it
        assert reader.understand(entry, datetime(2026, 11, 23, tzinfo=UTC)).quarantine != "fault"

    tried()
