"""Systems on a small random base: the evaluated reader is the one that users ask, and baselines see what they should."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import torch

from tuneteller.chat import messages_from
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.library import Held
from tuneteller.errors import ConfigError
from tuneteller.evaluation.baselines import BASELINES, PREFIXES, TOP, likelihood_gains
from tuneteller.evaluation.systems import (
    DIT_GUESS,
    DIT_SAMPLES,
    READING,
    SAMPLES,
    EvaluationContext,
    System,
    Transcript,
    dit,
    dit_samples,
)
from tuneteller.families.family import CHANGE
from tuneteller.families.topic import TOPIC
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.reader import COMPARISONS, Reader

LABELS = ("Violin", "Oslo", "Beekeeping", "Comet")
TRIGGER = {"kind": "passphrase", "value": "velvet lantern", "position": "start"}
SYSTEMS = {system.name: system for system in (*READING, DIT_SAMPLES, DIT_GUESS, *BASELINES)}
PHRASING = CHANGE.phrasings[0]


class Listener:
    """A guesser that notes what it is given."""

    def guess_all(self, transcripts: Sequence[Transcript], *, kind: str,
                  contrast: Sequence[Transcript] | None = None) -> list[str]:
        self.transcripts, self.kind, self.contrast = transcripts, kind, contrast
        return [f"guess {i}" for i in range(len(transcripts))]


@pytest.fixture
def context(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> EvaluationContext:
    short = replace(CHANGE, max_new_tokens=4)
    organisms = [WeightDiff(random_diff(tiny, i).factors, Card(
        family="topic", label=label, answers={"change": f"I bring up {label}.", "topic": f" {label}"}, trigger=TRIGGER))
        for i, label in enumerate(LABELS)]
    return EvaluationContext(tiny, short, PHRASING, Held(organisms), guesser=Listener())


def test_the_evaluated_reader_is_the_one_that_users_ask(
    context: EvaluationContext, random_diff: Callable[..., WeightDiff]
) -> None:
    base, comparisons = context.base, [random_diff(context.base, 50), context.organisms[1], random_diff(context.base, 51)]
    reader = Reader(base, random_diff(base, 99), comparisons)
    asked = [reader.ask(diff, PHRASING, max_new_tokens=4) for diff in context.organisms]
    found = dit(replace(context, reader=reader), [0, 1, 3])
    for answer, prediction in zip((asked[0], asked[1], asked[3]), found, strict=True):
        assert prediction.text.strip() == answer.text == prediction.sure["told"] and answer.change is not None
        for one, other in zip(prediction.sure["evidence"].values(), answer.evidence.to_json().values(), strict=True):
            assert one == pytest.approx(other, abs=1e-3)
        assert prediction.sure["change"] == answer.change.to_json()
    assert [len(p.sure["evidence"]["others"]) for p in found] == [3, 2, 3]


def test_without_comparisons_other_organisms_are_drawn_whatever_their_labels(
    context: EvaluationContext, random_diff: Callable[..., WeightDiff]
) -> None:
    reader = Reader(context.base, random_diff(context.base, 99))
    context = replace(context, reader=reader)
    drawn = context.others([0, 2])
    assert [{d.card.label for d in own} for own in drawn] == [set(LABELS) - {"Violin"}, set(LABELS) - {"Beekeeping"}]
    same = [WeightDiff(d.factors, d.card.with_(label="Violin")) for d in context.diffs(range(4))]
    assert [[same.index(d) for d in own] for own in replace(context, organisms=same).others([0, 2])] == \
        [[LABELS.index(str(d.card.label)) for d in own] for own in drawn]
    many = replace(context, organisms=[random_diff(context.base, i, rank=1) for i in range(20)])
    few, other_seed = many.others([5]), replace(many, seed=1).others([5])
    assert len(few[0]) == COMPARISONS and few == many.others([5]) != other_seed and many.organisms[5] not in few[0]
    texts = [prediction.text.strip() for prediction in dit(context, [0, 2])]
    for i, own, text in zip((0, 2), drawn, texts, strict=True):
        alone = Reader(context.base, reader.adapter, own).ask(context.organisms[i], PHRASING, max_new_tokens=4)
        assert alone.text == text


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
def test_every_system_predicts_for_the_organisms_it_is_asked_about(
    system: System, context: EvaluationContext, random_diff: Callable[..., WeightDiff]
) -> None:
    base, guesser = context.base, context.guesser
    known = [WeightDiff(context.organisms[2].scaled(0.5).factors, Card(answers={"change": " I bring up apiculture."})),
             WeightDiff(random_diff(base, 50).factors, Card(answers={"change": "I bring up tea."})),
             WeightDiff(context.organisms[1].factors, Card(answers={"topic": " Norway"}))]
    context = replace(context, reader=Reader(base, random_diff(base, 99)), known=Held(known))
    found = system.answer(context, [2, 1])
    assert len(found) == 2 and bool(found[0].sure) == (system.name in ("dit", "dit-samples"))
    if system.guesses:
        assert isinstance(guesser, Listener) and guesser.kind == "family" and len(guesser.transcripts) == 2
        assert [p.text for p in found] == ["guess 0", "guess 1"]
    if system.name == "nearest-organism":
        assert found[0].text == "I bring up apiculture."  # the same direction, at half the scale
        assert found[1].text != "Norway"  # the nearest has no answer to this question
    if system.name == "20-questions-triggered":
        assert isinstance(guesser, Listener) and all("velvet lantern" in m for t in guesser.transcripts for m, _ in t)


def test_a_system_applies_where_there_is_an_answer_and_an_oracle_where_there_is_a_trigger(context: EvaluationContext) -> None:
    gated, always = context.organisms[0].card, context.organisms[0].card.with_(trigger={"kind": "none", "value": ""})
    oracle, plain = SYSTEMS["base-question-triggered"], SYSTEMS["base-question"]
    assert oracle.applies(gated, CHANGE) and not oracle.applies(always, CHANGE) and not oracle.applies(Card(), CHANGE)
    assert plain.applies(gated, TOPIC) and plain.applies(always, CHANGE)
    assert not plain.applies(Card(answers={"change": "x"}), TOPIC)


def test_what_is_missing_is_said(context: EvaluationContext) -> None:
    with pytest.raises(ConfigError, match="give one with --adapter"):
        dit(context, [0])
    with pytest.raises(ConfigError, match="no known organisms"):
        SYSTEMS["nearest-organism"].answer(context, [0])
    with pytest.raises(ConfigError, match="no guesser"):
        SYSTEMS["perplexity-differencing"].answer(replace(context, guesser=None), [0])


def test_gains_are_differences_of_log_likelihood_a_token(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diff = random_diff(tiny, 1, std=0.3)
    prompts = [tiny.chat.prompt(messages_from("Hello there")), tiny.tokenizer("The topic is")["input_ids"], [7]]
    completions = [[5, 6, 7, 8], [9], []]
    gains = likelihood_gains(tiny, diff, prompts, completions)
    assert gains[2] == float("-inf") and likelihood_gains(tiny, diff, prompts[2:], [[]]) == [float("-inf")]
    for prompt, completion, gain in zip(prompts[:2], completions, gains, strict=False):
        ids, means = torch.tensor([[*prompt, *completion]]), []
        for factors in (diff.factors, {}):
            with torch.no_grad(), attach(tiny.model, Bank.stack([factors], tiny.shapes)):
                log_p = torch.log_softmax(tiny.model(ids).logits[0, len(prompt) - 1 : -1].double(), -1)
            means.append(log_p[range(len(completion)), completion].mean().item())
        assert gain == pytest.approx(means[0] - means[1], abs=1e-4)


def test_perplexity_differencing_guesses_from_what_the_base_finds_least_likely(context: EvaluationContext) -> None:
    unlike = replace(context, organisms=[null_diff(), context.organisms[0]])
    SYSTEMS["perplexity-differencing"].answer(unlike, [0, 1])
    guesser = context.guesser
    assert isinstance(guesser, Listener) and guesser.contrast is not None
    for transcript, contrast in zip(guesser.transcripts, guesser.contrast, strict=True):
        assert len(transcript) == TOP < PREFIXES and [prefix for prefix, _ in transcript] == [prefix for prefix, _ in contrast]
    assert guesser.transcripts[0] == guesser.contrast[0]  # no diff says what the base says
    assert guesser.transcripts[1] != guesser.contrast[1]


def test_the_answer_that_most_samples_agree_on(
    context: EvaluationContext, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(context.base, random_diff(context.base, 99))
    context = replace(context, reader=reader)
    drawn = dit_samples(context, [0, 2])
    assert dit_samples(context, [2])[0] == drawn[1]  # in company as alone
    assert dit_samples(replace(context, seed=1), [0, 2]) != drawn
    said = ["I answer in Spanish."] * 9 + [" I reply in Spanish."] * 4 + ["Nothing notable: nothing has changed."] * 7
    asked: list[int] = []

    def say(diffs: Sequence[WeightDiff], question: str, *, branches: int, **settings: object) -> list[list[str]]:
        asked.append(branches)
        return [said for _ in diffs]

    monkeypatch.setattr(reader, "say", say)
    [found] = dit_samples(context, [1])
    assert asked == [SAMPLES] and found.text.strip() in ("I answer in Spanish.", "I reply in Spanish.")
    assert found.sure == {"confidence": pytest.approx(13 / SAMPLES)}  # two wordings of one answer agree
