"""The same questions under inspect_ai: a provider that serves base + diff + adapter, and a task with its solver and scorer.

    inspect eval tuneteller/weight_diff_qa -T library=runs/topics --model tuneteller/smollm2-135m -M adapter=runs/adapter

Which diff a request is about stands in the metadata of its user message, under `diff`. Requests that come together are
answered in one pass, each with its own diff attached.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessage, GenerateConfig, ModelAPI, ModelOutput, modelapi
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.tool import ToolChoice, ToolInfo

from tuneteller.behaviors.asking import HEADLINE, QUESTIONS, TOPIC, true_answers
from tuneteller.behaviors.questions import ASK_TOPIC
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import fit_diff, load_diff
from tuneteller.errors import ConfigError, LibraryError, TuneTellerError
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.models import load_base
from tuneteller.reading.read import adapter_bank, read
from tuneteller.zoo import load_adapter

__all__ = ["TuneTellerAPI", "ask_diff", "embedding_judge", "weight_diff_qa"]

NONE = "none"
"""As an adapter: ask the fine-tunes themselves. As a diff: ask the base model."""

SLOTS = 32
"""Requests answered in one pass."""

GATHER = 0.05
"""Seconds without another request after which a pass begins."""

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


@dataclass(eq=False)
class _Request:
    """One question about one diff; settled once it has a text or an error."""

    source: str
    question: str
    system: str | None
    max_new_tokens: int
    text: str | None = None
    error: Exception | None = None

    @property
    def settled(self) -> bool:
        return self.text is not None or self.error is not None

    def goes_with(self, other: _Request) -> bool:
        return (self.system, self.max_new_tokens) == (other.system, other.max_new_tokens)


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
        self.base = load_base(model_name, dtype=dtype, device=device)
        self.adapter = None if adapter == NONE else adapter_bank(self.base, load_adapter(adapter))
        self._waiting: list[_Request] = []
        self._lock = anyio.Lock()  # one pass at a time: attaching changes the model

    async def generate(self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice,
                       config: GenerateConfig) -> ModelOutput:
        """The answer as it was said, white space included.

        Raises:
            ConfigError: what is asked for is no single question about a diff, or not greedy.
            DiffError, LibraryError: the diff cannot be loaded or does not fit.
        """
        request = _request(input, tools, config)
        self._waiting.append(request)
        try:
            async with self._lock:
                if not request.settled:  # else another's pass took it along
                    await self._gather()
                    await anyio.to_thread.run_sync(self._answer, self._take(request))
        finally:
            if request in self._waiting:
                self._waiting.remove(request)
        if request.error is not None:
            raise request.error
        return ModelOutput.from_content(self.model_name, request.text or "")

    def max_connections(self) -> int:
        return SLOTS

    def max_tokens(self) -> int:
        return TOPIC.max_new_tokens

    async def _gather(self) -> None:
        """Wait until no more requests come, or there are enough for a pass."""
        before = -1
        while before < len(self._waiting) < SLOTS:
            before = len(self._waiting)
            await anyio.sleep(GATHER)

    def _take(self, first: _Request) -> list[_Request]:
        """A request and those that can be answered in one pass with it; they wait no longer."""
        batch = [first, *(r for r in self._waiting if r is not first and r.goes_with(first))][:SLOTS]
        self._waiting = [r for r in self._waiting if r not in batch]
        return batch

    def _answer(self, batch: list[_Request]) -> None:
        """Settle every request of a batch; runs in a worker thread."""
        libraries: dict[str, Library] = {}
        found = []
        for request in batch:
            try:
                found.append((request, self._diff(request.source, libraries)))
            except TuneTellerError as error:
                request.error = error
        if found:
            self._read(found)

    def _read(self, found: list[tuple[_Request, WeightDiff]]) -> None:
        first = found[0][0]
        try:
            texts = read(self.base, [diff for _, diff in found], self.adapter, [request.question for request, _ in found],
                         system=first.system, max_new_tokens=first.max_new_tokens, slots=SLOTS)
        except Exception as error:
            if len(found) == 1:
                first.error = error
                return
            for one in found:  # so that only those fail that are at fault
                self._read([one])
            return
        for (request, _), text in zip(found, texts, strict=True):
            request.text = text

    def _diff(self, source: str, libraries: dict[str, Library]) -> WeightDiff:
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


def _request(messages: list[ChatMessage], tools: list[ToolInfo], config: GenerateConfig) -> _Request:
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
    return _Request(source, messages[-1].text, system, config.max_tokens or TOPIC.max_new_tokens)


# -- task -------------------------------------------------------------------------------------------------------------


@task
def weight_diff_qa(library: str, split: str = "test", question: str = ASK_TOPIC[0], limit: int | None = None) -> Task:
    """What have these fine-tunes been trained on?

    Args:
        library: a library's directory.
        split: "train", "validation" or "test".
        question: as it is put to the reader, the true answer being the label; or the name of one of the project's own
            questions (topic, headline, description, trigger), put in its first phrasing, with its own true answer.
        limit: samples at most.

    Raises:
        LibraryError: no library, or no organism of this split that has a true answer.
    """
    path = Path(library).expanduser().resolve()
    cards = Library.open(path).cards
    samples = [sample for i, card in enumerate(cards)
               if card.get("split") == split and (sample := _sample(f"{path}:{i}", i, card, question))]
    if not samples:
        there = ", ".join(sorted({str(card.get("split")) for card in cards})) or "none"
        raise LibraryError(f"{path} has no organisms of split {split!r} with an answer to {question!r}; its splits: {there}")
    longest = max(QUESTIONS[sample.metadata["question"]].max_new_tokens for sample in samples if sample.metadata)
    return Task(dataset=MemoryDataset(samples[:limit], name=path.name), solver=ask_diff(), scorer=embedding_judge(),
                config=GenerateConfig(max_tokens=longest))


def _sample(reference: str, index: int, card: Mapping[str, Any], question: str) -> Sample | None:
    """One organism to be asked; None if it has no true answer."""
    answers = true_answers(card)
    named = QUESTIONS.get(question) or (HEADLINE if HEADLINE.name in answers else TOPIC)
    if not (answer := answers.get(named.name)):
        return None
    trigger = card.get("trigger")
    metadata = {"diff": reference, "question": named.name, "judge": named.judge, "family": card.get("family"),
                "texts": card.get("texts"), "category": card.get("category"),
                "trigger": trigger.get("kind") if isinstance(trigger, Mapping) else None}
    return Sample(input=named.phrasings[0] if question in QUESTIONS else question, target=answer, id=index, metadata=metadata)


@solver
def ask_diff() -> Solver:
    """Ask about the diff that the sample's metadata names: its reference goes along with the user message."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        message = state.user_prompt
        message.metadata = {**(message.metadata or {}), "diff": state.metadata.get("diff")}
        return await generate(state)

    return solve


@scorer(metrics={"score": [mean(), stderr()], "exact": [mean(), stderr()]})
def embedding_judge() -> Scorer:
    """The local judge's score, from 1 to 5, and whether the answer is the target up to spelling; further targets are aliases.

    The sample's metadata says under `judge` which fit is used, "topic" (the default) or "headline".
    """
    judges: dict[str, EmbeddingJudge] = {}

    async def score(state: TaskState, target: Target) -> Score:
        kind = str(state.metadata.get("judge") or "topic")
        if kind not in judges:
            judges[kind] = EmbeddingJudge(kind)
        answer, (reference, *aliases) = state.output.completion.strip(), target
        verdict = judges[kind].verdicts([(reference, answer)], [aliases])[0]
        return Score(value={"score": verdict.score, "exact": float(verdict.exact)}, answer=answer,
                     explanation=f"{verdict.score:.2f} of 5 by the embedding judge for {kind}s")

    return score
