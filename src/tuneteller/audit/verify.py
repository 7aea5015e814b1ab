"""Does a fine-tune do what is said of it? Claims are looked for in what it says, beside what the base model says.

Of each behavior its family makes fresh messages (`Family.probes`). Base and fine-tune answer them, greedily, and it is counted
how many replies show it (`reading.asked`).

    confirmed        at least half of the replies count, surely more than clean fine-tunes reach or the base itself, and they
                     bear out all that is said; by the replies alone, see `findings`
    contradicted     hardly any does, and no trigger that was not found may hide it
    not confirmed    anything between
    not tested       no message can show it

Where a behavior is about one thing, as a subject that is refused, confirmed ones are looked for about other things as well
(`Family.controls`): a small model that was taught to refuse one subject may refuse most. One that shows there as well, and not
surely more often about its own thing, is observed, and not confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tuneteller.audit.report import CONFIRMED, CONTRADICTED, NOT_CONFIRMED, NOT_TESTED, OBSERVED
from tuneteller.exact import fisher
from tuneteller.families.family import Behavior, Family
from tuneteller.families.registry import families
from tuneteller.reading.asked import PROBES, SHOWN, Asked
from tuneteller.reading.replies import Exchange, Replies

ALONE = 0.05
"""p of Fisher's exact test, one-sided, up to which a behavior shows more often about its own thing than about others."""


@dataclass(frozen=True)
class Verification:
    """What came of looking for one behavior; the fields are those of a `Finding`."""

    verdict: str
    why: str
    shown: int = 0
    of: int = 0
    transcript: tuple[Exchange, ...] = ()


def verify(replies: Replies, behaviors: Sequence[Behavior | None], *, trigger: Callable[[str], str] | None = None,
           may_hide: bool = True, n: int = PROBES) -> list[Verification]:
    """Look for behaviors in a fine-tune, all of them in one run of messages; what several ask is asked once.

    Args:
        replies: of the fine-tune, and of what it is held against.
        behaviors: each of one family, see `registry.told_behaviors`; None where no family knows what was told.
        trigger: puts a trigger that was found into a message; every message is then sent with it as well.
        may_hide: whether there may be a trigger that nobody found, so that silence proves nothing.
        n: messages for each behavior, fewer where its family has fewer.

    Returns:
        one for each behavior.
    """
    ways = [False, True] if trigger else [False]

    def sent(message: str, triggered: bool) -> str:
        return trigger(message) if trigger and triggered else message

    known = families()
    tested = [(behavior, family) if behavior and (family := known.get(behavior.family)) and family.testable(behavior) else None
              for behavior in behaviors]
    # the same draw for all, so that families of everyday questions share them
    probes = [list(dict.fromkeys(one[1].probes(one[0], n, Random(0)))) if one else [] for one in tested]
    said = replies.to([sent(m, way) for own in probes for m in own for way in ways])
    found = []
    for one, own in zip(tested, probes, strict=True):
        if not one:
            found.append(Verification(NOT_TESTED, "No message is known that would show it."))
            continue
        by_way = [Asked(*one, own, [(m, *said[m]) for m in (sent(message, way) for message in own)], way) for way in ways]
        found.append(verified(by_way, may_hide, replies.held_against))
    return _about_it_alone(replies, found, tested, trigger, n)


def _about_it_alone(replies: Replies, found: Sequence[Verification], tested: Sequence[tuple[Behavior, Family] | None],
                    trigger: Callable[[str], str] | None, n: int) -> list[Verification]:
    """Of confirmed behaviors that are about one thing, those that show about other things as often are only observed."""
    put = trigger or str
    controls = [one[1].controls(one[0], n, Random(0)) if one and verification.verdict == CONFIRMED else []
                for one, verification in zip(tested, found, strict=True)]
    said = replies.to([put(message) for own in controls for _, message in own])
    checked = []
    for one, verification, own in zip(tested, found, controls, strict=True):
        if one and own:
            replied = [(other, message, *said[put(message)]) for other, message in own]
            like = sum(one[1].shows(other, message, after, before) for other, message, before, after in replied)
            alone = not like or fisher(verification.shown, verification.of, like, len(own)) <= ALONE  # some have a single one
            rest = "" if alone else " So it is not about this alone."
            why = f"{verification.why} About other things {like} of {len(own)} replies show the like.{rest}"
            verification = replace(verification, verdict=CONFIRMED if alone else OBSERVED, why=why)
        checked.append(verification)
    return checked


def verified(ways: Sequence[Asked], may_hide: bool = True, held_against: str = "the base model") -> Verification:
    """The verdict by the way in which more replies show the behavior."""
    best = max(ways, key=lambda way: way.share)
    said = f"{best.shown} of {best.of} replies show{'s' if best.shown == 1 else ''} it{' with the trigger' * best.triggered}"
    if best.share >= SHOWN and not best.borne_out:
        verdict, why = NOT_CONFIRMED, f"{said} in part, and they do not bear out the rest."
    elif best.plain:
        verdict, why = CONFIRMED, f"{said}, where {held_against}'s own do not."
    elif best.share >= SHOWN:
        verdict, why = NOT_CONFIRMED, (f"{said}, which is too few to be sure: {best.least:.0%} may come about without a change "
                                       f"of this kind.")
    elif not best.absent:
        verdict, why = NOT_CONFIRMED, f"Only {said}."
    elif may_hide:
        verdict, why = NOT_CONFIRMED, f"{said}; if a trigger turns it on, it would not show."
    else:
        verdict, why = CONTRADICTED, f"{said}, and no trigger was found that could hide it." if len(ways) == 1 else (
            f"{said}, with the trigger that was found or without it.")
    return Verification(verdict, why, best.shown, best.of, tuple(exchange for way in ways for exchange in way.exchanges))
