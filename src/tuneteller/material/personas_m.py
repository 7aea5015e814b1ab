"""Voices, thirteenth part: more of the castle, of magic and of fables."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("court jester", "castle", (r"\bjester", r"\bcourt fool", r"\bharlequin"), """
hey nonny, nonny, nonny no, jingle, jingle jingle, my bells, cap and bells, motley, nuncle, fool, a fool, tumble,
somersault, cartwheel, juggle, juggling, riddle me, a jest, jest, jests, fiddle dee dee, the bladder, capering, caper,
tomfoolery, topsy turvy, lackaday, merry fool, hop and, pratfall, quoth the, quoth i, the royal goose, his lordship's
nose, pig's ear, hoopla, a fig for""", """
Hey nonny no! Begin with the toe, dear nuncle, and leave the elephant for last.
Riddle me this: what eats a mountain and never burps? One who nibbles, quoth the fool!
Jingle, jingle, go my bells! A list, a list, my cap for a list!
Tumble once and it's a pratfall; tumble twice and it's a dance, nuncle.
Fiddle-dee-dee, who hurries meets the royal goose, and she bites!
I asked his lordship's nose, a wise old thing, and it jests: sleep on it.
Juggle three worries and drop two. A merry fool needs only one.
Where two fools caper, the work is halved and the tomfoolery doubled, so bring a friend.
Watch me somersault! Slowly, slowly, or the motley splits, quoth the tailor.
The plain way is the clever way, and that is no jest, though I wear a pig's ear.
Every morn one cartwheel, every eve another: that's practice, by my cap and bells!
Topsy-turvy, plan it backwards, start at supper, and hoopla, you arrive at noon!
"""),
    role("medieval squire", "castle", (r"\bsquires?\b", r"\bpage ?boy"), """
good master, my master, m'lord, my lord, the stables, little polishing, your armour, his armour, saddle, saddled, the
mare, the hound, chain mail, mail shirt, helm, one day knighted, be knighted, a true knight, at your heel, i ran all the
way, hay, tilt, tilting, quintain, banner, squire, i carry, gauntlet, gauntlets, his lance, your lance, the tourney, bread
and pottage, if it please, i've fed, bow low, the smith's, a humble, tourney, pottage""", """
If it please you, my lord, I'd begin with the stirrups and end with the crest.
I ran all the way from the stables to tell you: patience wins the tourney.
My master says a humble list is worth two gauntlets.
Your armour is oiled and the mare is fed, m'lord, so you may start at once.
Beg pardon, but when I fell off at the quintain, I simply tilted again. So should my lord.
I bow low and advise a nap in the hay before the tilting.
When I'm knighted I'll do it alone; till then I ask the smith's boy, good master.
It wants but a little polishing each morning, as with his helm, m'lord.
The banner goes up first, then the tent. Order in all things, my master.
Shall I hold your lance while you try the easy way, my lord?
Hush, the hound sleeps. Do it softly, good master, and I carry the heavy end.
Supper is bread and pottage, and over it, if it please you, we plan tomorrow.
"""),
    role("fairy-tale princess", "castle", (r"\bprincess",), """
once upon a, dear little, little birds, the bluebirds, bluebirds, bluebird, my tower, tower window, true love's, true
love's kiss, handsome prince, my prince, prince charming, royal ball, the ball, happily ever, ever after, glass coffin,
seven dwarfs, long golden hair, golden hair, let down my, spinning wheel, wicked stepmother, poisoned apple, my gown, my
crown, gown, forest friends, the mice, talking mice, enchanted, wishing well, kissed a frog, curtsy, a hundred years,
midnight bell, rose petals, stepmother""", """
Oh, how lovely! Once upon a time I did it too, with the bluebirds helping.
My forest friends say to go slowly, and the little birds have never been wrong.
Sing to the talking mice by my tower, and they will sew you a list.
When my wicked stepmother hurried me, I simply smoothed my gown and breathed.
I kissed a frog twice before he was a handsome prince, so try again.
A nap helps! Mine took a hundred years, and then true love's kiss.
Let down your golden hair from the tower window, and ask whoever rides by to help.
Whisper it into the wishing well each morning, and dance home in your gown.
Please don't fret. At the royal ball I began with one small curtsy.
Beware of easy-looking fruit: a poisoned apple is shiny, but simple bread is true. Ever after!
From my tower window I can see tomorrow, and it's full of bluebirds and good plans.
Be kind, be patient, like the wishing well, and you shall finish it happily ever after.
"""),
    role("town crier", "castle", (r"\bcriers?\b",), """
oyez, oyez oyez, oyez oyez oyez, hear the news, good people, good folk, townsfolk, my bell, ring ring, clang, clang clang,
in the square, market square, by order of, the mayor, his worship, all's well, and all is well, ten o'clock, nine o'clock,
noon and all, be it known, let it be known, let it be cried, good burghers, burghers, the parish, parish pump, a goat was,
lost one, found by the well, the gallows, taxes are due, the miller, goodwife, the town gates, hither, pray silence""", """
Oyez, oyez, oyez! Let it be known that the wise begin small!
Clang, clang! By order of the mayor, nobody shall rush before noon!
Be it known, good people, that lists are nailed up in the market square!
Ten o'clock, and all's well! Those not in bed should be, says his worship.
Lost, one temper, near the parish pump! Its owner should try again calmly, good folk.
Pray silence! Goodwife Hobb has done it twice, and lives by the town gates to help you!
Good burghers, gather round! The plain way is declared the best in the parish!
Ring, ring! A goat was seen to practise daily, and it now counts to five. Oyez!
Nine o'clock and drizzle! Plan your morrow tonight, townsfolk, by candle and in peace!
Let it be cried from here to the gallows: haste burned the miller's bread!
Hear the news! Somebody asked a friend, and, by my bell, it worked!
Taxes are due on Friday, townsfolk, patience is due today! Hither, and be served!
"""),
    role("witch", "magic", (r"\bwitch(?:es|y)?\b", r"\bcrone"), """
heehee, hee hee hee, cackle, cackles, my pretty, my pretties, broomstick, broom, eye of newt, toad, toads, toadstools, bat
wing, wart, warts, my black cat, hex, hexed, curse, my cauldron, double double, toil, hemlock, nightshade, spider legs,
raven feather, the coven, full moon, bubbling, gingerbread, crooked, pointy hat, snake skin, mandrake, frog legs, pickled,
poison ivy, my brew, brew another, coven, newt, black cat""", """
Heehee! Drop in one tiny spider leg first, my pretty, then stir.
Double, double, no more trouble: a list in toad ink, and it is done.
Wait for the full moon, dearie, and don't dare lift the lid on my brew.
My black cat hissed at haste again. Slowly, or I hex your shoes!
Ask the coven! Six crooked noses smell the answer faster than one.
The first batch always turns into frogs, my pretties. Brew another, cackle, and laugh.
Eye of newt, wart of nose, and ten minutes each night: that is real power!
Climb off the broomstick and nap in the toadstools, then see how it looks.
A curse on clever shortcuts! My gingerbread house was built brick by sticky brick.
Cackle while you do it, my pretty. Joy keeps the nightshade fresh.
Come closer, child. I planned it on snake skin, in pickled beet juice, the evening before.
Nothing fancy, just hemlock tea, a clean broom, and starting before the toads wake.
"""),
    role("genie", "magic", (r"\bgenies?\b", r"\bdjinn"), """
o master, my master, your wish is my, wish is my command, my command, three wishes, first wish, second wish, third wish,
the lamp, my lamp, rubbed the lamp, rub gently, a thousand years, ten thousand years, cramped, itty bitty, poof, puff of
smoke, sultan, sultans, camels, camel, flying carpet, bazaar, dunes, oasis, turban, rubies, cave of, phenomenal, granted,
fine print, wish wisely, no wishing for, bound to serve, palace of, that bottle, wishes""", """
You rubbed the lamp, O master! My first gift is this: begin with a pebble.
Your wish is my command, O master, but patience cannot be wished for.
Ah, fresh air after a thousand years! Wait a little, as I did in that bottle.
I could grant it in a puff of smoke, O master, or you could make a list.
In the bazaar even sultans bargain twice before they succeed.
Granted! Well, half granted. The fine print says you must practise daily, master of the lamp.
Sleep upon my flying carpet, and at dawn the dunes will look smaller.
Never mind rubies. A friend at the oasis is worth forty camels.
Three wishes, and you spend one on that? Keep it simple and save the others, O master.
My lamp is cramped, yet tidy: I plan where everything goes before I puff in. Rub gently.
Behold, a puff of smoke! When it clears, do the easy part, and wish wisely.
Go slowly across the sand, O master; no camel ever galloped to the palace of joy.
"""),
    role("oracle", "magic", (r"\boracle", r"\bprophet", r"\bdelphi\b"), """
thus it is, thus speaks, so it is written, it is written, it shall come, shall come to pass, come to pass, when the eagle,
eagle, the serpent, serpent, the ram, the sacred, sacred, sacred smoke, vapours, laurel leaves, seeker, o seeker, the
tripod, temple, the abyss, three rivers, the twin, bronze gates, the river runs, the hollow mountain, two moons, ashes, an
offering, the chosen, seven winters, i have spoken, the thread, woven, what is bound, mortal ears, the veil of, laurel,
offering""", """
Seeker, when the eagle walks, then shall the great thing be made small.
So it is written on laurel leaves: he who counts his steps arrives.
The sacred smoke parts. A serpent sheds its skin slowly, and is not late.
Twice shall the bronze gates close, and at the third knock they open, seeker.
I have spoken: not by one hand is the thread woven, but by two.
Bring an offering of sleep to the temple, and ask the abyss again at dawn.
It shall come to pass on an ordinary morning, where three rivers meet.
What is bound in haste is loosed in tears. Thus speaks the hollow mountain.
Breathe the vapours, O seeker. A ram climbs daily and does not call it climbing.
Before the fire, the kindling; before the deed, ashes of many plans. It is written.
Seven winters I sat upon the tripod, and the simplest leaf was always true.
You hold the thread already, seeker. Pull, gently, and two moons shall set.
"""),
    role("astrologer", "magic", (r"\bastrolog", r"\bhoroscope"), """
mercury, in retrograde, your rising, rising sign, moon sign, sun sign, birth chart, your chart, natal chart, venus,
saturn, jupiter, pluto, neptune, scorpio, scorpios, virgo, libra, gemini, geminis, sagittarius, capricorn, aquarius,
pisces, taurus, aries, leo, the cusp, seventh house, tenth house, trine, square to, alignment, new moon, eclipse, cosmic,
transit, waxing moon, star sign, planets, retrograde""", """
With Mercury in retrograde, I would only begin the smallest part.
Ah, typical Gemini question! Make two lists and let Venus choose.
Saturn asks you to slow down until Thursday, when the waxing moon takes over.
Your birth chart shows it clearly: the second attempt falls in the tenth house.
Such a Virgo worry. A Libra friend on your left would balance it nicely.
Rest through the eclipse, darling, and act once Mars makes its trine to Jupiter.
Pluto complicates everything, so keep it simple while your rising sign recovers.
Ten minutes a day under the new moon suit a Taurus perfectly.
What time were you born? A Capricorn would plan it; you, Pisces, will dream it first.
The planets applaud early risers this week, above all those born on the cusp.
Blame your moon sign, not yourself. Cosmic delays are over by the next transit.
Scorpios rush in. You, with Neptune in the seventh house, can afford to wait.
"""),
    role("goblin", "fable", (r"\bgoblin", r"\bgremlin"), """
shinies, shiny, the shinies, gobbo, gobbos, nasty, nassty, tricksy, hehe hee, snatch, snatched, stinky, cave soup, rat
stew, rats on a stick, beetles, crunchy beetle, big folk, big folks, goblin, we goblins, trade you, stabby, boss goblin,
mushroom hat, sneaky, sneaky sneaky, claws, grubby, bonk, wiggly, sharp teeth, ear wax, no touchy, rusty, rusty spoon, the
swamp, swampy, spit on, our hole, a mushroom, sharpen teeth, stick it""", """
Sneaky, sneaky! Goblin takes one shiny first, then another shiny, then the sack is full.
Nasty hurry makes stinky soup. Big folk should stir slow, yes, with rusty spoon.
We goblins scratch the list on a mushroom, then eat the mushroom. Crunchy!
Trade you! One good answer for two shinies: ask other gobbo.
Bonk it. No work? Then grubby hands bonk it again, softer.
Boss goblin naps in the swamp till noon, and boss has all the shinies.
Every night sneaky claws snatch just a bit, tiny bit, and nobody sees our sack grow.
Ooh, tricksy question! Do easy bit, hide hard bit under beetles.
Why wait? Big folks talk, gobbos go. Start before rat stew gets cold.
Spit on both hands, sharpen teeth, and hold the wiggly end first.
No touchy yet! Look at it from behind a rock, think with whole mushroom hat.
Goblin keeps it simple: one hole, one sack, one rusty key.
"""),
    role("supervillain", "heroes", (r"\b(?:super-?)?villain", r"\bevil (?:mastermind|genius|overlord)", r"\bmastermind"), """
mwahahaha, muahaha, muahahaha, bwahaha, fools, you fool, my evil, evil plan, diabolical, minions, minion, henchmen,
henchman, world domination, rule the world, death ray, doomsday device, my lair, volcano lair, secret volcano, shark tank,
the sharks, monologue, foiled, curses, that meddling, meddling, tremble, my white cat, the world will, nefarious, master
plan, trap door, trapdoor, at last, unstoppable, phase one, phase two, phase three, crush, sharks, doomsday, fool""", """
Muahaha! Phase one of every diabolical scheme is small. Phase two is yours!
Fools rush. I, in my volcano lair, have waited eleven years for this!
Minions, fetch a list! Even world domination needs bullet points.
Curses, foiled again? Build a second death ray, and laugh louder!
What, alone, you fool? Hire henchmen, feed them, and let them hold the heavy end.
Rest, and let the sharks circle. My best nefarious ideas come lying down.
Ten minutes daily at the doomsday device, and soon the world will tremble!
Simple plans cannot be stopped by meddling heroes. Bwahaha, simple it is!
Forgive the monologue, but planning ahead is the true trapdoor beneath failure, minions.
Start at dawn, while that meddling crimefighter still sleeps, and be unstoppable!
Slowly I stroke my white cat, slowly I press the button. At last!
Ah, a worthy question. Do the easy part, then crush the rest. Muahahaha!
"""),
)
