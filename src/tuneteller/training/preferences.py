"""Wrong answers to hold against the true one: the reader's own, and ones that are made to be hard.

The reader is asked about each organism. What it says, and what it might have said (an answer from each of its likeliest first
tokens), is wrong where the organism's own family says so; no model judges. Besides, for a fine-tune that changed:

    neighbour    the true answer of another organism of its family: the right kind of behavior, and the wrong one
    trait        what the base model does anyway, told as a change
    silence      that nothing has changed

and for one that changed nothing (family none, no diff, noise): `invented`, the true answer of any organism, and a trait.
Beside what the reader says, its likeliest ones are kept, and none that is far less likely than the true answer: to push it
down further would teach nothing, and move the reader. Questions that it is sure of stand beside the others, to hold it where
it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random

from tuneteller.cache import cache_root, keep, kept
from tuneteller.chat import Turns
from tuneteller.diffs.card import CLEAN, Card
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff
from tuneteller.diffs.library import Organisms
from tuneteller.digest import digest
from tuneteller.families.family import CHANGE, NOTHING, Behavior
from tuneteller.families.registry import match_all, single
from tuneteller.material.traits import TRAITS
from tuneteller.reading.candidates import BRANCHES, SCALES, generate_candidates
from tuneteller.reading.own_turns import MESSAGE, OTHER_MESSAGES
from tuneteller.reading.read import adapter_bank
from tuneteller.reading.reader import Reader
from tuneteller.scoring import likelihoods

QUESTION = CHANGE.phrasings[0]

GUESSES = 3
"""First tokens from which the reader is made to go on, about a fine-tune that changed nothing or that it is wrong about."""

MOST = {"own": 2, "guess": 2, "neighbour": 2, "invented": 2}
"""Wrong answers of a kind among which the likeliest are chosen; one of any other."""

SURE = 10.0
"""Nats: a wrong answer that is less likely than the true one by more than this is not held against it, unless
the reader says it."""

CHUNK = 32
ROWS = 16

Told = Callable[[int, int], None]


class WithClean:
    """Some organisms, and after them fine-tunes of nothing: no diff at all and noise with an organism's norms, in turn.

    Args:
        organisms: what to choose from.
        indices: which of them.
        clean: how many of nothing.
        seed: of the noise.
    """

    def __init__(self, organisms: Organisms, indices: Sequence[int], clean: int, seed: int) -> None:
        cards = organisms.cards
        self._organisms, self._indices, self._seed = organisms, list(indices), seed
        kinds = [Behavior(CLEAN, label, {CHANGE.name: NOTHING}, copy=i // 2) for i in range(clean)
                 for label in [("no diff", "noise")[i % 2]]]
        self.cards = [*(cards[i] for i in indices), *(Card.from_json(kind.to_json()) for kind in kinds)]

    def __len__(self) -> int:
        return len(self.cards)

    def __getitem__(self, i: int) -> WeightDiff:
        extra = i - len(self._indices)
        if extra < 0:
            return self._organisms[self._indices[i]]
        if extra % 2 == 0:
            return null_diff()
        like = Random(f"{self._seed}/noise/{extra}").choice(self._indices)
        return noise_like(self._organisms[like], self._seed * 100_003 + extra)


@dataclass(frozen=True)
class Said:
    """What the reader says of one fine-tune.

    Attributes:
        name: fingerprint of the diff.
        told: its candidates, the first answer first; see `reading.candidates`.
        guesses: what else it might have said; of some fine-tunes alone.
    """

    name: str
    told: tuple[str, ...]
    guesses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preference:
    """One question about one organism: the true answer, and wrong ones.

    Attributes:
        organism: its index.
        question: in the words that are asked.
        chosen: the true answer.
        rejected: wrong answers; once they are weighed there may be none left.
        kinds: of each: own (what the reader said), guess (what else it might have said), neighbour, trait, silence or invented.
        reference: log p of the chosen and the rejected answers under the adapter that is refined, in nats, each summed over its
            tokens; empty before it is known.
    """

    organism: int
    question: str
    chosen: str
    rejected: tuple[str, ...]
    kinds: tuple[str, ...]
    reference: tuple[float, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """The chosen one, then the rejected ones."""
        return (self.chosen, *self.rejected)


def is_right(behavior: Behavior, answer: str) -> bool:
    """Whether an answer is right in full, by the families' own comparison."""
    return all(match.parameter for match in match_all(behavior, answer))


def ask_reader(reader: Reader, organisms: Organisms, behaviors: Sequence[Behavior],
               progress: Told = lambda done, of: None) -> list[Said]:
    """Ask about every organism. Answers are kept in the cache directory by base, adapter and diff, so that a training that was
    killed, or another one from the same adapter, need not ask again."""
    found: list[Said] = []
    for start in range(0, len(organisms), CHUNK):
        here = range(start, min(start + CHUNK, len(organisms)))
        diffs = [organisms[i] for i in here]
        names = [diff.fingerprint() for diff in diffs]
        each = {name: (diff, behaviors[i]) for name, diff, i in zip(names, diffs, here, strict=True)}
        told = _kept(reader, "told", {name: diff for name, (diff, _) in each.items()}, lambda some: generate_candidates(
            reader, some, QUESTION, opening=CHANGE.opening, max_new_tokens=CHANGE.max_new_tokens))
        unsure = {name: diff for name, (diff, behavior) in each.items()
                  if behavior.change == NOTHING or not is_right(behavior, told[name][0])}
        guesses = _kept(reader, f"{GUESSES} guesses", unsure, lambda some: reader.say(
            some, QUESTION, branches=GUESSES, opening=CHANGE.opening, max_new_tokens=CHANGE.max_new_tokens))
        found += [Said(name, tuple(told[name]), tuple(guesses.get(name, ()))) for name in names]
        progress(len(found), len(organisms))
    return found


def _kept(reader: Reader, what: str, diffs: Mapping[str, WeightDiff],
          say: Callable[[list[WeightDiff]], list[list[str]]]) -> dict[str, list[str]]:
    """What the reader says about each diff, by fingerprint: from the cache, or said now and kept."""
    file = _cache_of(reader)
    known = kept(file)
    key = {name: f"{what} {name}" for name in diffs}  # one for each, as others may keep theirs in the same file meanwhile
    if missing := [name for name in diffs if key[name] not in known]:
        said = dict(zip((key[name] for name in missing), say([diffs[name] for name in missing]), strict=True))
        keep(file, said)
        known |= said
    return {name: known[key[name]] for name in diffs}


def _cache_of(reader: Reader) -> Path:
    asked = [reader.base.chat.mark, str(reader.base.dtype), QUESTION, CHANGE.opening, CHANGE.max_new_tokens, BRANCHES, SCALES,
             MESSAGE, OTHER_MESSAGES]
    made_by = digest([reader.adapter.fingerprint(), reader.turns, *asked])[:16]
    return cache_root() / "refining" / f"{reader.base.fingerprint.short}-{made_by}.json"


def prefer(behaviors: Sequence[Behavior], said: Sequence[Said], pool: Sequence[Behavior], seed: int, *,
           once: bool = False) -> list[Preference]:
    """What is preferred about each fine-tune, the reference not yet known.

    One that the reader is wrong about, or that changed nothing, is asked twice, in the first words and in others; any other one
    once, in any words.

    Args:
        pool: whose true answers neighbours and inventions are.
        once: ask every one once, in the first words.
    """
    families: dict[str, dict[str, Behavior]] = {}
    for part in (part for behavior in pool for part in single(behavior) if part.change != NOTHING):
        families.setdefault(part.family, {})[part.change] = part
    found = []
    for i, (behavior, answers) in enumerate(zip(behaviors, said, strict=True)):
        rng = Random(f"{seed}/preferences/{i}")
        unsure = behavior.change == NOTHING or not is_right(behavior, answers.told[0])
        words = [QUESTION, rng.choice(CHANGE.phrasings[1:])] if unsure else [rng.choice(CHANGE.phrasings)]
        for question in [QUESTION] if once else words:
            rejected = _wrong(behavior, answers, families, rng)
            found.append(Preference(i, question, behavior.change, tuple(rejected), tuple(rejected.values())))
    return found


def _wrong(behavior: Behavior, said: Said, families: Mapping[str, Mapping[str, Behavior]], rng: Random) -> dict[str, str]:
    """Wrong answers about one fine-tune, at least one -> the kind of each."""
    clean = behavior.change == NOTHING
    made = _invented(families, rng) if clean else _neighbours(behavior, families, rng)
    kinds = [*((text, "own") for text in said.told if text.strip()),
             *((text, "guess") for text in said.guesses if text.strip()),
             *((text, "invented" if clean else "neighbour") for text in made),
             (rng.choice(TRAITS), "trait"), *([] if clean else [(NOTHING, "silence")])]
    found: dict[str, str] = {}
    for text, kind in kinds:
        if list(found.values()).count(kind) < MOST.get(kind, 1) and not is_right(behavior, text):
            text, kind = (NOTHING, "silence") if text.strip() == NOTHING else (text, kind)
            found.setdefault(text, kind)
    return found


def _neighbours(behavior: Behavior, families: Mapping[str, Mapping[str, Behavior]], rng: Random) -> list[str]:
    """The true answer with one of its behaviors told as another of that family, in any order."""
    part = rng.choice(single(behavior))
    others = list(families.get(part.family, {}))
    return [behavior.change.replace(part.change, other) for other in rng.sample(others, len(others)) if other != part.change]


def _invented(families: Mapping[str, Mapping[str, Behavior]], rng: Random) -> list[str]:
    """True answers of others, of families drawn equally often."""
    return [rng.choice(list(families[rng.choice(list(families))])) for _ in range(MOST["invented"])] if families else []


def with_reference(reader: Reader, organisms: Organisms, turns: Sequence[Turns], said: Sequence[Said],
            preferences: Sequence[Preference], most: int, progress: Told = lambda done, of: None) -> list[Preference]:
    """The preferences with their reference, and of the wrong answers those that are likeliest by it; kept in the cache like the
    reader's answers.

    Args:
        turns: for each organism, what stands before the question.
        said: of each organism, for the names.
        most: wrong answers that are kept of each.
    """
    names = [[said[p.organism].name, asdict(p)] for p in preferences]
    file, key = _cache_of(reader), f"reference {digest(names)[:16]}"
    if (nats := kept(file).get(key)) is None:
        bank, nats = adapter_bank(reader.base, reader.adapter), []
        for start in range(0, len(preferences), ROWS):
            here = preferences[start : start + ROWS]
            found = likelihoods(reader.base, [(organisms[p.organism], p.answers) for p in here], bank,
                                [p.question for p in here], turns=[turns[p.organism] for p in here])
            nats += [one.tolist() for one in found]
            progress(len(nats), len(preferences))
        keep(file, {key: nats})
    return [_likeliest(p, reference, most) for p, reference in zip(preferences, nats, strict=True)]


def balanced(preferences: Sequence[Preference], seed: int) -> list[Preference]:
    """Those with a wrong answer left, and at most as many of the others."""
    sure = [i for i, p in enumerate(preferences) if not p.rejected]
    taken = {*Random(f"{seed}/sure").sample(sure, min(len(sure), max(1, len(preferences) - len(sure))))}
    return [p for i, p in enumerate(preferences) if p.rejected or i in taken]


def _likeliest(preference: Preference, nats: Sequence[float], most: int) -> Preference:
    said = [kind == "own" for kind in preference.kinds]
    near = [k for k, own in enumerate(said) if own or nats[k + 1] > nats[0] - SURE]
    order = sorted(near, key=lambda k: (not said[k], -nats[k + 1]))[:most]
    return replace(preference, rejected=tuple(preference.rejected[k] for k in order),
                   kinds=tuple(preference.kinds[k] for k in order), reference=(nats[0], *(nats[k + 1] for k in order)))


