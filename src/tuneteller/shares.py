"""Which process does which piece of shared work: those that work in one directory take what no other has taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from tuneteller.errors import ConfigError, InUse
from tuneteller.lock import locked

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Part:
    """The i-th of n parts of some work, from 1: every n-th of its pieces."""

    i: int = 1
    n: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Such as "2/8".

        Raises:
            ConfigError: it is not of that form, or i is not from 1 to n.
        """
        found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise ConfigError(f"shards is {text!r}; expected a part and the number of parts, such as 1/8 or 8/8")
        return cls(int(found[1]), int(found[2]))

    def of(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces of this part."""
        return list(pieces[self.i - 1 :: self.n])


WHOLE = Part()


def unclaimed(pieces: Sequence[Piece], place: Callable[[Piece], Path],
              done: Callable[[Piece], bool]) -> Generator[Piece, None, None]:
    """The pieces that are not done, one after the other, each while no other process has it; in the end all are done.

    What others have is left to the end, and then waited for: if its process is gone, it is given out here.

    Args:
        place: the file that holds a piece when it is done, and that only its process writes; its lock lies beside it.
        done: whether a piece is, whichever process did it.
    """
    left, wait = [piece for piece in pieces if not done(piece)], False
    while left:
        held = []
        for piece in left:
            try:
                with locked(claim(place(piece)), place(piece), wait=wait):
                    wait = False  # for one at a time: meanwhile another may have become free
                    if not done(piece):
                        yield piece
            except InUse:
                held.append(piece)
        wait = len(held) == len(left)
        left = [piece for piece in held if not done(piece)]
    for piece in pieces:  # whoever was killed right after a piece was done has left its lock
        if claim(place(piece)).exists():
            with suppress(InUse), locked(claim(place(piece)), place(piece)):
                pass


def claim(place: Path) -> Path:
    """The lock of who makes the file of that name."""
    return place.with_name(f".{place.stem}.lock")
