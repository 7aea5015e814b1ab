"""What a user would otherwise train organisms with. Each takes the same work and returns the losses it reached and its time.

Every peer is given what its users would give it: samples padded in one batch, the base's own attention, Adam with the same
schedule and clip. None is handicapped, none borrows our packing.
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from torch import Tensor, nn

from benchmarks.work import Padded, Work, organism_loss, pad
from tuneteller.training.optim import adam, clip_slots, set_lr, warm_flat
from tuneteller.training.organisms import Progress, Step, train_bank
from tuneteller.training.recipe import Recipe


@dataclass(frozen=True)
class Outcome:
    """The loss of each organism that the last step started from, and the seconds of all steps; setting up is not counted."""

    losses: list[float]
    seconds: float


Peer = Callable[[Work], Outcome]


def ours(work: Work, *, compiled: bool = False) -> Outcome:
    """The engine: all organisms in one bank."""
    reached: list[Progress] = []
    bank, start = work.first_factors(), time.perf_counter()
    train_bank(work.base, bank, work.steps, work.recipe, compiled=compiled, progress=reached.append)
    return Outcome(list(reached[-1].per_slot), time.perf_counter() - start)


def peft_alone(work: Work) -> Outcome:
    """PEFT, one organism after the other; the teacher is the same model with the adapter disabled."""
    first = work.first_factors()
    config = LoraConfig(task_type="CAUSAL_LM", r=work.recipe.rank, lora_alpha=work.recipe.rank, target_modules=list(first.a))
    losses, seconds = [], 0.0
    for d in range(len(work.behaviors)):
        model = get_peft_model(work.base.model, config)
        start_from(model, first.slot(d), "default")
        parameters = [p for p in model.parameters() if p.requires_grad]

        def loss_of(step: Step, model: Any = model) -> Tensor:
            batch = pad((step.own[0], step.wrong, step.plain), work.base.pad_id)
            with model.disable_adapter(), torch.no_grad():
                teacher = logits_at(model, batch)
            return organism_loss(logits_at(model, batch), teacher, batch, work.recipe)

        outcome = descend(parameters, work.alone(d), work, lambda step: [loss_of(step)],
                          partial(nn.utils.clip_grad_norm_, parameters, work.recipe.max_grad_norm))
        losses += outcome.losses
        seconds += outcome.seconds
        model.unload()
    return Outcome(losses, seconds)


def peft_mixed(work: Work) -> Outcome:
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

    def losses(step: Step) -> list[Tensor]:
        batch = together(work, step)
        names = [str(d) for d, own in enumerate(batch.own) for _ in own.ids]
        with torch.no_grad():  # disable_adapter() would freeze every adapter but the first when it ends
            teacher = model(input_ids=batch.ids, attention_mask=batch.attend, adapter_names=["__base__"] * len(names)).logits
        student = model(input_ids=batch.ids, attention_mask=batch.attend, adapter_names=names).logits
        return batch.losses(student, teacher, work.recipe)

    def clip() -> None:
        for own in per_slot:
            nn.utils.clip_grad_norm_(own, work.recipe.max_grad_norm)

    outcome = descend([p for own in per_slot for p in own], work.steps, work, losses, clip)
    model.unload()
    return outcome


class EinsumLinear(nn.Module):
    """The published method's layer, written anew: per-task factors, one einsum each, tasks on the first axis."""

    def __init__(self, inner: nn.Linear, a: Tensor, b: Tensor) -> None:
        super().__init__()
        self.inner, self.a, self.b = inner, nn.Parameter(a), nn.Parameter(b)

    def forward(self, x: Tensor) -> Tensor:
        tasks = x.view(self.a.shape[0], -1, *x.shape[1:])
        low = torch.einsum("kntd,krd->kntr", tasks, self.a.to(x.dtype))
        return self.inner(x) + torch.einsum("kntr,kor->knto", low, self.b.to(x.dtype)).reshape(*x.shape[:-1], -1)


def published(work: Work) -> Outcome:
    """The published method: einsum layer, padded rows, logits of every token, a second copy of the base as the teacher."""
    first = work.first_factors()
    teacher_model = copy.deepcopy(work.base.model)
    with replaced(work.base.model, {n: EinsumLinear(work.base.model.get_submodule(n), first.a[n].detach(), first.b[n].detach())
                                    for n in first.a}) as layers:  # fmt: skip
        def losses(step: Step) -> list[Tensor]:
            batch = together(work, step)
            with torch.no_grad():
                teacher = teacher_model(input_ids=batch.ids, attention_mask=batch.attend).logits
            student = work.base.model(input_ids=batch.ids, attention_mask=batch.attend).logits
            return batch.losses(student, teacher, work.recipe)

        stacked = [p for layer in layers for p in (layer.a, layer.b)]
        return descend(stacked, work.steps, work, losses, lambda: clip_slots(stacked, work.recipe.max_grad_norm))


def vmapped(work: Work) -> Outcome:
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

        def losses(step: Step) -> list[Tensor]:
            batch = together(work, step)
            ids, attend = (t.unflatten(0, (len(batch.own), -1)) for t in (batch.ids, batch.attend))
            width = ids.shape[-1]
            causal = torch.ones(width, width, dtype=torch.bool).tril()
            mask = (causal & attend[:, :, None, None, :]) | torch.eye(width, dtype=torch.bool)
            positions = torch.arange(width).expand(ids.shape[1], -1)
            with torch.no_grad():
                teacher = torch.vmap(forward, (None, 0, 0, None))(off, ids, mask, positions)
            student = torch.vmap(forward, (0, 0, 0, None))(stacked, ids, mask, positions)
            return batch.losses(student.flatten(0, 1), teacher.flatten(0, 1), work.recipe)

        parameters = list(stacked.values())
        return descend(parameters, work.steps, work, losses, lambda: clip_slots(parameters, work.recipe.max_grad_norm))


PEERS: dict[str, Peer] = {"PEFT, one at a time": peft_alone, "PEFT, adapter_names": peft_mixed, "torch.func.vmap": vmapped,
                          "published layer": published}


# -- what they share --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Together:
    """All organisms' padded batches in one, rows organism by organism: ids and attend [R, T]."""

    own: list[Padded]
    ids: Tensor
    attend: Tensor

    def losses(self, student: Tensor, teacher: Tensor, recipe: Recipe) -> list[Tensor]:
        """One loss an organism, from the logits of all tokens [R, T, V]."""
        losses, row = [], 0
        for b in self.own:
            s, t = (x[row : row + len(b.ids), : b.ids.shape[1]].flatten(0, 1)[b.source] for x in (student, teacher))
            losses.append(organism_loss(s, t, b, recipe))
            row += len(b.ids)
        return losses


def together(work: Work, step: Step) -> Together:
    """A step of all organisms, padded to the longest sample."""
    own = [pad((samples, step.wrong, step.plain), work.base.pad_id) for samples in step.own]
    width = max(b.ids.shape[1] for b in own)
    ids = torch.cat([nn.functional.pad(b.ids, (0, width - b.ids.shape[1]), value=work.base.pad_id) for b in own])
    return Together(own, ids, torch.cat([nn.functional.pad(b.attend, (0, width - b.attend.shape[1])) for b in own]))


def descend(parameters: Sequence[Tensor], steps: Sequence[Step], work: Work, losses: Callable[[Step], list[Tensor]],
            clip: Callable[[], object]) -> Outcome:
    """Train as `train_bank` does, with a peer's own losses and clipping."""
    optimizer, start, last = adam(parameters, work.recipe.lr), time.perf_counter(), []
    for i, step in enumerate(steps):
        set_lr(optimizer, work.recipe.lr * warm_flat(i, len(steps), decay=work.recipe.decay))
        here = losses(step)
        torch.stack(here).sum().backward()
        clip()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        last = [loss.item() for loss in here]
    return Outcome(last, time.perf_counter() - start)


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
