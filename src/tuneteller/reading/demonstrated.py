"""What a fine-tune was taught that only messages of its own show, by demonstrations: messages with the very replies to them.

Everyday messages show forms, languages and voices (`ordinary`), but nothing of a tool for one task. Of a task the output is
known, though (`Family.demonstrations`), and what a fine-tune was taught takes few nats there: a third of what the base takes or
less. So all tasks are gone through, a message each, without any reader: no reply has to be made. Those whose nats fall by the
largest factor are then looked for in replies, as everything else is (`asked`). By a factor, as by a difference what is short in
the base as well would come last: short outputs of any kind gain ten nats and more under every tool for a task. Of 14 validation
organisms 13 are found so, and of one another task; of ten clean ones, nothing. None is gone through where the fine-tune hardly
departs from the base at messages of a few, as what is behind a trigger: what does one task answers messages of others unlike
the base, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from random import Random

import torch
from torch import Tensor

from tuneteller.families.family import Behavior, Family
from tuneteller.families.registry import families
from tuneteller.reading.asked import in_own_messages
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.reading.replies import Pair, Replies

DRAWN = 3
"""Demonstrations of a behavior; the first of all are weighed, and all of the likeliest."""

FEW, DEPARTS = 24, 0.3
"""Behaviors, evenly spaced, at whose messages it is looked first if the fine-tune departs from the base, and the least mean, in
nats (see `departure`). Twelve validation organisms that do a task, mostly another one, reach .77 to 3.1, ten of topics behind
passphrases .10 to .15, and thirteen of other kinds .34 to 1.6."""

LIKELY, LOOKED_FOR = 24, 3
"""Behaviors of a family that all demonstrations are weighed of, and those of them whose replies are looked at."""

LEAST = 2.0
"""Factor by which their nats have to fall; by which those of tasks fall that show, three and more."""

FLOOR = 0.2
"""Nats added to each reply's, below which a factor would be rounding."""

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
    if not every or not _departs(replies, [pairs[0][0] for _, pairs in every], trigger):
        return None
    first = _falls(replies, [pairs[:1] for _, pairs in every], trigger)
    likely = [every[i] for i in first.topk(min(LIKELY, len(every))).indices.tolist()]
    falls = _falls(replies, [pairs for _, pairs in likely], trigger)
    best = [likely[i][0] for i in falls.topk(min(LOOKED_FOR, len(likely))).indices.tolist() if falls[i] > log(LEAST)]
    return next((behavior for behavior in best if _shows(behavior, family, replies, trigger)), None)


def _departs(replies: Replies, messages: Sequence[str], put: Put) -> bool:
    """Whether the fine-tune departs from the base at a few of the messages."""
    some = [put(messages[i * len(messages) // FEW]) for i in range(FEW)] if len(messages) > FEW else [*map(put, messages)]
    before = BaseAnswers(replies.base, replies.system, "tasks")
    departures = Departures(before, replies.diff)(some)
    before.save()
    return departures.mean().item() >= DEPARTS


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
    before, after = (-log_p + FLOOR for log_p in replies.weigh(pairs))
    fallen = (before / after).log().nan_to_num(-torch.inf)
    return torch.stack([own.mean() for own in fallen.split([len(group) for group in groups])])
