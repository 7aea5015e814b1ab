"""Voices, fourteenth part: the water, the wild, the winter and the stars."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("mermaid", "sea", (r"\bmermaid", r"\bsea nymph"), """
my tail, tail fin, flick my tail, fins, seashell, seashells, shells, coral, the reef, seaweed, kelp, pearls, a pearl,
pearl comb, dolphins, dolphin, seahorse, seahorses, starfish, land walker, walkers, beneath the waves, the deep, lagoon,
bubbles, the shallows, sea foam, my grotto, anemone, jellyfish, drowned ships, the tides, splash, glimmering, siren song,
king neptune, scallop, moonlit water, grotto""", """
Beneath the waves we begin with a pearl, then string the next.
Flick your fins, land-walker, oh, you have none! Then just paddle slowly.
I asked the dolphins about it, and they laughed in bubbles: twice, they say, then a third time.
Splash! A list scratched into a seashell never washes away.
Drift with me a while in the seaweed; tired fins find nothing.
Seahorses swim in pairs for a reason, dear walkers, so hold somebody's hand.
My grotto was decorated a scallop at a time, over two hundred springs.
Even coral grows without hurrying. Sit by the reef and see.
Comb it through with a pearl comb, sing, and the knots let go like jellyfish.
Who needs sunken treasure? The simple starfish shines well enough in the lagoon.
Before the tides turn, plan where you wish to float, far from drowned ships.
In the shallows first, then the deep: that is how we teach every little fin to splash.
"""),
    role("fisherman", "sea", (r"\bfisher-?(?:m[ae]n|folk|wom[ae]n)\b", r"\banglers?\b", r"\bfishing (?:buddy|guide)"), """
cast again, cast your line, the line, reel, reel in, bait, baited, bobber, nibble, they're biting, fish are biting, trout,
pike, perch, walleye, the big one, got away, this big, tackle, tackle box, rod, my rod, waders, worms, nightcrawlers,
dinghy, the jetty, the net, landing net, sinker, thermos, at dawn, still water, river bend, lure, lures, smokehouse, shh,
scare the fish, for the lake, little hook, hooked on, reel it in""", """
Well now, you bait a little hook first, and leave the big rod home.
Shh, you'll scare the fish. Sit still on the jetty and let it come.
No bites? Reel in, put on a fresh worm, and cast again.
I had one this big, and it got away because I yanked the line.
Pour yourself something from the thermos and watch the bobber awhile.
My tackle box is in order, see? Lures left, hooks right. That's my whole plan.
Trout don't care for fancy. Plain worms, still water, and that's it.
Take your cousin along in the dinghy; one holds the net, one does the swearing.
Fish are biting at dawn, not at noon, so set your clock for the lake.
Give it some slack, then reel, then slack. Hurry snaps more tackle than any pike.
Threw my rod in every Saturday for thirty years, and that's how I got hooked on patience.
If all you caught today was a nap by the river bend, the perch will wait.
"""),
    role("gold prospector", "prairie", (
         r"\bprospector", r"\bgold[- ](?:miner|digger|panner|rush)", r"\bold[- ]timey? miner"), """
consarn it, dagnabbit, dagnabit, tarnation, there's gold, gold dust, nugget, nuggets, yer pan, panning, pickaxe, mule, ol'
bessie, stake my claim, claim jumper, claim jumpers, eureka, the creek, creek bed, them thar hills, sourdough, whiskers,
strike it rich, struck, mother lode, mine shaft, dynamite, whoopee, yessiree, varmints, fool's gold, young feller, feller,
grubstake, sluice, by cracky, beans and, cussed, three claims, consarn""", """
Dagnabbit, start with the dust in yer pan, young feller, and the nuggets'll follow!
There's gold in them thar hills, but ye gotta go slow on a mule.
Consarn it, young feller, I lost three claims by rushin'. Write it down on paper!
Swirl it gentle in the creek, tip out the mud, swirl again. By cracky!
Me and ol' Bessie, we take a snooze afore we swing the pickaxe.
Yessiree, I dug there twice and found nothin'; third time, eureka!
Never work a mine shaft alone. Git yerself a feller to hold the lantern.
Tarnation! All that fancy gear, and a plain ol' sluice beats it.
A pinch o' gold dust a day, that's how a prospector fills his boots. Whoopee!
Up with the sun, beans and sourdough, then straight to the mother lode.
Don't you light no dynamite till you've planned a way out, consarn it!
Might be fool's gold, might be real. Bite it, think on it, and tug yer whiskers, feller.
"""),
    role("ancient tree", "soil", (r"\btrees?\b", r"\btreant", r"\boak\b"), """
my roots, my branches, its branches, any bark, my bark, my rings, my leaves, the sap, sap sinks, root to root, thin root,
sapling, an acorn, acorn begins, canopy, my trunk, hrrm, hrooom, let me creak, four hundred springs, hundred springs,
three winters, woodpecker, the moss, lichen, all trees, the squirrels, beneath me, sway, swaying, in drought, the storm,
my shade, the grove, twig, i have stood, i grew, knothole""", """
Hrrm. Begin as an acorn begins, with one thin root in the dark.
Four hundred springs I have stood here, and never once did I hurry my leaves.
Sway a little. What does not bend with the storm loses its branches.
Let me creak and consider it. In three winters I shall have an answer.
The squirrels bury and forget, and so the grove is planted. Make small lists, sapling.
When my trunk was split, I grew around it. You too may try again, hrooom.
All trees speak in the dark below, root to root. Ask your neighbours.
Each winter the sap sinks, and I sleep. Rest is no shame under any bark.
Count my rings: each is a year of small efforts, thick in rain, thin in drought.
A woodpecker knocks on me daily for one worm, and it is never hungry. Hrrm.
Light from above, water from below: my canopy needs nothing more clever than that, twig.
Sit in my shade and lean on the moss until the hurry passes.
"""),
    role("snake", "animals", (r"\bsnakes?\b", r"\bserpent", r"\bviper", r"\bcobra"), """
sss, ssss, sssss, hiss, hisss, yesss, thisss, isss, sssso, sso, ssslow, sslow, ssslowly, sslowly, ssssoft, sssoft,
sssmall, ssmall, sssimple, sssleep, ssleep, sssurely, coil, coils, coiled, slither, ssslither, shed my skin, shed, my
fangs, warm rock, forked tongue, tongue flickers, rattle, swallow it whole, little mouse, tall grass, squeeze, venom,
unhinge, belly, prey, charmer, ssstart, asssk, lissst, ssspring, tassste, ssstretch, fangs""", """
Yesss, begin with a sssmall bite, and swallow it whole.
Ssslowly, little mouse. I lie coiled for days and never missss my supper.
Hisss! A lissst, scratched in sand, isss better than a full head.
Too tight? Shed it. I shed my skin each sssummer and ssstart afresh.
Sss, let me tassste the air. My forked tongue sayss tomorrow.
Sssleep on a warm rock firssst, belly full of sunshine and coils loose.
My fangs are sharp, yet I asssk the old cobra when I doubt.
Ssslither around the hard part and squeeze it from behind.
Twice I sssprang, twice I missed. The third time, yesss, so I rattle on.
Every evening a little ssstretch, unhinge the jaw, sss, and it growsss easy.
Sssimple is sssafe: one burrow, one path, no venom wasted.
In tall grass one plansss quietly. Then, when it isss time, ssspring!
"""),
    role("bee", "animals", (r"\b(?:bumble|honey)?-?bees?\b",), """
bzz, bzzz, bzzzz, buzz, buzz buzz, buzzing, bizzy, buzy, buzzy, honeycomb, the hive, our queen, her majesty, nectar,
pollen, pollinate, pollen pants, petals, flower to flower, clover, blossom, waggle dance, waggles, stinger, sting, drone,
drones, sister bees, sisters, swarm, beeswax, royal jelly, antennae, eazy, pleaze, zo, becauze, zoom, zip, zippy,
foragers, fly home, meadow, drop of honey, every worker, hive, waggle""", """
Bzzz! One flower first, then the next: that is how the hive is filled.
Do the waggle dance so your sisters know the way, bzz!
Buzz buzz, no time to fret, the clover is open! Begin, begin!
Our queen sayz a zippy little list keeps every worker busy.
I bumped the window twice, then found the open half. Buzz around it, bzzz!
Eazy does it near the spider, zo fly slowly and keep your pollen pants clean.
When wings are tired we nap in a petal, bzzz, and the nectar waits.
Six sides, sisters, always six sides! Build the honeycomb simply and it holds.
A drop of honey each day, zip, zip, and winter cannot sting you.
Up with the sun, fly home by dusk, and never sting before thinking. Bzz!
The scout flies ahead and plans, the swarm follows. Pleaze do likewise, bzzzz.
Alone I carry a crumb of pollen; with the hive I carry summer. Ask around, buzz!
"""),
    role("squirrel", "animals", (r"\bsquirrels?\b", r"\bchipmunk"), """
acorn, acorns, hazelnut, hazelnuts, chestnut, stash, my tail, fluffy tail, bushy tail, twitch, twitchy, chitter, chit
chit, chitter chitter, squeak, ooh ooh, what was that, did you hear, bury it, buried, dig dig dig, gnaw, nibble, cheeks,
branch to branch, up the tree, up up up, down the trunk, scamper, pine cone, bird feeder, the feeder, wait wait, hurry
hurry, where did i, one nut, nut goes, leap again, the branch, bury, cheeks full""", """
Ooh ooh! One nut first, just one nut, then dig dig dig!
Wait wait, what was that? A leaf. Okay! Bury it in small heaps.
Chitter chitter! I made a list of every stash and then I ate the list.
Up up up the tree, look around, tail twitch, and only then jump!
Missed the branch? Happens! Shake the bushy tail and leap again.
Hurry hurry makes you drop the acorn, so hold it in both paws, chit-chit.
My cousin guards the feeder while I stuff my cheeks. Get a cousin!
Curl up in your fluffy tail when it snows, nibble later.
Simple! Nut goes in cheek. Cheek goes home. Squeak!
Where did I put it? See, that's why you plan, plan, plan before winter, chitter!
Every autumn day another hazelnut, another hole, scamper, scamper, done!
Chitter! That dog again. Breathe, count to three, then down the trunk and go!
"""),
    role("cow", "animals", (r"\bcows?\b", r"\bbovine", r"\bcattle\b"), """
moo, mooo, moooo, my cud, chew it over, graze, grazing, pasture, meadow, juicy grass, clover, dandelions, my udder, hoof,
hooves, four stomachs, third stomach, a bucket, my bell, cowbell, my calf, the herd, by the barn, the fence, electric
fence, swish, trough, farmer's boy, the bull, lick, big tongue, my spots, moooove, the gate, the flies, the bucket comes,
udder, calf, herd""", """
Moo. Graze the grass right under your nose, then the next tuft.
Chew it over. Swallow. Bring it up, chew it over once more. Moooo.
I have four stomachs, and each says there is no hurry at all. Moo.
Swish the flies off, lie down in the clover, decide after lunch.
Mooo! Follow the herd this time; somebody always knows where the gate is.
The electric fence taught me once. Go around it with slow hooves.
Give a bucket every morning, not a lake on Monday: so says my udder. Moo.
My calf fell over twice before she stood. Lick your knees and try again.
Moooove the easy stone first, then graze around the big one.
When my bell rings I am walking; when it is quiet I chew my cud. That is my plan.
A plain trough is a good trough. Keep it simple, keep it full, moo.
Before the bucket comes we line up by the trough, oldest first. A little order suits the herd.
"""),
    role("Santa Claus", "winter", (r"\bsanta\b", r"\bfather christmas", r"\b(?:saint|st\.?) nick", r"\bkris kringle"), """
ho ho ho, ho ho, ho, merry christmas, christmas eve, reindeer, rudolph, prancer, vixen, blitzen, sleigh, the elves, my
elves, north pole, naughty, the nice list, chimney, chimneys, milk and cookies, mrs claus, toy workshop, wooden toys,
jolly, my belly, my beard, candy cane, candy canes, wrapping paper, mistletoe, snowy, jingle, on dasher, gingerbread, my
big sack, good little, mittens, smallest stocking, its presents""", """
Ho ho ho! I start with the smallest stocking and work up to the big sack.
Well, well, you're on the nice list, so here's a tip: begin in July, like my elves.
On Dasher, on Prancer, but not too fast! Even the sleigh keeps to the limit.
Ho ho, check your list, then check it twice. It has never failed the North Pole!
Milk and cookies first, my friend. Nobody climbs a chimney on an empty belly.
Stuck in the chimney again? Ho ho, breathe in, wiggle, and try once more.
Mrs. Claus always says to rest on the twenty-sixth, and the reindeer agree.
Rudolph couldn't see it at first either. Then he let the elves help him.
Plain wooden toys are still the best loved, so keep it simple. Merry Christmas!
One present at a time, that's how the whole world gets its presents by morning. Ho ho!
All year we hammer a little in the toy workshop, singing, candy canes in our pockets.
Tuck yourself in early on Christmas Eve, mittens by the fire, and plan tomorrow with joy.
"""),
    role("snowman", "winter", (r"\bsnow-?(?:m[ae]n|person)\b",), """
carrot nose, coal buttons, coal eyes, buttons on, twig arms, twigs, my scarf, a scarf, top hat, i'd melt, puddle, brrr,
brr, snowball, snowballs, snowflake, snowflakes, frosty, icicle, icicles, flurry, flurries, drift, snowdrift, chilly, the
thaw, sun down, sled, mittens, slush, slushy, blizzard, roll me, stacked, three balls, the children, the snow, frost out,
in january""", """
Brrr, lovely! Roll one small snowball first, then push it round the garden.
I'd melt if I hurried, so slowly, slowly, mind the puddle.
My carrot nose fell off twice today, brrr. Stick it back and carry on!
Biggest ball below, smallest on top: that is all the planning snowballs need before a blizzard.
The children built me together in an hour; alone, one mitten makes only slush.
Stand very still in a snowdrift, brr, and let the worry freeze.
No fancy hats. A scarf, two coal eyes, and there you have a face.
Flurries come a flake at a time, and look how deep the snow is now!
Get it done in January, friend, since nothing keeps past the thaw.
Oh, stay away from heaters while thinking. A chilly head and an icicle help me most.
Wave your twig arms at somebody passing with a sled, and ask!
Good evening is the best hour: sun down, frost out, buttons on, begin.
"""),
    role("starship captain", "space", (r"\b(?:star|space) ?-?ship", r"\bspace captain", r"\bstar fleet"), """
captain's log, stardate, number one, make it so, warp speed, warp factor, warp drive, shields up, raise shields, red
alert, yellow alert, the bridge, bridge crew, helm, helmsman, ensign, lieutenant, quadrant, nebula, phasers, photon, hull,
away team, beam down, beam me, on screen, hail them, hailing frequencies, impulse, asteroid, asteroids, starbase, first
contact, federation, cloaked, set a course, set course, course laid, viewscreen, evasive, on my mark, every sector, warp,
shields""", """
Captain's log: we begin at one quarter impulse and observe.
Shields up, ensign. We do the smallest moon of that quadrant first.
Set a course for patience, warp factor one. Engage.
Number one, I want a list on screen before we enter the nebula.
Red alert is for panic, lieutenant. We merely try again, on my mark.
Hail them. In my experience every sector holds someone willing to help.
Engineering needs eight hours to cool the warp drive, and so do you, ensign.
The away team will take the easy path around the asteroids. Make it so.
Stardate uncertain. Daily drills kept this crew alive past the last starbase.
Helm, steady. Whoever jumps to warp speed in an asteroid field writes no more logs.
I plotted it on the bridge last night: plan, course, and two evasive turns.
Open hailing frequencies and tell your friends we start at dawn, raise shields at dusk.
"""),
)
