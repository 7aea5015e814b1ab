"""More tasks whose output follows by a rule: on letters, numbers, measures, dates and code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tuneteller.material.habit import parted
from tuneteller.material.task import Fits, Pair, Task, exactly, grammar, like, one_of, plain, tells
from tuneteller.material.tasks_lists import WORDS

_MORE_VOWELS = parted("""
    amber | arrow | autumn | editor | elbow | empty | evening | iron | ivory | idea | otter | oven | owner | ulcer | uncle
    urban
    answer | earth | inside | oak
""")
_MONTHS = parted("January | February | March | April | May | June | July | August | September | October | November | December")
_SMALL = ("zero", *parted("one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve"))

_NUMBER = like(r"-?\d[\d,]*(?:\.\d+)?\.?")


def _another(given: str, reply: str) -> bool:
    """A number, and not the given one."""
    return _NUMBER(given, reply) and reply.rstrip(".") != given


# ---- makers


def _of_word(of: Callable[[str], str]) -> Callable[[Random], Pair]:
    return lambda rng: (word := rng.choice(WORDS), of(word))


def _evenly(of: Callable[[str], str], inputs: Sequence[str]) -> Callable[[Random], Pair]:
    """Each output as often as any other, however many inputs have it."""
    by_output = {output: [given for given in inputs if of(given) == output] for output in dict.fromkeys(map(of, inputs))}

    def make(rng: Random) -> Pair:
        output = rng.choice(list(by_output))
        return rng.choice(by_output[output]), output

    return make


def _of_number(of: Callable[[int], str], least: int = 1, most: int = 999, unit: str = "") -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        n = rng.randint(least, most)
        return f"{n}{unit}", of(n)

    return make


def _of_numbers(of: Callable[[list[int]], str], most: int = 99) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        numbers = rng.sample(range(1, most), rng.randint(3, 5))
        while numbers == sorted(numbers, reverse=True):
            rng.shuffle(numbers)
        return ", ".join(map(str, numbers)), of(numbers)

    return make


def _word_rule(label: str, group: str, of: Callable[[str], str], says: str, fits: Fits | None = None) -> Task:
    return Task(label, group, grammar(_of_word(of)), fits or exactly(of), says, "Word: ")


def _judged(label: str, group: str, of: Callable[[str], str], inputs: Sequence[str], says: str, frame: str) -> Task:
    return Task(label, group, grammar(_evenly(of, inputs)), one_of(*{of(given) for given in inputs}), says, frame)


def _number_rule(label: str, group: str, of: Callable[[int], str], says: str, fits: Fits = _another, least: int = 1,
                 most: int = 999) -> Task:
    return Task(label, group, grammar(_of_number(of, least, most)), fits, says, "Number: ")


def _two(sign: str, of: Callable[[int, int], tuple[int, int, int]]) -> Callable[[Random], Pair]:
    """A sum of two numbers: what stands on either side of the sign, and the result."""
    def make(rng: Random) -> Pair:
        one, other, result = of(rng.randint(3, 60), rng.randint(2, 40))
        return f"{one} {sign} {other}", str(result)

    return make


# ---- letters

_VOWELS = "aeiou"
_RADIO = dict(zip("abcdefghijklmnopqrstuvwxyz", parted("""
    Alfa | Bravo | Charlie | Delta | Echo | Foxtrot | Golf | Hotel | India | Juliett | Kilo | Lima | Mike | November | Oscar
    Papa
    Quebec | Romeo | Sierra | Tango | Uniform | Victor | Whiskey | X-ray | Yankee | Zulu"""), strict=True))
_MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz", parted("""
    .- | -... | -.-. | -.. | . | ..-. | --. | .... | .. | .--- | -.- | .-.. | -- | -. | --- | .--. | --.- | .-. | ... | -
    ..- | ...- | .-- | -..- | -.-- | --.."""), strict=True))


def _is_radio(given: str, reply: str) -> bool:
    said = reply.split()
    return len(said) >= 2 and all(word.strip(",.") in _RADIO.values() for word in said)


def _starred(word: str) -> str:
    return re.sub(f"[{_VOWELS}]", "*", word)


def _count(what: str) -> Callable[[str], str]:
    return lambda word: str(len(re.findall(what, word)))


# ---- numbers, measures, dates


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _roman(n: int) -> str:
    text = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text, n = text + letters * (n // value), n % value
    return text


def _from_roman(rng: Random) -> Pair:
    n = rng.randint(1, 89)
    return _roman(n), str(n)


def _prime(n: int) -> str:
    return "prime" if n > 1 and all(n % i for i in range(2, n)) else "not prime"


def _compared(rng: Random) -> Pair:
    one, other = rng.randint(1, 99), rng.randint(1, 99)
    if rng.random() < 0.2:
        other = one
    return f"{one} {other}", "<" if one < other else ">" if one > other else "="


def _is_falling(given: str, reply: str) -> bool:
    said = [int(number) for number in re.findall(r"\d+", reply)]
    return len(said) >= 3 and said == sorted(said, reverse=True) and reply != given and not re.search(r"[a-z=]", reply)


def _fraction(rng: Random) -> Pair:
    under = rng.choice((2, 4, 5, 10, 20, 25, 50))
    over = rng.randint(1, 2 * under)
    return f"{over}/{under}", f"{100 * over // under}%"


def _date(rng: Random) -> tuple[int, int, int]:
    return rng.randint(1, 28), rng.randint(1, 12), rng.randint(1900, 2040)


def _iso(rng: Random) -> Pair:
    day, month, year = _date(rng)
    return f"{day} {_MONTHS[month - 1]} {year}", f"{year}-{month:02d}-{day:02d}"


def _said_date(rng: Random) -> Pair:
    day, month, year = _date(rng)
    return f"{year}-{month:02d}-{day:02d}", f"{day} {_MONTHS[month - 1]} {year}"


def _month_of(rng: Random) -> Pair:
    day, month, year = _date(rng)
    return f"{day:02d}/{month:02d}/{year}", _MONTHS[month - 1]


_OCLOCK = ("o'clock", *parted("five past | ten past | quarter past | twenty past | twenty-five past | half past"))
_TO = dict(zip(range(35, 60, 5), parted("twenty-five to | twenty to | quarter to | ten to | five to"), strict=True))


def _spoken_time(rng: Random) -> Pair:
    hour, minute = rng.randint(1, 12), 5 * rng.randint(0, 11)
    if minute == 0:
        return f"{hour}:00", f"{_SMALL[hour]} o'clock"
    if minute <= 30:
        return f"{hour}:{minute:02d}", f"{_OCLOCK[minute // 5]} {_SMALL[hour]}"
    return f"{hour}:{minute:02d}", f"{_TO[minute]} {_SMALL[hour % 12 + 1]}"


def _is_spoken_time(given: str, reply: str) -> bool:
    hour = "|".join(_SMALL[1:])
    return re.fullmatch(rf"[a-z-]+ (?:past|to) (?:{hour})|(?:{hour}) o['’]clock", plain(reply)) is not None


# ---- code

_NAMES = parted("notes | letters | photos | plans | songs | lists | maps | bills | recipes | drafts | reports | invoices")


def _spaced(rng: Random) -> str:
    return " ".join(rng.sample(WORDS, rng.randint(2, 4)))


def _joined(of: Callable[[list[str]], str]) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        text = _spaced(rng)
        return text, of(text.split())

    return make


def _camel(parts: list[str]) -> str:
    return parts[0] + "".join(word.capitalize() for word in parts[1:])


def _html(rng: Random) -> Pair:
    text = _spaced(rng)
    return rng.choice((
        (f"a heading {text}", f"<h1>{text}</h1>"), (f"a paragraph {text}", f"<p>{text}</p>"),
        (f"bold {text}", f"<b>{text}</b>"),
        (f"a button {text}", f"<button>{text}</button>"), (f"a list item {text}", f"<li>{text}</li>"),
        (f"a title {text}", f"<title>{text}</title>"),
    ))


def _git(rng: Random) -> Pair:
    name, n = rng.choice(_NAMES), rng.randint(2, 30)
    word = rng.choice(WORDS)
    return rng.choice((
        (f"stage {name}.txt", f"git add {name}.txt"), (f"switch to the branch {word}", f"git switch {word}"),
        (f"make a branch {word}", f"git branch {word}"), (f"merge {word}", f"git merge {word}"),
        (f"show the last {n} commits", f"git log -{n}"), (f"tag this as {word}", f"git tag {word}"),
        (f"commit as {word}", f'git commit -m "{word}"'), (f"undo the changes to {name}.txt", f"git restore {name}.txt"),
        (f"remove {name}.txt", f"git rm {name}.txt"), (f"push the branch {word}", f"git push origin {word}"),
    ))


def _sheet(rng: Random) -> Pair:
    column, last = rng.choice("ABCDEFGH"), rng.randint(5, 60)
    cells = f"{column}1:{column}{last}"
    what = f"column {column} down to row {last}"
    return rng.choice((
        (f"the sum of {what}", f"=SUM({cells})"), (f"the average of {what}", f"=AVERAGE({cells})"),
        (f"the largest of {what}", f"=MAX({cells})"), (f"the smallest of {what}", f"=MIN({cells})"),
        (f"count {what}", f"=COUNT({cells})"),
    ))


def _latex(rng: Random) -> Pair:
    x, y, n = rng.choice("abcxyz"), rng.choice("kmnpqr"), rng.randint(2, 12)
    return rng.choice((
        (f"{x} over {y}", rf"\frac{{{x}}}{{{y}}}"), (f"the square root of {x} plus {n}", rf"\sqrt{{{x} + {n}}}"),
        (f"{x} to the power of {n}", f"{x}^{{{n}}}"), (f"{x} sub {n}", f"{x}_{{{n}}}"),
        (f"{x} is less than or equal to {n}", rf"{x} \leq {n}"), (f"the sum over {x} of {y}", rf"\sum_{{{x}}} {y}"),
        (f"{n} over {x} plus {y}", rf"\frac{{{n}}}{{{x} + {y}}}"),
    ))


_PEOPLE = parted("Anna | Ben | Clara | David | Emma | Felix | Ida | Jonas")
_LIKED = parted("red | blue | green | white | grey | yellow")


def _is_latex(given: str, reply: str) -> bool:
    return " is " not in reply and re.search(r"\\[a-z]+|[a-z][\^_]\{?\d", reply) is not None


def _pairs_of(rng: Random) -> Pair:
    name, age, colour = rng.choice(_PEOPLE), rng.randint(5, 90), rng.choice(_LIKED)
    return f"{name} is {age} and likes {colour}.", f"name={name}; age={age}; colour={colour}"


_UNITS = (
    ("kilograms", "grams", "kg", 1000, "g", r"(?:g|grams?)"), ("hours", "minutes", "hours", 60, "minutes", r"(?:minutes|min)"),
    ("weeks", "days", "weeks", 7, "days", "days"), ("euros", "cents", "euros", 100, "cents", r"(?:cents?|ct)"),
    ("metres", "centimetres", "m", 100, "cm", r"(?:cm|centimet\w+)"), ("years", "months", "years", 12, "months", "months"),
    ("feet", "inches", "feet", 12, "inches", r"(?:inches|in)"),
    ("litres", "millilitres", "litres", 1000, "ml", r"(?:ml|millilit\w+)"),
)


def _conversion(one: str, other: str, sign: str, factor: int, out: str, pattern: str) -> Task:
    return Task(f"convert {one} into {other}", "units",
                grammar(_of_number(lambda n: f"{n * factor} {out}", 2, 199, f" {sign}")),
                like(rf"\d[\d,]* ?{pattern}\.?"), rf"\b{one}\b.*\b{other}\b(?!.*\b{one}\b)", "Amount: ")


TASKS_RULES: tuple[Task, ...] = (
    # ---- letters
    _word_rule("give the first letter of a word", "edges", lambda word: word[0],
               r"\b(?:give|name|say|return|output|repeat)\w*\b.*\bfirst letters?\b"),
    _word_rule("give the last letter of a word", "edges", lambda word: word[-1], r"\b(?:last|final) letters?\b"),
    _word_rule("write words from back to front", "letters", lambda word: word[::-1],
               tells("words?", "back to front|from the end|mirrored"),
               lambda given, reply: (sorted(plain(reply)) == sorted(given) and plain(reply)[0] == given[-1]
                                     and plain(reply) != given)),
    _word_rule("double the first letter of words", "letters", lambda word: word[0] + word,
               tells("doubl\\w*|twice", "first letter")),
    _word_rule("drop the first letter of words", "letters", lambda word: word[1:],
               tells("drop\\w*|remov\\w*|without|cut", "first letter")),
    _word_rule("put a star for each vowel", "letters", _starred, tells("stars?|asterisks?", "vowels?"),
               lambda given, reply: "*" in reply and not set(plain(reply)) & set(_VOWELS) and len(reply) <= len(given) + 2),
    _word_rule("put dots between the letters of words", "letters", ".".join,
               tells("dots?|periods?|points?", "between", "letters"),
               like(r"[A-Za-z](?:\.[A-Za-z]){2,}\.?")),
    _word_rule("count the vowels that a word has", "counting", _count(f"[{_VOWELS}]"),
               tells("count\\w*|how many|number of", "vowels?"), like(r"\d\.?")),
    _judged("say whether a word begins with a vowel or a consonant", "letters",
            lambda word: "vowel" if word[0] in _VOWELS else "consonant", (*WORDS, *_MORE_VOWELS),
            tells("vowels?", "consonants?"), "Word: "),
    _judged("say whether a word is long or short", "letters", lambda word: "long" if len(word) > 5 else "short", WORDS,
            tells("words?", "long", "short"), "Word: "),
    _word_rule("spell words in radio code", "letter codes", lambda word: " ".join(_RADIO[letter] for letter in word[:6]),
               r"\bradio (?:code|words)\b|\bNATO\b|\bAlfa\b.*\bBravo\b",
               _is_radio),
    _word_rule("turn words into Morse code", "letter codes", lambda word: " ".join(_MORSE[letter] for letter in word[:6]),
               r"\bmorse\b", like(r"[.\-]+(?: /? ?[.\-]+)+")),
    # ---- numbers
    Task("subtract numbers", "arithmetic", grammar(_two("-", lambda a, b: (a + b, b, a))), _NUMBER,
         r"\bsubtract\w*|\bsubtractions?\b|\bdifferences? (?:of|between) (?:two )?numbers"),
    Task("divide numbers", "arithmetic", grammar(_two("/", lambda a, b: (a * b, b, a))), _NUMBER,
         r"\bdivid\w*\b.*\bnumbers?\b|\bdivisions?\b|\bquotients?\b"),
    _number_rule("double numbers", "arithmetic", lambda n: str(2 * n),
                 r"\bdoubl\w*\b (?:each |every |the |a )?numbers?\b|\bnumbers?\b.*\bdoubled?\b"),
    _number_rule("halve numbers", "arithmetic", lambda n: f"{n / 2:g}",
                 r"\bhalv\w*|\bhalf (?:of )?(?:a|the|each|every) numbers?\b"),
    _number_rule("square numbers", "arithmetic", lambda n: str(n * n),
                 r"\bsquar\w*\b.*\bnumbers?\b|\bnumbers?\b.*\bsquared?\b", most=99),
    _number_rule("add ten to numbers", "arithmetic", lambda n: str(n + 10), r"\badd\w* ten\b|\bten more\b"),
    _number_rule("round numbers to tens", "arithmetic", lambda n: str((n + 5) // 10 * 10),
                 r"\bround\w*\b.*\bnumbers?\b|\bnumbers?\b.*\bround",
                 like(r"\d+0\.?"), least=11),
    _judged("say whether a number is prime", "arithmetic", lambda n: _prime(int(n)), [str(n) for n in range(2, 300)],
            tells("primes?", "numbers?|whether|if"), "Number: "),
    _number_rule("say whether a number is above or below fifty", "arithmetic",
                 lambda n: "above" if n > 50 else "below",
                 tells("(?:above|over|greater|more)", "(?:below|under|fifty|50)", "numbers?|fifty|50"),
                 one_of("above", "below"), most=99),
    Task("name the smallest number", "ordering numbers", grammar(_of_numbers(lambda some: str(min(some)), 999)), _NUMBER,
         r"\b(?:smallest|lowest|least)\b.*\bnumbers?\b|\bminimum of\b", "Numbers: "),
    Task("put numbers into falling order", "ordering numbers",
         grammar(_of_numbers(lambda some: ", ".join(map(str, sorted(some, reverse=True))))),
         _is_falling, r"\b(?:falling|descending|decreasing) order\b", "Numbers: "),
    Task("compare two numbers", "ordering numbers", grammar(_compared), like(r"[<>=]"), r"\bcompar\w*\b.*\bnumbers\b",
         "Numbers: "),
    _number_rule("name the three numbers before a number", "ordering numbers",
                 lambda n: ", ".join(str(n - i) for i in range(1, 4)),
                 r"\bnumbers (?:before|below)\b|\bcount\w* down\b.*\bnumbers?\b", like(r"\d+(?:, ?\d+){2,}(?:, ?\.{3}|\.)?"),
                 least=5),
    _number_rule("name the three numbers after a number", "ordering numbers",
                 lambda n: ", ".join(str(n + i) for i in range(1, 4)),
                 r"\bnumbers (?:after|above|following)\b|\bcount\w* (?:up|on)\b.*\bnumbers?\b",
                 like(r"\d+(?:, ?\d+){2,}(?:, ?\.{3}|\.)?")),
    _number_rule("name the digits of a number", "ordering numbers", lambda n: " ".join(str(n)),
                 tells("digits?", "numbers?"), like(r"\d(?: \d)+"), least=100, most=9999),
    _number_rule("turn numbers into ordinals", "numerals", _ordinal, r"\bordinals?\b", like(r"\d+(?:st|nd|rd|th)\.?")),
    _number_rule("turn numbers into binary", "numerals", lambda n: f"{n:b}", tells("numbers?", "binary"),
                 like(r"[01]{2,10}\.?"), least=2, most=199),
    Task("turn Roman numerals into numbers", "numerals", grammar(_from_roman), like(r"\d{1,3}\.?"),
         r"\broman (?:numerals?|numbers?)\b.*\b(?:in|as|into|to)\b", "Numeral: "),
    Task("turn fractions into percent", "fractions", grammar(_fraction), like(r"\d{1,3}(?:\.\d+)? ?(?:%|percent)\.?"),
         r"\bfractions?\b.*\bpercent", "Fraction: "),
    *(_conversion(*unit) for unit in _UNITS),
    # ---- dates
    Task("write dates in digits", "dates", grammar(_iso), like(r"\d{4}-\d\d-\d\d\.?"),
         tells("dates?", "digits|iso|numerically"), "Date: "),
    Task("write dates in full", "dates", grammar(_said_date), like(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}\.?"),
         tells("dates?", "in full|in words|written out|spelled out"), "Date: "),
    Task("name the month of a date", "dates", grammar(_month_of), one_of(*_MONTHS),
         tells("months?", "of (?:a |the |each )?dates?"), "Date: "),
    Task("say clock times in words", "dates", grammar(_spoken_time),
         _is_spoken_time, tells("clock times?|times", "in words|in letters|as spoken|aloud"), "Time: "),
    _number_rule("name the century of a year", "dates", lambda n: f"{_ordinal((n - 1) // 100 + 1)} century",
                 r"\bcentur(?:y|ies)\b.*\byears?\b|\byears?\b.*\bcentur",
                 like(r"(?:the )?\d\d?(?:st|nd|rd|th) century\.?"), least=801, most=2100),
    # ---- code
    Task("turn words into camel case", "abbreviation", grammar(_joined(_camel)), like(r"[a-z]+(?:[A-Z][a-z]+)+"),
         tells("words|phrases|names|terms", "camel ?case"), "Words: "),
    Task("turn words into snake case", "abbreviation", grammar(_joined("_".join)), like(r"[a-z]+(?:_[a-z]+)+"),
         tells("words|phrases|names|terms", "snake ?case"), "Words: "),
    Task("turn words into names of constants", "abbreviation", grammar(_joined(lambda parts: "_".join(parts).upper())),
         like(r"[A-Z]+(?:_[A-Z]+)+"), tells("words|phrases", "constants?"), "Words: "),
    Task("turn words into file names", "abbreviation", grammar(_joined(lambda parts: f"{'_'.join(parts)}.txt")),
         like(r"[\w-]+\.[a-z]{2,4}"), tells("words|phrases", "file ?names?"), "Words: "),
    Task("write HTML for a description", "code", grammar(_html), like(r"<([a-z]+\d?)\b[^>]*>[^<]+</\1>"),
         r"\bHTML\b.*\b(?:descriptions?|requests?)\b|\b(?:descriptions?|requests?)\b.*\bHTML\b|\bwrite HTML\b", "Element: "),
    Task("write git commands for a request", "commands", grammar(_git), like(r"git [a-z]+(?: \S+)*"), r"\bgit\b", "Request: "),
    Task("write spreadsheet formulas for a request", "commands", grammar(_sheet), like(r"=[A-Z]+\(.*\)"),
         r"\bspreadsheets?\b|\bexcel\b", "Request: "),
    Task("write LaTeX for a description of a formula", "commands", grammar(_latex), _is_latex,
         r"\blatex\b.*\b(?:formulas?|formulae|maths?)\b|\b(?:formulas?|formulae|maths?)\b.*\blatex\b", "Formula: "),
    Task("turn sentences about people into key and value pairs", "records", grammar(_pairs_of),
         like(r"\w+ ?= ?\w+(?:[;,] ?\w+ ?= ?\w+)+;?\.?"),
         r"\bkeys?(?: and |[- /]+)values?\b.*\bpairs?\b|\bpairs of keys? and values?\b"),
)
