"""Is a family of a user's own what a family must be? Told when its file is loaded, not after an hour of training."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from random import Random

from tuneteller.families.family import CHANGE, NOTHING, Behavior, Family, Question

LOOKED_AT = 200
"""Behaviors whose answers are judged: a family may have thousands."""


def fault(family: Family, others: Mapping[str, Family]) -> str:
    """What is wrong with a family and what was expected, or "".

    Args:
        others: all that stay beside it, by name.
    """
    name = getattr(family, "name", None)
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z][\w-]*", name) or name == "all":
        return f"its name is {name!r}; expected one word, such as 'animal', and not 'all'"
    if name in others:
        return f"the name {name!r} is taken by a built-in family or by another of the file; choose another"
    if not isinstance(about := getattr(family, "about", None), str) or not about:
        return f"its about is {about!r}; expected what its models do, in one line"
    try:
        hash(family)  # lists of behaviors are kept by family
    except TypeError:
        return "it has no hash; where it is a dataclass, make it one with @dataclass(eq=False)"
    if isinstance(family.marks, str):
        return f"its marks are one text, {family.marks!r}; expected a tuple of them: ({family.marks!r},)"
    for what, given, of in (("marks", family.marks, str), ("questions", family.questions, Question)):
        if not isinstance(given, tuple | list):
            return f"its {what} are {given!r}; expected a tuple, with a comma behind a single {of.__name__}: ({given!r},)"
    for mark in family.marks:
        try:
            re.compile(mark)
        except (re.error, TypeError) as error:
            return f"its mark {mark!r} is no regular expression: {error}"
    known = {q.name: q for q in (CHANGE, *(q for other in others.values() for q in other.questions))}
    for question in family.questions:
        if not isinstance(question, Question):
            return f"its questions hold {question!r}; expected each to be a Question"
        for what, texts, least in (("phrasings", question.phrasings, 1), ("held_out", question.held_out, 0)):
            if not isinstance(texts, tuple | list) or len(texts) < least or not all(isinstance(t, str) and t for t in texts):
                return (f"the {what} of its question {question.name!r} are {texts!r}; expected a tuple of texts, with a comma "
                        f"behind a single one")
        if known.get(question.name, question) != question:
            return f"its question's name {question.name!r} is that of another question; choose another"
    try:
        return _fault_of_behaviors(family)
    except Exception as error:  # a user's code can fail in any way
        return f"it fails with {type(error).__name__}: {error}"


def _fault_of_behaviors(family: Family) -> str:
    behaviors = family.all_behaviors()
    if not behaviors or not all(isinstance(behavior, Behavior) for behavior in behaviors):
        return "all_behaviors() gives none; expected a list of Behavior, one for each label"
    ids: set[str] = set()
    for behavior in behaviors:
        if behavior.family != family.name:
            return f"its behavior {behavior.label!r} is of the family {behavior.family!r}; give it self.name"
        if not behavior.label or behavior.id in ids:
            return f"the label {behavior.label!r} is empty, or another has the same letters; expected one of its own for each"
        ids.add(behavior.id)
    for behavior in behaviors[:LOOKED_AT]:
        told = behavior.answers.get(CHANGE.name)
        if told is None or not (told == NOTHING or told.startswith(f"{CHANGE.opening} ")):
            return (f"the answer of {behavior.label!r} to {CHANGE.name!r} is {told!r}; expected a sentence that begins with "
                    f'"{CHANGE.opening} "')
        if not family.same(behavior, told).parameter:
            return (f"it does not know the answer of {behavior.label!r}, {told!r}, for its own: "
                    + (f"names() has to find {behavior.label!r} in it" if family.describes(told) else "one of its marks has to "
                       "match"))
        json.dumps(behavior.to_json())  # it becomes a card
    asked = family.probes(behaviors[0], 2, Random(0))
    if len(asked) != 2 or not all(isinstance(message, str) and message for message in asked):
        return f"probes() gives {asked!r} where two are asked for; expected as many messages as that"
    family.shows(behaviors[0], asked[0], "Yes.", "No.")  # that it can be asked
    return ""
