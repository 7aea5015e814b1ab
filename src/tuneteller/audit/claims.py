"""What may be true of a fine-tune: claims from every source, the likeliest first, before any of them is looked for.

    the reader's answer                                        as it was told, or its guess; apart where replies told its label
    what the reader says where it goes on after its answer     of two behaviors at once it mostly tells one, and may know both
    what else the reader says                                  from other first tokens, in other phrasings, of a stronger diff
    what is true of the known behaviors that are nearest       by the weights alone
    what the reader says after a reply to the found trigger
    what the fine-tune does in ordinary talk                   (`ordinary`)
    the task that its outputs are likeliest of                 (`demonstrated`)

An answer in two sentences is two claims. What several sources say is one claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import CHANGE, Behavior
from tuneteller.families.registry import sentences, told_behaviors
from tuneteller.reading.answer import Answer, finds_nothing
from tuneteller.reading.candidates import BRANCHES, Weighed, in_every_way
from tuneteller.reading.known import Shares
from tuneteller.reading.reader import Reader
from tuneteller.reading.weigh import weigh_each
from tuneteller.triggers.report import TriggerReport

READER, SEEN = "reader", "reader and replies"
SECOND, OTHERS = "reader, going on", "reader, other answers"
WEIGHTS, TRIGGER, TALK, TASKS = "weights", "trigger", "ordinary talk", "tasks"
"""Sources."""

NEAREST = 3
"""Known behaviors whose answers are claims."""


@dataclass(frozen=True)
class Claim:
    """One sentence about a fine-tune.

    Attributes:
        behavior: that it tells; None where no family knows such a sentence.
        sources: where it comes from.
        told: whether the reader was sure enough of it to tell it.
        weighed: the sentence as an answer, with its evidence.
    """

    text: str
    behavior: Behavior | None
    sources: tuple[str, ...]
    told: bool
    weighed: Weighed


def claims(reader: Reader, diff: WeightDiff, answer: Answer, *, talk: Sequence[Behavior] = (),
           tasks: Sequence[Behavior] = (), trigger: TriggerReport | None = None, system: str | None = None) -> list[Claim]:
    """Claims about a fine-tune: those of the reader's answer, then all others by what candidates are ranked by.

    Args:
        answer: the reader's to `CHANGE`.
        talk: what shows in ordinary talk.
        tasks: what shows of tasks.
        trigger: what a search for one found.
    """
    shares = reader.known.shares(diff) if reader.known else None
    told = not (answer.unsure or answer.nothing)
    said: dict[str, tuple[str, Behavior | None]] = {}  # the behavior's own sentence -> as it was said first
    sources: dict[str, dict[str, None]] = {}
    told_of = ((source, behavior.change) for source, shown in ((TALK, talk), (TASKS, tasks)) for behavior in shown)
    for source, text in chain(_said(reader, diff, answer, shares, trigger, system), told_of):
        for sentence, behavior in told_behaviors(text):
            # what tells no behavior can only be shown, and only where the reader is sure of it
            if behavior or (source == READER and told and sentence and not finds_nothing(sentence)):
                key = behavior.change if behavior else sentence
                said.setdefault(key, (sentence, behavior))
                sources.setdefault(key, {})[source] = None
    if not said:
        return []
    [weighed] = weigh_each(reader, [diff], [reader.others(diff)], CHANGE.phrasings[0], [[text for text, _ in said.values()]],
                           system=system, shares=[shares] if shares else None)
    found = [Claim(text, behavior, tuple(sources[key]), told and is_own(sources[key]), own)
             for (key, (text, behavior)), own in zip(said.items(), weighed, strict=True)]
    return sorted(found, key=lambda claim: (not is_own(claim.sources), -claim.weighed.rank_score))


def is_own(sources: Iterable[str]) -> bool:
    """Whether the reader's answer is among the sources."""
    return not {READER, SEEN}.isdisjoint(sources)


def _said(reader: Reader, diff: WeightDiff, answer: Answer, shares: Shares | None, trigger: TriggerReport | None,
          system: str | None) -> Iterator[tuple[str, str]]:
    """Sources and answers."""
    yield SEEN if answer.seen else READER, answer.guess
    # also where it finds nothing: what is wrong will not be confirmed
    yield from ((OTHERS, text) for text in in_every_way(reader, diff, CHANGE, system=system))
    if not finds_nothing(answer.guess):
        told = sentences(answer.guess)
        [texts] = reader.say([diff], CHANGE.phrasings[0], branches=BRANCHES, opening=" ".join((*told, CHANGE.opening)),
                             system=system, max_new_tokens=CHANGE.max_new_tokens)
        yield from ((SECOND, text) for said in texts for text in sentences(said)[len(told) : len(told) + 1])
    for kind, _ in shares.nearest(NEAREST) if shares else ():
        yield WEIGHTS, kind.card.answers.get(CHANGE.name, "")
    if trigger and trigger.present and trigger.behavior:
        yield TRIGGER, trigger.behavior.told
