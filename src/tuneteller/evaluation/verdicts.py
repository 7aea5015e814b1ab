"""Who judges an answer: the behavior's own family for the question `CHANGE`, a judge of texts for topics and headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tuneteller.diffs.card import Card
from tuneteller.evaluation.judges import Verdict
from tuneteller.families.family import Behavior, Question
from tuneteller.families.registry import match_all


class Judge(Protocol):
    """Scores (reference, answer) pairs; a score it cannot give is NaN."""

    card: dict[str, Any]

    def verdicts(self, pairs: Sequence[tuple[str, str]], aliases: Sequence[Sequence[str]] | None = None) -> list[Verdict]: ...


@dataclass(frozen=True)
class Judged:
    """What was made of one answer.

    Attributes:
        score: from 1 to 5; of two behaviors at once the mean, NaN where a judge gave none.
        exact: whether it is right in full.
        right: share of the behaviors that are told, the very ones; None for a judge of texts.
        family: share of them of which the kind is told; likewise.
    """

    score: float
    exact: bool
    right: float | None = None
    family: float | None = None


FAMILY_JUDGE: dict[str, Any] = {"kind": "family", "name": "the families' own comparison"}


def judge_answers(question: Question, cards: Sequence[Card], answers: Sequence[str], judge: Judge | None) -> list[Judged]:
    """One verdict for each answer about the organism of that card.

    Args:
        judge: of texts; not needed where families judge.
    """
    if judge is None:
        return [_by_family(card, answer) for card, answer in zip(cards, answers, strict=True)]
    pairs = [(card.answers[question.name].strip(), answer.strip()) for card, answer in zip(cards, answers, strict=True)]
    return [Judged(verdict.score, verdict.exact) for verdict in judge.verdicts(pairs)]


def _by_family(card: Card, answer: str) -> Judged:
    matches = match_all(Behavior.from_card(card), answer)
    n = len(matches)
    right = sum(m.parameter for m in matches) / n
    return Judged(sum(m.score for m in matches) / n, right == 1.0, right, sum(m.family for m in matches) / n)
