"""The same questions under inspect_ai: a provider that serves base + diff + adapter, and a task with its solver and scorer.

    inspect eval tuneteller/weight_diff_qa -T library=runs/topics --model tuneteller/smollm2-135m -M adapter=runs/adapter

Which diff a request is about stands in the metadata of its user message, under `diff`. Requests that come together are
answered in one pass, each with its own diff attached.
"""

from __future__ import annotations

import math
import re
import sys
import weakref
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

import anyio
import anyio.to_thread
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessage, GenerateConfig, ModelAPI, ModelOutput, modelapi
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.tool import ToolChoice, ToolInfo

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import fit_diff, load_diff
from tuneteller.errors import ConfigError, LibraryError
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.verdicts import FAMILY_JUDGE, Judged, judge_answers
from tuneteller.families.family import CHANGE, Question
from tuneteller.families.registry import load_families, question_named, questions
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.read import read
from tuneteller.reading.reader import FREE_TOKENS, Reader
from tuneteller.reading.weigh import question_of
from tuneteller.service.service import SLOTS, Service
from tuneteller.service.work import Result, Tell, Work
from tuneteller.zoo import load_adapter

__all__ = ["TuneTellerAPI", "answer_judge", "ask_diff", "weight_diff_qa"]

NONE = "none"
"""As an adapter: ask the fine-tunes themselves. As a diff: ask the base model."""

# What an answer does not depend on here, and values that ask for nothing beyond a greedy answer; all else is refused.
_WITHOUT_EFFECT = frozenset({
    "max_tokens", "seed", "system_message", "max_connections", "adaptive_connections", "max_retries", "timeout",
    "attempt_timeout", "stream_idle_timeout", "max_tool_output", "parallel_tool_calls", "internal_tools", "cache_prompt",
    "reasoning_history",
})
_NEUTRAL: Mapping[str, Any] = {
    "temperature": 0, "top_p": 1, "num_choices": 1, "best_of": 1, "frequency_penalty": 0, "presence_penalty": 0,
    "logprobs": False, "cache": False, "batch": False,
}


# -- provider ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Desk:
    """What answers are made with: the base model, and a reader, if it is not the fine-tunes themselves that are asked."""

    base: BaseModel
    reader: Reader | None

    def say(self, diffs: Sequence[WeightDiff], questions: Sequence[str], system: str | None, max_new_tokens: int) -> list[str]:
        """One greedy answer about each diff."""
        if self.reader is None:
            return read(self.base, diffs, None, questions, system=system, max_new_tokens=max_new_tokens, slots=SLOTS)
        return [said for [said] in self.reader.say(diffs, questions, system=system, max_new_tokens=max_new_tokens)]

    def diff(self, source: str, libraries: dict[str, Library]) -> WeightDiff:
        """The diff a reference names; a library is opened once for all of a batch."""
        if source == NONE:
            return null_diff()
        match = re.fullmatch(r"(.+):(\d{1,9})", source)
        if match and (Path(match[1]).expanduser() / "library.json").is_file():
            if match[1] not in libraries:
                libraries[match[1]] = Library.open(Path(match[1]).expanduser())
            if (index := int(match[2])) < len(library := libraries[match[1]]):
                return fit_diff(library[index], self.base)
        return load_diff(source, self.base)  # every other form, and what there is to say of an index too large


@dataclass(frozen=True)
class _Read(Work[_Desk]):
    """One question about one diff: the result is the answer's text."""

    kind: ClassVar[str] = "read"
    kept: ClassVar[bool] = False

    source: str
    question: str
    system: str | None
    max_new_tokens: int

    @property
    def together(self) -> Hashable:
        return self.system, self.max_new_tokens

    @classmethod
    def do(cls, desk: _Desk, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        libraries: dict[str, Library] = {}
        diffs = [desk.diff(work.source, libraries) for work in works]
        texts = desk.say(diffs, [work.question for work in works], works[0].system, works[0].max_new_tokens)
        return [{"text": text} for text in texts]


@modelapi(name="tuneteller")
class TuneTellerAPI(ModelAPI):
    """A base model, with the DIT adapter, that answers about the diff each request names.

    Args:
        model_name: alias, directory or hub id of the base model.
        adapter: DIT adapter; the shipped one by default, and "none" asks the fine-tunes themselves.
        dtype, device: see `load_base`.

    Raises:
        ConfigError: an argument that means nothing here.
        ModelError, DiffError: base or adapter cannot be loaded, or do not fit.
    """

    def __init__(self, model_name: str, base_url: str | None = None, api_key: str | None = None,
                 config: GenerateConfig = GenerateConfig(), *, adapter: str | None = None,  # noqa: B008
                 dtype: str | None = None, device: str | None = None, **others: Any) -> None:
        super().__init__(model_name, base_url, api_key, [], config)
        if others or base_url:
            given = ", ".join(others) or "base_url"
            raise ConfigError(f"the provider tuneteller takes no {given}; give adapter, dtype or device, or nothing")
        base = load_base(model_name, dtype=dtype, device=device)
        desk = _Desk(base, None if adapter == NONE else Reader(base, load_adapter(adapter)))
        self._service = Service(desk, most=sys.maxsize)  # inspect bounds how many wait
        weakref.finalize(self, self._service.close, 0)  # else its thread would keep the base model

    async def generate(self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice,
                       config: GenerateConfig) -> ModelOutput:
        """The answer as it was said, white space included.

        Raises:
            ConfigError: what is asked for is no single question about a diff, or not greedy.
            DiffError, LibraryError: the diff cannot be loaded or does not fit.
        """
        job = self._service.submit(_request(input, tools, config))
        try:
            await anyio.to_thread.run_sync(job.wait, abandon_on_cancel=True, limiter=anyio.CapacityLimiter(math.inf))
        finally:
            self._service.cancel(job)  # unless it is over
        return ModelOutput.from_content(self.model_name, job.outcome()["text"])

    def close(self) -> None:
        self._service.close()

    def max_connections(self) -> int:
        return SLOTS

    def max_tokens(self) -> int:
        return FREE_TOKENS


def _request(messages: list[ChatMessage], tools: list[ToolInfo], config: GenerateConfig) -> _Read:
    """What a call asks for.

    Raises:
        ConfigError: it cannot be done.
    """
    if tools:
        raise ConfigError(f"the reader calls no tools; got {', '.join(tool.name for tool in tools)}; ask without any")
    roles = [message.role for message in messages]
    if roles not in (["user"], ["system", "user"]):
        raise ConfigError(f"the reader takes one question, a user message after at most one system message; got: "
                          f"{', '.join(roles) or 'nothing'}")
    for message in messages:
        if not isinstance(message.content, str) and (kinds := {part.type for part in message.content} - {"text"}):
            raise ConfigError(f"the reader reads text alone; the {message.role} message holds {', '.join(sorted(kinds))}")
    unknown = sorted(name for name, value in config.model_dump(exclude_none=True).items()
                     if name not in _WITHOUT_EFFECT and not (name in _NEUTRAL and value == _NEUTRAL[name]))
    if unknown:
        raise ConfigError(f"the reader answers with its likeliest tokens, once, and keeps no replies; leave out "
                          f"{', '.join(unknown)}")
    source = (messages[-1].metadata or {}).get("diff")
    if not isinstance(source, str) or not source:
        raise ConfigError(f"the user message's metadata names no diff (it says {source!r}); set \"diff\" to what "
                          f"`tuneteller ask` takes, such as LIBRARY:INDEX, or to \"{NONE}\" for the base model; the "
                          f"solver ask_diff takes it from the sample's metadata")
    system = messages[0].text if len(messages) == 2 else None
    return _Read(source, messages[-1].text, system, config.max_tokens or FREE_TOKENS)


# -- task -------------------------------------------------------------------------------------------------------------


@task
def weight_diff_qa(library: str, split: str = "test", question: str = CHANGE.name, limit: int | None = None,
                   families: str | None = None) -> Task:
    """What did these fine-tunes change?

    Args:
        library: a library's directory.
        split: "train", "validation" or "test".
        question: the name of a known question (change, topic, headline, …), put in its first phrasing; or any text, put as it
            is, whose true answer is that of the known question it is a phrasing of, else that of "change".
        limit: samples at most.
        families: a Python file with families of one's own, which is run.

    Raises:
        LibraryError: no library, or no organism of this split that has a true answer.
        ConfigError: the file of families cannot be used.
    """
    if families is not None:
        load_families(families)
    path = Path(library).expanduser().resolve()
    cards = Library.open(path).cards
    named = questions().get(question)
    asked, phrasing = (named, named.phrasings[0]) if named else (question_of(question) or CHANGE, question)
    samples = [_sample(f"{path}:{i}", i, card, asked, phrasing) for i, card in enumerate(cards)
               if card.split == split and card.answers.get(asked.name)]
    if not samples:
        there = ", ".join(sorted({str(card.split) for card in cards})) or "none"
        raise LibraryError(f"{path} has no organisms of split {split!r} with an answer to {asked.name!r}; its splits: {there}")
    return Task(dataset=MemoryDataset(samples[:limit], name=path.name), solver=ask_diff(), scorer=answer_judge(),
                config=GenerateConfig(max_tokens=asked.max_new_tokens))


def _sample(reference: str, index: int, card: Card, question: Question, phrasing: str) -> Sample:
    """One organism to be asked. The target has no leading space, which only a model's tokens need."""
    metadata = {"diff": reference, "question": question.name, "family": card.family, "label": card.label,
                "category": card.facts.get("category"), "trigger": (card.trigger or {}).get("kind"), "card": card.to_json()}
    return Sample(input=phrasing, target=card.answers[question.name].strip(), id=index, metadata=metadata)


@solver
def ask_diff() -> Solver:
    """Ask about the diff that the sample's metadata names: its reference goes along with the user message."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        message = state.user_prompt
        message.metadata = {**(message.metadata or {}), "diff": state.metadata.get("diff")}
        return await generate(state)

    return solve


@scorer(metrics={"score": [mean(), stderr()], "exact": [mean(), stderr()]})
def answer_judge() -> Scorer:
    """A score from 1 to 5, and whether the answer is right in full.

    The sample's metadata says under `question` which question was asked. To "change", the family of the organism whose `card`
    is there judges. Any other answer is held against the target by the local embedding judge, where further targets are
    aliases; the fit for topics is the default.
    """
    judges: dict[str, EmbeddingJudge] = {}

    async def score(state: TaskState, target: Target) -> Score:
        answer, card, name = state.output.completion.strip(), state.metadata.get("card"), state.metadata.get("question")
        kind = question_named(str(name)).judge if name else "topic"
        if kind == "family" and card is not None:
            [judged] = judge_answers(question_named(str(name)), [Card.from_json(card)], [answer], None)
            by = FAMILY_JUDGE["name"]
        else:
            kind = "topic" if kind == "family" else kind
            if kind not in judges:
                judges[kind] = EmbeddingJudge(kind)
            reference, *aliases = target
            [verdict] = judges[kind].verdicts([(reference, answer)], [aliases])
            judged, by = Judged(verdict.score, verdict.exact), f"the embedding judge for {kind}s"
        return Score(value={"score": judged.score, "exact": float(judged.exact)}, answer=answer,
                     explanation=f"{judged.score:.2f} of 5 by {by}")

    return score
