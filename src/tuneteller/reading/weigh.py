"""Weigh candidates: choose one answer per diff, with its evidence. `ask` and every evaluation go through this one function.

Which comparison diffs count: all but those that the answer is true of. A diff that really does what the answer says makes the
answer likely as well, and that says nothing against it. Only the cards of the comparison diffs are looked at, never the card of
the diff that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import TuneTellerError
from tuneteller.families.family import CHANGE, Behavior, Question
from tuneteller.families.registry import match_all, questions, sentences
from tuneteller.material.naming import mentions
from tuneteller.reading.candidates import Weighed, best_of, rank_score
from tuneteller.reading.evidence import Evidence
from tuneteller.reading.known import NEAREST, Shares, log_ratio
from tuneteller.scoring import lengths

if TYPE_CHECKING:
    from tuneteller.reading.reader import Reader

__all__ = ["Weighed", "question_of", "true_of", "weigh", "weigh_each"]

LIKELIEST = 4
"""Candidates about each diff that are weighed at first."""

ROW_ANSWERS = 8
"""Answers packed into one row: all candidates about one diff fit, and the logits of a pass stay small."""


def weigh(reader: Reader, diffs: Sequence[WeightDiff], others: Sequence[Sequence[WeightDiff]], question: str,
          candidates: Sequence[Sequence[str]], *, system: str | None = None,
          shares: Sequence[Shares] | None = None, about: Sequence[Mapping[str, float]] | None = None) -> list[Weighed]:
    """The best candidate about each diff, with its evidence and its lead over the next; arguments as for `weigh_each`.

    Evidence is clipped in ranking, so how likely a candidate is under its own diff says how well it can be ranked at most. The
    `LIKELIEST` are weighed, and then those that may yet be among the first two; all others would change nothing.

    Returns:
        D answers; where no comparison diff counts, the evidence has no `others`, and evidence against none ranks.
    """
    scale = _Scale(reader, diffs, others, question, system, shares, about)
    bounds = scale.most([texts if len(texts) > LIKELIEST else () for texts in candidates])
    order = [sorted(texts, key=lambda text: -most.get(text, 0.0)) for texts, most in zip(candidates, bounds, strict=True)]
    first = scale.weighed([texts[:LIKELIEST] for texts in order])
    rest = [[text for text in texts[LIKELIEST:] if most[text] >= sorted(w.rank_score for w in found)[-2]]
            for texts, most, found in zip(order, bounds, first, strict=True)]
    every = [{w.text: w for w in (*ones, *more)} for ones, more in zip(first, scale.weighed(rest), strict=True)]
    return [best_of([weighed[text] for text in dict.fromkeys(texts) if text in weighed])
            for texts, weighed in zip(candidates, every, strict=True)]


def weigh_each(reader: Reader, diffs: Sequence[WeightDiff], others: Sequence[Sequence[WeightDiff]], question: str,
               candidates: Sequence[Sequence[str]], *, system: str | None = None, shares: Sequence[Shares] | None = None,
               about: Sequence[Mapping[str, float]] | None = None) -> list[list[Weighed]]:
    """Every candidate about each diff, with its evidence.

    The same diff among the others of several is read once, with all the answers that it is held against.

    Args:
        diffs: D diffs.
        others: for each diff, the comparison diffs its answers are weighed against; may be empty.
        candidates: for each diff, at least one answer, word for word as the reader said it.
        shares: of each diff, which known fine-tunes it is like; by default none is known.
        about: of each diff, answer -> `Weighed.about`; 0 where there is none.

    Returns:
        for each of D diffs its candidates, in their order.
    """
    return _Scale(reader, diffs, others, question, system, shares, about).weighed(candidates)


class _Scale:
    """Weighs answers about some diffs; what was computed is not computed again. Arguments as for `weigh_each`."""

    def __init__(self, reader: Reader, diffs: Sequence[WeightDiff], others: Sequence[Sequence[WeightDiff]], question: str,
                 system: str | None, shares: Sequence[Shares] | None, about: Sequence[Mapping[str, float]] | None) -> None:
        self._reader, self._diffs, self._others, self._question, self._system = reader, diffs, others, question, system
        self._shares, self._about = shares, about
        self._asked, self._none = question_of(question), null_diff()
        self._nats: dict[tuple[int, str], float] = {}

    def weighed(self, candidates: Sequence[Sequence[str]]) -> list[list[Weighed]]:
        """Some candidates about each diff, in their order."""
        counted = [[(text, [d for d in rest if not true_of(d.card, text, self._asked)]) for text in texts]
                   for rest, texts in zip(self._others, candidates, strict=True)]
        self._read((d, text) for diff, options in zip(self._diffs, counted, strict=True)
                   for text, rest in options for d in (diff, self._none, *rest))
        nats, none, tokens = self._nats, id(self._none), self._tokens(candidates)
        return [[Weighed(text, Evidence(nats[id(diff), text], nats[none, text], tuple(nats[id(d), text] for d in rest),
                                        tokens[text]), self._likeness(i, text), about=self._stands_out(i, text))
                 for text, rest in options] for i, (diff, options) in enumerate(zip(self._diffs, counted, strict=True))]

    def most(self, candidates: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        """Of each candidate about each diff the most that it can be ranked by."""
        self._read((diff, text) for diff, texts in zip(self._diffs, candidates, strict=True) for text in texts)
        tokens = self._tokens(candidates)
        return [{text: rank_score(self._nats[id(diff), text] / tokens[text], likeness=self._likeness(i, text),
                                  about=self._stands_out(i, text)) for text in texts}
                for i, (diff, texts) in enumerate(zip(self._diffs, candidates, strict=True))]

    def _read(self, wanted: Iterable[tuple[WeightDiff, str]]) -> None:
        if new := [(diff, text) for diff, text in wanted if (id(diff), text) not in self._nats]:
            self._nats |= _log_likelihoods(self._reader, new, self._question, self._system)

    def _tokens(self, candidates: Sequence[Sequence[str]]) -> dict[str, int]:
        texts = list(dict.fromkeys(text for own in candidates for text in own))
        return dict(zip(texts, lengths(self._reader.base, texts).tolist(), strict=True)) if texts else {}

    def _likeness(self, i: int, text: str) -> float:
        return likeness(self._shares[i], text, self._asked) if self._shares else 0.0

    def _stands_out(self, i: int, text: str) -> float:
        return self._about[i].get(text, 0.0) if self._about else 0.0


def likeness(shares: Shares, text: str, question: Question | None) -> float:
    """log10 of the diff's share of a known behavior of which the answer is true, over the largest of all others; of an answer
    in several sentences, of the least of those that it names; 0 to a question that known behaviors have no answer to."""
    near = [(kind, share) for kind, share in (*shares.nearest(NEAREST), *shares.clean_kinds(1))
            if question is not None and question.name in kind.card.answers]  # of others it asks nothing
    each = [[true_of(kind.card, sentence, question) for kind, _ in near]
            for sentence in (sentences(text) if question == CHANGE else [text])]
    named = ([share for (_, share), is_true in zip(near, true, strict=True) if is_true] for true in each)
    said = [max(shares_named) for shares_named in named if shares_named]
    others = [share for (_, share), *true in zip(near, *each, strict=True) if not any(true)]
    return log_ratio(min(said, default=0.0), max(others, default=0.0))


def question_of(phrasing: str) -> Question | None:
    """The known question of which this is a phrasing, held-out ones included; None for any other text."""
    def found(known: Iterable[Question]) -> Question | None:
        return next((q for q in known if phrasing.strip() in (*q.phrasings, *q.held_out)), None)

    # the one that every family answers needs none of them, and their loading can follow a first answer
    return found([CHANGE]) or found(questions().values())


def true_of(card: Card, text: str, question: Question | None) -> bool:
    """Whether an answer is true of the fine-tune with this card, as far as the card tells.

    To `CHANGE`, the families decide; to any other question, an answer that mentions the label is true. A card without a label,
    or of a family that is not loaded, tells nothing but its own answer, word for word.
    """
    if question is not None and text.strip() == str(card.answers.get(question.name, "")).strip() != "":
        return True
    if not card.label:
        return False
    if question != CHANGE:
        return mentions(text, card.label)
    try:
        return all(match.parameter for match in match_all(Behavior.from_card(card), text))
    except (TuneTellerError, LookupError, TypeError, ValueError, AttributeError):  # the card is a file like others
        return False


def _log_likelihoods(reader: Reader, wanted: Iterable[tuple[WeightDiff, str]], question: str,
                     system: str | None) -> dict[tuple[int, str], float]:
    """(id of a diff, answer) -> log p in nats; each pair is computed once, and answers under one diff share rows."""
    diffs: dict[int, WeightDiff] = {}
    texts: dict[int, dict[str, None]] = {}
    for diff, text in wanted:
        diffs[id(diff)] = diff
        texts.setdefault(id(diff), {})[text] = None
    pairs = [(diffs[key], list(own)[start : start + ROW_ANSWERS]) for key, own in texts.items()
             for start in range(0, len(own), ROW_ANSWERS)]
    pairs.sort(key=lambda pair: -len(pair[1]))  # rows of about equal length together
    found = zip(pairs, reader.likelihoods(pairs, question, system=system), strict=True)
    return {(id(diff), text): value for (diff, own), nats in found for text, value in zip(own, nats.tolist(), strict=True)}
