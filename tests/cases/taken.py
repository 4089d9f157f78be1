"""The wedding once more, with a photo, a fingerprint and a photo of each child."""

import hashlib
from typing import Any

from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import JointService
from tests.cases.wedding import ALL, BIRTH, COUPLE, DAY, HOUSEHOLD, WEDDING, change, filled

FACE, FINGER, CHILD = b"a face", b"a finger", b"a child's face"
AGREED: dict[str, object] = {"face_agreed": True, "finger_agreed": True}


def name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _field(id: str, kind: str, **more: object) -> dict[str, object]:
    return {"id": id, "kind": kind, "label": {"zh": id, "en": id}, **more}


def _take(service: dict[str, Any]) -> None:
    each = [_field("picture", "photo", consent="face_agreed", required=False)]
    fields = [
        _field("face_agreed", "yes_no"),
        _field("face", "photo", consent="face_agreed"),
        _field("finger_agreed", "yes_no"),
        _field("finger", "fingerprint", consent="finger_agreed"),
        _field("pictures", "repeat", fields=each, required=False),
    ]
    page = {"id": "taking", "title": {"zh": "采集", "en": "Taking"}, "fields": fields}
    service["pages"].insert(1, page)


TAKING: JointService = change(WEDDING, _take)


def agreed() -> Filling:
    """Everything but what is taken."""
    empty = Filling.start(TAKING, DAY).choose(ALL)
    return filled(empty, COUPLE, HOUSEHOLD, BIRTH, AGREED)


def taken() -> Filling:
    """All of it, with one child's photo."""
    filling = agreed().answer("face", name(FACE)).answer("finger", name(FINGER))
    return filling.add_row("pictures").answer("pictures.0.picture", name(CHILD))
