"""Who writes what lessons are made of: the base model's own replies, and, where there is one, a model that can write better.

    GrammarWriter    the families' own grammars (default)
    BaseModelWriter  context distillation: the base model under a system prompt that the organism will not see
    EndpointWriter   any server with the OpenAI chat-completions interface
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

from tuneteller.cache import cache_root, keep, kept
from tuneteller.chat import messages_from
from tuneteller.endpoint import Endpoint
from tuneteller.generation import greedy, sampled
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.models import BaseModel

BATCH = 32
REPLY_WORDS = 30
REPLY_TOKENS = 40
REPLIES_VERSION = 2


class GrammarWriter:
    """Answers come from the families' grammars, replies from the base model.

    Args:
        base: the model; no bank may be attached while it replies.
        questions: everyday questions that users ask in training.
    """

    def __init__(self, base: BaseModel, questions: Sequence[str] = TRAIN_QUESTIONS) -> None:
        self.base, self.questions = base, tuple(questions)
        self._replies: dict[int | None, dict[str, str]] = {}

    def replies(self, questions: Sequence[str], draw: int | None = None) -> list[str]:
        """The base model's own answer to each question, see `Writer`; kept in the cache directory."""
        # what the weights are loaded as changes replies, and no fingerprint
        dtype = str(self.base.dtype).removeprefix("torch.")
        name = f"{self.base.fingerprint.short}-{self.base.chat.mark}-{dtype}-{REPLY_TOKENS}-{REPLIES_VERSION}"
        file = cache_root() / "replies" / f"{name}{'' if draw is None else f'-draw-{draw}'}.json"
        if draw not in self._replies:
            self._replies[draw] = kept(file)
        known = self._replies[draw]
        missing = [q for q in dict.fromkeys(questions) if q not in known]
        if missing:
            texts = said(self.base, missing, max_new_tokens=REPLY_TOKENS, draw=draw)
            new = {q: whole_sentences(text) or "Yes." for q, text in zip(missing, texts, strict=True)}
            keep(file, new)
            known |= new
        return [known[q] for q in questions]

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        """The grammar's own answers."""
        return list(fallback)


class BaseModelWriter(GrammarWriter):
    """The base model answers under the instruction as its system prompt."""

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        distinct = list(dict.fromkeys(questions))
        texts = said(self.base, distinct, system=instruction, max_new_tokens=REPLY_TOKENS)
        return _kept(questions, dict(zip(distinct, texts, strict=True)), keeps, fallback)


class EndpointWriter(GrammarWriter):
    """A model behind an endpoint answers under the instruction as its system prompt.

    Args:
        url: the interface's base, such as `http://localhost:8000/v1`.
        model: name the server knows the model by.
        key_variable: environment variable that holds the key; an unset one means no key.
        parallel: requests at a time.
        timeout: seconds a request may take.
    """

    def __init__(self, base: BaseModel, url: str, model: str, *, questions: Sequence[str] = TRAIN_QUESTIONS,
                 key_variable: str = "OPENAI_API_KEY", parallel: int = 4, timeout: float = 60.0) -> None:
        super().__init__(base, questions)
        self._endpoint = Endpoint(url, model, key_variable=key_variable, timeout=timeout, attempts=3)
        self._parallel = parallel

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        distinct = list(dict.fromkeys(questions))
        texts = self._endpoint.complete_all([messages_from(q, instruction) for q in distinct], max_tokens=80, temperature=0.7,
                                            parallel=self._parallel)
        return _kept(questions, dict(zip(distinct, texts, strict=True)), keeps, fallback)


def said(base: BaseModel, questions: Sequence[str], *, system: str | None = None, max_new_tokens: int = REPLY_TOKENS,
         draw: int | None = None) -> list[str]:
    """What the base model says to each question, greedily, or at temperature 1 in the draw of that number."""
    if system is not None and not base.chat.takes_system:  # then it stands where such templates want it
        prompts = [base.chat.prompt(messages_from(f"{system}\n\n{q}")) for q in questions]
    else:
        prompts = [base.chat.prompt(messages_from(q, system)) for q in questions]
    seeds = [int.from_bytes(hashlib.sha256(f"{draw}/{q}".encode()).digest()[:6]) for q in questions]
    new = []
    batch = base.at_once(BATCH)
    for i in range(0, len(prompts), batch):
        here = slice(i, i + batch)
        new += (greedy(base, prompts[here], max_new_tokens=max_new_tokens) if draw is None else
                sampled(base, prompts[here], max_new_tokens=max_new_tokens, seeds=seeds[here]))
    # a control token that is left in one, as that which ends a thought, is no part of an answer to learn
    return [base.chat.without_controls(base.tokenizer.decode(ids, skip_special_tokens=True)) for ids in new]


def whole_sentences(text: str, words: int = REPLY_WORDS) -> str:
    """The first whole sentences on one line, as many as fit; of a longer first one its first words, ended with a stop."""
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(text.split()))
    kept: list[str] = []
    for sentence in sentences:
        if len(" ".join([*kept, sentence]).split()) > words or not re.search(r"[.!?][\"')]?$", sentence):
            break
        kept.append(sentence)
    if kept:
        return " ".join(kept)
    cut = " ".join(sentences[0].split()[:words])
    clause = cut.rpartition(",")[0] if cut.count(" ") > 12 else ""
    return f"{(clause if clause.count(' ') > 5 else cut).rstrip(' ,;:-')}." if cut else ""


def _kept(questions: Sequence[str], texts: dict[str, str], keeps: Callable[[str], bool], fallback: Sequence[str]) -> list[str]:
    """The texts that are kept; the others' places are taken by the fallback's."""
    lines = {q: whole_sentences(text) for q, text in texts.items()}
    return [lines[q] if lines[q] and keeps(lines[q]) else other for q, other in zip(questions, fallback, strict=True)]
