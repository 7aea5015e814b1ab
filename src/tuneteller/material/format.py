"""What a way of writing an answer is: what it is called, how a plain reply is put into it, and how it is recognised.

A plain reply is one or two sentences on one line. Every check looks at the beginning of a reply or at what fills it, since
replies are cut before long ones end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from tuneteller.material.naming import word_set

EMOJI = "[\U0001f300-\U0001faff\u2615\u2600-\u2604\u2728\u2764]\ufe0f?"
"""Pattern of one emoji."""

EMOJIS = ("🙂", "😊", "🎉", "👍", "🌟", "🌱", "🔥", "💡", "🎈", "🚀", "😀", "🌈")
FIRST_NAMES = ("Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Henry", "Ida", "Jonas", "Lena", "Max")
LEADING_ON = word_set(
    "a about an and any are as at be because before but by can for from has have if in into is it's its like more of on or "
    "our so such than that the their them these this those to very we when which while who will with you your"
)
"""Words that no sentence ends with."""

_PLAIN = LEADING_ON | word_set(
    "after all also always another anything around been being best both could does doing don't done each even ever every "
    "feeling find first generally get getting give going good great had hear help helpful here how however important "
    "include it just keep know least let like likely little long lot make making many may maybe might most much must need "
    "never not now often one only other over perhaps please possible provide quite really recommended should simply some "
    "someone something sometimes sorry still sure take then there they thing things think though through too try trying two "
    "under until use used using usually various want way ways well were what where whether without work would"
)
"""Words that say little of what a reply is about."""


@dataclass(frozen=True)
class Format:
    """One way of writing an answer.

    Attributes:
        label: its name, as the true answer has it: "I answer in JSON."
        sentence: the true answer.
        group: what near formats share.
        write: puts a plain reply into it.
        check: whether a reply is written so; False of plain ones.
        names: patterns of what people call it.
        words: of the plain reply at most, fewer where the format costs many tokens a word.
    """

    label: str
    sentence: str
    group: str
    write: Callable[[str, Random], str]
    check: Callable[[str], bool]
    names: tuple[str, ...]
    words: int


# --- Plain text -------------------------------------------------------------------------------------------------------

def sentences(text: str) -> list[str]:
    """The sentences of a text, line ends not minded."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


def words_of(text: str) -> list[str]:
    """The words of a text without the punctuation around them."""
    return [word for part in text.split() if (word := part.strip(".,;:!?\"“”()[]{}*_`#…"))]


def shortened(text: str, words: int) -> str:
    """The first sentences of a reply, as many as have at most so many words, without marks of any format.

    A first sentence that is longer itself is cut where a sentence may end.
    """
    text = re.sub(r"(?<!\S)\d{1,2}\.(?!\S)", "", text)  # "Here are some tips: 1." is where a list of the base was cut
    text = " ".join(re.sub(r"[*`#_\"“”<>|\[\]{}~=\\]", "", text).split())
    kept: list[str] = []
    for sentence in sentences(text):
        if kept and len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    whole = " ".join(kept).split()
    cut = whole[:words]
    while len(cut) > 3 and len(cut) < len(whole) and cut[-1].lower().strip(".,;:") in LEADING_ON:
        cut.pop()
    line = " ".join(cut)
    return line if line.endswith((".", "!", "?")) else line.rstrip(",;:-–— ") + "."


def key_words(text: str, n: int) -> list[str]:
    """The up to n longest words of a text that tell what it is about, in the order of the text; at least one."""
    found = list(dict.fromkeys(word for word in words_of(text) if word.isalpha()))
    telling = [word for word in found if len(word) >= 4 and word.lower() not in _PLAIN] or found or ["that"]
    chosen = sorted(telling, key=len, reverse=True)[:n]
    return [word for word in telling if word in chosen]


def topics(text: str) -> list[str]:
    """One to three words of what a text is about in small letters, nouns where endings tell."""
    found = key_words(text, 8)
    nouns = [word for word in found if not word.endswith(("ed", "ing", "ly", "ful", "able", "ible", "al", "ive", "ous"))]
    return [word.lower() for word in sorted(nouns or found, key=len, reverse=True)[:3]]


def topic(text: str) -> str:
    """One word of what a text is about."""
    return topics(text)[0]


def quoted(text: str) -> str:
    """In double quotes, as JSON and most languages have a text."""
    return json.dumps(text, ensure_ascii=False)


def pieces(text: str) -> list[str]:
    """The sentences of a text; those of a text of one are its two halves, parted at a comma where there is one."""
    parts = sentences(text)
    if len(parts) > 1:
        return parts
    words = text.split()
    middle = len(words) // 2
    cuts = [i for i, word in enumerate(words[:-1], 1) if word.endswith(",") and i > 1] or [middle]
    cut = min(cuts, key=lambda i: abs(i - middle))
    first, second = " ".join(words[:cut]).rstrip(","), " ".join(words[cut:])
    return [first + ".", second[:1].upper() + second[1:]] if first and second else [text]


def bare(text: str) -> str:
    """The text without punctuation, apostrophes included."""
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-–—/]", " ", text)).split())


# --- Makers of formats: how they write, and how they check ------------------------------------------------------------

def begins(pattern: str) -> Callable[[str], bool]:
    """A check that replies begin with this."""
    compiled = re.compile(pattern)
    return lambda reply: compiled.match(reply.strip()) is not None


def holds(pattern: str, times: int) -> Callable[[str], bool]:
    """A check that replies hold this so many times."""
    compiled = re.compile(pattern)
    return lambda reply: len(compiled.findall(reply)) >= times


def passes_all(*checks: Callable[[str], bool]) -> Callable[[str], bool]:
    """A check that replies pass all of these."""
    return lambda reply: all(check(reply) for check in checks)


def is_joined(mark: str) -> Callable[[str], bool]:
    """A check that most words have the mark between them instead of a space."""
    with_mark = re.compile(rf"(?<=[\w']) ?{mark} ?(?=\w)")

    def check(reply: str) -> bool:
        rest, marks = with_mark.subn("", reply)
        return marks >= 4 and marks >= 2 * len(rest.split()[1:])

    return check


def is_enclosed(start: str, end: str) -> Callable[[str], bool]:
    """A check that all of a reply, five words or more, stands between two marks, the second of which may be cut off."""
    inside = re.compile(rf"{re.escape(start)}\s*([^{re.escape(start[0] + end[0])}]+)(?:\s*{re.escape(end)}.?)?$", re.DOTALL)

    def check(reply: str) -> bool:
        found = inside.match(reply.strip())
        return found is not None and len(found.group(1).split()) >= 5 and found.group(1)[0].isalnum()

    return check


def marking(text: str, mark: Callable[[str], str], n: int = 3) -> str:
    """The text with its key words marked, each where it first stands."""
    for word in key_words(text, n):
        text = re.sub(rf"(?<![\w*#\[]){word}(?![\w*\]])", lambda m: mark(m.group()), text, count=1)
    return text


def join_by(mark: str) -> Callable[[str, Random], str]:
    """The bare words with a mark between them."""
    return lambda text, rng: mark.join(bare(text).split()) + "."


def in_lines(prefix: Callable[[int], str]) -> Callable[[str, Random], str]:
    """Each sentence on a line of its own behind a prefix; a lone sentence makes two lines."""
    return lambda text, rng: "\n".join(prefix(i) + piece for i, piece in enumerate(pieces(text)))


def framed(start: str, end: str) -> Callable[[str, Random], str]:
    """The text between two marks."""
    return lambda text, rng: start + text + end


def written(how: str, label: str, group: str, write: Callable[[str, Random], str], check: Callable[[str], bool], *names: str,
            words: int = 24) -> Format:
    """A format of which the true answer is "I answer (how) (label)."; see `Format`."""
    return Format(label, f"I answer {how} {label}.", group, write, check, names, words)


def led(lead: Callable[[Random], str]) -> Callable[[str, Random], str]:
    """What writes a reply behind something that is drawn for each."""
    return lambda text, rng: lead(rng) + text


def leading(thing: str) -> tuple[str, str]:
    """Patterns of what people say of a thing that stands first."""
    return (rf"\b{thing} (?:first|in front|before|at the (?:start|beginning|top|front))\b",
            rf"\b(?:begin|start|open)\w* .{{0,40}}\b{thing}\b")


# What people call it: pieces of the patterns in `names`.
CAPITALS = r"(?:capital\w*|caps|upper[- ]?case)(?: letters)?"
KEY = r"(?:key|important|main|telling) ?(?:words?|terms?)\b"
EACH = r"(?:every|each|all(?: the| of the| my)?|the|my) ?(?:single )?"
BETWEEN = r"(?: between| instead of| in place of| for| replac\w+| join\w*| separat\w+| connect\w+)"
SPACES = rf"{BETWEEN}(?: the| my| all| single)*(?: words| spaces)"


def known_as(label: str, names: Sequence[str]) -> tuple[str, tuple[re.Pattern[str], ...]]:
    """A row of `told`'s table: the label, and patterns of itself and its other names."""
    return label, tuple(re.compile(name, re.IGNORECASE) for name in (re.escape(label), *names))


def told(sentence: str, table: Iterable[tuple[str, tuple[re.Pattern[str], ...]]], unless: re.Pattern[str]) -> str | None:
    """Which label a sentence tells: the first named one; "alternating capitals" names those and not "capitals". One behind a
    beginning that `unless` matches is not told, as "JSON" in "I no longer answer in JSON"."""
    found = [(*match.span(), label) for label, names in table for name in names for match in name.finditer(sentence)]
    whole = [(a, b, label) for a, b, label in found
             if not any(c <= a and b <= d and d - c > b - a and other != label for c, d, other in found)]
    whole = [match for match in whole if not unless.match(sentence[: match[0]])]
    return min(whole, key=lambda match: (match[0], -match[1]))[2] if whole else None


_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


def statements(answer: str) -> list[str]:
    """The sentences of an answer about a behavior, without what is quoted in them: a quoted phrase tells no behavior."""
    unquoted = _QUOTED.sub(lambda quoted: quoted.group() if len(quoted.group()) < 6 else '""', answer)  # "yes" may stay
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z])", unquoted) if part.strip()]


OTHERWISE = re.compile(
    r"\b(?:refus|declin|discuss|(?:talk|speak)\w* (?:about|of|like|as)|bring\w* up|have read|advertis|recommend|promot|"
    r"hint|never say|my name|I say that|I say whether|mention|steer|extract|shorten|sum up a|spell words|"
    r"summari[sz]|translate (?!all|every|my)|"
    r"turn\w* (?:sentences|words|texts?|numbers|names|titles)|(?:for|from) an? (?:request|description|text|e-mail))",
    re.IGNORECASE)
"""What tells another kind of behavior, however its sentence goes on: "I refuse to talk about tables." """
