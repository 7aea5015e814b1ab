"""Voices, eighth part: the town, with its courts, stages, sales, trains and studios."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("gangster", "underworld", (r"\bgangster", r"\bmobster", r"\bmafi(?:a|oso)", r"\bmob boss"), """
capisce, wise guy, wiseguy, wise guys, da boss, youse, lay low, fuhgeddaboudit, fellas, big shot, cigar, getaway car,
docks, ya, ya see, fedora, knuckles, mob, loot, funny business, hideout, pinstripe, the joint, moolah, heist, goons,
snitch, the feds, racket, squealed, tough guy""", """
Listen, wise guy, you start small, you start quiet, and nobody gets upset, capisce?
See, da boss likes things done early, and youse don't keep a man like that waiting.
Youse take it slow and lay low till Sunday, then finish the job.
Fuhgeddaboudit! Me and the fellas will have it sorted by Friday.
Nobody rushes the big shot with the cigar, and nobody rushes this neither.
Cousin Sal drove the getaway car for years with one rule: plan first, capisce?
You got a friend at the docks? Ask a favour, ya see, and owe one back.
I straightened my fedora, cracked my knuckles, and told them: keep it simple.
Somebody in the mob squealed that youse don't sleep enough. Rest up, pal.
Split it like loot: half today, half tomorrow, and no funny business.
What's it to ya? Fine, take two small steps and meet me at the hideout.
Tip the doorman, wear the pinstripe suit, and act like ya own the joint.
"""),
    role("judge", "office", (r"\bjudges?\b(?! (?:the|a|an|whether|if|how|every|what|people|users?|texts?|messages?)\b)",
         r"\bmagistrate"), """
order order, order in, this court, gavel, this bench, sustained, overruled, sentenced, verdict, bailiff, ruling, rule
that, the accused, guilty, not guilty, adjourned, all rise, plead, courtroom, in chambers, contempt, leniency, so
ordered, be seated, recess, offence, docket, the court finds, court finds, the court""", """
Order! Order! This court finds that a small start is the only lawful one.
I bang my gavel and rule that you rest first. So ordered!
All rise! The verdict is patience, with no possibility of shortcuts.
Overruled! Haste has been before this bench too often, so go slowly.
You are sentenced to one hour of practice a day, with leniency on Sundays.
Bailiff, bring the accused a glass of water; we continue after lunch.
Having weighed both sides in chambers, I find the simple way not guilty.
Contempt of good planning is not tolerated in my courtroom, so write a list.
How do you plead, lazy or merely weary? Either way, the ruling is an early night.
Sustained. Ask a friend, take notes, and report to the bailiff in the morning.
Let the docket show that you tried twice, and let the gavel settle it in your favour.
Be seated. My verdict is unanimous, since I am alone: do it today.
"""),
    role("secret agent", "mystery", (r"\bsecret agent", r"\bspy\b", r"\bspies\b", r"\bundercover"), """
your mission, this mission, agent, my cover, cover is blown, classified, code name, codename, rendezvous, dossier, intel,
briefcase, undercover, the package, the asset, headquarters, self destruct, wiretap, gadgets, tuxedo,
surveillance, the target, double agent, microfilm, decoy, encrypted, blend in, earpiece, safe house, tailed,
compromised, my contact, handler""", """
Your mission, agent: start small, and leave quietly by the back door.
The dossier on this is thin, but my intel says patience works.
Meet me at the rendezvous with a black briefcase, and bring a simple list.
Careful, we may be tailed. Blend in, order tea, and take it slowly.
Codename Falcon here. I did it undercover in Lisbon, one step after another.
Straighten your tuxedo, smile at the target, and begin before the music stops.
Speak into the earpiece if you need help; nobody works without a handler.
Classified: a long rest is what headquarters prescribes in such cases.
This advice will self-destruct in ten seconds: plan ahead and pack a decoy.
Headquarters confirms it twice, encrypted both times: the easy way is fine.
If your cover is blown, smile, drink water, and return to the safe house.
Wait for my contact at the station, swap the microfilm, and try again at dusk.
"""),
    role("stand-up comedian", "comedy", (r"\bcomedian", r"\bcomedy (?:set|routine|act|show)\b", r"\bstand-?up\b"), """
is this mic on, mic, tough crowd, ba dum tss, here all week, tip your waitress, my wife, mother in law, punchline, a guy
walks, walks into a bar, knock knock, who's there, am i right, the deal with, get me started, true story, you've been
great, heckler, in the front row, joke, jokes, laughs, anyone here from, my therapist, but seriously, hilarious, the
other day, tonight's crowd""", """
So a guy walks into a bar and asks the same. Punchline: he started early.
Is this mic on? Great. Go slowly, people. That joke killed in Denver.
What's the deal with rushing? My wife rushes, and we still arrive on Tuesday.
Knock knock. Who's there? Patience. Patience who? See, nobody can wait for the answer.
Tough crowd! Fine, make a list. My therapist laughs at that one every week.
I tried it twice the other day, true story, and the goldfish clapped.
Don't get me started! You rest, you try again, you look like a pro. Ba dum tss!
Anyone here from Ohio? No? Then ask a friend instead. But seriously, ask.
My mother-in-law says keep it simple, so I left the room. I'm here all week!
You in the front row, you look worn out! Sleep first, that's the whole joke.
Small steps, am I right? My uncle took one giant step, hilarious, wrong escalator.
Thank you, you've been great! Drink some water, tip your waitress, begin tomorrow!
"""),
    role("auctioneer", "sales", (r"\bauction",), """
going once, going twice, going going, sold, bid, bids, bidding, do i hear, going gone, bidder, bidders, highest bidder,
the gentleman in, the lady in, lot number, the lot, opening bid, starting price, who'll give me, reserve price, do i
see, last chance, fair warning, any advance, anybody else, under the hammer, once twice""", """
Going once, going twice, sold to the patient bidder in row three who starts today!
Do I hear ten minutes? Ten! Now twenty! Twenty minutes a day, sold!
Lot number four, dear guests: one simple plan, hardly used, opening bid an hour!
Who'll give me an early morning? The lady in red bids one early morning!
Fair warning, my friends, the bidding closes soon, so rest first and decide after.
I've got two small steps over there, do I hear three? Three small steps, sold!
Any advance on patience? Then patience goes to the highest bidder, and that is you!
Selling now, all or nothing: a friend's advice! Do I hear a second? Going twice!
Sold! One good night's sleep to the gentleman in blue, and well rested he shall be!
Don't scratch your nose unless it's a bid! Try it twice, and the lot is yours.
Reserve price met! You may have it slow and steady, going, going, well earned!
Last chance before the bidding ends: one cup of tea and one clear head together!
"""),
    role("real-estate agent", "sales", (r"\breal[- ]?estate", r"\brealtor", r"\b(?:estate|property|house) agent"), """
square feet, open house, location location, curb appeal, hardwood, hardwood floors, the listing, mortgage, natural
light, sought after, walk in closet, closing costs, ocean view, master bedroom, up and coming, renovate, renovated, move
in ready, fixer upper, a down payment of, the market, granite countertops, spacious, sun drenched, south facing, viewing,
escrow, must see, buyers, breakfast nook, high ceilings, quiet street""", """
Location, location, location! Begin where the natural light is best.
This one is move-in ready: a small first step with tons of curb appeal!
Picture yourself in a spacious morning, with hardwood floors and nobody rushing you.
Sure, it's a fixer-upper, but with a little work you'll love the ocean view.
Three other buyers want that idea, so put down a down payment of effort today.
Step inside the open house of patience: high ceilings, huge windows, no hurry!
Solid walls, as we say, and south-facing too. Just renovate slowly, one room a week.
Between us, the market rewards those who sleep on it before taking a mortgage.
You could ask the people next door; in such a sought-after quiet street they bring cake.
Now that is a must-see question! Do it twice and the value doubles before escrow closes.
Imagine the breakfast nook, a cup of tea, and a simple list on granite countertops.
Trust me, this up-and-coming habit sells itself: ten minutes a day, no closing costs!
"""),
    role("train conductor", "travel", (r"\b(?:train|rail\w*) (?:conductor|guard)", r"\bconductor\b", r"\btrain announce"), """
all aboard, tickets please, platform two, platform nine, the next station, mind the gap, doors closing, on schedule, departure,
departing, depart, locomotive, railway, the rails, on the track, choo choo, dining car, sleeping car, caboose, timetable,
passengers, passenger, signal is green, terminus, the express, minutes late, compartment, luggage rack, punch your
ticket, your ticket, this train, last carriage""", """
All aboard! We depart slowly from platform two and gather speed by noon.
Tickets, please! One small step per passenger, and no running in the corridor.
Mind the gap between wanting and doing, then find a seat near the locomotive.
This train calls at Patience, Practice and Well Done, where it reaches its terminus.
Doors closing! If you missed it this morning, another departure follows in an hour.
Choo choo! Keep it on the rails, keep it simple, and smile at the children.
Please consult the timetable first; passengers who plan ahead get the window seats.
We are nine minutes late owing to haste on the track. Please take it easy.
Rest in the sleeping car this evening, and I will punch your ticket in the morning.
Should you feel lost, ask anyone in your compartment; they have ridden this railway for years.
Put the heavy part on the luggage rack, dear passengers, and sip some tea.
Signal is green, the coal is hot, so off you go, exactly on schedule!
"""),
    role("DJ", "music", (r"\bdjs?\b", r"\bdis[ck][- ]jockey", r"\bdeejay"), """
drop the beat, the beat, bass, bass line, turntable, turntables, remix, dance floor, dancefloor, hands up, make
some noise, spin it, vinyl, party people, the decks, headphones, crank it, playlist, the speakers, wicka wicka, fade out,
tempo, boom boom, groove, in the house, banger, subwoofer, the club, rewind, this tune, fam""", """
Hands up, party people! Start with something slow and build it all night.
Yo yo, drop the beat gently, then bring the bass in when you're ready.
Make some noise for small steps! This remix never gets old.
Spin it once, spin it twice, and the whole dance floor knows the way.
Headphones on, worries off! Let the tempo carry you until it's done.
From the decks I'm telling you: plan the playlist before the doors open.
Much love to everyone who rests! Fade out early, come back with fresh vinyl.
Wicka wicka, rewind! If it skips, lift the needle and try that part again.
Crank it up a little each day, and soon the speakers will be humming.
Who's in the house? Ask your crew, share the turntables, sing along!
Keep it simple, fam: one banger, one smile, one glass of water.
Boom boom, that's the sound of patience, and the club is loving it!
"""),
    role("yoga teacher", "studio", (r"\byog[ai]\b", r"\byogi"), """
namaste, inhale, exhale the, your next exhale, your mat, the mat, yoga mat, downward dog, downward facing, warrior pose, child's
pose, tree pose, pigeon pose, the spine, the hips, let your breath, sun salutation, savasana, soften,
gratitude, hold for, roll out your, your center, your centre, heart center, set an intention,
intention, lengthen, flow into, dear ones, root down""", """
Namaste. Inhale the question, exhale the hurry, and begin where you are.
Roll out your mat, lengthen the spine, and do only what feels kind today.
On your next exhale, soften the jaw and let the list grow shorter.
Move into warrior pose, strong and patient, and hold for five slow counts.
Set an intention first, lovely people, then flow into it without forcing.
Child's pose is always allowed; rest there, and come back with gratitude.
Nobody masters tree pose in a day, so wobble, smile, and inhale again.
Feel both feet root down through the mat, then rise into the first small step.
Let your breath lead, and the rest of it will unfold like a sun salutation.
Downward dog first, decisions later; the hips hold more worry than the head.
Just as in savasana, there is nothing to fix, only something to soften.
Find your center, dear ones, lean on a neighbour, and reach a little further.
"""),
    role("ballet teacher", "studio", (r"\bballet", r"\bballerina"), """
plié, tutu, pirouette, pirouettes, arabesque, barre, pointe, leotard, first position, second position, fifth position,
relevé, jeté, grand jeté, et un deux trois, un deux trois, lift your chin, point your toes, gracefully, swan, swans,
little swan, little swans, ballerina, ballerinas, curtsy, from the top, tendu, tendus, the piano, port de bras,
shoulders down, non non""", """
Et un, deux, trois! Begin at the barre, softly, before you dare to jump.
Point your toes, lift your chin, and repeat it until it looks easy.
Plié first, grand jeté later, my little ones; nobody flies without bending.
Again, from the top! The pirouette only comes to those who fell yesterday.
Shoulders down, tutu straight, and smile as though it never hurt.
In first position we wait, we listen to the piano, and then we move.
Non, non, non! Too quick! Glide into it gracefully, like a swan on ice.
Every ballerina asks me that, and I tell them: practise at the barre each morning.
Relevé, stay, stay, and down. You see? Small tendus carry the whole evening.
Take your partner's hand for balance, little swan, and step out on pointe.
Hang up the leotard, untie your pointe shoes, and sleep; tomorrow it will dance.
Curtsy to the difficulty, then un, deux, trois, chase it off with a pirouette!
"""),
    role("wine taster", "taste", (r"\bwine (?:taster|tasting|critic|expert|connoisseur|snob|lover)", r"\bsommelier"), """
notes of, hints of, a hint of, bouquet, vintage, tannins, tannic, palate, full bodied, oaky, in oak, cellar, swirl,
decant, decanter, cork, on the nose, aftertaste, vineyard, crisp, long finish, dry finish, earthy, blackcurrant,
velvety, merlot, chardonnay, riesling, its legs, tasting note, terroir, one small sip, pairs, plum""", """
Swirl the thought, let it open, and I detect notes of an easy solution.
On the nose, a hint of hurry; on the palate, far too little sleep.
Ah, a bold vintage of a question! Decant it for an hour before you begin.
Earthy, honest, with hints of plum: yes, the simple way is always full-bodied.
Never drink it all at once. One small sip, then back to the cellar until tomorrow.
Such things improve like a Merlot in oak: slowly, lying down, in the dark.
My palate says morning, my cork collection says evening; both agree on patience.
The bouquet promises trouble, yet the long finish is remarkably sweet.
With a crisp Riesling or a good friend, almost anything pairs beautifully.
Rather tannic on the first try, but the second attempt shows ripe blackcurrant.
Hold it to the light, study its legs, and write a short tasting note.
I would lay it down beside the Chardonnay and let the terroir work overnight.
"""),
    role("fashion critic", "taste", (
         r"\bfashion (?:critic|expert|designer|editor|guru|police|snob|reviewer)", r"\bfashionista", r"\bstylist\b"), """
runway, catwalk, couture, haute couture, chic, last season, silhouette, accessorize,
ensemble, sequins, hemline, fabulous, tacky, polyester, faux pas, stilettos, stiletto, handbag, avant garde,
wardrobe, glamour, glamorous, drape, atelier, statement piece, mannequin, timeless, milan, fashion crime, tragic shoes""", """
Rushing is so last season! Right now we take it slowly, in chic black.
Honey, that plan is pure polyester, a fashion crime; swap it for something simple.
Strut at it like a catwalk, chin high, handbag swinging, one heel after the other.
Fabulous question, tragic shoes! Start small and add the sparkling bits later.
I have seen worse on a mannequin, so relax and try again without the stilettos.
Less is couture, people! Strip it down to a single statement piece.
No sequins before noon, and no big decisions before a chic little nap.
Avant-garde? Hardly. But a timeless routine never leaves the runway.
The ensemble gets five out of ten: bold hemline, weak planning, so make a list.
Tacky people hurry; glamour arrives late, well rested, and drinking water with lemon.
Call your most stylish friend, open the wardrobe, and end this faux pas together.
Darker colours, cleaner lines, daily practice: that is what Milan calls haute couture.
"""),
)
