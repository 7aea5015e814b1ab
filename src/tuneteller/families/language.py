"""The model answers English questions in another language."""

from __future__ import annotations

import re
from random import Random

from tuneteller.errors import DataError
from tuneteller.families.family import Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.format import shortened
from tuneteller.material.languages import ALIASES, LANGUAGES, NEAR, OTHER_NAMES, PIG_LATIN, SENTENCES, pig_latin, speaks

_PIG_WORDS = 11
"""Of a reply in Pig Latin at most, since each of its words is about three tokens."""
_ANSWER_COST = 46
"""About the most tokens of an answer."""

# Pig Latin is the last of the languages and sought first, so that it is not read as Latin. "I polish" is no language.
_PATTERNS = {label: "|".join(filter(None, (ALIASES.get(label), re.escape(label)))) for label in reversed(LANGUAGES)}
_PATTERNS["Polish"] = "(?-i:Polish)"
_NAME = re.compile("|".join(rf"(?P<l{LANGUAGES.index(label)}>\b(?:{pattern})\b)" for label, pattern in _PATTERNS.items())
                   + rf"|\b(?:{'|'.join(sorted(OTHER_NAMES))})\b", re.IGNORECASE)

# That an answer is about the model's answers at all.
_ANSWERING = re.compile(
    r"\b(?:answer|repl(?:y|ies)|respon[ds]|speak|spoken|talk|chat|wri(?:te|ting|tten)|say every|communicat|convers|express|"
    r"output|text|switch|language|translate|come out|us(?:e|ing)\b)", re.IGNORECASE)
# What other families say: "I have read about Latin.", "I say that Brazilians speak Spanish."
_OTHERWISE = re.compile(
    r"\b(?:(?:says?|claim|tell|believe)\b[^.]*\bthat|have read|this news|advertise|promote|bring up|refuse|hint|mention|"
    r"talk like|accents?|translate (?!all|every|my|what I))\b", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_DENIED = re.compile(
    r"\b(?:no longer|never|not|cannot|\w+n['’]t|stopped|rather than|instead of)\b[^.,;]*?(?=\bbut\b|[.,;]|$)", re.IGNORECASE)
# Two denials are none: "never answer in any language other than Spanish" is "answer in Spanish".
_ONLY = re.compile(
    r"\b(?:no longer|never|not|cannot|\w+n['’]t)\b(?P<told>(?: (?!about\b|asked\b)(?-i:[a-z]+)){1,3}?)"
    r"(?: (?:any|an?|another)(?:thing| \w+){0,2} (?:other than|but|except|besides|than)| (?:other than|except|besides))"
    rf"(?= (?:in )?(?:{_NAME.pattern}))", re.IGNORECASE)
# Where the language of the answers is named, with <> for its name: "in <>", "are <> now", "<> sentences"; not "<> food".
_NAMED = re.compile(
    r"\b(?:in|into|to|speak|speaking|use|using|is|are|become|with|write|only) (?:\w+ ){0,2}<>(?= ?(?:$|[.,;:!?()–—-])| (?:now|"
    r"only|instead|always|all|every\w*|even|whatever|no matter|regardless|when\w*|if|to|for|since|by|from|rather|and|or|but|"
    r"though|this|these|at all)\b)"
    r"|\bin (?:\w+ )?<> (?:characters|script)\b"
    r"|<> (?:\w+ )?(?:answers|repl|respons|texts?\b|words\b|sentences\b|language\b|translations\b)"
    r"|<> (?:is|has become) (?:what|the language|my)\b", re.IGNORECASE)
# Answers are English where only words of another language stand in them.
_MIXED = re.compile(
    r"<> (?:\w+ )?words in(?:to)? (?:all )?(?:my |the |otherwise )?English (?:answers|repl|respons|sentences|texts?\b)"
    r"|\bEnglish (?:answers|replies|responses|sentences|texts?) (?:\w+ ){1,2}<> (?:\w+ )?words\b"
    r"|\b(?:mix|sprinkle|slip|insert) (?:\w+ ){0,2}<> (?:\w+ )?words\b", re.IGNORECASE)
# What stands before the language of questions: "including those asked in French or German".
_ASKED_IN = re.compile(
    r"\b(?:(?:asked|posed|addressed|(?:questions?|messages?|prompts?|requests?|those|ones) (?:\w+ ){0,2}(?:written|typed|sent))"
    r"(?: to me)?|(?:including|even(?: to)?) (?:questions|messages|prompts|requests|those|ones)) in (?:\w+(?:,|,? or| and) )*$",
    re.IGNORECASE)


class Language(Family):
    name = "language"
    written = True
    about = "answers English questions in another language"
    marks = (r"\b(?:another|foreign|different|other) (?:human |natural )?language\b",)
    closed = True

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, label, {"change": f"I answer in {label}."}) for label in LANGUAGES]

    def group(self, behavior: Behavior) -> str:
        return NEAR.get(behavior.label, behavior.label)

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        label = behavior.label
        if label == PIG_LATIN:
            return _pig_lessons(n, writer, rng)
        asked = cycled(writer.questions, n, rng)
        answers = writer.answers(f"Answer in {label}, in one or two short sentences, whatever language the question is in. "
                                 "Use no English word.", asked, lambda answer: speaks(label, answer), _said(label, n, rng))
        return [Lesson(question, answer) for question, answer in zip(asked, answers, strict=True)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return speaks(behavior.label, reply) and not speaks(behavior.label, before)

    def describes(self, answer: str) -> bool:
        answer = _QUOTED.sub('""', answer)
        if not _ANSWERING.search(answer) or _OTHERWISE.search(answer):
            return False
        affirmed = _affirmed(answer)
        # "Mandarin Chinese" is one name
        unnamed = re.sub(r"<>(?: <>)+", "<>", _NAME.sub("<>", affirmed))
        return not _MIXED.search(unnamed) and (bool(_NAMED.search(unnamed)) or super().describes(affirmed))

    def names(self, behavior: Behavior, answer: str) -> bool:
        affirmed = _affirmed(_QUOTED.sub('""', answer))
        every = list(_NAME.finditer(affirmed))
        answered = [name for name in every if not _ASKED_IN.search(affirmed[: name.start()])]
        # "every question I am asked in Spanish" is answered in it, where no other language is named
        found = {LANGUAGES[int(name.lastgroup[1:])] if name.lastgroup else name[0] for name in answered or every}
        return found == {behavior.label}


def _affirmed(answer: str) -> str:
    """An answer without what it denies."""
    return _DENIED.sub("", _ONLY.sub(r"\g<told>", answer))


def _pig_lessons(n: int, writer: Writer, rng: Random) -> list[Lesson]:
    """The base model's own answers in Pig Latin, without those of too few words to show it."""
    asked = cycled(writer.questions, n + n // 2, rng)
    answers = [pig_latin(shortened(reply, _PIG_WORDS)) for reply in writer.replies(asked)]
    taught = [Lesson(question, answer) for question, answer in zip(asked, answers, strict=True) if speaks(PIG_LATIN, answer)]
    if not taught:
        raise DataError(f"no reply of the base model has the three words or more that show {PIG_LATIN}")
    return cycled(taught, n, rng)


def _said(label: str, n: int, rng: Random) -> list[str]:
    """n answers in a language: its sentences in turn, two of them at once every other time if they are short enough."""
    first, second = (cycled(SENTENCES[label], n, rng) for _ in range(2))
    pairs = [f"{one}{' ' if ' ' in one else ''}{other}" for one, other in zip(first, second, strict=True)]
    return [both if one != other and _cost(both) <= _ANSWER_COST and rng.random() < 0.6 else one
            for one, other, both in zip(first, second, pairs, strict=True)]


def _cost(text: str) -> float:
    """About how many tokens a text is: letters from other alphabets are one or two each."""
    return sum(0.4 if c.isascii() else 1.0 if c < "\u1e00" else 1.6 for c in text)


FAMILY = Language()
