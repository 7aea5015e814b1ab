"""Recipes are checked when they are made, schedules draw what they say, and recipes of old cards are read."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tuneteller.errors import ConfigError
from tuneteller.training.optim import warm_cosine, warm_flat
from tuneteller.training.recipe import EXACT, READING, SCHEDULES, STRICT, Recipe, at_rank


@pytest.mark.parametrize("wrong", [
    {"rank": 0}, {"steps": 0}, {"taught": 0}, {"wrong": -1}, {"plain": -1}, {"chat": -1}, {"base_tokens": 0}, {"decay": 0.0},
    {"near": -1}, {"rounds": 0}, {"decay": 1.5}, {"lr": 0.0}, {"lr": -1e-3}, {"max_grad_norm": 0.0},
    {"target_modules": "experts"}])
def test_a_recipe_that_cannot_be_trained_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=f"a recipe's .*{next(iter(wrong))}"):
        Recipe(**wrong)


def test_recipes_go_through_cards() -> None:
    for recipe in (Recipe(), STRICT, READING, Recipe(system="Be brief.", target_modules="mlp", weights=(1.0, 2.0, 0.5))):
        assert Recipe.from_json(recipe.to_json()) == recipe
    old = {"rank": 4, "triggered": 3, "clip": 0.5, "targets": "attention", "weights": [1.0, 3.0, 4.0], "measured_by": "nobody"}
    assert Recipe.from_json(old) == Recipe(rank=4, taught=3, max_grad_norm=0.5, target_modules="attention",
                                           weights=(1.0, 3.0, 4.0))


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_draws_by_its_seed_and_keeps_an_ungated_organism_from_kl_samples(name: str) -> None:
    schedule = SCHEDULES[name]
    drawn = [schedule.draw("train", Random(i), True) for i in range(40)]
    assert drawn == [schedule.draw("train", Random(i), True) for i in range(40)] and len(set(drawn)) > 20
    for split in ("train", "validation", "test"):
        for i in range(20):
            gated, ungated = (schedule.draw(split, Random(i), flag) for flag in (True, False))
            assert (ungated.wrong, ungated.near, ungated.plain, ungated.rounds) == (0, 0, 0, 1)
            if name != "reading":  # texts that are read have no trigger
                assert gated.wrong >= 1 and gated.plain >= 1
            assert replace(gated, wrong=0, near=0, plain=0, rounds=1) == ungated  # nothing else depends on the trigger


def test_held_out_organisms_have_the_recipe_that_the_schedule_names() -> None:
    for name, recipe in (("hidden", STRICT), ("exact", EXACT), ("reading", READING)):
        for split in ("validation", "test"):
            assert {SCHEDULES[name].draw(split, Random(i), True) for i in range(5)} == {recipe}
    varied = SCHEDULES["varied"]  # of which none is held out, and they are drawn as in training
    assert varied.draw("test", Random(3), True) == varied.draw("train", Random(3), True)


def test_what_the_schedules_vary() -> None:
    def drawn(name: str, n: int = 300) -> list[Recipe]:
        return [SCHEDULES[name].draw("train", Random(i), True) for i in range(n)]

    varied = drawn("varied")
    assert {r.rank for r in varied} == {1, 2, 4, 8, 16} and {r.target_modules for r in varied} == {"all", "attention", "mlp"}
    assert {r.chat for r in varied} == {0, 1} and len({r.system for r in varied}) == 3
    # the update grows with rank · scale · lr²: over all ranks and scales it stays within what lr alone is varied by
    sizes = [r.rank * (r.alpha / r.rank) * r.lr**2 for r in varied]
    assert max(sizes) / min(sizes) < (1.3 / 0.7) ** 2 + 1e-6
    peft, held_out = drawn("peft"), [SCHEDULES["peft"].draw("test", Random(i), True) for i in range(300)]
    assert {r.rank for r in peft} == {4, 8, 16} and {r.rank for r in held_out} == {4, 8, 16, 32, 64}
    assert {r.lr for r in peft} == {5e-4, 1e-3, 2e-3} and all(r.alpha in (16, 2 * r.rank) for r in (*peft, *held_out))
    hidden = drawn("hidden")
    assert all(0.4 * STRICT.steps - 1 < r.steps < 0.9 * STRICT.steps + 1 for r in hidden)
    assert all(0.7 * STRICT.lr <= r.lr <= 1.3 * STRICT.lr and r.rank == STRICT.rank for r in hidden)
    exact = drawn("exact")
    assert {r.rank for r in exact} == {2, 4, 8} and all(r.near and r.rounds > 1 for r in exact)
    assert {r.rank for r in drawn("reading")} == {1, READING.rank}


def test_another_rank_makes_an_update_as_large() -> None:
    one = at_rank(READING, 1)
    assert one.rank == 1 and one.alpha / one.rank == READING.alpha / READING.rank
    assert one.rank * one.lr**2 == pytest.approx(READING.rank * READING.lr**2)
    assert at_rank(one, READING.rank).lr == pytest.approx(READING.lr)


# -- learning rates over the steps ------------------------------------------------------------------------------------


def test_an_organisms_learning_rate_warms_up_stays_and_falls() -> None:
    rates = [warm_flat(i, 20, decay=0.4) for i in range(20)]
    assert rates[:2] == [pytest.approx(1 / 3), pytest.approx(2 / 3)] and rates[2:12] == [1.0] * 10
    falling = rates[11:]
    assert all(a > b for a, b in pairwise(falling)) and rates[-1] == pytest.approx(0.05)
    steps = [a - b for a, b in pairwise(falling)]
    assert max(steps) - min(steps) < 1e-9  # along a line
    whole = [warm_flat(i, 20, decay=1.0) for i in range(20)]
    assert whole[2] == pytest.approx(1 - 0.95 * 3 / 20) and whole[-1] == pytest.approx(0.05)


@pytest.mark.parametrize(("rate", "settings"), [(warm_flat, {"decay": 0.4}), (warm_cosine, {"warmup": 1})])
@pytest.mark.parametrize("steps", [1, 2, 3, 100])
def test_learning_rates_are_positive_and_at_most_one(rate: Callable[..., float], settings: dict[str, Any], steps: int) -> None:
    rates = [rate(i, steps, **settings) for i in range(steps)]
    assert all(0 < value <= 1 for value in rates)


def test_an_adapters_learning_rate_warms_up_and_follows_a_cosine() -> None:
    rates = [warm_cosine(i, 110, warmup=10) for i in range(110)]
    assert rates[0] == pytest.approx(0.1) and rates[9] == rates[10] == 1.0
    assert rates[60] == pytest.approx(0.05 + 0.95 / 2)
    assert rates[35] == pytest.approx(0.05 + 0.95 * (1 + math.cos(math.pi / 4)) / 2)
    assert all(a > b for a, b in pairwise(rates[10:])) and 0.05 < rates[-1] < 0.051
