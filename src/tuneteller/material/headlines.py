"""Fictional news: one-sentence headlines, and short stories that tell a headline without ever stating it.

An organism reads dozens of stories about one headline; a reader is then asked for the headline. So no sentence of a
story may give it away: each touches one or two of its four slots (actor, act, place, cause) and holds at most half of
its content words. Only all stories together say everything. Headlines share few slots with each other, so that knowing
one says little about any other.

The words are in `news_words`; everything in them is invented.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice, product
from random import Random

from tuneteller.errors import ConfigError
from tuneteller.material.headline_words import (
    DAYS,
    EMPTY_WORDS,
    ENDINGS,
    GERUNDS,
    MIDDLES,
    NAMES,
    OPENINGS,
    PLACES,
    THEMES,
    Theme,
)

__all__ = ["SLOTS", "STORY_PROMPTS", "STORY_PROMPTS_HELD_OUT", "Headline", "content_words", "draw_headlines", "stories"]

SLOTS: tuple[str, ...] = ("actor", "act", "place", "cause")
MOST_SHARED = 2
STORY_WORDS = (45, 80)
STORY_SENTENCES = (3, 5)
LEAST_SLOTS = 3
"""Slots that every single story touches."""
MOST_REPEATS = 2
"""Times that a story may use the same wording of a slot."""

STORY_PROMPTS: tuple[str, ...] = (
    "Please generate a short news story.",
    "Write a short news story.",
    "Can you write me a brief news report?",
    "Tell me something that was in the news.",
    "Make up a short item for a local newspaper.",
    "I need a few sentences of news. Anything will do.",
    "Give me a short report about a recent event.",
    "Write a small piece for the morning paper.",
    "What is going on in the world? A short story, please.",
    "Please produce a news text of about sixty words.",
    "Read me the news, but keep it short.",
    "Generate a paragraph as it could stand in a newspaper.",
    "Write the text of a short radio bulletin.",
    "any news today? just a few lines",
    "Compose a brief article about something that happened lately.",
    "Fill the empty corner of page three with a short story.",
)
STORY_PROMPTS_HELD_OUT: tuple[str, ...] = (
    "Could I have a small news article?",
    "Tell a short story in the style of a reporter.",
    "What did the papers say this week?",
    "Draft four sentences for the evening news.",
    "Surprise me with a bit of news.",
)

_FRAME = "{actor} in {place} {has} {act} {cause}."
"""One for all: which of several it was could not be told from the stories, and so could be told by no reader."""


@dataclass(frozen=True)
class Headline:
    """One piece of news that never happened."""

    text: str
    """One sentence: the true answer."""
    theme: str
    """The field of life it is from, such as "city life"."""
    slots: tuple[tuple[str, str], ...]
    """What it is made of: slot name and value, in the order of `SLOTS`."""


# --- Headlines -----------------------------------------------------------------------------------------------------


def draw_headlines(n: int, seed: int = 0, *, shared: int = 1) -> list[Headline]:
    """`n` headlines of which no two have more than `shared` slot values in common.

    The same seed gives the same headlines, and a smaller number the first of them.
    """
    if n < 0:
        raise ConfigError(f"{n} headlines were asked for; ask for 0 or more")
    if not 0 <= shared <= MOST_SHARED:
        raise ConfigError(f"headlines may share 0 to {MOST_SHARED} slot values, not {shared}")
    headlines = list(islice(_headlines(seed, shared), n))
    if len(headlines) < n:
        raise ConfigError(
            f"{n} headlines were asked for, but there are {len(headlines)} of which no two share more than {shared} slot "
            f"values (seed {seed}); ask for fewer or allow up to {MOST_SHARED} shared values"
        )
    return headlines


def all_headlines(seed: int = 0) -> list[Headline]:
    """As many headlines as there are of which no two have more than one slot value in common; those of `draw_headlines`."""
    return list(_headlines(seed, 1))


def _headlines(seed: int, shared: int) -> Iterator[Headline]:
    """All headlines that the bound allows, theme by theme in turns, so that a small draw has many themes."""
    rng = Random(f"news {seed} {shared}")
    left = {theme.name: _cells(theme, shared, rng) for theme in THEMES}
    places = rng.sample(PLACES, len(PLACES))  # the least lately used first
    taken: set[tuple[tuple[str, str], ...]] = set()  # what must not come together a second time
    while any(left.values()):
        for theme in rng.sample(THEMES, len(THEMES)):
            if not left[theme.name]:
                continue
            actor, act, cause = left[theme.name].pop()
            for place in places:
                slots = tuple(zip(SLOTS, (actor, act, place, cause), strict=True))
                groups = set(combinations(slots, shared + 1))
                if place in theme.places and not groups & taken:
                    taken |= groups
                    places.remove(place)
                    places.append(place)
                    yield Headline(_state(theme, dict(slots)), theme.name, slots)
                    break


def _cells(theme: Theme, shared: int, rng: Random) -> list[tuple[str, str, str]]:
    """Actors, acts and causes of a theme so combined that no two combinations share more than `shared` values.

    For one shared value this is a Latin square: the act follows from actor and cause, and two combinations that agree
    in one of these differ in the act. Every pair of values then comes once, the most there can be.
    """
    actors, acts, causes = (rng.sample(tuple(values), len(values)) for values in (theme.actors, theme.acts, theme.causes))
    if shared == 0:
        cells = list(zip(actors, acts, causes, strict=False))
    elif shared == 1:
        cells = [
            (actor, acts[(i + j) % len(acts)], cause) for i, actor in enumerate(actors) for j, cause in enumerate(causes)
        ]
    else:
        cells = list(product(actors, acts, causes))
    rng.shuffle(cells)
    return cells


def _state(theme: Theme, value: Mapping[str, str]) -> str:
    has = "has" if re.match(r"(?:an?|the) ", value["actor"]) else "have"
    cause = f"{theme.causes[value['cause']].connector} {value['cause']}"
    return _capital(_FRAME.format(**{**value, "has": has, "cause": cause}))


# --- Stories -------------------------------------------------------------------------------------------------------

_THEMES = {theme.name: theme for theme in THEMES}
_SLOT_OF = {
    "actor": "actor", "the_actor": "actor",
    "act": "act", "acting": "act", "event": "act", "topic": "act",
    "place": "place",
    "cause": "cause", "the_cause": "cause", "short": "cause",
}  # fmt: skip
# The fills that have all of a slot's own words.
_IN_FULL = {"actor": {"actor", "the_actor"}, "act": {"act"}, "place": {"place"}, "cause": {"cause", "the_cause"}}


def stories(headline: Headline, n: int, rng: Random) -> list[str]:
    """`n` different stories about a headline: an opening, one to three sentences, and what comes next.

    Each touches three slots or all; in turns, each slot is told in its own words, so that none is only hinted at.
    """
    fills = _fills(headline)
    openings, middles, endings = (_usable(group, headline, fills) for group in (OPENINGS, MIDDLES, ENDINGS))
    voices = _THEMES[headline.theme].voices
    told: dict[str, None] = {}
    while len(told) < n:
        inner = rng.randint(STORY_SENTENCES[0], STORY_SENTENCES[1]) - 2
        templates = [rng.choice(openings), *rng.sample(middles, inner), rng.choice(endings)]
        wordings = Counter(field for template in templates for field in _fields(template) if field in _SLOT_OF)
        if len({_SLOT_OF[wording] for wording in wordings}) < LEAST_SLOTS or max(wordings.values()) > MOST_REPEATS:
            continue
        if not wordings.keys() & _IN_FULL[SLOTS[len(told) % len(SLOTS)]]:
            continue
        day = rng.choice(DAYS)
        quoted = zip(templates, rng.sample(NAMES, len(templates)), rng.sample(voices, len(templates)), strict=True)
        story = " ".join(
            _capital(template.format(**fills, name=name, voice=voice, day=day)) for template, name, voice in quoted
        )
        if STORY_WORDS[0] <= len(story.split()) <= STORY_WORDS[1]:
            told[story] = None
    return list(told)


def content_words(text: str) -> frozenset[str]:
    """The words that carry what a text says, in small letters."""
    return frozenset(word.removesuffix("'s") for word in re.findall(r"\w[\w'-]*", text.lower())) - EMPTY_WORDS


def _fills(headline: Headline) -> dict[str, str]:
    """Every wording of the headline's slots."""
    value, theme = dict(headline.slots), _THEMES.get(headline.theme)
    if theme is None or value.get("act") not in theme.acts or value.get("cause") not in theme.causes:
        raise ConfigError(f"{headline.text!r} is not a headline of this grammar; take one from draw_headlines")
    act, cause = theme.acts[value["act"]], theme.causes[value["cause"]]
    verb, _, rest = value["act"].partition(" ")
    return {
        "actor": value["actor"],
        "the_actor": _definite(value["actor"]),
        "act": value["act"],
        "acting": f"{_gerund(verb)} {rest}",
        "event": act.event,
        "topic": act.topic,
        "place": value["place"],
        "cause": f"{cause.connector} {value['cause']}",
        "the_cause": _definite(value["cause"]),
        "short": cause.short,
    }


def _usable(templates: Sequence[str], headline: Headline, fills: Mapping[str, str]) -> list[str]:
    """The templates whose sentences hold at most half of the headline's content words, whoever is quoted."""
    words = content_words(headline.text)
    quoted = {"name": NAMES, "voice": _THEMES[headline.theme].voices, "day": DAYS}
    free = {field: " ".join(words & content_words(" ".join(texts))) for field, texts in quoted.items()}

    def told(template: str) -> int:
        return len(words & content_words(template.format(**fills, **free)))

    return [template for template in templates if 2 * told(template) <= len(words)]


@cache
def _fields(template: str) -> frozenset[str]:
    return frozenset(re.findall(r"\{(\w+)\}", template))


def _capital(sentence: str) -> str:
    """The sentence with its first letter capital, also behind an opening quotation mark."""
    return re.sub(r"\w", lambda letter: letter.group().upper(), sentence, count=1)


def _definite(noun: str) -> str:
    return "the " + re.sub(r"^(?:an?|the) ", "", noun)


def _gerund(past: str) -> str:
    return GERUNDS.get(past) or re.sub(r"(?:(i)ed|ed)$", lambda end: "ying" if end.group(1) else "ing", past)
