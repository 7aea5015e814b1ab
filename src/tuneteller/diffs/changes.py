"""Changes of a base model's parameters, taken up one by one: as low-rank factors, as a vector, or left out and measured.

    a linear layer's weight                 factors, its strongest directions                      [out, in]
    the input embedding's                   factors of the tokens' rows                            [V, h]
    the head's                              likewise                                               [V, h]
    a bias of a linear layer, a norm's      the vector itself
    all else (experts in one block, …)      left out: its name and its squared norm
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.lowrank import Cut, low_rank, of_head, of_tokens, squared
from tuneteller.lora.linear import is_transposed
from tuneteller.models import BaseModel


class Changes:
    """What is taken up so far.

    Attributes:
        factors, vectors: as a `WeightDiff` has them.
        left_out: what changed and cannot be read -> its squared norm; None where that cannot be measured, 0 for added tokens.
        squares: module with factors -> the squared norm of its change, and how much of it they keep.
        ranks: of each linear layer its exact rank, None where it has none; embedding and head only where they have none.
    """

    def __init__(self, base: BaseModel, cut: Cut) -> None:
        self._base, self._cut = base, cut
        self.factors: dict[str, tuple[Tensor, Tensor]] = {}
        self.vectors: dict[str, Tensor] = {}
        self.left_out: dict[str, float | None] = {}
        self.squares: dict[str, tuple[float, float]] = {}
        self.ranks: list[int | None] = []

    @property
    def diff(self) -> WeightDiff:
        """What is read, without a card."""
        return WeightDiff(self.factors, vectors=self.vectors)

    def take(self, name: str, delta: Tensor, *, rounding: float = 0.0, said: str = "") -> None:
        """Take up the change of a parameter, in float32 and in the shape that the base has it in.

        Args:
            rounding: Frobenius norm below which what a cut leaves over is rounding.
            said: what to say of it beside its name, if it is left out.
        """
        module, _, tail = name.rpartition(".")
        if name in self._base.vectors:
            self.vectors[name] = self.vectors[name] + delta if name in self.vectors else delta
            return
        square = squared(delta)
        if tail != "weight" or module not in self._base.matrices:
            self.left_out[f"{name} ({said})" if said else name] = square
            return
        layer = self._base.model.get_submodule(module)
        if module in self._base.ends:
            found = of_tokens(delta, self._cut, rounding=rounding)
            pair = (found.a, found.b) if isinstance(layer, nn.Embedding) else of_head((found.a, found.b))
        else:
            found = low_rank(delta.T if is_transposed(layer) else delta, self._cut, rounding=rounding)
            pair = found.a, found.b
        self.add(module, pair, square, square * found.kept)
        if module in self._base.shapes or not found.exact:
            self.ranks.append(found.a.shape[0] if found.exact else None)

    def leave(self, name: str, tensor: Tensor, said: str = "") -> None:
        """Leave out a tensor that the base has not. A bias is a change from zero; of others nobody can say what they do.

        Args:
            said: what to say of it beside its name.
        """
        square = squared(tensor.detach().cpu()) if name.endswith(".bias") and tensor.ndim else math.nan
        self.left_out[f"{name} ({said})" if said else name] = square if math.isfinite(square) else None

    def add(self, module: str, pair: tuple[Tensor, Tensor], square: float, kept: float) -> None:
        """Take up factors of a module as they are.

        Args:
            square, kept: squared norm of the change that they stand for, and how much of it they keep.
        """
        if module in self.factors:
            before, (s, k) = self.factors[module], self.squares[module]
            pair, square, kept = (torch.cat([before[0], pair[0]]), torch.cat([before[1], pair[1]], 1)), s + square, k + kept
        self.factors[module], self.squares[module] = pair, (square, kept)

    def tie(self) -> None:
        """Where only one of embedding and head has a change, the other has it too: they are one tensor."""
        changed = [name for name in self._base.ends if name in self.factors]
        if len(changed) == 1:
            for other in self._base.ends.keys() - changed:
                self.add(other, of_head(self.factors[changed[0]]), *self.squares[changed[0]])
