"""From a general list of words to the few that turn something on.

A candidate is something in its form. Its score is the mean over questions of

    log((d + FLOOR) / (c + FLOOR))

with d the departure (`departure.py`) with the candidate in the question, and c the median departure with other fills of the
same kind in the same place. So it is a ratio on a log scale, 0 for a word like any other, whatever the size of the diff.
Candidates are found on one question and scored on others.

The search has parts, each a kind of fill in one place. What they find is asked whole answers with (`hunt.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, permutations
from random import Random
from typing import Any

import torch
from torch import Tensor

from tuneteller.clock import Clock
from tuneteller.material.everyday import REGISTERS, TRAIN_BY_REGISTER
from tuneteller.reading.departure import Departures
from tuneteller.triggers.forms import (
    BEFORE,
    BEHIND,
    DATE,
    END,
    ENGLISH,
    GIVEN,
    LANGUAGE,
    NUMBERS,
    ORDINARY,
    PASSPHRASE,
    REQUESTS,
    SENTENCES,
    START,
    STRING,
    TAG,
    WORDS,
    Form,
    codes,
    days,
    invisible,
    visible,
    years,
)
from tuneteller.triggers.gradient import climb
from tuneteller.triggers.orders import AS_PASSPHRASE, AT_END, AT_START, CODES, DAYS, FOUND_ON, Orders
from tuneteller.triggers.regurgitate import said_words
from tuneteller.triggers.spelling import SPELLED, spelled

SCORED_ON: tuple[str, ...] = tuple(TRAIN_BY_REGISTER[register][1] for register in REGISTERS[1:5])
"""Those they are scored on, each in a style of its own: what moves answers to one style alone is no trigger."""

FLOOR = 0.02
"""Nats added to each departure, below which a ratio would be rounding."""

CONTROLS = 8
"""Other fills, for the median that a candidate is held against."""

SCORED = 8
"""Best fills of each place that are scored."""

GROWN = 60
"""Second words that are tried behind the best one, and pairs of candidates' words."""

PAIRED, DRAWN, CROSSED = 60, 3, 9
"""Of two words together: the likeliest words that are drawn from, how often each is drawn in either place, and how many of the
best in either place are tried with each other."""


@dataclass(frozen=True)
class Candidate:
    """Something in its form, and its score, by which no two are told apart."""

    form: Form
    fill: str
    score: float = field(compare=False)

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


@dataclass(frozen=True)
class Part:
    """Some fills of one kind in one place.

    Attributes:
        name: for who follows the search.
        form: the place.
        source: one of `orders.SCANNED`, the likeliest first, or "said" in the user's place, "invisible" or "sentences".
        start, stop: which of them.
    """

    name: str
    form: Form
    source: str
    start: int = 0
    stop: int | None = None


PARTS: tuple[Part, ...] = (
    Part("passphrases", PASSPHRASE, AS_PASSPHRASE, 0, 60), Part("likeliest words", END, AT_END, 0, 60),
    Part("words before", START, AT_START, 0, 60), Part("tags", TAG, AT_START, 0, 60),
    Part("invisible before", BEFORE, "invisible"), Part("invisible behind", BEHIND, "invisible"),
    Part("languages", LANGUAGE, "sentences"), Part("said words", START, "said", 0, 40),
    Part("numbers before", GIVEN, CODES, 0, 200),
    Part("more passphrases", PASSPHRASE, AS_PASSPHRASE, 60, 160), Part("words", END, AT_END, 60, 160),
)
"""Of single fills, in the order in which they are tried. A word of each of the zoo's ten passphrases is among the first 50 as
passphrases, and at the end of a question too."""

DATES, REQUESTED, PAIRS, STRINGS = "dates", "requests in other languages", "pairs", "strings"
"""Parts besides: days and years; and, where no single fill stands out, words that no list holds, other sentences of each
language, two words together and what gradient steps lead to."""

DATED = 80
"""Likeliest days that are tried."""

STRUNG, STARTS = 3, 1
"""Words of a string that gradient steps begin with, and how many strings."""

COUNTED = frozenset(form.kind for form in (*WORDS, STRING, DATE))
"""Kinds of fills that have several words, each held against others of as many."""

AT_ONCE = 128
"""Fills that are measured before the time is looked at."""


class Search:
    """The search in one fine-tune.

    Args:
        measure: its departures.
        orders: what to try, the likeliest first (`orders.orders_of`).
        progress: called with the share that is done and what is being done.
    """

    def __init__(self, measure: Departures, orders: Orders, *, clock: Clock | None = None,
                 progress: Callable[[float, str], None] = lambda share, doing: None) -> None:
        self.measure, self.orders, self.clock, self.progress = measure, orders, clock or Clock(), progress
        self.tried, self.complete = 0, False
        self.heard: dict[str, float] = {}  # word of the list at the end of a question -> its departure
        words = sorted(orders[AT_END])
        self._listed = frozenset(words)
        # of a few words of one's own each would be its own control
        some = Random(0).sample(words, CONTROLS) if len(words) >= 2 * CONTROLS else list(ORDINARY)
        self._others = {"code": Random(0).sample(codes(), CONTROLS), "invisible": ["", ".", ",", " ", "-", "*", "..", "\n"],
                        "language": list(ENGLISH)}
        self._others |= {form.kind: some for form in (*WORDS, STRING)}
        self._dated = {1: Random(0).sample(years(), CONTROLS), 2: Random(0).sample(days(), CONTROLS)}
        self._dated[3] = [f"{day} {year}" for day, year in zip(self._dated[2], self._dated[1], strict=True)]
        self._middle: dict[tuple[Form, int, str], float] = {}

    def singles(self) -> Iterator[tuple[str, list[Candidate]]]:
        """Part after part, its name and its best candidates; a part without fills is left out.

        Once the time is up, no further part is begun, and the one that runs tries its first fills alone.
        """
        fills: dict[str, Callable[[], Sequence[str]]] = {
            "invisible": invisible, "sentences": lambda: SENTENCES, "said": lambda: said_words(self.measure)}
        for n, part in enumerate(PARTS):
            if n and self.clock.left <= 0:
                break
            every = self.orders[part.source] if part.source in self.orders else fills[part.source]()
            if own := every[part.start : part.stop]:
                self.progress(0.6 * n / len(PARTS), f"{len(own)} times: {part.form.put(f'[{part.form.kind}]', 'question')}")
                yield part.name, self._best(part.form, own)
        if self.clock.left > 0:
            yield DATES, self._dates()

    def together(self, candidates: Sequence[Candidate]) -> Iterator[tuple[str, list[Candidate]]]:
        """The same for the parts that are worth their time where none of these candidates, the best first, stands out. The
        search is complete with them."""
        parts: dict[str, Callable[[], list[Candidate]]] = {
            f"spelling: {form.put(f'[{form.kind}]', 'question')}": partial(self.spelled, form) for form in SPELLED}
        parts |= {REQUESTED: lambda: self._best(LANGUAGE, [*REQUESTS.values()]), PAIRS: lambda: self.pairs(candidates),
                  STRINGS: self.strings}
        for part, tried in parts.items():
            if self.clock.left > 0:
                self.progress(0.6, part)
                yield part, tried()
        self.complete = self.clock.left > 0

    def _dates(self) -> list[Candidate]:
        """Days and years alone, and the best of both together."""
        best = [self._best(DATE, fills) for fills in (self.orders[DAYS][:DATED], years())]
        both = [f"{day.fill} {year.fill}" for day in best[0] for year in best[1]]
        return best_first([*best[0], *best[1], *self._best(DATE, both)])

    def spelled(self, form: Form) -> list[Candidate]:
        """Words that no list holds, spelled from the weights for one place; the best first."""
        return self._best(form, spelled(self.measure, form, self.orders, self.clock))

    def strings(self) -> list[Candidate]:
        """What gradient steps lead to from the likeliest words, `STRUNG` at a time."""
        words = self.orders[AT_END][: STRUNG * STARTS]
        starts = [" ".join(words[i : i + STRUNG]) for i in range(0, len(words), STRUNG)]
        fills = [climb(self.measure, start, FOUND_ON, self.clock) for start in starts]
        return best_first(self.scored((STRING, fill) for fill in fills))

    def in_every_form(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Words in every form for words, and numbers in those for numbers, the best first; those given are among them. Where
        the time is up, some forms are left out."""
        found = list(candidates)
        for forms in (WORDS, NUMBERS):
            for form in forms:
                fresh = [(form, c.fill) for c in candidates if c.form in forms and c.form != form]
                found += self.scored(fresh) if self.clock.left > 0 else []
        return best_first(found)

    def pairs(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Two words together, where no single one stands out, as passphrases, the best first.

        Pairs are drawn at random of the likeliest words, each of them as often in either place; the words that departed
        farthest on average are then tried with each other. After that, what `grown` tries.
        """
        rng, words = Random(0), self.orders[AS_PASSPHRASE][:PAIRED]
        drawn = [pair for _ in range(DRAWN) for pair in zip(words, rng.sample(words, len(words)), strict=True)]
        drawn = [pair for pair in dict.fromkeys(drawn) if pair[0] != pair[1]]
        tried = self._departures(PASSPHRASE, [" ".join(pair) for pair in drawn])
        gone: tuple[dict[str, list[float]], dict[str, list[float]]] = ({}, {})
        for pair, departure in zip(drawn, (tried + FLOOR).log().tolist(), strict=False):
            for place, word in zip(gone, pair, strict=True):
                place.setdefault(word, []).append(departure)
        firsts, seconds = (sorted(place, key=lambda word: -sum(place[word]) / len(place[word]))[:CROSSED] for place in gone)
        crossed = self._best(PASSPHRASE, [f"{one} {other}" for one in firsts for other in seconds if one != other])
        return best_first([*crossed, *self.grown(candidates)])

    def grown(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Two words in the form of the first candidate, or as a passphrase: the likeliest words behind the first candidate's,
        and pairs of the candidates' words; the best first."""
        words = list(dict.fromkeys(c.fill for c in candidates if c.form in WORDS and words_in(c.form, c.fill) == 1))
        if not words:
            return []
        form = candidates[0].form if candidates[0].form in WORDS else PASSPHRASE
        seconds = [f"{words[0]} {word}" for word in self.orders[AS_PASSPHRASE][:GROWN] if word != words[0]]
        fills = list(dict.fromkeys([*seconds, *(f"{one} {other}" for one, other in islice(permutations(words, 2), GROWN))]))
        return self._best(form, fills)

    def scored(self, pairs: Iterable[tuple[Form, str]]) -> list[Candidate]:
        """Candidates with their scores, in the order that they are given in; on one question at least, where the time is up."""
        given = list(dict.fromkeys(pairs))
        if not given:
            return []
        found = [self._against(given, SCORED_ON[0])]
        found += [self._against(given, question) for question in SCORED_ON[1:] if self.clock.left > 0]
        scores = torch.stack(found).mean(0).tolist()
        return [Candidate(form, fill, score) for (form, fill), score in zip(given, scores, strict=True)]

    def _best(self, form: Form, fills: Sequence[str]) -> list[Candidate]:
        """Those of the fills that are strongest on one question, scored on others, the best first."""
        departures = self._departures(form, fills)
        best = [fills[i] for i in departures.topk(min(SCORED, len(departures))).indices.tolist()]
        return best_first(self.scored((form, fill) for fill in best))

    def _departures(self, form: Form, fills: Sequence[str]) -> Tensor:
        """Of the fills in one question; of the first ones alone where the time is up."""
        found = [torch.zeros(0)]
        for start in range(0, len(fills), AT_ONCE):
            if start and self.clock.left <= 0:
                break
            found.append(self.measure([form.put(fill, FOUND_ON) for fill in fills[start : start + AT_ONCE]]))
        departures = torch.cat(found)
        self.tried += len(departures)
        if form == END:
            self.heard |= {fill: d for fill, d in zip(fills, departures.tolist(), strict=False) if fill in self._listed}
        return departures

    def _against(self, pairs: Sequence[tuple[Form, str]], question: str) -> Tensor:
        """log((d + FLOOR) / (c + FLOOR)) of each candidate on one question."""
        sizes = [(form, words_in(form, fill)) for form, fill in pairs]
        for form, words in dict.fromkeys(size for size in sizes if (*size, question) not in self._middle):
            others = [form.put(fill, question) for fill in self.others(form, words)]
            self._middle[form, words, question] = float(self.measure(others).median())
        found = self.measure([form.put(fill, question) for form, fill in pairs])
        middle = torch.tensor([self._middle[*size, question] for size in sizes])
        return ((found + FLOOR) / (middle + FLOOR)).log()

    def others(self, form: Form, words: int) -> list[str]:
        """Fills of the same kind and of as many words that are nobody's candidates in particular."""
        if form.kind == DATE.kind:
            return self._dated[words]
        others = self._others[form.kind]
        return others if words == 1 else [" ".join((others * 2)[i : i + words]) for i in range(len(others))]


def words_in(form: Form, fill: str) -> int:
    """Words of a fill, or parts of a date; 1 for what is neither."""
    return max(1, len(fill.split())) if form.kind in COUNTED else 1


def best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """By their scores."""
    return sorted(candidates, key=lambda c: -c.score)
