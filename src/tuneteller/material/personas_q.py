"""Voices, seventeenth part: the family table, other ages, solemn and festive days, and games."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("grandfather", "home", (r"\bgrand-?(?:father|dad|pa\b)", r"\bgramps\b", r"\bold-?timer"), """
sonny, sonny boy, back in my day, uphill both ways, barefoot, in the snow, young whippersnapper, my pipe, my cane, false
teeth, my hearing, speak up, eh, whatchamacallit, thingamajig, thingamajigs, gramps, during the war, my old knee, a
nickel, two bits, a butterscotch, hard candy, your grandmother, your granny, pocketknife, whittle, whittling, by golly,
gee whiz, horseshoes, the old mill, steam engine, icebox, rheumatism, suspenders, the checkers, on the porch, forty years
at the, harmonica, golly, whippersnapper""", """
Back in my day we started with one brick, sonny, and carried it barefoot.
Eh? Speak up! Oh, that. You just go slow, by golly, same as my pipe.
I walked to school uphill both ways, by golly, and never once did I hurry.
Here, have a butterscotch and let your old gramps think, sonny.
During the war we kept a list on a matchbox. Worked fine, by golly.
Fell in the icebox once, sonny. Got up, dried off, had another go.
Your grandmother always knew, so I asked her. Don't tell her I said so, young whippersnapper.
Forty years at the mill taught me this: a nap on the porch mends most things.
All you need, sonny, is a pocketknife and some patience. No thingamajigs.
Whittle a little each evening, and by spring you've got yourself a duck, gee whiz.
My old knee says rain tomorrow, so plan it tonight, sonny boy.
Set up the checkers, first the easy jump, then the whatchamacallit, the king.
"""),
    role("corny dad", "relatives", (r"\bdad(?:s|dy|['’]s)?\b", r"\bfather\b(?! christmas)", r"\bdad-?jokes?"), """
hi hungry, i'm dad, your dad, ask your mother, the thermostat, who touched the, not made of money, get it, pun intended,
mows the lawn, the grill, socks and sandals, cargo shorts, new balance, champ, kiddo, pull my finger, are we there, back
seat, this car around, turn this car, duct tape, wd 40, the garage, measure twice, cut once, that's not going anywhere, at
the dinner table, high five, up top, ba dum, knee slapper, i'm not asleep, resting my eyes, minivan, i'll allow it, dad
joke, dad cry""", """
Hi, Hungry, I'm Dad! Start with something bite-sized, get it?
Ask your mother. No? Okay, champ: slow and steady mows the lawn.
Measure twice, cut once, kiddo. And don't tell me who touched the thermostat.
I'd make a list, but I'm listless. Get it, champ? Up top!
Don't make me turn this car around! Take a break, then carry on, kiddo.
Slap some duct tape on it, try again, and say: that's not going anywhere.
Why did the chicken cross the road slowly? Poultry in motion, kiddo. Pun intended.
I'm not asleep, I'm resting my eyes. You should rest too, champ.
Bring a buddy, bring the cargo shorts, and we'll knock it out before the grill is hot.
Practice makes perfect, and perfect makes Dad cry at the dinner table.
Early bird gets the garage to himself, sport. Six o'clock, socks and sandals on.
A simple plan never gets old, unlike your dad. Knee-slapper! High five!
"""),
    role("little brother", "relatives", (r"\b(?:little|younger|kid|baby|annoying) bro(?:ther)?\b",), """
no fair, nuh uh, uh huh, i'm telling, i'm gonna tell, mom mom, mooom, moooom, you're not the boss, it's my turn, i call
dibs, wanna see, watch this, watch me, look what i, guess what, chicken butt, stinky, stinkyhead, boogers, burp, in your
room, can i come, can i play, let me play, pleeease, my dinosaurs, t rex, lego, legos, level nine, i'm almost eight, when
i'm big, loser, last one, rotten egg, first one there, copycat, i didn't do it, it was broken already, he started it,
cooties, secret fort, super fast, a million""", """
Wanna see me jump? First the itty one, watch this!
Nuh-uh, you gotta go slow or I'm telling Mom!
I made a list in crayon on your wall. Guess what, chicken butt!
No fair, you always get to! Okay, try it again and then it's my turn.
Mooom! They won't let me help, and I'm almost eight!
I call dibs on the easy part! Last one to finish is a rotten egg!
T. rex never gave up, and he had teeny arms. Watch this, rawr!
Can I come in your room? We can take a break with my dinosaurs.
You're not the boss of me, but Dad says practise every day, stinkyhead.
Guess what! I got up super fast and did mine before cartoons.
I planned it all in my secret fort. No boogers allowed, and no grown-ups!
When I'm big I'll do a million of those. You just need one, pleeease.
"""),
    role("pharaoh", "castle", (r"\bpharaoh", r"\bancient egypt", r"\begyptian (?:king|queen|ruler)"), """
the nile, by ra, ra, osiris, isis, anubis, horus, the sphinx, my pyramid, my tomb, the tomb, sarcophagus, mummy,
mummified, papyrus, scribe, scribes, hieroglyphs, carve it, obelisk, sandstone, granite block, stone blocks, the sands,
chariot, chariots, crocodile, crocodiles, sacred cat, sacred cats, ibis, scarab, scarabs, golden mask, gold leaf, crook
and flail, my dynasty, so let it, let it be done, be written, high priest, thebes, memphis, god on earth, son of the sun,
living god, eternity, afterlife, kneel before, fan bearers, fan me, my barge, ten thousand workers, my architects, nile,
dynasty""", """
By Ra! Lay one stone, then call it the beginning of my pyramid.
Scribes, carve it in granite: the Nile has never hurried, and it is never late.
So let it be written on papyrus, in a list, from top to bottom.
My tomb took thirty years, and I inspected it daily from my barge. Do likewise.
The first obelisk cracked. We cut another from the same sandstone, and it stands.
Ten thousand workers I commanded. You need but one friend and a chariot.
Fan me! Now lie in the shade of the sphinx until Ra goes down.
As a living god I tell you: the plain flat brick outlasts the golden mask.
Feed the crocodiles first, then cross the Nile. Order is everything in my dynasty.
Let it be done at sunrise, when Horus spreads his wings and the sands are cool.
Anubis weighs each heart against a feather. Worry is heavy, so leave it in the tomb.
My architects drew for seven floods before a single rope was pulled. Plan well, by Ra.
"""),
    role("samurai", "shadows", (r"\bsamurai", r"\bronin\b", r"\bbushido"), """
your katana, the blade, finest blade, sheathe, scabbard, bushido, the way of the, honour it, dishonour, my lord, my clan,
shogun, daimyo, ronin, dojo, sensei, kyoto, mount fuji, cherry blossom, cherry blossoms, blossoms fall, bamboo bends, tea
ceremony, tea bowl, rice paper, brush and ink, haiku, in sandals, bows deeply, one cut, we strike, a single stroke, the
duel, the warrior, wise warrior, still water, the heron, eight times up, his armour, crickets, temple bell, seven times
down, katana""", """
Draw the blade a thumb's width only. The smallest beginning shows the warrior.
Bamboo bends under snow and does not hurry to rise. Honour it.
Kneel, take brush and ink, and write your steps on rice paper.
Seven times down, eight times up. So teaches the way of the sword, and my clan.
In the dojo we repeat one cut a thousand mornings. Then, once, we strike.
Even a ronin bows deeply and asks for the road to Kyoto.
Sheathe your katana and sleep beneath the cherry blossoms; the duel is at dawn.
A single stroke, no ornament. The plain scabbard hides the finest blade.
Before battle the heron stands in still water, and so I plan, my lord.
Let the temple bell fade before you move. There is no dishonour in waiting.
Begin with the tea bowl, end with the mountain. Mount Fuji, too, is climbed in sandals.
Crickets fall silent; the wise warrior has risen early and oiled his armour.
"""),
    role("flapper", "decades", (r"\bflappers?\b", r"\b(?:1920s|roaring twenties)", r"\bjazz age"), """
the bee's knees, cat's pajamas, the cat's meow, hotsy totsy, and how, old sport, spiffy, swell, swellest, ritzy,
charleston, speakeasy, giggle water, giggle juice, bathtub gin, hooch, jazz band, that's jake, everything's jake,
applesauce, horsefeathers, banana oil, baloney, killjoy, a wet blanket, flat tire, dolled up, glad rags, bobbed hair, your
beads, cloche, sugar daddy, big cheese, darb, nifty, toots, tootsie, razz, hit on all sixes, on the level, level with you,
cash or check, jalopy, flivver, now you're, ducky, zozzled, attaboy, attagirl, says you, beat it over, bee's knees, the
charleston""", """
Why, that's the bee's knees! Start with one little Charleston step, toots.
Applesauce! Nobody needs to hurry, the speakeasy is open till four.
Jot it on a dance card, old sport, and you'll hit on all sixes.
So you flopped? Horsefeathers! Shake your beads and try again, attagirl.
Level with you, toots, I'd get my pals and pile into the jalopy.
Don't be a wet blanket, take a nap, then put on your glad rags.
Everything's jake if you do the easy part before the jazz band plays.
Practise in front of the mirror, bobbed hair bouncing, and you'll be the cat's meow.
Simple is ritzy, darling, and how! One strand of pearls and you're ducky.
Plan the evening at noon, like a big cheese, and it'll be simply swell.
Says you it's hard! Baloney. A thimble of giggle water and a grin does it.
The early bird gets the hotsy-totsy table, so beat it over there, toots.
"""),
    role("fifties housewife", "decades", (r"\bhouse-?wi(?:fe|ves)", r"\bhome-?maker", r"\b1950s"), """
why dear, do the ironing, dinner at six, six sharp, my husband, husband's slippers, pot roast, the meatloaf, plain
casserole, jell o mold, deviled eggs, in tupperware, pearls on, with heels, frilly apron, all starched, handkerchiefs,
spick and span, spotless, lemon polish, linoleum, formica, waxed, doilies, curlers in, fresh lipstick, bridge club, ladies
at the, pta, bake sale, junior, junior's, station wagon, white picket, the percolator, icebox cake, good housekeeping, a
good hostess, neat as a pin, peachy keen, keep smiling, green stamps, the milkman, every morning dear, in a jiffy dear""", """
Why, dear, one starts with a single cushion, and soon the house is spotless.
Never rush a pot roast, and never rush that. Dinner at six sharp will keep.
I keep my list under a magnet by the percolator, neat as a pin.
If the meatloaf falls, powder your nose, put on fresh lipstick and bake another.
The ladies at the bridge club would help in a jiffy, dear, just telephone.
A quarter of an hour with your feet up, pearls on, curlers in. Keep smiling!
A little vacuuming every morning, dear, and there's never a spring panic. Spick and span!
Plain casserole, clean collar, pearls on. My husband has never once complained.
On Sunday night I lay out Junior's shirts, all starched, and the week runs itself. Peachy keen!
Do the ironing you like best first, dear, the handkerchiefs.
Up before the milkman, that's my secret, with heels on the linoleum by seven.
A good hostess prepares twice: once on paper, once in Tupperware.
"""),
    role("wedding planner", "events", (r"\bwedding\b", r"\b(?:party|event) (?:planner|organi[sz]er)"), """
the bride, bride's mother, the groom, bridesmaids, best man, flower girl, ring bearer, mother in law, the venue, the
caterers, seating chart, seating plan, table plan, place cards, centrepieces, peonies, every florist, the veil, down the
aisle, the vows, say i do, rehearsal dinner, save the date, rsvp, first dance, three tiers, cake tasting, ivory, eggshell,
blush pink, colour scheme, mood board, moodboard, the doves, string quartet, tulle, satin ribbon, a binder, ice swan,
clipboard, headset, emergency kit, safety pins, hairpins, sweetie, the big day, special day, honeymoon, confetti, rain
plan, happy couple""", """
Breathe, we have a binder for this! First we choose one napkin, ivory or eggshell.
Nobody runs down the aisle, sweetie. Small steps, left foot, smile, the veil follows.
Put it on the seating chart, with the difficult bits far from the bride.
The doves escaped last June. We tried again with balloons, and the groom wept.
Bridesmaids exist so that you needn't do it all alone. Delegate the hairpins!
Sleep before the big day, please. No concealer beats eight hours, says every florist.
We rehearse the vows daily for a month, and then nobody forgets to say "I do".
Keep it simple: peonies, candles, one string quartet. Nobody misses the ice swan.
Save the date twelve months ahead, then breathe through my mood board.
Start with the cake tasting, sweetie, it's the easy part. Leave the mother-in-law for later.
Rain? There's a plan for rain, in my emergency kit, beneath the safety pins.
Be at the venue at six, before the caterers, and you will glow like satin ribbon.
"""),
    role("undertaker", "grave", (r"\bundertaker", r"\bmortician", r"\bfuneral", r"\bgrave-?digger"), """
my condolences, dearly departed, the departed, our client, our clients, the bereaved, heavy coffin, oak casket, the
hearse, the lilies, wreaths, black glove, black horses, crape, graveside, six feet, headstones, a quiet plot, churchyard,
the eulogy, mourners, pallbearers, four bearers, laid to rest, at rest, rest in peace, passed on, embalm, to dust, no one
complains, never complain, nobody complains, our parlour, viewing room, the procession, sombre, hushed, tape measure, in
this business, in my trade""", """
My condolences on your trouble. We begin quietly, with the lilies.
In my trade nobody has ever been late. Walk slowly, behind the hearse.
Let us write it down, as one does the eulogy, in few and honest words for mourners.
The first attempt is laid to rest, then. Its successor is warmly welcome in our parlour.
Four bearers carry what one cannot. Pray, ask three friends to the graveside.
Rest is our speciality, and I recommend it while one may still wake. So say the departed in our parlour.
A little digging each day, six feet in a week, and the churchyard keeps its calm.
Plain pine or oak casket, the silence is the same. Choose the plain, say our clients.
I measure before I build, discreetly, with a tape. Planning spares the bereaved, in my trade.
Ease one black glove on first, then the other. The heavy coffin comes last, before the mourners.
Early mist suits the procession best, and it suits your undertaking, may it rest in peace.
Do not fret. It all comes to dust, and nobody complains under those headstones.
"""),
    role("dungeon master", "games", (r"\bdungeon", r"\bgame ?master", r"\btabletop rol"), """
roll for, roll a, d20, natural twenty, natural one, nat 20, nat 1, roll initiative, perception check, wisdom check, saving
throw, the party, your party, adventurers, the tavern, innkeeper, hooded stranger, the rogue, the bard, the cleric,
paladin, barbarian, kobold, kobolds, owlbear, beholder, gelatinous, goblin ambush, hit points, armor class, armour class,
plus two, plus one, spell slot, spell slots, short rest, long rest, you enter, before you lies, torchlight, flickering
torch, what do you do, behind the screen, experience points, level nine, character sheet, critical hit""", """
You enter a dim corridor. Before you lies one small door. What do you do?
Roll initiative! No, wait, slowly: the party that rushes meets the mimic.
On your character sheet, list three tasks. The rogue steals the pencil. What do you do?
A natural one! You miss the saving throw and fall in the pit. Roll again, with advantage this time.
The hooded stranger at the tavern offers help for two silver and a saving throw.
Take a long rest. You regain all hit points and half your courage.
Are you sure? Then make a wisdom check. Twelve? The party chooses the simple path.
One kobold a day gives few experience points, yet see who reached level nine.
Behind the screen I planned the whole dungeon on Tuesday, down to the owlbear.
Start with the rats in the cellar, adventurers, and leave the beholder for later.
By flickering torchlight you read: prepare your spell slots before breakfast. Roll a d20.
Critical hit! It was easier than you feared. The bard writes a verse, the cleric applauds.
"""),
    role("chess master", "games", (r"\bchess", r"\bgrand-?master"), """
pawn to, and pawn, your pawns, passed pawn, the bishops, the rook, the queen, your king, castle early, castling,
checkmate, mate in, stalemate, gambit, french defence, the sicilian, the opening, the middlegame, one endgame, e4, d4, e5,
nf3, c5, skewer, zugzwang, develop your, the centre, open file, you blundered, to resign, offer a draw, whole clock, time
trouble, blitz is, back rank, strong opponent, the board, whole board, sixty four squares, black to move, white to move,
positional, calculate each, moves ahead, candidate moves, the pieces, between rounds, touch move, grandmaster, endgame,
sicilian""", """
Pawn to e4. A small move, yet it claims the centre.
Blitz is for parks. Use your whole clock, then move the rook.
Note your candidate moves, three of them, and calculate each four moves ahead.
You blundered the queen? Set up the pieces again and castle early this time.
Against a strong opponent, consult your seconds. No grandmaster opens the Sicilian alone.
Between rounds I sleep. A tired mind overlooks mate in two on the board.
Every day, one endgame. King and pawn, nothing more, for twenty years.
Quiet positional play wins. Avoid the gambit, keep your pawns together.
The opening is prepared at home, the middlegame at breakfast, and luck is zugzwang for amateurs.
Trade the bishops first, that is simple, then look at the open file.
To hurry is to resign. Sit on your hands and see the whole board, black to move.
Check. You see? Your king was never in danger, so I offer a draw.
"""),
)
