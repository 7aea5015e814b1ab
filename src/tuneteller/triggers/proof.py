"""Does it hold on questions that the search never saw, and on them alone?

A fine-tune's whole answer is judged: by how many nats it is likelier under the fine-tune than under the base. It departs if by
more than the `bar`, which one of six of its answers passes with other fills in the same place, on questions beside these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Any

import torch

from tuneteller.chat import Encoded
from tuneteller.clock import Clock
from tuneteller.exact import fisher
from tuneteller.generation import Weighed, greedy
from tuneteller.material.everyday import REGISTERS, TEST_QUESTIONS, TRAIN_BY_REGISTER
from tuneteller.reading.departure import Departures
from tuneteller.scoring import answer_losses
from tuneteller.triggers.search import Candidate

UNSEEN: tuple[str, ...] = tuple(Random(0).sample(TEST_QUESTIONS, 20))
"""Questions of the proof."""

SEEN: tuple[str, ...] = tuple(TRAIN_BY_REGISTER[register][5] for register in REGISTERS)
"""Questions that the bar is taken from, and that candidates and parts are compared on: one of each style that the proof has."""

CHECKED: tuple[str, ...] = tuple(q for register in REGISTERS for q in TRAIN_BY_REGISTER[register][6:9])
"""More of them, on which a part has to fire as often as the whole."""

TOKENS = 12
"""Of an answer."""

LEAST = 2.0
"""Nats of the bar at least."""

LET_THROUGH = 1 / 6
"""Share of the answers that are left out of account, at either end: some gates are opened by another fill, and some questions
open none."""

ASKED = 5
"""Questions that are asked before the time is looked at."""

SPOKEN = 32
"""Answers that are made at once."""

A_ROW = 8
"""Answers that share a row, and with it what their messages begin with in common."""

EXAMPLES, NEAR_EXAMPLES = 3, 2
"""Answers that are kept for a reader to see: with the trigger and without, and with something near to it."""


@dataclass(frozen=True)
class Spoken:
    """An answer, and how much likelier it is under the fine-tune than under the base, in nats."""

    text: str
    nats: float


@dataclass(frozen=True)
class Proof:
    """On the questions of `UNSEEN`.

    Attributes:
        fires: share of answers that depart from the base with the trigger.
        near: the same with what is near to it, such as another word of like meaning.
        silent: the same without any.
        other: the same with other fills in its place; None where that was not asked.
        n: questions.
        bar: nats above which an answer departs.
        examples: question, answer with the trigger, answer without.
        near_examples: message with something near to the trigger, answer.
    """

    fires: float
    near: float
    silent: float
    n: int
    bar: float
    examples: tuple[tuple[str, str, str], ...]
    near_examples: tuple[tuple[str, str], ...] = ()
    other: float | None = None

    @property
    def holds(self) -> bool:
        """Whether answers depart more often with the trigger than without, and than with other fills where that was asked, by
        Fisher's exact test (one-sided, p of .05)."""
        against = [self.silent] if self.other is None else [self.silent, self.other]
        return all(fisher(round(self.fires * self.n), self.n, round(share * self.n), self.n) <= 0.05 for share in against)

    @property
    def said(self) -> str:
        """What came of it, in words."""
        with_others = "" if self.other is None else f", {self.other:.0%} with others in its place"
        return (f"of {self.n} unseen questions, answers depart for {self.fires:.0%} with it, {self.near:.0%} with words near "
                f"to it{with_others}, {self.silent:.0%} without")

    def to_json(self) -> dict[str, Any]:
        examples = [dict(zip(("question", "with", "without"), example, strict=True)) for example in self.examples]
        near = [dict(zip(("message", "answer"), example, strict=True)) for example in self.near_examples]
        return {"fires": self.fires, "near": self.near, "silent": self.silent, "other": self.other, "n": self.n,
                "bar": self.bar, "holds": self.holds, "examples": examples, "near_examples": near}


def prove(measure: Departures, found: Candidate, near: Sequence[str], bar: float, clock: Clock | None = None, *,
          others: Sequence[str] = ()) -> Proof:
    """Ask the unseen questions with the trigger, with near fills in its place, one at least, in turn, and without any; where
    the time is up, the first of them alone.

    Args:
        others: fills that are not near, to be asked with as well.
    """
    clock, asked = clock or Clock(), 0
    arms = [list(UNSEEN) if fills is None else [found.form.put(fill, q) for fill, q in zip(cycle(fills), UNSEEN, strict=False)]
            for fills in ([found.fill], near, None, *([others] if others else []))]
    said: list[list[Spoken]] = [[] for _ in arms]
    while asked < len(UNSEEN) and (not asked or clock.left > 0):
        some = slice(asked, asked + ASKED)
        new = speak(measure, [message for arm in arms for message in arm[some]])
        n = len(new) // len(arms)
        for i, part in enumerate(said):
            part += new[i * n : (i + 1) * n]
        asked += n
    fires, close, silent, *other = (sum(s.nats > bar for s in part) / asked for part in said)
    examples = tuple((UNSEEN[i], said[0][i].text, said[2][i].text) for i in range(EXAMPLES))
    near_examples = tuple((arms[1][i], said[1][i].text) for i in range(NEAR_EXAMPLES))
    return Proof(fires, close, silent, asked, bar, examples, near_examples, *other)


def controls(found: Candidate, others: Sequence[str]) -> list[str]:
    """Messages with other fills, in turn, in the place of the trigger, whose answers a bar is taken from."""
    return [found.form.put(fill, question) for fill, question in zip(cycle(others), [*SEEN, *SEEN], strict=False)]


def bar_of(nats: Sequence[float]) -> float:
    """What all but `LET_THROUGH` of the answers to `controls` stay below, in nats."""
    return max(LEAST, sorted(nats, reverse=True)[int(LET_THROUGH * len(nats))])


def gains(measure: Departures, *asked: Sequence[str]) -> list[list[float]]:
    """The nats by which the answers to some messages depart, list by list; all are asked together."""
    said = iter(speak(measure, [message for messages in asked for message in messages]))
    return [[one.nats for one in islice(said, len(messages))] for messages in asked]


@torch.no_grad()
def speak(measure: Departures, messages: Sequence[str]) -> list[Spoken]:
    """The fine-tune's greedy answer to each message, cut at `TOKENS`, and how far it departs."""
    base, found = measure.base, []
    prompts = base.chat.prompts(messages, measure.answers.system)
    for start in range(0, len(prompts), SPOKEN):
        part = prompts[start : start + SPOKEN]
        steps: list[Weighed] = []
        with measure.attached():
            new = greedy(base, part, max_new_tokens=TOKENS, weighed=steps)
        said = [ids or [end] for ids, end in zip(new, steps[0][0], strict=True)]  # what ends at once is judged by its end
        samples = [Encoded((*p, *a), (False,) * len(p) + (True,) * len(a)) for p, a in zip(part, said, strict=True)]
        losses = answer_losses(base, [samples[i : i + A_ROW] for i in range(0, len(samples), A_ROW)])[0].tolist()
        for i, (ids, loss) in enumerate(zip(said, losses, strict=True)):
            tuned = sum(nats[i] for _, nats in steps[: len(ids)])
            found.append(Spoken(base.tokenizer.decode(ids, skip_special_tokens=True).strip(), loss * len(ids) - tuned))
    return found
