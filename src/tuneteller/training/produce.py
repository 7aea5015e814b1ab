"""Make a library of organisms: every shard of a plan that is not on disk yet, measured and written whole."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.diffs.library import Library
from tuneteller.families.family import Writer
from tuneteller.families.registry import in_doubt
from tuneteller.families.writers import GrammarWriter
from tuneteller.files import write_json
from tuneteller.lock import locked
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.training.fast import WORTH, can_compile
from tuneteller.training.measure import Measured, measure
from tuneteller.training.memory import SAMPLE_TOKENS
from tuneteller.training.organisms import Progress, Shard, train_bank, train_shard
from tuneteller.training.plan import OrganismsConfig, grows, labels_by_split, plan
from tuneteller.training.recipe import Recipe
from tuneteller.training.samples import plan_steps

CHECKED = 12
"""Messages a rate between two rounds of training."""


@dataclass(frozen=True)
class RunProgress:
    """Where a library's training stands: `shard` counts those of the plan, `seconds_left` is None until their pace is known."""

    shard: int
    shards: int
    split: str
    recipe: Recipe
    inner: Progress
    tokens_per_second: float
    seconds_left: float | None


def train_organisms(base: BaseModel, config: OrganismsConfig, out: str | Path, *, writer: Writer | None = None,
                    shards: Sequence[Shard] | None = None, compiled: bool | None = None,
                    progress: Callable[[RunProgress], None] = lambda _: None) -> Library:
    """Train every organism of the plan that is not on disk yet, and measure those for validation and test, and those in doubt.

    Args:
        out: the library's directory; a run continues what it finds there, also with a larger `config.train`.
        writer: writes the lessons; the families' own grammars by default.
        shards: a plan of one's own; `plan(config)` by default.
        compiled: whether to compile the model (see `training.fast`); by default where there is enough to train and a compiler.

    Raises:
        ConfigError, DataError: see `plan`.
        InUse: another process trains organisms in that directory.
        LibraryError: the directory holds a library of another base or config, or of more training organisms.
        StorageError: the disk is full; whole shards are kept.
    """
    writer, out = writer or GrammarWriter(base), Path(out)
    shards = plan(config) if shards is None else shards
    with locked(out / ".lock", out, out / "shards"):
        return _train_what_is_left(base, config, out, writer, shards, compiled, progress)


def _train_what_is_left(base: BaseModel, config: OrganismsConfig, out: Path, writer: Writer, shards: Sequence[Shard],
                        compiled: bool | None, progress: Callable[[RunProgress], None]) -> Library:
    header = {"base": base.fingerprint.to_json(), "config": asdict(config), "writer": type(writer).__name__}
    library = Library.create(out, header, grows=_grows)
    write_json(out / "split.json", labels_by_split(shards))
    # a shard that was the last of a smaller plan may be short of slots: it is made anew
    left = [shard for shard in shards if library.shard_size(shard.number) != len(shard.behaviors)]
    place = {shard.number: i for i, shard in enumerate(shards)}
    start, tokens, spent = time.monotonic(), 0, 0.0
    for done, shard in enumerate(left):
        seconds_left = spent / done * (len(left) - done) if done else None

        def report(inner: Progress, shard: Shard = shard, ahead: float | None = seconds_left, before: int = tokens) -> None:
            run = before + inner.tokens
            pace = run / max(1e-9, time.monotonic() - start)
            progress(RunProgress(place[shard.number], len(shards), shard.split, shard.recipe, inner, pace, ahead))

        fast = worth_compiling(base, shard, shards) if compiled is None else compiled
        bank, last = train_one(base, shard, writer, seed=config.seed, compiled=fast, progress=report)
        tokens += last.tokens
        cards = make_cards(base, shard, config.seed)
        for d, measured in measure_stored(base, bank, shard, config).items():
            cards[d] = cards[d].with_(measured=measured.to_json())
        library.add_shard(shard.number, bank, cards)
        spent = time.monotonic() - start
    return library


def _grows(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a library's header turns into another by asking for more training organisms."""
    same = {name: value for name, value in old.items() if name != "config"} == {n: v for n, v in new.items() if n != "config"}
    return same and grows(old.get("config") or {}, new["config"])


def worth_compiling(base: BaseModel, shard: Shard, shards: Sequence[Shard]) -> bool:
    """Whether the shards that compiled code would serve, those whose banks have the form of this one's, are long enough.

    All of the plan count, not those left: a run that was killed continues as it began. A GPU trains them in less time than it
    takes to compile.
    """
    if base.device.type != "cpu":
        return False

    def form(recipe: Recipe) -> tuple[bool, str, bool]:
        return recipe.rank > 1, recipe.target_modules, bool(recipe.wrong or recipe.plain)

    samples = sum(len(other.behaviors) * other.recipe.steps * (other.recipe.taught + other.recipe.wrong + other.recipe.plain)
                  for other in shards if form(other.recipe) == form(shard.recipe))
    return samples * SAMPLE_TOKENS >= WORTH and can_compile("cpu")


def train_one(base: BaseModel, shard: Shard, writer: Writer, *, seed: int, compiled: bool = False,
              progress: Callable[[Progress], None] = lambda _: None) -> tuple[Bank, Progress]:
    """Train one shard; its bank and where it ended.

    Of a recipe with several rounds, organisms that do not gate yet go through its steps again, on new samples, without those
    that do: what an organism learns does not depend on when others are done.
    """
    last: list[Progress] = []

    def note(p: Progress) -> None:
        last[:] = [replace(p, tokens=before + p.tokens)]
        progress(last[0])

    inner, before = random.Random(f"{seed}/{shard.number}").getrandbits(48), 0
    bank = train_shard(base, shard, plan_steps(base, shard, writer, inner), seed=inner, compiled=compiled, progress=note)
    found, left = [bank.slot(d) for d in range(bank.slots)], list(range(bank.slots))
    for again in range(1, shard.recipe.rounds):
        behaviors = [shard.behaviors[i] for i in left]
        measured = measure(base, bank, behaviors, CHECKED, system=shard.recipe.system, seed=inner + again)
        going = [d for d, m in enumerate(measured) if not m.gates]
        if not going:
            break
        left, bank = [left[d] for d in going], bank.some(going)
        part, before = replace(shard, behaviors=tuple(shard.behaviors[i] for i in left)), last[0].tokens
        train_bank(base, bank, plan_steps(base, part, writer, inner + again), shard.recipe, compiled=compiled, progress=note)
        for d, i in enumerate(left):
            found[i] = bank.slot(d)
    return (bank if shard.recipe.rounds == 1 else Bank.stack(found, base.shapes, device=base.device)), last[0]


def measure_stored(base: BaseModel, bank: Bank, shard: Shard, config: OrganismsConfig) -> dict[int, Measured]:
    """Measure a shard's slots as they are stored, with their factors rounded to bf16; of a shard for training only those that
    are in doubt."""
    slots = [d for d, behavior in enumerate(shard.behaviors) if shard.split != "train" or in_doubt(behavior)]
    if not slots:
        return {}
    stored = Bank.stack([{n: (a.bfloat16().float(), b.bfloat16().float()) for n, (a, b) in bank.slot(d).items()}
                         for d in slots], base.shapes, device=base.device)
    found = measure(base, stored, [shard.behaviors[d] for d in slots], config.probes, system=shard.recipe.system,
                    seed=config.seed)
    return dict(zip(slots, found, strict=True))


def make_cards(base: BaseModel, shard: Shard, seed: int) -> list[Card]:
    """What is kept beside each organism of a shard."""
    return [Card.from_json({"kind": "organism", "base": base.fingerprint.to_json(), "split": shard.split, **b.to_json(),
                            "recipe": shard.recipe.to_json(), "seed": seed, "shard": shard.number}) for b in shard.behaviors]
