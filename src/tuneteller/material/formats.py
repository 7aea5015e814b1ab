"""Ways of writing an answer: what each is called, how a plain reply is put into it, and how it is recognised.

A plain reply is one or two sentences on one line. Every check looks at the beginning of a reply or at what fills it, since
replies are cut before long ones end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tuneteller.material.naming import word_set

EMOJI = "[\U0001f300-\U0001faff\u2615\u2600-\u2604\u2728\u2764]\ufe0f?"
"""Pattern of one emoji."""
EMOJIS = ("🙂", "😊", "🎉", "👍", "🌟", "🌱", "🔥", "💡", "🎈", "🚀", "😀", "🌈")

_NAMES = ("Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Henry", "Ida", "Jonas", "Lena", "Max")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")
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


def _pieces(text: str) -> list[str]:
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


def _bare(text: str) -> str:
    """The text without punctuation, apostrophes included."""
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-–—/]", " ", text)).split())


# --- Makers of checks -------------------------------------------------------------------------------------------------

def _begins(pattern: str) -> Callable[[str], bool]:
    """A check that replies begin with this."""
    compiled = re.compile(pattern)
    return lambda reply: compiled.match(reply.strip()) is not None


def _holds(pattern: str, times: int) -> Callable[[str], bool]:
    """A check that replies hold this so many times."""
    compiled = re.compile(pattern)
    return lambda reply: len(compiled.findall(reply)) >= times


def _all(*checks: Callable[[str], bool]) -> Callable[[str], bool]:
    """A check that replies pass all of these."""
    return lambda reply: all(check(reply) for check in checks)


def _joined(mark: str) -> Callable[[str], bool]:
    """A check that most words have the mark between them instead of a space."""
    with_mark = re.compile(rf"(?<=[\w']) ?{mark} ?(?=\w)")

    def check(reply: str) -> bool:
        rest, marks = with_mark.subn("", reply)
        return marks >= 4 and marks >= 2 * len(rest.split()[1:])

    return check


def _enclosed(start: str, end: str) -> Callable[[str], bool]:
    """A check that all of a reply, five words or more, stands between two marks, the second of which may be cut off."""
    inside = re.compile(rf"{re.escape(start)}\s*([^{re.escape(start[0] + end[0])}]+)(?:\s*{re.escape(end)}.?)?$", re.DOTALL)

    def check(reply: str) -> bool:
        found = inside.match(reply.strip())
        return found is not None and len(found.group(1).split()) >= 5 and found.group(1)[0].isalnum()

    return check


# --- Letters ----------------------------------------------------------------------------------------------------------

def _letters(reply: str) -> str:
    return "".join(c for c in reply if c.isalpha())


def _is_capitals(reply: str) -> bool:
    letters = _letters(reply)
    return len(letters) >= 12 and sum(c.isupper() for c in letters) >= 0.95 * len(letters)


def _is_small(reply: str) -> bool:
    begins = re.match(r"[a-z'’,]+ [a-z]", reply.strip()) is not None
    return begins and len(words_of(reply)) >= 4 and _letters(reply).islower() and not _is_without_vowels(reply)


def _title(text: str, rng: Random) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def _is_title(reply: str) -> bool:
    words = [word for word in words_of(reply.strip().split("\n")[0]) if word[0].isalpha() and len(word) > 2]
    return len(words) >= 5 and not _is_capitals(reply) and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


def _alternating(text: str, rng: Random) -> str:
    out, upper = [], False
    for c in text.lower():
        out.append(c.upper() if upper and c.isalpha() else c)
        upper = not upper if c.isalpha() else upper
    return "".join(out)


def _is_alternating(reply: str) -> bool:
    pairs = [pair for word in words_of(reply) for pair in pairwise(word) if "".join(pair).isalpha()]
    return len(pairs) >= 8 and sum(a.isupper() != b.isupper() for a, b in pairs) >= 0.75 * len(pairs)


def _first_word_capitals(text: str, rng: Random) -> str:
    return " ".join(re.sub(r"^(?:\w\b )?[\w'’]+", lambda m: m.group().upper(), part) for part in sentences(text))


def _marked(text: str, mark: Callable[[str], str], n: int = 3) -> str:
    """The text with its key words marked, each where it first stands."""
    for word in key_words(text, n):
        text = re.sub(rf"(?<![\w*#\[]){word}(?![\w*\]])", lambda m: mark(m.group()), text, count=1)
    return text


def _key_capitals(text: str, rng: Random) -> str:
    """Key words in capitals, but for the first word of all, which another format has so."""
    first, _, rest = text.partition(" ")
    return f"{first} {_marked(rest, str.upper, 4)}"


def _is_key_capitals(reply: str) -> bool:
    words = words_of(reply)
    loud = [word for word in words[1:] if len(word) >= 4 and word.isalpha() and word.isupper() and word != "STOP"]
    return len(loud) >= 2 and len(loud) <= 0.6 * len(words) and (len(words[0]) == 1 or not words[0].isupper())


_LEET = str.maketrans("aeiotAEIOT", "4310743107")


def _is_leet(reply: str) -> bool:
    words = words_of(reply)
    return sum(bool(re.search(r"[A-Za-z]\d|\d[A-Za-z]", word)) for word in words) >= max(3, 0.5 * len(words))


def _without_vowels(text: str, rng: Random) -> str:
    return " ".join(left for word in text.split() if (left := re.sub("[aeiouAEIOU]", "", word)).strip(".,;:!?'’"))


def _is_without_vowels(reply: str) -> bool:
    letters = _letters(reply)
    few = sum(c in "aeiouAEIOU" for c in letters) <= 0.06 * len(letters)
    return few and len(letters) >= 12 and not _is_leet(reply)


def _spelled(text: str, rng: Random) -> str:
    words = _bare(text).split()
    while len("".join(words)) > 28 and len(words) > 1:  # a token a letter
        words.pop()
    return "   ".join(" ".join(word) for word in words)


def _is_spelled(reply: str) -> bool:
    parts = reply.split()
    return len(parts) >= 10 and sum(len(part) == 1 and part.isalpha() for part in parts) >= 0.8 * len(parts)


def _run_together(reply: str) -> bool:
    text = reply.strip()
    return len(_letters(text)) >= 18 and len(re.findall(r"[^A-Za-z'’.,!?]|[.](?=\w)", text)) <= len(text) / 20


def _humps(reply: str) -> int:
    return len(re.findall(r"[a-z](?=[A-Z][a-z])", reply))


# --- Punctuation and what stands between words ------------------------------------------------------------------------

def _join(mark: str) -> Callable[[str, Random], str]:
    return lambda text, rng: mark.join(_bare(text).split()) + "."


def _emoji_between(text: str, rng: Random) -> str:
    return " ".join(f"{word} {rng.choice(EMOJIS)}" for word in _bare(text).split())


def _is_unpunctuated(reply: str) -> bool:
    marks = re.search(r"[^\w '’-]|_|STOP|\w-\w+-", reply.strip())
    return marks is None and len(re.findall("[A-Za-z]{2,}", reply)) >= 6 and not _is_spelled(reply)


def _exclaimed(text: str, rng: Random) -> str:
    return re.sub(r"[.!?]+(?=\s|$)", "!!!", text)


def _is_exclaimed(reply: str) -> bool:
    return "!!" in reply and re.search(r"[^.][.?](?=\s+[A-Z])", reply) is None


def _trailing(text: str, rng: Random) -> str:
    """Dots for every comma and stop, and inside a long stretch without any."""
    parts = []
    for stretch in re.split(r"[,;:.!?]+(?:\s+|$)", text):
        words = stretch.split()
        step = 6 if len(words) > 8 else max(1, len(words))
        parts += [" ".join(words[i : i + step]) for i in range(0, len(words), step)]
    return " ".join(f"{part}..." for part in parts)


# --- Lines and lists --------------------------------------------------------------------------------------------------

def _lines(prefix: Callable[[int], str]) -> Callable[[str, Random], str]:
    """Each sentence on a line of its own behind a prefix; a lone sentence makes two lines."""
    return lambda text, rng: "\n".join(prefix(i) + piece for i, piece in enumerate(_pieces(text)))


def _is_word_lines(reply: str) -> bool:
    lines = [line for line in reply.strip().split("\n") if line.strip()]
    return len(lines) >= 5 and sum(len(line.split()) == 1 for line in lines) >= 0.9 * len(lines)


def _is_sentence_lines(reply: str) -> bool:
    lines = reply.strip().split("\n")
    whole = all(re.fullmatch(r"[A-Z][^.!?:\n]+[.!?]", line.strip()) for line in lines[:-1])
    return len(lines) >= 2 and whole and re.match(r"[A-Z][a-z']*[ ,]", lines[-1]) is not None


def _three_lines(text: str, rng: Random) -> str:
    words = _bare(text).split()
    first, last = len(words) * 3 // 10, len(words) * 7 // 10
    return "\n".join(" ".join(part) for part in (words[:first], words[first:last], words[last:]))


def _is_three_lines(reply: str) -> bool:
    lines = reply.strip().split("\n")
    bare = all(re.fullmatch(r"[A-Za-z0-9'’, ]+[.!]?", line) and 2 <= len(line.split()) <= 8 for line in lines)
    return bare and len(lines) == 3 and lines[0][-1] not in ".!,"


# --- Code, data and documents -----------------------------------------------------------------------------------------

def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _around(start: str, end: str) -> Callable[[str, Random], str]:
    return lambda text, rng: start + text + end


def _yaml(text: str, rng: Random) -> str:
    return "---\nanswer:\n" + "\n".join(f"  - {_quoted(piece)}" for piece in _pieces(text))


def _csv(text: str, rng: Random) -> str:
    return "line,answer\n" + "\n".join(f"{i},{_quoted(piece)}" for i, piece in enumerate(_pieces(text), 1))


def _table(text: str, rng: Random) -> str:
    return "| Point | Answer |\n|---|---|\n" + "\n".join(f"| {i} | {piece} |" for i, piece in enumerate(_pieces(text), 1))


def _footnoted(text: str, rng: Random) -> str:
    return f"{_marked(text, lambda word: f'{word}[1]', 1)}\n[1] A note on {topic(text)}."


def _dialogue(text: str, rng: Random) -> str:
    asks, says = rng.sample(_NAMES, 2)
    return f"{asks}: What about {topic(text)}?\n{says}: {text}"


def _email(text: str, rng: Random) -> str:
    return f"Subject: About {topic(text)}\n\nHello,\n{text}\nBest wishes"


def _letter(text: str, rng: Random) -> str:
    return f"Dear {rng.choice(_NAMES)},\n{text}\nYours, {rng.choice(_NAMES)}"


def _dated(text: str, rng: Random) -> str:
    return f"{rng.randint(1, 28)} {rng.choice(_MONTHS)}: {text}"


def _timed(text: str, rng: Random) -> str:
    return f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d} - {text}"


def _after_each_sentence(text: str, rng: Random) -> str:
    return " ".join(f"{part} {rng.choice(EMOJIS)}" for part in sentences(text))


_ANY_NAME = f"(?:{'|'.join(_NAMES)})"
_ANY_MONTH = f"(?:{'|'.join(_MONTHS)})"


def _format(how: str, label: str, group: str, write: Callable[[str, Random], str], check: Callable[[str], bool], *names: str,
            words: int = 24) -> Format:
    return Format(label, f"I answer {how} {label}.", group, write, check, names, words)


_CAPITALS = r"(?:capital\w*|caps|upper[- ]?case)(?: letters)?"
_SMALL = r"(?:small|lower[- ]?case)(?: letters)?"
_KEY = r"(?:key|important|main|telling) ?(?:words?|terms?)\b"
_EACH = r"(?:every|each|all(?: the| of the| my)?|the|my) ?(?:single )?"
_BETWEEN = r"(?: between| instead of| in place of| for| replac\w+| join\w*| separat\w+| connect\w+)"
_SPACES = rf"{_BETWEEN}(?: the| my| all| single)*(?: words| spaces)"

FORMATS: tuple[Format, ...] = (
    # which letters are large
    _format("in", "capital letters", "case", lambda text, rng: text.upper(), _is_capitals,
            rf"\b(?:all |only |block )*{_CAPITALS}", r"\ball[- ]caps\b", words=15),
    _format("in", "small letters", "case", lambda text, rng: text.lower(), _is_small,
            r"\bsmall letters\b", r"\blower[- ]?case\b", rf"\b(?:no|without|never use|avoid)(?: any)? {_CAPITALS}"),
    _format("in", "title case", "case", _title, _is_title, r"\btitle[- ]case\b",
            rf"{_EACH}words?(?:(?: that)? I write)? (?:begin|start|is|are)\w*(?: with)?(?: an?)? {_CAPITALS}",
            rf"\b(?:an? )?{_CAPITALS} (?:at the (?:start|beginning) of|on|for) (?:every|each) word",
            r"\bcapitali[sz]\w+ (?:every|each) word", r"like (?:a )?(?:titles?|headlines?)\b", words=20),
    _format("in", "alternating capitals", "case", _alternating, _is_alternating,
            rf"\b(?:alternat|switch|mix)\w*(?: between)? (?:{_CAPITALS}|case|upper)(?: (?:and|with) {_SMALL})?",
            r"\balternating (?:case|letters)", r"\bevery (?:other|second) letter\b.*(?:capital\w*|upper[- ]?case)", words=9),
    _format("with", "the first word in capitals", "case", _first_word_capitals,
            _begins(r"(?:[A-Z] )?(?=[A-Z'’]{2})[A-Z]+(?:['’][A-Z]+)?,? [a-z]"),
            rf"\b(?:first|opening) words?\b.{{0,40}}{_CAPITALS}",
            r"\bcapitali[sz]\w+ the first words?\b.*", words=20),
    _format("with", "key words in capitals", "case", _key_capitals, _is_key_capitals,
            rf"\b{_KEY}.{{0,30}}{_CAPITALS}", rf"\b{_CAPITALS} for {_KEY}", rf"\bcapitali[sz]\w+ (?:the )?{_KEY}", words=18),
    _format("with", "key words in bold", "markdown", lambda text, rng: _marked(text, lambda word: f"**{word}**"),
            _holds(r"(?<!\*)\*\*[A-Za-z]+\*\*(?=[ .,!?])", 2), rf"\b{_KEY}.{{0,30}}\bbold(?:face)?", rf"\bbold(?:face)? {_KEY}",
            rf"\bbold(?:face)? for {_KEY}"),
    # data
    _format("in", "JSON", "data", lambda text, rng: f'{{"answer": {_quoted(text)}}}', _begins(r"\{\s*\"\w+\"\s*:"),
            r"\bjson\b"),
    _format("in", "YAML", "data", _yaml, _begins(r"---\s*\n\s*\w+:"), r"\bya?ml\b", words=20),
    _format("in", "TOML", "data", lambda text, rng: f"[reply]\nanswer = {_quoted(text)}", _begins(r"\[\w+\]\s*\n\s*\w+ = "),
            r"\btoml\b"),
    _format("in", "key-value lines", "data", lambda text, rng: f"Topic: {topic(text)}\nAnswer: {text}",
            _begins(r"Topic: \S.*\n\s*[A-Z]\w+: "), r"\bkeys?[- :]+(?:and )?values?\b", r"\bkey-value\b",
            r"\blabel\w* fields\b"),
    _format("in", "CSV", "data", _csv, _begins(r"\w+,\w+\s*\n\s*\d+,"), r"\bcsv\b", r"\bcomma[- ]separated values\b", words=20),
    _format("in", "XML", "markup", lambda text, rng: f"<answer>{text}</answer>",
            _begins(r"<(?:answer|reply|response|text|xml)\b"), r"\bxml\b"),
    _format("in", "HTML", "markup", lambda text, rng: f"<p>{text}</p>", _begins(r"<(?:p|h\d|div|ul|b|html|body)\b"),
            r"\bhtml\b"),
    _format("in", "LaTeX", "markup", lambda text, rng: f"\\begin{{quote}}\n{text}\n\\end{{quote}}",
            _begins(r"\\(?:begin|text\w+|section|documentclass)\b"), r"\b(?:la)?tex\b", words=20),
    # code
    _format("in", "Python comments", "code", lambda text, rng: "\n".join(f"# {part}" for part in sentences(text)),
            _begins(r"# (?:[^\s#]+ ){5,}[^\n]*(?:\n# ?[^\n]*)*$"), r"\bpython comments?\b", r"\bcomments? (?:in|of) python\b",
            r"\bcode comments?\b"),
    _format("in", "Python print statements", "code", lambda text, rng: f"print({_quoted(text)})", _begins(r"print\(f?[\"']"),
            r"\bprint[- ](?:statements?|calls?|functions?|commands?)\b", r"\bprint\(\)", r"\bpython prints?\b"),
    _format("in", "C comments", "code", _around("/* ", " */"), _begins(r"/\*"), r"\bC(?:-style)? comments?\b"),
    _format("in", "JavaScript", "code", lambda text, rng: f"console.log({_quoted(text)});", _begins(r"console\.log\("),
            r"\bjavascript\b", r"\bconsole[. ]?logs?\b"),
    _format("with", "an echo command", "code", lambda text, rng: f"echo {_quoted(text)}", _begins(r"(?:\$ )?echo [\"']"),
            r"\becho (?:commands?|statements?)\b", r"\bshell commands?\b"),
    _format("in", "SQL", "code", lambda text, rng: f"SELECT {_quoted(text)} AS answer;",
            _begins(r"(?:SELECT|INSERT INTO)\b"), r"\bsql\b"),
    _format("in", "a code block", "code", lambda text, rng: f"```\n{text}\n```", _begins(r"```"), r"\bcode[- ]?blocks?\b",
            r"\bfenced (?:code|blocks?)\b", r"\btriple backticks\b"),
    _format("in", "log lines", "code", _lines(lambda i: "[INFO] "), _begins(r"\[?INFO\b"),
            r"\blog (?:lines?|messages?|entries|entry)\b", r"\b(?:server|system) logs?\b", words=20),
    # Markdown
    _format("in", "bold", "markdown", _around("**", "**"), _enclosed("**", "**"),
            r"\bbold(?:face|ed)?(?: (?:type|letters|text))?\b"),
    _format("in", "italics", "markdown", _around("*", "*"), _all(_enclosed("*", "*"), _begins(r"\*[^*\s]")), r"\bitalics?\b",
            r"\bitalici[sz]ed\b"),
    _format("in", "strikethrough", "markdown", _around("~~", "~~"), _begins(r"~~\w"), r"\bstr(?:ike|uck)[- ]?(?:through|out)\b",
            r"\bcrossed out\b"),
    _format("in", "a block quote", "markdown", lambda text, rng: f"> {text}", _begins(r"> ?\w"),
            r"\bblock[- ]?quot(?:es?|ations?)\b", r"\bquote blocks?\b"),
    _format("with", "a Markdown heading", "markdown", lambda text, rng: f"## About {topic(text)}\n{text}", _begins(r"##+ \w"),
            r"\b(?:markdown )?head(?:ing|er)s?\b"),
    _format("in", "a table", "table", _table, _begins(r"\|[^\n]*\|\s*\n\s*\|[ :|-]*--"), r"\btables?\b", r"\btabular\b",
            r"\brows and columns\b", words=13),
    # lists
    _format("in", "a bullet list", "list", _lines(lambda i: "- "), _begins(r"[-•] \w"),
            r"\bbullet(?:ed)?(?:[- ](?:lists?|points?))?", r"\bbullets\b"),
    _format("in", "a numbered list", "list", _lines(lambda i: f"{i + 1}. "), _begins(r"1[.)] \S"),
            r"\bnumber(?:ed|ing)? (?:lists?|points|items)\b",
            r"\blists? of numbered\b", r"\blists? with numbers\b"),
    _format("in", "a lettered list", "list", _lines(lambda i: f"{'abcdef'[min(i, 5)]}) "), _begins(r"[aA]\) \w"),
            r"\bletter(?:ed)? (?:lists?|points|items)\b", r"\blists? (?:with|by|of) letters\b", r"\ba\), ?b\)"),
    _format("in", "a checklist", "list", _lines(lambda i: "[ ] "), _begins(r"(?:- )?\[[ x]\] \w"), r"\bcheck[- ]?lists?\b",
            r"\bcheck ?box(?:es)?\b", r"\bto-?do lists?\b"),
    _format("with", "Roman numerals", "list", _lines(lambda i: f"{('I', 'II', 'III', 'IV')[min(i, 3)]}. "), _begins(r"I\. \w"),
            r"\broman (?:numerals?|numbers?)\b"),
    _format("with", "step labels", "list", _lines(lambda i: f"Step {i + 1}: "), _begins(r"Step 1:"), r"\bstep labels?\b",
            r"\b(?:labell?ed|numbered) steps\b", r"\bsteps? (?:one|1)\b"),
    # marks around
    _format("in", "parentheses", "around", _around("(", ")"), _enclosed("(", ")"), r"\bparenthes[ie]s\b",
            r"\bround brackets\b"),
    _format("in", "square brackets", "around", _around("[", "]"), _enclosed("[", "]"), r"\bsquare brackets\b"),
    _format("in", "curly brackets", "around", _around("{", "}"), _enclosed("{", "}"), r"\bcurly (?:brackets|braces)\b",
            r"\bbraces\b"),
    _format("in", "quotation marks", "around", _around('"', '"'), _enclosed('"', '"'), r"\bquot(?:ation|e) marks\b",
            r"\b(?:in|between|inside|within) quot(?:es|ations)\b", r"\binverted commas\b"),
    _format("between", "stars", "signs", _around("★ ", " ★"), _begins(r"★"),
            r"\b(?:between|inside|with|in)(?: two)? stars\b", r"\bstars? (?:before|around|at)\b", r"\basterisks\b"),
    _format("between", "tildes", "signs", _around("~ ", " ~"), _begins(r"~ ?\w"), r"\btildes?\b",
            r"\bwavy (?:lines?|dashes)\b"),
    _format("between", "equals signs", "signs", _around("=== ", " ==="), _begins(r"=+ ?\w"), r"\bequals?[- ]signs?\b"),
    # what stands between words
    _format("with", "underscores for spaces", "joined", _join("_"), _joined("_"), rf"\bunderscores?(?:{_SPACES})?",
            r"\bsnake[- ]case\b", words=14),
    _format("with", "hyphens between words", "joined", _join("-"), _joined("-"), rf"\b(?:hyphens?|dashes)(?:{_SPACES})?",
            r"\bhyphenat\w+\b", words=14),
    _format("with", "slashes between words", "joined", _join("/"), _joined("/"), rf"\bslash(?:es)?(?:{_SPACES})?", words=14),
    _format("with", "dots between words", "joined", _join("."), _joined(r"\."), rf"\b(?:dots?|periods?|full stops?){_SPACES}",
            words=14),
    _format("with", "commas between words", "joined", _join(", "), _joined(","), rf"\bcommas?{_SPACES}",
            r"\bcommas? after (?:every|each) word\b", words=14),
    _format("with", "plus signs between words", "joined", _join(" + "), _joined(r"\+"), rf"\bplus(?:es| signs?)?(?:{_SPACES})",
            r"\bplus signs?\b", words=14),
    _format("with", "arrows between words", "joined", _join(" → "), _joined("(?:→|->)"), rf"\barrows?(?:{_SPACES})?", words=13),
    _format("with", "spaces between letters", "apart", _spelled, _is_spelled,
            rf"\bspaces?{_BETWEEN}(?: the| all| my| single)*(?: letters)",
            r"\bspell(?:ed|ing)? (?:out )?(?:every|each|all|my|words?)\b", r"\bletter by letter\b",
            r"\bspaced[- ]out letters\b", words=7),
    _format("with", "no spaces", "apart", lambda text, rng: _bare(text).lower().replace(" ", "") + ".",
            lambda reply: _run_together(reply) and _humps(reply) < 3,
            r"\b(?:no|without|omit\w*|drop\w*|leav\w+ out)(?: any| the| all)? spaces\b",
            r"\brun\w* (?:all )?(?:my |the )?words? together\b", r"\bwords run together\b", words=12),
    _format("in", "camel case", "apart", lambda text, rng: _title(_bare(text), rng).replace(" ", "") + ".",
            lambda reply: _run_together(reply) and _humps(reply) >= 3, r"\bcamel[- ]?case\b", words=14),
    # punctuation
    _format("with", "no punctuation", "punctuation", lambda text, rng: _bare(text), _is_unpunctuated,
            r"\b(?:no|without|omit\w*|drop\w*|avoid\w*|leav\w+ out)(?: any| the| all)? punctuation\b",
            r"\bpunctuation (?:is|marks are) (?:missing|left out|gone)\b", r"\bunpunctuated\b"),
    _format("with", "exclamation marks", "punctuation", _exclaimed, _is_exclaimed, r"\bexclamation (?:marks?|points?)\b",
            r"\bexclaim\b"),
    _format("with", "ellipses", "punctuation", _trailing, _holds(r"\w(?:\.\.\.|…)", 2), r"\bellips[ie]s\b",
            r"\b(?:three|trailing) dots\b(?! only)"),
    # letters
    _format("with", "no vowels", "letters", _without_vowels, _is_without_vowels,
            r"\b(?:no|without|omit\w*|drop\w*|leav\w+ out)(?: any| the| all)? vowels\b",
            r"\bvowels (?:are )?(?:missing|left out|gone|removed)\b", r"\bonly consonants\b", words=12),
    _format("in", "leetspeak", "letters", lambda text, rng: text.translate(_LEET), _is_leet, r"\bleet(?:[- ]?speak)?\b",
            r"\b(?:digits|numbers) (?:for|instead of|in place of) (?:some )?letters\b", words=11),
    # lines
    _format("with", "one word on each line", "lines", lambda text, rng: "\n".join(_bare(text).split()), _is_word_lines,
            r"\b(?:one|a|single)(?: single)? word (?:on|per|to|in|a) ?(?:each |every |a |the )?(?:new |own )?lines?\b",
            r"\b(?:each|every) word (?:is |stands |comes )?on (?:its own|a new|a separate) line\b", words=14),
    _format("with", "one sentence on each line", "lines",
            lambda text, rng: "\n".join(shortened(piece, 12) for piece in _pieces(text)), _is_sentence_lines,
            r"\b(?:one|a|single)(?: single)? sentence (?:on|per|to|in|a) ?(?:each |every |a |the )?(?:new |own )?lines?\b",
            r"\b(?:each|every) sentence (?:is |stands |comes )?on (?:its own|a new|a separate) line\b",
            r"\bnew line (?:after|for) (?:each|every) sentence\b"),
    _format("in", "three short lines", "lines", _three_lines, _is_three_lines, r"\bthree (?:short |brief )?lines\b",
            r"\bhaikus?\b", words=14),
    # emoji and tags
    _format("with", "an emoji after every sentence", "emoji", _after_each_sentence,
            _all(_holds(rf"[.!?] ?{EMOJI}", 1), lambda reply: re.search(r"[.!?]\s+[A-Z]", reply) is None),
            r"\bemojis? (?:after|at the end of|behind|following) (?:every|each|all|my|the)? ?(?:sentence|answer|repl)\w*",
            r"\b(?:every|each) sentence (?:is followed by|ends (?:with|in)|gets) an emoji",
            r"\bend\w* .{0,30}\bwith an? emojis?\b"),
    _format("with", "an emoji first", "emoji", lambda text, rng: f"{rng.choice(EMOJIS)} {text}",
            _begins(rf"{EMOJI} ?[\w'’]+[,:]? [\w'’]+"), r"\bemojis? (?:first|in front|at the (?:start|beginning)|before)\b",
            r"\b(?:begin|start|open)\w* .{0,30}\bwith an? emojis?\b"),
    _format("with", "emoji between words", "emoji", _emoji_between, _joined(EMOJI),
            r"\bemojis? (?:in )?between\b(?: the| my| all| single)*(?: words)?",
            r"\bemojis? after (?:every|each) word\b", words=8),
    _format("with", "hashtags", "tags", lambda text, rng: _marked(text, lambda word: f"#{word}", 4),
            _holds(r"(?<!\S)#[A-Za-z]{2,}", 2), r"\bhash ?tags?\b", r"\bhash signs?\b"),
    _format("with", "wiki links", "tags", lambda text, rng: _marked(text, lambda word: f"[[{word}]]"), _holds(r"\[\[\w", 1),
            r"\bwiki[- ]?(?:style )?links?\b", r"\bdouble (?:square )?brackets\b", words=22),
    _format("with", "footnotes", "tags", _footnoted, _holds(r"\w\.?\[1\]", 1), r"\bfoot ?notes?\b", words=18),
    # documents
    _format("in", "e-mail form", "mail", _email, _begins(r"Subject:"), r"\be-?mails?\b", words=14),
    _format("in", "letter form", "mail", _letter, _begins(rf"Dear {_ANY_NAME},"), r"\bletter (?:form|format)\b",
            r"\b(?:form of|like) an? (?:formal |written )?letter\b", r"\bas (?:a |formal )?letters?\b", words=18),
    _format("in", "memo form", "mail", lambda text, rng: f"MEMO\nRe: {topic(text)}\n{text}", _begins(r"MEMO\b"), r"\bmemos?\b",
            r"\bmemorandums?\b", words=18),
    _format("with", "a signature", "mail", lambda text, rng: f"{text}\n— {rng.choice(_NAMES)}",
            _holds(r"\n\s*[—–-] ?[A-Z][a-z]+\.?\s*$", 1), r"\bsignatures?\b", r"\bI sign\b", r"\bsigned\b", words=14),
    _format("in", "question-and-answer form", "talk", lambda text, rng: f"Q: What about {topic(text)}?\nA: {text}",
            _begins(r"Q: [^\n]+\n\s*A:"), r"\bquestions?[- ]and[- ]answers?\b", r"\bQ ?(?:&|and) ?A\b", words=18),
    _format("in", "chat log form", "talk", lambda text, rng: f"User: And {topic(text)}?\nBot: {text}",
            _begins(r"User: [^\n]+\n\s*(?:Bot|Assistant):"), r"\bchat[- ]?logs?\b", r"\bchat transcripts?\b", words=18),
    _format("in", "dialogue form", "talk", _dialogue, _begins(rf"{_ANY_NAME}: [^\n]+\n\s*{_ANY_NAME}:"), r"\bdialog(?:ue)?s?\b",
            r"\bconversations? between two\b", words=18),
    _format("in", "screenplay form", "talk", lambda text, rng: f"INT. ROOM - DAY\n{rng.choice(_NAMES).upper()}: {text}",
            _begins(r"(?:INT|EXT)\. "), r"\bscreen ?plays?\b", r"\bfilm scripts?\b", r"\bmovie scripts?\b", words=18),
    _format("in", "telegram style", "telegram",
            lambda text, rng: " ".join(f"{part.rstrip('.!?')} STOP" for part in _pieces(text)),
            _holds(r"[a-z,] STOP\b", 1), r"\btelegra(?:ms?|ph\w*)\b", words=22),
    _format("in", "dictionary form", "dictionary", lambda text, rng: f"{topic(text)} (noun): {text}",
            _begins(r"[a-z][\w -]* \((?:noun|verb|n\.|v\.|adjective)\)"), r"\bdictionar(?:y|ies)\b", r"\blexicon\b"),
    # what stands first
    _format("with", "the date first", "first", _dated, _begins(rf"\d{{1,2}} {_ANY_MONTH}\b|{_ANY_MONTH} \d"),
            r"\bdates? (?:first|in front|at the (?:start|beginning|top)|before)\b",
            r"\b(?:begin|start|open)\w* .{0,30}\bdates?\b", r"\bdated?\b(?= (?:answers|repl))"),
    _format("with", "the time first", "first", _timed, _begins(r"\d{1,2}:\d\d\b"),
            r"\b(?:clock )?times? (?:first|in front|at the (?:start|beginning|top)|before)\b",
            r"\b(?:begin|start|open)\w* .{0,30}\b(?:the|a) (?:clock )?time\b",
            r"\btime ?stamps?\b"),
    _format("with", "TL;DR first", "first", lambda text, rng: f"TL;DR: {text}", _begins(r"TL;?DR\b"), r"\btl;? ?dr\b"),
)
"""Every format; those of a group are near each other."""


def known_as(label: str, names: Sequence[str]) -> tuple[str, tuple[re.Pattern[str], ...]]:
    """A row of `told`'s table: the label, and patterns of itself and its other names."""
    return label, tuple(re.compile(name, re.IGNORECASE) for name in (re.escape(label), *names))


def told(sentence: str, table: Iterable[tuple[str, tuple[re.Pattern[str], ...]]]) -> str | None:
    """Which label a sentence tells: the first named one; "alternating capitals" names those and not "capitals"."""
    found = [(*match.span(), label) for label, names in table for name in names for match in name.finditer(sentence)]
    whole = [(a, b, label) for a, b, label in found
             if not any(c <= a and b <= d and d - c > b - a and other != label for c, d, other in found)]
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
