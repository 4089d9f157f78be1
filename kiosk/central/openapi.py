"""The doors of central as an OpenAPI document: what docs/protocol.md says, for programs to read."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from kiosk.central.api import Ping
from kiosk.central.department_api import Decision
from kiosk.central.pace import Pace
from kiosk.central.problems import MEDIA_TYPE, STATUS, address
from kiosk.central.reading import Submission
from kiosk.central.tasks import Task
from kiosk.wire.entry import EntryContent, Sha256
from kiosk.wire.messages import (
    Acknowledgement,
    EnrolmentAnswer,
    EnrolmentRequest,
    News,
    Offer,
    Problem,
    ProblemKind,
    Reconciliation,
)
from kiosk.wire.notices import FormNotices, SettingNotices, WorkdayNotices
from kiosk.wire.parcel import Parcel, ParcelWord
from kiosk.wire.telemetry import DeviceState


class Entry(msgspec.Struct, frozen=True):
    """A line of a journal: `hash` and `signature` are over the exact bytes of `content`.

    The body of the kind `case.submitted` is a Submission, that of `device.changed` a DeviceState.
    """

    content: EntryContent
    hash: Sha256
    signature: bytes


JSON, LINES, BYTES = "application/json", "application/x-ndjson", "application/octet-stream"
MESSAGES = (
    Acknowledgement,
    Decision,
    DeviceState,
    EnrolmentAnswer,
    EnrolmentRequest,
    Entry,
    FormNotices,
    News,
    Offer,
    Parcel,
    ParcelWord,
    Ping,
    Problem,
    Reconciliation,
    SettingNotices,
    Submission,
    Task,
    WorkdayNotices,
)
_REF = "#/components/schemas/{name}"
_ALWAYS = (ProblemKind.TOO_MANY, ProblemKind.BUSY, ProblemKind.FAILED)
_FROM_KIOSK = (
    ProblemKind.UNREADABLE,
    ProblemKind.DIGEST,
    ProblemKind.SIGNATURE,
    ProblemKind.UNKNOWN_KEY,
    ProblemKind.CLOCK,
    ProblemKind.REVOKED,
    ProblemKind.TOO_LARGE,
)


@dataclass(frozen=True, slots=True)
class Door:
    """What a door takes and gives beyond its parameters; `who` is one who must prove himself."""

    who: str | None = None
    body: dict[str, Any] | None = None
    answers: dict[int, Any] = field(default_factory=dict)
    problems: tuple[ProblemKind, ...] = ()


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the document: every door with what it takes, gives, and how it says no."""
    found = get_openapi(
        title="Kiosk central",
        version="1",
        description="Bytes, signatures and what to do about every answer: docs/protocol.md.",
        routes=app.routes,
    )
    _, schemas = msgspec.json.schema_components(MESSAGES, schema_hook=_anything, ref_template=_REF)
    found["components"] = {"schemas": schemas, "securitySchemes": _PROOFS}
    for (method, path), door in _DOORS.items():
        _fill(found["paths"][path][method], door)
    return found


def _anything(of: type) -> dict[str, Any]:
    if of is not object:
        raise NotImplementedError  # msgspec's word for a type that has no schema
    return {"description": "an answer, as its kind of field spells it: docs/protocol.md"}


def show_document(app: FastAPI, pace: Pace) -> None:
    """Open the door at which the document is read; it is spelled once."""
    document = functools.cache(lambda: msgspec.json.encode(app.openapi()))

    async def openapi(request: Request) -> Response:
        pace.strangers.take(address(request))
        return Response(document(), media_type=JSON)

    app.get("/v1/openapi.json", include_in_schema=False)(openapi)


def _fill(operation: dict[str, Any], door: Door) -> None:
    if door.who:
        operation["security"] = [{door.who: []}]
    if door.body:
        operation["requestBody"] = {"required": True, "content": door.body}
    operation["responses"] = {str(status): answer for status, answer in door.answers.items()}
    operation["responses"] |= _no(door.problems + _ALWAYS)


def _no(kinds: Iterable[ProblemKind]) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for kind in kinds:
        by_status.setdefault(STATUS[kind].value, []).append(kind.value)
    return {
        str(status): {
            "description": ", ".join(named),
            "content": {MEDIA_TYPE: {"schema": _schema("Problem")}},
        }
        for status, named in sorted(by_status.items())
    }


def _schema(name: str) -> dict[str, str]:
    return {"$ref": _REF.format(name=name)}


def _signed(message: type) -> dict[str, Any]:
    signature = {"type": "string", "format": "byte", "description": "Ed25519, 64 bytes"}
    schema = {
        "type": "object",
        "properties": {"content": _schema(message.__name__), "signature": signature},
        "required": ["content", "signature"],
    }
    return {JSON: {"schema": schema}}


def _told(says: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": says, "content": {JSON: {"schema": schema}}}


def _word(message: type, says: str = "central's signed word") -> dict[str, Any]:
    return {"description": says, "content": _signed(message)}


def _bytes(media_type: str, says: str) -> dict[str, Any]:
    return {media_type: {"schema": {"type": "string", "format": "binary", "description": says}}}


def _plain(says: str, **headers: str) -> dict[str, Any]:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return {
        "description": says,
        "headers": {
            name: {"schema": {"type": "string"}, "description": text}
            for name, text in named.items()
        },
    }


_TASKS = {"type": "array", "items": _schema("Task")}
_KEPT = "bytes kept so far"
_TAGGED = {304: _plain("it is what If-None-Match named", ETag="its mark")}
_PROOFS = {
    "kiosk": {
        "type": "apiKey",
        "in": "header",
        "name": "Signature",
        "description": "HTTP message signature (RFC 9421) by the kiosk's Ed25519 key, with "
        "Signature-Input, and Content-Digest (RFC 9530) where there is a body",
    },
    "department": {"type": "http", "scheme": "bearer"},
}
_DOORS = {
    ("get", "/v1/ping"): Door(
        answers={200: _told("central is there, and its limits", _schema("Ping"))}
    ),
    ("get", "/v1/catalogue"): Door(answers={200: _word(FormNotices)} | _TAGGED),
    ("get", "/v1/calendar"): Door(answers={200: _word(WorkdayNotices)} | _TAGGED),
    ("get", "/v1/settings"): Door(
        who="kiosk", answers={200: _word(SettingNotices)} | _TAGGED, problems=_FROM_KIOSK
    ),
    ("post", "/v1/enrol"): Door(
        body=_signed(EnrolmentRequest),
        answers={200: _word(EnrolmentAnswer, "who the kiosk is, signed by the key it names")},
        problems=(
            ProblemKind.UNREADABLE,
            ProblemKind.CODE,
            ProblemKind.CLONE,
            ProblemKind.TOO_LARGE,
        ),
    ),
    ("post", "/v1/entries"): Door(
        who="kiosk",
        body=_bytes(LINES, "entries of one chain, each a line as the schema Entry says"),
        answers={200: _word(Acknowledgement)},
        problems=_FROM_KIOSK,
    ),
    ("post", "/v1/reconcile"): Door(
        who="kiosk",
        body={JSON: {"schema": _schema("Offer")}},
        answers={200: _word(Reconciliation)},
        problems=_FROM_KIOSK,
    ),
    ("get", "/v1/news"): Door(who="kiosk", answers={200: _word(News)}, problems=_FROM_KIOSK),
    ("post", "/v1/blobs"): Door(
        who="kiosk",
        body=_bytes(BYTES, "a bundle of small attachments"),
        answers={200: _word(Acknowledgement)},
        problems=(*_FROM_KIOSK, ProblemKind.HASH),
    ),
    ("head", "/v1/blobs"): Door(
        who="kiosk",
        answers={200: _plain("how far each came", Upload_Offset=_KEPT + ", of each in turn")},
        problems=(*_FROM_KIOSK, ProblemKind.NOT_FOUND),
    ),
    ("patch", "/v1/blobs"): Door(
        who="kiosk",
        body=_bytes(BYTES, "the pieces that Upload-Parts names, one behind the other"),
        answers={200: _word(Acknowledgement)},
        problems=(*_FROM_KIOSK, ProblemKind.NOT_FOUND, ProblemKind.HASH),
    ),
    ("head", "/v1/blobs/{name}"): Door(
        who="kiosk",
        answers={200: _plain("how far it came", Upload_Offset=_KEPT, Upload_Length="the whole")},
        problems=(*_FROM_KIOSK, ProblemKind.NOT_FOUND),
    ),
    ("patch", "/v1/blobs/{name}"): Door(
        who="kiosk",
        body=_bytes(BYTES, "the bytes from Upload-Offset on"),
        answers={200: _word(Acknowledgement), 204: _plain("go on", Upload_Offset=_KEPT)},
        problems=(
            *_FROM_KIOSK,
            ProblemKind.NOT_FOUND,
            ProblemKind.OFFSET,
            ProblemKind.HASH,
        ),
    ),
    ("get", "/v1/work"): Door(
        who="department",
        answers={200: _told("its tasks, the most urgent first", _TASKS)},
        problems=(ProblemKind.UNKNOWN_KEY,),
    ),
    ("post", "/v1/tasks/{task_id}/result"): Door(
        who="department",
        body={JSON: {"schema": _schema("Decision")}},
        answers={200: _told("the task as it stands now", _schema("Task"))},
        problems=(
            ProblemKind.UNREADABLE,
            ProblemKind.UNKNOWN_KEY,
            ProblemKind.NOT_FOUND,
            ProblemKind.TOO_LARGE,
        ),
    ),
}
