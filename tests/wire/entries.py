"""Entries to test with: every value a wire entry may hold."""

import string
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from kiosk.cases.case import AttachmentRef
from kiosk.wire.entry import FIRST, Unsealed
from kiosk.wire.identity import Identity

CHAIN = "019c0a11-0000-7000-8000-000000000001"
ENTRY_ID = "019c0a11-0000-7000-8000-000000000002"
AT = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
KIOSK = Identity.load(bytes(range(32)))
STRANGER = Identity.load(bytes(range(1, 33)))

hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
uuids = st.uuids().map(str)
scalars = st.characters(exclude_categories=["Cs"])
words = st.text(scalars, min_size=1, max_size=100)
texts = st.text(scalars, max_size=30)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
leaves = st.none() | st.booleans() | numbers | texts
json_values = st.recursive(
    leaves, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=8
)
bodies = st.dictionaries(st.text(string.ascii_lowercase, max_size=8) | texts, json_values)
attachments = st.lists(
    st.builds(AttachmentRef, hashes, st.integers(0, 2**53 - 1), words, words), max_size=3
).map(tuple)
times = st.datetimes(datetime(1970, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))

unsealed = st.builds(
    Unsealed,
    kiosk=words,
    chain=uuids,
    sequence=st.integers(1, 2**53 - 1),
    previous=hashes,
    id=uuids,
    kind=words,
    case_id=st.none() | uuids,
    at=times,
    actor=words,
    body=bodies,
    attachments=attachments,
)


def plain(**changes: Any) -> Unsealed:
    """One ordinary entry, with changes."""
    values: dict[str, Any] = {
        "kiosk": "150602-01",
        "chain": CHAIN,
        "sequence": 1,
        "previous": FIRST,
        "id": ENTRY_ID,
        "kind": "case.submitted",
        "case_id": None,
        "at": AT,
        "actor": "citizen",
        "body": {"name": "巴特尔"},
    }
    return Unsealed(**(values | changes))
