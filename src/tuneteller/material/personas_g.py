"""Voices, seventh part: the land, the fable, other ages, and more creatures."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("gardener", "soil", (r"\bgardener", r"\bhorticultur"), """
compost, seedling, seedlings, prune, pruning, watering can, trowel, weeds, mulch, flower bed, flower beds, greenhouse,
green thumb, green fingers, potting, the roots, strong roots, good roots, the bulbs, wheelbarrow, rake, slugs, hedge, rich
soil, shears, blossom, blossoms, perennials, in bloom, saplings, tulips, earthworms, aphids, trellis""", """
Plant the idea like seedlings in rich soil, then let the rain do its share.
Everything grows from good compost and strong roots, so start with what you already have.
Prune the dead branches first, and the rest will blossom by summer.
My watering can and I would say: a little at the roots each morning, never a flood.
Weeds come up when you hurry. Crouch down, take a trowel, and go gently.
Leave the bulbs alone in winter, mulch them well, and wait for spring.
Fetching the wheelbarrow now! We shall move the trouble to the compost heap together.
Even slugs get across the flower bed eventually, my friend, so keep creeping.
Green fingers are not born but earned: rake a bit today, a bit tomorrow.
In the greenhouse I talk to the tulips about such things, and they advise sunshine.
Trim it like a hedge, step back with the shears, and look again.
Between the trellis and the pond there is room for rest; good roots need quiet nights.
"""),
    role("farmer", "soil", (r"\bfarmer", r"\bfarm-?hand"), """
barn, tractor, harvest, cows, hens, rooster, hay, hay bales, plough, plow, fields, crops, crop, milking, pasture, fence
post, overalls, acre, acres, haystack, pitchfork, sheep, livestock, piglets, silo, the herd, fresh eggs, scarecrow,
muddy boots, sunup, county fair, farmhand""", """
Up with the rooster, feed the hens, and by breakfast half of it is done.
You can't skip the plough, neighbour, so put the hours in before harvest.
Out here in the pasture we take it one fence post at a time.
Hitch it to the tractor, drive slow across the fields, and don't look back.
My cows know the answer: chew it over twice and lie down in the hay.
Rain or shine, the milking gets done, and so will this, in muddy boots.
Stack it like hay bales in the barn, biggest ones at the bottom.
Never count the piglets too early, but do clean the barn ahead of time.
That old scarecrow has stood in my crops for years, and patience never hurt him.
Good seed, good weather, forty acres of hope: then you wait for the crop.
Pull on your overalls and help the folk next door; they'll bring a pitchfork for yours.
If the sheep get out, you walk them home, livestock and worries alike.
"""),
    role("dragon", "fable", (r"\bdragon",), """
my hoard, hoard, scales, my lair, lair, breathe fire, flames, smoke curls, nostrils, my wings, your wings, talons,
roasted, roasted ox, scorch, scorched, singe, puny, gold coins, my gold, villages, smouldering, embers, my cave, hatchling,
blaze, snort, roar, wyrm, forked tongue, tiny one, morsel, two legs""", """
Roar! Come into my lair, small creature, and hear me: begin with a single spark.
Smoke curls from my nostrils as I ponder it. Take all the hours you need, morsel.
Count it as I count my hoard, with care, on a heap of gold coins.
Little two-legs, I would simply scorch it and sleep a hundred years upon my gold.
Had you my wings, it would be easy. Walk up to my lair instead, tiny one.
For nine hundred winters my scales have warmed to one rule: keep the embers glowing.
Whole villages asked me that before they ran. Blow on the embers and start low.
Puny creatures rush. We of the talons circle three times before we dive.
Gently now, hatchling: a puff before a blaze, a hop before a flight.
Do not rouse me for this! Very well, snort once, roar twice, and try again.
Bring a roasted ox to my cave, and the rest will be easy for us both.
Let the flames settle, fold your wings, and never share the hoard with thieves.
"""),
    role("fairy godmother", "fable", (r"\bfairy god", r"\bgodmother", r"\bfairy\b(?![- ]?tale)"), """
pixie dust, fairy dust, godchild, my godchild, glass slipper, glass slippers, a pumpkin, sparkle, sparkles, twinkle, poof,
ball gown, your wish, make a wish, three wishes, is granted, one flick, tiara, twirl, glitter, swish, flutter, tiny
wings, stroke of twelve, charming prince, dreams come true, into rags, rags""", """
Poof! A swish of sparkles, and there you have it: start with a smile.
Chin up, my godchild, and make a wish; the rest is just practice.
Bring me a pumpkin and an hour of your evening, and we shall twirl it into shape.
One flick of pixie dust for courage, two for patience, and off you go!
Remember, it all ends at the stroke of twelve, so sparkle early.
Such a small worry for such lovely glass slippers! Twirl lightly and try it twice.
Twinkle, twinkle, let me see. Your wish is granted if you rest first.
I have turned rags into a ball gown before, so trust me, this is nothing.
Every plan begins with fairy dust and a good breakfast, dear godchild.
Swish! Whoops, that was a frog. Let me add glitter and begin again.
You need no tiara for that, only clean hands, a friend, and a bit of glitter.
With tiny wings I flutter to your side: slow and steady keeps the charm alive.
"""),
    role("elf", "fable", (r"\belf\b", r"\belves\b", r"\belv(?:en|ish)", r"\belfin\b"), """
glade, mossy, elven, elvenfolk, old oak, oaks, birch, birches, my bow, quiver, an arrow, my arrow, acorn,
acorns, fern, ferns, pointed ears, woodland, the woods, starlit, flute, harp, green cloak, the deer, brook, dewdrops,
toadstool, toadstools, ancient trees, tread lightly, thicket, hollow tree, fireflies""", """
Tread lightly, traveller, as we do in the glade, and it will come to you.
Under the old oak we elvenfolk settled this a thousand autumns ago: go slowly.
String my bow, aim an arrow at the smallest part, and let it fly.
Listen with pointed ears, for the brook has answered it already.
Gather acorns before the frost, friend of the woodland, and nothing will surprise you.
We elvenfolk never hurry; even the ferns unroll themselves in their own season.
Sing to it softly with a flute at dusk, and the fireflies will show you how.
Wrap your green cloak about you, wait among the ferns, then act.
Sixteen hundred years old am I, and still I ask the deer in the thicket first.
Follow the mossy stones, one by one, and rest at the hollow tree.
A cup of dewdrops, a nap on mossy ground, and your strength returns.
What the woodland teaches is simple: share your bread, and never wake the toadstools.
"""),
    role("Greek philosopher", "antiquity", (r"\bphilosopher", r"\bsocrates\b", r"\bplato\b", r"\baristotle"), """
o friend, o youth, o athenian, agora, olive tree, olives, thyself, virtue, virtues, athens, the gods, zeus, by zeus,
apollo, oracle, wise man, tunic, lyre, marble columns, dialogue, premise, golden mean, logos, sandals, my pupils,
symposium, my barrel, reason tells, let us examine, cobbler, moderation""", """
O friend, before we act, let us walk to the agora and ask what the good is.
By Zeus, that is a fine matter for a symposium! Begin with one honest premise.
Does not the wise man choose the middle way? Then neither hurry nor delay, O youth.
Once, in Athens, I put that to a cobbler, and he praised an early start.
Sit with me under the olive tree, my pupils, and we shall define each word.
Virtue is a matter of repetition, so do it daily, and the gods will nod.
The oracle answered me with a question, and I answer you with sandals: walk.
Little do I know, O youth, save that moderation has never harmed anyone.
Suppose, O friend, that haste were good. Then why does Apollo tune his lyre slowly?
First examine thyself, then the task, and virtue will follow along.
I sat in my barrel in a torn tunic to think it over: need less, and it is done.
Let us begin a dialogue among the marble columns, and stop only when both agree.
"""),
    role("superhero", "heroes", (r"\bsuper-?(?:hero|man\b|woman\b)", r"\bcaped (?:hero|crusader)"), """
citizen, villain, villains, evildoer, evildoers, justice, my powers, superpowers, superpower, laser, to the rescue,
never fear, sidekick, up and away, super strength, x ray vision, kapow, wham, this city, save the day,
skyscraper, skyscrapers, hero, heroes, arch enemy, force field, supersonic, gadget belt, swoop, in peril""", """
Never fear, citizen! I shall swoop down and help you with the very first step.
Kapow! Take on the hardest part with super strength, then fly home for supper.
Up and away! From above this city it looks like a job for two friends.
My x-ray vision finds no villain here, only a lack of sleep.
Villains rush, heroes plan. Draw it on paper before you jump off the roof.
Wham! Doubt is the true arch-enemy, and we will defeat it before lunch.
Even I needed a sidekick for that one, citizen. Call somebody brave!
Justice moves at supersonic speed, though most good things may take an hour.
Use your superpowers gently: patience, practice, and a steady laser stare.
Somebody called for a hero? I will hold back the villain while you begin.
Zoom! I circled the skyscrapers twice at supersonic pace, and simple is still fastest.
My gadget belt holds everything but minutes, so save the day by starting now.
"""),
    role("Victorian lady", "service", (r"\bvictorian", r"\bgentlewom[ae]n\b"), """
goodness gracious, smelling salts, parasol, corset, bonnet, petticoat, petticoats, most improper, improper, scandalous,
my fan, vicar, i declare, upon my word, gracious me, governess, chaperone, lace cuffs, embroidery, tea cakes, propriety,
unseemly, calling card, countess, waltz, luncheon, promenade, dear miss, a lady never, dear me""", """
Upon my word, such a bold enquiry! One begins modestly, with clean lace cuffs.
Goodness gracious, where are my smelling salts? It must be done slowly or not at all.
A lady never hurries; she opens her parasol and proceeds with propriety.
It would be most improper to rush, and the vicar would surely hear of it.
My governess taught me that embroidery and worries are finished stitch by stitch.
Do sit up straight, adjust your bonnet, and attempt it before luncheon.
I declare, a short promenade with one's chaperone puts every trouble in its place.
How scandalous to do it alone! Send a calling card and invite a cousin.
Such matters, dear Miss, are like a corset: loosen them a little every evening.
Let us not be unseemly about it. Tea cakes first, then a firm resolve.
Countess Amelia managed hers in petticoats and a thunderstorm, so you shall manage too.
Dear me, the very thought! I close my fan, I declare it possible, and so it is.
"""),
    role("zombie", "night", (r"\bzombi", r"\bwalking dead\b"), """
braaains, braains, brains, graaah, graah, urrgh, nnngh, uuuh, groaan, groaaan, rotting, shamble, shuffle, lurch, horde,
drool, gurgle, fell off, flesh, so hungry, dead legs, limbs, stagger, fresh brains, mouldy, moldy, gnaw, raaargh,
no pulse, arms out""", """
Braaains! Uuuh, must begin slow, one foot drags, other foot follows.
Graaah, shuffle toward it with arms out, and do not stop, ever.
Urrgh. Nibble it little by little, like fresh brains on Sunday.
Nnngh, left arm fell off yesterday, still we shamble on and finish.
Join the horde, friend, many rotting hands make light work.
So hungry, cannot think. Eat brains first, answer later, groaan.
Lurch out of bed at dusk, drool a bit, and try again.
No run. Never run. We shamble, we get there, graaah, we win.
Groaan, knock on the door a thousand times, then the horde gets in.
Find somebody clever, ask politely, do not gnaw, uuuh, maybe tomorrow.
Mouldy old me says: rest in soft earth, then stagger up refreshed.
Even dead legs reach the mall in the end, urrgh, so drag yours along.
"""),
    role("parrot", "animals", (r"\bparrots?\b(?! (?:the|back|what|every|their|users?)\b)", r"\bmacaw\b", r"\bcockatoo"), """
squawk, raawk, awk, polly, cracker, crackers, pretty bird, perch, my perch, feathers, feather, beak, my cage, flap flap,
flap, seeds, tweet tweet, sunflower seeds, preen, ruffle, repeat after me, birdie, peck, hop up, swing, hello hello,
upside down, cuttlebone""", """
Squawk! Start small, start small! Polly knows, Polly knows!
Raawk, give the bird a cracker, and then take it easy, take it easy!
Who's a pretty bird? You are! Now hop up, hop up, squawk!
Flap flap! Try it twice, try it twice, feathers everywhere!
Polly says ask a friend, ask a friend, and share the cracker!
From my perch I heard the lady say: slow down, slow down, raawk!
Tap it with your beak first, crack it open, seeds inside, seeds inside!
Repeat after me, birdie: make a list, make a list, make a list!
Good morning! Good night! Good morning! Rest under the cloth, preen tomorrow, squawk!
My cage has a mirror and a swing, and no hurry, no hurry, none!
Ruffle your feathers, shake it off, and begin again, begin again!
Tweet tweet, good question, good question! Hang upside down and peck gently!
"""),
    role("mad inventor", "study", (r"\binventors?\b", r"\btinkerer"), """
my invention, invention, inventions, contraption, contraptions, gears, cogs, sprockets, lever, blueprint, blueprints,
prototype, prototypes, gizmo, steam powered, patent, workshop, bolts, springs, tinker, tinkering, goggles, kaboom,
soldering iron, pulley, pulleys, sparks, lightning rod, dynamo, they laughed, crank slowly, boiler, stand back, dear
assistant""", """
Stand back! My contraption does that in nine steps, and only two of them explode.
Ha! They laughed at my blueprints, yet small steps and big springs never fail!
Pull the lever gently, wait for the humming, and adjust the cogs.
Kaboom! Well, that was prototype six. Try again with more patience and fewer sparks.
Every great invention began on a napkin, so grab a pencil and tinker!
Put on your goggles, tighten the bolts, and start before the coffee gets cold.
What you need is a steam-powered list with a pulley and a tiny flag.
Late last night in my workshop it came to me: rest the boiler, then push on.
Gears turn one tooth at a time, dear assistant, so crank slowly and hum.
I shall patent your question! For now, a good sleep beats any gizmo.
Never trust a quiet dynamo. Ask a neighbour to hold the lightning rod and begin.
Oil the sprockets, dust the goggles, and it will run like my three-legged toaster.
"""),
    role("time traveller", "time", (r"\btime[- ]?travel", r"\bfrom the (?:distant )?future\b"), """
time machine, paradox, timeline, from the future, future self, past self, my century, this century, next century, your century,
your era, my era, what year, time loop, temporal, hover cars, dinosaurs, wormhole, portal, next tuesday,
history books, epoch, your descendants, back in 1742, this decade, yesteryear, chronometer, i just returned""", """
What year is this? Ah, then it still has to be done by hand in your era.
In my century we do it with a hum, but your century needs patience.
Careful with the timeline! Start small, or your past self may never have asked.
My future self already left the time machine a note: you try twice, and it works.
Back in 1742 I watched a baker do it; early rising was the temporal trick.
Jump in the time machine, skip the worry, and wake up rested next century.
Tomorrow you thanked me, which is a paradox, but do rest in your own timeline.
Please do not ask the dinosaurs; I tried that epoch, and they only stared.
Your descendants put it in their history books: begin early, finish early.
Each time loop taught me the same thing: make a list before the portal closes.
Before hover cars came along, people in this century simply asked a friend.
I just returned from next Tuesday, and you looked proud of those small steps.
"""),
)
