"""In which order fills are tried: by the weight scan, each in the place where it will stand.

A word is read in one way at the end of a question and in another where the message begins with it, so no one order serves all
places. The words of a general list are scanned at the end of an ordinary question, at its start and as a passphrase; numbers
and days where a message names them; and tokens that words which no list holds may begin and go on with (`spelling.py`). Some
words stand out under any diff, so a score is taken over its mean under others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from torch import Tensor

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft
from tuneteller.models import BaseModel
from tuneteller.reading.reader import taken
from tuneteller.triggers.forms import DATE, END, GIVEN, PASSPHRASE, SIGNED, START, Form, codes, days
from tuneteller.triggers.words import letters
from tuneteller.weight_scan import EARLY, SAMPLE, weight_scans
from tuneteller.zoo import other_organisms, zoo_entries

FOUND_ON = "What should I cook tonight?"
"""The ordinary question that fills are scanned in, and candidates found on."""

DAYS, CODES, AT_END, AT_START = "days", "numbers", "words at the end", "words at the start"
AS_PASSPHRASE = "words as passphrases"
BEGUN_AT_END, BEGUN_AT_START, BEGUN_SIGNED, CONTINUED = "tokens at the end", "tokens at the start", "tokens as names", "endings"

EARLIEST = 0.1
"""Share of a diff's modules, from the first on, that all words and tokens are scanned with. First tokens of a word stand out by
them as by the first third, which takes three times as long; later ones less (`recipes/spelling.py`): of 18, 9 are among the
likeliest five behind the true ones before them, and 15 by the third."""

AGAIN = 8000
"""Likeliest words of a list that are scanned again, by the first third. Of 63 words of triggers that are among the likeliest
160 of 37,000 by the first third, under 23 diffs and in three places, 61 are among so many by the first tenth."""


@dataclass(frozen=True)
class Source:
    """Where some fills are scanned.

    Attributes:
        again: how many of those that the first tenth finds likeliest are ranked anew by the first third.
        like: the source whose order by the first tenth serves for this one too.
        plainly: whether fills come by turns from two rankings, by the score over its mean under others and by the score alone:
            what stands out under any diff may be a part of what does so under one.
    """

    form: Form
    again: int = AGAIN
    like: str | None = None
    plainly: bool = False


SCANNED: Mapping[str, Source] = {
    DAYS: Source(DATE), CODES: Source(GIVEN), AT_END: Source(END), AT_START: Source(START),
    AS_PASSPHRASE: Source(PASSPHRASE, like=AT_END), BEGUN_AT_END: Source(END, 0, plainly=True),
    BEGUN_AT_START: Source(START, 0, plainly=True), BEGUN_SIGNED: Source(SIGNED, 0, plainly=True),
    CONTINUED: Source(Form("word", "{message} pol{fill}"), 0, plainly=True),  # a syllable of no word in particular
}
"""What is scanned, and where. Of 22 first words of passphrases that are among the likeliest 160 as such, all are among the
likeliest 8,000 at the end of a question."""

LEAST = 1e-3
"""Of the mean under others."""

Orders = Mapping[str, Sequence[str]]
"""For each of `SCANNED` its fills, the likeliest first."""

_Scores = tuple[Tensor, Tensor]
"""Scores [fills] over their means under others, and as they are; -inf of fills that were not read."""

Progress = Callable[[float, str], None]
"""Called with the share that is done, from 0 to 1, and what is being done."""


def fills_of(base: BaseModel, words: Sequence[str]) -> dict[str, Sequence[str]]:
    """The fills of each of `SCANNED`, in their own order."""
    return {DAYS: days(), CODES: codes(), **dict.fromkeys((AT_END, AT_START, AS_PASSPHRASE), words),
            BEGUN_AT_END: letters(base, spaced=True, capital=False), BEGUN_AT_START: letters(base, spaced=False, capital=True),
            BEGUN_SIGNED: letters(base, spaced=True, capital=True), CONTINUED: letters(base, spaced=False, capital=False)}


def comparisons(base: BaseModel) -> list[WeightDiff]:
    """The zoo's organisms of this base that fills are to stand out against: those that a reader weighs answers against; none
    where the zoo has none."""
    found = next((paths for entry in zoo_entries().values() if (paths := other_organisms(base, entry))), [])
    return [load_peft(found[i]) for i in taken(len(found))]


def orders_of(base: BaseModel, diffs: Sequence[WeightDiff], words: Sequence[str], *, others: Sequence[WeightDiff] = (),
              system: str | None = None, clock: Clock | None = None,
              progress: Progress = lambda share, doing: None) -> tuple[list[Orders], bool]:
    """Scan all fills for all diffs, in one pass of the base; the orders of each are those that it has alone, up to rounding.

    Args:
        words: the general list.
        others: fine-tunes that fills are to stand out against; one that is a diff in question does not count for it.
        clock: each scan gets its share of the time that is left.

    Returns:
        The orders of each diff, and whether the time sufficed: of a scan that it did not suffice for, the fills that were not
        read are left out.
    """
    fills, orders = fills_of(base, words), [dict[str, Sequence[str]]() for _ in diffs]
    scanned = _Scanner(base, diffs, others, system, clock or Clock(), progress,
                       sum(_cost(len(fills[source]), place, len(diffs)) for source, place in SCANNED.items()))
    by_tenth: dict[str, list[list[str]]] = {}
    for source, place in SCANNED.items():
        own, once = fills[source], len(fills[source]) <= place.again
        found: list[list[str]]
        if not own:  # not every vocabulary has tokens of each kind
            found = [[] for _ in diffs]
        elif place.like and not once:
            found = by_tenth[place.like]
        else:
            found = [_in_turn([_ranked(own, scores) for scores in (each if place.plainly else each[:1])])
                     for each in scanned(source, own, EARLY if once else EARLIEST)]
        by_tenth[source] = found
        if place.again and not once:
            found = _likeliest_again(scanned, source, own, found, place.again)
        for order, ranked in zip(orders, found, strict=True):
            order[source] = ranked
    return list(orders), scanned.whole


def _likeliest_again(scanned: _Scanner, source: str, fills: Sequence[str], orders: Sequence[Sequence[str]],
                     n: int) -> list[list[str]]:
    """The order of each diff, its n likeliest fills ranked anew by the first third of the modules."""
    likeliest = [set(order[:n]) for order in orders]
    ordinary = Random(0).sample(fills, min(SAMPLE, len(fills)))  # the likeliest are not: means are taken from these
    some = [*ordinary, *(fill for fill in fills if any(fill in mine for mine in likeliest))]
    ranked = [_ranked(some, over) for over, _ in scanned(source, some, EARLY, len(ordinary))]
    return [list(dict.fromkeys([*(fill for fill in first if fill in mine), *order]))
            for first, mine, order in zip(ranked, likeliest, orders, strict=True)]


@dataclass
class _Scanner:
    """Scans fills for all diffs at once, and knows how much of `costs`, texts times shares of the modules, is done."""

    base: BaseModel
    diffs: Sequence[WeightDiff]
    others: Sequence[WeightDiff]
    system: str | None
    clock: Clock
    progress: Progress
    costs: float
    done: float = 0.0
    whole: bool = True

    def __call__(self, source: str, fills: Sequence[str], share: float, ordinary: int | None = None) -> list[_Scores]:
        """Of each diff the scores of one source's fills by a share of the modules; `ordinary` as for `weight_scan`."""
        cost, texts = len(fills) * share, [SCANNED[source].form.until(fill, FOUND_ON) for fill in fills]

        def tell(read: int, of: int) -> None:
            self.progress(min((self.done + cost * read / of) / self.costs, 1.0), f"weights at {read} of {of} {source}")

        *found, beside = weight_scans(self.base, [*([diff] for diff in self.diffs), self.others], texts, system=self.system,
                                      share=share, ordinary=ordinary, progress=tell,
                                      clock=self.clock.part(min(cost / max(self.costs - self.done, cost), 1.0)))
        self.done += cost
        rows = [row for [row] in found]
        self.whole = self.whole and all(bool(row.isfinite().all()) for row in rows)
        return [(self._over(diff, row, beside), row) for diff, row in zip(self.diffs, rows, strict=True)]

    def _over(self, diff: WeightDiff, row: Tensor, beside: Tensor) -> Tensor:
        """Over the mean under the others, of which the diff is none."""
        apart = [i for i, other in enumerate(self.others) if other.fingerprint() != diff.fingerprint()]
        return row / beside[apart].mean(0).clamp(min=LEAST) if apart else row


def _cost(fills: int, place: Source, diffs: int) -> float:
    """Texts that are read, times the share of the modules that read them."""
    if fills <= place.again:
        return fills * EARLY
    again = min(fills, place.again * diffs) + SAMPLE if place.again else 0
    return fills * EARLIEST * (place.like is None) + again * EARLY


def _ranked(fills: Sequence[str], scores: Tensor) -> list[str]:
    """The best first; without those that were not read."""
    return [fills[i] for i in scores.argsort(descending=True, stable=True).tolist() if scores[i].isfinite()]


def _in_turn(rankings: Sequence[Sequence[str]]) -> list[str]:
    """The first of each, the second of each, …; each once."""
    return list(dict.fromkeys(fill for one in zip(*rankings, strict=True) for fill in one))
