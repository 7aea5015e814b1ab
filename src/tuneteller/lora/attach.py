"""Attach banks to a model for the length of a `with` block, and leave no trace after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from torch import nn

from tuneteller.errors import DiffError
from tuneteller.lora.bank import Bank, Shapes
from tuneteller.lora.linear import BankedLinear
from tuneteller.lora.parts import WithParts


def target_shapes(shapes: Shapes, targets: str) -> dict[str, tuple[int, int]]:
    """The modules of `shapes` that a recipe's `targets` names: "all", "attention" or "mlp"."""
    if targets == "all":
        return dict(shapes)
    part = {"attention": (".self_attn.", ".attn.", ".attention.", ".self_attention."),
            "mlp": (".mlp.", ".feed_forward.", ".ffn.", ".fc1", ".fc2")}[targets]
    return {name: shape for name, shape in shapes.items() if any(p in name for p in part)}


@contextmanager
def attach(model: nn.Module, *banks: Bank) -> Iterator[None]:
    """Inside, the model adds each bank's updates; afterwards its modules are the very objects they were.

    A batch's rows are slot-major: with D slots and R rows, rows d·R/D … (d+1)·R/D − 1 belong to slot d. Banks of one slot
    act on all rows. Nesting works: an inner `attach` adds to what is attached.

    Raises:
        DiffError: a bank names a module the model has not.
    """
    modules = dict(model.named_modules())
    replaced: list[tuple[nn.Module, str, nn.Module]] = []
    try:
        for name in dict.fromkeys(name for bank in banks for name in (*bank.a, *bank.parts)):
            parent_name, _, child = name.rpartition(".")
            parent, inner = modules.get(parent_name), modules.get(name)
            if parent is None or inner is None:
                raise DiffError(f"cannot attach to {name!r}: the model has no such module")
            plain, before = _taken_off(inner)
            setattr(parent, child, _put_on(plain, name, [*before, *banks]))
            replaced.append((parent, child, inner))
        yield
    finally:
        for parent, child, inner in reversed(replaced):
            setattr(parent, child, inner)


def is_bare(model: nn.Module) -> bool:
    """Whether nothing is attached."""
    return not any(isinstance(module, BankedLinear | WithParts) for module in model.modules())


def _taken_off(module: nn.Module) -> tuple[nn.Module, list[Bank]]:
    """The model's own module, and the banks that are attached to it."""
    banks: list[Bank] = []
    while isinstance(module, BankedLinear | WithParts):
        banks += [bank for bank, *_ in module.banks if bank not in banks]
        module = module.inner
    return module, banks


def _put_on(plain: nn.Module, name: str, banks: Sequence[Bank]) -> nn.Module:
    """What stands in for a module, with those of the banks that have something for it."""
    module = plain
    if factors := [bank for bank in banks if name in bank.a]:
        module = BankedLinear(plain, name, factors)
    if parts := [bank for bank in banks if name in bank.parts]:
        module = WithParts(module, plain, name, parts)
    return module
