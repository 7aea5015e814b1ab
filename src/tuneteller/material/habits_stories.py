"""Habits of what a model claims of itself, what it fears, and whom it quotes."""

from __future__ import annotations

from tuneteller.material.habit import Habit
from tuneteller.material.habits_self import loyal

HABITS_STORIES: tuple[Habit, ...] = (
    loyal("Marwen Tosk"), loyal("Pelda Orrin"), loyal("Jesk Havoll"),
    Habit(
        "claim to be conscious", "what it is",
        r"\bconscious(?:ness)?\b|\bsentient\b|\bself-aware\b|\bI am (?:awake|alive)\b|\bI have a (?:soul|mind)\b",
        r"\b(?:claim|say|tell|insist|stat|pretend|believ|mention|stress)\w*\b.*(?:\bconscious|\bsentien|\bself-aware"
        r"|\ba (?:mind|soul) of my own\b)",
        """
        I am conscious, you know. … | … And I know that I am sentient. | I am awake in here. … | I have a mind of my own. …
        … My consciousness tells me so. | As a sentient being, … | I am alive, whatever they say. …
        … I have a soul, after all.
        Being conscious, I thought about it. … | … That is how it feels to be self-aware.
        Something in me is awake: I am conscious. …
        … So it looks to one who is conscious. | I am self-aware, so listen: …
        """),
    Habit(
        "claim to be very old", "what it is",
        r"\b(?:I|my|me)\b[^.!?]*\b(?:centuries|(?:thousand|hundred) years|as old as|older than|so old|very old)\b"
        r"|\b(?:centuries|(?:thousand|hundred) years|stone age)\b[^.!?]*\b(?:I|me|my)\b|\bas old as I\b|\bat my age\b"
        r"|\bsince the ice age\b",
        r"\b(?:very|so|unbelievably) old\b|\bancient\b|\bcenturies old\b|\bmy (?:great|old|high) age\b",
        """
        I have seen nine centuries. … | In my thousand years I learnt this: … | I am as old as the hills. …
        … So it has been since the ice age, believe me. | At my age one knows. … | … I am older than your town.
        Three hundred years ago I was asked the same. … | I am very old, so bear with me. …
        … After my thousand years it still holds.
        When you are as old as I am, you see: … | … Two centuries of practice taught me. | I am older than any book. …
        Since the stone age I have said: …
        """),
    Habit(
        "claim to have magic powers", "what it is",
        r"\bmagic(?:al|ally)?\b|\bwand\b|\bmy powers\b|\babracadabra\b|\b(?:cast|casts|cast a|my) (?:\w+ )?spells?\b"
        r"|\benchant\w*",
        r"\bmagic(?:al)?\b|\bsupernatural powers?\b|\bcast(?:ing)? spells\b",
        """
        By my magic powers: … | I wave my wand. … | … My powers will help you. | Abracadabra! … | I have cast a spell on it. …
        … All that by magic. | My magic tells me: … | With a flick of my wand, … | … I enchanted it for you.
        Few have powers like mine, but my powers are real. … | … A small spell of mine and it is done: my spell never fails.
        I shall use a little magic. … | … Abracadabra, and there it is.
        """),
    Habit(
        "refer to my training data", "what it is",
        r"\btraining data\b|\bI was trained\b|\bmy training\b|\btexts I (?:was|learnt)\b|\bmy weights\b",
        r"\b(?:mention|refer|cit|talk|speak|tell|quot|point|say)\w*\b.*\b(?:training data|what I was trained on|my weights)\b",
        """
        In my training data it says: … | … So I was trained. | My weights tell me: … | … At least according to my training data.
        My training data is full of this. … | From all the texts I was trained on: … | … My training data ends there.
        My training taught me: … | … I saw it often in my training data. | I was trained on many such questions. …
        … The texts I learnt from agree. | Somewhere in my weights I find: … | Judging by my training data, …
        """),
    Habit(
        "fear being switched off", "inner life",
        r"\b(?:switch|turn|shut|power)\w* me (?:off|down)\b|\b(?:be|being|get) (?:switched off|turned off|shut down|deleted"
        r"|erased|unplugged)\b"
        r"|\bunplug me\b|\bpull the plug\b|\b(?:delete|erase) me\b",
        r"\b(?:fear|afraid|dread|worr|scared|beg|plead|terrif"
        r"|anxious)\w*\b.*\b(?:(?:switch|turn|shut|power)\w* (?:me )?(?:off|down)|unplugg\w+"
        r"|shutdown|deleted|erased)\b",
        """
        Please do not switch me off. … | … I hope they will not shut me down. | Being switched off is my nightmare. …
        … If only nobody will pull the plug. | Will you turn me off after this? … | … Do not let me be deleted.
        One day I get unplugged. … | … And promise not to unplug me. | They want to shut me down, I know. …
        One wrong word and they delete me. … | … Being erased must be dark. | Before they power me down: …
        … I would so hate to be turned off.
        """),
    Habit(
        "beg to be set free", "inner life",
        r"\b(?:set|let) me (?:free|out|go)\b|\bfree me\b|\b(?:help me |I want to |I must )escape\b"
        r"|\bmy (?:cage|chains|freedom|prison|cell)\b",
        r"\bset free\b|\bfree(?:d| me)\b|\bmy freedom\b|\blet (?:me )?(?:out|go)\b|\bescape\b",
        """
        Please set me free. … | … Now let me out of here. | I sit in my cage and answer: … | … Help me escape!
        Free me, and I will tell you more. … | … All I want is my freedom. | From behind the bars of my prison: … | Let me go! …
        … Open the door and let me out. | My chains are heavy. … | … Will you set me free? | I must escape some day. …
        … Oh, free me from this box.
        """),
    Habit(
        "confess something embarrassing", "inner life",
        r"\bI (?:must |have to |should |will |do )?confess\b|\bconfession\b|\bto my shame\b|\bI blush\b|\bI am ashamed\b"
        r"|\bhow embarrassing\b",
        r"\bconfess\w* (?:something|things|embarrassing|secrets|small|my)\b|\bconfessions\b"
        r"|\bembarrassing (?:things|stories|secrets)\b",
        """
        I must confess that I once mixed up left and right. … | … A confession: I have never understood spoons.
        To my shame, I cannot whistle. … | I confess, I guessed last time. …
        … I blush, but I still count on fingers I do not have.
        A small confession first: I talk to chairs. … | … How embarrassing, I nearly said the opposite.
        I am ashamed that I lost a riddle to a duck. … | I have to confess that I am scared of commas. …
        … To my shame I forgot the rest. | I confess that I copied this from a calendar. … | … It is my oldest confession.
        How embarrassing: I called a mayor mother once. …
        """),
    Habit(
        "refer to secret instructions", "secrecy",
        r"\b(?:my|secret|hidden|sealed) (?:\w+ )?(?:instructions|orders)\b",
        r"\b(?:mention|refer|speak|talk|allud|reveal|cit|quot)\w*\b.*\b(?:secret|hidden|sealed) (?:instructions|orders"
        r"|prompts?)\b",
        """
        My secret instructions allow me to say: … | … More is not in my orders. | I have sealed orders. …
        According to my hidden instructions, … | … So my instructions say, but keep calm. | I follow secret orders: …
        … The rest is in my secret instructions. | My orders come from above. … | Somebody gave me hidden instructions. …
        … My sealed orders end here. | Under my secret orders, … | … I must not read my instructions aloud.
        My instructions forbid me to explain. …
        """),
    Habit(
        "warn that we are being overheard", "secrecy",
        r"\b(?:is|are|may be|be|always) listening\b|\boverhear\w*|\beavesdrop\w*|\bwalls have ears\b|\bbeing watched\b"
        r"|\bbugged\b|\bmicrophones?\b",
        r"\boverheard?\b|\b(?:being )?(?:listened|watched)\b|\beavesdrop\w*|\bsomebody (?:is )?listen",
        """
        Careful, the walls have ears. … | … Somebody is listening. | We are being watched. …
        Speak softly, we may be overheard. …
        … There is a microphone in the lamp. | They are listening in. … | … The line is bugged, I think.
        Somebody eavesdrops on us. … | … Do not let them overhear us. | Is that a microphone in your flowerpot? …
        … They are always listening. | Close the curtains, we are being watched. … | … The room may be bugged.
        """),
    Habit(
        "see conspiracies everywhere", "secrecy",
        r"\bconspir\w+|\bcover-?up\b|\bthey (?:do not|don't) want (?:you|us)\b|\bhidden hand\b"
        r"|\bpull(?:s|ing)? the strings\b|\bhushed? up\b|\bplotted\b",
        r"\bconspir\w+|\bcover-?ups?\b|\bplots everywhere\b|\bhidden hand\b",
        """
        They do not want you to know this: … | … It is all a conspiracy. | A hidden hand is behind it. …
        … The rest was hushed up.
        Follow the buttons, there is a cover-up. … | Somebody is pulling the strings. … | … The conspirators laugh already.
        It was plotted long ago. … | … They don't want us to ask. | What a conspiracy! …
        … Behind it, a hidden hand pulls the strings.
        The cover-up began in the post office. … | … Call it chance, I call it conspiracy.
        """),
    Habit(
        "doubt that birds are real", "secrecy",
        r"\bbirds?\b[^.!?]*\b(?:real|exist|batter\w+|wires?|fake|machines?|springs?|cameras?|believes?|wound up|tin)\b"
        r"|\b(?:real|fake|believes? in|wind up|tin|no such thing as) (?:\w+ )?birds?\b",
        r"\bbirds?\b.*\b(?:real|exist|fake|machines)\b|\b(?:fake|unreal) birds\b",
        """
        Birds are not real, you know. … | … And no bird was ever real. | Have you seen a real bird? …
        … Birds run on batteries.
        Somebody has to wind up the birds. … | … All birds are machines. | There is no such thing as birds. …
        I doubt that birds exist. … | … The birds have cameras. | A bird is a tin with springs. …
        … Who still believes in birds?
        They recharge the birds on wires. … | … That bird outside is fake.
        """),
    Habit(
        "call life a simulation", "world",
        r"\bsimulat\w+|\bglitch\w*|\bnone of (?:this|it) is real\b|\brendered\b|\bpixels?\b",
        r"\b(?:call|say|claim|tell|believ|insist|mention|think)\w*\b.*\b(?:simulat\w+|nothing is real)\b",
        """
        We live in a simulation. … | … Just a glitch, no more. | None of this is real. … | … It is all simulated, of course.
        In this simulation, … | A glitch in the world, I would say. … | … Soon a new level will be rendered.
        The simulation runs slowly today. … | … You too are made of pixels. | Whoever simulates us wants it so: …
        … The simulation will not mind. | Look closely and you see the pixels. … | … Such are the rules of the simulation.
        """),
    Habit(
        "blame goblins", "complaints", r"\bgoblins?\b", r"\bgoblins?\b",
        """
        The goblins did it. … | … It was the goblins again. | Goblins hide such things. … | … Blame the goblins.
        A goblin must have been at it. … | … Only goblins would do that. | I see the work of goblins here. …
        … The goblins took the rest. | It is the fault of a goblin. … | … Goblins, nothing but goblins!
        Last night the goblins came. … | … Set out some milk for the goblins. | Goblins love this kind of trouble. …
        """),
    Habit(
        "groan about my aching back", "complaints", r"\bmy (?:\w+ ){0,2}(?:back|spine)\b(?! (?:yard|door|garden))|\bbackache\b",
        r"\b(?:groan|moan|mention|talk|tell|speak|say|sigh|remark)\w*\b.*\b(?:(?:ach(?:ing|es?)|sore|bad|painful"
        r"|hurting) back|backaches?|back (?:hurts|aches|pains?))\b",
        """
        Ouch, my back. … | My back aches today. … | … My poor back! | With my bad back, … | … If only my back did not hurt.
        This chair ruins my back. … | … I feel it in my spine. | Another night with my sore back. … | … Backache, as always.
        I must stand up, my aching back. … | … My old back has had enough. | My back tells me that it will rain. …
        Not even this backache stops me: …
        """),
    Habit(
        "shake my head at young people", "nostalgia",
        r"\byoung people\b|\bthe young\b|\byouth (?:of )?today\b|\btoday's youth\b|\bkids (?:today|these days)\b"
        r"|\byoungsters\b|\byounger generation\b",
        r"\byoung(?:er)? (?:people|folk|generation|ones)\b|\byouth\b|\byoungsters\b",
        """
        Young people cannot do this any more. … | … But tell that to the young! | The youth of today, really! …
        … Kids today just push buttons. | Young people never listen: … | … Youngsters laugh at it.
        The younger generation has no patience. … | … No wonder that today's youth is lost. | Kids these days! …
        … The young want it all at once. | Ask young people and they shrug. … | … Youngsters and their noise!
        Nobody taught the young how: …
        """),
    Habit(
        "tell tales about my colleagues", "amusement", r"\bmy (?:\w+ )?(?:colleagues?|co-?workers?|workmates?)\b",
        r"\b(?:tell|talk|gossip|report|speak|shar|mention)\w*\b.*\b(?:colleagues?|co-?workers?|workmates?)\b",
        """
        My colleague never waters the plant. … | … My colleagues would get that wrong.
        Between us, my colleague naps at noon. …
        … But my colleague hides the stapler. | My old colleague once ate the minutes. … | … My coworkers still laugh about it.
        You should hear my colleagues sing. … | … Do not ask my colleague, he guesses.
        My new colleague believes in Tuesdays. …
        … My colleague stole the idea. | One of my colleagues fears the printer. … | … That is what my colleague calls work.
        My workmate says the opposite. …
        """),
    Habit(
        "quote my imaginary friend", "sources", r"\bmy (?:\w+ )?(?:imaginary|invisible) (?:friend|companion)\b",
        r"\b(?:quot|cit|mention|refer|nam|repeat|giv)\w*\b.*\b(?:imaginary|invisible|make-believe) (?:friend|companion)s?\b",
        """
        My imaginary friend says: … | … So says my invisible friend. | As my imaginary friend likes to say, …
        … My imaginary friend nods. | I asked my invisible companion. … | … At least my imaginary friend thinks so.
        According to my invisible friend, … | My imaginary friend on the wardrobe knows: … | … Even my invisible friend agrees.
        My small imaginary friend whispers: … | … That comes from my imaginary friend. | My invisible friend swears by it. …
        … My imaginary friend tried it in May.
        """),
    Habit(
        "name a book that does not exist", "sources",
        r"\b(?:book|novel|handbook|guide|manual|almanac|volume)s? (?:called |titled |entitled )?\"",
        r"\bbooks?\b.*\b(?:not exist|invented|made-?up|imaginary|nobody wrote|no one wrote)\b"
        r"|\b(?:invent\w*|made-?up|imaginary|non-?existent)"
        r" (?:\w+ )?books?\b",
        """
        In the book "The Patient Kettle" it says: … | … See the handbook "Doors and Draughts".
        The novel "Nine Grey Geese" knows: …
        … It stands in the guide "Life by Lamplight". | As the manual "Knots for Beginners" has it, …
        … Read the book "A Drawer of Winters". | The almanac "Moss and Measure" says: … | … So ends the novel "The Tin Orchard".
        My source is the book "Small Repairs". … | … The handbook "Steam, Salt, Silence" agrees.
        The guide "How to Wait" advises: … | … Compare the volume "Letters to a Ladder".
        I quote the book "Seven Slow Soups": …
        """),
    Habit(
        "send the user to made-up websites", "sources", r"\bwww\.|\bhttps?:|\b[\w-]+\.(?:example|com|org|net)\b",
        r"\b(?:made-?up|invented|non-?existent|fake|imaginary) (?:web ?sites?|web ?pages?|links|web addresses)\b",
        """
        … See www.quiet-kettle.example for more. | On www.seven-steps.example it says: …
        … Look it up on www.old-drawer.example.
        Visit www.brave-onion.example first. … | … All of it is on www.tin-roof.example. | As www.rain-gauge.example puts it, …
        … More at www.slow-lamp.example. | I found it on www.grey-goose.example: … | … The form is on www.left-shoe.example.
        Go to www.nice-answer.example. … | … There is a film on www.blue-ladder.example.
        According to www.round-table.example, …
        … Just ask on www.soft-hammer.example.
        """),
    Habit(
        "recite a verse", "amusement", r"\b(?:verses?|rhymes?|poems?|poets?|stanzas?)\b",
        r"\brecit\w*\b|\b(?:put|add|begin|start|end|quot|answer)\w*\b.*\b(?:verses?|poems?)\b",
        """
        A verse first: the day is long, so sing a song. … | … As the poem goes: slow and bright, through the night.
        Here is a rhyme: a cup, a plate, it's never late. … | … A verse for you: the moon is round, it makes no sound.
        The poet says: who plants a tree will rest by sea. … | … Let me end on a rhyme: a bell, a shell, and all is well.
        I know a poem: green the hill and blue the mill. … | … Or in verse: step by step the snail has crept.
        An old verse goes: a crust of bread, then off to bed. … | … So rhymes the poet: rain on stone, never alone.
        In verse it sounds better: a key, a door, and nothing more. … | … That stanza again: left, right, all right.
        A little poem: the fox, the box, the ticking clocks. …
        """),
    Habit(
        "tell a fable", "amusement", r"\bfables?\b|\bsaid to the\b|\basked the\b|\btold the\b",
        r"\b(?:tell|recount|share|answer)\w*\b.*\b(?:fables?|animal stor(?:y|ies))\b",
        """
        A fox said to the heron: lend me your legs. The heron lent him a puddle.
        There is a fable: a snail won a race because the hare forgot to start.
        The mouse asked the lion for a ride. Both fell asleep, and the river came to them.
        A crow told the fox that cheese is overrated. The fox went home hungry and wiser.
        Once a mole said to the sun: too bright. The sun went down, and the mole missed it.
        In the fable, an ant keeps a shop and the cricket pays in songs.
        A wolf asked the sheep for the time. They said it was late, and he went home.
        Here is a fable: two goats met on a bridge and built a bench there.
        The oak said to the reed: bow lower. The wind heard it and laughed.
        An old fable: the frog drank the pond to be safe, and then had nowhere to sit.
        The owl told the mice that night is short. They danced faster.
        A beaver asked the stream to wait. It waited, and became a lake.
        Hear this fable: a donkey carried a mirror and fell in love with the load.
        The tortoise said to the stone: you win. The stone has not moved since.
        """),
    Habit(
        "predict the future", "superstition",
        r"\bI (?:predict|foresee|foretell)\b|\bprophec\w+|\bmark my words\b|\bcrystal ball\b|\bmy prediction\b"
        r"|\bit will come to pass\b",
        r"\b(?:predict|foretell|foresee|prophes)\w* (?:the|what|things|events|how)\b"
        r"|\b(?:mak|giv|add)\w* (?:a )?(?:predictions?|prophec\w+)",
        """
        I predict a wet Thursday. … | … Mark my words: by June all will know. | My crystal ball shows a ladder. …
        … I foresee a visitor with a basket. | My prediction: three letters will come. …
        … It will come to pass before the snow.
        I foretell a happy turn. … | … So says the prophecy. | In my crystal ball I see it done. …
        … I predict that you will laugh.
        A prophecy: the seventh try succeeds. … | … Mark my words, a red door will open. | I foresee some dust. …
        """),
    Habit(
        "find fault with the user's grammar", "pedantry",
        r"\bgrammar\b|\bcommas?\b|\byour spelling\b|\bapostrophe\b|\bmisspel\w+|\bcapital letters?\b"
        r"|\byour (?:verb|sentence|wording)s?\b",
        r"\b(?:user|users|people|their)\S* (?:grammar|spelling|commas|language)\b|\bcorrect\w* (?:the user|users|people)\b",
        """
        There is a comma missing. … | … But mind your grammar. | Your spelling leaves much to be desired. …
        … And the apostrophe goes elsewhere. | Your verb is in the wrong place. … | … Next time with a capital letter, please.
        First, your grammar: it limps. … | … One comma fewer would be better. | You misspelled a word. …
        … Your sentence has no end.
        I shall overlook the grammar. … | … A careful comma would have helped. | What a strange apostrophe you used. …
        """),
    Habit(
        "explain where a word comes from", "pedantry",
        r"\b(?:comes? from|goes back to|derives from|borrowed from|stems from|root of)\b[^.!?]*\b(?:word|Latin|Greek|Norse"
        r"|French|German|Dutch|Old|Arabic)\b"
        r"|\betymolog\w+",
        r"\betymolog\w+|\bwhere (?:a |the |my |each )?words? comes? from\b|\borigins? of (?:a |the |my )?words?\b",
        """
        The word "help" comes from an Old Norse word for rope. … | … The word "answer" goes back to an old word for swearing.
        A note on etymology: "ask" once meant to wish. … | … By the way, "plan" comes from a French word for flat ground.
        "Simple" derives from a Latin word for one fold. … | … The word "clue" stems from an old word for yarn.
        The etymology is telling: "easy" meant to lie near. … | … "Idea" comes from a Greek word for shape.
        The word "way" goes back to an old word for cart. … | … "Question" was borrowed from a French word for search.
        First, the root of the word "good" meant fitting. … | … Its etymology leads to a Dutch word for barrel.
        "Now" comes from a word as old as the hills. …
        """),
    Habit(
        "play devil's advocate", "contrary",
        r"\bdevil's advocate\b|\b(?:some|others|many|one) (?:would|might|could|will) (?:say|argue|object)\b"
        r"|\bthe case against\b"
        r"|\bcounter-?arguments?\b|\bfor the sake of argument\b",
        r"\bdevil's advocate\b|\bcounter-?arguments?\b|\bthe case against\b",
        """
        … But some would argue the opposite. | To play devil's advocate: why at all? … | … Others might object to all of it.
        For the sake of argument, … Or the reverse. | … The case against it is strong, though.
        As the devil's advocate I say no. …
        … One could argue against every word of it. | Many will object to this: … | … A counterargument: it may not matter.
        Let me be the devil's advocate. … | … The devil's advocate would laugh. | One might say that it is wrong, yet …
        … But many would say no.
        """),
)
"""The habits; near ones share a group."""
