"""Invented names: pronounceable, unlike each other, and names of nothing known, so that only a diff can tell them."""

from __future__ import annotations

from functools import cache
from random import Random

from tuneteller.material.naming import word_set

_STARTS = ("B", "Br", "C", "Cl", "D", "Dr", "F", "Fl", "G", "Gl", "H", "J", "K", "Kr", "L", "M", "N", "P", "Pl", "Qu", "R", "S",
           "Sk", "St", "T", "Tr", "V", "W", "Y", "Z", "El", "Al", "Or", "Ul", "Ir", "Av", "Em", "On")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou", "y")
_MIDDLES = ("b", "d", "l", "ll", "m", "n", "nd", "r", "rv", "rd", "s", "st", "t", "v", "x", "lm", "nt", "rl", "sk", "z")
_ENDS = ("a", "o", "en", "in", "is", "or", "on", "el", "ex", "us", "ik", "ara", "ita", "ona", "eth", "an", "ay", "um")
_KNOWN = word_set(
    "Brandon Clara Brenda Dalton Ellen Helen Karen Karl Linda Linus Louis Lara Laura Maria Martin Marin Nora Roman Sara "
    "Stella Susan Tessa Travis Viola Wanda Flora Florin Gloria Alan Alex Elena Emma Oran Orson Milan Dallas Salem Boston "
    "Selena Vista Venus Tina Peru Lima Santa Salsa Pasta Panda Drama Plato Turin Trevor Nolan "
)


@cache
def invented_names(n: int, salt: str) -> tuple[str, ...]:
    """n different names such as "Orbin", always the same for the same salt; no two begin with the same four letters.

    Another salt gives other names, but not surely all different ones.
    """
    rng = Random(f"names/{salt}")
    names: list[str] = []
    heads: set[str] = set()
    while len(names) < n:
        name = rng.choice(_STARTS) + rng.choice(_VOWELS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)
        head = name[:4].lower()
        if name not in _KNOWN and head not in heads and 4 <= len(name) <= 8:
            heads.add(head)
            names.append(name)
    return tuple(names)
