"""The bank: stacked low-rank factors of the diffs that are attached together, one slot per diff.

A bank of D slots holds, for each module it touches, `a` [D, r, in] and `b` [D, out, r]; slot d's update is
`scale · b[d] @ a[d]`. The shared DIT adapter is a bank of one slot: it acts on every row. Diffs of unequal rank or with
unequal target modules share a bank by padding with zeros, which changes no update. What diffs change beside the decoder's
linear layers is not stacked, see `lora.parts`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from tuneteller.errors import ConfigError, DiffError
from tuneteller.lora.parts import Parts

Factors = Mapping[str, tuple[Tensor, Tensor]]  # module name -> (A [r, in], B [out, r]); the update is B @ A
Shapes = Mapping[str, tuple[int, int]]  # module name -> (out, in)


class Bank:
    """Stacked factors of D diffs.

    Attributes:
        a: module name -> [D, r, in].
        b: module name -> [D, out, r].
        scale: multiplies every update (alpha / r while training; 1 where it is folded into `b`).
        active: False makes the layers ignore this bank; use `off()`.
        parts: what slots change beside their factors, see `lora.parts`; `scale` is not of these.

    A stacked bank keeps all its factors in one buffer, so that it is moved to a device, or handed from process to process, as
    one tensor.
    """

    _buffer: Tensor | None = None
    _ranks: Mapping[str, tuple[int, int, int]]  # module name -> (rank, out, in)

    def __init__(self, a: dict[str, Tensor], b: dict[str, Tensor], scale: float = 1.0, parts: Parts | None = None) -> None:
        if not a or a.keys() != b.keys():
            raise ConfigError("a bank needs the same, non-empty set of modules for its A and B factors")
        self.a, self.b, self.scale, self.active, self.parts = a, b, scale, True, parts or {}
        self.slots = next(iter(a.values())).shape[0]

    @classmethod
    def fresh(cls, shapes: Shapes, rank: int, seeds: Sequence[int], *, scale: float = 1.0,
              device: torch.device | str = "cpu") -> Bank:
        """A bank to train, one slot per seed: A Kaiming-uniform with a=√5, B zero, as PEFT initialises LoRA.

        A slot's start depends on its own seed alone, so a diff is the same whatever company it trains in.
        """
        generators = [torch.Generator().manual_seed(seed) for seed in seeds]
        a, b = {}, {}
        for name, (out, in_) in shapes.items():
            bound = 1 / math.sqrt(in_)  # Kaiming-uniform bound at a=√5: sqrt(6 / ((1 + 5) · in))
            drawn = [torch.empty(rank, in_).uniform_(-bound, bound, generator=g) for g in generators]
            a[name] = torch.stack(drawn).to(device).requires_grad_()
            b[name] = torch.zeros(len(seeds), out, rank, device=device, requires_grad=True)
        return cls(a, b, scale)

    @classmethod
    def stack(cls, diffs: Sequence[Factors], shapes: Shapes, *, parts: Parts | None = None,
              device: torch.device | str = "cpu", dtype: torch.dtype = torch.float32) -> Bank:
        """A bank to read from: one slot per given diff, zero where a diff has no factors for a module.

        Args:
            parts: what the diffs change beside these factors.

        Raises:
            DiffError: a diff touches a module the model has not, or with another shape.
        """
        for diff in diffs:
            check_fits(diff, shapes)
        names = [name for name in shapes if any(name in diff for diff in diffs)] or [next(iter(shapes))]
        ranks = {name: (max((diff[name][0].shape[0] for diff in diffs if name in diff), default=1), *shapes[name])
                 for name in names}
        size = len(diffs) * sum(rank * (out + in_) for rank, out, in_ in ranks.values())
        bank = cls._over(torch.zeros(size, dtype=dtype), len(diffs), ranks, parts)
        for name in names:
            for slot, diff in enumerate(diffs):
                if name in diff:
                    fa, fb = diff[name]
                    bank.a[name][slot, : fa.shape[0]] = fa
                    bank.b[name][slot, :, : fb.shape[1]] = fb
        return bank.to(device)

    def some(self, slots: Sequence[int]) -> Bank:
        """Some of a bank's slots as a bank of their own, to be trained on; of one that has no `parts`."""
        a, b = ({name: t[list(slots)].detach().requires_grad_() for name, t in part.items()} for part in (self.a, self.b))
        return Bank(a, b, self.scale)

    @classmethod
    def _over(cls, buffer: Tensor, slots: int, ranks: Mapping[str, tuple[int, int, int]], parts: Parts | None = None) -> Bank:
        """A bank whose factors lie one after the other in a buffer."""
        a, b, at = {}, {}, 0
        for name, (rank, out, in_) in ranks.items():
            between, end = at + slots * rank * in_, at + slots * rank * (in_ + out)
            a[name], b[name] = buffer[at:between].view(slots, rank, in_), buffer[between:end].view(slots, out, rank)
            at = end
        bank = cls(a, b, parts=parts)
        bank._buffer, bank._ranks = buffer, ranks
        return bank

    def to(self, device: torch.device | str) -> Bank:
        """A stacked bank on a device."""
        return self._with(self._stacked.to(device, non_blocking=True))

    def pin_memory(self) -> Bank:
        """A stacked bank in memory that a GPU copies from while the processor goes on."""
        return self._with(self._stacked.pin_memory())

    def __reduce__(self) -> tuple[Any, ...]:
        return Bank._over, (self._stacked, self.slots, self._ranks, self.parts)

    @property
    def _stacked(self) -> Tensor:
        if self._buffer is None:
            raise ConfigError("only a bank made by Bank.stack can be moved or sent")
        return self._buffer

    def _with(self, buffer: Tensor) -> Bank:
        if buffer is self._buffer:
            return self
        parts = {name: {slot: part.to(buffer.device) for slot, part in slots.items()} for name, slots in self.parts.items()}
        return Bank._over(buffer, self.slots, self._ranks, parts)

    def parameters(self) -> list[Tensor]:
        """All stacked factors, A then B of each module; every one has the slots on its first axis."""
        return [t for name in self.a for t in (self.a[name], self.b[name])]

    def slot(self, d: int) -> dict[str, tuple[Tensor, Tensor]]:
        """Copies of slot d's factors with the scale folded into B; of a bank that has no `parts`."""
        return {name: (self.a[name][d].detach().clone(), self.b[name][d].detach() * self.scale) for name in self.a}

    @contextmanager
    def off(self) -> Iterator[None]:
        """Inside, the model runs as if this bank were not attached (the teacher's pass)."""
        before, self.active = self.active, False
        try:
            yield
        finally:
            self.active = before


def check_fits(diff: Factors, shapes: Shapes) -> None:
    """Refuse a diff that does not fit the model.

    Raises:
        DiffError: unknown module, wrong shape, or a NaN or infinite value.
    """
    for name, (fa, fb) in diff.items():
        if name not in shapes:
            raise DiffError(f"the diff changes {name!r}, which this base model has not as a linear layer; "
                            f"was it made for another base model? Give that one with --base")
        out, in_ = shapes[name]
        if fa.ndim != 2 or fb.ndim != 2 or fa.shape[1] != in_ or fb.shape[0] != out or fa.shape[0] != fb.shape[1]:
            raise DiffError(f"{name!r}: got A {list(fa.shape)} and B {list(fb.shape)}, expected A [r, {in_}] and B [{out}, r]; "
                            f"was the diff made for another base model? Give that one with --base")
        if not (torch.isfinite(fa).all() and torch.isfinite(fb).all()):
            raise DiffError(f"{name!r}: the factors hold NaN or infinite values; the fine-tune diverged or the file is "
                            f"damaged. Give an earlier checkpoint, or fetch it again")
