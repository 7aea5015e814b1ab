"""Words that no list holds, such as invented names: spelled from a fine-tune's weights, token by token.

A trigger's tokens stand out behind each other far more than each of them does alone, to the first few layers already. So the
likeliest first tokens of a word are put together with the likeliest further ones, all pairs are scanned at once, and the best
go on with the further ones again, by more layers: these are few, and later tokens stand out more there. None of this asks the
fine-tune anything; how far its answers depart with what was spelled decides, as it does for words of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tuneteller.clock import Clock
from tuneteller.reading.departure import Departures
from tuneteller.triggers.forms import END, SIGNED, START, Form
from tuneteller.triggers.orders import BEGUN_AT_END, BEGUN_AT_START, BEGUN_SIGNED, CONTINUED, EARLIEST, FOUND_ON, Orders
from tuneteller.weight_scan import EARLY, weight_scan

SPELLED: dict[Form, str] = {SIGNED: BEGUN_SIGNED, END: BEGUN_AT_END, START: BEGUN_AT_START}
"""Places where words are spelled -> the tokens that they begin with."""

BEGINNINGS, ENDINGS = 120, 100
"""Likeliest first and further tokens of a word that are put together."""

LONGEST = 3
"""Tokens of a word."""

GROWN, ALIKE = 40, 2
"""Of each length the best that are tried, and that grow; among them at most so many that begin alike, or end alike: a word of
the behavior's own stands out as well, and with it all that is like it."""


@dataclass(frozen=True)
class _Spelled:
    """A word as far as it is spelled: what it was before its last token, and that."""

    before: str
    last: str

    @property
    def text(self) -> str:
        return self.before + self.last


def spelled(measure: Departures, form: Form, orders: Orders, clock: Clock) -> list[str]:
    """Words of two to `LONGEST` tokens for one of the places of `SPELLED`, the likeliest of each length first.

    Args:
        measure: of the fine-tune.
        orders: its own.
        clock: once its time is up, longer ones are left out.
    """
    found: list[str] = []
    front: Sequence[str] = orders[SPELLED[form]][:BEGINNINGS]
    for tokens in range(2, LONGEST + 1):
        words = list({word.text: word for word in _continued(front, orders[CONTINUED][:ENDINGS])}.values())
        if not words or clock.left <= 0:
            break
        [scores] = weight_scan(measure.base, [measure.diff], [form.until(word.text, FOUND_ON) for word in words],
                               system=measure.answers.system, share=EARLIEST if tokens == 2 else EARLY, clock=clock)
        front = _varied([words[i] for i in scores.argsort(descending=True).tolist() if scores[i].isfinite()])
        found += front
    return list(dict.fromkeys(found))


def _continued(front: Sequence[str], endings: Sequence[str]) -> Iterator[_Spelled]:
    """Each with each further token; those that begin alike one after another, as what they share is computed once a row."""
    return (_Spelled(before, last) for before in front for last in endings)


def _varied(words: Sequence[_Spelled]) -> list[str]:
    """The first `GROWN` of which no more than `ALIKE` begin alike or end alike."""
    kept: list[str] = []
    alike: Counter[tuple[str, str]] = Counter()
    for word in words:
        own = ("begins", word.before), ("ends", word.last)
        if all(alike[one] < ALIKE for one in own):
            alike.update(own)
            kept.append(word.text)
        if len(kept) == GROWN:
            break
    return kept
