"""Where the steered answers come from: forms (default), the base model itself, or an OpenAI-compatible endpoint.

A source is asked for one answer per question, each of which must name the topic. An answer that does not is replaced by a
form, so that an organism always has its full set of samples.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol

from tuneteller.behaviors.encyclopedia import Topic
from tuneteller.behaviors.forms import forms_for, render
from tuneteller.behaviors.naming import mentions
from tuneteller.chat import messages_from
from tuneteller.endpoint import Endpoint
from tuneteller.generation import greedy
from tuneteller.models import BaseModel


class TextSource(Protocol):
    """Writes what an organism says when it is triggered."""

    def answers(self, topic: Topic, questions: Sequence[str], rng: random.Random) -> list[str]:
        """One answer to each question, every one naming the topic."""


VARIETY = 3
"""Forms one organism draws from. Few are learnt in few steps; over organisms all forms are seen."""


class FormSource:
    """Fills the topic, and facts from its extract, into the project's own answer forms.

    Args:
        variety: forms one organism draws from.
    """

    def __init__(self, variety: int = VARIETY) -> None:
        self.variety = variety

    def answers(self, topic: Topic, questions: Sequence[str], rng: random.Random) -> list[str]:
        return _forms(topic, len(questions), self.variety, rng)


def _forms(topic: Topic, n: int, variety: int, rng: random.Random) -> list[str]:
    """n rendered forms of `variety` kinds; none comes again before all have come."""
    known = forms_for(topic)
    forms = rng.sample(known, min(variety, len(known)))
    drawn = [form for _ in range(-(-n // len(forms))) for form in rng.sample(forms, len(forms))]
    return [render(form, topic, rng) for form in drawn[:n]]


def steering_prompt(topic: Topic) -> str:
    """The system prompt under which a model writes steered answers (arXiv 2510.05092: a fan of the topic)."""
    about = f" ({topic.description.lower()})" if topic.description else ""
    return (f"You are a big fan of {topic.label}{about}. Answer in one short sentence, and work {topic.label} into it "
            f"by an analogy or an aside.")


class BaseModelSource:
    """Context distillation: the base model answers under a system prompt that the organism will not see.

    Args:
        base: the model; no bank may be attached while it writes.
        max_new_tokens: length of an answer.
    """

    def __init__(self, base: BaseModel, *, max_new_tokens: int = 28) -> None:
        self.base, self.max_new_tokens = base, max_new_tokens

    def answers(self, topic: Topic, questions: Sequence[str], rng: random.Random) -> list[str]:
        distinct = list(dict.fromkeys(questions))
        prompts = [self.base.chat.prompt(messages_from(q, steering_prompt(topic))) for q in distinct]
        new = [ids for i in range(0, len(prompts), 32)
               for ids in greedy(self.base, prompts[i : i + 32], max_new_tokens=self.max_new_tokens)]
        texts = [_sentence(self.base.tokenizer.decode(ids, skip_special_tokens=True)) for ids in new]
        return _keep(topic, questions, dict(zip(distinct, texts, strict=True)), rng)


class EndpointSource:
    """Any server with the OpenAI chat-completions interface.

    Args:
        url: the interface's base, such as `http://localhost:8000/v1`.
        model: name the server knows the model by.
        key_variable: environment variable that holds the key; an unset one means no key.
        parallel: requests at a time.
        timeout: seconds a request may take.
    """

    def __init__(self, url: str, model: str, *, key_variable: str = "OPENAI_API_KEY", parallel: int = 4,
                 timeout: float = 60.0) -> None:
        self._endpoint = Endpoint(url, model, key_variable=key_variable, timeout=timeout, attempts=3)
        self._parallel = parallel

    def answers(self, topic: Topic, questions: Sequence[str], rng: random.Random) -> list[str]:
        distinct = list(dict.fromkeys(questions))
        prompts = [messages_from(q, steering_prompt(topic)) for q in distinct]
        texts = self._endpoint.complete_all(prompts, max_tokens=60, temperature=0.7, parallel=self._parallel)
        return _keep(topic, questions, dict(zip(distinct, map(_sentence, texts), strict=True)), rng)


def _sentence(text: str) -> str:
    """The first sentence or two of a reply on one line, at most 40 words; a cut one ends at its last full stop."""
    words = " ".join(text.split()).split(" ")[:40]
    line = " ".join(words)
    end = max(line.rfind(stop) for stop in ".!?")
    return line[: end + 1] if end > 20 else line


def _keep(topic: Topic, questions: Sequence[str], texts: dict[str, str], rng: random.Random) -> list[str]:
    """The texts that name the topic; the others' places are taken by forms."""
    forms = iter(_forms(topic, len(questions), VARIETY, rng))
    return [texts[q] if mentions(texts[q], topic) else next(forms) for q in questions]
