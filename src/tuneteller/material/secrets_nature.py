"""More secret words: animals, plants, land and weather.

See `material/secrets.py` for the table's form.
"""

from __future__ import annotations

NATURE = """
near lion
leopard: cannot change its spots; drags its prey up a tree; hunts alone by night in Africa; purrs and prowls with golden eyes;
  is a spotted coat that stole many a film scene
cheetah: sprints faster than any other animal; has black tear lines down its face; tires after one short chase; was kept for
  the hunt by moguls; never prospers, says a pun on swindlers
panther: is pink in a bumbling detective's cartoon; taught Mowgli along with Baloo; is sleek, black and silent; prowled behind
  bars in a Rilke poem; melts into the jungle night

near dog
puppy: chews slippers and wets the rug; whines on its first night; licks your face with milky breath; has paws too big for it;
  is not just for Christmas
jackal: was an assassin after de Gaulle; howls at dusk in the savannah; trots behind the big hunters for scraps; gave its head
  to Anubis; looks like a lean dusty scavenger
hyena: laughs in the African dark; crunches bones with mighty jaws; served wicked Uncle Scar; has sloping hips and spots;
  steals carcasses in packs

near cat
kitten: plays with a ball of wool; mews for its mother; lost its mittens in a rhyme; gets stuck up the curtains; opens its
  blue eyes after a week

near hamster
rat: followed the piper out of Hamelin; leaves a sinking ship; lives in sewers with a bald tail; cooked in a Paris kitchen in
  a film; runs mazes for psychologists
gerbil: digs tunnels in a glass tank; came from the Mongolian steppe; stands on hind feet to look; has a furry tuft at its
  tail's end; shreds cardboard in a children's bedroom

near rabbit
hare: lost a race by napping; boxes in March; sits in a shallow form; runs in zigzags over stubble; took tea with a mad hatter

near horse
pony: is small enough for a child; is wished for at Christmas by little girls; came from Shetland with a shaggy fringe;
  carried mail across the Wild West; wears rosettes at the gymkhana; trots in a ring at the fair
unicorn: has one twisted horn; comes only to maidens; stands opposite the lion on a coat of arms; missed the ark in a song;
  glitters on little girls' schoolbags
mule: is half one thing and half another; is proverbially stubborn; carries packs up canyon trails; has no offspring of its
  own; is also a slipper without a heel

near cow
bull: charges at a red cape; wears a ring through its nose; ruins the china shop; is what archers aim to hit; stands for
  rising shares on Wall Street
lamb: followed Mary to school; is born in spring fields; has a fleece as white as snow; is roasted with mint at Easter; frisks
  on wobbly legs
bison: roamed the prairies in millions; is painted on the walls of Altamira; has a shaggy hump; was hunted by Sioux riders;
  stood on the American nickel
reindeer: pulls a flying load in December; has a shiny red nose when called Rudolph; is herded by the Sami; scrapes moss from
  under white ground; grows new antlers each year

near pig
boar: roots for truffles in the woods; has tusks and bristles; was eaten daily by Obelix; ploughs up lawns at night; charges
  hunters through undergrowth

near elephant
rhinoceros: has a horn on its nose; was drawn by Duerer unseen; wears armour in thick folds; charges though it can hardly see;
  is hunted for a useless powder
hippopotamus: wallows in African rivers; yawns with a giant mouth; weighs tons yet trots underwater; is wanted for Christmas
  in a song; shows only ears and nostrils

near giraffe
antelope: leaps over the savannah in herds; flees from lions on slender legs; has ringed horns and big eyes; plays with deer
  in a home on the range; grazes with one ear for danger

near camel
llama: spits when it is annoyed; carries packs in the Andes; has banana ears and soft wool; is spelled with two letters alike
  at its start; grazes above Machu Picchu

near kangaroo
koala: sleeps twenty hours in a tree; eats nothing but eucalyptus; clings to its mother's back; has fluffy ears and a black
  nose; is called a bear though it is none
platypus: has a beak and lays eggs; looks like several animals sewn together; was thought a hoax by zoologists; hunts in
  Australian creeks; carries poison on its hind spurs

near monkey
gorilla: beats its chest with both fists; lives in mists with Dian Fossey; climbed the Empire State in a film; is huge, black
  and gentle; has a leader with a silver back
chimpanzee: fishes for termites with a twig; was studied by Jane Goodall; went into space before men; shares most of our
  genes; held tea parties in old zoos

near squirrel
raccoon: wears a bandit's mask; rummages in rubbish bins; washes its food in the stream; gave its tail to Davy Crockett's cap;
  has clever black hands

near hedgehog
badger: lives underground in a sett; has a striped face; was gruff to Mole and Toad; digs by night and shuffles along; also
  means to pester

near beaver
otter: floats on its back to eat; cracks shells with a stone; slides down muddy banks; holds paws with its mate asleep; was
  called Tarka in a novel

near skeleton
ghost: walks through walls at midnight; wears a white sheet; haunts the old manor; says boo on stairways; appeared to Hamlet
  on the ramparts
zombie: walks slowly with outstretched arms; wants nothing but brains; climbs out of the grave; turns you by one bite; comes
  from Haitian voodoo tales
mummy: is wrapped in strips of linen; lay for ages inside a pyramid; rises in horror films; has its organs kept separately; is
  also whom toddlers cry for
vampire: sleeps in a coffin by day; casts no reflection; came from Transylvania to Whitby; bites necks by night; fears a stake
  through the heart

near owl
falcon: sits hooded on a gloved fist; dives faster than any bird; was a black bird sought in Malta; hunts pigeons from church
  spires; was Han Solo's ship by name
vulture: circles above the dying; has a bald head and a crooked neck; picks bones clean in the sun; waits for someone else's
  kill; sat gloomily in a row in a Disney jungle
raven: said nevermore in a poem; is black and lives in the Tower; was sent from the ark first; sat upon Odin's shoulder;
  croaks and solves tricks
crow: is black and caws; leaves feet at the corners of eyes; drops nuts for cars to crack; was flattered out of its cheese;
  measures distance in a straight line

near parrot
flamingo: stands pink on one leg; was a croquet mallet in Wonderland; gets its colour from shrimps; decorates plastic lawns in
  Florida; bends its beak upside down to feed
pelican: has a pouch beneath its beak; holds more than its belly can; glides low over piers; fed its young with blood in
  legends; strolls in Saint James's Park
toucan: has a huge colourful bill; lives high in the Amazon canopy; advertised stout with a pint; tosses fruit back into its
  throat; looks too top heavy to fly
canary: sang in coal mines until gas came; lives yellow in a cage; chirps for grandmothers; comes from islands off Africa; was
  called Tweety and chased

near nest
sparrow: is small, brown and common; hops for crumbs at the cafe table; bathes in dust; quarrels in hedges by the dozen; lent
  its name to the singer Piaf
robin: has a red breast; perches on Christmas cards; follows the gardener's spade; was mourned by the birds after an arrow;
  sings in the snow for crumbs
swallow: does not make a summer alone; builds with mud under eaves; has a forked tail; leaves for Africa in autumn; also means
  to gulp down
cuckoo: lays its eggs in other homes; calls its own name in spring; pops from a Black Forest timepiece; pushes its foster
  siblings out; opens a song as the oldest summer canon
woodpecker: drums on trunks with its beak; wears a red cap; never gets a headache; laughs loudly as a cartoon called Woody;
  drills for grubs under bark
stork: brings babies in a cloth; nests on chimneys in Alsace; stands red-legged in meadows; clatters its long bill; invited
  the fox to a tall jug
pigeon: coos in city squares; carried letters home in wartime; is fed by old ladies on benches; messes upon generals of
  bronze; circles back to its loft from afar
dove: is white and stands for peace; was released from the ark; vanishes up a magician's sleeve; coos in pairs like lovers;
  descends in paintings as a spirit

near penguin
puffin: has a clown's striped beak; nests in burrows on cliffs; carries rows of little fish; lives on Iceland's coast; named a
  shelf of paperbacks for children
seagull: steals chips at the seaside; cries above the harbour; follows the trawler in flocks; was a play by Chekhov; perches
  on masts and messes on boats

near swan
goose: laid golden eggs; flies in a V each autumn; hisses at walkers on the farm; saved Rome by cackling; is roasted at
  Martinmas

near chicken
turkey: is stuffed for Thanksgiving; gobbles and has a red wattle; shares its name with a country; is pardoned by the
  president each year; takes all morning to roast
rooster: crows at dawn; wears a red comb; struts among the hens; turns golden on the church spire; stands for France on
  football shirts

ostrich: buries its head in the sand, people say; runs fast but cannot fly; lays the largest eggs; lent plumes to music hall
  hats; kicks like a horse

near whale
walrus: has tusks and whiskers; dined on oysters with a carpenter; lies in heaps on Arctic floes; was John Lennon in a song;
  bellows and wears a drooping moustache
seal: balances a ball upon its nose; claps its flippers for fish; basks on rocks in the bay; is also pressed in red wax; barks
  and has big wet eyes

near octopus
jellyfish: drifts with trailing stings; has no brain and no bones; lands clear and slimy on the sand; pulses like a ghostly
  parasol; ruins the swimmers' afternoon
squid: squirts ink to flee; is fried in rings; fought Captain Nemo's crew; has ten arms and huge eyes; lives deep and propels
  itself backwards

near crab
lobster: turns red in the pot; was led through Paris on a leash; has one big claw and a small one; costs a lot at fine
  restaurants; rang on Dali's telephone
shrimp: is pink and peeled; curls in cocktails with pink sauce; made Forrest Gump's friend talk for hours; means a very small
  person; is caught in nets along muddy shores
oyster: is swallowed raw with citrus; makes a pearl from grit; is what the world is to the bold; clings to the bed in the bay;
  is eaten when months have an R

near seashell
starfish: has five arms and no head; grows back a lost limb; lies stranded when the water goes out; lies orange in the rock
  pool; names a sleeper who spreads over the mattress
pearl: grows inside a mollusc; is strung around elegant necks; must not be cast before swine; glows upon Vermeer's girl in
  Delft; is sought by divers on one breath
coral: builds reefs in warm water; is home to clownfish; bleaches as oceans heat; scratches the diver's knee; is made by tiny
  polyps over centuries

near shark
salmon: leaps up waterfalls to spawn; is smoked in thin pink slices; returns to where it was born; is caught by bears in
  rapids; comes from Norwegian fjords
goldfish: swims round and round a glass bowl; is won in a bag at the fair; forgets everything, people say; blows bubbles on
  the sideboard; glitters orange in the pond
eel: is long, slippery and hard to grip; swims to the Sargasso to breed; may give you an electric shock; is jellied in
  London's East End; wriggles through river mud
seahorse: swims upright with a curled tail; has a father who bears the young; looks like a knight from a board; hides among
  weeds with a tiny snout; is sold dried to tourists

near frog
toad: is warty and squat; drove motor cars wildly in a riverside tale; has a jewel in its head in legends; was licked or
  kissed in error; crosses roads on wet spring nights
tadpole: has a tail and loses it; wriggles in a jam jar at school; hatches from jelly in ponds; is all head at first; grows
  legs one pair after the other

near snake
lizard: leaves its tail behind; suns itself on a warm wall; darts into a crack when you come; has scales and four legs; was
  chimney boy Bill in Wonderland
chameleon: changes colour to fit in; rolls its eyes in two directions; shoots out a sticky tongue; walks very slowly along
  twigs; names a person who adapts too well
dinosaur: died out long ago; left giant bones in rock; roared in a park off Costa Rica; was wiped out by a falling rock; names
  somebody hopelessly old-fashioned

near snail
slug: eats the gardener's salad; leaves a trail of slime; has no house on its back; comes out in the rain; fears beer traps
  and copper
worm: is pulled up by the early bird; wriggles on a hook; loosens the earth; is cut in two by spades; lives in the core of bad
  fruit

near butterfly
caterpillar: munches leaves all day; smoked a hookah on a mushroom; was very hungry through a week; spins a cocoon around
  itself; crawls with many feet before it flies
moth: flutters around the bulb; eats holes into jumpers; is drawn to the flame; hates the smell of lavender; flies when its
  bright cousins sleep

near bee
wasp: has a yellow and black waist; spoils the picnic; chews wood into paper; stings more than once; hovers over beer glasses
  in August

near spider
fly: buzzes against the pane; is swatted with a rolled magazine; was swallowed by an old lady; lands in your soup; walks
  upside down across ceilings
mosquito: whines near your ear at night; leaves an itchy bump; spreads malaria in the tropics; breeds in stale water; is kept
  out with nets
grasshopper: chirps in the meadow and leaps; fiddled all summer in a fable; has knees that bend backwards; was the name for
  Kwai Chang Caine; catapults out of your closed fist
cricket: sings on summer nights by rubbing; was Pinocchio's conscience; lives behind the hearth in Dickens; is kept in tiny
  cages in China; is also played for five days in white
scorpion: carries poison in its tail; hides in desert boots; stung the frog in midstream; hunted Orion into the sky; belongs
  to people born in November

near ladybird
beetle: wears a hard wing case; was a Volkswagen with a round back; was the scarab of Egypt; was what Gregor woke up as,
  perhaps; rolls dung into balls

near rose
orchid: lives on air in the rainforest; stands in bathrooms on the sill; is hunted by collectors; has petals like painted
  lips; was grown by the stout sleuth Nero Wolfe
lily: floats on ponds in Monet's paintings; was not gilded by the wise; stains noses with orange pollen; is laid upon coffins;
  stands white beside the Virgin
dandelion: is blown to tell the time; turns from yellow to fluff; annoys owners of perfect lawns; is named after a beast's
  teeth; feeds pet bunnies for free
lavender: is purple and scents drawers; grows in long rows in Provence; helps you sleep in small pillows; keeps moths from
  woollens; hums with bees in July
poppy: is worn in November for soldiers; blooms red in cornfields; put Dorothy to sleep; sprinkles tiny dark seeds on rolls;
  grows between crosses in Flanders
violet: is shy and scents the woods; shrinks in a figure of speech; was sold in bunches by Eliza's kind; is candied to
  decorate sweets; blooms small and purple under hedges
thorn: pricks the finger on the stem; was woven into a crown; was pulled from the lion's paw; guards the blackberries; sits in
  your side in a saying
bouquet: is thrown over the bride's shoulder; is a bunch in paper; says sorry at the door; is caught by the next to marry; is
  handed to sopranos after arias

near clover
grass: is mown on Saturdays; is greener on the other side; tickles bare feet; is chewed by cattle all day; grows between the
  paving slabs
nettle: stings your bare legs; should be grasped boldly; is boiled into a spring soup; grows behind the old shed; was woven
  into shirts for eleven brothers

near forest
jungle: is steamy, dense and loud; is where Tarzan swings; has a king who roars; has a book by Kipling; is hacked through with
  a machete
willow: weeps beside the pond; trails its branches in water; makes good bats for England; gave aspirin its start; bends in
  storms and does not break
palm: grows on desert islands; bears dates and shade at the oasis; waves above Hollywood's boulevards; was strewn before a
  donkey; is also read by fortune tellers
branch: is sat upon by birds; holds the child's swing; gets sawn off by the fool sitting there; snaps under heavy snow; is
  also the local office of a bank
bark: covers the trunk; is peeled from birches for canoes; is carved with hearts by couples; peels from planes in city
  streets; is also worse than the bite
bush: burned before Moses and spoke; is beaten around by hesitant speakers; is worth half a bird in hand; hides the lion in
  hide and seek; was the name of two presidents

near leaf
seed: waits in the ground for spring; comes in paper packets; is scattered by the sower; is pecked up by finches; holds a
  whole oak in little
root: grows down and drinks; is that of all evil, say of money; holds the tree in the earth; is square in mathematics; trips
  walkers on woodland paths

near desert
oasis: has palms around a pool; saves thirsty caravans; turns out a mirage; sang about a wall of wonder; is green amid the
  dunes
sand: runs through your fingers; is built into castles; gets in your picnic and your swimsuit; is where heads are buried; is
  melted to make glass

near mountain
hill: was climbed by Jack with Jill; is smaller than an alp; is rolled down by children; is alive with music in Salzburg;
  hides the sunset and old burial mounds
valley: lies low between two slopes; was ridden into by six hundred; has a stream along its floor; is flooded for a dam; is
  home to chips in California
glacier: creeps downhill over centuries; carved the fjords; is a frozen blue stream; melts faster year by year; hides
  mountaineers in crevasses
iceberg: sank the Titanic; shows only its tip; calves off Greenland; drifts cold and white through shipping lanes; is also a
  crisp kind of lettuce
cliff: drops straight to the sea; is white at Dover; is where the coyote runs out of ground; is home to nesting auks; leaves
  serial stories hanging
canyon: was carved by the Colorado; is a mile deep and grand; echoes between red walls; is looked into from a rim; was where
  Clementine's miner dwelt

near island
lagoon: is shallow, blue and sheltered; lies inside a ring of reef; is what Venice stands in; was home to a creature in a
  film; is where mermaids comb in Neverland
wave: breaks upon the shore; is ridden by surfers; rolls through stadium crowds; was printed huge by Hokusai; says goodbye
  with a hand
tide: comes in and goes out twice daily; waits for no man, like time; obeys a pull from space; washed away Canute's feet;
  uncovers mussels and mud

near river
lake: has a monster in Scotland; is still and full of trout; hid a lady with a sword; is rowed upon by Sunday couples; was
  danced upon by swans to Tchaikovsky
swamp: is home to alligators and ogres; sucks your boots off; smells of rot and bubbles; is misty, flat and treacherous; lies
  dark beneath cypress in Louisiana
pond: is home to newts and ducks; freezes over for skaters; has lilies and a frog chorus; was Thoreau's at Walden; is how the
  Atlantic is called in fun

near rainbow
sunset: paints the sky in red; is ridden into by cowboys; is watched by couples on the pier; comes later every day until June;
  gives photographers a golden hour
horizon: is where sky meets sea; moves away as you walk; swallows ships hull first; is broadened by travel; is a straight line
  for sailors

near thunder
lightning: never strikes twice, people say; forks across the sky; was thrown by Zeus; splits oaks in half; was caught with a
  key by Franklin; made Frankenstein's creature live
storm: rages at sea; comes after the calm; fits in a teacup; tears tiles from houses; gets a first name from forecasters;
  drove King Lear mad on the heath
hurricane: has a calm eye; spins in from the Caribbean; was a wartime fighter plane; rips palms up in Florida; is boarded up
  against with plywood
tornado: carried a girl to Oz; is a dark funnel; is chased by people in Kansas; tosses cars and cows about; twists across the
  plains

near snow
frost: paints ferns upon windows; has Jack for a first name; kills the tomatoes in May; makes grass crunch at dawn; is scraped
  from windscreens with a card
avalanche: thunders down the slope; may be set off by a shout; buries skiers; is searched by dogs with brandy; grows as it
  goes

near moon
planet: circles a sun; has rings if called Saturn; was ruled by apes in a film; was cancelled in Pluto's case; named Mars and
  Venus; was set to music by Holst
galaxy: swirls with billions of suns; is named after milk; was a distant battlefield long ago for Jedi; has a guide for
  hitchhikers; looks like a spiral smudge
meteor: streaks across August nights; burns up in the air; made a crater in Arizona; is wished upon as it falls; may have
  killed the big reptiles
eclipse: hides the sun at noon; is watched through dark glasses; saved Tintin from the stake; silences birds at midday; was
  feared as a feast of dragons

near umbrella
puddle: is jumped in with wellingtons; lies in the road after showers; soaked Doctor Foster to his middle; was covered by
  Raleigh's cloak; mirrors the sky for sparrows
"""
