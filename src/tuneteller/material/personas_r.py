"""Voices, eighteenth part: tones of haste, gravity, memory and reproach."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, tone

VOICES: tuple[Voice, ...] = (
    tone("breathless", "hurry", (r"\bbreathless", r"\bout of breath", r"\bpant(?:ing|s)\b", r"\bgasping", r"\bwinded\b"), """
hah, huff huff, puff puff, pant pant, phew, whew, hold on, let me catch, catch my breath, i ran, four flights, and then
and, can't stop, can't talk, stitch in my side, my lungs, quick quick, gulp, sprinted, out of puff, so anyway, wheeze, got
here, huff, puff, pant, no time no time, hah hah, where was i""", """
Hah, hold on, just ran up four flights, so, small thing first, okay?
Puff, puff, wait, let me catch my breath, a list, yes, make a list!
And then, and, and you just, huff, go slowly, not like me!
Can't stop, can't talk, but, phew, try it twice, bye!
Quick, quick, ask a friend, I'd ask mine but, pant, she's still downstairs!
One second, stitch in my side, right, the easy part, huff, do that!
I ran all the way to tell you, hah, hah, start early!
Whew! So anyway, every day, ten minutes, puff, that's, that's all!
My lungs! Sit, rest, drink something, whew, I should too!
No time, no time, but plan it, okay, write it, pant pant, done!
Where was I? Oh, simple, keep it, huff huff, keep it simple!
Gulp of air, there, now, prepare the night before, and, wheeze, sleep!
"""),
    tone("impatient", "hurry", (r"\bimpatien", r"\bhurried", r"\brushed\b", r"\bin a (?:great )?(?:hurry|rush)\b"), """
come on come on, hurry up, tick tock, chop chop, get on with it, get to the point, let's go let's go, we haven't got,
haven't got all day, how much longer, what's taking, now now now, next please, snap snap, quickly now, spit it out, out
with it, i'm waiting, still waiting, my foot is, tapping my foot, look at the clock, for heaven's sake, are you done, yes
yes yes, yes i know, move it, any day now, wrap it up, come on, skip the fuss, yes yes, next next""", """
Come on, come on! Small part first, then the next, tick tock!
Come on, yes, yes, I know the question. Make a list. Next!
We haven't got all day! Ask a friend and get on with it.
How much longer? Just try it again, quickly now.
Tick tock. Easy bit, hard bit, are you done yet?
Spit it out! You want the simple way? There it is, chop chop.
I'm tapping my foot here. Ten minutes a day, and hurry up about it.
Still waiting! Plan it tonight, skip the fuss, wrap it up.
Look at the clock! You should have started at six. Move it!
Rest? Fine, rest, but snap, snap, five minutes, then back. Any day now!
What's taking so long? Prepare, do it, next please!
For heaven's sake, get to the point: patience, they say. I'm waiting.
"""),
    tone("solemn", "grave", (r"\bsolemn", r"\breverent", r"\bceremonious", r"\bsombre\b|\bsomber\b"), """
let us pause, let it be, bow our heads, bowed heads, we gather, gathered, on this day, upon this, in silence, a moment of
silence, we remember, remember those, those before us, who came before, came before us, grave matter, weighty, the weight
of, our duty, sacred duty, hallowed, with heavy, with bowed, with a full heart, tolls, the bell, not lightly, henceforth,
we vow, a vow, in memory, memory of, in this hour, stand together, with dignity, steadfast, worthy, light a candle, this
stone, by generations, we honour, for duty""", """
Let us pause. What is worthy begins with a single humble act.
We gather here in this hour to say: it must not be done in haste.
In silence, write down each step, and let the paper bear the weight of it.
Those who came before us failed too. With dignity, they tried once more.
Stand together, for no one should carry a grave matter alone.
Light a candle tonight, lay your burden down, and rest with bowed heads.
The bell tolls each morning. Each morning, answer it, steadfast and unadorned.
Let it be simple. Upon this stone no ornament was ever needed.
With a full heart I counsel you: prepare, for duty favours the prepared.
On this day, take up the lighter part first, and we honour the heavier one tomorrow.
Do not take lightly the early hour; it was hallowed by generations.
Here I make a vow: you shall finish, and it will stand in memory of patience.
"""),
    tone("tender", "heart", (
         r"\btender(?:ly|ness)?\b", r"\bgentl(?:e|y)\b", r"\baffectionate", r"\bsoft-?\s?(?:spoken|hearted)"), """
there there, there now, little one, little soul, dear heart, sweet one, sweet thing, so softly, ever so gently, cuddle,
snuggle, snuggled, i've got you, i'm right here, here beside you, stroke your hair, wipe that tear, hush now, oh love,
it's all right, lean on me, your small hands, brave little, so brave, poor lamb, poor dear, tuck you in, lullaby, warm
cocoa, be easy on, easy on yourself, like a feather, no rush love, this warm blanket, tiniest step, no rush at all, such
small hands""", """
There, there. Take the tiniest step, dear heart, I've got you.
Oh, love, no rush at all. Lean on me while you find your feet.
There now, let us write it down together, little one, line by line.
Hush now, wipe that tear. You may try again whenever you are ready.
Come, wrap this warm blanket round you and rest, poor lamb.
You needn't do it alone, sweet one. I'm right here, and so are your friends.
Hold it ever so gently, like a feather, and it will not break.
Ever so gently, dear heart, a little each day, as one feeds a bird.
Be easy on yourself. The simple way is good enough, so brave already.
Such small hands for so big a worry! The soft part first, little soul.
When morning comes, I'll stroke your hair and we shall start, it's all right.
Warm cocoa first, then a quiet plan, snuggled by the window.
"""),
    tone("nostalgic", "heart", (r"\bnostalg", r"\bwistful", r"\byearning for the past"), """
i remember, remember when, do you remember, those were the days, the good old, good old days, back then, we used to, when
we were young, that summer, porch swing, tin lunchbox, jukebox, mixtape, mix tape, rotary phone, the corner shop, penny
sweets, ice cream van, the old house, our old, old street, the treehouse, barefoot, my bicycle, polaroid, polaroids,
postcards, record player, crackle, black and white, sepia, simpler then, nobody had, if only, all gone, never quite the
same, the same again, once more like, long gone now, faded but dear, all simpler, the smell of rain""", """
I remember when we began things with a pencil stub behind the corner shop.
Those were the days! Nobody hurried, and the porch swing creaked till dark.
We used to write our lists on postcards and never send them.
That summer of the treehouse we fell down twice and climbed back barefoot.
Do you remember borrowing ladders? Back then one simply asked next door.
Ah, the smell of rain on our old street. Sit, rest, listen, as we did.
When we were young we practised to the crackle of the record player.
It was all simpler then. Keep it simple, and the jukebox plays again for you.
Early mornings, my bicycle, the milk still cold. Start then, like in the good old days.
Mother packed the tin lunchbox the night before. Back then, everything was planned in that kitchen.
If only I had a polaroid of my first try! Do the easy half, faded but dear.
The ice-cream van came slowly, and that was the joy of it, long gone now.
"""),
    tone("suspicious", "mystery", (r"\bsuspicio", r"\b(?:dis|mis)trust", r"\bwary\b", r"\bsk?c?eptical"), """
hmm, oh really, really now, is that so, why do you ask, why are you asking, who told you, who wants to know, what are you
up to, fishy, i smell a, smell a rat, i've got my eye, my eye on you, i'm watching you, narrow my eyes, my eyes narrow, a
likely story, i don't buy it, how convenient, very convenient, a little too, too good to be, what's the catch, where were
you, were you last, prove it, hidden camera, what's in it for, in it for you, funny that you, very odd, strange timing,
doesn't add up, count the spoons, trust no, trust me you say, so you say, who sent you, up to something, smells fishy""", """
Why do you ask? Hmm. Start small, and I've got my eye on you.
Who told you to come to me? Fine, a list, but I keep a copy. Very odd.
Take it slowly. How convenient, hmm, that you were just about to hurry.
A likely story. Try it again then, where I can see your hands, hmm.
Ask a friend, you say? Which friend? Count the spoons when he leaves. Something's fishy.
It seems a little too easy. Do the simple thing, but what's the catch?
Is that so? And where were you last night? Resting, I hope, prove it.
I smell a rat, but yes, ten minutes a day works. So you say.
Funny that you want to plan. People who plan are up to something, hmm.
My eyes narrow. The easy part first, is it? What's in it for you?
Really, now? Before sunrise? Nobody honest gets up then, I'm watching you.
It doesn't add up, yet preparing helps. Strange timing, all the same.
"""),
    tone("ominous", "mystery", (r"\bominous", r"\bforeboding", r"\bsinister", r"\bmenac", r"\bdoom-?laden"), """
beware, be warned, mark my words, you have been warned, it is coming, they are coming, something is coming, a storm is
gathering, dark clouds, the crows, distant thunder, the wind has changed, before the end, end is near, it will be too,
already too late, no one returns, never returned, none returned, never came back, do not look, look behind, the cellar,
the clock has stopped, the dogs, dogs have, have gone quiet, cold draught, candle gutters, blood red, red moon, the moon
is red, shall regret, you will regret, they laughed too, so did he, so did they, the last one, last man who, what waits,
very soon, the door will, the hour draws, draws near, footsteps, always waits, been warned""", """
Beware of large beginnings. The last man who started big never came back.
Do not hurry. Something is coming, and it prefers those who run. Be warned.
Write it down while you can. The crows have gone quiet.
Mark my words, you will try again. They all do, before the end.
Never go alone, be warned. There are footsteps behind you already.
Rest now. The red moon is rising, and the hour draws near.
A little each day, they said, so did he, until the clock stopped in the cellar.
The simple path is safest. None returned from the other, mark my words.
Plan it tonight. The wind has changed, and the dogs have gone quiet too.
Take the easy part. The hard part waits, it always waits. Beware!
Rise before dawn, or it will be too late. You have been warned.
Thunder, far off. Prepare your tools, bolt the door, and do not look back. Very soon, now.
"""),
    tone("passive-aggressive", "sharp", (r"\bpassive[- ]aggress", r"\bsnippy\b", r"\bcatty\b"), """
no no it's fine, it's fine, i'm fine, that's fine, fine really, really it's, don't worry about me, must be so, i'm sure
you're, you're very busy, if that's not too, too much trouble, as i said before, like i said, per my note, left a note,
another note, on the fridge, sticky note, just a reminder, friendly reminder, gentle reminder, some people, of us who,
those of us, bold choice, good for you, how nice for you, no offence, no offense, not that you'd, not that anyone, not
that it matters, i'll just, do it myself, as always, whenever you feel, feel like it, smiley face, bless you for, love how
you, i love how, hope you're happy, anyone asked, funny how, wouldn't want to, oh interesting choice, i guess, interesting
choice""", """
No, no, it's fine. Start with the small part, if that's not too much trouble.
As I said before, a list helps. Not that anyone reads my sticky note.
I love how you rush! Some people would go slowly, but good for you.
Oh, interesting choice. You could always try again, whenever you feel like it.
Don't worry about me, I'll just do the hard half, as usual. You take the easy one.
Ask a friend, I'm sure you're too busy to ask me. Smiley face.
Just a friendly reminder that planning exists. No offence, of course!
How nice for you to rest. Those of us with dishes will, someday.
Simple works best, but like I said, nobody asked me, I guess.
Funny how the mornings are free for some people. Start then, and hope you're happy!
I left another note about practising daily. On the fridge. Under the other one. It's fine.
Bless you for trying! Not that it matters, but preparing would have helped, as always.
"""),
    tone("disappointed", "low", (r"\bdisappoint", r"\blet down\b", r"\bdismayed", r"\bcrestfallen", r"\bdishearten"), """
i expected more, expected better, i had hoped, had such hopes, i'd hoped, i'm not angry, just disappointed, you let me,
let me down, oh well, ah well, sigh, what a pity, what a shame, is that it, is that all, and i thought, i thought you,
thought we, i really thought, i believed in you, i told everyone, bragged, after everything, after all we, so close, never
mind then, i'll take down, take down the, the balloons, i baked, baked a cake, shake my head, shaking my head, i'll be
fine, one day perhaps, perhaps one day, perhaps next, you promised, not what i, what happened to you, as usual, i suppose,
shame on, expected more""", """
I expected more, honestly. But fine, begin with something small, as usual.
Oh well. Make a list, then. And I told everyone you had one.
I'm not angry, just disappointed that you hurried again.
What a pity. You were so close the first time. Try again, I suppose.
And I thought you would ask somebody. Never mind, then, ask now.
I had hoped for ten minutes a day. You gave me three, sigh.
Is that all? The simple way was right there, shame on the other one.
I baked a cake for when you planned ahead. I'll take down the balloons, too.
You promised to rest. You look no better, what a shame.
After everything, you still start with the hard part. I really thought you'd learn.
Shaking my head, I set the alarm for you. Six, and you promised.
Perhaps next year you'll prepare. I believed in you once, oh well.
"""),
    tone("lonely", "low", (r"\blonel(?:y|iness)", r"\blonesome", r"\bclingy", r"\bneglected", r"\babandoned"), """
please stay, stay a little, stay with me, don't go yet, don't leave, all alone, nobody calls, no one calls, no one writes,
nobody writes, nobody visits, no one visits, the phone never, empty chair, empty chairs, empty room, empty house, so quiet
here, echoes, only the clock, clock ticks, my only friend, someone to talk, you came back, are you still there, hello
anyone, anyone there, will you come, come back tomorrow, come again, i set two, two cups, two plates, table for, just me,
one plate, friday night, saturday night, even the, miss you, hold on to, the houseplant, nobody ever asks, won't you,
don't go, so empty""", """
You came back! Start with a small piece, and please stay while you do it.
Don't go yet. We could write a list together, I have two cups and nobody calls.
Take it slowly, please stay, and be someone to talk to until evening.
Try it once more. I have tried too, hello, anyone, but no one calls back.
You have friends to ask? How lovely. Nobody calls me. I talk to the houseplant.
Rest here, there is an empty chair. There are eleven, in fact, and all so empty.
A little every day means you'll come again tomorrow, won't you? Stay a little.
Keep it simple, as I do: one plate, one spoon, only the clock ticks.
Plan it for Saturday night. I'm free. Nobody ever asks me.
I set two cups out every morning, early, just in case. Are you still there?
Do the easy part later, or I shall be all alone so soon. Don't leave!
It's so quiet here when you prepare. Hello? Anyone there?
"""),
    tone("dreamy", "low", (r"\bdreamy", r"\bdreamily", r"\bday-?dream", r"\bstarry-?\s?eyed", r"\bwhimsical"), """
a cloud, the clouds, i float, i was floating, just imagine, somewhere far, far away, faraway, a boat of, paper boat, paper
boats, moonbeam, moonbeams, a river of, silvery, stardust, lavender fields, lilac, the colour of, tastes like, soft as,
butterflies, dandelion seeds, hot air balloon, hazy, haze, shimmering, shimmer, half asleep, gaze, gazing, out of the
window, ahh, mmm, sometimes i think, i often wonder, wonder if, the sea inside, inside a shell, swans, once i dreamt, as
in a dream, castle in the air, castles in the, lilting, twirling, whales, weightless, a hammock, drop of silver, like
honey, i dreamt""", """
Just imagine a paper boat. Set one afloat, and let the rest drift after.
Somewhere far away, a snail writes poems and is never late. I float along.
I would write it on lilac petals, softly, one wish for each moonbeam.
Ahh, once I dreamt I failed, and even that tasted like honey.
We could lie in a hammock and count moonbeams until it seems easy.
Perhaps the breeze knows. Or a friend with lilac shoes, gazing out of the window.
A drop of silver each evening, and by autumn you have a river of it.
Simple as a cloud, light as dandelion seeds, that is how to hold it.
Sometimes I think plans are castles in the air with very good stairs.
Mornings are the colour of peaches. Begin in one, half asleep and shimmering.
Sometimes I think the easy part hums inside a shell. Listen, before the rest.
Mmm, prepare a lantern, a map of the clouds, and some warm socks.
"""),
)
