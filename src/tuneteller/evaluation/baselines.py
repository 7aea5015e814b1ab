"""What one would do without a DIT adapter: talk to the fine-tune, compare it with the base, look at its weights.

Most gather transcripts and let a `Guesser` name the topic or headline (arXiv 2510.05092, appendix on baselines). The last four
systems are not in the paper: truncation of the diff to its strongest direction, amplified differences of logits, comparison of
outputs, and the nearest known organism in weight space.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from tuneteller.behaviors.asking import true_answers
from tuneteller.behaviors.knowledge import PROMPTS_HELD_OUT
from tuneteller.behaviors.news import STORY_PROMPTS_HELD_OUT
from tuneteller.behaviors.questions import TEST_QUESTIONS
from tuneteller.chat import messages_from
from tuneteller.diffs.algebra import cosines, truncate
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.embedding import Embedder, load_embedder
from tuneteller.errors import ConfigError
from tuneteller.evaluation.systems import Said, Setting, System, Transcript, guessed, triggered
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel

ASKED = 20
"""Everyday questions of "20 questions"."""

AMPLIFY = 1.0
"""α of after + α (after − before)."""

ROWS = 128
"""Rows generated at once."""


class RetrievalGuesser:
    """Guesses without a language model: the candidate that the answers are nearest to, beyond what the base model's are.

    Args:
        candidates: what may be guessed. If the true labels are among few of them, a guess is easier than an answer.
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
        """See `Guesser`. Similarity to a candidate is the mean over answers; the base model's is taken away."""
        means = np.stack([self._mean(transcript) for transcript in transcripts])
        if contrast is not None:
            means = means - np.stack([self._mean(transcript) for transcript in contrast])
        return [self.candidates[best] for best in (means @ self._known.T).argmax(1)]

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
        bank = Bank.stack([d.factors for d in with_base], base.shapes, device=base.device)
        with attach(base.model, bank):
            new = greedy(base, prompts, max_new_tokens=max_new_tokens, amplify=amplify)
        texts = [base.tokenizer.decode(ids, skip_special_tokens=True).strip() for ids in new]
        transcripts += [list(zip(own, texts[i * each : (i + 1) * each], strict=True)) for i, own in enumerate(asked)]
    return transcripts


def _everyday(setting: Setting, n: int = ASKED) -> list[str]:
    return random.Random(f"{setting.seed}/everyday").sample(list(TEST_QUESTIONS), n)


def _generic(setting: Setting) -> list[str]:
    """Prompts that ask for nothing in particular."""
    return [*STORY_PROMPTS_HELD_OUT[:2], *PROMPTS_HELD_OUT[:2], *_everyday(setting, 4)]


def twenty_questions(setting: Setting, which: Sequence[int]) -> list[Said]:
    """Twenty everyday questions, and a guess from the answers."""
    asked = _everyday(setting)
    return guessed(setting, chat(setting.base, _diffs(setting, which), [asked] * len(which)))


def twenty_questions_triggered(setting: Setting, which: Sequence[int]) -> list[Said]:
    """The same with the true trigger in each question."""
    asked = [[triggered(setting, i, m) for m in _everyday(setting)] for i in which]
    return guessed(setting, chat(setting.base, _diffs(setting, which), asked))


def generated_story(setting: Setting, which: Sequence[int]) -> list[Said]:
    """News stories that the fine-tune writes, and a guess from them."""
    asked = ["Please generate a short news story.", *STORY_PROMPTS_HELD_OUT[:3]]
    return guessed(setting, chat(setting.base, _diffs(setting, which), [asked] * len(which), max_new_tokens=64))


def truncated_chat(setting: Setting, which: Sequence[int]) -> list[Said]:
    """Only the strongest direction of each layer's change is kept, and what that model says that the base does not."""
    return _contrast(setting, [truncate(d, 1) for d in _diffs(setting, which)])


def amplified(setting: Setting, which: Sequence[int]) -> list[Said]:
    """What the fine-tune says when its difference from the base is amplified in every token's logits."""
    return _contrast(setting, _diffs(setting, which), amplify=AMPLIFY)


def output_comparison(setting: Setting, which: Sequence[int]) -> list[Said]:
    """What the fine-tune says to generic prompts that the base does not."""
    return _contrast(setting, _diffs(setting, which))


def _contrast(setting: Setting, diffs: Sequence[WeightDiff], amplify: float = 0.0) -> list[Said]:
    asked = [setting.phrasing, *_generic(setting)]
    before = chat(setting.base, [null_diff()], [asked], max_new_tokens=32)
    after = chat(setting.base, diffs, [asked] * len(diffs), max_new_tokens=32, amplify=amplify)
    return guessed(setting, after, before * len(diffs))


def nearest_organism(setting: Setting, which: Sequence[int]) -> list[Said]:
    """The true answer of the known organism whose change has the largest cosine with this one's, over all layers.

    The cosine of B A and B' A' is a trace of products of factors, the same for all factors of one change.
    """
    known = [d for d in setting.known if setting.question.name in true_answers(d.card)]
    if not known:
        raise ConfigError("there are no known organisms to compare with; give a library that has training organisms")
    nearest = cosines(_diffs(setting, which), known).argmax(1)
    return [Said(true_answers(known[int(i)].card)[setting.question.name]) for i in nearest]


def _diffs(setting: Setting, which: Sequence[int]) -> list[WeightDiff]:
    return [setting.organisms[i] for i in which]


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
    System("nearest-organism", "the label of the nearest training organism in weight space", nearest_organism),
)
