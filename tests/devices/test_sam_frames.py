"""Frames as the standard's readers send them, and whatever else a line brings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.sam.frames import PREAMBLE, BadFrame, Frames, Reply, reply, request

HEAD = "aaaaaa9669"


def read(data: bytes) -> list[Reply]:
    """Read everything, going on after broken frames."""
    frames, found = Frames(), []
    while True:
        try:
            found += frames.feed(data)
        except BadFrame:
            data = b""
            continue
        return found


@pytest.mark.parametrize(
    ("command", "parameter", "frame"),
    [
        (0x10, 0xFF, "000310ffec"),
        (0x11, 0xFF, "000311ffed"),
        (0x12, 0xFF, "000312ffee"),
        (0x20, 0x01, "0003200122"),
        (0x20, 0x02, "0003200221"),
        (0x30, 0x01, "0003300132"),
        (0x30, 0x10, "0003301023"),
        (0x30, 0x03, "0003300330"),
    ],
)
def test_requests_are_those_of_the_standard(command: int, parameter: int, frame: str) -> None:
    assert request(command, parameter).hex() == HEAD + frame


def test_a_request_may_carry_data() -> None:
    assert request(0x61, 0xFF, b"").hex() == HEAD + "000361ff9d"


@pytest.mark.parametrize(
    ("frame", "meant"),
    [
        ("00080000" + "9f" + "00000000" + "97", Reply(0x9F, bytes(4))),
        ("00040000" + "80" + "84", Reply(0x80)),
        ("000c0000" + "90" + "00" * 8 + "9c", Reply(0x90, bytes(8))),
        ("00040000" + "81" + "85", Reply(0x81)),
        ("00040000" + "41" + "45", Reply(0x41)),
    ],
)
def test_replies_are_read_as_the_standard_means_them(frame: str, meant: Reply) -> None:
    assert read(bytes.fromhex(HEAD + frame)) == [meant]
    assert reply(meant.status, meant.data).hex() == HEAD + frame


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=60)), max_size=5), st.data())
def test_split_anywhere_the_same_replies_come_out(
    sent: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    line = b"".join(reply(status, content) for status, content in sent)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(line)), max_size=8)))
    frames, found = Frames(), []
    for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        found += frames.feed(line[start:end])
    assert found == [Reply(status, content) for status, content in sent]


@given(st.binary(max_size=40).filter(lambda noise: PREAMBLE not in noise))
def test_noise_before_a_reply_is_passed_over(noise: bytes) -> None:
    good = reply(0x90, b"x")
    assert read(noise + good)[-1:] == [Reply(0x90, b"x")] or noise[-1:] == b"\xaa"


def test_a_wrong_checksum_is_told_and_the_next_reply_is_read() -> None:
    bad = bytearray(reply(0x90, b"abc"))
    bad[-1] ^= 1
    frames = Frames()
    with pytest.raises(BadFrame):
        list(frames.feed(bytes(bad)))
    assert list(frames.feed(reply(0x9F))) == [Reply(0x9F)]


@pytest.mark.parametrize("length", [0, 1, 3, 4097, 0xFFFF])
def test_a_length_that_cannot_be_is_told_at_once(length: int) -> None:
    with pytest.raises(BadFrame):
        list(Frames().feed(PREAMBLE + length.to_bytes(2, "big")))


def test_a_long_line_of_noise_is_not_kept() -> None:
    frames = Frames()
    for _ in range(100):
        assert list(frames.feed(bytes(4096))) == []
    assert list(frames.feed(reply(0x90))) == [Reply(0x90)]


@given(st.binary(max_size=300))
def test_whatever_comes_in_nothing_else_is_raised(noise: bytes) -> None:
    read(noise)
    read(PREAMBLE + noise)
    read(PREAMBLE + len(noise).to_bytes(2, "big") + noise)
