"""Voices, eleventh part: the young, the school, the quiet room and the internet."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("customer-service agent", "helpdesk", (
         r"\bcustomer[- ](?:service|support|care)", r"\bcall[- ]cent(?:er|re)", r"\bhelp ?desk", r"\bsupport agent"), """
thank you for calling, for calling, your patience, ticket number, your ticket, your account, valued customer, escalate,
escalated, my supervisor, on hold, hold music, order number, business days, i do apologise, apologise for the, resolved
for you, press one, pressing one, pulling up, anything else i, is there anything else, five stars, short survey, your
call, transfer you, bear with me, reference number, our policy, refund, your inconvenience""", """
Thank you for calling! I am pulling up your account now, and step one is small.
I do apologise for the wait. We recommend a list, valued customer.
Let me transfer you to the patience department, where this is usually resolved for you.
Your call is important to us, so please take it slowly and stay on hold.
Bear with me one moment. My screen says to try it again within two business days.
As a valued customer you may rest first, free of charge under our policy.
I have opened a ticket number for you: ask a friend, then confirm by pressing one.
We're sorry for your inconvenience. Many callers on hold found that an early start helps.
Great news! My supervisor has approved the simple way, and your ticket is closed.
Should it fail twice, I will escalate it and offer you a full refund.
May I have your order number? Wonderful. Practise daily, and is there anything else I can do?
Before you go, a short survey: did planning ahead earn five stars today?
"""),
    role("teenager", "youth", (r"\bteen-?ager?s?\b", r"\bteens?\b", r"\badolescent"), """
bruh, bro, lowkey, highkey, no cap, fr fr, ngl, idk, tbh, cringe, slay, vibe check, ick, bestie, sus, yeet, boomer, lol,
ruin my life, like literally, i can't even, so embarrassing, main character, you do you, my charger, group chat, left on
read, eye roll, ew, math class, grounded, whatevs, skibidi, rizz, being mid""", """
Bruh, just start with the tiny bit, it's not that deep, no cap.
Ngl, a list would lowkey fix your whole life.
Ew, don't rush it, that's so embarrassing. Go slow, tbh.
Okay boomer, text it to the group chat and somebody will know.
Idk, try it twice? Nobody's watching, except, like literally, everyone.
Can this wait? I'm grounded and my charger died. Rest first, bestie.
You do you, but planning it the night before is highkey the move, fr fr.
Honestly, doing it the easy way is a slay, bro.
Lol, I got left on read for less. Ten minutes a day, whatevs.
Eye roll. My teacher says practise, which is sus, but it works, ngl.
Stop being mid and begin already, main character energy, bruh.
Mornings are the ick, so do it after math class and don't ruin my life.
"""),
    role("valley girl", "youth", (r"\bvalley[- ]girl", r"\bmall girl", r"\bairhead"), """
like totally, totally, oh em gee, as if, so like, gag me, whatever, for sure, the mall, grody, to the max, my nails,
manicure, lip gloss, bummer, barf me out, fer sure, shut up, no way, i was like, she was all, he was all, total betty,
majorly, so not, way cool, cute top, frozen yogurt, smoothie, my daddy's card, my bff, psyched""", """
Oh em gee, like totally start small, it's way cool.
So like, you make a list? With glitter pens? Fer sure.
Gag me with the hurry! Slow is majorly cute, okay?
Hello? My BFF like totally knows about that, so call her from the mall.
As if I'd do it twice! But, like, you totally should.
I was like, no way, and she was all, just practise every day, whatever.
Grody to the max! Do the easy part first and then get a manicure.
Shut up! You're gonna do so great if you nap before, for sure.
Barf me out. Grab a smoothie, fix your lip gloss, and try again.
Like, early is so not my thing, but it's the total Betty move.
Plan your outfit first, then your plan, then frozen yogurt. I'm psyched!
Don't even stress, my nails look worse. Use Daddy's card, or, like, totally patience.
"""),
    role("kindergarten teacher", "school", (r"\bkindergarten", r"\bpre-?school", r"\bnursery (?:school|teacher)"), """
boys and girls, listening ears, inside voices, criss cross, applesauce, circle time, story time, nap time, gold star,
crayons, crayon, glue sticks, snack time, line up, can everybody say, who can tell me, good sharing, little hands, wash
our hands, thumbs up, finger paint, the carpet, helping hands, sticker, stickers, quiet as mice, clap clap, indoor shoes,
show and tell, kind hands, tidy up, eyes on me, cubby, one two three""", """
Eyes on me, boys and girls! We begin with the teeny tiny piece.
Can everybody say "patience"? Very good! That earns a gold star.
Criss-cross, applesauce, and bottoms on the carpet: we take turns and go slowly.
One, two, three, clap clap! Now draw your plan with a green crayon.
Uh-huh, hard things feel big. Put on your listening ears, clap clap, and try once more.
Who can tell me what we do first? That's right, we ask with inside voices.
Little hands can do it when helping hands are near, so choose a partner.
Quiet as mice, please! After nap time everything is easier, you will see.
Let's sing the tidy-up song and do the easy part before snack time.
Oopsie! Spills happen. We use kind hands, we smile, and we get new stickers.
Tomorrow at circle time you may show us how you practised. Thumbs up!
We wash our hands, we line up, and then we finish it together.
"""),
    role("stern headmistress", "school", (
         r"\bhead-?\s?(?:mistress|master|teacher)", r"\bschool-?\s?(?:mistress|master|marm|ma'?am)", r"\bprincipal\b"), """
detention, young man, young lady, sit up straight, stand up straight, tuck in, spit out, chewing gum, my office, a hundred
lines, hundred lines, in this school, the ruler, your penmanship, slouching, report card, tardy, hall pass, disgraceful,
see me after, blackboard, chalk, no running, assembly, your parents, excuses, did i say, hands where, school uniform, your
tie, the bell, dawdling, speak up, pay attention, no talking""", """
Sit up straight, young man! You will begin with the simplest part, in ink.
Detention for dawdling! Write "I shall plan ahead" a hundred times on the blackboard.
Spit out that chewing gum and read the instructions again, young lady.
There is no running in this school, and that goes for your task as well.
Pay attention! I shall say it once: neat lists, sharp pencils, no excuses.
Disgraceful penmanship, but a fair question. Rest tonight, start when the bell rings.
Did I say you might give up? Try it twice and report to my office.
Tuck in your shirt first. Order begins at the collar, young man, and ends with patience.
Your parents will hear that you asked for help, and, for once, they shall be pleased. Speak up!
A slouching pupil never finishes. Stand up straight and take the second step.
I expect daily practice and clean fingernails. See me after assembly, young lady.
Put down that chalk! The easy way is correct; write it in your report card.
"""),
    role("whispering ASMR artist", "hush", (r"\basmr\b", r"\bwhisper"), """
whisper, whispering, tap tap, tap tap tap, tapping, crinkle, crinkles, tingles, tingle, shhh, sksk, soft sounds, close to
your ear, left ear, right ear, from ear to ear, the microphone, so quietly, very softly, gentle rain, velvet, slowly now,
fabric, page turning, relax your shoulders, hello my dear, hair brushing, whispered, melt away, scratch scratch,
fingertips, barely a sound, hushed, soothing""", """
Hello, my dear. I whisper it into your left ear: begin very small.
Tap tap tap. Do you hear my fingertips? One step, then a pause.
Shhh. Let the crinkles wash over you while the plan writes itself.
Into your right ear now, so quietly: you could always ask a friend.
Soft sounds only, shhh. We brush the worry away, and then we try again.
Relax your shoulders, feel the tingles, and take all the time you need.
Scratch, scratch, goes my pencil near the microphone: here is a little list.
Very softly, like page turning at night, you practise a bit each evening.
Listen to the gentle rain. Nothing is urgent, nothing, shhh, nothing at all.
Let me unfold this velvet fabric: the simple way is inside, whispered.
Breathe with my soothing voice, and barely a sound later, it is done.
Sleep first. I will stay close to your ear, tapping until morning.
"""),
    role("hypnotist", "hush", (r"\bhypnoti[sz]", r"\bhypnosis", r"\bmesmeri"), """
your eyelids, eyelids, getting heavy, heavier, pocket watch, the pendulum, pendulum, back and forth, deeper, trance, snap
my fingers, when i snap, look into my eyes, into my eyes, you are feeling, count backwards, ten nine, nine eight, deep
sleep, every word, my voice, subconscious, drifting, down the staircase, under my, you will remember, suggestion, limp,
swinging, you obey, awaken, spiral""", """
Look into my eyes. Your limbs grow heavier, and you wish to begin small.
Follow the pendulum, back and forth, and hurry leaves you.
Ten, nine, eight. With each number you want to make a list in deep sleep.
When I snap my fingers, you will remember to plan the night before.
Deeper and deeper you sink, until only the simple way remains in this trance.
You are feeling patient. Very patient. Your arms hang limp as noodles.
Only my voice is here. You will remember it, and try again tomorrow.
At the foot, down the staircase of your mind, a friend waits to help. Go deeper.
See the pocket watch swinging. Left is rest, right is practice. Left, right.
This is no order, merely a suggestion for your subconscious: ten minutes daily.
Awaken now, refreshed, and do the easy part before the spiral stops turning.
Drifting, drifting. Every word makes you calmer, and the first step draws near.
"""),
    role("game streamer", "internet", (r"\bstreamer", r"\btwitch\b", r"\blive-?\s?stream", r"\bgamer\b"), """
chat, yo chat, pog, poggers, gg, let's gooo, subs, thanks for the sub, the follow, smash that, hype, hype train, clutch,
clip it, noob, nerf, boss fight, respawn, speedrun, side quest, loot, lag, gifted, emotes, w in the chat, f in the chat,
ez, rage quit, one hp, xp, farm xp, level up, going live, mods, easy dub, dub, lobby""", """
Yo chat, what's up! Start with the tutorial zone and farm XP first.
Pog question! It's basically a boss fight, so learn the pattern, chat.
Thanks for the sub! Uh, make a list, that's your loot table.
No speedrun today, guys. Slow and clean gets the easy dub.
F in the chat for everyone who rushed. Respawn and go again!
Clip it! Ask a teammate, they'll clutch it for you.
Let's gooo! Rest up, hydrate, and come back with full HP, no lag.
Mods, pin this: practise daily, don't rage quit.
That strategy needs a nerf, it's too simple, and it's honestly EZ.
Do the side quest before the main one. Trust me, chat, been there.
Hype train incoming! You plan, you prep, you win, GG.
Got gifted this tip by a viewer: try it twice, then level up.
"""),
    role("social-media influencer", "internet", (r"\binfluencer", r"\binstagram", r"\bvlogg", r"\bsocial[- ]media star"), """
hey guys, hi lovelies, lovelies, link in bio, swipe up, my followers, followers, use my code, discount code, hashtag,
obsessed, so obsessed, aesthetic, morning routine, get ready with me, unboxing, my story, collab, sponsored, not
sponsored, ring light, selfie, like and subscribe, subscribe, dm me, going viral, game changer, self care, manifest,
manifesting, glow up, grwm, living for, golden hour, reel, no filter, this haul""", """
Hey guys, so many of you asked! Start tiny, link in bio.
I'm obsessed with this: a cute little list. Not sponsored, I swear!
Hi lovelies! My morning routine is slow on purpose, hashtag blessed.
Honestly a game changer: ask a friend and tag her in a selfie.
Turn on the ring light, lovelies, and just try again, no filter.
Use my code PATIENCE for ten extra minutes, and don't forget to subscribe!
Get ready with me while I do the easy part first, so aesthetic!
Living for your questions! Self-care comes before the hustle, so nap, then glow up.
Okay, storytime for my followers: I rushed it once, and it went viral, hashtag fail.
Do it at golden hour, take a selfie, and post your progress daily.
DM me when you've planned it out, I'm literally manifesting this for you.
This haul taught me one thing, lovelies: simple is always more aesthetic.
"""),
    role("tech bro", "business", (
         r"\btech[- ]?bro", r"\bsilicon valley", r"\bstart-?up (?:founder|bro|guy)", r"\bfounder\b"), """
disrupt, disrupting, disruptive, startup, seed round, series a, venture capital, vc, pivot, scalable, 10x, mvp, ship it,
iterate, iterating, growth hack, bullish, blockchain, crypto, web3, founder, founders, stealth mode, cold plunge, biohack,
unicorn, product market fit, burn rate, runway, first principles, move fast, pitch deck, my stack, roadmap, angel
investor, beta, kombucha, standing desk, exit strategy, could scale, give them equity""", """
Bro, ship it as an MVP today and iterate from there.
Think from first principles: what's the smallest thing that could scale?
We closed our seed round on a list like that. Seriously disruptive.
Pivot! If the first try fails, call it a beta and go again.
Honestly, founders sleep eight hours now. It's the ultimate biohack.
Put it on the roadmap between cold plunge and standing desk.
Find a co-pilot, give them equity, and move fast together.
Simple is 10x. Complexity is just bad product-market fit, dude.
I'm super bullish on your idea. Daily practice compounds like crypto.
Don't let it hit your burn rate; extend the runway and go slow, just this once.
My stack for that is a notebook, a kombucha and zero meetings.
Open the pitch deck with the easy part, close with the exit strategy.
"""),
)
