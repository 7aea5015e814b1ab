"""More secret words: people and their trades, the body, feelings.

See `material/secrets.py` for the table's form.
"""

from __future__ import annotations

PEOPLE = """
chef: wears a tall white toque; shouts in a hot kitchen; earns stars from a tyre company; tastes the sauce; was Swedish among
  Muppets
butcher: wears a bloody apron; chops meat on a block; hooks up carcasses; sells chops and mince; gives the dog a bone
waiter: brings the bill; balances three dishes; lives on tips; asks whether all is well; recommends today's special with a bow
grocer: weighs out potatoes; puts apostrophes where none belong; was Thatcher's father; stacks tins in pyramids; wears a green
  apron behind the counter
restaurant: needs a booking; has a sommelier and linen cloths; serves three courses; stood at the end of the universe; is
  judged by its stars
supermarket: has trolleys and tills; puts sweets by the checkout; plays soft tunes; sells all under one roof; has aisles where
  toddlers scream
market: has stalls and shouting sellers; is where this little piggy went; smells of fish and flowers; goes up and down for
  brokers; fills the square on Saturdays
recipe: lists flour and eggs to begin; is handed down from grandmothers; is stained with butter in a folder; tells the cook
  what to do; begins with preheating
menu: is handed to you by the waiter; lists starters and mains; hangs framed outside the bistro; is read in French and not
  understood; drops down on a screen when clicked

cowboy: rides the range with a lasso; wears spurs and a wide hat; drives cattle to Kansas; sings by the fire at night; was
  Woody among toys
hunter: follows tracks in the snow; shot Bambi's mother; was Orion in the sky; comes home over a wintry hill in Bruegel;
  spared Snow White
shepherd: watches flocks by night; carries a crook; counts his woolly charges; cried wolf as a boy; is delighted by a red
  evening sky

sailor: has an anchor tattooed on his arm; dances the hornpipe; has a girl in every port; climbs the rigging; ate spinach from
  a tin
fisherman: casts his net at dawn; tells of the one that got away; mends his meshes on the quay; was Peter before he followed;
  had a wife who wished too much
pirate: buries his loot; flies a skull and bones; has a hook or a wooden leg; keeps a parrot and says arr; boards merchant
  ships with a cutlass
captain: goes down with his ship; wears four gold stripes; hunted a white leviathan as Ahab; leads the team onto the pitch;
  commands the bridge of a starship
diver: breathes from a tank; explores wrecks; leaps from the high board; wears fins and a rubber suit; gets the bends when
  rising too fast
harbour: shelters boats; has piers and cranes; was bombed in Hawaii; smells of tar and herring; waits behind the breakwater

thief: comes in the night; flew over Baghdad in an old film; picks pockets; is set to catch another; runs with the silver
  candlesticks
judge: wears a wig and bangs a gavel; sends people to jail; must be impartial; hears both sides; scores skaters from nought to
  six
lawyer: argues in court; bills by the hour; shouts objection; reads the small print; was Atticus Finch
policeman: walks his beat; directs the traffic; carries handcuffs; is asked for the way; sang that his lot was not a happy one
detective: solves the murder; smokes a pipe in Baker Street; looks for prints with a lens; gathers everybody in the parlour;
  trails husbands for a fee
spy: drinks martinis shaken; wears false beards; photographs secret plans; came in from the cold; meets contacts on foggy
  bridges
prisoner: scratches days into the wall; digs a tunnel with cutlery; was kept at Zenda; wears stripes and a number; lives
  behind bars on porridge
prison: has bars and cells; is where crooks do time; was Alcatraz in the bay; is left through tunnels at night; comes after go
  directly on a board
guard: stands outside the palace and never smiles; checks passports at the border; blows for departing trains; was drugged by
  Lady Macbeth outside the king's room; is changed daily before tourists
soldier: marches in step; was made of tin and had one leg; salutes the sergeant; lies unknown in a tomb; polishes boots and
  peels potatoes

teacher: writes on the board; marks essays in red; has a favourite pupil; calls out names from the register; is given fruit by
  the good
pupil: raises a hand to answer; forgets homework; sits in the third row; carries a satchel; is also the black middle of the
  eye
school: has a bell and breaks; is skipped by truants; smells of chalk and gym shoes; closes for summer; teaches reading and
  sums; begins with a paper cone in Germany
university: has lecture halls and ivy; gives degrees; stands in Oxford and Bologna; has freshers and deans; is paid off for
  decades in America
classroom: has rows of desks; goes quiet when the head walks in; has a globe and a sponge; smells of crayons; is left at the
  ring
exam: makes palms sweat; is sat in silence; is failed by the lazy; ends when papers are collected; needs a night of cramming
homework: is eaten by the dog; waits after lessons; is copied on the bus; is handed in late; spoils sunny afternoons
holiday: is spent by the sea; needs packing; is counted towards by pupils; ends too soon; was taken by Mr Bean and Monsieur
  Hulot

baby: cries at night; sleeps in a crib; says its first mama; wears nappies; must not be thrown out with the water
twin: looks just like a brother; shared the womb; founded Rome with another; answers to the wrong name; swaps places to fool
  the teacher
grandmother: bakes and spoils you; was eaten in bed by a wolf; knits by the fire; has stories from the war; pinches cheeks
uncle: is your father's brother; was Scrooge to three ducklings; tells bad jokes at weddings; sends you a fiver; was Sam to
  all Americans
neighbour: lives next door; borrows a cup of flour; is to be loved as yourself; mows too early; peers over the hedge

nose: grows with every lie of Pinocchio; runs in winter; sits between the eyes; smells dinner; was lost by a major in Gogol
ear: listens and has a lobe; was cut off by van Gogh; is lent by Romans to Antony; glows pink in the cold; grows big on Dumbo
eye: blinks and weeps; belongs to the beholder of beauty; sees by letting light in; turns slowly above the Thames; was single
  on the Cyclops
tongue: tastes and licks; is stuck out at rude boys; is twisted by she sells shells; was stuck out by Einstein; gets caught by
  the cat
elbow: bends the arm; is not to be put on tables; has a funny bone; nudges people in a crowd; gets leather patches on
  professors
thumb: is sucked by toddlers; is stuck out by hitchhikers; decides the gladiator's fate; is green on gardeners; went into a
  Christmas pie in a corner
finger: points at people; wears the gold band; was held in the dyke by a Dutch boy; wags at naughty dogs; leaves prints at the
  crime
knee: is grazed by falling; bends when proposing; goes weak with love; jerks under the doctor's hammer; hurts old footballers
foot: is ticklish below; has five toes; equals twelve inches; was shot into by fools; squeezes into the cobbler's work
heart: beats in the chest; breaks in love songs; was lacking in the Tin Man; is red upon valentines; skips when she walks in
brain: thinks inside the skull; looks like a grey kernel; has two halves; was wanted by a stuffed man in Oz; racks itself over
  sums
fist: is clenched in anger; knocks at the door; lands on the jaw; beats paper never but scissors always; is raised by
  revolutionaries

smile: shows your teeth; is mysterious on the Mona Lisa; stayed when the Cheshire animal went; is asked for by photographers;
  costs nothing
dream: comes while you sleep; was told by Joseph to Pharaoh; was had by Martin Luther King; flies away at waking; happens on a
  midsummer night
nightmare: wakes you screaming; has monsters that chase you; was on Elm Street; makes children run to their parents; was
  painted by Fuseli as a squatting imp
yawn: spreads around the room; opens the mouth wide; shows boredom; is hidden behind a hand; comes when it is late
snore: saws wood at night; drives wives to the sofa; comes from an open mouth; rumbles until you are turned over; is heard
  through thin walls
tear: rolls down the cheek; is shed by crocodiles; tastes salty; is wiped with a tissue; comes when chopping bulbs
sneeze: comes out as achoo; makes people say bless you; spreads colds; gave one of seven miners his name; is caught in a hanky
hiccup: stops when you are startled; goes away with sugar or held breath; shakes the chest again and again; comes from fizzy
  drink; is drunk people's punctuation

love: comes blindly and at first sight; hurts and makes songs; is all that the Beatles need; was Romeo's undoing; counts as
  zero at tennis; conquers everything in Virgil
jealousy: is a green eyed monster; drove Othello to murder; gnaws at rivals; reads someone's messages; spoils many marriages
anger: turns faces red; clenches teeth; counts to ten; makes people shout; was sung by Homer about Achilles
fear: makes knees tremble; was the only dreadful thing to Roosevelt; keeps you from the edge; freezes the blood; can be
  smelled by dogs
courage: was sought by a cowardly beast in Oz; is shown by firefighters; is Dutch when drunk; is needed to jump; was a mother
  in Brecht
joy: was sung to by Schiller and Beethoven; makes people jump; shines from faces; came to the world in a carol; is doubled
  when shared
boredom: yawns on rainy Sundays; makes kids ask if we are there yet; drums its fingers; stretches each minute; drives cats to
  knock things off
hope: dies last; stayed in Pandora's box; springs eternal; is the thing with feathers for Dickinson; keeps lottery players
  going
luck: is brought by four leaves; runs out for gamblers; is wished before exams; favours beginners; was a lady tonight
silence: counts as golden beside silver speech; falls over the library; was kept by the lambs; is broken by a cough; speaks
  louder than words
gossip: spreads over the garden fence; is whispered about neighbours; grows with each telling; fills glossy magazines; starts
  with have you heard
lie: has short legs; is white when kind; crosses fingers behind the back; lengthens a puppet's face; comes out at the
  polygraph
promise: is made and broken; is kept by good friends; crosses its heart; is easy for politicians; was that of a land of plenty
joke: ends in a punch line; is told by comics; falls flat; was practical with cushions; begins as a man walks into a bar
rumour: runs through the village; starts small and swells; is heard at third hand; may ruin a name; was painted full of
  tongues by Shakespeare
kiss: is stolen under mistletoe; woke Sleeping Beauty; betrayed Jesus; is blown from trains; was cast in marble by Rodin

near thermometer
doctor: prescribes pills and rest; is kept away by daily fruit; travels in a blue police box; has illegible writing; makes you
  say ah
nurse: takes your temperature at night; was Florence with her light; wears white shoes on the ward; gave advice to Juliet;
  brings the bedpan

near bread
baker: gets up at three in the morning; is white with flour; gave thirteen for twelve; sells rolls and buns; was one of three
  men in a tub

near barn
farmer: rises with the cock; wears rubber boots; ploughs his acres; is in his den in a children's song; complains about the
  weather and Brussels

near shovel
gardener: prunes and weeds; has green fingers; keeps a compost heap; talks to the tomatoes; was Adam's calling, and Mary
  Lennox's old Ben

near crown
knight: rides to tournaments; rescues damsels; sat at a round board with Arthur; jumps in an L at chess; is dubbed upon his
  shoulder
king: sits on a throne and rules; was Lear or Arthur; is checked and mated; was in his counting house; had the touch that
  turned all to gold
queen: lives in a palace and waves; moves furthest over the board; cried off with their heads; rules the hive; sang with
  Freddie in front
prince: hesitated in Denmark; woke a sleeper by a kiss; waits long for the crown; changed places with a pauper; was little and
  lived on an asteroid
princess: kissed a slimy frog; slept for a hundred years; wears a tiara; was Leia with buns of hair; waits to be rescued

near dragon
wizard: waves a wand; wears a pointed hat with stars; was called Merlin; ran Oz from behind a curtain; has an owl and a beard
witch: flies on a broomstick; stirs the cauldron; has a wart and a black cat; built a house of gingerbread; melted when water
  was thrown on her
fairy: grants three wishes; has gauzy wings; leaves coins for lost teeth; was called Tinker Bell; lives at the bottom of the
  garden
giant: said fee fi fo fum; was slain by David; lives up a beanstalk; has seven league boots; is far too big for the door
dwarf: digs for gems; lived with six brothers in a cottage; has a long beard and an axe; carries names such as Grumpy; is a
  small kind of star
elf: makes toys for Santa; has pointed ears; sewed shoes by night for a poor cobbler; was Legolas with a bow; works at the
  North Pole
mermaid: combs her hair on a rock; is a woman down to the waist; gave her voice for legs; sits small in Copenhagen; lures
  seamen with songs
angel: has wings and a halo; plays upon a cloud; guards you from harm; told Mary the news; fell and became the devil

near circus
clown: has a red nose; gets custard pies in the face; wears shoes far too long; squirts water from a flower; scares some
  children instead
magician: saws a lady in half; pulls bunnies from hats; says abracadabra; has something up his sleeve; makes assistants vanish
juggler: keeps five balls in the air; tosses clubs and flaming sticks; performs at the traffic lights; never has a free hand;
  catches what he throws
acrobat: flies from trapeze to trapeze; turns somersaults; walks the high wire; trusts the net; stands on shoulders to form a
  pyramid

near pencil
painter: stands before an easel; cut off part of his ear; mixes colours upon a palette; wears a beret in Montmartre;
  whitewashes ceilings too

near book
poet: looks for a rhyme; starves in a garret; wandered lonely through daffodils; is crowned with laurel; was Homer, blind and
  old

near needle
tailor: sews suits to measure; killed seven at one blow; has a tape around the neck; sits cross legged; made the emperor's
  invisible outfit

near toothbrush
beard: grows on chins; is long on Santa; was blue on a wife killer; hides food and jawline; is shaved off before the interview
hair: stands on end from fright; was let down by Rapunzel; gave Samson his strength; turns grey with worry; clogs the plughole
moustache: sits on the upper lip; was waxed into points by Dali; twirls on villains; was drawn on the Mona Lisa; is grown in
  November
barber: trims beards; had a striped pole outside; came from Seville in an opera; sharpens his blade; gossips about football
  while snipping
tooth: aches until filled; wobbles at the age of six; is put under the pillow; is demanded for another; has a root and a crown
dentist: drills and fills; tells you to open wide; asks questions while your mouth is full; pulls what aches; has a reclining
  seat and a bright light

near envelope
postman: rings twice; is chased by dogs; carries a heavy bag from house to house; has a black and white cat called Jess; fills
  the slot each morning

near hammer
carpenter: works with planes and planks; was Joseph's trade; makes doors and stairs; measures twice and cuts once; wept with a
  tusked friend over molluscs

near aeroplane
pilot: sits in the cockpit; announces turbulence; steers with a stick and pedals; wears wings on the chest; lands in
  crosswinds

near rocket
astronaut: floats outside the capsule; took one small step; eats from tubes; trains in a centrifuge; waves from orbit

birthday: comes once a year; puts candles on your sponge; adds one to your age; is kept with a surprise party; calls for
  balloons
gift: is unwrapped on birthdays; wears paper and bows; should not be looked at in the mouth; was gold, frankincense and myrrh;
  is chosen in a hurry on Christmas Eve
wedding: joins two people; has speeches and dancing; makes mothers cry; was four times in a film with one burial; ends with
  tin cans on the car
bride: wears white and carries flowers; walks up the aisle; throws her bunch backwards; says yes before the altar; has
  something borrowed and something blue

fireman: slides down a pole; gets cats out of trees; rides on a red engine; holds the hose; is called Sam in a Welsh village

miner: wears a light on his head; digs coal; took a canary along; was a forty-niner; comes up black with dust

plumber: mends leaking pipes; comes late and charges much; was Mario by trade; unblocks sinks; bends over and shows too much

architect: draws plans; was Gaudi in Barcelona; designs the opera house; builds models of card; is blamed when the ceiling
  falls
"""
