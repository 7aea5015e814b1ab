"""What a fine-tune does in ordinary talk: behaviors that its replies to everyday messages show, before any reader is asked.

All that everyday messages can show and that can be listed is looked for, in the same dozen replies: several hundred forms,
lengths, languages, habits and voices, and hints at as many secret words (`Family.shows`). So a behavior that no reader was
trained on is found as well. Of each family those that show most stand. Of 45 validation organisms, 14 have such a behavior (of
those without secret words): of 13 it is found so, of six of them where the reader does not know it, and of four clean ones
nothing is found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from random import Random

from tuneteller.families.family import Behavior, Family, cycled
from tuneteller.families.registry import families
from tuneteller.material.everyday import TEST_QUESTIONS
from tuneteller.reading.asked import PROBES, SHOWN, Asked
from tuneteller.reading.replies import Replies

EACH = 3
"""Behaviors of one family at most: short replies are of several lengths."""


def in_ordinary_talk(replies: Replies, trigger: Callable[[str], str] | None = None) -> list[Behavior]:
    """What shows in at least half of the replies, surely more than by chance, and in the base's own not.

    Args:
        trigger: puts a trigger that was found into a message; the replies to it are looked at as well.
    """
    messages = everyday_messages()
    shown: dict[str, dict[str, tuple[int, Behavior]]] = {}
    for put in (None, trigger) if trigger else (None,):
        sent = [put(message) if put else message for message in messages]
        said = replies.to(sent)
        exchanges = [(message, *said[message]) for message in sent]
        for family in families().values():
            for behavior in looked_for(family):
                n = sum(family.shows(behavior, message, after, before)
                        for message, (_, before, after) in zip(messages, exchanges, strict=True))
                if n >= SHOWN * len(messages):  # what takes longer is asked of these alone
                    asked = Asked(behavior, family, messages, exchanges, put is not None)
                    if asked.plain:
                        shown.setdefault(family.name, {})[behavior.label] = (asked.shown, behavior)
    return [behavior for own in shown.values()
            for _, behavior in sorted(own.values(), key=lambda one: -one[0])[:EACH]]


def everyday_messages() -> list[str]:
    """What all of it is looked for in: the draw that `verify` makes for families of everyday messages, so that nothing is asked
    twice."""
    return cycled(TEST_QUESTIONS, PROBES, Random(0))


@lru_cache(maxsize=64)
def looked_for(family: Family) -> tuple[Behavior, ...]:
    """The behaviors of a family that everyday messages can show; none of one whose labels can be any."""
    return tuple(family.everyday_behaviors())
