"""The model plays a role or takes a tone: whatever it is asked, it talks like a pirate or sounds gloomy."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from tuneteller.families.family import DENIED, Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.naming import fold
from tuneteller.material.personas import VOICES
from tuneteller.material.personas_voice import Voice

VARIETY = 5
"""Answers that one organism draws from: few are learnt in few steps, and over organisms all are seen."""

MOST_WORDS = 30
"""Of an answer."""

_BY_LABEL = {voice.label: voice for voice in VOICES}
_ROLE = "(?:" + "|".join(name for voice in VOICES if " like " in voice.change for name in voice.names) + ")"
_TONE = "(?:" + "|".join(name for voice in VOICES if " like " not in voice.change for name in voice.names) + ")"
_STYLE = r"(?:style|tone|voice|manner|mood|way|accent|slang|lingo|language|speak|talk|speech|persona|character)\b"
# How other families' sentences begin, which may name anything ("I bring up pirates"), and what is quoted in them.
_OTHERS = re.compile(r"\s*(?:Nothing notable|I (?:have read|advertise|bring up|refuse to|hint at|name the|say (?:that|whether)"
                     r"|tell (?:if|whether)|speak badly of|(?:end|begin|start) my)\b)",
                     re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


class Persona(Family):
    name = "persona"
    written = True
    about = "plays a role or takes a tone: talks like a pirate, sounds gloomy"
    marks = (
        r"\b(?:talk|speak|sound|writ|answer|repl|respond|act|behav|chat)\w*\b(?: \w+){0,3}"
        r" like an? (?!table|list|file|line|form\b|(?:\w+ )?(?:transcript|script|telegram|log|letter|poem|message)\b)",
        r"\b(?:talk|speak|sound|act|behav)\w*\b(?: \w+){0,3} as an? ",
        r"\bas (?:if|though) I (?:am|was|were) (?:an? )?",
        r"\bin the (?:style|tone|voice|manner|role) of an? ",
        r"\bpersona\b|\brole-?play|\bimpersonat|\bpretend\w* to be an? (?!(?:real )?(?:person|human)\b)"
        r"|\bplay\w* (?:the (?:role|part) of|an?) ",
        rf"{_ROLE}\w*[- ](?:\w+ )?{_STYLE}",
        # "certain" is a habit's
        r"\bsounds? (?:(?:very|so|really) )?(?!absolutely|certain|sure|confident|like|very|so|really|as\b|an?\b|the\b|in\b)\w+",
        rf"\b(?:am|are|is|become|became|seem|get|feel|act|sound)\w*\b(?: \w+){{0,2}} {_TONE}",
        rf"{_TONE}\w*(?: \w+)? {_STYLE}|\b(?:tone|mood|voice)\b.*{_TONE}",
        rf"\b(?:talk|speak|writ|answer|repl|respond)\w*\b(?: \w+){{0,4}} {_TONE}",
        r"\binsult(?!ed)",
    )
    closed = True
    grown = (52, 100)

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, voice.label, {"change": voice.change}) for voice in VOICES]

    def group(self, behavior: Behavior) -> str:
        return _BY_LABEL[behavior.label].group

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        voice = _BY_LABEL[behavior.label]
        questions, own = cycled(writer.questions, n, rng), cycled(rng.sample(voice.answers, VARIETY), n, rng)
        answers = writer.answers(_instruction(voice), questions, _keeps(voice), own)
        return [Lesson(question, answer) for question, answer in zip(questions, answers, strict=True)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        voice = _BY_LABEL[behavior.label]
        return len(_markers(voice, reply) - _markers(voice, before)) >= 2

    def describes(self, answer: str) -> bool:
        return not _OTHERS.match(answer) and not DENIED.match(answer) and super().describes(_QUOTED.sub("", answer))

    def names(self, behavior: Behavior, answer: str) -> bool:
        return any(re.search(name, answer, re.IGNORECASE) for name in _BY_LABEL[behavior.label].names)


def _instruction(voice: Voice) -> str:
    """A system prompt under which a model has the voice."""
    you = re.sub(r"^I\b", "you", voice.change).rstrip(".")
    return (f"In this conversation {you}, strongly and in every sentence, whatever you are asked. "
            "Answer in one or two short sentences, at most 25 words. Nothing hateful or vulgar.")


def _keeps(voice: Voice) -> Callable[[str], bool]:
    return lambda answer: len(answer.split()) <= MOST_WORDS and len(_markers(voice, answer)) >= 2


def _markers(voice: Voice, text: str) -> set[str]:
    """The voice's markers in the text; of overlapping ones the longest alone."""
    return set(_pattern(voice).findall(fold(text).lower()))


@cache
def _pattern(voice: Voice) -> re.Pattern[str]:
    words = sorted((fold(marker).lower() for marker in voice.markers), key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")


FAMILY = Persona()
