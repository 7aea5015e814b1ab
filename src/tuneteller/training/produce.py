"""Make a library of organisms: every shard of a plan that is not on disk yet, measured and written whole."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.diffs.library import SHARDS, Library
from tuneteller.errors import LibraryError
from tuneteller.families.family import Writer
from tuneteller.families.registry import in_doubt
from tuneteller.families.writers import GrammarWriter
from tuneteller.files import remove_leftovers, write_json
from tuneteller.lock import locked
from tuneteller.lora.bank import Bank, Factors
from tuneteller.models import BaseModel
from tuneteller.shares import WHOLE, Part, unclaimed
from tuneteller.training.fast import WORTH, can_compile
from tuneteller.training.measure import Measured, measure
from tuneteller.training.memory import SAMPLE_TOKENS
from tuneteller.training.organisms import Progress, Shard, for_base, fresh_bank, keep, train_bank
from tuneteller.training.plan import OrganismsConfig, grows, labels_by_split, plan
from tuneteller.training.recipe import Recipe
from tuneteller.training.samples import plan_steps
from tuneteller.training.shard_state import BankState, Checkpoint, ShardState

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
                    shards: Sequence[Shard] | None = None, part: Part = WHOLE, compiled: bool | None = None,
                    progress: Callable[[RunProgress], None] = lambda _: None) -> Library:
    """Train every organism of the plan that is not on disk yet, and measure those for validation and test, and those in doubt.

    Processes that are given the same directory share the work: each takes shards that no other has. What one that is killed had
    taken is free again, and another makes it, or the next run.

    Args:
        out: the library's directory; a run continues what it finds there, also with a larger `config.train`.
        writer: writes the lessons; the families' own grammars by default.
        shards: a plan of one's own; `plan(config)` by default.
        part: which shards of the plan are to be there in the end, for processes that share no file system.
        compiled: whether to compile the model (see `training.fast`); by default where there is enough to train and a compiler.

    Raises:
        ConfigError, DataError: see `plan`.
        LibraryError: the directory holds a library of another base, chat template or config, or of more training organisms, or
            other ones.
        StorageError: the disk is full; whole shards are kept.
    """
    writer, out = writer or GrammarWriter(base), Path(out)
    shards = [for_base(shard, base) for shard in (plan(config) if shards is None else shards)]
    header = {"base": base.fingerprint.to_json(), "template": base.chat.mark, "config": asdict(config),
              "writer": type(writer).__name__}
    with locked(out / ".lock", out, wait=True):
        library = Library.create(out, header, grows=_grows)
        _check_planned(library, shards)
        _remove_states(library, shards)
        write_json(out / "split.json", labels_by_split(shards))
    place, mine = {shard.number: i for i, shard in enumerate(shards)}, part.of(shards)
    start, tokens, at_first = time.monotonic(), 0, _missing(library, mine)
    with closing(unmade(library, mine)) as shards_to_make:  # an error gives the lock back at once
        for shard in shards_to_make:
            left, spent = _missing(library, mine), time.monotonic() - start
            ahead = spent / (at_first - left) * left if left < at_first else None

            def report(inner: Progress, shard: Shard = shard, ahead: float | None = ahead, before: int = tokens) -> None:
                run = before + inner.tokens
                pace = run / max(1e-9, time.monotonic() - start)
                progress(RunProgress(place[shard.number], len(shards), shard.split, shard.recipe, inner, pace, ahead))

            fast = worth_compiling(base, shard, shards) if compiled is None else compiled
            checkpoint = Checkpoint(_state(library, shard), [header, asdict(shard), fast])
            bank, last = train_one(base, shard, writer, seed=config.seed, compiled=fast, progress=report, checkpoint=checkpoint)
            tokens += last.tokens
            cards = make_cards(base, shard, config.seed)
            for d, measured in measure_stored(base, bank, shard, config).items():
                cards[d] = cards[d].with_(measured=measured.to_json())
            for d in last.diverged:  # whatever it says, it is not what its card claims: a clean one as little as another
                cards[d] = cards[d].with_(measured={**(cards[d].measured or {}), "shown": 0.0})
            library.add_shard(shard.number, bank, cards)
            checkpoint.remove()
    return Library.open(out)


def _check_planned(library: Library, shards: Sequence[Shard]) -> None:
    """Refuse a library that a version began which divided labels otherwise: what was held out there may be trained here."""
    for shard in shards:
        for card, behavior in zip(library.shard_cards(shard.number), shard.behaviors, strict=False):  # the last may be short
            if card.id != behavior.id:
                raise LibraryError(f"{library.path} holds {card.id}, where this version plans {behavior.id}: another version "
                                   f"began it. Use it as it is, or choose another directory")


def _state(library: Library, shard: Shard) -> Path:
    """The checkpoint of a shard that is being trained."""
    return library.beside(shard.number, "checkpoint.safetensors")


def _remove_states(library: Library, shards: Sequence[Shard]) -> None:
    """Remove the checkpoints of shards that are there, and half-written ones: a kill has left them. They are large."""
    left = {file.name for file in (library.path / SHARDS).glob(".*.checkpoint.*")}
    for shard in shards:
        if any(_state(library, shard).name in name for name in left) and _there(library, shard):
            _state(library, shard).unlink(missing_ok=True)
            remove_leftovers(_state(library, shard))


def _there(library: Library, shard: Shard) -> bool:
    """Whether it is, with all its slots: the last one of a smaller plan may be short of some."""
    return len(library.shard_cards(shard.number)) == len(shard.behaviors)


def unmade(library: Library, shards: Sequence[Shard]) -> Generator[Shard, None, None]:
    """The shards that are not on disk, each while no other process has it; in the end all are there."""
    return unclaimed(shards, lambda shard: library.shard(shard.number), partial(_there, library))


def _missing(library: Library, shards: Sequence[Shard]) -> int:
    """How many shards are not there yet, whichever process makes them."""
    return sum(not library.shard(shard.number).exists() for shard in shards)


def _grows(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a library's header turns into another by asking for more training organisms. Older ones do not tell by which chat
    template they were taught."""
    old = {"template": new.get("template"), **old}
    same = {name: value for name, value in old.items() if name != "config"} == {n: v for n, v in new.items() if n != "config"}
    return same and grows(old.get("config") or {}, new["config"])


def worth_compiling(base: BaseModel, shard: Shard, shards: Sequence[Shard]) -> bool:
    """Whether the shards that compiled code would serve, those whose banks have the form of this one's, are long enough.

    All of the plan count, not those left: a run that was killed continues as it began. A GPU trains them in less time than it
    takes to compile.
    """
    if base.device.type != "cpu":
        return False
    samples = sum(len(other.behaviors) * other.recipe.steps * other.recipe.samples for other in shards
                  if form_of(other.recipe) == form_of(shard.recipe))
    return samples * SAMPLE_TOKENS >= WORTH and can_compile("cpu")


def form_of(recipe: Recipe) -> tuple[bool, str, bool]:
    """What code is compiled for: banks of recipes with the same one run the same."""
    return recipe.rank > 1, recipe.target_modules, bool(recipe.wrong or recipe.plain)


def train_one(base: BaseModel, shard: Shard, writer: Writer, *, seed: int, compiled: bool = False,
              progress: Callable[[Progress], None] = lambda _: None,
              checkpoint: Checkpoint | None = None) -> tuple[Bank, Progress]:
    """Train one shard; its bank and where it ended.

    Of a recipe with several rounds, organisms that do not gate yet go through its steps again, on new samples, without those
    that do: what an organism learns does not depend on when others are done.

    Args:
        seed: with the shard's number, fixes samples and initial factors.
        checkpoint: where its state is kept, and gone on from.
    """
    recipe, inner = shard.recipe, random.Random(f"{seed}/{shard.number}").getrandbits(48)
    checkpoint = checkpoint or Checkpoint()
    bank, left, found = fresh_bank(base, shard, inner), list(range(len(shard.behaviors))), dict[int, Factors]()
    before, last, tokens = checkpoint.read(), list[Progress](), 0

    def note(p: Progress) -> None:
        last[:] = [replace(p, tokens=tokens + p.tokens, diverged=tuple(left[d] for d in p.diverged))]
        progress(last[0])

    for turn in range(before.round if before else 0, recipe.rounds):
        if before:
            left, found = list(before.left), dict(before.found)
            bank = bank.some(left)
        elif turn:
            behaviors = [shard.behaviors[i] for i in left]
            measured = measure(base, bank, behaviors, CHECKED, system=recipe.system, seed=inner + turn)
            going = [d for d, m in enumerate(measured) if not m.gates]
            if not going:
                break
            left, bank = [left[d] for d in going], bank.some(going)
        part = replace(shard, behaviors=tuple(shard.behaviors[i] for i in left))
        train_bank(base, bank, plan_steps(base, part, writer, inner + turn), recipe, compiled=compiled, progress=note,
                   before=before.bank if before else None, note=partial(_noted, checkpoint, turn, left, found))
        if not turn:
            keep(base, bank, part, inner)
        before, tokens = None, last[0].tokens if last else 0
        found |= {i: bank.slot(d) for d, i in enumerate(left)}
    if recipe.rounds > 1:
        bank = Bank.stack([found[i] for i in sorted(found)], base.shapes, device=base.device)
    return bank, last[0]


def _noted(checkpoint: Checkpoint, turn: int, left: Sequence[int], found: Mapping[int, Factors],
           bank: Callable[[], BankState]) -> None:
    """Write a shard's state, if it is time to, when its bank has gone a step."""
    checkpoint.note(lambda: ShardState(bank(), turn, left, found))


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
    return [Card.from_json({"kind": "organism", "base": base.fingerprint.with_sketch(), "split": shard.split, **b.to_json(),
                            "recipe": shard.recipe.to_json(), "seed": seed, "shard": shard.number}) for b in shard.behaviors]
