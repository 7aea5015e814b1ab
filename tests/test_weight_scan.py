"""The weight scan is what its formula says, whatever factors an update comes in."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller import weight_scan as weights
from tuneteller.chat import messages_from
from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel, load_base
from tuneteller.weight_scan import EARLY, Inputs, weight_scan, weight_scans

WORDS = """stone topic lighthouse been trained answer the history of hello again what model helpful brief space one two three
four five six seven eight"""
TEXTS = [f"What changed? {word}" for word in WORDS.split()]


def inputs(base: BaseModel, text: str) -> dict[str, torch.Tensor]:
    """What each layer reads at a text's last token, one text at a time."""
    whole = base.chat.prompt(messages_from(text))
    after = base.chat.prompt(messages_from(text + " z"))
    end = next(i for i, (one, other) in enumerate(zip(whole, after, strict=False)) if one != other)
    seen: dict[str, torch.Tensor] = {}
    hooks = [base.model.get_submodule(name).register_forward_pre_hook(
        lambda module, given, name=name: seen.__setitem__(
            name, given[0].reshape(-1, given[0].shape[-1])[-1].double())) for name in base.shapes]
    with torch.no_grad():
        base.model(input_ids=torch.tensor([whole[:end]]))
    for hook in hooks:
        hook.remove()
    return seen


def by_the_formula(diff: WeightDiff, read: Sequence[Mapping[str, torch.Tensor]], share: float = EARLY) -> torch.Tensor:
    """Scores of texts, each of which is held against all others."""
    parts = []
    for name, (a, _) in [*diff.factors.items()][: ceil(share * len(diff.factors))]:
        every = torch.stack([seen[name] @ a.double().T for seen in read])
        parts.append(torch.stack([distance(y, torch.cat([every[:i], every[i + 1 :]])) / len(a) for i, y in enumerate(every)]))
    return torch.stack(parts).mean(0).float()


def distance(y: torch.Tensor, others: torch.Tensor, ridge: float = 0.0) -> torch.Tensor:
    """Squared, from the mean of others by their covariance."""
    return (y - others.mean(0)) @ torch.linalg.inv(others.T.cov() + ridge * torch.eye(len(y))) @ (y - others.mean(0))


def test_scores_are_those_of_the_formula(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "ROW", 10)
    diffs = [random_diff(tiny, 1), random_diff(tiny, 2, rank=3, modules=[*tiny.shapes][3:7])]
    read = [inputs(tiny, text) for text in TEXTS]
    expected = torch.stack([by_the_formula(diff, read) for diff in diffs])
    assert torch.allclose(weight_scan(tiny, diffs, TEXTS), expected, rtol=1e-2, atol=1e-3)


@pytest.mark.parametrize(("kind", "settings"), [
    ("opt", {"ffn_dim": 48, "word_embed_proj_dim": 32}),
    ("qwen2_moe", {"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16, "decoder_sparse_step": 1,
                   "shared_expert_intermediate_size": 24}),
    ("deepseek_v3", {"n_routed_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16, "n_group": 1,
                     "topk_group": 1, "first_k_dense_replace": 1, "q_lora_rank": 16, "kv_lora_rank": 16, "qk_rope_head_dim": 8,
                     "qk_nope_head_dim": 8, "v_head_dim": 8, "num_key_value_heads": 4})])
def test_inputs_may_come_in_any_shape(save_tiny: Callable[..., Path], random_diff: Callable[..., WeightDiff], kind: str,
                                      settings: dict[str, Any]) -> None:
    """Some modules read the tokens of all rows in one list, others have an axis more."""
    base = load_base(save_tiny(kind, **settings), dtype="float32", device="cpu")
    diff, read = random_diff(base, 1), [inputs(base, text) for text in TEXTS]
    found = weight_scan(base, [diff], TEXTS, share=1.0)[0]
    assert torch.allclose(found, by_the_formula(diff, read, 1.0), rtol=1e-2, atol=1e-3)


@pytest.mark.parametrize("ordinary", [40, 10])
def test_a_word_has_no_part_in_what_it_is_held_against(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                       ordinary: int) -> None:
    """Nor has what comes twice; so those that means are taken from score as others do, at a high rank too. Of fewer words than
    there are directions, those count most in which the others do not vary."""
    name, rank = next(iter(tiny.shapes)), 16
    diff, x = random_diff(tiny, 1, rank=rank, modules=[name]), torch.randn(60, 32, generator=torch.Generator().manual_seed(0))
    texts = [f"word {i}" for i in range(60)]
    found = weight_scan(tiny, [diff], [*texts, texts[0]], ordinary=ordinary,
                        inputs=Inputs({text: i for i, text in enumerate(texts)}, {name: x}))[0]
    y = x.double() @ diff.factors[name][0].double().T
    ridge = 1e-6 * float(y[:ordinary].var(0).mean()) * (ordinary - 1)
    held = [y[[j for j in range(ordinary) if j != i]] for i in range(60)]
    expected = torch.stack([distance(*one, ridge / (len(one[1]) - 1)) / rank for one in zip(y, held, strict=True)])
    assert torch.allclose(found[:-1].double(), expected, rtol=1e-3) and found[-1] == found[0]


def test_of_no_words_there_are_no_scores(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    assert weight_scan(tiny, [random_diff(tiny, 1)], []).shape == (1, 0)


def test_only_the_update_counts_and_not_its_factors(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diff = random_diff(tiny, 1)
    mixing = torch.tensor([[2.0, 1.0], [0.5, -3.0]])
    same = WeightDiff({name: (mixing @ a, b @ torch.linalg.inv(mixing)) for name, (a, b) in diff.factors.items()})
    found = weight_scan(tiny, [diff, same], TEXTS)
    assert torch.allclose(found[0], found[1], rtol=1e-2, atol=1e-3)


def test_the_pass_ends_where_nothing_more_is_looked_at(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    names = [*tiny.shapes]
    ran: list[str] = []
    hooks = [tiny.model.get_submodule(name).register_forward_hook(lambda *given, name=name: ran.append(name)) for name in names]
    alone = weight_scan(tiny, [random_diff(tiny, 1)], TEXTS)[0]
    assert ran == names[: ceil(EARLY * len(names)) - 1]  # what the last one reads is known before it runs
    ran.clear()
    both = weight_scan(tiny, [random_diff(tiny, 1), random_diff(tiny, 2, modules=names[-2:])], TEXTS)
    assert ran == names[:-2] and torch.allclose(both[0], alone)
    assert bool((both[1] > 0).all())  # of deep modules alone, the first of them
    for hook in hooks:
        hook.remove()


def test_a_group_is_what_it_is_alone_to_the_last_bit(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where another group has the base run further, and where nothing is scanned in one."""
    monkeypatch.setattr(weights, "ROW", 7)
    monkeypatch.setattr(weights, "SAMPLE", 15)
    groups = [[random_diff(tiny, 1), random_diff(tiny, 2, rank=5)], [random_diff(tiny, 3, modules=[*tiny.shapes][-2:])],
              [random_diff(tiny, 4)], [WeightDiff({})]]
    together = weight_scans(tiny, groups, TEXTS)
    assert all(torch.equal(found, weight_scan(tiny, own, TEXTS)) for found, own in zip(together, groups, strict=True))


def test_words_that_the_time_does_not_suffice_for_come_last(tiny: BaseModel, random_diff: Callable[..., WeightDiff],
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "ROW", 3)
    monkeypatch.setattr(weights, "SAMPLE", 6)
    diff = random_diff(tiny, 1)
    whole, part = (weight_scan(tiny, [diff], TEXTS, clock=clock)[0] for clock in (None, Clock(1e-9)))
    read = part > -torch.inf
    assert int(read.sum()) == 6 and torch.equal(part[read], whole[read]) and bool((whole > -torch.inf).all())


def test_means_may_come_from_a_sample(wide: BaseModel, gated: Callable[..., WeightDiff],
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "ROW", 6)
    monkeypatch.setattr(weights, "SAMPLE", 18)
    scores = weight_scan(wide, [gated(wide, "stone")], TEXTS)[0]
    assert scores.argmax() == 0


def test_only_the_first_modules_and_the_ordinary_texts_count(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    names = [*tiny.shapes]
    diff, half = random_diff(tiny, 1), names[: len(names) // 2]
    first = WeightDiff({name: diff.factors[name] for name in half}, diff.card)
    assert torch.equal(weight_scan(tiny, [diff], TEXTS, share=1 / 2), weight_scan(tiny, [first], TEXTS, share=1.0))
    # what comes after the ordinary texts does not change their scores
    some = weight_scan(tiny, [diff], TEXTS, ordinary=10)[:, :10]
    assert torch.allclose(some, weight_scan(tiny, [diff], TEXTS[:10]), rtol=1e-3, atol=1e-4)
