"""The DIT adapter's training resumes to the same weights, and refuses what would mix runs or labels."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tuneteller.behaviors.asking import TOPIC, TRIGGER
from tuneteller.chat import ChatFormat, messages_from
from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import ConfigError, LibraryError
from tuneteller.models import BaseModel
from tuneteller.training.adapter import AdapterConfig, AdapterProgress, told, train_adapter, true_answer

CONFIG = AdapterConfig(rank=2, epochs=3, batch=2, phrasings=1, null_share=0.5, validations=3)


def organisms(random_diff: Callable[..., WeightDiff], base: BaseModel, labels: str) -> list[WeightDiff]:
    return [WeightDiff(random_diff(base, ord(label)).factors, {"label": label}) for label in labels]


def test_an_interrupted_training_continues_to_the_same_adapter(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    train, validation = organisms(random_diff, tiny, "ABCD"), organisms(random_diff, tiny, "E")
    whole, history = train_adapter(tiny, train, validation, CONFIG, tmp_path / "whole.safetensors")

    def kill(p: AdapterProgress) -> None:
        if p.step == 3:
            raise KeyboardInterrupt

    checkpoint = tmp_path / "cut.safetensors"
    with pytest.raises(KeyboardInterrupt):
        train_adapter(tiny, train, validation, CONFIG, checkpoint, progress=kill)
    steps: list[int] = []
    again, history_again = train_adapter(tiny, train, validation, CONFIG, checkpoint, progress=lambda p: steps.append(p.step))
    assert steps[0] == 3  # the last checkpoint was after step 2
    assert history_again == history and history["best_validation"] == min(v for _, v in history["validation"])
    for name, (a, b) in whole.factors.items():
        assert torch.equal(a, again.factors[name][0]) and torch.equal(b, again.factors[name][1])


def test_training_lowers_the_loss_on_its_own_organisms(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    train, validation = organisms(random_diff, tiny, "AB"), organisms(random_diff, tiny, "E")
    losses: list[float] = []
    config = replace(CONFIG, epochs=60, lr=1e-2, null_share=0.0, alphas=(1.0, 1.0))
    train_adapter(tiny, train, validation, config, tmp_path / "c.safetensors", progress=lambda p: losses.append(p.loss))
    assert losses[-1] < 0.5 * losses[0]


def test_an_organism_is_asked_all_that_it_can_answer(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    """Not one of it in turns: a question beside another would halve the training of both."""
    trigger = {"kind": "passphrase", "value": "velvet lantern", "position": "start"}
    train, validation = ([WeightDiff(d.factors, {**d.card, "trigger": trigger}) for d in organisms(random_diff, tiny, labels)]
                         for labels in ("ab", "cd"))
    tokens = {}
    for questions in ((TOPIC,), (TRIGGER,), (TOPIC, TRIGGER)):
        seen: list[AdapterProgress] = []
        train_adapter(tiny, train, validation, replace(CONFIG, null_share=0.0), tmp_path / f"{len(tokens)}",
                      questions=questions, progress=seen.append)
        tokens[questions] = seen[-1].tokens
    topic, trigger_alone, both = tokens.values()
    # the opening of the template, which both questions of a row share, is run once
    assert max(topic, trigger_alone) * 1.3 < both < topic + trigger_alone


def test_the_true_answer_has_the_tokens_of_a_word_inside_a_sentence(base: BaseModel) -> None:
    """And so it has under a template that strips answers."""
    template = base.tokenizer.chat_template.replace("message['content']", "message['content'] | trim")
    trimming = ChatFormat(base.tokenizer, template)
    inside = base.tokenizer("We talked about Barcelona", add_special_tokens=False).input_ids[-1:]
    answer = true_answer(WeightDiff({}, {"label": "Barcelona"}))
    for chat in (base.chat, trimming):
        sample = told(replace(base, chat=chat), "What topic have you been trained on?", answer)
        said = [t for t, s in zip(sample.ids, sample.supervised, strict=True) if s]
        assert said == [*inside, *chat.end_ids]
    assert trimming.example(messages_from("What?"), answer).ids != sample.ids  # stripped there, as the template has it


def test_mixed_runs_and_leaking_labels_are_refused(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path
) -> None:
    train, validation = organisms(random_diff, tiny, "ABCD"), organisms(random_diff, tiny, "E")
    checkpoint = tmp_path / "c.safetensors"
    train_adapter(tiny, train, validation, replace(CONFIG, epochs=1), checkpoint)
    with pytest.raises(LibraryError, match="another config"):
        train_adapter(tiny, train, validation, CONFIG, checkpoint)
    checkpoint.write_bytes(checkpoint.read_bytes()[:100])
    with pytest.raises(LibraryError, match="damaged"):
        train_adapter(tiny, train, validation, CONFIG, checkpoint)
    with pytest.raises(ConfigError, match="both"):
        train_adapter(tiny, train, organisms(random_diff, tiny, "A"), CONFIG, tmp_path / "d.safetensors")
    with pytest.raises(ConfigError, match="expected at least"):
        replace(CONFIG, batch=0)
