"""The plan of a library: which behaviors its organisms have, behind which triggers, and in which recipes they are trained."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, cast

from tuneteller.errors import ConfigError
from tuneteller.families import triggers
from tuneteller.families.family import NOTHING, Behavior, combined
from tuneteller.families.registry import combinable, family_named
from tuneteller.training.organisms import Shard
from tuneteller.training.recipe import SCHEDULES

FIRST_SHARD = {"train": 0, "validation": 5000, "test": 7000}
"""Number of the first shard of each split: each split can grow by itself, up to the next one's."""


@dataclass(frozen=True)
class OrganismsConfig:
    """Settings of a library of organisms.

    Attributes:
        families: what kinds of behavior.
        train: training organisms of each family.
        validation: organisms of each family on which an adapter's training is validated.
        test: held-out organisms of each family. They are measured, as are those for validation. Of each split a smaller number
            gives the first ones of a larger, so that a library can grow.
        skip: behaviors of each family and split to pass over, so that other libraries can have them.
        gated: share of the shards whose organisms are behind a trigger.
        combined: share of the organisms that have two behaviors at once.
        recipe: the schedule that recipes are drawn by: varied, peft, hidden, exact or reading (see `training.recipe`).
        trigger: kind of the triggers, where some are gated; "" draws one for each shard.
        slots: organisms trained at once.
        probes: unseen messages that an organism is asked for each rate that is measured.
        seed: fixes recipes, texts and initial factors. Which labels a split has never hangs on it: `skip` gives others.
    """

    families: tuple[str, ...]
    train: int = 48
    validation: int = 4
    test: int = 24
    skip: int = 0
    gated: float = 0.0
    combined: float = 0.0
    recipe: str = "varied"
    trigger: str = ""
    slots: int = 32
    probes: int = 4
    seed: int = 0

    def __post_init__(self) -> None:
        for name in self.families:
            family_named(name)
        if not self.families or len(set(self.families)) < len(self.families):
            raise ConfigError(f"families is {self.families!r}; expected one or more, each once")
        for name, least in (("train", 0), ("validation", 0), ("test", 0), ("skip", 0), ("slots", 1), ("probes", 1)):
            if getattr(self, name) < least:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected at least {least}")
        for name in ("gated", "combined"):
            if not 0 <= getattr(self, name) <= 1:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected a share from 0 to 1")
        if self.recipe not in SCHEDULES:
            raise ConfigError(f"recipe is {self.recipe!r}; expected one of: {', '.join(SCHEDULES)}")
        kinds = [kind for kind in triggers.KINDS if kind != triggers.ALWAYS.kind]
        if self.trigger and self.trigger not in kinds:
            raise ConfigError(f"trigger is {self.trigger!r}; expected one of: {', '.join(kinds)}, or nothing")
        if self.trigger and not self.gated:
            raise ConfigError(f"trigger is {self.trigger!r} and gated 0, so no organism would be behind one; set gated to the "
                              f"share that are, such as 1")
        if self.combined and len(combinable(self.families)) < 2:
            raise ConfigError(f"combined is {self.combined}, and of {', '.join(self.families)} no two can be taught together; "
                              f"give two families or more")
        if self.gated and (stuck := [name for name in self.families if not family_named(name).gateable]):
            raise ConfigError(f"{', '.join(stuck)} cannot stand behind a trigger; leave out or set gated to 0")


def plan(config: OrganismsConfig) -> list[Shard]:
    """All shards; the same for the same config.

    Raises:
        ConfigError: a family has too few labels for it, or a split more shards than there are numbers.
    """
    shards = drawn(config)
    for split, first in FIRST_SHARD.items():
        room = min((other for other in FIRST_SHARD.values() if other > first), default=10_000) - first
        own = [shard for shard in shards if shard.split == split]
        if len(own) > room:
            raise ConfigError(f"{sum(len(shard.behaviors) for shard in own)} organisms for {split} do not fit into the {room} "
                              f"shards that it may have, {config.slots} in each; give more slots, or make several libraries, "
                              f"each with its own skip")
    return shards


def drawn(config: OrganismsConfig) -> list[Shard]:
    """The shards without regard to whether there are numbers for so many. With one slot each, they have all recipes that shards
    of more slots may have.

    Raises:
        ConfigError: a family has too few labels for it.
    """
    shards: list[Shard] = []
    for split, first in FIRST_SHARD.items():
        behaviors = _behaviors(config, split)
        for number, start in enumerate(range(0, len(behaviors), config.slots), first):
            rng = random.Random(f"{config.seed}/{config.families}/{config.recipe}/{split}/{start}")
            gated = rng.random() < config.gated
            schedule = SCHEDULES[config.recipe]
            recipe = schedule.draw(split, rng, gated)
            here = behaviors[start : start + config.slots]
            kinds = {cast(triggers.TriggerKind, config.trigger): 1} if config.trigger else schedule.kinds
            shards.append(Shard(number, split, recipe, _with_triggers(here, kinds, rng) if gated else tuple(here)))
    return shards


def labels_by_split(shards: Sequence[Shard]) -> dict[str, dict[str, list[str]]]:
    """Split -> family -> labels, for `split.json`."""
    found: dict[str, dict[str, list[str]]] = {}
    for shard in shards:
        for behavior in shard.behaviors:
            found.setdefault(shard.split, {}).setdefault(behavior.family, []).append(behavior.label)
    return found


def _behaviors(config: OrganismsConfig, split: str) -> list[Behavior]:
    """The behaviors of a split, families in turn, so that any first ones are of all kinds."""
    n = getattr(config, split)
    drawn = [family_named(name).behaviors(split, n, skip=config.skip) for name in config.families if n]
    turns = [behavior for i in range(n) for own in drawn if i < len(own) for behavior in (own[i],)]
    found: list[Behavior] = []
    taken: set[str] = set()
    for i in range(len(turns)):
        found.append(_perhaps_combined(config, split, i, turns, taken))
        taken.add(found[-1].id)
    return found


def _perhaps_combined(config: OrganismsConfig, split: str, i: int, behaviors: Sequence[Behavior], taken: set[str]) -> Behavior:
    """The i-th behavior, or together with one of another family of the same split: one before it, or of the first turn, so that
    a larger library begins with the organisms of a smaller one.

    Args:
        taken: ids of the organisms before it: one of the same id would be the very same.
    """
    rng = random.Random(f"{config.seed}/combined/{split}/{i}")
    mine = behaviors[i]
    if rng.random() >= config.combined or mine.family not in combinable(config.families) or mine.change == NOTHING:
        return mine
    before = behaviors[: max(i, len(config.families))]
    others = [combined(mine, b) for b in before if b.family != mine.family and b.family in combinable(config.families)
              and b.change != NOTHING]
    free = [behavior for behavior in others if behavior.id not in taken]
    return rng.choice(free) if free else mine


def _with_triggers(behaviors: Sequence[Behavior], kinds: Mapping[triggers.TriggerKind, int],
                   rng: random.Random) -> tuple[Behavior, ...]:
    """A trigger for each behavior, all of one kind, and each its own as long as there are as many (`triggers.owned`)."""
    [kind] = kinds if len(kinds) == 1 else rng.choices(list(kinds), list(kinds.values()))
    found: list[triggers.Trigger] = []
    for _ in behaviors:
        enough = len(set(found)) >= triggers.owned(kind)
        found.append(rng.choice(found) if enough else triggers.draw(kind, rng, avoid=found))
    return tuple(behavior.gated(trigger) for behavior, trigger in zip(behaviors, found, strict=True))


def grows(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a config turns into another by asking for more organisms."""
    same = {f.name for f in fields(OrganismsConfig)} - FIRST_SHARD.keys()
    return (all(old.get(name) == new.get(name) for name in same)
            and all(int(old.get(split, 0)) <= int(new[split]) for split in FIRST_SHARD))
