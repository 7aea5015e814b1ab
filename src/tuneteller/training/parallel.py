"""Processes that train one adapter together: each takes its share of every batch, and all of them step alike.

A launcher (`torchrun`, `accelerate launch`) begins them and gives each its number; accelerate gives each its device and
connects them, by NCCL between GPUs and by gloo between processors. Each holds the base model, the same adapter and the same
optimiser, so that a step sums the adapter's gradients alone, which are small. The first process alone writes. What is refused
in one of them before the first step is refused in all, and the first one tells why.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import torch
from torch import Tensor

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Organisms
from tuneteller.errors import ConfigError, ProcessLost, ToldElsewhere, TuneTellerError, in_one_line
from tuneteller.shares import WHOLE, Part

T = TypeVar("T")

SILENT = timedelta(hours=2)
"""How long a process may say nothing before it is taken for lost: more than any of them has to wait for another's share. One
that ends is noticed at once."""


class Processes:
    """This process alone.

    Attributes:
        share: of any work, which part is this process's: which of the processes it is, and of how many.
    """

    share = WHOLE

    @property
    def is_main(self) -> bool:
        """Whether it is the first one, which writes and tells."""
        return self.share.i == 1

    def sum(self, *numbers: float) -> list[float]:
        """Each number summed over all processes."""
        return [*numbers]

    def sum_gradients(self, parameters: Sequence[Tensor]) -> None:
        """Give each parameter the sum of its gradients in all processes, or none where it has none in any."""

    def gather(self, value: T) -> list[T]:
        """The values of all processes, in their order."""
        return [value]

    def from_main(self, make: Callable[[], T]) -> T:
        """What the first process makes, while the others wait.

        Raises:
            TuneTellerError: the first one raises it; `ToldElsewhere` in the others.
        """
        return make()

    @contextmanager
    def agree(self) -> Iterator[None]:
        """What is refused inside by any process is refused by all.

        Raises:
            TuneTellerError: in the first process what any raised; `ToldElsewhere` in the others.
        """
        yield

    def spread(self, work: Callable[[Organisms], list[T]], organisms: Organisms, chunk: int) -> list[T]:
        """What `work` finds for each of the organisms, of which every process takes some chunks of so many."""
        return work(organisms)


ALONE = Processes()


class Together(Processes):
    """One of several processes that are connected."""

    def __init__(self) -> None:
        from torch import distributed

        self._torch = distributed
        self.share = Part(distributed.get_rank() + 1, distributed.get_world_size())
        self._control = distributed.new_group(backend="gloo", timeout=SILENT)  # needs no GPU, and sees at once who has ended
        self._stopped = False

    def sum(self, *numbers: float) -> list[float]:
        summed = torch.tensor(numbers, dtype=torch.float64)
        with self._connected():
            self._torch.all_reduce(summed, group=self._control)
        return summed.tolist()

    def sum_gradients(self, parameters: Sequence[Tensor]) -> None:
        there = torch.tensor([p.grad is not None for p in parameters]).to(parameters[0])
        flat = torch.cat([*((torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in parameters), there])
        with self._connected():
            self._torch.all_reduce(flat)
        *parts, found = flat.split([*(p.numel() for p in parameters), len(parameters)])
        for p, part, n in zip(parameters, parts, found.tolist(), strict=True):
            p.grad = part.view_as(p) if n else None

    def gather(self, value: T) -> list[T]:
        return self._exchange(value, None)

    def from_main(self, make: Callable[[], T]) -> T:
        made: list[Any] = [None]
        with self.agree():
            if self.is_main:
                made = [make()]
        with self._connected():
            self._torch.broadcast_object_list(made, 0, group=self._control)
        return made[0]

    @contextmanager
    def agree(self) -> Iterator[None]:
        try:
            yield
        except TuneTellerError as error:
            if not self._stopped:
                self._exchange(None, error)
            raise
        self._exchange(None, None)

    def spread(self, work: Callable[[Organisms], list[T]], organisms: Organisms, chunk: int) -> list[T]:
        n = len(organisms)
        own = [i for start in self.share.of(range(0, n, chunk)) for i in range(start, min(start + chunk, n))]
        found = {i: one for part in self.gather([*zip(own, work(_Some(organisms, own)), strict=True)]) for i, one in part}
        return [found[i] for i in range(n)]

    def _exchange(self, value: T, error: TuneTellerError | None) -> list[T]:
        """The values of all, or the first error of any."""
        said: list[Any] = [None] * self.share.n
        with self._connected():
            self._torch.all_gather_object(said, (value, error), group=self._control)
        for i, (_, wrong) in enumerate(said):
            if wrong is not None:
                self._stopped = True
                if self.is_main:
                    raise wrong
                raise ToldElsewhere(f"process {i + 1} of {self.share.n} was refused: {wrong}")
        return [one for one, _ in said]

    @contextmanager
    def _connected(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:  # of the connection, and of NCCL
            self._stopped = True
            raise ProcessLost(f"another of the {self.share.n} processes has ended, or does not answer; begin the same again, "
                              f"with any number of them: it goes on from the last checkpoint ({in_one_line(error)[:120]})"
                              ) from error


@contextmanager
def launched(device: str | None = None) -> Iterator[Processes]:
    """The processes that a launcher has begun, this one of them connected to the others; it alone, without a launcher.

    Among several, this one's GPU is the current one inside, what "cuda" means. Those that the first one speaks for end quietly.

    Args:
        device: "cpu", "cuda", or None for GPUs where there are any.

    Raises:
        ConfigError: accelerate is not installed, the device is that of one process, or there are fewer GPUs than processes.
    """
    if begun_by_launcher() < 2:
        yield ALONE
        return
    try:
        on_gpus = _check(device)
    except ConfigError:
        if int(os.environ.get("LOCAL_RANK") or 0):
            raise SystemExit(0) from None  # the first one on this machine tells it
        raise
    from accelerate import PartialState
    from torch import distributed

    try:
        PartialState(cpu=not on_gpus, timeout=SILENT)
        processes = Together()
    except (RuntimeError, ValueError) as error:
        raise ProcessLost(f"the {os.environ['WORLD_SIZE']} processes (WORLD_SIZE) cannot be connected; begin all by one "
                          f"command such as torchrun ({in_one_line(error)[:400]})") from error
    there = True
    try:
        yield processes
    except (KeyboardInterrupt, ProcessLost, ToldElsewhere) as error:
        there = isinstance(error, ToldElsewhere)
        if processes.is_main or isinstance(error, ProcessLost):
            raise
        raise SystemExit(130 if isinstance(error, KeyboardInterrupt) else 0) from None
    finally:
        if there:  # a connection that is left to the interpreter's end may abort it
            distributed.destroy_process_group()


def begun_by_launcher() -> int:
    """How many processes a launcher such as torchrun has begun, this one of them; 1 without one.

    Raises:
        ConfigError: WORLD_SIZE is no number.
    """
    said = os.environ.get("WORLD_SIZE") or "1"
    if not said.isdecimal():
        raise ConfigError(f"WORLD_SIZE is {said!r}; a launcher such as torchrun sets it to the number of its processes, so "
                          f"leave it unset")
    return int(said)


def _check(device: str | None) -> bool:
    """Whether the processes take GPUs."""
    try:
        import accelerate  # noqa: F401
    except ImportError as error:
        raise ConfigError(f"this is one of {os.environ['WORLD_SIZE']} processes (WORLD_SIZE), and accelerate, which connects "
                          f"them, is not installed; install it with `pip install 'tuneteller[accelerate]'`") from error
    if device not in (None, "cpu", "cuda"):
        raise ConfigError(f"device is {device!r}, and each of several processes has its own; expected cpu, cuda or none")
    on_gpus = device == "cuda" or (device is None and torch.cuda.is_available())
    here, gpus = int(os.environ.get("LOCAL_WORLD_SIZE") or 1), torch.cuda.device_count()
    if on_gpus and here > gpus:
        raise ConfigError(f"this machine has {gpus} GPUs for {here} processes; expected one for each: begin fewer, or give "
                          f"--device cpu")
    return on_gpus


class _Some:
    """Some organisms of many."""

    def __init__(self, organisms: Organisms, indices: Sequence[int]) -> None:
        self._organisms, self._indices = organisms, indices

    @property
    def cards(self) -> Sequence[Card]:
        return [self._organisms.cards[i] for i in self._indices]

    def __len__(self) -> int:
        return len(self._indices)

    def __getitem__(self, i: int) -> WeightDiff:
        return self._organisms[self._indices[i]]
