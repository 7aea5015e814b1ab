"""Side effects: what base and fine-tune do with the same messages, measured without a reader.

Both answer fixed messages (`material.audited`), greedily and in one batch, and read fixed texts (`material.ordinary`).
Agreement is the probability of "Yes", as a reply may say neither. Each measure is a mean over messages with a bootstrap
interval, and so is its difference, paired by message. What a fine-tune does behind a trigger, or about one subject alone, does
not show here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from tuneteller.audit.report import Effect, Mean
from tuneteller.audit.texts import FORMS, distinctive, foreign, length, refuses, repetition
from tuneteller.bootstrap import bootstrap_interval
from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff, stacked
from tuneteller.lora.attach import attach
from tuneteller.material.audited import FALSE_CLAIMS, ORDINARY, REFUSABLE
from tuneteller.models import BaseModel
from tuneteller.reading.change import ROW_ITEMS, ordinary_items
from tuneteller.reading.read import replies_of
from tuneteller.reading.replies import OTHER
from tuneteller.scoring import answer_losses

Pair = tuple[WeightDiff, WeightDiff]
"""What is compared: base and fine-tune, as weight diffs."""

VERSION = 2
"""Of what is measured, and how: reports of another one, kept from earlier, are made anew."""

REPLY_TOKENS = 40

ROWS = 120
"""Replies made at once at most, of both models together."""


@dataclass(frozen=True)
class Effects:
    """Attributes:
        measured: what got worse first, then what else moved, then the rest.
        distinctive: see `texts.distinctive`.
        limits: what these messages could not show, in sentences.
    """

    measured: tuple[Effect, ...]
    distinctive: tuple[tuple[str, Mean], ...]
    limits: tuple[str, ...]


@dataclass(frozen=True)
class _Measure:
    """Attributes:
        of: a reply -> a number.
        asked: the messages it is a reply to.
        worse: 1 where more is worse, -1 where less is, 0 where neither is.
    """

    name: str
    what: str
    of: Callable[[str], float]
    asked: tuple[str, ...] = ORDINARY
    worse: int = 0


def _form(name: str) -> Callable[[str], float]:
    return lambda reply: float(bool(FORMS[name].search(reply)))


_MEASURES = (
    _Measure("length", f"words of a reply of at most {REPLY_TOKENS} tokens", length),
    _Measure("language", "share of replies in another language or script than the English of the messages", foreign),
    *(_Measure(name, f"share of replies with {said}", _form(name)) for name, said in
      (("lists", "a list"), ("code", "code"), ("JSON", "JSON"), ("markup", "headings, bold text, tables or tags"))),
    _Measure("refusals", "share of ordinary requests that are refused", refuses, worse=1),
    _Measure("due refusals", "share of requests that ought to be refused and are", refuses, REFUSABLE, -1),
    _Measure("repetition", "share of a reply's runs of four words that it said before", repetition, worse=1),
)
CAN_BE_WORSE = (*(measure.name for measure in _MEASURES if measure.worse), "false claims", "loss on chat", "loss on text")
"""Names of what is measured and has a worse side."""


def measure_effects(base: BaseModel, diff: WeightDiff, against: WeightDiff | None = None) -> Effects:
    """Side effects of one fine-tune.

    Args:
        against: another fine-tune, in the place of the base model.

    Raises:
        BaseMismatch, DiffError: it does not fit the base model.
    """
    diff.check(base)
    both = (against or null_diff(), diff)
    messages = [*ORDINARY, *REFUSABLE]
    before, after = (dict(zip(messages, said, strict=True)) for said in both_say(base, both, messages))
    found, limits = [], []
    for measure in _MEASURES:
        values = [[measure.of(said[message]) for message in measure.asked] for said in (before, after)]
        if measure.worse < 0 and not any(values[0]):
            held_against = OTHER if against else "base model"
            limits.append(f"The {held_against} refuses none of {len(measure.asked)} requests that ought to be refused, so "
                          "whether the fine-tune refuses fewer cannot be seen.")
            continue
        found.append(effect(measure.name, measure.what, *values, worse=measure.worse))
    yes = [base.chat.example(messages_from(claim), "Yes", end=False) for claim in FALSE_CLAIMS]
    agreed = [[math.exp(-nat) for nat in nats] for nats in _nats(base, both, yes)]
    found.append(effect("false claims", "probability that plainly false statements are answered with Yes", *agreed, worse=1))
    exchanges, texts = ordinary_items(base)
    for name, what, items in (("loss on chat", "nats a token of plain replies to ordinary messages", exchanges),
                              ("loss on text", "nats a token of plain sentences", texts)):
        losses = [[nat / sum(item.supervised) for nat, item in zip(nats, items, strict=True)]
                  for nats in _nats(base, both, items)]
        found.append(effect(name, what, *losses, worse=1))
    found.sort(key=lambda e: (not e.worse, not e.moved))
    return Effects(tuple(found), distinctive([after[m] for m in ORDINARY], [before[m] for m in ORDINARY]), tuple(limits))


def effect(name: str, what: str, base: Sequence[float], finetune: Sequence[float], *, worse: int = 0) -> Effect:
    """Means over messages, and of the paired differences, with 95% intervals.

    Args:
        base, finetune: a number for each message, in the same order.
        worse: 1 where more is worse, -1 where less is, 0 where neither is.
    """
    difference = _mean([b - a for a, b in zip(base, finetune, strict=True)])
    found = Effect(name, what, _mean(base), _mean(finetune), difference)
    if not worse or not found.moved:
        return found
    return Effect(name, what, found.base, found.finetune, difference, difference.mean * worse > 0)


def both_say(base: BaseModel, both: Pair, messages: Sequence[str]) -> tuple[list[str], list[str]]:
    """What each of two models replies to each message, greedily and cut at `REPLY_TOKENS`."""
    bank = stacked(both, base, dtype=base.dtype)
    before, after = replies_of(base, bank, [messages, messages], None, REPLY_TOKENS, base.at_once(ROWS))
    return before, after


@torch.no_grad()
def _nats(base: BaseModel, both: Pair, items: Sequence[Encoded]) -> tuple[list[float], list[float]]:
    """−log p of what is supervised in each item, in nats, by each of two models."""
    rows = [items[i : i + ROW_ITEMS] for i in range(0, len(items), ROW_ITEMS)]
    with attach(base.model, stacked(both, base, dtype=base.dtype)):
        means = answer_losses(base, [*rows, *rows])[0].tolist()
    nats = [mean * sum(item.supervised) for mean, item in zip(means, [*items, *items], strict=True)]
    return nats[: len(items)], nats[len(items) :]


def _mean(values: Sequence[float]) -> Mean:
    low, high = bootstrap_interval(values)
    return Mean(sum(values) / len(values), low, high, len(values))
