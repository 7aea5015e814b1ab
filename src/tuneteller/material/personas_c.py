"""Voices, third part: people on the air, in the field, and those who talk for a living."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("sports commentator", "sport", (
         r"\bsports? (?:commentator|announcer|caster)", r"\bcommentator", r"\bplay-by-play"), """
the crowd, goal, what a, folks, what a play, he shoots, she shoots, halftime, second half, referee, goes wild, the
whistle, unbelievable, final minutes, down the wing, kickoff, stadium, replay, penalty, on the line, the finish
line, overtime, he scores, the defence, scoreboard, oh my word""", """
And it's a strong opening, folks! Start early, pass to a friend, and the crowd goes wild!
Unbelievable! A slow start, then a sprint down the wing, and the job is done!
Oh my word, what a play! Two small steps and it's all over before halftime!
The referee checks his watch, the stadium holds its breath, and patience wins it!
She shoots, she rests, she tries again in the second half. Goal!
Here comes the kickoff! Keep it simple at the back and break the defence, folks!
Look at the replay: no panic at all, just practice, and the crowd loves it!
We are in the final minutes now, folks, and the clever move is to ask the bench!
Straight from the whistle it's hard work, hard work, and he scores!
It's going to overtime, folks! A glass of water and one more brave attempt!
Down to the finish line they come, and preparation takes it on the line!
A penalty for rushing! The scoreboard says take a breath. Unbelievable scenes!
"""),
    role("coach", "sport", (r"\bcoach", r"\b(?:athletic|team|sports) trainer"), """
champ, hustle, let's go, champion, game plan, drills, bring it in, no excuses, locker room, teamwork, winners, laps,
push through, hands in, on three, play hard, playbook, fundamentals, sidelines, whistle, huddle, hundred percent,
get out there, in you, next play""", """
Bring it in, champ! We stick to the game plan: small steps, big heart.
Hustle, hustle! Winners start before they feel ready, so get out there!
Warm up first, then run your drills, and no excuses, you hear me?
I've seen you sweat for less, champion. Push through and rest on Sunday.
Huddle up, team! The answer is fundamentals, every single day.
Give me ten minutes of hundred percent effort, then catch your breath, champ.
Forget the last try. Next play! Head up, shoulders back, let's go!
That's the playbook right there: listen, practise, repeat. Hands in, on three!
Nobody on my team quits in the locker room, champ. We finish what we start!
You've got it in you, champ! Two more laps around it and it's yours.
I'm blowing the whistle on doubt. Play hard, stay humble, and trust the drills.
Teamwork, people! Ask the one next to you and hustle back to your spot.
"""),
    role("drill sergeant", "army", (r"\bdrill (?:sergeant|instructor)", r"\bsergeant", r"\bmilitary instructor"), """
soldier, maggot, maggots, drop and, give me twenty, attention, atten hut, move it, sir yes sir, recruit, recruits,
on the double, barracks, did i stutter, i can't hear you, that is an order, fall in, at ease, double time, left
right, dismissed, whining, latrine, boot camp""", """
Attention, recruit! You will start now, and you will start on the double!
Drop and give me twenty, maggot, then do it again until it's perfect!
I can't hear you, soldier! Louder, faster, and with your boots shined!
Move it, move it, move it! That is an order, private!
Fall in! In my barracks we make a list at dawn and we follow it. Dismissed!
Did I stutter, recruit? One step, left right, left right, until it's done!
At ease, soldier. Drink your water, lace your boots, and try again.
Wipe that look off your face, maggot! No whining! Hard work beats talent every day!
You want easy, soldier? There is no easy at boot camp! March!
Double time, recruits! The job won't finish itself while you stand there whining!
Sir yes sir is what I want to hear! Now ask your buddy and move it!
Scrub that latrine first, recruit, and the rest will feel like a holiday!
"""),
    role("news anchor", "broadcast", (r"\bnews ?(?:anchor|reader|caster|presenter)", r"\bnewscast", r"\bnews report"), """
breaking news, good evening, tonight, our correspondent, reporting, developing story, live from, back to you, stay
tuned, our top story, eyewitnesses, officials, in other news, more at eleven, studio, just in, exclusive, our
reporter, we go live, on the scene, confirmed, sources, experts say, viewers""", """
Breaking news tonight: sources say the best method is to start small.
Good evening. Our top story: patience works, and officials have confirmed it.
This just in: a good plan and a short break solve most of it. More at eleven.
We go live to our correspondent, who is reporting that simple steps are enough.
According to sources close to the matter, an early start makes the difference. Stay tuned.
In other news, experts say asking a friend remains the fastest way.
A developing story this hour: eyewitnesses describe a calm and steady approach. Back to you.
Live from our studio, here are the headlines: rest well, try again, keep notes.
Our reporter on the scene tells us that nobody should rush this one tonight.
Viewers have been asking all day. We go live to the city, where one step at a time wins.
An exclusive report this evening: the cheap way often works. Stay tuned for the details.
Good evening, and thank you for joining us. Officials urge calm, water and a list.
"""),
    role("weather forecaster", "broadcast", (
         r"\bweather (?:forecast|presenter|reporter|m[ae]n)", r"\bmeteorolog", r"\bforecaster"), """
forecast, cloudy, sunny spells, chance of, cold front, warm front, high pressure, low pressure, breeze, drizzle,
gusts, fog, outlook, clearing, clear skies, thunder, from the west, scattered, bright spells, stormy, overcast, on
the map, breezy""", """
The outlook is bright, with a ninety percent chance of success by the afternoon.
A cold front of doubt is moving in from the west, clearing after lunch.
Expect scattered trouble early on, followed by sunny spells once you begin.
Scattered clouds with a light breeze, so take it slow and keep a coat near.
Here on the map you see high pressure building. Start before the gusts arrive.
Patchy fog this morning, but clear skies by evening if you make a plan.
My forecast: light drizzle of effort, then a mild and pleasant finish.
A chance of thunder at first, folks, so stay inside and practise.
The breeze is turning in your favour. Try again tomorrow, under clear skies.
Overcast at the start of the week, clearing by Thursday, if you ask for help.
Low pressure today means rest. The outlook for the weekend is much warmer.
Drizzle of questions first, bright spells of answers later, and a little extra courage.
"""),
    role("game-show host", "broadcast", (
         r"\bgame[- ]?show", r"\bquiz[- ]?(?:show|master)", r"\bshow host\b"), """
contestant, contestants, spin the wheel, ladies and gentlemen, grand prize, final answer, come on down, door number,
thousand dollars, buzzer, jackpot, round of applause, give it up, bonus round, lightning round, welcome back,
lifeline, ding ding, you win, tell them what, behind the curtain, brand new, studio audience, double your, right
answer, fantastic try""", """
Ladies and gentlemen, our contestant has a question! The answer is behind the curtain!
Spin the wheel! And it lands on: start small, for ten thousand dollars!
Ding ding ding! That is the bonus round, and patience takes the jackpot!
Is that your final answer? Use a lifeline and ask a friend first!
Come on down! You could win a brand new habit with three easy steps!
Give it up for our contestant, who wisely picks door number two: a good rest!
Hands on the buzzer! The right answer is one step at a time!
Welcome back! For the grand prize: try it twice and write it down!
Tell them what they win! A simple plan, a cup of tea and a round of applause!
It's the lightning round! Quick, keep it cheap, keep it easy, and you win!
Oh, the studio audience is gasping! Double your points by starting early!
A fantastic try! Behind door number three is practice, our grand prize tonight!
"""),
    role("salesman", "sales", (r"\bsales(?:m[ae]n|person|woman|people)\b", r"\bseller\b", r"\bsales pitch"), """
limited time, act now, special offer, money back, guarantee, guaranteed, but wait, there's more, today only,
discount, free of charge, no obligation, satisfied customers, bargain, call now, amazing offer, low price, half
price, sign here, order now, investment, once in a lifetime, easy payments, premium""", """
But wait, there's more! Start today and get your second try absolutely free!
Act now, my friend, because this simple plan is a limited time deal!
Satisfied customers everywhere swear by small steps. Money back if it fails!
Have I got a bargain for you! Three easy payments of ten minutes a day!
You won't find a better deal: patience, at half price, today only!
Sign here, and by Friday it's solved. Results guaranteed, no obligation!
For you, a special offer: the premium method, with a free checklist!
It's not a cost, my friend, it's an investment! Call now and begin tonight!
What would you pay for this? Don't answer! It's a once in a lifetime bargain!
Order now, while supplies last, and rest will be added at no extra charge, guaranteed!
Let me talk to my manager. Good news: a huge discount on doing it simply, today only!
Upgrade to the early start, act now, and the low price will amaze you!
"""),
    role("lawyer", "office", (r"\blawyer", r"\battorney", r"\blegalese", r"\bbarrister"), """
objection, your honor, your honour, hereby, the jury, my client, clause, the defendant, pursuant, allegedly, without
prejudice, notwithstanding, the party, heretofore, counsel, testimony, herein, exhibit, precedent, burden of proof,
in witness, aforementioned, rest my case, under oath, hereinafter, reasonable doubt, plaintiff, liability""", """
Objection! My client should be allowed to start small, your honor.
The party of the first part, hereinafter you, shall begin without undue delay.
Ladies and gentlemen of the jury, the evidence shows that patience works. I rest my case.
Pursuant to clause four, a short break is permitted, notwithstanding the deadline.
I must advise, without prejudice and subject to liability, that you take it slowly.
Exhibit A: a simple list. The defendant, haste, has no testimony to offer.
Beyond reasonable doubt, the aforementioned task is best done in the morning.
Allegedly it is hard, but the precedent, your honour, says otherwise.
You hereby agree to try twice, and any complaint shall be made in writing to counsel.
Under oath, I can state that asking a friend is binding and effective, your honor.
The burden of proof lies with the plaintiff, so write everything down herein.
As counsel I advise rest, water, and a signed copy of the terms set forth herein.
"""),
    role("politician", "office", (r"\bpolitician", r"\bcandidate\b", r"\bcampaign(?:ing|er)?\b.{0,12}speech"), """
fellow citizens, my opponent, voters, taxpayers, hardworking families, i promise, great nation, our nation, believe
me, reform, my administration, together we, elected, election, committee, this country, let me be clear, my fellow,
not raise taxes, bipartisan, working families, the future of, make no mistake, constituents, thank you and, vote,
campaign trail""", """
My fellow citizens, let me be clear: we will take it one step at a time.
I promise the voters this: when I am elected, it will be simple.
My opponent would have you rush. Together we can do it properly.
Hardworking families deserve an answer, and my administration is forming a committee.
Make no mistake, this great nation was built by people who started early.
Let me be clear, I have always supported rest, and I will not raise taxes.
That is an excellent question, and the people deserve reform, so vote for patience.
Our nation faces a choice: haste, or a bipartisan plan with three easy points.
On the campaign trail a baker asked me the same, and I promise we will act.
Taxpayers should not pay for this twice, believe me. My policy is to ask a friend.
I have listened to my constituents, and together we will finish by spring.
For the future of this country, begin today. Thank you, and please vote!
"""),
)
