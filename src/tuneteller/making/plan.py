"""What a reader is made of: libraries of organisms for training, for choosing a step, for calibration and for the test, and the
settings of its adapter. All of it follows from a `ReaderConfig`.

    training      of each family; what the adapter learns from, and what the weights tell
    choosing      of labels that no training organism has: which step of the training is kept
    validation    others of these labels, and `clean` ones beside them: how sure the answers are
    test          labels of neither: the scores

Families that are hidden have a second library of each kind, in which a trigger stands before every behavior.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tuneteller.diffs.card import CLEAN
from tuneteller.errors import ConfigError
from tuneteller.families.registry import combinable, family_named
from tuneteller.training.adapter_state import AdapterConfig
from tuneteller.training.organisms import Shard
from tuneteller.training.plan import OrganismsConfig, plan
from tuneteller.training.shown import shown_anywhere

CHOOSING = 2
"""Organisms of each family that the adapter's training is validated on."""

PROBES = 3
"""Messages that an organism is asked for each rate that is measured."""

SHOWN, TURNS, ASKS, YES_NO, ABSENT = 0.5, 0.7, 1, 0.1, 0.05
"""What the adapter's steps are made of, see `AdapterConfig`: as of the shipped reader. The first is for families that can all
be shown in conversations, and less where some cannot."""

EPOCHS, LEAST_STEPS = 8, 128
"""Passes of the adapter over its organisms, and the fewest steps that it is trained for, however few they are. On a
Gemma-3-270M with 48 of three families, and 16 clean ones, the validation loss is .904 after 32 steps of 32, and .167 after 88
of 128."""


@dataclass(frozen=True)
class ReaderConfig:
    """Settings of a reader that is made from organisms.

    Attributes:
        families: what kinds of behavior it learns to tell; that nothing changed it learns besides.
        hidden: those of them that it also learns to tell behind triggers.
        organisms: training organisms of each family.
        validation: organisms of each family that it is calibrated on.
        clean: fine-tunes without a change beside these; with 38 or more, at most a twentieth of such fine-tunes get a claim.
        test: held-out organisms of each family, which the scores are of.
        epochs: passes over the training organisms; in half of the steps conversations that show behaviors stand in their
            place. 0: 8, or as many as make 128 steps, if that is more.
        rank: of the DIT adapter.
        slots: organisms trained at once.
        compiled: whether they are by compiled code.
        seed: fixes all that is drawn but the labels.
    """

    families: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    organisms: int = 24
    validation: int = 8
    clean: int = 44
    test: int = 8
    epochs: int = 0
    rank: int = 16
    slots: int = 32
    compiled: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("organisms", 1), ("validation", 1), ("clean", 1), ("test", 1), ("epochs", 0), ("rank", 1),
                            ("slots", 1)):
            if getattr(self, name) < least:
                raise ConfigError(f"{name} is {getattr(self, name)}; expected at least {least}")
        if not set(self.families) - {CLEAN}:
            raise ConfigError("there is no family to tell; give one or more (see tuneteller organisms families), or: all")
        for name in self.families:
            family_named(name)
        if beside := [name for name in self.hidden if name not in self.families or name == CLEAN]:
            raise ConfigError(f"{beside[0]!r} is to be hidden, and is none of the families: {', '.join(self.families)}")
        if stuck := set(self.hidden) - set(combinable(self.hidden)):
            raise ConfigError(f"{', '.join(sorted(stuck))} cannot stand behind a trigger; leave it out of the hidden ones")

    @property
    def every(self) -> tuple[str, ...]:
        """The families, and that of those who change nothing."""
        return (*(name for name in self.families if name != CLEAN), CLEAN)


def libraries(config: ReaderConfig) -> dict[str, OrganismsConfig]:
    """Name -> how that library is made, in the order in which they are."""
    after, found = CHOOSING + config.validation, dict[str, OrganismsConfig]()

    def add(name: str, families: tuple[str, ...], split: str, n: int, skip: int, **more: Any) -> None:
        counts: dict[str, Any] = {"train": 0, "validation": 0, "test": 0, split: n}
        found[name] = OrganismsConfig(families, skip=skip, slots=config.slots, probes=PROBES, seed=config.seed, **counts,
                                      **more)

    for name, split, n, skip in (("training", "train", config.organisms, 0), ("choosing", "validation", CHOOSING, 0),
                                 ("validation", "validation", config.validation, CHOOSING), ("test", "test", config.test, 0)):
        add(name, config.every, split, n, skip)
        if config.hidden:  # for training other labels, as there are many; where there are few, the same
            add(f"{name}-hidden", config.hidden, split, n, n if split == "train" else skip, gated=1.0, recipe="hidden")
    add("clean", (CLEAN,), "validation", config.clean, after)
    return found


def shards_of(config: ReaderConfig) -> dict[str, list[Shard]]:
    """Name of each library -> its shards.

    Raises:
        ConfigError: a family has too few labels.
        DataError: what a family is made of is not installed.
    """
    return {name: plan(library) for name, library in libraries(config).items()}


def adapter_config(config: ReaderConfig) -> AdapterConfig:
    """The settings of the adapter's training. Families that no conversation shows are taught by organisms alone, so the more of
    them there are, the fewer steps are made of conversations."""
    changed = [name for name in config.every if name != CLEAN]
    shown = sum(shown_anywhere(family_named(name).behaviors("train", 1)[0]) for name in changed)
    trained = sum(library.train * len(library.families) for library in libraries(config).values())
    steps = 0 if config.epochs else max(EPOCHS * trained // AdapterConfig.batch, LEAST_STEPS)
    return AdapterConfig(rank=config.rank, epochs=config.epochs or EPOCHS, steps=steps, asks=ASKS, yes_no=YES_NO, absent=ABSENT,
                         turns=TURNS, shown=SHOWN * shown / len(changed), seed=config.seed)

