"""A reader that is made in seconds: recipes of few steps, a handful of organisms, and a cache of its own."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tuneteller.cli import common
from tuneteller.families.topic import everyday_names
from tuneteller.making.begin import Begun, begin
from tuneteller.making.ledger import Ledger
from tuneteller.making.make import Advance, Workshop, make_reader
from tuneteller.making.plan import ReaderConfig
from tuneteller.models import BaseModel, load_base
from tuneteller.training.recipe import SCHEDULES, Recipe, Schedule

SMALL = ReaderConfig(("habit", "language"), organisms=4, validation=1, clean=11, test=2, epochs=6, rank=4)
OPTIONS = ("--families", "habit", "language", "--organisms", 4, "--validation", 1, "--clean", 11, "--test", 2, "--epochs", 6,
           "--rank", 4, "--device", "cpu", "--dtype", "float32")


def shorten(patch: pytest.MonkeyPatch, place: Path) -> None:
    """Recipes of few steps, no steps of conversations (drawing these takes longer than all else), nothing compiled, which takes
    a minute and pays for large models alone, and a cache that is empty, in `place`."""
    for split in ("train", "validation", "test"):
        everyday_names(split)  # which embeds the encyclopedia's titles: in the cache that there is, half a minute, once for all
    def draw(rng: Any, gated: bool) -> Recipe:
        return Recipe(rank=rng.choice((1, 2)), steps=rng.randint(4, 6), taught=2, wrong=int(gated), plain=int(gated))

    for name in ("varied", "hidden"):
        patch.setitem(SCHEDULES, name, Schedule(draw))
    patch.setattr("tuneteller.making.plan.SHOWN", 0.0)
    patch.setattr("tuneteller.making.begin.can_compile", lambda device: False)
    patch.setenv("TUNETELLER_CACHE", str(place / "cache"))
    patch.setenv("TUNETELLER_READERS", str(place / "readers"))
    patch.setattr(common.console, "_width", 200)  # tables are not folded


@pytest.fixture(autouse=True)
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shorten(monkeypatch, tmp_path)


@pytest.fixture
def tiny(tiny_directory: Path) -> BaseModel:
    """The tiny base model of all these tests, which is named in what is made for it. Its directory is shared: leave it as you
    found it."""
    return load_base(tiny_directory, dtype="float32", device="cpu")


@pytest.fixture(scope="session")
def whole(tiny_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader of the small plan, made without a stop, beside all that it is made of. Shared: leave it as you found it."""
    place = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        shorten(patch, place)
        base = load_base(tiny_directory, dtype="float32", device="cpu")
        plan = begin(base, SMALL, place / "whole.work")
        make_reader(Workshop(base, plan.config, place / "whole.work", place / "whole", "other", lambda at: None),
                    Ledger(place / "whole.work"))
    return place / "whole"


@pytest.fixture
def there(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, `mine`, beside all that it is made of."""
    for name in ("", ".work"):
        shutil.copytree(whole.with_name(f"whole{name}"), tmp_path / f"mine{name}")
    return tmp_path / "mine"


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
