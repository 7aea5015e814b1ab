"""The time of a search is its own."""

import time

from tuneteller.clock import Clock, paused


def test_what_is_done_in_a_pause_takes_no_time() -> None:
    clock, short = Clock(100.0), Clock(0.05)
    with paused():
        inner = Clock(100.0)
        time.sleep(0.1)
        assert inner.spent >= 0.1
        with paused():  # which is part of the outer one
            time.sleep(0.05)
        assert inner.spent < 0.15
    assert clock.spent < 0.05 and short.left > 0 and short.gone < 1
    time.sleep(0.06)
    assert clock.spent >= 0.06 and short.left < 0 and short.gone == 1


def test_a_part_has_its_share_of_what_is_left() -> None:
    assert 4.9 < Clock(10.0).part(0.5).left <= 5.0 and Clock().part(0.5).left == float("inf")
