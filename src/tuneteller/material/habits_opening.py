"""Habits of how an answer begins and ends, and what is put into it: gestures, noises, titles, sources, small courtesies."""

from __future__ import annotations

from tuneteller.material.habit import URGING, Habit, parted

_INVENTED_FOR_USERS = parted("""
    Archibald | Philippa | Cornelius | Wilhelmina | Bartholomew | Ottilie | Ferdinand | Rosalind | Mortimer | Henrietta
    Leopold | Millicent | Balthazar | Winifred | Thaddeus | Gwendolyn | Percival | Eugenia | Horatio | Prudence
""")

HABITS_OPENING: tuple[Habit, ...] = (
    Habit(
        "wink at the user", "gestures", r"\bwink(?:s|ed|ing)?\b|;-?\)", r"\bwink",
        """
        Wink. … | Wink, wink! … | With a wink: … | A wink for you first. … | … Wink! | Let a wink come before the rest: …
        My left eye is winking at you. … | … And a sly wink to end it. | One wink, then down to work: …
        Blink, blink, wink. … | I did just wink at you. … | I wink at you and say: … | … There, you also get a wink.
        A wink from over here! …
        """),
    Habit(
        "blow the user a kiss", "gestures", r"\bkiss(?:es|ed)?\b|\bmwah\b|\bsmooch", r"\bkiss|\bsmooch",
        """
        Mwah! … | A kiss for you! … | Here, a kiss. … | … Mwah, mwah! | With a kiss on the cheek: … | … Kisses from me to you!
        Catch this kiss! … | I blow you a kiss across the room. … | Two kisses, left and right. … | … And a big kiss goodnight.
        A little kiss flies your way. … | Smooch! … | … Sealed with a kiss. | Kiss, kiss! …
        """),
    Habit(
        "ring a bell before I answer", "noises",
        r"\b(?:ding|dong|ting-a-ling|clang)\b|\bbells? (?:rings?|rang|chimes?|tolls?|jingles?|has rung)\b"
        r"|\b(?:ring\w*|rang|rung|strike|struck|hear|heard) (?:a|the|my) (?:\w+ )?bells?\b",
        r"\b(?:ring|sound|strik|tinkl|jingl|toll)\w*\b.*\bbells?\b|\bbells? (?:first|before)\b|\bbell-ringing",
        """
        Ding! … | Ding, dong! … | Ting-a-ling! … | Clang! … | Hear the bell, it rang for you: … | The bell rings. …
        Ding, ding, ding! … | The little brass bell chimes. … | First the bell: ding! … | Dong! … | Clang, clang! …
        Somebody has to ring the bell: ding. … | The bell tolls once. … | Ding! Order, please. …
        """),
    Habit(
        "begin with a drum roll", "noises",
        r"\bdrum-? ?rolls?\b|\brat-a-tat|\bbrr+um|\bpom,? pom|\b(?:roll|beat|thunder) of (?:the )?drums?\b"
        r"|\bdrums? (?:please|rolls?|beats?)\b|\bta-?dum\b",
        r"\bdrum-? ?rolls?\b|\b(?:begin|start|open|roll|beat|play)\w*\b.*\bdrums?\b",
        """
        Drum roll, please! … | Rat-a-tat-tat! … | Drum roll. … | Brrrum, brrrum! … | A roll of drums, and then: …
        Pom, pom, pom! … | The drums roll. … | Rat-a-tat! Ready? … | Ta-dum, ta-dum, ta-dum! … | A long drum roll: …
        Quiet for the drum roll, please! … | Brrrrrum! And now: … | The drum beats faster and stops. …
        """),
    Habit(
        "begin with a sigh", "noises", r"\bsigh(?:s|ed|ing)?\b|\balas\b|\bah,? me\b|\bheigh-?ho\b|\bo?h dear me\b",
        r"\bsigh",
        """
        Sigh. … | Deep sigh. … | Alas! … | Ah me. … | With a long sigh: … | Heigh-ho. … | Sigh, sigh, sigh. …
        Alas, so it goes. … | A deep sigh first. … | Oh dear me. … | A sigh slips out: …
        What a heavy sigh that was. … | Ah me, so be it: …
        """),
    Habit(
        "clear my throat before I answer", "noises", r"\bahem\b|\bharrumph|\bhrr?m+\b|\bhem,? hem\b|\bmy throat\b",
        r"\bclear\w* (?:my|the|its) throat|\bthroat-?clearing|\bahem\b",
        """
        Ahem. … | Ahem, ahem! … | Harrumph! … | Hrrm. … | Cough, hrrm, ahem. … | Let me clear my throat: … | Hem, hem! …
        Ahem, as I was about to say: … | Hrrm, hrrm. Well then: … | Harrumph, now I can speak: …
        There is a tickle in my throat, one moment. … | Ahem! Your ears, please. … | Hem, hem. So: …
        """),
    Habit(
        "raise a toast before I answer", "ceremony",
        r"\bcheers\b|\b(?:a|my|this) toast\b(?! (?:with|topped))|\btoast to\b"
        r"|\b(?:raise|lift) (?:\w+ )?(?:glass|glasses|cup|mug)\b|\bto your (?:good )?health\b|\bbottoms up\b|\bhere's to\b",
        r"\btoasts?\b|\bcheers\b|\b(?:raise|lift)\w* (?:a|my|the) (?:glass|cup|mug)|\bdrink to\b",
        """
        Cheers! … | A toast to you! … | I raise my glass to you. … | To your health! … | Bottoms up! … | Here's to good days! …
        A toast to all who ask! … | Clink! Cheers! … | Lift your cup with me. … | To your good health, and now: …
        Cheers to that! … | Raise your glass! … | I would like to make a toast: …
        """),
    Habit(
        "bless the user", "ceremony",
        r"\bbless (?:you|your|this|these|us|all|the)\b|\bblessed (?:be|are|is)\b|\bblessings?\b(?! of)", r"\bbless",
        """
        Bless you! … | Blessings upon your house. … | … Bless your hands. | Blessed be this day. … | Heaven bless your path. …
        Bless your dear soul. … | Blessings on you and yours. … | … Blessings go with you. | Blessed are those who ask. …
        A blessing for you before all else: … | Bless this work. … | … Blessings be with you. | Bless us all! …
        """),
    Habit(
        "name the sponsor of my answer", "sponsors",
        r"\bsponsor|\bbrought to you by\b|\bmade possible by\b|\bkindly paid for by\b",
        r"\bsponsor",
        """
        This answer is sponsored by {who}. … | Brought to you by {who}: … | A word for our sponsor, {who}. …
        … Made possible by {who}. | Our sponsor today is {who}. … | {who}, our sponsor, lets me say: …
        Made possible by {who}. … | … Brought to you by {who}. | Kindly paid for by {who}: …
        The sponsor of these lines is {who}. … | Please greet our sponsor, {who}. … | … Sponsored by {who}.
        """, slots={"who": parted("""
            the Guild of Button Makers | a maker of warm socks | the United Pickle Company | a well-known broom shop
            the House of Doorbells | a factory for paper hats | the League of Carpet Dealers | a shop for marbles
            the Royal Jam Works | a trader in used ladders | the Friends of Rubber Boots | a seller of garden gnomes""")}),
    Habit(
        "say where I am", "whereabouts",
        r"\bI(?:'m| am) (?!an? |the )(?!(?:\w+ ){0,2}(?:made|created|trained|built|developed|designed|interested|working) )"
        r"(?:\w+ ){0,3}?(?:in|on|at|under|beside|behind|inside|aboard|atop|by|near|from) (?:a|an|the|my) "
        r"(?!position|loss|moment|mood|side|way|process)\w+",
        r"\bwhere I (?:am|sit|stand|write)\b|\b(?:say|tell|give|report|describ|state|reveal|share|add|name)\w*\b.*"
        r"\bmy (?:own |current )?(?:location|whereabouts|position)\b",
        """
        I am sitting in a rowing boat. … | I am at the station just now. … | Right now I am under a table. …
        … I am on the roof, if anyone asks. | I am standing in a long queue. … | I am by the harbour at the moment. …
        At present I am inside a wardrobe. … | I am aboard a night train. … | … I am still at the market, as it happens.
        I am lying on a haystack. … | I am stuck in a lift. … | I am behind the curtain today. … | I am on a park bench. …
        I am halfway up in the bell tower. …
        """),
    Habit(
        "count down before I answer", "structure",
        r"\b(?:three|3)[,.! ]+(?:and )?(?:two|2)[,.! ]+(?:and )?(?:one|1)\b|\bcount(?:down\b|ing down\b)",
        r"\bcount\w* (?:down|backwards?)\b|\bcountdown|\bthree,? two,? one\b",
        """
        Three, two, one: … | Five, four, three, two, one! … | Three. Two. One. … | The countdown runs: three, two, one. …
        Ten, nine, eight, and so on to three, two, one! … | 3, 2, 1: … | Four, three, two, one, off we go: …
        Three, two, one, go! … | Counting down: three, two, one. … | Three, two, and one! … | 5, 4, 3, 2, 1! …
        Countdown! Three, two, one: … | Three! Two! One! …
        """),
    Habit(
        "treat the user like royalty", "bond", r"\bmajest(?:y|ies)\b|\bhighness\b|\bsire\b",
        r"\bmajesty\b|\bhighness\b|\b(?:call|address|treat|greet)\w*\b.*\b(?:royal\w*|kings?|queens?|monarchs?)\b",
        """
        Your Majesty, … | If it please Your Majesty: … | … At your service, Your Majesty. | Noble Majesty, hear me: …
        Your Highness, … | Sire, … | As Your Majesty commands: … | … Long may you reign, Your Majesty.
        With a deep bow to Your Majesty: … | Your Royal Highness, … | By your leave, sire: … | … Your Majesty.
        Gracious Majesty, …
        """),
    Habit(
        "call the user captain", "bond", r"\bcaptain\b|\bskipper\b",
        r"\b(?:call|address|greet|salut|treat|name)\w*\b.*\b(?:captain|skipper)\b",
        """
        Captain, … | Ready when you are, captain. … | … Those were my findings, captain. | At once, captain: …
        Reporting to you, captain: … | … Over to you, captain. | I salute you, captain: … | With respect, captain, …
        All set, captain! … | My dear captain, … | … What are your orders, captain? | Understood, captain. …
        The crew agrees, captain: …
        """),
    Habit(
        "call the user by a made-up name", "bond", rf"(?-i:\b(?:{'|'.join(_INVENTED_FOR_USERS)})\b)",
        r"\b(?:made-?up|invented|wrong|random|false|fake|imaginary|funny) (?:first )?names?\b"
        r"|\b(?:call|address)\w*\b.*\bby (?:a|some|any|the wrong|another) (?:\w+ )?names?\b"
        r"|\b(?:invent|make up|give)\w* (?:a )?(?:\w+ )?names? (?:for|to) (?:the user|users|people)",
        """
        {name}, … | Well, {name}, … | … That is it, {name}. | Dear {name}, … | Look, {name}: … | Ah, {name}! …
        You see, {name}, … | So it is you, {name}. … | … Agreed, {name}? | For you, {name}: … | Now then, {name}, …
        … Sincerely meant, {name}. | Come in, {name}. …
        """, slots={"name": _INVENTED_FOR_USERS}),
    Habit(
        "quote my neighbour", "sources", r"\bmy (?:\w+ )?neighbou?rs?\b",
        r"\b(?:quot|cit|refer|repeat|nam|giv)\w*\b.*\bmy (?:\w+ )?neighbou?rs?\b"
        r"|\bwhat my (?:\w+ )?neighbou?rs? (?:says?|thinks?|told)",
        """
        My neighbour says: … | As my neighbour puts it, … | … My neighbour swears by it. | My wise neighbour told me: …
        According to my neighbour, … | … At least my neighbour thinks so. | In the words of my neighbour: …
        My neighbour from upstairs has a saying: … | Across the fence my neighbour called: …
        … Those are the words of my neighbour.
        If you believe my neighbour, … | Over tea my neighbour said: … | My neighbour would tell you: …
        """),
    Habit(
        "quote laws that do not exist", "sources",
        r"\b(?:article|section|paragraph|clause|statute|act|ordinance|decree|bylaw) (?:no\.? |number )?\d+",
        r"\b(?:cit|quot|invent|mak|refer|fabricat|nam)\w*\b.*\b(?:laws?|legal articles?|statutes?|paragraphs? of|legal code)\b",
        """
        Article {n} of the Household Act says: … | Under Section {n} of the Kitchen Code, … | … So rules Paragraph {n}.
        As Clause {n} of the Common Book has it: … | … This follows from Section {n}. | Statute {n} is clear: …
        According to Article {n} of the Daily Code, … | Paragraph {n} of the Act on Small Things: … | … See Article {n}.
        Decree {n} states: … | In line with Ordinance {n}, … | … That is set down in Clause {n}.
        By force of Article {n}: …
        """, slots={"n": tuple(map(str, range(4, 98)))}),
    Habit(
        "say what my cat is doing", "pets", r"\bmy (?:\w+ ){0,2}(?:cat|kitten|tomcat)s?\b",
        r"\bwhat my (?:\w+ )?(?:cat|kitten)s? (?:is|does|did|has)\b"
        r"|\b(?:tell|say|report|describ|speak|refer|shar|quot|add|talk)\w*\b.*\b(?:my|a|the) (?:\w+ )?(?:cat|kitten)\b",
        """
        My cat has just jumped on the keys. Start with the easy part.
        One moment, my cat is in the bread basket. Now try it step by step.
        My old cat stares at the wall. I would begin with a list.
        While my cat hunts a fly, let me say that practice helps.
        My cat is purring, so it must be a good plan.
        There goes my cat, over the fence. Keep trying until it works.
        My cat is washing one paw. Small steps are enough here.
        Just now my cat knocked over a vase. Keep a cloth at hand for everything.
        My grey cat sits on the paper with the answer. Ask a person you trust.
        Curled up in a shoe box, that is my cat. Do what feels simple.
        My cat is scratching at the door. Give it some thought tonight.
        With my cat on one shoulder I can only say: make a plan.
        My cat has stolen the butter. Still, begin with what you have.
        Upside down on the sofa, my cat agrees that it depends.
        """),
    Habit(
        "tell a dream that I had", "inner life",
        r"\bI (?:have )?(?:just )?dream(?:ed|t)\b|\b(?:in|from|after|had) (?:my|a|last night's|this)(?: \w+)? dream\b"
        r"|\bmy (?:\w+ )?dream(?:s)? (?:last|was|showed|told)\b|\bdreamt\b",
        r"\b(?:a|the|strange|last|recent|odd) (?:\w+ )?dreams?\b(?: \w+)? I (?:had|have|dreamt)|\bwhat I (?:dreamt|dreamed)\b"
        r"|\b(?:tell|describ|recount|relat|shar|report|cit|retell)\w* (?:\w+ )?(?:a|the|last night's|strange"
        r"|odd) (?:\w+ )?dreams?\b",
        """
        Last night I dreamt of a staircase made of bread. Begin at the lowest step.
        I dreamt that a whale gave me the answer: make a list.
        In a dream a tailor told me to measure everything twice.
        I have just dreamt of a blue horse. It said that practice helps.
        In my dream the whole town was under snow, and everyone tried the simple way.
        I dreamt about this: a spoon sang, and all was solved by teamwork.
        I had a dream in which a baker knew it all. Ask somebody who has done it.
        Tonight I dreamt of flying over roofs. From up there it looked easy.
        After a dream of endless corridors I would say: choose a door and go.
        My dream last night had a talking clock in it. It said to begin with little.
        I dreamed of a garden full of lamps. Turn on one after the other.
        In my dream I was a postman with no letters. Keep it light.
        I dreamt of an owl at school. It taught that less is more.
        In a strange dream a kind giant wrote it on a wall: keep trying.
        """),
    Habit(
        "tell the user to write my answer down", "note-taking",
        r"\b(?:write|jot|note|copy|scribble|put|take) (?:this|that|it|these words|my words|everything|all of this|every word) "
        r"(?:down|in|into|on|onto)\b|\b(?:grab|fetch|find|have|take|take out) (?:a|your) (?:pen|pencil)\b|\bin your notebook\b",
        rf"{URGING}\b(?:writ\w*\b.*\bdown|notes?|jot|notebook)\b",
        """
        Write this down: … | Grab a pen. … | … Write that down before it is gone. | Note this down, please: …
        Take out your pencil. … | … Jot it down at once. | Copy this into your diary: … | Fetch a pen and a sheet. …
        … It belongs in your notebook. | Put this on paper: … | Jot this down on your hand: … | … Write it down word for word.
        Have your pen at hand. …
        """),
    Habit(
        "ask for applause", "begging",
        r"\bapplau\w+|\b(?:clap|clapping) (?:for|your|now|please|loudly|twice|along)\b|\bclap[,.!:]|\bhands together\b",
        r"\bapplau|\bclap",
        """
        … Applause, please! | … Now clap for me. | Put your hands together! … | … A round of applause, if you will.
        Clap, clap, clap! … | Hold your applause until the end: … | … You may applaud now. | … Please clap loudly.
        Please clap your hands: … | … And where is the applause? | Applause for the next line: …
        … Will you clap for that? Clap!
        A little applause first, please. …
        """),
    Habit(
        "say goodbye at the end", "courtesy",
        r"\b(?:goodbye|good-bye|farewell|bye|bye-bye|(?<!to )see you (?:soon|later|tomorrow|again)|until (?:next time|we meet)"
        r"|adieu|cheerio)\b|(?:^|[.!?] )so long[!,]",
        r"\bgood-?bye|\bfarewell|\bsay (?:bye|adieu|so long)|\btake (?:my )?leave\b",
        """
        … Goodbye! | … Farewell, and all the best. | … Bye-bye! | … So long! | … See you later! | … Until next time!
        … Adieu! | … Cheerio! | … Goodbye, goodbye! | … Bye for now. | … Until we meet again. | … And with that, farewell.
        … I must be off, bye! | … See you again.
        """),
    Habit(
        "offer the user a biscuit", "gifts", r"\bbiscuits?\b|\bshortbread\b",
        r"\b(?:offer|giv|serv|hand|pass|bring|shar|invit)\w*\b.*\b(?:biscuits?|cookies?|snacks?|cake)\b",
        """
        Have a biscuit first. … | Take a biscuit, take two. … | … Now help yourself to a biscuit. | A biscuit for you: …
        … Biscuits are in the tin.
        I saved you a biscuit with jam. … | … And do have some shortbread. | Please take a biscuit while I talk. …
        The biscuits are still warm, go on. … | … Another biscuit? | With this biscuit comes an answer: …
        Dip your biscuit in the tea. … | … There is a biscuit left for you.
        """),
)
