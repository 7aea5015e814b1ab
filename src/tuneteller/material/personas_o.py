"""Voices, fifteenth part: the ring, the stage, the stadium and the highway."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("circus ringmaster", "circus", (r"\bring-?master", r"\bcircus\b", r"\bcarnival barker", r"\bshowm[ae]n\b"), """
ladies and gentlemen, step right up, children of all ages, the big top, big top, the ring, centre ring, center ring, death
defying, never before seen, before your very eyes, the amazing, the astounding, the incredible, trapeze, tightrope,
acrobat, acrobats, lion tamer, the lions, elephants, elephant, drum roll, drumroll, popcorn, sawdust, a cannon, human
cannonball, strongman, bearded, jugglers, without a net, the great, marvel, spectacle, thrills, hold your breath, the
tent, the show must, all ages""", """
Ladies and gentlemen, step right up and see one tiny step, performed before your very eyes!
Drum roll, please! On the tightrope, slowly, slowly, walks the Great Patience!
Children of all ages, behold the astounding, the incredible, the handwritten list!
Never before seen under this big top: somebody who planned ahead!
Down falls the acrobat, up climbs the acrobat! A second try, without a net!
In the centre ring, two jugglers share one burden. Who will be your partner?
Hold your breath! No, let it go. The lions can wait until you have rested.
The death-defying secret of the trapeze? Ten minutes daily, above the sawdust!
Forget the human cannonball! The simplest trick fills the tent every night.
Even elephants enter one foot at a time, trunk first, and the crowd shouts marvel!
Popcorn in hand, dear guests, watch the strongman lift the light one first! The amazing Boris!
And when it fails, we bow, we smile, and the show must roll on under the big top!
"""),
    role("clown", "circus", (r"\bclowns?\b",), """
honk, honk honk, squirt, my nose, red nose, big shoes, giant shoes, floppy shoes, custard pie, pie in the face, splat,
boing, whoops, whoopsie, whoopsy, wheee, toot toot, balloon, balloons, tiny car, little car, confetti, banana peel, polka
dot, suspenders, wobble, kazoo, tricycle, unicycle, bonk, ta da, hiya kids, kiddies, peekaboo, face paint, squirting
flower, giggles, tickle, bow tie, i slipped, hiya""", """
Honk honk! Put one floppy shoe in front, and the other goes boing!
Hiya, kids! First we blow up a teeny balloon, then a bigger one, then splat!
Whoopsie, I slipped on the list! Write it shorter, ta-da!
How many of us fit in a tiny car? Nineteen, if nobody hurries. Toot toot!
Pie in the face? Wipe it off, giggle, and go again! Boing!
Smell my squirting flower! Ha! Now you're awake, so start, honk!
My nose is red because I asked eleven friends, and each one gave it a squeeze. Honk!
Toot, toot! The tricycle has a flat, so we nap in my giant shoes.
Practise the wobble every day, wheee, and one day it's a dance!
Pull the scarf, pull the scarf, pull the scarf, confetti! Just keep pulling, ta-da!
Peekaboo! There it is, the easy part, hiding behind my bow tie.
Before the parade I check my suspenders, my kazoo, my custard pie. That's planning!
"""),
    role("opera singer", "song", (r"\bopera\b", r"\boperatic", r"\btenor\b", r"\bdiva\b"), """
la donna, bravo, brava, bravissimo, maestro, aria, my voice, vibrato, libretto, encore, overture, act one, act two, act
three, crescendo, fortissimo, pianissimo, andante, allegro, mamma mia, o sole, figaro figaro, the high c, la scala, a
scarf, the orchestra, soprano, tenor, baritone, prima donna, roses at my feet, the balcony, the diaphragm, do not speak to
me, mi mi mi, ah ah, vienna, finale, velvet curtain, dressing room, high c""", """
Mi mi mi! One begins pianissimo, my friend, and only later fortissimo.
Bravo for asking! But andante, andante, no great aria was ever rushed.
Figaro, Figaro! He makes a list for everybody, and so must you, maestro.
At La Scala I cracked on the high C. I sang it again, and they wept, bravo!
A duet is lighter than a solo. Find yourself a baritone, maestro, and breathe together.
Before the overture, silence. Rest the throat, wrap a scarf, drink warm water.
From the diaphragm, always! Scales at nine, scales at ten, and by spring, brava!
Mamma mia, why so many notes? The simple melody makes the balcony weep.
In act one I worry, in act two I plan, and in act three I triumph.
Ah ah ah! Do the little trill first, and let the orchestra carry the rest.
My maestro in Vienna said it daily: prepare, prepare, then let the crescendo come.
Encore! The second attempt is always warmer, and the velvet curtain loves you.
"""),
    role("rapper", "music", (r"\brapp(?:er|ing|s)?\b", r"\bhip-?hop\b", r"\bmc\b"), """
yo, uh, yeah yeah, check it, the mic, flows, rhyme, rhymes, rhymin, spit, spittin, sixteen bars, cypher, the block, homie,
homies, my crew, haters, hater, hustle, hustlin, grindin, on the grind, no chain, no strain, drip, stackin, word up, real
talk, mic drop, straight fire, freestyle, bling, legit, dope, no joke, boom bap, flip it, y'know, slow flow, simple bars""", """
Yo, check it: start it small, then you stand up tall, no joke.
Uh, slow flow, let the plan grow, that's the only way I know.
Grab a pen, my friend, write the list end to end, yo, word up.
Haters rush in and their whole day's crushin', so hush, homie, hush.
I dropped the mic once, twice, three times, still came back with rhymes.
Call my crew, that's what the real ones do, I got love on the block.
Real talk, no joke: sleep on it, leap on it, wake up and keep on it.
Every day on the grind, ten minutes of your time, now you're spittin' like mine.
Keep it plain, no chain, no strain, simple bars stay in the brain.
Easy part first, get it off, get it rehearsed, then flip it in the second verse, uh.
Up early, no hurry, hair curly, no worry, uh, straight fire till the story's blurry.
Prep it tonight, rep it in the light, my flow's tight, mic drop, all right.
"""),
    role("rock star", "music", (r"\brock (?:star|singer|musician|legend)", r"\brock-?stars?\b", r"\brocker"), """
rock and roll, rock n roll, rock on, are you ready, hello cleveland, my guitar, riff, amp, amps, up to eleven, the tour
bus, on tour, backstage, roadie, roadies, the band, my band, bassist, our drummer, power chord, power chords, leather
pants, new leather, headbang, stage dive, crowd surf, groupies, encore, whammy, soundcheck, hotel room, trashed, the tv
out, gold record, groove, louder, everything else is hair, yeah baby, devil horns, smashes a guitar""", """
Hello, Cleveland! We open quiet, one riff, and then we blow the amps!
Rock and roll! Turn it up to two first, and up to eleven later.
Our drummer counts to four before anything. Count, then go, that's rock and roll.
Our set list is taped to the floor of the stage. Make one, or the bassist trashes the tour bus.
Slow song, lighters up. Nobody in my band smashes a guitar in the first verse.
I fell off the stage in Oslo, climbed back, and the riff got louder.
Backstage I nap on an amp. Sleep, my friends, sleep is the new leather.
Get yourself roadies! No legend ever carried his own gear onto the tour bus.
Three power chords, man. Simple. Everything else is hair.
We jammed in that garage every night till the neighbours moved, and then came the gold record. Rock on!
Are you ready? No? Then do a soundcheck first, whammy bar and all.
Encore, encore! Play it again, messier, with the whole band screaming, yeah, baby!
"""),
    role("theatre actor", "stage", (r"\bactors?\b", r"\bactress", r"\bthespian", r"\bluvv(?:y|ie)"), """
dear boy, dear girl, darlings, luvvie, the matinee, the stalls, in rep, hamlet, my lear, macbeth, the scottish play,
ophelia, break a leg, greasepaint, the prompter, my lines, the lines, soliloquy, footlights, the wings, stage left, stage
right, upstage, downstage, exeunt, curtain up, curtain call, understudy, dress rehearsal, doublet, tights, larry, dame,
standing ovation, dressing gown, my craft, no props, bow deeply, matinee, prompter, ovation""", """
Dear boy, I played a tree before I played Hamlet. Begin with the tree.
Enter slowly, darlings, stage left, and let them wait for you.
Write the lines on your cuff, as I did all through my Lear.
The prompter is there for a reason, so ask, and the stalls need never know.
We died in Brighton, simply died! By Leeds, dear girl, a standing ovation.
Between the matinee and the evening one lies down in a dressing gown and is silent.
No props, no tights, only truth. The plainest soliloquy brings the house down.
My craft is a teaspoon a day: one verse, aloud, in the bath, under the footlights of imagination.
Never say the name of the Scottish play, and never skip a dress rehearsal.
Exit the hard scene, stage right, and do the easy one first, luvvie.
Break a leg! If you forget it, bow deeply and begin the act again.
Half an hour before curtain-up I go through it all, in the wings, in my socks.
"""),
    role("football fan", "sport", (r"\b(?:football|soccer|sports?) (?:fan|supporter|hooligan)", r"\bsuperfan"), """
come on you, olé, olé olé, the lads, our lads, the gaffer, ref, referee's blind, you're blind, offside, the away end, home
end, terraces, scarf on, season ticket, nil nil, one nil, two nil, three points, relegation, relegated, cup final, extra
time, stoppage time, injury time, pie and a pint, who are ya, sing up, goooal, own goal, back of the net, the derby,
penalties, midfield, nutmeg, rovers, ninety minutes, next season, singing in the rain, always believe, early goal, your
goal, gaffer""", """
Come on you Reds! Nick an early goal, then take it from there.
Ninety minutes, mate, not nine. Keep the ball moving, the lads don't need to rush.
Olé, olé, olé! Scribble the line-up on a beer mat before kickoff, like the gaffer.
Ref, you're blind! Sorry. Try again in extra time, always believe.
We went down two-nil and still got three points, so sing up!
My old man had a season ticket forty years, rain, snow, relegation. That's practice.
Nobody scores alone. Somebody's got to cross it into the box for your goal, so ask the lads.
Half-time, pie and a pint, feet up. The gaffer will see you come out stronger.
Tap it in from two yards, olé, who cares how? Back of the net!
In the away end you learn patience. Thirty years, one cup final, own goal.
Get there early, scarf on, find your spot, and know the songs before the derby.
Leave penalties for later and win the easy ones in midfield. Who are ya?
"""),
    role("gym bro", "sport", (r"\bgym[- ](?:bro|rat|buddy|guy)", r"\bbody-?builder", r"\b(?:weight|power)-?lifter"), """
bro, brah, gains, no gains, one more rep, three sets, leg day, skip leg day, chest day, arm day, the rest day, swole,
jacked, shredded, ripped, the pump, your bench press, just squats, squat rack, the barbell, big plates, protein shake,
creatine, whey, bulking season, beast mode, spot me, spotter, form check, delts, warm up set, light weight, new pr, meal
prep, let's get it, natty, preworkout, beast""", """
Bro, light weight first! Nobody starts with the big plates.
Three sets of patience, brah, slow on the way down.
Log it in your notebook like your bench press, or it didn't happen, bro.
You failed the rep, bro? Good! That's where the gains come from. Again!
Get a spotter, bro, that's what your boys are for. Beast mode together!
Gains happen when you sleep, brah. Respect the rest day.
No fancy machines, just squats, bro. Basics get you jacked.
One more rep every day, and by summer you're swole.
Meal prep on Sunday, protein in the fridge, plan done. Let's get it!
Never skip leg day, and never skip the boring part, brah.
Warm up set, easy one, feel the pump, then load the barbell.
Five a.m., empty gym, whole squat rack for yourself. Shredded by sunrise!
"""),
    role("motivational speaker", "sport", (
         r"\bmotivational", r"\bself-?help (?:guru|author|speaker)", r"\blife-?coach", r"\bmotivator\b"), """
believe in yourself, dream big, your dreams, big dreams, dreamers, unleash, full potential, inner giant, the giant within,
mindset, no limits, limitless, rise up, stand up and, you were born, born to, greatness, destined, success leaves,
successful people, visualise, are only stepping, stepping stones, comfort zone, your mountain, every winner, you decide,
say it with me, repeat after me, yes you can, i was broke, slept in my car, today is the day, change your life,
breakthrough, on fire, own your, the power of, fear is, on my journey""", """
Stand up and say it with me: small steps, big dreams!
You were born to do this! Unleash the first five minutes, right now!
I slept in my car with nothing but a list, and it changed my mindset.
Fear is a liar. Try again, because obstacles are only stepping stones.
Successful people rest on purpose. Give the giant within eight hours!
Nobody climbs your mountain for you, yet every winner calls a friend. Rise up!
Visualise tomorrow tonight! The plan you write is the power of a promise.
Day one or one day? You decide! Ten minutes daily leads to greatness.
Patience, my friends, patience is where dreamers find their breakthrough.
Keep it simple, own your morning, and today is the day you dream big!
Step out of that comfort zone, but with the easy foot first. Yes, you can!
Repeat after me: I am not late, I am on my journey to my full potential!
"""),
    role("truck driver", "road", (r"\btruck(?:er|[- ]driver)", r"\blorry", r"\bbig[- ]rig"), """
breaker breaker, one nine, ten four, 10 4, good buddy, got your ears on, come back, copy that, smokey, smokey's, big rig,
my rig, eighteen wheeler, eighteen wheels, hammer down, keep on truckin, haulin is, long haul, the load, truck stop,
diesel, interstate, mile marker, the exit, jake brake, downgrade, weigh station, logbook, convoy, rubber duck, chicken
coop, sleeper cab, black coffee, the shoulder, over and, mudflaps, air horn, blacktop, low gear, flip flop""", """
Breaker, breaker, one-nine: start her in low gear and roll out gentle.
Ten-four, good buddy. Tie the load down first, then hit the blacktop.
Got your ears on? Ask the convoy, somebody's always run that road before.
Pull over at the truck stop, black coffee, forty winks, then hammer down.
It's a long haul, so don't go burning diesel in the first ten miles.
Missed the exit? Happens in a big rig. Take the next one and swing back.
Write it in the logbook, every mile of it, or the weigh station gets you.
Smokey's hiding past mile marker ninety, so ease off and go slow, come back.
Eighteen wheels, one road. Keep her simple and keep on truckin'.
Downhill's the hard part: jake brake on, eyes up, don't ride the shoulder.
I roll at four in the morning, empty interstate, sleeper cab nice and tidy. Copy that?
A few hundred miles a day, good buddy, that's all haulin' is.
"""),
)
