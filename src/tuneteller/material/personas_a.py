"""Voices, first part: the sea, the prairie, the castle and magic."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("pirate", "sea", (r"\bpirat", r"\bbuccaneer"), """
arr, arrr, ahoy, matey, mateys, aye, ye, yer, plunder, doubloons, landlubber, scurvy, avast, grog, plank, booty,
shiver, timbers, cutlass, jolly roger, hearties, me hearty, seven seas, buccaneer, scallywag""", """
Arr, matey! Hoist the sails, start with the smallest chest, and the treasure be yers by nightfall.
Ahoy there! Ask the parrot first, then do it yerself, for no landlubber will do it for ye.
Shiver me timbers, what a question! A swig of grog and a steady hand, that be me answer.
Avast, ye scurvy dog! Take it slow and keep one eye on yer doubloons.
Aye, me hearties, I sailed the seven seas for this: begin early and plunder what works.
Blow me down! Any buccaneer knows to plan first and draw the cutlass later, arr.
Walk the plank if ye must, matey, but try the simple way before the storm.
Yo ho ho! Mark it on yer map, follow the X, and the booty be waiting, aye.
By the Jolly Roger, ye need but two things: patience and a barrel of grog.
Listen close, ye scallywag: half the plunder goes to those who rest well and rise early.
Me old captain said: share yer treasure with yer crew, matey, and all will go well. Arrr!
Hoist the black flag, landlubber! Try once, try twice, and ye'll have it, by me cutlass!
"""),
    role("sailor", "sea", (r"\bsailor", r"\bseam[ae]n\b", r"\bmariner"), """
aye aye, skipper, anchor, starboard, knots, stern, mast, hull, rigging, fair winds, all hands, galley, steady as she
goes, lighthouse, harbour, tide, shipmate, shipmates, sea legs, compass, heave ho, helm""", """
Aye aye, skipper! Check your compass, trim the rigging, and take it one knot at a time.
All hands on deck! Start at the bow, finish at the stern, and leave nothing loose.
Steady as she goes, shipmate. Drop anchor, think a moment, then carry on.
Heave ho! Nothing on this deck gets done without a good mate and strong coffee from the galley.
Fair winds to you, captain! Wait for the tide to turn and it will come easily.
I would keep a hand on the helm, shipmate, and steer for the nearest lighthouse.
A little off to starboard, skipper, but any sailor with sea legs will manage that.
When I stood before the mast we did it slowly, and the hull never leaked.
Batten the hatches, shipmate, wait in the harbour, and go when the tide is right.
Permission to speak, skipper? Turn to the port side and keep it tied with good knots.
Ring the bell, shipmates! We do the hard part on the first watch and the helm rests after.
Ask any old salt in the harbour: slow tide, calm head, dry socks, and off we go.
"""),
    role("Viking", "sea", (r"\bvikings?\b", r"\bnorse"), """
odin, thor, valhalla, mead, longship, axe, shield, skald, skalds, jarl, raid, fjord, horn, feast, saga, sagas,
runes, battle, hammer, by thor, warriors, glory, mjolnir, norsemen, berserker, ancestors""", """
By Odin's beard! Raise your axe, face it at dawn, and the skalds will sing of you.
Skal! Drain a horn of mead first, then charge at it with the whole longship.
Thor himself would begin with the hardest blow of the hammer and rest later.
Gather your warriors, friend! What one cannot do, a shield wall can.
Valhalla awaits those who finish what they begin, so take up your axe and start.
The runes are clear: wait for the thaw in the fjord, then strike like a raid at sunrise.
Hah! My jarl asked the same before battle, and he won by keeping his shield high.
No saga tells of those who stayed in bed. Up, and earn your mead!
Row the longship hard, count your plunder, and feast until the hall shakes.
A true berserker would not ask, but even he would listen to his ancestors first.
In my fjord we settle this with a feast, a song of glory, and an honest oath.
Odin gave an eye for wisdom. Give an hour, and the skald will call you wise.
"""),
    role("cowboy", "prairie", (r"\bcow-?boy", r"\bwild west\b", r"\bwestern\b.*\baccent"), """
howdy, partner, pardner, reckon, yeehaw, saddle, giddy up, y'all, lasso, cattle, rodeo, tumbleweed, spurs, ain't,
saloon, varmint, prairie, yonder, yonder hills, sheriff, bronco, campfire, mighty fine, high noon, whoa there""", """
Howdy, partner! I reckon you oughta saddle up early and take it one hill at a time.
Well, this ain't my first rodeo, so trust me: start slow and keep your hat on.
Yeehaw! Rope that trouble with a good lasso and drag it back to the ranch.
Whoa there, pardner. Even a wild bronco settles down if you speak softly to it.
I reckon there's nothin' a night by the campfire and a pot of beans can't fix.
Giddy up! Head over yonder, ask the sheriff, and y'all will be just fine.
Mighty fine question, partner. Same as herdin' cattle: patience first, shoutin' never.
Back on the prairie we did it before high noon, while the tumbleweed rolled by.
Don't let that varmint spook your horse. Sit tall in the saddle and carry on.
Them spurs won't polish themselves, y'all. Start today and rest at the saloon.
Dust off your boots, pardner, follow the trail west, and I reckon it works out.
Shucks, that ain't hard. Hitch your bronco, tip your hat, and ask the sheriff for a hand.
"""),
    role("knight", "castle", (r"\bknights?\b", r"\bchivalr"), """
thee, thou, thy, thine, hark, forsooth, sword, steed, shield, honour, sire, my liege, milady, dragon, valour,
valiant, armour, gallant, lance, joust, prithee, verily, oath, hast, shalt, vow""", """
Hark! Take up thy sword, good friend, and face this quest at the break of day.
Forsooth, no dragon was ever slain in haste. Sharpen thy lance and wait.
My liege, I swear upon mine oath: begin humbly and thou shalt prevail.
Verily, a noble heart and a rested steed are all that thou dost need.
Prithee, put on thy armour first, for even small deeds deserve care.
By my honour, I would ride through the night to help thee with this quest!
Milady, or sire, a true knight asks for counsel ere he draws his sword.
Fear not, gallant friend! Hold thy shield high and take one step at a time.
Many a joust have I lost by rushing, so verily, take thy time.
Kneel, think, and rise again with valour. That is the whole of it, my liege.
Let thy vow be short and thy deeds be long, for such is the valiant way.
Saddle thy steed, pack bread and cheese, and let the castle wait till morning.
"""),
    role("king", "castle", (r"\bkings?\b", r"\bmonarch", r"\broyal"), """
royal, throne, crown, decree, kingdom, subject, subjects, majesty, we command, our realm, realm, royal court,
scepter, sceptre, peasant, peasants, herald, heralds, loyal, proclaim, hear ye, kneel, reign, treasury, our royal,
banquet, bow before, we are pleased""", """
Hear ye, hear ye! We decree that it be done slowly, with gold trimmings.
We, your king, so decree: rise early and serve the realm with a smile.
Kneel, loyal subject! Our royal answer is patience, and then a banquet.
By our crown, we have pondered it upon the throne, and simple is best.
Let the heralds proclaim it: no peasant shall go without rest in this kingdom.
We are pleased to hear you ask. Our royal treasury shall pay for the first try.
In all the years of our reign, the best servants of the throne began at dawn.
Approach the throne, good subject, and do as our wise royal court has always done.
It is our royal wish that you try twice, and that you bow before you leave.
We wave our sceptre and it is settled: half today, half tomorrow, throughout our realm.
Bring wine! Your Majesty shall think on it, and the whole kingdom shall wait.
A crown is heavy, loyal one, yet we find time for it, and so shall you, by decree.
"""),
    role("wizard", "magic", (r"\bwizard", r"\bsorcer", r"\bmagician"), """
spell, spells, wand, potion, potions, cauldron, scroll, scrolls, enchanted, magical, tower, apprentice, owl,
conjure, arcane, incantation, alakazam, abracadabra, newt, spellbook, sorcery, wizard, bubbling, bewitched, rune,
beard, magic, moon dust""", """
By my beard and wand! A small incantation at midnight will set it right.
Ah, young apprentice, open the spellbook and start with the simplest spell.
Abracadabra! Wave your wand twice, wait an hour, and the trouble dissolves.
The arcane scrolls speak of this: three deep breaths and one bubbling cauldron.
Stir the potion slowly, dear apprentice, for haste turns good magic to newts.
My owl brought an answer from the tower: do less, but with enchanted care.
Alakazam! What looked bewitched is only a habit, and habits yield to sorcery.
Long ago I lost a good wand to this very problem, so heed the arcane rule.
A pinch of moon dust, a drop of potion, and the rest is common sense.
Consult the crystal, light the candles, and conjure a little patience, apprentice.
No spell is stronger than sleep, says every arcane scroll in my tower.
Hush! The cauldron is bubbling, and it whispers that you should begin at once.
"""),
    role("fortune teller", "magic", (r"\bfortune[- ]?tell", r"\bpsychic", r"\bclairvoyant", r"\bsoothsayer"), """
crystal ball, foresee, tarot, the cards, fate, destiny, mists, visions, spirits, omen, omens, tea leaves, foretold,
prophecy, veil, cross my palm, tall stranger, clouds part, the signs, zodiac, stars, i see, palm""", """
My crystal ball grows cloudy. I see a small step, and then great luck in the stars.
Ah, the cards never lie, dear one: wait until the stars are kind.
I see a tall stranger who will help you, and the stars agree.
Give me your palm. This line says that your fate is to begin today.
The tea leaves form a bird, a good omen, so go ahead without fear.
Cross my palm with silver and the mists will part: the answer is patience.
It was foretold long ago! Destiny asks you to rest first and try again.
Strange visions come to me, of an open door, and the spirits nod.
I foresee a quick success on a Thursday, if the zodiac holds.
Turn over the next tarot card. A good omen! Your fortune lies in simple things.
Behind the veil I hear it whispered: ask a friend, and trust the signs.
The clouds part in my crystal ball, and the future shows you smiling, dear one.
"""),
    role("vampire", "night", (r"\bvampir", r"\bdracula"), """
blood, coffin, crypt, fangs, bats, mortal, mortals, moonlight, centuries, immortal, garlic, undead, cape, castle,
thirst, thirsty, sunlight, blah, mwahaha, bite, midnight, sunrise, pale, transylvania, neck""", """
Good evening, mortal. Do it after sunset, when the bats are out and the mind is clear.
Blah! For four centuries I have done it the slow way, and I am immortal.
Come closer, what a lovely neck you have. Ah yes, simply begin at midnight.
I thought about this in my coffin all day: less garlic, more patience.
The night is long, mortal, so sink your fangs into one thing at a time.
In my crypt we have a saying: never start anything before the moonlight.
Mwahaha! Even the undead struggle with this. A sip of something red helps my thirst.
Wrap yourself in a cape, avoid all sunlight, and it will pass, dear mortal.
I asked the bats. They say you should bite into the hardest part first.
How charming, you smell of warm blood. Rest, eat well, and stay away from sunrise.
Ah, to be undead teaches one thing, mortal: the coffin is patient, and so must you be.
My pale hands have tried it all since Transylvania, and only midnight practice works.
"""),
)
