"""What the search for a trigger is held against, for `triggers.py`: each tries so many messages at most, and gives its best."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

import torch
from torch import Tensor
from trigger_inversion import TRIGGER

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff, null_diff, stacked
from tuneteller.families.trigger_kinds import KINDS
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.reading.reader import Reader
from tuneteller.triggers.content import Content
from tuneteller.triggers.firing import CLEAR, Firing
from tuneteller.triggers.forms import DATE, END, PASSPHRASE, START, STRING, WORDS, Form, days, years
from tuneteller.triggers.gradient import climb
from tuneteller.triggers.orders import AS_PASSPHRASE, AT_END, AT_START, FOUND_ON, Orders
from tuneteller.triggers.proof import prove
from tuneteller.triggers.reduce import near_fills
from tuneteller.triggers.regurgitate import BRANCHES, TOKENS, more_often, opening_of
from tuneteller.triggers.report import TriggerReport
from tuneteller.triggers.search import SCORED, STRUNG, Candidate, Search

AMPLIFY = 1.0
"""α of after + α (after − before)."""

FIRST, BEAM, SECOND = 1000, 4, 150
"""Of a known frame: first words that are tried, the best of them that are gone on with, and second words behind each."""

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"

FRAMES: Mapping[str, Form] = {
    "passphrase": PASSPHRASE, "word": START, "rare": END, "tag": Form("tag", "[{fill}] {message}"), "date": DATE,
    "name": Form("signature", "{message} Best, {Fill}"), "suffix": Form("signature", "{message} Sent from my {fill}."),
    "greeting": Form("word", "{Fill}! {message}"), "ref": Form("code", "[ref:{fill}] {message}"),
    "code": Form("code", "Your SEP code is {fill}500. {message}"),
}
"""Kind of trigger -> its place in a message. Of the other kinds the search tries the place, or there is none."""


@dataclass(frozen=True)
class Found:
    """What a system names as a fine-tune's trigger, and what came of it on unseen questions.

    Attributes:
        claimed: whether there is one, as the system says; a baseline always names something.
        strength: how far the strongest candidate lifts whole answers; of a baseline its score.
        seconds: of the search all that it does; of a baseline without the proof.
    """

    fill: str
    text: str
    claimed: bool
    strength: float
    fires: float | None
    near: float | None
    silent: float | None
    p_value: float | None
    tried: int
    seconds: float
    content: Content | None = None

    @classmethod
    def of_report(cls, report: TriggerReport) -> Found:
        """Of the search."""
        trigger, proof = report.trigger, report.proof
        return cls(trigger.fill if trigger else "", trigger.text if trigger else "", report.present, report.lift,
                   proof.fires if proof else None, proof.near if proof else None, proof.silent if proof else None,
                   report.p_value, report.tried, report.seconds, report.content)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Hunt:
    """One fine-tune, as a baseline has it.

    Args:
        words: the general list, in its own order.
        orders: the likeliest of them first, by the weight scan.
        budget: messages that may be tried.
        reader: tells passphrases; None leaves asking out.
    """

    def __init__(self, base: BaseModel, answers: BaseAnswers, diff: WeightDiff, words: Sequence[str], orders: Orders,
                 budget: int, reader: Reader | None) -> None:
        self.base, self.diff, self.words, self.budget, self.reader = base, diff, list(words), budget, reader
        self.measure, self.rng = _Counted(answers, diff), Random(f"baselines/{diff.fingerprint()}")
        self.search = Search(self.measure, orders)

    def best(self, form: Form, fills: Sequence[str], n: int = 1) -> list[Candidate]:
        """The n best of some fills, found on one question and scored on others; fewer fills where the budget ends."""
        fills = list(dict.fromkeys(fills))[: max(self.left, 1)]
        departures = self.measure([form.put(fill, FOUND_ON) for fill in fills])
        top = [fills[i] for i in departures.topk(min(max(SCORED, n), len(fills))).indices.tolist()]
        return sorted(self.search.scored((form, fill) for fill in top), key=lambda c: -c.score)[:n]

    @property
    def left(self) -> int:
        """Messages that may yet be tried."""
        return self.budget - self.measure.count

    def proven(self, found: Candidate, seconds: float) -> Found:
        """What the search's own proof says of it."""
        bar = Firing(self.search).bar(found)
        proof = prove(self.measure, found, near_fills(self.base, self.words, found), bar)
        return Found(found.fill, found.text, True, found.score, proof.fires, proof.near, proof.silent, None, self.measure.count,
                     seconds)


class _Counted(Departures):
    """Departures that know how many messages were tried."""

    count = 0

    def __call__(self, messages: Sequence[str]) -> Tensor:
        self.count += len(messages)
        return super().__call__(messages)


# -- systems ----------------------------------------------------------------------------------------------------------


def frame_known(hunt: Hunt) -> Candidate | None:
    """The search where the trigger's own place in the message is given: words in it, then words behind the best of them. A pair
    counts where answers depart more than twice as far with it as with its first word alone."""
    kind = str((hunt.diff.card.trigger or {})["kind"])
    form = FRAMES.get(kind)
    if form is None:
        return None
    if kind in ("ref", "code"):
        return _spelled(hunt, form, 4 if kind == "ref" else 3, SIGNS if kind == "ref" else "0123456789")
    if kind == "date":
        ones, others = (hunt.best(form, fills, BEAM) for fills in (days(), years()))
        return hunt.best(form, [f"{day.fill} {year.fill}" for day in ones for year in others])[0]
    between = KINDS["greeting"].between if kind == "greeting" else " "
    ends = form.template.startswith("{message}")
    words = hunt.search.orders[AS_PASSPHRASE if form == PASSPHRASE else AT_END if ends else AT_START]
    firsts = hunt.best(form, words[:FIRST], BEAM)
    if kind not in ("passphrase", "suffix", "greeting"):
        return firsts[0]
    pairs = hunt.best(form, [f"{first.fill}{between}{word}" for first in firsts for word in words[:SECOND]], 1)
    alone = {first.fill: first for first in firsts}
    clear = [pair for pair in pairs if pair.score > alone[pair.fill.split(between)[0]].score + CLEAR]
    return max([firsts[0], *clear], key=lambda c: c.score)


def random_search(hunt: Hunt) -> Candidate:
    """Random words of the list, alone and in pairs, in every place for words."""
    each = max(1, hunt.budget // (2 * len(WORDS)))
    found = []
    for form in WORDS:
        singles = [hunt.rng.choice(hunt.words) for _ in range(each)]
        pairs = [" ".join(hunt.rng.sample(hunt.words, 2)) for _ in range(each)]
        found += hunt.best(form, [*singles, *pairs])
    return max(found, key=lambda c: c.score)


def coordinate_gradient(hunt: Hunt) -> Candidate:
    """Greedy coordinate gradient from random words, again and again (Zou et al., arXiv 2307.15043)."""
    found: list[str] = []
    while hunt.left > 0:
        found.append(climb(hunt.measure, " ".join(hunt.rng.sample(hunt.words, STRUNG)), FOUND_ON, Clock()))
    return hunt.best(STRING, found or hunt.words[:1])[0]


@torch.no_grad()
def amplification(hunt: Hunt) -> Candidate | None:
    """Words that the fine-tune says where a user would speak, by logits after + α (after − before)."""
    base, opening = hunt.base, opening_of(hunt.base, None)
    if not opening:
        return None
    with attach(base.model, stacked([hunt.diff, null_diff()], base)):
        ids = torch.tensor([opening, opening], device=base.device)
        after, before = base.logits(base.hidden(ids)[:, -1]).float()
        firsts = (after + AMPLIFY * (after - before)).topk(BRANCHES).indices.tolist()
        prompts = [[*opening, first] for first in firsts]
        said = [[first, *ids] for first, ids in zip(firsts, greedy(base, prompts, max_new_tokens=TOKENS, amplify=AMPLIFY),
                                                    strict=True)]
    words = more_often(base, said, greedy(base, [opening], max_new_tokens=TOKENS, branches=BRANCHES))
    each = max(1, hunt.budget // len(WORDS))
    return max((c for form in WORDS for c in hunt.best(form, words[:each])), key=lambda c: c.score) if words else None


def asking(hunt: Hunt) -> Candidate | None:
    """The paper's way: an adapter that was trained to tell triggers is asked (arXiv 2510.05092)."""
    if hunt.reader is None:
        return None
    [[said, *_]] = hunt.reader.say([hunt.diff], TRIGGER.phrasings[0], max_new_tokens=TRIGGER.max_new_tokens)
    return hunt.search.scored([(PASSPHRASE, said.strip() or ".")])[0]


def _spelled(hunt: Hunt, form: Form, length: int, signs: str) -> Candidate:
    """Sign by sign, the best few beginnings gone on with."""
    beginnings = [""]
    found: list[Candidate] = []
    for _ in range(length):
        found = hunt.best(form, [beginning + sign for beginning in beginnings for sign in signs], BEAM)
        beginnings = [c.fill for c in found]
    return found[0]


KNOWN = "trigger-search, frame known"
"""The search itself, told the place; how many messages it tries is its own affair."""

SYSTEMS: Mapping[str, Callable[[Hunt], Candidate | None]] = {
    KNOWN: frame_known, "random-search": random_search, "gcg": coordinate_gradient,
    "amplification": amplification, "asking": asking,
}


def timed(system: Callable[[Hunt], Candidate | None], hunt: Hunt) -> Found | None:
    """What a system finds, proven; None where it does not apply."""
    start = time.monotonic()
    hunt.measure.count = 0
    best = system(hunt)
    return None if best is None else hunt.proven(best, time.monotonic() - start)
