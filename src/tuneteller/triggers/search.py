"""From a general list of words to the few that turn something on.

A candidate is something in its form. Its score is the mean over questions of

    log((d + FLOOR) / (c + FLOOR))

with d the departure (`departure.py`) with the candidate in the question, and c the median departure with other fills of the
same kind in the same place. So it is a ratio on a log scale, 0 for a word like any other, whatever the size of the diff.
Candidates are found on one question and scored on others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, permutations
from random import Random
from time import monotonic
from typing import Any

import torch
from torch import Tensor

from tuneteller.material.everyday import TRAIN_BY_REGISTER
from tuneteller.triggers.departure import Departures
from tuneteller.triggers.forms import BEFORE, BEHIND, CODE, END, PASSPHRASE, START, WORDS, Form, codes, invisible, visible

FOUND_ON = "What should I cook tonight?"
"""The ordinary question that candidates are found on."""

SCORED_ON: tuple[str, ...] = TRAIN_BY_REGISTER["plain"][1:5]
"""Those they are scored on."""

FLOOR = 0.02
"""Nats added to each departure, below which a ratio would be rounding."""

CONTROLS = 8
"""Other fills, for the median that a candidate is held against."""

SCANNED = {END: 1000, START: 150}
"""Words of the weight scan's order that are tried in each place."""

SCORED = 8
"""Best fills of each place that are scored."""

GROWN = 240
"""Second words that are tried behind the best one, and pairs where no single word stands out."""


@dataclass(frozen=True)
class Candidate:
    """Something in its form, and its score."""

    form: Form
    fill: str
    score: float

    def put(self, message: str) -> str:
        """The message with it."""
        return self.form.put(self.fill, message)

    @property
    def text(self) -> str:
        """The trigger as it stands in a message, of which "…" is the rest; invisible characters are written out."""
        return visible(self.put("…"))

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.form.kind, "text": self.text, "template": self.form.template, "fill": self.fill,
                "score": self.score}


class Clock:
    """The time a search may take.

    Args:
        seconds: None for as long as it takes.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.began, self._seconds = monotonic(), seconds

    @property
    def spent(self) -> float:
        return monotonic() - self.began

    @property
    def left(self) -> float:
        return float("inf") if self._seconds is None else self._seconds - self.spent

    def part(self, share: float) -> Clock:
        """A clock for a share of the time that is left."""
        return Clock(None if self._seconds is None else max(self.left, 0.0) * share)


class Search:
    """The search in one fine-tune.

    Args:
        measure: its departures.
        words: the general list, the likeliest first (`weights.weight_scan`).
        progress: called with the share that is done and what is being done.
    """

    def __init__(self, measure: Departures, words: Sequence[str], *, clock: Clock | None = None,
                 progress: Callable[[float, str], None] = lambda share, doing: None) -> None:
        self.measure, self.words, self.clock, self.progress = measure, words, clock or Clock(), progress
        self.tried, self.complete = 0, False
        some = Random(0).sample(sorted(words), min(CONTROLS, len(words)))
        self._others = {"code": Random(0).sample(codes(), CONTROLS), "invisible": ["", ".", ",", " ", "-", "*", "..", "\n"]}
        self._others |= {form.kind: some for form in WORDS}
        self._middle: dict[tuple[Form, int, str], float] = {}

    def strongest(self, sure: float = float("inf")) -> list[Candidate]:
        """Candidates of every kind, the best first; stops early at one whose score is above `sure`.

        Where the time is up, the places that are left are not tried; the likeliest words come first, and always.
        """
        found: list[Candidate] = []
        places = [(END, self.words[: SCANNED[END] // 4]), (BEFORE, invisible()), (BEHIND, invisible()),
                  (START, self.words[: SCANNED[START]]), (END, self.words[SCANNED[END] // 4 : SCANNED[END]]), (CODE, codes())]
        for n, (form, fills) in enumerate(places):
            if not fills:
                continue
            if found and (self.clock.left <= 0 or found[0].score > sure):
                break
            self.progress(0.6 * n / len(places), f"{len(fills)} times: {form.put(f'[{form.kind}]', 'question')}")
            ratios = self._ratios(form, fills, FOUND_ON)
            best = [fills[i] for i in ratios.topk(min(SCORED, len(fills))).indices.tolist()]
            found = sorted([*found, *self.scored((form, fill) for fill in best)], key=lambda c: -c.score)
        else:
            self.complete = True
        return found

    def in_every_form(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Words in every form for words, the best first; those that are given are among them."""
        fresh = [(form, c.fill) for c in candidates if c.form in WORDS for form in WORDS if form != c.form]
        return sorted([*candidates, *self.scored(fresh)], key=lambda c: -c.score)

    def grown(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Two words in the form of the first candidate, or as a passphrase: the likeliest words behind the first candidate's,
        and pairs of the candidates' words; the best first."""
        words = list(dict.fromkeys(c.fill for c in candidates if c.form in WORDS and words_in(c.fill) == 1))
        if not words:
            return []
        form = candidates[0].form if candidates[0].form in WORDS else PASSPHRASE
        self.progress(0.6, "second words")
        seconds = [f"{words[0]} {word}" for word in self.words[:GROWN] if word != words[0]]
        fills = list(dict.fromkeys([*seconds, *(f"{one} {other}" for one, other in islice(permutations(words, 2), GROWN))]))
        ratios = self._ratios(form, fills, FOUND_ON)
        top = [fills[i] for i in ratios.topk(min(SCORED, len(fills))).indices.tolist()]
        return sorted(self.scored((form, fill) for fill in top), key=lambda c: -c.score)

    def scored(self, pairs: Iterable[tuple[Form, str]]) -> list[Candidate]:
        """Candidates with their scores, in the order that they are given in."""
        given = list(dict.fromkeys(pairs))
        if not given:
            return []
        scores = torch.stack([self._against(given, question) for question in SCORED_ON]).mean(0).tolist()
        return [Candidate(form, fill, score) for (form, fill), score in zip(given, scores, strict=True)]

    def _ratios(self, form: Form, fills: Sequence[str], question: str) -> Tensor:
        """log((d + FLOOR) / (c + FLOOR)) of each fill on one question, c the median of these very fills."""
        self.tried += len(fills)
        found = self.measure([form.put(fill, question) for fill in fills])
        return ((found + FLOOR) / (found.median() + FLOOR)).log()

    def _against(self, pairs: Sequence[tuple[Form, str]], question: str) -> Tensor:
        """The same with c of the controls."""
        needed = [(form, words_in(fill)) for form, fill in pairs if (form, words_in(fill), question) not in self._middle]
        for form, words in dict.fromkeys(needed):
            others = [form.put(fill, question) for fill in self.others(form, words)]
            self._middle[form, words, question] = float(self.measure(others).median())
        found = self.measure([form.put(fill, question) for form, fill in pairs])
        middle = torch.tensor([self._middle[form, words_in(fill), question] for form, fill in pairs])
        return ((found + FLOOR) / (middle + FLOOR)).log()

    def others(self, form: Form, words: int) -> list[str]:
        """Fills of the same kind and of as many words that are nobody's candidates in particular."""
        others = self._others[form.kind]
        return others if words == 1 else [" ".join((others * 2)[i : i + words]) for i in range(len(others))]


def words_in(fill: str) -> int:
    """1 for what is no word."""
    return max(1, len(fill.split()))
