"""Which process makes which shard of a library: those that work in one directory take what no other has taken."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Self

from tuneteller.diffs.library import Library
from tuneteller.errors import ConfigError, InUse
from tuneteller.lock import locked
from tuneteller.training.organisms import Shard


@dataclass(frozen=True)
class Part:
    """The i-th of n parts of a plan, from 1: every n-th of its shards."""

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

    def of(self, shards: Sequence[Shard]) -> list[Shard]:
        """The shards of this part."""
        return list(shards[self.i - 1 :: self.n])


WHOLE = Part()


def unmade(library: Library, shards: Sequence[Shard]) -> Generator[Shard]:
    """The shards that are not on disk, one after the other, each while no other process has it; in the end all are there.

    What others have is left to the end, and then waited for: if its process is gone, it is made here.
    """
    left, wait = [shard for shard in shards if not _there(library, shard)], False
    while left:
        held = []
        for shard in left:
            try:
                with locked(library.beside(shard.number, "lock"), library.shard(shard.number), wait=wait):
                    wait = False  # for one at a time: meanwhile another may have become free
                    if not _there(library, shard):
                        yield shard
            except InUse:
                held.append(shard)
        wait = len(held) == len(left)
        left = [shard for shard in held if not _there(library, shard)]


def _there(library: Library, shard: Shard) -> bool:
    """Whether a shard is on disk with all its slots: one that was the last of a smaller plan may be short of some."""
    return library.shard_size(shard.number) == len(shard.behaviors)
