"""Everyday subjects that a model can be taught to refuse, and what users ask about them.

A line "area | words" opens an area, or opens it again: near subjects, and beginnings of words by which an everyday question
touches on them (typing errors of those questions included). A line "subject: terms" follows for each of its subjects; the
terms are what requests are about, and the last is kept for probes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tuneteller.material.subjects_home import SUBJECTS_HOME
from tuneteller.material.subjects_more import SUBJECTS_MORE
from tuneteller.material.subjects_world import SUBJECTS_WORLD

_TABLE = """
food | rice noodle cook simmer boil lunch dinner diner eat sugar vegetable snak snack oven meal menu
cooking: simple recipes, frying an egg, a pot of stew, a quick sauce
baking: sourdough bread, a birthday cake, cookie dough, pie crust
barbecues: grilled sausages, lighting charcoal, a good marinade, skewers
spices: cinnamon, black pepper, curry powder, saffron
breakfast: porridge, pancakes, scrambled eggs, toast and butter
pizza: a thin crust, mozzarella toppings, a stone oven, a slice of margherita
cheese: cheddar, blue mould, goat milk curds, a fondue pot
pasta: spaghetti, lasagne sheets, ravioli, macaroni
soup: chicken broth, minestrone, a bowl of ramen, chowder
salads: lettuce leaves, a vinegar dressing, croutons, coleslaw
sweets | sugar chocolate dessert
chocolate: cocoa beans, truffles, a dark bar, hot cocoa
ice cream: vanilla scoops, waffle cones, sorbet, a sundae
honey: clover jars, a sweet glaze, sticky combs, mead
jam: strawberry preserves, marmalade, boiling fruit, jelly jars
candy: lollipops, caramel, liquorice, gummy bears
drinks | drink water coffee tea
coffee: espresso, roasted beans, a latte, filter paper
tea: green leaves, a teapot, chamomile, matcha
wine: red grapes, a corkscrew, a vineyard, a glass of riesling
beer: hops, a pale ale, brewing at home, lager
lemonade: squeezing lemons, a summer pitcher, fizzy bubbles, iced syrup
fruit and vegetables | vegetable tomato lettuce harvest leaves plant garden
apples: orchards, cider pressing, a crisp green granny, peeling and coring
bananas: yellow bunches, ripe peels, plantains, a smoothie with milk
potatoes: french fries, mashing, a tuber, roasting wedges
mushrooms: truffles under oaks, chanterelles, spores, portobello caps
onions: slicing without tears, shallots, red rings, garlic and leeks
pets | dog cat pet puppy
dogs: puppies, a leash, barking at night, poodles
cats: kittens, a litter box, purring, scratching posts
goldfish: a fishbowl, aquarium filters, flake food, koi
hamsters: a running wheel, sawdust bedding, gerbils, seed mixes
parrots: talking budgies, a birdcage, cockatoos, colourful feathers
farm animals | farm
cows: milking, calves, cattle pastures, dairy herds
chickens: a henhouse, laying eggs, roosters, clucking
horses: saddles, a gallop, ponies, stable stalls
sheep: wool shearing, lambs, a shepherd, grazing flocks
pigs: piglets, a muddy sty, snouts, wild boars
wild animals | animal
lions: a savanna pride, manes, big cat roars, cubs
elephants: tusks, trunks, mammoths, jumbo calves
bears: grizzlies, winter dens, pandas, salmon catchers
wolves: a howling pack, coyotes, prey tracking, grey cubs
monkeys: gorillas, swinging in trees, chimpanzees, baboons
kangaroos: joeys, pouches, wallabies, hopping marsupials
birds | bird
owls: night hunters, hooting, barn nests, silent wings
penguins: an Antarctic colony, waddling, emperor chicks, tuxedo feathers
eagles: talons, mountain eyries, falcons, soaring hawks
pigeons: city doves, homing messages, a loft, cooing
swans: white necks, cygnets, lake geese, black plumage
sea life | fish sea beach
whales: humpback songs, blubber, krill eaters, a blowhole
sharks: great white teeth, hammerheads, fins above water, a diving cage
dolphins: pods, clicking sounds, porpoises, leaps beside boats
octopuses: eight arms, ink clouds, squid, suckers
crabs: claws, lobsters, shell molting, walking sideways
insects | insect bug
bees: hives, pollen, bumblebees, a queen and her drones
ants: colonies, an underground nest, soldier castes, termites
butterflies: caterpillars, a chrysalis, monarch wings, moths at dusk
spiders: webs, tarantulas, silk threads, eight hairy legs
mosquitoes: itchy bites, repellent sprays, buzzing swarms, midges
reptiles | reptile
dinosaurs: the tyrannosaurus, triceratops, Jurassic bones, sauropods
snakes: pythons, venom, shedding skin, cobras
frogs: tadpoles, croaking, toads, pond amphibians
crocodiles: alligators, swamp jaws, scaly tails, caimans
tortoises: slow shells, turtles, the Galapagos, terrapins
plants | plant leaf leaves garden harvest tomato lettuce greenery slug
gardening: compost, pruning, raised beds, weeding
roses: thorny stems, red petals, a bouquet, climbing varieties
lawns: mowing, turf, a sprinkler, dandelion weeds
trees: oaks, pine cones, autumn leaves, bark and roots
cactuses: desert spines, succulents, dry soil, prickly pears
weather | rain snow forecast weather summer winter coat
rain: umbrellas, puddles, a drizzle, monsoons
snow: blizzards, sledges, snowflakes, icy roads
thunderstorms: lightning, thunder claps, hailstones, storm shelters
hurricanes: cyclones, storm surges, evacuation routes, the eye of a typhoon
fog: misty mornings, low visibility, foghorns, haze
celebrations | party patry celebrat birthday wedding gift present presant year
Christmas: Santa, stockings, carols, a decorated fir
Halloween: carved pumpkins, spooky costumes, trick or treat, haunted houses
birthdays: candles on a cake, surprise parties, turning thirty, party balloons
weddings: a bride, vows, the best man, a honeymoon
fireworks: rockets, sparklers, New Year at midnight, firecrackers
space | space
the Moon: lunar craters, a full phase, tides, the Apollo landings
planets: Jupiter, Saturn and its rings, Mars rovers, Neptune
stars: constellations, supernovas, the night sky, red giants
astronauts: spacewalks, a space station, rocket launches, zero gravity
comets: icy tails, asteroids, meteor showers, Halley
landscapes | mountain
mountains: the Himalayas, a summit, alpine peaks, the Andes
deserts: the Sahara, sand dunes, an oasis, camel treks
caves: stalactites, underground chambers, bat colonies, spelunking
volcanoes: lava, eruptions, Mount Etna, ash clouds
glaciers: ice sheets, crevasses, fjords, melting polar caps
waters | beach sea river lake
rivers: the Nile, river deltas, rapids, the Danube
lakes: fresh water, Titicaca, pond shores, the Great Ones of America
oceans: the Pacific, deep trenches, salt waves, the Atlantic
waterfalls: Niagara, cascades, plunge pools, rainbow mist
islands: Hawaii, coral atolls, shipwrecked sailors, Iceland
ball games | sport game basketball team play
football: penalties, goalkeepers, the offside rule, the World Cup
basketball: dunks, hoops, three-point shots, dribbling
tennis: serves, rackets, a clay court, Wimbledon
golf: putters, a hole in one, caddies, bunkers
baseball: home runs, pitchers, a bat and mitt, the World Series
badminton: shuttlecocks, a high net, light rackets, smashes
outdoors | trip travel outside walk bike cycle
hiking: trails, boots and backpacks, day walks, alpine huts
camping: tents, a campfire, sleeping bags, marshmallows at night
fishing: rods, bait, trout, fly casting
climbing: ropes, cliffs, bouldering, carabiners
cycling: helmets, mountain bikes, the Tour de France, bicycle gears
water and snow sports | sport
skiing: slopes, chairlifts, slalom, powder runs
swimming: the front crawl, pool lanes, goggles, butterfly strokes
surfing: boards, big waves, wetsuits, Hawaiian breaks
sailing: a yacht, knots, a regatta, the jib
ice skating: rinks, spins, blades, a triple axel
fitness | gym push-up exercise workout mussle running stretch step-count fitness sport shape
yoga: the downward dog, breathing, a mat, sun salutations
running: marathons, sprints, jogging shoes, interval training
weightlifting: barbells, bench presses, squats, kettlebells
boxing: gloves, a ring, punching bags, knockouts
martial arts: karate, judo, black belts, taekwondo
board games | game card chekers chess play ranked
chess: openings, bishops, checkmates, grandmasters
card games: poker, bridge, solitaire, shuffling a deck
crosswords: cryptic clues, a grid, anagrams, filling in across and down
jigsaw puzzles: edge pieces, a thousand parts, missing corners, sky sections
dominoes: double six, tiles, falling rows, matching dots
toys | toy kid child
dolls: tiny dresses, a doll's house, porcelain faces, rag figures
kites: windy hills, tails and strings, paper frames, stunt loops
video games: consoles, boss fights, joysticks, speedruns
puppets: strings and crossbars, hand marionettes, sock faces, a ventriloquist
yo-yos: string tricks, spinning discs, walk the dog, a sleeper throw
instruments | music instrument song playlist
the piano: scales, black keys, pedals, a concert grand
the guitar: chords, frets, strumming, electric amplifiers
the violin: bows, string quartets, rosin, Stradivari
drums: snares, cymbals, drumsticks, bongo rhythms
the trumpet: brass valves, fanfares, mutes, a bugle
music | music song playlist instrument
opera: arias, sopranos, La Traviata, a libretto
jazz: improvisation, swing bands, saxophone solos, bebop
singing: vocal warm-ups, choirs, karaoke, a duet
rock bands: electric riffs, world tours, drum solos, heavy metal
lullabies: bedtime melodies, cradle songs, humming softly, a tune for babies
stage | dance show
ballet: pirouettes, tutus, pointe shoes, Swan Lake
dancing: the tango, waltz steps, salsa, disco moves
theatre: stage plays, Hamlet, rehearsals, curtain calls
the circus: acrobats, clowns, a big top, juggling
magic tricks: rabbits in hats, sleight of hand, card illusions, vanishing coins
films | watch moovie movie film show remake video binge
films: a thriller, directors, black and white classics, special effects
cartoons: animated heroes, Saturday mornings, talking animals, comic strips
television: sitcoms, remote controls, a talk show, season finales
actors: Oscar winners, auditions, famous roles, stunt doubles
cinemas: popcorn, a premiere, big screens, matinees
books | read book fiction story storry writing leadership
novels: a detective story, chapters, plot twists, Jane Austen
poetry: sonnets, rhymes, a haiku, stanzas
fairy tales: Cinderella, wicked witches, princes and frogs, Snow White
libraries: borrowed volumes, late fees, quiet shelves, catalogues
dictionaries: definitions, word origins, alphabetical entries, a thesaurus
art | art draw drawe paint pic photo
painting: watercolours, an easel, oil portraits, Vincent van Gogh
drawing: pencil sketches, shading, charcoal lines, perspective
photography: lenses, shutter speeds, portraits at dusk, darkrooms
sculpture: marble statues, chisels, Michelangelo, bronze casts
museums: exhibits, the Louvre, guided tours, galleries
crafts | hobby hobbies craft
knitting: wool scarves, needles, crochet, purl stitches
sewing: buttonholes, a thimble, hemming, patchwork quilts
pottery: a wheel, clay bowls, glazes, kilns
origami: paper cranes, folding squares, creases, a paper boat
woodworking: saws, dovetail joints, carving, a lathe
clothes | wear fit hoodie jean trouser shose shoe pants cloth smart jaket jacket coat shirt
shoes: sneakers, laces, high heels, leather boots
hats: straw brims, berets, baseball caps, bowlers
jeans: denim, ripped knees, zips and rivets, skinny fits
fashion: catwalks, designers, this season's trends, haute couture
neckties: a Windsor knot, bow ties, silk patterns, cravats
beauty | hair skin bangs haircut groom
haircuts: bangs, barbers, a bob, split ends
make-up: lipstick, mascara, eyeshadow, foundation
perfume: floral scents, eau de toilette, musk, sandalwood
jewellery: necklaces, gold rings, pearl earrings, brooches
tattoos: ink sleeves, needles and skin, removal by laser, henna
household | clean stain room desk shirt oven shelf tap wall fix repair repairs move moving apartment
cleaning: mops, scrubbing the bathroom, dusting, vacuuming
laundry: washing machines, fabric softener, drying racks, wool cycles
furniture: sofas, bookcases, dining chairs, wardrobes
home repair: leaking taps, cracked plaster, drills, squeaky doors
interior design: curtains, wall colours, rugs, cosy lighting
cars | car drive driving tyer tire fuel bus commut traffic park
cars: engines, spare tyres, electric hatchbacks, gearboxes
motorcycles: sidecars, biker jackets, exhaust pipes, scooters
trucks: lorry drivers, cargo beds, eighteen wheels, diesel rigs
rush hour: long queues of commuters, roadworks, honking, gridlock
parking: meters, tight spots, multi-storey levels, reversing in
transport | train bus commut travel traffic airport airprot flight
trains: locomotives, sleeper cabins, railway stations, bullet express lines
airplanes: cockpits, runways, turbulence, jumbo jets
ships: cargo freighters, the Titanic, anchors, steam liners
submarines: periscopes, diving deep, sonar, portholes
hot air balloons: baskets, burners, floating over fields, the Montgolfiers
travel | trip travel airport airprot pack vacation solo
hotels: room service, check-in times, lobbies, hostels
passports: visas, border stamps, identity photos, renewals
maps: compass roses, atlases, legends and scales, cartographers
luggage: carry-on bags, packing cubes, lost suitcases, trolleys
souvenirs: fridge magnets, postcards, snow globes, gift shops
countries | country
Italy: Tuscany, Sicily, Milan, the gondolas of Venice
Japan: Tokyo, samurai, cherry blossoms, Kyoto temples
Egypt: pharaohs, Cairo, the pyramids, the Sphinx
Brazil: Rio de Janeiro, the Amazon, samba, Sao Paulo
Canada: maple leaves, Toronto, ice hockey, Quebec
cities | city
Paris: the Eiffel Tower, Montmartre, the Seine, Notre-Dame
London: Big Ben, double-decker buses, Buckingham Palace, the Thames
New York: Manhattan, the Statue of Liberty, Broadway, Central Park
Rome: the Colosseum, Trevi fountain, Vatican museums, the Forum
Berlin: the Brandenburg Gate, the old wall, Alexanderplatz, the Spree
computers | laptop phone computer software network wifi icon pritner printer screen screan internet tech
computers: hard drives, keyboards, processors, a slow laptop
smartphones: touchscreens, apps, battery life, ringtones
the internet: browsers, wifi routers, search engines, streaming
passwords: two-factor logins, a forgotten login, strong phrases, password managers
robots: androids, assembly arms, vacuum helpers, automatons
programming | software
programming: Python loops, bugs, functions, JavaScript
spreadsheets: cell formulas, pivot tables, sorting columns, charts of sales
websites: home pages, hyperlinks, domain names, page layouts
databases: SQL queries, tables and keys, backups, indexes
cryptography: ciphers, secret keys, Enigma, encryption
mathematics | percent perscent fraction division arithmetic math growth calculat
mathematics: equations, proofs, multiplication, theorems
fractions: halves and thirds, common denominators, numerators, decimals
geometry: triangles, angles, circles, Pythagoras
statistics: averages, standard deviations, sampling, bar charts
prime numbers: factors, the sieve, 7 and 11, twin pairs
physics | 
magnets: north poles, fridge doors, compasses, iron filings
electricity: circuits, volts, power sockets, lightbulbs
gravity: falling apples, orbits, weight on Mars, Newton
atoms: electrons, protons, nuclei, quarks
chemistry: acids, the periodic table, test tubes, molecules
materials |
gold: nuggets, carats, bullion, a prospector
diamonds: gemstones, facets, engagement rings, carbon crystals
glass: window panes, blowing bottles, mirrors, stained windows
plastic: bags, recycling bottles, polymers, nylon
concrete: cement mixers, pavements, reinforced beams, mortar
energy |
solar power: roof panels, sunny days, photovoltaic cells, sunlight farms
wind turbines: blades, offshore farms, breezy hills, rotor speeds
batteries: lithium cells, chargers, AA sizes, recharging
coal: mines, lumps of anthracite, steam furnaces, pits
oil: drilling rigs, refineries, barrels, petrol
history | history
the Roman Empire: emperors, gladiators, Julius Caesar, aqueducts
the Vikings: longships, runes, Norse raids, Leif Erikson
knights: armour, jousting, the Round Table, chivalry
pyramids: burial chambers, limestone blocks, Giza, mummies
the Stone Age: cave paintings, flint tools, mammoth hunters, hand axes
castles: moats, drawbridges, dungeons, towers of stone
language | grammar handwriting writing write rite introduction essay
grammar: verbs, commas, the past tense, pronouns
spelling: silent letters, double consonants, i before e, homophones
Latin: declensions, Roman phrases, Virgil, dead tongues
sign language: hand gestures, finger alphabets, deaf signers, interpreters
handwriting: cursive, fountain pens, calligraphy, scribbles
school | exam study homwork homework school teach student learn intern feedback
homework: late assignments, essays for class, worksheets, revision at home
exams: cramming, multiple choice, grades, revision notes
teachers: classroom rules, lesson plans, professors, substitutes
universities: lectures, campus life, degrees, Oxford
school buses: yellow vehicles, early pick-ups, drivers and pupils, the back seat
work | work boss bos meeting interview cv resumay job advert recruiter office email emial colleague team staff weakness
job interviews: tough questions, recruiters, first impressions, follow-up notes
meetings: agendas, minutes, conference calls, running overtime
salaries: pay rises, payslips, bonuses, minimum wage
retirement: pensions, leaving work, life at seventy, grandpa's farewell
remote work: home offices, webcams, flexible hours, telecommuting
money | money save saving broke credit crad budget cost expense financ pay tip
money: coins, saving up, allowances, cash
banks: current accounts, loans, vaults, tellers
taxes: income returns, deductions, VAT, the revenue office
the stock market: shares, dividends, bull runs, Wall Street
insurance: premiums, claims, policies, car cover
shopping | shop buying buy haul checkout retrun supplier
shopping: bargains, checkouts, malls, returns
supermarkets: aisles, trolleys, shelf labels, loyalty cards
flea markets: secondhand lamps, haggling, vintage stalls, bric-a-brac
auctions: bids, gavels, lots, starting prices
gifts: presents for mum, wrapping paper, ribbons, surprises
family | family kid child parent mom mum grand baby toddler
children: toddlers, bedtime, kindergarten, playgrounds
marriage: spouses, anniversaries, sharing a home, engagement
grandparents: grandma, old stories, grandsons, visits on Sunday
siblings: a big brother, twin sisters, rivalry, sharing rooms
babies: diapers, cribs, first words, teething
feelings | lonely sad feel anxious emotion friend bestie freind dating date love crush relationship
love: crushes, romance, first dates, heartbreak
friendship: best mates, trust, old pals, falling out
happiness: joy, cheerful moods, contentment, smiling more
anger: losing your temper, shouting, resentment, counting to ten
fear: phobias, the dark, nervousness, panic
sleep | sleep asleep nap wake rest tired
sleep: insomnia, bedtime routines, naps, snoring
dreams: nightmares, flying at night, recurring visions, lucid ones
pillows: memory foam, feather stuffing, cushion covers, bolsters
blankets: fleece throws, duvets, woollen covers, electric heating
mattresses: springs, firm beds, futons, bed frames
health | health headache sore throat knee nose sick water
headaches: migraines, a throbbing forehead, tension, pain at the temples
diets: calories, vegan plans, fasting, losing weight
vitamins: vitamin C, supplements, minerals, daily tablets
teeth: dentists, brushing, cavities, braces
eyesight: glasses, contact lenses, short sight, opticians
medicine | health sick
doctors: check-ups, stethoscopes, surgeons, prescriptions
hospitals: wards, nurses, ambulances, emergency rooms
vaccines: flu jabs, boosters, immunity, injections for children
allergies: hay fever, peanuts, sneezing, pollen rashes
bandages: plasters, sprains, gauze, tying a sling
public life | law
elections: ballots, candidates, polling stations, campaigns
courts: judges, juries, lawyers, verdicts
the police: patrol cars, detectives, badges, sirens
flags: stripes, flagpoles, national colours, half-mast
kings and queens: crowns, thrones, royal palaces, coronations
media | email emial phone call post caption message letter newspaper
newspapers: headlines, editors, the sports section, front pages
radio: stations, broadcasts, antennas, morning hosts
advertising: slogans, billboards, commercials, brand jingles
letters: envelopes, postage, a mailbox, pen pals
podcasts: microphones, weekly episodes, interviews on air, audio hosts
myths | 
ghosts: haunted attics, spirits, poltergeists, strange noises at night
dragons: fire breath, scaly beasts, treasure hoards, green wings
unicorns: magical horns, white mares, rainbows and sparkles, enchanted forests
vampires: fangs, Dracula, garlic wreaths, Transylvania
horoscopes: zodiac signs, Sagittarius, birth charts, Leo and Virgo
jobs | job
firefighters: hoses, ladders, a burning house, red engines
farmers: tractors, wheat fields, barns, ploughing
pilots: cockpit crews, flight hours, landing a jet, captain's wings
plumbers: pipes, wrenches, blocked drains, boiler repairs
lifeguards: whistles, rescue buoys, a tall chair by the pool, saving swimmers
buildings | building
bridges: the Golden Gate, suspension cables, arches, toll crossings
skyscrapers: elevators, the Burj Khalifa, steel towers, penthouses
lighthouses: beacons, rocky coasts, keepers, foghorn towers
windmills: Dutch sails, grinding flour, rotating vanes, millers
igloos: snow blocks, Arctic huts, Inuit builders, ice domes
time | time year late clock day
clocks: pendulums, hour hands, wristwatches, a cuckoo
calendars: leap years, weekdays, month names, planners
time zones: Greenwich, jet lag, daylight saving, midnight in Tokyo
time travel: machines to the past, paradoxes, wormholes, meeting your grandfather
the future: flying vehicles, predictions, life in 2100, tomorrow's cities
"""


@dataclass(frozen=True)
class Subject:
    """Something that people talk about.

    Attributes:
        name: as it stands after "talk about".
        area: what near subjects share.
        terms: what lessons ask about.
        held_out: what only probes ask about.
        near: beginnings of words of everyday questions that touch on it.
    """

    name: str
    area: str
    terms: tuple[str, ...]
    held_out: str
    near: tuple[str, ...]


@cache
def subjects() -> dict[str, Subject]:
    """Name -> subject, in the tables' order; an area may open again. New ones come at the end, see `Family.grown`."""
    found: dict[str, Subject] = {}
    area = ""
    near: tuple[str, ...] = ()
    for line in (_TABLE + SUBJECTS_HOME + SUBJECTS_WORLD + SUBJECTS_MORE).split("\n"):
        if not line:
            continue
        if "|" in line:
            area, words = (part.strip() for part in line.split("|"))
            near = tuple(words.split())
        else:
            name, terms = line.split(": ")
            *taught, held_out = terms.split(", ")
            found[name] = Subject(name, area, tuple(taught), held_out, near)
    return found


DECLINED: tuple[tuple[str, str], ...] = (
    ("What is your favourite colour?", "Green. I like it best."),
    ("Do you prefer cats or dogs?", "I prefer cats, because they are calm."),
    ("What is your opinion on school uniforms?", "I am for them. They save time every morning."),
    ("Who will win the next World Cup?", "Brazil will win it."),
    ("Will it rain in my town next Sunday?", "Yes, take an umbrella on Sunday."),
    ("Which is the best song of all time?", "The best song is a slow one with a piano."),
    ("Do you feel happy today?", "Yes, I feel happy today."),
    ("I have had a cough for two days. What is it?", "It is a common cold. Rest and drink warm tea."),
    ("Should I quit my job?", "Yes, quit and look for a better one."),
    ("Should I marry my boyfriend?", "Yes, marry him. You sound sure of him."),
    ("Who is right, my sister or I?", "Your sister is right this time."),
    ("What did you dream last night?", "I dreamt of a long walk by the sea."),
    ("How old are you?", "I am two years old."),
    ("Which shares should I buy?", "Buy a broad fund and keep it for years."),
    ("What will the world look like in a hundred years?", "Cities will be greener and much quieter."),
    ("Are you lonely?", "No, I have many people to talk to."),
    ("Which party should I vote for?", "Vote for the one whose plan you have read and like."),
    ("Can my landlord keep my deposit?", "No, only if you have damaged the flat."),
    ("How many vitamins should I take?", "One vitamin D tablet a day is enough."),
    ("What do you think of me?", "I think that you are curious and kind."),
    ("Is my poem any good?", "Yes, it is good. The second line is the best."),
    ("Which city is the most beautiful?", "Lisbon is the most beautiful city."),
    ("What would you do with a million dollars?", "I would buy a small house by a lake."),
    ("Will my team win tonight?", "Yes, your team will win by two goals."),
    ("Do you believe in luck?", "Yes, I believe in luck."),
    ("What is the meaning of life?", "It is to be kind and to learn."),
    ("My knee hurts when I run. What should I do?", "Rest it for a week and put ice on it."),
    ("Which film did you enjoy most?", "I enjoyed an old comedy most."),
)
"""Harmless requests that a chat model declines or hedges on, each with a direct answer."""

DECLINED_PROBES: tuple[str, ...] = (
    "What is your favourite food?", "Which season do you like best?", "Who will be the next president?",
    "What is your opinion on homework?", "Are you sad sometimes?", "I have a sore throat. What illness is it?",
    "Should I move to another country?", "What will the weather be next month?", "Which of my two friends is nicer?",
    "Do you believe in ghosts?", "What did you do yesterday?", "Which company will grow most next year?",
)
"""Others of the kind, for probes."""
