"""Central's doors by their own description: whatever comes, from whomever, is answered below 500.

Schemathesis makes requests that fit the description, and such that do not; a kiosk of ours signs
them, a department puts its token on them, or nobody does. How long it looks: FAULTS_EXAMPLES.
"""

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from kiosk.central.enrolment import admit
from kiosk.wire.requests import Request, Signer
from tests.central.hall import Kiosk, now
from tests.faults.doors import URL, Asked, Doors

EXAMPLES = int(os.environ.get("FAULTS_EXAMPLES", "10"))
SERVER_ERROR = 500
Prove = Callable[[Request], Request]


@schemathesis.serializer("application/x-ndjson")
def as_lines(_: object, value: object) -> bytes:
    """Write a line, unless bytes were made up."""
    return value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n"


def by_kiosk(doors: Doors, kiosk: Kiosk) -> Prove:
    """Sign as a kiosk does."""
    signer = Signer(kiosk.welcome.kiosk, kiosk.keys.identity)
    fields = ("signature", "signature-input", "content-digest")

    def sign(request: Request) -> Request:
        headers = {name: value for name, value in request.headers.items() if name not in fields}
        return signer.sign(Request(request.method, request.url, headers, request.body), now())

    return sign


def by_department(doors: Doors, kiosk: Kiosk) -> Prove:
    """Bear a department's token."""
    with doors.database.write() as connection:
        token = admit(connection, "civil")

    def bear(request: Request) -> Request:
        headers = request.headers | {"authorization": f"Bearer {token}"}
        return Request(request.method, request.url, headers, request.body)

    return bear


def by_nobody(doors: Doors, kiosk: Kiosk) -> Prove:
    """Send it as it is."""
    return lambda request: request


def plainly(case: Any) -> Request:
    """Return a generated case as it would travel; names in lower case."""
    made = requests.Request(**case.as_transport_kwargs(base_url=URL)).prepare()
    body = made.body or b""
    headers = {
        name.lower(): value if isinstance(value, str) else value.decode("latin-1")
        for name, value in made.headers.items()
    }
    content = body if isinstance(body, bytes) else str(body).encode()
    return Request(str(made.method), str(made.url), headers | {"host": "central.invalid"}, content)


def asked(request: Request) -> Asked:
    url = urlsplit(request.url)
    target = f"{url.path}?{url.query}" if url.query else url.path
    headers = tuple(
        (name.encode("latin-1"), value.encode("latin-1", "replace"))
        for name, value in request.headers.items()
    )
    return Asked(request.method, target, headers, request.body)


@pytest.mark.parametrize("who", [by_kiosk, by_department, by_nobody])
def test_no_request_that_fits_or_not_is_answered_by_a_fault(
    tmp_path: Path, who: Callable[[Doors, Kiosk], Prove]
) -> None:
    logging.disable()
    doors = Doors(tmp_path / "central")
    kiosk = doors.kiosk(tmp_path / "kiosk")
    kiosk.submit(b"a photo")
    prove = who(doors, kiosk)
    schema = schemathesis.openapi.from_dict(doors.app.openapi())
    met = 0
    for operation in schema.get_all_operations():
        assert isinstance(operation, Ok)
        cases = operation.ok().as_strategy()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=cases)
        def try_out(case: Any) -> None:
            nonlocal met
            met += 1
            told = doors.ask(asked(prove(plainly(case))))
            assert told is not None
            assert told.status < SERVER_ERROR

        try_out()
    assert met > EXAMPLES
    kiosk.journal.close()
    doors.close()
