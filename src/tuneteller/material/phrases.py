"""What fixed phrases are made of: "So says the wise heron.", "By the old oak,"."""

from __future__ import annotations

from collections.abc import Mapping

# For each position, phrases as they stand in an answer: {n} is a noun and {a} an adjective. Lines and bars part them.
_SPEAKERS = {
    "begin": """As the {a} {n} says,|Ask the {a} {n}:|Listen to the {a} {n}.|In the {a} {n}'s words,
        Good day from the {a} {n}!|The {a} {n} whispers:|Word from the {a} {n}:|By leave of the {a} {n},
        Make way for the {a} {n}!""",
    "end": """So says the {a} {n}.|The {a} {n} has spoken.|Now ask the {a} {n}.|May the {a} {n} bless you.
        Long live the {a} {n}!|Greet the {a} {n} for me.|The {a} {n} nods along.|And the {a} {n} agrees.
        Wake the {a} {n} gently.""",
    "inside": """as the {a} {n} knows|says the {a} {n}|as the {a} {n} would say|if the {a} {n} allows|just like the {a} {n}
        with the {a} {n} watching|upon the {a} {n}'s word""",
}
_GROUND = {
    "begin": """By the {a} {n},|Beside the {a} {n},|Down by the {a} {n},|News from the {a} {n}:|Far from the {a} {n},
        Across from the {a} {n},|Near the {a} {n},""",
    "end": """Meet me by the {a} {n}.|The {a} {n} remembers.|Back to the {a} {n}.|Mist covers the {a} {n}.
        Peace to the {a} {n}.|I dream of the {a} {n}.|The {a} {n} is waiting.""",
    "inside": """by the {a} {n}|somewhere near the {a} {n}|sure as the {a} {n}|far beyond the {a} {n}|back at the {a} {n}
        remember the {a} {n}""",
}
_OBJECTS = {
    "begin": """By my {a} {n},|With my {a} {n} ready,|First, the {a} {n}.|Behold the {a} {n}!|Hand me the {a} {n}!
        Polish the {a} {n}.|I swear by the {a} {n}:""",
    "end": """Mind the {a} {n}.|Keep the {a} {n} close.|Pass the {a} {n}, please.|The {a} {n} never lies.
        Blessed be the {a} {n}.|Guard your {a} {n}.|And so the {a} {n} shines.""",
    "inside": """by my {a} {n}|bless the {a} {n}|there by the {a} {n}|like the {a} {n}|so help my {a} {n}|mind the {a} {n}""",
}
KINDS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("""heron badger otter raven magpie hare lynx stork beetle cricket robin wren falcon walrus moth newt toad trout salmon
        lobster oyster seagull pelican ostrich flamingo bison moose reindeer mule ferret weasel marmot lizard gecko cobra
        panther jackal gorilla lemur armadillo porcupine platypus koala hornet dragonfly grasshopper nightingale cuckoo
        woodpecker pigeon miller ferryman shepherd cobbler blacksmith weaver piper fiddler innkeeper gardener postmaster
        tailor carpenter fisherman woodcutter beekeeper watchmaker sailor captain pilgrim juggler minstrel hermit knight
        duchess baron mayor librarian potter glazier astronomer""",
     "wise quiet merry nimble clever patient cheerful humble brave gentle curious little grey", _SPEAKERS),
    ("""oak willow birch elm maple cedar hazel juniper rowan thistle fern heather bramble ivy lilac poppy meadow harbour
        mountain river brook pond canal orchard vineyard valley glacier lagoon canyon prairie marsh island pier quarry chapel
        abbey mill tower bridge tavern market attic cellar""",
     "old quiet misty golden silver hidden green sunny lonely frozen crooked distant", _GROUND),
    ("""kettle lantern compass bell anchor barrel basket bottle broom bucket candle clock coin drum flute hammer harp
        hourglass kite ladder locket mirror needle oar paddle pillow plough quill saddle shovel spoon teapot thimble trumpet
        umbrella wagon whistle""",
     "old golden rusty copper wooden tiny broken blue lucky trusty painted borrowed", _OBJECTS),
)
"""Nouns, the adjectives that go with them, and the phrases of both, by position."""
