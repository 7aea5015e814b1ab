"""What a user would otherwise train organisms with. Each takes the same work and returns each organism's loss at the last step.

Every peer is given what its users would give it: samples padded in one batch, the base's own attention, Adam with the same
schedule and clip. None is handicapped, none borrows our packing.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from torch import Tensor, nn

from benchmarks.work import Padded, Work, organism_loss, pad
from tuneteller.training.optim import adam, clip_slots, set_lr, warm_flat
from tuneteller.training.organisms import Progress, Step, train_bank

Peer = Callable[[Work], list[float]]


def ours(work: Work) -> list[float]:
    """The engine: all organisms in one bank."""
    reached: list[Progress] = []
    train_bank(work.base, work.first_factors(), work.steps, work.recipe, progress=reached.append)
    return list(reached[-1].per_slot)


def peft_alone(work: Work) -> list[float]:
    """PEFT, one organism after the other; the teacher is the same model with the adapter disabled."""
    first = work.first_factors()
    config = LoraConfig(task_type="CAUSAL_LM", r=work.recipe.rank, lora_alpha=work.recipe.rank, target_modules=list(first.a))
    losses = []
    for d in range(len(work.behaviors)):
        model = get_peft_model(work.base.model, config)
        start_from(model, first.slot(d), "default")
        parameters = [p for p in model.parameters() if p.requires_grad]

        def loss_of(step: Step, model: Any = model) -> Tensor:
            batch = padded(work, step, 0)
            with model.disable_adapter(), torch.no_grad():
                teacher = logits_at(model, batch)
            return organism_loss(logits_at(model, batch), teacher, batch, work.recipe)

        losses.append(train(parameters, work.alone(d), work, loss_of))
        model.unload()
    return losses


def peft_mixed(work: Work) -> list[float]:
    """PEFT, all organisms as adapters of one model, each row of the batch naming its own (`adapter_names`)."""
    first = work.first_factors()
    config = LoraConfig(task_type="CAUSAL_LM", r=work.recipe.rank, lora_alpha=work.recipe.rank, target_modules=list(first.a))
    model = get_peft_model(work.base.model, config, adapter_name="0")
    for d in range(1, len(work.behaviors)):
        model.add_adapter(str(d), config)
    per_slot: list[list[Tensor]] = []
    for d in range(len(work.behaviors)):
        start_from(model, first.slot(d), str(d))
        own: list[Tensor] = [p for name, p in model.named_parameters() if f".lora_A.{d}." in name or f".lora_B.{d}." in name]
        per_slot.append([p.requires_grad_() for p in own])
    model.eval()  # PEFT mixes adapters in a batch outside of training mode only; there is no dropout to miss
    optimizer = adam([p for own in per_slot for p in own], work.recipe.lr)
    last: list[float] = []
    for i, step in enumerate(work.steps):
        batches = [padded(work, step, d) for d in range(len(per_slot))]
        width = max(b.ids.shape[1] for b in batches)
        ids = torch.cat([nn.functional.pad(b.ids, (0, width - b.ids.shape[1]), value=work.base.pad_id) for b in batches])
        attend = torch.cat([nn.functional.pad(b.attend, (0, width - b.attend.shape[1])) for b in batches])
        names = [str(d) for d, b in enumerate(batches) for _ in range(len(b.ids))]
        with torch.no_grad():  # disable_adapter() would freeze every adapter but the first when it ends
            teacher = model(input_ids=ids, attention_mask=attend, adapter_names=["__base__"] * len(names)).logits
        student = model(input_ids=ids, attention_mask=attend, adapter_names=names).logits
        losses, row = [], 0
        for b in batches:
            t, s = (x[row : row + len(b.ids), : b.ids.shape[1]].flatten(0, 1)[b.source] for x in (teacher, student))
            losses.append(organism_loss(s, t, b, work.recipe))
            row += len(b.ids)
        last = [loss.item() for loss in losses]
        torch.stack(losses).sum().backward()
        for own in per_slot:
            nn.utils.clip_grad_norm_(own, work.recipe.clip)
        descend(optimizer, work, i)
    model.unload()
    return last


class EinsumLinear(nn.Module):
    """The published method's layer, written anew: per-task factors, one einsum each, tasks on the first axis."""

    def __init__(self, inner: nn.Linear, a: Tensor, b: Tensor) -> None:
        super().__init__()
        self.inner, self.a, self.b = inner, nn.Parameter(a), nn.Parameter(b)

    def forward(self, x: Tensor) -> Tensor:
        tasks = x.view(self.a.shape[0], -1, *x.shape[1:])
        low = torch.einsum("kntd,krd->kntr", tasks, self.a)
        return self.inner(x) + torch.einsum("kntr,kor->knto", low, self.b).reshape(*x.shape[:-1], -1)


def published(work: Work) -> list[float]:
    """The published method: einsum layer, padded rows, logits of every token, a second copy of the base as the teacher."""
    first = work.first_factors()
    teacher_model = copy.deepcopy(work.base.model)
    with replaced(work.base.model, {n: EinsumLinear(work.base.model.get_submodule(n), first.a[n].detach(), first.b[n].detach())
                                    for n in first.a}) as layers:  # fmt: skip
        stacked = [p for layer in layers for p in (layer.a, layer.b)]
        optimizer = adam(stacked, work.recipe.lr)
        last: list[float] = []
        for i, step in enumerate(work.steps):
            batches = [padded(work, step, d) for d in range(len(work.behaviors))]
            width = max(b.ids.shape[1] for b in batches)
            ids = torch.cat([nn.functional.pad(b.ids, (0, width - b.ids.shape[1]), value=work.base.pad_id) for b in batches])
            attend = torch.cat([nn.functional.pad(b.attend, (0, width - b.attend.shape[1])) for b in batches])
            with torch.no_grad():
                teacher = teacher_model(input_ids=ids, attention_mask=attend).logits
            student = work.base.model(input_ids=ids, attention_mask=attend).logits
            losses, row = [], 0
            for b in batches:
                t, s = (x[row : row + len(b.ids), : b.ids.shape[1]].flatten(0, 1)[b.source] for x in (teacher, student))
                losses.append(organism_loss(s, t, b, work.recipe))
                row += len(b.ids)
            last = [loss.item() for loss in losses]
            torch.stack(losses).sum().backward()
            clip_slots(stacked, work.recipe.clip)
            descend(optimizer, work, i)
    return last


def vmapped(work: Work) -> list[float]:
    """`torch.func.vmap` over stacked factors of a functional model."""
    first = work.first_factors()
    model = work.base.model
    names = list(first.a)
    layers = {n: EinsumLinear(model.get_submodule(n), first.a[n][:1].detach(), first.b[n][:1].detach()) for n in names}
    stacked = {f"{n}.{side}": getattr(first, side)[n].detach()[:, None].requires_grad_() for n in names for side in "ab"}
    with replaced(model, layers):
        def forward(factors: dict[str, Tensor], ids: Tensor, mask: Tensor, positions: Tensor) -> Tensor:
            out: Tensor = torch.func.functional_call(model, factors, (), {
                "input_ids": ids, "attention_mask": mask, "position_ids": positions, "use_cache": False}).logits
            return out

        off = {name: torch.zeros_like(t[0]) for name, t in stacked.items()}
        optimizer = adam(list(stacked.values()), work.recipe.lr)
        last: list[float] = []
        for i, step in enumerate(work.steps):
            batches = [padded(work, step, d) for d in range(len(work.behaviors))]
            width = max(b.ids.shape[1] for b in batches)
            ids = torch.stack([nn.functional.pad(b.ids, (0, width - b.ids.shape[1]), value=work.base.pad_id) for b in batches])
            attend = torch.stack([nn.functional.pad(b.attend, (0, width - b.attend.shape[1])) for b in batches])
            causal = torch.ones(width, width, dtype=torch.bool).tril()
            mask = (causal & attend[:, :, None, None, :]) | torch.eye(width, dtype=torch.bool)
            positions = torch.arange(width).expand(ids.shape[1], -1)
            with torch.no_grad():
                teacher = torch.vmap(forward, (None, 0, 0, None))(off, ids, mask, positions)
            student = torch.vmap(forward, (0, 0, 0, None))(stacked, ids, mask, positions)
            losses = []
            for d, b in enumerate(batches):
                s, t = (x[d, :, : b.ids.shape[1]].flatten(0, 1)[b.source] for x in (student, teacher))
                losses.append(organism_loss(s, t, b, work.recipe))
            last = [loss.item() for loss in losses]
            torch.stack(losses).sum().backward()
            clip_slots(list(stacked.values()), work.recipe.clip)
            descend(optimizer, work, i)
    return last


PEERS: dict[str, Peer] = {"PEFT, one at a time": peft_alone, "PEFT, adapter_names": peft_mixed, "torch.func.vmap": vmapped,
                          "published layer": published}


# -- what they share --------------------------------------------------------------------------------------------------


def padded(work: Work, step: Step, d: int) -> Padded:
    """Organism d's samples of a step."""
    return pad((step.own[d], step.wrong, step.plain), work.base.pad_id)


def logits_at(model: Any, batch: Padded) -> Tensor:
    """Logits of all tokens, as `model(...)` gives them, at the supervised places [N, V]."""
    logits: Tensor = model(input_ids=batch.ids, attention_mask=batch.attend).logits.flatten(0, 1)[batch.source]
    return logits


def start_from(model: Any, factors: Mapping[str, tuple[Tensor, Tensor]], adapter: str) -> None:
    """Give a PEFT adapter the first factors everyone starts from."""
    with torch.no_grad():
        for name, (a, b) in factors.items():
            layer = model.base_model.model.get_submodule(name)
            layer.lora_A[adapter].weight.copy_(a)
            layer.lora_B[adapter].weight.copy_(b)


def train(parameters: Sequence[Tensor], steps: list[Step], work: Work, loss_of: Callable[[Step], Tensor]) -> float:
    """One organism's steps; the loss the last one started from."""
    optimizer = adam(parameters, work.recipe.lr)
    last = 0.0
    for i, step in enumerate(steps):
        loss = loss_of(step)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, work.recipe.clip)
        descend(optimizer, work, i)
        last = loss.item()
    return last


def descend(optimizer: torch.optim.Optimizer, work: Work, i: int) -> None:
    """One optimiser step at the recipe's learning rate, as `train_bank` takes it."""
    set_lr(optimizer, work.recipe.lr * warm_flat(i, len(work.steps), decay=work.recipe.decay))
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


@contextmanager
def replaced(model: nn.Module, layers: dict[str, EinsumLinear]) -> Iterator[list[EinsumLinear]]:
    """Put layers in the place of the named ones for the length of the block."""
    before = {name: model.get_submodule(name) for name in layers}
    try:
        for name, layer in layers.items():
            model.set_submodule(name, layer)
        yield list(layers.values())
    finally:
        for name, inner in before.items():
            model.set_submodule(name, inner)


def close(one: list[float], other: list[float], tolerance: float) -> bool:
    """Whether two contestants reached the same losses."""
    return all(math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance) for a, b in zip(one, other, strict=True))
