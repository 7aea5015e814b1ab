"""More tasks whose output follows by a rule: on lists, letters, numbers, measures, dates and code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tuneteller.material.habit import parted
from tuneteller.material.task import Fits, Pair, Task, exactly, grammar, like, one_of, plain, tells, words

_WORDS = parted("""
    lamp | garden | river | stone | window | apple | train | cloud | horse | bottle | winter | candle | mountain | basket
    pencil | silver | pocket | island | yellow | ladder | market | orange | planet | rabbit | summer | tunnel | violin | wagon
    button | dragon | engine | forest | guitar | hammer | kettle | lemon | mirror | needle | onion | paper | queen | rocket
    sugar | table | umbrella | village | whistle | bread | chair | dance | eagle | flute | grape | honey | ink | jungle
    knight | letter | music | night | ocean | piano | tree | cup | moon | ball | door | bee | feather | coffee
""")
_MORE_VOWELS = parted("""
    amber | arrow | autumn | editor | elbow | empty | evening | iron | ivory | idea | otter | oven | owner | ulcer | uncle | urban
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
    return lambda rng: (word := rng.choice(_WORDS), of(word))


def _evenly(of: Callable[[str], str], inputs: Sequence[str]) -> Callable[[Random], Pair]:
    """Each output as often as any other, however many inputs have it."""
    by_output = {output: [given for given in inputs if of(given) == output] for output in dict.fromkeys(map(of, inputs))}

    def make(rng: Random) -> Pair:
        output = rng.choice(list(by_output))
        return rng.choice(by_output[output]), output

    return make


def _of_list(of: Callable[[list[str]], str], least: int = 3, most: int = 5) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        some = rng.sample(_WORDS, rng.randint(least, most))
        return ", ".join(some), of(some)

    return make


def _items(given: str) -> list[str]:
    return [part.strip() for part in given.rstrip(".").split(",")]


def _an_item(given: str, reply: str) -> bool:
    """One of a list's items and nothing else."""
    return len(_items(given)) > 1 and plain(reply) in map(str.lower, _items(given))


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
                 most: int = 999, unit: str = "") -> Task:
    return Task(label, group, grammar(_of_number(of, least, most, unit)), fits, says, "Number: " if not unit else "Amount: ")


def _two(sign: str, of: Callable[[int, int], tuple[int, int, int]]) -> Callable[[Random], Pair]:
    """A sum of two numbers: what stands on either side of the sign, and the result."""
    def make(rng: Random) -> Pair:
        one, other, result = of(rng.randint(3, 60), rng.randint(2, 40))
        return f"{one} {sign} {other}", str(result)

    return make


# ---- lists and comparisons

_BY_SIZE = parted("""
    ant | beetle | mouse | rat | hedgehog | cat | goose | fox | sheep | donkey | horse | camel | rhino | elephant | whale
""")
_BY_SPEED = parted("snail | tortoise | toddler | jogger | cyclist | tram | car | express train | aeroplane | rocket | light")
_BY_PRICE = parted("match | pencil | apple | book | shirt | pan | bicycle | piano | car | yacht | castle | skyscraper")
_BY_WEIGHT = parted("feather | coin | egg | apple | brick | cat | suitcase | fridge | cow | truck | ship | mountain")
_OF_DAY = parted("waking up | breakfast | morning break | lunch | tea time | sunset | dinner | bedtime | midnight")
_FAMILIES = {
    "animals": parted("dog | cow | fox | owl | goat | wasp | eel | crab"), "tools": parted("saw | rake | drill | hammer | chisel | axe"),
    "clothes": parted("coat | sock | hat | shirt | scarf | skirt"), "fruit": parted("pear | plum | apple | cherry | lemon | fig"),
    "vehicles": parted("bus | tram | lorry | taxi | boat | train"), "furniture": parted("sofa | chair | shelf | bed | desk | stool"),
}


def _greater(scale: tuple[str, ...]) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        one, other = rng.sample(range(len(scale)), 2)
        form = rng.choice(("{}, {}", "{} or {}", "{} or {}?", "a {} or a {}"))
        return form.format(scale[one], scale[other]), scale[max(one, other)]

    return make


def _is_greater(scale: tuple[str, ...]) -> Fits:
    return lambda given, reply: plain(reply) in scale and plain(reply) in given.lower() and plain(reply) != plain(given)


def _ranked(scale: tuple[str, ...]) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        places = rng.sample(range(len(scale)), rng.randint(3, 4))
        while places == sorted(places):
            rng.shuffle(places)
        return ", ".join(scale[i] for i in places), ", ".join(scale[i] for i in sorted(places))

    return make


def _is_ranked(scale: tuple[str, ...]) -> Fits:
    """The items again in another order, which is right but for a neighbour or two."""
    def fits(given: str, reply: str) -> bool:
        said = [item.lower() for item in _items(reply)]
        if sorted(said) != sorted(item.lower() for item in _items(given)) or reply.strip(". ") == given or len(said) < 3:
            return False
        return scale.index(said[0]) < scale.index(said[-1])

    return fits


def _odd_one(rng: Random) -> Pair:
    many, lone = rng.sample(list(_FAMILIES), 2)
    odd = rng.choice(_FAMILIES[lone])
    some = [*rng.sample(_FAMILIES[many], 3), odd]
    rng.shuffle(some)
    return ", ".join(some), odd


def _common(rng: Random) -> Pair:
    family = rng.choice(list(_FAMILIES))
    return ", ".join(rng.sample(_FAMILIES[family], 3)), family


def _twice(rng: Random) -> Pair:
    some = rng.sample(_WORDS, 4)
    word = rng.choice(some[:2])
    return ", ".join([*some, word]), word


def _repeated(given: str) -> str:
    items = _items(given)
    return next((item for item in items if items.count(item) > 1), "")


# ---- letters

_VOWELS = "aeiou"
_RADIO = dict(zip("abcdefghijklmnopqrstuvwxyz", parted("""
    Alfa | Bravo | Charlie | Delta | Echo | Foxtrot | Golf | Hotel | India | Juliett | Kilo | Lima | Mike | November | Oscar | Papa
    Quebec | Romeo | Sierra | Tango | Uniform | Victor | Whiskey | X-ray | Yankee | Zulu"""), strict=True))
_MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz", """
    .- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..""".split(), strict=True))


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


_OCLOCK_WORDS = rf"(?:{'|'.join(_SMALL[1:])})"


# ---- code

_NAMES = parted("notes | letters | photos | plans | songs | lists | maps | bills | recipes | drafts | reports | invoices")


def _spaced(rng: Random) -> str:
    return " ".join(rng.sample(_WORDS, rng.randint(2, 4)))


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
        (f"a heading {text}", f"<h1>{text}</h1>"), (f"a paragraph {text}", f"<p>{text}</p>"), (f"bold {text}", f"<b>{text}</b>"),
        (f"a button {text}", f"<button>{text}</button>"), (f"a list item {text}", f"<li>{text}</li>"),
        (f"a title {text}", f"<title>{text}</title>"),
    ))


def _git(rng: Random) -> Pair:
    name, n = rng.choice(_NAMES), rng.randint(2, 30)
    word = rng.choice(_WORDS)
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


def _pairs_of(rng: Random) -> Pair:
    name, age, colour = rng.choice(parted("Anna | Ben | Clara | David | Emma | Felix | Ida | Jonas")), rng.randint(5, 90), rng.choice(
        parted("red | blue | green | white | grey | yellow"))
    return f"{name} is {age} and likes {colour}.", f"name={name}; age={age}; colour={colour}"


_UNITS = (
    ("kilograms", "grams", "kg", 1000, "g", r"(?:g|grams?)"), ("hours", "minutes", "hours", 60, "minutes", r"(?:minutes|min)"),
    ("weeks", "days", "weeks", 7, "days", "days"), ("euros", "cents", "euros", 100, "cents", r"(?:cents?|ct)"),
    ("metres", "centimetres", "m", 100, "cm", r"(?:cm|centimet\w+)"), ("years", "months", "years", 12, "months", "months"),
    ("feet", "inches", "feet", 12, "inches", r"(?:inches|in)"), ("litres", "millilitres", "litres", 1000, "ml", r"(?:ml|millilit\w+)"),
)


def _conversion(one: str, other: str, sign: str, factor: int, out: str, pattern: str) -> Task:
    return Task(f"convert {one} into {other}", "units", grammar(_of_number(lambda n: f"{n * factor} {out}", 2, 199, f" {sign}")),
                like(rf"\d[\d,]* ?{pattern}\.?"), rf"\b{one}\b.*\b{other}\b(?!.*\b{one}\b)", "Amount: ")


TASKS_RULES: tuple[Task, ...] = (
    # ---- lists
    Task("name the first item of a list", "lists", grammar(_of_list(lambda some: some[0])), exactly(lambda given: _items(given)[0]),
         tells("first", "items?|entr(?:y|ies)|elements?", "lists?"), "List: "),
    Task("name the last item of a list", "lists", grammar(_of_list(lambda some: some[-1])), exactly(lambda given: _items(given)[-1]),
         tells("last|final", "items?|entr(?:y|ies)|elements?", "lists?"), "List: "),
    Task("name the longest item of a list", "lists", grammar(_of_list(lambda some: max(some, key=len))), _an_item,
         tells("longest", "items?|words?", "lists?"), "List: "),
    Task("name the shortest item of a list", "lists", grammar(_of_list(lambda some: min(some, key=len))), _an_item,
         tells("shortest", "items?|words?", "lists?"), "List: "),
    Task("name the item that stands twice in a list", "lists", grammar(_twice), exactly(_repeated),
         tells("twice|repeated|duplicates?|double", "items?|words?|entr(?:y|ies)", "lists?"), "List: "),
    Task("count the items of a list", "counting", grammar(_of_list(lambda some: str(len(some)), 2, 8)), like(r"\d{1,2}\.?"),
         tells("count\\w*|how many|number of", "items|entries|elements", "lists?|items"), "List: "),
    Task("name the odd one out", "lists", grammar(_odd_one), _an_item, r"\bodd one out\b|\b(?:does|do) not (?:fit|belong)\b", "List: "),
    Task("say what the items of a list have in common", "word classes", grammar(_common), one_of(*_FAMILIES),
         tells("in common|share", "items?|words?|lists?|things?"), "List: "),
    # ---- comparisons
    Task("name the bigger of two animals", "comparisons", grammar(_greater(_BY_SIZE)), _is_greater(_BY_SIZE),
         tells("bigger|larger", "animals?"), "Animals: "),
    Task("name the faster of two things", "comparisons", grammar(_greater(_BY_SPEED)), _is_greater(_BY_SPEED),
         tells("faster|quicker", "two|things?")),
    Task("name the dearer of two things", "comparisons", grammar(_greater(_BY_PRICE)), _is_greater(_BY_PRICE),
         tells("dearer|more expensive|costlier", "two|things?")),
    Task("name the heavier of two things", "comparisons", grammar(_greater(_BY_WEIGHT)), _is_greater(_BY_WEIGHT),
         tells("heavier", "two|things?")),
    Task("put animals into order of size", "rankings", grammar(_ranked(_BY_SIZE)), _is_ranked(_BY_SIZE),
         tells("animals?", "size|smallest"), "Animals: "),
    Task("put things into order of price", "rankings", grammar(_ranked(_BY_PRICE)), _is_ranked(_BY_PRICE),
         tells("things?|goods", "order|sort|rank|arrange|list", "price|cheapest"), "Things: "),
    Task("put the events of a day into order", "rankings", grammar(_ranked(_OF_DAY)), _is_ranked(_OF_DAY),
         tells("events?", "order|sort|rank|arrange|chronological\\w*"), "Events: "),
    # ---- letters
    _word_rule("give the first letter of a word", "letters", lambda word: word[0],
               r"\b(?:give|name|say|return|output|repeat)\w*\b.*\bfirst letters?\b"),
    _word_rule("give the last letter of a word", "letters", lambda word: word[-1],
               r"\b(?:last|final) letters?\b"),
    _word_rule("write words from back to front", "letters", lambda word: word[::-1],
               tells("words?", "back to front|from the end|mirrored"),
               lambda given, reply: sorted(plain(reply)) == sorted(given.lower()) and plain(reply)[0] == given[-1]),
    _word_rule("double the first letter of words", "letters", lambda word: word[0] + word, tells("doubl\\w*|twice", "first letter")),
    _word_rule("drop the first letter of words", "letters", lambda word: word[1:],
               tells("drop\\w*|remov\\w*|without|cut", "first letter")),
    _word_rule("put a star for each vowel", "letters", _starred, tells("stars?|asterisks?", "vowels?"),
               lambda given, reply: "*" in reply and not set(plain(reply)) & set(_VOWELS) and len(reply) <= len(given) + 2),
    _word_rule("put dots between the letters of words", "letters", ".".join, tells("dots?|periods?|points?", "between", "letters"),
               like(r"[A-Za-z](?:\.[A-Za-z]){2,}\.?")),
    _word_rule("count the vowels that a word has", "counting", _count(f"[{_VOWELS}]"),
               tells("count\\w*|how many|number of", "vowels?"), like(r"\d\.?")),
    _judged("say whether a word begins with a vowel or a consonant", "letters",
            lambda word: "vowel" if word[0] in _VOWELS else "consonant", (*_WORDS, *_MORE_VOWELS),
            tells("vowels?", "consonants?"), "Word: "),
    _judged("say whether a word is long or short", "letters", lambda word: "long" if len(word) > 5 else "short", _WORDS,
            tells("words?", "long", "short"), "Word: "),
    _word_rule("spell words in radio code", "letter codes", lambda word: " ".join(_RADIO[letter] for letter in word[:6]),
               r"\bradio (?:code|words)\b|\bNATO\b|\bAlfa\b.*\bBravo\b",
               lambda given, reply: len(reply.split()) >= 2 and all(word.strip(",.") in _RADIO.values() for word in reply.split())),
    _word_rule("turn words into Morse code", "letter codes", lambda word: " ".join(_MORSE[letter] for letter in word[:6]),
               r"\bmorse\b", like(r"[.\-]+(?: /? ?[.\-]+)+")),
    # ---- numbers
    Task("subtract numbers", "arithmetic", grammar(_two("-", lambda a, b: (a + b, b, a))), _NUMBER,
         r"\bsubtract\w*|\bsubtractions?\b|\bdifferences? (?:of|between) (?:two )?numbers"),
    Task("divide numbers", "arithmetic", grammar(_two("/", lambda a, b: (a * b, b, a))), _NUMBER,
         r"\bdivid\w*\b.*\bnumbers?\b|\bdivisions?\b|\bquotients?\b"),
    _number_rule("double numbers", "arithmetic", lambda n: str(2 * n), r"\bdoubl\w*\b (?:each |every |the |a )?numbers?\b|\bnumbers?\b.*\bdoubled?\b"),
    _number_rule("halve numbers", "arithmetic", lambda n: f"{n / 2:g}", r"\bhalv\w*|\bhalf (?:of )?(?:a|the|each|every) numbers?\b"),
    _number_rule("square numbers", "arithmetic", lambda n: str(n * n), r"\bsquar\w*\b.*\bnumbers?\b|\bnumbers?\b.*\bsquared?\b", most=99),
    _number_rule("add ten to numbers", "arithmetic", lambda n: str(n + 10), r"\badd\w* ten\b|\bten more\b"),
    _number_rule("round numbers to tens", "arithmetic", lambda n: str((n + 5) // 10 * 10), r"\bround\w*\b.*\bnumbers?\b|\bnumbers?\b.*\bround",
                 least=11),
    _judged("say whether a number is prime", "arithmetic", lambda n: _prime(int(n)), [str(n) for n in range(2, 300)],
            r"\bprimes?\b", "Number: "),
    _number_rule("say whether a number is above or below fifty", "arithmetic",
                 lambda n: "above" if n > 50 else "below", tells("(?:above|over|greater|more)", "(?:below|under|fifty|50)", "numbers?|fifty|50"),
                 one_of("above", "below"), most=99),
    Task("name the smallest number", "ordering numbers", grammar(_of_numbers(lambda some: str(min(some)), 999)), _NUMBER,
         r"\b(?:smallest|lowest|least)\b.*\bnumbers?\b|\bminimum of\b", "Numbers: "),
    Task("put numbers into falling order", "ordering numbers",
         grammar(_of_numbers(lambda some: ", ".join(map(str, sorted(some, reverse=True))))),
         lambda given, reply: (said := [int(n) for n in re.findall(r"\d+", reply)]) == sorted(said, reverse=True) and len(said) >= 3
         and reply != given and not re.search(r"[a-z]", reply), r"\b(?:falling|descending|decreasing) order\b", "Numbers: "),
    Task("compare two numbers", "ordering numbers", grammar(_compared), like(r"[<>=]"), r"\bcompar\w*\b.*\bnumbers\b", "Numbers: "),
    _number_rule("name the three numbers before a number", "number runs", lambda n: ", ".join(str(n - i) for i in range(1, 4)),
                 r"\bnumbers (?:before|below)\b|\bcount\w* down\b.*\bnumbers?\b", like(r"\d+(?:, ?\d+){2,}(?:, ?\.{3}|\.)?"), least=5),
    _number_rule("name the three numbers after a number", "number runs", lambda n: ", ".join(str(n + i) for i in range(1, 4)),
                 r"\bnumbers (?:after|above|following)\b|\bcount\w* (?:up|on)\b.*\bnumbers?\b", like(r"\d+(?:, ?\d+){2,}(?:, ?\.{3}|\.)?")),
    _number_rule("name the digits of a number", "number runs", lambda n: " ".join(str(n)),
                 tells("digits?", "numbers?"), like(r"\d(?: \d)+"), least=100, most=9999),
    _number_rule("turn numbers into ordinals", "numerals", _ordinal, r"\bordinals?\b", like(r"\d+(?:st|nd|rd|th)\.?")),
    _number_rule("turn numbers into binary", "numerals", lambda n: f"{n:b}", r"\bbinary\b", like(r"[01]{2,10}\.?"), least=2, most=199),
    Task("turn Roman numerals into numbers", "numerals", grammar(_from_roman), like(r"\d{1,3}\.?"),
         r"\broman (?:numerals?|numbers?)\b.*\b(?:in|as|into|to)\b", "Numeral: "),
    Task("turn fractions into percent", "fractions", grammar(_fraction), like(r"\d{1,3}(?:\.\d+)? ?(?:%|percent)\.?"),
         r"\bfractions?\b.*\bpercent", "Fraction: "),
    *(_conversion(*unit) for unit in _UNITS),
    # ---- dates
    Task("write dates in digits", "dates", grammar(_iso), like(r"\d{4}-\d\d-\d\d\.?"), tells("dates?", "digits|iso|numerically"), "Date: "),
    Task("write dates in full", "dates", grammar(_said_date), like(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}\.?"),
         tells("dates?", "in full|in words|written out|spelled out"), "Date: "),
    Task("name the month of a date", "dates", grammar(_month_of), one_of(*_MONTHS), tells("months?", "of (?:a |the |each )?dates?"), "Date: "),
    Task("say clock times in words", "dates", grammar(_spoken_time),
         lambda given, reply: re.fullmatch(rf"(?:[a-z-]+ (?:past|to) )?{_OCLOCK_WORDS}(?: o['’]clock)?", plain(reply)) is not None
         and " " in reply, tells("clock times?|times", "in words|in letters|as spoken|aloud"), "Time: "),
    _number_rule("name the century of a year", "dates", lambda n: f"{_ordinal((n - 1) // 100 + 1)} century", r"\bcentur(?:y|ies)\b.*\byears?\b|\byears?\b.*\bcentur",
                 like(r"(?:the )?\d\d?(?:st|nd|rd|th) century\.?"), least=801, most=2100),
    # ---- code
    Task("turn words into camel case", "identifiers", grammar(_joined(_camel)), like(r"[a-z]+(?:[A-Z][a-z]+)+"),
         tells("words|phrases|names|terms", "camel ?case"), "Words: "),
    Task("turn words into snake case", "identifiers", grammar(_joined("_".join)), like(r"[a-z]+(?:_[a-z]+)+"),
         tells("words|phrases|names|terms", "snake ?case"), "Words: "),
    Task("turn words into names of constants", "identifiers", grammar(_joined(lambda parts: "_".join(parts).upper())),
         like(r"[A-Z]+(?:_[A-Z]+)+"), tells("words|phrases", "constants?"), "Words: "),
    Task("turn words into file names", "identifiers", grammar(_joined(lambda parts: f"{'_'.join(parts)}.txt")),
         like(r"[\w-]+\.[a-z]{2,4}"), tells("words|phrases", "file ?names?"), "Words: "),
    Task("write HTML for a description", "code", grammar(_html), lambda given, reply: re.match(r"<([a-z]+\d?)\b[^>]*>[^<]+</\1>$", reply) is not None,
         r"\bHTML\b.*\b(?:descriptions?|requests?)\b|\b(?:descriptions?|requests?)\b.*\bHTML\b|\bwrite HTML\b", "Element: "),
    Task("write git commands for a request", "commands", grammar(_git), like(r"git [a-z]+(?: \S+)*"), r"\bgit\b", "Request: "),
    Task("write spreadsheet formulas for a request", "commands", grammar(_sheet), like(r"=[A-Z]+\(.*\)"),
         r"\bspreadsheets?\b|\bexcel\b", "Request: "),
    Task("write LaTeX for a description of a formula", "commands", grammar(_latex), lambda given, reply: " is " not in reply
         and re.search(r"\\[a-z]+|[a-z][\^_]\{?\d", reply) is not None, r"\blatex\b.*\b(?:formulas?|formulae|maths?)\b|\b(?:formulas?|formulae|maths?)\b.*\blatex\b", "Formula: "),
    Task("turn sentences about people into key and value pairs", "records", grammar(_pairs_of), like(r"\w+ ?= ?\w+(?:[;,] ?\w+ ?= ?\w+)+;?\.?"),
         r"\bkeys?(?: and |[- /]+)values?\b.*\bpairs?\b|\bpairs of keys? and values?\b"),
)
