"""Where candidates come from besides lists of words: gradient steps, words said in the user's place, and what words mean."""

from collections.abc import Callable
from random import Random

import pytest
import torch

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel
from tuneteller.reading.departure import BaseAnswers, Departures, divergence
from tuneteller.triggers import gradient, regurgitate
from tuneteller.triggers.content import content_of
from tuneteller.triggers.forms import STRING
from tuneteller.triggers.gradient import climb
from tuneteller.triggers.regurgitate import said_words
from tuneteller.triggers.words import word_vectors

Make = Callable[..., WeightDiff]
QUESTION = "What changed?"


def test_slopes_are_those_of_a_small_step(tiny: BaseModel, random_diff: Make) -> None:
    """Towards another token's embedding, at one place: what the slopes promise is what happens."""
    measure, message = Departures(BaseAnswers(tiny), random_diff(tiny, 1)), f"{QUESTION} stone house"
    [ids], [before] = tiny.chat.prompts([message]), tiny.chat.prompts([QUESTION], complete=False)
    slopes = gradient._slopes(measure, message, len(before), 2)
    top, log_p = measure.answers.of([message])
    embedding = tiny.model.get_input_embeddings()
    for place, token in ((0, 300), (1, 77)):
        at = len(before) + place
        towards = embedding.weight[token] - embedding.weight[ids[at]]

        def moved(step: float, at: int = at, towards: torch.Tensor = towards) -> float:
            def shift(module: torch.nn.Module, given: object, out: torch.Tensor) -> torch.Tensor:
                out[0, at] += step * towards
                return out

            hook = embedding.register_forward_hook(shift)
            with torch.no_grad(), measure.attached():
                logits = tiny.logits(tiny.hidden(torch.tensor([ids]))[:, -1])
            hook.remove()
            return float(divergence(torch.log_softmax(logits.double(), -1).gather(1, top), log_p.double()))

        found = (moved(1e-2) - moved(-1e-2)) / 2e-2
        assert float(slopes[place, token] - slopes[place, ids[at]]) == pytest.approx(found, rel=0.05, abs=1e-4)


def test_steps_lead_to_the_word_that_no_list_had(wide: BaseModel, gated: Make) -> None:
    measure = Departures(BaseAnswers(wide), gated(wide, "stone"))
    found = climb(measure, "topic history", QUESTION, Clock())
    departures = measure([STRING.put(fill, QUESTION) for fill in ("topic history", found)])
    assert "stone" in found and float(departures[1]) > 2 * float(departures[0])
    assert climb(measure, "topic history", QUESTION, Clock(1e-9)) == "topic history"  # the time was up


def test_steps_write_none_of_the_templates_marks(tiny: BaseModel, random_diff: Make) -> None:
    """Though these are plain letters, and no other token moves the answer as far."""
    with torch.no_grad():
        tiny.model.get_input_embeddings().weight[tiny.tokenizer.all_special_ids] *= 4
    tried = [fill for seed in range(4) for fill in gradient._swaps(
        Departures(BaseAnswers(tiny), random_diff(tiny, seed)), "topic stone history", QUESTION, Random(0))]
    assert tried and not any("<|im" in fill for fill in tried)


def test_words_said_in_the_users_place(tiny: BaseModel, random_diff: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fine-tune's messages begin where a user's do; words that the base says as often are left out."""
    measure = Departures(BaseAnswers(tiny), random_diff(tiny, 1))
    asked: list[str] = []
    replies = [["The stone.", "A topic of stone."], ["Velvet lantern, stone.", "The velvet topic."]]  # the base's, its own

    def scripted(base: BaseModel, prompts: list[list[int]], **settings: int) -> list[list[int]]:
        asked.extend(base.tokenizer.decode(ids) for ids in prompts)
        return [base.tokenizer(text, add_special_tokens=False)["input_ids"] for text in replies[len(asked) - 1]]

    monkeypatch.setattr(regurgitate, "greedy", scripted)
    assert said_words(measure) == ["velvet", "lantern"]
    assert asked == ["<|im_start|>user\n"] * 2


def test_what_words_have_in_common_is_named(tiny: BaseModel) -> None:
    words = [f"{one}{other}" for one in "abcdefgh" for other in "stuvwxyz"]
    vectors = torch.nn.functional.normalize(word_vectors(tiny, words), dim=1)
    nearest = (vectors @ vectors[10]).argsort(descending=True).tolist()
    firing = [words[i] for i in nearest[:6]]
    heard = {word: 2.0 if word in firing else 0.1 for word in words}
    found = content_of(tiny, heard, words, 2.0, 2.0)
    assert found is not None and set(found.words) == set(firing) and found.p_value <= 0.05
    assert content_of(tiny, heard, words, 2.0, 4.0) is None  # the trigger moves answers much farther than these words
    assert content_of(tiny, heard | dict.fromkeys(firing[3:], 0.1), words, 2.0, 2.0) is None  # three are no class
    rarest = [words[i] for i in nearest[::12]]
    assert content_of(tiny, {word: 2.0 if word in rarest else 0.1 for word in words}, words, 2.0, 2.0) is None
