"""How fast this machine makes a reader: a few real steps of every costly stage, by the code that will do them."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.library import Held
from tuneteller.evaluation.systems import DIT, EvaluationContext
from tuneteller.families.family import CHANGE, Behavior
from tuneteller.families.writers import GrammarWriter, said
from tuneteller.making.estimate import Rates, schedule_of
from tuneteller.making.plan import PROBES, ReaderConfig, adapter_config, shards_of
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.models import BaseModel
from tuneteller.reading.own_turns import own_turns
from tuneteller.reading.reader import Reader
from tuneteller.training.adapter import AdapterProgress, train_adapter
from tuneteller.training.measure import measure
from tuneteller.training.organisms import Progress, Shard, for_base, fresh_bank, train_bank
from tuneteller.training.produce import make_cards
from tuneteller.training.samples import plan_steps
from tuneteller.training.shown import shown_anywhere

STEPS = 4
"""Steps of organisms that are timed, the first of which warms up."""

ADAPTER_STEPS = 8
"""Steps of an adapter, likewise; with organisms and with conversations, and the last one is validated after."""

ASKED = 8
"""Organisms that are measured, and asked about."""

REPLIES = 16


def measure_rates(base: BaseModel, config: ReaderConfig, doing: Callable[[str], None] = lambda text: None) -> Rates:
    """Time them. Nothing is kept but replies, in the cache.

    Args:
        doing: called with what is timed now.

    Raises:
        ConfigError: a family has too few labels.
    """
    planned, writer = shards_of(config), GrammarWriter(base)
    doing("replies of the base model")
    reply = _seconds(lambda: said(base, TRAIN_QUESTIONS[-REPLIES:])) / REPLIES  # those that are kept take no time
    sample, measured, memory, compiling = dict[str, float](), dict[str, float](), dict[str, int](), [0.0]
    made: dict[str, list[WeightDiff]] = {}
    for name, shards in planned.items():
        schedule = schedule_of(name)
        if not name.startswith("training") or not shards:
            continue
        doing(f"organisms ({schedule})")
        with peak(base, memory, "organisms"):
            shard = for_base(_typical(shards), base)
            made[name], sample[schedule], first = _trained(base, shard, writer, config)
            compiling.append(first)
            asked = shard.behaviors[:ASKED]
            bank = stacked(made[name][:ASKED], base)
            measured[schedule] = _seconds(partial(measure, base, bank, asked, PROBES, seed=0)) / len(asked)
    train = [diff for diffs in made.values() for diff in diffs]
    cards = make_cards(base, planned["choosing"][0], config.seed)
    held_out = [diff.with_card(card) for diff, card in zip(train, cards, strict=False)][:2]
    doing("the adapter")
    with peak(base, memory, "adapter"):
        turn = _seconds(lambda: own_turns(base, train[:ASKED])) / len(train[:ASKED])
        adapter, step, validated = _adapter(base, train, held_out, config)
    doing("answers")
    with peak(base, memory, "answers"):
        answer = _answer(base, adapter, train[:ASKED])
    if "answers" in memory:
        memory["evaluation"] = memory["answers"]
    return Rates(sample, max(compiling), measured, reply, turn, step, validated, answer, memory, base.at_once(1))


def _typical(shards: Sequence[Shard]) -> Shard:
    """A shard of middling rank among the largest that train the most layers, which take longer than others."""
    most = max((len(shard.behaviors), shard.recipe.target_modules == "all") for shard in shards)
    alike = sorted((shard for shard in shards if (len(shard.behaviors), shard.recipe.target_modules == "all") == most),
                   key=lambda shard: (shard.recipe.rank, shard.recipe.samples))
    return alike[len(alike) // 2]


def _trained(base: BaseModel, shard: Shard, writer: GrammarWriter,
             config: ReaderConfig) -> tuple[list[WeightDiff], float, float]:
    """The organisms of a shard, trained for a few steps, seconds a sample, and what the first step of compiled code took
    longer."""
    short = replace(shard, recipe=replace(shard.recipe, steps=STEPS, rounds=1))
    ends: list[float] = []

    def note(progress: Progress) -> None:
        ends.append(progress.seconds)

    bank = fresh_bank(base, short, config.seed)
    train_bank(base, bank, plan_steps(base, short, writer, config.seed), short.recipe, compiled=config.compiled, progress=note)
    step = (ends[-1] - ends[0]) / (len(ends) - 1)
    cards = make_cards(base, short, config.seed)
    diffs = [WeightDiff({name: (a.cpu(), b.cpu()) for name, (a, b) in bank.slot(d).items()}, card)
             for d, card in enumerate(cards)]
    a_sample = step / (short.recipe.samples * len(short.behaviors))
    return diffs, a_sample, max(0.0, ends[0] - step) if config.compiled else 0.0


def _adapter(base: BaseModel, train: Sequence[WeightDiff], held_out: Sequence[WeightDiff],
             config: ReaderConfig) -> tuple[WeightDiff, float, float]:
    """An adapter of a few steps, seconds a step, and seconds an organism in its validation."""
    ends: list[float] = []

    def note(progress: AdapterProgress) -> None:
        ends.append(progress.seconds)

    behaviors = [Behavior.from_card(diff.card) for diff in train]
    settings = replace(adapter_config(config), steps=ADAPTER_STEPS, validations=1)
    if not any(map(shown_anywhere, behaviors)):  # of few organisms perhaps none, though others of the reader are
        settings = replace(settings, shown=0.0)
    with tempfile.TemporaryDirectory() as place:
        adapter, _ = train_adapter(base, list(train), list(held_out), settings, Path(place) / "checkpoint", questions=(CHANGE,),
                                   progress=note)
    step = (ends[-2] - ends[0]) / (len(ends) - 2)
    return adapter, step, max(0.0, ends[-1] - ends[-2] - step) / (len(held_out) + 2)


def _answer(base: BaseModel, adapter: WeightDiff, organisms: Sequence[WeightDiff]) -> float:
    """Seconds an answer, as an evaluation asks for it."""
    context = EvaluationContext(base, CHANGE, CHANGE.phrasings[0], Held(organisms), Reader(base, adapter, turns=True))
    return _seconds(lambda: DIT.answer(context, range(len(organisms)))) / len(organisms)


def _seconds(do: Callable[[], object]) -> float:
    begun = time.monotonic()
    do()
    return time.monotonic() - begun


@contextmanager
def peak(base: BaseModel, found: dict[str, int], stage: str) -> Iterator[None]:
    """Note in `found` how many bytes were taken inside at most: the GPU's, or the process's where the system tells (Linux)."""
    if base.device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(base.device)
        yield
        found[stage] = max(found.get(stage, 0), torch.cuda.max_memory_allocated(base.device))
        return
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forgets the peak so far
    yield
    with suppress(OSError, StopIteration, ValueError):
        status = Path("/proc/self/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        found[stage] = max(found.get(stage, 0), 1024 * int(line.split()[1]))


