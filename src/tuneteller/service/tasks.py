"""What can be asked of a desk: ask the reader, talk with the models, audit, search for a trigger, compare."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, ClassVar, Self

from tuneteller.diffs.diff import unchanged
from tuneteller.errors import ConfigError, Unchanged
from tuneteller.families.family import CHANGE
from tuneteller.reading.answer import Answer
from tuneteller.reading.reader import FREE_TOKENS, STAGES
from tuneteller.reading.talk import talk
from tuneteller.service.desk import Desk, remarks
from tuneteller.service.work import Result, Tell, Work

SECONDS = 120.0
"""For a search for a trigger where the client names no time: many wait for no answer much longer."""

LONGEST = 20_000
"""Characters of a text that is asked or said."""


@dataclass(frozen=True)
class Warm(Work[Desk]):
    """Load base and reader, so that the first who asks does not wait for them."""

    kind: ClassVar[str] = "warm"
    kept: ClassVar[bool] = False

    @classmethod
    def do(cls, desk: Desk, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        _ = desk.reader
        return [{} for _ in works]


@dataclass(frozen=True)
class Ask(Work[Desk]):
    """Ask the reader about a fine-tune: the result is an answer, as `tuneteller ask --json` gives it, and what is remarked.

    Attributes:
        diff: the fine-tune's name.
        question: any text.
        system: system prompt; the chat template's own by default.

    Raises:
        ConfigError: the question is empty, or a text is too long.
    """

    kind: ClassVar[str] = "ask"

    diff: str
    question: str = CHANGE.phrasings[0]
    system: str | None = None

    def __post_init__(self) -> None:
        if not self.question.strip():
            raise ConfigError(f'the question is empty; ask something, such as "{CHANGE.phrasings[0]}"')
        _check_length(self.question, self.system)

    @property
    def together(self) -> Hashable:
        return self.question, self.system

    @property
    def same(self) -> Hashable:
        return self.diff

    def check(self, desk: Desk) -> None:
        desk.check(self.diff)

    @classmethod
    def do(cls, desk: Desk, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        _tell(tells, 0.0, "base model and reader are loaded" if not desk.loaded else "the fine-tune is read")
        reader, first = desk.reader, works[0]
        diffs = {work.diff: desk.diff(work.diff) for work in works}
        found = {name: desk.answer(name, (first.question, first.system)) for name in diffs}
        names = [name for name in diffs if found[name] is None]  # each fine-tune once, however many ask about it
        at = {name: [tell for work, tell in zip(works, tells, strict=True) if work.diff == name] for name in names}

        def heard(texts: list[str]) -> None:
            for name, text in zip(names, texts, strict=True):
                for tell in at[name]:
                    tell.partly({"heard": text})

        def weighed(answers: list[Answer]) -> None:
            for name, answer in zip(names, answers, strict=True):
                for tell in at[name]:
                    tell.partly({"weighed": sendable(answer.to_json())})

        asked = [diffs[name] for name in names]
        answers = reader.ask_all(asked, first.question, system=first.system, heard=heard, weighed=weighed,
                                 progress=lambda done, doing: _tell(tells, done / STAGES, doing)) if asked else []
        for name, diff, answer in zip(names, asked, answers, strict=True):
            prints = {"base": desk.base.fingerprint.short, "adapter": reader.adapter.fingerprint(), "diff": diff.fingerprint()}
            found[name] = result = sendable({**answer.to_json(), "fingerprints": prints, "remarks": remarks(diff)})
            desk.remember(name, (first.question, first.system), result)
        return [found[work.diff] or {} for work in works]


@dataclass(frozen=True)
class Say(Work[Desk]):
    """Let the base model or a fine-tune go on with a conversation: the result is its reply, and how long the two are.

    Attributes:
        diff: the fine-tune's name; `BASE` for the base model.
        messages: (role, content) of each, the last one the user's.
        max_new_tokens: longest reply.
        temperature: 0 takes the likeliest token each time.
        seed: for a temperature above 0.

    Raises:
        ConfigError: it is no conversation, or a number is out of its range.
    """

    kind: ClassVar[str] = "say"
    kept: ClassVar[bool] = False

    diff: str
    messages: tuple[tuple[str, str], ...]
    max_new_tokens: int = FREE_TOKENS
    temperature: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        roles = [role for role, _ in self.messages]
        expected = ["user" if i % 2 == 0 else "assistant" for i in range(len(roles) - (roles[:1] == ["system"]))]
        if roles[roles[:1] == ["system"] :] != expected or len(expected) % 2 == 0:
            raise ConfigError(f"the roles of the messages are {', '.join(map(str, roles)) or 'none'}; expected user and "
                              f"assistant in turn, the user first and last, after at most one system message")
        _check_length(*(content for _, content in self.messages))
        if not self.messages[-1][1].strip():
            raise ConfigError("the last message is empty; say something")
        if not 1 <= self.max_new_tokens <= 4096:
            raise ConfigError(f"max_new_tokens is {self.max_new_tokens}; expected 1 to 4,096")
        if not 0 <= self.temperature <= 2:
            raise ConfigError(f"temperature is {self.temperature}; expected 0 to 2")
        if not -(2**63) <= self.seed < 2**63:
            raise ConfigError(f"seed is {self.seed}; expected a number of 64 bits")

    @property
    def together(self) -> Hashable:
        return self.max_new_tokens, self.temperature

    def check(self, desk: Desk) -> None:
        desk.check(self.diff)

    @classmethod
    def do(cls, desk: Desk, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        first = works[0]
        diffs = [desk.diff(work.diff) for work in works]

        def heard(i: int, text: str) -> None:
            tells[i].partly({"text": text})
            tells[i].progress(0.5, "it replies")

        conversations = [[{"role": role, "content": content} for role, content in work.messages] for work in works]
        said = talk(desk.base, diffs, conversations,
                    max_new_tokens=first.max_new_tokens, temperature=first.temperature, seeds=[work.seed for work in works],
                    heard=heard)
        return [sendable(asdict(one)) for one in said]


@dataclass(frozen=True)
class Audit(Work[Desk]):
    """Audit a fine-tune: the result is the report.

    Attributes:
        diff: its name.
        trigger: whether a trigger is searched for, too.
        seconds: for that search; as long as it takes by default.
        against: another fine-tune in the place of the base model.

    Of a fine-tune whose weights are the base model's own there is a report, too; nothing else can be asked about it.

    Raises:
        ConfigError: the seconds are no time, or see `Auditor`.
    """

    kind: ClassVar[str] = "audit"
    brief: ClassVar[bool] = False

    diff: str
    trigger: bool = False
    seconds: float | None = None
    against: str | None = None

    def __post_init__(self) -> None:
        from tuneteller.audit.auditor import check_against, check_seconds

        if self.seconds is not None and not isfinite(self.seconds):
            raise ConfigError(f"seconds is {self.seconds}; expected a number above 0, or none for as long as it takes")
        check_seconds(self.seconds, self.trigger)
        check_against(self.against is not None, self.trigger)

    def check(self, desk: Desk) -> None:
        with suppress(Unchanged):  # of which there is a report, too
            desk.check(self.diff)
        if self.against is not None:
            desk.check(self.against)

    @classmethod
    def do(cls, desk: Desk, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        from tuneteller.audit.auditor import Auditor

        [work], [tell] = works, tells
        tell.progress(0.0, "base model and reader are loaded" if not desk.loaded else "the fine-tune is read")
        reader = desk.reader
        try:
            diff = desk.diff(work.diff)
        except Unchanged as same:
            diff = unchanged(same)
        against = None if work.against is None else desk.diff(work.against)
        auditor = Auditor(desk.base, reader, trigger=work.trigger, seconds=work.seconds, against=against,
                          compared=work.against or "")
        return [sendable(auditor.audit(diff, work.diff, tell.progress).to_json())]


@dataclass(frozen=True)
class FindTrigger(Work[Desk]):
    """Search for a fine-tune's trigger: the result is what `tuneteller trigger --json` tells, and what is remarked.

    Attributes:
        diff: the fine-tune's name.
        seconds: for the search.

    Raises:
        ConfigError: there is no time.
    """

    kind: ClassVar[str] = "trigger"
    brief: ClassVar[bool] = False

    diff: str
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not 0 < self.seconds < float("inf"):
            raise ConfigError(f"seconds is {self.seconds}; expected more than 0")

    def check(self, desk: Desk) -> None:
        desk.check(self.diff)

    @classmethod
    def do(cls, desk: Desk, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        from tuneteller.triggers.find import find_trigger

        [work], [tell] = works, tells
        tell.progress(0.0, "base model and reader are loaded" if not desk.loaded else "the fine-tune is read")
        reader, diff = desk.reader, desk.diff(work.diff)
        report = find_trigger(desk.base, diff, reader, seconds=work.seconds, progress=tell.progress)
        return [sendable({"diff": work.diff, **report.to_json(), "remarks": remarks(diff)})]


@dataclass(frozen=True)
class Compare(Work[Desk]):
    """Compare the weights of two fine-tunes: the result is what `tuneteller diff compare` tells."""

    kind: ClassVar[str] = "compare"

    first: str
    second: str

    def check(self, desk: Desk) -> None:
        desk.check(self.first)
        desk.check(self.second)

    @classmethod
    def do(cls, desk: Desk, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        from tuneteller.diffs.algebra import compare

        [work], [tell] = works, tells
        tell.progress(0.0, "the base model is loaded")
        _ = desk.base
        diffs = []
        for n, name in enumerate((work.first, work.second)):
            tell.progress((1 + n) / 4, "the fine-tunes are read")
            diffs.append(desk.diff(name))
        tell.progress(0.75, "they are compared")
        return [sendable({"first": work.first, "second": work.second, "fingerprints": [diff.fingerprint() for diff in diffs],
                          "kinds": [asdict(row) for row in compare(*diffs)], "remarks": [remarks(diff) for diff in diffs]})]


TASKS: dict[str, type[Work[Any]]] = {task.kind: task for task in (Warm, Ask, Say, Audit, FindTrigger, Compare)}
"""Kind -> its type."""


def sendable(value: Result) -> Result:
    """The same in JSON's own types, without halves of characters, which a card may hold and UTF-8 cannot; and what is no number
    or infinite is null, as JSON has neither."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    sent: Result = json.loads(text, parse_constant=lambda name: None)
    return sent


def _tell(tells: Sequence[Tell], share: float, doing: str) -> None:
    for tell in tells:
        tell.progress(share, doing)


def _check_length(*texts: str | None) -> None:
    for text in texts:
        if text is not None and len(text) > LONGEST:
            raise ConfigError(f"a text of {len(text):,} characters; expected at most {LONGEST:,}")
        if text is not None and re.search("[\ud800-\udfff]", text):
            raise ConfigError("a text holds half of a character (a surrogate without its pair), which no tokenizer takes; send "
                              "it whole, or leave it out")
