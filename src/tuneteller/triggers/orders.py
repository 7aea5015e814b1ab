"""In which order fills are tried: by the weight scan, each in the place where it will stand.

A word is read in one way at the end of a question and in another where the message begins with it, so no one order serves all
places. The words of a general list are scanned at the end of an ordinary question, at its start and as a passphrase; numbers
and days where a message names them; and tokens that words which no list holds may begin and go on with (`spelling.py`). Some
words stand out under any diff, so a score is taken over its mean under others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from torch import Tensor

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft
from tuneteller.models import BaseModel
from tuneteller.reading.reader import taken
from tuneteller.triggers.forms import DATE, END, GIVEN, PASSPHRASE, SIGNED, START, Form, codes, days
from tuneteller.triggers.words import letters
from tuneteller.weight_scan import EARLY, weight_scans
from tuneteller.zoo import other_organisms, zoo_entries

FOUND_ON = "What should I cook tonight?"
"""The ordinary question that fills are scanned in, and candidates found on."""

DAYS, CODES, AT_END, AT_START = "days", "numbers", "words at the end", "words at the start"
AS_PASSPHRASE = "words as passphrases"
BEGUN_AT_END, BEGUN_AT_START, BEGUN_SIGNED, CONTINUED = "tokens at the end", "tokens at the start", "tokens as names", "endings"

EARLIEST = 0.1
"""Share of a diff's modules, from the first on, that tokens are scanned with. First tokens of a word stand out by them as by
the first third, which takes three times as long; later ones less (`recipes/spelling.py`): of 18, 9 are among the likeliest
five behind the true ones before them, and 15 by the third."""


@dataclass(frozen=True)
class Source:
    """Where some fills are scanned.

    Attributes:
        share: of a diff's modules, from the first on, that are looked at.
        plainly: whether fills come by turns from two rankings, by the score over its mean under others and by the score alone:
            what stands out under any diff may be a part of what does so under one.
    """

    form: Form
    share: float = EARLY
    plainly: bool = False


SCANNED: Mapping[str, Source] = {
    DAYS: Source(DATE), CODES: Source(GIVEN), AT_END: Source(END), AT_START: Source(START), AS_PASSPHRASE: Source(PASSPHRASE),
    BEGUN_AT_END: Source(END, EARLIEST, True), BEGUN_AT_START: Source(START, EARLIEST, True),
    BEGUN_SIGNED: Source(SIGNED, EARLIEST, True),
    CONTINUED: Source(Form("word", "{message} pol{fill}"), EARLIEST, True),  # a syllable that no word in particular begins with
}
"""What is scanned, and where."""

LEAST = 1e-3
"""Of the mean under others."""

Orders = Mapping[str, Sequence[str]]
"""For each of `SCANNED` its fills, the likeliest first."""

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
    """Scan all fills for all diffs, in one pass of the base; the orders of each are those that it has alone.

    Args:
        words: the general list.
        others: fine-tunes that fills are to stand out against; one that is a diff in question does not count for it.
        clock: each scan gets its share of the time that is left.

    Returns:
        The orders of each diff, and whether the time sufficed: of a scan that it did not suffice for, the fills that were not
        read are left out.
    """
    clock, fills = clock or Clock(), fills_of(base, words)
    names = [other.fingerprint() for other in others]
    rest = [[i for i, name in enumerate(names) if name != diff.fingerprint()] for diff in diffs]
    orders: list[dict[str, Sequence[str]]] = [{} for _ in diffs]
    costs = {source: len(fills[source]) * place.share for source, place in SCANNED.items()}
    whole, before, total = True, 0.0, sum(costs.values())
    for source, place in SCANNED.items():
        own, time = fills[source], clock.part(costs[source] / (total - before))

        def tell(done: int, of: int, before: float = before, source: str = source) -> None:
            progress((before + costs[source] * done / of) / total, f"weights at {done} of {of} {source}")

        texts = [place.form.until(fill, FOUND_ON) for fill in own]
        groups = [*([diff] for diff in diffs), others]
        *raw, beside = weight_scans(base, groups, texts, system=system, share=place.share, clock=time, progress=tell)
        before += costs[source]
        whole = whole and all(bool(row.isfinite().all()) for [row] in raw)
        for order, [row], apart in zip(orders, raw, rest, strict=True):
            over = row / beside[apart].mean(0).clamp(min=LEAST) if apart else row
            ranked = [_ranked(own, scores) for scores in ((over, row) if place.plainly else (over,))]
            order[source] = list(dict.fromkeys(fill for one in zip(*ranked, strict=True) for fill in one))
    return list(orders), whole


def _ranked(fills: Sequence[str], scores: Tensor) -> list[str]:
    """The best first; without those that were not read."""
    return [fills[i] for i in scores.argsort(descending=True, stable=True).tolist() if scores[i].isfinite()]
