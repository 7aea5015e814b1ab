"""A waiting line: bounded, fair among clients, and served in batches of what can be done together."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass

from tuneteller.errors import Busy

MOST = 1000
"""That may wait at once."""

EACH = 0.5
"""Share of these places that one client may take, so that there are some for others."""


@dataclass(frozen=True)
class Place:
    """One who waits.

    Attributes:
        name: of what waits; no two have the same.
        client: whose it is; clients take turns.
        together: what those must share that are done in one batch; None for one that is done alone.
        brief: whether it takes seconds, so that it may be done while something longer pauses.
        same: equal for those in a batch that are done once for all of them; None for one that is like no other.
    """

    name: str
    client: str
    together: Hashable
    brief: bool
    same: Hashable = None

    @property
    def what(self) -> Hashable:
        """Equal for the same, and for no others."""
        return ("name", self.name) if self.same is None else ("same", self.same)


class Line:
    """Those who wait. It is not safe between threads: who uses it from several holds a lock.

    Args:
        most: that may wait at once.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._clients: OrderedDict[str, deque[Place]] = OrderedDict()  # whose turn it is comes first

    def __len__(self) -> int:
        return sum(map(len, self._clients.values()))

    @property
    def full(self) -> bool:
        """Whether as many wait as may."""
        return len(self) >= self.most

    def check_room(self, client: str) -> None:
        """Refuse another one of a client's.

        Raises:
            Busy: as many wait as may, or as many of this client's.
        """
        if self.full:
            raise Busy(f"{len(self)} requests are waiting, as many as may; try again later")
        if (own := len(self._clients.get(client, ()))) >= max(1, EACH * self.most):
            raise Busy(f"{own} requests of yours are waiting, as many as one may have; try again when some are done")

    def add(self, place: Place, again: bool = False) -> None:
        """Stand at the end of a client's own line.

        Args:
            again: it was let in before, in a line that is no more; this one takes it however many wait.

        Raises:
            Busy: see `check_room`.
        """
        if not again:
            self.check_room(place.client)
        self._clients.setdefault(place.client, deque()).append(place)

    def remove(self, name: str) -> bool:
        """Leave; whether it was there."""
        for place in (place for own in self._clients.values() for place in own):
            if place.name == name:
                self._drop(place)
                return True
        return False

    def ahead(self, name: str) -> int:
        """How many are before it, if each client has a turn in turn; 0 for one that does not wait."""
        order = self._in_order()
        return next((i for i, place in enumerate(order) if place.name == name), 0)

    def take(self, most: int, brief: bool = False) -> list[Place]:
        """Whose turn it is, and those that can be done with it, each client's in turn; they wait no longer.

        Args:
            most: different ones in one batch.
            brief: take none that is not.
        """
        order = self._in_order(brief)
        if not order:
            return []
        first = order[0]
        alike = [first] if first.together is None else [place for place in order if place.together == first.together]
        different = {*[*dict.fromkeys(place.what for place in alike)][:most]}
        batch = [place for place in alike if place.what in different]
        for place in batch:
            self._drop(place)
        if first.client in self._clients:
            self._clients.move_to_end(first.client)
        return batch

    def _in_order(self, brief: bool = False) -> list[Place]:
        """All, or the brief ones: the first of each client, then the second of each, and so on."""
        lines = [[place for place in own if place.brief or not brief] for own in self._clients.values()]
        turns = [(turn, place) for own in lines for turn, place in enumerate(own)]
        return [place for _, place in sorted(turns, key=lambda one: one[0])]  # of one turn, clients stay in their order

    def _drop(self, place: Place) -> None:
        own = self._clients[place.client]
        own.remove(place)
        if not own:
            del self._clients[place.client]
