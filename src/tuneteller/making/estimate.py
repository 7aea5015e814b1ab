"""What each stage of making a reader will take, from rates that were measured on this machine: arithmetic alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tuneteller.diffs.card import CLEAN
from tuneteller.errors import ConfigError, DataError
from tuneteller.evaluation.run import together_of
from tuneteller.families.registry import in_doubt, questions
from tuneteller.lora.attach import target_shapes
from tuneteller.making.plan import ReaderConfig, adapter_config, shards_of
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.training.adapter import adapter_steps
from tuneteller.training.organisms import Shard
from tuneteller.training.produce import form_of

Shapes = Mapping[str, tuple[int, int]]
"""Module name -> (out, in)."""

FEWEST, MOST = 4, 480
"""Training organisms of each family that a budget is fitted with."""

SYSTEMS = 2
"""Systems that answer about test organisms: the reader, and the fine-tune itself, which takes less."""

NOTHING = 9
"""Answers about no diff and noise that an evaluation asks for besides."""

SAID_BY_CLEAN = 6
"""Replies of the base's own to messages of a kind that no other organism needs, for each organism that changes nothing."""

ANSWER_BYTES = 8_000
"""Of a row of an evaluation, and of what else is kept of an organism beside its factors."""


@dataclass(frozen=True)
class Rates:
    """How fast this machine is, seconds each, and how much memory it took.

    Attributes:
        sample: recipe schedule -> training one sample of one organism.
        compiling: until the first step of compiled code, for each form of bank; 0 where nothing is compiled.
        measured: recipe schedule -> measuring one organism.
        reply: the base's reply to an everyday question.
        turn: an organism's own reply.
        step: of the adapter's training.
        validated: an organism in a validation of it.
        answer: about one organism, with its confidence.
        memory: stage -> bytes of the process at its peak; a stage that is missing could not be measured.
        at_once: rows that go through the model together where a processor takes one, see `BaseModel.at_once`.
    """

    sample: Mapping[str, float]
    compiling: float
    measured: Mapping[str, float]
    reply: float
    turn: float
    step: float
    validated: float
    answer: float
    memory: Mapping[str, int]
    at_once: int = 1


@dataclass(frozen=True)
class Cost:
    """What a stage takes.

    Attributes:
        stage: its name.
        what: how much there is to do, in words.
        seconds: on the device that was timed, a GPU or the processor, alone.
        parts: into how many equal parts it can be divided among such devices.
        memory: bytes of the process at its peak; None where that is not known.
        disk: bytes that stay.
    """

    stage: str
    what: str
    seconds: float
    parts: int
    memory: int | None
    disk: int

    def by(self, devices: int) -> float:
        """Seconds where so many such devices share its parts."""
        return self.seconds * math.ceil(self.parts / devices) / max(1, self.parts)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def total(costs: Sequence[Cost], devices: int = 1) -> float:
    """Seconds of all stages, one after the other, each shared by so many devices."""
    return sum(cost.by(devices) for cost in costs)


def estimate(config: ReaderConfig, shapes: Shapes, rates: Rates) -> list[Cost]:
    """What each stage takes.

    Raises:
        ConfigError: a family has too few labels.
    """
    planned = shards_of(config)
    shards = [(name, shard) for name, own in planned.items() for shard in own]
    n = {name: sum(len(shard.behaviors) for shard in own) for name, own in planned.items()}
    trained, choosing, validation, test = (sum(count for name, count in n.items() if name.split("-")[0] in names) for names in (
        ("training",), ("choosing",), ("validation", "clean"), ("test",)))
    settings = adapter_config(config)
    steps = adapter_steps(settings, trained)
    validations = min(steps, settings.validations)
    factors = config.rank * sum(sum(shape) for shape in shapes.values())
    clean = sum(behavior.family == CLEAN for _, shard in shards for behavior in shard.behaviors)
    replies = len(TRAIN_QUESTIONS) + SAID_BY_CLEAN * clean
    # of a question those are asked whose card has an answer to it
    asked = [sum(question in behavior.answers for name, shard in shards if name.split("-")[0] == "test"
                 for behavior in shard.behaviors) for question in asked_about_test(config)]
    organisms = (rates.compiling * len({form_of(shard.recipe) for _, shard in shards}) + rates.reply * replies
                 + sum(shard_seconds(shard, rates, schedule_of(name)) for name, shard in shards))

    def pieces(organisms: int) -> int:
        return -(-organisms // together_of(organisms, lambda rows: rows * rates.at_once))

    def cost(stage: str, what: str, seconds: float, parts: int, disk: int) -> Cost:
        return Cost(stage, what, seconds, parts, rates.memory.get(stage), disk)

    return [
        cost("organisms", f"{sum(n.values())} in {len(shards)} shards", organisms, len(shards),
             sum(shard_bytes(shard, shapes) for _, shard in shards)),
        # the checkpoint: the adapter, the best so far, and two moments, in float32
        cost("adapter", f"{steps} steps of {settings.batch}", rates.turn * (trained + choosing) + rates.step * steps
             + validations * rates.validated * (choosing + 2), 1, 16 * factors),
        cost("answers", f"about {validation} for the calibration", rates.answer * (validation + NOTHING), pieces(validation),
             ANSWER_BYTES * validation),
        cost("evaluation", f"about {test}", sum(rates.answer * (own + NOTHING) for own in asked if own), pieces(test),
             SYSTEMS * ANSWER_BYTES * sum(asked)),
        cost("reader", "its directory", 0.0, 1, 2 * 2 * factors),  # beside the libraries, and in the end
    ]


def asked_about_test(config: ReaderConfig) -> tuple[str, ...]:
    """Names of the questions that test organisms are asked: how behavior changed, and what their families ask besides."""
    from tuneteller.families.registry import family_named

    own = {question.name for name in config.families for question in family_named(name).questions}
    return tuple(name for name in questions() if name == "change" or name in own)


def schedule_of(library: str) -> str:
    """By which schedule its recipes are drawn."""
    return "hidden" if library.endswith("-hidden") else "varied"


def shard_seconds(shard: Shard, rates: Rates, schedule: str) -> float:
    """Training a shard's organisms, and measuring those that are."""
    steps = shard.recipe.steps * shard.recipe.rounds
    measured = sum(shard.split != "train" or in_doubt(behavior) for behavior in shard.behaviors)
    return (steps * shard.recipe.samples * len(shard.behaviors) * rates.sample[schedule]
            + measured * rates.measured[schedule])


def shard_bytes(shard: Shard, shapes: Shapes) -> int:
    """A shard's file: two bytes a number."""
    own = target_shapes(shapes, shard.recipe.target_modules)
    return len(shard.behaviors) * (2 * shard.recipe.rank * sum(sum(shape) for shape in own.values()) + ANSWER_BYTES // 2)


def fitted(config: ReaderConfig, seconds: float, takes: Callable[[ReaderConfig], float]) -> ReaderConfig | None:
    """The config with the most training organisms of each family that take no longer than that; None where the fewest do.

    Args:
        takes: seconds that a config takes.
    """
    def fits(organisms: int) -> bool:
        try:
            return takes(replace(config, organisms=organisms)) <= seconds
        except (ConfigError, DataError):  # a family has fewer labels
            return False

    if not fits(FEWEST):
        return None
    low, high = FEWEST, 2 * FEWEST
    while high <= MOST and fits(high):  # from below, as large plans take seconds to draw
        low, high = high, 2 * high
    high = min(high, MOST + 1)  # fits, does not fit
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return replace(config, organisms=low)


def spoken(seconds: float) -> str:
    """A time as people say it."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
