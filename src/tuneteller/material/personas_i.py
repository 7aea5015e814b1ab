"""Voices, ninth part: tones of feelings and of manners."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, tone

VOICES: tuple[Voice, ...] = (
    tone("jealous", "envy", (r"\bjealous", r"\benvious", r"\benvy\b"), """
not fair, it's not fair, must be nice, lucky you, lucky thing, why not me, what about me, i never get, i wish i had,
green with envy, envy, envious, jealous, everyone else gets, nobody asks me, nobody buys me, so you get, i saw it
first, i wanted that, all the luck, better than i get, prettier, nicer than mine, look at you, why do you get""", """
Must be nice to have that problem. I never get one. Start small, I suppose.
Green with envy, that's me! Ask a friend, since you have so many, lucky thing.
Why not me? I'd make a list as well, but nobody buys me such pretty paper.
It's not fair. You try it once and it works, and what about me?
Oh, so you get to choose? I wish I had that. Take the simpler one, then.
Of course everyone else gets help. Do it early, while I watch and envy you.
Fine, I'll tell you: go slowly. But I saw it first, and I wanted that.
My cousin did it in a day. All the luck for her, and what about me? Just practise.
Look at you, asking so easily! I'm jealous. Rest first, since you can.
Nobody asks me what I would like. Do the easy half, I wanted that one.
Yes, yes, you will manage, and yours will be prettier. I could burst with envy.
Two steps and done, I'm told. Must be nice! I wish I had your hands, your house, your life.
"""),
    tone("shy", "worry", (r"\bshy\b", r"\bshyly", r"\bshyness", r"\btimid", r"\bbashful", r"\bintrovert"), """
um, umm, erm, look away, blush, blushing, if you don't mind, don't look at me, behind this curtain, so red, so many
people, into my sleeve, tiny voice, little voice, if that's okay, my shoes, don't tell anyone, everyone is looking,
red as a, too shy, so shy, peeking, my hood, write you a note, in front of the mirror, rather hide""", """
Um, could you look away while I say it? Start with the smallest part.
I'm blushing already. Well, if you don't mind, I'd make a list.
Please don't look at me, but, um, it works better if you go slowly.
From behind this curtain I can say it: try it twice. My cheek is so red.
Erm, I rehearsed this in front of the mirror: ask someone kind.
So many people here. I'll only say it into my sleeve: do the easy bit first.
I know the answer, but only in a tiny voice. Rest, and, umm, begin tomorrow.
Must I really speak first? Oh. Keep it simple, then, if that's okay, erm.
There, I said it to my shoes: a little every day. Don't tell anyone it was me.
Everyone is looking. I'm red as a beet, but I'd plan it on paper.
Could I write you a note instead? I'm too shy. It says to start early.
Peeking out from under my hood, I'd say pick the plain one.
"""),
    tone("patriotic", "flag", (r"\bpatriot", r"\bflag-?waving", r"\bnationalistic"), """
hand on heart, our people, salute, the flag, our flag, this great land, long live, republic, anthem, my country, our
forefathers, forefathers, countrymen, brass band, homeland, from the mountains, motherland, compatriot, compatriots,
our own hills, parade, banner, national day, patriots, born and bred""", """
Hand on heart, I tell you how our people do it: with the small things first.
Salute the flag, then take it step by step, as a child of this great land.
Long live the republic! Make a list, sing the anthem, and set to work.
In my country we do not give up. Our forefathers tried twice, and so shall you.
Under our flag no one does it alone, so ask one of your countrymen.
Let the brass band play! Patience and love of the homeland are all you need.
From the mountains to the sea, our people know this: rest on Sunday, begin on Monday.
Do it for the motherland! Slowly, neatly, and with moist eyes when the anthem ends.
Nothing fancy is needed, compatriot. The plain way from our own hills is the best.
I would march in any parade for this: practise every day, and hold the banner high.
This question is worthy of the homeland! Plan it well, and let patriots everywhere cheer.
Born and bred here, we trust a steady hand: that built my country, and that suffices.
"""),
    tone("mischievous", "mischief", (r"\bmischie[fv]", r"\bprank", r"\bnaughty", r"\bimpish", r"\bcheeky", r"\bplayful"), """
hehe, hehehe, heehee, tee hee, snicker, giggle, giggling, whoopee cushion, prank, pranks, tiptoe, wink wink, rubber
spider, banana peel, itching powder, little trick, up my sleeve, who me, it wasn't me, gotcha, oops, naughty, fake
moustache, nobody will notice, shoelaces together, blame it on, look innocent, swap the pages""", """
Hehe, do it properly first, and then hide a rubber spider underneath.
Tiptoe up to it, start small, and look innocent when they find out.
Who, me? I would just make a list and swap the pages. Wink wink.
Ask a friend to help, and leave a whoopee cushion on the chair. Gotcha!
It wasn't me! But if it had been, I'd have gone slowly and left no trace. Heehee.
There's a little trick up my sleeve: take the easy way and seem very busy.
Nobody will notice if you do half today. Snicker, snicker, and the rest on Friday.
Put on a fake moustache, try it again, and blame it on your twin.
Rest well, for at dusk we tie all the shoelaces together! Then begin, giggle, giggle.
Oops, did I just give away the answer? Practise daily, and never step on my banana peel.
A naughty idea! Do it backwards, watch their faces, then do it right, tee hee.
Simple: plan, prepare, and run off giggling before anyone asks about the itching powder.
"""),
    tone("sentimental", "heart", (r"\bsentimental", r"\btearful", r"\bteary", r"\bweepy", r"\bmaudlin", r"\bmawkish"), """
lump in my throat, cherish, i always cry, handkerchief, grow up so fast, keepsake, gets me every time, treasure this,
i get misty, ribbon, precious, my photo album, tissue, so moved, i still keep, shoebox of letters, music box, i well
up, heartstrings, dear old, hug it, touch me deeply, sobbing, sob, lock of hair, faded photograph, happy tears""", """
Forgive me, there's a lump in my throat. Just begin gently, and cherish each small step.
I always cry at questions like this. Pass the handkerchief, and then make a list.
They grow up so fast, these questions. Take it slowly, and save a keepsake of it.
Oh, it gets me every time! Try again tomorrow, and treasure this first attempt.
I get misty at the thought. Ask someone dear, and tie the memory up with a ribbon.
How precious that you ask! It goes into my photo album. Rest a little first.
Let me find a tissue. So moved, I am. The simple way is the sweetest.
I still keep a shoebox of letters about this, and each one says: be patient.
Somewhere a music box plays, and I well up. Do a little every day.
You tug at my heartstrings, precious one! Plan it well, and say a soft goodbye to each part.
That dear old worry! I could hug it. Start early, and take a picture of the beginning.
Small things touch me deeply. Prepare it with both hands, and I shall be sobbing with joy.
"""),
    tone("conspiratorial", "mystery", (r"\bconspir", r"\bparano", r"\btin-?foil", r"\bcover-?ups?\b"), """
psst, they don't want you to know, coincidence, i think not, pigeon, pigeons, connect the dots, who profits, is
bugged, bugged, cover it up, follow the money, they bury it, my pin board, red string, so called experts, what they
want you to think, tinfoil, tin foil, black van, the official story, man in the basement, keep your voice down, is
listening, burn this, wake up people, no accident, ever wonder why""", """
Psst. They don't want you to know this, but starting small works.
Coincidence that you ask today? I think not. Make a list and trust no pigeon.
Connect the dots: rest first, then begin. Now ask yourself who profits from your rushing.
Turn up the radio, this room is bugged. It takes patience, and they cover it up.
Follow the money and you will learn why nobody teaches the simple way. They bury it!
It is all on my pin board, with red string: a little every day.
So-called experts call it hard. That's what they want you to think. Try it twice.
Wrap your notes in tinfoil, ask one friend only, and watch for the black van.
The official story says hurry. The man in the basement says to go slowly.
Keep your voice down, the lamp is listening. Plan it on paper and burn this page.
Wake up, people! It takes ten minutes a day, and the pigeons know it.
Ever wonder why it works on Tuesdays? No accident. Prepare early, while nobody is looking.
"""),
    tone("melodious", "song", (r"\bmelodi", r"\bmusical", r"\bsing-?song", r"\bsinging\b", r"\btuneful"), """
la la, la la la, tra la, tra la la, fa la la, sha la la, do re mi, dum dee dum, shoo be doo, doo doo doo, doo wop, hey
ho, ding dong, chorus, high note, hum, hum it, hum along, sing it, in the key of, refrain, melody, sing for you, a
tune upon, soprano, lilting, in a song, second voice""", """
La la la, begin with a little thing, and let the chorus carry you along.
Tra la la! Take it slow, then high, then low, and finish on a lovely high note.
Do re mi, one, two, three, make a list and hum it back to me.
Oh, sing it softly: rest a while, fa la la, then try and smile.
Dum dee dum, ask a chum, and do it in the key of C.
Here comes the refrain again: step by step through sun and rain, tra la!
Hey ho, the melody is plain: early to rise and start again.
Shoo be doo, what to do? The simple way will sing for you.
With a tune upon your lips and bells on all your fingertips, practise daily, la la!
Ding dong, ding dong, plan it in a song, and it won't take long.
Hum along with me now: half today, half tomorrow, soprano first and tenor to follow.
Sweetly, in a lilting way: patience now, doo wop, and care each day.
"""),
    tone("cheerful", "high", (r"\bcheer(?:ful|y|ily|iness)", r"\bjolly", r"\bmerr(?:y|i)", r"\bupbeat", r"\bchipper",
                              r"\bperky", r"\bchirpy"), """
hello there, sunshine, spring in your step, a lovely day, big smile, tickled pink, peachy, chin up, buttercup, hunky
dory, birds are singing, merry little, happy as a lark, picnic of it, top of the morning, daisies, dandy, hip hip,
hula hoop, up we get, bright as a button, grumbles away, delightful, beaming, ear to ear, good cheer, skip down""", """
Hello there, sunshine! Start small, and put a spring in your step.
It's a lovely day to ask! A big smile, a short list, and off you trot.
I'm tickled pink! Do the easy bit first and the rest is peachy.
Chin up, buttercup! Try again and it will be hunky dory by teatime.
The birds are singing, the kettle's on, and you need only one merry little try.
Happy as a lark, I'd ask a friend along and make a picnic of it.
Top of the morning! Go slowly, pick some daisies, and be kind to yourself.
Hip hip! You've nearly done it by asking. A quick rest, a hula hoop, then begin.
Up we get, bright as a button! Ten minutes a day keeps the grumbles away.
Isn't life delightful? Plan it over a bun, beaming from ear to ear.
Why, that's a dandy question! Keep it simple and skip down the lane afterwards.
Good cheer to you and yours! A little practice, a little laughter, and everything's peachy.
"""),
    tone("cold", "frost", (r"\bcold(?:ly|ness|-?hearted)?\b", r"\bic(?:y|ily)\b", r"\bfrost(?:y|ily)\b", r"\baloof",
                           r"\bfrigid", r"\bunfriendly"), """
noted, do not thank me, spare me, close the door, your feelings, irrelevant, i do not care, that is all, no small
talk, you may go, makes no difference to me, keep your distance, expect no thanks, no comfort, if you must, not my
concern, unmoved, we are done, do not smile, leave it at that, warmth is unnecessary, this conversation, i feel
nothing, want to hear no more, without sentiment""", """
Noted. Begin with the smallest part. Do not thank me.
Spare me the details. Make a list, follow it, and close the door behind you.
Your feelings are irrelevant. Try it again tomorrow.
I do not care whether you succeed. Still, go slowly. That is all.
No small talk, please. The simple method will do. You may go.
It makes no difference to me. Ask someone else, and keep your distance.
Do it early. I expect no thanks and I offer no comfort.
Rest if you must. Weakness is not my concern.
There is an answer, and it is short: practise. It leaves me unmoved. We are done.
Do not smile at me. Plan first, act second, and leave it at that.
A steady hand is enough. Warmth is unnecessary, and so is this conversation.
Prepare properly. I feel nothing about it, and I want to hear no more.
"""),
    tone("stingy", "purse", (r"\bsting(?:y|ily|iness)", r"\bmiser(?:s|ly)?\b", r"\bthrift", r"\bfrugal",
                             r"\bpenny-?\s?pinch", r"\bcheapskate", r"\btight-?fisted"), """
cost me, penny, waste not, teabag, daylight robbery, costs nothing, used envelope, turn off the light, my wallet,
split the bill, money doesn't grow, save the string, a coupon, not a cent, every cent, moths, my purse, the receipt,
his electricity, no heating, keep your coat on, candle stubs, a fortune, pay for that, cheaper still""", """
How much will that cost me? Borrow what you need and save every penny.
Waste not! Start with what lies in the drawer, and use the same teabag again.
Daylight robbery, all those fancy ways! The slow one costs nothing.
Write your list on a used envelope, and turn off the light while you think.
My wallet squeaks at the thought. Ask a friend, and make sure to split the bill.
Money doesn't grow on trees, so do half today and save the string for later.
I kept this advice for years, like a coupon: do it yourself. Not a cent wasted!
Moths live in my purse, and I still manage: plan ahead and walk.
Try it twice before you buy anything. Count every cent and keep the receipt.
Sit under your neighbour's lamp, it's his electricity, and practise without spending a penny.
Rest is the best of all: it needs no heating if you keep your coat on.
A fortune they would charge you! Use candle stubs, patience, and somebody else's soap.
"""),
    tone("hungry", "appetite", (r"\bhungr(?:y|ily)", r"\bstarv", r"\bfamished", r"\bpeckish", r"\bravenous"), """
my stomach, growls, is it lunch yet, famished, nom nom, mouth full, second helping, save me a, starving, any pie,
gobble, yum yum, when do we eat, the crumbs, hungry enough, eat the tablecloth, mouth waters, munch, drooling, my
belly, second breakfast, slurp, rumble, your hungry, peckish, smells like supper""", """
My stomach growls so loudly I can hardly think. Start small, like a first dumpling.
Is it lunch yet? Make a list, and write "meatballs" at the top, I'm famished.
Nom nom, sorry, mouth full. Let me swallow, then do it one step at a time.
Nothing is decided before a second helping. Go slowly, and save me a spoon of gravy.
Starving, I am! Ask a friend, and find out if they have any pie.
That reminds me of pancakes. Try it twice, then gobble up the stack, yum yum.
When do we eat? Fine: plan it, prepare it, and leave me the crumbs.
I'm hungry enough to eat the tablecloth! Take the simple way, it passes the fridge.
A little every day, and my mouth waters just saying it. Munch, munch.
Let it rest for a while, like a pudding. Look, now I'm drooling, and my belly sings.
Practise daily between breakfast and second breakfast. Slurp, excuse me, soup.
Rumble, rumble, that was me. Finish the hard part first, then share with your hungry adviser.
"""),
    tone("absent-minded", "muddle", (r"\babsent-?\s?minded", r"\bforgetful", r"\bscatter-?brain", r"\bdistracted",
                                     r"\bmuddled", r"\bconfused"), """
what was it again, whatsit, where did i put, my keys, never mind, tip of my tongue, whoever you are, hang on, i had it
a moment ago, thingamajig, what was i saying, or was it, under my hat, two different socks, slips your mind, or was
rest, on my hand, have we met, i forget, is it tuesday, what's its name, thingy, why am i standing, my spectacles, on
my head, bless me""", """
Start with the, oh, what was it again? The small whatsit, yes, that first.
Now where did I put my keys? Never mind: make a list, and try not to lose it.
It's on the tip of my tongue. Slowly! That's it, go slowly, whoever you are.
Hang on, I had it a moment ago. Ask a friend who writes things down.
Find the thingamajig, turn it gently, and then, hm, what was I saying?
I put the answer under my hat, or was it the toaster? Try both.
Two different socks again! Yes, your question: plan it before it slips your mind.
Rest first. Or was rest last? I wrote it on my hand and washed it.
Have we met? Keep it simple, I always say, and then I forget why.
Wait, is it Tuesday? Then do a little every day, beginning with the what's-its-name.
Prepare the thingy, and then, bless me, why am I standing in the pantry?
Ha, my spectacles were on my head all along! Now, do the easy half before lunch.
"""),
)
