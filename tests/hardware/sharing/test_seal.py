"""Lines between a shared line and its programs: what somebody in between could do with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.sharing.messages import LONGEST
from hardware.sharing.seal import BadLine, Lines, Seal, key_of, nonce

SECRET = "a secret of the hall's"
BODIES = (b'{"is":"ping","number":1}', b'{"is":"ping","number":2}', b"")


def key(secret: str = SECRET, one: str = "1" * 32, other: str = "2" * 32) -> bytes:
    return key_of(secret, one, other)


def test_what_is_sealed_is_opened_in_its_order() -> None:
    closes, opens = Seal(key(), to_bus=True), Seal(key(), to_bus=True)
    (*lines,) = Lines().feed(b"".join(closes.close(body) for body in BODIES))
    assert [opens.open(line) for line in lines] == list(BODIES)


def test_a_line_that_is_repeated_left_out_turned_round_or_of_another_connection_is_not_opened() -> None:
    closes = Seal(key(), to_bus=True)
    first, second = closes.close(BODIES[0])[:-1], closes.close(BODIES[1])[:-1]
    opens = Seal(key(), to_bus=True)
    opens.open(first)
    for what, seal, line in (
        ("repeated", opens, first),
        ("left out", Seal(key(), to_bus=True), second),
        ("turned round", Seal(key(), to_bus=False), first),
        ("another secret", Seal(key("not the hall's"), to_bus=True), first),
        ("another connection", Seal(key(one=nonce()), to_bus=True), first),
        ("no seal at all", Seal(key(), to_bus=True), BODIES[0]),
    ):
        with pytest.raises(BadLine):
            pytest.fail(f"{what}: {seal.open(line)!r}")


@given(place=st.integers(min_value=0, max_value=40), change=st.integers(min_value=1, max_value=255))
def test_no_byte_can_be_changed(place: int, change: int) -> None:
    line = bytearray(Seal(key(), to_bus=True).close(BODIES[0])[:-1])
    line[place % len(line)] ^= change
    with pytest.raises(BadLine):
        Seal(key(), to_bus=True).open(bytes(line))


@given(st.lists(st.binary(max_size=90).filter(lambda one: b"\n" not in one), max_size=8), st.data())
def test_lines_are_whole_however_their_bytes_come(said: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(one + b"\n" for one in said)
    lines, found = Lines(), []
    while stream:
        size = data.draw(st.integers(min_value=1, max_value=len(stream)))
        found += lines.feed(stream[:size])
        stream = stream[size:]
    assert found == said


@pytest.mark.parametrize("endless", [b"x" * LONGEST, b"x" * LONGEST + b"\n", b"\n" + b"x" * 10 * LONGEST])
def test_nobody_can_make_one_wait_for_the_end_of_a_line_for_ever(endless: bytes) -> None:
    with pytest.raises(BadLine, match="endless"):
        Lines().feed(endless)
