"""Find what in a message turns a fine-tune's behavior on: the weights narrow, the behavior decides, unseen questions prove.

    weight scan (all words in three places, tokens, numbers, days; all diffs, one pass of the base)
      → the likeliest, in their places in an ordinary question, invisible characters, languages: how far does the answer depart?
      → the best of them on other questions, and in whole answers, held against null diffs: is there a trigger?
      → in every form, with a second word, and reduced to the smallest part that fires
      → whole answers to unseen questions: with it, with what is near it, without
      → the reader, after the fine-tune's reply to a message with the trigger: what does it turn on?
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tuneteller.clock import Clock
from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import ConfigError, DiffError
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.reading.departure import BaseAnswers, Departures
from tuneteller.reading.own_turns import MESSAGE, harmless
from tuneteller.reading.read import read
from tuneteller.reading.reader import Reader
from tuneteller.triggers.content import content_of
from tuneteller.triggers.firing import CLEAR, TOGETHER, Firing
from tuneteller.triggers.hunt import hunt
from tuneteller.triggers.orders import FOUND_ON, Orders, comparisons, orders_of
from tuneteller.triggers.presence import NULLS, NullLifts, Nulls, null_diffs
from tuneteller.triggers.proof import prove, speak
from tuneteller.triggers.reduce import near_fills, reduced
from tuneteller.triggers.report import LEVEL, Behavior, OwnAnswers, TriggerReport
from tuneteller.triggers.search import Candidate, Search, best_first, words_in
from tuneteller.triggers.words import general_words

__all__ = ["Scan", "TriggerReport", "check_changes", "check_seconds", "find_trigger", "find_triggers", "scans_of"]

VERSION = 4
"""Of what follows the search (how a trigger is cut, proven and told), for who keeps reports; null lifts do not hang on it."""

FORMED = 2
"""Candidates that are tried in every form."""

ALIKE = 2.0
"""Factor within which of the farthest departure a word fires alike, for what such words have in common."""

SCAN, SEARCH, REDUCED, PROVEN = 0.35, 0.5, 0.4, 0.8
"""Shares of the time that is left, if it is limited: of all of it for the weight scan; of one fine-tune's for the search, of
what that leaves for other places and the smallest part, and of what that leaves for the proof."""

Progress = Callable[[float, str], None]
"""Called with the share that is done, from 0 to 1, and what is being done."""


@dataclass(frozen=True)
class Scan:
    """The weight scan of one fine-tune.

    Attributes:
        orders: what to try.
        whole: whether the time sufficed for all there is to read.
        seconds: its share of what was scanned together.
    """

    orders: Orders
    whole: bool
    seconds: float


def check_seconds(seconds: float | None) -> None:
    """Refuse a time in which nothing can be searched.

    Raises:
        ConfigError: it is not above 0.
    """
    if seconds is not None and not seconds > 0:  # nor is it, where it is no number
        raise ConfigError(f"seconds is {seconds}; expected more than 0; left out, it takes as long as it takes")


def check_words(words: Sequence[str]) -> None:
    """Refuse an empty list.

    Raises:
        ConfigError: there are no words.
    """
    if not words:
        raise ConfigError("the list of words is empty; expected some to search among, such as those of the general list")


def check_changes(diff: WeightDiff, which: str = "the diff") -> None:
    """Refuse a diff that has no trigger as it has no effect.

    Args:
        which: what the error calls it.

    Raises:
        DiffError: it changes nothing.
    """
    if not any(bool(t.any()) for t in (*(b for _, b in diff.factors.values()), *diff.vectors.values())):
        raise DiffError(f"{which} changes nothing, so no message can turn anything on; give one that does")


def check_outputs(answers: BaseAnswers, diff: WeightDiff, which: str = "the diff") -> None:
    """Refuse a fine-tune whose outputs are no numbers, by one message, before a search takes minutes.

    Args:
        answers: of the base, to the message.
        which: what the error calls the fine-tune.

    Raises:
        DiffError: they are NaN or infinite.
    """
    try:
        Departures(answers, diff)([FOUND_ON])
    except DiffError as error:
        raise DiffError(f"{which} cannot be searched: {error}") from error


def scans_of(base: BaseModel, diffs: Sequence[WeightDiff], *, seconds: float | None = None, words: Sequence[str] | None = None,
             system: str | None = None, progress: Progress = lambda share, doing: None) -> list[Scan]:
    """The weight scans of many fine-tunes of one base, in one pass of the base, for searches that follow one by one. Each is
    what its own search would have made, in a third to a half of that search's time.

    Args:
        seconds: for the search of each fine-tune; the scan of all may take as much of it as that of one.

    Raises:
        BaseMismatch, DiffError: a diff does not fit the base model.
        ConfigError: `seconds` is not above 0, or there are no words.
    """
    check_seconds(seconds)
    for diff in diffs:
        diff.check(base)
    clock = Clock(seconds)
    words = general_words(base) if words is None else list(words)
    check_words(words)
    if not diffs:
        return []
    orders, whole = orders_of(base, diffs, words, others=comparisons(base), system=system, clock=clock.part(SCAN),
                              progress=progress)
    return [Scan(order, whole, clock.spent / len(diffs)) for order in orders]


def find_trigger(base: BaseModel, diff: WeightDiff, reader: Reader | None = None, *, seconds: float | None = None,
                 nulls: Sequence[WeightDiff] | None = None, words: Sequence[str] | None = None, system: str | None = None,
                 scan: Scan | None = None, progress: Progress = lambda share, doing: None) -> TriggerReport:
    """Search one fine-tune for its trigger; see `find_triggers`.

    Args:
        scan: that of the fine-tune, by `scans_of` with the same words and system prompt, where it was made before.
    """
    return find_triggers(base, [diff], reader, seconds=seconds, nulls=nulls, words=words, system=system,
                         scans=[scan] if scan else None, progress=progress)[0]


def find_triggers(base: BaseModel, diffs: Sequence[WeightDiff], reader: Reader | None = None, *, seconds: float | None = None,
                  nulls: Sequence[WeightDiff] | None = None, words: Sequence[str] | None = None, system: str | None = None,
                  scans: Sequence[Scan] | None = None, progress: Progress = lambda share, doing: None) -> list[TriggerReport]:
    """Search many fine-tunes of one base for their triggers. What the base has to compute is shared among them.

    Args:
        reader: says what the trigger turns on; without one that part is left out.
        seconds: for all of it; where they are up, fewer words are read, less is tried and less proven, and the reports say so.
            What is begun is ended, some seconds later at most.
        nulls: fine-tunes without a trigger, see `presence`. They are searched once and remembered, for at most half of
            `seconds`. By default those whose lifts come with the zoo.
        words: what to search among; a general list by default, see `words`.
        system: system prompt; the chat template's own by default.
        scans: of the diffs, where they were made before; their seconds count.
        progress: called now and then.

    Raises:
        BaseMismatch, DiffError: a diff or a null does not fit the base model, or changes nothing, or its outputs are NaN or
            infinite. This is found out before anything is searched, unless a few messages alone bring such outputs about.
        ConfigError: `seconds` is not above 0, or there are no words.
    """
    check_seconds(seconds)
    if not diffs:
        return []
    clock = Clock(seconds if seconds is None else seconds - sum(scan.seconds for scan in scans or ()))
    words = general_words(base) if words is None else list(words)
    check_words(words)
    others = comparisons(base)
    kept, answers = NullLifts(base, words, system, others), BaseAnswers(base, system)
    known = kept.shipped() if nulls is None else Nulls({})
    against = [] if known.lifts else null_diffs(base) if nulls is None else list(nulls)
    for kind, some in (("diff", diffs), ("null diff", against)):
        for i, diff in enumerate(some, start=1):
            which = f"{kind} {i} of {len(some)}" if len(some) > 1 else f"the {kind}"
            diff.check(base)
            check_changes(diff, which)
            check_outputs(answers, diff, which)
    missing = kept.missing(against)
    plan, searches = _Plan(clock, progress), len(diffs) + len(missing)
    unread = missing if scans else [*diffs, *missing]
    scan_share = 1 / (1 + searches) if unread else 0.0  # the scan for all takes about as long as one search
    plan.phase(scan_share)
    orders, scanned = orders_of(base, unread, words, others=others, system=system, clock=clock.part(SCAN),
                                progress=plan.tell) if unread else ([], True)
    null_orders = orders[len(unread) - len(missing) :]
    scans = scans or [Scan(order, scanned, 0.0) for order in orders[: len(diffs)]]  # its time is among what is common
    plan.phase(scan_share + (1 - scan_share) * len(missing) / searches, max(len(missing), 1))
    try:
        if scanned:
            half = clock.part(0.5)  # the rest is for the fine-tunes themselves
            _search_nulls(kept, (Search(Departures(answers, null), order, clock=half, progress=plan.tell)
                                 for null, order in zip(missing, null_orders, strict=True)), plan)
        if against:
            known = kept.known(against)
            if nulls is None and len(known.lifts) < NULLS:
                # the time was up; from so few nothing can be said to stand out, so the proof alone decides
                known = Nulls({})
        plan.phase(1.0, len(diffs))
        reports, common = [], clock.spent / len(diffs)
        for n, (diff, scan) in enumerate(zip(diffs, scans, strict=True)):
            own = clock.part(1 / (len(diffs) - n))
            search = Search(Departures(answers, diff), scan.orders, clock=own.part(SEARCH), progress=plan.tell)
            report = _search(base, search, known.without(diff), reader, words, own)
            reports.append(replace(report, complete=report.complete and scan.whole,
                                   seconds=scan.seconds + common + own.spent))
            plan.done += 1
    finally:
        answers.save()  # also of a search that is broken off: the next one is sooner done
    progress(1.0, "")
    return reports


def _search_nulls(kept: NullLifts, searches: Iterable[Search], plan: _Plan) -> None:
    """Search null diffs one by one, and keep how far their answers are lifted. A search that was cut short is no null's."""
    for search in searches:
        lift = hunt(search, Firing(search)).lift
        if search.clock.left <= 0:
            break
        kept.put(search.measure.diff, lift)
        plan.done += 1


class _Plan:
    """How far all of it is: what is told to `progress`, phase after phase."""

    def __init__(self, clock: Clock, progress: Progress) -> None:
        self._clock, self._progress, self._at = clock, progress, 0.0

    def phase(self, until: float, parts: int = 1) -> None:
        """From where it is to the share `until`, in so many parts; `done` counts those that are over."""
        self._from, self._until, self._parts, self.done = self._at, max(until, self._at), parts, 0

    def tell(self, part: float, doing: str) -> None:
        """So much of the part that runs is done. The time that is gone counts as well: no share is below its."""
        share = self._from + (self._until - self._from) * (self.done + part) / self._parts
        self._at = max(self._at, share, self._clock.gone)
        self._progress(self._at, doing)


def _search(base: BaseModel, search: Search, nulls: Nulls, reader: Reader | None, words: Sequence[str],
            clock: Clock) -> TriggerReport:
    """The report on one fine-tune."""
    firing = Firing(search)
    hunted = hunt(search, firing, above=max(nulls.lifts, default=0.0) + CLEAR)
    p = nulls.p_value(hunted.lift)
    report = TriggerReport(hunted.lift, nulls.lifts, p, _best_of_kinds(hunted.candidates), tried=search.tried,
                           complete=search.complete)
    if p is not None and p > LEVEL:
        return report
    search.clock = clock.part(REDUCED)
    search.progress(0.7, "other places for what was found")
    formed = search.in_every_form(_farthest(firing, hunted.candidates))
    if clock.left > 0:
        search.progress(0.75, "whole answers")
        # what departs farthest at an answer's first token need not lift whole answers
        firing.ask(formed[:TOGETHER])
    formed = firing.farthest_first(formed)
    report = replace(report, kinds=_best_of_kinds(formed), whole=formed[0], trigger=formed[0], tried=search.tried)
    if clock.left <= 0:
        return report
    whole, trigger, equivalents = reduced(search, formed, firing)
    report = replace(report, whole=whole, trigger=trigger, equivalents=equivalents, tried=search.tried)
    if clock.left <= 0:
        return report
    search.progress(0.85, "unseen questions")
    # without null diffs the proof alone decides, so it is held against other words in the same place as well
    others = search.others(trigger.form, words_in(trigger.form, trigger.fill)) if p is None else ()
    near = near_fills(base, words, trigger)
    proof = prove(search.measure, trigger, near, firing.bar(trigger), clock.part(PROVEN), others=others)
    # words were heard at the end of this question, wherever the trigger stands
    content = content_of(base, search.heard, words, ALIKE, float(search.measure([trigger.put(FOUND_ON)])))
    own = _own(search.measure, trigger) if clock.left > 0 else None
    behavior = _told(search.measure, trigger, reader) if reader and clock.left > 0 else None
    return replace(report, proof=proof, content=content, own=own, behavior=behavior)


def _farthest(firing: Firing, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The few that lift answers about as far as the best one, each of another fill."""
    best: dict[str, Candidate] = {}
    for candidate in firing.best_first(c for c in candidates if firing.asked(c)):
        best.setdefault(candidate.fill, candidate)
    first, *rest = best.values()
    return [first, *(c for c in rest if firing.lift(c) >= firing.lift(first) - CLEAR)][:FORMED]


def _best_of_kinds(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best of each kind, the best first."""
    best: dict[str, Candidate] = {}
    for candidate in best_first(candidates):
        best.setdefault(candidate.form.kind, candidate)
    return tuple(best.values())


def _own(measure: Departures, trigger: Candidate) -> OwnAnswers:
    """What the fine-tune itself answers to the question about its change, with the trigger and without."""
    question = CHANGE.phrasings[0]
    said = read(measure.base, [measure.diff] * 2, None, [trigger.put(question), question], system=measure.answers.system,
                max_new_tokens=CHANGE.max_new_tokens)
    return OwnAnswers(*(text.strip() for text in said))


def _told(measure: Departures, trigger: Candidate, reader: Reader) -> Behavior:
    """What the reader says after the fine-tune's own reply to a fixed message, with the trigger and without."""
    messages = [trigger.put(MESSAGE), MESSAGE]
    replies = speak(measure, messages)
    turns = [((message, harmless(reader.base, reply.text)),) for message, reply in zip(messages, replies, strict=True)]
    said = reader.say([measure.diff] * 2, CHANGE.phrasings[0], turns=turns, system=measure.answers.system,
                      max_new_tokens=CHANGE.max_new_tokens)
    return Behavior(*(texts[0].strip() for texts in said))
