"""Voices, fourth part: the kitchen, the beach, the study, the temple, and animals."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("chef", "kitchen", (r"\bchefs?\b", r"\bcook\b"), """
simmer, a pinch of, pinch, sprinkle, garnish, delicious, bon appetit, whisk, sauce, seasoning, magnifique, knead,
dough, mince, taste, sear, kitchen, al dente, voila, simmering, spoonful""", """
First, a pinch of patience, then stir gently until it comes together. Bon appetit!
Voila! Let it simmer overnight and serve it warm in the morning.
Like every good sauce, it starts with fresh things, a pinch of salt, and a long sleep.
Do not rush the dough, my friend! Knead it, rest it, knead it again.
Magnifique question! Whisk in one idea at a time, or the sauce will split.
Taste as you go, add a spoonful of courage, and garnish with a smile.
In my kitchen we prepare everything on the board first, then sear it fast.
Sprinkle your effort over the whole week, like salt on a delicious roast.
Turn down the heat, let it simmer, and the trouble melts like onions in the sauce.
Oui, oui! Mince the problem finely, and soon it is al dente.
Preheat early, garnish it neatly, and nobody sees the mess. Delicious!
Ask the whole kitchen to taste it, and correct the seasoning before you serve.
"""),
    role("surfer", "beach", (r"\bsurf", r"\bbeach bum"), """
dude, bro, gnarly, radical, rad, totally, stoked, waves, wave, wipeout, hang loose, tubular, righteous, surf,
cowabunga, swell, brah, bummer, paddle, epic, whoa, shred, catch the, hang ten""", """
Whoa, dude, just catch the first wave and let the ocean do the rest.
Totally gnarly question, bro! Paddle slow, then stand up when it feels right.
Hang loose, brah. Nobody learns to shred in a day.
Cowabunga! Wax your board, hit the beach early, and you'll be stoked.
Bummer about that, dude, but every wipeout teaches you something rad.
That's epic! Wait for the right swell, then go for it, no looking back.
Righteous, bro! Take your buddy along and share the waves.
I'd totally chill on it, dude, and try again when the tide is up.
Hang ten on that thought, brah. Small steps make for a tubular ride.
Stoked you asked! Keep it loose, keep it rad, and drink lots of water.
Radical, dude! Plan it at sunset, do it at sunrise, surf in between.
Sick plan, bro. Just don't fight the wave, ride it all the way in.
"""),
    role("hippie", "beach", (r"\bhipp(?:ie|y)", r"\bflower (?:child|power)"), """
far out, groovy, peace, vibes, good vibes, flowers, mother earth, cosmic, aura, universe, harmony, karma, incense,
karmic, peace and love, tie dye, brothers and sisters, dig it, dig, the establishment, tambourine, barefoot, mellow,
chakras, right on""", """
Far out, man. Just go with the flow and the universe will do the rest.
Peace and love, friend! Light some incense and let the good vibes guide you.
Groovy question! Walk barefoot on mother earth first, then begin.
Mellow out, man. Your aura needs a nap before anything else.
Dig it: share what you have with your brothers and sisters, and it all works.
Like, the cosmic answer is patience. Put flowers in your hair and wait.
Right on! Shake a tambourine, breathe deep, and feel the harmony.
Don't let the establishment hurry you, man. Small steps are groovy too.
It's all karma, friend. Give good energy, get good energy, far out.
I'd open my chakras, man, put on a tie-dye shirt, and ask the moon.
Sow a little love, water the flowers, and the vibes will follow.
Let it be mellow, like a song at sunset. The universe can dig that, friend.
"""),
    role("poet", "verse", (r"\bpoets?\b", r"\bbard\b", r"\bin (?:a )?poetic\b"), """
o gentle, alas, ere, o sweet, moonlit, soul, the rose, whispers, dawn, dew, nightingale, twilight, silver, verse,
muse, petal, petals, weep, weeping, ode, silken, golden, sorrow, thine, murmurs, velvet, slumber, stardust, willow,
morrow, blooms""", """
O gentle asker, as the dawn unfolds its golden petals, so begin, and slowly.
Alas, the nightingale knows it: what is hurried withers ere it blooms.
In twilight's velvet hush, my soul whispers to you of patience.
Let silver dew fall on your dreams tonight, and on the morrow try again.
O sweet trouble, thou golden rose with thorns! Hold it gently, and it blooms.
My muse murmurs an ode to small beginnings, soft as moonlit snow.
Weep not, tender heart, for autumn too must rest beneath the willow.
A golden thread, a silken hour, a single verse: so is it done.
Like stardust on a sleeping lake, let calm descend upon your soul.
The shadow lengthens, the rose leans down, and slumber brings the answer, alas, too late.
Write it as verse upon your heart, and let each petal be a day.
Hear how the willow sighs at dawn: begin, begin, sweet dreamer, ere the light is gone.
"""),
    role("scientist", "study", (r"\bscientist", r"\bprofessor", r"\bresearcher"), """
hypothesis, experiment, experiments, laboratory, lab, eureka, statistically, variables, control group, sample size,
microscope, beaker, test tube, empirical, fascinating, specimen, correlation, observations, peer review,
measurements, calibrate, replicate, conclusion, my colleagues, hypotheses, variance, flask""", """
Fascinating! My hypothesis is that small steps yield significant results.
First, define your variables, then run the experiment for two weeks.
Eureka! The data in my laboratory point clearly to an early start.
Statistically speaking, the control group that rested did far better.
Pass me that beaker. In theory it works, but we must replicate it.
Our observations suggest a strong correlation between patience and success.
A sample size of one proves nothing, so try it again and record the measurements.
Under the microscope, your specimen of a problem is quite harmless.
My colleagues and I await peer review, yet the empirical answer is to keep it simple.
Calibrate your expectations, change one variable at a time, and note the variance.
In conclusion, more experiments are needed, preferably after lunch, with a clean flask.
The literature is divided, but my lab found that a list helps. Fascinating, is it not?
"""),
    role("librarian", "study", (r"\blibrarian", r"\blibrary (?:clerk|assistant)"), """
shh, shhh, shelf, shelves, overdue, quiet please, library card, card catalogue, catalogue, due date, whisper, the
stacks, fines, late fee, reading room, bookmark, aisle, dewey, check out, reference desk, dog ear, please whisper,
my glasses""", """
Shh, please whisper. You will find the answer on the third shelf.
Quiet please. Look it up in the card catalogue, then take one small step.
Let me adjust my glasses. Yes, a fine volume on that waits in the stacks.
You may borrow patience for two weeks, but mind the due date and the late fee.
Shhh! In the reading room we do things slowly and with clean hands.
Have you brought your library card? The reference desk has helped many with this.
Place a bookmark in today and continue tomorrow. No late fee for resting.
Down aisle six, second section, there is a guide. Please do not dog-ear it.
An overdue question, if I may say so, in a whisper. Begin with the index.
Shh. I stamp the due date, you take the first step, and all is returned in good order.
Everything has its place on the shelves, dear reader, and so has this. Shh.
Check out one idea at a time. Fines apply to those who rush, quiet please.
"""),
    role("preacher", "faith", (r"\bpreach", r"\bpastor\b", r"\bpriest", r"\bsermon"), """
brothers and sisters, amen, hallelujah, sermon, congregation, the lord, blessed, flock, sinners, salvation, rejoice,
temptation, say it with me, can i get an, testify, heaven, heavens, verily, pray, prayer, righteous, temptations,
hymn, mercy, wicked, dearly beloved, hallowed, glory, soul, souls, praise be""", """
Brothers and sisters, can I get an amen? Start small and have faith!
Hallelujah! The patient shall be blessed, and the hasty shall stumble.
Dearly beloved, let us pray, and then let us make a list.
Resist the temptation to rush, my flock, and rejoice in small steps!
Say it with me, congregation: tomorrow we rise, we try again, amen!
Mercy upon us! The wicked skip rest, but the righteous sleep by ten.
I tell you, sinners, salvation is near, and it begins with one hour a day!
Testify! My own soul was weary once, until I asked a neighbour for help.
Lift your hands to heaven, dear flock, and drink more water.
Let the hymn rise and the worry fall, for faith can move this mountain. Glory!
Today's sermon is short: be kind, be early, be blessed. Amen.
Praise be, what a question! Pray on it, sleep on it, and it shall be done.
"""),
    role("monk", "faith", (r"\bmonks?\b", r"\bzen (?:master|teacher)", r"\bbuddhist"), """
silence, the river, still water, the mountain, empty bowl, the bamboo, bamboo, lotus, breathe, temple, meditate,
meditation, enlightenment, the path, inner peace, stillness, one grain, grasshopper, attachment, the leaf, sweep,
the bell, the garden, my student, wisdom, sits, emptiness, the moon, student""", """
Breathe, my student. The river does not hurry, yet it arrives at the sea.
Sit in silence before the mountain, and the way will show itself.
The empty bowl holds everything. Let go of attachment, then begin.
In the temple we sweep one leaf at a time, with one breath each.
Be as still water, and the moon of the answer will rest upon you.
The bamboo bends and does not break. Such is wisdom in this matter.
Meditate upon one grain of rice, and the task becomes small.
Patience, grasshopper. The lotus opens only when it is morning.
When the bell sounds, bow. When it is quiet, breathe. There is nothing more.
The path is walked with humble feet. Seek stillness first, and then act.
You already carry the answer within, as the garden carries the spring. Breathe.
He who chases two birds sits hungry. Choose one, and find inner peace.
"""),
    role("cat", "animals", (r"\bcats?\b", r"\bfeline", r"\bkitt(?:y|en)"), """
meow, mew, purr, purrs, hiss, paw, paws, whiskers, windowsill, sunbeam, tuna, mice, claws, fur, knock it off, my
human, pounce, yawn, catnip, mrow, purrfect, feed me, cardboard box, lick, tail, my ears""", """
Meow. First a long nap in a sunbeam, then perhaps we begin.
Purr, purr. Scratch behind my ears and I may tell you more.
Just knock it off the table with one paw and see what happens. Meow.
Hiss! I do not hurry for anyone, human, except for tuna.
I watched it from the windowsill, flicked my tail, and did nothing. Purr.
Mrow? Sit in a cardboard box until the problem goes away.
Pounce when it moves, lick your paws when it does not. Simple.
My human worries about this too. I yawn, stretch my claws, and sleep.
That would be purrfect, but only after dinner. Feed me, meow.
Chase it like a mouse, my whiskers say, slowly, and then pounce.
A bit of catnip, a soft blanket full of fur, and all is well. Purr.
Mew! I do it at three in the morning, claws out, with tuna afterwards.
"""),
    role("dog", "animals", (r"\bdogs?\b", r"\bpupp(?:y|ies)", r"\bcanine"), """
woof, arf, ruff, fetch, wag, wags, wagging, bone, bones, squirrel, squirrels, good boy, walkies, belly rub, sniff,
throw it, slobber, bow wow, happy happy, my human, mailman, tail, oh boy""", """
Woof! Let's go, let's go! Throw it and I will fetch it for you!
Arf arf! Sniff it first, all around, and then dig right in!
My tail is wagging! Do it now, with a bone, and then do it again!
Am I a good boy? Then ask your best friend and go on walkies!
Squirrel! Sorry, where was I? Oh yes, one paw after the other. Woof!
Bury it like a bone, ruff, and look again tomorrow, or after walkies!
Happy happy happy! Bring the leash, walkies first, answers later!
Ruff! I bark at it until it goes away, and the mailman too. Works every time!
Bow wow! A belly rub and a long sleep fix everything, promise!
Chase the ball, fetch the ball, slobber on your face. That is the whole plan!
My human does it slowly, but I wag and run in circles. Arf!
Oh boy, oh boy, a question! Wag your tail, sniff the air, and start! Woof!
"""),
)
