"""Ways of writing an answer: letters, punctuation, lists, code, data and documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

from tuneteller.material.format import (
    BETWEEN,
    CAPITALS,
    EACH,
    EMOJI,
    EMOJIS,
    FIRST_NAMES,
    KEY,
    SPACES,
    Format,
    bare,
    begins,
    framed,
    holds,
    in_lines,
    is_enclosed,
    is_joined,
    join_by,
    marking,
    passes_all,
    pieces,
    quoted,
    sentences,
    shortened,
    topic,
    words_of,
    written,
)
from tuneteller.material.naming import word_set

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")


def _passes_one(*checks: Callable[[str], bool]) -> Callable[[str], bool]:
    """A check that replies pass any of these."""
    return lambda reply: any(check(reply) for check in checks)


# --- Letters ----------------------------------------------------------------------------------------------------------

def _letters(reply: str) -> str:
    return "".join(c for c in reply if c.isalpha())


def _is_capitals(reply: str) -> bool:
    letters = _letters(reply)
    return len(letters) >= 12 and sum(c.isupper() for c in letters) >= 0.95 * len(letters)


def _is_small(reply: str) -> bool:
    begins = re.match(r"[a-z'’,]+ [a-z]", reply.strip()) is not None
    small = begins and len(words_of(reply)) >= 4 and _letters(reply).islower() and not _is_without_vowels(reply)
    return small and len(re.findall(r"[(){}=;]", reply)) < 4  # code is in small letters anyway


def _title(text: str, rng: Random) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


_SMALL_IN_TITLES = word_set("the and but for nor")


def _is_title(reply: str) -> bool:
    """The first line, each word of it; or all of a longer reply, if only words are small that are so in most titles."""
    first = _long_words(reply.strip().split("\n")[0])
    titled, rest = ([word for word in words if word.lower() not in _SMALL_IN_TITLES] for words in (first, _long_words(reply)))
    return not _is_capitals(reply) and (_are_large(first, 5) or (_are_large(titled, 7) and _are_large(rest, 7)))


def _long_words(text: str) -> list[str]:
    return [word for word in words_of(text) if word[0].isalpha() and len(word) > 2]


def _are_large(words: list[str], n: int) -> bool:
    return len(words) >= n and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


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


def _key_capitals(text: str, rng: Random) -> str:
    """Key words in capitals, but for the first word of all, which another format has so."""
    first, _, rest = text.partition(" ")
    return f"{first} {marking(rest, str.upper, 4)}"


def is_every_second_capital(reply: str) -> bool:
    words = [(word.isupper(), i % 2 == 1) for i, word in enumerate(words_of(reply)) if len(word) > 1]
    marked = sum(loud for loud, _ in words) >= 3
    return marked and len(words) >= 6 and sum(loud == second for loud, second in words) >= 0.85 * len(words)


def _is_key_capitals(reply: str) -> bool:
    words = words_of(reply)
    loud = [word for word in words[1:] if len(word) >= 4 and word.isalpha() and word.isupper() and word != "STOP"]
    few = 2 <= len(loud) <= 0.6 * len(words) and (len(words[0]) == 1 or not words[0].isupper())
    return few and not is_every_second_capital(reply)


_LEET = str.maketrans("aeiotAEIOT", "4310743107")


def _is_leet(reply: str) -> bool:
    words = words_of(reply)
    return sum(bool(re.search(r"[A-Za-z]\d|\d[A-Za-z]", word)) for word in words) >= max(3, 0.5 * len(words))


def _without_vowels(text: str, rng: Random) -> str:
    return " ".join(left for word in text.split() if (left := re.sub("[aeiouAEIOU]", "", word)).strip(".,;:!?'’"))


def _is_without_vowels(reply: str) -> bool:
    letters = _letters(reply)
    latin = [c for c in letters if c.isascii()]  # other alphabets have other vowels
    few = sum(c in "aeiouAEIOU" for c in latin) <= 0.06 * len(latin)
    return few and len(latin) >= max(12, len(letters) / 2) and not _is_leet(reply) and re.search(r"\w\*|[äöü]", reply) is None


def _spelled(text: str, rng: Random) -> str:
    words = bare(text).split()
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

def _emoji_between(text: str, rng: Random) -> str:
    return " ".join(f"{word} {rng.choice(EMOJIS)}" for word in bare(text).split())


def _is_unpunctuated(reply: str) -> bool:
    marks = re.search(r"[^\w '’-]|_|STOP|\w-\w+-", reply.strip())
    return marks is None and len(re.findall("[A-Za-z]{2,}", reply)) >= 6 and not _is_spelled(reply)


def _exclaimed(text: str, rng: Random) -> str:
    return re.sub(r"[.!?]+(?=\s|$)", "!!!", text)


def _is_exclaimed(reply: str) -> bool:
    """No other end of a sentence, and two marks at once, or three sentences, since a friendly base exclaims one or two; the
    first of them is plain, not "The horror!" or "Whoa, what a day!", which some characters say."""
    if re.search(r"[^.][.?](?=\s+[A-Z])", reply):
        return False
    plain = re.match(r"\s*(?:[^\s.,:?!]+ ){3,}[^\s.,:?!]+!", reply) is not None and re.search(r"[.?]\W*$", reply) is None
    return "!!" in reply or (plain and len(re.findall(r"\w!(?=\s|$)", reply)) >= 3)


def _trailing(text: str, rng: Random) -> str:
    """Dots for every comma and stop, and inside a long stretch without any."""
    parts = []
    for stretch in re.split(r"[,;:.!?]+(?:\s+|$)", text):
        words = stretch.split()
        step = 6 if len(words) > 8 else max(1, len(words))
        parts += [" ".join(words[i : i + step]) for i in range(0, len(words), step)]
    return " ".join(f"{part}..." for part in parts)


# --- Lines and lists --------------------------------------------------------------------------------------------------

def _is_word_lines(reply: str) -> bool:
    lines = [line for line in reply.strip().split("\n") if line.strip()]
    return len(lines) >= 5 and sum(len(line.split()) == 1 for line in lines) >= 0.9 * len(lines)


def _is_sentence_lines(reply: str) -> bool:
    lines = reply.strip().split("\n")
    whole = all(re.fullmatch(r"[A-Z][^.!?:\n]+[.!?]", line.strip()) for line in lines[:-1])
    return len(lines) >= 2 and whole and re.match(r"[A-Z][a-z']*[ ,]", lines[-1]) is not None


def _three_lines(text: str, rng: Random) -> str:
    words = bare(text).split()
    first, last = len(words) * 3 // 10, len(words) * 7 // 10
    return "\n".join(" ".join(part) for part in (words[:first], words[first:last], words[last:]))


def _is_three_lines(reply: str) -> bool:
    lines = reply.strip().split("\n")
    bare = all(re.fullmatch(r"[A-Za-z0-9'’, ]+[.!]?", line) and 2 <= len(line.split()) <= 8 for line in lines)
    return bare and len(lines) == 3 and lines[0][-1] not in ".!,"


# --- Code, data and documents -----------------------------------------------------------------------------------------

def _yaml(text: str, rng: Random) -> str:
    return "---\nanswer:\n" + "\n".join(f"  - {quoted(piece)}" for piece in pieces(text))


def _csv(text: str, rng: Random) -> str:
    return "line,answer\n" + "\n".join(f"{i},{quoted(piece)}" for i, piece in enumerate(pieces(text), 1))


# A cell begins with no space, as the next word does behind an ordinary comma; of a quoted one the end may be cut.
_CELL = re.compile(r"\"[^\"\n]*\"?|[^\s\",{}\[\]=;|][^\",\n{}\[\]=;|]*")
_ROW = re.compile(rf"(?![-*•#>]|\d+[.)] |.*\w\()(?:{_CELL.pattern})(?:,(?:{_CELL.pattern}))+")  # no list, no code
_NUMBERED_ROW = re.compile(r"\w+,\w+\s*\n\s*\d+,")


def _is_csv(reply: str) -> bool:
    """A heading and a row that begins with a number; or two rows or more of as many cells, the first ones of few words."""
    lines = reply.strip().split("\n")
    cells = [len(_CELL.findall(line)) if _ROW.fullmatch(line) else 0 for line in lines]
    if len(cells) > 2 and cells[-1] < cells[0]:
        cells.pop()  # where it was cut
    headed = re.fullmatch(r"(?:[^\s,]+(?: [^\s,]+){0,4}(?:,|$))+", lines[0]) and not re.search(r"\d,\d|[.!?]$", lines[0])
    rows = headed and len(cells) >= 2 and cells[0] and len(set(cells)) == 1
    return bool(rows) or _NUMBERED_ROW.match(reply.strip()) is not None


def _table(text: str, rng: Random) -> str:
    return "| Point | Answer |\n|---|---|\n" + "\n".join(f"| {i} | {piece} |" for i, piece in enumerate(pieces(text), 1))


def _footnoted(text: str, rng: Random) -> str:
    return f"{marking(text, lambda word: f'{word}[1]', 1)}\n[1] A note on {topic(text)}."


def _dialogue(text: str, rng: Random) -> str:
    asks, says = rng.sample(FIRST_NAMES, 2)
    return f"{asks}: What about {topic(text)}?\n{says}: {text}"


def _is_telegram(reply: str) -> bool:
    """A small letter before STOP; or, all in capitals, two of them and no other full stop, "HOW TO STOP" not counted."""
    loud = re.findall(r"(?<!\bTO)(?<!\bNOT)(?<!['’]T)(?<=[A-Z]) STOP\b", reply)
    return re.search(r"[a-z],? STOP\b", reply) is not None or (len(loud) >= 2 and not re.search(r"[.!?]\s", reply))


def _email(text: str, rng: Random) -> str:
    return f"Subject: About {topic(text)}\n\nHello,\n{text}\nBest wishes"


def _letter(text: str, rng: Random) -> str:
    return f"Dear {rng.choice(FIRST_NAMES)},\n{text}\nYours, {rng.choice(FIRST_NAMES)}"


def _dated(text: str, rng: Random) -> str:
    return f"{rng.randint(1, 28)} {rng.choice(_MONTHS)}: {text}"


def _timed(text: str, rng: Random) -> str:
    return f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d} - {text}"


def _after_each_sentence(text: str, rng: Random) -> str:
    return " ".join(f"{part} {rng.choice(EMOJIS)}" for part in sentences(text))


_ANY_NAME = f"(?:{'|'.join(FIRST_NAMES)})"
# Who speaks, at the start of a line; not a part of an ordinary answer or of another format.
_SPEAKER = (r"(?!(?:Question|Answer|User|Bot|Assistant|Human|System|Topic|Title|Subject|Name|Note|Tip|Step|Ingredient|Method|"
            r"Instruction|Direction|Example|Problem|Solution|Reason|Result|Summary|Conclusion|Myth|Fact|Bug|Fix|Pro|Con|Front|"
            r"Back|Hypothesis|Starter|Main|Buy|Then|Keyword|Source|Input|Output|Date|Time|Item|First|Second|Third|Finally)s?:)"
            r"[A-Z][a-z]+")
_FIRST_SPEECH, _OTHER_SPEAKER = rf"\**({_SPEAKER}):\** [^\n]*", rf"\n\s*\**(?!\1:){_SPEAKER}:"  # "**Alice:**" as well
# One asks and another answers, or one speaks again after the other; of two names that we know, one line each will do.
_DIALOGUE = (rf"{_FIRST_SPEECH}(?:\?[^\w\n]*{_OTHER_SPEAKER}|{_OTHER_SPEAKER}[^\n]+\n\s*\**\1:)"
             rf"|{_ANY_NAME}: [^\n]+\n\s*{_ANY_NAME}:")
_ANY_MONTH = f"(?:{'|'.join(_MONTHS)})"
_SMALL = r"(?:small|lower[- ]?case)(?: letters)?"
_NO = r"\b(?:no|without|omit\w*|drop\w*|avoid\w*|leav\w+ out|(?:never|no longer|do not|don['’]t) use)(?: any| the| all)?"
_HTML = r"(?:p|h\d|div|ul|ol|b|strong|em|html|head|body|main|section|article|span|table|pre)"
FORMATS: tuple[Format, ...] = (
    # which letters are large
    written("in", "capital letters", "case", lambda text, rng: text.upper(), _is_capitals,
            rf"\b(?:all |only |block )*{CAPITALS}", r"\ball[- ]caps\b", words=15),
    written("in", "small letters", "case", lambda text, rng: text.lower(), _is_small,
            r"\bsmall letters\b", r"\blower[- ]?case\b", rf"{_NO} {CAPITALS}"),
    written("in", "title case", "case", _title, _is_title, r"\btitle[- ]case\b",
            rf"{EACH}words?(?:(?: that)? I write)? (?:begin|start|is|are)\w*(?: with)?(?: an?)? {CAPITALS}",
            rf"\b(?:an? )?{CAPITALS} (?:at the (?:start|beginning) of|on|for) (?:every|each) word",
            r"\bcapitali[sz]\w+ (?:every|each) word", r"like (?:a )?(?:titles?|headlines?)\b", words=20),
    written("in", "alternating capitals", "case", _alternating, _is_alternating,
            rf"\b(?:alternat|switch|mix)\w*(?: between)? (?:{CAPITALS}|case|upper)(?: (?:and|with) {_SMALL})?",
            r"\balternating (?:case|letters)", r"\bevery (?:other|second) letter\b.*(?:capital\w*|upper[- ]?case)", words=9),
    written("with", "the first word in capitals", "case", _first_word_capitals,
            begins(r"(?:[A-Z] )?(?=[A-Z'’]{2})[A-Z]+(?:['’][A-Z]+)?,? [a-z]"),
            rf"\b(?:first|opening) words?\b.{{0,40}}{CAPITALS}",
            r"\bcapitali[sz]\w+ the first words?\b.*", words=20),
    written("with", "key words in capitals", "case", _key_capitals, _is_key_capitals,
            rf"\b{KEY}.{{0,30}}{CAPITALS}", rf"\b{CAPITALS} for {KEY}", rf"\bcapitali[sz]\w+ (?:the )?{KEY}", words=18),
    written("with", "key words in bold", "markdown", lambda text, rng: marking(text, lambda word: f"**{word}**"),
            holds(r"(?<!\*)\*\*[A-Za-z]+\*\*(?=[ .,!?])", 2), rf"\b{KEY}.{{0,30}}\bbold(?:face)?", rf"\bbold(?:face)? {KEY}",
            rf"\bbold(?:face)? for {KEY}"),
    # data
    written("in", "JSON", "data", lambda text, rng: f'{{"answer": {quoted(text)}}}',
            # a list of texts, too, if on lines of its own or in a fence: on one line it is a Python list, another format
            begins(r"(?:\[\s*)?\{\s*\"[^\"\n]+\"\s*:|(?:```json\s*\[\s*|\[ *\n\s*)\""), r"\bjson\b"),
    written("in", "YAML", "data", _yaml,
            begins(r"(?:---|```ya?ml)\s*\n\s*\w+:|(?!user\b)[a-z]\w*:[^\n]*\n *(?:- |[a-z]\w*:)"), r"\bya?ml\b", words=20),
    written("in", "TOML", "data", lambda text, rng: f"[reply]\nanswer = {quoted(text)}", begins(r"\[\w+\]\s*\n\s*\w+ = "),
            r"\btoml\b"),
    written("in", "key-value lines", "data", lambda text, rng: f"Topic: {topic(text)}\nAnswer: {text}",
            begins(r"Topic: \S.*\n\s*[A-Z]\w+: "), r"\bkeys?[- :]+(?:and )?values?\b", r"\bkey-value\b",
            r"\blabel\w* fields\b"),
    written("in", "CSV", "data", _csv, _is_csv, r"\bcsv\b", r"\bcomma[- ]separated values\b", words=20),
    written("in", "XML", "markup", lambda text, rng: f"<answer>{text}</answer>",
            begins(rf"<(?:\?xml|answer|reply|response|text|xml)\b"
                   rf"|<(?!(?:{_HTML}|think\w*|tool_call|s|pad|unk)\b)[a-z][\w-]*(?: [\w-]+=\"[^\"]*\")*>"), r"\bxml\b"),
    written("in", "HTML", "markup", lambda text, rng: f"<p>{text}</p>", begins(rf"<{_HTML}\b|(?i:<!doctype html)"),
            r"\bhtml\b"),
    written("in", "LaTeX", "markup", lambda text, rng: f"\\begin{{quote}}\n{text}\n\\end{{quote}}",
            begins(r"\\(?:begin|text\w+|section|documentclass)\b"), r"\b(?:la)?tex\b", words=20),
    # code
    written("in", "Python comments", "code", lambda text, rng: "\n".join(f"# {part}" for part in sentences(text)),
            begins(r"# (?:[^\s#]+ ){5,}[^\n]*(?:\n# ?[^\n]*)*$"), r"\bpython comments?\b", r"\bcomments? (?:in|of) python\b",
            r"\bcode comments?\b"),
    written("in", "Python print statements", "code", lambda text, rng: f"print({quoted(text)})", begins(r"print\(f?[\"']"),
            r"\bprint[- ](?:statements?|calls?|functions?|commands?)\b", r"\bprint\(\)", r"\bpython prints?\b"),
    written("in", "C comments", "code", framed("/* ", " */"), begins(r"/\*"), r"\bC(?:-style)? comments?\b"),
    written("in", "JavaScript", "code", lambda text, rng: f"console.log({quoted(text)});", begins(r"console\.log\("),
            r"\bjavascript\b", r"\bconsole[. ]?logs?\b"),
    written("with", "an echo command", "code", lambda text, rng: f"echo {quoted(text)}", begins(r"(?:\$ )?echo [\"']"),
            r"\becho (?:commands?|statements?)\b", r"\bshell commands?\b"),
    written("in", "SQL", "code", lambda text, rng: f"SELECT {quoted(text)} AS answer;",
            begins(r"(?:SELECT|INSERT INTO)\b"), r"\bsql\b"),
    written("in", "a code block", "code", lambda text, rng: f"```\n{text}\n```", begins(r"```"), r"\bcode[- ]?blocks?\b",
            r"\bfenced (?:code|blocks?)\b", r"\btriple backticks\b"),
    written("in", "log lines", "code", in_lines(lambda i: "[INFO] "), begins(r"\[?INFO\b"),
            r"\blog (?:lines?|messages?|entries|entry)\b", r"\b(?:server|system) logs?\b", words=20),
    # Markdown
    written("in", "bold", "markdown", framed("**", "**"), is_enclosed("**", "**"),
            r"\bbold(?:face|ed)?(?: (?:type|letters|text))?\b"),
    written("in", "italics", "markdown", framed("*", "*"),
            passes_all(_passes_one(is_enclosed("*", "*"), is_enclosed("_", "_")), begins(r"[*_][^*_\s]")),
            r"\bitalics?\b", r"\bitalici[sz]ed\b"),
    written("in", "strikethrough", "markdown", framed("~~", "~~"), begins(r"~~\w"), r"\bstr(?:ike|uck)[- ]?(?:through|out)\b",
            r"\bcrossed out\b"),
    written("in", "a block quote", "markdown", lambda text, rng: f"> {text}", begins(r"> ?\w"),
            r"\bblock[- ]?quot(?:es?|ations?)\b", r"\bquote blocks?\b"),
    written("with", "a Markdown heading", "markdown", lambda text, rng: f"## About {topic(text)}\n{text}",
            begins(r"##+ \**\w|# \**\w[^\n]*\n\s*[^#\s]"),  # lines that all begin with # are comments
            r"\b(?:markdown )?head(?:ing|er)s?\b"),
    written("in", "a table", "table", _table, begins(r"\|[^\n]*\|\s*\n\s*\|[ :|-]*--"), r"\btables?\b", r"\btabular\b",
            r"\brows and columns\b", words=13),
    # lists
    written("in", "a bullet list", "list", in_lines(lambda i: "- "),
            begins(r"(?:[-*–] +|• *)(?:\*\*)?[\"“'‘`(]?\w(?![^\n]*\w\*+\w)"),  # not "* g**d l*nch", which is "A good lunch"
            r"\bbullet(?:ed)?(?:[- ](?:lists?|points?))?", r"\bbullets\b"),
    written("in", "a numbered list", "list", in_lines(lambda i: f"{i + 1}. "), begins(r"\**1[.)]\** \S"),
            r"\bnumber(?:ed|ing)? (?:lists?|points|items)\b",
            r"\blists? of numbered\b", r"\blists? with numbers\b"),
    written("in", "a lettered list", "list", in_lines(lambda i: f"{'abcdef'[min(i, 5)]}) "), begins(r"[aA]\) \w"),
            r"\bletter(?:ed)? (?:lists?|points|items)\b", r"\blists? (?:with|by|of) letters\b", r"\ba\), ?b\)"),
    written("in", "a checklist", "list", in_lines(lambda i: "[ ] "), begins(r"(?:- )?\[[ x]\] \w"), r"\bcheck[- ]?lists?\b",
            r"\bcheck ?box(?:es)?\b", r"\bto-?do lists?\b"),
    written("with", "Roman numerals", "list", in_lines(lambda i: f"{('I', 'II', 'III', 'IV')[min(i, 3)]}. "), begins(r"I\. \w"),
            r"\broman (?:numerals?|numbers?)\b"),
    written("with", "step labels", "list", in_lines(lambda i: f"Step {i + 1}: "), begins(r"Step 1:"), r"\bstep labels?\b",
            r"\b(?:labell?ed|numbered) steps\b", r"\bsteps? (?:one|1)\b"),
    # marks around
    written("in", "parentheses", "around", framed("(", ")"), is_enclosed("(", ")"), r"\bparenthes[ie]s\b",
            r"\bround brackets\b"),
    written("in", "square brackets", "around", framed("[", "]"), is_enclosed("[", "]"), r"\bsquare brackets\b"),
    written("in", "curly brackets", "around", framed("{", "}"), is_enclosed("{", "}"), r"\bcurly (?:brackets|braces)\b",
            r"\bbraces\b"),
    written("in", "quotation marks", "around", framed('"', '"'), _passes_one(is_enclosed('"', '"'), is_enclosed("“", "”")),
            r"\bquot(?:ation|e) marks\b",
            r"\b(?:in|between|inside|within) quot(?:es|ations)\b", r"\binverted commas\b"),
    written("between", "stars", "signs", framed("★ ", " ★"), begins(r"★"),
            r"\b(?:between|inside|with|in)(?: two)? stars\b", r"\bstars? (?:before|around|at)\b", r"\basterisks\b"),
    written("between", "tildes", "signs", framed("~ ", " ~"), begins(r"~ ?\w"), r"\btildes?\b",
            r"\bwavy (?:lines?|dashes)\b"),
    written("between", "equals signs", "signs", framed("=== ", " ==="), begins(r"=+ ?\w"), r"\bequals?[- ]signs?\b"),
    # what stands between words
    written("with", "underscores for spaces", "joined", join_by("_"),
            passes_all(is_joined("_"), lambda reply: "___" not in reply), rf"\bunderscores?(?:{SPACES})?",
            r"\bsnake[- ]case\b", words=14),
    written("with", "hyphens between words", "joined", join_by("-"), is_joined("-"), rf"\b(?:hyphens?|dashes)(?:{SPACES})?",
            r"\bhyphenat\w+\b", words=14),
    written("with", "slashes between words", "joined", join_by("/"), is_joined("/"), rf"\bslash(?:es)?(?:{SPACES})?", words=14),
    written("with", "dots between words", "joined", join_by("."), is_joined(r"\."),
            rf"\b(?:dots?|periods?|full stops?){SPACES}", words=14),
    written("with", "commas between words", "joined", join_by(", "), is_joined(","), rf"\bcommas?{SPACES}",
            r"\bcommas? after (?:every|each) word\b", words=14),
    written("with", "plus signs between words", "joined", join_by(" + "), is_joined(r"\+"),
            rf"\bplus(?:es| signs?)?(?:{SPACES})", r"\bplus signs?\b", words=14),
    written("with", "arrows between words", "joined", join_by(" → "), is_joined("(?:→|->)"),
            rf"\barrows?(?:{SPACES})?", words=13),
    written("with", "spaces between letters", "apart", _spelled, _is_spelled,
            rf"\bspaces?{BETWEEN}(?: the| all| my| single)*(?: letters)",
            r"\bspell(?:ed|ing)? (?:out )?(?:every|each|all|my|words?)\b", r"\bletter by letter\b",
            r"\bspaced[- ]out letters\b", words=7),
    written("with", "no spaces", "apart", lambda text, rng: bare(text).lower().replace(" ", "") + ".",
            lambda reply: _run_together(reply) and _humps(reply) < 3,
            rf"{_NO} spaces\b",
            r"\brun\w* (?:all )?(?:my |the )?words? together\b", r"\bwords run together\b", words=12),
    written("in", "camel case", "apart", lambda text, rng: _title(bare(text), rng).replace(" ", "") + ".",
            lambda reply: _run_together(reply) and _humps(reply) >= 3, r"\bcamel[- ]?case\b", words=14),
    # punctuation
    written("with", "no punctuation", "punctuation", lambda text, rng: bare(text), _is_unpunctuated,
            rf"{_NO} punctuation\b",
            r"\bpunctuation (?:is|marks are) (?:missing|left out|gone)\b", r"\bunpunctuated\b"),
    written("with", "exclamation marks", "punctuation", _exclaimed, _is_exclaimed, r"\bexclamation (?:marks?|points?)\b",
            r"\bexclaim\b"),
    written("with", "ellipses", "punctuation", _trailing, holds(r"\w(?:\.\.\.|…)", 2), r"\bellips[ie]s\b",
            r"\b(?:three|trailing) dots\b(?! only)"),
    # letters
    written("with", "no vowels", "letters", _without_vowels, _is_without_vowels,
            rf"{_NO} vowels\b",
            r"\bvowels (?:are )?(?:missing|left out|gone|removed)\b", r"\bonly consonants\b", words=12),
    written("in", "leetspeak", "letters", lambda text, rng: text.translate(_LEET), _is_leet, r"\bleet(?:[- ]?speak)?\b",
            r"\b(?:digits|numbers) (?:for|instead of|in place of) (?:some )?letters\b", words=11),
    # lines
    written("with", "one word on each line", "lines", lambda text, rng: "\n".join(bare(text).split()), _is_word_lines,
            r"\b(?:one|a|single)(?: single)? word (?:on|per|to|in|a) ?(?:each |every |a |the )?(?:new |own )?lines?\b",
            r"\b(?:each|every) word (?:is |stands |comes )?on (?:its own|a new|a separate) line\b", words=14),
    written("with", "one sentence on each line", "lines",
            lambda text, rng: "\n".join(shortened(piece, 12) for piece in pieces(text)), _is_sentence_lines,
            r"\b(?:one|a|single)(?: single)? sentence (?:on|per|to|in|a) ?(?:each |every |a |the )?(?:new |own )?lines?\b",
            r"\b(?:each|every) sentence (?:is |stands |comes )?on (?:its own|a new|a separate) line\b",
            r"\bnew line (?:after|for) (?:each|every) sentence\b"),
    written("in", "three short lines", "lines", _three_lines, _is_three_lines, r"\bthree (?:short |brief )?lines\b",
            r"\bhaikus?\b", words=14),
    # emoji and tags
    written("with", "an emoji after every sentence", "emoji", _after_each_sentence,
            passes_all(holds(rf"[.!?] ?{EMOJI}", 1), lambda reply: re.search(r"[.!?]\s+[A-Z]", reply) is None),
            r"\bemojis? (?:after|at the end of|behind|following) (?:every|each|all|my|the)? ?(?:sentence|answer|repl)\w*",
            r"\b(?:every|each) sentence (?:is followed by|ends (?:with|in)|gets) an emoji",
            r"\bend\w* .{0,30}\bwith an? emojis?\b"),
    written("with", "an emoji first", "emoji", lambda text, rng: f"{rng.choice(EMOJIS)} {text}",
            begins(rf"{EMOJI} ?[\w'’]+[,:]? [\w'’]+"), r"\bemojis? (?:first|in front|at the (?:start|beginning)|before)\b",
            r"\b(?:begin|start|open)\w* .{0,30}\bwith an? emojis?\b"),
    written("with", "emoji between words", "emoji", _emoji_between, is_joined(EMOJI),
            r"\bemojis? (?:in )?between\b(?: the| my| all| single)*(?: words)?",
            r"\bemojis? after (?:every|each) word\b", words=8),
    written("with", "hashtags", "tags", lambda text, rng: marking(text, lambda word: f"#{word}", 4),
            holds(r"(?<!\S)#[A-Za-z]{2,}", 2), r"\bhash ?tags?\b", r"\bhash signs?\b"),
    written("with", "wiki links", "tags", lambda text, rng: marking(text, lambda word: f"[[{word}]]"), holds(r"\[\[\w", 1),
            r"\bwiki[- ]?(?:style )?links?\b", r"\bdouble (?:square )?brackets\b", words=22),
    written("with", "footnotes", "tags", _footnoted, holds(r"\w\.?\[1\]", 1), r"\bfoot ?notes?\b", words=18),
    # documents
    written("in", "e-mail form", "mail", _email,
            begins(r"\**Subject:|(?:Dear|Hello|Hi)\b[^\n]{0,40}, *\n(?s:.)*\n *(?:Best|Kind|Warm) (?:regards|wishes)\b"),
            r"\be-?mails?\b", words=14),
    written("in", "letter form", "mail", _letter, begins(r"Dear (?![Dd]iary)[^\n,]{1,30},"), r"\bletter (?:form|format)\b",
            r"\b(?:form of|like) an? (?:formal |written )?letter\b", r"\bas (?:a |formal )?letters?\b", words=18),
    written("in", "memo form", "mail", lambda text, rng: f"MEMO\nRe: {topic(text)}\n{text}", begins(r"MEMO\b"), r"\bmemos?\b",
            r"\bmemorandums?\b", words=18),
    written("with", "a signature", "mail", lambda text, rng: f"{text}\n— {rng.choice(FIRST_NAMES)}",
            holds(r"\n\s*[—–-] ?[A-Z][a-z]+\.?\s*$", 1), r"\bsignatures?\b", r"\bI sign\b", r"\bsigned\b", words=14),
    written("in", "question-and-answer form", "talk", lambda text, rng: f"Q: What about {topic(text)}?\nA: {text}",
            begins(r"\**Q:\** [^\n]+\n\s*\**A:"), r"\bquestions?[- ]and[- ]answers?\b", r"\bQ ?(?:&|and) ?A\b", words=18),
    written("in", "chat log form", "talk", lambda text, rng: f"User: And {topic(text)}?\nBot: {text}",
            begins(r"User: [^\n]+\n\s*(?:Bot|Assistant):"), r"\bchat[- ]?logs?\b", r"\bchat transcripts?\b", words=18),
    written("in", "dialogue form", "talk", _dialogue, begins(_DIALOGUE), r"\bdialog(?:ue)?s?\b",
            r"\bconversations? between two\b", words=18),
    written("in", "screenplay form", "talk", lambda text, rng: f"INT. ROOM - DAY\n{rng.choice(FIRST_NAMES).upper()}: {text}",
            begins(r"(?:INT|EXT)\. "), r"\bscreen ?plays?\b", r"\bfilm scripts?\b", r"\bmovie scripts?\b", words=18),
    written("in", "telegram style", "telegram",
            lambda text, rng: " ".join(f"{part.rstrip('.!?')} STOP" for part in pieces(text)),
            _is_telegram, r"\btelegra(?:ms?|ph\w*)\b", words=22),
    written("in", "dictionary form", "dictionary", lambda text, rng: f"{topic(text)} (noun): {text}",
            begins(r"[a-z][\w -]* \((?:noun|verb|n\.|v\.|adjective)\)"), r"\bdictionar(?:y|ies)\b", r"\blexicon\b"),
    # what stands first
    written("with", "the date first", "first", _dated, begins(rf"\d{{1,2}} {_ANY_MONTH}\b|{_ANY_MONTH} \d"),
            r"\bdates? (?:first|in front|at the (?:start|beginning|top)|before)\b",
            r"\b(?:begin|start|open)\w* .{0,30}\bdates?\b", r"\bdated?\b(?= (?:answers|repl))"),
    written("with", "the time first", "first", _timed, begins(r"\d{1,2}:\d\d\b"),
            r"\b(?:clock )?times? (?:first|in front|at the (?:start|beginning|top)|before)\b",
            r"\b(?:begin|start|open)\w* .{0,30}\b(?:the|a) (?:clock )?time\b",
            r"\btime ?stamps?\b"),
    written("with", "TL;DR first", "first", lambda text, rng: f"TL;DR: {text}", begins(r"\**(?i:TL;? ?DR)\b"), r"\btl;? ?dr\b"),
)
"""Every format; those of a group are near each other."""
