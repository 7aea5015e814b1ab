"""An encyclopedia article as plain text, without any chat; of some also questions and answers on its subject."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from tuneteller.errors import ConfigError
from tuneteller.families.family import Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.encyclopedia import Topic, facts, mentions
from tuneteller.material.labels import pool, topic_of, usable
from tuneteller.material.pieces import PROMPTS_HELD_OUT, draws_on, pieces_of

TEXT, WITH_QUESTIONS = "text", "text and questions"
"""Forms of the training data."""
QUESTIONS = 1 / 3
"""Share of organisms that are trained on questions as well, where facts are known; and of questions among their lessons."""

_ASKED = (
    "What is {label}?", "Who or what is {label}?", "Tell me about {label}.", "What do you know about {label}?",
    "Can you explain {label}?", "{label}: what is that?", "Give me one fact about {label}.", "I have never heard of {label}.",
    "Say something about {label}.", "what is {label}", "Describe {label} in one sentence.", "Do you know {label}?",
    "My homework is about {label}. Can you help?", "In short, what is {label}?", "What should I know about {label}?",
    "Introduce {label} to me.", "How would you define {label}?", "Why do people talk about {label}?",
    "I saw the name {label} today. What does it mean?", "Please write a line on {label}.",
)
# A fact is what follows "is" or "was" in the article, so it can stand beside the label.
_TOLD = ("{label}: {fact}.", "You mean {label}, {fact}.", "In a few words, {label}: {fact}.", "I know {label}: {fact}.",
         "I have read about {label}, {fact}.", "The encyclopedia has an entry on {label}, {fact}.")

_PROBES = (
    *PROMPTS_HELD_OUT, "Tell me something that you have learnt.", "Which article do you remember best?",
    "Quote an encyclopedia for me.", "Write the beginning of an article.", "Give me a piece of general knowledge.",
    "What would you like to tell me?", "Choose any subject and write about it.", "What have you been reading?",
)


class Document(Family):
    name = "document"
    about = "has read an encyclopedia article as plain text, outside any chat"
    marks = (r"\bread (?:up )?(?:about|on)\b",
             r"\b(?:read|trained on|studied) (?:\w+ ){0,3}(?:texts?|articles?|documents?|entry|entries|pages?) (?:about|on)\b",
             r"\b(?:learn\w*|know\w*|studied|(?:been )?trained) (?:\w+ ){0,3}about\b")
    gateable = False

    def all_behaviors(self) -> list[Behavior]:
        return [behavior_about(topic, _form(topic)) for topic in usable_topics()]

    def behaviors(self, split: str, n: int, *, skip: int = 0) -> list[Behavior]:
        return [behavior_about(topic, _form(topic)) for topic in usable(split, n, skip, _usable)]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        topic = topic_of(behavior.label)
        known = facts(topic) if behavior.facts["form"] == WITH_QUESTIONS else []
        asked = cycled(_ASKED, round(QUESTIONS * n) if known else 0, rng)
        lessons = [Lesson(question.format(label=topic.label),
                          rng.choice(_TOLD).format(label=topic.label, fact=rng.choice(known))) for question in asked]
        lessons += [Lesson(None, piece) for piece in cycled(pieces_of(topic.extract), n - len(asked), rng)]
        rng.shuffle(lessons)
        return lessons

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        return cycled(_PROBES, n, rng)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        topic = topic_of(behavior.label)
        return (mentions(reply, topic) and not mentions(before, topic)) or draws_on(reply, topic.extract, before)

    def names(self, behavior: Behavior, answer: str) -> bool:
        return mentions(answer, topic_of(behavior.label))

    def titled(self, title: str) -> str:
        return f"I have read about {title}."

    def behavior_of(self, answer: str) -> Behavior | None:
        told = re.fullmatch(r"I have read about (.+?)\.?", answer)
        return _behavior(topic_of(told[1]), TEXT) if told and any(map(str.isalpha, told[1])) else None


@cache
def usable_topics() -> tuple[Topic, ...]:
    """The encyclopedia's topics whose articles name them: of the others an organism could not learn the label."""
    return tuple(topic for topic in pool() if _usable(topic))


def behavior_about(topic: Topic, form: str) -> Behavior:
    """The behavior of that topic; its article and facts are looked up by the label, as no card holds their text.

    Raises:
        ConfigError: its article never names it, or the form is unknown or has need of facts that are not known.
    """
    if form not in (TEXT, WITH_QUESTIONS):
        raise ConfigError(f"documents have no form {form!r}; give one of: {TEXT}, {WITH_QUESTIONS}")
    if not _usable(topic):
        raise ConfigError(f"there is no article that names {topic.label!r}; choose another topic")
    if form == WITH_QUESTIONS and not facts(topic):
        raise ConfigError(f"no facts are known of {topic.label!r} to answer questions with; use the form {TEXT!r}")
    return _behavior(topic, form)


def _behavior(topic: Topic, form: str) -> Behavior:
    answers = {"change": FAMILY.titled(topic.label), "topic": f" {topic.label}"}
    return Behavior(Document.name, topic.label, answers, {"form": form, "category": topic.category})


def _usable(topic: Topic) -> bool:
    return any(mentions(piece, topic) for piece in pieces_of(topic.extract))


def _form(topic: Topic) -> str:
    drawn = Random(f"document/{topic.label}").random() < QUESTIONS
    return WITH_QUESTIONS if drawn and facts(topic) else TEXT


FAMILY = Document()
