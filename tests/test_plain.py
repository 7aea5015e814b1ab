"""Texts that would hide something, or cover something, where they are shown."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.plain import STACKED, as_json, plain, printable


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


def test_json_steers_no_terminal_and_means_the_same() -> None:
    value = {"é\u202e": ["\x1b[31m", "\x9b31m", "\u200b", "\ud800", "\U000e0041", 'a "b"\n', "привет 👍"], "n": 1.5}
    text = as_json(value)
    assert json.loads(text) == value and "привет 👍" in text and "é" in text
    assert printable(text) == text


def test_the_card_of_an_organism_steers_no_terminal(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path,
                                                    run: Callable[..., Any]) -> None:
    diff = random_diff(tiny, 1)
    library = Library.create(tmp_path / "library", {"base": tiny.fingerprint.to_json()})
    library.add_shard(0, Bank.stack([diff.factors], tiny.shapes), [diff.card.with_(label="\x9b31m\u202e red")])
    status, out, _ = run("organisms", "show", tmp_path / "library", "0")
    assert status == 0 and json.loads(out)["label"] == "\x9b31m\u202e red" and printable(out) == out
