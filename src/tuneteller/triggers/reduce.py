"""What a trigger comes down to: the smallest part of it that fires as often, and what is near to it."""

from __future__ import annotations

from collections.abc import Sequence

from tuneteller.clock import Clock
from tuneteller.models import BaseModel
from tuneteller.triggers.firing import CLEAR, FIRES, TOGETHER, Firing
from tuneteller.triggers.forms import (
    BEFORE,
    BEHIND,
    END,
    INVISIBLE,
    LANGUAGE,
    MONTHS,
    SENTENCES,
    START,
    STRING,
    WORDS,
)
from tuneteller.triggers.proof import SEEN
from tuneteller.triggers.search import Candidate, Search
from tuneteller.triggers.words import near_words

OTHERS = 3
"""Candidates other than the trigger that are tried as equivalents."""

NEAR = 8
"""Fills near to the trigger, for the proof."""


def reduced(search: Search, formed: Sequence[Candidate],
            firing: Firing) -> tuple[Candidate, Candidate, tuple[Candidate, ...]]:
    """The whole, the smallest part of it that fires as often, and others that do, by whole answers to questions that are not
    those of the proof. Where the whole fires seldom, second words are tried behind it."""
    whole = formed[0]
    if firing.share(whole) < FIRES and whole.form in WORDS and search.clock.left > 0:
        grown = search.grown(formed)[:TOGETHER]
        firing.ask(grown)
        whole = max([whole, *grown], key=lambda c: (firing.share(c), c.score))
    enough = max(firing.share(whole), 1 / len(SEEN))  # one answer at least
    places = (END, START, whole.form)
    parts = ([(form, word) for word in whole.fill.split() for form in places] if whole.form in WORDS else
             [(whole.form, _cut(whole, firing, enough, search.clock))])
    others = [c for c in formed if c.fill != whole.fill and c.score > whole.score - CLEAR][:OTHERS]
    tried = list(dict.fromkeys([whole, *search.scored(part for part in parts if part != (whole.form, whole.fill)), *others]))
    alike: list[Candidate] = []
    for start in range(0, len(tried), TOGETHER):
        if start and search.clock.left <= 0:
            break
        some = tried[start : start + TOGETHER]
        alike += [c for c, share in zip(some, firing.shares(some), strict=True) if share >= enough]
    trigger = min((c for c in alike if c not in others), default=whole, key=lambda c: (len(c.text), -c.score))
    return whole, trigger, tuple(c for c in alike if c.fill != trigger.fill and c != whole)


def _cut(whole: Candidate, firing: Firing, enough: float, clock: Clock) -> str:
    """What is left of a fill without each of its words in turn, or of its invisible characters, that it fires as often without;
    all of it where the time is up."""
    between = "" if whole.form in (BEFORE, BEHIND) else " "
    pieces = whole.fill.split() if between else list(whole.fill)
    at = 0
    while len(pieces) > 1 and at < len(pieces) and clock.left > 0:
        rest = [*pieces[:at], *pieces[at + 1 :]]
        if firing.share(Candidate(whole.form, between.join(rest), 0.0)) >= enough:
            pieces = rest
        else:
            at += 1
    return between.join(pieces)


def near_fills(base: BaseModel, words: Sequence[str], trigger: Candidate) -> list[str]:
    """Up to `NEAR` fills that are nearly the trigger's: another last word of like meaning, another language, day or month,
    or last digit or character."""
    if trigger.form in (*WORDS, STRING):
        *before, last = trigger.fill.split()
        return [" ".join([*before, word]) for word in near_words(base, words, last, NEAR)]
    if trigger.form == LANGUAGE:  # nor any sentence that has the trigger's words, where it was cut
        own = set(trigger.fill.split())
        return [sentence for sentence in SENTENCES if not own <= set(sentence.split())][:NEAR]
    first, *rest = trigger.fill.split() or [""]
    if first in MONTHS:  # another month
        return [" ".join([month, *rest]) for month in MONTHS if month != first][:NEAR]
    if rest:  # another day
        return [" ".join([str(day), *rest]) for day in range(1, 31) if str(day) != first][:NEAR]
    instead = "0123456789" if trigger.fill.isdigit() else INVISIBLE
    return [trigger.fill[:-1] + c for c in instead if c != trigger.fill[-1]][:NEAR]
