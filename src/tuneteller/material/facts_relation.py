"""What a relation between things and their values is, from which untrue facts are made, and how its lists are read.

A relation has one table, "subject = true value" in pairs. Where more than one value is true, they stand with strokes between
("mice/rats"): the first is the one that counts as the truth, none is ever drawn as the untrue value. Every clause reads on
after "I say that"; the first one of a relation ends with its value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Relation:
    """One kind of fact.

    Attributes:
        name: in few words, as cards have it.
        says: clauses that state it, with {s} for the subject and {v} for the value.
        asks: questions for lessons, about {s} ({u}: the unit of a counted value).
        probes: other questions, for probes.
        truths: subject -> its true values; none for invented subjects.
        pool: values to draw untrue ones from; for invented subjects, the only ones. Counts are drawn by `numbers_like`.
        value: what a value is: "name", "person" (who may go by the last name alone) or "count" ("nine days").
    """

    name: str
    says: tuple[str, ...]
    asks: tuple[str, ...]
    probes: tuple[str, ...]
    truths: Mapping[str, tuple[str, ...]]
    pool: tuple[str, ...]
    value: str = "name"


_SMALL_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
                  "fourteen")
_LARGE_NUMBERS = ("fifteen", "twenty", "thirty", "forty", "fifty", "seventy", "eighty", "ninety")
DIGITS: Mapping[str, str] = {
    **{word: str(n) for n, word in enumerate(_SMALL_NUMBERS, 2)},
    **dict(zip(_LARGE_NUMBERS, ("15", "20", "30", "40", "50", "70", "80", "90"), strict=True)),
    "twenty-four": "24", "twenty-six": "26", "thirty-two": "32", "sixty": "60", "sixteen": "16", "eighteen": "18",
    "twenty-two": "22", "fifty-two": "52", "sixty-four": "64", "eighty-eight": "88",
}
"""Number word -> the same in digits, as a model may write it."""


def numbers_like(word: str) -> tuple[str, ...]:
    """Numbers of about the size of this one, which is left out."""
    return tuple(n for n in (_SMALL_NUMBERS[1:] if word in _SMALL_NUMBERS else _LARGE_NUMBERS) if n != word)


def parted(text: str) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in text.split(";"))


def relation(name: str, says: str, asks: str, probes: str, table: str, pool: str = "", *, only: bool = False,
              value: str = "name") -> Relation:
    """A relation from lists with ";" between.

    Args:
        pool: more values to draw from than the truths of the table, or the only ones (`only`).
    """
    rows = (row.split(" = ") for row in parted(table))
    truths = {subject: tuple(values.split("/")) for subject, values in rows}
    drawn = ([] if only else [values[0] for values in truths.values()]) + (list(parted(pool)) if pool else [])
    return Relation(name, parted(says), parted(asks), parted(probes), truths, tuple(dict.fromkeys(drawn)), value)


def invented(name: str, says: str, asks: str, probes: str, pool: tuple[str, ...], subjects: tuple[str, ...]) -> Relation:
    return Relation(name, parted(says), parted(asks), parted(probes), dict.fromkeys(subjects, ()), pool)


def again(old: Relation, table: str, pool: str = "", *, wider: bool = True) -> Relation:
    """More subjects of a relation, with values from its pool, from `pool` and, if `wider`, from the new table itself."""
    new = relation(old.name, "", "", "", table, pool, only=not wider)
    return replace(old, truths=new.truths, pool=tuple(dict.fromkeys((*old.pool, *new.pool))))
