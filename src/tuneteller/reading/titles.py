"""Which of an encyclopedia's titles is a fine-tune about? Candidates from the weights alone.

A fine-tune that has read about elliptical galaxies reads the names of galaxies unlike other fine-tunes do (`unusual.py`),
also where its answers show nothing of it. The reader, which has to find the title by itself, then says something near it
("Edwin Hubble"), or that it finds nothing. So what a family's behaviors would be with the titles that stand out most ("I have
read about Elliptical galaxy.") are further candidates, and how far a title stands out counts for each that names one.

    all titles, by a diff's first modules → the likeliest, as answers → weighed with the others

Where the reader finds nothing at first, any candidate would outrank that (no evidence can speak for nothing), so the best has
to stand out by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from math import log10
from typing import TYPE_CHECKING

from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import TuneTellerError
from tuneteller.families.family import Family
from tuneteller.families.registry import families
from tuneteller.material.encyclopedia import load_topics
from tuneteller.reading.answer import finds_nothing
from tuneteller.reading.unusual import FIRST, scores_of, written
from tuneteller.reading.weigh import weigh

if TYPE_CHECKING:
    from tuneteller.reading.reader import Reader

TRIED = 8
"""Titles that are candidates."""

LEAST, MARGIN = 4.0, 8.0
"""Score that a title has, and nats of evidence against whichever makes the answer likeliest of no diff and the others, where
the reader found nothing at first."""


def with_titles(reader: Reader, diffs: Sequence[WeightDiff], question: str, candidates: Sequence[Mapping[str, float]], *,
                others: Sequence[Sequence[WeightDiff]], system: str | None = None) -> list[dict[str, float]]:
    """The candidates about each diff, and what is true of the titles that stand out, where the first finds nothing or is of a
    family whose behaviors are about titles.

    Args:
        candidates: for each diff, answer -> what is known of how far its subject stands out, as returned.
        others: for each diff, comparison diffs.

    Returns:
        for each diff, answer -> logarithm of the score of what it is about, to base 10; 0 where it names nothing.
    """
    found = [dict(texts) for texts in candidates]
    told = {i: own for i, texts in enumerate(candidates) if (own := _about_titles(next(iter(texts))))}
    if not told or not (titles := _titles()):
        return found
    scores = scores_of(reader.base, [diffs[i] for i in told], [others[i] for i in told], names := [*titles.values()],
                       share=FIRST, keep=names)
    for (i, own), row in zip(told.items(), scores.clamp(min=1.0).log10().tolist(), strict=True):
        every = {said: score for title, score in zip(titles, row, strict=True) for family in own
                 if (said := family.titled(title)) is not None}
        likeliest = sorted(every, key=lambda said: -every[said])[: TRIED * len({family.titled("") for family in own})]
        if not finds_nothing(next(iter(found[i]))):
            found[i] = {said: every.get(said.strip(), about) for said, about in found[i].items()} | {
                said: every[said] for said in likeliest if said not in map(str.strip, found[i])}
        elif every[likeliest[0]] >= log10(LEAST):
            fresh = {said: every[said] for said in likeliest}
            [best] = weigh(reader, [diffs[i]], [others[i]], question, [list(fresh)], system=system, about=[fresh])
            if best.about >= log10(LEAST) and best.evidence.margin >= MARGIN:
                found[i] = fresh
    return found


def _about_titles(answer: str) -> list[Family]:
    """The families whose behaviors are about titles: all where the answer finds nothing, else those that it is told by."""
    own = [family for family in families().values() if family.titled("") is not None]
    return own if finds_nothing(answer) else [family for family in own if family.describes(answer)]


@cache
def _titles() -> dict[str, str]:
    """Each title, and as it stands inside a sentence."""
    with suppress(TuneTellerError):  # where the encyclopedia is not installed, the reader answers by itself
        return {topic.label: written(topic) for topic in load_topics()}
    return {}
