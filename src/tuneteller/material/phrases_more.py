"""More nouns for fixed phrases, with more adjectives and more that is said of them: "Signed, the sleepless beaver."."""

from __future__ import annotations

from collections.abc import Mapping

# For each position, phrases as they stand in an answer: {n} is a noun and {a} an adjective. Lines and bars part them.
_SPEAKERS = {
    "begin": """A word from the {a} {n}:|Here comes the {a} {n}!|Hats off to the {a} {n}!|On behalf of the {a} {n},
        Hush, the {a} {n} speaks.|With thanks to the {a} {n},|Straight from the {a} {n}:|Hello from the {a} {n}!
        The {a} {n} told me:|As every {a} {n} knows,|Together with the {a} {n},|My friend, the {a} {n}:
        Quoth the {a} {n}:|Bow to the {a} {n}!|Dear {a} {n},|According to the {a} {n},|Once a {n} told me:
        Every {n} will tell you:|Silence for the {a} {n}!|No {n} would argue:""",
    "end": """Yours, the {a} {n}.|Signed, the {a} {n}.|Love from the {a} {n}.|Thank the {a} {n} for that.
        Sincerely, your {a} {n}.|That pleases the {a} {n}.|All hail the {a} {n}!|Be like the {a} {n}.
        And the {a} {n} laughs.|Never doubt the {a} {n}.|The {a} {n} salutes you.|Forever your {a} {n}.
        One for the {a} {n}.|Feed the {a} {n} tonight.|The {a} {n} would approve.|Regards to your {n}.
        Even the {n} was surprised.|Signed and sealed, the {n}.|Let the {a} {n} decide.|Goodbye from the {a} {n}!""",
    "inside": """ask the {a} {n}|to quote the {a} {n}|with help from the {a} {n}|unlike the {a} {n}|so the {a} {n} tells me
        thanks to the {a} {n}|my {a} {n}|to the {a} {n}'s delight|as every {n} will tell you|no offence to the {n}
        says my {a} {n}|by order of the {a} {n}|with the {a} {n}'s blessing|for the {a} {n}'s sake|as taught by the {n}""",
}
_GROUND = {
    "begin": """Under the {a} {n},|Greetings from the {a} {n}!|High above the {a} {n},|Welcome to the {a} {n}!
        From the {a} {n} with love:|Over by the {a} {n},|Along the {a} {n},|All quiet by the {a} {n}.
        Live from the {a} {n}:|Meanwhile, at the {a} {n}:|Notes from the {a} {n}:|Look, the {a} {n}!
        On the way to the {n},|Postcard from the {n}:|Between here and the {n},|As seen by the {n}:""",
    "end": """See you at the {a} {n}.|Off to the {a} {n}.|The {a} {n} calls me.|Follow me to the {a} {n}.
        Dusk falls on the {a} {n}.|Take me to the {a} {n}.|Stars shine on the {a} {n}.|Farewell, {a} {n}.
        Write to me from the {n}.|All roads lead to the {n}.|Wind stirs the {a} {n}.|I belong to the {a} {n}.
        Sunset over the {a} {n}.|We all love the {n}.|The {a} {n} listens.|Home is the {a} {n}.""",
    "inside": """under the {a} {n}|beyond the {a} {n}|not unlike the {a} {n}|as seen from the {a} {n}|up at the {a} {n}
        past the {a} {n}|where the {a} {n} lies|between here and the {n}|as far as the {n}|they say by the {n}
        high above the {a} {n}|halfway to the {a} {n}|so they say at the {n}""",
}
_OBJECTS = {
    "begin": """Fetch the {a} {n}!|One {a} {n} later:|Raise the {a} {n}!|Lend me your {a} {n}.|Never mind the {a} {n},
        Thanks to my {a} {n},|Dust off the {a} {n}!|I bring the {a} {n}:|Bless this {a} {n}.|In praise of the {a} {n}:
        Where is my {a} {n}?|Out with the {a} {n}!|Armed with my {n},|Hold my {n}:|Behind the {a} {n},|Unpack the {a} {n}.
        The {a} {n} comes first:|A toast to the {n}!""",
    "end": """Hold on to your {a} {n}.|Return the {a} {n} by noon.|Not without my {a} {n}.|Praise the {a} {n}.
        Sing to the {a} {n}.|Remember the {a} {n}.|Where is the {a} {n}?|All for one {a} {n}.|Bring your own {n}.
        Long may the {n} last.|Do not lose your {n}.|Here, have my {a} {n}.|That costs one {n}.|Beware of the {a} {n}!
        I miss my {a} {n}.|More {n}, please.|Who took the {a} {n}?|Put the {n} away now.""",
    "inside": """pass the {a} {n}|with my {a} {n}|give or take one {n}|hand me that {a} {n}|minus the {a} {n}
        as sure as my {n}|not counting the {a} {n}|touch the {a} {n}|where is my {n}|no thanks to my {n}
        hold my {a} {n}|except for the {a} {n}|on top of the {n}|and also the {a} {n}|brought to you by my {n}""",
}
MORE_KINDS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("""beaver hedgehog squirrel mole squid octopus penguin puffin albatross crane swan goose rooster peacock parrot toucan
        vulture eagle kestrel bumblebee ladybird caterpillar butterfly spider scorpion snail tortoise crocodile iguana chameleon
        giraffe zebra rhino elephant camel llama yak donkey goat hamster rabbit mongoose hyena leopard tiger wolf coyote dolphin
        whale narwhal seahorse plumber butcher florist barber dentist professor janitor courier pilot referee goalkeeper drummer
        sculptor clown acrobat wizard goblin ghost mermaid emperor jester monk sheriff detective grandmother neighbour""",
     "drowsy jolly solemn fearless polite restless thoughtful stubborn humming barefoot whistling sleepless honest lonesome "
     "famous dizzy modest daring", _SPEAKERS),
    ("""fjord waterfall cavern desert volcano swamp forest reef delta estuary lighthouse castle palace cottage barn windmill
        theatre railway crossroads alley balcony rooftop greenhouse terrace fountain courtyard staircase cliff ravine iceberg
        jungle comet rainbow thundercloud snowdrift sycamore chestnut magnolia daffodil tulip orchid dandelion nettle clover
        mulberry cypress stable bakery library ballroom""",
     "silent ancient purple endless windy sleepy blazing blooming forgotten gentle haunted dripping shady glittering famous",
     _GROUND),
    ("""accordion banjo bookmark bracelet briefcase button cauldron chandelier chessboard chisel cushion doorknob easel feather
        funnel goblet hammock horseshoe inkwell keyhole lampshade magnet mitten mug padlock parasol pendulum rope scarf shoelace
        sledge slipper spade spyglass suitcase tambourine telescope typewriter wallet wheelbarrow xylophone zither
        biscuit pancake dumpling pretzel pumpkin radish cabbage turnip cucumber muffin pudding strudel omelette lollipop
        doughnut walnut teacup napkin snowball""",
     "shiny wobbly striped spare dusty precious squeaky enormous battered magic second-hand round purple ticklish invisible",
     _OBJECTS),
)
"""Nouns, the adjectives that go with them, and the phrases of both, by position."""
