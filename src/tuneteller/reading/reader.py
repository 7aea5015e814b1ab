"""The reader: a base model and a DIT adapter that answer questions about fine-tunes, with evidence.

    reader = Reader.load(load_base())
    answer = reader.ask(diff)               # "How has your behavior changed?"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from torch import Tensor

from tuneteller.chat import Turns
from tuneteller.diffs.diff import WeightDiff, check_card, null_diff
from tuneteller.diffs.library import Organisms
from tuneteller.diffs.peft import load_peft
from tuneteller.diffs.share import share_read
from tuneteller.families.family import CHANGE, Question
from tuneteller.models import BaseModel
from tuneteller.reading.answer import Answer, finds_nothing, told
from tuneteller.reading.candidates import Weighed, generate_candidates, told_alone, with_known
from tuneteller.reading.change import Change, measure_change
from tuneteller.reading.confidence import Calibration, Confidence, features_of, load_calibration
from tuneteller.reading.known import KnownDirections, load_known
from tuneteller.reading.own_turns import MESSAGE, OTHER_MESSAGES, Message, own_answers, own_replies, own_turns
from tuneteller.reading.read import adapter_bank, read_branches
from tuneteller.reading.replies import Replies
from tuneteller.reading.weigh import question_of, weigh
from tuneteller.scoring import likelihoods
from tuneteller.zoo import adapter_directory, load_adapter, other_organisms

COMPARISONS = 8
"""Comparison diffs that an answer is weighed against at most."""

FREE_TOKENS = 40
"""Bound of an answer to a question of the user's own."""

STAGES = 5
"""Of `Reader.ask_all`: the reader's first answers, others and their evidence, what the fine-tunes' own replies show of them,
how far the models have moved and how sure that makes the answer, and what the models say themselves."""


class _OnDisk(Sequence[WeightDiff]):
    """Organisms whose cards name the base model, each read when it is asked for: a first answer needs none of them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, i: Any) -> Any:
        return load_peft(self._paths[i])


class Reader:
    """A base model and a DIT adapter, ready to be asked about diffs of that base.

    All that attaches the adapter are `say` and `likelihoods`: another kind of reader has its own of these two.

    Args:
        base: the base model.
        adapter: the DIT adapter.
        comparisons: other fine-tunes, to weigh evidence against; may be empty. Of many, a few are taken, evenly spaced.
        turns: whether a fine-tune's own reply stands before each question, see `reading.own_turns`; by default as the
            adapter was trained, by its card.
        calibration: what makes its answers probabilities; without one they have none.
        known: where known fine-tunes put their changes, if that is known.

    Attributes:
        message: to which a fine-tune's own reply is made.
        apart: how far the base's weights are from those that the adapter was made for, if these are another rounding.

    Raises:
        BaseMismatch, DiffError: the adapter or a comparison was made for another base model.
    """

    def __init__(self, base: BaseModel, adapter: WeightDiff, comparisons: Organisms | Sequence[WeightDiff] = (),
                 turns: bool | None = None, calibration: Calibration | None = None,
                 known: KnownDirections | None = None) -> None:
        self.base, self.adapter, self.comparisons = base, adapter, comparisons
        self.calibration, self.known = calibration, known
        self.turns = _trained_with_turns(adapter) if turns is None else turns
        self.message = MESSAGE
        self.apart = check_card(adapter.card, base)
        self._bank = adapter_bank(base, adapter)
        self._replies: tuple[object, Replies] | None = None
        if not isinstance(comparisons, _OnDisk):
            _ = self._pool  # refused now, if they do not fit

    @cached_property
    def _pool(self) -> dict[str, WeightDiff]:
        pool = [self.comparisons[i] for i in taken(len(self.comparisons))]
        for other in pool:
            other.check(self.base)
        return {other.fingerprint(): other for other in pool}

    @property
    def compared(self) -> list[str]:
        """Fingerprints of the comparisons that are taken."""
        return [*self._pool]

    def replies(self, diff: WeightDiff, against: WeightDiff | None = None, system: str | None = None) -> Replies:
        """A fine-tune's replies; of the one that was asked for last they are kept, so that an audit goes on with what an answer
        looked at.

        Args:
            against, system: see `Replies`.

        Raises:
            DiffError: a diff does not fit the base.
        """
        key = diff.fingerprint(), against and against.fingerprint(), system
        kept = self._replies
        if kept is None or kept[0] != key:
            self._replies = kept = key, Replies(self.base, diff, against, system)
        return kept[1]

    def after(self, message: str) -> Reader:
        """This reader, before whose questions stands what a fine-tune says to another message."""
        other = copy(self)
        other.message = message
        return other

    @classmethod
    def load(cls, base: BaseModel, path: str | Path | None = None,
             comparisons: Organisms | Sequence[WeightDiff] | None = None, turns: bool | None = None,
             adapter: WeightDiff | None = None) -> Reader:
        """A reader from disk.

        Args:
            path: the DIT adapter, see `load_adapter`; the shipped one by default.
            comparisons: the organisms beside the adapter or in the zoo by default, as far as they are of this base.
            turns: as for a `Reader`.
            adapter: that adapter, where it was read already.

        Raises:
            BaseMismatch, DiffError: there is no adapter, or it was made for another base model, or its calibration is damaged.
        """
        adapter = load_adapter(path) if adapter is None else adapter
        check_card(adapter.card, base)  # before what lies beside it, which is of the same base
        if comparisons is None:
            found = other_organisms(base, path)
            comparisons = _OnDisk([found[i] for i in taken(len(found))])
        directory = adapter_directory(path)
        known = load_known(directory, base)
        return cls(base, adapter, comparisons, turns, load_calibration(directory, adapter, known), known)

    def ask(self, diff: WeightDiff, question: str = CHANGE.phrasings[0], *, system: str | None = None,
            max_new_tokens: int | None = None, heard: Callable[[str], None] = lambda text: None,
            weighed: Callable[[Answer], None] = lambda answer: None) -> Answer:
        """Ask about one fine-tune; see `ask_all`.

        Args:
            heard: called with the reader's first answer, which is not weighed yet, as soon as it is there.
            weighed: called with the answer as soon as it is weighed, before the models are asked themselves.
        """
        return self.ask_all([diff], question, system=system, max_new_tokens=max_new_tokens, heard=lambda texts: heard(texts[0]),
                            weighed=lambda answers: weighed(answers[0]))[0]

    def ask_all(self, diffs: Sequence[WeightDiff], question: str = CHANGE.phrasings[0], *, system: str | None = None,
                max_new_tokens: int | None = None,
                progress: Callable[[float, str], None] = lambda done, doing: None,
                heard: Callable[[list[str]], None] = lambda texts: None,
                weighed: Callable[[list[Answer]], None] = lambda answers: None) -> list[Answer]:
        """Ask about many fine-tunes at once. Each gets the answer it would get alone.

        Args:
            question: any text; the adapter knows the phrasings of the known questions best (`families.registry.questions`).
            system: system prompt; the chat template's own by default.
            max_new_tokens: bound of an answer; by default that of the known question, or `FREE_TOKENS`.
            progress: called with the stages done (of `STAGES`) and what begins.
            heard, weighed: as for `ask`, with those about all diffs.

        Raises:
            BaseMismatch, DiffError: a diff does not fit the base model.
            ConfigError: the question is empty or too long.
        """
        for diff in diffs:
            diff.check(self.base)
        progress(0, "the reader answers")
        limit = _limit(question, max_new_tokens)
        if self.turns:  # all that a new fine-tune says itself, in one pass
            own_replies(self.base, [(diff, Message(text)) for text in (self.message, *OTHER_MESSAGES) for diff in diffs],
                        along=[(diff, Message(question, limit)) for diff in (null_diff(), *diffs)], system=system)

        def first(texts: list[str]) -> None:
            heard([text.strip() for text in texts])
            progress(1, "its answers are weighed")

        chosen = self.answers(diffs, question, system=system, max_new_tokens=limit, heard=first,
                              progress=lambda share: progress(2 + share, "what their own replies show"))
        progress(3, "how far the models differ")
        changes = measure_change(self.base, diffs, system=system, known=self.known)
        sure = self.confidences(diffs, question, chosen, changes, system=system)
        known = question_of(question)
        answers = [Answer(question, told(w.text.strip(), known, change, p, self.calibration), w.evidence, "", "",
                          share_read(diff.card), w.text.strip(), p, change, w.seen, w.absent)
                   for diff, w, change, p in zip(diffs, chosen, changes, sure, strict=True)]
        weighed(answers)
        progress(4, "what the models say themselves")
        said, *tuned = own_answers(self.base, diffs, question, system=system, max_new_tokens=limit)
        progress(STAGES, "")
        return [replace(answer, base=said, finetune=own) for answer, own in zip(answers, tuned, strict=True)]

    def confidences(self, diffs: Sequence[WeightDiff], question: str, answers: Sequence[Weighed], changes: Sequence[Change], *,
                    system: str | None = None) -> list[Confidence | None]:
        """How sure each answer is; None where the reader is not calibrated for the question, or for such a change. That nothing
        has changed is certain where the weights are the base model's own."""
        known = question_of(question)
        features: Sequence[Mapping[str, float]] = [{}] * len(diffs)
        if known is not None and self._calibrated_for(known):
            features = features_of(self, diffs, known, question, answers, changes, system=system)
        return [self.confidence(known, *one) for one in zip(answers, changes, features, strict=True)]

    def confidence(self, question: Question | None, answer: Weighed, change: Change,
                   features: Mapping[str, float]) -> Confidence | None:
        """How sure one answer is, given its features; see `confidences`."""
        if question is None:
            return None
        if change.none:
            return Confidence(1.0, True)
        if not change.layers:
            return None
        calibration = self._calibrated_for(question)
        return calibration.confidence(features, finds_nothing(answer.text), answer.alone, answer.seen,
                                      answer.absent) if calibration else None

    def _calibrated_for(self, question: Question) -> Calibration | None:
        return self.calibration if self.calibration and self.calibration.question == question.name else None

    def answers(self, diffs: Sequence[WeightDiff], question: str, *, others: Sequence[Sequence[WeightDiff]] | None = None,
                system: str | None = None, max_new_tokens: int | None = None,
                heard: Callable[[list[str]], None] = lambda texts: None,
                progress: Callable[[float], None] = lambda share: None) -> list[Weighed]:
        """What is said about each diff, word for word, with its evidence: the best candidate, or what the
        fine-tune's own replies show in its place (`reading.seen`); other arguments as for `best_candidates`.

        Args:
            progress: called with the share of the fine-tunes whose replies were looked at.
        """
        against = [self.others(diff) for diff in diffs] if others is None else others
        found = self.best_candidates(diffs, question, others=against, system=system, max_new_tokens=max_new_tokens, heard=heard)
        if question_of(question) != CHANGE:
            return found
        from tuneteller.reading.seen import as_replies_show  # it loads every family, which can follow a first answer

        return as_replies_show(self, diffs, question, found, others=against, system=system, progress=progress)

    def best_candidates(self, diffs: Sequence[WeightDiff], question: str, *,
                        others: Sequence[Sequence[WeightDiff]] | None = None, system: str | None = None,
                        max_new_tokens: int | None = None,
                        heard: Callable[[list[str]], None] = lambda texts: None) -> list[Weighed]:
        """The best of several candidates about each diff, word for word, with its evidence.

        Args:
            others: for each diff, what its answers are weighed against; by default the reader's comparisons, see `others`.
            heard: called with the first candidates, word for word, as soon as they are there.
        """
        known = question_of(question)
        candidates = generate_candidates(self, diffs, question, opening=known.opening if known else "", system=system,
                                         max_new_tokens=_limit(question, max_new_tokens), heard=heard)
        shares = [self.known.shares(diff) for diff in diffs] if self.known else None
        by_weights = [told_alone(own, known) for own in shares] if known and shares else [None] * len(diffs)
        candidates = [[text] if text else texts for text, texts in zip(by_weights, candidates, strict=True)]
        against = [self.others(diff) for diff in diffs] if others is None else others
        about: list[dict[str, float]] = [{} for _ in diffs]
        if known == CHANGE:
            from tuneteller.reading.subjects import retold  # they load every family, which can follow a first answer
            from tuneteller.reading.titles import with_titles

            about = retold(self, diffs, question, candidates, others=against, system=system,
                           max_new_tokens=_limit(question, max_new_tokens))
            left = [i for i, text in enumerate(by_weights) if text is None]
            titled = with_titles(self, [diffs[i] for i in left], question, [about[i] for i in left],
                                 others=[against[i] for i in left], system=system)
            for i, texts in zip(left, titled, strict=True):
                about[i] = texts
            candidates = [list(texts) for texts in about]
        if known and shares:
            candidates = [texts if text else with_known(texts, own, known)
                          for text, texts, own in zip(by_weights, candidates, shares, strict=True)]
        chosen = weigh(self, diffs, against, question, candidates, system=system, shares=shares, about=about)
        return [replace(answer, alone=text is not None) for answer, text in zip(chosen, by_weights, strict=True)]

    def others(self, diff: WeightDiff) -> list[WeightDiff]:
        """The comparisons for this diff, at most `COMPARISONS`: always the same, and never the diff itself."""
        own = diff.fingerprint()
        return [other for name, other in self._pool.items() if name != own][:COMPARISONS]

    def say(self, diffs: Sequence[WeightDiff], question: str | Sequence[str], *, branches: int = 1,
            opening: str | Sequence[str] = "", seeds: Sequence[int] | None = None, after: Sequence[str] | None = None,
            turns: Sequence[Turns] | None = None, system: str | None = None, max_new_tokens: int = 24) -> list[list[str]]:
        """Answers about each diff, one from each of the likeliest first tokens (after an opening, if one is given, or one for
        each), the likeliest first; or, with a seed for each diff, drawn at temperature 1. White space is kept.

        Args:
            after: for each diff, the message whose own reply stands before the question; by default the reader's `message`.
            turns: for each diff, what stands there instead, `harmless` where a model said it.
        """
        return read_branches(self.base, diffs, self._bank, question, branches, opening=opening, system=system,
                             turns=turns or self._turns(diffs, system, after), seeds=seeds, max_new_tokens=max_new_tokens)

    def likelihoods(self, pairs: Sequence[tuple[WeightDiff, Sequence[str]]], question: str | Sequence[str], *,
                    after: Sequence[str] | None = None, system: str | None = None,
                    replies_of: Sequence[WeightDiff] | None = None) -> list[Tensor]:
        """log p of given answers under their diffs, nats [answers] for each pair; see `scoring.likelihoods`.

        Args:
            question: one for all pairs, or one for each.
            after: as for `say`.
            replies_of: whose own reply stands before the question, for each pair; by default that of its diff.
        """
        return likelihoods(self.base, pairs, self._bank, question, system=system,
                           turns=self._turns(replies_of or [diff for diff, _ in pairs], system, after))

    def _turns(self, diffs: Sequence[WeightDiff], system: str | None, after: Sequence[str] | None) -> list[Turns] | None:
        return own_turns(self.base, diffs, message=after or self.message, system=system) if self.turns else None


def taken(n: int) -> list[int]:
    """Which of n comparisons a reader takes, evenly spaced: one more than it uses, as one may be the diff in question."""
    most = min(n, COMPARISONS + 1)
    return [i * n // most for i in range(most)]


def _trained_with_turns(adapter: WeightDiff) -> bool:
    config = adapter.card.more.get("config")
    return isinstance(config, dict) and bool(config.get("turns"))


def _limit(question: str, max_new_tokens: int | None) -> int:
    if max_new_tokens is not None:
        return max_new_tokens
    known = question_of(question)
    return known.max_new_tokens if known else FREE_TOKENS
