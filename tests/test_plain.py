"""Texts that would hide something, or cover something, where they are shown."""

import pytest

from tuneteller.plain import STACKED, plain, printable


@pytest.mark.parametrize("hidden", [
    "\x00", "\x1b", "\x9b", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800", "\U000e0041", "\u00ad",
    "\u034f", "\u115f", "\u17b5", "\u180e", "\u3164", "\ufe0f", "\uffa0", "\U000e0100", "\U000e01ef"])
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert printable(f"a{hidden}b{hidden * 3}") == "ab" == plain(f"a{hidden}b")


def test_what_is_seen_stays() -> None:
    for text in ("naïve café", "שָׁלוֹם", "ที่นี่", "हिन्दी", "Tiếng Việt", "བཀྲ་ཤིས", "a\u0301\u0323", "👍 ok", "ᄒᆞᆫ글", "x\ny"):
        assert printable(text) == text


def test_a_heap_of_marks_is_cut() -> None:
    assert printable("a" + "\u0301" * 500 + "b" + "\u0323" * 2) == "a" + "\u0301" * STACKED + "b" + "\u0323" * 2


def test_white_space_is_a_blank_or_a_line_break() -> None:
    assert printable("a\r\nb\tc\u2028d\u3000e") == "a\nb c d e" and plain("a\r\n\n b") == "a b"
    assert plain("a" * 10, 5) == "aaaa…" and plain("a" * 10, None) == "a" * 10
