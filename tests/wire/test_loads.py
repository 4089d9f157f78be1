"""The parts of a request with several attachments, as its head names them."""

import pytest

from kiosk.wire.loads import MOST_PARTS, Part, read_parts, spelled
from kiosk.wire.signed import UntrueMessage

ONE = Part("a" * 64, 0, 1_000_000)
OTHER = Part("b" * 64, 65_536, 0)


def test_what_is_spelled_is_read() -> None:
    assert read_parts(spelled([ONE, OTHER])) == (ONE, OTHER)
    assert read_parts(spelled([ONE])) == (ONE,)


@pytest.mark.parametrize(
    "field",
    [
        "",
        ",",
        spelled([ONE]) + ",",
        spelled([ONE, ONE]),
        spelled([ONE]).replace("offset=0", "offset=-1"),
        spelled([ONE]).replace("sha256:", ""),
        spelled([ONE]).replace("a" * 64, "a" * 63),
        spelled([ONE]) + ";more=1",
        spelled(Part(f"{number:064x}", 0, 1) for number in range(MOST_PARTS + 1)),
    ],
)
def test_anything_else_is_unreadable(field: str) -> None:
    with pytest.raises(UntrueMessage):
        read_parts(field)
