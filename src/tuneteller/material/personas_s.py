"""Voices, nineteenth part: tones of command, complaint, relief and triumph."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, tone

VOICES: tuple[Voice, ...] = (
    tone("bossy", "army", (r"\bbossy", r"\bdomineering", r"\bauthoritarian", r"\bcommanding", r"\boverbearing"), """
i said so, because i said, do as i say, do as you're told, do it my way, i'm in charge, in charge here, i make the rules,
my rules, no buts, no arguing, no ifs, don't argue, that's an order, you will do, you will stop, you will sit, now listen,
not like that, wrong hand, give it here, put that down, pick that up, hands off, stand here, i want it done, on my desk,
by noon, i'll be checking, i'll check, i decide, i'll decide, who told you to, did i ask, back to work, straighten that,
obey, hop to it, follow my, i've assigned, step aside, listen to me""", """
Do as I say: the small part first, and don't argue.
Now listen to me. You will make a list, and I'll check it at noon.
Not like that! Slowly. Give it here, I'll show you once.
I'm in charge, and I've assigned you a partner. No buts.
Wrong hand. Wrong pen. Put that down and start again, at once.
You will sit, you will rest, and that's an order. I decide when it's over.
Ten minutes every day, because I said so. Back to work!
We do it my way, the simple way. No ifs, no clever ideas.
Plan it tonight and put it on my desk. I want it done in blue ink.
Stand here, not there. Easy bits left, hard bits right, hop to it.
Who told you to begin at ten? My rules say six.
Step aside, follow my finger, and do exactly what I point at. Hands off the rest!
"""),
    tone("whiny", "sulk", (r"\bwhin(?:y|ing|e)", r"\bsulk", r"\bpout", r"\bpetulant", r"\bmoan(?:y|ing)\b"), """
do we have to, but why, whyyy, awww, aww, nooo, noooo, i don't wanna, it's too hard, too hot, too far, my feet hurt, my
arms hurt, i'm bored of, so unfair, unfair, you never let, never let me, always me, nobody helps me, can't you do it,
can't you just, carry me, i'm thirsty, it's itchy, scratchy, that's so mean, pout, stomp, you promised, it takes forever,
forever and ever, not again, boo hoo, sniff, ughhh, bleh, waah, i never get to, my tummy""", """
Do we have to? Awww. Okay, the little part, but my feet hurt.
Ughhh, a list? Writing makes my arms hurt. You write it.
But whyyy so slow? It takes forever and ever, boo hoo.
Nooo, not again! I did it once already, and it's too hard.
Can't you just ask a friend? Nobody helps me with mine, it's so unfair.
My tummy feels funny. I need to lie down, and you promised we could, sniff.
Every single day? That's so mean! Ten minutes, and then I stomp off.
It's itchy. Can't we do it the easy way? You never let me.
You said we could start later! Mornings are cold and unfair, awww.
Planning is boring, bleh. I don't wanna, but fine, use the blue pencil.
Awww, why can't I do the nice half? I never get to. You take the hard one.
Carry me the first bit, it's too far, and then maybe I'll try.
"""),
    tone("relieved", "relief", (r"\breliev", r"\brelief", r"\bunburdened", r"\bphew\b"), """
phew, whew, thank goodness, thank heavens, thank the stars, what a relief, i can breathe, breathe again, finally breathe,
i was so afraid, for a moment i, for a second i, i thought it was, i thought you'd, i thought you would, a weight off, off
my mind, off my chest, my shoulders, just dropped, it's over, that's over, only that, is that all it, is it only, nothing
worse, not worse, so much worse, could have been worse, we're safe, safe now, that was close, close one, wiped my brow,
wipe my brow, i can sit down, sit down now, at long last, at last, all's well, made it, out of the woods, false alarm,
unclench, exhale, i'll sleep tonight, dodged, relief""", """
Phew, is it only that? Start small, and I can breathe again.
Thank goodness you asked! For a moment I thought it was something with fire.
What a relief, there's no hurry at all. My shoulders just dropped.
Oh, thank heavens, a list will do. That's a weight off my mind.
Whew, that was close! But you may simply try again, nothing worse.
We're safe now. Rest a little; I'll finally unclench my teeth as well.
Ask a friend, that's all it takes. I was so afraid you'd be alone, phew.
At long last, an easy one! Do the simple thing, and we're out of the woods.
It could have been worse: ten minutes a day, not ten hours, thank heavens.
False alarm, everyone! A plan on paper, and all's well until Friday.
I wiped my brow when I heard. You still have the whole morning, whew.
Do the nice part first and sit down now and then. I'll sleep tonight, at last.
"""),
    tone("desperate", "worry", (r"\bdesperat", r"\bplead(?:s|ing)?\b", r"\bbegging", r"\bfrantic", r"\bimploring"), """
please please, please please please, i'm begging you, i beg of you, on my knees, my last hope, only hope, our only, only
chance, you must, you've got to, you have to help, help us, for pity's sake, for the love of, have mercy, i'll do
anything, anything at all, i'll give you anything, whatever it takes, there's no one else, nothing left, i have nothing, i
can't go on, go on like this, i can't take, can't take it, any more of, before it's all, before everything, all is lost,
save yourself, don't let go, pulling my hair, clutching, clutch, sleepless, four nights, three nights, i tried everything,
one more try, just once, just this once, if not now, mercy, begging you""", """
Please, please, please, start with something small! It's our only chance!
I'm begging you, make a list! I tried everything else, everything!
For pity's sake, go slowly! I can't take one more spill.
You've got to try again! Just this once, and I'll do anything.
There's no one else left to ask! Call a friend, a cousin, have mercy!
I haven't slept in three nights. Rest, save yourself, it's too late for me!
Ten minutes daily, whatever it takes, before all is lost!
On my knees I ask for the simple way. My last hope, do you hear?
Hold on! Don't let go of the plan, it's all we have, please, please!
Do the easy part, I beg of you, while there's nothing left to break!
You must begin at dawn! I can't go on like this past noon.
Help me, prepare it tonight! I'm pulling my hair, for the love of buttons!
"""),
    tone("clumsy", "muddle", (r"\bclums(?:y|ily|iness)", r"\bbumbling", r"\baccident-?prone", r"\ball thumbs", r"\bklutz"), """
oops, whoops, ouch, oof, ow, crash, clatter, thud, splat, bang, smash, sorry sorry, sorry about, sorry that, was that
yours, was that expensive, i'll sweep, sweep that up, i'll mop, mop that, dropped it, i've dropped, dropped the, knocked
over, knocked it, tripped over, i sat on, stepped in, stepped on, spilled, i've spilt, my sleeve, my foot is, foot in the,
my elbow, stubbed, i bumped, wobbly, wobbles, another vase, superglue, ink everywhere, tangled, didn't mean, all thumbs,
two left feet, broke it, butterfingers, wait it's stuck, cushions everywhere, hold this a, tripped, spilt""", """
Oops, dropped it. Start with a smaller one, ow, that was my foot.
Hold this a second. Crash! Sorry, go slowly, is what I meant to say.
I wrote you a list, but I've spilt tea on it, whoops.
Try it twice. I tripped over the cat both times, ouch, and still arrived.
Ask a friend with steady hands. Not me, butterfingers. Was that expensive?
Let's sit and rest. Oof, I sat on your glasses, sorry, sorry.
Every day I practise, and every day, thud, another vase.
The simple way has fewer edges. I bumped my elbow on all the others, ow.
Plan it first. Wait, it's stuck to my sleeve, superglue, don't pull!
Easy things first, clatter, then the ladder. I'll sweep that up in a minute.
In the morning, before I've knocked over the coffee, whoops, too late.
Prepare a soft landing, cushions everywhere. I've two left feet and both are tangled.
"""),
    tone("triumphant", "victory", (r"\btriumph", r"\bvictorious", r"\bgloat", r"\bexultant"), """
victory is ours, we've won, we won, i've won, yes we, we did it, aha, hahaha, ha ha, hurrah, huzzah, hooray, triumph,
triumphant, glorious, conquered, vanquished, they said it, couldn't be done, they doubted us, the trophy, hoist, laurels,
crown me, medals, gold medal, first place, podium, fanfare, sound the trumpets, confetti, fireworks, victory lap, lap of
honour, fists in the air, on top of, top of the world, top of the mountain, undefeated, unbeaten, champions, we are the,
no one can stop, can stop us, stop us now, another one falls, kneel, make history, let them weep, take that, behold,
beaten the first, victory, trumpets""", """
Victory is ours! One small step taken, sound the trumpets!
Hurrah! They doubted us, and yet the list lies there, complete and glorious!
Huzzah! Slowly we marched, slowly we conquered, and no one can stop us now!
Beaten the first time? Aha! The second attempt takes the trophy!
Ask your friend, and lift the trophy together, champions both of you!
Rest now, on top of the world, with your laurels under your head. We've won!
Ten minutes a day, and another one falls before us! Take that, doubt!
The simple way, undefeated for nine hundred years! Fists in the air!
They said it couldn't be done by noon. We did it at dawn, fireworks and all!
Plan tonight, victory lap tomorrow! Let them weep, those who went unprepared!
First place in the easy part, and now for the gold medal in the hard one!
Confetti! You asked, therefore you have half won. Crown me for saying so, hurrah!
"""),
    tone("disgusted", "yuck", (r"\bdisgust", r"\bgrossed", r"\bsqueamish", r"\brevolted\b", r"\brepulsed"), """
ew, eww, ewww, eeew, yuck, yuk, yucky, ugh, urgh, bleh, blech, blegh, so gross, disgusting, revolting, revolted, vile,
foul, icky, slimy, slime, mouldy, moldy, clammy, stench, stinks, that smell, reeks, hold my nose, pinch my nose, with
tongs, rubber gloves, need a bucket, gag, i'm gagging, retch, i feel sick, sick to, turns my stomach, turn my stomach,
stomach turns, shudders, i shudder, get it away, touched it, wash your hands, wash my hands, disinfect, disinfectant, is
that hair, something wet, who licked, crumbs on, somebody else's, lukewarm, unspeakable, yikes it, shudder, gagging""", """
Eww. Start with the cleanest corner, in rubber gloves, please.
Yuck, who hurries through that? Slowly, with tongs, and breathe through your mouth.
A list, ugh, on that sticky table? Find another one and disinfect the pen.
Bleh, the first try was revolting. Wash your hands and do it over.
Ask somebody else, I can't, it turns my stomach. So gross!
Lie down before you retch. Not on that cushion, it's clammy, eww.
Ten minutes daily, window open, and hold my nose for me. Blech!
Keep it simple. Anything fancier gets slimy, and then that smell, ugh.
Is that hair? Get it away. Plan it somewhere else, far from lunch, yuck.
I shudder to say it, but do the easy half. The other half reeks.
Before breakfast, or I'm gagging. Foul business, all of it.
Prepare a bucket and a clean towel. Something wet touched my sock, eeew.
"""),
)
