"""What a diff changes beside the decoder's linear layers: norms, biases, the input embedding and the head.

Such changes are there to be asked about, not to be trained. They are kept slot by slot and not stacked: few diffs have any, and
the factors of an embedding are as long as the vocabulary. A module's output becomes `f(x; w + δ_d)` for the rows of slot d,
computed as `f(x; w) + change_d(x)`:

    linear      B A x + δ_bias, also where the layer has no bias
    embedding   the module's own function (some scale) of the rows B A of the tokens, as if these were its weight
    norm        f(x; w + δ) − f(x; w) with the module's own f, whichever norm that is
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.func import functional_call

from tuneteller.errors import ConfigError, DiffError
from tuneteller.lora.linear import is_linear

if TYPE_CHECKING:
    from tuneteller.lora.bank import Bank

Vectors = Mapping[str, Tensor]  # parameter name -> what is added to it, [size]


@dataclass(frozen=True)
class Part:
    """What one slot adds to one module.

    Attributes:
        factors: A [r, in] and B [out, r]; of an embedding, `in` is the vocabulary.
        vectors: name of the module's own parameter ("weight", "bias") -> what is added to it.
    """

    factors: tuple[Tensor, Tensor] | None = None
    vectors: Vectors = field(default_factory=dict)

    def to(self, device: torch.device | str) -> Part:
        """The same on a device."""
        moved = tuple(t.to(device) for t in self.factors) if self.factors else None
        return Part(moved, {name: v.to(device) for name, v in self.vectors.items()})  # type: ignore[arg-type]


Parts = Mapping[str, Mapping[int, Part]]  # module name -> slot -> what it adds


def end_shapes(model: Any) -> dict[str, tuple[int, int]]:
    """Input embedding and head: module name -> (out, in), the embedding as a linear layer of one-hot tokens."""
    ends = [model.get_input_embeddings(), model.get_output_embeddings()]
    names = {id(module): name for name, module in model.named_modules()}
    found = {}
    if isinstance(ends[0], nn.Embedding):
        vocabulary, width = ends[0].weight.shape
        found[names[id(ends[0])]] = (width, vocabulary)
    if isinstance(ends[1], nn.Linear):
        found[names[id(ends[1])]] = (ends[1].weight.shape[0], ends[1].weight.shape[1])
    return found


def vector_sizes(model: nn.Module, body: nn.Module, linear: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Parameter name -> size of what a vector can be added to: the biases of linear layers, also of those that have none, and
    the parameters of the body's norms (modules with nothing but vectors).

    Args:
        linear: linear layers and their (out, in).
    """
    sizes = {f"{name}.bias": out for name, (out, _) in linear.items()}
    inside = set(body.modules())
    for name, module in model.named_modules():
        own = dict(module.named_parameters())
        alone = module in inside and name not in linear and not any(module.children())
        if alone and all(p.ndim == 1 for p in own.values()):
            sizes |= {f"{name}.{key}": p.shape[0] for key, p in own.items()}
    return sizes


def check_vectors(vectors: Vectors, sizes: Mapping[str, int]) -> None:
    """Refuse vectors that do not fit the model.

    Raises:
        DiffError: unknown parameter, wrong shape, or a NaN or infinite value.
    """
    for name, vector in vectors.items():
        if name not in sizes:
            raise DiffError(f"the diff changes {name!r}, which this base model has not as a bias or a parameter of a norm; was "
                            f"it made for another base model?")
        if vector.shape != (sizes[name],):
            raise DiffError(f"{name!r}: got {list(vector.shape)}, expected [{sizes[name]}]; was the diff made for another base "
                            f"model?")
        if not torch.isfinite(vector).all():
            raise DiffError(f"{name!r} holds NaN or infinite values; the fine-tune diverged or the file is damaged")


def slot_parts(ends: Sequence[Mapping[str, tuple[Tensor, Tensor]]], vectors: Sequence[Vectors]) -> Parts:
    """Factors of embeddings and heads, and vectors, of each slot's diff, by module."""
    parts: dict[str, dict[int, Part]] = {}
    for slot, (pairs, own) in enumerate(zip(ends, vectors, strict=True)):
        for name, pair in pairs.items():
            parts.setdefault(name, {})[slot] = Part(pair)
        for parameter, vector in own.items():
            name, _, key = parameter.rpartition(".")
            part = parts.setdefault(name, {}).get(slot, Part())
            parts[name][slot] = replace(part, vectors={**part.vectors, key: vector})
    return parts


class WithParts(nn.Module):
    """Stands in for a module while banks with parts for it are attached.

    Args:
        inner: the module, or what stands in for it already.
        plain: the model's own module, without anything attached.
        name: its qualified name in the model, the key into each bank's parts.
        banks: as for a `BankedLinear`; rows are slot-major.
    """

    def __init__(self, inner: nn.Module, plain: nn.Module, name: str, banks: Sequence[Bank]) -> None:
        super().__init__()
        self.inner = inner
        self._plain = (plain,)  # in a tuple, as it is no further module of the model's
        self.banks = tuple((bank, [(slot, _change(plain, part)) for slot, part in bank.parts[name].items()])
                           for bank in banks)

    @property
    def weight(self) -> Tensor:
        """The module's own, which models look at for a dtype or a size."""
        weight: Tensor = self._plain[0].weight  # type: ignore[assignment]
        return weight

    def forward(self, x: Tensor, *args: Any) -> Tensor:
        """[R, …] -> what the module makes of it, changed for the rows of each slot; further arguments of R rows as well."""
        y: Tensor = self.inner(x, *args)
        for bank, changes in self.banks:
            if not bank.active:
                continue
            if x.shape[0] % bank.slots:
                raise ConfigError(f"a batch of {x.shape[0]} rows cannot be split over a bank of {bank.slots} slots; "
                                  f"give every slot the same number of rows")
            each = x.shape[0] // bank.slots
            for slot, change in changes:
                rows = slice(slot * each, (slot + 1) * each)
                y[rows] += change(x[rows], *(t[rows] if isinstance(t, Tensor) else t for t in args))
        return y


def _change(plain: nn.Module, part: Part) -> Callable[..., Tensor]:
    """What a part adds to the module's output for some rows of its input."""
    own = dict(plain.named_parameters())
    like = next(iter(own.values()))  # what is added is of its dtype, and on its device
    if isinstance(plain, nn.Embedding):
        assert part.factors is not None
        return _of_embedding(plain, *part.factors)
    if is_linear(plain):
        pair = [t.to(like) for t in part.factors or ()]
        bias = part.vectors["bias"].to(like) if "bias" in part.vectors else None

        def of_linear(x: Tensor) -> Tensor:
            y = nn.functional.linear(nn.functional.linear(x, pair[0]), pair[1], bias) if pair else bias
            assert y is not None
            return y

        return of_linear
    changed = {key: (own[key].float() + v.to(like.device)).to(like.dtype) for key, v in part.vectors.items()}

    def of_norm(x: Tensor, *args: Any) -> Tensor:
        y: Tensor = functional_call(plain, changed, (x, *args)) - plain(x, *args)
        return y

    return of_norm


def _of_embedding(plain: nn.Embedding, a: Tensor, b: Tensor) -> Callable[[Tensor], Tensor]:
    width, least = b.shape[0], (plain.padding_idx or 0) + 1  # rows that the module's own function asks for

    def of_embedding(ids: Tensor) -> Tensor:
        rows = (a[:, ids.flatten()].T @ b.T).to(plain.weight.dtype)
        if (short := least - rows.shape[0]) > 0:
            rows = torch.cat([rows, rows.new_zeros(short, width)])
        y: Tensor = functional_call(plain, {"weight": rows}, (torch.arange(ids.numel(), device=ids.device).view(ids.shape),))
        return y

    return of_embedding
