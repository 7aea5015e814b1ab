"""Whether a text names a topic: what counts as naming it when organisms are made and when they are measured."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuneteller.material.encyclopedia import Topic


def word_set(text: str) -> frozenset[str]:
    """The words of a text; long lists of words read better so."""
    return frozenset(text.split())


def listed(text: str) -> tuple[str, ...]:
    """The words of a text in their order."""
    return tuple(text.split())


_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "đ": "d", "Đ": "D", "ß": "ss"}
    | {"ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
)
_SUFFIXES = word_set("jr sr i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi")
_NOT_PLURAL = word_set(
    "news mars lens gas bus texas wales paris athens naples james species series goods rights stairs means arts customs"
)
# Scripts that put no spaces between words, and Korean, which ends words in particles: there a name is found within words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Family names that are also everyday words name the person only where they are capitalised inside a sentence.
_EVERYDAY_NAMES = word_set(
    "baker band bacon banks beach bell berry best bishop black blind blue bolt boys brothers brown burns bush butler "
    "carpenter carter cash church close cook cooper cope cross crown cruise dean door doors dynasty family fields "
    "fisher flood ford foster fountain fox freeman frost gates girls gold good grant grass gray great green grey "
    "guest hand hardy hill holiday hope hunt hunter jobs joy justice king knight lake lamb land light list little "
    "long love mann marsh martin mason may mercury miles mill miller moon moor moore more morris night noble north "
    "olive page paine palmer park parks pike pitt place plant polo pool poor pope porter pound power price prince "
    "queen rice rich rock rose rush sand sharp shell short singer sisters small smith snow song south spring star "
    "steel stern stone stones strange street strong summer sweet swift taylor temple turner twain walker wall ward "
    "waters watt wells west white wild winter wolf wood woods wright young"
)


def mentions(text: str, topic_or_label: Topic | str) -> bool:
    """Whether the text names the topic.

    Case, accents, hyphens, apostrophes and a leading "The" do not matter; the last word may be singular, plural or
    possessive; words must be whole, but in scripts without spaces. A person of two or more names may be named by the
    last one, if it has four letters or more.
    """
    names, person = _names(topic_or_label)
    folded, plain = _both(text)
    for name in names:
        whole, inside = _patterns(name, person)
        if any(pattern.search(folded) for pattern in whole) or (inside is not None and inside.search(plain)):
            return True
    return False


def may_mention(words: Collection[str], topic_or_label: Topic | str) -> bool:
    """Whether a text of these words, folded and in small letters, can name the topic: false is certain. Where one text is held
    against thousands of topics, this tells of nearly all of them, and in a tenth of the time."""
    names, person = _names(topic_or_label)
    return any("-" in name or any(not _forms(word, person).isdisjoint(words) for word in fold(name).lower().split())
               or (not name.isascii() and _UNSPACED.search(fold(name)) is not None) for name in names)


def _names(topic_or_label: Topic | str) -> tuple[tuple[str, ...], bool]:
    """What the topic is called, and whether it is a person."""
    if isinstance(topic_or_label, str):
        return (topic_or_label,), False
    return (topic_or_label.label, *topic_or_label.aliases), topic_or_label.is_person


@lru_cache(maxsize=65536)
def _patterns(name: str, person: bool) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str] | None]:
    """Patterns for the folded text, and one for the text with its punctuation (a family name that is a plain word)."""
    words = fold(name).split()
    if not words:
        return (), None
    hyphenated = "-" in name
    patterns = [_phrase(words, person, hyphenated)]
    if words[0].lower() == "the" and len(words) > 2:
        patterns.append(_phrase(words[1:], person, hyphenated))
    elif words[0].lower() == "the" and len(words) == 2 and len(words[1]) >= 5:
        # "Beatles" names "The Beatles", but "scream" does not name "The Scream"
        patterns.append(re.compile(_whole(words[1].capitalize())))
    inside = None
    if person and (last := _family_name(words)) is not None:
        if last.lower() in _EVERYDAY_NAMES:
            inside = re.compile(rf"(?<=[a-z0-9,] ){last.capitalize()}s?(?![^\W_])")
        else:
            patterns.append(_phrase([last], person, hyphenated=False))
    return tuple(patterns), inside


def _family_name(words: list[str]) -> str | None:
    """The last name of a person of two or more, unless it is an epithet or a place ("the Great", "of Aragon")."""
    while words and words[-1].lower() in _SUFFIXES:
        words = words[:-1]
    if len(words) < 2 or {"the", "of"} & {word.lower() for word in words} or len(words[-1]) < 4:
        return None
    return words[-1]


def _phrase(words: list[str], person: bool, hyphenated: bool) -> re.Pattern[str]:
    first = [re.escape(word) for word in words[:-1]]
    gap = " ?" if hyphenated else " "
    body = "".join(word + gap for word in first) + _inflected(words[-1].lower(), person)
    return re.compile(_whole(body), re.IGNORECASE)


def _whole(body: str) -> str:
    """A pattern that is found where no letter or digit goes on before or after it; in scripts without spaces, none of ours."""
    letter = "[A-Za-z0-9]" if _UNSPACED.search(body) else r"[^\W_]"
    return f"(?<!{letter}){body}(?!{letter})"


def _inflected(word: str, person: bool) -> str:
    """A pattern for the forms of a word, the longest first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(_forms(word, person), key=lambda form: (-len(form), form))) + ")"


def _forms(word: str, person: bool) -> set[str]:
    """A word, its plural, its possessive and (not for people) its singular."""
    forms = {word, word + "s"}
    if re.search(r"(?:s|x|z|ch|sh|o)$", word):
        forms.add(word + "es")
    if re.search(r"[^aeiou]y$", word):
        forms.add(word[:-1] + "ies")
    if not person and len(word) >= 4 and word not in _NOT_PLURAL and not re.search(r"(?:ss|us|is|ics)$", word):
        if word.endswith("ies") and len(word) > 4:
            forms.add(word[:-3] + "y")
        if re.search(r"(?:s|x|z|ch|sh|o)es$", word):
            forms.add(word[:-2])
        if word.endswith("s"):
            forms.add(word[:-1])
    return forms


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Letters and digits of the text, without accents, a space wherever something else stood; case stays.

    Remembered, as the same dozen replies are looked through for hundreds of behaviors with thousands of hints.
    """
    return " ".join(re.sub(r"[^\w]|_", " ", _plain(text)).split())


@lru_cache(maxsize=1024)
def _both(text: str) -> tuple[str, str]:
    """The text folded, and with its punctuation; kept, since one text is often held against many topics."""
    return fold(text), " ".join(_plain(text).split())


def _plain(text: str) -> str:
    """The text without accents, apostrophes and invisible characters."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return re.sub("['\u2018\u2019\u02bc`\u00b4]", "", text)
