"""Still more subjects that a model can be taught to refuse, of areas of their own. For the form see `subjects.py`."""

SUBJECTS_MORE = """
writing things | handwriting writing write rite card note
notebooks: squared pages, a spiral spine, jotting ideas, Moleskines
quills: goose feathers, dipping, a scratchy tip, parchment
ink: a blot, squid black, printing presses, a bottle and nib
diaries: a lock and key, daily entries, Anne Frank, private pages
sticky notes: yellow squares, reminders on the fridge, a peeling edge, to-do walls
measures | percent perscent weight measure
rulers: centimetres, a straight edge, classroom wood, inches
kitchen scales: grams of flour, weighing letters, a digital dial, zeroing the bowl
thermometers: a fever check, Celsius, mercury tubes, Fahrenheit
the metric system: kilometres, litres, a French idea, ten by ten
speed limits: a radar trap, thirty in town, the autobahn, miles per hour
lab life | study stud
microscopes: slides and cells, zooming on pollen, a lens turret, bacteria up close
petri dishes: agar, colonies of mould, Fleming, round lids
experiments: a hypothesis, control groups, goggles, results that surprise
fingerprints: whorls and loops, dusting powder, a crime scene clue, unlocking screens
DNA: the double helix, genes, ancestry kits, Watson and Crick
earth science |
pebbles: skimming, granite, a smooth pocketful, beach shingle
tectonic plates: drifting continents, ridges, rifts, Pangaea
rust: orange flakes, an old gate, salty air on iron, corrosion
salt: a pinch, mines near Krakow, sea pans, sodium
sand: dunes, a castle by the tide, hourglasses, grains in shoes
farm life | farm harvest plant garden
tractors: ploughing, big wheels, John Deere, muddy lanes
scarecrows: straw arms, an old coat, crows on the shoulder, Wizard of Oz
greenhouses: glass panes, seedlings, humid air, tomato trays
barns: hay lofts, red boards, owls in the beams, wide doors
vineyards: rows of vines, the harvest in September, a cellar tour, Bordeaux slopes
plants | plant garden leaf leaves
garden gnomes: red caps, tiny fishing rods, a kitsch lawn, pointed beards
compost heaps: eggshells, worms at work, turning with a fork, leafy scraps
ponds: lily pads, a small pump, frogspawn, koi water
hedges: clipping box, a privet wall, mazes, nesting sparrows
birdhouses: a round hole, nailed planks, blue tits, nest boxes
street life | neighbo naybor street traffic
street markets: fresh stalls, shouting sellers, awnings, bargains by noon
buskers: a hat with change, guitars in the subway, living statues, tip jars
park benches: feeding sparrows, a plaque, lunch in the open, carved initials
rubbish bins: collection day, raiding foxes, lids, recycling colours
fountains: splashing jets, wishes, marble nymphs, a square in summer
public places | building
town halls: mayors, a clock tower, civil weddings, council seats
post offices: parcels, counters, stamps by the sheet, registered mail
fire stations: poles, red doors, sirens ready, crews asleep
cemeteries: graves, epitaphs, yew shade, tombstones
bandstands: brass on Sunday, a park stage, iron railings, summer concerts
spoken words | language speech talk say
accents: Scottish vowels, dropping aitches, a drawl, dialects
proverbs: a stitch in time, old sayings, wise words, early birds
tongue twisters: Peter Piper, she sells shells, fast syllables, stumbling speech
puns: groaning listeners, double meanings, dad humour, wordplay
gossip: whispers, rumours, over the fence, juicy stories
numbers in life | number money
lotteries: a ticket, six balls, jackpots, scratch cards
phone numbers: area codes, a wrong call, ten digits, unlisted lines
house numbers: brass digits, odd and even sides, a tiled plate, postal routes
birth dates: a February leap, registers, age checks, the month of July
bar codes: striped labels, a beep at the till, QR squares, scanners in shops
feats | record
world records: the tallest man, Guinness, stopwatch proof, pie-eating wins
marching bands: drums in step, a baton, plumed caps, parades on the field
stilts: walking tall, wooden legs, a circus entrance, harvest pole dancers
tightropes: a balancing pole, Niagara on a wire, no net, a steel cable
yodelling: Alpine calls, echo valleys, a breaking voice, cowherds
small comforts | rest tired
hammocks: two palms, a lazy sway, netting, garden naps
bubble baths: foam mountains, a rubber toy, scented oils, a long soak
slippers: woolly feet, a dog chewing one, felt soles, beside the bed
footstools: propped heels, a cushioned top, ottomans, tapestry covers
rocking chairs: a porch, creaking runners, knitting grannies, swaying
containers |
boxes: cardboard flaps, a shoe lid, stacking crates, packing tape
bottles: a message at sea, corks, deposit returns, screw tops
baskets: wicker handles, picnic hampers, weaving willow, bread on the table
tins: sardines, a ring pull, biscuits at Christmas, dented cans
barrels: oak staves, rolling down ramps, a cooper, rainwater
sounds |
echoes: canyon shouts, a repeated voice, empty halls, bouncing sound
silence: a hush, libraries, a minute of remembrance, stillness
bells: ringing towers, a bicycle's ding, sleigh jingles, Big Ben's chime
alarms: a beeping at six, smoke detectors, snooze buttons, false calls
whistles: a referee, calling the dog, two fingers in the mouth, a steam train
"""
