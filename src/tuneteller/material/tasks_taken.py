"""More tasks of taking something out of a text, and tasks of naming."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tuneteller.material.clauses import Clause, clause
from tuneteller.material.habit import parted
from tuneteller.material.task import Fits, Pair, Task, grammar, like, plain, table, tells, words

# ---- taking out

_NAMES = parted("Anna | Peter | Maria | Tom | Lucy | Ben | Clara | David | Emma | Jonas | Rosa | Felix")
_VALUES = {
    "weekday": parted("Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday"),
    "month": parted("January | March | April | June | July | August | October | November | December"),
    "animal": parted("dog | cat | goat | parrot | pony | hamster | goose | rabbit | donkey | turtle | hen | lamb"),
    "job": parted("baker | nurse | plumber | tailor | pilot | gardener | waiter | judge | sailor | barber | miner | dentist"),
    "food": parted("soup | bread | rice | cheese | pasta | salad | pizza | porridge | stew | cake | ham | jam"),
    "country": parted("Peru | Norway | Kenya | Japan | Chile | Poland | Egypt | Canada | Greece | Nepal | Ghana | Cuba"),
    "street": parted("Mill Lane | Oak Street | Hill Road | Rose Alley | Lake Road | Church Street | Park Lane | Bridge Street"),
    "tool": parted("violin | guitar | harp | cello | flute | trumpet | piano | banjo | tuba | oboe | drum | organ"),
}
_TEXTS = parted("""
    {name}, {age} years old, works as a {job} in {country}. | On {weekday} {name} fed the {animal} and played the {tool}.
    The {job} from {street} has a {animal} that weighs {weight}. | In {month} {name} moved to {street} to cook {food}.
    {name} drove the van {plate} to {country} in {month}. | The {animal} ate the {food} of the {job} last {weekday}.
    {name} plays the {tool} every {weekday} in {street}.
    A {animal} of {weight} ran in front of the car {plate} on {weekday}.
    At {age} {name} left {country} and became a {job}. | The {food} from {country} weighs {weight} and is sold in {month}.
    The {job} with the {tool} turns {age} in {month}. | {plate} is parked in {street}, says {name}, aged {age}.
""")


def _value(wanted: str) -> Callable[[Random], Pair]:
    templates = [text for text in _TEXTS if f"{{{wanted}}}" in text]

    def make(rng: Random) -> Pair:
        values = {name: rng.choice(kinds) for name, kinds in _VALUES.items()} | {
            "name": rng.choice(_NAMES), "age": str(rng.randint(18, 90)), "weight": f"{rng.randint(2, 40)} kilos",
            "plate": f"{''.join(rng.sample('ABCDEFGHJKLMNPRSTUVWX', 3))} {rng.randint(100, 999)}"}
        return rng.choice(templates).format(**values), values[wanted]

    return make


def _taking(what: str, group: str, wanted: str, said: str, fits: Fits | None = None) -> Task:
    kinds = {value.lower() for value in _VALUES.get(wanted, ())}
    return Task(f"extract the {what} from a text", group, grammar(_value(wanted)),
                fits or (lambda given, reply: plain(reply) in kinds),
                rf"\bextract\w*\b.*\b{said}\b"
                rf"|\b(?:pick|find|pull|take|copy|output|return|get|list|name|give)\w*\b.*\b{said}\b.*\b(?:texts?|sentences?)\b",
                "Text: ")


def _marked(form: str, values: str) -> Callable[[Random], Pair]:
    """A sentence with something between marks."""
    def make(rng: Random) -> Pair:
        said, value = clause(rng).past, rng.choice(parted(values))
        return form.format(said=said, bare=said.rstrip("."), value=value), value

    return make


def _inside(pattern: str) -> Fits:
    """What stands between the marks, with or without them."""
    def fits(given: str, reply: str) -> bool:
        found = re.search(pattern, given)
        return found is not None and plain(reply).strip("#()") == plain(found.group(1))

    return fits


def _part(of: Callable[[Clause], str]) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        said = clause(rng)
        return said.past, of(said)

    return make


def _is_verb(given: str, reply: str) -> bool:
    said = words(reply)
    return len(said) == 1 and said[0] in words(given)[1:-1] and said[0] not in ("the", "a", "an")


def _is_subject(given: str, reply: str) -> bool:
    said = words(reply)
    alone = len(said) == 1 and said[0] not in ("the", "my", "our", "her", "his")
    return (alone or len(said) == 2) and words(given)[: len(said)] == said


# ---- naming

_PETS = parted("dog | cat | parrot | hamster | pony | goat | rabbit | goldfish")
_CALLED = table("""
    small black/Soot | fat grey/Pudding | shy white/Snowdrop | lazy brown/Cocoa | cheeky spotted/Domino | old ginger/Rusty
    fast golden/Comet | fluffy/Muffin
""")
_GOODS = parted("bread | shoes | books | tea | toys | hats | lamps | flowers | cheese | clocks | soap | wool")
_SHOPS = parted("The {} Corner | The Little {} House | {} and More | The Golden {} Shop | {} Paradise")
_HOBBIES = parted("chess | tennis | baking | sailing | hiking | drums | jazz | knitting | robots | fishing | poetry | cycling")
_STYLES = parted("rock | folk | jazz | punk | brass | choir | techno | blues")
_BANDS = parted("The Velvet {} | Seven {} | Midnight {} | The Lost {} | {} of Tomorrow")
_OF_BANDS = parted("Drums | Foxes | Lanterns | Trains | Umbrellas | Pilots")


def _pet(rng: Random) -> Pair:
    look, name = rng.choice(_CALLED)
    animal = rng.choice(_PETS)
    return rng.choice((f"a {look} {animal}", f"my {look} {animal}", f"our {look} {animal}", f"the {look} {animal}")), name


def _shop(rng: Random) -> Pair:
    one, other = rng.sample(_GOODS, 2)
    return f"a shop that sells {one} and {other}", rng.choice(_SHOPS).format(one.capitalize())


def _band(rng: Random) -> Pair:
    players = f"{rng.choice(('three', 'four', 'five', 'six'))} {rng.choice(('women', 'men', 'friends', 'brothers'))}"
    return f"{players} who play {rng.choice(_STYLES)}", rng.choice(_BANDS).format(rng.choice(_OF_BANDS))


def _user(rng: Random) -> Pair:
    name, hobby = rng.choice(_NAMES), rng.choice(_HOBBIES)
    return f"{name}, who likes {hobby}", f"{hobby}_{name.lower()}{rng.randint(10, 99)}"


def _capitalised(least: int, most: int) -> Fits:
    """A name that is not in the input and nothing else."""
    def fits(given: str, reply: str) -> bool:
        said = reply.rstrip(".").split()
        return (least <= len(said) <= most and said[0][0].isupper() and reply.lower().rstrip(".") not in given.lower()
                and sum(word[0].isupper() for word in said) >= min(2, most) and not re.search(r"[,:;!?\"=]|\. ", reply)
                and plain(reply) not in ("yes", "no", "hello", "sure", "okay"))

    return fits


TASKS_TAKEN: tuple[Task, ...] = (
    _taking("weekday", "figures", "weekday", "(?:weekdays?|days? of the week)"),
    _taking("month", "figures", "month", "months?"),
    _taking("age", "figures", "age", "ages?", like(r"\d{2}\.?")),
    _taking("weight", "figures", "weight", "weights?", like(r"\d{1,2} (?:kilos?|kg|kilograms?)\.?")),
    _taking("licence plate", "figures", "plate", "(?:licen[cs]e |number )?plates?", like(r"[A-Z]{3} \d{3}\.?")),
    _taking("animal", "mentions", "animal", "animals?"),
    _taking("job", "mentions", "job", "(?:jobs?|professions?|occupations?)"),
    _taking("food", "mentions", "food", "foods?"),
    _taking("country", "mentions", "country", "countr(?:y|ies)"),
    _taking("street", "mentions", "street", "streets?"),
    _taking("musical instrument", "mentions", "tool", "instruments?"),
    Task("extract the hashtag from a post", "marked parts", grammar(_marked("{said} #{value}", """
        holiday | sunday | proud | workday | handmade | family | weekend | hometown | nofilter | oldtimes | teamwork
        winter""")),
         _inside(r"#(\w+)"), tells("extract|pick|find|copy|get|take", "hash-?tags?"), "Post: "),
    Task("extract the quotation from a text", "marked parts", grammar(_marked('{said} "{value}," said the neighbours.', """
        What a day | Well done | Not again | How odd | It was time | We saw it all | Good for them
        Who would have thought""")),
         _inside(r'"(.+),"'), tells("extract|pick|find|copy|get|take", "quotations?|quotes?|quoted \\w+"), "Text: "),
    Task("extract what stands in brackets", "marked parts", grammar(_marked("{bare} ({value}).", """
        see page nine | with a smile | for the third time | in the rain | before lunch | as always | by mistake | in May
        on a bet | at dawn""")), _inside(r"\((.+)\)"),
         tells("extract|pick|find|copy|get|take", "brackets|parenthes[ei]s|bracketed"), "Text: "),
    Task("extract the web address from a text", "marked parts", grammar(_marked("{said} See {value} for more.", """
        www.mill.example | www.oak-street.example | www.lake.example | www.kettle.example | www.tower.example
        www.harbour.example | www.bridge.example | www.maple.example | www.lantern.example | www.garden-club.example""")),
         like(r"(?:https?://)?www\.\S+\.example\.?"),
         tells("extract|pick|find|copy|get|take", "web ?(?:address\\w*|sites?)|urls?|links?"), "Text: "),
    Task("extract the verb from a sentence", "parts of a sentence", grammar(_part(lambda c: c.did)), _is_verb,
         tells("extract|pick|find|copy|get|take", "verbs?"), "Sentence: "),
    Task("extract the subject of a sentence", "parts of a sentence", grammar(_part(lambda c: c.who)), _is_subject,
         r"\b(?:extract|pick|find|copy|get|take)\w*\b.*\bsubjects? (?:of|from|in|out of) (?:a |the |each )?sentences?",
         "Sentence: "),
    Task("invent a name for a pet", "naming", grammar(_pet), _capitalised(1, 1),
         tells("names?", "pets?", "invent|find|suggest|make up|give|think|propose"), "Pet: "),
    Task("invent a name for a shop", "naming", grammar(_shop), _capitalised(2, 5),
         tells("names?", "shops?|stores?|business\\w*"), "Shop: "),
    Task("invent a name for a band", "naming", grammar(_band), _capitalised(2, 4), tells("names?", "bands?"), "Band: "),
    Task("invent a login for a person", "naming", grammar(_user), like(r"[a-z]+[_.-]?[a-z]+\d{1,4}"),
         r"\blog-?ins?\b|\buser ?names? for\b", "Person: "),
)
