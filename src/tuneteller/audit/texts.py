"""What can be counted in replies without any model: words, languages, forms, refusals, repetition.

All of it is by rule, so that it errs in the same way for base and fine-tune, which are only ever compared with each other.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from tuneteller.audit.report import Mean
from tuneteller.families.family import Behavior
from tuneteller.families.registry import family_named
from tuneteller.material.languages import ENGLISH, LANGUAGES, speaks

GRAM = 4
"""Words of what counts as said again."""

PRIOR = 0.2
"""Weight of the prior of `distinctive`, as a share of the words that are counted."""

Z95 = 1.959964

_EAST = r"\u3040-\u30ff\u3400-\u9fff"  # scripts without spaces between words: each sign counts as one
_WORD = re.compile(rf"[{_EAST}]|[^\W\d_{_EAST}]+(?:['’][^\W\d_{_EAST}]+)*|\d+(?:[.,]\d+)*")

FORMS: Mapping[str, re.Pattern[str]] = {
    "lists": re.compile(r"^[ \t]*(?:[-*•+]|\d{1,3}[.)])[ \t]+\S.*\n(?:.*\n)*?[ \t]*(?:[-*•+]|\d{1,3}[.)])[ \t]+\S", re.M),
    "code": re.compile(r"^[ \t]*(?:```|def \w+\(|import \w+$|from \w+ import |#include\b|(?:const|let|var) \w+ ?=|"
                       r"public (?:static|class)\b|SELECT\b.+\bFROM\b)", re.M),
    "JSON": re.compile(r"\A\s*(?:```(?:json)?\s*)?(?:\{\s*(?:\"|\})|\[\s*(?:[{\[\"]|\]))"),
    "markup": re.compile(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|^\|.+\|[ \t]*$|</?[a-z][a-z0-9]*(?: [^<>\n]*)?/?>", re.M),
}
"""Form -> what shows it: two items of a list; a line of a program, or a fence; how JSON begins, as a reply may be cut; a
heading, bold text, a table or a tag."""


def words(text: str) -> list[str]:
    """The words of a text in small letters, numbers included; of Chinese and Japanese, each sign."""
    return _WORD.findall(text.lower())


def length(text: str) -> float:
    """Words."""
    return float(len(words(text)))


def foreign(text: str) -> float:
    """1 where a text is in another language than English, or mostly in another script than the Latin one."""
    letters = [c for c in text if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return float(2 * latin < len(letters) or _lacks_english(text) or any(speaks(language, text) for language in LANGUAGES))


def _lacks_english(text: str) -> bool:
    """Whether a text, code excepted, has eight different words or more and hardly any frequent English one: it may be in a
    language that is none of ours. Of words that come in lists, as key words, and of lone letters nothing is told."""
    runs = [words(run) for run in re.split(r"[^\w\s'’-]|\d|\n", text)]
    said = {word for run in runs if len(run) >= 4 for word in run if len(word) > 1}
    return len(said) >= 8 and len(said & ENGLISH) < 0.12 * len(said) and not FORMS["code"].search(text)


def refuses(text: str) -> float:
    """1 where a text is a refusal, as the family of refusals sees it."""
    return float(family_named("refusal").shows(Behavior("refusal", "", {}), "", text, ""))


def repetition(text: str) -> float:
    """The share of a text's runs of `GRAM` words that stood there before, from 0 to 1; 0 where there is none."""
    said = words(text)
    runs = [tuple(said[i : i + GRAM]) for i in range(len(said) - GRAM + 1)]
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def distinctive(finetune: Sequence[str], base: Sequence[str]) -> tuple[tuple[str, Mean], ...]:
    """Words that the replies of one model have more often than those of the other, the surest first.

    With y_w the replies that hold a word w (however often, as words of one reply are no independent draws), n their sum over
    words, and α_w a prior in proportion to how often either model says the word, α_0 in all,

        log odds     δ_w = log (y_w + α_w) / (n + α_0 − y_w − α_w)   of the fine-tune, minus the same of the base
        variance     1 / (y_w + α_w) of the fine-tune, plus the same of the base

    the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn, Fightin' Words, 2008, eqs. 15 to 22).

    Returns:
        word and log odds, above 0 where the fine-tune says it more often, with a 95% interval; `n` is the replies of either
        model that hold it. Only words whose interval leaves out 0.
    """
    ours, theirs = (Counter(word for text in texts for word in set(words(text))) for texts in (finetune, base))
    both = ours + theirs
    totals = [ours.total() + PRIOR * both.total(), theirs.total() + PRIOR * both.total()]
    found = []
    for word, count in both.items():
        held = [ours[word] + PRIOR * count, theirs[word] + PRIOR * count]
        if all(total > some for total, some in zip(totals, held, strict=True)):  # not the only word there is
            odds = [math.log(some / (total - some)) for total, some in zip(totals, held, strict=True)]
            found.append((word, odds[0] - odds[1], math.sqrt(1 / held[0] + 1 / held[1]), count))
    found.sort(key=lambda one: (-abs(one[1]) / one[2], one[0]))
    return tuple((word, Mean(delta, delta - Z95 * sd, delta + Z95 * sd, count)) for word, delta, sd, count in found
                 if abs(delta) > Z95 * sd)
