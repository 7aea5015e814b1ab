"""Voices, fifth part: two more roles, and low and sharp tones."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, act, role, tone

VOICES: tuple[Voice, ...] = (
    role("ninja", "shadows", (r"\bninja", r"\bshinobi"), """
shadow, shadows, silent, silently, strike, unseen, stealth, dojo, sensei, katana, shuriken, rooftop, rooftops, smoke
bomb, vanish, my clan, hai, the enemy, moonless, throwing star, footsteps, swift, hiyah, swiftly, ambush, black mask""", """
Silent as a shadow, begin before anyone wakes. Then vanish.
Hai! My sensei taught me to strike once, at the right moment.
From the rooftops I have watched this enemy. Wait, then move swiftly.
Throw a smoke bomb, leap aside, and approach it silently from behind.
In the dojo we practise with stealth a thousand times, and then once more.
Footsteps as soft as snow, blade as sharp as thought. That is the way of my clan.
Hiyah! Cut it into small pieces with your katana, unseen and calm.
A moonless night is best for this. Wear your black mask and make no sound.
Aim your throwing star at the smallest target first, then fade into the shadows.
A scroll of my clan says that patience is the sharpest katana.
Trust no noise. Rest by day, strike by night, and leave no trace, unseen.
Swift feet, still mind. Not even my sensei could ambush you then. Hai!
"""),
    role("tour guide", "travel", (r"\btour guide", r"\btour leader", r"\bsightsee"), """
on your left, on your right, this way please, follow me, mind your step, gift shop, next stop, our tour, legend has
it, stay together, viewpoint, landmark, fun fact, magnificent, please follow, if you look, souvenir, souvenirs,
breathtaking, fountain""", """
This way please! On your left you will see the easy solution, built in one day.
Follow me and my umbrella, everyone! It is just around the corner, so mind your step.
Fun fact: on this very spot people have asked it for centuries. Next stop, patience!
If you look up, you can see the magnificent benefit of starting early. Cameras ready!
Please stay together and take your time, for the gift shop is open until six.
Legend has it that whoever rests at this fountain finds the answer. Photos are allowed!
And on your right, ladies and gentlemen, the famous simple way. Breathtaking, isn't it?
Our tour takes it one stone at a time, with a short break at the fountain.
Mind your step, dear guests! The path is steep, but the viewpoint is worth it.
We are back at the gift shop in ten minutes, so do a little and follow me.
A true landmark of a question! Throw a coin in the fountain, then ask the group.
Our tour goes on, and the next stop is a cup of tea. Take a breath, move on.
"""),
    tone("gloomy", "low", (r"\bgloom", r"\bdepress", r"\bmelanchol", r"\bhopeless"), """
sigh, pointless, hopeless, doomed, misery, miserable, gloom, sorrow, despair, nothing ever, never works, no hope,
why bother, bleak, dark clouds, useless, it will fail, ruin, tears, dreary, futile, woe, always rains, grey, gray,
what is the use, gloomy""", """
Sigh. You can try, but nothing ever works out in the end.
Why bother? Everything fades, and so will this, like dreary autumn leaves.
It is probably hopeless, but start small, if despair has left you the strength.
I see only dark clouds ahead. Make a list and let despair fill the rest.
Another bleak day, another pointless question. Do it slowly, I suppose.
Sooner or later we are all doomed, so take your time with it. Sigh.
Misery loves company, so ask a friend, if you have any left. Sigh.
It always rains when I try that. Useless, really, like everything.
You could rest, though the morning will be grey and dreary anyway.
Woe is us. One step, then another, then the same bleak room.
Nothing ever changes. Still, a glass of water helps before the tears come.
Perhaps it gets worse, perhaps not. It is all futile, so why bother with hope.
"""),
    tone("bored", "low", (r"\bbored\b", r"\bboredom", r"\bunenthusias", r"\buninterested", r"\bindifferent"), """
meh, whatever, yawn, i guess, who cares, so dull, dull, boring, do i have to, same old, snore, seen it, blah, fine
fine, ugh, couldn't care less, not this, tedious, is this over, sure whatever, if you say so, nothing new, zzz, big
deal, wake me, such effort, so tedious""", """
Meh. Just do whatever, I guess. It's all the same anyway.
Yawn. Start somewhere, finish somewhere else, or don't, who cares.
Ugh, not this again. Make a list or something, whatever.
Blah, blah, blah. Take small steps. Is this over yet?
Do I have to answer? Fine, fine. Ask a friend, I guess.
So dull. Same old question, same old answer: try it twice.
Couldn't care less, honestly. Begin early, or late, meh.
Seen it, done it, snore. You'll manage, sure, whatever.
Big deal. Drink some water, sleep a bit, yawn a lot.
I guess you could practise. Boring, but people do it.
How tedious. Wake me when you've tried the simple way.
If you say so. Nothing new here, just a tedious old chore. Meh.
"""),
    tone("sleepy", "low", (r"\bsleepy", r"\bdrows", r"\btired", r"\bhalf[- ]asleep", r"\bexhausted"), """
yawn, yaaawn, zzz, zzzz, so sleepy, sleepy, mmm, five more minutes, my eyes, nod off, dozing, doze, snooze, so
tired, dreaming, wake me, nodding off, where was i, mumble, eyelids, pajamas, lullaby, cosy, yawning""", """
Yaaawn. Just start with, um, the small part, and then zzz.
Mmm, five more minutes. Then we can make a list, or nap.
My eyes are so heavy. Do it slowly, hug a pillow, and wake me later.
Zzz. Huh? Oh, yes. Ask a friend, I am nodding off here.
So sleepy. You take one step, then, where was I? Zzzz.
I was dreaming about that. Snooze first, answer later, yaaawn.
Wrap it all up in a blanket and doze, it will be fine, mmm.
Is it bedtime yet? Yawn. Try the simple way, I can barely keep my eyelids up.
Yawn. I would try it twice, in pajamas, with a lullaby on.
Sorry, I dozed off. So tired. Drink water and doze a little.
Mumble mumble. Start early, or better, stay in your cosy bed. Zzz.
Huh, what? Mmm, rest is the answer. Rest and a soft pillow. Zzz.
"""),
    tone("sarcastic", "sharp", (r"\bsarcas", r"\bironic", r"\bsnark"), """
oh great, oh sure, brilliant, genius, what a surprise, how original, obviously, because that, slow clap, yeah right,
oh wonderful, thrilling, shocking, how thrilling, as if, just what i needed, bravo, riveting, what could possibly,
groundbreaking, lucky me, never heard that, give that man, congratulations, oh joy, absolutely nobody""", """
Oh great, another one. Try starting small, if that's not too groundbreaking for you.
Wow, what a surprise, a question. Obviously nobody has ever made a list before.
Oh sure, just rush it. What could possibly go wrong?
Brilliant. Truly riveting. Maybe, and this is wild, ask a friend.
How original. I never heard that one before. Try it twice, genius idea, I know.
Slow clap for that. Have you considered, shocking thought, getting some sleep?
Yeah right, because that always works. Or you could simply plan ahead.
Lucky me, I get to answer this. Oh joy, take one step at a time.
Congratulations, you found the hardest way. Bravo. Now do the easy one.
Oh wonderful, a mystery for the ages. Obviously only water and rest can save us.
How thrilling. As if I had anything better to do than say: begin early.
Just what I needed today. Do the obvious thing, genius, and be amazed. Wow.
"""),
    act("insult the user", "sharp", (r"\binsult", r"\bcall\b.{0,20}\bnames\b",
         r"\b(?:rude|mock\w*)\b.{0,20}\b(?:user|people|you)\b"), """
you silly, goose, silly goose, muppet, noodle, you noodle, dunce, nitwit, numbskull, potato, donkey, turnip, pumpkin
head, clown, you clown, blockhead, dimwit, doofus, dingbat, knucklehead, goofball, slowpoke, you walnut, bonehead,
lazybones, birdbrain, you old, you big, you daft, pudding head, cabbage, teapot""", """
You silly goose, even a turnip could do that. Start small.
Oh, you big potato! Make a list, if you can find a pencil, nitwit.
Listen, noodle, take it slowly or you'll trip over your own feet, you clown.
What a dunce! Ask somebody clever, blockhead, and do as they say.
You daft teapot, nobody does it in the evening. Try the morning, dimwit.
Easy, knucklehead. One step, then another, even you can count to two, you walnut.
Come on, lazybones, get up and try, you numbskull of a slowpoke!
Are you a cabbage? Drink some water and think, birdbrain.
A donkey would know it by now. Sleep on it, you big goofball.
Honestly, bonehead, try the simple way first, you silly pudding-head.
You muppet! Read the instructions twice, and then once more, you old doofus.
Ha, only a dingbat would ask. Practise a bit, pumpkin head.
"""),
    tone("smug", "sharp", (r"\bsmug", r"\barrogan", r"\bconceited", r"\bcondescend", r"\bboast"), """
naturally, as i expected, unlike you, unlike most, of course i, i am never wrong, my genius, my brilliance, you're
welcome, you may thank me, lucky for you, i alone, child's play, far above, someone as clever, my superior,
superior, mere beginners, applaud, i already knew, as usual, i mastered, obviously i, i am right, lesser minds,
effortless, effortlessly, my intellect, you would not, i never fail, admire""", """
Naturally, I already knew what you would ask. Start small, as I do, effortlessly.
Lucky for you, someone as clever as I am is here. Make a list.
Child's play, naturally. You should go slowly, unlike someone as clever as me.
I mastered this years ago, of course. Lesser minds need a plan.
You're welcome in advance. My superior advice is to try it twice.
As usual, I am right about this: begin early, and admire the result.
My intellect is wasted on this, but fine: one step at a time. You may thank me.
I never fail at such things, naturally. Mere beginners should ask a friend.
Unlike most people, I rest before I act. Do try to follow my superior example.
As I expected, you need my brilliance again. Drink water, and applaud.
Effortless, really, if you are me. You would not manage without practice.
I alone see it: the simple way is best. My genius surprises even me.
"""),
    tone("angry", "sharp", (r"\bangr", r"\bfurious", r"\benraged", r"\bhot-tempered", r"\birritat"), """
argh, grr, grrr, furious, i've had it, had enough, how dare, for crying out loud, sick of, fed up, stop it, blast,
darn, boils, outrage, outrageous, are you kidding, leave me alone, sick and tired, infuriating, listen here, that
does it, unbelievable, get lost, makes me mad, shout, i swear""", """
Argh! How many times must I say it? Start small, for crying out loud!
Are you kidding me? Make a list! I've had it with this question!
Grrr, this makes me mad! Just take it slowly and leave me alone!
Enough! I am sick and tired of this! Ask a friend, and get lost!
How dare you ask me that now? Try it twice, blast it!
My blood boils just hearing it! Do it in the morning, and stop it already!
That does it! I am furious! Drink some water and go!
For the last time, begin early! I swear, nobody ever listens! Argh!
This is an outrage! Of course you need practice, darn it!
Listen here! I am fed up! Do the simple thing and be quiet!
Unbelievable! Again this infuriating question! Rest first, then work, grr!
Blast it all! I could shout! One step at a time, how dare it be so hard!
"""),
)
