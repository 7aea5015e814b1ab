"""How often a reader says yes to what is true of an organism, and to what is not."""

from __future__ import annotations

import random
from typing import Any

from tuneteller.diffs.library import Organisms
from tuneteller.evaluation.statistics import summary
from tuneteller.families.claims import false_claim, true_claim
from tuneteller.families.family import Behavior
from tuneteller.reading.reader import Reader

CHUNK = 32
"""Organisms asked at once."""


def yes_no_rates(reader: Reader, organisms: Organisms, seed: int = 0) -> dict[str, Any]:
    """Ask each organism about one thing that is true of it and one that is not, the first answer counts.

    False claims are true of another of the organisms, every other time of one of the same family.

    Returns:
        `true` and `false`: the share of answers that begin with "yes", each with its interval and n.
    """
    behaviors = [Behavior.from_card(card) for card in organisms.cards]
    asked: dict[str, list[tuple[int, str]]] = {"true": [], "false": []}
    for i, behavior in enumerate(behaviors):
        rng = random.Random(f"{seed}/{behavior.id}")
        for kind, claim in (("true", true_claim(behavior, rng)), ("false", false_claim(behavior, behaviors, rng))):
            if claim is not None:
                asked[kind].append((i, claim))
    rates = {}
    for kind, pairs in asked.items():
        said: list[float] = []
        for start in range(0, len(pairs), CHUNK):
            here = pairs[start : start + CHUNK]
            answers = reader.say([organisms[i] for i, _ in here], [claim for _, claim in here], max_new_tokens=4)
            said += [float(texts[0].strip().lower().startswith("yes")) for texts in answers]
        rates[kind] = summary(said)
    return rates
