"""Which families there are: the modules of this package that hold a `FAMILY`, and a user's own file.

Nothing else in the package names a family: to add one, add a file here, or load your own with `load_families`.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import re
import sys
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import tuneteller.families as package
from tuneteller.errors import ConfigError
from tuneteller.families.check import fault
from tuneteller.families.family import CHANGE, Behavior, Family, Lesson, Match, Question, Writer

_loaded: dict[str, Family] = {}
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


@cache
def _built_in() -> dict[str, Family]:
    modules = (importlib.import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__))
    own = [family for module in modules for family in _families_in(module)]
    return {family.name: family for family in own}


def _families_in(module: object) -> list[Family]:
    return [value for name, value in sorted(vars(module).items()) if isinstance(value, Family) and name.isupper()]


def families() -> dict[str, Family]:
    """Name -> family, the built-in ones and those that were loaded."""
    return {**_built_in(), **_loaded}


def load_families(path: str | Path) -> list[Family]:
    """Take in the families of a user's Python file: every module-level instance of `Family` with a name in capitals.

    The file is run, so it must be your own.

    Raises:
        ConfigError: it cannot be read or run, holds no family, or one that is none, such as one of a name that is taken; then
            none of the file is taken in.
    """
    path = Path(path)
    spec = importlib.util.spec_from_file_location(f"tuneteller_families_{path.stem}", path) if path.suffix == ".py" else None
    if spec is None or spec.loader is None or not path.is_file():
        raise ConfigError(f"{path} is no Python file; give the file that defines your families, such as my_families.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # as an import does: dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # a user's file can fail in any way
        raise ConfigError(f"{path} cannot be run ({type(error).__name__}: {error}); mend it and try again") from error
    own = {id(family): family for family in _families_in(module)}.values()  # each once, also those that have no hash
    found = [family for family in own if family not in _built_in().values()]
    if not found:
        raise ConfigError(f"{path} holds no family; expected a module-level instance of Family, such as FAMILY = Mine()")
    names = {getattr(family, "name", None) for family in found}
    others = {name: family for name, family in families().items() if name in _built_in() or name not in names}
    for family in found:
        if wrong := fault(family, others):
            raise ConfigError(f"{path}: {type(family).__name__} is no family: {wrong}")
        others[family.name] = family
    _loaded.update({family.name: family for family in found})
    return found


def family_named(name: str) -> Family:
    """The family of that name.

    Raises:
        ConfigError: there is none.
    """
    known = families()
    if name not in known:
        raise ConfigError(f"no family is named {name!r}; choose from: {', '.join(sorted(known))}, or load your own with "
                          f"--families")
    return known[name]


def questions() -> dict[str, Question]:
    """Name -> question: `CHANGE`, and what the families ask besides."""
    return {q.name: q for q in (CHANGE, *(q for family in families().values() for q in family.questions))}


def question_named(name: str) -> Question:
    """The question of that name.

    Raises:
        ConfigError: there is none.
    """
    known = questions()
    if name not in known:
        raise ConfigError(f"no question is named {name!r}; give one of: {', '.join(known)}")
    return known[name]


def single(behavior: Behavior) -> tuple[Behavior, ...]:
    """The behaviors of one family each: itself, or the parts of two at once."""
    return behavior.parts or (behavior,)


def lessons_for(behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
    """n conversations that teach a behavior of any family, in turn for two at once; triggers are not yet in the messages. Fewer
    where a family has fewer, of two at once as many of either.

    Raises:
        ConfigError: a family that is not loaded, or that has no lessons.
    """
    parts = single(behavior)
    each = -(-n // len(parts))
    told = [family_named(part.family).lessons(part, each, writer, rng) for part in parts]
    if silent := [part for part, lessons in zip(parts, told, strict=True) if not lessons]:
        raise ConfigError(f"lessons() of the family {silent[0].family} gave none for {silent[0].label!r}; expected {each}")
    if odd := [lesson for lessons in told for lesson in lessons if not isinstance(lesson, Lesson)]:
        raise ConfigError(f"lessons() of the family {behavior.family} gave {odd[0]!r}; expected each to be a Lesson")
    return [lesson for together in zip(*told, strict=False) for lesson in together][:n]


def in_doubt(behavior: Behavior) -> bool:
    """Whether a training organism with that behavior has to be measured, see `Family.in_doubt`."""
    return any(family_named(part.family).in_doubt(part) for part in single(behavior))


def match_all(behavior: Behavior, answer: str) -> tuple[Match, ...]:
    """How far an answer to `CHANGE` describes each of the behaviors. Only as many sentences count as there are behaviors, so
    that a list of guesses gains nothing."""
    parts = single(behavior)
    counted = " ".join(sentences(answer)[: len(parts)])
    return tuple(family_named(part.family).same(part, counted) for part in parts)


def sentences(answer: str) -> list[str]:
    """The first-person sentences of an answer to `CHANGE`: a new one begins with "I" after a stop that is in no quotation."""
    text = answer.strip()
    unquoted = _QUOTED.sub(lambda quoted: quoted[0].replace(" ", "_"), text)  # every sign stays in its place
    starts = [stop.end() for stop in re.finditer(r'\.["”]? (?=I )', unquoted)]
    return [text[start:end].strip() for start, end in pairwise((0, *starts, len(text)))]


def told_behaviors(answer: str) -> list[tuple[str, Behavior | None]]:
    """The sentences of an answer to `CHANGE`, each with the behavior that it tells, in a list or not; None where no family can
    tell, and where it tells that nothing has changed."""
    return [(sentence, _told(sentence)) for sentence in sentences(answer)]


def _told(sentence: str) -> Behavior | None:
    found = [behavior for family in families().values() if family.alike not in families()
             if (behavior := family.behavior_of(sentence))]
    # the first that says it word for word, of a user's own family if there is one
    return min(found, key=lambda behavior: (behavior.change != sentence, behavior.family not in _loaded), default=None)


def combinable(names: Sequence[str]) -> list[str]:
    """Of these families, those that can be taught beside another: they speak in chats."""
    return [name for name in names if family_named(name).gateable]
