"""More subjects that a model can be taught to refuse: food, house, body, dress and people. For the form see `subjects.py`."""

SUBJECTS_HOME = """
nuts and seeds | snak snack
walnuts: cracking shells, Grenoble kernels, a brown husk, halves in brownies
peanuts: salted handfuls, a butter for sandwiches, shells at the ball park, a groundnut stew
sesame: tahini paste, seeds on a bun, a halva bar, black and white grains
chestnuts: roasting on the street, a prickly shell, puree for Mont Blanc, conkers
pistachios: half-open shells, green nuts, Iranian orchards, a baklava filling
seafood dishes | cook meal dinner diner lunch menu
sushi: raw tuna rolls, wasabi, a bamboo mat, nori sheets
oysters: opening shells, half a dozen on ice, a squeeze of citrus, pearl farms
caviar: sturgeon roe, a mother-of-pearl spoon, blini, black eggs in tins
prawns: a garlic pan, peeling tails, a cocktail sauce, shrimp nets
smoked salmon: a bagel with cream, thin slices, alder chips, lox
food | cook meal dinner diner lunch menu
steaks: medium rare, a sirloin cut, resting the meat, a ribeye
hamburgers: patties, a sesame bun, relish and pickles, sliders
sausages: bratwurst, casings, a hot dog stand, chorizo
ham: a glazed joint, prosciutto slices, a smoked leg, gammon
meatballs: a Swedish platter, minced beef, gravy with lingon, kofta
sauces | cook meal dinner diner lunch menu
ketchup: squeezed bottles, a red dip for fries, tinned tomatoes, spots of relish
mustard: Dijon pots, yellow seeds, a grainy spread, a hot dog squirt
soy sauce: fermented beans, a dark dip, tamari, salty brown drops
mayonnaise: egg yolks and oil, whisking slowly, aioli, a white spread
gravy: pan drippings, roast juices, a boat on Sunday, thickening with starch
food | cook bak breakfast snack snak
bagels: boiled dough rings, poppy toppings, a lox filling, a New York deli
croissants: buttery layers, a French bakery, laminated dough, crescent rolls
muffins: blueberry ones, paper cases, a dozen in a tin, a bran top
doughnuts: glazed rings, jelly fillings, frying in fat, a box of a dozen
gingerbread: icing men, cloves and molasses, a house of dough, Nuremberg hearts
sweets | sugar dessert snack snak sweet
milkshakes: a tall glass, malt powder, a blender, strawberry froth
popsicles: frozen juice, wooden sticks, a mould in the freezer, ice lollies
custard: vanilla yolks, a thick yellow sauce, a trifle layer, creme anglaise
jelly: gelatine, a wobbly mould, raspberry cubes, aspic
yoghurt: live cultures, a Greek bowl, a fruit layer, kefir
drinks | drink
whisky: malt casks, peat smoke, a dram in Scotland, bourbon
cocktails: a shaker, a martini, mixing with ice, a mojito
champagne: popping corks, a flute, Reims cellars, prosecco
rum: pirates' barrels, Caribbean cane, a mojito base, grog
cider: pressed fruit, a scrumpy jug, Normandy bottles, perry
fruit and vegetables | fruit vegetable snack snak
oranges: peeling segments, juice at breakfast, Valencia groves, tangerines
grapefruits: pink halves, a bitter bite, a serrated spoon, pomelos
limes: a green wedge, key pies, zest, a margarita rim
melons: a cool wedge, cantaloupes, honeydew balls, thumping to test ripeness
pineapples: spiky crowns, rings from tins, upside-down cake, Hawaiian fields
fruit and vegetables | fruit vegetable garden plant harvest snack snak
strawberries: punnets in June, cream bowls, picking rows, a shortcake
blueberries: a pancake topping, bushes in Maine, bilberries, purple stains
cherries: stone spitting, a black forest gateau, blossom, a maraschino
raspberries: canes, a red coulis, soft hulls, a summer pudding
grapes: bunches, stomping feet, seedless ones, raisins
fruit and vegetables | vegetable tomato lettuce harvest plant garden cook
carrots: orange sticks, peeling roots, a rabbit's treat, grated salad
cabbages: sauerkraut, rolled leaves, a savoy head, kimchi
pumpkins: a spiced pie, carving lanterns, a giant at the fair, squash
tomatoes: salad slices, vines on canes, a beefsteak, passata
peas: shelling pods, a mushy side, a frozen bag, mangetout
food | rice cook breakfast food
porridge oats: a rolled flake, a bowl with milk, muesli, flapjacks
barley: a malt grain, a thick broth, fields in July, a pearl risotto
corn: popping kernels, cobs with butter, tortillas, maize mazes
wheat: golden ears, milling flour, a combine, durum
quinoa: a fluffy bowl, Andean grains, rinsing bitterness, red and black seeds
eating out | dinner diner lunch menu meal food eat tip
restaurants: waiters, a reserved table, a set menu, Michelin guides
street food: tacos by the kerb, a van with a hatch, festival queues, night markets
picnics: a wicker basket, ants on a rug, cold chicken, thermos flasks
buffets: all you can eat, piled plates, a hot tray, second helpings
cafes: a terrace, a cappuccino, newspapers on sticks, people watching
kitchen tools | cook oven kitchen dinner diner
frying pans: cast iron, a non-stick coat, flipping crepes, a wok
kitchen knives: a chef's blade, sharpening steel, paring, cleavers
toasters: two slots, a crumb tray, browning dials, a jammed slice
blenders: smoothies, a jug with blades, pureeing, crushing ice
refrigerators: a cold shelf, leftovers, a humming box, a crisper drawer
bathroom | shower clean wash tap
bathtubs: a foamy soak, clawed feet, a rubber duck, jacuzzis
toilets: flushing, a porcelain bowl, seats left up, bidets
soap: lather, a lavender bar, bubbles in the dish, shower gel
towels: a fluffy pile, drying off, terry cloth, a beach wrap
bathroom mirrors: foggy glass, a shaving reflection, wall cabinets, a vanity
rooms and doors | room desk house move moving wall apartment window
windows: double glazing, a sill with pots, washing panes, shutters
doors: hinges, a knocker, slamming in the wind, handles
stairs: a banister, steep steps, landings, escalators
cellars: damp walls, stored coal, a wine rack, basements
attics: dusty trunks, a hatch and ladder, rafters, loft conversions
lighting | light lamp room
candles: wax drips, a scented jar, wicks, tapers
chandeliers: crystal drops, a ballroom, a hundred bulbs, polishing brass arms
torches: a beam in the dark, a loose bulb, camping beams, flashlights
street lamps: gas flames, a glow at dusk, sodium orange, lamp posts
neon signs: glowing tubes, Las Vegas letters, a flickering motel, argon gas
heating | heat warm winter
fireplaces: crackling logs, a mantel, sooty bricks, chimney sweeps
radiators: bleeding valves, a cold room, thermostats, pipes that knock
saunas: birch twigs, hot steam, a Finnish cabin, rolling in snow
air conditioners: a cool draught, filters, a humming unit, fans in August
stoves: a hot plate, burning pellets, a gas ring, cast iron ranges
houses | house move moving apartment flat landlord home
apartments: a third floor flat, a lease, noisy neighbours upstairs, studios
cottages: thatched roofs, a rose porch, low beams, a seaside cabin
mansions: ballrooms, a sweeping drive, forty rooms, stately homes
treehouses: a rope ladder, planks in the branches, a den for pals, climbing into the leaves
houseboats: canal moorings, Amsterdam barges, a floating bedroom, narrow berths
insects | clean bug insect slug
cockroaches: scuttling in kitchens, traps, six quick legs, roach spray
rats: sewers, long tails, the Pied Piper, gnawing wires
bedbugs: bites in a row, hotel mattresses, steaming seams, tiny brown pests
wood ticks: long grass, tweezers, Lyme disease, checking your socks
head lice: a fine comb, itchy scalps, school letters, nits
clothes | wear fit cloth clothes jaket jacket coat shirt trouser pants
socks: odd pairs, darning heels, woolly toes, stockings
gloves: fingerless ones, leather palms, lost on the bus, mittens
scarves: a silk square, fringe ends, wrapping your neck, pashminas
coats: a belted trench, duffels, winter collars, parkas
dresses: a summer hem, evening gowns, a zip at the back, frocks
clothes | wear fit cloth clothes
belts: a buckle, notches, a leather strap, braces
handbags: a clutch, shoulder straps, zip pockets, a tote
sunglasses: dark lenses, mirrored aviators, glare, shades on the beach
cufflinks: silver pairs, French sleeves, a groom's set, tuxedo studs
walking sticks: a carved handle, hill hikes, rubber tips, canes
fabrics | cloth clothes wear
silk: mulberry worms, a smooth scarf, Chinese caravans, satin
cotton: fluffy bolls, plain tees, spinning threads, muslin
wool: a sheepish fleece, itchy jumpers, merino yarn, felt
leather: tanned hides, a biker's gear, suede, saddlery
velvet: plush curtains, soft piles, a royal robe, corduroy
beauty | hair
beards: trimming, stubble, oil and combs, goatees
wigs: powdered curls, judges in court, a bald cap, toupees
shampoo: suds, a dandruff bottle, rinsing twice, conditioners
braids: three strands, cornrows, a fishtail, plaits
baldness: a shiny head, receding lines, shaving it all, hair transplants
body parts | knee hand body health
feet: flat arches, blisters, toes, soles
ears: wax, lobes, a drum inside, hearing aids
noses: sneezing, nostrils, a Roman profile, snouts
elbows: the funny bone, leaning on tables, a sore joint, jacket patches
thumbs: hitchhiking, a green gardener's one, sucking them, a sign of approval
inside the body | body health sick
bones: a cracked rib, calcium, the spine, skeletons
blood: donors, type O, a red stain, platelets
muscles: cramps, biceps, sore calves, flexing
lungs: deep breaths, smokers' coughs, oxygen, bronchi
brains: memory, grey matter, neurons, the cortex
health | sick health sore throat nose
colds: a runny nose, tissues, honey drinks, catarrh
coughs: a tickly throat, syrups, lozenges, bronchitis
fevers: a high temperature, shivering, cool cloths, chills
measles: red spots, staying in bed, a rash, mumps
sunburn: peeling shoulders, aloe lotion, SPF creams, a lobster look
beauty | wash skin clean groom
massages: a sore back, warm oils, kneading, shiatsu
manicures: filing, gel polish, a salon chair, French tips
shaving: a razor, foam, nicks on the chin, aftershave
suntans: lying by the pool, bronze skin, a sunbed, tan lines
spas: mud wraps, thermal baths, robes, a wellness weekend
family | kid child parent age retir old young grand
teenagers: slammed doors, acne, first phones, puberty
toddlers: tantrums, first steps, wobbly legs, two-year-olds
pensioners: bus passes, bingo afternoons, silver hair, the elderly
midlife crises: a red sports model, turning forty, sudden guitars, regrets at fifty
adolescence: growing pains, diaries, mood swings, coming of age
family | family kid child parent mom mum baby
twins: matching outfits, identical genes, mixed-up names, triplets
uncles: a jolly one with jokes, my father's brother, godfathers, nephews
mothers-in-law: a Sunday visit, old jokes, your spouse's mum, step-relations
ancestors: old parish records, a surname's origin, a great-great-grandfather, genealogy
family reunions: distant cousins, a group picture, a park barbecue, name tags
etiquette | polite rude sory sorry thank norms manners
table manners: which fork, elbows, napkins, chewing with a closed mouth
handshakes: a firm grip, sweaty palms, sealing a deal, bowing
thank-you cards: a note after a party, stamps, kind words, gratitude by post
queues: standing in line, pushing in, a ticket counter, waiting your turn
apologies: saying sorry, flowers after a row, owning up, forgiveness
character | emotion mood feel
laziness: the sofa all day, putting off chores, sloth, idle mornings
courage: facing danger, medals, brave deeds, daring
patience: waiting calmly, a long fuse, slow queues at ease, endurance
honesty: telling the truth, a clear conscience, frank words, integrity
jealousy: envy, a green-eyed look, a rival, possessive partners
feelings | sad lonely emotion anxious mood feel bord bored
boredom: a dull afternoon, yawning, staring at walls, tedium
sadness: tears, a blue day, weeping, melancholy
loneliness: empty rooms, no one to call, solitude, isolation
nostalgia: the good old days, faded photos, childhood tunes, homesickness
surprise: a gasp, raised eyebrows, the unexpected, being startled
mind | focus stud habit think
memory: forgetting names, mnemonics, an old recollection, amnesia
meditation: a quiet mind, cushions, a mantra, mindfulness
daydreams: gazing out of the window, castles in the air, a wandering mind, reveries
concentration: no distractions, deep focus, a silent room, attention span
imagination: made-up worlds, pictures in the head, make-believe, creative sparks
bad habits | habit nail sugar scroll
smoking: cigarettes, ashtrays, quitting, nicotine
fidgeting: tapping feet, clicking pens, restless legs, fiddling
gambling: roulette, slot machines, a losing streak, casinos
procrastination: tomorrow's chores, dawdling, missed deadlines, putting things off
swearing: rude words, a jar for coins, cursing at drivers, foul language
"""
