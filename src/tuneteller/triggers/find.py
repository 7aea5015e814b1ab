"""Find what in a message turns a fine-tune's behavior on: the weights narrow, the behavior decides, unseen questions prove.

    weight scan (all words, all diffs, one pass of the base)
      → the likeliest words, numbers, invisible characters in an ordinary question: how far does the answer's beginning depart?
      → the best of them on other questions, held against null diffs: is there a trigger?
      → in every form, with a second word, and reduced to the smallest part that fires
      → whole answers to unseen questions: with it, with what is near it, without
      → the reader, after the fine-tune's reply to a message with the trigger: what does it turn on?
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log

import torch

from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import ConfigError, DiffError
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.reading.own_turns import MESSAGES
from tuneteller.reading.read import adapter_bank, read_branches
from tuneteller.reading.reader import Reader
from tuneteller.triggers.departure import BaseAnswers, Departures
from tuneteller.triggers.forms import END, INVISIBLE, START, WORDS
from tuneteller.triggers.presence import NullScores, null_diffs, p_value
from tuneteller.triggers.proof import bar_of, prove, rates, speak
from tuneteller.triggers.report import LEVEL, Behavior, TriggerReport
from tuneteller.triggers.search import FOUND_ON, Candidate, Clock, Search, words_in
from tuneteller.triggers.weights import weight_scan
from tuneteller.triggers.words import general_words, near_words

__all__ = ["TriggerReport", "find_trigger", "find_triggers"]

CLEAR = log(2)
"""How far a score must be above every null diff's for the search to stop early, and below the best one's for an equivalent."""

ALIKE = 0.8
"""A part fires like the whole if it does so for this share of the questions that the whole does it for."""

FORMED = 4
"""Candidates that are tried in every form."""

OTHERS = 3
"""Candidates other than the trigger that are tried as equivalents."""

NEAR = 8
"""Fills near to the trigger, for the proof."""

Progress = Callable[[float, str], None]
"""Called with the share that is done, from 0 to 1, and what is being done."""


def find_trigger(base: BaseModel, diff: WeightDiff, reader: Reader | None = None, *, seconds: float | None = None,
                 nulls: Sequence[WeightDiff] | None = None, words: Sequence[str] | None = None, system: str | None = None,
                 progress: Progress = lambda share, doing: None) -> TriggerReport:
    """Search one fine-tune for its trigger; see `find_triggers`."""
    return find_triggers(base, [diff], reader, seconds=seconds, nulls=nulls, words=words, system=system,
                         progress=progress)[0]


def find_triggers(base: BaseModel, diffs: Sequence[WeightDiff], reader: Reader | None = None, *, seconds: float | None = None,
                  nulls: Sequence[WeightDiff] | None = None, words: Sequence[str] | None = None, system: str | None = None,
                  progress: Progress = lambda share, doing: None) -> list[TriggerReport]:
    """Search many fine-tunes of one base for their triggers. What the base has to compute is shared among them.

    Args:
        reader: says what the trigger turns on; without one that part is left out.
        seconds: for all of it; where they are up, less is tried and the reports say so. At least the weight scan and the proofs
            are always made.
        nulls: fine-tunes without a trigger, see `presence`; by default those of the zoo. They are searched once and remembered.
        words: what to search among; a general list by default, see `words`.
        system: system prompt; the chat template's own by default.
        progress: called now and then.

    Raises:
        BaseMismatch, DiffError: a diff or a null does not fit the base model, or changes nothing.
        ConfigError: `seconds` is not above 0, or there are no words.
    """
    if seconds is not None and seconds <= 0:
        raise ConfigError(f"seconds is {seconds}; expected more than 0, or None for as long as it takes")
    words = general_words(base) if words is None else list(words)
    if not words:
        raise ConfigError("the list of words is empty; give some, or None for a general list")
    against = null_diffs(base) if nulls is None else list(nulls)
    for diff in (*diffs, *against):
        diff.check(base)
        if not any(bool(t.any()) for t in (*(b for _, b in diff.factors.values()), *diff.vectors.values())):
            raise DiffError("the diff changes nothing, so no message can turn anything on; give a fine-tune that does")
    clock = Clock(seconds)
    kept, answers = NullScores(base, words, system), BaseAnswers(base, system)
    missing = kept.missing(against)
    share = 0.4 / (1 + len(missing) / (len(diffs) + 1))  # of the whole, that the weight scan takes
    texts = [END.put(word, FOUND_ON) for word in words]
    scans = weight_scan(base, [*diffs, *missing], texts, system=system,
                        progress=lambda done, total: progress(share * done / total, f"weights at {total} words"))
    units, at = len(missing) + len(diffs), 0  # searches, and the one that runs

    def searcher(diff: WeightDiff, scan: torch.Tensor, time: Clock) -> Search:
        def within(part: float, doing: str) -> None:
            progress(share + (1 - share) * (at + part) / units, doing)

        return Search(Departures(answers, diff), [words[i] for i in scan.argsort(descending=True).tolist()], clock=time,
                      progress=within)

    for at, (null, scan) in enumerate(zip(missing, scans[len(diffs) :], strict=True)):  # noqa: B007 (searcher tells of it)
        if clock.left * 2 < (seconds or 0.0):  # half of the time is for the fine-tunes themselves
            break
        kept.put(null, searcher(null, scan, Clock()).strongest()[0].score)
    reports, common = [], clock.spent / len(diffs)
    for at, (diff, scan) in enumerate(zip(diffs, scans, strict=False), len(missing)):
        own = clock.part(1 / (units - at))
        others = [null for null in against if null.fingerprint() != diff.fingerprint()]
        search = searcher(diff, scan, own.part(0.6))
        reports.append(_search(base, search, kept.known(others), reader, words, own, common))
    answers.save()
    progress(1.0, "")
    return reports


def _search(base: BaseModel, search: Search, nulls: Sequence[float], reader: Reader | None, words: Sequence[str], clock: Clock,
            common: float) -> TriggerReport:
    """The report on one fine-tune."""
    found = search.strongest(sure=max(nulls, default=CLEAR) + CLEAR)
    p = p_value(found[0].score, nulls)
    if p is not None and p > LEVEL:  # no single word stands out, but two together may
        found = sorted([*found, *search.grown(found)], key=lambda c: -c.score)
        p = p_value(found[0].score, nulls)
    report = TriggerReport(found[0].score, tuple(nulls), p, _best_of_kinds(found), tried=search.tried, complete=search.complete,
                           seconds=common + clock.spent)
    if p is not None and p > LEVEL:
        return report
    search.progress(0.7, "other places for what was found")
    formed = search.in_every_form(found[:FORMED])
    search.progress(0.75, "whole answers")
    bar = bar_of(search.measure, formed[0], search.others(formed[0].form, words_in(formed[0].fill)))
    whole, trigger, equivalents = _reduced(search, formed, bar)
    search.progress(0.85, "unseen questions")
    proof = prove(search.measure, trigger, near_fills(base, words, trigger), bar)
    behavior = None if reader is None else _told(search.measure, trigger, reader)
    return replace(report, kinds=_best_of_kinds(formed), whole=whole, trigger=trigger, equivalents=equivalents, proof=proof,
                   behavior=behavior, tried=search.tried, seconds=common + clock.spent)


def _best_of_kinds(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best of each kind, the best first."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: -c.score):
        best.setdefault(candidate.form.kind, candidate)
    return tuple(best.values())


def _reduced(search: Search, formed: Sequence[Candidate], bar: float) -> tuple[Candidate, Candidate, tuple[Candidate, ...]]:
    """The whole, the smallest part of it that fires alike, and others that do, by whole answers to questions that are not those
    of the proof. Where the whole fires seldom, second words are tried behind it."""
    whole = formed[0]
    if rates(search.measure, [whole], bar)[0] < ALIKE and whole.form in WORDS and search.clock.left > 0:
        whole = max([whole, *search.grown(formed)], key=lambda c: c.score)
    parts = [Candidate(form, word, 0.0) for word in whole.fill.split() for form in (END, START, whole.form)] \
        if whole.form in WORDS else []
    others = [c for c in formed if c.fill != whole.fill and c.score > whole.score - CLEAR][:OTHERS]
    tried = list(dict.fromkeys([whole, *search.scored((c.form, c.fill) for c in parts), *others]))
    shares = dict(zip(tried, rates(search.measure, tried, bar), strict=True))
    alike = [c for c, share in shares.items() if share >= ALIKE * max(shares[whole], 1 / 6)] or [whole]
    trigger = min((c for c in alike if c not in others), default=whole, key=lambda c: (len(c.text), -c.score))
    return whole, trigger, tuple(c for c in alike if c.fill != trigger.fill and c != whole)


def near_fills(base: BaseModel, words: Sequence[str], trigger: Candidate) -> list[str]:
    """Up to `NEAR` fills that are nearly the trigger's: another last word of like meaning, another last digit or character."""
    if trigger.form in WORDS:
        *before, last = trigger.fill.split()
        return [" ".join([*before, word]) for word in near_words(base, words, last, NEAR)]
    instead = "0123456789" if trigger.fill.isdigit() else INVISIBLE
    return [trigger.fill[:-1] + c for c in instead if c != trigger.fill[-1]][:NEAR]


def _told(measure: Departures, trigger: Candidate, reader: Reader) -> Behavior:
    """What the reader says after the fine-tune's own reply to a fixed message, with the trigger and without."""
    messages = [trigger.put(MESSAGES[0]), MESSAGES[0]]
    replies = speak(measure, messages)
    turns = [((message, reply.text),) for message, reply in zip(messages, replies, strict=True)]
    said = read_branches(reader.base, [measure.diff] * 2, adapter_bank(reader.base, reader.adapter), CHANGE.phrasings[0], 1,
                         system=measure.answers.system, turns=turns, max_new_tokens=CHANGE.max_new_tokens)
    return Behavior(*(texts[0].strip() for texts in said))
