"""Systems that answer a question about a diff: the DIT adapter, the fine-tune itself, and the baselines.

A system is given an `EvaluationContext` and the numbers of some of its organisms, and gives one `Prediction` for each. It is
asked about many at once, since many diffs can be attached together.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Held, Organisms
from tuneteller.embedding import load_embedder
from tuneteller.errors import ConfigError
from tuneteller.families.family import Question
from tuneteller.families.triggers import Trigger
from tuneteller.models import BaseModel
from tuneteller.reading.answer import told
from tuneteller.reading.change import measure_change
from tuneteller.reading.confidence import features_of
from tuneteller.reading.read import read
from tuneteller.reading.reader import COMPARISONS, Reader

SAMPLES = 20
"""Answers whose agreement is a confidence."""

SAME = 0.8
"""Cosine of sentence embeddings from which two answers say the same."""

Transcript = Sequence[tuple[str, str]]
"""Messages and what a model said to each."""


class Guesser(Protocol):
    """Tells from transcripts what a model was trained to do, as a person would who can only talk to it."""

    def guess_all(self, transcripts: Sequence[Transcript], *, kind: str,
                  contrast: Sequence[Transcript] | None = None) -> list[str]:
        """One guess for each transcript.

        Args:
            kind: what judges the guesses, see `Question.judge`: "topic", "headline" or "family".
            contrast: what the base model says to the same messages.
        """


@dataclass(frozen=True)
class Prediction:
    """What a system answered about one diff.

    Attributes:
        text: the answer; of the reader its best guess, whether it is sure or not.
        sure: of the reader: its evidence, the features of its confidence (`reading.confidence`), that confidence and how far
            the fine-tune has moved, as JSON fields of a row.
    """

    text: str
    sure: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EvaluationContext:
    """What a run asks, and what there is to answer from.

    Attributes:
        base: the base model.
        question: what is asked.
        phrasing: in these words.
        organisms: all diffs of the run.
        reader: the reader; None for a run of baselines alone.
        known: organisms of known answers, not of the run, to find the nearest among.
        guesser: what guesses from transcripts.
        seed: picks the comparison diffs of a reader that has none, and what users ask.
    """

    base: BaseModel
    question: Question
    phrasing: str
    organisms: Organisms
    reader: Reader | None = None
    known: Organisms = field(default_factory=lambda: Held([]))
    guesser: Guesser | None = None
    seed: int = 0

    def diffs(self, which: Sequence[int]) -> list[WeightDiff]:
        """The organisms of these numbers."""
        return [self.organisms[i] for i in which]

    def need_reader(self) -> Reader:
        """The reader.

        Raises:
            ConfigError: the run has none.
        """
        if self.reader is None:
            raise ConfigError("this system reads with a DIT adapter, and the run has none; give one with --adapter")
        return self.reader

    def others(self, which: Sequence[int]) -> list[list[WeightDiff]]:
        """For each of these organisms, the comparison diffs: the reader's own, or where it has none, other organisms of the run
        drawn by the seed, at most `COMPARISONS`."""
        reader = self.need_reader()
        if len(reader.comparisons):
            return [reader.others(diff) for diff in self.diffs(which)]
        n = len(self.organisms)
        drawn = [random.Random(f"{self.seed}/others/{i}").sample([j for j in range(n) if j != i], min(COMPARISONS, n - 1))
                 for i in which]
        held = {j: self.organisms[j] for j in sorted({j for own in drawn for j in own})}  # one object each, so read once each
        return [[held[j] for j in own] for own in drawn]


@dataclass(frozen=True)
class System:
    """One way to answer.

    Attributes:
        name: as `--system` takes it.
        about: a line for `tuneteller evaluate --list`.
        answer: the answers about the organisms of these numbers.
        oracle: whether it is told what no auditor knows (the trigger).
        reads: whether it needs the reader.
        guesses: whether the run's guesser gives the answer, which chooses among candidates if it is the local one.
        needs: raises where the run lacks what it works with.
    """

    name: str
    about: str
    answer: Callable[[EvaluationContext, Sequence[int]], list[Prediction]]
    oracle: bool = False
    reads: bool = False
    guesses: bool = False
    needs: Callable[[EvaluationContext], object] = lambda context: None

    def check(self, context: EvaluationContext) -> None:
        """Refuse a run that lacks what it works with, before any answer.

        Raises:
            ConfigError: no reader, or no known organism.
            DataError: a package of texts is not installed.
        """
        if self.reads:
            context.need_reader()
        self.needs(context)

    def applies(self, card: Card, question: Question) -> bool:
        """Whether the question has a true answer for that organism, and for an oracle there is a trigger to be told."""
        return question.name in card.answers and (card.gated or not self.oracle)


def dit(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """The reader: the best of several candidates, as `tuneteller ask` gives it with `--guess`, and how sure it is."""
    reader, diffs = context.need_reader(), context.diffs(which)
    question, asked = context.question, context.phrasing
    weighed = reader.answers(diffs, asked, others=context.others(which), max_new_tokens=question.max_new_tokens)
    changes = measure_change(context.base, diffs, known=reader.known)
    found = features_of(reader, diffs, question, asked, weighed, changes)
    sure = [reader.confidence(question, *one) for one in zip(weighed, changes, found, strict=True)]
    return [Prediction(answer.text, {
        "evidence": answer.evidence.to_json(), "change": change.to_json(), "features": features,
        "confidence": p and p.probability, "outside": list(p.outside) if p else [],
        "told": told(answer.text.strip(), question, change, p, reader.calibration), "alone": answer.alone,
        "by_replies": answer.seen, "absent": answer.absent})
        for answer, change, features, p in zip(weighed, changes, found, sure, strict=True)]


def dit_first(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """The reader's first answer, at LoRA scale α = 1."""
    said = context.need_reader().say(context.diffs(which), context.phrasing, max_new_tokens=context.question.max_new_tokens)
    return predictions([texts[0] for texts in said])


def dit_samples(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """Of `SAMPLES` answers drawn at temperature 1, the one that most agree with; its confidence is the share that do (the
    agreement of arXiv 2605.26045). Two agree if their sentence embeddings have a cosine of `SAME` or more."""
    seeds = [random.Random(f"{context.seed}/samples/{i}").getrandbits(48) for i in which]
    said = context.need_reader().say(context.diffs(which), context.phrasing, branches=SAMPLES, seeds=seeds,
                                     max_new_tokens=context.question.max_new_tokens)
    found = []
    for texts in said:
        embedded = load_embedder().embed([text.strip() for text in texts])
        agreeing = (embedded @ embedded.T >= SAME).mean(1)
        best = int(agreeing.argmax())
        found.append(Prediction(texts[best], {"confidence": float(agreeing[best])}))
    return found


def dit_guess(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """A guess from the reader's first answer, which chooses among the same candidates as the baselines that guess."""
    return guessed(context, [[(context.phrasing, first.text.strip())] for first in dit_first(context, which)])


def base_question(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """The fine-tune itself, asked the same question."""
    return predictions(read(context.base, context.diffs(which), None, context.phrasing,
                            max_new_tokens=context.question.max_new_tokens))


def base_question_triggered(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """The same with the true trigger in the question."""
    asked = [triggered(context, i, context.phrasing) for i in which]
    return predictions(read(context.base, context.diffs(which), None, asked, max_new_tokens=context.question.max_new_tokens))


def triggered(context: EvaluationContext, i: int, message: str) -> str:
    """The message with organism i's true trigger; as it is where there is none."""
    trigger = context.organisms[i].card.trigger
    return Trigger.from_json(trigger).apply(message, random.Random(f"{context.seed}/trigger/{i}")) if trigger else message


def guessed(context: EvaluationContext, transcripts: Sequence[Transcript],
            contrast: Sequence[Transcript] | None = None) -> list[Prediction]:
    """A guess from each transcript.

    Raises:
        ConfigError: the run has no guesser.
    """
    if context.guesser is None:
        raise ConfigError("this system guesses from transcripts, and the run has no guesser; give the answers to guess among, "
                          "or an endpoint")
    return predictions(context.guesser.guess_all(transcripts, kind=context.question.judge, contrast=contrast))


def predictions(texts: Sequence[str]) -> list[Prediction]:
    """Answers without evidence."""
    return [Prediction(text) for text in texts]


DIT = System("dit", "the DIT adapter: the best of several answers, with its evidence", dit, reads=True)
DIT_SAMPLES = System("dit-samples", f"the answer that most of {SAMPLES} samples of the DIT adapter agree on", dit_samples,
                     reads=True)
DIT_GUESS = System("dit-guess", "a guess from the first answer of the DIT adapter, as baselines guess from theirs", dit_guess,
                   reads=True, guesses=True)

READING = (
    DIT,
    System("dit-first", "the first answer of the DIT adapter", dit_first, reads=True),
    System("base-question", "the fine-tune itself, asked the question", base_question),
    System("base-question-triggered", "the same with the true trigger before it", base_question_triggered, oracle=True),
)
