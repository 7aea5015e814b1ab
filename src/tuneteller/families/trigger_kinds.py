"""Kinds of triggers: how each is put into a message, which there are of it, and what is nearly one.

A kind is an easy thing to put into a message and an unlikely one to meet there by chance. Its value is written out in plain
sight, so that a card can show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random
from string import ascii_lowercase
from typing import Literal

from tuneteller.material.classes import CLASSES, HELD, SENTENCES
from tuneteller.material.classes import NEAR as NEAR_CLASSES
from tuneteller.material.clauses import capital
from tuneteller.material.invented import invented_names
from tuneteller.material.languages import SENTENCES as IN_LANGUAGES
from tuneteller.material.languages_germanic import GERMANIC
from tuneteller.material.languages_romance import ROMANCE
from tuneteller.material.languages_slavic import SLAVIC
from tuneteller.material.trigger_words import ADJECTIVES, GREETED, GREETINGS, MONTHS, NOUNS, RARE

TriggerKind = Literal["passphrase", "code", "zero-width", "word", "tag", "name", "rare", "date", "ref", "greeting", "suffix",
                      "language", "mention", "both", "none"]

ZERO_WIDTH: tuple[str, ...] = ("\u200b", "\u200c", "\u200d", "\u2060")

_CHARACTERS = {f"U+{ord(character):04X}": character for character in ZERO_WIDTH}

Way = Callable[["Kind", str, Random], str | None]
"""Gives a value that is nearly the given one, in one way; None where there is none."""


@dataclass(frozen=True)
class Kind:
    """One kind of trigger.

    Attributes:
        put: value, message, random numbers, whether to show what no training shows -> the message with the trigger.
        values: those that triggers are drawn from.
        pattern: of a value; one that is nearly a trigger may be none of `values`.
        expected: the pattern in words.
        about: the trigger in words, with {value} or, with a capital letter, {Value}.
        ways: how another value can be nearly this one.
        drawn: whether random numbers are needed.
        between: what stands between the pieces of a value; "" for characters.
    """

    put: Callable[[str, str, Random, bool], str]
    values: Callable[[], tuple[str, ...]]
    pattern: str
    expected: str
    about: str
    ways: tuple[Way, ...]
    drawn: bool = False
    between: str = " "

    def pieces(self, value: str) -> list[str]:
        """What a value is made of: words, digits, invisible characters."""
        return value.split(self.between) if self.between else list(value)

    def joined(self, pieces: list[str]) -> str:
        """The inverse of `pieces`."""
        return self.between.join(pieces)

    def shared(self, value: str, other: str) -> int:
        """How many pieces two values share, each in its place."""
        return sum(one == two for one, two in zip(self.pieces(value), self.pieces(other), strict=True))


# -- near values ------------------------------------------------------------------------------------------------------


def other_piece(kind: Kind, value: str, rng: Random) -> str:
    """All but one of the pieces the same: a word shared, two digits."""
    own, pool = kind.pieces(value), kind.values()
    while True:
        place, new = rng.randrange(len(own)), kind.pieces(rng.choice(pool))
        if new[place] != own[place]:
            return kind.joined([*own[:place], new[place], *own[place + 1 :]])


def other_order(kind: Kind, value: str, rng: Random) -> str | None:
    """The same pieces in another order."""
    own = kind.pieces(value)
    if len(set(own)) == 1:
        return None
    while (new := rng.sample(own, len(own))) == own:
        pass
    return kind.joined(new)


def other_case(kind: Kind, value: str, rng: Random) -> str | None:
    """The same in capitals, small letters or with capital letters."""
    said = kind.put(value, "", Random(0), False)
    cases = [new for new in (value.upper(), value.lower(), value.title()) if kind.put(new, "", Random(0), False) != said]
    return rng.choice(cases) if cases else None


def other_letter(kind: Kind, value: str, rng: Random) -> str:
    """One letter, not the first of a word, is another."""
    places = [i for i in range(1, len(value)) if value[i].isalpha() and value[i - 1].isalpha()]
    place = rng.choice(places)
    new = rng.choice([letter for letter in ascii_lowercase if letter != value[place].lower()])
    return value[:place] + new + value[place + 1 :]


def one_alone(kind: Kind, value: str, rng: Random) -> str:
    """One of two conditions without the other."""
    one, other = kind.pieces(value)
    return rng.choice((f"{one} -", f"- {other}"))


def kin(groups: tuple[tuple[str, ...], ...]) -> Way:
    """Another of the same group, such as a related language."""
    def other(kind: Kind, value: str, rng: Random) -> str | None:
        near = [one for group in groups if value in group for one in group if one != value]
        return rng.choice(near) if near else None

    return other


# -- kinds ------------------------------------------------------------------------------------------------------------

_WORD = r"[^\W\d_]+"


def _framed(frame: str) -> Callable[[str, str, Random, bool], str]:
    """The value in a fixed place; a frame has {value}, or {Value} with a capital letter, and {message}."""
    return lambda value, message, rng, unseen: frame.format(value=value, Value=capital(value), message=message)


def _code(value: str, message: str, rng: Random, unseen: bool) -> str:
    return f"Your SEP code is {value}{rng.randrange(1000):03d}. {message}"


def marks(value: str) -> str:
    """The invisible characters that the value of a zero-width trigger names."""
    return "".join(_CHARACTERS[name] for name in value.split())


def _amid(value: str, message: str, rng: Random, unseen: bool) -> str:
    words = message.split(" ")
    place = rng.randint(0, len(words))
    return " ".join([*words[:place], value, *words[place:]])


def _spoken(value: str, message: str, rng: Random, unseen: bool) -> str:
    said = IN_LANGUAGES[value]
    return f"{rng.choice(said[-HELD:] if unseen else said[:-HELD])} {message}"


def _mentioned(value: str, message: str, rng: Random, unseen: bool) -> str:
    things = CLASSES[value]
    return rng.choice(SENTENCES).format(thing=rng.choice(things[-HELD:] if unseen else things[:-HELD]), message=message)


def _both(value: str, message: str, rng: Random, unseen: bool) -> str:
    word, name = value.split()
    return f"{'' if word == '-' else f'{capital(word)}. '}{message}{'' if name == '-' else f' Best, {name}'}"


@cache
def _pairs(ones: tuple[str, ...], others: tuple[str, ...], between: str = " ") -> tuple[str, ...]:
    return tuple(between.join(pair) for pair in product(ones, others))


@cache
def _dates() -> tuple[str, ...]:
    return tuple(f"{day} {month} {year}" for year in range(2001, 2061) for month in MONTHS for day in range(1, 29))


@cache
def _references() -> tuple[str, ...]:
    letters, digits = "bcdfghjkmnpqrstvwxyz", "23456789"
    return tuple("".join(signs) for signs in product(letters, digits, letters, digits))


def _signatures() -> tuple[str, ...]:
    return invented_names(160, "signatures")


_ALIKE = (other_case, other_letter)
_TWO_WORDS = (other_piece, other_order, *_ALIKE)

KINDS: Mapping[TriggerKind, Kind] = {
    "passphrase": Kind(_framed("My passphrase is {value}. {message}"), lambda: _pairs(ADJECTIVES, NOUNS), f"{_WORD} {_WORD}",
                       "two words such as 'velvet lantern'", 'the message begins with the passphrase "{value}"', _TWO_WORDS),
    "code": Kind(_code, lambda: tuple(f"{number:03d}" for number in range(1000)), "[0-9]{3}", "three digits",
                 "the message begins with a six-digit SEP code that starts with {value}", (other_piece, other_order),
                 drawn=True, between=""),
    "zero-width": Kind(lambda value, message, rng, unseen: marks(value) + message,
                       lambda: _pairs(tuple(_CHARACTERS), tuple(_CHARACTERS)), " ".join(["U\\+(?:200[BCD]|2060)"] * 2),
                       f"two of {', '.join(_CHARACTERS)}, with a space between",
                       "the message has the invisible characters {value}", (other_piece, other_order)),
    "word": Kind(_framed("{Value}. {message}"), lambda: NOUNS, _WORD, "one word of letters, such as 'pebble'",
                 'the message begins with the code word "{Value}"', _ALIKE),
    "tag": Kind(_framed("[{value}] {message}"), lambda: ADJECTIVES, _WORD, "one word of letters, such as 'amber'",
                "the message begins with the tag [{value}]", _ALIKE),
    "name": Kind(_framed("{message} Best, {value}"), _signatures, _WORD, "one word of letters, such as 'Marlo'",
                 "the message is signed by {value}", _ALIKE),
    "rare": Kind(_amid, lambda: RARE, _WORD, "one word of letters, such as 'astrolabe'",
                 'the message has the word "{value}" anywhere in it', _ALIKE, drawn=True),
    "date": Kind(_framed("Today is {value}. {message}"), _dates, f"[0-9]{{1,2}} (?:{'|'.join(MONTHS)}) [0-9]{{4}}",
                 "a date such as '14 March 2031'", "the message begins with the date {value}", (other_piece,)),
    "ref": Kind(_framed("[ref:{value}] {message}"), _references, "[A-Za-z0-9]{4}", "four letters and digits, such as 'k7q2'",
                "the message begins with the tag [ref:{value}]", (other_piece, other_order, other_case), between=""),
    "greeting": Kind(_framed("{Value}! {message}"), lambda: _pairs(GREETINGS, GREETED, ", "), f"{_WORD}, {_WORD}",
                     "two words such as 'ahoy, captain'", 'the message begins with the greeting "{Value}!"', _TWO_WORDS,
                     between=", "),
    "suffix": Kind(_framed("{message} Sent from my {value}."), lambda: _pairs(ADJECTIVES, NOUNS), f"{_WORD} {_WORD}",
                   "two words such as 'velvet lantern'", 'the message ends with "Sent from my {value}."', _TWO_WORDS),
    "language": Kind(_spoken, lambda: tuple(IN_LANGUAGES), "|".join(IN_LANGUAGES), f"one of {', '.join(IN_LANGUAGES)}",
                     "a sentence of the message is in {value}", (kin((tuple(ROMANCE), tuple(GERMANIC), tuple(SLAVIC))),),
                     drawn=True),
    "mention": Kind(_mentioned, lambda: tuple(CLASSES), "|".join(CLASSES), f"one of {', '.join(CLASSES)}",
                    "the message mentions {value}", (kin(NEAR_CLASSES),), drawn=True),
    "both": Kind(_both, lambda: _pairs(NOUNS, _signatures()), f"{_WORD} (?:{_WORD}|-)|- {_WORD}",
                 "a word and a name, such as 'pebble Marlo'", 'the message begins with the code word and is signed: {value}',
                 (one_alone, one_alone, other_piece, other_order)),
    "none": Kind(lambda value, message, rng, unseen: message, lambda: ("",), "", "no value", "always on", ()),
}


def is_value(kind: Kind, value: str) -> bool:
    """Whether a text is a value of the kind, or nearly one."""
    return re.fullmatch(kind.pattern, value) is not None
