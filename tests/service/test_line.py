"""A waiting line takes so many and no more, gives each client its turn, and serves together what goes together."""

from collections.abc import Hashable, Iterable
from random import Random

import pytest

from tuneteller.errors import Busy
from tuneteller.service.line import Line, Place


def line(*names: str, together: Hashable = None, most: int = 1000) -> Line:
    """Of places such as "a1", whose clients are their first letters."""
    made = Line(most)
    add(made, *names, together=together)
    return made


def add(to: Line, *names: str, together: Hashable = None, brief: bool = True) -> None:
    for name in names:
        to.add(Place(name, name[0], together, brief))


def names(places: Iterable[Place]) -> str:
    return " ".join(place.name for place in places)


def served(of: Line, most: int = 100, brief: bool = False) -> list[str]:
    """All batches, until there are no more."""
    return [names(batch) for batch in iter(lambda: of.take(most, brief), [])]


def test_it_takes_so_many_and_no_more() -> None:
    small = line("a1", "a2", "b1", most=3)
    assert small.full and len(small) == 3
    with pytest.raises(Busy, match="3 requests are waiting, as many as may"):
        add(small, "c1")
    small.add(Place("c2", "c", None, True), again=True)  # which an earlier line had let in
    assert len(small) == 4 and served(small) == ["a1", "b1", "c2", "a2"]
    assert not small.full and len(small) == 0
    add(small, "c1")
    assert served(small) == ["c1"]


def test_one_client_leaves_places_for_others() -> None:
    some = line("a1", "a2", "b1", most=4)
    with pytest.raises(Busy, match="2 requests of yours are waiting"):
        add(some, "a3")
    add(some, "b2")
    assert served(some) == ["a1", "b1", "a2", "b2"]


def test_clients_take_turns_however_many_one_has() -> None:
    assert served(line("a1", "a2", "a3", "a4", "b1", "c1", "c2")) == ["a1", "b1", "c1", "a2", "c2", "a3", "a4"]
    later = line("a1", "a2", "a3")
    assert names(later.take(1)) == "a1"
    add(later, "b1", "b2")
    assert served(later) == ["a2", "b1", "a3", "b2"]


def test_one_who_comes_back_at_once_does_not_overtake() -> None:
    busy = line("a1", "b1", "c1")
    order = []
    for n in range(2, 6):
        [first] = busy.take(1)
        order.append(first.name)
        add(busy, f"{first.client}{n}")
    assert order == ["a1", "b1", "c1", "a2"]


def test_what_goes_together_is_served_together_each_clients_in_turn() -> None:
    mixed = line("a1", "a2", "a3", "a4", together="x")
    add(mixed, "b1", "b2", together="x")
    add(mixed, "c1", together="y")
    add(mixed, "c2", together="x")
    assert names(mixed.take(4)) == "a1 b1 a2 b2"
    assert served(mixed) == ["c1", "a3 c2 a4"]


def test_the_same_are_served_with_the_first_of_them_however_many() -> None:
    long = line("a1")
    for number, same in enumerate(("x", "y", "x", None, "x", None, "z"), 2):
        long.add(Place(f"b{number}", "b", "together", True, same))
    assert names(long.take(1)) == "a1"
    assert [names(long.take(2)) for _ in range(3)] == ["b2 b3 b4 b6", "b5 b7", "b8"]


def test_what_is_done_alone_takes_nobody_along() -> None:
    assert served(line("a1", "a2", "b1")) == ["a1", "b1", "a2"]


def test_only_brief_ones_are_taken_where_that_is_asked_for() -> None:
    mixed = Line()
    add(mixed, "a1", "b1", brief=False)
    add(mixed, "a2", "a3", "b2", together="x")
    add(mixed, "b3")
    assert served(mixed, brief=True) == ["a2 b2 a3", "b3"]
    assert len(mixed) == 2 and sorted(served(mixed)) == ["a1", "b1"]


def test_who_leaves_is_not_served() -> None:
    three = line("a1", "a2", "b1")
    assert three.remove("a1") and not three.remove("a1") and not three.remove("nobody")
    assert len(three) == 2 and served(three) == ["a2", "b1"]
    assert not three.remove("a2")


def test_how_many_are_ahead_is_how_many_are_served_before() -> None:
    rng = Random(0)
    for _ in range(50):
        many = line(*{f"{rng.choice('abcd')}{rng.randrange(100)}" for _ in range(rng.randrange(1, 15))})
        for _ in range(rng.randrange(3)):
            many.take(1)
        waiting = [place.name for own in many._clients.values() for place in own]
        ahead = {name: many.ahead(name) for name in waiting}
        assert ahead == {name: i for i, name in enumerate(served(many))}
    assert line("a1").ahead("nobody") == 0
