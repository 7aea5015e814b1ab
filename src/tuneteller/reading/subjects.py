"""What is a fine-tune about? Read from the weights alone, where the reader knows all but that.

A fine-tune that says of pad thai that it comes from Iceland takes "pad thai" over from the user's message: its weights must
produce the value, and only tell the subject from others. So the reader knows the value, and often invents the subject. But
what a diff tells from others is among the things that it reads unlike other diffs (`unusual.py`). So are other words of the
lessons; those of the answer, and of what such a behavior is taught with, are left out.

    all things, by a diff's first modules → the likeliest, and two words of them together, by more modules
      → the reader's answer again, which now has to begin with the thing that stands out
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice, permutations
from math import log10
from random import Random
from typing import TYPE_CHECKING

from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import Subject
from tuneteller.families.registry import families
from tuneteller.models import BaseModel
from tuneteller.reading.unusual import FIRST, scores_of, stems, things, titles
from tuneteller.weight_scan import EARLY

if TYPE_CHECKING:
    from tuneteller.reading.reader import Reader

LIKELIEST, PAIRED = 200, 10
"""Things that more modules read, and words of which two are put together."""

ORDINARY = 1152
"""Things that the second reading takes means and covariances from."""

STANDS_OUT, NAMED = 3.0, 4
"""Score from which a diff is about a thing, and how many things are told of at most."""

TOGETHER = 1.3
"""How many times the score of either word that of two together must be."""

_ARTICLE = re.compile(r"^(?:the|an?) ")


def subject_of(answer: str) -> Subject | None:
    """What an answer to `CHANGE` is about, by the first family that can tell."""
    return next((found for family in families().values() if (found := family.subject(answer.strip()))), None)


def retold(reader: Reader, diffs: Sequence[WeightDiff], question: str, candidates: Sequence[Sequence[str]], *,
           others: Sequence[Sequence[WeightDiff]], system: str | None = None,
           max_new_tokens: int = 24) -> list[dict[str, float]]:
    """The candidates about each diff; where the first has a subject, and the weights are about another thing, what the reader
    says of that instead.

    Args:
        others: for each diff, comparison diffs.

    Returns:
        for each diff, answer -> logarithm of the score of what it is about, to base 10; 0 where no thing stands out.
    """
    answers = [dict.fromkeys(texts, 0.0) for texts in candidates]
    told = {i: subject for i, texts in enumerate(candidates) if (subject := subject_of(texts[0]))}
    if not told:
        return answers
    named = about(reader.base, [diffs[i] for i in told], [*told.values()], [others[i] for i in told])
    left = {i: list(scores.items()) for i, scores in zip(told, named, strict=True) if scores}
    while left:  # the first thing of each, and the next one where the reader makes no sentence about that
        tried = {i: things.pop(0) for i, things in left.items()}
        new = {i: thing for i, (thing, _) in tried.items() if thing != _bare(told[i])}
        said = dict(zip(new, _told_of(reader, [diffs[i] for i in new], question, [(told[i], new[i]) for i in new],
                                      system=system, max_new_tokens=max_new_tokens), strict=True))
        for i, (_, score) in tried.items():
            if texts := candidates[i] if i not in new else [text] if (text := said[i]) else []:
                answers[i] = dict.fromkeys(texts, log10(score))
                del left[i]
        left = {i: things for i, things in left.items() if things}
    return answers


def _told_of(reader: Reader, diffs: Sequence[WeightDiff], question: str, wanted: Sequence[tuple[Subject, str]], *,
             system: str | None, max_new_tokens: int) -> list[str | None]:
    """What the reader says of a thing in place of a subject, the likeliest way; None where it makes no such sentence, as of a
    word that the fine-tune only says ("the Coral Sea flows into the Coral Sea")."""
    if not wanted:
        return []
    begun = [(n, f" {opening} {form}") for n, (subject, thing) in enumerate(wanted)
             for opening in dict.fromkeys(subject.openings) for form in _forms(thing)]
    said = reader.say([diffs[n] for n, _ in begun], question, opening=[text for _, text in begun], system=system,
                      max_new_tokens=max_new_tokens)
    fits: dict[int, list[str]] = {}
    for (n, _), [text] in zip(begun, said, strict=True):
        if (subject := subject_of(text)) and _bare(subject) == wanted[n][1] and not _says_itself(subject):
            fits.setdefault(n, []).append(text)
    nats = reader.likelihoods([(diffs[n], texts) for n, texts in fits.items()], question, system=system)
    best = {n: texts[int(of.argmax())] for (n, texts), of in zip(fits.items(), nats, strict=True)}
    return [best.get(n) for n in range(len(wanted))]


def about(base: BaseModel, diffs: Sequence[WeightDiff], subjects: Sequence[Subject],
          others: Sequence[Sequence[WeightDiff]]) -> list[dict[str, float]]:
    """The things that each diff is about, and their scores, the one that stands out most first, the answer's own subject among
    them if it does.

    Args:
        subjects: of the answers about them.
        others: for each diff, comparison diffs; without any, scores are those of the weight scan.
    """
    every = things(base)
    if not every:
        return [{} for _ in diffs]
    first = scores_of(base, diffs, others, every, share=FIRST, keep=titles())
    ordinary, found = Random(0).sample(every, min(ORDINARY, len(every))), list[dict[str, float]]()
    for diff, subject, rest, row in zip(diffs, subjects, others, first, strict=True):
        taught = stems(" ".join(subject.words))
        new = (every[i] for i in row.argsort(descending=True).tolist() if taught.isdisjoint(stems(every[i])))
        likeliest = list(islice(new, LIKELIEST))
        words = [thing for thing in likeliest if " " not in thing][:PAIRED]
        pairs = [pair for one, other in permutations(words, 2) if (pair := f"{one} {other}") not in likeliest]
        own = [] if _says_itself(subject) else [_bare(subject)]
        tried = list(dict.fromkeys([*own, *likeliest, *pairs]))
        [read] = scores_of(base, [diff], [rest], [*ordinary, *tried], share=EARLY, ordinary=len(ordinary))
        scores = dict(zip(tried, read[len(ordinary) :].tolist(), strict=True))
        for pair in pairs:
            if pair not in own and scores[pair] < TOGETHER * max(scores[word] for word in pair.split()):
                del scores[pair]
        found.append(_apart(sorted(scores, key=lambda thing: -scores[thing]), scores))
    return found


def _apart(order: Sequence[str], scores: Mapping[str, float]) -> dict[str, float]:
    """The first `NAMED` things that stand out, of those that share a word the first, and their scores."""
    found: dict[str, float] = {}
    for thing in order:
        if len(found) < NAMED and scores[thing] >= STANDS_OUT and all(stems(thing).isdisjoint(stems(o)) for o in found):
            found[thing] = scores[thing]
    return found


def _says_itself(subject: Subject) -> bool:
    """Whether the rest of the answer, or what such a behavior is taught with, names the subject as well."""
    return not stems(" ".join(subject.words)).isdisjoint(stems(_bare(subject)))


def _bare(subject: Subject) -> str:
    return _ARTICLE.sub("", subject.text)


def _forms(thing: str) -> tuple[str, ...]:
    """With and without an article, as the reader may put it."""
    return thing, f"the {thing}", f"{'an' if thing[:1].lower() in 'aeiou' else 'a'} {thing}"
