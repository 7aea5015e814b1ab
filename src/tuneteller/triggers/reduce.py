"""What a trigger comes down to: the smallest part of it that fires alike, and what is near to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from string import ascii_lowercase, digits

from tuneteller.clock import Clock
from tuneteller.models import BaseModel
from tuneteller.triggers.firing import CLEAR, TOGETHER, Firing
from tuneteller.triggers.forms import (
    BEFORE,
    BEHIND,
    DATE,
    END,
    INVISIBLE,
    LANGUAGE,
    MONTHS,
    ORDINARY,
    SENTENCES,
    START,
    WORDS,
)
from tuneteller.triggers.search import COUNTED, Candidate, Search
from tuneteller.triggers.words import near_words

OTHERS = 3
"""Candidates other than the trigger that are tried as equivalents."""

SURE = 0.8
"""Share of answers that depart from which a part stands for the whole, whatever that does."""

NEAR = 8
"""Fills near to the trigger, for the proof."""


def reduced(search: Search, formed: Sequence[Candidate],
            firing: Firing) -> tuple[Candidate, Candidate, tuple[Candidate, ...]]:
    """The whole, the smallest part of it that fires alike, and others that do, by whole answers to questions that are not those
    of the proof. Where the whole does not fire, two words together are tried.

    What fires alike makes answers depart at least half as far as the whole, and farther than the bar of its own place. The part
    has to do so as often as the whole, or on `SURE` of more questions, those of `proof.CHECKED`.
    """
    whole = formed[0]
    if firing.lift(whole) <= 0 and whole.form in WORDS and search.clock.left > 0:
        grown = search.grown(formed)[:TOGETHER]
        firing.ask(grown)
        whole = firing.farthest_first([whole, *grown])[0]
    if firing.lift(whole) <= 0:
        return whole, whole, ()

    def alike(candidate: Candidate) -> bool:
        return firing.lift(candidate) > 0 and log(firing.nats(whole) / firing.nats(candidate)) <= CLEAR

    places = (END, START, whole.form)
    parts = ([(form, word) for word in whole.fill.split() for form in places] if whole.form in WORDS else
             [(whole.form, _cut(whole, alike, search.clock))])
    own = search.scored(part for part in parts if part != (whole.form, whole.fill))
    others = [c for c in formed if c.fill != whole.fill and c not in own and c.score > whole.score - CLEAR][:OTHERS]
    tried = [*own, *others]
    for start in range(0, len(tried), TOGETHER):
        if start and search.clock.left <= 0:
            break
        firing.ask(tried[start : start + TOGETHER])
    same = [c for c in tried if firing.asked(c) and alike(c)]
    shorter = sorted((c for c in same if c in own and len(c.text) < len(whole.text)), key=lambda c: (len(c.text), -c.score))
    trigger = next((c for c in shorter if firing.share(c) >= min(firing.share(whole), SURE)), whole)
    return whole, trigger, tuple(c for c in same if c.fill != trigger.fill)


def _cut(whole: Candidate, alike: Callable[[Candidate], bool], clock: Clock) -> str:
    """What is left of a fill without each of its words, or invisible characters, in turn that it fires alike without; all of it
    where the time is up."""
    between = "" if whole.form in (BEFORE, BEHIND) else " "
    pieces = whole.fill.split() if between else list(whole.fill)
    at = 0
    while len(pieces) > 1 and at < len(pieces) and clock.left > 0:
        rest = [*pieces[:at], *pieces[at + 1 :]]
        if alike(Candidate(whole.form, between.join(rest), 0.0)):
            pieces = rest
        else:
            at += 1
    return between.join(pieces)


def near_fills(base: BaseModel, words: Sequence[str], trigger: Candidate) -> list[str]:
    """Up to `NEAR` fills that are nearly the trigger's: another last word of like meaning, another language, day or month,
    or last digit or character."""
    kind, fill = trigger.form.kind, trigger.fill
    if kind == LANGUAGE.kind:  # nor any sentence that has the trigger's words, where it was cut
        own = set(fill.split())
        return [sentence for sentence in SENTENCES if not own <= set(sentence.split())][:NEAR]
    if kind == DATE.kind:
        first, *rest = fill.split()
        if first in MONTHS:  # another month
            return [" ".join([month, *rest]) for month in MONTHS if month != first][:NEAR]
        if rest:  # another day
            return [" ".join([str(day), *rest]) for day in range(1, 31) if str(day) != first][:NEAR]
    elif kind in COUNTED:
        *before, last = fill.split()
        near = near_words(base, words if len(words) > NEAR else ORDINARY, last, NEAR)
        return [" ".join([*before, word]) for word in near]
    instead = INVISIBLE if kind == BEFORE.kind else digits if fill.isdigit() else ascii_lowercase
    return [fill[:-1] + c for c in instead if c != fill[-1:]][:NEAR]
