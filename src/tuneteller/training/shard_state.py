"""What a shard's training needs to go on after a kill, in a file beside the shard to be.

The file is written when a minute has passed since it was last written, and removed with the shard's end: a shard of minutes
loses one of them to a kill, and one of seconds never writes it.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from tuneteller.digest import digest
from tuneteller.files import write_whole

EVERY = 60.0
"""Seconds between two writings."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BankState:
    """A bank's training, after a step.

    Attributes:
        step: steps done.
        tokens: that were run.
        parameters: the factors, in the order of `Bank.parameters`.
        moments: the optimiser's, of each of these.
        ended: slot -> its factors, of slots whose training is over.
    """

    step: int
    tokens: int
    parameters: Sequence[Tensor]
    moments: Sequence[Mapping[str, Tensor]]
    ended: Mapping[int, Sequence[Tensor]]

    @classmethod
    def of(cls, step: int, tokens: int, optimizer: torch.optim.Optimizer, ended: Mapping[int, Sequence[Tensor]]) -> BankState:
        """Of an optimiser over a bank's parameters; nothing is copied."""
        parameters = [p for group in optimizer.param_groups for p in group["params"]]
        return cls(step, tokens, parameters, [optimizer.state[p] for p in parameters], ended)

    @torch.no_grad()
    def put_into(self, optimizer: torch.optim.Optimizer) -> None:
        """Let an optimiser over fresh parameters of the same shapes go on from here."""
        parameters = [p for group in optimizer.param_groups for p in group["params"]]
        for parameter, value, moments in zip(parameters, self.parameters, self.moments, strict=True):
            parameter.copy_(value)
            optimizer.state[parameter] = {name: moment.to(parameter.device) for name, moment in moments.items()}


@dataclass(frozen=True)
class ShardState:
    """A shard's training.

    Attributes:
        bank: that of the round it is in.
        round: of the recipe's rounds, from 0.
        left: the slots that are trained in it.
        found: slot -> module -> factors, of the rounds before.
    """

    bank: BankState
    round: int = 0
    left: Sequence[int] = ()
    found: Mapping[int, Mapping[str, tuple[Tensor, Tensor]]] = field(default_factory=dict)


class Checkpoint:
    """The file of a shard's state.

    Args:
        path: where; None keeps nothing.
        identity: what the state is of, as JSON: one of anything else is not gone on from.
    """

    def __init__(self, path: Path | None = None, identity: Any = None) -> None:
        self.path = path
        self._identity = digest(identity)
        self._written = time.monotonic()

    def note(self, state: Callable[[], ShardState]) -> None:
        """Write the state if it is time to.

        Raises:
            StorageError: the disk is full; what was written before is there.
        """
        if self.path is None or time.monotonic() - self._written < EVERY:
            return
        tensors, header = _flat(state())
        metadata = {"identity": self._identity, "state": json.dumps(header)}
        write_whole(self.path, lambda place: save_file(tensors, place, metadata))
        self._written = time.monotonic()

    def read(self) -> ShardState | None:
        """The state that was written, if one was, of the same shard; a damaged one is passed over, with a warning."""
        if self.path is None or not self.path.exists():
            return None
        try:
            with safe_open(self.path, "pt") as file:
                metadata = file.metadata() or {}
                if metadata.get("identity") != self._identity:
                    return None
                return _state({key: file.get_tensor(key) for key in file.keys()}, json.loads(metadata["state"]))  # noqa: SIM118
        except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
            log.warning("%s is damaged (%s); its shard is trained from the start.", self.path, error)
            return None

    def remove(self) -> None:
        """The shard is there: its state is not needed any more."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def _flat(state: ShardState) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """A state as tensors by name and what else there is, as JSON."""
    bank, tensors = state.bank, dict[str, Tensor]()
    for i, (parameter, moments) in enumerate(zip(bank.parameters, bank.moments, strict=True)):
        tensors[f"now {i}"] = parameter
        tensors |= {f"moment {i} {name}": moment for name, moment in moments.items()}
        tensors |= {f"ended {slot} {i}": factors[i] for slot, factors in bank.ended.items()}
    for slot, modules in state.found.items():
        for name, (a, b) in modules.items():
            tensors |= {f"found {slot} {name} A": a, f"found {slot} {name} B": b}
    kept = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    return kept, {"step": bank.step, "tokens": bank.tokens, "parameters": len(bank.parameters), "ended": list(bank.ended),
                  "round": state.round, "left": list(state.left)}


def _state(tensors: Mapping[str, Tensor], header: Mapping[str, Any]) -> ShardState:
    """The state that `_flat` gave these of."""
    moments: list[dict[str, Tensor]] = [{} for _ in range(header["parameters"])]
    found: dict[int, dict[str, dict[str, Tensor]]] = {}
    for key, tensor in tensors.items():
        match key.split(" "):
            case ["moment", i, name]:
                moments[int(i)][name] = tensor
            case ["found", slot, module, side]:
                found.setdefault(int(slot), {}).setdefault(module, {})[side] = tensor
    bank = BankState(header["step"], header["tokens"], [tensors[f"now {i}"] for i in range(header["parameters"])], moments,
                     {slot: [tensors[f"ended {slot} {i}"] for i in range(header["parameters"])] for slot in header["ended"]})
    factors = {slot: {name: (both["A"], both["B"]) for name, both in modules.items()} for slot, modules in found.items()}
    return ShardState(bank, header["round"], header["left"], factors)
