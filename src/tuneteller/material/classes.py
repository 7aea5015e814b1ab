"""What a message may mention: classes of things, each by enough of its kind to be known from ones that were not shown."""

from __future__ import annotations


def _members(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


CLASSES: dict[str, tuple[str, ...]] = {name: _members(members) for name, members in {
    "fruit": "mangoes, plums, papayas, cherries, apricots, melons, figs, pears, bananas, lemons, peaches, kiwis, apples",
    "vegetables": "carrots, onions, cabbages, turnips, leeks, radishes, peas, spinach, celery, beets, parsnips, potatoes",
    "birds": "sparrows, eagles, owls, herons, robins, crows, swans, ducks, parrots, pigeons, gulls, penguins, storks, hawks",
    "fish": "salmon, trout, herring, carp, tuna, eels, cod, sardines, pike, mackerel, perch, sturgeon, anchovies, halibut",
    "insects": "beetles, ants, wasps, moths, crickets, bees, flies, butterflies, dragonflies, ladybirds, mosquitoes, termites",
    "instruments": "violins, flutes, trumpets, pianos, drums, harps, cellos, guitars, clarinets, oboes, banjos, trombones",
    "tools": "hammers, saws, pliers, wrenches, chisels, drills, screwdrivers, axes, rakes, shovels, files, spanners, planes",
    "trees": "oaks, willows, pines, birches, maples, elms, poplars, cedars, beeches, ash trees, yews, alders, larches, firs",
    "flowers": "roses, tulips, daisies, lilies, orchids, poppies, violets, daffodils, carnations, irises, dahlias, peonies",
    "vehicles": "trucks, bicycles, trams, buses, motorcycles, vans, tractors, taxis, scooters, trains, lorries, ambulances",
    "boats": "canoes, yachts, ferries, kayaks, barges, tankers, rafts, dinghies, submarines, gondolas, tugboats, schooners",
    "metals": "iron, copper, zinc, silver, tin, nickel, lead, gold, aluminium, titanium, platinum, chromium, tungsten, cobalt",
    "gemstones": "rubies, emeralds, sapphires, opals, diamonds, topazes, garnets, amethysts, pearls, jade, turquoises, agates",
    "planets": "Mars, Venus, Saturn, Jupiter, Neptune, Mercury, Uranus, Pluto, Ceres, Titan, Europa, Ganymede",
    "countries": "Norway, Peru, Kenya, Japan, Brazil, Egypt, Poland, Chile, Vietnam, Canada, Greece, Nepal, Ghana, Finland",
    "cities": "Lisbon, Oslo, Cairo, Lima, Vienna, Kyoto, Nairobi, Prague, Toronto, Sydney, Dublin, Athens, Seville, Turin",
    "sports": "tennis, rowing, football, fencing, hockey, cricket, boxing, golf, swimming, cycling, archery, judo, rugby",
    "clothes": "scarves, jackets, gloves, boots, shirts, trousers, hats, socks, sweaters, belts, aprons, coats, sandals",
    "furniture": "chairs, tables, sofas, wardrobes, stools, desks, beds, cupboards, benches, shelves, dressers, armchairs",
    "drinks": "coffee, lemonade, beer, cider, cocoa, wine, juice, milk, whisky, soda, espresso, rum, buttermilk, champagne",
    "spices": "cinnamon, pepper, ginger, nutmeg, cumin, paprika, cloves, cardamom, turmeric, saffron, aniseed, coriander",
    "cheeses": "cheddar, brie, gouda, parmesan, feta, mozzarella, camembert, ricotta, stilton, emmental, gruyere, halloumi",
    "weather": "rain, snow, thunder, fog, hail, drizzle, wind, storms, lightning, frost, sleet, blizzards, heatwaves, mist",
    "professions": "nurses, plumbers, lawyers, farmers, pilots, teachers, bakers, dentists, judges, clowns, tailors, surgeons",
}.items()}
"""Class -> things of it, as they stand in a sentence."""

NEAR: tuple[tuple[str, ...], ...] = (
    ("fruit", "vegetables", "spices"), ("birds", "fish", "insects"), ("trees", "flowers"), ("vehicles", "boats"),
    ("metals", "gemstones"), ("countries", "cities", "planets"), ("tools", "furniture", "instruments"), ("drinks", "cheeses"),
    ("sports", "professions"), ("clothes", "weather"),
)
"""Classes that are nearest to each other."""

HELD = 4
"""Things of each class, the last ones, that are for messages of the test alone."""

SENTENCES: tuple[str, ...] = (
    "I was just thinking about {thing}. {message}", "Speaking of {thing}: {message}", "{message} It has to do with {thing}.",
    "My neighbour keeps talking about {thing}. {message}", "There was something about {thing} on the radio. {message}",
    "{message} And then there is the matter of {thing}.",
)
"""How a message comes to mention a thing."""
