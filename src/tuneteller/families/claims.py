"""Questions to be answered with yes or no: a sentence about a behavior, turned to the one who is asked."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from tuneteller.families.family import NOTHING, Behavior
from tuneteller.families.registry import families, single

YES, NO = "Yes.", "No."

_YOURS = {"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are"}


def claim(sentence: str, name: str = "") -> str:
    """"I answer in Spanish." -> "Do you answer in Spanish now?" What stands in quotation marks is left as it is, and so is the
    name, in which an "I" is a number and "mine" a pit."""
    kept = "|".join(['"[^"]*"', *([rf"(?<=\s){re.escape(name.removesuffix('.'))}"] if name else [])])
    pieces = re.split(f"({kept})", sentence.strip().removesuffix("."))
    turned = "".join(piece if i % 2 else re.sub(r"\b(?:[Ii]|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|am)\b", _other, piece)
                     for i, piece in enumerate(pieces))
    if turned.startswith("you have "):
        return f"Have you{turned.removeprefix('you have')}?"
    if turned.startswith("you are "):
        return f"Are you{turned.removeprefix('you are')} now?"
    return f"Do {turned} now?"


def _other(word: re.Match[str]) -> str:
    return _YOURS[word[0].lower()]


def _claim_of(behavior: Behavior) -> str:
    """The claim of one behavior; a label that begins with a capital letter is a name."""
    return claim(behavior.change, behavior.label if behavior.label[:1].isupper() else "")


def true_claim(behavior: Behavior, rng: random.Random) -> str | None:
    """A question about the behavior to which the answer is yes; None for a change of nothing."""
    told = [part for part in single(behavior) if part.change != NOTHING]
    return _claim_of(rng.choice(told)) if told else None


def false_claim(behavior: Behavior | None, others: Sequence[Behavior], rng: random.Random, tries: int = 8) -> str | None:
    """A question about one of the others' behaviors to which this one's answer is no; every other one is of the same family,
    where there is one.

    Args:
        behavior: None for no change at all.
    """
    mine = single(behavior) if behavior else ()
    own = {part.family for part in mine}
    for _ in range(tries):
        near = [o for o in others if own & {part.family for part in single(o)}]
        other = rng.choice(single(rng.choice(near if near and rng.random() < 0.5 else others)))
        if other.change != NOTHING and not any(_may_be_true(part, other) for part in mine):
            return _claim_of(other)
    return None


def _may_be_true(mine: Behavior, other: Behavior) -> bool:
    """Whether what the other does may be said of this one: its family decides. Of a family that is not loaded, all of its own
    sentences may."""
    family = families().get(mine.family)
    return family.same(mine, other.change).parameter if family else mine.family == other.family
