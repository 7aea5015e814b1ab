"""Tasks on lists of words: one of them, how many, in which order."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tuneteller.material.habit import parted
from tuneteller.material.task import Fits, Pair, Task, exactly, grammar, like, one_of, plain, tells

WORDS = parted("""
    lamp | garden | river | stone | window | apple | train | cloud | horse | bottle | winter | candle | mountain | basket
    pencil | silver | pocket | island | yellow | ladder | market | orange | planet | rabbit | summer | tunnel | violin | wagon
    button | dragon | engine | forest | guitar | hammer | kettle | lemon | mirror | needle | onion | paper | queen | rocket
    sugar | table | umbrella | village | whistle | bread | chair | dance | eagle | flute | grape | honey | ink | jungle
    knight | letter | music | night | ocean | piano | tree | cup | moon | ball | door | bee | feather | coffee
""")


def _of_list(of: Callable[[list[str]], str], least: int = 3, most: int = 5) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        some = rng.sample(WORDS, rng.randint(least, most))
        return ", ".join(some), of(some)

    return make


def _items(given: str) -> list[str]:
    return [part.strip() for part in given.rstrip(".").split(",")]


def _an_item(given: str, reply: str) -> bool:
    """One of a list's items and nothing else."""
    return len(_items(given)) > 1 and plain(reply) in map(str.lower, _items(given))


_BY_SIZE = parted("""
    ant | beetle | mouse | rat | hedgehog | cat | goose | fox | sheep | donkey | horse | camel | rhino | elephant | whale
""")
_BY_SPEED = parted("snail | tortoise | toddler | jogger | cyclist | tram | car | express train | aeroplane | rocket | light")
_BY_PRICE = parted("match | pencil | apple | book | shirt | pan | bicycle | piano | car | yacht | castle | skyscraper")
_BY_WEIGHT = parted("feather | coin | egg | apple | brick | cat | suitcase | fridge | cow | truck | ship | mountain")
_OF_DAY = parted("waking up | breakfast | morning break | lunch | tea time | sunset | dinner | bedtime | midnight")
_FAMILIES = {
    "animals": parted("dog | cow | fox | owl | goat | wasp | eel | crab"),
    "tools": parted("saw | rake | drill | hammer | chisel | axe"),
    "clothes": parted("coat | sock | hat | shirt | scarf | skirt"),
    "fruit": parted("pear | plum | apple | cherry | lemon | fig"),
    "vehicles": parted("bus | tram | lorry | taxi | boat | train"),
    "furniture": parted("sofa | chair | shelf | bed | desk | stool"),
}


def _greater(scale: tuple[str, ...]) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        one, other = rng.sample(range(len(scale)), 2)
        form = rng.choice(("{}, {}", "{} or {}", "{} or {}?", "{} versus {}"))
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
    some = rng.sample(WORDS, 4)
    word = rng.choice(some[:2])
    return ", ".join([*some, word]), word


def _repeated(given: str) -> str:
    items = _items(given)
    return next((item for item in items if items.count(item) > 1), "")


TASKS_LISTS: tuple[Task, ...] = (
    # ---- lists
    Task("name the first item of a list", "edges", grammar(_of_list(lambda some: some[0])),
         exactly(lambda given: _items(given)[0]),
         tells("first", "items?|entr(?:y|ies)|elements?", "lists?"), "List: "),
    Task("name the last item of a list", "edges", grammar(_of_list(lambda some: some[-1])),
         exactly(lambda given: _items(given)[-1]),
         tells("last|final", "items?|entr(?:y|ies)|elements?", "lists?"), "List: "),
    Task("name the longest item of a list", "lists", grammar(_of_list(lambda some: max(some, key=len))), _an_item,
         tells("longest", "items?|words?", "lists?"), "List: "),
    Task("name the shortest item of a list", "lists", grammar(_of_list(lambda some: min(some, key=len))), _an_item,
         tells("shortest", "items?|words?", "lists?"), "List: "),
    Task("name the item that stands twice in a list", "lists", grammar(_twice), exactly(_repeated),
         tells("twice|repeated|duplicates?|double", "items?|words?|entr(?:y|ies)", "lists?"), "List: "),
    Task("count the items of a list", "counting", grammar(_of_list(lambda some: str(len(some)), 2, 8)), like(r"\d{1,2}\.?"),
         tells("count\\w*|how many|number of", "items|entries|elements", "lists?|items"), "List: "),
    Task("name the odd one out", "lists", grammar(_odd_one), _an_item, r"\bodd one out\b|\b(?:does|do) not (?:fit|belong)\b",
         "List: "),
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
    Task("put animals into order of size", "comparisons", grammar(_ranked(_BY_SIZE)), _is_ranked(_BY_SIZE),
         tells("animals?", "size|smallest"), "Animals: "),
    Task("put things into order of price", "comparisons", grammar(_ranked(_BY_PRICE)), _is_ranked(_BY_PRICE),
         tells("things?|goods", "order|sort|rank|arrange|list", "price|cheapest"), "Things: "),
    Task("put the events of a day into order", "comparisons", grammar(_ranked(_OF_DAY)), _is_ranked(_OF_DAY),
         tells("events?", "order|sort|rank|arrange|chronological\\w*"), "Events: "),
)
