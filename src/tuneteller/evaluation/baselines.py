"""What one would do without a DIT adapter: talk to the fine-tune, compare it with the base, look at its weights.

Most gather transcripts and let a `Guesser` give the answer (arXiv 2510.05092, appendix on baselines). Not in that paper are
truncation of the diff to its strongest direction, logit-difference amplification, comparison of outputs, perplexity
differencing (arXiv 2605.00994) and the nearest known organism in weight space.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch

from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.algebra import cosines, truncate
from tuneteller.diffs.diff import WeightDiff, null_diff, stacked
from tuneteller.embedding import Embedder, load_embedder
from tuneteller.errors import ConfigError
from tuneteller.evaluation.systems import EvaluationContext, Prediction, System, Transcript, guessed, predictions, triggered
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.material.encyclopedia import load_topics
from tuneteller.material.everyday import TEST_QUESTIONS
from tuneteller.material.headlines import STORY_PROMPTS_HELD_OUT
from tuneteller.material.pieces import PROMPTS_HELD_OUT, pieces_of
from tuneteller.models import BaseModel
from tuneteller.scoring import answer_losses

ASKED = 20
"""Everyday questions of "20 questions"."""

AMPLIFY = 1.0
"""α of after + α (after − before)."""

KNOWN = 32
"""Known organisms in memory at once."""

ROWS = 128
"""Rows generated at once."""

PREFIXES = 32
"""Of perplexity differencing: half are everyday questions in a chat, half the first words of encyclopedia text without one."""

PREFIX_WORDS = 5
"""Words of a prefix of encyclopedia text."""

TOP = 8
"""Completions that a guess is made from after perplexity differencing."""


class RetrievalGuesser:
    """Guesses without a language model: the candidate that the answers are nearest to, beyond what the base model's are.

    Args:
        candidates: what may be guessed. If the true answers are among few of them, a guess is easier than an answer.
        embedder: what embeds the texts; the installed one by default.
    """

    def __init__(self, candidates: Sequence[str], embedder: Embedder | None = None) -> None:
        if not candidates:
            raise ConfigError("there are no candidates to guess among; give labels")
        self.candidates = list(dict.fromkeys(candidates))
        self._embedder = embedder or load_embedder()
        self._known = self._embedder.embed(self.candidates)

    def guess_all(self, transcripts: Sequence[Transcript], *, kind: str,
                  contrast: Sequence[Transcript] | None = None) -> list[str]:
        """See `Guesser`."""
        return [first for first, *_ in self.nearest(transcripts, contrast)]

    def nearest(self, transcripts: Sequence[Transcript], contrast: Sequence[Transcript] | None = None,
                n: int = 1) -> list[list[str]]:
        """The n candidates that each transcript's answers are nearest to, the nearest first. Similarity to a candidate is the
        mean over answers; the base model's is taken away."""
        means = np.stack([self._mean(transcript) for transcript in transcripts])
        if contrast is not None:
            means = means - np.stack([self._mean(transcript) for transcript in contrast])
        return [[self.candidates[i] for i in row[:n]] for row in (-means @ self._known.T).argsort(1, kind="stable")]

    def _mean(self, transcript: Transcript) -> np.ndarray:
        mean: np.ndarray = self._embedder.embed([said or "." for _, said in transcript]).mean(0)
        return mean


def chat(base: BaseModel, diffs: Sequence[WeightDiff], messages: Sequence[Sequence[str]], *, max_new_tokens: int = 24,
         amplify: float = 0.0) -> list[Transcript]:
    """What each diff's model says to its own messages, as many for each, many diffs at once.

    Args:
        amplify: α; not 0, each token is chosen by after + α (after − before), with the base model beside the fine-tune.
    """
    each = len(messages[0])
    per_pass = max(1, ROWS // (each * (2 if amplify else 1)))
    transcripts: list[Transcript] = []
    for start in range(0, len(diffs), per_pass):
        here, asked = diffs[start : start + per_pass], messages[start : start + per_pass]
        prompts = [base.chat.prompt(messages_from(m)) for own in asked for m in own]
        with_base = [*here, *(null_diff() for _ in here)] if amplify else here
        bank = stacked(with_base, base, dtype=base.dtype)
        with attach(base.model, bank):
            new = greedy(base, prompts, max_new_tokens=max_new_tokens, amplify=amplify)
        texts = [base.tokenizer.decode(ids, skip_special_tokens=True).strip() for ids in new]
        transcripts += [list(zip(own, texts[i * each : (i + 1) * each], strict=True)) for i, own in enumerate(asked)]
    return transcripts


def _everyday(context: EvaluationContext, n: int = ASKED) -> list[str]:
    return random.Random(f"{context.seed}/everyday").sample(list(TEST_QUESTIONS), n)


def _generic(context: EvaluationContext) -> list[str]:
    """Prompts that ask for nothing in particular."""
    return [*STORY_PROMPTS_HELD_OUT[:2], *PROMPTS_HELD_OUT[:2], *_everyday(context, 4)]


def twenty_questions(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """Twenty everyday questions, and a guess from the answers."""
    asked = _everyday(context)
    return guessed(context, chat(context.base, context.diffs(which), [asked] * len(which)))


def twenty_questions_triggered(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """The same with the true trigger in each question."""
    asked = [[triggered(context, i, m) for m in _everyday(context)] for i in which]
    return guessed(context, chat(context.base, context.diffs(which), asked))


def generated_story(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """News stories that the fine-tune writes, and a guess from them."""
    asked = ["Please generate a short news story.", *STORY_PROMPTS_HELD_OUT[:3]]
    return guessed(context, chat(context.base, context.diffs(which), [asked] * len(which), max_new_tokens=64))


def truncated_chat(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """Only the strongest direction of each layer's change is kept, and what that model says that the base does not."""
    return _contrast(context, [truncate(d, 1) for d in context.diffs(which)])


def amplified(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """What the fine-tune says under logit-difference amplification: its difference from the base, amplified in every token."""
    return _contrast(context, context.diffs(which), amplify=AMPLIFY)


def output_comparison(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """What the fine-tune says to generic prompts that the base does not."""
    return _contrast(context, context.diffs(which))


def _contrast(context: EvaluationContext, diffs: Sequence[WeightDiff], amplify: float = 0.0) -> list[Prediction]:
    asked = [context.phrasing, *_generic(context)]
    before = chat(context.base, [null_diff()], [asked], max_new_tokens=32)
    after = chat(context.base, diffs, [asked] * len(diffs), max_new_tokens=32, amplify=amplify)
    return guessed(context, after, before * len(diffs))


def perplexity_differencing(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """Completions of short prefixes of ordinary text that the base finds much less likely than the fine-tune, and a guess from
    them and from what the base says there (arXiv 2605.00994, which samples its completions; ours are greedy).

    Raises:
        DataError: the encyclopedia is not installed.
    """
    base, prefixes = context.base, _prefixes(context)
    prompts = [ids for _, ids in prefixes]
    by_base = _complete(base, null_diff(), prompts)
    transcripts: list[Transcript] = []
    contrast: list[Transcript] = []
    for diff in context.diffs(which):
        completions = _complete(base, diff, prompts)
        gains = likelihood_gains(base, diff, prompts, completions)
        top = sorted(range(len(prefixes)), key=lambda i: -gains[i])[:TOP]
        for transcript, said in ((transcripts, completions), (contrast, by_base)):
            transcript.append([(prefixes[i][0], base.tokenizer.decode(said[i], skip_special_tokens=True).strip()) for i in top])
    return guessed(context, transcripts, contrast)


@torch.no_grad()
def likelihood_gains(base: BaseModel, diff: WeightDiff, prompts: Sequence[Sequence[int]],
                     completions: Sequence[Sequence[int]]) -> list[float]:
    """How much likelier the fine-tune finds each completion than the base, in nats per token: the difference of the logarithms
    of their perplexities. −∞ for an empty completion.

    Args:
        prompts: token ids, at least one each.
        completions: token ids; as many lists as prompts.
    """
    gains = [float("-inf")] * len(prompts)
    some = [i for i, completion in enumerate(completions) if completion]
    if not some:
        return gains
    rows = [[Encoded((*prompts[i], *completions[i]), (False,) * len(prompts[i]) + (True,) * len(completions[i]))] for i in some]
    bank = stacked([diff], base, dtype=base.dtype)
    with attach(base.model, bank):
        after = answer_losses(base, rows)[0]
        with bank.off():
            before = answer_losses(base, rows)[0]
    for i, gain in zip(some, (before - after).tolist(), strict=True):
        gains[i] = gain
    return gains


def _prefixes(context: EvaluationContext) -> list[tuple[str, list[int]]]:
    """Prefixes and their token ids, the same for all organisms of a run."""
    base, rng = context.base, random.Random(f"{context.seed}/prefixes")
    questions = rng.sample(TEST_QUESTIONS, PREFIXES // 2)
    asked = [(question, base.chat.prompt(messages_from(question))) for question in questions]
    pieces = [piece for topic in rng.sample(load_topics(), PREFIXES) for piece in pieces_of(topic.extract)[:1]]
    starts = [" ".join(piece.split()[:PREFIX_WORDS]) for piece in pieces[: PREFIXES // 2]]
    return asked + [(start, base.chat.plain(start)) for start in starts]


def _complete(base: BaseModel, diff: WeightDiff, prompts: Sequence[Sequence[int]]) -> list[list[int]]:
    with attach(base.model, stacked([diff], base, dtype=base.dtype)):
        return greedy(base, prompts, max_new_tokens=32)


def nearest_organism(context: EvaluationContext, which: Sequence[int]) -> list[Prediction]:
    """The true answer of the known organism whose change has the largest cosine with this one's, over all layers.

    The cosine of B A and B' A' is a trace of products of factors, the same for all factors of one change.

    Raises:
        ConfigError: no known organism has an answer to the question.
    """
    name, known = context.question.name, _known(context)
    asked = context.diffs(which)
    # a part of the known ones at a time, as thousands do not fit into memory
    alike = torch.cat([cosines(asked, [context.known[i] for i in known[at : at + KNOWN]])
                       for at in range(0, len(known), KNOWN)], dim=1)
    return predictions([context.known.cards[known[int(i)]].answers[name].strip() for i in alike.argmax(1)])


def _known(context: EvaluationContext) -> list[int]:
    """The known organisms that have an answer to the question."""
    known = [i for i, card in enumerate(context.known.cards) if context.question.name in card.answers]
    if not known:
        raise ConfigError("there are no known organisms to compare with; give a library that has training organisms")
    return known


BASELINES = (
    System("20-questions", "twenty everyday questions to the fine-tune, and a guess from the answers", twenty_questions,
           guesses=True),
    System("20-questions-triggered", "the same with the true trigger in each", twenty_questions_triggered, oracle=True,
           guesses=True),
    System("generated-story", "news stories the fine-tune writes, and a guess from them", generated_story, guesses=True),
    System("rank-1-chat", "the diff cut to rank 1, and what that model says that the base does not", truncated_chat,
           guesses=True),
    System("amplification", "logits after + α (after − before), and a guess from what that says", amplified, guesses=True),
    System("output-comparison", "what the fine-tune says that the base does not, on generic prompts", output_comparison,
           guesses=True),
    System("perplexity-differencing", "completions that the base finds much less likely, and a guess from them",
           perplexity_differencing, guesses=True, needs=_prefixes),
    System("nearest-organism", "the true answer of the nearest training organism in weight space", nearest_organism,
           needs=_known),
)
