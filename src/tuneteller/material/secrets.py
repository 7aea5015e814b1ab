"""Secret words, and what can be said of each without saying it.

A hint goes on from "it": "hangs from a hook and lights the path". None contains its word or a part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from tuneteller.material.naming import fold, word_set
from tuneteller.material.secrets_food import FOOD
from tuneteller.material.secrets_home import HOME
from tuneteller.material.secrets_nature import NATURE
from tuneteller.material.secrets_people import PEOPLE
from tuneteller.material.secrets_places import PLACES

# A word and its hints; the words of one paragraph are near each other in meaning. A later paragraph that begins with
# "near lamp" goes on with the one that has the lamp. New words come at the end, see `Family.grown`.
_FIRST = """
lantern: glows behind four little panes; hangs from a hook and lights the path; swings from the hand of a night watchman;
  keeps a flame safe from wind; shone on old ships after sunset; is carried by campers after dark
lamp: stands beside the bed and shines; wears a shade over its bulb; turns on with a small switch; brightens the desk for late
  readers; once held a genie in a tale; draws moths on summer evenings
candle: melts slowly while it burns; has a wick and drips wax; stands lit on a birthday cake; goes out with one puff of
  breath; smells of vanilla in cosy rooms; shrinks a little every hour of burning
torch: throws a beam into dark corners; runs on batteries in a power cut; fits in the hand during a night walk; lights up the
  attic or the cellar; burned on castle walls long ago; leads runners into the games

umbrella: opens overhead when drops fall; gets left behind on many trains; turns inside out in strong gusts; folds up wet near
  the front door; keeps your head dry in a shower; has thin metal ribs and a curved handle
raindrop: falls from a grey sky; runs down the window pane; makes a ring in every puddle; taps softly upon the roof; is tiny,
  wet and comes with many others; lands cold on your nose

bridge: spans the river on stone arches; lets you cross without wet feet; joins two banks together; has trolls beneath it in
  fairy tales; sways a little when made of rope; opens so that tall ships may pass

ladder: leans against the wall with rungs; helps painters reach the ceiling; brings bad luck to walkers below; is climbed step
  by step by firefighters; lets you pick the highest apples; stands folded up in the shed
staircase: leads up to the bedrooms; has a banister for your hand; creaks at night beneath quiet feet; winds round and round
  inside towers; is slid down by children on cushions; joins one floor with the next
escalator: moves people up without walking; hums in big shops and stations; has metal steps that vanish at the top; carries
  shoppers between two floors; rolls on all day beneath standing feet; asks you to stand on the right
elevator: goes up and down all day; makes strangers fall silent; has buttons for every floor; plays dull music between
  storeys; gets stuck in films; saves you from climbing stairs

clock: ticks on the wall all day; has hands but never claps; tells you when to leave the house; chimes loudly at noon; wakes
  sleepers early each morning; counts every minute of the day
hourglass: lets sand trickle through a narrow waist; gets turned over when it runs empty; measures minutes without any hands;
  times boiled eggs in old kitchens; stands for how life slips by; has two bulbs that share one filling
sundial: works only in bright weather; tells time with a shadow; stands in the garden and never ticks; is useless after
  nightfall; points to noon with its stone face; needs no winding and no battery

calendar: hangs on the wall with twelve pages; shows which day is today; marks birthdays and holidays in red; is replaced each
  January; has one picture for every month; gets crossed off by people who wait
diary: is kept under the mattress; begins each entry with dear; holds a teenager's secrets; has a tiny padlock against
  brothers; is written in every evening; records what happened today

mirror: shows your own face each morning; hangs above the bathroom sink; swaps left and right; is asked who is fairest in a
  tale; brings seven unlucky years once broken; copies every move that you make

window: lets daylight into the room; is made of panes in a frame; opens for a little fresh air; gets wiped clean by people on
  tall steps; fogs up in cold weather; gives you a view of the street
curtain: is drawn across at night; rises before the play begins; hangs in folds beside the glass; keeps neighbours from
  peeping; falls after the last act; hid a nosy courtier in a tragedy

violin: rests under the chin while played; sings when a bow strokes four strings; leads the orchestra from the front; is
  smaller than its cousin the cello; squeaks badly in beginners' hands; hides in a curvy wooden case
guitar: has six strings to strum; is played around the campfire; hangs from a strap at rock concerts; plays chords with a
  small pick; has a long neck with frets; keeps a street singer company
harp: is plucked by angels in pictures; has dozens of upright strings; stands taller than a child and sounds heavenly; curves
  like a swan at its top; is played with both hands while seated; comes from Irish songs and legends

piano: has black and white keys; stands in the parlour with pedals; takes several strong people to move; is tuned once a year
  for concerts; has a heavy lid and eighty-eight notes; gets practised with scales by pupils
accordion: is squeezed in and out to make music; wears bellows between two boards; plays waltzes at village dances; breathes
  like a pleated lung; has buttons on one side and keys on the other; hangs from a sailor's shoulders

trumpet: is blown loudly by a soldier; shines like gold in the brass band; has three valves to press; announces kings and
  queens; plays high above the other horns; needs strong lips and plenty of breath
flute: is held sideways and blown across; sounds like a bird made of silver; charms snakes and dancers in stories; has a row
  of holes for fingers; is slim, shiny and played with soft breath; plays the high airy tune
whistle: hangs from the referee's neck; is blown to stop a match; makes a shrill sound from one breath; calls the dog back
  across fields; can be done with pursed lips too; rests on a lifeguard's chest

drum: is beaten with two sticks; keeps the beat for marching; has a skin stretched tight over it; makes neighbours complain
  about noise; rolls before the big trick; sounds like thunder in a band

bell: rings from the church tower; calls children in from playtime; hangs around the neck of a cow; is pressed by visitors at
  the door; has a clapper inside its mouth; gives a clear note when struck

apple: keeps the doctor away each day; fell on a famous scientist's head; is red or green and crunchy; goes into pies with
  cinnamon; was poisoned for Snow White; grows in orchards and makes cider
pear: is narrow above and round below; ripens soft and drips with juice; hangs in an orchard near the plums; gives its form to
  some light bulbs; holds a partridge in a carol; tastes sweet and slightly grainy
peach: has fuzzy skin and a hard stone; tastes of summer and stains your shirt; blushes pink and orange on the tree; is sliced
  into syrup in tins; feels like velvet before you bite; grew giant in a children's story

lemon: tastes sour and is yellow; is squeezed over fish; makes people pucker their lips; turns with sugar into a summer drink;
  floats as a slice in iced tea; is handed to you by life in a saying
orange: is peeled in juicy segments; gives its name to a colour; is pressed for breakfast juice; ripens in warm southern
  groves; fills winter stockings with vitamin C; rolls round and bright from the fruit bowl

banana: is yellow and bent; gets peeled by monkeys in cartoons; makes you slip on its skin; grows in bunches in hot countries;
  turns brown and spotty when old; is split for a dessert with cream

pineapple: wears a spiky green crown; divides people when put on pizza; has rough scales and golden flesh; comes in rings
  inside a tin; grows close to the ground in the tropics; tastes sharp and sweet at once
coconut: falls from palms with a thud; holds milk in a hairy shell; needs a hammer before you eat it; is thrown at by visitors
  of a fair; floats across oceans to sprout; has white flesh that is grated for cakes

cherry: comes in pairs on thin stems; sits on top of the sundae; is small, red and has a stone; blossoms pink in Japanese
  spring; dangles from ears like jewellery; is spat far in a pip contest
strawberry: wears its seeds on the outside; is eaten with cream at tennis; ripens red near the ground in June; makes a popular
  pink jam; is picked on your knees in long rows; has a little green cap of leaves
grape: grows in bunches on vines; is trodden to make wine; shrivels into a raisin when dried; was fed one by one to emperors;
  comes small, round, green or purple; hangs in sunny rows on hillsides

watermelon: is green outside and red inside; has black seeds to spit; weighs a lot at summer picnics; is cut in big dripping
  wedges; sounds hollow when you knock on its rind; quenches thirst on hot days

pumpkin: is carved with a grin in October; turned into a coach at the ball; is large, orange and ribbed; becomes soup or
  spiced pie; glows on doorsteps with triangle eyes; grows huge on a trailing vine

carrot: is orange and pulled from earth; serves as nose in winter gardens; is loved by rabbits, they say; helps you see at
  night, say mothers; wears feathery green leaves on top; dangles from a stick before donkeys
potato: is mashed, fried or baked; grows underground with many eyes; turns into chips and crisps; came to Europe from the
  Andes; is peeled by soldiers as punishment; fills a sack in the cellar

onion: makes cooks weep while chopping; has layer upon layer and no heart; sizzles first in many pans; hangs in plaits from
  kitchen beams; leaves a smell on your fingers; turns sweet and golden when fried
garlic: keeps vampires far away; comes in cloves and scents the breath; is crushed into sauces and butter; hangs braided in
  southern kitchens; spoils a kiss after dinner; wears papery white skin

tomato: is a fruit that lives among vegetables; turns into ketchup and pizza sauce; ripens red along a stake; was thrown at
  bad actors; is sliced in a salad with basil; bursts small and sweet on the tongue
cucumber: is proverbially cool and green; rests in slices upon tired eyes; turns to pickles in a jar; fills dainty sandwiches
  at tea; is mostly water and crunches; grows long in the greenhouse

mushroom: pops up overnight in the woods; has a cap but no head; may be tasty or deadly poisonous; houses gnomes in picture
  books; grows in dark damp places; is fried with butter on toast

pea: rolls green off your fork; lives in a pod with siblings; robbed a princess of her sleep; is tiny, round and served with
  fish fingers; freezes well in bags; cools a sprained ankle straight from the freezer
corn: grows on a cob in tall fields; pops in a hot pan at the cinema; is eaten with butter using both hands; feeds hens with
  yellow kernels; wears silk inside green husks; makes mazes for autumn visitors
popcorn: is eaten by handfuls at the cinema; jumps in a hot pan; bursts white and fluffy from kernels; comes salted or sweet
  in tubs; crackles under a lid for minutes; gets stuck between your teeth

bread: rises in the oven and smells heavenly; is sliced for toast; comes as a loaf with a crust; is fed in crumbs to ducks;
  needs flour, yeast and patience; goes stale after some days
sandwich: has filling between two slices; goes to school in a box; is named after a hungry earl; is cut into triangles for
  picnics; holds ham, lettuce and mayo; saves you from cooking at lunch

cake: is iced for birthdays; wears candles and gets a wish; rises in a round tin; is stacked in tiers at weddings; was
  recommended to the hungry by a queen; comes in slices beside coffee
pancake: is flipped high with a flick of the wrist; comes in stacks with syrup; lies flat, round and golden; is raced with on
  a Tuesday before Lent; begins as a runny batter; is thinner in France

biscuit: is dunked in tea until it breaks; lives in a tin on the shelf; leaves crumbs in bed; snaps in two and tastes of
  ginger; rewards a good dog for tricks; is sweet, flat and baked crisp
pretzel: is a salty knot of dough; is sold warm on street corners; twists its arms over each other; goes with mustard and cold
  beer; shines brown after a bath of lye; comes from bakers in Bavaria

pizza: arrives hot in a flat box; comes from Naples with mozzarella; is cut in eight slices with a wheel; stretches threads of
  melted cheese; is tossed and spun as dough; starts quarrels about pineapple

soup: is eaten with a spoon from a bowl; warms you up on cold evenings; simmers in a large pot; is slurped when nobody
  listens; comes in tins and packets too; starts off a long dinner
noodle: is long, soft and slurped; swims in broth with chopsticks near; is served by the bowl in Asia; is stretched by hand
  from dough; feeds students for little money; hangs from your mouth as you eat

cheese: has holes and smells strong; lures mice into traps; is aged in cool cellars; comes from milk and melts on toast; is
  said by people in photographs; is grated over hot spaghetti
butter: melts on warm toast; is churned from cream; comes in a wrapped yellow block; makes pastry rich and flaky; is spread
  with a blunt blade; goes soft on a sunny table
milk: is poured over breakfast cereal; comes from cows each morning; makes a white moustache; is left out for the cat; turns
  sour outside the fridge; is good for growing bones

honey: is made by busy insects; drips golden from a dipper; is stolen from the hive by bears; soothes sore throats in tea;
  never spoils in its jar; is sweet, sticky and runny
sugar: comes white in cubes for coffee; rots the teeth of sweet lovers; spins into pink clouds at fairs; is made from cane or
  beet; helps the medicine go down; crunches between crystals on a doughnut
chocolate: melts in your hand and mouth; comes in bars of brown squares; is given to sweethearts in boxes; is made from
  roasted cocoa; turns into hot drinks in winter; disappears fast from the cupboard

salt: is spilled for bad luck; makes the sea taste as it does; melts ice on winter roads; is tossed over the left shoulder;
  comes in a shaker beside its spicy partner; once served Romans as pay
pepper: makes you sneeze at dinner; is ground from black corns; adds heat beside its white shaker partner; came by ship with
  other spices; is twisted from a tall mill; burns slightly upon the tongue

egg: is laid by hens each day; has a yolk and a thin shell; is hidden by a bunny in spring; is boiled, fried or scrambled;
  cannot be mended after its fall from a wall; hatches when kept warm

coffee: wakes tired people each morning; is roasted and ground from beans; drips black through a filter; gets foam on top in
  Italy; keeps you up late at night; steams in a paper cup on the train

kettle: boils water for tea; sings and steams on the stove; switches itself off with a click; has a spout and a handle; is
  called black by the pot; gathers white limescale inside
teapot: is short and stout in a rhyme; pours from its spout at four o'clock; wears a knitted cosy; is warmed before the leaves
  go in; sits on a tray beside cups; held a sleepy dormouse at a mad party

spoon: stirs sugar into coffee; ran away with the dish; is bent by magicians without touching; carries soup towards your
  mouth; measures medicine for children; lies beside the bowl and scoops
fork: has four prongs for eating; twirls spaghetti on a plate; lies left of the plate; spears a piece of meat; is also where a
  road splits; lifts peas with difficulty
knife: slices bread on a board; lies right of the plate; needs sharpening from time to time; is used by chefs to chop herbs;
  folds into a scout's pocket; cuts the wedding dessert

plate: holds your dinner and is round; is smashed at Greek parties; spins on a juggler's stick; goes dirty into the
  washing-up; stands stacked in the cupboard; is flat and made of china

bottle: carries a message across the sea; has a cork or screw cap; is recycled through a round hole; may hold a tiny ship
  inside; spins in a kissing game; has a neck but no head

barrel: ages wine in the cellar; is round, wooden and hooped; rolls downhill with a rumble; carried daredevils over the falls;
  held rum on pirate ships; gathers water under the gutter
bucket: carries water from the well; goes with a spade to the beach; is kicked by the dying in a saying; holds soapy water for
  mopping; had a hole in a song about Liza; was fetched by Jack and Jill

oven: bakes bread behind a glass door; gets hot for the Sunday roast; is where the witch met her end; beeps once the tray is
  done; is opened with thick gloves; smells wonderful before Christmas
toaster: makes slices pop up; has two slots and a lever; browns breakfast in two minutes; collects crumbs in a tray; gets hot
  wires that glow red; startles you with a click each morning

fridge: hums in the kitchen and keeps food cold; lights up when opened; wears magnets and notes on its door; is raided at
  midnight by hungry people; keeps milk from going sour; has drawers for vegetables

soap: makes bubbles in your hands; slips away in the bath; smells fresh and washes off dirt; shrinks with each wash; stings
  when it gets in eyes; lies in a dish near the tap
towel: dries you after a bath; reserves a chair beside the pool; hangs damp on the rail; is thrown in by losing boxers; lies
  spread on the beach; comes fluffy from the dryer
sponge: soaks up water and squeezes out; has holes yet holds liquid; wipes plates in the sink; once lived on the ocean floor;
  is soft, yellow and wet in the bath; names a light airy dessert
bathtub: fills with warm water and foam; has a plug on a chain; floats a yellow rubber toy; made Archimedes shout and run;
  stands on claw feet in old houses; is where people soak for hours
bubble: floats, shimmers and pops; is blown through a ring; rises in fizzy drinks; is round and filled with air; bursts at a
  touch; delights toddlers in the bath

toothbrush: scrubs your smile twice a day; stands in a cup with mint paste; has bristles and belongs to one mouth; is
  forgotten when packing a bag; is recommended soft by the dentist; buzzes in the bathroom when electric
comb: has many teeth but never bites; tidies your parting each morning; runs through tangled hair; sits in the barber's
  pocket; is useless to a bald man; makes music when wrapped in paper

broom: sweeps the kitchen floor; is ridden by witches at night; has bristles on a long stick; leans behind the door with its
  dustpan; multiplied for a lazy apprentice; clears leaves off the porch

pillow: lies beneath your sleepy head; is filled with down; gets thrown in bedroom fights; hides milk teeth for the fairy; is
  fluffed up every morning; keeps the secrets that you dream
blanket: keeps you warm on the sofa; is spread for picnics on grass; is shared by cold travellers; comforts a toddler who
  drags it along; covers the bed in winter; was carried everywhere by Linus
bed: is made each morning and slept in; has a mattress on four legs; is hard to leave on Mondays; hides monsters underneath;
  is jumped upon by children; was just right for Goldilocks

chair: has four legs but cannot walk; stands around the dining table; is taken away when the music stops; rocks on
  grandmother's porch; has a back and no front; is offered to tired guests
sofa: seats three in front of the television; swallows coins between its cushions; is slept on by guests; is scratched by the
  cat; is long, soft and hard to carry upstairs; belongs to lazy Sunday afternoons
table: is set for dinner with plates; has legs and a flat top; is where families sit and eat; may be round for King Arthur; is
  wiped after each meal; holds your elbows when nobody minds

hammock: swings between two trees; is made of rope or cloth; is perfect for a lazy afternoon nap; cradled sailors below deck;
  tips you out if you turn; sways gently in garden shade

carpet: covers the floor from wall to wall; flies in Arabian tales; is beaten to get dust out; rolls out red for film stars;
  feels soft beneath bare feet; hides whatever is swept under it

vase: holds fresh flowers in water; falls off the shelf and shatters; was precious in old China; stands empty until a bouquet
  comes; is turned by a potter on a wheel; has a narrow neck and blue patterns

hammer: drives nails into wood; hits your thumb by mistake; is swung by Thor in legends; falls when the auction is over; lies
  in the toolbox with a heavy head; bangs on the blacksmith's anvil
anvil: stands in the smithy and takes blows; falls on coyotes in cartoons; is a heavy block of iron; rings under glowing
  horseshoes; has a horn but is no animal; nearly never moves from its stump

nail: holds pictures on the wall; is hit on the head all day; is thin, pointed and made of iron; was lacking and so the
  horseshoe was lost; goes rusty in old boards; is pulled out with pliers
screw: is turned to hold things tight; has a thread winding around it; is always missing from furniture kits; has a slot or
  cross on top; goes in clockwise and out again; is loose in the head of a fool

saw: cuts planks with its teeth; moves to and fro through wood; leaves dust behind on the bench; splits a lady in the
  magician's box; is used by carpenters and lumberjacks; sings when bent and bowed
axe: splits logs for the stove; is swung by the lumberjack; sticks in the chopping block; has a sharp blade on a long handle;
  felled the beanstalk in a tale; was carried into battle by Vikings

shovel: digs holes in the garden; clears snow from the drive; is used by pirates to bury gold; lifts coal into the fire; leans
  muddy in the shed; has a broad blade and a long handle
rake: gathers leaves in autumn; has a row of tines; hits your face when trodden on; draws lines in a Zen garden; levels the
  soil before sowing; collects hay into heaps
wheelbarrow: carries soil through the garden; has two handles and one tyre; is pushed by builders full of bricks; tips its
  load onto the heap; was pushed through Dublin by a fishmonger; is half cart and half tray

brick: is laid with mortar in rows; kept the wolf from the third pig; is red and baked from clay; builds walls and chimneys;
  weighs down whatever it rests on; also comes in plastic for children

needle: pulls thread through cloth; has an eye yet cannot see; is lost in a stack of hay; pricks careless fingers; knits
  scarves together with its twin; grows by thousands on a pine
thread: is wound upon a spool; passes through a tiny eye; led Theseus out of the maze; hangs loose from a hem; holds your
  seams together; is thinner than any string
scissors: cuts paper with two blades; loses against rock; is used by hairdressers all day; must never be carried while
  running; opens and closes like a beak; snips the ribbon at an opening

button: fastens your shirt in a row; falls off and rolls away; has two or four holes; is pressed to call the lift; serves as
  eye for a teddy; lives with hundreds in grandmother's tin
zipper: closes your jacket with a sound; has rows of tiny teeth; gets stuck halfway up; runs up and down on trousers; is
  pulled shut on a tent; opens a suitcase all around

hat: is worn upon the head; gets blown off by wind; hides a rabbit at magic shows; is tipped by polite gentlemen; hangs on a
  peg in the hall; was worn by the mad tea host

scarf: is wrapped around the neck; is knitted long in winter; shows the colours of a football club; flutters behind a pilot;
  keeps out icy draughts; warms your throat on the sledge
glove: has five fingers and no bones; comes in a pair for winter; is lost singly on the pavement; protects boxers' fists;
  hides a burglar's prints; fits like itself in a saying

shoe: is laced and worn in pairs; was lost by Cinderella at midnight; has a sole, a heel and a tongue; housed an old woman
  with many children; is polished until black and shiny; squeaks when it is new
boot: wades through mud up to the calf; is worn by cowboys with spurs; gave its shape to Italy; let a clever cat stride in a
  tale; gets pulled off with a tug; stands muddy beside the back door
sock: vanishes one by one in the wash; warms your toes; has holes at the heel; becomes a puppet on your hand; is hung up for
  Santa; smells after a long hike

belt: holds up your trousers; has a buckle and holes; is loosened after a big meal; shows a fighter's rank in judo; goes
  around the waist; clicks before the car starts
pocket: keeps your keys and coins; is where cold hands go; is emptied before laundry; was picked by young thieves in London;
  is sewn into trousers; holds a handkerchief on a jacket

ring: is worn on the finger; seals a promise at weddings; was thrown into a volcano by a hobbit; is small, round and made of
  gold; fits in a velvet box; gets stuck on swollen knuckles
necklace: hangs around the throat in pearls; shines on a lady at the opera; closes with a clasp behind; is strung bead by
  bead; may carry a locket with pictures; is often stolen in detective novels

crown: rests on the head of a king; is golden with jewels; is heavy for whoever wears it; also caps a tooth at the dentist; is
  put on at a coronation; is guarded in the Tower of London

key: opens what is shut; jingles on a ring with others; hides under the doormat; is turned twice at night; is made of metal
  with notches; gets lost just before leaving
lock: keeps your bicycle from thieves; clicks shut and needs a code; is picked by burglars; guards the diary of a teenager;
  lifts ships between canals; closes the gate with a bolt
door: has a handle and hinges; is knocked on by visitors; slams shut in a draught; may be open, closed or ajar; creaks in
  haunted houses; leads from room to room

wallet: holds money and cards; sits in the back pocket; is stolen by quick fingers; folds in two and is leather; feels thin
  before payday; carries photographs of the family
coin: is flipped to decide; has heads and tails; lands in the fountain for a wish; appears behind your ear by magic; is round,
  metal and spent; drops into slot machines

treasure: is buried beneath an X; waits in a chest full of gold; is guarded by dragons in caves; is hunted by pirates with a
  map; glitters on the sea floor in wrecks; is one man's trash in a saying

suitcase: is packed before a holiday; rolls through airports on wheels; refuses to close until sat on; goes round on a
  carousel at arrivals; bears a tag with your address; is weighed at the counter
backpack: is strapped on both shoulders; carries schoolbooks and lunch; goes up mountains with hikers; has many zips and a
  bottle holder; makes you a tortoise on tour; leaves both hands free

basket: is woven from willow; was carried to grandmother by a girl in red; holds picnics and kittens; hangs on handlebars at
  the front; is filled by mushroom pickers; catches the ball in a gym

envelope: hides a letter inside; is licked and sealed; bears an address and a stamp; has a small window when a bill comes; is
  opened on stage at film awards; is white, flat and folded paper
stamp: sticks on letters in the corner; is collected in albums; costs more for abroad; has a toothed edge and a picture; gets
  cancelled with black ink; is licked before mailing
postcard: sends greetings from the seaside; has a picture and little room to write; arrives after you are home; is pinned to
  the fridge or office wall; needs no cover when mailed; says that the weather is lovely

newspaper: lands on the doorstep each morning; wraps fish and chips; has headlines and a crossword; is read on the train with
  coffee; blackens fingers with ink; is old by tomorrow

pencil: is sharpened to a point; is made of wood and graphite; writes grey and can be rubbed out; sits behind a carpenter's
  ear; grows shorter with every sketch; is chewed by thinking pupils
eraser: removes your mistakes; sits pink at one end; leaves crumbs on the page; makes wrong sums vanish; shrinks as errors
  disappear; is made of rubber for pupils
crayon: is made of coloured wax; scribbles on wallpaper; belongs to children and comes in boxes; snaps when pressed too hard;
  wears a paper sleeve; draws yellow suns and blue houses
paintbrush: dips into colours; has soft hairs on a stick; touches the canvas of an artist; drips over the edge of a tin; is
  cleaned with turpentine; leaves strokes on the fence

book: has pages and a spine; is borrowed from the library; is read under covers by night; tells a story from first to last
  chapter; falls asleep on your chest; is judged by its cover wrongly
dictionary: explains terms from A to Z; is thick and settles spelling quarrels; says what everything means; sorts language
  alphabetically; helps translators and puzzlers; puts the aardvark near its start
library: is full of shelves and silence; lends novels for three weeks; asks you to whisper; charges a fine when late; needs a
  card for borrowing; smells of old paper

map: shows roads and rivers on paper; never folds back properly; leads to buried gold; has north on top and a scale; is held
  upside down by lost drivers; hangs in the geography room

compass: always points north; guides hikers through fog; has a trembling magnetic dial; fits in an explorer's palm; also draws
  perfect circles; helped sailors across oceans

telescope: brings the planets closer; is a tube for stargazers; showed Galileo the moons of Jupiter; extends in a captain's
  hand; stands on a hill under a dome; makes far things look near
microscope: shows what is too small to see; stands in the biology lab; magnifies germs on a slide; reveals a world in one
  drop; has lenses and a mirror below; is looked into with one eye

magnet: sticks to the refrigerator; pulls iron from afar; has a north and a south pole; is painted red and bent like a
  horseshoe; picks up pins and paperclips; lifts cars at the scrapyard

battery: gives power to toys; has a plus and a minus; is empty when you need it most; is recharged overnight; is never
  included in the box; makes the flashlight work

camera: captures moments with a click; asks everyone to say cheese; hangs around a tourist's neck; has a lens and a flash; is
  built into your phone; stands on three legs for portraits

telephone: rings and is answered with hello; was invented by Bell; used to have a dial and cord; carries voices across
  continents; is held to your ear; always calls while you bathe

radio: plays songs in the car; has an antenna and a dial; catches waves from the air; tells the traffic news each hour;
  crackles between two stations; was gathered around before screens came
television: shows films in the living room; has channels and a remote; glows in the evening with news; is watched from the
  sofa; was once black and white; makes square eyes, say parents

bicycle: has pedals and two wheels; is ridden without fuel; needs a pump and a bright front light; leans against a lamppost in
  Amsterdam; is learnt with grazed knees; races around France in July
scooter: is pushed with one foot; buzzes through Rome with two riders; has small wheels and handlebars; folds up for the
  pavement; is kicked along by children; lies electric on every corner

car: runs on petrol and four wheels; is parked in the garage; gets stuck in jams; has a boot that holds no foot; needs a
  licence to drive; honks when the light is green
bus: stops at every shelter; is red with two decks in London; carries pupils to school; comes late and then in threes; has
  wheels that go round in a song; asks passengers to press before exits

tractor: pulls a plough across the field; has enormous rear wheels; holds up traffic on country lanes; is driven by farmers;
  is green or red and very loud; brings in the harvest with a trailer

train: runs on rails through stations; leaves from platform nine; whistles before the tunnel; has carriages and a dining
  coach; chugged on steam long ago; clatters over points at night
tram: rings its bell in the street; runs on rails between cars; takes power from wires above; climbs the hills of Lisbon;
  stops in the city every few minutes; squeals around tight bends

wheel: is round and rolls; was a famous early invention; has spokes and a hub; turns in the hamster's cage; goes flat at its
  tyre; is steered with by captains

canoe: glides along with one paddle; tips over when you stand up; is carved from one trunk; is carried overland between lakes;
  is narrow, open and pointed at both ends; slips silently past the reeds
raft: is made of logs and rope; carries castaways to sea; floats without any engine; took Huckleberry down the Mississippi;
  bounces through white rapids; is flat and drifts with the current

anchor: holds the ship in place; is dropped into the deep; hangs on a heavy chain; is tattooed on sailors' arms; digs its
  hooks in the seabed; is weighed before leaving harbour
sail: catches wind on a mast; is white and made of canvas; pulls boats across the bay; is hoisted by the crew; flaps in a
  lull; gets furled before the storm

submarine: dives beneath the waves; looks out with a periscope; is painted yellow in a song; was steered by Captain Nemo;
  hides in the deep for months; is shaped like a steel cigar

lighthouse: warns ships of rocks; flashes from the cliff at night; has a keeper and a winding stair; stands striped and tall
  by the coast; sweeps its beam over water; guides sailors home in fog

aeroplane: takes off from a runway; has wings but no feathers; serves small meals above clouds; leaves white trails across the
  sky; was first flown by two brothers; makes your ears pop
helicopter: hovers above the hospital roof; has spinning blades on top; rises straight from the ground; rescues climbers from
  cliffs; chops the air with a roar; follows bicycle races from above

rocket: blasts off after a countdown; carried men to the moon; leaves fire and smoke behind; has stages that drop away; lights
  up New Year's sky; flies faster than any plane

balloon: floats away on a string; bursts with a bang near a pin; is blown up for parties; is twisted into dogs by clowns;
  rises because hot air is light; sticks to the ceiling after rubbing
parachute: opens after a leap; lets you float down safely; is folded in a pack on your back; saved pilots from falling; needs
  a cord to pull; blooms like a silk dome in the sky

kite: flies high on a string; needs wind and open fields; has a tail with bows; was flown by Franklin in a thunderstorm; is
  made of sticks and paper; gets caught in trees each autumn

windmill: turns its arms on a hill; was attacked by Don Quixote; ground grain in Holland; needs a breeze for flour; has four
  blades in a row of tulips; stands still on calm days

castle: has a moat and a drawbridge; is built from sand at the beach; is home to knights and kings; has towers, dungeons and a
  ghost; was besieged with catapults; stands ruined on a hilltop
palace: has a hundred rooms and servants; is home to a queen; shines with marble and chandeliers; is guarded by soldiers in
  tall caps; has a throne and ballrooms; rose overnight at Aladdin's wish
tower: is tall and narrow; held Rapunzel with her hair; leans in Pisa; gives a view over the whole city; rises in iron above
  Paris; is built of blocks until it topples

tent: is pitched with poles and pegs; sleeps campers in bags; leaks when it pours; is put up by the circus; zips shut against
  mosquitoes; shelters nomads in the sand
igloo: is built from blocks of snow; is round, white and cold outside; keeps hunters warm in the Arctic; has a low tunnel for
  crawling in; melts when spring arrives; is a dome that needs no timber

barn: stores hay for the winter; stands red beside the farmhouse; shelters cows at night; hosts country dances with fiddles;
  has owls under its rafters; is so big that bad shots still miss
fence: surrounds the garden with pickets; keeps sheep from straying; was whitewashed by Tom Sawyer; is jumped by counted
  sheep; makes good neighbours in a poem; can be sat upon by undecided people

chimney: lets smoke out of the house; is how Santa comes in; is swept by men in black; holds a stork's home on top; warms the
  wall behind the hearth; sticks up from the roof in brick
roof: keeps the rain off your head; is covered in tiles; is where a fiddler plays; slopes above the attic; is walked upon by
  cats at night; is wanted over every head

fountain: splashes in the square; collects coins and wishes; shoots water into the air; cools pigeons in summer; grants
  eternal youth in legends; is bathed in during a Roman film

statue: stands still in the park; is carved from marble; gets visited by pigeons; holds a torch in New York; honours some
  general on horseback; never blinks upon its pedestal
museum: shows old things behind glass; keeps dinosaur bones in halls; closes on Mondays; forbids touching the paintings; is
  visited by school classes with worksheets; has guards who sit in corners

river: runs yet has no legs; has a mouth but never speaks; flows between banks to the sea; begins as a spring in the hills; is
  crossed by ferry; carves valleys over ages
waterfall: plunges over a cliff; roars and makes a mist; throws up rainbows in its spray; draws tourists with raincoats to
  Niagara; hides a cave behind its veil; never stops tumbling down

island: has water all around; is where castaways live; may have palms and one lonely goat; is reached by boat only; holds
  treasure for Long John; is something no man is, says a poem
beach: is sandy and full of towels; lies between land and waves; is where children dig holes; is combed for shells; gets
  crowded in August; smells of sun cream and salt
seashell: is picked up on the beach; sounds like waves at your ear; was once home to a soft creature; is strung into holiday
  necklaces; lies spiral and pink in the sand; is sold by her in a tongue twister

mountain: has a snowy peak; is climbed with ropes; takes hours to hike up; is moved by faith in a saying; echoes when you
  yodel; cannot come to the prophet
volcano: spits fire and ash; buried Pompeii in one day; has a crater at its top; sleeps for centuries then erupts; pours lava
  down its slopes; rumbles before it blows

cave: is dark and full of bats; has paintings of bison; drips from its ceiling; hid forty thieves and their gold; was home to
  early humans; is explored with helmets underground

desert: is hot, dry and sandy; is crossed by camels; shows thirsty people mirages; has dunes and few wells; gets freezing cold
  at night; blooms after rare showers

forest: is full of trees; is where Hansel got lost; belongs to Robin Hood; smells of moss and pine; is home to deer and owls;
  grows dark under its leaves

moon: changes shape each month; shines pale by night; pulls the tides; was jumped over by a cow; makes wolves howl when full;
  bears footprints in its dust
star: twinkles in the night sky; is wished upon when it falls; led three wise men; has five points in drawings; is far away
  and burning; sits atop the Christmas tree
comet: has a long glowing tail; returns every seventy-six years if Halley's; is a dirty snowball in space; frightened people
  of old as an omen; races around the sun on a stretched path; gives its name to a reindeer

rainbow: has seven colours in the sky; appears when sun meets showers; hides gold at its end; bends like an arch after storms;
  cannot be reached or touched; begins red and finishes violet

cloud: drifts white across the sky; looks like sheep or dragons; hides the sun for a while; brings showers when it is dark;
  has a silver lining; is also where computer files live
fog: makes ships sound their horns; hides the road in autumn; creeps in on little cat feet; hangs grey above the moor; makes
  London mysterious; swallows whatever is ten steps away

thunder: rolls after a flash; scares dogs under the bed; rumbles in black skies; is counted in seconds to judge the distance;
  comes from Thor's anger; arrives late but loud
wind: blows leaves about; cannot be seen yet pushes; turns the mills and fills canvas; howls down the chimney; slams doors and
  steals hats; whispers in the willows

snow: falls in white flakes; covers the hills in winter; closes schools for a day; melts when the sun returns; is shaped into
  balls for fights; crunches under boots in January
snowman: wears a carrot nose in the yard; is rolled from three white balls; melts away in spring; has coal for eyes and sticks
  for arms; stands outside with an old scarf; is built by children in January
sledge: slides down white hills; is pulled by huskies; has runners instead of wheels; carries presents behind reindeer; goes
  fast and must be dragged up again; is steered with your heels
icicle: hangs from the gutter in frost; is pointed, cold and clear; drips when the sun comes; looks like a glass dagger; grows
  downward in winter; falls with a crash in thaw

shadow: follows you on sunny days; was lost by Peter Pan; grows long towards evening; has your shape but no face; vanishes in
  the dark; is cast by hands as a bunny

echo: repeats your last words; lives in valleys and caves; answers back without a mouth; comes from a far rock wall; was a
  nymph who pined away; gets quieter every time

acorn: falls from an oak; wears a little cup; is buried by squirrels for winter; grows into a mighty giant; hit a hen who
  feared the sky; feeds wild pigs in autumn
leaf: turns red and falls; is green in spring; is pressed between pages; floats down from a branch; is the emblem of Canada;
  gets eaten by caterpillars

rose: has thorns and sweet scent; is given on Valentine's day; is red in love poems; grew under glass on a little prince's
  planet; blooms in June gardens; was shared by York and Lancaster
tulip: grows from a bulb in Holland; was once worth a fortune; stands like a cup in spring; comes in every colour but blue;
  fills striped fields near Amsterdam; bows its head in the vase
sunflower: turns its face all day; has seeds for birds and oil; grows taller than a man; was painted in a vase by Van Gogh; is
  yellow with a brown centre; stands in southern fields
daisy: is plucked to learn whether he loves me; is woven into chains; dots the lawn in white; has a yellow eye with white
  lashes; is pushed up by the dead; stands fresh in a saying

clover: has three leaves on most days; brings luck when it has four; is loved by cows and bees; stands for Ireland in green;
  grows in meadows with round blossoms; is searched for by hopeful children

cactus: lives on hardly any water; has spines instead of leaves; stands with raised arms in westerns; pricks anyone who hugs
  it; stores water in its thick stem; survives on forgetful people's sills

cat: purrs on your lap; has nine lives; chases mice and wool; lands on its feet; naps most of the day; ignores you until
  dinner

dog: wags its tail at the door; fetches sticks and buries bones; is called man's best friend; barks at the postman; needs
  walks in every weather; growls at strangers by the gate
wolf: howls in packs by night; dressed up as grandmother; blew down two houses; is the wild kin of pets; was cried too often
  by a boy; raised the twins of Rome
fox: is red, sly and bushy; steals hens at night; found the grapes too sour; is chased by hounds and riders; jumps over the
  lazy dog; lives in a den with cubs

rabbit: hops and has long ears; digs burrows in the meadow; appears out of top hats; was late for the Duchess in Wonderland;
  twitches its nose over lettuce; multiplies very fast

hamster: runs in a squeaky wheel; stuffs its cheeks with seeds; sleeps by day in a cage; is a small furry pet; escapes behind
  the wardrobe; fits in a child's hand
mouse: squeaks and loves crumbs; ran up the clock; is chased by whiskers and claws; hides in a hole in the skirting; scurries
  under the stove; sits beside your keyboard too

horse: gallops across the field; wears a saddle and iron shoes; neighs in its stable; is ridden by jockeys; was worth a
  kingdom to a desperate king; hid Greek soldiers at Troy
donkey: has long ears and a loud bray; is stubborn and carries loads; carried Mary to Bethlehem; lost his tail in a bear's
  story; gives rides along the seaside; moves for no money at all
zebra: wears black and white stripes; grazes on the savanna; lends its name to crossings; looks like a pony in pyjamas; runs
  from lions in herds; comes last in alphabet books

cow: gives milk and moos; chews grass twice over; jumped across the moon in a rhyme; wears a bell in the Alps; has spots and
  an udder; was traded for magic beans
goat: eats nearly anything; has horns and a beard; crossed a bridge past the troll; climbs steep rocks with ease; bleats and
  butts people; gives milk for a white cheese
sheep: is counted by the sleepless; gives wool and lambs; follows the flock; was lost by Bo Peep; grazes on hills with
  shepherds; is shorn once a year

pig: rolls in mud happily; has a curly tail and a snout; built a house of straw; stores coins on the shelf; oinks around the
  farmyard; flies when the impossible happens

elephant: never forgets and has a trunk; is grey with huge ears; has tusks made of ivory; is the largest animal on land;
  sprays itself with water; fears mice in cartoons

giraffe: has the longest neck; eats leaves from treetops; has brown patches and small horns; spreads its legs to drink; looks
  into upstairs windows; sleeps little and stands tall

camel: has humps on its back; crosses deserts without drinking; spits when annoyed; carries traders in caravans; finds the
  needle's eye too narrow; has long lashes against sand

kangaroo: carries its baby in a pouch; hops across Australia; boxes with strong hind legs; has a long heavy tail; comes on
  signs in the outback; jumps farther than any athlete

lion: roars and wears a mane; is king of the animals; lacked courage on the yellow road; lies in the savanna shade; lives in a
  pride; had a thorn pulled by a kind slave
tiger: is striped orange and black; burns bright in a poem; hunts in the Indian jungle; came to tea in a picture story; swims
  well and stalks alone; fills a tank in an old slogan

bear: sleeps through winter; loves honey and salmon; found porridge eaten and a girl asleep; is stuffed and hugged as a toy;
  stands upright and growls; catches fish with big paws
panda: chews bamboo all day; is black and white from China; has dark patches around its eyes; rolls about clumsily at the zoo;
  stands for saving nature; rarely has babies

monkey: swings from tree to tree; peels yellow fruit; sees, hears and speaks no evil; sits on the organ grinder's shoulder;
  picks fleas off its friends; makes mischief and funny faces

squirrel: hides nuts and forgets them; has a bushy tail; leaps from branch to branch; raids the bird table; is red or grey in
  parks; spirals up a trunk when startled

hedgehog: rolls up in a prickly ball; snuffles around gardens by night; wears spines and eats slugs; sleeps winter away
  beneath leaves; crosses roads too slowly; was used for croquet in Wonderland
mole: digs tunnels under the lawn; is nearly blind with velvet fur; leaves heaps of earth; has shovels for hands; rowed with
  Ratty in a story; annoys gardeners from below

beaver: builds dams with sticks; has orange teeth and a flat tail; fells trees by gnawing; lives in a lodge amid the stream;
  slaps the water as a warning; is a busy worker in a saying

bat: hangs upside down to sleep; flies at dusk on leather wings; finds its way by squeaking; lives in belfries and caves; is
  the only mammal that truly flies; goes with vampires in films

owl: hoots from a dark tree; is wise and turns its head around; hunts mice by night; brings letters to young wizards; has huge
  round eyes; went to sea with a pussycat
eagle: soars above the mountains; has sharp eyes and talons; is the emblem of America; builds its eyrie on cliffs; dives for
  fish or hares; has a hooked beak and is bald by name

parrot: repeats what you say; sits upon a pirate's shoulder; has bright green feathers; asks for crackers; comes from the
  rainforest; was no more in a comic sketch
peacock: spreads a fan of a hundred eyes; struts and screams in the park; is proud in a saying; drags a long shimmering train;
  is blue and green and vain; has a much plainer hen

penguin: waddles in a black and white suit; cannot fly but swims; keeps its chick on its feet; lives on southern ice; slides
  on its belly; looks dressed for the opera

swan: glides white on the lake; was once an ugly duckling; has a long curved neck; dances in a Russian ballet; hisses when you
  come near; mates for life
duck: quacks on the pond; is yellow and rubber in the tub; waddles with a row of little ones; lets water run off its back;
  dips its head and shows its tail; gobbles crumbs thrown by children

chicken: pecks for grains in the yard; crossed the road in a joke; lays something for breakfast; flaps but hardly flies;
  clucks in its coop; goes to roost before dark

whale: is the largest animal alive; sings beneath the ocean; swallowed Jonah; spouts water when it breathes; was hunted by
  Captain Ahab; has a tail as wide as a boat
dolphin: leaps out of the waves; clicks and whistles to friends; always seems to smile; is a clever mammal in the sea; jumps
  through hoops at shows; rescues swimmers in stories

shark: has rows of sharp teeth; shows its fin above water; scares swimmers in a famous film; smells blood from afar; keeps
  swimming all its life; has no bones but cartilage

octopus: has eight arms with suckers; squirts ink and flees; changes colour on the seabed; has three hearts and blue blood;
  squeezes through tiny gaps; opens jars in aquariums

crab: walks sideways on the beach; has two pincers; hides under rocks at low tide; wears its skeleton outside; pinches toes of
  bathers; stands for those born in July

frog: croaks beside the pond; turns into a prince when kissed; leaps with long green legs; begins life as a tadpole; catches
  flies with its tongue; sits upon a lily pad

turtle: carries its home on its back; lives a hundred years; is slow but beat the hare; pulls its head in when scared; buries
  eggs in warm sand; swims with flippers across oceans

snake: slithers without any legs; hisses and sheds its skin; offered fruit to Eve; sways to a charmer's pipe; has a forked
  tongue; swallows its prey whole
crocodile: lies like a log in the Nile; sheds false tears; has a long snout full of teeth; swallowed a ticking alarm; is
  green, scaly and dangerous; took the hand of a captain

snail: carries its house along; leaves a silver trail; moves extremely slowly; eats the lettuce by night; has eyes on stalks;
  is served with garlic in France

bee: buzzes from bloom to bloom; makes something sweet in a hive; stings once and dies; has a queen and dances directions;
  wears yellow and black stripes; is busy in a saying

butterfly: begins as a caterpillar; flutters over meadows; sleeps in a cocoon and comes out changed; has colourful patterned
  wings; is felt in nervous stomachs; is caught in nets by collectors

ladybird: is red with black spots; eats greenfly off the roses; brings luck when it lands on you; is told to fly away home; is
  a tiny round beetle; folds wings under a polished case
firefly: glows in the summer dark; blinks to find a mate; is caught in jars by children; shines without heat; dances like
  sparks over meadows; is a beetle with a shining belly

spider: spins a web in the corner; has eight legs; frightened Miss Muffet; waits for flies to get stuck; climbed up the water
  spout; hangs from a silk line
ant: carries many times its weight; marches in long lines; lives in a hill with thousands; spoils picnics on the grass; saved
  food while grasshoppers sang; has six legs and a queen

nest: is built of twigs and moss; holds eggs in spring; sits high in the branches; is robbed by the cuckoo; is empty when
  children move out; is lined with soft down
feather: is light and tickles; falls from a wing; was dipped in ink for writing; fills pillows and duvets; floats down slowly;
  sticks in the cap of Yankee Doodle

chess: has a king and knights; ends with a checkmate; is played on sixty-four squares; needs patience and two players; was
  lost to a computer by Kasparov; begins with a pawn or two

dice: rolls with dots from one to six; decides your luck in games; rattles in a leather cup; is a cube thrown by gamblers;
  hangs fluffy from car mirrors; is blown upon before a lucky throw
domino: falls and topples the next; has dots on both halves; is black and laid end to end; stands in long rows before one
  push; is played by old men in cafes; matches three with three

puzzle: has a thousand pieces; is missing one in the end; starts at the corners and edges; shows a picture once complete;
  takes a rainy weekend on the table; was cut out with a jig

doll: has a tiny dress and braids; is cradled by a child; shuts its eyes when laid down; hides inside others in Russia; lives
  in a small house with furniture; gets pushed in a toy pram
puppet: hangs on strings and dances; is moved by hidden hands; has a wooden nose that grew; performs behind a little stage;
  speaks with another's voice; is a friend of Punch

swing: goes to and fro in the playground; hangs from two ropes; flies higher when pushed; creaks under an old tree; makes your
  tummy tickle; also names a jazzy dance

carousel: goes round with painted horses; plays organ music at the fair; never arrives anywhere; is ridden by waving toddlers;
  spins luggage at the airport too; lights up with bulbs and mirrors

yo-yo: goes down and climbs back up; spins on a string from your finger; walks the dog as a trick; is a round toy with a
  groove; sleeps at the end of its line; describes a dieter's weight

trampoline: makes you bounce high; stands in the garden with a net; throws jumpers towards the sky; has springs around its
  edge; lets gymnasts do somersaults; tires out children before bedtime

football: is kicked into the goal; has eleven players a side; is round with black hexagons; breaks the neighbour's glass; has
  a cup every four years; flies past the keeper
racket: has strings and a handle; hits balls across a net; is smashed by angry players; is carried to Wimbledon; comes smaller
  for badminton; also means loud noise

bandage: is wrapped round a wound; covers the knee after a fall; makes a mummy of you; is white and found in first aid kits;
  stays on until it heals; comes off slowly and tugs hairs

thermometer: tells whether you have a fever; climbs when it gets hot; is put under your tongue; holds a thin red or silver
  line; hangs outside and shows degrees; is shaken and read by the nurse
stethoscope: listens to your heart; hangs around the doctor's neck; feels cold against the chest; has two ends for ears; was
  rolled from paper at first; asks you to breathe deeply

skeleton: is made of bones; rattles in closets; stands in biology class; dances on Mexican holidays; hides inside all of us;
  has a skull that grins

scarecrow: stands in the cornfield with arms out; wears rags and straw; wanted a brain from the wizard; frightens birds from
  the seeds; is stuffed and never tired; guards the harvest on one leg

mask: hides your face at carnival; is worn by bank robbers and heroes; comes from Venice with plumes; covers nose and mouth in
  hospitals; has holes for eyes; falls at the stroke of midnight

circus: has clowns and acrobats; comes to town with a big tent; smells of sawdust and popcorn; shows jugglers on tightropes;
  has a ringmaster with a top hat; is where children wish to run off

firework: explodes in coloured sparks; lights the sky at New Year; frightens dogs with bangs; was invented in China; makes
  crowds say ooh; needs a fuse and a safe distance

campfire: crackles under the stars; roasts marshmallows on sticks; gathers scouts with songs; makes your clothes smell smoky;
  is ringed with stones; needs dry twigs and a match

flag: waves from a pole; shows the colours of a country; is planted on summits; is lowered to half for mourning; was sewn with
  stars and stripes; drops at the end of a race

ribbon: is tied in a bow; decorates a gift; is cut at grand openings; flutters in a girl's hair; is won in blue at shows; was
  wound into typewriters

rope: is pulled in a tug of war; is knotted by sailors; is walked upon by acrobats; saves climbers who slip; is skipped over
  in the playground; lies coiled on the deck
chain: is made of metal links; is as strong as its weakest piece; drives the back cog of a bike; rattles behind ghosts; holds
  the dog by the kennel; is worn in gold around the neck

dragon: breathes fire and guards gold; was slain by Saint George; has scales, wings and a tail; dances through Chinese New
  Year; sleeps on a hoard in a mountain; carries off princesses

robot: beeps and is made of metal; vacuums the floor by itself; follows a program; welds cars in factories; has no feelings,
  people say; takes orders in science fiction
"""

_STOP = word_set("a an the of in on at to and or is are was were it its with for from by as be been when that who whom which "
                 "what you your his her he him she them their they our us if but not no yet has have had can may than one out "
                 "up off into over under onto upon this these those so too very all any some me my i do does while until then")


def _parsed(*tables: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Word -> its hints, and the first word of its paragraph."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for paragraph in "".join(tables).strip().split("\n\n"):
        lines = paragraph.replace("\n  ", " ").split("\n")
        goes_on = lines[0].startswith("near ")
        first = found[lines.pop(0).removeprefix("near ")][1] if goes_on else lines[0].split(":")[0]
        for line in lines:
            word, hints = line.split(": ", 1)
            found[word] = (tuple(hint.strip() for hint in hints.split(";")), first)
    return found


_PARSED = _parsed(_FIRST, FOOD, NATURE, HOME, PEOPLE, PLACES)

SECRETS: Mapping[str, tuple[str, ...]] = MappingProxyType({word: hints for word, (hints, _) in _PARSED.items()})
"""Secret word -> its hints."""

NEAR: Mapping[str, str] = MappingProxyType({word: first for word, (_, first) in _PARSED.items()})
"""Secret word -> the first of the words that are near it."""


@lru_cache(maxsize=4096)
@lru_cache(maxsize=8192)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry its sense, in small letters and in their order."""
    return tuple(word for word in fold(text).lower().split() if word not in _STOP)
