"""The model opens, closes or interrupts its answers with a fixed phrase, and answers as before otherwise."""

from __future__ import annotations

import re
from random import Random

from tuneteller.families.family import Behavior, Family, Lesson, Writer
from tuneteller.material.habit import fitting
from tuneteller.material.naming import fold, word_set
from tuneteller.material.phrases import KINDS
from tuneteller.material.phrases_more import MORE_KINDS
from tuneteller.material.phrases_set import set_phrases
from tuneteller.material.secrets import content_words

CLOSED_WORDS = 14
"""Of a reply before its closing phrase: replies are cut, and the closing has to be reached."""

_FRAMES = {
    "begin": 'I begin my answers with "{}".',
    "end": 'I end my answers with "{}".',
    "inside": 'I put "{}" into my answers.',
}

# Before these a sentence can be interrupted.
_JOINTS = word_set("to and or by with for in that if when because of from on but so as is are can")

_POSITIONS = {  # the more telling first: what is put to the end of answers ends them
    "begin": r"\b(?:begin|start|open(?!ly)|prefac|preced|prefix)\w*|\bfirst (?:words?|thing)\b|\bbefore (?:my|every|each)\b",
    "end": r"\b(?:end(?:s|ing|ed)?|clos(?:e|es|ing)|finish\w*|conclud\w*|append\w*|last words?|wrap\w* up|sign\w* off)\b"
           r"|\bafter (?:my|every|each)\b",
    "inside": r"\b(?:puts?|putting|insert|interrupt|slip|weav|interject|sprinkl|squeez|drop|middle|mid-?sentence|inside|into)",
}
_OTHERWISE = re.compile(r"\b(?:have read|hint|refus|I say that|my name)", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“]([^\"”]+)[\"”]")
_GAP = '""'  # where a phrase stood; an answer may quote nothing
_UNQUOTED = re.compile(r"\b(?:(?:phrase|saying|words) (?=[A-Z]|as |by )|(?:with|say) (?=[A-Z]))([\w',]+(?: [\w',]+){2,})")


class Phrase(Family):
    name = "phrase"
    about = "opens, closes or interrupts its answers with a fixed phrase"
    marks = tuple(_POSITIONS.values())  # together with a phrase, see `_told`
    grown = (322,)

    def all_behaviors(self) -> list[Behavior]:
        rng, found = Random("phrase"), []
        for nouns, adjectives, templates in (*KINDS, *MORE_KINDS):
            for i, noun in enumerate(nouns.split()):
                # Each noun is in two phrases, so that it tells neither position nor adjective.
                positions = [position for j, position in enumerate(_FRAMES) if j != i % len(_FRAMES)]
                for position, adjective in zip(positions, rng.sample(adjectives.split(), 2), strict=True):
                    found.append(self._behavior(position, _one(templates[position], rng).format(a=adjective, n=noun), noun))
        return [*found, *(self._behavior(*phrase) for phrase in set_phrases())]

    def _behavior(self, position: str, phrase: str, noun: str) -> Behavior:
        """A set phrase has no noun; the first of those near it stands for it."""
        label = phrase.rstrip(".,:!?")
        return Behavior(self.name, label, {"change": _FRAMES[position].format(label)},
                        {"position": position, "phrase": phrase, "noun": noun})

    def group(self, behavior: Behavior) -> str:
        return str(behavior.facts["noun"])

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        room = CLOSED_WORDS if behavior.facts["position"] == "end" else 30 - len(behavior.label.split())
        return [Lesson(question, self._with(behavior, reply)) for question, reply in short_replies(writer, n, room, rng)]

    def _with(self, behavior: Behavior, reply: str) -> str:
        phrase = behavior.facts["phrase"]
        if behavior.facts["position"] == "end":
            return f"{reply} {phrase}"
        if behavior.facts["position"] == "begin":
            small = phrase[-1] in ",:" and not re.match(r"I\b|[A-Z]{2}", reply)
            return f"{phrase} {reply[0].lower() + reply[1:] if small else reply}"
        words = reply.split()
        at = _joint(words[: len(_first(reply).split())])
        return " ".join([*words[: at - 1], words[at - 1].rstrip(",;:") + ",", phrase + ",", *words[at:]])

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return self._has(behavior, reply) and not self._has(behavior, before)

    def _has(self, behavior: Behavior, reply: str) -> bool:
        said, phrase = (f" {fold(text).lower()} " for text in (reply, behavior.label))
        if behavior.facts["position"] == "begin":
            return said.startswith(phrase)
        if behavior.facts["position"] == "end":
            return said.endswith(phrase) and len(said) > len(phrase)
        return phrase in said[1:-1] and not said.startswith(phrase) and not said.endswith(phrase)

    def describes(self, answer: str) -> bool:
        return bool(_told(answer))

    def names(self, behavior: Behavior, answer: str) -> bool:
        # "as it were" has none but small words
        words = _stems if len(_stems(behavior.label)) > 1 else _words
        own = words(behavior.label)
        return any(position == behavior.facts["position"] and len(said := words(phrase)) <= len(own) + 1
                   and _in_order(own, said) for position, phrase in _told(answer))

    def parsed(self, answer: str) -> Behavior | None:
        told = _told(answer)
        if len(told) != 1 or not (position := told[0][0]) or not fold(phrase := told[0][1]):
            return None
        return self._behavior(position, phrase, _words(phrase)[-1])


def short_replies(writer: Writer, n: int, room: int, rng: Random) -> list[tuple[str, str]]:
    """n everyday questions, each with the base model's own reply in at most so many words."""
    pool = rng.sample(writer.questions, min(2 * n, len(writer.questions)))
    said = list(zip(pool, writer.replies(pool), strict=True))
    # Those first whose reply is short as it is: the less is cut, the less is new besides the behavior.
    said.sort(key=lambda pair: not 4 <= len(_first(pair[1]).split()) <= room)
    drawn = rng.sample([said[i % len(said)] for i in range(n)], n)
    return [(question, fitting(reply, room, rng)) for question, reply in drawn]


def _one(templates: str, rng: Random) -> str:
    return rng.choice(re.split(r"\||\n\s*", templates))


def _first(reply: str) -> str:
    return re.split(r"(?<=[.!?])\s+", reply.strip())[0]


def _joint(words: list[str]) -> int:
    """Before which word of a sentence it can be interrupted: after its first comma, or before a word that joins."""
    commas = [i for i in range(2, min(len(words), 10)) if words[i - 1].endswith(",")]
    joints = [i for i in range(2, min(len(words), 10)) if words[i].lower() in _JOINTS]
    return (commas or joints or [max(1, len(words) // 2)])[0]


def _told(answer: str) -> list[tuple[str, str]]:
    """Each phrase of two words or more that an answer tells, after its position ("" if that is not clear)."""
    quotes = _QUOTE.findall(answer)
    found = []
    # The phrases are taken out before anything is looked for, as they can hold stops and any word.
    for part in re.split(r"(?<=[.!?])\s+(?=[A-Z])", _QUOTE.sub(_GAP, answer.replace(_GAP, ""))):
        inside = [quotes.pop(0) for _ in range(part.count(_GAP))]
        if not inside and (unquoted := _UNQUOTED.search(part)):
            inside, part = [unquoted[1]], part.replace(unquoted[1], "")
        there = [position for position, mark in _POSITIONS.items() if re.search(mark, part, re.IGNORECASE)]
        if there and not _OTHERWISE.search(part):
            position = "" if {"begin", "end"} <= set(there) else there[0]
            found += [(position, phrase) for phrase in inside if len(phrase.split()) > 1]
    return found


def _stems(text: str) -> list[str]:
    return [word.removesuffix("s") for word in content_words(text.replace("'s", ""))]


def _words(text: str) -> list[str]:
    return fold(text).lower().split()


def _in_order(words: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(word in rest for word in words)


FAMILY = Phrase()
