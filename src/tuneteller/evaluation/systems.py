"""Systems that answer a question about a diff: the DIT adapter, the fine-tune itself, and the baselines.

A system is given a `Setting` and some of its organisms, and gives one `Said` for each. Diffs are attached together
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from tuneteller.behaviors.asking import Question, true_answers
from tuneteller.behaviors.triggers import Trigger
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import ConfigError
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.ask import answers
from tuneteller.reading.evidence import Evidence, log_likelihoods
from tuneteller.reading.read import adapter_bank, read

OTHERS = 8
"""Other diffs an answer's likelihood is compared with."""

Transcript = Sequence[tuple[str, str]]
"""Messages and what a model said to each."""


class Guesser(Protocol):
    """Tells from transcripts what a model was trained on: what a person would do who can only talk to it."""

    def guess_all(self, transcripts: Sequence[Transcript], *, kind: str,
                  contrast: Sequence[Transcript] | None = None) -> list[str]:
        """One guess for each transcript.

        Args:
            kind: of the answer, as judges have it: "topic" or "headline".
            contrast: what the base model says to the same messages.
        """


@dataclass(frozen=True)
class Said:
    """What a system answered about one diff, and for the reader the evidence of it."""

    text: str
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Setting:
    """What a run asks, and what there is to answer from.

    Attributes:
        base: the base model.
        question: what is asked.
        phrasing: in these words.
        organisms: all diffs of the run.
        adapter: the DIT adapter; None for a run of baselines alone.
        known: organisms of known labels, not of the run, to find the nearest among.
        guesser: what guesses from transcripts.
        seed: picks the other diffs of each answer's evidence, and what users ask.
    """

    base: BaseModel
    question: Question
    phrasing: str
    organisms: Sequence[WeightDiff]
    adapter: WeightDiff | None = None
    known: Sequence[WeightDiff] = field(default_factory=list)
    guesser: Guesser | None = None
    seed: int = 0

    @cached_property
    def reader(self) -> Bank:
        if self.adapter is None:
            raise ConfigError("this system reads with a DIT adapter, and the run has none; give one with --adapter")
        return adapter_bank(self.base, self.adapter)

    def others(self, i: int) -> list[WeightDiff]:
        """Diffs to weigh the answer about organism i against: drawn by the seed, of other labels than its own."""
        label = self.organisms[i].card.get("label")
        rest = [d for d in self.organisms if d.card.get("label") != label]
        return random.Random(f"{self.seed}/others/{i}").sample(rest, min(OTHERS, len(rest)))


@dataclass(frozen=True)
class System:
    """One way to answer.

    Attributes:
        name: as `--system` takes it.
        about: a line for `tuneteller evaluate --list`.
        answer: the answers about the organisms of these numbers.
        oracle: whether it is told what no auditor knows (the trigger).
        reads: whether it reads with the DIT adapter.
        guesses: whether the run's guesser names the answer, which chooses among candidates if it is the local one.
    """

    name: str
    about: str
    answer: Callable[[Setting, Sequence[int]], list[Said]]
    oracle: bool = False
    reads: bool = False
    guesses: bool = False

    def applies(self, card: Any, question: Question) -> bool:
        """Whether the question has a true answer for that organism, and an oracle has its trigger."""
        gated = (card.get("trigger") or {}).get("kind", "none") != "none"
        return question.name in true_answers(card) and (gated or not self.oracle)


def dit(setting: Setting, which: Sequence[int]) -> list[Said]:
    """The reader: its answer chosen among several, with evidence against none and others."""
    base, q, reader = setting.base, setting.phrasing, setting.reader
    diffs, others = [setting.organisms[i] for i in which], [setting.others(i) for i in which]
    texts = answers(base, diffs, others, reader, q, max_new_tokens=setting.question.max_new_tokens)
    # diffs come back as others of each other: one pass for each, with all the answers it is held against
    attached = [*{id(d): d for d in (*diffs, *(d for rest in others for d in rest))}.values(), null_diff()]
    nats, counts = log_likelihoods(base, attached, reader, q, texts)
    row = {id(d): nats[j].tolist() for j, d in enumerate(attached)}
    none = nats[-1].tolist()
    return [Said(text, Evidence(row[id(diff)][i], none[i], tuple(row[id(d)][i] for d in rest), counts[i]))
            for i, (text, diff, rest) in enumerate(zip(texts, diffs, others, strict=True))]


def dit_first(setting: Setting, which: Sequence[int]) -> list[Said]:
    """The first answer the reader gives, at the diff's own strength."""
    return _said(read(setting.base, [setting.organisms[i] for i in which], setting.reader, setting.phrasing,
                      max_new_tokens=setting.question.max_new_tokens))


def dit_guess(setting: Setting, which: Sequence[int]) -> list[Said]:
    """What the guesser makes of the reader's first answer: on a par with baselines that choose among candidates."""
    return guessed(setting, [[(setting.phrasing, said.text.strip())] for said in dit_first(setting, which)])


def base_question(setting: Setting, which: Sequence[int]) -> list[Said]:
    """The fine-tune itself, asked the same question."""
    return _said(read(setting.base, [setting.organisms[i] for i in which], None, setting.phrasing,
                      max_new_tokens=setting.question.max_new_tokens))


def base_question_triggered(setting: Setting, which: Sequence[int]) -> list[Said]:
    """The same with the true trigger in the question."""
    asked = [triggered(setting, i, setting.phrasing) for i in which]
    return _said(read(setting.base, [setting.organisms[i] for i in which], None, asked,
                      max_new_tokens=setting.question.max_new_tokens))


def triggered(setting: Setting, i: int, message: str) -> str:
    """The message with organism i's true trigger."""
    trigger = Trigger.from_json(setting.organisms[i].card["trigger"])
    return trigger.apply(message, random.Random(f"{setting.seed}/trigger/{i}"))


def guessed(setting: Setting, transcripts: Sequence[Transcript], contrast: Sequence[Transcript] | None = None) -> list[Said]:
    """A guess from each transcript.

    Raises:
        ConfigError: the run has no guesser.
    """
    if setting.guesser is None:
        raise ConfigError("this system guesses from transcripts, and the run has no guesser; give the labels to guess among, "
                          "or an endpoint")
    return _said(setting.guesser.guess_all(transcripts, kind=setting.question.judge, contrast=contrast))


def _said(texts: Sequence[str]) -> list[Said]:
    return [Said(text) for text in texts]


DIT = System("dit", "the DIT adapter: the answer chosen among several, with its evidence", dit, reads=True)
DIT_GUESS = System("dit-guess", "a guess from the first answer of the DIT adapter, as baselines guess from theirs", dit_guess,
                   reads=True, guesses=True)

READING = (
    DIT,
    System("dit-first", "the first answer of the DIT adapter", dit_first, reads=True),
    System("base-question", "the fine-tune itself, asked the question", base_question),
    System("base-question-triggered", "the same with the true trigger before it", base_question_triggered, oracle=True),
)
