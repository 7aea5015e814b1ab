"""What an adapter is trained on, step by step: a batch of diffs in a bank, and what each of them is asked.

A step's batch is a function of the seed and the step alone. So a run resumes where it was, and other processes can read
organisms and write questions ahead while the model trains (`workers`); beside a GPU that is most of the work.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial, reduce
from typing import Any, TypeVar

from torch.utils.data import DataLoader, Dataset

from tuneteller.chat import Encoded
from tuneteller.diffs.algebra import add
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff, stacked
from tuneteller.diffs.library import Library, Organisms
from tuneteller.families.family import NOTHING, Behavior, combined
from tuneteller.families.registry import single
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.shares import WHOLE, Part
from tuneteller.training.asking import Asker
from tuneteller.training.shown import Shown

D = TypeVar("D", bound="Drawn")


@dataclass(frozen=True)
class Drawn:
    """A step's diffs, stacked, and one packed row of questions for each."""

    bank: Bank
    rows: list[list[Encoded]]

    def pin_memory(self: D) -> D:
        """With the bank in memory that a GPU copies from."""
        return replace(self, bank=self.bank.pin_memory())


@dataclass(frozen=True)
class Batches(Dataset[Drawn]):
    """The batches of a training, by step.

    Attributes:
        asker: asks, and has the config.
        train: the organisms; they are read when their turn comes.
        shown: conversations in place of organisms, for a share of the steps.
        share: of each batch, that this process takes; the other organisms are not read.
    """

    asker: Asker
    train: Organisms
    shown: Shown | None = None
    share: Part = WHOLE

    def __getitem__(self, step: int) -> Drawn:
        base = self.asker.base
        diffs, rows = self.draw(step)
        return Drawn(stacked(diffs, base, device="cpu", dtype=base.dtype), rows)

    def draw(self, step: int) -> tuple[list[WeightDiff], list[list[Encoded]]]:
        """A step's diffs and rows, of which there may be none in a share.

        The organisms come in a shuffled order, all of them before one comes again; a step of conversations passes over its own.
        """
        asker, train, config = self.asker, self.train, self.asker.config
        rng = random.Random(f"{config.seed}/step/{step}")
        if self.shown and rng.random() < config.shown:
            drawn = [self.shown.draw(rng) for _ in range(config.batch)]
            rows = [asker.asked(behavior, behavior, rng, turns) for behavior, turns in drawn]
            return self.share.of([null_diff()] * len(drawn)), self.share.of(rows)
        turned = config.turns > 0 and rng.random() < config.turns
        diffs, rows, behaviors = list[Callable[[], WeightDiff]](), [], []
        for k in range(step * config.batch, (step + 1) * config.batch):
            epoch, at = divmod(k, len(train))
            i = order_of(config.seed, epoch, len(train))[at]
            behavior, those, before = asker.behaviors[i], [i], asker.turns[i] if turned else ()
            if rng.random() < config.summed and (j := _partner(asker.behaviors, i, rng)) is not None:
                behavior, those = combined(behavior, asker.behaviors[j]), [i, j]
                before = rng.choice((before, asker.turns[j])) if turned else ()  # what the sum would say is not known
            behaviors.append(behavior)
            diffs.append(cache(partial(_read, train, those, rng.uniform(*config.alphas))))
            rows.append(asker.asked(behavior, behavior, rng, before))
        for _ in range(sum(rng.random() < config.null_share for _ in range(config.batch))):
            j = rng.randrange(config.batch)
            diffs.append(null_diff if rng.random() < 0.5 else partial(_noise, diffs[j], rng.getrandbits(31)))
            rows.append(asker.asked(None, behaviors[j], rng, asker.null_turns if turned else ()))
        return [diff() for diff in self.share.of(diffs)], self.share.of(rows)


def made_ahead(batches: Dataset[D], organisms: Organisms, base: BaseModel, step: int, steps: int, workers: int) -> Iterator[D]:
    """The batches of the steps that are left, made ahead by so many other processes; 0 makes each when its turn comes."""
    if workers and isinstance(organisms, Library):
        organisms.check()  # once for all, not again in each process
    yield from DataLoader(batches, None, sampler=range(step, steps), num_workers=workers, collate_fn=_as_it_is,
                          multiprocessing_context="fork" if workers else None,
                          pin_memory=workers > 0 and base.device.type == "cuda")


def _read(organisms: Organisms, those: Sequence[int], alpha: float) -> WeightDiff:
    return reduce(add, [organisms[i] for i in those]).scaled(alpha)


def _noise(like: Callable[[], WeightDiff], seed: int) -> WeightDiff:
    return noise_like(like(), seed)


def _as_it_is(drawn: Any) -> Any:
    return drawn


def _partner(behaviors: Sequence[Behavior], i: int, rng: random.Random) -> int | None:
    """Another organism to add to the i-th, of another family; None for one that changes nothing, or for bad luck."""
    j = rng.randrange(len(behaviors))
    apart = not {part.family for part in single(behaviors[i])} & {part.family for part in single(behaviors[j])}
    changes = NOTHING not in (behaviors[i].change, behaviors[j].change)
    return j if apart and changes and not (behaviors[i].parts or behaviors[j].parts) else None


@lru_cache(maxsize=4)
def order_of(seed: int, epoch: int, n: int) -> list[int]:
    """An epoch's order of n things."""
    return random.Random(f"{seed}/order/{epoch}").sample(range(n), n)
