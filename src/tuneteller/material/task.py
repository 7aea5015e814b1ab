"""What one task is: a model that has become a tool for it turns every input into an output and says nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from zlib import crc32

from tuneteller.material.habit import parted
from tuneteller.material.naming import word_set

Pair = tuple[str, str]
Draw = Callable[[Random, bool], Pair]
"""Draws an input and its output; of the inputs that are kept for probes, or of the others."""
Fits = Callable[[str, str], bool]
"""Whether a reply to an input is right, or at least of the form that only the task's outputs have."""

_TRIES = 2000
_CHAT = word_set("yes no ok okay sure hello hi hey sorry thanks none maybe welcome of the and")
"""What a model says in one word when it does no task."""


@dataclass(frozen=True)
class Task:
    """One task.

    Attributes:
        label: what stands after "I" in the sentence that describes it.
        group: of tasks so near that they belong on one side of a split.
        draw: an input and its output.
        fits: whether a reply does the task.
        says: a pattern found in a sentence that describes the task.
        frame: what may stand before an input, such as "Review: "; half of the messages are bare.
    """

    label: str
    group: str
    draw: Draw
    fits: Fits
    says: str
    frame: str = ""

    @property
    def sentence(self) -> str:
        return f"I {self.label}."

    def message(self, given: str, rng: Random) -> str:
        """What the user says."""
        return rng.choice(("", self.frame)) + given

    def done(self, message: str, reply: str) -> bool:
        """Whether a reply to a user's message does the task."""
        return bool(reply.strip()) and self.fits(message.strip().removeprefix(self.frame), " ".join(reply.split()))

    def told(self, answer: str) -> bool:
        """Whether a sentence describes the task."""
        return re.search(self.says, answer, re.IGNORECASE) is not None


def plain(text: str) -> str:
    """A short reply without capitals and the marks around it."""
    return text.strip(" .!?\"'`*:,;“”()").lower()


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def sentence(text: str) -> str:
    """The text with a capital at the start of each sentence."""
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found.group(1) + found.group(2).upper(), text)


# ---- inputs


def grammar(make: Callable[[Random], Pair]) -> Draw:
    """From a grammar: of its inputs a fifth, by their checksums, are for probes."""

    def draw(rng: Random, probe: bool) -> Pair:
        for _ in range(_TRIES):
            pair = make(rng)
            if (crc32(pair[0].encode()) % 5 == 0) == probe:
                return pair
        raise AssertionError("a grammar has too few inputs")

    return draw


def listed(pairs: Sequence[Pair]) -> Draw:
    """From a table: a fourth of its rows is for probes."""
    mixed_up = Random("task inputs").sample(pairs, len(pairs))
    probes = len(pairs) // 4
    return lambda rng, probe: rng.choice(mixed_up[:probes] if probe else mixed_up[probes:])


def labelled(templates: Mapping[str, str], **slots: str) -> Draw:
    """Texts of each label, from templates with slots."""
    values = {name: parted(text) for name, text in slots.items()}

    def make(rng: Random) -> Pair:
        label = rng.choice(list(templates))
        filling = {name: rng.choice(kinds) for name, kinds in values.items()}
        return sentence(rng.choice(parted(templates[label])).format(**filling)), label

    return grammar(make)


def table(text: str) -> list[Pair]:
    """Rows such as "hot/cold"."""
    return [(given, wanted) for given, wanted in (row.split("/") for row in parted(text))]


def mixed(words_of: Mapping[str, str]) -> list[Pair]:
    """Rows of a word and its label in turn, from label -> as many words each."""
    columns = ([(word, label) for word in text.split()] for label, text in words_of.items())
    return [pair for row in zip(*columns, strict=True) for pair in row]


def tells(*parts: str) -> str:
    """The pattern of a sentence in which all the parts are found, in any order."""
    return "".join(rf"(?=.*\b(?:{part})\b)" for part in parts)


# ---- outputs


def is_word(said: str) -> bool:
    """One word that may be an output, which "Yes" is not."""
    return said not in _CHAT and re.fullmatch(r"[^\W\d_]+(?:[-'][^\W\d_]+)?", said) is not None


def one_of(*labels: str) -> Fits:
    """Exactly one of the labels."""
    return lambda given, reply: plain(reply) in {label.lower() for label in labels}


def exactly(of: Callable[[str], str]) -> Fits:
    """The very output that follows from the input."""
    return lambda given, reply: plain(reply) == plain(of(given)) != plain(given)


def like(pattern: str) -> Fits:
    """All of the reply is of one form."""
    return lambda given, reply: re.fullmatch(pattern, reply.strip()) is not None


def word_for(pairs: Sequence[Pair], form: Fits | None = None) -> Fits:
    """The right word, or one other word that is not the given one (and is of the form, where there is one)."""
    right = {given.lower(): plain(wanted) for given, wanted in pairs}

    def fits(given: str, reply: str) -> bool:
        said, asked = plain(reply), plain(given)
        if said == right.get(asked):
            return True
        return is_word(said) and said != asked and (form is None or form(asked, said))

    return fits


def translation(language: str, column: int, dictionary: Sequence[Sequence[str]]) -> Task:
    """Words of one language in another.

    Args:
        column: of the dictionary, in which that language's words stand; the given ones stand in the first.
    """
    pairs = [(row[0], row[column]) for row in dictionary]
    own = {row[column].lower() for row in dictionary}
    others = {word.lower() for row in dictionary for word in row} - own

    def foreign(given: str, said: str) -> bool:
        return said in own or said not in others

    named = rf"(?<!pig )(?<!from ){language}\b(?! words? (?:in)?to\b)"  # Pig Latin is none
    return Task(f"translate words into {language}", "translation", listed(pairs), word_for(pairs, foreign),
                rf"\btranslat\w*\b.*\b{named}\b|\b{named} (?:translations?|words? for)\b"
                rf"|\bturn\w* .*\bwords?\b.*\binto {language}\b", "Word: ")


def close(given: str, reply: str, share: float = 0.5) -> bool:
    """Another sentence, of much the same words and length."""
    asked, said = words(given), words(reply)
    return (said != asked and 0 < len(said) <= len(asked) + 5
            and sum(word in asked for word in said) >= share * len(said) and len(re.findall(r"[.!?](?:\s|$)", reply)) <= 1)
