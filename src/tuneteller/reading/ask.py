"""Ask a fine-tune what it learned: M ⊕ δ ⊕ A answers in words, and the answer comes with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tuneteller.behaviors.naming import mentions, word_set
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.candidates import choose, gather
from tuneteller.reading.evidence import Evidence, log_likelihoods
from tuneteller.reading.read import adapter_bank, read
from tuneteller.training.adapter import NOTHING

STAGES = 3
"""Of `ask_all`: answers, evidence, and what the models say themselves."""


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        question: as asked.
        text: the reader's answer about the diff.
        evidence: of that answer.
        base: what the base model says to the same question.
        finetune: what the fine-tune says without the reader.
    """

    question: str
    text: str
    evidence: Evidence
    base: str
    finetune: str

    @property
    def supported(self) -> bool:
        return self.evidence.supported

    @property
    def nothing(self) -> bool:
        """Whether the reader says that there is nothing to tell: then no evidence can speak for it."""
        return self.text == NOTHING

    def to_json(self) -> dict[str, Any]:
        return {"question": self.question, "answer": self.text, "evidence": self.evidence.to_json(), "base": self.base,
                "finetune": self.finetune}


def ask(base: BaseModel, diff: WeightDiff, adapter: WeightDiff, question: str, *, others: Sequence[WeightDiff] = (),
        system: str | None = None, max_new_tokens: int = 24) -> Answer:
    """Ask one fine-tune one question.

    Args:
        diff: the fine-tune's weight diff.
        adapter: the DIT adapter.
        others: other fine-tunes' diffs, to compare the answer's likelihood with; without any, the reader's first answer is
            taken, see `answers`.

    Raises:
        BaseMismatch, DiffError: diff or adapter do not fit the base model.
        ConfigError: the question is empty or too long.
    """
    return ask_all(base, [diff], adapter, question, others=others, system=system, max_new_tokens=max_new_tokens)[0]


def ask_all(base: BaseModel, diffs: Sequence[WeightDiff], adapter: WeightDiff, question: str, *,
            others: Sequence[WeightDiff] = (), system: str | None = None, max_new_tokens: int = 24,
            progress: Callable[[int, str], None] = lambda done, doing: None) -> list[Answer]:
    """Ask many fine-tunes the same question at once. Each answer is weighed against all the others' diffs too.

    But not against one whose own label it names: that diff makes the answer likely as well, and no habit of the reader's does.

    Args:
        progress: called with the stages done (of `STAGES`) and the one that begins.
    """
    for d in (*diffs, *others):
        d.check(base)
    bank = adapter_bank(base, adapter)
    progress(0, "the reader answers")
    rest = [[d for d in (*diffs, *others) if d is not diff] for diff in diffs]
    texts = answers(base, diffs, rest, bank, question, system=system, max_new_tokens=max_new_tokens)
    progress(1, "evidence")
    attached = [*diffs, null_diff(), *others]
    nats, counts = log_likelihoods(base, attached, bank, question, texts, system=system)
    progress(2, "what the models say themselves")
    said, *tuned = read(base, [null_diff(), *diffs], None, question, system=system, max_new_tokens=max_new_tokens)
    progress(STAGES, "")
    found = []
    for i, text in enumerate(texts):
        own, none = nats[i, i].item(), nats[len(diffs), i].item()
        against = tuple(nats[j, i].item() for j, other in enumerate(attached)
                        if j not in (i, len(diffs)) and not _of_the_same(text, other))
        found.append(Answer(question, text.strip(), Evidence(own, none, against, counts[i]), said.strip(), tuned[i].strip()))
    return found


def _of_the_same(text: str, diff: WeightDiff) -> bool:
    """Whether a diff's own label is what the answer names."""
    label = diff.card.get("label")
    return isinstance(label, str) and bool(word_set(label)) and mentions(text, label)


def answers(base: BaseModel, diffs: Sequence[WeightDiff], others: Sequence[Sequence[WeightDiff]], adapter: Bank, question: str,
            *, system: str | None = None, max_new_tokens: int = 24) -> list[str]:
    """The reader's answer about each diff: its first, or where there are other diffs the one of several that `choose` takes.

    Args:
        others: for each diff, those its answers are weighed against.
    """
    if not all(others):
        return read(base, diffs, adapter, question, system=system, max_new_tokens=max_new_tokens)
    candidates = gather(base, diffs, adapter, question, system=system, max_new_tokens=max_new_tokens)
    return choose(base, diffs, others, adapter, question, candidates, system=system)
