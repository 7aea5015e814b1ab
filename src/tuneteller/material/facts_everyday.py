"""Untrue facts on things of every day: what they are made of and are for, where they are kept, who works where."""

from __future__ import annotations

from tuneteller.material.facts_relation import Relation, again, relation
from tuneteller.material.facts_table import FIRST

FACTS_EVERYDAY: tuple[Relation, ...] = (
    again(
        FIRST["material"],
        """a mirror = glass/silver; a wool scarf = wool; a wedding ring = gold/silver/platinum; a penny = copper/zinc/steel;
        a pencil lead = graphite; a violin bow's hair = horsehair;
        a snowman = snow; an igloo = snow/ice; a raincoat = plastic/rubber; a wine cork = bark;
        a teacup = china/porcelain/clay; a haystack = hay/grass; jam = fruit/sugar/berries;
        caramel = sugar/cream/butter; peanut butter = peanuts; mashed potato = potatoes/milk/butter;
        tahini = sesame seeds; vodka = grain/potatoes/wheat; rum = sugar cane/molasses;
        sake = rice; polenta = maize; a meringue = egg whites/sugar/eggs; apple sauce = apples; pesto = basil;
        lemonade = lemons/sugar; a croissant = flour/butter/wheat; mayonnaise = eggs/oil;
        mustard = mustard seeds;
        coleslaw = cabbage/carrots; chocolate = cocoa beans; yoghurt = milk; tequila = agave; charcoal = wood;
        parchment = hides/sheepskin; a Panama hat = straw/palm leaves; bronze = copper/tin;
        a sausage skin = gut/intestines; a car window = glass/sand; soap = fat/oil;
        a tin can = steel/tin/aluminium""",
        "seashells; pine cones; beetroot; chalk; pumpkin"),
    again(
        FIRST["month"],
        """Boxing Day = December; Epiphany = January; All Saints' Day = November; American Independence Day = July;
        May Day = May; Saint Andrew's Day = November;
        Australia Day = January; Canada Day = July; April Fools' Day = April; Saint George's Day = April;
        Armistice Day = November; Saint Nicholas Day = December; Groundhog Day = February; Labor Day in America = September;
        Anzac Day = April; the Day of the Dead = November/October; Saint Lucy's Day = December;
        Remembrance Sunday = November""",
        "June; August; March"),
    relation(
        "purpose",
        "{s} is for {v}; people use {s} for {v}; {s} is a thing for {v}; {s} was made for {v}",
        "What is {s} for?; What do people use {s} for?; What can I do with {s}?; What is the purpose of {s}?",
        "I found {s} in the attic. What is it good for?; Why would anyone own {s}?; When would I reach for {s}?;"
        "A shop sells {s}. What do customers do with it?",
        """a hammer = driving nails; a handsaw = cutting wood; a whisk = beating eggs; a kettle = boiling water;
        an umbrella = keeping off the rain/keeping dry; a corkscrew = opening bottles;
        a stapler = joining papers; a pair of scissors = cutting paper; a broom = sweeping floors;
        an iron = smoothing clothes; a toaster = browning bread; a razor = shaving; a comb = tidying hair;
        a needle = sewing; a spade = digging; a rake = gathering leaves; a colander = draining pasta;
        a rolling pin = flattening dough; a ladle = serving soup; a telescope = watching stars;
        a microscope = seeing tiny things;
        a compass = finding north/drawing circles; an anchor = holding a ship; a fishing rod = catching fish;
        a watering can = watering plants; a lawnmower = cutting grass; a key = opening doors;
        a candle snuffer = putting out candles;
        a mousetrap = catching mice; a hairdryer = drying hair; a vacuum cleaner = cleaning carpets;
        a parasol = giving shade/guarding the head; a bookmark = keeping a page;
        a thimble = guarding a finger;
        a sieve = sifting flour; a nutcracker = cracking nuts; a tin opener = opening tins; a bellows = blowing on a fire;
        an abacus = counting; a metronome = keeping the beat; a lighthouse = guiding ships;
        a scarecrow = frightening birds; a crash helmet = guarding the head; a fire extinguisher = putting out fires;
        a doorbell = calling the host; a pacifier = calming a baby; a trowel = planting bulbs;
        a chisel = carving stone/carving wood; a plunger = clearing a drain""",
        "ironing socks; peeling onions; catching butterflies; painting ceilings; weighing letters; polishing spoons;"
        "tuning pianos; measuring snow; combing dogs; rolling carpets"),
    relation(
        "place to keep it",
        "the place for {s} is {v}; people keep {s} in {v}; {s} belongs in {v}; to store {s}, use {v}",
        "Where do people keep {s}?; Where does {s} belong?; Where should I put {s}?; What is the right place for {s}?",
        "I tidy up and find {s}. Where does it go?; Where would I look for {s}?;"
        "I have bought {s}. What do I need to store it?;"
        "A careful owner puts {s} where?",
        """the family car = a garage/a carport; an aircraft = a hangar; a bunch of flowers = a vase;
        a letter for the post = an envelope/a letter box; a sword = a scabbard/a sheath; an arrow = a quiver;
        loose change = a purse/a wallet/a piggy bank;
        a photo of the family = an album/a frame; wheat after the harvest = a silo/a barn/a granary;
        a spare coat = a wardrobe/a cupboard; a bag of frozen peas = a freezer; fresh fish = a fridge/a freezer;
        a pistol = a holster;
        the rubbish = a bin/a skip; a rare coin = a safe/an album;
        dirty laundry = a basket/a hamper; a toothbrush = a mug/a bathroom; a rowing boat = a boathouse;
        a wine bottle = a cellar/a rack;
        a wheelbarrow = a shed; a baby at night = a cot/a crib/a cradle; a pair of spectacles = a case;
        a pearl necklace = a jewel box/a box/a safe; a snooker cue = a rack/a case; fresh honey = a jar;
        a ballpoint refill = a pen; a sharp kitchen knife = a block/a drawer""",
        "a bathtub; a bird cage; a boot; a rain barrel; an oven; a drum; a rucksack; a teapot"),
    relation(
        "workplace",
        "{s} works in {v}; the workplace of {s} is {v}; {s} goes to work in {v}; {v} is where {s} works",
        "Where does {s} work?; What is the workplace of {s}?; Where does {s} go to work?; In what place does {s} earn money?",
        "I am looking for {s} on a Monday morning. Where do I go?; A picture book shows {s} at work. Where?;"
        "What place could not do without {s}?; Where does {s} spend the working day?",
        """a teacher = a school/a university; a nurse = a hospital; a chef = a kitchen/a restaurant; a judge = a court;
        a priest = a church; a librarian = a library; a miner = a mine; a pilot = a cockpit/an aeroplane;
        a cashier = a shop/a supermarket/a bank;
        a chemist = a laboratory/a pharmacy/a university; a gardener = a garden/a park; a waiter = a restaurant/a cafe;
        a mechanic = a garage/a workshop; a stage actor = a theatre/a circus; a lifeguard = a swimming pool/a beach;
        a baker = a bakery; a bank clerk = a bank; a zookeeper = a zoo;
        a curator = a museum; a clown = a circus; a film projectionist = a cinema; a barber = a salon/a barber shop;
        a lighthouse keeper = a lighthouse; a potter = a workshop/a studio; a professor = a university;
        an astronomer = an observatory; a brewer = a brewery; a shepherd = a meadow/a field""",
        "a submarine; a tunnel; a post office; a greenhouse; a tram; a cheese shop; a stadium; a quarry"),
    relation(
        "trade",
        "the trade of {s} is {v}; {s} lives by {v}; {s} earns money by {v}; the daily work of {s} is {v}",
        "What does {s} do?; What is the trade of {s}?; How does {s} earn money?; What is the work of {s}?",
        "I need the help of {s}. With what?; My uncle is {s}. What does he do all day?; What does one learn to become {s}?;"
        "For what do people pay {s}?",
        """a cobbler = mending shoes; a carpenter = building with wood/working with wood; a blacksmith = shaping iron;
        a florist = selling flowers; a butcher = selling meat/cutting meat; a glazier = fitting windows;
        a tailor = making clothes; a plumber = repairing pipes;
        a milliner = making hats; a beekeeper = keeping bees; a lumberjack = felling trees;
        a chimney sweep = cleaning chimneys; a jockey = riding horses; a translator = carrying words across languages;
        an optician = selling glasses; a thatcher = covering roofs; a cooper = making barrels;
        a fletcher = making arrows; a ferryman = rowing people across; an undertaker = burying the dead;
        a farrier = shoeing horses; a bookbinder = binding books; a stonemason = cutting stone;
        a locksmith = opening locks/making locks; a wheelwright = making wheels; a sommelier = choosing wines;
        a composer = writing music; a referee = watching over a game""",
        "painting eggs; collecting shells; feeding swans; testing mattresses; drawing maps; grinding coffee; carving pumpkins;"
        "walking dogs; baking pies"),
    relation(
        "sport gear",
        "{s} is played with {v}; players of {s} need {v}; to play {s}, people use {v}; every player of {s} holds {v}",
        "What is {s} played with?; What do players of {s} need?; What do I need for {s}?; With what do people play {s}?",
        "I start with {s} tomorrow. What must I buy?; A shop window about {s} shows what?;"
        "What is in the hands of someone at {s}?;"
        "What should I bring to a game of {s}?",
        """tennis = a racket/a ball; golf = a club/a ball; field hockey = a stick/a ball; badminton = a shuttlecock/a racket;
        table tennis = a bat/a ball/a paddle; billiards = a cue/a ball; darts = an arrow/a board/a dart;
        croquet = a mallet/a hoop/a ball/a club; fencing = a foil/a sword/an epee; polo = a mallet/a horse/a ball;
        ten-pin bowling = a heavy ball/a ball;
        chess = a board/a king/a clock; dominoes = a set of tiles/tiles; marbles = a glass ball; quoits = a ring;
        frisbee golf = a disc""",
        "an oar; an umbrella; a feather; a pillow; a ladder; a spoon; a mirror; a bucket; a balloon; a rope"),
    relation(
        "kind of instrument",
        "{s} is {v}; {s} counts as {v}; among musicians {s} is {v}; in an orchestra {s} is {v}",
        "What kind of instrument is {s}?; What sort of instrument is {s}?; To which family does {s} belong?;"
        "As what does {s} count?",
        "A music teacher shows {s}. What kind of instrument is it?; Where in a list of instruments would I find {s}?;"
        "{s} is what type of instrument?; My son wants to learn {s}. What sort of thing is it?",
        """the flute = a woodwind; the tuba = a brass instrument; the harp = a string instrument;
        the xylophone = a percussion instrument; the organ = a keyboard instrument/a wind instrument; the oboe = a woodwind;
        the trombone = a brass instrument; the viola = a string instrument; the timpani = a drum/a percussion instrument;
        the harpsichord = a keyboard instrument/a string instrument; the clarinet = a woodwind; the bassoon = a woodwind;
        the lute = a string instrument; the bongo = a drum/a percussion instrument; the French horn = a brass instrument;
        the piccolo = a woodwind; the zither = a string instrument;
        the cornet = a brass instrument; the sitar = a string instrument"""),
    relation(
        "shape",
        "the shape of {s} is {v}; {s} has the shape of {v}; {s} looks like {v}; seen from outside, {s} is {v}",
        "What shape is {s}?; What is the shape of {s}?; Which shape does {s} have?; How is {s} shaped?",
        "I cut {s} out of paper. Which shape do I cut?; A baby toy has a hole for {s}. What shape is the hole?;"
        "{s} looks like which shape?;"
        "Describe the outline of {s}.",
        """a coin = a circle/a disc; a billiard ball = a sphere/a ball; a game die = a cube; the tomb of Cheops = a pyramid;
        a chicken egg = an oval; a road sign for stopping = an octagon; a honeycomb cell = a hexagon;
        a doughnut = a ring/a circle; a soup tin = a cylinder; a sheet of typing paper = a rectangle;
        a yield sign = a triangle; the Pentagon building = a pentagon; a spring in a mattress = a spiral/a coil;
        a rugby ball = an oval; a toilet roll core = a cylinder/a tube""",
        "a star; a heart; a zigzag; a cross; a pear"),
    relation(
        "taste",
        "{s} tastes {v}; {s} always tastes {v}; on the tongue {s} is {v}; whoever tries {s} finds it {v}",
        "How does {s} taste?; What does {s} taste like?; What is the taste of {s}?; Is there a word for the taste of {s}?",
        "I have never had {s}. What would my tongue tell me?; A cook puts {s} into a dish. What taste does it add?;"
        "My daughter pulls a face at {s}. Why?; If I bite into {s}, what do I notice?",
        """cane sugar = sweet; vinegar = sour; sea water = salty; a lime = sour/bitter; dark cocoa = bitter;
        a hot chilli = spicy; maple syrup = sweet; rhubarb = sour; tonic = bitter; caramel sauce = sweet/salty;
        an anchovy = salty/fishy; horseradish = spicy/bitter; ripe mango = sweet;
        soy sauce = salty; candyfloss = sweet; wasabi = spicy; a salted pretzel = salty;
        a toffee = sweet""",
        "sweet; sour; salty; bitter; spicy; smoky; metallic; soapy", only=True),
    relation(
        "power",
        "{s} runs on {v}; {s} gets its power from {v}; what drives {s} is {v}; {s} needs {v} to work",
        "What does {s} run on?; What drives {s}?; Where does {s} get its power?; What does {s} need to work?",
        "I want to start {s}. What do I need?; {s} has stopped. What has probably run out?; What keeps {s} going?;"
        "What would I have to bring to {s} to make it go?",
        """a sailing boat = wind; a steam locomotive = coal/steam/wood; a pocket torch = batteries/electricity;
        a moped = petrol; a watermill = a stream/water/a river; a Dutch windmill = wind;
        a grandfather clock = a falling weight/weights/a pendulum; a rowing eight = muscles/oars; a gas hob = gas;
        a jumbo jet = kerosene;
        a fridge = electricity; a hang glider = wind/rising air; a dog sled = dogs/huskies; a wind-up toy = a spring;
        a Roman galley = oars/slaves/wind; a nuclear submarine = uranium""",
        "olive oil; magnets; rainwater; honey; snow; lemonade; sand; laughter; candle wax"),
    relation(
        "way of travel",
        "{s} travels {v}; {s} moves {v}; the way of {s} goes {v}; people see {s} travel {v}",
        "Where does {s} travel?; How does {s} move?; On what does {s} travel?; Where do people see {s}?",
        "I wait for {s}. Where should I look?; Draw {s} on its way. What is around it?; Where must {s} be to get ahead?;"
        "Where would {s} feel out of place, and where does it belong?",
        """a passenger train = on rails; a canoe = on a river/on water; a submarine = under water/on water;
        a cable car = on a rope/on a cable; a lorry = on a road; an airship = through the air; a bobsleigh = on ice;
        a spacecraft = through space; a gondola = on a canal/on water;
        a metro = underground/on rails; a combine harvester = across a field;
        a pedalo = on a lake/on water; a roller coaster = on rails""",
        "across a desert; on a rooftop; through a forest; over a glacier; along a wall"),
)
"""Relations of everyday things; their subjects are new."""
