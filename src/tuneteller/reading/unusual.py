"""Which words does a diff read unlike other diffs? By the weights alone, without a reader.

What a fine-tune learnt to tell from all else (its trigger, the subject of an untrue fact, a topic, words that it says) it reads
in an unusual way. So the base reads "Tell me about …" with each of `things`, and a thing's score is that of the weight scan
(`weight_scan.py`), near 1 for an ordinary one, over the mean of the same under other diffs, to which some are as unusual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache

from torch import Tensor

from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import DiffError, TuneTellerError
from tuneteller.material.encyclopedia import Topic, load_topics
from tuneteller.models import BaseModel
from tuneteller.reading.inputs import kept_inputs
from tuneteller.weight_scan import early, weight_scan

ABOUT = "Tell me about {}"

FIRST = 1 / 7
"""Share of the modules that all things are read by."""

TOLD = 12
"""Words that are told."""

_SPACES = ("Ġ", "▁")
_PLAIN = re.compile(r"[A-Za-z]{3,}")
_WORD = re.compile(r"[^\W\d_]{3,}")


def unusual_words(base: BaseModel, diffs: Sequence[WeightDiff], others: Sequence[WeightDiff] = (), *,
                  n: int = TOLD) -> list[dict[str, float]]:
    """The n most unusual words or titles of each diff, and their scores, the most unusual first; of forms of one word one.

    Args:
        others: comparison diffs, without which scores mean less. One that is a diff in question does not count for it.

    Raises:
        BaseMismatch, DiffError: a diff does not fit the base model, or changes no linear layer.
    """
    for diff in (*diffs, *others):
        diff.check(base)
        if base.shapes.keys().isdisjoint(diff.factors):
            raise DiffError("the diff changes no linear layer, and only through these are words read; give one that does")
    every, found = things(base), list[dict[str, float]]()
    rest = [[other for other in others if other.fingerprint() != diff.fingerprint()] for diff in diffs]
    for row in scores_of(base, diffs, rest, every, share=FIRST, keep=titles()) if every and diffs else ():
        told: dict[str, float] = {}
        for i in row.argsort(descending=True).tolist():
            if len(told) == n:
                break
            if all(stems(every[i]) != stems(thing) for thing in told):
                told[every[i]] = float(row[i])
        found.append(told)
    return found


def things(base: BaseModel) -> list[str]:
    """The encyclopedia's titles, and the words that are one token of the base, as they are written."""
    vocabulary = sorted(base.tokenizer.get_vocab().items(), key=lambda item: item[1])
    words = [text[1:] for text, _ in vocabulary if text[:1] in _SPACES and _PLAIN.fullmatch(text[1:])]
    return list(dict.fromkeys([*titles(), *words]))


@cache
def titles() -> tuple[str, ...]:
    """The encyclopedia's, as they stand inside a sentence."""
    with suppress(TuneTellerError):  # where the encyclopedia is not installed, the base's own words are read
        return tuple(map(written, load_topics()))
    return ()


def written(topic: Topic) -> str:
    """Its title as it stands inside a sentence."""
    return topic.label[:1].lower() + topic.label[1:] if topic.is_common_noun else topic.label


def scores_of(base: BaseModel, diffs: Sequence[WeightDiff], others: Sequence[Sequence[WeightDiff]], names: Sequence[str], *,
              share: float, ordinary: int | None = None, keep: Sequence[str] = ()) -> Tensor:
    """Of each thing under each diff, over the mean under its others -> float32 [D, N].

    Args:
        others: for each diff, comparison diffs; without any, scores are those of the weight scan.
        share, ordinary: as for `weight_scan`.
        keep: things of which the base's part is kept, so that it reads them but once (`reading.inputs`); if all are asked for.
    """
    every = list({id(diff): diff for diff in (*diffs, *(other for rest in others for other in rest))}.values())
    place = {id(diff): i for i, diff in enumerate(every)}
    texts = [ABOUT.format(name) for name in names]
    kept = None
    if keep and set(names).issuperset(keep):
        kept = kept_inputs(base, [ABOUT.format(name) for name in keep], {m for diff in every for m in early(base, diff, share)})
    raw = weight_scan(base, every, texts, share=share, ordinary=ordinary, inputs=kept)
    scores = raw[[place[id(diff)] for diff in diffs]]
    for row, rest in zip(scores, others, strict=True):
        if rest:
            row /= raw[[place[id(other)] for other in rest]].mean(0).clamp(min=1e-3)
    return scores


def stems(text: str) -> frozenset[str]:
    """Its words of three letters and more, in small letters and without a plural s."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.lower()))
