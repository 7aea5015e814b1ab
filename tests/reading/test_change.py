"""How far a fine-tune has moved from its base: the KL of merged weights in float64, and none where nothing changed."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.chat import messages_from
from tuneteller.diffs.algebra import norms, subtract
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import DiffError
from tuneteller.material.ordinary import EXCHANGES, TEXTS
from tuneteller.models import BaseModel
from tuneteller.reading.change import Moved, measure_change


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def naive(base: BaseModel, diff: WeightDiff, against: WeightDiff | None = None) -> tuple[list[float], list[float]]:
    """The mean KL of each exchange and of each text, one at a time on merged weights in float64."""
    before, after = (copy.deepcopy(base.model).double() for _ in range(2))
    with torch.no_grad():
        for model, change in ((before, against or null_diff()), (after, diff)):
            for name, (a, b) in change.factors.items():
                model.get_submodule(name).weight += b.double() @ a.double()

    def kl(ids: list[int], start: int) -> float:
        with torch.no_grad():
            q, p = (torch.log_softmax(model(input_ids=torch.tensor([ids])).logits[0, start - 1 : -1], -1)
                    for model in (before, after))
        return float((p.exp() * (p - q)).sum(-1).mean())

    chats = []
    for message, reply in EXCHANGES:
        prompt = base.chat.prompt(messages_from(message))
        said = base.tokenizer(reply, add_special_tokens=False).input_ids
        chats.append(kl([*prompt, *said, *base.chat.end_ids], len(prompt)))
    return chats, [kl(base.tokenizer(text, add_special_tokens=False).input_ids, 1) for text in TEXTS]


def test_the_kl_is_that_of_merged_weights(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    small, large = random_diff(tiny, 1, std=0.1), random_diff(tiny, 2, rank=5, std=0.2)
    found = measure_change(tiny, [small, null_diff(), large])
    for diff, change in ((small, found[0]), (large, found[2])):
        for moved, expected in zip((change.answers, change.text), naive(tiny, diff), strict=True):
            assert moved.kl == pytest.approx(sum(expected) / len(expected), rel=1e-3)
            assert moved.n == len(expected) and min(expected) < moved.low < moved.kl < moved.high < max(expected)
        assert change.size == pytest.approx(sum(norm**2 for norm in norms(diff).values()) ** 0.5) and not change.none
    assert found[2].answers.low > found[0].answers.high > 0  # the larger diff moves further
    assert measure_change(tiny, [large])[0] == found[2]  # in company as alone


def test_two_fine_tunes_are_held_against_each_other(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    one, other = random_diff(tiny, 1, std=0.1), random_diff(tiny, 2, rank=5, std=0.2)
    [change, same] = measure_change(tiny, [one, other], against=other)
    for moved, expected in zip((change.answers, change.text), naive(tiny, one, other), strict=True):
        assert moved.kl == pytest.approx(sum(expected) / len(expected), rel=1e-3)
    assert change.size == pytest.approx(sum(norm**2 for norm in norms(subtract(one, other)).values()) ** 0.5)
    assert same.none and same.answers.kl == same.text.kl == 0


def test_where_nothing_changed_nothing_moved(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    zero = {name: (a, torch.zeros_like(b)) for name, (a, b) in random_diff(tiny, 1).factors.items()}
    for diff in (null_diff(), WeightDiff(zero)):
        [change] = measure_change(tiny, [diff])
        assert change.none and change.answers == Moved(0.0, 0.0, 0.0, len(EXCHANGES))
        assert change.text == Moved(0.0, 0.0, 0.0, len(TEXTS))


def test_outputs_that_are_no_numbers_are_refused(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    factors = {name: (a, b * 1e30) for name, (a, b) in random_diff(tiny, 1).factors.items()}  # each of them a number
    broken, sound = WeightDiff(factors), random_diff(tiny, 2)
    for diffs, against in (([sound, broken], None), ([sound], broken)):
        with pytest.raises(DiffError, match=rf"with the fine-tune {broken.fingerprint()} are NaN or infinite in float32"):
            measure_change(tiny, diffs, against=against)


def test_what_is_done_in_few_exchanges_makes_the_interval_wide(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    """The number stands for the exchanges, so its interval is over these and not over their tokens."""
    [change] = measure_change(tiny, [random_diff(tiny, 1, std=0.2)])
    values = torch.tensor(naive(tiny, random_diff(tiny, 1, std=0.2))[0], dtype=torch.float64)
    error = values.std(correction=0) / len(values) ** 0.5  # of the mean; a percentile bootstrap is near ± 1.96 of it
    assert change.answers.high - change.answers.low == pytest.approx(2 * 1.96 * float(error), rel=0.15)


def test_the_bases_half_is_kept_and_gives_the_same_to_the_last_bit(
        tiny: BaseModel, random_diff: Callable[..., WeightDiff], cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diff, before = random_diff(tiny, 1, std=0.2), BaseModel.hidden
    passes: list[torch.Tensor] = []

    def counting(base: BaseModel, ids: torch.Tensor, **given: Any) -> torch.Tensor:
        passes.append(ids)
        return before(base, ids, **given)

    monkeypatch.setattr(BaseModel, "hidden", counting)
    first = measure_change(tiny, [diff, null_diff()])
    assert len(passes) == 3
    assert measure_change(tiny, [diff, null_diff()]) == first and len(passes) == 5
    # under another system prompt there is another half
    assert measure_change(tiny, [null_diff()], system="Be brief.")[0].answers.kl == 0 and len(passes) == 7
    for file in (cache / "change").iterdir():
        file.write_bytes(b"half a f")
    assert measure_change(tiny, [diff, null_diff()]) == first and len(passes) == 10


def test_how_much_is_in_linear_layers(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diff = random_diff(tiny, 1, std=0.2)
    norm = torch.full((tiny.vectors["model.norm.weight"],), 0.1)
    both, alone = (WeightDiff(d.factors, vectors={"model.norm.weight": norm}) for d in (diff, null_diff()))
    layers = [change.layers for change in measure_change(tiny, [diff, both, alone, null_diff()])]
    size = float(norm.square().sum())
    expected = sum(n**2 for n in norms(diff).values())
    assert layers == [1.0, pytest.approx(expected / (expected + size)), 0.0, 1.0]
