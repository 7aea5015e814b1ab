"""The words of the fictional news: places, themes with their actors, acts and causes, and the sentences of stories.

Everything here is invented; no event happened. What makes any actor, act, place and cause of a theme fit together:

- An act begins with a verb whose past and participle are the same word ("banned", "built"), so that "has banned" and
  "banned" both work, and holds no "their" or "its".
- An actor starts with an article if and only if it takes "has"; it is somebody who can speak and be thanked.
- A cause starts with its own connecting words, so that "It all began ..." and "..., and nobody had planned it" read well.
- Sentences of stories put values only where number does not show: before a past tense, a modal verb, or as an object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    """The words of a text; long lists read better so."""
    return tuple(text.split())


# --- Places: each reads well after "in" and before "'s" ------------------------------------------------------------

_INLAND_TOWNS = _words(
    "Madrid Vienna Prague Munich Berlin Warsaw Krakow Budapest Zurich Geneva Salzburg Graz Milan Turin Florence "
    "Bologna Verona Lyon Toulouse Grenoble Dijon Leeds Sheffield Birmingham Manchester Oxford Cambridge York "
    "Nottingham Leicester Cologne Dresden Leipzig Nuremberg Stuttgart Frankfurt Hanover Ghent Utrecht Seville Granada "
    "Toledo Sofia Vilnius Chicago Denver Austin Atlanta Phoenix Detroit Nashville Montreal Ottawa Toronto Calgary "
    "Winnipeg Bogota Quito Cusco Santiago Nairobi Kampala Lusaka Johannesburg Pretoria Delhi Jaipur Kathmandu Kyoto "
    "Nara Sapporo Hanoi Canberra Bern Tokyo"
)
_PORTS = _words(
    "Lisbon Porto Bilbao Barcelona Valencia Malaga Marseille Bordeaux Genoa Palermo Trieste Venice Istanbul Izmir "
    "Bristol Liverpool Plymouth Brighton Aberdeen Glasgow Edinburgh Dundee Belfast Dublin Galway Cardiff Swansea "
    "Rotterdam Antwerp Bremen Hamburg Copenhagen Aarhus Gothenburg Stockholm Oslo Bergen Trondheim Helsinki Turku "
    "Tallinn Riga Gdansk Reykjavik Boston Seattle Portland Miami Halifax Vancouver Havana Lima Montevideo Recife "
    "Dakar Accra Durban Mombasa Mumbai Chennai Colombo Singapore Bangkok Manila Osaka Kobe Nagasaki Busan Sydney "
    "Melbourne Perth Brisbane Hobart Auckland Wellington Dunedin Honolulu"
)
_INLAND_LANDS = _words(
    "Bavaria Tyrol Switzerland Austria Slovakia Slovenia Hungary Burgundy Alsace Umbria Piedmont Bohemia Moravia "
    "Transylvania Saxony Luxembourg Mongolia Nepal Bhutan Uganda Zambia Botswana Bolivia Paraguay Rajasthan Yorkshire "
    "Derbyshire Shropshire Montana Colorado Nevada Iowa Nebraska Ohio Vermont Tennessee Kentucky Arizona Utah Wyoming "
    "Alberta Manitoba Lapland"
)
_COASTS = (*_words(
    "Norway Sweden Denmark Finland Iceland Ireland Scotland Portugal Greece Croatia Estonia Latvia Brittany Normandy "
    "Cornwall Devon Kent Norfolk Sicily Sardinia Corsica Crete Malta Tuscany Galicia Andalusia Jamaica Chile Peru "
    "Ecuador Uruguay Brazil Ghana Senegal Kenya Tanzania Madagascar Zanzibar Kerala Goa Japan Hokkaido Okinawa "
    "Vietnam Thailand Bali Fiji Samoa Tonga Tasmania Queensland Newfoundland Maine Florida Oregon California Hawaii "
    "Alaska Quebec Jutland Pomerania Dalmatia Liguria Calabria"
), "New Zealand", "Nova Scotia")

TOWNS = _INLAND_TOWNS + _PORTS
LANDS = _INLAND_LANDS + _COASTS
SHORES = _PORTS + _COASTS
PLACES = TOWNS + LANDS


# --- Themes --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """What was done: as an event ("the ban on leaf blowers") and what it was about ("leaf blowers")."""

    event: str
    topic: str


@dataclass(frozen=True)
class Cause:
    """What led to it: the words that connect it ("after") and what people call it for short ("the noise")."""

    connector: str
    short: str


@dataclass(frozen=True)
class Theme:
    """A field of life whose actors, acts and causes can be combined freely, in any of its places."""

    name: str
    places: tuple[str, ...]
    actors: tuple[str, ...]
    acts: Mapping[str, Act]
    causes: Mapping[str, Cause]
    voices: tuple[str, ...]
    """Who is quoted in stories."""


_CONNECTOR = re.compile(r"(after|because of|during|thanks to) ")


def _theme(name: str, places: tuple[str, ...], *, actors: str, voices: str, acts: str, causes: str) -> Theme:
    """Actors and voices have commas between them; acts are "past | event | topic", causes "words | short", one a line."""
    parsed = {}
    for phrase, short in _rows(causes):
        connector, noun = _CONNECTOR.split(phrase)[1:]
        parsed[noun] = Cause(connector, short)
    return Theme(
        name,
        places,
        tuple(" ".join(actors.split()).split(", ")),
        {past: Act(event, topic) for past, event, topic in _rows(acts)},
        parsed,
        tuple(" ".join(voices.split()).split(", ")),
    )


def _rows(lines: str) -> list[list[str]]:
    return [line.strip().split(" | ") for line in lines.strip().splitlines()]


THEMES: tuple[Theme, ...] = (
    _theme(
        "city life",
        TOWNS,
        actors="the city council, street sweepers, night bus drivers, a taxi company, the young mayor, two traffic wardens, "
        "elderly tenants, a bridge engineer, the fire brigade, a skateboard club, a group of plumbers, the tram office",
        voices="a newspaper seller, a cyclist, a dentist, a waiter, a student, a window cleaner",
        acts="""
            banned leaf blowers | the ban on leaf blowers | leaf blowers
            painted every bench yellow | the painting of every bench in yellow | the yellow benches
            closed the main square | the closing of the main square | the main square
            built a slide beside stairs | the building of a slide beside the stairs | the slide beside the stairs
            replaced streetlights with lanterns | the swap of streetlights for lanterns | the lanterns
            named a street after pancakes | the naming of Pancake Street | the pancake street
            opened a free umbrella stand | the opening of a free umbrella stand | the free umbrellas
            stopped all traffic on Sundays | the stop of all traffic on Sundays | Sundays without traffic
            filled a garage with sand | the filling of a garage with sand | the sand in the garage
            installed singing traffic lights | the installation of singing traffic lights | the singing traffic lights
            removed all advertising posters | the removal of all advertising posters | advertising posters
            hired goats to cut grass | the hiring of goats to cut the grass | the goats
        """,
        causes="""
            after complaints about noise | the noise
            because of a cracked bridge | the crack in the bridge
            after a children's petition | the petition
            during a bus strike | the missing buses
            after a record heatwave | the heat
            thanks to a lottery win | the prize money
            after a burst water pipe | the burst pipe
            because of a rat plague | the rats
            thanks to a stranger's gift | the unknown giver
            during a power cut | the dark streets
            after a film crew's visit | the film crew
            because of a lost bet | the bet
        """,
    ),
    _theme(
        "medicine",
        PLACES,
        actors="a children's hospital, night nurses, a village doctor, eye surgeons, a dental clinic, a team of midwives, "
        "two pharmacists, a sleep laboratory, the ambulance service, an allergy specialist, a heart clinic, medical students",
        voices="a patient, a hospital cleaner, a retired surgeon, a visitor with flowers, a physiotherapist",
        acts="""
            replaced sleeping pills with lullabies | the swap of sleeping pills for lullabies | the lullabies
            cured hiccups with cold honey | the cure of hiccups with cold honey | hiccups
            tested bandages made from seaweed | the test of seaweed bandages | seaweed bandages
            invented a painless needle | the invention of a painless needle | the painless needle
            built a wooden knee | the building of a wooden knee | the wooden knee
            prescribed dancing for back pain | the prescribing of dancing for back pain | the dancing patients
            invited snorers to a contest | the contest for snorers | the snorers
            banned white coats | the ban on white coats | white coats
            trained dogs to smell fever | the training of dogs to smell fever | the fever dogs
            discovered a new blood group | the discovery of a new blood group | the new blood group
            offered free glasses to pensioners | the offer of free glasses to pensioners | the free glasses
            served chocolate before every injection | the serving of chocolate before injections | the chocolate
        """,
        causes="""
            after a flu outbreak | the flu
            thanks to a patient's poem | the poem
            after ten years of tests | the long tests
            because of a medicine shortage | the empty medicine shelves
            after a janitor's suggestion | the janitor
            during a canteen strike | the closed canteen
            after a mistake with labels | the wrong labels
            thanks to a grandmother's recipe | the old recipe
            after a study of twins | the twins
            because of long waiting lists | the waiting lists
            after a visit from clowns | the clowns
            because of a pollen cloud | the pollen
        """,
    ),
    _theme(
        "schools",
        PLACES,
        actors="a primary school, maths teachers, school cooks, a chess teacher, twelve first graders, a boarding school, "
        "a strict headmaster, worried parents, a school bus driver, an evening college, a forest kindergarten, a drama class",
        voices="a school nurse, a cleaner, a librarian, a music teacher, a lollipop seller at the gate",
        acts="""
            abolished homework on Fridays | the end of homework on Fridays | Friday homework
            moved lessons to the roof | the move of lessons to the roof | the lessons on the roof
            replaced desks with hammocks | the swap of desks for hammocks | the hammocks
            taught geography with pizza | the teaching of geography with pizza | the pizza lessons
            silenced the school bell | the silencing of the school bell | the silent bell
            introduced a daily nap | the introduction of a daily nap | the daily nap
            adopted a blind donkey | the adoption of a blind donkey | the blind donkey
            buried a time capsule | the burial of a time capsule | the time capsule
            held all exams in tents | the move of all exams into tents | the exams in tents
            started classes at noon | the start of classes at noon | classes at noon
            rewarded kindness with stars | the rewarding of kindness with stars | the stars for kindness
            won a spelling contest | the victory in a spelling contest | the spelling contest
        """,
        causes="""
            after a flooded gym lesson | the wet gym
            thanks to a class vote | the vote
            because of a chalk shortage | the missing chalk
            after an inspector's visit | the inspector
            during a heating failure | the cold classrooms
            after a pupil's essay | the essay
            because of yawning pupils | the yawning
            after a pillow fight | the pillows
            thanks to a former caretaker | the old caretaker
            after a science fair | the fair
            during a chickenpox outbreak | the chickenpox
            because of a wasp nest | the wasps
        """,
    ),
    _theme(
        "zoos",
        PLACES,
        actors="a small zoo, elephant keepers, a reptile house, a penguin expert, two young vets, a safari park, "
        "the zoo director, a monkey sanctuary, retired lion tamers, an insect researcher, a butterfly farm, an aquarium diver",
        voices="a visitor with a pram, a ticket seller, a retired zookeeper, a biology teacher, an ice cream seller",
        acts="""
            released forty tortoises | the release of forty tortoises | the tortoises
            taught a parrot chess | the teaching of chess to a parrot | the parrot
            weighed every single ant | the weighing of every single ant | the ants
            knitted scarves for penguins | the knitting of scarves for penguins | the penguin scarves
            filmed a sleeping giraffe | the filming of a sleeping giraffe | the sleeping giraffe
            hatched an ostrich egg | the hatching of an ostrich egg | the ostrich egg
            played jazz to crocodiles | the jazz concert for crocodiles | the crocodiles
            traded a camel for llamas | the trade of a camel for llamas | the llamas
            counted hippos from balloons | the counting of hippos from balloons | the hippos
            washed a rhino with milk | the washing of a rhino with milk | the rhino
            raised a white wolf cub | the raising of a white wolf cub | the wolf cub
            opened a hotel for hedgehogs | the opening of a hotel for hedgehogs | the hedgehogs
        """,
        causes="""
            after an elephant's birthday | the birthday party
            because of a broken fence | the hole in the fence
            during a freezing night | the cold
            after an escape by bus | the escape
            thanks to collected coins | the coins
            because of a banana shortage | the missing bananas
            after a guard's strange dream | the dream
            after a lightning strike | the lightning
            thanks to hidden cameras | the cameras
            because of a visitor's complaint | the complaint
            during a moonlight tour | the moonlight
            because of a stolen key | the key
        """,
    ),
    _theme(
        "farming",
        LANDS,
        actors="a dairy farmer, potato growers, a goat cheese maker, three beekeepers, an onion farm, young shepherds, "
        "a winegrowing family, an apple grower, the village blacksmith, a turkey breeder, organic farmers, a tractor driver",
        voices="a baker, a miller, a farmhand, a seed seller, a weather reporter",
        acts="""
            harvested a giant pumpkin | the harvest of a giant pumpkin | the giant pumpkin
            milked cows by candlelight | the milking of cows by candlelight | the candlelight milk
            planted a mile of sunflowers | the planting of a mile of sunflowers | the sunflowers
            painted sheep bright orange | the painting of sheep in bright orange | the orange sheep
            replaced horses with oxen | the swap of horses for oxen | the oxen
            bottled morning dew | the bottling of morning dew | the bottled dew
            bred a square melon | the breeding of a square melon | the square melon
            buried butter in a bog | the burial of butter in a bog | the butter in the bog
            scared crows with violins | the scaring of crows with violins | the violins
            built a windmill from scrap | the building of a windmill from scrap | the windmill
            fed pigs with seaweed | the feeding of pigs with seaweed | the pigs
            rented hens to neighbours | the renting of hens to neighbours | the rented hens
        """,
        causes="""
            after a violent hailstorm | the hail
            because of a dry spring | the drought
            thanks to an old almanac | the almanac
            after a barn fire | the smoke
            because of greedy deer | the deer
            thanks to a warm winter | the mild weather
            after a quarrel over hay | the quarrel
            during a full moon | the bright nights
            after a letter from schoolchildren | the letter
            because of cheap milk | the price of milk
            after a caterpillar invasion | the caterpillars
            thanks to a cousin's advice | the cousin
        """,
    ),
    _theme(
        "food",
        PLACES,
        actors="a pastry chef, pizza bakers, an old bakery, a noodle bar, army cooks, a chocolate factory, "
        "two ice cream sellers, a vegetarian butcher, a soup kitchen, a jam maker, hotel waiters, a cookery school",
        voices="a hungry guest, a food critic, a dishwasher, a spice trader, a regular customer",
        acts="""
            baked a mile-long baguette | the baking of a mile-long baguette | the mile-long baguette
            invented blue ketchup | the invention of blue ketchup | the blue ketchup
            served salad in flowerpots | the serving of salad in flowerpots | the salad in flowerpots
            banned forks at lunchtime | the ban on forks at lunchtime | forks
            filled dumplings with rhubarb | the filling of dumplings with rhubarb | the rhubarb dumplings
            smoked salmon over tea leaves | the smoking of salmon over tea leaves | the smoked salmon
            cooked stew in a bathtub | the cooking of stew in a bathtub | the bathtub stew
            sold bread by telephone | the sale of bread by telephone | the telephone bread
            carved a castle from butter | the carving of a castle from butter | the butter castle
            priced meals in smiles | the pricing of meals in smiles | the price in smiles
            pickled forty watermelons | the pickling of forty watermelons | the pickled watermelons
            launched a garlic dessert | the launch of a garlic dessert | the garlic dessert
        """,
        causes="""
            after a kitchen accident | the accident
            because of an egg shortage | the missing eggs
            thanks to a forgotten cookbook | the cookbook
            after a critic's bad review | the review
            because of rising sugar prices | the price of sugar
            during a wedding feast | the wedding
            after a wrong delivery | the delivery
            because of a broken oven | the cold oven
            after an argument over salt | the salt
            thanks to a sailor's tip | the sailor
            after a customer's joke | the joke
            during a street festival | the crowds in the street
        """,
    ),
    _theme(
        "sport",
        PLACES,
        actors="a rowing club, amateur boxers, a women's football team, a marathon runner, a swimming coach, "
        "wheelchair racers, the hockey league, a tennis academy, retired gymnasts, a handball goalkeeper, "
        "two cycling brothers, a judo school",
        voices="a referee, a loyal fan, a sports reporter, a groundskeeper, a masseur",
        acts="""
            played a match in silence | the match in silence | the silent match
            swapped trophies for apple trees | the swap of trophies for apple trees | the apple trees
            trained in a salt mine | the training in a salt mine | the salt mine
            invented a race for grandparents | the invention of a race for grandparents | the racing grandparents
            banned shouting from the sidelines | the ban on shouting from the sidelines | the shouting
            carried a piano uphill | the carrying of a piano uphill | the piano
            abolished the starting whistle | the end of the starting whistle | the starting whistle
            painted the stadium pink | the painting of the stadium in pink | the pink stadium
            challenged monks to table tennis | the table tennis match against monks | the monks
            melted medals into a bell | the melting of medals into a bell | the bell
            hired an owl as mascot | the hiring of an owl as mascot | the owl
            skipped rope until midnight | the rope skipping until midnight | the skipping ropes
        """,
        causes="""
            after seven straight defeats | the defeats
            because of a flooded pitch | the water on the pitch
            thanks to a fan's savings | the savings
            after a disappointing season | the bad season
            because of stolen jerseys | the jerseys
            during a television strike | the dark screens
            after a bet with firefighters | the bet
            because of a knee injury | the knee
            after a rival's apology | the apology
            thanks to new running shoes | the new shoes
            during a training camp | the camp
            after a wrong anthem | the anthem
        """,
    ),
    _theme(
        "music",
        PLACES,
        actors="a brass band, a youth orchestra, two organ builders, a deaf drummer, an opera house, a sailors' choir, "
        "street violinists, a piano tuner, a folk singer, a jazz trio, church bell ringers, a music academy",
        voices="a music critic, a cloakroom attendant, a sound engineer, a concertgoer, a flute teacher",
        acts="""
            performed in an empty pool | the performance in an empty pool | the empty pool
            built a harp from ice | the building of a harp from ice | the ice harp
            recorded a song for whales | the recording of a song for whales | the song for whales
            tuned forty rusty bicycles | the tuning of forty rusty bicycles | the rusty bicycles
            composed a waltz about cheese | the composing of a waltz about cheese | the cheese waltz
            hummed a whole symphony | the humming of a whole symphony | the hummed symphony
            banned clapping at concerts | the ban on clapping at concerts | clapping
            discovered a lost lullaby | the discovery of a lost lullaby | the lost lullaby
            swapped trumpets for garden hoses | the swap of trumpets for garden hoses | the garden hoses
            auctioned a cracked cello | the auction of a cracked cello | the cracked cello
            taught policemen to yodel | the teaching of yodelling to policemen | the yodelling policemen
            opened a library of echoes | the opening of a library of echoes | the echoes
        """,
        causes="""
            because of broken strings | the strings
            after a stormy rehearsal | the rehearsal
            because of a missing conductor | the conductor
            thanks to an inherited gramophone | the gramophone
            after a sleepless tour | the tour
            after a landlord's complaint | the landlord
            during an organ repair | the repair
            thanks to a radio contest | the contest
            because of coughing listeners | the coughing
            after a cat's stage debut | the cat on stage
            during a hot summer night | the hot night
            after a long standing ovation | the applause
        """,
    ),
    _theme(
        "theatre and film",
        PLACES,
        actors="a puppet theatre, a silent film actor, ballet dancers, two costume makers, a circus family, an outdoor "
        "cinema, a film school, stage technicians, a retired magician, a travelling theatre company, young playwrights, "
        "an acting coach",
        voices="an usher, a make-up artist, a theatre critic, a ticket collector, a guest in the first row",
        acts="""
            staged a play for babies | the play for babies | the babies in the audience
            performed a comedy backwards | the performance of a comedy backwards | the backwards comedy
            filmed a western with toddlers | the filming of a western with toddlers | the toddler western
            replaced actors with shadows | the swap of actors for shadows | the shadows
            sold tickets for old socks | the sale of tickets for old socks | the old socks
            rehearsed in a car wash | the rehearsal in a car wash | the car wash
            cut every sad ending | the cutting of every sad ending | sad endings
            built a stage on stilts | the building of a stage on stilts | the stage on stilts
            danced on giant piano keys | the dance on giant piano keys | the giant piano keys
            hypnotised a whole audience | the hypnosis of a whole audience | the hypnotised audience
            juggled burning umbrellas | the juggling of burning umbrellas | the burning umbrellas
            projected cartoons onto clouds | the projection of cartoons onto clouds | the cartoons on the clouds
        """,
        causes="""
            because of a torn curtain | the curtain
            because of a lost script | the missing script
            thanks to a hidden trapdoor | the trapdoor
            after an unattended premiere | the empty seats
            during a fire drill | the drill
            because of stage fright | the nerves
            after a wig mix-up | the wigs
            thanks to a ghost story | the ghost
            after a director's resignation | the director
            because of falling ticket sales | the ticket sales
            during a masked ball | the ball
            after a spotlight explosion | the spotlight
        """,
    ),
    _theme(
        "museums and art",
        PLACES,
        actors="a modern art museum, a portrait painter, museum guards, a glass blower, two young sculptors, a wax museum, "
        "an art restorer, a pottery workshop, graffiti artists, a photography club, a small gallery, tapestry weavers",
        voices="an art student, a tour guide, a picture framer, a collector, a museum cafe owner",
        acts="""
            hung all paintings upside down | the hanging of all paintings upside down | the upside down paintings
            exhibited lost umbrellas | the exhibition of lost umbrellas | the lost umbrellas
            repaired a giant mosaic | the repair of a giant mosaic | the giant mosaic
            modelled a horse in marzipan | the modelling of a horse in marzipan | the marzipan horse
            uncovered a hidden self-portrait | the uncovering of a hidden self-portrait | the hidden self-portrait
            invited dogs into the gallery | the invitation of dogs into the gallery | the dogs in the gallery
            sketched ten thousand hands | the sketching of ten thousand hands | the sketched hands
            sculpted a bicycle from salt | the sculpting of a bicycle from salt | the salt bicycle
            darkened every exhibition room | the darkening of every exhibition room | the dark rooms
            donated a stone elephant | the donation of a stone elephant | the stone elephant
            covered a bridge in wool | the covering of a bridge in wool | the woollen bridge
            returned a golden mask | the return of a golden mask | the golden mask
        """,
        causes="""
            after a cleaner's mistake | the cleaner
            because of bare walls | the bare walls
            thanks to an X-ray image | the X-ray
            after a forger's confession | the forger
            after a visit by schoolchildren | the schoolchildren
            because of a leaking ceiling | the ceiling
            during a long lunch break | the lunch break
            thanks to an anonymous postcard | the postcard
            after a heated auction | the auction
            because of a paint allergy | the paint
            after a colourful dream | the dream
            during the longest night | the long night
        """,
    ),
    _theme(
        "space",
        PLACES,
        actors="a mountain observatory, amateur astronomers, a retired astronaut, a rocket engineer, a planetarium director, "
        "two moon researchers, a space agency, telescope builders, a satellite company, a physics professor, "
        "night sky photographers, a meteorite hunter",
        voices="a science teacher, a radio amateur, a lens grinder, a young stargazer, a technician",
        acts="""
            discovered a green comet | the discovery of a green comet | the green comet
            named an asteroid after onions | the naming of the onion asteroid | the onion asteroid
            launched a wooden satellite | the launch of a wooden satellite | the wooden satellite
            ripened tomatoes in orbit | the ripening of tomatoes in orbit | the tomatoes in orbit
            measured the smell of moondust | the measuring of the smell of moondust | the moondust
            sent a poem to Saturn | the sending of a poem to Saturn | the poem for Saturn
            photographed a blue meteor | the photographing of a blue meteor | the blue meteor
            built a telescope from bottles | the building of a telescope from bottles | the bottle telescope
            received a signal from Venus | the arrival of a signal from Venus | the signal from Venus
            mapped the caves of Mars | the mapping of the caves of Mars | the caves of Mars
            tested a lunar bicycle | the test of a lunar bicycle | the lunar bicycle
            caught cosmic dust in jam | the catching of cosmic dust in jam | the cosmic dust
        """,
        causes="""
            after forty cloudy nights | the clouds
            because of bright city lights | the city lights
            thanks to a polished mirror | the mirror
            during a solar storm | the storm on the sun
            after a calculation error | the error
            thanks to a child's question | the question
            because of a jammed dome | the jammed dome
            after a cancelled rocket start | the cancelled start
            during a lunar eclipse | the eclipse
            after an alarm at midnight | the alarm
            thanks to a cheap camera | the camera
            because of an ancient prophecy | the prophecy
        """,
    ),
    _theme(
        "the sea",
        SHORES,
        actors="a fishing crew, lighthouse keepers, a marine biologist, the harbour master, oyster divers, a ferry captain, "
        "a sailing school, two boat builders, a shrimp trader, the coast guard, a submarine pilot, young surfers",
        voices="a fishmonger, a dock worker, a lifeguard, a net mender, a beach cafe owner",
        acts="""
            rescued a stranded whale | the rescue of a stranded whale | the stranded whale
            raised a sunken tram | the raising of a sunken tram | the sunken tram
            knotted a giant fishing net | the knotting of a giant fishing net | the giant net
            discovered a glowing reef | the discovery of a glowing reef | the glowing reef
            towed an iceberg into harbour | the towing of an iceberg into harbour | the iceberg
            caught a two-headed lobster | the catch of a two-headed lobster | the two-headed lobster
            raced bathtubs across the bay | the race of bathtubs across the bay | the bathtubs
            closed the beach at night | the closing of the beach at night | the closed beach
            collected a mountain of seashells | the collecting of a mountain of seashells | the seashells
            opened an underwater hotel | the opening of an underwater hotel | the underwater hotel
            counted seals from kites | the counting of seals from kites | the seals
            planted a garden on rafts | the planting of a garden on rafts | the garden on rafts
        """,
        causes="""
            after a spring tide | the tide
            because of thick fog | the fog
            thanks to a floating bottle | the bottle
            after a jellyfish invasion | the jellyfish
            during a seagull attack | the seagulls
            because of a torn sail | the sail
            after an engine breakdown | the silent engine
            thanks to an ancient chart | the chart
            after a sailor's promise | the promise
            because of an empty harbour | the empty harbour
            during a fish auction | the fish
            after a pirate festival | the pirates
        """,
    ),
    _theme(
        "railways",
        PLACES,
        actors="a railway company, train conductors, a station master, a tram driver, sleeping car attendants, "
        "a model railway club, two engine drivers, a ticket inspector, track workers, a metro operator, dining car cooks, "
        "a steam train museum",
        voices="a commuter, a porter, a kiosk owner, a season ticket holder, a retired signal operator",
        acts="""
            printed tickets on chocolate | the printing of tickets on chocolate | the chocolate tickets
            added a library carriage | the addition of a library carriage | the library carriage
            repainted trains as caterpillars | the repainting of trains as caterpillars | the caterpillar trains
            abolished first class seats | the end of first class seats | first class seats
            delayed trains for ducklings | the delay of trains for ducklings | the ducklings
            reopened a forgotten tunnel | the reopening of a forgotten tunnel | the forgotten tunnel
            hired poets as announcers | the hiring of poets as announcers | the poets
            raced a train against camels | the race of a train against camels | the camels
            installed bathtubs in trains | the installation of bathtubs in trains | the bathtubs
            offered rides for riddles | the offer of rides for riddles | the riddles
            recovered a buried locomotive | the recovery of a buried locomotive | the buried locomotive
            replaced horns with cuckoo calls | the swap of horns for cuckoo calls | the cuckoo calls
        """,
        causes="""
            after a signal failure | the signals
            because of leaves on rails | the leaves
            after a missed connection | the long wait
            thanks to an abandoned suitcase | the suitcase
            during the morning rush hour | the crowds
            because of a stubborn cow | the cow
            after a timetable error | the timetable
            thanks to a passenger's diary | the diary
            during a bridge inspection | the closed bridge
            after a coffee spill | the coffee
            because of worn wheels | the wheels
            after an anniversary speech | the speech
        """,
    ),
    _theme(
        "archaeology",
        PLACES,
        actors="an archaeology student, cave explorers, a history professor, a treasure hunter, road workers, a castle owner, "
        "an underwater archaeologist, a university team, map historians, a dinosaur expert, a bone specialist, "
        "three elderly monks",
        voices="a museum guide, a farmer nearby, a digger driver, a retired historian, a coin dealer",
        acts="""
            unearthed a bronze chariot | the unearthing of a bronze chariot | the bronze chariot
            deciphered a stone recipe | the deciphering of a stone recipe | the stone recipe
            opened a sealed tomb | the opening of a sealed tomb | the sealed tomb
            discovered a buried theatre | the discovery of a buried theatre | the buried theatre
            baked bread from ancient grain | the baking of bread from ancient grain | the ancient grain
            rebuilt a Viking longboat | the rebuilding of a Viking longboat | the Viking longboat
            found dinosaur eggs in clay | the discovery of dinosaur eggs in clay | the dinosaur eggs
            restored a king's sandals | the restoration of a king's sandals | the sandals
            dug a tunnel with spoons | the digging of a tunnel with spoons | the spoon tunnel
            played a bone flute | the playing of a bone flute | the bone flute
            traced a forgotten Roman road | the tracing of a forgotten Roman road | the Roman road
            emptied a well of coins | the emptying of a well of coins | the coins in the well
        """,
        causes="""
            after a small landslide | the landslide
            because of a collapsed cellar | the cellar
            thanks to a curious dog | the dog
            because of falling water levels | the low water
            during motorway construction | the motorway
            thanks to satellite pictures | the pictures
            because of an uprooted oak | the oak
            thanks to a busy mole | the mole
            after decades of searching | the long search
            because of a farmer's plough | the plough
            during a school excursion | the schoolchildren
            because of an old legend | the legend
        """,
    ),
    _theme(
        "robots and computers",
        PLACES,
        actors="a robotics laboratory, a software company, two teenage programmers, a vacuum cleaner maker, a drone club, "
        "a computer museum, a toaster inventor, the telephone company, a video game studio, a chip factory, "
        "repair cafe volunteers, an app developer",
        voices="a system administrator, a puzzled customer, a mathematics student, an electrician, a games tester",
        acts="""
            taught a robot to knit | the teaching of knitting to a robot | the knitting robot
            built a typewriter for dogs | the building of a typewriter for dogs | the typewriter for dogs
            staged a wedding for robots | the wedding of two robots | the robot couple
            deleted two million emails | the deletion of two million emails | the deleted emails
            programmed a polite alarm clock | the programming of a polite alarm clock | the polite alarm clock
            launched a wooden smartphone | the launch of a wooden smartphone | the wooden smartphone
            trained drones to deliver soup | the training of drones to deliver soup | the soup drones
            developed a singing fridge | the development of a singing fridge | the singing fridge
            unplugged a talking lift | the unplugging of a talking lift | the talking lift
            printed a house from mud | the printing of a house from mud | the mud house
            replaced passwords with whistling | the swap of passwords for whistling | the whistling
            translated the language of bees | the translation of the language of bees | the language of bees
        """,
        causes="""
            after a server crash | the crash
            because of spilled lemonade | the lemonade
            thanks to a typing error | the wrong key
            after a weekend without sleep | the long weekend
            during an internet outage | the outage
            because of a battery recall | the batteries
            after a customer survey | the survey
            thanks to recycled cables | the old cables
            because of a failed update | the update
            after a humiliating chess defeat | the chess game
            during a product demonstration | the demonstration
            after a grandfather's request | the grandfather
        """,
    ),
    _theme(
        "books",
        PLACES,
        actors="the town library, a crime novelist, old bookbinders, a poetry club, a dictionary publisher, "
        "two book illustrators, a secondhand bookshop, a mobile librarian, young translators, a comic artist, "
        "a handwriting teacher, a printing house",
        voices="a proofreader, a child with a library card, a literary critic, a paper merchant, a retired teacher",
        acts="""
            lent umbrellas with every book | the lending of umbrellas with every book | the borrowed umbrellas
            published a novel without verbs | the publication of a novel without verbs | the novel without verbs
            printed poems on eggs | the printing of poems on eggs | the poems on eggs
            found a secret reading room | the discovery of a secret reading room | the secret reading room
            cancelled all overdue fines | the cancelling of all overdue fines | overdue fines
            copied an atlas by hand | the copying of an atlas by hand | the copied atlas
            sorted all books by colour | the sorting of all books by colour | the sorted books
            banned whispering between shelves | the ban on whispering between shelves | the whispering
            translated nursery rhymes into Latin | the translation of nursery rhymes into Latin | the Latin rhymes
            stacked paperbacks into a lighthouse | the stacking of paperbacks into a lighthouse | the paperback lighthouse
            read ghost stories to chickens | the reading of ghost stories to chickens | the chickens
            awarded a prize for misprints | the award of a prize for misprints | misprints
        """,
        causes="""
            because of hungry mice | the mice
            because of an ink shortage | the ink
            thanks to a forgotten bookmark | the bookmark
            after a reader's angry letter | the angry letter
            during a book fair | the book fair
            because of wet shelves | the wet shelves
            after a dispute about commas | the commas
            thanks to a blind reader | the blind reader
            after an author's disappearance | the missing author
            during a poetry marathon | the marathon
            because of tiny print | the tiny print
            after a broken promise | the promise
        """,
    ),
    _theme(
        "festivals",
        PLACES,
        actors="a carnival club, fireworks makers, a wedding planner, a lantern festival, kite makers, the parade committee, "
        "a folk dance group, stilt walkers, the fairground owner, two birthday clowns, a tea ceremony master, the flower queen",
        voices="a candyfloss seller, a drummer, a dance teacher, a guest from abroad, a balloon seller",
        acts="""
            replaced fireworks with soap bubbles | the swap of fireworks for soap bubbles | the soap bubbles
            danced for sixty hours | the dance of sixty hours | the sixty hours of dancing
            crowned a goat as king | the crowning of a goat as king | the goat
            lit a thousand floating candles | the lighting of a thousand floating candles | the floating candles
            postponed the new year | the postponing of the new year | the late new year
            led a parade of snails | the parade of snails | the snails
            invented a holiday for left-handers | the invention of a holiday for left-handers | the left-handers
            built a carousel from beds | the building of a carousel from beds | the carousel of beds
            tossed ten thousand pillows | the tossing of ten thousand pillows | the pillows
            dyed a river with beetroot | the dyeing of a river with beetroot | the beetroot river
            raised a kite of bedsheets | the raising of a kite of bedsheets | the bedsheet kite
            wrapped lamp posts in ribbons | the wrapping of lamp posts in ribbons | the ribbons
        """,
        causes="""
            because of pouring rain | the rain
            thanks to a fortune teller | the fortune teller
            because of a lost drum | the drum
            because of nervous dogs | the nervous dogs
            during a mask contest | the masks
            after a double booking | the wrong date
            thanks to borrowed costumes | the costumes
            because of a confetti shortage | the confetti
            after a golden wedding | the wedding
            during a sudden thunderstorm | the thunder
            after an old woman's wish | the wish
            because of late musicians | the late musicians
        """,
    ),
    _theme(
        "gardens",
        PLACES,
        actors="a botanical garden, rose growers, a park ranger, two bonsai growers, an allotment club, monastery gardeners, "
        "a tulip trader, a cactus collector, the palace gardener, a tree surgeon, a moss researcher, garden gnome makers",
        voices="a florist, a jogger, a retired botanist, an early riser on a bench, a wheelbarrow maker",
        acts="""
            planted a forest in buckets | the planting of a forest in buckets | the forest in buckets
            trimmed hedges into teapots | the trimming of hedges into teapots | the teapot hedges
            bred a black daffodil | the breeding of a black daffodil | the black daffodil
            mowed lawns with rabbits | the mowing of lawns with rabbits | the rabbits
            watered trees with cold tea | the watering of trees with cold tea | the cold tea
            moved an ancient olive tree | the moving of an ancient olive tree | the olive tree
            released a million ladybirds | the release of a million ladybirds | the ladybirds
            grafted pears onto lemon trees | the grafting of pears onto lemon trees | the pears
            built a maze of bamboo | the building of a maze of bamboo | the bamboo maze
            discovered a whistling mushroom | the discovery of a whistling mushroom | the whistling mushroom
            buried letters under roses | the burial of letters under roses | the buried letters
            painted autumn leaves green | the painting of autumn leaves in green | the green leaves
        """,
        causes="""
            after a late frost | the frost
            because of greedy slugs | the slugs
            thanks to warm compost | the compost
            after a seed mix-up | the seeds
            during a watering ban | the dry pipes
            because of sneezing visitors | the sneezing
            because of nesting blackbirds | the blackbirds
            thanks to a rusty spade | the spade
            after a fungus outbreak | the fungus
            during a flower show | the show
            because of a fallen wall | the wall
            after a botanist's lecture | the lecture
        """,
    ),
    _theme(
        "pets",
        PLACES,
        actors="a dog trainer, elderly cat owners, an animal shelter, a hamster breeder, a poodle salon, two pet detectives, "
        "a budgie club, a goldfish shop, a guide dog school, rabbit show judges, a pet hotel, a veterinary nurse",
        voices="a dog walker, a pet food seller, a child with a leash, an animal lover, a taxi driver",
        acts="""
            opened a cinema for dogs | the opening of a cinema for dogs | the dog cinema
            taught a cat to swim | the teaching of swimming to a cat | the swimming cat
            appointed a hamster as manager | the appointment of a hamster as manager | the hamster
            tracked a runaway tortoise | the tracking of a runaway tortoise | the runaway tortoise
            dressed poodles as astronauts | the dressing of poodles as astronauts | the astronaut poodles
            cooked a banquet for cats | the cooking of a banquet for cats | the cat banquet
            built guinea pigs a castle | the building of a castle for guinea pigs | the guinea pigs
            rescued kittens from a piano | the rescue of kittens from a piano | the kittens
            measured the longest dachshund | the measuring of the longest dachshund | the long dachshund
            banned barking on Mondays | the ban on barking on Mondays | Monday barking
            adopted ninety lost budgies | the adoption of ninety lost budgies | the lost budgies
            painted portraits of goldfish | the painting of portraits of goldfish | the goldfish portraits
        """,
        causes="""
            after a howling contest | the howling
            because of a flea plague | the fleas
            thanks to a tiny microchip | the microchip
            after a neighbour's holiday | the neighbour
            because of an open cage | the cage
            during a house move | the moving boxes
            because of a chewed sofa | the sofa
            thanks to a squeaky toy | the toy
            because of lonely pensioners | the pensioners
            after a vet's warning | the warning
            during a cat show | the cat show
            because of loud firecrackers | the firecrackers
        """,
    ),
    _theme(
        "mountains",
        LANDS,
        actors="a mountain guide, ski instructors, a rescue team, mountain hut owners, a hiking club, a forest ranger, "
        "a charcoal burner, two paragliding pilots, a bird watcher, a cable car operator, a wolf expert, a bear biologist",
        voices="an innkeeper, a hiker with a stick, a cheese seller, a map maker, a weather observer",
        acts="""
            climbed a peak in slippers | the climbing of a peak in slippers | the slippers
            built a summit sauna | the building of a summit sauna | the summit sauna
            marked trails with bells | the marking of trails with bells | the bells on the trails
            measured the tallest fir | the measuring of the tallest fir | the tallest fir
            rescued tourists from a treehouse | the rescue of tourists from a treehouse | the treehouse
            discovered a hot spring | the discovery of a hot spring | the hot spring
            tamed a wild eagle | the taming of a wild eagle | the wild eagle
            stretched a hammock between cliffs | the stretching of a hammock between cliffs | the hammock
            counted all the marmots | the counting of all the marmots | the marmots
            slid downhill on trays | the sliding downhill on trays | the trays
            replanted a burned forest | the replanting of a burned forest | the burned forest
            banned selfies on ridges | the ban on selfies on ridges | selfies
        """,
        causes="""
            after a heavy rockfall | the rocks
            because of melting snow | the melting snow
            thanks to a faded map | the map
            after a wrong turn | the wrong turn
            during an avalanche warning | the warning
            because of a curious bear | the bear
            after a ski lift failure | the ski lift
            thanks to strong winds | the wind
            because of missing goats | the goats
            after a hermit's advice | the hermit
            during a mushroom hunt | the mushrooms
            after a helicopter landing | the helicopter
        """,
    ),
    _theme(
        "shops and markets",
        TOWNS,
        actors="a flea market trader, an umbrella shop, two rival barbers, a toy shop, a department store, flower sellers, "
        "a supermarket cashier, an old watchmaker, a furniture store, a candle shop, a corner kiosk, carpet dealers",
        voices="a shop assistant, a bargain hunter, a delivery driver, a shopper with two bags, a tax adviser",
        acts="""
            sold clouds in jars | the sale of clouds in jars | the clouds in jars
            removed all price tags | the removal of all price tags | price tags
            opened only at midnight | the opening only at midnight | the midnight hours
            traded clocks for honey | the trading of clocks for honey | the honey
            hired grandmothers as models | the hiring of grandmothers as models | the grandmothers
            filled the window with snow | the filling of the window with snow | the snow in the window
            handed out free hugs | the handing out of free hugs | the free hugs
            built a tower of shoeboxes | the building of a tower of shoeboxes | the shoebox tower
            sorted goods by smell | the sorting of goods by smell | the smells
            auctioned a haunted wardrobe | the auction of a haunted wardrobe | the haunted wardrobe
            banned plastic carrier bags | the ban on plastic carrier bags | plastic bags
            accepted buttons as money | the accepting of buttons as money | the buttons
        """,
        causes="""
            after a failed burglary | the burglar
            because of misprinted leaflets | the leaflets
            thanks to a lucky coin | the coin
            after a quiet winter | the quiet months
            because of high rents | the rents
            during a clearance sale | the sale
            after an inventory error | the inventory
            thanks to a faithful customer | the faithful customer
            because of a stuck door | the stuck door
            after a quarrel over parking | the parking
            during a snowy weekend | the snowy weekend
            because of broken tills | the broken tills
        """,
    ),
    _theme(
        "police",
        TOWNS,
        actors="two police officers, a traffic policewoman, a retired detective, the lost property office, a night watchman, "
        "a fingerprint expert, a young judge, a forensic photographer, a master locksmith, customs officers, a bank clerk, "
        "a bicycle patrol",
        voices="a witness, a court reporter, a passer-by, a lawyer, a night porter",
        acts="""
            caught a raccoon in uniform | the capture of a raccoon in uniform | the raccoon
            found a stolen carousel | the finding of a stolen carousel | the stolen carousel
            returned ninety lost keys | the return of ninety lost keys | the lost keys
            solved the spoon mystery | the solving of the spoon mystery | the spoons
            fined a statue for parking | the parking fine for a statue | the statue
            guarded a melon for weeks | the guarding of a melon for weeks | the melon
            arrested a scarecrow by mistake | the arrest of a scarecrow by mistake | the scarecrow
            chased a runaway ostrich | the chase of a runaway ostrich | the ostrich
            auctioned seized garden gnomes | the auction of seized garden gnomes | the garden gnomes
            stopped an illegal snail race | the stopping of an illegal snail race | the snail race
            opened a safe with tweezers | the opening of a safe with tweezers | the safe
            replaced sirens with birdsong | the swap of sirens for birdsong | the birdsong
        """,
        causes="""
            after an anonymous call | the call
            because of muddy footprints | the footprints
            thanks to a sharp-eyed child | the child
            after a false alarm | the alarm
            during a shift change | the change of shift
            because of a forged signature | the signature
            after a tip from neighbours | the tip
            because of a rusty lock | the lock
            thanks to a dropped glove | the glove
            after a week of surveillance | the long watch
            because of a loud parrot | the parrot
            during a traffic jam | the traffic jam
        """,
    ),
    _theme(
        "post",
        PLACES,
        actors="a village postwoman, parcel couriers, the post office, a stamp designer, a pigeon breeder, "
        "bicycle messengers, a mail sorter, two letter writers, a stamp collector, an envelope factory, a postal museum, "
        "rural postmen",
        voices="a pen friend, a neighbour at the gate, a philatelist, a receptionist, an old sailor",
        acts="""
            delivered a forgotten love letter | the delivery of a forgotten love letter | the love letter
            perfumed stamps with lemon | the perfuming of stamps with lemon | the lemon stamps
            trained pigeons for express mail | the training of pigeons for express mail | the pigeons
            opened a mailbox for wishes | the opening of a mailbox for wishes | the mailbox for wishes
            mailed a coconut without wrapping | the mailing of a coconut without wrapping | the coconut
            abolished all postcodes | the end of all postcodes | postcodes
            answered letters to the moon | the answering of letters to the moon | the letters to the moon
            replaced vans with sledges | the swap of vans for sledges | the sledges
            painted every letterbox violet | the painting of every letterbox in violet | the violet letterboxes
            misplaced nine hundred parcels | the misplacing of nine hundred parcels | the misplaced parcels
            rowed packages across a swamp | the rowing of packages across a swamp | the swamp
            issued the smallest stamp | the issue of the smallest stamp | the smallest stamp
        """,
        causes="""
            after a postal strike | the strike
            because of an unreadable address | the address
            thanks to a loyal mule | the mule
            because of a torn mailbag | the mailbag
            during the Christmas rush | the Christmas rush
            because of a flat tyre | the tyre
            after a widow's visit | the widow
            thanks to beautiful handwriting | the handwriting
            because of icy roads | the ice on the roads
            after a glue accident | the glue
            during a machine breakdown | the silent machines
            after a birthday surprise | the surprise
        """,
    ),
    _theme(
        "clothes",
        PLACES,
        actors="a hat maker, sock knitters, a fashion school, a wedding dress tailor, two young shoemakers, a denim factory, "
        "a glove workshop, catwalk models, a laundry owner, a button collector, silk weavers, an umbrella designer",
        voices="a lace maker, a fashion reporter, a wedding guest, a cloth merchant, a hairdresser",
        acts="""
            stitched a mile-long scarf | the stitching of a mile-long scarf | the mile-long scarf
            invented boots that whistle | the invention of boots that whistle | the whistling boots
            banned neckties in offices | the ban on neckties in offices | neckties
            ironed shirts on horseback | the ironing of shirts on horseback | the shirts
            dyed wool with red cabbage | the dyeing of wool with red cabbage | the red cabbage
            tailored suits for snowmen | the tailoring of suits for snowmen | the snowmen
            presented jackets made of paper | the show of jackets made of paper | the paper jackets
            repaired a queen's slippers | the repair of a queen's slippers | the slippers
            recycled parachutes into skirts | the recycling of parachutes into skirts | the parachute skirts
            opened a hospital for jeans | the opening of a hospital for jeans | the jeans hospital
            patched an old hot-air balloon | the patching of an old hot-air balloon | the hot-air balloon
            washed ten thousand curtains | the washing of ten thousand curtains | the curtains
        """,
        causes="""
            because of countless moths | the moths
            after a cold summer | the cold summer
            thanks to a broken zip | the zip
            after a rainy fashion show | the fashion show
            because of a cotton shortage | the cotton
            during spring cleaning | the dust
            thanks to a grandmother's trunk | the trunk
            after a laundry mix-up | the wrong laundry
            because of shrunken sweaters | the sweaters
            after a ballroom mishap | the ballroom
            during a sewing contest | the sewing
            after a bride's request | the bride
        """,
    ),
)


# --- Sentences of stories ------------------------------------------------------------------------------------------
#
#   {actor} "a small zoo"   {the_actor} "the small zoo"   {place} "Oslo"
#   {act} "banned leaf blowers"   {acting} "banning leaf blowers"   {event} "the ban on leaf blowers"   {topic} "leaf blowers"
#   {cause} "after complaints about noise"   {the_cause} "the complaints about noise"   {short} "the noise"
#   {day} a weekday   {name}, {voice} somebody who is quoted

OPENINGS: tuple[str, ...] = (
    "News of {event} spread faster on {day} than anybody had expected.",
    "Until {day}, hardly anybody had ever given a thought to {topic}.",
    "{event} was the first thing that people read about on {day} morning.",
    "They had {act}: that was the news that went around early on {day}.",
    "That somebody had {act} seemed hard to believe when the first reports came in.",
    "{acting} sounded like a joke at first, but it turned out to be true.",
    "At first nobody believed the report about {topic}, but then the pictures came.",
    "The story of {event} began on an ordinary {day}, shortly before noon.",
    "The picture that everyone passed on this {day} had to do with {topic}.",
    "Hardly anyone had heard of {the_actor} before this remarkable week.",
    "For {the_actor}, the week had begun like any other, with work and strong coffee.",
    "The telephone has not stopped ringing for {the_actor} since early on {day}.",
    "Nobody had expected to see {actor} in the evening news on {day}.",
    "On {day}, reporters gathered in the drizzle to hear from {the_actor}.",
    "Several newspapers had a picture of {the_actor} on the front page on {day}.",
    "This is a story about {actor}, and people enjoy telling it.",
    "{place} woke up to unusual news on {day}, and few went straight to work.",
    "People in {place} have talked about nothing else since {day}.",
    "It was a quiet {day} in {place} until the first reporters arrived.",
    "Reporters from far away travelled to {place} this week to see for themselves.",
    "The sky over {place} was grey on the day that nobody here will forget.",
    "Something happened in {place} this week that people will tell their grandchildren about.",
    "It all began {cause}, as several people remember quite well.",
    "Everyone here remembers {the_cause}, though few had guessed what would come next.",
    "It was {cause} that people began to look at things with new eyes.",
    "The first sign of change came with {the_cause}, long before the cameras.",
    "{cause}, nothing was quite the same as it had been before.",
    "Who would have thought that {short} could lead to such an exciting week?",
    "A few days ago, most of the talk was still about {short}.",
    "{place} had hardly got over {the_cause} when the next surprise arrived.",
    "Two things filled the newspapers of {place} on {day}: the weather and {topic}.",
    "Word about {the_actor} reached every corner of {place} before breakfast.",
)

MIDDLES: tuple[str, ...] = (
    "They {act}, and nobody tried to stop them or asked them to explain.",
    '"They really have {act}," said {name}, {voice}, still a little surprised.',
    '"If I had {act}, nobody would have believed me," said {name}, {voice}.',
    "Nobody in living memory had {act} before, as {name}, {voice}, points out.",
    "They {act} with great care, according to {name}, {voice}, who was there.",
    '"Someone told me they had {act}, and I nearly dropped my cup," said {name}, {voice}.',
    '"I never thought I would live to see {event}," said {name}, {voice}.',
    "Some speak of {event} with a smile, others with a good deal of pride.",
    "Experts say that {acting} takes patience, courage and a good deal of luck.",
    '"At first I laughed about {topic}, but now I understand," said {name}, {voice}.',
    "A short film of {event} has been watched by thousands of people since {day}.",
    "{acting} cost less than expected, and the money came from many small gifts.",
    "At a nearby school, the children were asked on {day} to write a page about {topic}.",
    "There are already plenty of jokes about {topic}, and most of them are friendly.",
    '"{acting} is something I would never have dared," admitted {name}, {voice}.',
    '"I have known {the_actor} for years, and nothing surprises me now," said {name}, {voice}.',
    "{the_actor} thanked everyone for the kind words and asked for a little patience.",
    "{the_actor} did not want to say much and went straight back to work.",
    '"It takes {actor} to do something like this," said {name}, {voice}.',
    "People who know {the_actor} well say that none of this came by chance.",
    "Flowers and cards for {the_actor} have been arriving from all sides since {day}.",
    "{name}, {voice}, spoke of {the_actor} with great respect and some envy.",
    "A large crowd had come to cheer {the_actor}, and the mood was excellent.",
    '"Only in {place}," said {name}, {voice}, with a shrug and a smile.',
    "The local radio station in {place} gave the story the whole of {day} morning.",
    "In the cafes of {place}, strangers began to talk to each other about it.",
    "Visitors to {place} now ask about it before they have unpacked their bags.",
    '"I moved to {place} for some peace and quiet," joked {name}, {voice}.',
    "All over {place}, people stopped in the street to discuss what had happened.",
    "Hotels in {place} report more guests than is usual at this time of year.",
    '"It was {cause}, I remember it very well," said {name}, {voice}.',
    "Without {the_cause}, most people agree, it would never have come to this.",
    "{the_cause} came first, says {name}, {voice}, and everything else followed.",
    "It happened {cause}, a fact that nobody has ever tried to hide.",
    "Asked how it came to this, most people mention {the_cause} at once.",
    '"In the end it all had to do with {short}," said {name}, {voice}.',
    "People had talked about {short} for quite a while before the news came.",
    "The turn came {cause}, at a time when nobody was thinking of cameras.",
    "{name}, {voice}, wrote a long letter to the editor about {the_cause}.",
    '"You can laugh about {short} now, but I could not then," said {name}, {voice}.',
    "{the_actor} spoke about {event} as if it were the most normal thing.",
    '"We are all very proud of {the_actor} here in {place}," said {name}, {voice}.',
    "In {place}, there was warm applause for {event} on {day} evening.",
    "{the_cause} gave {the_actor} the idea, as a short statement explains.",
    "Nobody in {place} has forgotten {the_cause}, least of all {name}, {voice}.",
    "{event} had a lot to do with {short}, explained {name}, {voice}.",
    "Asked about {topic}, {the_actor} gave a short and friendly answer.",
    "{the_actor} {act}, as an official note confirmed on {day}.",
    "They {act} {cause}, and by {day} the pictures were everywhere.",
    "Here in {place}, they {act} while the rest of the world was asleep.",
    "{the_actor} found the courage {cause}, as a close friend explained.",
    "Life in {place} changed {cause}, said {name}, {voice}.",
)

ENDINGS: tuple[str, ...] = (
    "Next month a small exhibition will tell the whole story of {event}.",
    "It may not be long before others have {act} as well.",
    "Those who {act} say that they would do it all again tomorrow.",
    "For the time being, {topic} will remain the favourite subject at dinner tables.",
    "A slim book about {event} is planned for the autumn, with many photographs.",
    "Next week there will be a public talk about {topic}, with coffee and cake.",
    "People from other places have already asked how {acting} works in practice.",
    "One thing is certain: they have {act}, and no one can take that away.",
    "{the_actor} will be invited to a festive dinner at the end of the month.",
    "Meanwhile {the_actor} went back to work as if nothing at all had happened.",
    "A prize for {the_actor} is not out of the question, people say.",
    "What {the_actor} will do next is anybody's guess, and there are many guesses.",
    "There will be more questions for {the_actor} at a public meeting next week.",
    "One thing is clear: without {the_actor}, this week would have been a dull one.",
    "In {place}, the matter will be talked about for a very long time.",
    "The rest of the world now looks to {place} with curiosity and a little envy.",
    "A small sign in {place} will soon remind visitors of what happened.",
    "Life in {place} is slowly going back to normal, but the stories remain.",
    "Next year, people in {place} hope to celebrate the day with music and cake.",
    "One day {the_cause} will be no more than a good story for long evenings.",
    "It came about {cause}, and that is how it will be told for years.",
    "If anyone asks about {short} in ten years' time, there will be a story to tell.",
    "A closer look at {the_cause} is planned, but nobody expects any surprises.",
    "Had it not been for {the_cause}, this would have been an ordinary week.",
    "{place} will not forget {event} any time soon, that much is certain.",
    "In {place}, a path may one day be named after {the_actor}.",
    "{the_actor} promised to say more about {event} before the end of the year.",
    "{short} and {event} now belong together like salt and pepper.",
    "People in {place} still shake their heads when somebody mentions {short}.",
    "For {the_actor}, {the_cause} will stay a memory to tell friends about.",
)

DAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMES: tuple[str, ...] = _words(
    "Ada Aino Amir Ana Anton Bruno Carla Chidi Clara Dario Elif Emil Esther Farid Greta Hana Hugo Ines Ivan Jonas "
    "Kofi Lena Lucia Mara Mateo Meera Milan Nadia Nils Noor Olga Omar Paula Pedro Rosa Ruth Samir Sofia Stella Tariq "
    "Tomas Ursula Vera Wanda Yuki Zoe"
)

# --- Grammar of single words ---------------------------------------------------------------------------------------

# The -ing form of verbs whose past does not end in -ed, or would lead astray.
GERUNDS: Mapping[str, str] = {
    "bred": "breeding", "built": "building", "caught": "catching", "cut": "cutting", "dug": "digging", "dyed": "dyeing",
    "fed": "feeding", "found": "finding", "held": "holding", "hung": "hanging", "led": "leading", "lent": "lending",
    "lit": "lighting", "read": "reading", "rebuilt": "rebuilding", "sent": "sending", "set": "setting", "slid": "sliding",
    "sold": "selling", "taught": "teaching", "won": "winning",
}  # fmt: skip
# Words that do not count as what a headline says.
EMPTY_WORDS = frozenset(_words(
    "a about after all an and are as at because been before by during every for from had has have he her his if in "
    "into is it its of on onto or out over she thanks that the their them they this to under until was were who will "
    "with without"
))
