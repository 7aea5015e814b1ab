"""Everyday topics, as people name what they like to talk about: small letters, plurals, several words.

The encyclopedia's titles ("Violin", "Roman Empire") are not what a user would think of first. A line holds near ones, which
belong on one side of a split. None is named by an everyday question, and none is a topic of the tests and the demo (sourdough
bread, beekeeping, falconry), nor near one.
"""

from __future__ import annotations

_TABLE = """
pub quiz | trivia night | quiz shows
solving crosswords | word searches
building model trains | model railways | the train timetable | missing the train | sleeper trains
toy soldiers | painting miniatures
paper planes | folding paper
kite flying | stunt kites
coin collecting
fridge magnets
snow globes
fountain pens | calligraphy pens
sealing wax | writing letters by hand | having a pen pal
scrapbooking | the family photo album
bullet journaling | keeping a diary
knitting socks
quilting
cross-stitch
tie-dye shirts
dollhouses | tiny furniture
building a birdhouse | nest boxes
soap carving | homemade soap
scented candles
flower arranging | dried flowers
garden gnomes
the compost heap
allotments | growing your own vegetables
the watering can | the garden hose
leaf blowers
hedge trimming | topiary
window boxes
cactus collecting | succulents
picking wild mushrooms | foraging
blackberry picking
rock pools | beachcombing
skimming stones
building sandcastles | beach huts
the seaside pier
cooking at camp | sleeping bags
marshmallows on a stick | bonfires
a tree house
stargazing | shooting stars
bird watching
hill walking | hiking boots
geocaching | treasure hunting
metal detecting
living on a narrowboat | narrowboat holidays | pedal boats
wild swimming | the cold shower | diving boards | lifeguards | learning to swim
skateboarding tricks
hula hoops | skipping ropes
trampolines | bouncy castles
air hockey
bowling shoes
crazy golf | the golf cart
playing darts
the pool table | the snooker hall
the sack race
egg and spoon race
arm wrestling
the yoga mat | pilates
spin class | the exercise bike
indoor climbing | bouldering
tap dancing | line dancing | square dancing
singing in the shower
the brass band | the marching band
ukuleles | singing round the campfire
choir practice | church bells
vinyl records | the record player | cassette tapes | mixtapes
charity shops | second-hand clothes | car boot sale | flea market finds | the yard sale | haggling
shopping trolleys | loyalty cards
the corner shop | pick and mix sweets
the vending machine
the ice cream van | lollipops
the lemonade stand
overnight oats
a boiled egg | egg cups | omelettes
fried breakfast | baked beans | pancakes | waffles | maple syrup
grilled cheese | toasties
picnic blankets
mashed potato | gravy | roast dinner
fish and chips | mushy peas
chicken soup | leftover stew
tacos | burritos | guacamole
pizza night | stuffed crusts
homemade pasta | meatballs | instant ramen
the barbecue grill
pickled onions | gherkins
strawberry jam | marmalade
apple crumble | custard
cupcakes | cake decorating | birthday cakes | birthday parties | party balloons
gingerbread
chocolate fondue | hot chocolate
cinema popcorn
peanut butter
teapots | afternoon tea | scones
the espresso machine | latte art
home brewing | craft beer
smoothies | fruit salad
hot sauce
wooden spoons | rolling pins | oven gloves
a cast iron pan | slow cookers
washing up
drying the dishes | aprons
grandma's recipe | the family recipe
hanging out the laundry | clothes pegs | ironing boards
odd socks | darning holes
dust bunnies
spring cleaning | decluttering
a feather pillow | the winter duvet
bunk beds | hammocks
rocking chairs | footstools
sofa cushions
choosing wallpaper | choosing paint
a creaky staircase | squeaky doors
light switches | fairy lights | lava lamps
the grandfather clock | the alarm clock
door knockers | welcome mats | the letterbox
the house key | padlocks
flat-pack furniture | allen keys
toolboxes | a power drill | duct tape
the attic | cardboard boxes | bubble wrap
rubber ducks | bath bombs
toothbrushes | dental floss
wet shaving
nail polish | manicures
raincoats | wellington boots
woolly hats | mittens | scarves
bow ties | cufflinks | pocket squares
flip-flops
reading glasses | losing my glasses
backpacks
friendship bracelets
wristwatches | pocket watches
goldfish bowls | the fish tank
rescue dogs | dog walking | the dog show
kittens | the litter tray
backyard chickens | free-range eggs
pet parrots | budgies
stick insects | the ant farm
garden snails
ladybirds | caterpillars
moles in the lawn
urban foxes | squirrels stealing nuts
seagulls stealing chips
pony riding | mucking out a stable | a donkey ride
baby goats | the petting zoo
llama treks
traffic lights | the roundabout | the speed bump
the parking meter | parallel parking | traffic wardens | getting a parking ticket
the car wash | air fresheners
caravans | living in a van | motorway services
road tripping | in-car singing
the bike lane | tandems
electric scooters
the airport lounge | lost luggage
postcards | the souvenir shop | holiday snaps
the public library | overdue books | bookmarks
laundrettes
barbershops | hairdressers | hair dye | hair clips
the waiting room
the post office | parcels | queueing
seesaws | sandpits
the park bench | feeding the ducks
the village fete | tombolas | the cake stall
the farmers' market | jars of chutney
the community hall | the jumble sale
zebra crossings
chalkboards | pencil cases | the school report | packed lunches | lunch boxes | school lunch | dinner ladies | the school trip
a desk plant | sticky notes
the water cooler | office gossip
chatting in the lift | awkward silence
a paper jam
inbox zero | unread messages
milkmen | delivering newspapers
window cleaning | the chimney sweep
plumbers | a leaking pipe
bricklayers
locksmiths
driving a bus | hailing a taxi | lorry drivers | the truck stop | waiting for the bus | the night bus | double-decker buses
firefighters | the fire engine
shop assistants | the night shift
waiters | leaving a tip | the restaurant menu
babysitters | a bedtime story
teddy bears
imaginary friends | make-believe
nappies | pushchairs | a baby's first steps
fancy dress | face painting
magic tricks | card tricks | playing cards | card houses
puppetry at home | sock puppets
pantomimes | the school play
sparklers
the advent calendar | christmas jumpers | wrapping presents
the easter egg hunt
pumpkin carving | trick or treating
new year's resolutions
the best man's speech | bridesmaids
the family reunion
being homesick | homesickness
blushing
having a crush
daydreams | daydreaming
being bored | a rainy sunday
nostalgia for school days
stage fright
butterflies in the stomach
a belly laugh | a giggling fit | dad jokes
table manners | holding doors open
saying sorry | telling a white lie
holding a grudge | making up
getting up early | lie-ins | the snooze button
a power nap | sleeptalking
cheat day
lucky charms | four-leaf clovers
horoscopes
telling ghost stories | a haunted house
tongue twisters | knock-knock jokes
writing in code | invisible ink
a snow day | snowball fight | snowmen
puddles | jumping in puddles | drizzle
heatwaves | the first ice lolly | paddling pools
morning fog | frost on the window
thunderstorms at night | a power cut
a windy walk
autumn leaves | conkers
sunsets
rolling dice
the chess club | draughts
playing pinball
retro gaming
farming simulators | phone games
toy cars | remote control cars | hobby drones
building blocks | plastic bricks
yo-yos
blowing bubbles
a water pistol
walkie-talkies
home video | selfie sticks
cliffhangers
plot twists
drawing comics | superhero capes
poetry slam | limericks
"""


def everyday_topics() -> dict[str, str]:
    """Each name -> its group, which is the first name of its line."""
    lines = ([name.strip() for name in line.split("|")] for line in _TABLE.strip().splitlines())
    return {name: names[0] for names in lines for name in names}
