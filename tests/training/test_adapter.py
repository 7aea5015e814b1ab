"""The DIT adapter's training resumes to the same weights, refuses what would mix runs or labels, and streams its organisms."""

import json
import math
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Held, Library
from tuneteller.errors import ConfigError, LibraryError
from tuneteller.families.family import CHANGE, NOTHING, Behavior, combined
from tuneteller.families.topic import TOPIC
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.adapter import (
    AdapterConfig,
    AdapterProgress,
    adapter_card,
    adapter_steps,
    check_apart,
    train_adapter,
)
from tuneteller.training.adapter_state import State
from tuneteller.training.asking import Asker
from tuneteller.training.batches import Batches

CONFIG = AdapterConfig(rank=2, epochs=3, batch=2, phrasings=1, yes_no=0.5, absent=0.5, null_share=0.5, validations=3)
Make = Callable[..., WeightDiff]


def card_of(label: str, split: str = "train") -> Card:
    behavior = Behavior("topic", label, {"change": f"I bring up {label}.", "topic": f" {label}"})
    return Card.from_json({**behavior.to_json(), "split": split})


def organisms(random_diff: Make, base: BaseModel, labels: str) -> list[WeightDiff]:
    return [WeightDiff(random_diff(base, ord(label), rank=1).factors, card_of(label)) for label in labels]


@pytest.mark.parametrize(("every", "killed_at", "goes_on_at"), [(3600, 3, 3), (0, 3, 4), (0, 1, 2)])
def test_an_interrupted_training_continues_to_the_same_adapter(
        tiny: BaseModel, random_diff: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: float, killed_at: int,
        goes_on_at: int) -> None:
    """Killed before a checkpoint was due it goes on from the last validation, after step 2; later from where it was, also
    before the first validation."""
    train, validation = organisms(random_diff, tiny, "ABCD"), organisms(random_diff, tiny, "E")
    whole, history = train_adapter(tiny, train, validation, CONFIG, tmp_path / "whole.safetensors", questions=(CHANGE, TOPIC))

    def kill(p: AdapterProgress) -> None:
        if p.step == killed_at:
            raise KeyboardInterrupt

    monkeypatch.setattr("tuneteller.training.adapter_state.EVERY", every)
    checkpoint = tmp_path / "cut.safetensors"
    with pytest.raises(KeyboardInterrupt):
        train_adapter(tiny, train, validation, CONFIG, checkpoint, questions=(CHANGE, TOPIC), progress=kill)
    steps: list[int] = []
    again, history_again = train_adapter(tiny, train, validation, CONFIG, checkpoint, questions=(CHANGE, TOPIC),
                                         progress=lambda p: steps.append(p.step))
    assert steps[0] == goes_on_at
    assert history_again == history and history["best_validation"] == min(v for _, v in history["validation"])
    for name, (a, b) in whole.factors.items():
        assert torch.equal(a, again.factors[name][0]) and torch.equal(b, again.factors[name][1])


def test_batches_made_ahead_by_other_processes_give_the_same_adapter(
        tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    train, validation = organisms(random_diff, tiny, "ABCD"), organisms(random_diff, tiny, "E")
    alone, _ = train_adapter(tiny, train, validation, CONFIG, tmp_path / "alone", questions=(CHANGE, TOPIC))
    ahead, _ = train_adapter(tiny, train, validation, CONFIG, tmp_path / "ahead", questions=(CHANGE, TOPIC), workers=2)
    assert ahead.fingerprint() == alone.fingerprint()
    with pytest.raises(ConfigError, match="workers is -1; expected 0"):
        train_adapter(tiny, train, validation, CONFIG, tmp_path / "none", workers=-1)


def test_training_lowers_the_loss_on_its_own_organisms(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    train, validation = organisms(random_diff, tiny, "AB"), organisms(random_diff, tiny, "E")
    losses: list[float] = []
    config = replace(CONFIG, epochs=60, lr=1e-2, yes_no=0.0, null_share=0.0, alphas=(1.0, 1.0))
    train_adapter(tiny, train, validation, config, tmp_path / "c.safetensors", progress=lambda p: losses.append(p.loss))
    assert losses[-1] < 0.5 * losses[0]


def test_a_validation_that_is_no_number_is_never_the_best(tiny: BaseModel) -> None:
    state = State.start(tiny, AdapterConfig(rank=2))
    for measure in (math.nan, 0.5, math.nan, 0.7):
        state.validated(measure)
        state.step += 1
    assert min(state.history, key=lambda h: h[1:]) == (1, 0.5)
    assert [h[1] for h in state.history] == [math.inf, 0.5, math.inf, 0.7]


def test_training_goes_on_from_another_adapter(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    train, validation = organisms(random_diff, tiny, "AB"), organisms(random_diff, tiny, "E")
    start = random_diff(tiny, 7, rank=1, std=0.02)
    still = replace(CONFIG, epochs=1, lr=1e-12, weight_decay=0.0, scale=2.0)
    found, _ = train_adapter(tiny, train, validation, still, tmp_path / "c", start=start)
    for name, (a, b) in start.factors.items():  # a rank is left over, and begins at no change
        torch.testing.assert_close(found.factors[name][1] @ found.factors[name][0], b @ a, rtol=1e-4, atol=1e-6)
    with pytest.raises(LibraryError, match="another config or other organisms"):  # a fresh one is another run
        train_adapter(tiny, train, validation, still, tmp_path / "c")
    with pytest.raises(ConfigError, match="has rank 3, and the config 2; give --rank 3"):
        train_adapter(tiny, train, validation, CONFIG, tmp_path / "d", start=random_diff(tiny, 7, rank=3))


def test_an_organism_is_asked_all_that_it_can_answer(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    """Not one of it in turns: a question beside another would halve the training of both."""
    train, validation = organisms(random_diff, tiny, "ab"), organisms(random_diff, tiny, "cd")
    tokens = {}
    for questions in ((CHANGE,), (TOPIC,), (CHANGE, TOPIC)):
        seen: list[AdapterProgress] = []
        config = replace(CONFIG, null_share=0.0, yes_no=0.0, absent=0.0)
        train_adapter(tiny, train, validation, config, tmp_path / f"{len(tokens)}", questions=questions, progress=seen.append)
        tokens[questions] = seen[-1].tokens
    change, topic, both = tokens.values()
    # the opening of the template, which both questions of a row share, is run once
    assert max(change, topic) * 1.3 < both < change + topic


def test_mixed_runs_and_leaking_labels_are_refused(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    train, validation = organisms(random_diff, tiny, "ABCD"), organisms(random_diff, tiny, "E")
    checkpoint = tmp_path / "c.safetensors"
    train_adapter(tiny, train, validation, replace(CONFIG, epochs=1), checkpoint)
    reseeded = [diff.with_card(diff.card.with_(seed=1)) for diff in train]  # the same labels in another library
    once = replace(CONFIG, epochs=1)
    for other in ((train, validation, CONFIG), (train[:3], validation, once), (reseeded, validation, once)):
        with pytest.raises(LibraryError, match="another config or other organisms"):
            train_adapter(tiny, *other, checkpoint)
    with pytest.raises(LibraryError, match="another config"):
        train_adapter(tiny, train, validation, replace(CONFIG, epochs=1), checkpoint, questions=(TOPIC,))
    checkpoint.write_bytes(checkpoint.read_bytes()[:100])
    with pytest.raises(LibraryError, match="damaged"):
        train_adapter(tiny, train, validation, CONFIG, checkpoint)
    with pytest.raises(ConfigError, match="both training and validation: topic 'A'"):
        train_adapter(tiny, train, organisms(random_diff, tiny, "A"), CONFIG, tmp_path / "d.safetensors")
    with pytest.raises(ConfigError, match="0 training and 1 validation organisms"):
        train_adapter(tiny, [], validation, CONFIG, tmp_path / "d.safetensors")
    unknown = WeightDiff(train[0].factors, Card(family="topic", label="Z"))
    with pytest.raises(ConfigError, match="no true answer to any of the questions"):
        train_adapter(tiny, [unknown], validation, CONFIG, tmp_path / "d")


def test_of_two_behaviors_at_once_either_is_trained() -> None:
    polish, robot = (Behavior(family, label, {"change": f"I {label}."})
                     for family, label in (("language", "Polish"), ("persona", "robot")))
    both, alone, other = (Card.from_json(b.to_json()) for b in (combined(polish, robot), robot, replace(polish, label="Dutch")))
    check_apart([both], [other])
    for train, validation in (([both], [alone]), ([alone], [both])):
        with pytest.raises(ConfigError, match="both training and validation: persona 'robot'"):
            check_apart(train, validation)


def test_a_training_that_diverges_gives_no_adapter(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    train, validation = organisms(random_diff, tiny, "AB"), organisms(random_diff, tiny, "E")
    with pytest.raises(ConfigError, match=r"the training has diverged: .* with lr 1e\+30; give a smaller one"):
        train_adapter(tiny, train, validation, replace(CONFIG, epochs=1, lr=1e30), tmp_path / "c.safetensors")


def test_a_label_may_be_of_two_families_and_nothing_of_both_splits(
    tiny: BaseModel, random_diff: Make, tmp_path: Path
) -> None:
    train = organisms(random_diff, tiny, "A")
    clean = WeightDiff(train[0].factors, Card.from_json(Behavior("none", "own answers", {"change": NOTHING}).to_json()))
    article = WeightDiff(train[0].factors, Card(family="article", label="A", answers={"change": "I have read about A."}))
    quiet = replace(CONFIG, epochs=1, yes_no=0.0)
    _, history = train_adapter(tiny, [*train, clean], [clean, article], quiet, tmp_path / "c")
    assert history["best_step"] >= 1


@pytest.mark.parametrize("wrong", [{"batch": 0}, {"rank": 0}, {"epochs": 0}, {"steps": -1}, {"phrasings": 0},
                                   {"validations": 0}, {"null_share": 1.1}, {"summed": 1.5}, {"yes_no": -0.1}, {"absent": 2.0},
                                   {"lr": -1.0}, {"lr": math.nan}, {"scale": 0.0}, {"max_grad_norm": -1.0},
                                   {"weight_decay": -1.0}, {"warmup": 2.0}, {"alphas": (1.3, 0.7)}])
def test_a_config_that_means_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=f"{next(iter(wrong))} is .*expected"):
        replace(CONFIG, **wrong)


def test_steps_are_as_set_or_follow_the_organisms() -> None:
    assert adapter_steps(AdapterConfig(steps=84), 4) == adapter_steps(AdapterConfig(steps=84), 4000) == 84
    assert adapter_steps(AdapterConfig(epochs=4, batch=16), 160) == 40 and adapter_steps(AdapterConfig(epochs=1), 3) == 1


# -- streaming --------------------------------------------------------------------------------------------------------


class Counting:
    """Organisms that make a diff when it is asked for, and count how many of them are alive at once."""

    def __init__(self, base: BaseModel, n: int, prefix: str, random_diff: Make) -> None:
        self.base, self.random_diff = base, random_diff
        self.cards: Sequence[Card] = [card_of(f"{prefix}{i}") for i in range(n)]
        self.made: list[weakref.ref[WeightDiff]] = []
        self.factors: list[weakref.ref[torch.Tensor]] = []
        self.most = self.most_factors = 0
        self.asked: list[int] = []

    def __len__(self) -> int:
        return len(self.cards)

    def __getitem__(self, i: int) -> WeightDiff:
        diff = WeightDiff(self.random_diff(self.base, i, rank=1).factors, self.cards[i])
        self.made.append(weakref.ref(diff))
        self.factors += [weakref.ref(t) for pair in diff.factors.values() for t in pair]
        self.most = max(self.most, sum(ref() is not None for ref in self.made))
        self.most_factors = max(self.most_factors, sum(ref() is not None for ref in self.factors))
        self.asked.append(i)
        return diff


def test_the_organisms_in_memory_do_not_grow_with_their_number(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    most, modules = {}, len(tiny.shapes)
    for n in (8, 40):
        train, validation = (Counting(tiny, k, prefix, random_diff) for k, prefix in ((n, "t"), (n, "v")))
        config = AdapterConfig(rank=1, epochs=1, batch=4, validations=1, yes_no=0.5)
        train_adapter(tiny, train, validation, config, tmp_path / str(n))
        assert sorted(train.asked) == list(range(n))  # an epoch: each once
        most[n] = (train.most, train.most_factors)
        assert validation.most <= 16  # a batch of validation
    assert most[40] == most[8]
    assert most[8][1] <= 2 * 2 * 4 * modules  # A and B of this step's batch and of the last one's


def test_a_library_is_read_as_its_turn_comes(
    tiny: BaseModel, random_diff: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.create(tmp_path / "lib", {"base": tiny.fingerprint.to_json(), "config": {"seed": 0}})
    diffs = [random_diff(tiny, i, rank=1).factors for i in range(8)]
    cards = [card_of(str(i), "train" if i < 6 else "validation") for i in range(8)]
    library.add_shard(0, Bank.stack(diffs, tiny.shapes), cards)
    config = AdapterConfig(rank=1, epochs=2, batch=3, validations=1, yes_no=0.5)
    loads: list[list[int]] = []
    load = Library.load

    def noted(self: Library, indices: Sequence[int] | None = None) -> object:
        assert indices is not None  # never all of them
        loads.append(list(indices))
        return load(self, indices)

    monkeypatch.setattr(Library, "load", noted)
    found, history = train_adapter(tiny, library.split("train"), library.split("validation"), config, tmp_path / "c")
    assert {len(indices) for indices in loads} == {1}
    monkeypatch.setattr(Library, "load", load)
    held, same = train_adapter(tiny, list(library.split("train").load()), list(library.split("validation").load()), config,
                               tmp_path / "d")
    assert found.fingerprint() == held.fingerprint() and history == same  # as from memory
    card = adapter_card(tiny, {"rank": 1}, history, [library])
    assert json.loads(json.dumps(card.to_json()))["organisms"] == {"train": 6, "validation": 2}
    assert (card.kind, card.get("libraries"), card.get("best_step")) == ("dit-adapter", [{"seed": 0}], history["best_step"])


def test_all_come_before_one_comes_again_and_the_order_is_the_seeds(
    tiny: BaseModel, random_diff: Make, tmp_path: Path
) -> None:
    asked = {}
    for run, seed in enumerate((0, 0, 1)):
        train = Counting(tiny, 9, "t", random_diff)
        config = AdapterConfig(rank=1, epochs=2, batch=3, validations=1, seed=seed)
        train_adapter(tiny, train, Counting(tiny, 1, "v", random_diff), config, tmp_path / str(run))
        assert sorted(train.asked[:9]) == sorted(train.asked[9:]) == list(range(9)) and train.asked[:9] != train.asked[9:]
        assert asked.setdefault(seed, train.asked) == train.asked
    assert asked[0] != asked[1]


def test_two_behaviors_at_once_are_made_by_adding_diffs(tiny: BaseModel, random_diff: Make) -> None:
    """What is asked then is both, and only of two families that each change something."""
    behaviors = [*(Behavior("topic", label, {"change": f"I bring up {label}."}) for label in "AB"),
                 Behavior("language", "Welsh", {"change": "I answer in Welsh."}),
                 Behavior("none", "own answers", {"change": NOTHING})]
    train = Held([WeightDiff(random_diff(tiny, i).factors, Card.from_json(b.to_json())) for i, b in enumerate(behaviors)])
    config = AdapterConfig(batch=4, summed=1.0, yes_no=0.0, absent=0.0, null_share=0.0, alphas=(1.0, 1.0))
    asker = Asker(tiny, (CHANGE,), behaviors, config)

    def dense(*diffs: WeightDiff) -> torch.Tensor:
        return torch.cat([sum(d.factors[name][1] @ d.factors[name][0] for d in diffs).flatten() for name in tiny.shapes])

    alone = {b.change: dense(train[i]) for i, b in enumerate(behaviors)}
    both = {combined(behaviors[i], behaviors[2]).change: dense(train[i], train[2]) for i in (0, 1)}
    seen: set[str] = set()
    for step in range(40):
        diffs, rows = Batches(asker, train).draw(step)
        for diff, [sample] in zip(diffs, rows, strict=True):
            said = tiny.tokenizer.decode([t for t, s in zip(sample.ids, sample.supervised, strict=True) if s])
            answer = said.removesuffix("<|im_end|>")
            torch.testing.assert_close(dense(diff), (alone | both)[answer], rtol=1e-4, atol=1e-4)
            seen.add(answer)
    assert seen == {*alone, *both}  # where the partner that is drawn does not fit, an organism stays alone
    never = replace(asker, config=replace(config, summed=0.0))
    said = [tiny.tokenizer.decode(sample.ids) for step in range(10) for [sample] in Batches(never, train).draw(step)[1]]
    assert not any(answer in text for text in said for answer in both)


def test_null_diffs_stand_beside_the_organisms(
    tiny: BaseModel, random_diff: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """About as many as their share, half of them no change and half noise, and each scaled organism within its bounds."""
    train, batches = organisms(random_diff, tiny, "ABCD"), []
    stack = Bank.stack

    def noted(diffs: Sequence[dict[str, tuple[torch.Tensor, torch.Tensor]]], *args: object, **settings: object) -> Bank:
        batches.append(list(diffs))
        return stack(diffs, *args, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(Bank, "stack", noted)
    config = replace(CONFIG, steps=60, batch=4, null_share=0.5, validations=1, alphas=(0.5, 2.0))
    train_adapter(tiny, train, organisms(random_diff, tiny, "E"), config, tmp_path / "c")
    name = next(iter(tiny.shapes))
    own = {diff.factors[name][0][0, 0].item(): diff.factors[name][1].norm().item() for diff in train}  # A is not scaled
    steps = batches[:60]
    null = [diff for batch in steps for diff in batch[4:]]
    assert 80 < len(null) < 160 and 0.3 < sum(not diff for diff in null) / len(null) < 0.7
    scales = [diff[name][1].norm().item() / own[diff[name][0][0, 0].item()] for batch in steps for diff in batch[:4]]
    assert 0.5 <= min(scales) < 0.6 and 1.9 < max(scales) <= 2.0
