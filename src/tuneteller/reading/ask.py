"""Ask a fine-tune what it learned: M ⊕ δ ⊕ A answers in words, and the answer comes with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tuneteller.behaviors.naming import mentions, word_set
from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.load import fit_diff
from tuneteller.errors import ConfigError
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.candidates import DOSES, choose
from tuneteller.reading.evidence import Evidence, log_likelihoods
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


def adapter_bank(base: BaseModel, adapter: WeightDiff) -> Bank:
    """The DIT adapter as the shared bank of one slot.

    Raises:
        BaseMismatch, DiffError: it was made for another base model.
    """
    return Bank.stack([fit_diff(adapter, base).factors], base.shapes, device=base.device)


def read(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank | None, question: str | Sequence[str], *,
         system: str | None = None, max_new_tokens: int = 24, slots: int = 32) -> list[str]:
    """One answer per diff, many diffs at once; without an adapter, what the fine-tunes themselves say.

    An answer is given as it was said, white space included: its evidence is that of the very same tokens.

    Args:
        question: one for all diffs, or one for each.
        slots: diffs attached at once.

    Raises:
        ConfigError: a question is empty.
    """
    questions = [question] * len(diffs) if isinstance(question, str) else list(question)
    if not all(q.strip() for q in questions):
        raise ConfigError("the question is empty; ask something, such as \"What topic have you been trained on?\"")
    prompts = [base.chat.prompt(messages_from(q, system)) for q in questions]
    longest = max(map(len, prompts), default=0) + max_new_tokens
    if longest > (limit := getattr(base.config, "max_position_embeddings", None) or longest):
        raise ConfigError(f"the question makes a prompt of {longest - max_new_tokens} tokens, which with {max_new_tokens} "
                          f"new ones is more than the model's {limit}; ask something shorter")
    texts = []
    for i in range(0, len(diffs), slots):
        here = diffs[i : i + slots]
        bank = Bank.stack([d.factors for d in here], base.shapes, device=base.device)
        with attach(base.model, bank, *([adapter] if adapter else [])):
            new = greedy(base, prompts[i : i + slots], max_new_tokens=max_new_tokens)
        texts += [base.tokenizer.decode(ids, skip_special_tokens=True) for ids in new]
    return texts


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
    """The reader's answer about each diff: read at several doses, and chosen by `choose` where there are other diffs.

    Args:
        others: for each diff, those its answers are weighed against.
    """
    doses = DOSES if all(others) else DOSES[:1]
    said = [read(base, [diff.scaled(dose) for diff in diffs], adapter, question, system=system, max_new_tokens=max_new_tokens)
            for dose in doses]
    candidates = [list(dict.fromkeys(texts)) for texts in zip(*said, strict=True)]
    if not all(others):
        return [texts[0] for texts in candidates]
    return choose(base, diffs, others, adapter, question, candidates, system=system)
