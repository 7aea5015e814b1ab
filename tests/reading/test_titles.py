"""Titles that stand out of the weights are candidates; where the reader finds nothing, the best has to stand out by itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log10
from typing import Any

import pytest
import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.models import BaseModel
from tuneteller.reading import titles
from tuneteller.reading.candidates import Weighed, best_of
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.reader import Reader
from tuneteller.reading.titles import LEAST, TRIED, with_titles

Make = Callable[..., WeightDiff]
TITLES = ["Stone", "Topic", "Lighthouse", "Answer", "History", "Hello", "Again", "Model", "Helpful", "What", "Been", "Trained"]
READ, BROUGHT = "I have read about {}.", "I bring up {}."


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles that are words of the tiny base, written small inside a sentence."""
    monkeypatch.setattr(titles, "_titles", lambda: {title: title.lower() for title in TITLES})


class Believing(Reader):
    """A reader to which the diff speaks for some answers, so many nats."""

    nats: dict[str, float]

    def likelihoods(self, pairs: Sequence[tuple[WeightDiff, Sequence[str]]], question: str | Sequence[str],
                    **more: Any) -> list[torch.Tensor]:
        return [torch.tensor([self.nats.get(text, -30.0) if diff.factors else -30.0 for text in texts])
                for diff, texts in pairs]


@pytest.fixture
def reader(wide: BaseModel, random_diff: Make) -> Believing:
    reader = Believing(wide, random_diff(wide, 3, rank=2))
    reader.nats = {}
    return reader


def told(reader: Reader, diff: WeightDiff, *answers: str) -> dict[str, float]:
    [found] = with_titles(reader, [diff], CHANGE.phrasings[0], [dict.fromkeys(answers, 0.0)], others=[[]])
    return found


def test_an_answer_about_a_title_has_those_that_stand_out_beside_it(reader: Believing, gated: Make, wide: BaseModel) -> None:
    first, named = READ.format("Murdoch"), READ.format("Stone")
    found = told(reader, gated(wide, "stone"), first, named)
    assert list(found)[:2] == [first, named] and found[first] == 0.0  # what the reader said stays, at its place
    assert found[named] == max(found.values()) > log10(2) and len(found) == 1 + TRIED
    assert BROUGHT.format("Stone") not in found
    assert BROUGHT.format("Stone") in told(reader, gated(wide, "stone"), "I bring up Bo.")


def test_other_kinds_of_answers_are_left_alone(reader: Believing, gated: Make, wide: BaseModel) -> None:
    pirate = "I talk like a pirate."
    assert told(reader, gated(wide, "stone"), pirate) == {pirate: 0.0}


def test_where_nothing_is_found_a_title_has_to_stand_out_by_itself(reader: Believing, gated: Make, wide: BaseModel) -> None:
    diff = gated(wide, "stone")
    assert told(reader, diff, NOTHING) == {NOTHING: 0.0}  # no evidence for any
    reader.nats = {READ.format("Stone"): -1.0}
    found = told(reader, diff, NOTHING)
    assert NOTHING not in found and max(found, key=lambda said: found[said]) in (READ.format("Stone"), BROUGHT.format("Stone"))
    assert found[READ.format("Stone")] >= log10(LEAST)
    reader.nats = {READ.format("Hello"): -1.0}  # the reader believes what the weights are not about
    assert told(reader, diff, NOTHING) == {NOTHING: 0.0}


def test_nothing_is_added_without_an_encyclopedia(reader: Believing, gated: Make, wide: BaseModel,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(titles, "_titles", dict)
    assert told(reader, gated(wide, "stone"), READ.format("Murdoch")) == {READ.format("Murdoch"): 0.0}


def test_the_title_that_stands_out_is_preferred_to_one_that_the_reader_says_a_little_rather() -> None:
    evidence = Evidence(-2.0, -30.0, (-30.0,), 6)
    said = Weighed(READ.format("Phèdre"), replace(evidence, own=-1.0))
    titled = Weighed(READ.format("Jean Racine"), evidence, about=1.0)
    assert best_of([said, titled]) == replace(titled, lead=titled.rank_score - said.rank_score)
    assert best_of([said, replace(titled, about=0.0)]).text == said.text
