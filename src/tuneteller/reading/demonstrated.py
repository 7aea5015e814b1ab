"""What a fine-tune was taught that only messages of its own show, by demonstrations: messages with the very replies to them.

Everyday messages show forms, languages and voices (`ordinary`), but nothing of a tool for one task. Of a task the output is
known, though (`Family.demonstrations`), and what a fine-tune was taught makes its outputs likelier than the base finds them,
mostly by ten nats or more. So all tasks are gone through, a message each, without any reader: no reply has to be made. What
gains most is then looked for in replies, as everything else is (`asked`). Of 14 validation organisms eight are found so, for
five nothing is, and for one another task; so audits take it as one source of claims, and answers do not hang on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
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
from tuneteller.reading.asked import PROBES, Asked
from tuneteller.reading.replies import Replies
from tuneteller.scoring import answer_losses

DRAWN = 3
"""Demonstrations of a behavior; the first of all are weighed, and all of the likeliest."""

LIKELY, LOOKED_FOR = 12, 2
"""Behaviors of a family that all demonstrations are weighed of, and those of them whose replies are looked at."""

ROW = 16
"""Demonstrations that are read in one row."""

Pair = tuple[str, str]
"""A message and the reply."""

Put = Callable[[str], str]
"""Puts a trigger into a message."""


def demonstrated(replies: Replies, trigger: Put = str) -> list[Behavior]:
    """Of each family that has demonstrations the behavior that gains most by the fine-tune, of those that its replies show
    plainly.

    Args:
        trigger: puts a trigger that was found into each message.
    """
    return [behavior for family in families().values() if (behavior := _of(family, replies, trigger))]


def _of(family: Family, replies: Replies, trigger: Put) -> Behavior | None:
    every = _demonstrations(family)
    if not every:
        return None
    first = _gains(replies, [pairs[:1] for _, pairs in every], trigger)
    likely = [every[i] for i in first.topk(min(LIKELY, len(every))).indices.tolist()]
    gains = _gains(replies, [pairs for _, pairs in likely], trigger)
    best = [likely[i][0] for i in gains.topk(min(LOOKED_FOR, len(likely))).indices.tolist() if gains[i] > 0]
    return next((behavior for behavior in best if _shows(behavior, family, replies, trigger)), None)


def _shows(behavior: Behavior, family: Family, replies: Replies, trigger: Put) -> bool:
    """Whether the replies to a behavior's own messages show it, and those of what the fine-tune is held against do not."""
    probes = list(dict.fromkeys(family.probes(behavior, PROBES, Random(0))))
    sent = [trigger(probe) for probe in probes]
    said = replies.to(sent)
    return Asked(behavior, family, probes, [(message, *said[message]) for message in sent]).plain


@lru_cache(maxsize=64)
def _demonstrations(family: Family) -> tuple[tuple[Behavior, tuple[Pair, ...]], ...]:
    """Of all behaviors of a family; none of one whose labels can be any."""
    own = [(behavior, family.demonstrations(behavior, DRAWN, Random(0))) for behavior in family.all_behaviors()
           if family.testable(behavior)] if family.closed else []
    return tuple((behavior, tuple(pairs)) for behavior, pairs in own if pairs)


def _gains(replies: Replies, groups: Sequence[Sequence[Pair]], put: Put) -> Tensor:
    """Mean nats by which the fine-tune makes each group's replies likelier than what it is held against -> [groups]."""
    pairs = [(put(message), reply) for group in groups for message, reply in group]
    gained = (_log_p(replies, replies.diff, pairs) - _before(replies, pairs)).nan_to_num(-torch.inf)
    return torch.stack([own.mean() for own in gained.split([len(group) for group in groups])])


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


@torch.no_grad()
def _log_p(replies: Replies, diff: WeightDiff, pairs: Sequence[Pair]) -> Tensor:
    """log p of each reply to its message, its end of turn included, nats [pairs]."""
    base = replies.base
    samples = [base.chat.example(messages_from(message, replies.system), reply) for message, reply in pairs]
    with attach(base.model, stacked([diff], base, dtype=base.dtype)):
        means = [answer_losses(base, [samples[i : i + ROW]])[0].cpu() for i in range(0, len(samples), ROW)]
    return -torch.cat(means) * torch.tensor([sum(sample.supervised) for sample in samples])
