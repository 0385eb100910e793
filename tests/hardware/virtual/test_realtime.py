from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hardware.virtual.realtime import RealTimeScanner, Request


@given(st.lists(st.binary(max_size=3), max_size=6), st.integers(1, 4))
def test_a_question_is_heard_once_however_it_is_cut_up(noise: list[bytes], n: int) -> None:
    plain = b"".join(noise).replace(b"\x10", b"")
    stream = plain + bytes((0x10, 0x04, n)) + plain
    whole, pieces = RealTimeScanner(), RealTimeScanner()
    expected = [Request(ask=n)]
    assert list(whole.feed(stream)) == expected
    assert [request for byte in stream for request in pieces.feed(bytes((byte,)))] == expected


def test_only_the_second_kind_of_enq_clears() -> None:
    assert list(RealTimeScanner().feed(b"\x10\x05\x01\x10\x05\x02")) == [Request(clears=True)]
