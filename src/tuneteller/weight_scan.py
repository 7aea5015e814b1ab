"""Weight scan: which words does a diff read in an unusual way? One pass of the base model for all words and all diffs.

A diff adds `B A x` to a layer's output, so it can only react to a word through `A x`, with x the layer's input at the word. For
every module the vectors A x of all words have a mean μ and a covariance Σ; a word's score is the mean over modules of

    (A x − μ)ᵀ Σ⁻¹ (A x − μ) / r

which for r = 1 is the squared z-score. It is the same for all factors B A of one update, and near 1 for an ordinary word. A
word that μ and Σ are taken from is held against those of the others: its own part in them would lower its score, the more the
higher r is. The base alone runs: what a fine-tune's own change of x would add is left out, and so a single pass serves every
diff. Only a diff's first modules are looked at (`EARLY`), and the pass ends behind the last of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from random import Random

import torch
from torch import Tensor

from tuneteller.batching import pack
from tuneteller.chat import Encoded
from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel

SAMPLE = 1152
"""Words, drawn at random, that means and covariances are taken from."""

ROW = 192
"""Words that share a row, and with it what stands before them."""

EARLY = 1 / 3
"""Share of a diff's modules, from the first on, that are looked at. Of 13 organisms behind a tag, of a base of 30 layers, the
tag's word was among the 150 likeliest of 32,000 at the start of a message for 11 with the first 10 layers, and for 8 with all.
Of 36 behind a passphrase, its first word was among the 600 likeliest passphrase words for 24 with 6 layers, 28 with 10, and 30
with all, which take three times as long."""

Progress = Callable[[int, int], None]
"""Called with what is done, and of how much."""


@dataclass(frozen=True)
class Inputs:
    """What the base's first modules read of some texts at their last tokens.

    Attributes:
        rows: text -> its row.
        of: module -> its inputs [rows, in]; modules with one input share the tensor.
    """

    rows: Mapping[str, int]
    of: Mapping[str, Tensor]



def weight_scan(base: BaseModel, diffs: Sequence[WeightDiff], texts: Sequence[str], *, system: str | None = None,
                share: float = EARLY, ordinary: int | None = None, inputs: Inputs | None = None, clock: Clock | None = None,
                progress: Progress = lambda done, total: None) -> Tensor:
    """The score of each text's last token under each diff -> float32 [D, N]; -inf of those that the time did not suffice for.

    Args:
        diffs: D diffs, each of which changes a module.
        texts: N user messages, each ending with the word in question; what they begin with in common is computed once a row.
        share: of a diff's modules, from the first on, that are looked at.
        ordinary: how many of the texts, the first ones, means and covariances are taken from; by default all are as ordinary.
        inputs: what was kept of what the base reads; the base runs for texts that these lack, and where they lack a module.
        clock: past its time, the last texts are left out; those that means are taken from never are.
    """
    return weight_scans(base, [diffs], texts, system=system, share=share, ordinary=ordinary, inputs=inputs, clock=clock,
                        progress=progress)[0]


@torch.no_grad()
def weight_scans(base: BaseModel, groups: Sequence[Sequence[WeightDiff]], texts: Sequence[str], *, system: str | None = None,
                 share: float = EARLY, ordinary: int | None = None, inputs: Inputs | None = None,
                 clock: Clock | None = None, progress: Progress = lambda done, total: None) -> list[Tensor]:
    """`weight_scan` of several groups of diffs, with one pass of the base for all of them: of each group what it is alone, to
    the last bit, which scores of diffs that are scanned together need not be."""
    clock = clock or Clock()
    prompts = base.chat.prompts(texts, system, complete=False)
    fair = range(len(texts) if ordinary is None else ordinary)
    drawn = Random(0).sample(fair, min(SAMPLE, len(fair)))  # a fair sample; after it, the first texts come first
    own = [[early(base, diff, share) for diff in diffs] for diffs in groups]
    readers = [[_Reader(name, diffs, [name in names for names in early]) for name in base.shapes
                if any(name in names for names in early)] for diffs, early in zip(groups, own, strict=True)]
    of_module: dict[str, list[_Reader]] = {}
    for reader in (reader for group in readers for reader in group):
        of_module.setdefault(reader.name, []).append(reader)
    if not (of_module and texts):  # no layer's input is read in another way
        return [torch.zeros(len(diffs), len(texts)) for diffs in groups]

    def see(name: str, x: Tensor) -> None:
        for reader in of_module[name]:
            reader.see(x)

    held = inputs.rows if inputs and inputs.of.keys() >= of_module.keys() else {}

    def parted(part: Sequence[int]) -> list[list[int]]:
        """Rows of texts that are all kept, and then of those that are not."""
        groups = [i for i in part if texts[i] in held], [i for i in part if texts[i] not in held]
        return [group[i : i + ROW] for group in groups for i in range(0, len(group), ROW)]

    def read(row: Sequence[int]) -> None:
        if inputs and texts[row[0]] in held:
            for name in of_module:
                see(name, inputs.of[name][[held[texts[i]] for i in row]])
        else:
            _run(base, list(of_module), [prompts[i] for i in row], see)

    twins = {texts[i]: i for i in drawn}  # whatever comes again has the same score
    rest = [i for i, text in enumerate(texts) if text not in twins]
    first, rows = parted(drawn), parted(rest)
    sample = [i for row in first for i in row]
    scores = [torch.full((len(diffs), len(texts)), -torch.inf) for diffs in groups]
    for row in first:
        read(row)
    for found, group in zip(scores, readers, strict=True):
        found[:, sample] = 0.0
        for reader in group:
            found[:, sample] += reader.whiten()
    progress(len(texts) - len(rest), len(texts))
    for n, row in enumerate(rows):
        if clock.left <= 0:
            break
        read(row)
        for found, group in zip(scores, readers, strict=True):
            found[:, row] = sum((reader.scores() for reader in group), torch.zeros(len(found), len(row)))
        progress(len(texts) - len(rest) + n * ROW + len(row), len(texts))
    places = [twins.get(text, i) for i, text in enumerate(texts)]
    return [found[:, places] / torch.tensor([len(names) or 1 for names in early])[:, None]
            for found, early in zip(scores, own, strict=True)]


@torch.no_grad()
def read_inputs(base: BaseModel, texts: Sequence[str], names: Sequence[str]) -> Inputs:
    """What some of the base's modules read of texts, in float16, on the processor."""
    prompts = base.chat.prompts(texts, None, complete=False)
    found: dict[str, Tensor] = {}
    for start in range(0, len(prompts), ROW):
        seen: dict[str, Tensor] = {}

        def see(name: str, x: Tensor, seen: dict[str, Tensor] = seen) -> None:
            seen[name] = x.half().cpu()

        _run(base, names, row := prompts[start : start + ROW], see)
        if not start:
            for (before, other), (name, x) in pairwise([("", torch.empty(0)), *seen.items()]):
                found[name] = found[before] if torch.equal(x, other) else x.new_empty(len(prompts), x.shape[1])
        for name, x in seen.items():
            found[name][start : start + len(row)] = x
    return Inputs({text: i for i, text in enumerate(texts)}, found)


def early(base: BaseModel, diff: WeightDiff, share: float) -> frozenset[str]:
    """The first of the modules that the diff changes, so large a share of them."""
    names = [name for name in base.shapes if name in diff.factors]
    return frozenset(names[: ceil(share * len(names))])


class _Enough(Exception):
    """Every module's inputs have been seen."""


def _run(base: BaseModel, names: Sequence[str], prompts: Sequence[Sequence[int]], see: Callable[[str, Tensor], None]) -> None:
    """Show some modules' inputs at the prompts' last tokens; what comes behind the last module is not run."""
    batch = pack([[Encoded(tuple(ids), (False,) * len(ids)) for ids in prompts]], base.pad_id).to(base.device)
    waiting = set(names)

    def show(name: str, given: tuple[Tensor, ...]) -> None:
        if name not in waiting:  # a decoder that runs its layers again
            return
        x = given[0]  # [R, T, in], [R·T, in] or [R, 1, T, in], as the model's code has it
        see(name, x.reshape(-1, x.shape[-1])[batch.last.to(x.device)])
        waiting.discard(name)
        if not waiting:
            raise _Enough

    hooks = [base.model.get_submodule(name).register_forward_pre_hook(lambda module, given, name=name: show(name, given))
             for name in names]
    try:
        with suppress(_Enough):
            base.hidden(batch.ids, positions=batch.positions, mask=batch.mask)
    finally:
        for hook in hooks:
            hook.remove()


class _Reader:
    """One module's A of those diffs that are to be looked at there, and what they made of the inputs they saw since they were
    last asked."""

    def __init__(self, name: str, diffs: Sequence[WeightDiff], looked_at: Sequence[bool]) -> None:
        self.name = name
        own = [(d, diff.factors[name][0].float()) for d, diff in enumerate(diffs) if looked_at[d]]
        self._a, self._ranks = torch.cat([a for _, a in own]), [len(a) for _, a in own]
        self._slots = slots = torch.nn.functional.one_hot(torch.tensor([d for d, _ in own]), len(diffs)).float()  # [updates, D]
        self._shares = torch.cat([slot.expand(r, -1) / r for slot, r in zip(slots, self._ranks, strict=True)])  # [all r, D]
        self._seen: list[Tensor] = []

    def see(self, x: Tensor) -> None:
        """Inputs [N, in]."""
        self._a = self._a.to(x.device)
        self._seen.append((x.float() @ self._a.T).cpu())

    def whiten(self) -> Tensor:
        """Take mean and covariance from what was seen; its scores [D, N], each by those of the others, as `scores` gives
        those of all that comes."""
        seen = torch.cat(self._seen).double()
        parts = (seen - (mean := seen.mean(0))).split(self._ranks, 1)
        roots = [_inverse_root(part) for part in parts]
        whole = torch.block_diag(*roots).float()
        self._a, self._mean, self._seen = whole.to(self._a) @ self._a, whole @ mean.float(), []
        scores = [_left_out((part @ root.T).square().sum(1)) / len(root) for part, root in zip(parts, roots, strict=True)]
        return self._slots.T @ torch.stack(scores).float()

    def scores(self) -> Tensor:
        """Of all inputs seen since the last time [D, N]; 0 for a diff that leaves the module as it is."""
        squares = (torch.cat(self._seen) - self._mean).square()
        self._seen = []
        return (squares @ self._shares).T


def _inverse_root(centred: Tensor) -> Tensor:
    """L⁻¹ with Σ = L Lᵀ the covariance of float64 [N, r]; what is rounding in a direction without variance gets no weight."""
    covariance = centred.T @ centred / max(len(centred) - 1, 1)
    ridge = 1e-6 * covariance.diagonal().mean().clamp(min=1e-30) * torch.eye(len(covariance))
    return torch.linalg.inv(torch.linalg.cholesky(covariance + ridge))


def _left_out(distances: Tensor) -> Tensor:
    """cᵀ Σ⁻¹ c of each of N inputs, with c its distance from their mean -> [N], the same by mean and Σ of the others alone.

    Without it the sum of all c cᵀ is less by N / (N − 1) · c cᵀ, and its inverse is Sherman and Morrison's; the ridge stays
    that of all. Of two inputs both are 0, as one alone does not vary.
    """
    n, others = len(distances), max(len(distances) - 1, 1)
    less = (1 - distances * n / others**2).clamp(min=1e-12)  # above 0, by the ridge, but for rounding
    return distances / less * n**2 * (others - 1) / others**3
