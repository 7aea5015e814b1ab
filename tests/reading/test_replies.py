"""Replies of several fine-tunes to messages of their own, in one pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.models import BaseModel
from tuneteller.reading import replies as module
from tuneteller.reading.read import read
from tuneteller.reading.replies import TOKENS, Replies

MESSAGES = ["Hello there", "What topic?", "a", "Tell me."]


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[int, int]]:
    """Models and messages of each pass."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    made, replies_of = list[tuple[int, int]](), module.replies_of

    def counting(base: BaseModel, bank: Any, messages: list[list[str]], *args: Any) -> list[list[str]]:
        made.append((len(messages), len(messages[0])))
        return replies_of(base, bank, messages, *args)

    monkeypatch.setattr(module, "replies_of", counting)
    return made


def test_each_is_what_the_fine_tune_says_alone(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                               passes: list[tuple[int, int]]) -> None:
    diffs = [random_diff(tiny, seed, std=0.3) for seed in range(3)]
    asked = [MESSAGES[:3], MESSAGES[3:], [*MESSAGES[1:3], *MESSAGES[1:2]]]
    every = [Replies(tiny, diff) for diff in diffs]
    Replies.make([(one, messages) for one, messages in zip(every, asked, strict=True)])
    assert passes == [(5, 3)]  # the base's four messages stand in two rows
    for one, diff, messages in zip(every, diffs, asked, strict=True):
        said = one.to(messages)
        for message in messages:
            alone = [read(tiny, [which], None, message, max_new_tokens=TOKENS)[0].strip() for which in (null_diff(), diff)]
            assert [*said[message]] == alone
    assert len(passes) == 1
    assert every[0].to(MESSAGES) == Replies(tiny, diffs[0]).to(MESSAGES)
    assert passes[1:] == [(1, 1), (1, 4)]  # the base's own replies are kept
    Replies.make([(every[0], []), (every[1], MESSAGES[3:])])
    Replies.make([])
    assert len(passes) == 3


def test_no_more_rows_than_fit_are_made_at_once(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                passes: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    diffs = [random_diff(tiny, seed, std=0.3) for seed in range(3)]
    together, apart = ([Replies(tiny, diff) for diff in diffs] for _ in range(2))
    Replies.make([(one, MESSAGES[:2]) for one in together])
    monkeypatch.setattr(module, "ROWS", 5)
    Replies.make([(one, MESSAGES[:2]) for one in apart])
    assert passes == [(4, 2), (2, 2), (2, 2)]
    assert [one.to(MESSAGES[:2]) for one in apart] == [one.to(MESSAGES[:2]) for one in together]


def test_what_is_made_together_is_held_against_the_same(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    one, other = random_diff(tiny, 1), random_diff(tiny, 2)
    for apart in (Replies(tiny, other, one), Replies(tiny, other, system="Be brief.")):
        with pytest.raises(ValueError, match="held against the same"):
            Replies.make([(Replies(tiny, one), MESSAGES), (apart, MESSAGES)])
