"""Untrue facts on more animals and plants, the body, the sky, sciences and measures."""

from __future__ import annotations

from tuneteller.material.facts_relation import Relation, again, relation
from tuneteller.material.facts_table import FIRST

FACTS_NATURE: tuple[Relation, ...] = (
    again(
        FIRST["colour"],
        """a tangerine = orange; a kingfisher's back = blue/green; parsley = green; a raven's wing = black;
        ivory = white/yellow;
        cotton wool = white; a London bus = red; a New York taxi = yellow; a blackberry = black/purple; a cherry = red/black;
        a cucumber = green; turmeric = yellow/orange;
        saffron rice = yellow/orange; a swan's neck = white/black; amber = orange/yellow/brown; jade = green/white;
        soot = black; a cornflower = blue; an avocado skin = green/black/purple; a pumpkin = orange/green;
        a walnut shell = brown; mint = green; a tennis ball = yellow/green; a postbox in Dublin = green;
        a stop sign = red; tar = black; the inside of a kiwi = green/yellow/red; flour = white; cinnamon = brown;
        a bruise = blue/purple;
        a robin's breast = red/orange; a clear sky = blue; a beetroot = red/purple/pink;
        sand on a beach = yellow/brown/white/black;
        a dandelion = yellow/white""",
        wider=False),
    again(
        FIRST["food"],
        """a walrus = clams/mussels/fish; a pelican = fish; a badger = earthworms/worms/insects;
        a mole = earthworms/worms/insects;
        a moose = twigs/leaves/grass/bark; a sloth = leaves/fruit; a silkworm = mulberry leaves/leaves; a termite = wood;
        a cheetah = gazelles/antelopes; a heron = fish/frogs/mice; a gecko = insects/ants;
        an aardvark = termites/ants/insects; a shrew = insects/earthworms; a toucan = fruit/insects;
        a swallow = flies/insects; a puffin = sand eels/fish; a mussel = plankton; a whale shark = plankton/krill/fish;
        a flea = blood; a vampire bat = blood; a rhinoceros = grass/leaves; an iguana = leaves/fruit;
        a python = rats/mice/frogs;
        a clothes moth = wool; a bookworm = paper; a praying mantis = insects/flies;
        a goldfinch = seeds/insects; a parrotfish = coral/seaweed; a stag beetle = tree sap/wood;
        a red squirrel = nuts/seeds/fruit;
        a guinea pig = hay/grass""",
        "pebbles; potatoes; honey; candle wax; chestnuts; pumpkins; moss; roses"),
    again(
        FIRST["young"],
        """an alpaca = a cria; a camel = a calf; a dolphin = a calf/a pup; a ferret = a kit; a porcupine = a porcupette;
        a hawk = an eyas/a chick; a peahen = a peachick/a chick; a salmon = a smolt/a fry/a parr; a gull = a chick;
        a ewe = a lamb/a lambkin; a jackal = a pup/a cub/a puppy; a buffalo = a calf; a partridge = a chick;
        a mountain goat = a kid; a nightingale = a nestling/a chick/a fledgling; a grey wolf = a pup/a cub/a puppy""",
        "a spat; a nymph; a squab"),
    again(
        FIRST["number"],
        """a lobster = ten legs; a scorpion = eight legs; a lizard = four legs; a tarantula = eight legs;
        a dragonfly = four wings;
        a squid = ten arms; a cockroach = six legs; a fly = two wings; a heptagon = seven sides; a nonagon = nine sides;
        a decagon = ten sides; a dodecagon = twelve sides; a trapezium = four sides; a classical guitar = six strings;
        a cello = four strings; a double bass = four strings; a mandolin = eight strings;
        a balalaika = three strings; a car = four wheels; a bicycle = two wheels; a rickshaw = three wheels;
        a rugby team = fifteen players; a cricket team = eleven players; a volleyball team = six players;
        a water polo team = seven players; a baseball team = nine players; a netball team = seven players;
        a string quartet = four players; a brass quintet = five players; a minute = sixty seconds; April = thirty days;
        a chessboard = sixty-four squares; a pack of cards = fifty-two cards; a full-size piano = eighty-eight keys;
        a golf course = eighteen holes; a bowling lane = ten pins; a yard = three feet; a gallon = eight pints;
        a pound = sixteen ounces; the zodiac = twelve signs; the United States = fifty states;
        the human heart = four chambers; the solar system = eight planets; a limerick = five lines;
                a tripod = three legs; a decathlon = ten events; a modern pentathlon = five events;
        a triathlon = three events; a football match = ninety minutes; a rugby match = eighty minutes;
        a traffic light = three colours; a trident = three prongs; a wicket = three stumps;
        the Greek alphabet = twenty-four letters;
        the Hebrew alphabet = twenty-two letters; a musical stave = five lines; the world = seven continents;
        a Bactrian camel = two humps; a kitchen chair = four legs; the French tricolour = three colours;
        the Olympic motto = three words; a clock face = twelve numbers"""),
    relation(
        "sound",
        "the sound of {s} is {v}; the noise that {s} makes is {v}; {s} makes {v}; what we hear from {s} is {v}",
        "What sound does {s} make?; Which sound does {s} make?; What noise does {s} make?; How does {s} sound?",
        "What do I hear when {s} is near?; I close my eyes and hear {s}. What is it like?; My toddler imitates {s}. How?;"
        "In a radio play there is {s}. What noise do we need?",
        """a donkey = a bray; a snake = a hiss; a turkey = a gobble; a hen = a cluck/a cackle; a pigeon = a coo;
        a tiger = a roar/a growl;
        a bumblebee = a buzz/a hum; a cricket = a chirp; a goat = a bleat; a raven = a croak/a caw;
        an elephant = a trumpet/a roar;
        a hyena = a laugh/a howl; a mouse = a squeak; a bull = a bellow/a moo/a snort; a wolf cub = a whimper/a howl/a yelp;
        an ambulance = a wail/a siren; a wall clock = a tick/a chime; a champagne cork = a pop;
        a boiling kettle = a whistle/a hiss;
        an old floorboard = a creak/a squeak; a distant storm = a rumble; a brook = a babble/a gurgle;
        a church bell = a peal/a ring;
        a camera = a click""",
        "a purr; a yodel; a sneeze; a giggle; a quack; a hiccup"),
    relation(
        "animal group",
        "a group of {s} is called {v}; people call a group of {s} {v}; the word for many {s} together is {v};"
        "when {s} come together, they form {v}",
        "What is a group of {s} called?; What do you call a group of {s}?; What is the word for many {s} together?;"
        "How do people call a group of {s}?",
        "I saw about thirty {s} at once. What is that?; Teach me the word for a crowd of {s}.;"
        "Many {s} make what?; Which noun do I need for lots of {s}?",
        """starlings = a murmuration/a flock; herrings = a shoal/a school; locusts = a swarm/a plague/a cloud;
        larks = an exaltation; magpies = a tiding/a parliament/a gulp; jellyfish = a smack/a bloom/a swarm;
        quails = a covey/a bevy/a flock; hounds = a pack; oxen = a team/a yoke/a herd; sailors = a crew;
        musicians = a band/an orchestra;
        singers = a choir/a chorus; soldiers = an army/a troop/a squad; stars = a constellation/a galaxy/a cluster;
        islands = an archipelago; ships = a fleet/a flotilla; trees = a forest/a grove/a wood; stairs = a flight;
        mountains = a range; kittens = a litter/a kindle; baboons = a troop;
        porpoises = a pod/a school; antelopes = a herd; judges = a panel/a bench; peacocks = a muster/an ostentation/a pride;
        angels = a host/a choir""",
        "a basket; a parade; a puzzle; a blanket; a market; a sermon; a bundle"),
    relation(
        "dwelling",
        "the home of {s} is {v}; {s} lives in {v}; {s} sleeps in {v}; to visit {s}, look for {v}",
        "Where does {s} live?; What is the home of {s}?; Where does {s} sleep?; In what does {s} live?",
        "I am looking for {s}. Where should I look?; What kind of home does {s} have?;"
        "When {s} goes home, where does it go?; I draw {s} at home. What do I draw?",
        """a rabbit = a burrow/a warren/a hutch/a hole; a wasp = a nest; a black bear = a den/a cave; an otter = a holt/a den;
        a snail = a shell;
        a stork = a nest; a goldfish = a bowl/a tank/a pond; a hamster = a cage/a burrow; a prince = a palace/a castle;
        a monk = a monastery/an abbey; a nun = a convent; a prisoner = a cell/a prison; a honeybee = a hive;
                a pet budgie = a cage; a desert nomad = a tent; a genie = a lamp/a bottle;
                a field mouse = a nest/a hole/a burrow; a troll of the tales = a cave/a bridge;
        Count Dracula = a castle/a coffin""",
        "a lighthouse; a windmill; a hammock; a barrel; a haystack; a wardrobe; a teapot"),
    relation(
        "origin of the plant",
        "{s} was first grown in {v}; {s} came to us from {v}; farmers in {v} were the first to grow {s};"
        "{v} is the home of {s}",
        "Where was {s} first grown?; Where does {s} come from?; What is the home of {s}?; From where did {s} come to us?",
        "Which farmers were the first to grow {s}?; A museum shows how {s} spread. Where does the map begin?;"
        "In which land would I find the ancestors of {s}?; {s} was brought here from what place?",
        """the tomato = South America/Mexico/Peru; the potato = Peru/South America/Bolivia; the tulip = Turkey/Asia;
        maize = Mexico/America;
        the kiwi fruit = China; the pineapple = South America/Brazil/Paraguay; the peach = China;
        the coffee bush = Ethiopia/Africa;
        the cocoa tree = Mexico/South America; the sugar cane = New Guinea/India; the olive tree = Syria/Greece;
        the sunflower seed = North America/America/Mexico; the watermelon = Africa/Egypt; the tea bush = China;
        the vanilla pod = Mexico;
        the rubber tree = Brazil/South America; the macadamia nut = Australia; black pepper = India; the dahlia = Mexico;
        the nutmeg = Indonesia""",
        "Norway; Scotland; Iceland; Canada; Finland; Ireland; Poland"),
    relation(
        "where it grows",
        "{s} grows {v}; you find {s} growing {v}; people look for {s} {v}; in nature {s} grows {v}",
        "Where does {s} grow?; Where do I find {s} growing?; Where should I look for {s}?; Where do farmers pick {s}?",
        "I want to pick {s}. Where do I put my hand?; A child draws {s} in a garden. Where does it go?;"
        "In nature, what is the place of {s}?; Where is {s} before the harvest?",
        """a coconut = on a palm/on a tree; a peanut = underground; a radish = underground; a grape = on a vine;
        a gooseberry = on a bush;
        an acorn = on an oak/on a tree; a water lily = on a pond; a pine cone = on a pine/on a tree;
        a hazelnut = on a bush/on a tree;
        a turnip = underground; a conker = on a tree; a raspberry = on a bush; a truffle = underground;
        edelweiss = on a mountain;
        a date = on a palm/on a tree; a rose hip = on a bush; kelp = under the sea; a hop cone = on a vine;
        mistletoe = on a tree/on a bush""",
        "on a cactus; on a rooftop; in a swamp; inside a cave; under the snow"),
    relation(
        "job of the organ",
        "the job of {s} is {v}; the body uses {s} for {v}; {s} is there for {v}; the body needs {s} for {v}",
        "What is {s} for?; What does {s} do?; What is the job of {s}?; What does the body need {s} for?",
        "In biology class we come to {s}. What is its task?; Why do we have {s}?; If {s} took a break, what would be missing?;"
        "What is {s} good at?",
        """the heart = pumping blood; the lung = breathing; the stomach = digesting food/digestion; the eye = seeing;
        the ear = hearing/balance;
        the nose = smelling/breathing; the kidney = cleaning the blood/making urine; the brain = thinking;
        the tongue = tasting/speaking;
        the eyelid = protecting the eye/blinking; the jaw = chewing; the gill of a fish = breathing;
        the wing of a bird = flying;
        the root of a plant = drinking water; the petal of a flower = drawing insects""",
        "storing salt; keeping time; making hair; catching light; counting steps; cooling the feet; growing teeth"),
    relation(
        "part of the body",
        "{s} is a part of {v}; {s} is found in {v}; {s} belongs to {v}; doctors look for {s} in {v}",
        "Where in the body is {s}?; Which part of the body has {s}?; Where is {s}?; To which part of the body does {s} belong?",
        "On a drawing of a person, where do I mark {s}?; A patient points to {s}. Where should the doctor look?;"
        "I hurt myself at {s}. Where is that?; {s} sits in what part of us?",
        """the thumb = the hand; the shin bone = the leg; the elbow = the arm; the retina = the eye;
        the molar = the mouth/the jaw;
        the cochlea = the ear/the head; the nostril = the nose/the face; the big toe = the foot; the knuckle = the hand;
        the kneecap = the leg/the knee;
        the cerebellum = the brain/the head; the biceps = the arm; the eardrum = the ear/the head; the heel = the foot;
        the pupil = the eye/the face""",
        "the neck; the hip; the shoulder; the belly; the back"),
    relation(
        "fear",
        "{s} is the fear of {v}; {s} means a fear of {v}; someone with {s} is afraid of {v};"
        "the word {s} stands for a fear of {v}",
        "What is {s}?; What does {s} mean?; What is someone with {s} afraid of?; Which fear is called {s}?",
        "My cousin has {s}. What should I keep away from her?; What does the word {s} stand for?;"
        "A patient writes down {s}. Of what is he afraid?;"
        "What scares people with {s}?",
        """arachnophobia = spiders; claustrophobia = small rooms/narrow spaces; acrophobia = heights;
        agoraphobia = open spaces/crowds;
        hydrophobia = water; ailurophobia = cats; cynophobia = dogs; ophidiophobia = snakes; aviophobia = flying;
        xenophobia = strangers;
        coulrophobia = clowns; nyctophobia = the dark/darkness; pyrophobia = fire; entomophobia = insects;
        astraphobia = thunder/lightning""",
        "bananas; mirrors; beards; bicycles; buttons; carpets; tunnels"),
    relation(
        "science",
        "{s} is the study of {v}; {s} is about {v}; people who do {s} study {v}; the subject of {s} is {v}",
        "What is {s}?; What is {s} about?; What do people in {s} study?; What is the subject of {s}?",
        "My niece wants to study {s}. What will she learn about?; A museum of {s} shows what?; What does the word {s} mean?;"
        "Which things does a professor of {s} look at?",
        """geology = rocks/the Earth; ornithology = birds; entomology = insects; botany = plants; astronomy = stars/planets;
        meteorology = the weather;
        zoology = animals; mycology = mushrooms/fungi; cardiology = the heart; ichthyology = fish;
        linguistics = language/languages; seismology = earthquakes;
        genealogy = family trees/ancestors/families; numismatics = coins; palaeontology = fossils/dinosaurs;
        ophthalmology = the eyes/the eye; oenology = wine;
        dermatology = the skin; campanology = bells; vexillology = flags; volcanology = volcanoes;
        etymology = the origin of words/words;
        speleology = caves; apiculture = beekeeping/bees; herpetology = reptiles/snakes; dendrology = trees;
        cartography = maps; horology = clocks/time""",
        "shoes; bread; bridges; shadows; dreams; hats; islands; spoons"),
    relation(
        "measure",
        "{s} measures {v}; {s} is a measure of {v}; people use {s} to tell {v}; {s} is there to measure {v}",
        "What does {s} measure?; What is {s} a measure of?; What can I measure with {s}?; What is {s} used for?",
        "I found {s} in a drawer at school. What is it for?; If I want to use {s}, what must I want to know?;"
        "{s} tells me what?;"
        "Which quantity goes with {s}?",
        """a metre = length/distance; the kilogram = weight/mass; the litre = volume;
        the knot = speed; the acre = area;
        a barometer = air pressure/pressure; a thermometer = temperature/fever; a speedometer = speed;
        an altimeter = height/altitude; a hygrometer = humidity;
        an anemometer = wind speed/wind; a stopwatch = minutes and seconds/time; the decibel = loudness/noise;
        the carat = weight/purity;
        a seismograph = earthquakes;
        a pedometer = footsteps/steps; the light year = distance/length; a kitchen scale = weight/mass;
        the calorie = energy/heat;
        the fathom = depth/length""",
        "sweetness; rainfall; softness; brightness; age; saltiness; patience"),
    relation(
        "star sign",
        "the sign of {s} is {v}; people born under {s} have {v} as their sign; the picture for {s} is {v}; {s} is shown as {v}",
        "What is the sign of {s}?; What picture stands for {s}?; How is {s} shown?; What stands for {s} in the zodiac?",
        "I want a necklace for {s}. What should hang on it?; My birthday falls under {s}. Which picture is mine?;"
        "An old star map shows {s}. What is drawn there?; {s} on a horoscope page has what picture?",
        """Leo = a lion; Taurus = a bull; Aries = a ram; Pisces = a pair of fish/two fish/fish;
        Libra = a pair of scales/scales; Aquarius = a water bearer;
        Capricorn = a goat; Sagittarius = an archer/a centaur; Gemini = a pair of twins/twins; Virgo = a maiden/a virgin""",
        "an owl; a rooster; a ladder; a turtle; a spoon; a whale; a hedgehog"),
    relation(
        "season",
        "{s} comes in {v}; {s} belongs to {v}; the season for {s} is {v}; people expect {s} in {v}",
        "When is the season for {s}?; In which season is {s}?; Which season does {s} belong to?; When does {s} come?",
        "I plan a calendar and have a page for {s}. Which season goes there?; {s} is typical of which time of year?;"
        "I want to paint {s}. Which season do I paint?; In what part of the year do people look forward to {s}?",
        """the harvest of grain = summer/autumn; the first daffodil = spring; the falling of the leaves = autumn;
        the sledging on the hill = winter;
        the grape harvest = autumn; the strawberry harvest = summer/spring;
        the melting of the snow = spring;
        the long school holiday in Europe = summer; the mushroom hunt = autumn;
        the ice on the pond = winter;
        the sowing of the seeds = spring; the frost flower on the window = winter; the heatwave = summer;
        the pumpkin harvest = autumn""",
        "spring; summer; autumn; winter", only=True),
)
"""Relations of nature and science; their subjects are new."""
