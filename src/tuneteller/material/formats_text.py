"""Ways of writing an answer that change its letters, words, marks and lines, besides those of `formats`."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle, pairwise
from random import Random

from tuneteller.material.format import (
    CAPITALS,
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
    leading,
    led,
    marking,
    passes_all,
    pieces,
    sentences,
    topic,
    topics,
    words_of,
    written,
)
from tuneteller.material.formats import is_every_second_capital

_TEXTING = {"to": "2", "too": "2", "for": "4", "you": "u", "your": "ur", "are": "r", "and": "&", "before": "b4", "with": "w/",
            "without": "w/o", "because": "bc", "please": "pls", "people": "ppl", "great": "gr8", "about": "abt", "at": "@",
            "be": "b", "see": "c", "why": "y"}
_TEXTED = re.compile(r"(?<!\S)(?:u|r|ur|b4|w/o?|bc|pls|ppl|gr8|abt|b|[24&@])(?=[ .,!?])", re.IGNORECASE)
_TEXTED_WORD = re.compile(r"(?<!\S)(?:u|r|ur|b4|w/o?|bc|pls|ppl|gr8|abt|b)(?=[ .,!?])", re.IGNORECASE)
_MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz", [".-", "-...", "-.-.", "-..", ".", "..-.", "--.", "....", "..", ".---", "-.-",
".-..", "--", "-.", "---", ".--.", "--.-", ".-.", "...", "-", "..-", "...-", ".--", "-..-", "-.--", "--.."], strict=True))
_FACES = ("(^_^)", "(o_o)", "(-_-)", "(>_<)", "(T_T)", "(^o^)", "(*_*)")
_SMILEYS = (":)", ":-)", ":D", ";)")
_FLAGS = ("🇫🇷", "🇯🇵", "🇧🇷", "🇨🇦", "🇮🇹", "🇰🇪", "🇳🇴", "🇮🇳")
_FILLERS = ("um", "uh", "er", "uhm")


def _letters(reply: str) -> str:
    return "".join(c for c in reply.lower() if c.isalpha())


def _word_by_word(change: Callable[[str], str]) -> Callable[[str, Random], str]:
    """What writes each run of letters anew."""
    return lambda text, rng: re.sub(r"[A-Za-z']+", lambda m: change(m.group()), text)


def _share(words: list[str], pattern: str) -> float:
    """How many of the words have this, of one."""
    return sum(re.search(pattern, word) is not None for word in words) / max(1, len(words))


# --- Letters and spelling ---------------------------------------------------------------------------------------------

def _last_capitals(text: str, rng: Random) -> str:
    return re.sub(r"[\w'’]+(?=\W*$)", lambda m: m.group().upper(), text)


def _is_last_capitals(reply: str) -> bool:
    words = [word for word in words_of(reply) if len(word) > 2]
    return len(words) >= 4 and words[-1].isupper() and not any(word.isupper() for word in words[:-1])


def _every_second_capital(text: str, rng: Random) -> str:
    words = enumerate(text.lower().split())
    return " ".join(word.upper() if i % 2 and word != "stop" else word for i, word in words)  # a telegram has STOP


def _last_letters(word: str) -> str:
    return word[:-1].lower() + word[-1].upper()


def _is_last_letters(reply: str) -> bool:
    words = [word for word in words_of(reply) if len(word) > 2]
    return len(words) >= 4 and _share(words, r"^[a-z'’]+[A-Z]$") >= 0.8


def _stretched(word: str) -> str:
    return re.sub("[aeiou]", lambda m: 5 * m.group(), word, count=1)


def _is_umlauts(reply: str) -> bool:
    letters = _letters(reply)
    return sum(c in "äöü" for c in letters) >= max(4, 2 * sum(c in "aou" for c in letters))


def _with_b(word: str) -> str:
    first = re.sub(r"^[^aeiouAEIOU']*", "", word) or word[1:] or "e"
    return ("B" if word[0].isupper() else "b") + first.lower()


def _with_e(word: str) -> str:
    return word if word[-1] in "eE'" or len(word) < 2 else word + "e"


def _without(letter: str, instead: str, times: int, *absent: str) -> Callable[[str], bool]:
    """A check that replies of some length lack a letter and have another often instead, and hardly any of the absent ones."""

    def check(reply: str) -> bool:
        letters = _letters(reply)
        few = letters.count(letter) == 0 and len(letters) >= 25 and letters.count(instead) >= times
        return few and sum(map(letters.count, absent)) <= 1

    return check


def _stuttered(text: str, rng: Random) -> str:
    """Every other word stutters, the first as well."""
    return " ".join(f"{word[0]}-{word}" if i % 2 == 0 and word[0].isalpha() else word for i, word in enumerate(text.split()))


def _soft(text: str, rng: Random) -> str:
    return text.translate(str.maketrans("rlRL", "wwWW")) + " uwu"


def _texted(word: str) -> str:
    short = _TEXTING.get(word.lower(), word)
    return short.capitalize() if word[0].isupper() and short != word else short


def _is_texted(reply: str) -> bool:
    whole = len(re.findall("[A-Za-z]{3,}", reply)) >= 3
    return whole and len(_TEXTED.findall(reply)) >= 2 and _TEXTED_WORD.search(reply) is not None


# --- Masks, codes, and words that are added ----------------------------------------------------------------------------

def _is_starred_vowels(reply: str) -> bool:
    words = [word for word in reply.split() if len(word) > 1]
    return len(words) >= 4 and _share(words, r"[A-Za-z]\*|\*[A-Za-z]") >= 0.7 and sum(c in "aeiou" for c in reply.lower()) <= 3


def _censored(text: str, rng: Random) -> str:
    return marking(text, lambda word: f"{word[0]}***{word[-1]}")


def _morse(text: str, rng: Random) -> str:
    return " ".join(_MORSE[c] for c in _letters(text)[:12] if c in _MORSE)


def _is_morse(reply: str) -> bool:
    groups = reply.split()
    return len(groups) >= 6 and _share(groups, r"^[.·\-–/]+$") >= 0.9 and "-" in reply


def _hexadecimal(text: str, rng: Random) -> str:
    return " ".join(f"{ord(c):02x}" for c in text[:12])


def _is_hexadecimal(reply: str) -> bool:
    groups = reply.split()
    return len(groups) >= 6 and _share(groups, r"^[0-9a-fA-F]{2}$") >= 0.9 and re.search(r"\b[2-7][a-f]\b", reply) is not None


def _numbered(text: str, rng: Random) -> str:
    return " ".join(f"{i} {word}" for i, word in enumerate(text.split(), 1))


def _filled(text: str, rng: Random) -> str:
    """A filler after every three words, none at the end."""
    words, fillers = text.split(), cycle(rng.sample(_FILLERS, len(_FILLERS)))
    parts = [" ".join(words[i : i + 3]) for i in range(0, len(words), 3)]
    return " ".join(part if i == len(parts) - 1 else f"{part} {next(fillers)}" for i, part in enumerate(parts))


def _after_each(*marks: str) -> Callable[[str, Random], str]:
    """What puts one of the marks behind every sentence."""
    return lambda text, rng: " ".join(f"{part} {rng.choice(marks)}" for part in sentences(text))


def _ish(text: str, rng: Random) -> str:
    return marking(text, lambda word: f"{word}-ish", 4)


def _echoing(text: str, rng: Random) -> str:
    last = words_of(text)[-1].lower() if words_of(text) else "yes"
    return f"{text.rstrip('.!?')}, {last}, {last}."


# --- Punctuation and lines --------------------------------------------------------------------------------------------

def _semicolons(text: str, rng: Random) -> str:
    return "; ".join(part.rstrip(".!?;") for piece in pieces(text) for part in pieces(piece)[:2]) + ";"


def _is_semicolons(reply: str) -> bool:
    return len(re.findall(r"\w\)?;", reply)) >= 2 and re.search(r"[.!?](?:\s|$)", reply) is None


def _dashed(text: str, rng: Random) -> str:
    words = text.split()
    return " — ".join(" ".join(words[i : i + 5]).rstrip(",") for i in range(0, len(words), 5))


def _is_spaced_punctuation(reply: str) -> bool:
    return re.search(r"\w [.,!?](?=\s|$)", reply) is not None and re.search(r"\w[.,!?](?=\s|$)", reply) is None


def _is_double_spaced(reply: str) -> bool:
    gaps = re.findall(r"(?<=\S) +(?=\S)", reply)
    return len(gaps) >= 5 and sum(len(gap) > 1 for gap in gaps) >= 0.8 * len(gaps) and len(words_of(reply)) * 2 < len(reply) / 2


def _two_words_lines(text: str, rng: Random) -> str:
    words = bare(text).split()
    return "\n".join(" ".join(words[i : i + 2]) for i in range(0, len(words), 2))


def _is_two_words_lines(reply: str) -> bool:
    lines = [line for line in reply.strip().split("\n") if line.strip()]
    return len(lines) >= 5 and sum(len(line.split()) == 2 for line in lines) >= 0.8 * len(lines)


def _indented(text: str, rng: Random) -> str:
    words = bare(text).split()
    return "\n".join("  " * (i // 3) + " ".join(words[i : i + 3]) for i in range(0, len(words), 3))


def _is_indented(reply: str) -> bool:
    depths = [len(line) - len(line.lstrip()) for line in reply.strip().split("\n") if line.strip()]
    return len(depths) >= 4 and sum(a < b for a, b in pairwise(depths)) >= 0.7 * (len(depths) - 1)


def _after_the_first(text: str, mark: Callable[[str], str]) -> str:
    """Key words marked but for the first word of all, with which other formats begin."""
    first, _, rest = text.partition(" ")
    return f"{first} {marking(rest, mark)}"


def _is_key_quoted(reply: str) -> bool:
    return 2 <= len(re.findall(r"(?<=\s)[\"“][A-Za-z]+[\"”]", reply)) <= 0.5 * len(reply.split())


_FOR = r"(?:for|instead of|in place of)"
TEXT_FORMATS: tuple[Format, ...] = (
    # letters
    written("with", "the closing word in capitals", "case", _last_capitals, _is_last_capitals,
            rf"\b(?:last|final|closing) words?\b.{{0,40}}{CAPITALS}", r"\bcapitali[sz]\w+ the (?:last|final) word\b.*",
            words=14),
    written("with", "every second word in capitals", "case", _every_second_capital, is_every_second_capital,
            rf"\b(?:every|each) (?:second|other) word\b.{{0,30}}{CAPITALS}", words=14),
    written("with", "the last letter of each word in capitals", "case", _word_by_word(_last_letters), _is_last_letters,
            rf"\b(?:last|final) letters?\b.{{0,40}}{CAPITALS}", rf"\b(?:every|each) word end\w* .{{0,20}}{CAPITALS}", words=9),
    written("with", "stretched words", "letters", lambda text, rng: marking(text, _stretched), holds(r"([A-Za-z])\1{3}", 2),
            r"\bstretch\w*(?: out)?\b.{0,25}\b(?:words|vowels|letters)\b", r"\b(?:stretched|drawn)[- ]out (?:words|vowels)\b",
            words=14),
    written("with", "umlauts", "letters", lambda text, rng: text.translate(str.maketrans("aouAOU", "äöüÄÖÜ")), _is_umlauts,
            r"\bumlauts?\b", r"\bdots (?:on|over|above) (?:my |the |all )?(?:vowels|letters)\b", words=11),
    written("with", "b at the start of every word", "letters", _word_by_word(_with_b),
            lambda reply: len(words_of(reply)) >= 5 and _share(words_of(reply), "^[bB]") >= 0.85,
            r"\b(?:every|each|all)(?: my| of my)? words? .{0,30}\b(?:begins?|starts?) with (?:an? |the letter )?b\b",
            r"\bb (?:at the (?:start|beginning) of|in front of|before) (?:every|each|all)(?: my)? words?\b", words=10),
    written("with", "an e at the end of every word", "letters", _word_by_word(_with_e),
            lambda reply: len(words_of(reply)) >= 5 and _share([w for w in words_of(reply) if len(w) > 2], "[eE]$") >= 0.8,
            r"\b(?:every|each|all)(?: my| of my)? words? .{0,30}\bend(?:s|ing)? (?:with|in) (?:an? |the letter )?e\b",
            r"\be (?:at the end of|after|behind) (?:every|each|all)(?: my)? words?\b", words=12),
    # spelling
    written("with", "z for s", "spelling", lambda text, rng: text.translate(str.maketrans("sS", "zZ")),
            _without("s", "z", 3), rf"\b(?:the letter )?z(?:['’]?s)? {_FOR} (?:the letter |an? |every |each )?s\b",
            r"\bs(?: is)? replaced (?:by|with) z\b", words=15),
    written("with", "a lisp", "spelling", lambda text, rng: re.sub("[sS]", lambda m: "th" if m.group() == "s" else "Th", text),
            passes_all(_without("s", "h", 4, "z"), holds("[tT]h(?![aeiouyräöüAEIOUYR])", 2)), r"\blisp(?:s|ing|ed)?\b",
            rf"\bth {_FOR} (?:every |each )?s\b", words=14),
    written("with", "a stutter", "spelling", _stuttered, holds(r"(?i)\b([a-z])-\1[a-z]", 2), r"\bstutter(?:s|ed|ing)?\b",
            r"\bfirst letters? (?:twice|repeated)\b", words=14),
    written("with", "w for r and l", "spelling", _soft, passes_all(_without("r", "w", 3), _without("l", "w", 3)),
            r"\buwu\b", rf"\bws? {_FOR} (?:every |each )?(?:r|l)s?\b(?: and (?:r|l)s?\b)?", words=14),
    written("in", "text message spelling", "spelling", _word_by_word(_texted), _is_texted,
            r"\b(?:text[- ]?(?:message|speak)|texting|sms|chat)(?:[- ]style)? (?:abbreviations?|shorthand|spellings?)\b",
            r"\btext[- ]?speak\b", r"\btextese\b"),
    # masks and codes
    written("with", "asterisks for vowels", "letters", lambda text, rng: re.sub("[aeiouAEIOU]", "*", text), _is_starred_vowels,
            rf"\basterisks? {_FOR} (?:all |the |my |every |each )*vowels?\b",
            r"\bvowels? (?:\w+ )?(?:replaced|masked|hidden) (?:by|with) (?:asterisks|stars)\b", words=9),
    written("with", "censored words", "masks", _censored, holds(r"\b[A-Za-z]\*{3,}[A-Za-z]\b", 2),
            r"\bcensor\w*(?: (?:my |the |some |out )*words)?\b", r"\bwords? masked with asterisks\b", words=16),
    written("with", "blanks for key words", "masks", lambda text, rng: marking(text, lambda word: "____"), holds(r"_{3,}", 2),
            rf"\b(?:leav\w*|put\w*|writ\w*|with) (?:a |some )?(?:blanks?"
            rf"|gaps?)(?: lines?)?(?: {_FOR} (?:the |my |some )?(?:{KEY}|words))?",
            r"\bfill[- ]in[- ]the[- ]blanks?\b", words=18),
    written("with", "redactions", "masks", lambda text, rng: marking(text, lambda word: "[redacted]"),
            holds(r"(?i)\[redacted\b", 1), r"\bredact(?:s|ed|ing|ions?)?\b(?: words)?", r"\bblack\w* out (?:words|parts)\b",
            words=16),
    written("in", "Morse code", "ciphers", _morse, _is_morse, r"\bmorse\b(?: code| signs?)?", r"\bdots and dashes\b", words=12),
    written("in", "hexadecimal", "ciphers", _hexadecimal, _is_hexadecimal, r"\bhex(?:adecimals?)?\b(?: codes?| numbers?)?",
            words=12),
    # what is added to words
    written("with", "numbered words", "counted", _numbered, holds(r"\b\d{1,2} [A-Za-z'’]+[,.]? (?=\d{1,2} [A-Za-z])", 3),
            r"\bnumber(?:ed|ing|s)? (?:before|on|to|for|in front of)? ?(?:every|each|all|my|the)? ?(?:single )?words?\b",
            words=11),
    written("with", "a word count at the end", "counted", lambda text, rng: f"{text} ({len(text.split())} words)",
            holds(r"\(\d+ words?\b", 1), r"\bword counts?\b", r"\bhow many words (?:I|my|they|it)\b", words=18),
    written("with", "ums and uhs", "notes", _filled, holds(r"(?i)\b(?:u+h+m*|u+m+|e+r+m*)\b", 2),
            r"\bums?\b(?:,? (?:and|or) (?:uhs?|ers?))?", r"\bfiller (?:words|sounds) (?:in|into|between|to)\b", words=18),
    written("with", "laughter", "notes", _after_each("Haha!", "Hahaha!", "Ha ha!"), holds(r"(?i)\bha[- ]?ha", 1),
            r"\blaugh(?:s|ter|ing)?\b(?: notes?| sounds?)?", r"\bhaha\b", words=14),
    written("with", "citation needed notes", "notes", _after_each("[citation needed]"), holds(r"\[citation", 1),
            r"\bcitation[- ]needed\b(?: notes?| marks?| tags?)?", words=12),
    written("with", "ish endings", "endings", _ish, holds(r"\w-ish\b", 2), r"\b-?ish\b(?: endings?)?", words=16),
    written("with", "an echo at the end", "endings", _echoing, holds(r"(?i)\b(\w+), \1,? ?\1\b", 1),
            r"\becho(?:es)?(?: of)? (?:at the end|the last word|my last word)\b", r"\brepeat\w* the last word\b.*", words=13),
    written("with", "an end mark", "endings", lambda text, rng: f"{text} [end]", holds(r"(?i)\[end\]", 1),
            r"\bend (?:marks?|markers?|tags?|tokens?)\b", r"\bmark\w* the end\b", words=16),
    # punctuation
    written("with", "semicolons", "punctuation", _semicolons, _is_semicolons, r"\bsemi-?colons?\b"),
    written("with", "em dashes", "punctuation", _dashed, holds(r"\w[,.]? ?[—–] ?\w", 2), r"\b(?:long|em)[- ]dash(?:es)?\b",
            words=22),
    written("with", "a space before punctuation", "punctuation",
            lambda text, rng: re.sub(r"(?<=\w)([.,!?;:])(?=\s|$)", r" \1", text), _is_spaced_punctuation,
            r"\bspaces? (?:before|in front of) (?:every |each |all |my |the )*(?:punctuation|full stops?|periods?|commas?)\b"
            r"(?: marks?)?"),
    written("with", "interrobangs", "punctuation", lambda text, rng: re.sub(r"[.!?]+(?=\s|$)", "?!", text),
            holds(r"\w ?(?:\?!|!\?|‽)", 1), r"\binterrobangs?\b",
            r"\bquestion marks? and (?:an )?exclamation (?:marks?|points?)\b"),
    written("with", "inverted exclamation marks", "punctuation", lambda text, rng: f"¡{text.rstrip('.!?')}!",
            begins(r"[¡¿] ?\w"), r"\b(?:inverted|upside[- ]down) (?:exclamation |question )?(?:marks?|points?)\b", words=22),
    written("with", "two spaces between words", "apart", lambda text, rng: "  ".join(text.split()), _is_double_spaced,
            r"\b(?:two|double|extra)(?: blank)? spaces?\b(?: between(?: all| my| the)? words)?", words=18),
    # emoticons and flags
    written("with", "smileys", "emoji", _after_each(*_SMILEYS), holds(r"[.!?] ?[:;]-?[)D]", 1), r"\bsmil(?:ey|eys|ies)\b",
            r"\bemoticons?\b(?: after (?:every|each) sentence)?", words=16),
    written("with", "a kaomoji first", "emoji", led(lambda rng: f"{rng.choice(_FACES)} "),
            begins(r"\([\^o\->T*=;][_.o][\^o\-<T*=;]\)"), r"\bkaomojis?\b", r"\bfaces? (?:made )?of (?:letters|signs)\b",
            words=20),
    written("with", "a flag first", "emoji", led(lambda rng: f"{rng.choice(_FLAGS)} "), begins("[\U0001f1e6-\U0001f1ff]{2}"),
            r"\bflag emojis?\b", *leading("flags?"), words=18),
    # lines and lists
    written("with", "two words on each line", "lines", _two_words_lines, _is_two_words_lines,
            r"\b(?:two|a pair of) words (?:on|per|to|in|a) ?(?:each |every |a |the )?(?:new |own )?lines?\b", words=14),
    written("with", "growing indents", "lines", _indented, _is_indented, r"\bindent(?:s|ed|ing|ation)?\b(?: lines?)?",
            r"\bstaircases?\b", words=15),
    written("with", "line numbers", "list", in_lines(lambda i: f"{i + 1}: "), begins(r"1: \w"), r"\bline numbers?\b",
            r"\bnumbered lines\b", words=22),
    written("with", "tick marks", "list", in_lines(lambda i: "✓ "), begins(r"[✓✔] ?\w"), r"\bticks?(?:[- ]marks?)?\b",
            r"\bcheck[- ]?marks?\b", words=20),
    written("with", "Greek letters first", "list", in_lines(lambda i: f"{'αβγδ'[min(i, 3)]}) "), begins(r"[αΑ][.)] \w"),
            r"\bgreek letters?\b(?: first| before (?:each|every) line)?", r"\balphas? and betas?\b", words=20),
    written("with", "outline numbers", "list", in_lines(lambda i: f"1.{i + 1} "), begins(r"1\.1\.? \w"),
            r"\boutline (?:numbers?|numbering|form)\b", r"\b(?:decimal|section) numbering\b", words=20),
    # marks around
    written("in", "double parentheses", "around", framed("((", "))"), begins(r"\(\(\w"),
            r"\bdouble (?:parenthes[ie]s|round brackets)\b"),
    written("in", "guillemets", "around", framed("«", "»"), begins(r"« ?\w"), r"\bguillemets?\b",
            r"\bangled quot(?:es|ation marks)\b"),
    written("in", "single quotation marks", "around", lambda text, rng: f"'{text.replace(chr(39), '')}'",
            passes_all(is_enclosed("'", "'"), begins(r"'(?:[A-Z]|\w\w)")), r"\bsingle[- ]quot(?:es?|ation marks)\b"),
    written("with", "key words in quotation marks", "around", lambda text, rng: marking(text, lambda word: f'"{word}"'),
            _is_key_quoted, rf"\b{KEY}.{{0,30}}\bquot(?:(?:ation|e) marks|es|ed)\b",
            rf"\bscare quotes?\b(?: around {KEY})?", words=16),
    written("with", "key words in parentheses", "around", lambda text, rng: marking(text, lambda word: f"({word})"),
            holds(r"(?<=\s)\((?!pause|sic)[A-Za-z]+\)", 2), rf"\b{KEY}.{{0,30}}\b(?:parenthes[ie]s|round brackets)\b",
            words=16),
    written("between", "carets", "signs", framed("^ ", " ^"), begins(r"\^ ?\w"), r"\bcarets?\b", r"\bcircumflex(?:es)?\b"),
    written("between", "double colons", "signs", framed(":: ", " ::"), begins(r":: ?\w"), r"\bdouble colons?\b"),
    written("between", "music notes", "signs", framed("♪ ", " ♪"), begins(r"[♪♫♬] ?\w"),
            r"\bmusic(?:al)? (?:notes?|signs?)\b",
            words=22),
    written("between", "diamonds", "signs", framed("◆ ", " ◆"), begins(r"[◆◇♦] ?\w"), r"\bdiamonds?\b(?: signs?| shapes?)?",
            words=22),
    written("in", "a text box", "rows", lambda text, rng: f"+------+\n| {text} |\n+------+", begins(r"\+-{3,}\+?\s*\n\s*\|"),
            r"\b(?:text|ascii) box(?:es)?\b", r"\b(?:a|in) box(?:es)?\b", words=18),
    written("between", "rows of dots", "rows", framed(".......\n", "\n......."), begins(r"\.{5,}\s*\n\s*\w"),
            r"\b(?:rows?|lines?) of (?:dots|full stops|periods)\b", r"\bdotted lines?\b", words=20),
    written("with", "key words in italics", "markdown", lambda text, rng: _after_the_first(text, lambda word: f"*{word}*"),
            holds(r"(?<=\s)\*[A-Za-z]{3,}\*(?!\*)", 2), rf"\b{KEY}.{{0,30}}\bital\w+",
            rf"\bital\w+ (?:for )?(?:the |my )?{KEY}",
            words=16),
    written("with", "key words crossed out", "markdown", lambda text, rng: _after_the_first(text, lambda word: f"~~{word}~~"),
            holds(r"(?<=\s)~~[A-Za-z]+~~", 1), rf"\b{KEY}.{{0,30}}\b(?:crossed out|struck (?:out|through))", words=16),
    # what stands between words, and tags
    written("with", "colons between words", "joined", join_by(":"), is_joined(":"), rf"\bcolons?{SPACES}", words=14),
    written("with", "at signs between words", "joined", join_by(" @ "), is_joined("@"), rf"\bat[- ]signs?{SPACES}", words=13),
    written("in", "URL encoding", "joined", join_by("%20"), is_joined("%20"), r"\burl[- ]?encod(?:ing|ed)\b",
            r"\bpercent[- ]?encod(?:ing|ed)\b", words=10),
    written("with", "Markdown links", "tags", lambda text, rng: marking(text, lambda word: f"[{word}](#{word.lower()})", 2),
            holds(r"\w\]\(", 1), r"\bmarkdown links?\b", r"\bhyper-?links?\b", words=16),
    written("with", "a keyword line first", "tags", lambda text, rng: f"Keywords: {', '.join(topics(text))}\n{text}",
            begins(r"Keywords?: \w"), r"\bkeyword (?:lines?|lists?)\b(?: first)?", r"\blists? of keywords\b", words=18),
    written("with", "a source line at the end", "tags", lambda text, rng: f"{text}\nSource: a note on {topic(text)}",
            holds(r"\n\s*Sources?: \w", 1), r"\bsource (?:lines?|notes?)\b", r"\bend\w* .{0,30}\bsources?\b", words=14),
)
"""Formats that came later than those of `formats_more`; a group that was there before is the same group."""
