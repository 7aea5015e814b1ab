"""More secret words: things at home, clothes, tools and toys.

See `material/secrets.py` for the table's form.
"""

from __future__ import annotations

HOME = """
near lantern
chandelier: hangs with crystals in the ballroom; crashed down at the Paris opera; glitters above the banquet; is swung from by
  swashbucklers; takes a day to dust
match: is struck against the box; burns down to your fingers; was sold by a little girl in the cold; must be kept from
  children; lights the hob with a scratch
lighter: flicks into flame with a thumb; is lost among smokers; is held aloft at slow ballads; clicks shut with the name
  Zippo; runs on butane in the pocket

near toothbrush
razor: shaves the chin in the morning; was Occam's in philosophy; is kept sharp on a leather strap; was wielded by Sweeney
  Todd; leaves nicks patched with paper
perfume: is dabbed behind the ears; comes in tiny flasks from Paris; smells of jasmine and musk; was murdered for by
  Grenouille; lingers in the lift after her
lipstick: leaves a red mark upon the collar; comes in a twisting tube; is put on by looking in glass; was worn by Marilyn in
  scarlet; is refreshed after kissing
shampoo: stings in your eyes; foams on the head; is followed by conditioner; comes in little hotel samples; promises shine and
  no dandruff
hairbrush: takes a hundred strokes before bed; serves as a microphone for teenagers; has bristles and a handle; pulls at
  tangles and hurts; collects stray strands each morning

near soap
shower: is where you sing in the morning; goes cold when someone runs a tap; was filmed by Hitchcock with a knife; sprays
  water from above; takes less time than a soak
toilet: is flushed after use; has a seat that is left up; is cleaned with a brush behind it; is occupied when you need it;
  sends a queue of ladies along the wall
laundry: is hung on a line; tumbles in a drum; comes in whites and coloureds; swallows odd socks; is aired in public when
  dirty
iron: smooths the creases; hisses steam upon shirts; burns holes when left face down; is pumped by bodybuilders; is struck
  while hot

near broom
mop: soaks up spills; stands in a bucket with wet strings; swabs the deck; names a tousled head; goes squelching along the
  corridor
dustpan: is partner to a small brush; lies waiting for what you sweep; holds crumbs and broken china; leaves a thin line
  behind it; hangs in the cupboard beneath the stairs

near pillow
mattress: hides savings from banks; has springs inside; was piled twenty high upon a pea; is flipped twice a year; sags in the
  middle when old
cradle: rocks the baby to sleep; fell with the bough in a lullaby; stands on curved runners; robs one who loves the very
  young; is where civilisation began
lullaby: is sung by the bedside; sends babies to sleep; was composed by Brahms; goes softer with every verse; rocks and hushes
  in three four time
alarm: goes off at six; is silenced with a slap; shrieks when burglars come; is set before sleep; is pulled at the sight of
  smoke

near chair
bench: stands in the park for old men; seats three or four; holds the substitutes; has lovers' initials cut in it; is where
  judges sit
desk: has drawers full of paperclips; is where homework is done; stands in rows in a classroom; is tidied before holidays; has
  a blotter and a stapler
cupboard: was bare for Mother Hubbard; hides the good biscuits; housed Harry under the stairs; keeps skeletons for families;
  has shelves behind its doors
drawer: slides out and sticks; holds socks or forks; is lined with paper; has one full of odds and ends; is pulled by its knob
wardrobe: leads to Narnia; is full yet offers nothing to wear; holds coats on hangers; is hidden in by lovers in farces;
  stands tall in the bedroom
shelf: holds novels in a row; sags in its middle; collects dust and trinkets; is put up with a spirit level; is reached on
  tiptoe when it is high

near carpet
doormat: says welcome; is wiped upon by muddy soles; hides the spare key; lies flat at the entrance; names a person who lets
  others trample

near vase
flowerpot: is made of clay; holds geraniums; has a hole in its base; housed Bill and Ben; stands on the balcony with herbs

near hammer
crowbar: prises open crates; is bent at one end; is carried by burglars at night; levers nails out of boards; is a long iron
  persuader
chisel: carves the marble; is struck with a mallet; was Michelangelo's tool; pares away wood in curls; has a blunt cousin for
  every sharp one
drill: makes holes in the wall; whirrs at the dentist's; wakes the neighbours on Saturday; is practised by recruits on the
  square; needs bits of many sizes
wrench: tightens nuts on pipes; was used in the conservatory in a murder game; is adjustable and heavy; lies in the plumber's
  bag; is also a painful parting
ruler: measures thirty centimetres; draws straight lines; rapped knuckles in old schools; twangs over the edge of a desk; is
  also a king
toolbox: is full of spanners; is red metal with trays; comes along with the plumber; is given to fathers in June; rattles in
  the back of the van

near shovel
hoe: chops weeds between the beans; is a blade across a pole; breaks up clods; was swung by cotton pickers; rests while the
  farmer wipes his brow
scythe: is carried by the Reaper; mows a meadow in wide swings; has a long curved blade; is sharpened with a whetstone; cut
  wheat before machines came
hose: waters the lawn; coils green upon a hook; kinks when you need it; is unrolled by firemen; cools shrieking children in
  summer
sprinkler: sprays the lawn in circles; ticks and hisses on hot days; is run through by children; switches on when there is
  smoke; waters golf courses by night

near brick
cement: sets hard and grey; is turned in a mixer; glues walls together; is poured around gangsters' feet; is mixed with gravel
  and water
plank: is walked by pirates' victims; is a long flat cut of timber; bridges the ditch; rests on trestles; is two of them in a
  thick person's likeness

near needle
yarn: is wound into balls; is told by old seamen; is knitted into jumpers; is chased by kittens; comes in skeins of wool
thimble: guards the fingertip; is used by tailors; was a kiss in Neverland; is a tiny metal cap; moves around the board past
  Mayfair
knitting: is done with two sticks; was done by women beneath the guillotine; turns wool to scarves; drops a stitch now and
  then; clicks in grandmother's lap

near hat
helmet: saves the cyclist's skull; has a visor and plume; is worn by firemen and divers; was horned on Vikings, people wrongly
  think; must be buckled beneath the chin
wig: is powdered on judges; hides a bald head; blows off in farces; was worn by Louis the Sun King; is kept on a stand
  overnight
cap: has a peak to shade the eyes; is worn backwards by boys; is thrown by graduates; is given to international players; sits
  on a bottle of beer

near scarf
coat: hangs in the hall in summer; was of many colours on Joseph; is worn over a suit; has a collar to turn up; is second when
  you paint
jumper: is knitted with reindeer on it; is pulled over the head; itches at the neck; was worn by a Danish detective; shrinks
  in a hot wash
apron: keeps flour off your dress; is tied behind the back; was cut by strings from mother; is worn by butchers and cooks;
  says kiss the chef
shirt: has cuffs and a collar; is ironed on Monday; was given off one's back; is stuffed when pompous; comes in stripes for
  referees
kilt: is worn by Scots at weddings; has pleats and a tartan; raises the question of underwear; goes with bagpipes and a
  sporran; is buckled about the waist by clansmen
skirt: twirls when you spin; can be mini or long; is worn in pleats by schoolgirls; became a kilt in Scotland; stops at the
  knee or ankle
tie: is knotted around the collar; is given to fathers on birthdays; is a game that nobody wins; dips in the soup; is loosened
  after work
bikini: was named after an atoll; consists of two small parts; was itsy bitsy and yellow with dots; is worn on the sand;
  shocked Paris in 1946

near shoe
slipper: was made of glass; is fetched by dogs; is worn by the fireside; was lost on the stairs at midnight; shuffles through
  the house at weekends
sandal: is worn by Romans; shows your toes; is wrongly combined with socks; leaves stripes of tan; was shaken from one's feet
  as dust

near belt
purse: was not to be made from sow's ears; holds small change; is snatched by thieves in markets; snaps shut with a clasp;
  hangs from the shoulder in America

near ring
earring: dangles from a lobe; was worn by pirates; needs a pierced hole; gets lost down the plughole; made Vermeer's girl
  famous
bracelet: jingles on the wrist; is woven by friends at camp; has lucky charms attached; is worn tagged in hospital; is a
  polite name for handcuffs
diamond: is forever, say the jewellers; is the hardest stone; was called Koh-i-Noor; is a girl's best friend; scratches glass;
  is red on playing cards

near crown
sword: was pulled from a stone; hung over Damocles; is swallowed at fairs; is less mighty than a pen; clashes in duels; was
  called Excalibur
shield: is carried on the left arm; bears a coat of arms; deflected Medusa's gaze; was carried home upon by Spartans; was
  Captain America's disc
armour: clanks on a knight; stands empty in the hall; shines on heroes; rusted the Tin Man's like; is beaten from steel plates
bow: was drawn by Robin; is strung and bent; shot at William's son; plays Cupid's tune of hearts; sends arrows to the straw
  target
throne: is sat upon by monarchs; was made of iron swords in a series; is gilded and stands on a dais; passes to the eldest
  child; is joked about in bathrooms

near key
padlock: hangs on the shed; snaps shut through a ring; is hung upon Paris bridges by couples; opens with a code or a twist;
  guards the bicycle

near wallet
money: makes the world go round; does not grow on trees; cannot buy love; talks, they say; is laundered by crooks; is the root
  of evil
banknote: has a portrait and a watermark; is folded in the billfold; is forged by criminals; is printed by the mint; crackles
  when it is new
piggybank: is fed with small change; is smashed with a mallet; has a slot in its back; stands pink on the child's shelf;
  teaches saving to the young

near pencil
pen: is mightier than steel; leaks in the breast pocket; needs ink and paper; is clicked by nervous people; signs the treaty;
  also holds the sows
chalk: squeaks upon the board; leaves white dust on sleeves; draws hopscotch squares; is as different as cheese; is what Dover
  is made of
paper: is made from trees; covers rock; cuts your finger; is folded into cranes; is fed to the shredder; jams the office
  copier
glue: holds broken cups together; sticks fingers; was made from old horses; dries clear; is eaten by odd children
notebook: is full of scribbles; is ruled or squared; is carried by reporters; was kept in mirror writing by Leonardo; has a
  spiral spine

near book
poem: often rhymes at the ends of lines; is learned by heart; was written for the beloved; comes in stanzas; may be a haiku
  from Japan; was recited beneath a balcony
alphabet: runs from first to last in twenty-six steps; is sung by toddlers; swims in a soup; was Greek in the beginning; is
  learned before reading

near map
globe: spins upon a stand; was Shakespeare's wooden theatre; shows oceans and lands; glitters with flakes when shaken; stands
  in the study and tilts

near telescope
monocle: sits in one eye; dangles on a cord from a lord; drops in surprise; is a single round lens; was worn by Mr Peanut
kaleidoscope: makes patterns that change as you turn it; is a tube with coloured chips; has mirrors inside; shows symmetrical
  stars to children; never repeats the same picture
prism: splits white light; was Newton's toy; casts colours across the wall; is a glass wedge; graced a Pink Floyd sleeve

near telephone
keyboard: has letters in odd rows; is tapped by typists; starts with QWERTY; hides crumbs underneath; hates spilled drinks
computer: beat Kasparov at chess; crashes at the worst moment; has a mouse and a screen; once filled a whole room; was called
  Hal and sang Daisy
printer: jams before the deadline; runs out of cyan; spits out pages; was Gutenberg by trade; hums and blinks in the office
  corner

near doll
teddy: is hugged in bed; was named after President Roosevelt; lost one eye to love; has a picnic in the woods; is stuffed and
  soft; comes with a knob in its ear
marionette: hangs from strings; was carved by Geppetto; dances on a tiny stage; has jointed wooden limbs; collapses when let
  go

near dice
jigsaw: comes in a thousand bits; shows Neuschwanstein on the lid; has one part missing; begins with the edges; covers the
  dining table for weeks
poker: is bluffed at by cowboys; needs a face that shows nothing; is won with a royal flush; was played by dogs in paintings;
  also stirs the coals

near yo-yo
marble: is flicked in a ring by boys; is a glass ball with a swirl; rolls under the sofa; is lost by mad people; also floors
  palaces
frisbee: spins flat through the park; is caught by a leaping dog; was a pie tin at first; lands on the roof; curves on the
  breeze at the beach
boomerang: comes back when thrown; is bent and made of wood; was hunted with in Australia; spins over the outback; returns to
  sender as a bad idea

near swing
slide: is climbed up and whooshed down; ends in sand or water; is polished by small bottoms; burns bare legs in summer; is
  also looked at under a microscope
seesaw: goes up when you go down; needs two children; creaks over its middle; was Margery Daw's; tips towards the heavier one

near bandage
plaster: covers a grazed knee; hurts when ripped off; comes with cartoon bears; is signed by friends on a broken leg; falls
  from old ceilings
pill: is swallowed with water; is red or blue in the Matrix; rattles in its box; is bitter and must be taken; is sugared to
  fool patients
syringe: has a needle and plunger; makes children cry at the doctor's; draws blood; injects the vaccine; fills up behind its
  rubber piston

near rope
knot: is tied by scouts; was cut by Alexander; is a mile an hour at sea; forms in the stomach from fear; puts itself into
  earphones

near firework
cannon: fires from the fort; booms in Tchaikovsky's overture; rolled about on deck; shoots men at the circus; guards the
  battlements of old

near envelope
letter: is sent with love; falls through the slot; is scarlet in Hawthorne; arrived by owl for a wizard; begins with dear; is
  posted in red boxes
parcel: is wrapped in brown paper; is brought by the courier; is passed around until the music stops; is tied with string;
  comes just while you are out shopping

near flag
flagpole: stands in front of the embassy; hums in the breeze with its cord; is saluted at camp; is sat upon by stunt men;
  froze a boy's tongue in a Christmas film
"""
