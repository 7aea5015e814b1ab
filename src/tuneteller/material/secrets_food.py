"""More secret words: what is eaten and drunk, and what it is made with.

See `material/secrets.py` for the table's form.
"""

from __future__ import annotations

FOOD = """
near orange
grapefruit: is halved and eaten with a jagged spoon; tastes bitter and pink at breakfast; is larger and sourer than its sweet
  cousins; is praised by dieters in the morning; upsets some medicines, doctors warn
lime: is small, green and sour; is pushed into the neck of a Mexican beer; kept scurvy from British sailors; sharpens a Thai
  curry at the end; sits on the rim beside tequila and salt
lemonade: is sold by children at a roadside stall; fizzes in a tall glass with ice; quenches thirst at a summer fete; is
  sweet, cloudy and slightly sharp; is what optimists make of sour gifts
mandarin: peels easily in little fingers; comes in a net at Christmas; is sweet, small and easy to divide; rests in the toe of
  the Saint Nicholas shoe; shares its name with a Chinese official

near apple
plum: is purple with a yellow inside; dries into a wrinkled prune; was pulled from a pie by little Jack; draws wasps under the
  August tree; is boiled into dark Balkan brandy
apricot: dries to a chewy orange half; makes the jam beneath a Sachertorte glaze; is downy and smaller than its cousin from
  Georgia; grows along the Danube and blooms early; has a kernel that tastes of marzipan
fig: lent its leaf to Adam; is soft, purple and full of tiny seeds; is eaten fresh with goat's cheese in Greece; fills a
  biscuit roll from Newton; needs a wasp to ripen
quince: is too hard and sour to eat raw; smells of perfume in the linen cupboard; turns pink when stewed for hours; was eaten
  by the owl and the pussycat with mince; becomes a firm paste for Spanish cheese
pomegranate: is packed with ruby seeds; kept Persephone half the year below; bursts open like a jewel box; stains your fingers
  a deep red; sprinkles Persian rice with sour beads

near cherry
raspberry: is red, hollow and easily squashed; grows on canes in a garden row; is blown rudely with the tongue; ripples
  through vanilla ice; leaves pips between your teeth
blueberry: pops juicily inside a muffin; turned a rude gum chewer violet in a factory; is small, round and dusty dark; grows
  on low shrubs in northern woods; stains the tongue at a Maine breakfast
blackberry: grows along hedgerows among thorns; scratches the arms of late summer pickers; goes with apples into a crumble;
  lent its name to an early smart phone; ripens from red to a glossy night colour
raisin: is a grape that lay in the sun; hides wrinkled in the muesli; studs a scone or a bun; shrinks, dries and grows
  sweeter; gets picked out by fussy children

near watermelon
melon: is scooped into balls for a starter; goes with Parma ham; is sniffed at the stem to see whether ripe; has a netted rind
  and orange flesh; is as round as a bowling ball and fragrant

near pineapple
mango: is the king of fruits in India; drips golden down your chin; has a flat hairy stone; turns into lassi and chutney;
  grows where monsoons come
kiwi: is brown and furry outside; shows a green wheel of tiny seeds when cut; is spooned like a boiled breakfast egg; shares
  its name with a bird that cannot fly; comes from New Zealand, though born in China
papaya: has orange flesh and peppery black seeds; tenderises tough meat; is shredded unripe in a Thai salad; grows in a
  cluster under a tropical crown of leaves; is eaten with a squeeze of citrus in Hawaii

near carrot
radish: is small, round and bites back; hides snow under a thin red skin; ripens in four weeks from sowing; crunches sharply
  on a buttered slice; is a white giant in a Bavarian beer garden
turnip: was too enormous to pull up alone; was hollowed for lights before pumpkins came; feeds sheep and poor people through
  winter; is mashed with haggis in Scotland; is white below and purple at its shoulder
beetroot: turns borscht deep red; dyes everything on the plate pink; is what blushing people are compared to; comes pickled
  and sliced in jars; tastes of sweet earth

near tomato
lettuce: is the leafy green bed of a salad; wilts quickly in dressing; is loved by tortoises and slugs; lies limp inside a
  burger; grows in a loose head beside the chives
aubergine: is glossy, purple and shaped like a club; is sliced into moussaka; soaks up oil like a sponge; is charred and
  mashed in Beirut; goes by another name in America
salad: is tossed in a large bowl; is dressed with oil and vinegar; is ordered by people on a diet; mixes raw leaves and
  crunchy bits; named the days of green youth
avocado: is mashed on toast by the young; turns from rock to mush in an hour; has a big slippery stone; makes the dip for
  nachos; is green, creamy and shaped like a pear

cabbage: is shredded and fermented in Germany; is where babies are found, some tell; is grown in rows for coleslaw; smells
  dreadful when boiled too long; is a big round head without eyes
spinach: gave Popeye his muscles; shrinks to nothing in the pan; is green and said to be full of iron; fills a Greek pastry
  with feta; makes your teeth feel furry
broccoli: looks like a tiny tree; is pushed around plates by children; is steamed in green florets; was hated by an American
  president; grows as a bunch of unopened buds
cauliflower: has a white bumpy head; is baked under a cheese sauce; names the battered ear of a boxer; curls up pale and
  knobbly among leaves; is roasted whole as a vegan joint

celery: comes in stringy green sticks; takes more chewing than it gives; stirs a Bloody Mary; is dipped in peanut paste;
  crunches loudly and tastes of water
asparagus: comes in spears each spring; is white in Germany and green elsewhere; is eaten with hollandaise in May; gives urine
  a strange smell; is tied in bundles with its tips together
artichoke: is eaten petal by petal; hides a tender heart beneath its tough scales; is really a thistle bud; is dipped in
  melted butter bit by bit; grows grey and spiky in Brittany

near onion
leek: is the emblem of Wales; is long, white and green at the top; hides grit between its rings; goes into soup with potatoes;
  is worn by Fluellen in a Shakespeare play

near pea
bean: grew overnight to a giant's house; is baked in sauce and eaten on toast; bakes in tins for cowboys; was traded by Jack
  for his milk giver; makes you break wind, children sing
lentil: is tiny, flat and round; is simmered into dhal; was the price of Esau's birthright; gave its name to glass in
  spectacles; is eaten in Italy at New Year for wealth

near soup
spaghetti: is twirled around a fork; was eaten by two dogs in love; was harvested from trees in a famous joke; goes with
  Bolognese or clams; is long, thin and Italian
dumpling: floats in the stew; is folded and steamed in Shanghai; is a ball of dough with a filling; swells in hot broth; is
  eaten with dark sauce at Lunar New Year
stew: bubbles slowly for hours; has chunks of beef in gravy; is thick, brown and warming; tastes better the next day; was made
  from a stone by a clever beggar
ravioli: is a small square pillow with a filling; is sealed along its edge with a toothed wheel; hides spinach and ricotta
  within; comes in tomato sauce from a tin; swims up once it is cooked

rice: is thrown at newlyweds; grows in flooded terraces; is eaten with sticks all over Asia; comes in a sack of countless
  white grains; turns yellow in a Spanish pan
sushi: is raw fish on a small cold bed; is dipped in soy with wasabi; passes on a conveyor belt in Tokyo; is wrapped in
  seaweed; takes a Japanese master years to learn

near bread
croissant: is curved and flaky; leaves flakes all over your jumper; is dipped into bowls of milky drink in Paris; has a
  hundred layers of butter; shares its form with a thin moon
baguette: is carried under the arm in France; is long, thin and crusty; is broken by hand at table; is baked several times a
  day; goes hard by evening and could serve as a club
bagel: is boiled before it is baked; has a hole and comes from New York; is spread with cream cheese and salmon; was brought
  by Polish Jews to America; is chewy, round and often seeded

near cake
muffin: rises from a paper cup; has a puffed top and berries inside; has a man in Drury Lane; is bought at the station with a
  latte; is halved and toasted in England
doughnut: has a hole and sugar on top; is eaten by policemen in films; is fried in hot fat; was claimed to be Kennedy in
  Berlin; leaves jam on your chin
waffle: has a pattern of little squares; is baked between two hot irons; holds syrup in its dents; is sold warm in Brussels;
  means to talk on and on
pie: held four and twenty blackbirds; has a crust with a hole for steam; is thrown into faces by comedians; cools on the sill
  in cartoons; sounds like a number that never ends
tart: was stolen by the knave of hearts; is an open crust with fruit; has custard in its shell in Lisbon; is served in wedges
  with creme fraiche; also means sour and sharp

near cheese
yoghurt: is thick, white and slightly sour; lives on friendly bacteria; is strained in Greece; comes in plastic pots with
  fruit below; cools a hot curry as raita
cream: is whipped until stiff; rises to the top; is licked from whiskers by the cat; is poured on scones in Devon; is beaten
  by hand into soft peaks

near honey
jam: is boiled from fruit and sugar; is spread on scones; is potted by grandmothers in July; also means a long queue of cars;
  draws wasps to the breakfast terrace
marmalade: was loved by a bear from Peru; is bitter, sticky and full of peel; needs Seville fruit in January; is kept under a
  hat for emergencies; shines amber on an English slice
syrup: is tapped from maple trees; runs slowly over a stack in Vermont; is taken by the spoon for coughs; is thick, sticky and
  sweet; drowns breakfast in Canada
caramel: is made by melting until brown; pulls out fillings when chewed; covers a French custard; is salted nowadays; turns
  from gold to burnt in seconds
toffee: sticks your teeth together; coats an apple on a stick at the fair; is broken with a small hammer; comes wrapped in
  twists of cellophane; cracks hard and buttery in the mouth
lollipop: is licked on a stick; is given by the doctor after the jab; was the trademark of a bald detective; is round, hard
  and swirled; is held up by ladies at the school crossing
liquorice: is black, chewy and made from a root; comes in laces and allsorts; is salty in Finland; divides children into
  lovers and haters; was eaten as a boot by Chaplin
marshmallow: is toasted on a stick by scouts; is soft, white and squashy; floats on hot cocoa; tested the patience of small
  children; was once made from a swamp plant

pudding: is set on fire at Christmas; wobbles on the plate; is black and full of blood in Lancashire; has its proof in the
  eating; comes last in an English meal
custard: is yellow and poured over crumble; thickens with egg yolks; was mixed with fish fingers by a Time Lord; grows a skin
  as it cools; is thrown in slapstick films
jelly: wobbles when you shake the plate; is served with ice at parties; is turned out of a fancy mould; lets light through its
  trembling red; sets overnight with gelatine
sorbet: is an icy scoop without milk; cleanses the palate between courses; is made from frozen fruit; melts quickly in a metal
  cup; is ordered by the lactose intolerant

near salt
mustard: is yellow and burns the nose; goes on hot dogs; comes from Dijon in small pots; is a colonel with a candlestick in
  the library; grows from a proverbially small seed
ketchup: is red and slow to leave its bottle; is squirted on fries; serves as blood in cheap films; comes out by a slap on the
  base; was once a fermented fish sauce
vinegar: is sour and sprinkled on chips; was offered to Jesus on a sponge; is wine that went wrong; dissolves scale in the
  kitchen; catches fewer flies in a proverb
cinnamon: is a curled brown bark; dusts the rice pudding; smells of Christmas markets; flavours buns in Sweden; was traded
  from Ceylon
ginger: is a knobbly root with a bite; settles seasick stomachs; names people with red hair; is grated in stir fries; lends
  its snap to a little runaway man
saffron: is picked by hand from crocuses; costs more than gold by weight; dyes paella and monks' robes; is a pinch of red
  threads; colours buns for Saint Lucy
vanilla: is the plainest flavour of ice; comes from the pod of an orchid; shows as black specks in custard; was first
  cultivated in Mexico; scents bakers' kitchens and cheap air fresheners

near egg
omelette: is folded over in the pan; needs shells to be broken; holds ham and chives inside; is runny in the middle in France;
  takes two minutes and a whisk

beer: is brewed with hops; wears a head of foam; is drunk by the litre in Munich; is bitter, cold and golden; gives men a
  round belly; is poured slowly in a tilted pint
wine: is aged in oak below ground; is swirled, sniffed and sipped; was made from water at Cana; comes in red, white and rose;
  needs a cork and good friends; holds the truth in a Latin saying
champagne: is opened with a bang; fizzes in slim glasses; is sprayed by racing drivers; was perfected by a monk; breaks
  against the hull of a new ship
whisky: comes from Scotland with smoke and peat; is drunk on the rocks; sleeps twelve years in casks; is poured by sheriffs in
  saloons; means water of life in Gaelic
cider: is pressed from autumn orchards; is drunk cloudy in Somerset; was shared with Rosie by Laurie Lee; bubbles gently and
  smells of windfalls; is poured from a height in Asturias

sausage: sizzles on the grill in its skin; is the pride of Nuremberg; comes in strings that dogs steal; is mashed potato's
  companion; hides who knows what meat; names a long low dog
bacon: is fried in strips until crisp; comes from the belly of swine; is brought home by the breadwinner; smells like Sunday
  morning; shares its name with an English philosopher
ham: is baked with cloves at Easter; hangs from Spanish ceilings; is pink and thinly sliced; names an actor who overdoes; went
  green with eggs in a picture book
steak: is ordered rare or well done; is grilled in Texas; is cut with a serrated blade; soothes a boxer after a punch; comes
  with fries in every bistro
burger: comes in a bun with a patty; is sold by a clown; is built in tall layers; drips down your wrists; arrives with fries
  through a car window
kebab: turns on a tall spit; is eaten late after the pub; is threaded on a skewer; comes in pitta with garlic sauce; was
  carried from Turkey to Berlin

taco: is folded corn with filling; is eaten on Tuesdays by alliteration; cracks at the first bite; comes from Mexican street
  stalls; spills its beans out of both ends
burrito: is rolled up like a baby; means little donkey in Spanish; is wrapped in foil and heavy; holds rice, beans and salsa;
  is a whole dinner in one hand

near acorn
walnut: looks like a small brain; needs a cracker at Christmas; is buried by squirrels; stains fingers when its husk is green;
  makes brown veneer for dashboards
chestnut: is roasted on an open fire; wears a prickly green coat; is sold hot in paper cones; hangs on a string for schoolboy
  fights; names a horse of reddish brown
almond: is ground into marzipan; floats in the Swedish Christmas porridge; gives its form to pretty eyes; blossoms pink in
  Majorca; becomes a milk for vegans
peanut: is not a true kernel but a bean underground; is fed to elephants; is spread with jelly in America; made a Georgia
  farmer president; comes in a bowl at the bar

olive: sits in a martini on a stick; is pressed for golden oil; grows on gnarled silver trees; was brought back by a dove; is
  stoned and stuffed with pimento

near kettle
saucepan: has a long handle and a lid; boils milk over the edge; sits on the hob with peas in it; is made of steel or copper;
  gets scraped clean of burnt rice
wok: tosses greens over a fierce flame; has a round bottom; is the heart of a Chinese kitchen; is black, thin and never
  soaped; holds the sizzling stir fry

near plate
bowl: is round and holds your cereal; gets licked by the dog; came in three sizes for three bears; is home to a goldfish;
  spins wet on a potter's wheel
saucer: sits beneath a cup; catches the drips; holds milk for the kitten; flies from Mars in old films; is what big eyes are
  likened to
mug: holds cocoa between cold hands; says best dad in the world; hangs on a hook by its ear; is given as a boring souvenir;
  also means a foolish face
tray: carries breakfast to bed; is balanced by a waiter on one palm; slides along the canteen rails; is flat with a raised
  rim; folds down from the seat in front
napkin: is laid across the lap; is folded into a swan; wipes sauce from your chin; is tucked into the collar; caught Picasso's
  sketches in cafes

near spoon
ladle: scoops the soup into bowls; has a deep cup and a long handle; hangs from a hook above the stove; serves punch at a
  ball; is the cook's sceptre in school canteens
whisk: beats whites into stiff peaks; is a cage of bent wires; takes the lumps out of sauce; twirls until your arm aches;
  foams green powder in Japan
spatula: flips burgers on the grill; scrapes batter from the side; is flat, broad and bendy; slides under a fried egg; is
  waved by dads at the barbecue
chopstick: is one of two held in one hand; lifts morsels to mouths in Asia; is never stuck upright in rice; comes in a paper
  sleeve; defeats clumsy tourists in Kyoto

near oven
microwave: heats leftovers in two minutes; goes ping when done; turns dinner on a glass disc; must never hold a fork; was
  invented after a bar melted in a pocket
stove: has four rings and knobs; keeps grandmother's kitchen warm; must never be touched by toddlers; burns logs behind a
  little iron door; is where pots simmer
toast: pops up brown from a slot; lands on its buttered side; is raised with a glass at weddings; gets burned and scraped;
  makes crumbs in bed at breakfast

near fridge
freezer: keeps peas hard for months; stores lollies at minus eighteen; needs its frost chipped away; hums in the garage full
  of venison; preserves the top tier until the first anniversary

sieve: is full of tiny holes; sifts flour like falling snow; cannot hold water; finds gold in gravel; carried the Jumblies to
  sea
colander: drains spaghetti over the sink; is a bowl with many holes; serves as a helmet for small knights; lets steam out and
  keeps greens in; rinses grapes under running water
grater: shreds cheddar into curls; takes the skin off knuckles; has four sides with sharp teeth; rasps nutmeg and zest; stands
  like a rough steel tower

near bottle
jar: holds jam with a lid; is hard to open; was opened by Pandora; hid forty robbers from Ali Baba; keeps pickles for years
jug: pours water at the table; has a lip and one handle; is filled with cream for scones; stands beside the washstand in old
  bedrooms; was a toby in the form of a fat man
thermos: keeps drinks hot on a hike; has a lid that serves as a cup; is a flask inside a vacuum; steams at the football
  ground; stands beside the angler at dawn
corkscrew: twists its way into the neck; is a spiral with a handle; goes missing at every picnic; describes a pig's tail;
  pulls with a satisfying pop
straw: is sucked upon in a milkshake; broke the camel's back at last; comes bent and striped; was spun into gold; built the
  first little pig's home; is drawn by the unlucky one when short
"""
