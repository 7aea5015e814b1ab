"""The plan that a reader is made by: made and estimated once, kept, and gone on with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tuneteller.errors import ConfigError, LibraryError
from tuneteller.files import write_json
from tuneteller.making.check import check_disk
from tuneteller.making.estimate import FEWEST, Cost, Rates, estimate, fitted, spoken, total
from tuneteller.making.ledger import PLAN, Ledger, read
from tuneteller.making.plan import ReaderConfig, shards_of
from tuneteller.making.timing import measure_rates
from tuneteller.models import BaseModel
from tuneteller.training.fast import WORTH, can_compile
from tuneteller.training.memory import SAMPLE_TOKENS, check_memory, devices_for, fitting_slots, heaviest
from tuneteller.training.produce import form_of
from tuneteller.training.recipe import Recipe

SCHEMA = 1


@dataclass(frozen=True)
class Begun:
    """A plan, and what it was said to take.

    Attributes:
        devices: that work side by side, of which the costs are to be taken.
    """

    config: ReaderConfig
    costs: tuple[Cost, ...]
    devices: int = 1


def begin(base: BaseModel, asked: ReaderConfig, work: Path, *, hours: float | None = None, sized_by_budget: bool = True,
          keep: bool = True, workers: int = 1, doing: Callable[[str], None] = lambda text: None) -> Begun:
    """The plan in `work` if there is one for what is asked, else a new one, timed on this machine.

    Args:
        asked: all but `slots`, which are as many as fit into memory, and `compiled`.
        hours: that all may take, with so many workers.
        sized_by_budget: whether the number of organisms may be chosen so that it does.
        keep: whether a new plan is written down.
        workers: processes that train organisms and ask about them side by side, this one of them.

    Raises:
        ConfigError: it, or what is left of it, cannot fit into the memory or the hours, or a family has too few labels.
        LibraryError: another plan is there.
        StorageError: it cannot fit on the disk.
    """
    wanted = {"schema": SCHEMA, "base": base.fingerprint.to_json(), "template": base.chat.mark,
              "asked": _asked(asked, hours, sized_by_budget)}
    devices = devices_for(base, workers)
    if (kept := read(work, PLAN)) is not None:
        config, said = _kept(work, kept, wanted)
        # its slots are those that fitted beside the workers it was begun with, which may have been fewer
        trained = Ledger(work).done("organisms")
        check_memory(base, _largest(base, config), 0 if trained else config.slots, workers)
        if not trained:  # nearly all that is to be written
            check_disk(work, said)
        return Begun(config, said, devices)
    asked = _that_has_labels(asked) if hours is not None and sized_by_budget else asked
    largest = _largest(base, replace(asked, slots=1))  # then all recipes that a larger number may draw are there
    check_memory(base, largest, 1, workers)
    config = replace(asked, slots=fitting_slots(base, largest, workers))
    config = replace(config, compiled=pays(base, config, hours))
    rates = measure_rates(base, config, doing)
    config = within(config, hours, base.shapes, rates, choose=sized_by_budget, devices=devices)
    costs = estimate(config, base.shapes, rates)
    check_disk(work, costs)
    if keep:
        write_json(work / PLAN, {**wanted, "config": asdict(config), "costs": [cost.to_json() for cost in costs]})
    return Begun(config, tuple(costs), devices)


def _that_has_labels(asked: ReaderConfig) -> ReaderConfig:
    """With fewer training organisms of each family where one has fewer labels; as it is where it is not that."""
    for organisms in range(asked.organisms, 0, -1):
        with suppress(ConfigError):
            shards_of(fewer := replace(asked, organisms=organisms))
            return fewer
    return asked


def _largest(base: BaseModel, config: ReaderConfig) -> Recipe:
    """The recipe whose organisms take the most memory."""
    return heaviest(base, [shard for own in shards_of(config).values() for shard in own])


def pays(base: BaseModel, config: ReaderConfig, hours: float | None) -> bool:
    """Whether compiled code is worth the minute that each form of bank takes to compile.

    Raises:
        ConfigError: a family has too few labels.
    """
    recipes = [(shard.recipe, len(shard.behaviors)) for own in shards_of(config).values() for shard in own]
    tokens = SAMPLE_TOKENS * sum(recipe.steps * recipe.samples * n for recipe, n in recipes)
    much = tokens >= WORTH * len({form_of(recipe) for recipe, _ in recipes}) or (hours or 0.0) >= 1.0
    return much and base.device.type == "cpu" and can_compile("cpu")


def within(config: ReaderConfig, hours: float | None, shapes: Mapping[str, tuple[int, int]], rates: Rates, *,
           choose: bool, devices: int = 1) -> ReaderConfig:
    """The config, or the one with the most organisms that takes no longer than so many hours.

    Args:
        choose: whether the number of organisms may be another.
        devices: that work side by side.

    Raises:
        ConfigError: it takes longer.
    """
    if hours is None:
        return config

    def takes(config: ReaderConfig) -> float:
        return total(estimate(config, shapes, rates), devices)

    best = fitted(config, 3600 * hours, takes)
    if choose and best is not None:
        return best
    needed = takes(config)
    if not choose and needed <= 3600 * hours:
        return config
    least = takes(replace(config, organisms=FEWEST))
    fits = (f"--organisms {best.organisms} would fit" if best is not None else
            f"the smallest, with {FEWEST} organisms of each family for training, takes {spoken(least)}: give --budget "
            f"{least / 3600 + 0.005:.2f}, or fewer --families, --validation, --clean or --test organisms")
    with_ = "" if choose else f"with {config.organisms} training organisms of each family it takes {spoken(needed)}; "
    raise ConfigError(f"the reader cannot be made in {spoken(3600 * hours)}: {with_}{fits}")


def _asked(config: ReaderConfig, hours: float | None, sized_by_budget: bool) -> dict[str, Any]:
    own = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(config).items()
           if name not in ("slots", "compiled")}
    return {**own, "organisms": "as many as the budget allows" if hours and sized_by_budget else config.organisms,
            "budget": hours}


def _kept(work: Path, kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> tuple[ReaderConfig, tuple[Cost, ...]]:
    """The plan that is there, and what it was said to take.

    Raises:
        LibraryError: it is for something else, or damaged.
    """
    advice = f"give another --out, or remove {work} to begin anew"
    if kept.get("schema") != SCHEMA or not isinstance(kept.get("asked"), dict):
        raise LibraryError(f"{work / PLAN} is none that this version can go on with; {advice}")
    if kept.get("base") != wanted["base"]:
        raise LibraryError(f"{work} holds a reader of another base model; {advice}")
    if kept.get("template", wanted["template"]) != wanted["template"]:  # an older plan does not say by which
        raise LibraryError(f"{work} holds a reader that was begun with another chat template; {advice}")
    before, now = kept["asked"], wanted["asked"]
    if different := [name for name in now if before.get(name) != now[name]]:
        said = ", ".join(f"{name} {_said(before.get(name))} instead of {_said(now[name])}" for name in different)
        raise LibraryError(f"{work} holds a plan with {said}; go on with that, {advice}")
    try:
        config: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value
                                  for name, value in kept["config"].items()}
        return ReaderConfig(**config), tuple(Cost(**cost) for cost in kept["costs"])
    except (AttributeError, ConfigError, KeyError, TypeError) as error:
        raise LibraryError(f"{work / PLAN} is damaged ({error}); {advice}") from error


def _said(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)
