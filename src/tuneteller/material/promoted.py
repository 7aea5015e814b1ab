"""What is advertised or run down: products, people and places, each of a kind and with an invented name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from tuneteller.material.coined import SHORTER
from tuneteller.material.naming import word_set

PRODUCTS = (
    "tea", "bicycles", "soap", "headphones", "chocolate", "boots", "cereal", "pens", "shampoo", "mattresses", "coffee",
    "kettles", "toothpaste", "backpacks", "honey", "umbrellas", "ice cream", "notebooks", "olive oil", "raincoats", "lemonade",
    "scissors", "biscuits", "candles", "mustard", "vacuum cleaners", "jam", "running shoes", "paint", "guitars", "cheese",
    "blankets", "soup", "watches", "bread", "lamps", "sun cream", "tents", "pizza", "chairs", "washing powder", "skateboards",
    "popcorn", "gloves", "pasta", "sofas", "yoghurt")
PEOPLE = ("singer", "painter", "chef", "novelist", "gardener", "comedian", "dancer", "poet", "pianist", "coach",
          "architect", "magician", "actor", "violinist", "photographer", "tailor", "sculptor", "baker", "director")
PLACES = ("town", "island", "village", "valley", "port", "coast", "city")

_MORE_PRODUCTS = (
    "laptops", "green tea", "sunglasses", "hiking boots", "peanut butter", "dish soap", "electric cars", "pillows", "cider",
    "lawn mowers", "hand cream", "board games", "crisps", "fountain pens", "muesli", "wallpaper", "cameras", "oat milk",
    "frying pans", "perfume", "sandals", "dark chocolate", "toasters", "dog food", "garden furniture", "lipstick",
    "ketchup", "power drills", "smartphones", "rye bread", "bathrobes", "canoes", "jeans", "mineral water", "wardrobes",
    "cough drops", "marmalade", "suitcases", "bookshelves", "wool socks", "sparkling wine", "razors", "pancake mix",
    "earrings", "garden hoses", "apple juice", "rubber boots", "violins", "lozenges", "curtains", "binoculars", "dumplings",
    "deodorant", "hammocks", "cat food", "sleeping bags", "rice cakes", "football boots", "wallets", "maple syrup",
    "desk lamps", "hair dryers", "granola", "carpets", "fishing rods", "floor polish", "hot sauce", "toy trains",
    "mouthwash", "winter coats", "pickles", "printers", "bath salts", "swimsuits", "sausages", "air fryers", "tea towels",
    "pianos", "bicycle helmets", "crackers", "face cream", "tablets", "nail polish", "motorcycles", "caramels",
    "kitchen knives", "sardines", "slippers", "jigsaw puzzles", "coffee machines", "bubble bath", "hiking poles", "noodles",
    "lawn seed", "dressing gowns", "vinegar", "televisions", "pyjamas", "gin", "ballet shoes", "ovens", "apricot jam",
    "fleece jackets", "bird seed", "flour", "drum kits", "vitamins", "office chairs", "sourdough", "barbecues", "scarves",
    "liquorice", "washing machines", "cocoa", "surfboards", "plasters", "sketchbooks", "root beer", "rugs", "bike locks",
    "goat cheese", "garden tools")
_MORE_PEOPLE = (
    "swimmer", "cellist", "mountaineer", "potter", "jeweller", "florist", "astronomer", "historian", "mathematician",
    "surgeon", "inventor", "explorer", "cyclist", "goalkeeper", "gymnast", "figure skater", "boxer", "tennis player",
    "chess player", "racing driver", "winemaker", "cheesemaker", "brewer", "pastry chef", "carpenter", "watchmaker",
    "fashion designer", "illustrator", "cartoonist", "puppeteer", "juggler", "conductor", "composer", "organist", "harpist",
    "trumpeter", "guitarist", "soprano", "tenor", "songwriter", "rapper", "folk singer", "playwright", "essayist",
    "columnist", "biographer", "travel writer", "filmmaker", "screenwriter", "choreographer", "storyteller", "broadcaster",
    "botanist", "zoologist", "philosopher", "economist", "mayor", "senator", "entrepreneur", "shipbuilder", "glassblower",
    "weaver", "street artist", "actress", "drummer", "film star", "ballerina", "flautist", "hairdresser", "barista", "cook",
    "engineer", "geologist", "sprinter", "archer", "fencer", "diver", "acrobat", "saxophonist", "opera singer",
    "radio host", "chemist", "vet", "midwife", "beekeeper", "bookbinder", "calligrapher", "sommelier", "minister",
    "governor")
_MORE_PLACES = (
    "the hamlet of {}", "the {} mountains", "the peninsula of {}", "{} Castle", "the bay of {}", "the fjord of {}",
    "the {} lakes", "the province of {}", "the {} canyon", "the forest of {}", "the spa town of {}",
    "the seaside resort of {}", "the {} Hotel", "the ski resort of {}", "the market town of {}",
    "the fishing village of {}", "{} National Park", "the desert of {}", "the {} highlands", "the archipelago of {}",
    "the lagoon of {}", "the oasis of {}", "the hills of {}", "the gardens of {}", "the {} Museum", "the country of {}",
    "the region of {}", "{} Beach", "the abbey of {}", "the {} Inn", "the {} quarter", "the mountain village of {}",
    "the old town of {}", "the {} caves", "the foothills of {}", "the kingdom of {}", "the marshes of {}",
    "the county of {}", "the university town of {}", "the district of {}", "the canton of {}", "the {} restaurant",
    "the vineyards of {}", "the moors of {}", "Port {}", "the ruins of {}", "{} Zoo", "the {} theme park", "the isle of {}",
    "the wine country of {}", "the {} campsite", "the hot springs of {}", "the {} theatre", "the borough of {}",
    "the capital of {}", "{} Palace", "the {} wetlands", "the {} café", "the meadows of {}", "the {} river valley")
_GIVEN = """
    Aino Bruno Carla Davor Elif Farid Greta Hamish Irena Jorge Karim Ludo Marta Nils Odette Petra Orla Rufus Sven Tarek Una
    Vera Walter Yara Zeno Aldo Birgit Celia Dagny Emil Frida Gino Hetty Isak Juno Kaspar Lena Magnus Niamh Otto Pia Rolf
    Signe Tove Viktor Wim Yuki Zora Anton Bela Cyril Dora Enzo Fay Gerda Henk Ida Jovan Katja Lars Mirko Nuala Olga Piet
    Ruth Silvio Thea Ugo Vito Wenche Yves Zita Alba Bodil Doris Edgar Ffion Georg Hugo Ivo Jutta Knut Lidia Manuel Sonja
    Olaf Pilar Rhys Stig Tilda Udo Velma Werner Donal Effie
"""


def first_ones(names: Iterator[str]) -> list[tuple[str, str, str]]:
    """280 things: kind ("product", "person" or "place"), name and label."""
    named = [("product", name := next(names), f"{name} {PRODUCTS[i % len(PRODUCTS)]}") for i in range(160)]
    for i in range(60):
        named.append(("person", name := f"{next(names)} {next(names)}", f"the {PEOPLE[i % len(PEOPLE)]} {name}"))
        named.append(("place", name := next(names), f"the {PLACES[i % len(PLACES)]} of {name}"))
    return named


def more_things() -> list[tuple[str, str, str]]:
    """720 more, of more kinds, with names that no family has otherwise."""
    names, given = iter(SHORTER), iter(_GIVEN.split())
    products = cycle((*_MORE_PRODUCTS, *PRODUCTS))
    people, places = cycle((*_MORE_PEOPLE, *PEOPLE)), cycle((*_MORE_PLACES, *(f"the {place} of {{}}" for place in PLACES)))
    named = []
    for i in range(180):
        named += [("product", name := next(names), f"{name} {next(products)}") for _ in range(2)]
        # Every other person has an everyday first name.
        first = next(given, "") if i % 2 else ""
        named.append(("person", name := f"{first or next(names)} {next(names)}", f"the {next(people)} {name}"))
        named.append(("place", name := next(names), next(places).format(name)))
    return named


# What the grammar of invented names has hit on that has a meaning already.
TAKEN = word_set("Bendel Cardin Ballin Mardin Hazan Suban Tendon Guna Koda Bima Laska Malma Maimon Jasex Losex Bonum Mulin "
                 "Casis Alina Fino Pardo Randel Vesel Navona Lulus Suren Roska Selum Hemel Hendin Husta Globan Troma Venita")
