"""Diffs that change nothing: noise keeps the singular values and no direction, and a merge leaves its rounding alone."""

from collections.abc import Callable

import pytest
import torch

from tuneteller.diffs.algebra import cosine, norms, spectrum
from tuneteller.diffs.clean import merged_and_taken_out, same_spectra
from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import DiffError
from tuneteller.models import BaseModel

Make = Callable[..., WeightDiff]


def test_noise_of_the_same_spectra(tiny: BaseModel, random_diff: Make) -> None:
    diff = random_diff(tiny, 1, rank=3)
    diff = WeightDiff(diff.factors, diff.card, {"model.norm.weight": torch.randn(32)})
    noise = same_spectra(diff, 5)
    noise.check(tiny)
    for name, s in spectrum(diff).items():
        assert torch.allclose(spectrum(noise)[name], s, rtol=1e-5), name
    assert abs(cosine(noise, diff)) < 0.3 and noise.card.family == "none" and not noise.card.label
    assert same_spectra(diff, 5).fingerprint() == noise.fingerprint() != same_spectra(diff, 6).fingerprint()
    drawn = torch.stack([same_spectra(diff, seed).factors["model.layers.0.self_attn.q_proj"][1][:, 0] for seed in range(400)])
    unit = drawn / drawn.norm(dim=1, keepdim=True)
    assert unit.square().mean(0).max() < 2 / 32  # no output is preferred


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_what_a_merge_leaves_is_rounding(tiny: BaseModel, random_diff: Make, dtype: torch.dtype) -> None:
    diff = random_diff(tiny, 1, rank=4, modules=["model.layers.0.self_attn.q_proj", "model.layers.1.mlp.down_proj"])
    left = merged_and_taken_out(diff, tiny, dtype)
    left.check(tiny)
    assert left.factors.keys() == diff.factors.keys()
    for name, (a, b) in diff.factors.items():
        weight = tiny.model.get_submodule(name).weight.detach()
        merged = (weight + b @ a).to(dtype).float()
        rest = (merged - b @ a).to(dtype).float() - weight
        u, s, vt = torch.linalg.svd(rest)
        own = left.factors[name]
        assert torch.allclose(own[1] @ own[0], u[:, :4] * s[:4] @ vt[:4], atol=1e-6)
        assert 0 < norms(left)[name] < 0.02 * weight.norm() and own[0].shape[0] == 4
    with pytest.raises(DiffError, match=r"model\.layers\.9"):
        merged_and_taken_out(WeightDiff({"model.layers.9.x": (torch.zeros(1, 2), torch.zeros(2, 1))}), tiny, dtype)
