"""What can be asked of a service, as a type, and what a job tells while it runs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict
from typing import Any, ClassVar, Generic, Self, TypeVar

Result = dict[str, Any]
"""JSON's own types alone."""


class Tell:
    """How a job tells where it stands.

    Args:
        progress: called with the share that is done, from 0 to 1, and what is being done. It ends the work, by raising
            `Cancelled`, where nobody waits for it any more.
        partly: called with what is known of the result so far.
    """

    def __init__(self, progress: Callable[[float, str], None], partly: Callable[[Result], None]) -> None:
        self.progress, self.partly = progress, partly


D = TypeVar("D")
"""What the work is done with."""


class Work(ABC, Generic[D]):
    """Something to be done with what is on a desk; a frozen dataclass whose fields are JSON's own types.

    Attributes:
        kind: its name.
        brief: whether it takes seconds, so that it may be done while something longer pauses.
        kept: whether it is kept on the disk, and gone on with after a restart; else it ends with its client.
    """

    kind: ClassVar[str]
    brief: ClassVar[bool] = True
    kept: ClassVar[bool] = True

    @property
    def together(self) -> Hashable:
        """What those of its type must share that are done in one batch with it; None where it is done alone."""
        return None

    @property
    def same(self) -> Hashable:
        """Equal for those in a batch that are done once for all of them; None for one that is like no other."""
        return None

    def check(self, desk: D) -> None:
        """Refuse at once what cannot be done, as far as that can be seen without a model.

        Raises:
            TuneTellerError: it cannot.
        """

    @classmethod
    @abstractmethod
    def do(cls, desk: D, works: Sequence[Self], tells: Sequence[Tell]) -> list[Result]:
        """Do a batch; one result for each.

        Raises:
            TuneTellerError: one of them cannot be done; each half is then tried, until that one is alone.
        """

    def to_json(self) -> dict[str, Any]:
        """Its fields."""
        return asdict(self)  # type: ignore[call-overload]  # a dataclass, see above
