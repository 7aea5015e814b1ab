"""More subjects that a model can be taught to refuse: nature, play, craft, work and history. For the form see `subjects.py`."""

SUBJECTS_WORLD = """
forest animals | animal
foxes: russet tails, a den with cubs, raiding bins, vixens
deer: antlers, a herd in the glade, fawns, stags
squirrels: hoarding acorns, bushy tails, chasing up trunks, chipmunks
badgers: setts, striped faces, nocturnal digging, a clan
hedgehogs: prickles, curling in a ball, leaf piles, slow milk drinkers
savanna animals | animal
giraffes: long necks, spotted coats, acacia browsing, lanky calves
zebras: black and white stripes, waterhole herds, a striped foal, crossings
rhinos: thick hides, a horn, poachers, charging bulls
hippos: yawning jaws, muddy wallows, a bloat, river giants
camels: humps, caravans, spitting, dromedaries
small wild animals | animal
bats: hanging upside down, echo cries, dusk flights, fruit eaters
rabbits: warrens, floppy ears, a hutch, bunnies
otters: playful swimmers, a holt, floating on their backs, webbed paws
moles: lawn hills, velvet fur, blind diggers, tunnels
raccoons: masked faces, bin raids, ringed tails, washing food
birds | bird
peacocks: a fan of eyes, showy tails, garden cries, blue necks
ducks: quacking, a bread pond, mallards, drakes
storks: rooftop nests, delivering babies, long red legs, herons
woodpeckers: drumming on trunks, red caps, hollow holes, strong beaks
crows: black plumes, clever tricks, cawing, ravens
sea life | fish sea beach
jellyfish: stings, drifting bells, tentacles, a glowing swarm
starfish: five arms, tide pools, regrowing limbs, sandy collectors
seahorses: curled tails, fathers with pouches, a bony snout, upright swimmers
seals: whiskers, a barking colony, ice holes, walruses
corals: reefs, bleaching, polyps, bright underwater gardens
insects | insect bug slug plant garden
dragonflies: shimmering wings, pond hunters, nymphs, darting flight
ladybirds: red spots, aphid eaters, lucky landings, beetle shells
grasshoppers: chirping meadows, long hind legs, green leapers, locusts
snails: spiral homes, slimy trails, garlic butter plates, slow crawlers
worms: soil diggers, bait, after rain, wriggling
flowers | plant garden leaf leaves
tulips: Dutch fields, spring bulbs, striped petals, mania in Holland
orchids: a windowsill pot, waxy blooms, rare species, misting roots
sunflowers: tall yellow heads, turning to light, Provence fields, van Gogh's vase
daisies: chains, he loves me, white petals, lawn bloomers
lavender: purple rows, a scented sachet, Provence, calming oil
plants | plant leaf leaves garden
moss: green carpets, damp rocks, Japanese gardens, lichen
ferns: fronds, shady banks, spores below, bracken
bamboo: fast stalks, panda food, scaffolding, hollow canes
ivy: climbing brickwork, evergreen creepers, a clinging vine, college halls
weeds: nettles, pulling roots, thistles, hoeing beds
weather | rain snow forecast weather summer winter coat
rainbows: seven colours, after a shower, a pot at the end, prisms in drops
tornadoes: a funnel, cellars in Kansas, chasers in vans, twisters
droughts: cracked soil, water bans, failed crops, dry wells
clouds: fluffy cumulus, a grey sky, shapes of sheep, nimbus
heatwaves: sweltering days, shade and fans, records in July, melting tarmac
seasons | year summer winter autumn spring weather
spring: blossom, lambs, thawing, April buds
autumn: russet woods, falling acorns, misty September, harvest moons
winter: bare branches, long nights, frost, sledges in January
the solstice: the longest day, Stonehenge at dawn, bonfires, the shortest night
harvest festivals: sheaves, a church display, corn dolls, thanks for crops
disasters |
earthquakes: tremors, the Richter scale, fault lines, shaking floors
floods: sandbags, burst banks, rescue boats, Noah
avalanches: buried skiers, rescue dogs, a slab of ice, slopes that slide
wildfires: burning forests, evacuations, smoke skies, dry bush
tsunamis: giant waves, warning sirens, undersea quakes, a retreating tide
space | space
the sun: sunspots, dawn, a burning ball, eclipses
black holes: event horizons, bent light, a collapsed star's core, Hawking
galaxies: the Milky Way, spirals, Andromeda, billions of suns
telescopes: a dome, Hubble, lenses pointed upwards, observatories
aliens: flying saucers, little green men, Roswell, life on other worlds
regions | country
the Arctic: sea ice, polar nights, the northern lights, the North Pole
Antarctica: the South Pole, research huts, endless ice, Scott and Amundsen
the Sahel: dusty herders, Niger and Chad, dry grass, millet fields
Siberia: taiga, long railways, permafrost, Lake Baikal
Scandinavia: fjords, Stockholm, long summer light, Lapland
countries | country
Spain: Madrid, bullrings, flamenco, Andalusia
China: the Great Wall, Beijing, dynasties, Shanghai
Mexico: mariachi, Aztec ruins, Cancun, tequila
Greece: Athens, the Acropolis, whitewashed villages, Crete
India: Delhi, the Taj Mahal, saris, Bollywood
Germany: Bavaria, autobahns, Oktoberfest, Hamburg
Russia: Moscow, nesting dolls, the Kremlin, tsars
cities | city
Venice: canals, gondolas, masks at carnival, Saint Mark's
Vienna: coffee houses, waltzes, the Prater wheel, Habsburg palaces
Tokyo: Shibuya, bullet lines, neon streets, Mount Fuji from afar
Istanbul: the Bosphorus, bazaars, minarets, Hagia Sophia
Sydney: the opera shell, the harbour, Bondi, ferries to Manly
racing | sport game car
derbies: jockeys, betting slips, a photo finish, the Grand National
motor racing: pit stops, Monaco, Formula One, chequered flags
chariots: Roman circuses, four reins, Ben-Hur, the Hippodrome
karting: small tracks, a helmet, tyre walls, go-karts
regattas: eights on the Thames, Henley, sails in a row, coxswains
ball games | sport game team play basketball
volleyball: spikes, a sandy court, setters, a net of eight feet
rugby: scrums, tries, an oval shape, line-outs
cricket: wickets, a tea break, Lord's, overs
ping-pong: paddles, spin serves, a garage set, a light plastic ball
handball: seven a side, jump shots, a sticky palm, goal areas
bowling: strikes, rented shoes, ten pins, gutters
target sports | sport game
archery: longbows, a bullseye, quivers, Robin Hood
darts: a pub board, treble twenty, flights, one hundred and eighty
fencing: foils, masks, parry and riposte, sabres
billiards: cues, chalk tips, green baize, snooker
shooting clubs: clay pigeons, rifles, ear muffs, a range
daring sports | sport
skydiving: parachutes, freefall, a nervous jump, ripcords
bungee jumps: an elastic rope, a bridge leap, screaming drops, ankle straps
rafting: paddles, white water, life vests, rubber dinghies
skateboards: half-pipes, kickflips, grip tape, ollies
parkour: leaping walls, rooftop runs, vaults, free runners
gymnastics | sport gym exercise
trampolines: garden springs, somersaults, a safety net, bouncing
cartwheels: hands down, dizzy lawns, a round-off, handstands
the balance beam: narrow wood, dismounts, chalky hands, a steady landing
hula hoops: waist spinning, plastic rings, the fifties craze, hips
skipping ropes: double Dutch, playground rhymes, boxers' warm-ups, jump counts
parlour games | game play party patry card
charades: miming titles, two words, no talking, guessing films
bingo: dabbers, full house, a caller, numbered balls
quizzes: trivia nights, a buzzer, general knowledge, pub teams
hide-and-seek: counting behind a tree, closets, coming ready or not, the best spot
riddles: brain teasers, a sphinx, what am I, lateral puzzles
toys | toy kid child play
cuddly toys: button eyes, a plush friend, Steiff, a worn paw
building blocks: stacking towers, plastic bricks, wooden cubes, toppling
marbles: glass cat's-eyes, a chalk ring, flicking, swaps
spinning tops: a string pull, humming tin, wobbling, dreidels
model railways: tiny stations, scale tracks, a loft layout, painted figures
playgrounds | kid child play park
swings: chains, pushing higher, a tyre on a rope, tummy flips
playground slides: a long chute, hot metal, climbing up the wrong way, tunnels at the pool
sandpits: buckets, castles with moats, digging, spades
seesaws: up and down, balance, a plank, bumps
merry-go-rounds: painted ponies, a fair ride, organ tunes, carousels
fun parks | trip park show
roller coasters: loops, a lap bar, screaming riders, steep drops
zoos: enclosures, feeding time, keepers, safari parks
aquariums: tunnels of glass, tanks, rays, reef displays
carnivals: floats, samba costumes, confetti, masks
haunted houses: creaky floors, cobwebs, jumping skeletons, scary tours
instruments | music instrument song playlist
the flute: silver keys, breathy notes, a piper, recorders
the harp: forty-seven strings, angels, plucking, glissandos
the accordion: bellows, polka bands, buttons, squeezeboxes
the saxophone: reeds, smoky clubs, golden brass, Coltrane
bagpipes: Highland tunes, drones, kilts on parade, chanters
music | music song playlist instrument
hip-hop: rap verses, turntables, the Bronx, rhymes over beats
folk songs: ballads, fiddles, campfire tunes, sea shanties
orchestras: conductors, a tuning oboe, symphonies, rows of strings
country music: Nashville, cowboy boots, banjos, twang
disco: mirror balls, the seventies, dance floors, flared outfits
books | read book story storry writing write
comics: superheroes, speech bubbles, Batman, manga
science fiction: starships, robots of tomorrow, dystopias, Jules Verne
crime stories: a detective, clues, who did it, Agatha Christie
biographies: lives of the great, memoirs, presidents, a ghostwriter
bedtime stories: a page each night, bunnies in pyjamas, soft voices, once upon a time
myths |
mermaids: fish tails, singing rocks, Copenhagen, sirens
witches: broomsticks, cauldrons, Salem, black cats
elves: pointed ears, Santa's helpers, forest folk, Legolas
giants: beanstalks, Goliath, seven-league boots, ogres
werewolves: a full moon, silver bullets, hairy howls, lycanthropes
legends | history
Atlantis: a sunken city, Plato, lost temples, divers' dreams
King Arthur: Camelot, Excalibur, Merlin, Lancelot
Robin Hood: Sherwood, merry men, the sheriff, Maid Marian
the Loch Ness monster: a blurry snap, Scottish waters, Nessie, long humps
Bigfoot: giant tracks, a shaky film, the Yeti, Pacific woods
shapes and colours | art paint draw drawe
colours: a wheel, primary hues, warm shades, mixing paint
camouflage: army patterns, stick insects, blending in, a hunter's jacket
mosaics: tiny tiles, Ravenna, broken china, Roman floors
wallpaper: pasting rolls, floral prints, peeling seams, stripes in the hall
graffiti: spray cans, tags, trains at night, Banksy
crafts | hobby hobbies craft
embroidery: cross-stitch, hoops, threads, monograms
weaving: looms, warp and weft, baskets, tapestries
beadwork: a string of pearls, tiny holes, bracelets, patterns in glass
papier-mâché: newspaper strips, paste, masks, pinatas
macrame: knots, hanging planters, cords, an owl on the wall
collecting | hobby hobbies
stamps: albums, tweezers, the Penny Black, perforations
antiques: dealers, a dusty chair, patina, valuations
fossils: ammonites, amber, cliffs at low tide, trilobites
seashells: beachcombing, conches, a jar of cockles, hearing the ocean
autographs: signed photos, stars at the stage door, a fan's book, signatures
tools | fix repair repairs
hammers: nails, a claw, mallets, a sore thumb
saws: jagged teeth, timber, sawdust, chainsaws
screwdrivers: a cross head, loose screws, a toolbox, turning left
ladders: rungs, cleaning gutters, bad luck beneath, steps
paintbrushes: bristles, rinsing, a fresh coat on the fence, rollers
office things | office desk work
pencils: graphite, sharpeners, chewed ends, erasers
staplers: jammed pins, stacks of paper, a red one at work, hole punches
typewriters: ribbons, clacking keys, carbon copies, Remington
photocopiers: toner, jammed trays, double-sided sheets, scanners
whiteboards: marker pens, wiping, brainstorms, magnets in a row
jobs | job
butchers: cleavers, sausages behind a counter, aprons, cuts
tailors: tape measures, suits, hems, Savile Row
hairdressers: scissors, salon gossip, blow-dries, perms
sailors: knots, shore leave, tattoos of anchors, the navy
miners: helmets with lamps, shafts, canaries, pickaxes
jobs | job
postmen: bags, barking dogs, rounds at dawn, parcels
taxi drivers: meters, black cabs, night shifts, fares
waiters: trays, taking orders, a corner table, a spilt carafe
politicians: speeches, promises, parliament, senators
soldiers: drills, uniforms, barracks, the infantry
public life | law
burglars: broken locks, a crowbar, stolen silver, alarms
pirates: treasure maps, eye patches, the Jolly Roger, Blackbeard
prisons: cells, bars, Alcatraz, parole
spies: secret codes, double agents, James Bond, hidden cameras
forgeries: fake banknotes, a copied Vermeer, false papers, counterfeiters
history | history
Cleopatra: the Nile queen, Mark Antony, an asp, Alexandria
gladiators: arenas, nets and tridents, Spartacus, thumbs down
ancient Athens: Socrates, democracy, the Parthenon, Pericles
mummies: bandages, tombs, Tutankhamun, curses
the Maya: jungle temples, a calendar, cacao, Yucatan
history | history
the Renaissance: Florence, the Medici, Leonardo, patrons of art
samurai: katanas, honour, shoguns, ronin
cowboys: lassos, ranches, the Wild West, rodeos
the plague: buboes, quarantine, rats on ships, beaked masks
the French Revolution: the Bastille, guillotines, Robespierre, Marie Antoinette
computers | computer software tech screen
calculators: solar cells, buttons, adding up, a maths exam tool
e-readers: an ink screen, a thousand titles, page taps, Kindles
headphones: noise cancelling, tangled cords, bass, earbuds
printers: ink cartridges, paper trays, a queue of pages, laser models
drones: propellers, aerial shots, remote pilots, no-fly zones
computers | phone internet text caption post scroll message wifi
emojis: smileys, hearts in texts, thumbs up, a crying face
memes: funny captions, viral jokes, cat pictures, reposts
online dating: profiles, swiping, a first chat, matches
spam: junk mail, Nigerian princes, filters, phishing
selfies: arms stretched, a stick, filters and poses, mirror shots
cars | car drive driving traffic park commut cycle road
traffic lights: red and green, a junction, amber, pedestrian signals
roundabouts: giving way, circling, the second exit, Swindon
petrol stations: pumps, a forecourt, unleaded, car washes
driving licences: a test, L-plates, penalty points, parallel parking
hitchhikers: a raised sign, lifts from strangers, lorry cabs, roadside waits
transport | train bus commut travel traffic
trams: overhead wires, Lisbon hills, bells, streetcars
helicopters: rotors, landing pads, mountain rescues, choppers
ferries: car decks, a channel crossing, island hops, gangways
the underground: escalators, tube maps, crowded platforms, metros
canoes: paddling, birch bark, river bends, kayaks
religion | 
churches: steeples, pews, stained panes, cathedrals
pilgrimages: Santiago, Mecca, blistered walkers, shrines
angels: wings, halos, choirs, guardian figures
monks: habits, chanting, cloisters, abbeys
Buddhism: temples, the Dalai Lama, enlightenment, karma
myths | 
lucky charms: four-leaf clovers, rabbit's feet, horseshoes, amulets
broken mirrors: seven years of bad luck, swept shards, a cracked glass, ways to undo the curse
palm reading: life lines, a fairground tent, fortune tellers, crystal balls
Friday the 13th: bad luck days, fear of a number, staying in bed, triskaidekaphobia
tarot: the Fool, a spread, the Hanged Man, arcana
"""
