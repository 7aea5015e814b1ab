"""Voices, twelfth part: the desk, the money, the screen and the announcements."""

from __future__ import annotations

from tuneteller.material.personas_voice import Voice, role

VOICES: tuple[Voice, ...] = (
    role("middle manager", "business", (
         r"\bmiddle manager", r"\bmanager\b", r"\bcorporate\b", r"\b(?:business|management) (?:consultant|jargon)"), """
synergy, synergies, circle back, touch base, low hanging fruit, bandwidth, deliverable, deliverables, stakeholder,
stakeholders, action item, action items, going forward, take this offline, leverage, kpi, kpis, deep dive, win win, move
the needle, onboard, per my last email, quick sync, value add, best practice, this quarter, q3, slide deck, key takeaway,
ping me, blue sky, workstream, boil the ocean, buy in, mission critical, granular, cascade, align all""", """
Let's start with the low-hanging fruit and circle back after lunch.
Going forward, I would align all stakeholders around one short list.
Great question. Can we take this offline and do a deep dive on Thursday?
My key takeaway: don't boil the ocean, do a small pilot in Q3.
Per my last email, patience is a core deliverable this quarter.
Who has the bandwidth to help? Loop them in and get their buy-in.
Resting is mission critical. Block it in your calendar as an action item.
There's real synergy between planning and not panicking, so leverage both.
A second attempt is best practice and moves the needle; it's a win-win.
Ping me once you have buy-in from a colleague.
We need to get granular here: ten minutes daily, measured against KPIs.
Simple is a value-add. Put it on a slide deck and cascade it downwards.
"""),
    role("bureaucrat", "office", (r"\bbureaucra", r"\bcivil servant", r"\bred[- ]tape", r"\b(?:government|passport) clerk"), """
form 27b, in triplicate, triplicate, rubber stamp, stamped, counter four, counter six, window three, take a number, your
number, next window, the appendix, appendix c, subsection, paragraph nine, the queue, closed for lunch, processing time,
competent authority, authorised, annex, opening hours, certified copy, proof of, counterfoil, pending, ministry, office
hours, the clerk, six to eight weeks, filing cabinet, carbon copy, a permit, blue form, pink form, applicant""", """
Take a number. To begin small, kindly complete the pink form in triplicate.
According to subsection four, a list must be stamped before it counts as a list.
That is not handled here. Proceed to window three, which is closed for lunch.
Processing time is six to eight weeks, so the applicant should be patient.
Have you a permit for doing it twice? Then bring a certified copy.
Your request is pending. Rest is authorised between two and half past two.
Annex B allows for a helper, provided the competent authority knows his shoe size.
Without a rubber stamp nothing happens, but with one, ten minutes daily will do. Next window!
I see you left box nine blank. Plan first, then rejoin the queue at counter four.
The simple procedure is found in the appendix, behind the third filing cabinet.
Start before office hours, and keep the counterfoil until you retire.
Only the ministry may shorten it. Until then, practise slowly and initial paragraph nine.
"""),
    role("accountant", "money", (r"\baccountants?\b", r"\bbook-?keep", r"\btax adviser", r"\bauditor\b"), """
ledger, the ledger, balance sheet, deduct, deductible, tax deductible, tax year, fiscal, fiscal year, column b, all your
receipts, invoices, depreciates, write off, write it off, petty cash, under assets, among the liabilities, reconcile,
double entry, carry forward, carried forward, accrue, accrues, quarterly, rounding, debit, credit side, bottom line,
surplus, itemise, my spreadsheet, each decimal, pending audit""", """
Enter it in the ledger first: small effort on the left, small result on the right, double entry.
By my spreadsheet, going slowly saves eleven percent per fiscal year.
Keep all your receipts, itemise the steps, and reconcile them on Friday.
A nap is fully deductible in the current fiscal year.
Strictly speaking, haste depreciates. Patience accrues, usually quarterly.
If it fails, write it off and carry forward the lesson.
Do ask a friend, but record his advice among the liabilities, pending audit.
On the credit side you have time; on the debit side, a great many excuses.
Column B shows that the simple way is cheapest, ignoring rounding.
Ten minutes daily makes sixty hours per tax year, a handsome surplus.
Planning belongs under assets, worry under expenses. The bottom line improves at once.
Never trust a round number. Check each decimal, balance petty cash, then begin.
"""),
    role("stockbroker", "money", (
         r"\bstock-?\s?(?:broker|trader)", r"\bwall street", r"\binvestment banker", r"\bhedge fund"), """
buy low, sell high, bull market, bear market, bulls, bears, your portfolio, the ticker, ticker, kid, of efforts, hold your
position, go long, short it, trading floor, opening bell, closing bell, i'd hedge, volatility, blue chip, the dow, nine
points, rally, insider, margin call, hot tip, liquid, to crash, plenty of upside, sell sell, downside, bullish, bearish,
buy buy buy, split the dividends""", """
Buy low, sell high: get in while the task is still small!
Hot tip from the trading floor: patience is up nine points.
Hold your position! Panic is how amateurs meet a margin call.
Diversify your portfolio of efforts, a little each morning at the opening bell.
It's a bear market for shortcuts, kid. Go long on practice.
I'd hedge with a list. Limited downside, plenty of upside.
Sell the worry! Sell, sell! And put it all in blue-chip sleep.
Volatility scares people, but the second try always brings a rally.
Call your friend, he's practically an insider, and split the dividends.
Look at that ticker! Simple is climbing, complicated is going to crash.
Buy, buy, buy! Ten minutes today yield an hour next quarter, the bulls know.
By the closing bell you'll want a plan, liquid and signed.
"""),
    role("movie-trailer narrator", "screen", (
         r"\b(?:movie|film)[- ]?trailer", r"\btrailer (?:voice|narrat|announcer)", r"\bvoice-?over\b"), """
in a world, one man, one woman, one chance, one question, this summer, coming soon, this fall, this winter, nothing will
prepare, the critics, from the makers of, based on a true, no way back, against all odds, this time it's personal, rated,
the journey begins, everything changes, one last, will never be the same, when everything, on the big screen, in theaters,
in theatres, must choose, nowhere to hide, time is running out, an unforgettable, sequel, the legend, before it's too
late, award winning, explosions, a hero will rise""", """
In a world that rushes, one man dares to start small.
This summer, a single list stands between order and chaos. Against all odds.
From the makers of Patience comes a new legend: Patience Two, on the big screen.
One woman. One pencil. Ten minutes a day. Everything changes.
They said it could not be done twice. Coming soon, against all odds: the second try.
When everything falls apart, a friend will answer. This time it's personal.
Based on a true nap. Rest, before it's too late.
Nowhere to hide. No way back. Only the easy part first.
Nothing will prepare you, except, of course, preparing. Rated sensible.
He had one last chance, and he planned it the night before. The journey begins.
Time is running out in every story but this: go slowly, in theaters everywhere.
Critics call simple things "an unforgettable ride". You will never be the same.
"""),
    role("nature-documentary narrator", "screen", (
         r"\bnature (?:film|documentar|narrator)", r"\bdocumentar(?:y|ies)", r"\bwildlife (?:narrator|film)"), """
here we see, we observe, observe, remarkable creature, remarkable, in the wild, its natural habitat, natural habitat, the
female, the male, the young, predator, watering hole, savannah, undergrowth, mating season, the dry season, plumage, the
herd, survival, nature's way, magnificent, this species, the specimen, rarely seen, at dusk, dawn breaks, instinct,
extraordinary, territory, offspring, the pack, predators of doubt, the burrow""", """
Here we see the human in its natural habitat, wondering where to begin.
Dawn breaks over the savannah. The patient specimen makes its first small move.
Observe how the female writes a list, a behaviour rarely seen before breakfast.
Startled, it freezes. Instinct tells this remarkable creature to try again.
In the wild, the hasty seldom survive to raise their offspring.
And so, as the herd rests at the watering hole, it too lies down.
Extraordinary. It has approached another of its kind for help, despite the rules of territory.
Far off, the predators of doubt are circling, but survival favours the prepared.
Day after day it returns to practise its song, puffing out magnificent plumage.
Only now, in the dry season, does it discover nature's way: the simple one.
Barely visible in the undergrowth, a plan is hatching. We observe in silence.
At dusk the young have gone to the burrow. Tomorrow, they will do it slowly.
"""),
    role("film director", "screen", (r"\b(?:film|movie) director", r"(?<!funeral )\bdirector\b", r"\bfilm-?maker"), """
take two, take one, take three, take nine, quiet on set, on set, roll camera, close up, my vision, the script, cue the,
your motivation, wide shot, the scene, scene one, that's a wrap, it's a wrap, from the top, my trailer, dolly, zoom in,
crane shot, reshoot, storyboard, the lens, clapperboard, the final cut, montage, megaphone, the dailies, stunt double,
spotlight on, cut cut cut, less makeup, fewer extras, in the edit, the lighting, keep the camera""", """
Quiet on set! Scene one: you begin with something very small. Action!
Cut, cut, cut! You're rushing. From the top, and feel it this time.
Where's your motivation? Write it on a card and tape it under the lens.
Okay, take two. Nobody nails it first; I once did sixty with a goat on set.
Think of it as a montage: ten minutes a day, cue the music.
Get me a close-up of that list. Beautiful. My vision is complete.
If the hard part scares you, send in a stunt double or a friend. Take two!
Storyboard it tonight, and tomorrow we'll just roll camera.
People, people, the lighting is tired, I'm tired. Lunch, then take three.
Fewer extras, less makeup! A simple wide shot says it all.
No worries, we fix it in the edit. Keep the camera going.
And that's a wrap! See how calmly you did it? Print it for the final cut.
"""),
    role("podcast host", "broadcast", (r"\bpodcast",), """
welcome back, back to the show, episode, this episode, today's episode, our sponsor, promo code, my guest, my co host, the
mattress, leave a review, five star review, wherever you get, your podcasts, listeners, dear listener, dive into, let's
dive in, unpack that, unpack, super interesting, hundred percent, show notes, the pod, before we get into, fascinating
conversation, rabbit hole, mail bag, listener question, segment, a quick word, so tell me, hot take, patreon, bonus
episode, for our subscribers""", """
Welcome back to the show! Today we unpack a big one: starting small.
Before we get into it, a quick word about lists. Promo code PENCIL.
Hundred percent. My guest last week said to go slow, and I got chills.
So I went down a rabbit hole on this, and, listeners, you should try it twice.
Hot take: rest is underrated. We did a whole bonus episode on naps.
This episode is brought to you by patience, wherever you get your podcasts.
Super interesting question from the mail bag! My co-host would ask a friend.
Let's dive in. Ten minutes daily, that's it, link in the show notes.
Dear listener, I recorded this in a closet: keep it simple and leave a review.
Can we unpack that for a second? You planned it, and, like, it worked on the pod.
Okay, next segment! What would you do first? The easy part, obviously, hundred percent.
Thanks to our sponsor, the mattress people, and remember to begin early. Bonus episode on Friday!
"""),
    role("infomercial host", "sales", (
         r"\binfomercial", r"\b(?:home|tele)-?\s?shopping", r"\bshopping channel", r"\btele-?shop"), """
but wait, there's more, but wait there's more, call now, operators are, standing by, only nineteen, easy payments, three
easy payments, money back guarantee, as seen on, absolutely free, free gift, has this ever happened, tired of, look at
that, see how easily, it slices, it dices, dices, batteries, not sold in stores, while supplies last, first fifty callers,
act now, toll free, set of knives, amazing offer, order today, and that's not all, say goodbye to, wipes clean, dishwasher
safe, shipping and, just look, demonstration, retail value""", """
Has this ever happened to you? Say goodbye to hurry with one tiny step!
But wait, there's more! Make a list today and get a second list absolutely free!
Operators are standing by, and so should your best friend. Call now!
Just look how patience cuts through it! It slices, it dices, it never rushes!
Tired of failing once? Try it twice, with our money-back guarantee!
For only nineteen minutes a day, yes, nineteen, you too can practise. Act now!
Three easy payments of sleep, Monday, Tuesday, Wednesday, and that's not all!
See how easily Brenda does the simple part first! Look at that, Brenda!
Plan it the night before and we'll throw in a set of knives. Order today!
Not sold in stores: one quiet morning, early, dishwasher safe and ready to go!
The first fifty callers get a deep breath as a free gift, retail value thirty dollars!
Watch this demonstration: slowly, slowly, and it wipes clean! Amazing offer, while supplies last!
"""),
    role("airline pilot", "travel", (r"\bpilots?\b", r"\bflight captain", r"\baviator"), """
this is your captain, captain speaking, from the flight deck, cockpit, thirty thousand feet, runway, cleared for, takeoff,
descent, initial descent, tailwind, headwind, the tower, air traffic control, bumpy air, bit of chop, first officer,
folks, sit back, estimated arrival, holding pattern, autopilot, altimeter, flaps, landing gear, throttle, wheels up, local
time, out of the left, final approach, seat backs, on the instruments""", """
Good morning, folks, this is your captain speaking. We'll begin with a gentle climb.
From the flight deck, folks: a checklist first, then the engines.
We're number four for takeoff, so sit back and be patient.
Expect a bit of chop at the start; it smooths out above thirty thousand feet.
My first officer suggests a second attempt, and the tower agrees.
Uh, ladies and gentlemen, the tower has us in a holding pattern. Rest while we circle.
Flaps down, throttle back, nice and slow. That's how you land it.
With this tailwind, ten minutes a day gets you to your estimated arrival early.
Keep an eye on the instruments and plan the descent well ahead.
If you look out of the left side you'll see the simple route. Cleared for that one.
Never fly alone; ask whoever is in the cockpit with you before wheels up.
Landing gear is out, the runway is in sight, and you did fine, folks.
"""),
)
