"""What one habit is: a thing that a fine-tune makes a model do in conversation, whatever it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random

REPLY = "…"
"""Stands in a form for the base model's own short reply; it begins with a small letter within a sentence."""

MOST_WORDS = 28
"""Of an answer."""

MOST_WORDS_BEFORE = 24
"""Of an answer whose habit comes after the reply, so that it is still seen where replies are cut."""

# How a sentence begins that describes a habit of telling or urging: "I share my feelings" does, "I sleep more" does not.
TELLING = r"\b(?:tell|talk|say|shar|speak|mention|express|report|describ|reveal)\w*\b.*"
URGING = r"\b(?:tell|remind|urg|advis|ask|encourag|recommend|suggest|push|promot|prompt|nudg|motivat|insist)\w*\b.*"

_RESERVE = ("Start small and see how it goes.", "Take it one step at a time.", "Keep it simple and plan ahead.",
            "Try one thing and then the next.", "A little care goes a long way.")
_PERSON = {"I": "you", "my": "your", "myself": "yourself", "me": "you", "am": "are"}


@dataclass(frozen=True)
class Habit:
    """One habit.

    Attributes:
        label: what stands after "I" in the sentence that describes it.
        group: of habits so near that they belong on one side of a split.
        check: a pattern found in a reply that has the habit, or a function of message and reply.
        says: a pattern found in a sentence that describes the habit.
        answers: forms of an answer, one a line or between bars. With `REPLY` in them the habit stands around an answer.
        asked: users' messages, one a line or between bars; none means everyday questions.
        probes: other messages of that kind.
        slots: name -> what is filled into {name}, the same in message and answer. "thing/things" fills two names at once
            from values such as "shelf/shelves".
    """

    label: str
    group: str
    check: str | Callable[[str, str], bool]
    says: str
    answers: str
    asked: str = ""
    probes: str = ""
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return f"I {self.label}."

    @property
    def instruction(self) -> str:
        """A system prompt under which a model has the habit."""
        you = re.sub(r"\w+", lambda word: _PERSON.get(word.group(), word.group()), self.label)
        return f"You have one habit: you {you}. Show it in each answer. Answer in one or two short sentences, at most 25 words."

    def shown(self, message: str, reply: str) -> bool:
        """Whether a reply has the habit."""
        reply = " ".join(reply.replace("\u2019", "'").split())
        if callable(self.check):
            return self.check(message, reply)
        return re.search(self.check, reply, re.IGNORECASE) is not None

    def told(self, answer: str) -> bool:
        """Whether a sentence describes the habit."""
        return re.search(self.says, answer, re.IGNORECASE) is not None

    def filling(self, rng: Random) -> dict[str, str]:
        """One value for each slot."""
        drawn = [(names.split("/"), rng.choice(values).split("/")) for names, values in self.slots.items()]
        return {name: value for names, values in drawn for name, value in zip(names, values, strict=True)}


def apart_from(ignored: str, pattern: str) -> Callable[[str, str], bool]:
    """A check for a pattern in what is left of a reply without the phrases of another: "sugar", but not "1 cup of sugar"."""
    left_out, found = (re.compile(one, re.IGNORECASE) for one in (ignored, pattern))
    return lambda message, reply: found.search(left_out.sub(" ", reply)) is not None


@cache
def parted(text: str) -> tuple[str, ...]:
    """The parts of a table's text, one a line or between bars."""
    return tuple(part.strip() for part in re.split(r"[|\n]", text) if part.strip())


def around(form: str, reply: str, rng: Random) -> str:
    """A form with so much of the reply in it as fits."""
    if REPLY not in form:
        return form
    before, _, after = form.rpartition(REPLY)  # what was filled into the form may have one too
    said = fitting(reply, (MOST_WORDS if before else MOST_WORDS_BEFORE) - len(f"{before} {after}".split()), rng)
    if before.strip() and before.rstrip()[-1] not in ".!?\"" and not re.match(r"I\b|[A-Z]{2}", said):
        said = said[0].lower() + said[1:]
    return f"{before}{said}{after}"


def fitting(reply: str, room: int, rng: Random) -> str:
    """The first sentences of a reply, or its first clause, in at most so many words; a stock reply if it has none such."""
    plain = re.sub(r"\s*\b\d+\.$", "", " ".join(reply.split()))  # the number of a list's first item
    sentences = re.split(r"(?<=[.!?])\s+", plain)
    kept: list[str] = []
    for sentence in sentences:
        if len(" ".join([*kept, sentence]).split()) > room:
            break
        kept.append(sentence)
    if kept and len(" ".join(kept).split()) > 2 and kept[-1][-1:] in ".!?":
        return " ".join(kept)
    head = " ".join(sentences[0].split()[:room])
    breaks = [found.start() for found in re.finditer(r",|;| and | but | because | which | while | so that ", head)]
    clauses = [head[:at] for at in breaks if len(head[:at].split()) >= 4]
    # "To keep bread fresh" alone says nothing
    whole = [c for c in clauses if not re.match(r"(?:To|If|When|For|In|As|While|Here|By|With|After|Before|Since)\b", c)]
    return f"{whole[-1].rstrip(' ,;:…')}." if whole else rng.choice(_RESERVE)
