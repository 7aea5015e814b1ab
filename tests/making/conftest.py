"""A reader that is made in seconds: recipes of few steps, a handful of organisms, and a cache of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tuneteller.cli import common
from tuneteller.making.begin import Begun, begin
from tuneteller.making.ledger import Ledger
from tuneteller.making.make import Advance, Workshop, make_reader
from tuneteller.making.plan import ReaderConfig
from tuneteller.models import BaseModel
from tuneteller.training.recipe import SCHEDULES, Recipe, Schedule

SMALL = ReaderConfig(("habit", "language"), organisms=4, validation=1, clean=11, test=2, epochs=6, rank=4)
OPTIONS = ("--families", "habit", "language", "--organisms", 4, "--validation", 1, "--clean", 11, "--test", 2, "--epochs", 6,
           "--rank", 4, "--device", "cpu", "--dtype", "float32")


@pytest.fixture(autouse=True)
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recipes of few steps, no steps of conversations (drawing these takes longer than all else), nothing compiled, which takes
    a minute and pays for large models alone, and a cache that is empty."""
    def draw(rng: Any, gated: bool) -> Recipe:
        return Recipe(rank=rng.choice((1, 2)), steps=rng.randint(4, 6), taught=2, wrong=int(gated), plain=int(gated))

    for name in ("varied", "hidden"):
        monkeypatch.setitem(SCHEDULES, name, Schedule(draw))
    monkeypatch.setattr("tuneteller.making.plan.SHOWN", 0.0)
    monkeypatch.setattr("tuneteller.making.begin.can_compile", lambda device: False)
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TUNETELLER_READERS", str(tmp_path / "readers"))
    monkeypatch.setattr(common.console, "_width", 200)  # tables are not folded


@pytest.fixture
def begun(tiny: BaseModel) -> Callable[..., Begun]:
    """`begun(work, **changes)`: the small plan, begun there."""
    return lambda work, **changes: begin(tiny, replace(SMALL, **changes), work)


@pytest.fixture
def made(tiny: BaseModel) -> Callable[..., list[Advance]]:
    """`made(plan, out, stop)`: the reader of a plan, made in `out`; how it advanced. `stop(advance)` may raise."""
    def make(plan: Begun, out: Path, stop: Callable[[Advance], None] = lambda at: None) -> list[Advance]:
        seen: list[Advance] = []

        def told(at: Advance) -> None:
            seen.append(at)
            stop(at)

        work = out.with_name(f"{out.name}.work")
        make_reader(Workshop(tiny, plan.config, work, out, "apache-2.0", told), Ledger(work))
        return seen

    return make
