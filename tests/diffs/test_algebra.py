"""Arithmetic on diffs: held against the dense updates in float64, which the code itself never forms."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor

from tuneteller.diffs.algebra import ROUNDING, add, canonical, cosine, inner, norms, spectrum, subtract, truncate
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import BaseMismatch, ConfigError, DiffError
from tuneteller.fingerprint import Fingerprint

SHAPES = {"q": (12, 9), "k": (5, 7), "v": (8, 20), "o": (6, 6)}  # (out, in)
# unequal ranks; k's are larger than min(out, in); v and o are in one of the two only
ONE_RANKS = {"q": 3, "k": 11, "v": 4}
OTHER_RANKS = {"o": 2, "k": 6, "q": 5}
BASE = Fingerprint("llama", 2, 32, 420, "a" * 12, "b" * 12, "c" * 12)


def make(ranks: dict[str, int], seed: int, **card: Any) -> WeightDiff:
    generator = torch.Generator().manual_seed(seed)

    def factors(name: str, rank: int) -> tuple[Tensor, Tensor]:
        out, in_ = SHAPES[name]
        return torch.randn(rank, in_, generator=generator), torch.randn(out, rank, generator=generator)

    return WeightDiff({name: factors(name, rank) for name, rank in ranks.items()}, card)


def organism(ranks: dict[str, int], seed: int, base: Fingerprint = BASE) -> WeightDiff:
    return make(ranks, seed, schema=1, base=base.to_json(), family="topic", label=f"label {seed}", measured={"gain": 1.0})


@pytest.fixture
def one() -> WeightDiff:
    return organism(ONE_RANKS, 1)


@pytest.fixture
def other() -> WeightDiff:
    return organism(OTHER_RANKS, 2)


def dense(diff: WeightDiff, name: str) -> Tensor:
    """The update [out, in] in float64, zero where the diff does not change the module."""
    if name not in diff.factors:
        return torch.zeros(SHAPES[name], dtype=torch.float64)
    a, b = diff.factors[name]
    return b.double() @ a.double()


def flat(diff: WeightDiff) -> Tensor:
    return torch.cat([dense(diff, name).flatten() for name in SHAPES])


def ranks_of(diff: WeightDiff) -> dict[str, int]:
    assert all(t.dtype == torch.float32 for pair in diff.factors.values() for t in pair)
    return {name: a.shape[0] for name, (a, _) in diff.factors.items()}


def assert_same_factors(got: WeightDiff, expected: WeightDiff, atol: float) -> None:
    assert got.factors.keys() == expected.factors.keys()
    for name, pair in expected.factors.items():
        for ours, theirs in zip(got.factors[name], pair, strict=True):
            torch.testing.assert_close(ours, theirs, rtol=0, atol=atol, msg=lambda said, name=name: f"{name}: {said}")


def refactored(diff: WeightDiff, seed: int, wider: int = 0) -> WeightDiff:
    """The same updates from other factors: A → G A, B → B G⁻¹ with G [r + wider, r] random."""
    generator = torch.Generator().manual_seed(seed)
    factors = {}
    for name, (a, b) in diff.factors.items():
        r = a.shape[0]
        g = torch.randn(r + wider, r, generator=generator, dtype=torch.float64)
        g[:r] += 3 * torch.eye(r)  # away from singular
        factors[name] = ((g @ a.double()).float(), (b.double() @ torch.linalg.pinv(g)).float())
    return WeightDiff(factors, diff.card)


# -- sums -------------------------------------------------------------------------------------------------------------


def test_add_and_subtract(one: WeightDiff, other: WeightDiff) -> None:
    total, difference = add(one, other), subtract(one, other)
    assert ranks_of(total) == ranks_of(difference) == {"q": 8, "k": 17, "v": 4, "o": 2}
    for name in SHAPES:
        torch.testing.assert_close(dense(total, name), dense(one, name) + dense(other, name), rtol=0, atol=1e-12)
        torch.testing.assert_close(dense(difference, name), dense(one, name) - dense(other, name), rtol=0, atol=1e-12)


def test_nothing_added(one: WeightDiff) -> None:
    assert add(one, null_diff()).fingerprint() == add(null_diff(), one).fingerprint() == one.fingerprint()


def test_narrow_factors_are_widened(one: WeightDiff) -> None:
    half = WeightDiff({name: (a.bfloat16(), b.bfloat16()) for name, (a, b) in one.factors.items()})
    total = add(half, one)
    assert ranks_of(total) == {"q": 6, "k": 22, "v": 8}
    torch.testing.assert_close(flat(total), flat(half) + flat(one), rtol=0, atol=1e-12)


@pytest.mark.parametrize("operation", [add, subtract])
def test_the_card_of_two(operation: Callable[..., WeightDiff], one: WeightDiff, other: WeightDiff) -> None:
    assert operation(one, other).card == Card(base=BASE.to_json())
    assert operation(one, make(OTHER_RANKS, 2)).card == operation(make(ONE_RANKS, 1), other).card == Card()
    assert operation(one, null_diff()).card == Card()
    warned = WeightDiff(other.factors, other.card.with_(made_for_another_base="other weights"))
    assert operation(one, warned).card == Card(base=BASE.to_json(), more={"made_for_another_base": "other weights"})


@pytest.mark.parametrize("operation", [add, subtract, inner, cosine])
def test_two_that_do_not_fit(operation: Callable[..., Any], one: WeightDiff) -> None:
    with pytest.raises(BaseMismatch, match=r"other architecture: 3 layers instead of 2\. Give two diffs of one base"):
        operation(one, organism(OTHER_RANKS, 2, replace(BASE, layers=3)))
    with pytest.raises(BaseMismatch, match="other weights"):
        operation(one, organism(OTHER_RANKS, 2, replace(BASE, tensors="d" * 12)))
    with pytest.raises(DiffError, match="does not say for which base model"):
        operation(one, WeightDiff(one.factors, {"base": {"layers": "two"}}))
    a, b = one.factors["q"]
    for wrong, said in [((a[:, 1:], b), r"\[12, 8\]"), ((a, b[1:]), r"\[11, 9\]")]:
        with pytest.raises(DiffError, match=rf"'q' is \[out, in\] = \[12, 9\] in the first diff and {said} in the second"):
            operation(one, WeightDiff({"q": wrong}))


# -- approximation and form -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rank", [1, 2, 3, 5, 7, 10])
def test_truncate_is_the_truncated_svd(one: WeightDiff, rank: int) -> None:
    cut = truncate(one, rank)
    assert ranks_of(cut) == {"q": min(3, rank), "k": min(5, rank), "v": min(4, rank)}  # k [5, 7] came with rank 11
    assert cut.card == Card(base=BASE.to_json())
    for name in one.factors:
        u, s, vh = torch.linalg.svd(dense(one, name), full_matrices=False)
        best = (u[:, :rank] * s[:rank]) @ vh[:rank]
        torch.testing.assert_close(dense(cut, name), best, rtol=0, atol=1e-5)


def test_truncate_leaves_smaller_ranks_alone(one: WeightDiff) -> None:
    assert truncate(one, 11).fingerprint() == one.fingerprint()
    cut = truncate(one, 4)
    for name in ("q", "v"):
        assert all(torch.equal(x, y) for x, y in zip(cut.factors[name], one.factors[name], strict=True))


@pytest.mark.parametrize("rank", [0, -1])
def test_truncate_to_nothing(one: WeightDiff, rank: int) -> None:
    with pytest.raises(ConfigError, match=f"cannot truncate to rank {rank}; give a rank of 1 or more"):
        truncate(one, rank)


def test_canonical_form(one: WeightDiff) -> None:
    form = canonical(one)
    assert ranks_of(form) == {"q": 3, "k": 5, "v": 4}
    assert form.card == one.card
    torch.testing.assert_close(flat(form), flat(one), rtol=0, atol=1e-5)
    for name, (a, b) in form.factors.items():
        s = torch.linalg.svdvals(dense(one, name))[: a.shape[0]].float()
        torch.testing.assert_close(b.T @ b, s.diag(), rtol=0, atol=1e-5 * float(s[0]))
        torch.testing.assert_close(a @ a.T, s.diag(), rtol=0, atol=1e-5 * float(s[0]))
        assert torch.equal(b.amax(dim=0), b.abs().amax(dim=0))
    assert_same_factors(canonical(form), form, 1e-5)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("wider", [0, 2])
def test_canonical_factors_do_not_depend_on_the_given_ones(one: WeightDiff, seed: int, wider: int) -> None:
    same = refactored(one, seed, wider)
    torch.testing.assert_close(flat(same), flat(one), rtol=0, atol=1e-4)
    with pytest.raises(AssertionError):
        assert_same_factors(same, one, 1e-1)
    assert_same_factors(canonical(same), canonical(one), 1e-4)


def test_canonical_of_a_deficient_rank(one: WeightDiff) -> None:
    a, b = one.factors["v"]
    deficient = WeightDiff({"v": (torch.stack([a[0], a[1], a[0] - a[1], a[1] * 0]), b)})
    form = canonical(refactored(deficient, 0))
    assert ranks_of(form) == {"v": 2}
    assert_same_factors(form, canonical(deficient), 1e-4)
    torch.testing.assert_close(dense(form, "v"), dense(deficient, "v"), rtol=0, atol=1e-5)


def test_canonical_keeps_what_is_small_and_drops_what_is_rounding() -> None:
    eye = torch.eye(6)
    values = torch.tensor([2 * ROUNDING, 1.0, ROUNDING / 2])
    a, b = canonical(WeightDiff({"o": (eye[:3], eye[:, :3] * values)})).factors["o"]
    expected = torch.tensor([1.0, math.sqrt(2 * ROUNDING)])
    torch.testing.assert_close(a, expected[:, None] * eye[[1, 0]], rtol=1e-5, atol=0)
    torch.testing.assert_close(b, expected * eye[:, [1, 0]], rtol=1e-5, atol=0)


def test_canonical_drops_modules_without_a_change(one: WeightDiff) -> None:
    zero = {"o": (torch.randn(2, 6), torch.zeros(6, 2))}
    assert canonical(WeightDiff({**zero, **one.factors})).fingerprint() == canonical(one).fingerprint()
    assert canonical(subtract(one, one)).factors == {}
    assert canonical(subtract(one, refactored(one, 3))).factors == {}
    assert canonical(null_diff()).factors == {}


# -- numbers ----------------------------------------------------------------------------------------------------------


def test_norms(one: WeightDiff, other: WeightDiff) -> None:
    for diff in (one, other, one.scaled(1e-12), subtract(one, other)):
        got = norms(diff)
        assert got == pytest.approx({name: float(dense(diff, name).norm()) for name in diff.factors}, rel=1e-12)
    assert norms(subtract(one, one)) == {"q": 0, "k": 0, "v": 0}  # the trace is a difference of large terms
    assert norms(null_diff()) == {}


def test_norms_of_factors_that_nearly_cancel() -> None:
    first = torch.eye(6)[:1]
    for left_over, norm in [(2**-22, 0.0), (2**-18, 2**-18)]:  # of |A|·|B| = 2: an eighth of `ROUNDING`, and twice as much
        nearly = subtract(WeightDiff({"o": (first, first.T)}), WeightDiff({"o": (first, first.T * (1 - left_over))}))
        assert norms(nearly) == {"o": pytest.approx(norm, rel=1e-9, abs=0)}


def test_inner(one: WeightDiff, other: WeightDiff) -> None:
    expected = float(flat(one) @ flat(other))
    assert abs(expected) > 1
    assert inner(one, other) == pytest.approx(expected, rel=1e-11)
    assert inner(other, one.scaled(-2)) == pytest.approx(-2 * expected, rel=1e-11)
    assert inner(one, one) == pytest.approx(sum(norm**2 for norm in norms(one).values()), rel=1e-12)
    assert inner(make({"v": 2}, 3), other) == inner(null_diff(), other) == 0.0


def test_cosine(one: WeightDiff, other: WeightDiff) -> None:
    expected = float(torch.nn.functional.cosine_similarity(flat(one), flat(other), dim=0))
    assert cosine(one, other) == pytest.approx(expected, rel=1e-11)
    assert cosine(one, refactored(one, 4)) == pytest.approx(1, abs=1e-9)
    for scale, sign in [(-2, -1), (-0.3, -1), (7, 1)]:
        got = cosine(one, one.scaled(scale))
        assert got == pytest.approx(sign, abs=1e-12) and abs(got) <= 1
    assert cosine(make({"v": 2}, 3), other) == 0.0


def test_cosine_without_a_direction(one: WeightDiff) -> None:
    for nothing in (null_diff(), one.scaled(0.0), subtract(one, one)):
        with pytest.raises(DiffError, match="the first diff has norm zero"):
            cosine(nothing, one)
        with pytest.raises(DiffError, match="the second diff has norm zero"):
            cosine(one, nothing)


def test_spectrum(one: WeightDiff) -> None:
    got = spectrum(one)
    assert {name: len(s) for name, s in got.items()} == {"q": 3, "k": 5, "v": 4}
    for name, s in got.items():
        assert s.dtype == torch.float64
        torch.testing.assert_close(s, torch.linalg.svdvals(dense(one, name))[: len(s)], rtol=1e-11, atol=0)


# -- all of them ------------------------------------------------------------------------------------------------------

UNARY: dict[str, Callable[[WeightDiff], Any]] = {
    "truncate": lambda d: truncate(d, 1),
    "canonical": canonical,
    "norms": norms,
    "spectrum": spectrum,
    "add": lambda d: add(d, null_diff()),
    "subtract": lambda d: subtract(null_diff(), d),
    "inner": lambda d: inner(d, null_diff()),
    "cosine": lambda d: cosine(null_diff(), d),
}


@pytest.mark.parametrize("operation", UNARY.values(), ids=UNARY.keys())
def test_factors_that_are_no_pair(operation: Callable[[WeightDiff], Any]) -> None:
    for a, b, said in [
        (torch.ones(2, 9), torch.ones(12, 3), r"'q': got A \[2, 9\] and B \[12, 3\], expected A \[r, in\] and B \[out, r\]"),
        (torch.ones(2, 9, 1), torch.ones(12, 2), r"got A \[2, 9, 1\]"),
        (torch.ones(2, 9), torch.ones(2), r"and B \[2\]"),
        (torch.ones(0, 9), torch.ones(12, 0), "r of 1 or more"),
        (torch.full((2, 9), math.nan), torch.ones(12, 2), "'q': the factors hold NaN or infinite values"),
        (torch.ones(2, 9), torch.full((12, 2), math.inf), "NaN or infinite"),
    ]:
        with pytest.raises(DiffError, match=said):
            operation(WeightDiff({"q": (a, b)}))


def test_the_update_is_never_formed() -> None:
    n = 400_000  # dense, this is 640 GB in float32
    rows = torch.zeros(2, n)
    rows[0, 0], rows[1, 1] = 3, 4
    diff = WeightDiff({"wide": (rows, rows.T.contiguous())})  # singular values 16 and 9
    twice = add(diff, diff)
    assert spectrum(twice)["wide"].tolist() == pytest.approx([32, 18, 0, 0], abs=1e-12)
    assert norms(twice)["wide"] == pytest.approx(math.hypot(32, 18))
    assert inner(diff, twice) == pytest.approx(2 * (16**2 + 9**2))
    assert norms(truncate(twice, 1))["wide"] == pytest.approx(32)
    assert canonical(twice).factors["wide"][0].shape == (2, n)
    assert cosine(diff, truncate(twice, 1)) == pytest.approx(16 / math.hypot(16, 9))
