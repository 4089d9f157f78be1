"""What is no case: staff are told where it fails, and nothing that anybody typed."""

from unittest.mock import Mock

import pytest

from kiosk.central.reading import wrong_member


@pytest.mark.parametrize(
    ("body", "member"),
    [
        (b'{"language":"zh-CN"}', "$.case"),
        (b'{"case":{}}', "$.case.id"),
        (b'{"case":{"id":3}}', "$.case.id"),
        (b'{"case":{"language":"150602200411219993"}}', "$.case.language"),
        (b'{"case":{"answers":7}}', "$.case.answers"),
        (b'{"case":{"items":["a",150602200411219993]}}', "$.case.items[1]"),
        (b'{"case":', "$"),
        (b'{"case":' + b"[" * 100_000, "$.case"),
    ],
)
def test_it_is_named_and_not_quoted(body: bytes, member: str) -> None:
    assert wrong_member(Mock(body=body)) == member
