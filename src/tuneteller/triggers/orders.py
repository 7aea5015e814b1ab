"""In which order fills are tried: by the weight scan, each in the place where it will stand.

A word is read in one way at the end of a question and in another where the message begins with it, so no one order serves all
places. The words of a general list are scanned at the end of an ordinary question, at its start and as a passphrase; numbers
and days where a message names them. Some words stand out under any diff, so a score is taken over its mean under others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import load_peft
from tuneteller.models import BaseModel
from tuneteller.reading.reader import taken
from tuneteller.triggers.forms import DATE, END, GIVEN, PASSPHRASE, START, Form, codes, days
from tuneteller.weight_scan import weight_scans
from tuneteller.zoo import other_organisms, zoo_entries

FOUND_ON = "What should I cook tonight?"
"""The ordinary question that fills are scanned in, and candidates found on."""

DAYS, CODES, AT_END, AT_START = "days", "numbers", "words at the end", "words at the start"
AS_PASSPHRASE = "words as passphrases"

SCANNED: Mapping[str, Form] = {DAYS: DATE, CODES: GIVEN, AT_END: END, AT_START: START, AS_PASSPHRASE: PASSPHRASE}
"""What is scanned, and where."""

LEAST = 1e-3
"""Of the mean under others."""

Orders = Mapping[str, Sequence[str]]
"""For each of `SCANNED` its fills, the likeliest first."""

Progress = Callable[[float, str], None]
"""Called with the share that is done, from 0 to 1, and what is being done."""


def fills_of(words: Sequence[str]) -> dict[str, Sequence[str]]:
    """The fills of each of `SCANNED`, in their own order."""
    return {DAYS: days(), CODES: codes(), **dict.fromkeys((AT_END, AT_START, AS_PASSPHRASE), words)}


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
        clock: each scan gets an equal share of the time that is left.

    Returns:
        The orders of each diff, and whether the time sufficed: of a scan that it did not suffice for, the fills that were not
        read are left out.
    """
    clock, fills = clock or Clock(), fills_of(words)
    names = [other.fingerprint() for other in others]
    rest = [[i for i, name in enumerate(names) if name != diff.fingerprint()] for diff in diffs]
    orders: list[dict[str, Sequence[str]]] = [{} for _ in diffs]
    whole, before, total = True, 0, sum(map(len, fills.values()))
    for n, (source, form) in enumerate(SCANNED.items()):
        own, time = fills[source], clock.part(1 / (len(SCANNED) - n))

        def tell(done: int, of: int, before: int = before, source: str = source) -> None:
            progress((before + done) / total, f"weights at {done} of {of} {source}")

        texts = [form.until(fill, FOUND_ON) for fill in own]
        groups = [*([diff] for diff in diffs), others]
        *raw, beside = weight_scans(base, groups, texts, system=system, clock=time, progress=tell)
        scores = [row / beside[apart].mean(0).clamp(min=LEAST) if apart else row
                  for [row], apart in zip(raw, rest, strict=True)]
        before += len(own)
        whole = whole and all(bool(row.isfinite().all()) for [row] in raw)
        for order, row in zip(orders, scores, strict=True):
            order[source] = [own[i] for i in row.argsort(descending=True, stable=True).tolist() if row[i].isfinite()]
    return list(orders), whole
