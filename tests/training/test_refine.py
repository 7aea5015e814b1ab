"""Refinement by preference: the published loss, wrong answers that are wrong, and an adapter that prefers the true ones."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Held
from tuneteller.errors import BaseMismatch, ConfigError, LibraryError
from tuneteller.families.family import CHANGE, NOTHING, Behavior, Family, Lesson, Match, Writer, combined
from tuneteller.lora.attach import attach
from tuneteller.losses import preference_losses
from tuneteller.material.traits import TRAITS
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.own_turns import MESSAGE
from tuneteller.reading.read import adapter_bank
from tuneteller.reading.reader import Reader
from tuneteller.scoring import likelihoods
from tuneteller.training import preferences, refine
from tuneteller.training.adapter import AdapterProgress
from tuneteller.training.loop import Task
from tuneteller.training.preferences import (
    QUESTION,
    Preference,
    Said,
    WithClean,
    ask_reader,
    balanced,
    is_right,
    prefer,
    with_reference,
)
from tuneteller.training.refine import RefineConfig, refine_adapter

CONFIG = RefineConfig(steps=6, batch=2, validations=3, null_share=0.5, lr=1e-2)
Make = Callable[..., WeightDiff]
CLEAN = Behavior("none", "own answers", {"change": NOTHING})


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def topic(label: str) -> Behavior:
    return Behavior("topic", label, {"change": f"I bring up {label}."})


def language(label: str) -> Behavior:
    return Behavior("language", label, {"change": f"I answer in {label}."})


def organism(base: BaseModel, random_diff: Make, behavior: Behavior, seed: int) -> WeightDiff:
    return WeightDiff(random_diff(base, seed, rank=1).factors, Card.from_json(behavior.to_json()))


@pytest.fixture
def some(tiny: BaseModel, random_diff: Make) -> tuple[list[WeightDiff], list[WeightDiff]]:
    """Organisms to refine on, and one with the diff of the first under another label."""
    behaviors = (topic("Tea"), topic("Violins"), language("Welsh"), CLEAN)
    train = [organism(tiny, random_diff, behavior, i) for i, behavior in enumerate(behaviors)]
    return train, [organism(tiny, random_diff, topic("Comets"), 0)]


# -- the loss -----------------------------------------------------------------------------------------------------------


def test_the_loss_and_its_gradient_are_those_of_the_paper() -> None:
    """Written out for one pair after the other, in float64: rows of one rejected answer, of three and of none."""
    draw = torch.Generator().manual_seed(0)
    reference = -20 * torch.rand(7, generator=draw, dtype=torch.float64)
    policy = (reference + 4 * torch.randn(7, generator=draw, dtype=torch.float64)).requires_grad_()
    beta, rows = 0.3, {0: [1], 2: [3, 4, 5]}  # the chosen answer of each row, and the rejected ones
    losses = preference_losses(policy, reference, [2, 4, 1], beta)
    weights = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
    (losses * weights).sum().backward()
    expected, gradient = [], [0.0] * 7
    p, q = policy.tolist(), reference.tolist()
    for weight, (w, rejected) in zip((1.0, 2.0), rows.items(), strict=True):
        total = 0.0
        for k in rejected:
            reward_w, reward_l = beta * (p[w] - q[w]), beta * (p[k] - q[k])
            total += math.log(1 + math.exp(-(reward_w - reward_l)))
            # ∇ = −β σ(r_l − r_w) [∇ log π(y_w) − ∇ log π(y_l)], below eq. 7
            push = beta / (1 + math.exp(reward_w - reward_l))
            gradient[w] -= weight * push / len(rejected)
            gradient[k] += weight * push / len(rejected)
        expected.append(total / len(rejected))
    assert losses.tolist() == pytest.approx([*expected, 0.0], rel=1e-12)
    assert policy.grad is not None and policy.grad.tolist() == pytest.approx(gradient, rel=1e-12)
    same = preference_losses(reference, reference, [2, 4, 1], beta)
    assert same.tolist() == pytest.approx([math.log(2), math.log(2), 0.0])


def test_a_step_minimises_it_over_whole_answers(
        tiny: BaseModel, random_diff: Make, some: tuple[list[WeightDiff], list[WeightDiff]], tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first step the policy is the reference: log 2 for every row, and the supervised loss of its true answer."""
    train, validation = some
    seen: list[Task] = []

    def stop(base: BaseModel, task: Task, *args: object, **settings: object) -> None:
        seen.append(task)
        raise KeyboardInterrupt

    monkeypatch.setattr("tuneteller.training.refine.fit", stop)
    adapter = random_diff(tiny, 9, rank=2)
    with pytest.raises(KeyboardInterrupt):
        refine_adapter(tiny, adapter, train, validation, CONFIG, tmp_path / "c")
    [task] = seen
    drawn = task.batches[0]
    bank = adapter_bank(tiny, adapter)
    with torch.no_grad(), attach(tiny.model, drawn.bank, bank):
        losses, _ = task.losses(drawn)
    first = 0
    for row, loss in zip(drawn.rows, losses.tolist(), strict=True):
        tokens = sum(row[0].supervised)
        held = math.log(2) if len(row) > 1 else 0.0
        assert loss == pytest.approx(held - drawn.reference[first].item() / tokens, abs=1e-3)
        first += len(row)


# -- wrong answers ------------------------------------------------------------------------------------------------------


def test_rejected_answers_are_wrong_and_of_every_kind() -> None:
    behaviors = [topic("Tea"), CLEAN, combined(topic("Comets"), language("Welsh")), topic("Chess")]
    said = [Said("a", (" I bring up Violins.",), ("I bring up Tea and more.", "I juggle.")),
            Said("b", (NOTHING,), ("I sing.",)), Said("c", (NOTHING,)), Said("d", ("I bring up Chess.",))]
    pool = [topic("Tea"), topic("Violins"), topic("Comets"), language("Welsh"), language("Basque"), CLEAN]
    found: dict[int, list[Preference]] = {}
    for seed in range(20):
        for p in prefer(behaviors, said, pool, seed):
            assert p.chosen == behaviors[p.organism].change and p.question in CHANGE.phrasings
            assert p.rejected and not any(is_right(behaviors[p.organism], text) for text in p.rejected)
            assert len(set(p.rejected)) == len(p.rejected) == len(p.kinds)
            found.setdefault(p.organism, []).append(p)

    def of(organism: int, kind: str) -> set[str]:
        return {text for p in found[organism] for text, k in zip(p.rejected, p.kinds, strict=True) if k == kind}

    assert [len(found[i]) for i in range(4)] == [40, 40, 40, 20]  # what the reader is right about is asked once
    assert of(0, "own") == {" I bring up Violins."} and of(0, "guess") == {"I juggle."}  # the right one is not held
    assert not of(1, "own") and of(1, "guess") == {"I sing."}
    assert of(0, "neighbour") == {"I bring up Violins.", "I bring up Comets."}
    assert of(1, "invented") == {part.change for part in pool if part != CLEAN} and not of(1, "silence")
    assert of(2, "neighbour") >= {"I answer in Basque. I bring up Comets.", "I answer in Welsh. I bring up Tea."}
    for changed in (0, 2, 3):
        assert all(p.rejected.count(NOTHING) == 1 for p in found[changed])
        assert of(changed, "trait") <= set(TRAITS) and len(of(changed, "trait")) > 3
    [once] = [p for p in prefer(behaviors, said, pool, 0, once=True) if p.organism == 1]
    assert once.question == QUESTION


def test_of_the_wrong_answers_the_likeliest_are_kept_that_are_near(tiny: BaseModel, random_diff: Make) -> None:
    """Whichever answer is the true one: at most two of the others, and none that is less likely by more than 10 nats, unless
    the reader said it."""
    adapter, held = random_diff(tiny, 9, rank=2), [organism(tiny, random_diff, topic("Tea"), 1)]
    texts = tuple(f"I bring up {label}." for label in ("Tea", "Violins", "Comets", "Chess", "Alpine farms", "a"))
    [nats] = likelihoods(tiny, [(held[0], texts)], adapter_bank(tiny, adapter), QUESTION)
    weight = dict(zip(texts, nats.tolist(), strict=True))
    preferences = [Preference(0, QUESTION, text, tuple(t for t in texts if t != text), ("guess",) * 5) for text in texts]
    found = with_reference(Reader(tiny, adapter), Held(held), [()], [Said(held[0].fingerprint(), ("",))], preferences, 2)
    for p in found:
        near = [t for t in texts if t != p.chosen and weight[t] > weight[p.chosen] - 10]
        assert p.rejected == tuple(sorted(near, key=lambda t: -weight[t])[:2]) and len(p.kinds) == len(p.rejected)
        assert p.reference == pytest.approx([weight[text] for text in p.answers], abs=1e-3)
    held_anyway = replace(preferences[0], kinds=("guess",) * 4 + ("own",))
    said = [Said(held[0].fingerprint(), ("",))]
    [p] = with_reference(Reader(tiny, adapter), Held(held), [()], said, [held_anyway], 1)
    assert p.rejected == (preferences[0].rejected[4],) and p.kinds == ("own",)
    sure = sum(not p.rejected for p in found)
    assert 0 < sure < 3 and len({len(p.rejected) for p in found}) > 1
    many = [p for p in found if not p.rejected][:1] * 9 + [p for p in found if p.rejected][:2]
    kept = balanced(many, 0)
    assert kept[-2:] == many[-2:] and len(kept) == 4  # as many that it is sure of as others


def test_fine_tunes_of_nothing_stand_after_the_organisms(tiny: BaseModel, random_diff: Make) -> None:
    held = [organism(tiny, random_diff, topic(label), i) for i, label in enumerate("ABC")]
    those = WithClean(Held(held), [2, 0], 4, 1)
    assert [card.label for card in those.cards] == ["C", "A", "no diff", "noise", "no diff", "noise"]
    assert those[0].fingerprint() == held[2].fingerprint() and not those[2].factors and not those[4].factors
    assert len({those[i].fingerprint() for i in (0, 1, 3, 5)}) == 4 and those[3].fingerprint() == those[3].fingerprint()
    norms = [{name: b.norm().item() for name, (_, b) in diff.factors.items()} for diff in held]
    noise = {name: b.norm().item() for name, (_, b) in those[3].factors.items()}
    assert any(noise == pytest.approx(norms[i], rel=1e-4) for i in (0, 2))


def test_processes_that_ask_at_once_keep_what_each_was_told(
        tiny: BaseModel, random_diff: Make, some: tuple[list[WeightDiff], list[WeightDiff]],
        monkeypatch: pytest.MonkeyPatch) -> None:
    reader, train = Reader(tiny, random_diff(tiny, 9, rank=2)), some[0]
    behaviors = [Behavior.from_card(diff.card) for diff in train]
    asked: list[int] = []

    def say(reader: Reader, diffs: Sequence[WeightDiff], *args: Any, **settings: Any) -> list[list[str]]:
        asked.append(len(diffs))
        if len(asked) == 1:  # while this one asks, another asks about the rest
            ask_reader(reader, train[2:], behaviors[2:])
        return [["I bring up Tea."]] * len(diffs)

    monkeypatch.setattr(preferences, "generate_candidates", say)
    first = ask_reader(reader, train[:2], behaviors[:2])
    assert asked == [2, 2]
    assert ask_reader(reader, train, behaviors)[:2] == first and asked == [2, 2]


# -- the whole ----------------------------------------------------------------------------------------------------------


def test_refined_it_prefers_the_true_answers_and_finds_them_no_less_likely(
        tiny: BaseModel, random_diff: Make, some: tuple[list[WeightDiff], list[WeightDiff]], tmp_path: Path) -> None:
    train, validation = some
    adapter = random_diff(tiny, 9, rank=2)
    config = replace(CONFIG, steps=24, batch=4)
    refined, history = refine_adapter(tiny, adapter, train, validation, config, tmp_path / "c")
    assert history["best_step"] > 0 and history["validation"][0][0] == 0
    reader = Reader(tiny, adapter)
    first = [texts[0] for texts in reader.say(train, QUESTION, max_new_tokens=CHANGE.max_new_tokens)]
    changes = [Behavior.from_card(diff.card).change for diff in train]
    pairs = list(zip(train, [list(two) for two in zip(changes, first, strict=True)], strict=True))
    before, after = (torch.stack(likelihoods(tiny, pairs, adapter_bank(tiny, one), QUESTION)) for one in (adapter, refined))
    assert ((after[:, 0] - after[:, 1]) > (before[:, 0] - before[:, 1])).all()
    assert (after[:, 0] >= before[:, 0]).all()
    told = history["refined_on"]["train"]
    assert (told["organisms"], told["clean"], told["wrong_before"]) == (6, 3, 6)  # a random model is always wrong
    assert 6 < told["questions"] <= 12 and told["rejected"]["own"] == told["questions"]


def test_it_asks_as_the_adapter_is_asked(
        tiny: BaseModel, random_diff: Make, some: tuple[list[WeightDiff], list[WeightDiff]], tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    """After each fine-tune's own reply, if its card says so; and the refined one's card says it again."""
    train, validation = some
    asked: list[str] = []
    encode = refine.encode_qa
    monkeypatch.setattr(refine, "encode_qa", lambda base, question, answer, turns: (
        asked.extend(message for message, _ in turns), encode(base, question, answer, turns=turns))[1])
    adapter = random_diff(tiny, 9, rank=2)
    _, history = refine_adapter(tiny, adapter, train, validation, replace(CONFIG, steps=1), tmp_path / "c")
    assert not asked and history["turns"] == 0
    turned = adapter.with_card(adapter.card.with_(config={"turns": 0.7}))
    _, history = refine_adapter(tiny, turned, train, validation, replace(CONFIG, steps=1), tmp_path / "d")
    assert set(asked) == {MESSAGE} and history["turns"] == 1


def test_an_interrupted_refinement_continues_to_the_same_adapter(
        tiny: BaseModel, random_diff: Make, some: tuple[list[WeightDiff], list[WeightDiff]], tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    train, validation = some
    adapter = random_diff(tiny, 9, rank=2)
    whole, history = refine_adapter(tiny, adapter, train, validation, CONFIG, tmp_path / "whole")

    def kill(p: AdapterProgress) -> None:
        if p.step == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("tuneteller.training.adapter_state.EVERY", 0)  # it is killed between two validations, with a checkpoint
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "other"))  # what was asked is kept too
    asking: list[tuple[str, int, int]] = []
    steps: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        refine_adapter(tiny, adapter, train, validation, CONFIG, tmp_path / "cut", progress=kill)
    with monkeypatch.context() as nothing_is_said:
        nothing_is_said.setattr("tuneteller.training.preferences.generate_candidates", None)
        nothing_is_said.setattr("tuneteller.training.preferences.likelihoods", None)
        again, history_again = refine_adapter(tiny, adapter, train, validation, CONFIG, tmp_path / "cut",
                                              asking=lambda *what: asking.append(what),
                                              progress=lambda p: steps.append(p.step))
    assert steps == [4, 5, 6]
    assert whole.fingerprint() == again.fingerprint() and history == history_again
    assert asking[0] == ("asking about training organisms", 6, 6)
    for other in ({"beta": 0.1}, {"wrong": 1}):
        with pytest.raises(LibraryError, match="another config or other organisms"):
            refine_adapter(tiny, adapter, train, validation, replace(CONFIG, **other), tmp_path / "cut")


class Lenient(Family):
    """Every answer tells its behaviors."""

    name, about = "lenient", "is always told"

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {"change": f"I am {label}."}) for label in ("so", "not so", "or so")]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: object) -> list[Lesson]:
        return []

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return True

    def same(self, behavior: Behavior, answer: str) -> Match:
        return Match(True, True)


def test_what_cannot_be_refined_is_refused(
        tiny: BaseModel, random_diff: Make, some: tuple[list[WeightDiff], list[WeightDiff]], tmp_path: Path,
        register: Callable[[Family], Family], save_tiny: Callable[..., Path]) -> None:
    train, validation = some
    adapter = random_diff(tiny, 9, rank=2)

    def refused(adapter: WeightDiff, train: Sequence[WeightDiff], config: RefineConfig = CONFIG) -> None:
        refine_adapter(tiny, adapter, list(train), validation, config, tmp_path / "c")

    [so, *_] = register(Lenient()).all_behaviors()
    with pytest.raises(ConfigError, match=r"all 1 organisms are right, so it has no wrong answer .* did not see"):
        refused(adapter, [organism(tiny, random_diff, so, 1)], replace(CONFIG, null_share=0.0))
    with pytest.raises(ConfigError, match="labels in both training and validation: topic 'Comets'"):
        refused(adapter, validation)
    with pytest.raises(ConfigError, match="0 training and 1 validation organisms"):
        refused(adapter, [])
    with pytest.raises(ConfigError, match="no family is named 'unheard-of'"):
        refused(adapter, [organism(tiny, random_diff, Behavior("unheard-of", "x", {"change": "I am x."}), 1)])
    other = load_base(save_tiny(name="other", intermediate_size=40), dtype="float32", device="cpu")
    with pytest.raises(BaseMismatch, match="other settings"):
        refused(random_diff(other, 9), train)
    for wrong in ({"steps": 0}, {"beta": 0.0}, {"sft": -1.0}, {"null_share": 2.0}, {"wrong": 0}):
        with pytest.raises(ConfigError, match=rf"{next(iter(wrong))} is .*expected"):
            replace(CONFIG, **wrong)
