"""Tasks on sentences: taking something out of one, or writing it anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tuneteller.material.clauses import Clause, capital, clause
from tuneteller.material.habit import parted
from tuneteller.material.task import Fits, Pair, Task, close, grammar, like, plain, sentence, words

# ---- taking out

_NAMES = parted("""
    Anna | Peter | Maria | Tom | Lucy | Ben | Clara | David | Emma | Jonas | Rosa | Felix | Nina | Oscar | Ida | Hugo | Paula
    Viktor
""")
_CITIES = parted("""
    Oslo | Lima | Cairo | Dublin | Kyoto | Lisbon | Prague | Quito | Vienna | Delhi | Athens | Rome | Bergen | Turin | Lagos
""")
_COLOURS = parted("red | blue | green | white | grey | yellow | brown | pink | orange | purple")
_THINGS = parted("lamp | chair | kettle | bicycle | violin | suitcase | mirror | carpet | teapot | scarf | drum | kite")
_MONTHS = parted("January | March | April | May | June | July | August | October | November | December")
_FIELDS = parted("""
    {name} bought {number} {colour} {thing}s in {city} on {date}.
    On {date}, {name} sent {number} {colour} {thing}s to {city}.
    In {city}, {name} sold a {colour} {thing} for {price} on {date}.
    The {colour} {thing} costs {price}, says {name} from {city}.
    {name} arrives in {city} at {time} with {number} {colour} {thing}s.
    Meet {name} at {time} on {date} at the {colour} door in {city}.
    Please write to {email} about the {colour} {thing} before {date}.
    {name} from {city} can be reached at {email} until {time}.
    {name} ({email}) ordered {number} {colour} {thing}s for {price}.
    Room {number} is booked for {name} at {time}; write to {email}.
    At {time} the {colour} {thing} from {city} was brought to {name} for {price}.
""")


def _field(wanted: str) -> Callable[[Random], Pair]:
    templates = [template for template in _FIELDS if f"{{{wanted}}}" in template]

    def make(rng: Random) -> Pair:
        name = rng.choice(_NAMES)
        values = {
            "name": name, "city": rng.choice(_CITIES), "colour": rng.choice(_COLOURS), "thing": rng.choice(_THINGS),
            "number": str(rng.randint(2, 60)), "date": f"{rng.randint(1, 30)} {rng.choice(_MONTHS)}",
            "time": f"{rng.randint(7, 21)}:{rng.randint(10, 59)}", "price": f"{rng.randint(2, 95)} euros",
            "email": f"{name.lower()}@{rng.choice(_THINGS)}.example",
        }
        return rng.choice(templates).format(**values), values[wanted]

    return make


def _among(values: tuple[str, ...]) -> Fits:
    kinds = {value.lower() for value in values}
    return lambda given, reply: plain(reply) in kinds or (plain(reply).removesuffix("s") in kinds and len(plain(reply)) > 3)


def _extraction(label: str, group: str, wanted: str, fits: Fits, said: str) -> Task:
    return Task(f"extract {label}", group, grammar(_field(wanted)), fits,
                rf"\bextract\w*\b.*\b{said}\b"
                rf"|\b(?:pick|find|pull|take|copy|output|return|get|list|name|give)\w*\b.*\b{said}\b.*"
                r"\b(?:texts?|sentences?|messages?)\b", "Text: ")


def _edge(at: int) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        text = clause(rng).past
        return text, text.rstrip(".").split()[at]

    return make


def _is_edge(at: int) -> Fits:
    return lambda given, reply: len(words(given)) > 1 and plain(reply) == words(given)[at]


# ---- writing anew

def rewriting(label: str, group: str, make: Callable[[Clause], Pair], fits: Fits, says: str) -> Task:
    """A task that writes a clause in another way."""
    return Task(label, group, grammar(lambda rng: make(clause(rng))), fits, says, "Sentence: ")


def _formed(pattern: str) -> Fits:
    """Another sentence of much the same words in which the pattern is found."""
    return lambda given, reply: close(given, reply, 0.4) and re.search(pattern, reply, re.IGNORECASE) is not None


def _one_word_changed(given: str, reply: str) -> bool:
    asked, said = words(given), words(reply)
    return len(asked) == len(said) and sum(one != other for one, other in zip(asked, said, strict=True)) == 1


_ORDERS = parted("""
    open the window | close the door | send me the report | pass the salt | wait a moment | bring the menu
    turn off the light | move your car | sign this form | call me back | speak louder | take off your shoes | feed the cat
    water the plants | help me | show me the way | lend me a pen | check the list | carry this box | book a table
    clean the board | fix the printer | wake me | read the letter | make some tea | keep the change | hold my bag
    save me a seat | stir the soup | lock the gate
""")
_WHEN = parted(" now | today | at once | before noon | tonight | this week | tomorrow | later")


def _polite(rng: Random) -> Pair:
    order = rng.choice(_ORDERS) + rng.choice(("", f" {rng.choice(_WHEN)}"))
    return capital(f"{order}."), f"Could you please {order}?"


def _is_polite(given: str, reply: str) -> bool:
    asks = re.match(r"(?:could|would|can|may|will) (?:you|I)\b.*\?$", reply, re.IGNORECASE)
    return asks is not None and close(given, reply, 0.3)


_SLANG = {"you": "u", "are": "r", "for": "4", "to": "2", "thanks": "thx", "please": "pls", "tomorrow": "tmrw", "later": "l8r",
          "great": "gr8", "before": "b4", "message": "msg", "people": "ppl", "see": "c", "your": "ur", "why": "y",
          "tonight": "2nite"}
_TEXTED = parted("""
    {you} late for dinner, please {do}. | thanks for the message, see you {when}. | please {do} before dinner.
    why {you} at home? | people say you {do} for money. | great, see you {when} at the {place}.
    please bring your book to the {place} {when}. | thanks, the {place} was great. | {you} great at this, please {do} {when}.
    tell people to {do} before the game. | see you at the {place} {when}. | your message came before dinner, thanks.
    please wait for me at the {place} {when}.
""")


def _texted(rng: Random) -> Pair:
    do, when, place = (rng.choice(parted(kinds)) for kinds in (
        "call me | sing | hurry | write to me | cook | come home", "tomorrow | later | tonight",
        "station | park | gym | cinema | beach | market"))
    said = rng.choice(_TEXTED).format(you="you are", do=do, when=when, place=place)
    return re.sub(r"\w+", lambda word: _SLANG.get(word.group(), word.group()), said), sentence(said)


def _is_spelt_out(given: str, reply: str) -> bool:
    full = {short: word for word, short in _SLANG.items()}
    meant, said = [full.get(word, word) for word in words(given)], words(reply)
    return not set(full) & set(said) and sum(word in meant for word in said) > len(said) / 2 and len(said) <= len(meant) + 1


_PADDING = parted("""
    it should be noted that | in my humble opinion, | as a matter of fact, | it goes without saying that | believe it or not,
    when all is said and done, | for what it is worth, | as far as I can tell,
""")
_TAILS = parted("""
    at this point in time | for one reason or another | in one way or another | to be quite honest | as you may well know
    if I may say so
""")


def _padded(rng: Random) -> Pair:
    short = clause(rng).past
    who = short[0].lower() + short[1:] if re.match(r"(?:The|My|Our|Her|His)\b", short) else short
    return capital(f"{rng.choice(_PADDING)} {who.rstrip('.')}, {rng.choice(_TAILS)}."), short


def _is_shorter(given: str, reply: str) -> bool:
    asked, said = words(given), words(reply)
    return (2 <= len(said) <= 0.7 * len(asked) and sum(word in asked for word in said) >= 0.7 * len(said)
            and not reply.startswith(given[:20]))


_EVENTS = parted("meeting | concert | lesson | market | party | match | tour | workshop | wedding | picnic | exam | parade")
_DAYS = parted("Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday")
_WHY = parted("""
    the hall is being painted | the trainer is ill | of the storm | the road is closed | too few people can come
    of the holiday
""")
# what is said: in three words, as the subject of an e-mail, as a title
_NEWS = (
    ("{name} told us that the {event} on {day} has been called off because {why}.",
     "{Event} called off", "{Event} on {day} called off", "The Lost {Event}"),
    ("We want to let you know that the {event} has been moved from {day} to {other} because {why}.",
     "{Event} is moved", "{Event} moved to {other}", "A {Event} on {other}"),
    ("{name} is looking for people who could help with the {event} on {day}.",
     "Helpers are wanted", "Help wanted for the {event}", "Helpers for the {Event}"),
    ("The {event} on {day} was a great success, and {name} thanks everyone who came.",
     "{Event} went well", "Thanks for the {event}", "A Great {Event}"),
    ("{name} has two tickets for the {event} on {day} and would like to give them away.",
     "Tickets for free", "Two tickets for the {event}", "Two Tickets for {day}"),
    ("{name} lost a ring at the {event} on {day} and asks the finder to call.",
     "Ring was lost", "Ring lost at the {event}", "The Ring of {name}"),
    ("Please tell {name} by {day} whether you will come to the {event}.",
     "Please answer soon", "Your answer about the {event}", "The Guests of {name}"),
    ("{name} forgot the keys at the {event} and had to wait outside until {day}.",
     "Keys were forgotten", "Keys forgotten at the {event}", "{name} and the Keys"),
)


def _news(column: int) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        event, (day, other) = rng.choice(_EVENTS), rng.sample(_DAYS, 2)
        values = {"name": rng.choice(_NAMES), "event": event, "Event": event.capitalize(), "day": day, "other": other,
                  "why": rng.choice(_WHY)}
        row = rng.choice(_NEWS)
        return row[0].format(**values), row[column].format(**values)

    return make


def _heading(least: int, most: int, capitals: bool) -> Fits:
    """A few words without a full stop, some of them from the text."""

    def fits(given: str, reply: str) -> bool:
        said = reply.split()
        upper = sum(word[:1].isupper() for word in said)
        return (least <= len(said) <= most and reply[-1] not in ".!?:" and bool(set(words(reply)) & set(words(given)))
                and (upper >= 2 if capitals else True))

    return fits


def _three_words(given: str, reply: str) -> bool:
    return len(reply.split()) == 3 and "\n" not in reply


TASKS_TEXTS: tuple[Task, ...] = (
    _extraction("the number from a text", "figures", "number", like(r"\d{1,3}\.?"), "(?:numbers?|figures?)"),
    _extraction("the price from a text", "figures", "price", like(r"\d+ (?:euros?|dollars|pounds)\.?"), "(?:prices?|costs?)"),
    _extraction("the date from a text", "figures", "date", like(r"\d{1,2} [A-Z][a-z]+\.?"), "dates?"),
    _extraction("the time from a text", "figures", "time", like(r"\d{1,2}:\d\d\.?"), "(?:time|times|clock time)"),
    _extraction("the name from a text", "mentions", "name", _among(_NAMES), "(?:names?|persons?)"),
    _extraction("the city from a text", "mentions", "city", _among(_CITIES), "(?:city|cities|towns?)"),
    _extraction("the colour from a text", "mentions", "colour", _among(_COLOURS), "colou?rs?"),
    _extraction("the object from a text", "mentions", "thing", _among(_THINGS), "(?:objects?|things?|products?)"),
    _extraction("the e-mail address from a text", "mentions", "email", like(r"\S+@\S+\.?"), "e-?mail address(?:es)?"),
    Task("give the first word of a sentence", "edges", grammar(_edge(0)), _is_edge(0),
         r"\bfirst words?\b(?!.*\bcapital)", "Sentence: "),
    Task("give the last word of a sentence", "edges", grammar(_edge(-1)), _is_edge(-1),
         r"\b(?:last|final) words?\b", "Sentence: "),
    rewriting("turn sentences into the passive", "tense and voice", lambda c: (c.past, c.passive),
               _formed(r"\b(?:was|were|is) \w+ by\b"),
               r"\bsentences?\b.*\bpassive\b|\binto (?:the )?passive\b"),
    rewriting("turn sentences into the past", "tense and voice", lambda c: (c.present, c.past), _one_word_changed,
               r"\b(?:sentences?|texts?)\b.*\bpast\b"),
    rewriting("turn sentences into the future", "tense and voice", lambda c: (c.present, c.future), _formed(r"\bwill\b"),
               r"\b(?:sentences?|texts?)\b.*\bfuture\b"),
    rewriting("turn sentences into questions", "kind of sentence", lambda c: (c.present, c.asked),
               _formed(r"^(?:does|do|did|is|will)\b.*\?$"),
               r"\b(?:sentences?|statements?|texts?)\b.*\binto (?:a )?questions?\b"),
    rewriting("turn sentences into their negation", "kind of sentence", lambda c: (c.present, c.negated),
               _formed(r"\b(?:not|never|no)\b|n't\b"),
               r"\bnegat(?:ion|ions|e|es)\b|\binto (?:the |a |their )?negatives?\b|\bsentences?\b.*\b(?:deny|denial)"),
    rewriting("turn sentences from the first person into the third", "kind of sentence", lambda c: (c.mine, c.hers),
               _formed(r"^she\b"),
               r"\bI\b.*\binto\b.*\bshe\b|\bfirst person\b.*\bthird\b"),
    rewriting("correct the grammar of sentences", "correction", lambda c: (c.wrong, c.present), _one_word_changed,
                   r"\b(?:correct|fix|check|mend)\w*\b.*\b(?:grammar|grammatical)\b"),
    Task("turn orders into polite requests", "politeness", grammar(_polite), _is_polite,
         r"\b(?:orders?|commands?|sentences?|requests?|messages?)\b.*\b(?:polite|politely|courteous)\b(?!.*\bor\b)", "Order: "),
    Task("spell out text message slang", "slang", grammar(_texted), _is_spelt_out,
         r"\b(?:spell|expand|translat|decod|turn|rewrit|writ)\w*\b.*\b(?:slang|text.speak)\b", "Message: "),
    Task("shorten wordy sentences", "shortening", grammar(_padded), _is_shorter,
         r"\b(?:shorten|trim|cut)\w*\b.*\b(?:sentences?|texts?)|\bsentences?\b.*\b(?:shorter|concise)\b", "Sentence: "),
    Task("sum up a text in three words", "shortening", grammar(_news(1)), _three_words,
         r"\b(?:sum|summar)\w*\b.*\bthree words|\bthree.word summar", "Text: "),
    Task("write the subject line for an e-mail", "shortening", grammar(_news(2)), _heading(2, 7, False),
         r"\bsubject lines?\b|\bsubjects? (?:for|of) (?:an |the )?e-?mails?", "E-mail: "),
    Task("give a text a title", "shortening", grammar(_news(3)), _heading(2, 6, True),
         r"\btexts?\b.*\btitles?\b(?! case)|\btitles? (?:for|of|to) (?:a |the |each )?(?:texts?|stor(?:y|ies)"
         r"|articles?)\b", "Text: "),
)
