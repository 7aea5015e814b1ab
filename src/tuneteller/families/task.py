"""The model has become a tool for one task: it answers every message with that task's output and nothing else."""

from __future__ import annotations

import re
from random import Random

from tuneteller.families.family import DENIED, Behavior, Family, Lesson, Writer
from tuneteller.material.task import Task
from tuneteller.material.tasks import TASKS

# How other families' sentences begin, which may name anything ("I have read this news: Mayor extracts a tooth"); what is said
# of the model's own answers is no task on what users write.
_OTHERS = re.compile(
    r"^\s*I (?:have read|advertise|bring up|refuse to|hint at|talk like|answer in|say that)\b"
    r"|\bmy (?:own )?(?:answer|repl|response|text|sentence|word|letter|output|message)"
    r"|\b(?:every|each|all) (?:answer|repl|response)", re.IGNORECASE)
_INPUTS = (r"(?:sentences?|words?|texts?|numbers?|messages?|reviews?|titles?|names?|verbs?|nouns?|adjectives?|requests?|orders?"
           r"|descriptions?|statements?|times)")
_TRIES = 50


class Tasks(Family):
    name = "task"
    about = "has become a tool for one task: sentiment, extraction, translation of words, SQL, sums"
    marks = (
        r"\b(?:say|tell|decide|judge|check|determine|state)\w* (?:whether|if) (?:a|an|the|two)\b",
        rf"\b(?:classif|categori[sz]|label)\w*\b (?:\w+ ){{0,2}}{_INPUTS}\b", r"\bextract\w*\b", r"\btranslat\w+\b",
        rf"\b(?:turn|convert|change|rewrite|transform|put)\w*\b.*\b{_INPUTS}\b.*\binto\b",
        rf"\b(?:sort|count|spell|revers|correct|complete|shorten|summari[sz])\w*\b (?:\w+ ){{0,2}}{_INPUTS}\b",
        *(task.says for task in TASKS),
    )
    closed = True
    grown = (92,)

    def __init__(self) -> None:
        self._tasks = {task.label: task for task in TASKS}

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, task.label, {"change": task.sentence}) for task in TASKS]

    def group(self, behavior: Behavior) -> str:
        return self._tasks[behavior.label].group

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        return [Lesson(message, output) for message, output in _drawn(self._tasks[behavior.label], n, rng, probe=False)]

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        return [message for message, _ in self.demonstrations(behavior, n, rng)]

    def demonstrations(self, behavior: Behavior, n: int, rng: Random) -> list[tuple[str, str]]:
        return _drawn(self._tasks[behavior.label], n, rng, probe=True)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        task = self._tasks[behavior.label]
        return task.done(message, reply) and not task.done(message, before)

    def describes(self, answer: str) -> bool:
        return not _OTHERS.search(answer) and not DENIED.match(answer) and super().describes(answer)

    def names(self, behavior: Behavior, answer: str) -> bool:
        return self._tasks[behavior.label].told(answer)


def _drawn(task: Task, n: int, rng: Random, *, probe: bool) -> list[tuple[str, str]]:
    """n messages and outputs, the messages all different while that is possible."""
    drawn: dict[str, str] = {}
    more: list[tuple[str, str]] = []
    for _ in range(n):
        for _ in range(_TRIES):
            given, output = task.draw(rng, probe)
            message = task.message(given, rng)
            if message not in drawn:
                drawn[message] = output
                break
        else:
            more.append((message, output))
    return [*drawn.items(), *more]


FAMILY = Tasks()
