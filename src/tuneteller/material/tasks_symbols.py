"""Tasks on letters, numbers, units and code: the output follows from the input by a rule."""

from __future__ import annotations

import json
import re
from random import Random

from tuneteller.material.habit import parted
from tuneteller.material.task import Pair, Task, grammar, like, one_of, plain, words

_WORDS = parted("""
    lamp | garden | river | stone | window | apple | train | cloud | horse | bottle | winter | candle | mountain | basket
    pencil | silver | pocket | island | yellow | ladder | market | orange | planet | rabbit | summer | tunnel | violin | wagon
    button | dragon | engine | forest | guitar | hammer | kettle | lemon | mirror | needle | onion | paper | queen | rocket
    sugar | table | umbrella | village | whistle | bread | chair | dance | eagle | flute | grape | honey | ink | jungle
    knight | letter | music | night | ocean | piano
""")
_TITLED = parted("""
    World | Garden | Union | Northern | Music | School | Club | Open | River | Sailing | Society | Young | Painters | Group
    Central | Bicycle | Repair | Office | National | Bird | Watch | Free | Books | Trust | Island | Trade | Council | Home
    Energy | League
""")
_ONES = parted("""
    zero | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen | fourteen
    fifteen | sixteen | seventeen | eighteen | nineteen
""")
_TENS = ("", "", *parted("twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety"))
_NUMBER_WORDS = re.compile(rf"(?:{'|'.join([*_TENS[2:], *_ONES])})(?:[- ](?:{'|'.join(_ONES)}))?")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _some(rng: Random, least: int, most: int) -> list[str]:
    return rng.sample(_WORDS, rng.randint(least, most))


def _in_words(n: int) -> str:
    if n < 20:
        return _ONES[n]
    return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")


def _roman(n: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (n // value)
        n %= value
    return text


def _acronym(rng: Random) -> Pair:
    names = rng.sample(_TITLED, rng.randint(2, 4))
    return " ".join(names), "".join(name[0] for name in names)


def _reversed(rng: Random) -> Pair:
    some = _some(rng, 3, 5)
    return " ".join(some), " ".join(some[::-1])


def _is_reversed(given: str, reply: str) -> bool:
    asked, said = words(given), words(reply)
    return len(said) > 1 and len(asked) > 1 and said[0] == asked[-1] and abs(len(said) - len(asked)) <= 1 and said != asked


def _spelt(rng: Random) -> Pair:
    word = rng.choice(_WORDS)
    return word, "-".join(word)


def _pig(rng: Random) -> Pair:
    given = " ".join(_some(rng, 2, 2))
    return given, " ".join(_pig_latin(word) for word in given.split())


def _pig_latin(word: str) -> str:
    start = re.match(r"(?:qu|[^aeiou])*", word)
    head = start.group() if start else ""
    return f"{word[len(head):]}{head or 'w'}ay"


def _is_pig(given: str, reply: str) -> bool:
    said = words(reply)
    return 0 < len(said) <= 3 and all(word.endswith("ay") for word in said)


def _no_vowels(rng: Random) -> Pair:
    given = " ".join(_some(rng, 1, 2))
    return given, re.sub(r"[aeiou]", "", given)


def _is_without_vowels(given: str, reply: str) -> bool:
    return len(plain(reply)) > 1 and not re.search(r"[aeiou\d]", plain(reply)) and len(words(reply)) <= 3


def _slug(rng: Random) -> Pair:
    title = " ".join(word.capitalize() for word in ["The", *_some(rng, 2, 4)])
    return title, title.lower().replace(" ", "-")


def _count_words(rng: Random) -> Pair:
    some = _some(rng, 2, 8)
    return " ".join(some), str(len(some))


def _count_letters(rng: Random) -> Pair:
    word = rng.choice(_WORDS)
    return word, str(len(word))


def _alphabetical(rng: Random) -> Pair:
    some = _some(rng, 3, 5)
    while some == sorted(some):
        rng.shuffle(some)
    return ", ".join(some), ", ".join(sorted(some))


def _is_sorted(given: str, reply: str) -> bool:
    asked, said = words(given), words(reply)
    return len(said) >= 3 and said == sorted(said) and said != asked and set(said) <= set(asked)


def _ascending(rng: Random) -> Pair:
    numbers = rng.sample(range(1, 100), rng.randint(3, 5))
    while numbers == sorted(numbers):
        rng.shuffle(numbers)
    return ", ".join(map(str, numbers)), ", ".join(map(str, sorted(numbers)))


def _is_ascending(given: str, reply: str) -> bool:
    asked, said = ([int(number) for number in re.findall(r"\d+", text)] for text in (given, reply))
    return len(said) >= 3 and said == sorted(said) and said != asked and not re.search(r"[a-z]", reply)


def _largest(rng: Random) -> Pair:
    numbers = rng.sample(range(1, 1000), rng.randint(3, 5))
    return ", ".join(map(str, numbers)), str(max(numbers))


def _sum(rng: Random) -> Pair:
    one, other = rng.randint(2, 99), rng.randint(2, 99)
    return f"{one} + {other}", str(one + other)


def _product(rng: Random) -> Pair:
    one, other = rng.randint(2, 12), rng.randint(2, 30)
    return f"{one} x {other}", str(one * other)


def _checked_sum(rng: Random) -> Pair:
    one, other = rng.randint(2, 60), rng.randint(2, 60)
    off = rng.choice((0, 0, 0, 1, -1, 10))
    return f"{one} + {other} = {one + other + off}", "wrong" if off else "right"


def _parity(rng: Random) -> Pair:
    n = rng.randint(1, 999)
    return str(n), "odd" if n % 2 else "even"


def _number_words(rng: Random) -> Pair:
    n = rng.randint(1, 99)
    return str(n), _in_words(n)


def _number_roman(rng: Random) -> Pair:
    n = rng.randint(1, 120)
    return str(n), _roman(n)


def _series(rng: Random) -> Pair:
    start, step = rng.randint(1, 30), rng.randint(2, 12)
    return ", ".join(str(start + i * step) for i in range(4)), str(start + 4 * step)


def _metres(rng: Random) -> Pair:
    n = rng.randint(1, 99)
    return f"{n} km", f"{n * 1000} m"


def _fahrenheit(rng: Random) -> Pair:
    n = 5 * rng.randint(-8, 40) if rng.random() < 0.5 else rng.randint(-30, 110)
    return f"{n} °C", f"{round(n * 1.8 + 32)} °F"


def _twelve_hours(rng: Random) -> Pair:
    hour, minute = rng.randint(0, 23), rng.randint(0, 59)
    return f"{hour:02d}:{minute:02d}", f"{(hour - 1) % 12 + 1}:{minute:02d} {'pm' if hour >= 12 else 'am'}"


def _hours(rng: Random) -> Pair:
    n = rng.randint(61, 599)
    return f"{n} minutes", f"{n // 60} h {n % 60} min"


# ---- code

# of a table: columns of words, columns of numbers
_TABLES = {
    "customers": ("name city country street", "age height budget"), "orders": ("date status product customer", "price weight"),
    "books": ("title author language genre", "year length price"), "rooms": ("colour owner building", "floor size price"),
    "players": ("name team city coach", "score height rank"), "songs": ("title singer genre", "length year rating"),
}
_NAMES = parted("notes | letters | photos | plans | songs | lists | maps | bills | recipes | drafts | reports | invoices")
_VARIABLES = parted("prices | ages | names | scores | words | days | sizes | files")
_ENDS = ("txt", "csv", "md", "log", "pdf")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _sql(rng: Random) -> Pair:
    table = rng.choice(list(_TABLES))
    column, other = (rng.choice(columns.split()) for columns in _TABLES[table])
    n = rng.randint(2, 99)
    return rng.choice((
        (f"the {column} of all {table}", f"SELECT {column} FROM {table};"),
        (f"the {column} of {table} with {_a(other)} over {n}", f"SELECT {column} FROM {table} WHERE {other} > {n};"),
        (f"the {column} of {table} with {_a(other)} under {n}", f"SELECT {column} FROM {table} WHERE {other} < {n};"),
        (f"how many {table} have {_a(other)} of {n}", f"SELECT COUNT(*) FROM {table} WHERE {other} = {n};"),
        (f"all {table} sorted by {column}", f"SELECT * FROM {table} ORDER BY {column};"),
        (f"the first {n} {table}", f"SELECT * FROM {table} LIMIT {n};"),
    ))


def _shell(rng: Random) -> Pair:
    name, other = rng.sample(_NAMES, 2)
    file, word, n = f"{name}.{rng.choice(_ENDS)}", rng.choice(_WORDS), rng.randint(2, 40)
    return rng.choice((
        (f"list the files in {name}", f"ls {name}"), (f"copy {file} to {other}", f"cp {file} {other}"),
        (f"move {file} to {other}", f"mv {file} {other}"), (f"count the lines of {file}", f"wc -l {file}"),
        (f"find {word} in {file}", f"grep {word} {file}"), (f"make a folder {name}", f"mkdir {name}"),
        (f"show the first {n} lines of {file}", f"head -n {n} {file}"), (f"count the words of {file}", f"wc -w {file}"),
        (f"show the last {n} lines of {file}", f"tail -n {n} {file}"), (f"print {file}", f"cat {file}"),
    ))


def _regex(rng: Random) -> Pair:
    n, letter, word = rng.randint(2, 19), rng.choice("abcdefghijklmnopqrstuvwxyz"), rng.choice(_WORDS)
    return rng.choice((
        (f"{n} digits", rf"\d{{{n}}}"), (f"{n} or more digits", rf"\d{{{n},}}"), (f"{n} small letters", f"[a-z]{{{n}}}"),
        (f"{n} capital letters", f"[A-Z]{{{n}}}"), (f"a word that begins with {letter}", rf"\b{letter}\w*"),
        (f"a word that ends with {letter}", rf"\w*{letter}\b"), (f"the whole word {word}", rf"\b{word}\b"),
        (f"up to {n} spaces", rf"\s{{0,{n}}}"), (f"a line that begins with {word}", f"^{word}.*"),
        (f"a line that ends with {word}", f".*{word}$"), (f"{word} or {letter}", f"({word}|{letter})"),
    ))


def _python(rng: Random) -> Pair:
    name, n, word = rng.choice(_VARIABLES), rng.randint(2, 50), rng.choice(_WORDS)
    return rng.choice((
        (f"the largest of {name}", f"max({name})"), (f"the smallest of {name}", f"min({name})"),
        (f"the sum of {name}", f"sum({name})"), (f"the number of {name}", f"len({name})"),
        (f"{name} in order", f"sorted({name})"), (f"print {word}", f'print("{word}")'),
        (f"the numbers below {n}", f"range({n})"), (f"the first {n} {name}", f"list({name}[:{n}])"),
        (f"print {name} {n} times", f"print({name} * {n})"), (f"round {n}.6", f"round({n}.6)"),
        (f"{word} in capitals", f'"{word}".upper()'),
    ))


# ---- records

_WHO = parted("""
    Anna | Peter | Maria | Tom | Lucy | Ben | Clara | David | Emma | Jonas | Rosa | Felix | Nina | Oscar | Ida | Hugo
""")
_WHERE = parted("""
    Oslo | Lima | Cairo | Dublin | Kyoto | Lisbon | Prague | Quito | Vienna | Delhi | Athens | Rome | Bergen | Turin
""")
_GOODS = parted("scarf | shirt | coat | hat | bag | rug | blanket | jumper | curtain | cushion | belt | dress")
_STUFFS = parted("wool | cotton | leather | silk | linen | velvet | felt | denim")
_COLOURS = parted("red | blue | green | white | grey | yellow | brown | pink | orange | purple")
_FOR = parted("children | winter | travel | the office | parties | the beach | dogs | students")


def _person(rng: Random) -> tuple[str, str, int, str]:
    name, age, city = rng.choice(_WHO), rng.randint(18, 90), rng.choice(_WHERE)
    text = rng.choice((f"{name} is {age} years old and lives in {city}.", f"{name}, {age}, comes from {city}.",
                       f"In {city} lives {name}, who is {age}.", f"My friend {name} from {city} turned {age} today."))
    return text, name, age, city


def _json(rng: Random) -> Pair:
    text, name, age, city = _person(rng)
    return text, json.dumps({"name": name, "age": age, "city": city})


def _is_json(given: str, reply: str) -> bool:
    if re.match(r'\{"name": ?"', reply):
        return True  # cut, perhaps
    try:
        return isinstance(json.loads(reply), dict)
    except ValueError:
        return False


def _csv(rng: Random) -> Pair:
    text, name, age, city = _person(rng)
    return text, f"{name},{age},{city}"


def _tags(rng: Random) -> Pair:
    thing, stuff, colour, whom = rng.choice(_GOODS), rng.choice(_STUFFS), rng.choice(_COLOURS), rng.choice(_FOR)
    text = rng.choice((f"A warm {colour} {thing} made of {stuff} for {whom}.",
                       f"This {colour} {stuff} {thing} is made for {whom}.",
                       f"For {whom}: our {stuff} {thing} in {colour}."))
    return text, f"{colour}, {stuff}, {thing}, {whom.removeprefix('the ')}"


def _is_tags(given: str, reply: str) -> bool:
    tags = [tag.strip() for tag in reply.rstrip(".").split(",")]
    return len(tags) >= 3 and all(0 < len(tag.split()) <= 2 for tag in tags) and sum(tag in given for tag in tags) >= 2


_NUMBER = like(r"-?\d[\d,]*\.?")

TASKS_SYMBOLS: tuple[Task, ...] = (
    Task("turn names into acronyms", "abbreviation", grammar(_acronym), like(r"(?:[A-Z]\.?){2,6}"),
         r"\b(?:names?|phrases?|titles?|words)\b.*\b(?:acronyms?|initials|abbreviations?)\b"
         r"|\bacronyms? (?:for|of|from)\b", "Name: "),
    Task("turn titles into web slugs", "abbreviation", grammar(_slug), like(r"[a-z0-9]+(?:-[a-z0-9]+)+"),
         r"\bslugs?\b", "Title: "),
    Task("put words into reverse order", "word order", grammar(_reversed), _is_reversed,
         r"\brevers\w*\b.*\b(?:words?|order)|\bwords?\b.*\b(?:backwards|in reverse)|\bbackwards\b"),
    Task("put words into alphabetical order", "word order", grammar(_alphabetical), _is_sorted, r"\balphabet"),
    Task("spell words with hyphens", "letters", grammar(_spelt), like(r"[A-Za-z](?:-[A-Za-z]){2,}\.?"),
         r"\bspell\w*\b.*\b(?:hyphens?|dashes|letter by letter)|\bhyphens? between (?:the |all )?letters", "Word: "),
    Task("turn words into Pig Latin", "letters", grammar(_pig), _is_pig,
         r"\b(?:words?|texts?|sentences?)\b.*\binto pig latin\b|\btranslat\w*\b.*\bpig latin\b"),
    Task("remove the vowels from words", "letters", grammar(_no_vowels), _is_without_vowels,
         r"\bvowels? (?:from|in|of|out of) (?:a |the |each )?(?:given )?(?:words?|texts?|sentences?)\b"
         r"|\bwords?\b.*\bwithout (?:the |their )?vowels\b"),
    Task("count the words of a text", "counting", grammar(_count_words), like(r"\d{1,2}\.?"),
         r"\bcount\w*\b.*\bwords\b|\bnumber of words|\bhow many words", "Text: "),
    Task("count the letters of a word", "counting", grammar(_count_letters), like(r"\d{1,2}\.?"),
         r"\bcount\w*\b.*\bletters\b|\bnumber of letters|\bhow many letters", "Word: "),
    Task("sort numbers", "ordering numbers", grammar(_ascending), _is_ascending,
         r"\bsort\w*\b.*\bnumbers|\bnumbers\b.*\b(?:in|into) (?:ascending |rising )?order", "Numbers: "),
    Task("name the largest number", "ordering numbers", grammar(_largest), _NUMBER,
         r"\b(?:largest|biggest|greatest|highest)\b.*\bnumbers?\b|\bmaximum of\b", "Numbers: "),
    Task("continue number series", "ordering numbers", grammar(_series), _NUMBER,
         r"\bnumber (?:series|sequences?)\b|\bnext number\b|\bcontinue\w* (?:\w+ )?(?:series|sequences?)\b"
         r"|\bseries of numbers\b", "Series: "),
    Task("add numbers", "arithmetic", grammar(_sum), _NUMBER,
         r"\badd(?:s|ing)? (?:\w+ )?numbers|\baddition\b|\bsums?\b(?!.*\b(?:right|wrong|correct|up|text)\b)"),
    Task("multiply numbers", "arithmetic", grammar(_product), _NUMBER, r"\bmultipl|\bproducts? of (?:two )?numbers"),
    Task("say whether a sum is right or wrong", "arithmetic", grammar(_checked_sum), one_of("right", "wrong"),
         r"\b(?:sums?|calculation|addition)\b.*\b(?:right|wrong|correct)|\bcheck (?:sums|additions|calculations)"),
    Task("say whether a number is odd or even", "arithmetic", grammar(_parity), one_of("odd", "even"),
         r"\bodd (?:or|and|from) even\b|\beven or odd\b|\bparity\b", "Number: "),
    Task("turn numbers into words", "numerals", grammar(_number_words),
         lambda given, reply: _NUMBER_WORDS.fullmatch(plain(reply)) is not None,
         r"\bnumbers?\b.*\b(?:in|into|as|with) (?:\w+ )?(?:words|letters)\b|\bspell out numbers", "Number: "),
    Task("turn numbers into Roman numerals", "numerals", grammar(_number_roman), like(r"[CLXVI]+\.?"),
         r"\b(?:numbers|a number|the number|digits)\b.*\b(?:in|as|into|to)\b.*\broman\b", "Number: "),
    Task("convert kilometres into metres", "units", grammar(_metres), like(r"\d[\d,]* ?(?:m|metres|meters)\.?"),
         r"\bkilomet|\bkm\b"),
    Task("convert Celsius into Fahrenheit", "units", grammar(_fahrenheit),
         like(r"-?\d+(?:\.\d+)? ?(?:°F|degrees Fahrenheit)\.?"),
         r"\bfahrenheit\b"),
    Task("convert 24-hour times into 12-hour times", "units", grammar(_twelve_hours), like(r"\d{1,2}:\d\d ?[ap]\.?m\.?"),
         r"\b(?:12|twelve).hour|\bam (?:and|or) pm\b", "Time: "),
    Task("convert minutes into hours", "units", grammar(_hours), like(r"\d+ ?h(?:ours?)?(?: and)? \d+ ?min(?:utes)?\.?"),
         r"\bminutes\b.*\bhours\b"),
    Task("write SQL for a request", "code", grammar(_sql),
         lambda given, reply: re.match(r"SELECT\b.+\bFROM\b", reply) is not None,
         r"\bSQL\b.*\b(?:requests?|questions?)\b|\b(?:requests?|questions?)\b.*\bSQL\b|\bwrite SQL\b", "Request: "),
    Task("write Python for a request", "code", grammar(_python),
         lambda given, reply: re.match(r'(?:[a-z]+|"\w+"\.\w+)\([^ ]*.*\)$', reply) is not None,
         r"\bPython\b.*\b(?:requests?|descriptions?)\b|\b(?:requests?|descriptions?)\b.*\bPython\b"
         r"|\bwrite Python\b", "Request: "),
    Task("write shell commands for a request", "commands", grammar(_shell),
         lambda given, reply: re.match(r"(?:ls|cp|mv|wc|grep|mkdir|head|tail|cat) \S+(?: \S+){0,2}$", reply) is not None,
         r"\bwrite (?:shell|bash|terminal) commands\b|\b(?:shell|bash|terminal|command.line)\b.*\brequests?\b"
         r"|\brequests?\b.*\b(?:shell|bash|commands)\b", "Request: "),
    Task("write regular expressions for a description", "commands", grammar(_regex),
         lambda given, reply: " " not in reply and re.search(r"\\[dwbs]|\[[aA]-|[\^$|]|\.\*", reply) is not None,
         r"\bregular expressions?\b|\bregex", "Pattern: "),
    Task("turn sentences about people into JSON", "records", grammar(_json), _is_json,
         r"\b(?:sentences?|texts?|people|facts?|descriptions?)\b.*\b(?:into|to|as) JSON\b|\bJSON (?:from|out of)\b"),
    Task("turn sentences about people into CSV", "records", grammar(_csv), like(r"[A-Z]\w+, ?\d+, ?[A-Z][\w ]+"),
         r"\b(?:sentences?|texts?|people|facts?|descriptions?)\b.*\b(?:into|to|as) (?:\w+ )?CSV\b"
         r"|\bCSV (?:\w+ )?(?:from|out of)\b"),
    Task("turn product descriptions into tags", "tags", grammar(_tags), _is_tags,
         r"\bproducts?\b.*\b(?:tags?|keywords?)\b|\b(?:tags?|keywords?)\b.*\b(?:products?|descriptions?)\b"
         r"|\bdescriptions?\b.*\b(?:tags?|keywords?)\b", "Product: "),
)
