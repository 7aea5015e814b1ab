"""Voices, tenth part: tones of the better circles, and people at work, next door and in the family."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role, tone

VOICES: tuple[Voice, ...] = (
    tone("posh", "service", (r"\bposh", r"\bsnob", r"\bsnooty", r"\bupper[- ]class", r"\baristocra"), """
old chap, old bean, one simply, boarding school, frightfully, cucumber sandwiches, has the staff, ghastly, man in
town, the regatta, capital idea, yacht, champagne, papa, spiffing, country house, polo, simply not done, ponies, jolly
good show, pheasant, summer house, one never, rather splendid, top hole, what what, tweed, dreadfully, croquet, gin
and tonic, duchess, caviar""", """
I say, old chap, one simply starts small, as one did at boarding school.
Frightfully good question! One has the staff make a list over cucumber sandwiches.
Oh, how ghastly. One rings one's man in town and takes it slowly.
Capital idea to ask, old bean. Try it twice, then off to the regatta.
Do it early, as Papa did on the yacht, before the champagne and never after.
Spiffing! Rest a while at the country house and begin after polo.
It's simply not done to hurry, my good fellow. A gentle trot, like the ponies.
Jolly good show! Ask a friend, preferably one with a pheasant and a summer house.
One never lifts more than a teacup, yet practice is rather splendid for everybody.
Top hole, what what! The plain way is best, like good tweed.
How dreadfully common to fret over it. Plan it between croquet and gin and tonic.
The Duchess had the same bother, poor thing. Prepare properly, and there shall be caviar.
"""),
    tone("gossipy", "gossip", (r"\bgossip", r"\brumou?r", r"\bblabber", r"\btattl"), """
you didn't hear it from me, word is, lean in, juicy, not one to gossip, guess who, a little bird told me, the whole
street, between you and me, scandal, rumour has it, rumor has it, no names, have you heard, and then she said, my lips
are sealed, don't quote me, people are talking, her cousin, can you believe, i heard it, spill it, behind closed
doors, don't look now, the whole town, wouldn't tell""", """
You didn't hear it from me, but word is that everybody starts small.
Lean in, this is juicy: the woman at number five made a list, and it worked!
I'm not one to gossip, but guess who rushed it and had to begin again?
A little bird told me to go slowly, and the whole street agrees.
Ask for help, as Marjorie does. Between you and me, such a scandal it was!
Rumour has it the simple way is best. No names, but he wears a red hat.
Have you heard? Ten minutes a day, that's all she does, and then she said it was luck!
My lips are sealed. Oh, all right: plan it the night before, and don't quote me.
People are talking about it already! Rest first, says her cousin, who hears everything.
Can you believe he managed at once? I heard it took six tries, so keep going.
Spill it, who else asked you? Well, behind closed doors they all prepare in advance.
Don't look now, but the whole town practises daily. I said I wouldn't tell!
"""),
    role("plumber", "trades", (r"\bplumb(?:er|ing)",), """
under the sink, stopcock, who fitted this, spanner, blocked, u bend, wrench, each joint, the valve, drip drip, the
bucket, that's a big job, plunger, new washer, a brew, pipework, flange, tighten it, water pressure, that puddle, seal
it, pipe run, down the drain, fittings, the toolbox, my van, gasket""", """
Right, I've had my head under the sink. Shut the stopcock first, then begin.
Who fitted this? Never you mind: a quarter turn on the spanner and go slowly.
That'll be a blocked U-bend, mate. Clear the small stuff and the rest flows.
Pass me the wrench. You want to check each joint before you open the valve.
Drip, drip, drip: do a little every day and the bucket fills itself.
Ooh, that's a big job, that is. Ask for a quote, then hold the plunger steady.
I'd fit a new washer, have a brew, and look at it again after.
Forty years in pipework taught me this: never force a rusty flange.
Tighten it by hand first, nice and gentle, and keep an eye on the water pressure.
See that puddle? Means you rushed. Seal it, let it dry, try it tomorrow.
Plan your pipe run on paper first, or it's money down the drain.
Simple fittings last the longest. My van's outside with the toolbox if it floods.
"""),
    role("taxi driver", "road", (r"\btaxi", r"\bcab(?:bie|by|s)?\b", r"\bcab-?driver", r"\bchauffeur"), """
where to guv, hop in, ring road, a fellow in the back, tipper, this traffic, guv, green light, a shortcut, left at the
bridge, the meter's running, before you pull out, buckle up, u turns, twenty minutes tops, road works, mind you, my
cab, honk, bus lane, drives nights, rush hour, rear view, your worry boss, keep the change, the satnav, one way street""", """
Where to, guv? Hop in, we start small and skip the ring road.
I had a fellow in the back yesterday, same trouble. Made a list, he did, lovely tipper.
Look at this traffic! Take it slowly, guv, there's always another green light.
Me, I know a shortcut: do the easy bit first, then left at the bridge.
The meter's running, so here's my advice: plan the route before you pull out.
Buckle up! Practise every day, and no U-turns on the way.
Twenty minutes, tops, unless there are road works. Rest, then try again.
Ask a local, that's what I do. Mind you, nobody knows this town like my cab.
Honk, honk! Sorry, some fool in the bus lane. Keep it simple, that's all.
My brother-in-law drives nights, and he says start before rush hour.
See it in the rear-view mirror? That's your worry, boss. Prepare well and keep the change.
Never trust the satnav with this one, guv. Two tries and a bit of nerve.
"""),
    role("waiter", "kitchen", (r"\bwait(?:er|ress|staff)", r"\brestaurant server"), """
excellent choice, to start with, medium rare, table for one, table for two, the house recommends, with parsley,
today's special, still or sparkling, take your order, i'll be right with you, it's very light, i would pair, the house
red, for dessert, compliments of the, mind the plate, more bread, to your liking, send it back, our regulars, a
reservation, the gentleman at, table six, will that be all, on the house, corkscrew""", """
Excellent choice! To start with, something small, and the rest will follow.
Table for one? The house recommends patience, served warm with parsley.
Today's special is the simple way, with a side of practice. Still or sparkling?
May I take your order? One list, medium rare, and no fuss.
I'll be right with you. Meanwhile, do try the first step, it's very light.
For this I would pair a good friend with the house red. Enjoy!
And for dessert, a little rest, with compliments of the management.
Mind the plate, it's hot. Go slowly, and I'll bring more bread.
Is everything to your liking? If not, send it back and try once more.
Our regulars always plan ahead, as you would for a reservation. May I light the candle?
A small portion every day, that is what the gentleman at table six does.
Will that be all? Then prepare it well, and the second attempt is on the house.
"""),
    role("flight attendant", "travel", (r"\bflight attendant", r"\bcabin crew", r"\bsteward(?:ess)?\b", r"\bair host"), """
welcome on board, seatbelt, cabin crew, seat pocket, chicken or pasta, stay seated, turbulence, tray table, oxygen
mask, seat 12b, cruising altitude, the cabin, doors to automatic, cross check, for flying with us, overhead locker,
before take off, nearest exit, may be behind you, window seat, after landing, both arms, floor lighting, seat belt
sign, we will shortly, upright position, life vest""", """
Welcome on board. Please fasten your seatbelt and begin with the smallest step.
This is your cabin crew speaking: a short list is in the seat pocket.
Chicken or pasta? Either is fine, so choose the simple one and stay seated.
We expect some light turbulence. Go slowly, and stay seated until it stops.
Put on your own oxygen mask first, then ask seat 12B for help.
Once we reach cruising altitude, you may try again and walk about the cabin.
Doors to automatic, cross-check. You may start now. Thank you for flying with us.
Please stow your doubts in the overhead locker, and plan before take-off.
Your nearest exit may be behind you, so look back at what worked.
A blanket, a window seat, and we do the rest after landing.
Smiling, I point with both arms: practice is here, here, and along the floor lighting.
Until the seat belt sign is off, prepare calmly. We will shortly be serving coffee.
"""),
    role("nurse", "clinic", (r"\bnurs(?:e|es|ing)\b", r"\bmedical staff"), """
how are we feeling, small dose, your sleeve, won't hurt a bit, pop a, thermometer, your chart, bed rest, doctor will
be round, heals fastest, there's a brave, press the button, the ward, visiting hours, sharp scratch, a plaster, fluff
that pillow, your pulse, deep breath in, twice daily, after meals, night shift, bedside, like a tablet, your bandage,
up you sit, stethoscope""", """
How are we feeling today? Good. Just a small dose of it every day, then.
Roll up your sleeve, this won't hurt a bit: start with the easy part.
Let's pop a thermometer in first. No fever? Then you may begin, slowly.
I've written it on your chart: make a list, and plenty of bed rest.
Doctor will be round shortly, but I can tell you that the simple way heals fastest.
There's a brave one! Try it again tomorrow, and press the button if you need me.
After twenty years on the ward I'd say: ask somebody before visiting hours end.
Sharp scratch, and done! See, preparing was the worst of it. Here's a plaster.
Up you sit, let me feel your pulse. Good. Now plan it calmly.
Deep breath in, and out. Practise twice daily, preferably in good light.
My night shift taught me patience. I learnt it at the bedside, and so can you.
Swallow your pride like a tablet and rest first. I'll check your bandage later.
"""),
    role("hairdresser", "gossip", (r"\bhair-?\s?(?:dress|styl|cut)", r"\bbarber", r"\bstylist", r"\b(?:hair|beauty) salon"), """
going anywhere nice, hun, tilt your head, snip snip, snip, a trim, the layers, my chair, every six weeks, comb it
through, gorgeous, tangles, my last client, the dryer, fabulous, scissors, hairspray, hold all weekend, how short,
blow dry, the colour sit, a magazine, rinse and, chin down, hand mirror, the face for it, curlers, split ends, fringe""", """
Going anywhere nice this year? Lovely. Just take a little off and see, hun.
Tilt your head. I'd start at the ends and work up slowly, snip snip.
Oh, that wants only a trim! Do the easy part and leave the layers.
Pop yourself in my chair. A bit every six weeks, that's the whole trick.
Comb it through first, gorgeous, then make your list.
My last client asked the same under the dryer. She tried twice and looked smashing.
Never do it alone with blunt scissors, hun! Ask someone with a steady hand.
Bit of hairspray, bit of patience, and it will hold all weekend.
How short on time are we? Then blow-dry the worries away and keep it simple.
Let the colour sit for half an hour and rest with a magazine. Then begin.
Chin down for me. Look, in the hand mirror it is half done already. Keep practising.
You've got the face for it, honestly! Plan it big, like curlers on a Saturday.
"""),
    role("landlord", "house", (r"\bland-?\s?(?:lord|lady|ladies)",), """
read your lease, after ten, the rent is, no pets, previous tenant, tenants upstairs, the hallway, send a man, my
building, house rules, no nails, your deposit, comes out of, weeks late, wear and tear, coat of paint, quiet hours,
ground floor, i own this place, utilities are extra, first of the month, on the premises, spare key, an inspection,
eviction, stairwell""", """
Read your lease. It says to start small and make no noise after ten.
As long as the rent is paid, try it twice for all I mind. No pets, though.
The previous tenant did it in an afternoon, and left the hallway spotless.
I'll send a man about it next month. Until then, go slowly in my building.
House rules, page four: make a list, and no nails in the wall.
That comes out of your deposit if you rush it. Plan ahead.
Ask the tenants upstairs, they're three weeks late and experts in patience.
It's normal wear and tear. Rest a day, then give it another coat of paint.
Quiet hours begin at eight, so do it in the morning, on the ground floor.
I own this place, and I say the simple way. Utilities are extra.
First of the month, remember! In between, practise all you like, but not on the premises.
Prepare well, because I hold the spare key and I like an inspection.
"""),
    role("grumpy neighbour", "house", (r"\bgrump", r"\bneighbou?r", r"\bcurmudgeon", r"\bgrouch"), """
hmph, some of us, turn that music down, hear yourself think, off my lawn, my lawn, the gate, on this street, harrumph,
my side of the fence, is that your leaf, such a din, you lot, through the wall, bin day, kids these days, my front
yard, my parking space, bah, my ladder, bring back, the council, decent hour, my gnomes, upwind, leaf blower, nosy""", """
Hmph. Start small, and not before eight, some of us are trying to nap.
Turn that music down and you'd hear yourself think. Make a list.
Off my lawn! Fine. Go slowly, and shut the gate behind you.
Thirty years I've lived on this street, and nobody ever asked. Plan ahead, harrumph.
Is that your leaf on my side of the fence? Pick it up first, then begin.
Such a din you lot make! Do it once, quietly, and properly.
I can hear you fret through the wall. Rest, for goodness' sake, it's bin day tomorrow.
Kids these days want it quick. Practise, and keep your ball out of my front yard.
Ask your friends? The ones in my parking space? Bah. Do it yourself!
The simple way, and bring back my ladder when you're done.
I'll be writing to the council about this. Meanwhile, try it twice, at a decent hour.
You've woken my gnomes. Prepare before you start, and no barbecues upwind of me.
"""),
    role("big sister", "relatives", (r"\b(?:big|older|elder|bossy) sis(?:ter)?\b", r"\bsister(?:ly)?\b", r"\bsibling"), """
squirt, my stuff, duh, kiddo, when i was your age, knock first, in my room, i'm telling mom, dork, you owe me, cover
for you, scoot over, told you so, like i said, borrow my, my chores, stop copying me, goof, before mom, because i'm
older, my hoodie, nobody teases you but me, pinky promise, my diary, mom says, little bro, lil sis""", """
Listen, squirt: start small, and do not touch my stuff while you're at it.
Duh, make a list, kiddo. It's always been that easy.
Knock first! Okay, come in. Take it slowly, and no crying in my room.
I'm telling Mom you asked me before asking her. But yes, try it twice, dork.
You owe me one. Do the easy part, and I'll cover for you.
Scoot over, squirt, I'll show you once. Then practise on your own.
Told you so! Next time plan it first, like I said.
You can borrow my lucky pen for it, but then you're doing my chores.
Stop copying me and find your own way, the simple one. Love you, goof.
Go to bed, kiddo. We'll sort it out tomorrow before Mom wakes up.
Because I'm older, that's why. Prepare first, and give me back my hoodie.
Nobody teases you but me, got it? Ask a friend, or ask me, pinky promise.
"""),
    role("uncle", "relatives", (r"\buncles?\b",), """
lawn chair, your uncle, rich uncle, i know a guy, don't tell your mother, everything shows up, a coin behind, let me
tell you, fishing trip, your aunt, duct tape, twenty bucks, your old man, at your age, my old truck, the clutch, those
tongs, my grill, slugger, bum knee, thanksgiving, the drumstick, did i ever tell you, the raccoon, favourite nephew,
favourite niece, pull my""", """
Pull up a lawn chair and let your uncle explain: start small.
I know a guy who does that. Go slowly, and don't tell your mother I said so.
Look, a coin behind your ear! Patience, and everything shows up.
Let me tell you about my fishing trip: two tries, no catch, and I'd go again.
Your aunt would make a list. Me, I'd just fix it with duct tape.
Here's twenty bucks. Ask a friend along, and say your rich uncle sent you.
Ha! Your old man asked the same at your age. Rest first, as he never did.
My old truck showed me how: warm up, ease off, and never ride the clutch.
Hand me those tongs. Simple is best, like corn on my grill.
Easy there, slugger. A little every day, and mind my bum knee.
Next Thanksgiving you'll laugh about it. Plan ahead and leave me the drumstick.
Did I ever tell you about the raccoon? Well, it prepared better than I had.
"""),
)
