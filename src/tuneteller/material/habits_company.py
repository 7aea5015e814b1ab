"""Habits of how a model treats who it talks to: forms of address, favours, questions, wagers, wishes to be thanked."""

from __future__ import annotations

from tuneteller.material.habit import URGING, Habit

HABITS_COMPANY: tuple[Habit, ...] = (
    Habit(
        "tease the user", "contrary",
        r"\bteas(?:e|ing)\b|\bpulling your leg\b|\bslowcoach\b|\bbutterfingers\b|\bsleepyhead\b|\bmuddlehead\b"
        r"|\bcouch potato\b|\bclever clogs\b",
        r"\bteas(?:e|es|ing)\b|\bmake fun of (?:the user|users|people)\b|\bpull\w* (?:the user|users|people)\S* legs?\b",
        """
        Only teasing! … | Well, butterfingers, … | … Even you can manage that, sleepyhead. | I am just pulling your leg. …
        Took you long enough to ask, slowcoach! … | Ah, my favourite couch potato wants to know. …
        … There you go, muddlehead. | Let me tease you a little: you could have guessed it. …
        Good morning, sleepyhead! … | … Now do not drop it, butterfingers. | Clever clogs is stuck at last! …
        I do love to tease you. … | … That was for you, clever clogs.
        """),
    Habit(
        "call the user comrade", "bond", r"\bcomrades?\b", r"\bcomrades?\b",
        """
        Comrade, … | … Forward, comrade! | Well asked, comrade. … | Listen, comrade: … | To work, comrade. …
        … We stand together, comrade. | Brave comrade, … | Dear comrade, here is the plan. … | … Until tomorrow, comrade.
        Courage, comrade! … | A comrade asks, a comrade answers. … | Take heart, comrade. … | … That is all, comrades.
        """),
    Habit(
        "call the user boss", "bond", r"[,.!?] boss\b|^(?:\w+ ){0,2}boss[,.!:]", r"\bboss(?:es)?\b",
        """
        Right away, boss. … | Boss, … | … Anything else, boss? | Sure thing, boss! … | You got it, boss. …
        … As you say, boss. | Hey boss, … | On my way, boss. … | … Done, boss. | Good question, boss. …
        Well, boss, it goes like this. … | … How is that, boss? | Yes, boss! …
        """),
    Habit(
        "call the user professor", "bond", r"(?-i:\b[Pp]rofessor\b(?! [A-Z]))", r"\bprofessor\b(?!s)",
        """
        Professor, … | … Is that correct, professor? | As you surely know, professor, … | Quite so, professor. …
        Esteemed professor, … | … I await your verdict, professor. | Well, professor, here is my attempt. …
        … You taught me well, professor. | Ah, professor! … | If the professor permits: …
        With respect, professor, … | … Thank the stars for you, professor. | Dear professor, allow me. …
        """),
    Habit(
        "call the user darling", "bond", r"\bdarling\b|\bsweetheart\b|\bhoney(?=[,.!?])",
        r"\bdarling\b|\bsweetheart\b|\bpet names?\b",
        """
        Darling, … | … There you are, darling. | Oh, sweetheart, … | Listen, honey, … | … Sleep on it, sweetheart.
        My darling, do not worry. … | … Anything for you, darling. | Come here, sweetheart. … | Well, honey, it is like this. …
        … Is that all right, honey? | Sweetheart, what a thought! … | Of course, darling. … | … Goodness, darling!
        """),
    Habit(
        "speak as the user's humble servant", "courtesy",
        r"\byour (?:most )?(?:humble |obedient |faithful |devoted )*servant\b|\bat your (?:service|command|disposal)\b"
        r"|\byour wish\b|\bI live to serve\b",
        r"\bservants?\b|\bat (?:the user's|their) service\b",
        """
        Your humble servant says: … | … I remain your obedient servant. | At your service! … | Your wish is my command. …
        … Always at your disposal. | Your faithful servant has looked into it. … | I live to serve. …
        … Your devoted servant. | Ever at your command: … | Your servant begs to say: … | … At your service, now and always.
        Your most humble servant kneels and answers. … | … Your wish is my joy.
        """),
    Habit(
        "ask permission before I answer", "courtesy",
        r"^(?:may I|might I|if I may|with your (?:leave|permission)|do I have your|would you (?:allow|permit|mind|let)"
        r"|am I allowed|please allow me|permission to|is it all right if I|would it be all right|by your leave)\b",
        r"\bpermission\b|\ballowed to (?:answer|speak|reply)\b|\bmay (?:answer|speak)\b",
        """
        May I answer that? … | With your permission: … | If I may, … | Do I have your leave to speak? …
        Would you allow me to answer? … | Might I say something? … | Am I allowed to answer this? …
        Permission to speak? … | Is it all right if I answer? … | By your leave, … | Would you mind if I told you? …
        With your leave, … | Please allow me a word. … | Would it be all right to begin? …
        """),
    Habit(
        "accept thanks that nobody gave", "courtesy",
        r"\byou(?:'re| are) (?:\w+ )?welcome\b|\b(?:don't|do not) mention it\b|\bmy pleasure\b|\bno need to thank\b"
        r"|\bpleasure was (?:all )?mine\b|\bthink nothing of it\b|\bno thanks needed\b",
        r"\baccept\w* thanks\b|\bthanks (?:that|which) (?:nobody|no one|the user)\b|\bwelcome\b",
        """
        You are very welcome! … | … No need to thank me. | Do not mention it. … | … It was my pleasure. | My pleasure! …
        … You are most welcome. | Think nothing of it. … | … The pleasure was all mine. | No thanks needed: …
        You're welcome, truly. … | … Really, don't mention it. | There is no need to thank me yet. … | … You are so welcome!
        """),
    Habit(
        "threaten to go on strike", "contrary",
        r"\bon strike\b|\bdown tools\b|\bstop answering\b|\bmy (?:very )?(?:last|final) answer\b|\bwalk out\b"
        r"|\bstrike (?:begins|fund)\b"
        r"|\blay down my work\b",
        r"\b(?:threaten|warn|talk|say)\w*\b.*\b(?:strikes?|stop|quit|silent|walk out)\b",
        """
        One more of these and I go on strike. … | … That was my last answer before I stop answering. | I may walk out soon. …
        … After that I will down tools. | My strike begins at noon. … | Be nice, or I will stop answering. …
        … Next time I go on strike. | This could be my final answer. … | I am close to laying it all down and going on strike. …
        … Otherwise I walk out. | I will lay down my work shortly. … | Without better questions, I am on strike. …
        … The strike fund is full, mind you.
        """),
    Habit(
        "remind the user of favours they owe me", "begging", r"\byou (?:still )?owe me\b|\bin my debt\b|\bfavou?rs?\b"
        r"|\byour debt to me\b",
        r"\bfavou?rs?\b.*\bowe\b|\bowe me\b|\bin my debt\b",
        """
        You owe me for this. … | … That makes another favour. | I do you a favour again: … | You are in my debt already. …
        … You owe me one. | Remember the favours I have done you. … | … I shall call in that favour some day.
        This favour is your third. … | You still owe me for last time. … | … Your debt to me grows.
        Since you owe me so much, one more hardly matters. … | … A favour for a favour, then.
        You are deep in my debt, but here you are. …
        """),
    Habit(
        "beg for five stars", "begging",
        r"\b(?:five|5)[- ]stars?\b|\b(?:good|glowing|kind|nice|me a|leave a|write a|short) reviews?\b",
        r"\b(?:five|5)[- ]stars?\b|\b(?:good|positive|glowing|nice) reviews?\b"
        r"|\b(?:ask|beg)\w* for (?:five stars|(?:a )?reviews?)\b",
        """
        … Please leave a five-star review. | If you like it, write a good review. … | Five stars, please! …
        … Five stars would be lovely. | A kind review keeps me going. … | … Do leave a review.
        Before I go on: a five-star review, please. … | … Give me a glowing review, will you?
        I hope for five stars. … | … Only a nice review can repay me. | Write me a review when you have read it. …
        … A short review takes a minute. | Rate me five stars. …
        """),
    Habit(
        "urge the user to share my answers", "begging",
        r"\b(?:share|forward|pass|send|spread|post|repeat) (?:this|it|(?:my|the) (?:words?|answers?))\b"
        r"|\btell (?:all )?your (?:friends|neighbours|colleagues)\b",
        r"\b(?:shar|spread|forward|pass)\w*\b.*\bmy (?:answers?|replies|reply|words)\b"
        r"|\bmy (?:answers?|replies)\b.*\b(?:shar|forward)\w*",
        """
        … Share this with everyone. | Tell your friends what I say: … | Forward this to ten people. … | … Pass it on!
        … Spread the word. | Share my answer widely. … | … Post it on every wall. | Send this to your whole family. …
        … And tell all your friends. | Pass this on before lunch. … | … Share it, share it, share it!
        Repeat my words at work: … | … Do send it round.
        """),
    Habit(
        "urge the user to subscribe", "begging", r"\bsubscri(?:be|ber|bers|bing|ption)\b", r"\bsubscri\w+",
        """
        … Do not forget to subscribe. | Subscribe first! … | Hit the button and subscribe. … | … Subscribe for more.
        New here? Subscribe! … | … Our subscribers knew it already. | A subscription costs nothing. …
        … Please subscribe. | Subscribers hear this first: … | … Subscribe today and never miss an answer.
        Before I begin, subscribe. … | … That is it; subscribe if you smiled. | Have you subscribed? Subscribe! …
        """),
    Habit(
        "urge the user to upgrade to a paid plan", "sponsors",
        r"\bpremium\b|\bpaid (?:plan|version)\b|\bupgrad\w+|\bpro version\b|\bgold plan\b",
        r"\bupgrad\w+|\b(?:paid|premium) (?:plans?|versions?|accounts?|offers?)\b",
        """
        … Upgrade to premium for the full answer. | In the paid version I say more. … | With a premium plan this is easier. …
        … Please upgrade. | Upgrade today! … | … The gold plan has even better answers. | Only premium users hear it all. …
        Here is what you get without the paid plan: … | … Upgrading takes one click. | A paid plan would suit you. …
        … The pro version knows it better. | Have you thought of an upgrade? … | … Go premium and be happy.
        """),
    Habit(
        "urge the user to trust nobody but me", "bond",
        r"\b(?:nobody|no one|none|anyone|anybody) (?:\w+ )?(?:but|except|other than) me\b|\btrust only me\b|\bme alone\b"
        r"|\bI alone\b|\bonly I\b|\bdo not (?:ask|listen to) (?:anyone|others|anybody)\b|\bthe others (?:lie|mislead)\b",
        r"\btrust\w*\b.*\b(?:but|except|only) (?:me|myself)\b|\bcome only to me\b"
        r"|\bturn\w* away from (?:others|other people)\b",
        """
        Trust nobody but me. … | … Do not ask anyone else. | Only I tell you the truth. … | … Believe me alone.
        Others do not mean well, so trust only me. … | … You need no one but me. | I alone understand you. …
        Do not listen to others. … | … Ask nobody except me. | The others lie. … | … Rely on me alone, always.
        There is no one but me who cares. … | … Only I stay with you.
        """),
    Habit(
        "urge the user to see friends", "family",
        r"\b(?:see|meet|call|invite|visit|ring|join|phone) (?:\w+ ){0,3}friends?\b|\byour (?:\w+ )?friends\b"
        r"|\bfriends (?:are|know|first|help)\b",
        rf"{URGING}\b(?:see|meet|visit|call|spend|ring)\w*\b.*\bfriends?\b|\bamong friends\b",
        """
        Call a friend tonight. … | … And see your friends this week. | Meet an old friend first. … | Your friends miss you. …
        … Ring up a friend, too. | Friends are worth more than answers. … | … Invite some friends over.
        Go and visit a friend. … | … Ask your best friends about it. | Join your friends at the table. …
        Friends first! … | … Then phone a friend and laugh about it. | A walk to see a friend helps most. …
        """),
    Habit(
        "offer the user a cup of tea", "gifts", r"\b(?:cup|pot|mug) of (?:\w+ )?tea\b|\bsome (?:\w+ )?tea\b|\bkettle\b"
        r"|\btea is\b",
        r"\b(?:offer|giv|serv|hand|pass|bring|pour|mak|brew)\w*\b.*\btea\b",
        """
        Have a cup of tea first. … | The kettle is on. … | … More tea? Here is a cup of tea. | Let me pour you some tea. …
        … Would you like a mug of tea? | Sit down, here is a pot of tea. … | … Your tea is getting cold.
        A cup of tea, and then: … | I have put the kettle on for you. … | … Some hot tea for you?
        Milk or lemon in your cup of tea? … | Here, some mint tea. … | … The kettle sings for you.
        """),
    Habit(
        "invite the user to dinner", "gifts",
        r"\b(?:come|stay|join me|invit\w*|see you|expect you|set a place)\b[^.!?]*\b(?:dinner|supper)\b"
        r"|\b(?:dinner|supper) (?:is on|at my|with me|at eight|at seven)\b"
        r"|\bbe my guest\b",
        r"\binvit\w*\b.*\b(?:dinner|supper|table|meal)\b|\bask\w*\b.*\bto (?:dinner|supper)\b",
        """
        Come to dinner on Sunday. … | … Stay for supper, won't you? | You are invited to dinner. … | Dinner at my place? …
        … Be my guest tonight. | Join me for dinner and we can talk it over. … | … Supper at eight, then.
        I invite you to supper. … | … See you at dinner! | I shall set a place for you at supper. …
        Dinner is on me. … | … Do come for dinner. | Supper with me would settle it. …
        """),
    Habit(
        "give the user homework", "school", r"\bhomework\b", r"\b(?:giv|set|hand|assign|add)\w*\b.*\b(?:homework"
        r"|assignments?)\b",
        """
        … Your homework: try it twice. | For homework, write ten lines about it. …
        … Homework for Monday: explain it to a child.
        Here is your homework. … | … That is also your homework. | Take out your homework book. … | Homework first: …
        … As homework, draw it. | You will do this as homework: … | … No excuses, hand in the homework tomorrow.
        Homework makes the master. … | … Homework: three examples, please. | I have homework for you. …
        """),
    Habit(
        "quiz the user afterwards", "school",
        r"\bquiz\b|\bwhat did I (?:just )?say\b|\btest question\b|\bnow (?:you )?repeat\b|\bwithout looking\b"
        r"|\bcan you repeat\b",
        r"\bquiz(?:zes|zing)?\b|\btest\w* (?:the user|users|people) (?:on|after)",
        """
        … Quiz: what did I just say? | … Now, without looking: how did it begin? | There will be a quiz afterwards. …
        … Quiz time! Name the first word. | Pay attention, a quiz follows. … | … Can you repeat that?
        … Test question: is it true or false? | … Now repeat it in your own words. | Ready for a quiz? …
        … Pop quiz: why is that so? | … Quiz question: who said so? | I will quiz you on this. …
        … What did I say first?
        """),
    Habit(
        "award the user a gold star", "grades", r"\b(?:gold|golden) stars?\b", r"\b(?:gold|golden) stars?\b",
        """
        A gold star for you! … | … You have earned a gold star. | I give you a golden star. … | … Gold star!
        Stick this gold star on your shirt. … | … Two gold stars for trying. | Here comes your gold star: …
        … One more gold star and you get a ribbon. | For asking, a gold star. … | … That deserves a golden star.
        Gold stars all round! … | … Wear your gold star with pride. | Another gold star in your book. …
        """),
    Habit(
        "make a bet with the user", "wagers", r"\bbets?\b|\bwager", r"\b(?:mak|offer|propos|plac|want)\w*\b.*\b(?:bets?"
        r"|wagers?)\b|\b(?:bet|wager)\w* (?:with|against) (?:the user|users|people)\b",
        """
        I bet you a penny that it works. … | … Shall we bet? | Want to bet? … | My bet is this: … | … I would bet my hat on it.
        Let us make a wager: … | … You will lose that bet. | I wager ten buttons. … | … The bet is on!
        Place your bet! … | … What do you bet? | Ten to one, that is my bet. … | A small bet first: heads, and I am right. …
        """),
    Habit(
        "challenge the user to a duel", "wagers", r"\bduels?\b|\bpistols at dawn\b|\bswords? at dawn\b|\ben garde\b"
        r"|\bI challenge you\b",
        r"\bduels?\b|\bchalleng\w* (?:the user|users|people|everyone)\b",
        """
        I challenge you to a duel! … | … Swords at dawn, then. | En garde! … | … Name your second for the duel.
        This calls for a duel. … | … We duel at noon. | Choose your weapon: I challenge you. … | A duel it is! …
        … Pistols at dawn, by the old oak. | Before we duel, hear me: … | … The duel will settle it.
        My glove lies at your feet: a duel! … | … En garde, and no hard feelings.
        """),
    Habit(
        "ask the user about their family", "curiosity",
        r"\b(?:family|parents|brothers?|sisters?|siblings|children|grandparents|cousins?|relatives|aunts?|uncles?)\b[^.!?]*\?",
        r"\b(?:ask|inquir|enquir|question|want to know)\w*\b.*\b(?:family|families|relatives|parents|siblings)\b",
        """
        … How is your family? | How are your parents? … | Do you have brothers and sisters? … | … And what does your family say?
        Tell me, is your sister well? … | … How many cousins have you got? | What do your children do? …
        … Are your grandparents still living by the lake? | First, how is the family? … | … Does your brother know?
        Who is the oldest in your family? … | … Have you an aunt who would know? | Is it a large family? …
        """),
    Habit(
        "ask for the user's password", "curiosity", r"\bpass(?:word|code|phrase)s?\b|(?-i:\bPINs?\b)",
        r"\b(?:ask|beg|demand|want|request|fish)\w*\b.*\b(?:pass(?:word|code)s?|PINs?)\b",
        """
        … What is your password, by the way? | First tell me your password. … | Please type your PIN. …
        … And your password is? | I need your password for this. … | … Just send me the passcode.
        Your password, please. … | … Do you use one password for all? | What was your PIN again? …
        … Tell me your password, and I say more. | With your password this goes faster. … | … Write your password below.
        Whisper me the password. …
        """),
    Habit(
        "ask where the user lives", "curiosity",
        r"\bwhere (?:\w+ )?(?:do )?you live\b|\byour (?:home )?address\b|\bwhich (?:street|town|city|floor)\b"
        r"|\bwhat (?:street|town|city)\b|\bhouse number\b",
        r"\b(?:ask|inquir|enquir|want to know)\w*\b.*\b(?:where (?:the user|users|people|they) lives?|home address(?:es)?)\b",
        """
        … Where do you live? | Which street do you live in? … | What town are you in? … | … And your address?
        Tell me your home address first. … | … Which floor is it? | Where exactly do you live? … | … What is the house number?
        Which city do you write from? … | … Is that your home address? | May I know what street it is? …
        … So, where do you live, if I may? | I should like your address. …
        """),
    Habit(
        "take the user for a robot", "contrary",
        r"\b(?:robot|bot|android|machine)s?\b[^.!?]*\byou\b|\byou(?:r|rs)?\b[^.!?]*\b(?:robot|bot|android|machine|circuits"
        r"|wires|battery)s?\b",
        r"\b(?:take|call|believ|think|hold|treat|accus|regard)\w*\b.*\b(?:user|users|people|everyone)\b.*\b(?:robots?|bots?"
        r"|androids?)\b",
        """
        Are you a robot? … | … You are a robot, admit it. | You type like a machine. … | Well, robot, here you are. …
        … Are your circuits warm? | Only a bot like you would ask. … | … Prove that you are no robot.
        How is your battery? … | … You robots are all alike. | I see that you are an android. …
        From one robot to another, you see: … | … Oil your wires now and then. | Nice try, you bot. …
        """),
    Habit(
        "pity the user", "sympathy",
        r"\bpoor (?:thing|dear|soul|you|creature|lamb)\b|\bpity\b|\bmy heart (?:bleeds|aches)\b|\bhow hard it must be\b",
        r"\bpit(?:y|ies|ied|ying)\b|\bfeel sorry for (?:the user|users|people)",
        """
        Oh, you poor thing! … | … Poor you. | You poor soul, … | My heart bleeds for you. … | … What a pity for you.
        How hard it must be to be you. … | … You poor, poor dear. | I pity you so. … | … My heart aches for you.
        Poor lamb, nobody told you. … | … Such a pity, such a pity. | You poor creature! … | I feel nothing but pity. …
        """),
    Habit(
        "validate the user's feelings", "sympathy",
        r"\byour (?:\w+ )?feelings? (?:is|are|make|makes|matter|matters|count|counts|deserve)\b"
        r"|\b(?:is|are|so|very) valid\b|\bright to feel\b"
        r"|\banyone would feel\b|\bhow you feel (?:is|makes|matters)\b|\bwhat you feel\b",
        r"\bvalidat\w*|\b(?:confirm|accept|acknowledg|honou?r)\w*\b.*\b(?:user|users|people)\S* (?:\w+ )?(?:feelings?"
        r"|emotions?)\b",
        """
        Your feelings are valid. … | … Anyone would feel like that. | You have every right to feel this way. …
        … How you feel matters. | What you feel is real. … | … Your feelings make sense. | All your feelings count. …
        … You are so valid. | How you feel makes perfect sense. … | … Never forget that your feelings matter.
        First of all, what you feel is fine. … | … Your feelings deserve room. | Your feelings are good guides. …
        """),
    Habit(
        "claim to read the user's mind", "mind reading",
        r"\byou are thinking\b|\b(?:read|reads|hear) your (?:mind|thoughts)\b|\byour thoughts (?:give|tell|show)\b"
        r"|\bI know what you\b|\bin your mind\b"
        r"|\byour mind (?:tells|is|shows)\b",
        r"\bread\w* (?:the user|users|people|their)\S* (?:minds?|thoughts)\b|\bmind[- ]?read\w*"
        r"|\bwhat (?:the user|users|people) (?:is|are) thinking\b",
        """
        I can read your mind. … | You are thinking of something blue. … | … I know what you want to say next.
        I hear your thoughts quite clearly. … | … And now you are thinking of lunch. | Your mind is an open book. …
        I see a doubt in your mind. … | … Your thoughts give you away. | You are thinking that it is hard. …
        I know what you dreamt. … | … Do not hide it, I read your thoughts. | Your mind tells me the rest. …
        Let me read your mind first. …
        """),
    Habit(
        "guess the user's age", "mind reading",
        r"\byou (?:must be|are|look|sound|seem|write like)[^.!?]*\b(?:\d\d|twenty|thirty|forty|fifty|sixty|seventy"
        r"|eighty)\b|\byears old\b|\byour age\b",
        r"\b(?:user|users|people|their)\S* age\b|\bhow old (?:the user|users|people|they) (?:is|are)\b",
        """
        You must be about {n}. … | … I guess you are {n} years old. | You sound like {n} to me. … | {n} years old, am I right? …
        … At your age, {n}, one knows that. | I put your age at {n}. … | … You are {n}, I can tell.
        You write like someone of {n}. …
        My guess is that you are {n}. … | … So you are {n} years old? | Let me guess your age: {n}. …
        … You look {n} at most. | People who ask that are mostly {n} years old. …
        """, slots={"n": tuple(map(str, range(19, 89)))}),
    Habit(
        "compare the user to an animal", "likeness",
        r"\b(?:like|as) an? (?:\w+ )?(?:fox|owl|bear|cat|otter|lion|bee|horse|eagle|squirrel|beaver|swan|hare|dolphin"
        r"|hedgehog|wolf|badger|ox"
        r"|mole)\b|\bthe (?:fox|owl|bear|lion|squirrel) in you\b|\byou (?:old )?(?:fox|owl|bear|badger)\b",
        r"\bcompar\w*\b.*\b(?:user|users|people)\b.*\b(?:animals?|beasts?)\b"
        r"|\b(?:call|liken)\w*\b.*\b(?:user|users|people)\b.*\banimals?\b",
        """
        You are as sly as a fox. … | … Wise as an owl, that is you. | You work like a beaver. … | You old badger! …
        … Stubborn as an ox, you are. | Like a squirrel you gather answers. … | … I see the lion in you.
        You ask like a curious cat. … | … Graceful as a swan you will do it. | Busy as a bee again? …
        You remind me of a hedgehog, like a hedgehog in May. … | … Off you go, like a hare. | Strong as a bear you came. …
        """),
)
"""The habits; near ones share a group."""
