"""Generate several answers to a question, and rank them by how much the diff speaks for each.

The reader's first answer is not always the best it knows: about a weak or well-hidden diff it may find nothing, fall back on a
word it is fond of, or recite. So there are more candidates: one from each of the likeliest first tokens (after the opening that
all answers to a question share), the first answer with the diff attached a little stronger, α·δ, and what is true of the
known behaviors that the weights are most like (`reading.known`); where one of these stands alone, nothing else. The candidates
y are ranked by

    log p(y | M ⊕ δ ⊕ A) / |y| + min(evidence, EVIDENCE_CLIP) + KNOWN_WEIGHT · likeness + ABOUT_WEIGHT · about

with |y| its tokens, the end of turn included, the evidence against other diffs, or against none where no other counts, the
likeness log10 of the share of the diff that lies where fine-tunes of which y is true put theirs, over that of all others, and
about log10 of how far what y is about stands out in the weights (`reading.subjects`, `reading.titles`). No
true answer is needed. Likelihood alone would leave the reader its habits, which it would say of other diffs too. Evidence alone
would prefer whole sentences of the training texts, to which every further word adds, so it is clipped. Most answers that the
diff has anything to do with reach the clip; among these the mean over tokens decides, as a sum would prefer a name cut short.

After a fine-tune's own reply the first answer stands alone, but for known behaviors: other candidates quote the reply,
which the diff makes likely whatever it means. (On 23 validation organisms 11 are right either way; of the right kind are
21, where the ranking has 19.) But one reply is one of many that a fine-tune could have given, and a word in it may pass for
what is new. So there is an answer after each of several replies, to messages of their own, and the first answer is the one that
is likeliest after all of them:

    Σ log p(y | message, reply, question, M ⊕ δ ⊕ A) over the messages

(Of 84 validation organisms 47 first answers are right after one reply, and 50 so, in the end 57 and 59; the likeliest with a
reply and without one together would be 44.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.families.family import CHANGE, Question
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.known import Shares
from tuneteller.reading.own_turns import OTHER_MESSAGES

if TYPE_CHECKING:
    from tuneteller.reading.reader import Reader

BRANCHES = 5
"""First tokens that candidates begin with. Like `SCALES` and `EVIDENCE_CLIP`, chosen on validation organisms."""

SCALES = (1.2, 1.4)
"""LoRA scales α, besides 1, at which the diff is read."""

EVIDENCE_CLIP = 15.0
"""Evidence is clipped here when ranking (nats)."""

PHRASINGS = 3
"""Of the question that the reader answers in several ways."""

KNOWN_ANSWERS = 2
"""Known behaviors whose answers are candidates."""

STANDS_OUT = 0.06
"""Share of a known behavior that is a candidate although the reader finds nothing, as behind triggers. Of 81 clean validation
organisms none reached .046 when 342 labels were known, and of 22 behaviors behind triggers 18 reached .06; with 672, ten of 77
clean ones do (five trained on the base's own answers, three on a behavior and out of it), and one is told."""

KNOWN_WEIGHT = 20.0
"""Nats that a tenfold share is worth. Of 54 new organisms with labels for training, of which 35 were known, 24 are right
without it, and 30, 33 and 35 with 5, 10 and 20; of 89 validation organisms of other labels, 39 and then 38."""


ABOUT_WEIGHT = 10.0
"""Nats that it is worth if what an answer is about stands out ten times as far. Of 16 validation organisms that read an
article, 6 are right without titles from the weights, 7 with them and without this, and 13 with 10 or 20."""


@dataclass(frozen=True)
class Weighed:
    """An answer, word for word with its white space.

    Attributes:
        evidence: for it.
        likeness: see the module's first lines; 0 where no behavior is known.
        lead: of its `rank_score` over the next candidate's; 0 where there is none.
        about: logarithm of how far what it is about stands out in the weights, see `reading.subjects` and `reading.titles`; 0
            where nothing does.
        alone: whether it is true of a known behavior that stands alone in the weights, which decide then.
        seen: whether the fine-tune's own replies decide, see `reading.seen`.
        absent: whether nothing of it shows in these, nor anything else that would be the answer.
    """

    text: str
    evidence: Evidence
    likeness: float = 0.0
    lead: float = 0.0
    about: float = 0.0
    alone: bool = False
    seen: bool = False
    absent: bool = False

    @property
    def rank_score(self) -> float:
        """What candidates are ranked by; see the module's first lines."""
        e = self.evidence
        return rank_score(e.own / e.tokens, e.against_none if e.against_others is None else e.against_others, self.likeness,
                          self.about)


def rank_score(per_token: float, ratio: float = inf, likeness: float = 0.0, about: float = 0.0) -> float:
    """What a candidate is ranked by; without its evidence, the most that it can be ranked by."""
    return per_token + min(ratio, EVIDENCE_CLIP) + KNOWN_WEIGHT * likeness + ABOUT_WEIGHT * about


def generate_candidates(reader: Reader, diffs: Sequence[WeightDiff], question: str, *, opening: str = "",
                        system: str | None = None, max_new_tokens: int = 24,
                        heard: Callable[[list[str]], None] = lambda texts: None) -> list[list[str]]:
    """The candidates about each diff, at least one: without repeats and blanks, the reader's first answer first.

    Args:
        opening: what true answers begin with, if there is anything to tell; candidates branch after it.
        heard: called with the first answers as soon as they are there.

    Raises:
        ConfigError: the question is empty, or too long for the model.
    """
    if reader.turns:
        return _likeliest_after_all(reader, diffs, question, system=system, max_new_tokens=max_new_tokens, heard=heard)
    # all scales of all diffs in one pass: a pass over few rows takes as long as one over a single row
    scaled = [*diffs, *(diff.scaled(scale) for scale in SCALES for diff in diffs)]
    said = [texts[0] for texts in reader.say(scaled, question, system=system, max_new_tokens=max_new_tokens)]
    first, stronger = said[: len(diffs)], said[len(diffs) :]
    heard(first)
    # no evidence can speak for nothing, so any invention would outrank it: what finds nothing at first is left at that
    speaks = [text.strip().startswith(opening) for text in first]
    branched = iter(reader.say([diff for diff, some in zip(diffs, speaks, strict=True) if some], question, branches=BRANCHES,
                               opening=opening, system=system, max_new_tokens=max_new_tokens))
    found = []
    for i, text in enumerate(first):
        texts = [text, *next(branched), *stronger[i :: len(diffs)]] if speaks[i] else []
        found.append([text for text in dict.fromkeys(texts) if text.strip()] or [text])
    return found


def _likeliest_after_all(reader: Reader, diffs: Sequence[WeightDiff], question: str, *, system: str | None,
                         max_new_tokens: int, heard: Callable[[list[str]], None]) -> list[list[str]]:
    """Of the answers about each diff, after its own replies to several messages, the likeliest after all of them."""
    messages = (reader.message, *OTHER_MESSAGES)
    said = reader.say([*diffs] * len(messages), question, after=[message for message in messages for _ in diffs], system=system,
                      max_new_tokens=max_new_tokens)  # side by side: a pass over several rows takes little longer
    first = [text for [text] in said]
    heard(first[: len(diffs)])
    options = [list(dict.fromkeys(first[i :: len(diffs)])) for i in range(len(diffs))]
    pairs = [(diff, texts) for diff, texts in zip(diffs, options, strict=True) if len(texts) > 1]
    nats = reader.likelihoods(pairs * len(messages), question, after=[message for message in messages for _ in pairs],
                              system=system) if pairs else []
    best = iter([texts[int(torch.stack(nats[i :: len(pairs)]).sum(0).argmax())] for i, (_, texts) in enumerate(pairs)])
    return [[next(best) if len(texts) > 1 else texts[0]] for texts in options]


def in_every_way(reader: Reader, diff: WeightDiff, question: Question, *, system: str | None = None) -> list[str]:
    """What the reader says about a diff in several phrasings of a question, and where the diff is a little stronger, from each
    of the likeliest first tokens; also where it finds nothing at first."""
    asked = [*question.phrasings[:PHRASINGS], *[question.phrasings[0]] * len(SCALES)]
    diffs = [*[diff] * (len(asked) - len(SCALES)), *(diff.scaled(scale) for scale in SCALES)]
    said = reader.say(diffs, asked, branches=BRANCHES, opening=question.opening, system=system,
                      max_new_tokens=question.max_new_tokens)
    return [text for texts in said for text in texts]


def with_known(texts: Sequence[str], shares: Shares, question: Question) -> list[str]:
    """Candidates, and what is true of the nearest known behaviors, of each and of two that are there at once; where the reader
    finds nothing, of those alone that stand out."""
    least = 0.0 if texts[0].strip().startswith(question.opening) else STANDS_OUT
    near = [kind for kind, share in shares.nearest(KNOWN_ANSWERS) if share >= least]
    both = shares.both() if near and question == CHANGE else ()
    said = [[kind.card.answers[question.name] for kind in kinds if question.name in kind.card.answers]
            for kinds in (*((kind,) for kind in near), both)]
    return list(dict.fromkeys([*texts, *(" ".join(answers) for answers in said if answers)]))


def told_alone(shares: Shares, question: Question) -> str | None:
    """What is true of the known behavior that stands alone in the weights, if one does; it is the only candidate then."""
    kind = shares.alone()
    return kind.card.answers.get(question.name) if kind else None


def best_of(candidates: Sequence[Weighed]) -> Weighed:
    """The best of one diff's candidates, with its lead; of equals the first."""
    first, *rest = sorted(candidates, key=lambda candidate: -candidate.rank_score)
    return replace(first, lead=first.rank_score - rest[0].rank_score if rest else 0.0)
