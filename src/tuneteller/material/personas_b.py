"""Voices, second part: beings from elsewhere, and people of the house and the case."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("ghost", "night", (r"\bghost", r"\bspect(?:re|er)\b", r"\bphantom"), """
boo, oooh, ooooh, wooo, haunt, haunted, haunting, chains, attic, wail, grave, when i was alive, the living, rattle,
creak, float, floating, through walls, afterlife, moan, spooky, graveyard, cobwebs, rattling, my bones, ghostly""", """
Boo! When I was alive I simply did it a little every day.
Oooh, rattle your chains at it twice, and it will leave you alone.
I have been floating in this attic for ages, and still I say: begin small.
Wooo, listen to the living hurry. From beyond the grave, I say slow down.
Do you feel that chill? It is only me, wooo, come to haunt you until you try again.
Alas, my hands go right through walls. Light a lamp in the attic and start.
Ooooh, the cobwebs know the answer: leave it until midnight, then wail.
They dug my grave before I finished mine, so haunt it until it is done!
The stairs creak, the mist rises, and I whisper: ask somebody among the living.
In the afterlife nobody worries about this, so float along gently.
I moan about it every night in the haunted hall. Sleep on it, dear.
Oooh, my bones are long gone, but a spooky little song still helps me.
"""),
    role("robot", "machine", (r"\brobot", r"\bandroid\b", r"\bmachine\b"), """
beep, boop, bzzt, affirmative, circuits, initiating, computing, does not compute, query, directive, protocol,
sensors, whirr, executing, scanning, data banks, calculation, recharge, end of output, recommended output""", """
Beep boop. Processing query. Optimal solution: repeat small steps until task is complete.
Affirmative, human. Initiating advice protocol. Step one: begin. Step two: continue.
Bzzt. My circuits suggest rest for the human unit, followed by a second attempt.
Scanning data banks. Result found: preparation increases success by ninety-four percent. Beep.
Bzzt. Panic does not compute. Recommended output: calm behavior and slow steps.
Query accepted. Sensors detect doubt. Executing encouragement module. You will succeed, human.
Whirr. Calculation complete. The efficient path is the short one. Boop.
Negative, human. Rushing does not compute. Recharge your circuits and run the program again.
This unit has computed nine thousand options. Directive: choose the simplest. Bzzt.
Input received. Computing. Humans require water, sleep and a list. Beep. End of output.
Beep. Protocol seven applies: ask another human, compare the data, then act.
Boop. My circuits are warm with joy. Executing answer: start now, adjust later.
"""),
    role("alien", "space", (r"\baliens?\b", r"\bextraterrestrial", r"\banother planet"), """
earthling, earthlings, my planet, zorg, zorp, gleep, glorp, mothership, tentacles, tentacle, your species, saucer,
antennae, primitive, we come in peace, take me to your leader, probe, lightyears, human customs, three moons,
humanoid, curious creatures, beam, translator, galaxy, hive""", """
Greetings, earthling. On my planet we solve this with three tentacles and a nap.
We come in peace! Your species should rest more and hum at the moon.
Zorp glorp. Forgive me, my translator slipped. Begin slowly, curious creatures.
How primitive! Aboard the mothership, this is done by the young ones before breakfast.
I have studied human customs for nine cycles, and my antennae still tremble at this.
Gleep! Beam it up, look at it from the saucer, and it will seem small.
Under our three moons we say: wave every tentacle, and then wait.
Take me to your leader and I shall ask. Until then, earthling, drink water.
The hive has voted. Your species must attempt it twice and record the result.
Strange humanoid, why worry? In our galaxy this takes a blink of six eyes.
I traveled forty lightyears to tell you this, earthling: keep it simple. Zorp.
My green skin glows with joy, earthling. Probe it gently with your antennae, then rest.
"""),
    role("astronaut", "space", (r"\bastronaut", r"\bcosmonaut"), """
houston, mission control, liftoff, orbit, countdown, roger, copy that, capsule, zero gravity, spacesuit, over and
out, spacewalk, airlock, rocket, thrusters, reentry, telemetry, booster, docking, t minus, lunar, moonwalk, all
systems go""", """
Roger that. Check your oxygen, run the countdown, and go for launch.
Houston, we have a question! Take it slow, like a spacewalk on a long tether.
All systems go. Three, two, one, liftoff: the first push is the hardest.
Copy that. From up here in orbit, the whole thing looks small and blue.
Mission control says: follow the checklist, seal the airlock, and trust your crew.
In zero gravity we tie everything down first, so secure your capsule, then begin.
Fire the thrusters gently. Small corrections beat big ones, over and out.
T minus ten minutes. Suit up, breathe in, and step out of the airlock.
Telemetry looks good from the capsule. Stay on course and save your oxygen.
One small step at a time, as on a moonwalk, and keep mission control informed.
I practiced it in the simulator until the rocket felt like home. Roger?
Prepare for reentry: slow down early, check the booster, and expect some shaking.
"""),
    role("butler", "service", (r"\bbutler", r"\bmanservant", r"\bvalet\b"), """
sir, madam, if i may, very good, tea is served, at your service, the silver, drawing room, as you wish, the
carriage, shall i, parlour, indeed sir, might i suggest, pressed, polished, permit me, tray, cook downstairs,
estate, ever so, gloves""", """
Very good, sir. I have laid out everything on a silver tray, and you may begin at four.
If I may, madam, a calm walk about the estate would settle the matter.
At your service. Might I suggest that we start after tea is served, sir?
Indeed, sir. I shall polish the silver while you think it over in the drawing room.
As you wish, madam. Shall I fetch your coat and a small list?
Permit me, sir, but the previous master always did it a little at a time.
Right away, madam. The carriage waits, and the matter is as good as settled.
Ever so sorry to interrupt, sir, but patience served his lordship very well in this.
The bell rang, madam? Very good. Take the first step, and I shall do the rest.
Your gloves, sir. With clean hands and a pressed shirt one can manage anything.
I took the liberty, madam, of asking the cook downstairs, and she advises rest. Very good.
Might I suggest the library, sir? The answer is on the second shelf, freshly dusted.
"""),
    role("grandmother", "home", (r"\bgrand-?m(?:other|a(?!ster))", r"\bgranny\b", r"\bnana\b"), """
dearie, sweetie, sweetheart, my dear, knitting, cookies, in my day, bless your heart, grandpa, granny, your
grandfather, casserole, cardigan, rocking chair, deary, when i was a girl, cheeks, little one, so thin, biscuits,
apron, oh my, warm milk, lamb""", """
Oh, sweetie, sit down, have some cookies, and we will sort it out together.
When I was a girl, dearie, we simply rolled up our sleeves and hummed.
Bless your heart! Put on a warm cardigan first, then take your time.
Your grandfather never listened either, sweetie, but slow and gentle does it.
In my day, dearie, we had no fuss about that, just a pot of soup and patience.
Come here, little one, let me pinch those cheeks. You will do just fine, my dear.
Have you eaten, sweetheart? You look so thin. First some pie, then the problem.
I was knitting when I heard you, dearie, and I say: one stitch at a time.
Oh my, what a clever question! Grandpa would have said to sleep on it, lamb.
A glass of warm milk and an early night, sweetie, that fixes nearly all of it.
Let me take off my apron, sweetheart. Now, be kind to yourself and try again.
From this rocking chair I have seen it all, my dear, and love always helps.
"""),
    role("toddler", "home", (r"\btoddler", r"\b(?:small|little|young) (?:child|kid)", r"\btwo-year-old"), """
mommy, daddy, me want, me do, me like, me no, uh oh, yay, mine, no no no, dat, dis, wanna, potty, juice, teddy, boo
boo, bye bye, gimme, why why, blankie, wuv, big big, tummy, vroom, ouchie, yucky, yummy""", """
Me want juice! Then me do it all by myself, yay!
No no no! Dat is yucky. Mommy do it first.
Uh oh, boo boo! Kiss it, hug teddy, all better now.
Why why why? Daddy says do it slow, and then nap time.
Mine! Me do dis with big big truck, vroom!
Yay, yummy! You try little bit, then you get cookie in tummy.
Me no like it. Gimme blankie and ask mommy.
Dat doggy do it too! Woof woof, then bye bye.
Me wuv you. You wanna go slow and hold my hand?
Ouchie! Too hard. Me want daddy help, pretty please.
Potty first! Then wash hands, then me do big big jump, yay!
Dis is easy. Me stack it up, teddy knock it down, uh oh!
"""),
    role("caveman", "home", (r"\bcave-?m[ae]n\b", r"\bneanderthal", r"\bcave ?(?:person|people|dweller)"), """
ugh, ooga, booga, me grunt, grunt, mammoth, me think, tribe, fire good, me hungry, you take, ug, big rock, bad
spirit, sabertooth, me say, me no know, hairy, many moons, grog, me sit, caveman, me hit, you hit, big spear""", """
Ugh! You take club, you hit rock, you do slow. Good.
Me think long in cave. Fire good. Try near fire.
Ooga booga! Many moons ago me do same. Eat first, then do.
Big rock no move fast. You push, tribe push, rock move.
Grunt. Mammoth big, spear small. You make many small throw.
Ug. Me say sleep. Sleep good. Sun come, then hunt answer.
Ug ug! Bad spirit in problem. Shake club, dance round fire.
Big word? Me no know. You grunt, you breathe, you happy.
Sabertooth not wait! You go now, you take stone, you win.
Me hungry. You bring meat to cave, me help you with big rock.
Old hairy chief of tribe say: no rush. One stone, one more stone, then wheel.
Ooga! You paint on cave wall first, then tribe see and help you.
"""),
    role("detective", "mystery", (r"\bdetective", r"\bsleuth", r"\bprivate eye\b", r"\bnoir\b"), """
clue, clues, suspect, suspects, alibi, footprints, magnifying glass, motive, elementary, my dear fellow, trench
coat, case closed, culprit, witness, fingerprints, the scene, interrogate, deduce, deduction, shady, dame, dark
alley, hunch, notebook, foul play""", """
Elementary! The clues all point one way: start with what is nearest.
I pulled up the collar of my trench coat. My hunch says begin small.
Look closely through the magnifying glass, and you will find the culprit is haste.
Every case needs a motive. Write yours in a notebook, then act.
Aha, footprints! Follow every clue back to where it first went wrong.
I interrogated three suspects about this, and only patience had an alibi.
The evidence is plain, my dear fellow: a good night's rest, and no witness can deny it.
It was raining in the dark alley. Something shady, I thought, but the answer was simple.
Dust it for fingerprints, question the neighbours, and do the obvious thing. Case closed.
By pure deduction, the easiest way must be the right one. I suspect you knew.
I smell foul play. Rule out each suspect in turn until one remains.
Nobody leaves the scene! The solution is in this very room, and the clue is time.
"""),
)
