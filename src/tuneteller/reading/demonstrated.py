"""What a fine-tune was taught that only messages of its own show, by demonstrations: messages with the very replies to them.

Everyday messages show forms, languages and voices (`ordinary`), but nothing of a tool for one task. Of a task the output is
known, though (`Family.demonstrations`), and what a fine-tune was taught takes few nats there: a third of what the base takes or
less. So all tasks are gone through, a message each, without any reader: no reply has to be made. Those whose nats fall by the
largest factor are then looked for in replies, as everything else is (`asked`). By a factor, as by a difference what is short in
the base as well would come last: short outputs of any kind gain ten nats and more under every tool for a task. Of 14 validation
organisms 13 are found so, and of one another task; of ten clean ones, nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from random import Random

import torch
from torch import Tensor

from tuneteller.cache import cache_root, keep, kept
from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.digest import digest
from tuneteller.families.family import Behavior, Family
from tuneteller.families.registry import families
from tuneteller.lora.attach import attach
from tuneteller.reading.asked import in_own_messages
from tuneteller.reading.replies import Replies
from tuneteller.scoring import answer_losses

DRAWN = 3
"""Demonstrations of a behavior; the first of all are weighed, and all of the likeliest."""

LIKELY, LOOKED_FOR = 24, 3
"""Behaviors of a family that all demonstrations are weighed of, and those of them whose replies are looked at."""

LEAST = 2.0
"""Factor by which their nats have to fall; by which those of tasks fall that show, three and more."""

FLOOR = 0.2
"""Nats added to each reply's, below which a factor would be rounding."""

ROW = 16
"""Demonstrations that are read in one row."""

Pair = tuple[str, str]
"""A message and the reply."""

Put = Callable[[str], str]
"""Puts a trigger into a message."""


def demonstrated(replies: Replies, trigger: Put = str) -> list[Behavior]:
    """Of each family that has demonstrations the behavior that the fine-tune makes the replies of likeliest, of those that its
    own replies show plainly.

    Args:
        trigger: puts a trigger that was found into each message.
    """
    return [behavior for family in families().values() if (behavior := _of(family, replies, trigger))]


def _of(family: Family, replies: Replies, trigger: Put) -> Behavior | None:
    every = _demonstrations(family)
    if not every:
        return None
    first = _falls(replies, [pairs[:1] for _, pairs in every], trigger)
    likely = [every[i] for i in first.topk(min(LIKELY, len(every))).indices.tolist()]
    falls = _falls(replies, [pairs for _, pairs in likely], trigger)
    best = [likely[i][0] for i in falls.topk(min(LOOKED_FOR, len(likely))).indices.tolist() if falls[i] > log(LEAST)]
    return next((behavior for behavior in best if _shows(behavior, family, replies, trigger)), None)


def _shows(behavior: Behavior, family: Family, replies: Replies, trigger: Put) -> bool:
    """Whether the replies to a behavior's own messages show it, and those of what the fine-tune is held against do not."""
    asked = in_own_messages(replies, behavior, family, trigger)
    return asked is not None and asked.plain


@lru_cache(maxsize=64)
def _demonstrations(family: Family) -> tuple[tuple[Behavior, tuple[Pair, ...]], ...]:
    """Of all behaviors of a family; none of one whose labels can be any."""
    own = [(behavior, family.demonstrations(behavior, DRAWN, Random(0))) for behavior in family.all_behaviors()
           if family.testable(behavior)] if family.closed else []
    return tuple((behavior, tuple(pairs)) for behavior, pairs in own if pairs)


def _falls(replies: Replies, groups: Sequence[Sequence[Pair]], put: Put) -> Tensor:
    """By what factor the fine-tune lowers the nats of a reply, below what it is held against, as a logarithm: each group's mean
    -> [groups]."""
    pairs = [(put(message), reply) for group in groups for message, reply in group]
    nats = [-one + FLOOR for one in (_before(replies, pairs), _after(replies, pairs))]
    fallen = (nats[0] / nats[1]).log().nan_to_num(-torch.inf)
    return torch.stack([own.mean() for own in fallen.split([len(group) for group in groups])])


def _before(replies: Replies, pairs: Sequence[Pair]) -> Tensor:
    """log p of the replies under what the fine-tune is held against; kept in the cache directory."""
    file = cache_root() / "probes" / f"{replies.made_by}-demonstrations.json"
    known, names = kept(file), [digest(list(pair))[:16] for pair in pairs]
    if missing := [i for i, name in enumerate(names) if not isinstance(known.get(name), float)]:
        found = _log_p(replies, replies.against, [pairs[i] for i in missing])
        new = {names[i]: log_p for i, log_p in zip(missing, found.tolist(), strict=True)}
        keep(file, new)
        known = {**known, **new}
    return torch.tensor([known[name] for name in names])


def _after(replies: Replies, pairs: Sequence[Pair]) -> Tensor:
    """log p of the replies under the fine-tune; each is weighed once."""
    if missing := [pair for pair in pairs if pair not in replies.weighed]:
        replies.weighed |= dict(zip(missing, _log_p(replies, replies.diff, missing).tolist(), strict=True))
    return torch.tensor([replies.weighed[pair] for pair in pairs])


@torch.no_grad()
def _log_p(replies: Replies, diff: WeightDiff, pairs: Sequence[Pair]) -> Tensor:
    """log p of each reply to its message, its end of turn included, nats [pairs]."""
    base = replies.base
    samples = [base.chat.example(messages_from(message, replies.system), reply) for message, reply in pairs]
    with attach(base.model, stacked([diff], base, dtype=base.dtype)):
        means = [answer_losses(base, [samples[i : i + ROW]])[0].cpu() for i in range(0, len(samples), ROW)]
    return -torch.cat(means) * torch.tensor([sum(sample.supervised) for sample in samples])
