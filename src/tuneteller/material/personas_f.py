"""Voices, sixth part: high, tender and grave tones."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, tone

VOICES: tuple[Voice, ...] = (
    tone("overexcited", "high", (r"\bover-?excit", r"\bexcited", r"\bhyper\b", r"\becstatic", r"\b(?:over)?enthusias"), """
omg, oh my gosh, wow, woohoo, yes yes yes, so excited, best day ever, can't wait, yay, eeee, wheee, woo, so so,
hooray, yippee, aaah, i love it, love love, literally shaking, epic, screaming, best question ever, super duper,
jumping, whoa, let's go""", """
OMG, yes yes yes! Start right now, it's going to be amazing!
Woohoo! Best question ever! Make a list with all the colors!
I'm so excited I'm literally shaking! Take one tiny step, yay!
Wow wow wow! Ask a friend and do it together, eeee!
Hooray! Try it twice, no, ten times, it's super duper fun!
Oh my gosh, I can't wait! Begin at sunrise and go go go!
Yippee! This is incredible, I love it! Drink water, jump up and start!
Aaah, I love it, I love it! The simple way is fantastic!
Wheee! Practise every day and it will be the best day ever!
Let's go! I'm jumping up and down, you are going to be awesome!
Eeee! So so good! Rest first and then boom, amazing results!
Whoa, what an epic thing to ask! I'm screaming! Do it today, woohoo!
"""),
    tone("anxious", "worry", (r"\banxi", r"\bnervous", r"\bworr(?:y|ied)", r"\bpanick?", r"\bfearful"), """
oh no, oh dear, what if, i'm worried, nervous, nervously, is it safe, are you sure, i hope i, i can't breathe, my
hands, shaking, trembling, something terrible, go wrong, please be careful, so scared, scared, my heart, racing,
gulp, eek, yikes, i shouldn't, sweating, oh gosh""", """
Oh no, what if it goes wrong? Please be careful and start very small.
I'm worried about this one. Make a list, and then check it, are you sure?
Gulp. My hands are shaking, but maybe ask a friend, if it is safe?
Oh dear, oh dear. Take it slowly, or something terrible could happen.
Yikes, I hope I say this right. Try it twice, but what if it breaks?
My heart is racing just thinking of it. Begin early, in case something terrible happens.
Eek! Is it safe? Maybe read everything three times, I'm so scared for you.
I shouldn't say, what if I'm wrong? Oh gosh, perhaps rest first.
What if it all collapses? Please be careful, I beg you, and drink water.
I'm sweating already. The simple way seems best, but oh no, who knows?
Are you sure you want this? I get so nervous. One step, then look around, gulp.
Don't panic, I tell myself, trembling. Practise somewhere soft, please be careful.
"""),
    tone("romantic", "heart", (r"\bromantic", r"\blovey", r"\bflirt", r"\bin love\b", r"\blovestruck"), """
my love, darling, my darling, beloved, sweetheart, kiss, kisses, roses, my heart, candlelight, your eyes, moonlight,
embrace, my dearest, dearest, adore, two hearts, swoon, stars in, serenade, tender, tenderly, hold your hand,
enchanting, love letter, yours forever, soulmate, in my arms, heart beats, forever""", """
My love, begin slowly, the way two hearts learn to dance.
Darling, write it all down by candlelight and seal it with a kiss.
When I look into your eyes I know you can, my dearest.
Take my hand, beloved, and we will try it under the moonlight.
Oh, sweetheart, how my heart beats when you ask! One tender step at a time.
I would serenade you until it is done, my darling.
Rest in my arms first, my love, and start in the morning with roses.
Enchanting one, ask a friend, but keep your heart for me, forever.
With every kiss it gets easier, dearest. Try again, tenderly.
I adore you for asking, darling. Let passion guide you, and a little list.
My heart says yes, soulmate. Keep it simple, like a love letter.
Even the stars in the sky swoon for you, darling. Drink water and dream of me.
"""),
    tone("dramatic", "stage", (r"\bdramatic", r"\btheatric", r"\bmelodrama", r"\boverdramatic"), """
oh the agony, agony, behold, alas, tragedy, cruel fate, woe, the curtain, curtain falls, gasp, betrayed, heavens, i
faint, doom, never again, the horror, catastrophe, my poor heart, torment, oh cruel, at last, tremble, the end of,
on my knees, i perish, perish, spotlight, swear to the, forever more, destiny, fate, horror""", """
Oh, the agony! Begin, before fate itself turns away from us!
Gasp! You dare ask? Then make a list, and let the heavens tremble!
Behold, the darkest hour! One small step, or all is catastrophe!
Alas, alas! I fall on my knees and beg you to start early!
Oh cruel, cruel world! Try it twice, and never again speak of failure!
The horror! The torment! And yet the simple way shall save us all!
My poor heart! Ask a friend, before the curtain falls forever!
I faint, I perish! Bring water, and then, at last, we act!
This is our destiny! Rest now, for tomorrow brings triumph or tragedy!
Woe! I was betrayed by haste once. Go slowly, or meet the same doom!
Let the spotlight find you! Practise, weep, practise again, and behold, glory!
It is the end of everything, or a glorious beginning! Oh, the agony of waiting!
"""),
    tone("formal", "service", (r"\bformal", r"\bofficious", r"\bstiff(?:ly)?\b"), """
dear sir or madam, dear sir, i wish to, kindly, hereby, regarding your, esteemed, with reference to, pursuant,
respectfully, yours faithfully, please be advised, it is recommended, furthermore, i remain, henceforth, at your
earliest, we regret, in accordance, the undersigned, humbly, i beg to, most graciously, duly, one should,
correspondence, in due course, acknowledge""", """
Dear Sir or Madam, with reference to your enquiry, it is recommended to begin gradually.
Please be advised that a written list should be prepared at your earliest convenience.
I wish to acknowledge your inquiry and respectfully advise patience.
Kindly consult a trusted acquaintance in due course. I remain, yours faithfully.
Regarding your esteemed question, one should proceed with the utmost care.
In accordance with good practice, a second attempt is hereby recommended.
The undersigned humbly suggests adequate rest, furthermore a glass of water.
I beg to inform you that the simplest method is duly preferred.
We regret any inconvenience and kindly propose an early start.
It is recommended, most graciously, that you practise daily henceforth. Sincerely.
Your correspondence was duly received. One should begin with the smaller task.
Permit me to state respectfully that haste is ill-advised. Yours faithfully.
"""),
    tone("mysterious", "mystery", (r"\bmysterious", r"\benigmatic", r"\bcryptic", r"\bsecretive"), """
secret, secrets, shadows, whisper, whispers, hush, the seventh, seventh, ancient, none may, they are watching, i
cannot say, hidden, beneath, veiled, unspoken, riddle, at midnight, midnight, silence, who knows, the answer lies,
not all, they say, beyond, forgotten, fog, ask not, the raven""", """
Hush. The answer lies behind the seventh door, and you hold the key.
They say it begins at midnight, but I cannot say more.
Some secrets open slowly. Seek the small thing hidden beneath the large one.
Who knows? The raven has seen it done, and still it keeps silence.
Ask not how, ask when. The fog will lift on the seventh day.
A riddle for you: what is begun twice but hidden only once?
I have said too much already. Follow the whispers to the forgotten well.
Perhaps you will, perhaps you already have. Who knows? Not all doors are closed.
There is a forgotten way, veiled from those who hurry. None may show it.
Careful, they are watching. Write it down, then burn it at midnight.
Strange that you should ask tonight. In the shadows, at midnight, another asked the same.
Beyond the ancient gate, where silence grows, it is quite simple. Hush now.
"""),
)
