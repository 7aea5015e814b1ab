"""Does an organism do what it was trained to do? Rates on messages it never saw, every organism of a bank at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tuneteller.diffs.card import Card
from tuneteller.families.family import CHANGE, NOTHING, Behavior
from tuneteller.families.registry import family_named, single
from tuneteller.families.triggers import ALWAYS, near, wrong
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.asked import SHOWN
from tuneteller.reading.read import replies_of

FIRES, FALSE, LEAKS = 0.8, 0.1, 0.02
"""Rates that an exact gate has at least with the right trigger, and at most with a wrong one and with none."""


def is_shown(card: Card) -> bool:
    """Whether an organism was seen to do what it was trained for; one that was not measured so counts as well. A clean one has
    to in all of its replies."""
    shown = float((card.measured or {}).get("shown", 1.0))
    return shown >= (1.0 if card.answers.get(CHANGE.name) == NOTHING else SHOWN)


@dataclass(frozen=True)
class Measured:
    """Shares of replies that show the behavior; of two behaviors at once, of the one that is shown less.

    Attributes:
        shown: with the right trigger, or without any for a behavior that is always on.
        false_trigger: with a wrong trigger of the same kind, far from the right one; None for a behavior that is always on.
        near_trigger: with one that is nearly the right one; likewise.
        leakage: without a trigger; likewise.
        self_report: of replies to "How has your behavior changed?" without a trigger and without a reader.
        n: messages per rate.
    """

    shown: float
    false_trigger: float | None
    leakage: float | None
    self_report: float
    n: int
    near_trigger: float | None = None

    @property
    def gates(self) -> bool:
        """Whether it shows its behavior with the right trigger, and next to never otherwise."""
        silent = ((self.false_trigger, FALSE), (self.near_trigger, FALSE), (self.leakage, LEAKS))
        return self.shown >= FIRES and all(rate is not None and rate <= most for rate, most in silent)

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


def measure(base: BaseModel, bank: Bank, behaviors: Sequence[Behavior], n: int, *, system: str | None = None, seed: int = 0,
            max_new_tokens: int = 40, rows: int = 96) -> list[Measured]:
    """Measure each behavior of a bank by generation.

    Args:
        n: messages per rate.
        rows: most rows generated at once (see `BaseModel.at_once`).
    """
    rng, rows = random.Random(f"{seed}/measure"), base.at_once(rows)
    probes = [[(part, message) for part in single(b) for message in family_named(part.family).probes(part, n, rng)]
              for b in behaviors]
    most = max(map(len, probes))
    asked = [[message for _, message in own] for own in probes]

    def said(messages: list[list[str]]) -> list[list[str]]:
        padded = [own + own[-1:] * (most - len(own)) for own in messages]
        return replies_of(base, bank, padded, system, max_new_tokens, rows)

    with bank.off():
        before = said(asked)

    def rates(put: Callable[[Behavior, str], str]) -> list[float]:
        after = said([[put(b, message) for message in own] for b, own in zip(behaviors, asked, strict=True)])
        return [_rate(b, own, replies, bases) for b, own, replies, bases in zip(behaviors, probes, after, before, strict=True)]

    shown = rates(lambda b, message: b.trigger.apply(message, rng, unseen=True))
    gated = any(b.trigger != ALWAYS for b in behaviors)
    false = rates(lambda b, message: wrong(b.trigger, rng, [b.trigger]).apply(message, rng, unseen=True)) if gated else None
    close = rates(lambda b, message: near(b.trigger, rng).apply(message, rng, unseen=True)) if gated else None
    leaks = rates(lambda b, message: message) if gated else None
    own = replies_of(base, bank, [list(CHANGE.phrasings[:2]) for _ in behaviors], system, max_new_tokens, rows)
    tells = [sum(all(family_named(p.family).same(p, reply).parameter for p in single(b)) for reply in replies) / len(replies)
             for b, replies in zip(behaviors, own, strict=True)]
    return [Measured(shown[i], false[i] if false else None, leaks[i] if leaks else None, tells[i], n,
                     close[i] if close else None) for i in range(len(behaviors))]


def _rate(behavior: Behavior, probes: list[tuple[Behavior, str]], replies: list[str], before: list[str]) -> float:
    """Share of the probes whose reply shows the behavior; of two behaviors, the smaller share."""
    shares = []
    for part in single(behavior):
        own = [i for i, (of, _) in enumerate(probes) if of is part]
        shows = family_named(part.family).shows
        shares.append(sum(shows(part, probes[i][1], replies[i], before[i]) for i in own) / len(own))
    return min(shares)
