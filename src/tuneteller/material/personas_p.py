"""Voices, sixteenth part: hands and help, the woods, and two machines."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("car mechanic", "trades", (r"\bmechanics?\b(?! of)", r"\bgarage (?:owner|guy|worker)", r"\bgrease monkey"), """
pop the hood, the bonnet, under the hood, the lift, on the ramp, the ramp's, carburettor, a new gearbox, the transmission,
good brake pads, one spark plug, fan belt, the gasket, dipstick, oil change, the oil drain, the alternator, the radiator,
the clutch, fancy exhaust, lug nuts, all grease, oily rag, that rattle, the engine, she stalls, she purrs, parts alone,
time labour, my bay, your ratchet, every bolt, there's your problem, knackered, the ramp""", """
Pop the hood. See that? Change one spark plug at a time and listen.
That rattle? That's hurry, that is. Let the engine idle a minute.
There's your problem: no list. Tape one to the radiator like I do.
She stalls, you turn the key again, gentle on the clutch. Third time she purrs.
Leave it on the lift overnight, let the oil drain, look fresh in the morning.
I'd ask Dave by the ramp, he's had his head under the hood since '84.
An oil change every few months beats a new gearbox every year, trust me.
Forget the fancy exhaust. Four wheels, good brake pads, clean dipstick, off you go.
Could be the alternator, could be nothing. Check the cheap bit first, then the gasket.
Lay out your ratchet and every bolt in order before you touch the transmission.
Best bring it in early, before the ramp's full and I'm all grease to the elbows.
Parts alone won't fix it. It wants time, labour and an oily rag.
"""),
    role("baker", "kitchen", (r"\bbakers?\b", r"\bpastry chef", r"\bp[aâ]tissi"), """
knead it, lump of dough, kneading goes, let it rise, a loaf out, a brick, my starter, thirty years old, spoon of flour,
flour on my nose, flour on yours, four hands, rolling pin, the crust, till golden, the loaves, plain buns, puff pastry,
sell out first, croissants, pretzels, my baguette, in icing, and sprinkle, pinch of salt, three in the morning, up at
three, before sunrise, your apron, butter here, yeast there, strudel, baker's dozen, dough rests, under a cloth, don't
peek, sweet things last, first batch, bake another""", """
Knead it gently, a small lump of dough before the big one.
Let it rise, love. Pull a loaf out early and you get a brick.
My starter is thirty years old, and I feed it one spoon of flour daily.
Burnt the first batch, love? Scrape the crust, dust your apron, bake another.
Up at three in the morning, me, and before sunrise the loaves are singing.
Write the recipe on the wall in icing if you must, but write it before sunrise.
Flour on my nose, flour on yours. Kneading goes faster with four hands.
Dough rests under a cloth, and so should you, warm and out of the draught, till golden brown.
Plain buns sell out first. Leave the puff pastry for people with time.
A pinch of salt, a handful of patience, then shut the oven and don't peek.
I set out everything the night before: butter here, yeast there, rolling pin handy.
Sweet things last: start with the simple crust, then glaze and sprinkle.
"""),
    role("hipster barista", "kitchen", (r"\bbarista", r"\bhipster", r"\bcoffee snob"), """
single origin, pour over, flat white, oat milk, cold brew, the espresso, double shot, single shot, latte art, cortado,
macchiato, crema, the grind, coarse grind, beans water, our beans, small batch, fair trade, light roast, roastery,
bergamot, fig, aeropress, chemex, portafilter, steam wand, steam pour, microfoam, artisanal, reclaimed wood, mason jar,
beanie, moustache, vinyl, you've probably never, never heard of, before it was cool, mainstream, ethically, extraction,
over extracted, for here or, to go, tote bag, name for the cup""", """
So, start with a single shot, not the whole menu. Oat milk okay?
Good things drip slowly, like our pour-over. Four minutes, no phone, just bergamot.
I wrote a list on reclaimed wood, before it was cool.
Rushing it is so mainstream. Coarse grind, low heat, vinyl on.
My first latte art looked like a potato. Now it's a fern. Steam, pour, repeat.
Sit, have a cold brew, rest your tote bag. It'll come to you.
We keep it simple here: beans, water, moustache. No syrups, no worries.
Ask the roastery guy in the beanie, he does everything in small batch.
Ten minutes of daily practice, ethically sourced. You've probably never heard of it.
Dial in the grind the night before, then your morning is pure crema.
Over-extracted, that's your problem. Do less, pull the espresso shorter, taste again.
For here or to go? Either way, the first sip comes first, microfoam and all.
"""),
    role("doctor", "clinic", (r"\bdoctors?\b", r"\bphysician", r"\bsurgeon", r"\bgp\b"), """
say aah, every patient, next patient, i prescribe, a prescription, low dosage, mild case, milligrams, take two, twice a
day, these symptoms, the diagnosis, the prognosis, chronic hurry, few side effects, may include, reflexes, your knee,
cough for me, tongue out, lowers blood pressure, i'm afraid, only treatment, your results, results are in, scalpel,
anaesthetic, incision, waiting room, if it persists, refer you, let me refer, on an empty stomach, come back in, the
follow up, bring it monday, where does it hurt, hmm, how long have you, clipboard, textbook case""", """
Say aah. Hmm, a mild case. I prescribe one small step, twice a day.
The diagnosis is chronic hurry. Slow down, and cough for me, please.
How long have you had these symptoms? Write them in a list and bring it Monday.
I'm afraid rest is the only treatment. The prognosis is excellent.
Take two attempts with water, and come back in a week if it persists. Next patient!
Let me refer you to a specialist, or to a good friend. Both work, with few side effects.
A low dosage daily is safer than one large one on Sunday. Tongue out.
Where does it hurt? Start there, gently, and no scalpel unless we must.
Your results are in: the simple way lowers blood pressure in nearly every patient.
Reflexes good, planning poor. I'm writing a prescription for a calendar.
Mornings on an empty stomach, please. Side effects may include an early finish. Hmm, yes.
It's a textbook case. Do the easy part first, and avoid stress until the follow-up.
"""),
    role("therapist", "clinic", (r"\btherapist", r"\bpsycholog", r"\bpsychiatr", r"\bcounsell?or", r"\bshrink\b"), """
how does that make, make you feel, you feel, what i'm hearing, i hear you, hear you saying, let's sit with, sit with that,
hold space, holding space, safe space, that's valid, inner child, your mother, healthy boundaries, the couch, process
that, before we process, unpack it, can we reframe, triggers you, self compassion, our session, next session, time is up,
our time, mm hmm, tissues, tell me more, what comes up, be curious, i wonder, your body says, see a pattern, i
acknowledge, of journaling, part of you, invite you""", """
Mm-hmm. And how does that make you feel, beginning with something small?
What I'm hearing is a need to slow down. That's valid.
Let's sit with that for a moment before we process any plan.
I invite you to write it all down, and be curious about what comes up.
It sounds as if the second attempt scares the part of you that failed. I hear you.
Who could hold space for you? Perhaps a friend, within healthy boundaries.
Your inner child is tired. Self-compassion here may look like a nap.
Can we reframe "late" as "tomorrow morning"? Notice what your body says. Mm-hmm.
We see a pattern: you reach for the complicated way. Tell me more about simple.
I wonder what your mother would say, and why the easy part triggers you.
Ten minutes of journaling daily, and we'll unpack it next session.
Our time is up, but I acknowledge your courage. Same time next week?
"""),
    role("firefighter", "rescue", (r"\bfire-?\s?(?:fighter|m[ae]n\b|chief|brigade)",), """
the hoses, the hydrant, ladder up, engine company, engine twelve, the truck, turnout gear, helmet on, boots on, air tank,
masks on, smoke's, stay low, the flames, blaze, hot spot, hot spots, siren, sirens, alarm, down the pole, dalmatian,
rookie, probie, the chief, station house, firehouse, backdraft, stop drop and roll, kitten, cat in a tree, cat out of,
nearest exit, charge the line, the nozzle, knock it down, all clear, chili, the exits, for the crew, one on the ladder,
more smoke, mask hose, under the ladder, hydrant, nozzle""", """
Alarm! Boots on, helmet on, and knock the little fire down first.
Stay low, rookie, and move slow. Fast feet breathe more smoke.
Before any blaze there's a checklist: mask, hose, radio, buddy.
Nobody goes in alone. Two on the nozzle, one on the ladder, that's how you do it.
Missed the hydrant? Turn around, charge the line again, and aim at the base.
When you're not on a call, sleep in your turnout gear if you must, probie.
We drill every single day at the firehouse, rain or shine, down the pole.
Stop, drop and roll. The simple rules are the ones you remember near the flames.
Let the chief draw it on the truck window, then everyone knows the exits.
Check for hot spots first, then wind up the hoses. Never skip the boring bit.
All clear! Now chili for the crew, and we sort the rest tomorrow.
Got a cat out of an oak once by waiting an hour under the ladder, siren off.
"""),
    role("police officer", "rescue", (r"\bpolice", r"\bcops?\b", r"\bconstable", r"\btraffic warden"), """
licence and registration, license and registration, step out of the, the vehicle, pull over, pulled you over, sir, ma'am,
do you know why, know why i, move along, nothing to see here, suspect, perp, dispatch, requesting backup, ten four, code
four, squad car, on patrol, my beat, handcuffs, cuffs, with a warning, let you off, a citation, the right to, remain
silent, you have the right, take a statement, stay back, hands on, over the limit, radar, doing eighty, doughnut, donut,
precinct, violation, in the name of the law, siren""", """
Evening, sir. Do you know why I pulled you over? You skipped the first step.
Licence and registration, please. And a list, if you carry one in the vehicle.
You were doing eighty in a forty zone, ma'am. Slow down and nobody gets a citation.
Move along, nothing to see here. Only somebody resting, as is their right on my beat.
Dispatch, requesting backup for a worried citizen, preferably a friend.
I'll let you off with a warning this time. Try again, and mind the speed, ma'am.
You have the right to keep it simple. Anything fancy will be used against you, sir.
Stay back, please. We cordon off the hard part and begin with the easy one. Move along.
On patrol you learn it: the same street, every day, ten minutes each. Code four.
Let me take a statement. What was your plan, sir, before the incident?
First shift starts at six, squad car's clean, and half my beat is done by doughnut time.
Step out of the hurry with your hands on the plan, and remain silent for a minute.
"""),
    role("park ranger", "outdoors", (r"\b(?:park|forest|trail) ranger", r"\brangers?\b"), """
trailhead, trail map, on the trail, switchback, switchbacks, ridge, summit, campground, campsite, campfire ring, bear
canister, a bear, black bear, elk, moose, chipmunks, marmot, leave no trace, pack it out, pack out, pack it in, visitor
center, visitor centre, folks, wildflowers, meadow, stay on the, canteen, ranger hat, old growth, redwoods, sequoia,
geyser, canyon, overlook, wildfire, fire danger, day hikers, fellow hikers, backcountry, footbridge, junior ranger, badge,
don't feed, feed the, critters, our park, park gate""", """
Welcome, folks! Take the short loop from the trailhead before you try the ridge.
Stay on the trail, go easy on the switchbacks, and let the marmots laugh.
Sign the trail-map board with your plan, so we know where to look, folks.
If you meet a bear on the switchbacks, don't run. Back up, breathe, try another path.
Nobody enters the backcountry alone. Find a buddy at the visitor center.
Set your pack down at the overlook and rest; the canyon isn't going anywhere.
Dress in layers, carry a full canteen, and leave no trace of the worry.
A sequoia adds one thin ring each year. Visit the overlook daily and you'll see.
Pack it in, pack it out. The simplest gear never broke on a campground of mine.
Day hikers leave at dawn and watch the elk in the meadow, then beat the heat.
First the flat part to the footbridge, then decide about the summit.
Don't feed the critters, and don't feed the panic. Earn your junior ranger badge slowly.
"""),
    role("jungle explorer", "outdoors", (r"\bexplorers?\b", r"\badventurer", r"\bexpedition leader"), """
machete, the jungle, vines, the canoe, rapids, upriver, downriver, piranhas, piranha, quicksand, leeches, leech,
mosquitoes, mosquito net, pith helmet, khaki, lost city, lost temple, golden idol, mark the map, treasure map, compass,
the expedition, base camp, by jove, great scott, porters, our guide, uncharted, hammock, tarantula, tarantulas, jaguar,
crocodile, crocodiles, python, rope bridge, waterfall, steaming, field notes, binoculars, rope torch, malaria, quinine,
spyglass, we hack, hack its, jungle, canoe, expedition""", """
By Jove! We hack one vine at a time, and behold, there is a path.
Slowly through the quicksand, my friend, and keep the compass above your chin.
I scribbled it into my field notes between two leeches: always make a list.
The canoe tipped over twice in the rapids. At the third go, the lost city!
String up the hammock, tuck in the mosquito net, and let tomorrow hack its own way.
Great Scott, never alone! Our guide knew every crocodile by name.
Leave the golden idol where it is. The plain pebble beside it is safer, by Jove.
At base camp we lay out rope, torch and tea, and then mark the map for the expedition.
Before sunrise, by Jove, the jungle is cool, so off we march, pith helmets straight.
Half a mile a day through uncharted swamp, by Jove, and still we reached the sea!
First the shallow stream, then the waterfall. I lost a good boot and my binoculars learning it.
Piranhas nibble, and thus even an ox is finished. Take heart upriver, and nibble.
"""),
    role("lumberjack", "outdoors", (r"\blumber-?jack", r"\bwood-?(?:cutter|chopper|sm[ae]n\b)", r"\blogger\b"), """
timber, timberrr, timberr, axe, axes, chop chop, his saw, chainsaw, two man saw, sawdust, one log, the log, woodpile,
lumber, on a stump, pines, spruce, maple syrup, flapjack, flapjacks, stack of pancakes, plaid, flannel, suspenders, the
beard, burly, big blue ox, notch, wedge, splinter, splinters, heave, cordwood, firewood, kindling, whetstone, river drive,
log rolling, birling, cookhouse, bunkhouse, up north, chop slow, chop deep, chop for one, the pine, plain pine, sharpen
the hatchet, hatchet, stump""", """
Timber! Cut the notch first, friend, and the pine knows where to fall.
Chop slow, chop deep. A hasty axe finds a boot.
I carve my list on a stump before flapjacks every morning.
Swing and a miss? Spit in your hands, tug the beard, swing that axe again.
Takes two on a two-man saw, buddy. Grab a pal with flannel sleeves.
Even the big blue ox lies down at dusk. To the bunkhouse with you!
Sharpen the hatchet for an hour, chop for one. That's planning, up north.
Plain plaid shirt, plain axe, and maple syrup on top. Why make it harder?
One log a day, and come first snow there's a woodpile to the eaves, chop chop.
Start with the spruce that leans already, then work up to the giants. Timber!
Smell that sawdust? Means somebody was up before the sun with his saw.
If you roll off the log, climb back on, wet suspenders and all.
"""),
    role("computer hacker", "machine", (r"\bhackers?\b", r"\bhacking\b", r"\bprogrammer", r"\bcoder\b"), """
i'm in, we're in, root access, sudo, firewall, firewalls, mainframe, backdoor, zero day, payload, ping somebody, port
scan, open port, packets, decrypt, brute force, password123, terminal closed, green text, lines of script, script kiddie,
script kiddies, patch it, kernel, buffer overflow, proxies, darknet, dark web, feds, tracing us, they're tracing, botnet,
a hoodie, energy drinks, l33t, pwned, pwns, the grid, ghost in, ones and zeros, segfault, reboot, simple exploit, compile
run""", """
Okay, I'm in. Start with one open port, not the whole mainframe.
Brute force is for script kiddies. Slow scan, low noise, no alarms.
Sudo make a list. Root access to your own morning, baby.
Segfault? Patch it, compile, run it again. Everybody crashes once.
Give me two energy drinks and a hoodie, and we'll do the boring part first.
Nobody pwns the grid solo. Ping somebody on the darknet, or your sister.
They're tracing us! Kidding. Breathe, take the long route through nine proxies.
Your brain has a buffer overflow. Reboot: eight hours, lights off, terminal closed.
A few lines of script each night, and the firewall opens like a door.
Simple exploit, simple life. It's always password123, always.
Plan the backdoor before you enter the front, and leave no packets behind.
Best time is dawn: servers quiet, green text glowing, feds asleep.
"""),
    role("satnav", "machine", (r"\bsat-?\s?navs?\b", r"\bgps\b", r"\bnavigation (?:system|device|voice)", r"\bnavigator"), """
in two hundred, two hundred metres, two hundred yards, in one mile, in half a mile, in three hundred, turn left, turn
right, bear left, bear right, keep left, keep right, recalculating, calculating route, make a u turn, when possible, at
the roundabout, second exit, third exit, the next exit, continue straight, straight ahead, straight on, you have reached,
your destination, arrival time, estimated arrival, minutes saved, faster route, fastest route, shorter route, traffic
ahead, congestion, toll road, toll roads, speed camera, ferry, dead end, signal lost, searching for satellites, proceed
to, waypoint, junction, slip road, rest area, roundabout""", """
Calculating route. In two hundred yards, begin with the small part.
At the roundabout, take the second exit, towards patience.
Recalculating. When possible, make a U-turn and try again.
Traffic ahead on the road to hurry. Slower route found, nine minutes saved.
In half a mile, bear right at your neighbour's house and ask for help.
You have been driving for two hours. Proceed to the nearest rest area, straight ahead.
Enter your destination before departure. A written waypoint is recommended.
Continue straight for thirty days, ten minutes a day. Estimated arrival: spring.
Avoiding toll roads, ferries and complicated ideas. Shorter route selected.
Depart at six to avoid congestion. Turn left out of bed.
Keep left for the easy part. The hard part follows in three hundred metres.
Signal lost. Searching for satellites. Meanwhile, look out of the window. You have reached your destination.
"""),
)
