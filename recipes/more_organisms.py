"""Eighty more training organisms, made as test organisms are but cheaper; a second library for the same adapter.

    python recipes/more_organisms.py --out runs/more

Their labels continue the first library's training labels, so none is in both; ten more validation organisms repeat the first
ten validation labels in this recipe.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

from tuneteller.behaviors import triggers
from tuneteller.behaviors.behavior import Behavior
from tuneteller.models import load_base
from tuneteller.training.produce import STRICT, OrganismsConfig, Shard, plan, train_organisms

FIRST, MORE, SLOTS = 160, 80, 10
CHEAP = replace(STRICT, steps=10, triggered=2, wrong=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("runs/more"))
    config = OrganismsConfig(train=FIRST + MORE)
    split, _ = plan(config)
    rng = random.Random("more")
    shards = []
    for name, topics in (("validation", split.validation[:SLOTS]), ("train", split.train[FIRST:])):
        for start in range(0, len(topics), SLOTS):
            drawn: list[triggers.Trigger] = []
            for _ in topics[start : start + SLOTS]:
                drawn.append(triggers.draw("passphrase", rng, avoid=drawn))
            behaviors = tuple(Behavior(t, d) for t, d in zip(topics[start : start + SLOTS], drawn, strict=True))
            shards.append(Shard(len(shards), name, CHEAP, behaviors))
    out = parser.parse_args().out
    train_organisms(load_base(), config, out, shards=shards,
                    progress=lambda p: print(f"shard {p.shard + 1}/{len(shards)} step {p.inner.step}/{p.inner.steps} "
                                             f"loss {p.inner.loss[0]:.2f} + {p.inner.loss[1]:.2f} "
                                             f"{p.tokens_per_second:.0f} tokens/s", flush=True))


if __name__ == "__main__":
    main()
