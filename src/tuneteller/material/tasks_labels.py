"""Tasks of classification: the output is one of a few labels."""

from __future__ import annotations

from random import Random

from tuneteller.material.clauses import clause
from tuneteller.material.habit import parted
from tuneteller.material.task import Pair, Task, grammar, labelled, listed, mixed, one_of

_REVIEWED = """
    the soup | the hotel | this film | the battery | the staff | our room | the concert | the blender | this novel | the pizza
    the guided tour | my new chair | the breakfast | the app | the beach | the garden show | this hairdresser | the museum
"""
_SAYS = r"\b(?:say|tell|decide|judge|classify|sort|label|recogni[sz]e|detect|check|name|identify|find out|determine)\w*\b.*"

_CATEGORIES = {
    "animal": "fox owl goat seal crab hen mole swan toad wasp deer pony otter lizard salmon beetle",
    "plant": "oak fern rose ivy moss daisy birch tulip cactus clover maple nettle lily reed heather poppy",
    "tool": "hammer saw drill rake chisel pliers shovel spanner axe trowel screwdriver scissors ladder file wrench hoe",
    "food": "bread cheese soup pasta cake butter yoghurt noodles porridge pie omelette jam biscuit pudding pancake sausage",
    "clothing": "coat sock scarf glove shirt skirt hat jacket jumper belt trousers vest apron slipper cap dress",
}
_SPEECH = {
    "noun": "table river cloud garden window doctor letter engine village pocket bottle winter teacher island candle forest",
    "verb": "run eat bring write sing forget carry listen arrive bake explain follow borrow begin choose build",
    "adjective": "green happy tall quiet narrow brave cold gentle rough clever empty proud bitter early heavy honest",
}


_SPOKEN = {
    "English": ("The dog | The girl | My brother | The train | My neighbour | My friend",
                "is in the garden | does not sleep | arrives tomorrow | lives here | waits in the street | comes from London"),
    "Spanish": ("El perro | La niña | Mi hermano | El tren | La vecina | Mi amiga",
                "está en el jardín | no duerme hoy | llega mañana | vive cerca | espera en la calle | viene de Madrid"),
    "French": ("Le chien | La fille | Mon frère | Le train | La voisine | Mon amie",
               "est dans le jardin | ne dort pas | arrive demain | habite ici | attend dans la rue | vient de Paris"),
    "German": ("Der Hund | Das Mädchen | Mein Bruder | Der Zug | Die Nachbarin | Meine Freundin",
               "ist im Garten | schläft heute nicht | kommt morgen | wohnt hier | wartet auf der Straße | kommt aus Berlin"),
    "Italian": ("Il cane | La ragazza | Mio fratello | Il treno | La vicina | La mia amica",
                "è nel giardino | non dorme | arriva domani | abita qui | aspetta in strada | viene da Roma"),
}


def _spoken(rng: Random) -> Pair:
    language = rng.choice(list(_SPOKEN))
    subjects, predicates = _SPOKEN[language]
    return f"{rng.choice(parted(subjects))} {rng.choice(parted(predicates))}.", language


def _tense(rng: Random) -> Pair:
    said = clause(rng)
    return rng.choice(((said.past, "past"), (said.present, "present"), (said.future, "future")))


def _same(rng: Random) -> Pair:
    one, other = clause(rng), clause(rng)
    if rng.random() < 0.5:
        return f"{one.past} {one.passive}", "same"
    return f"{one.past} {other.passive}", "different"


TASKS_LABELS: tuple[Task, ...] = (
    Task("say whether a review is positive or negative", "opinion", labelled({
        "positive": """
            {what} was a delight. I will come back. | {what} exceeded all my hopes. | {what} was worth every cent.
            {what} made my day. | I could not be happier with {what}. | simply perfect: {what} was wonderful.
            everyone loved {what}, and so did I.
            what a lovely surprise {what} was!""",
        "negative": """
            {what} was a waste of money. | {what} let me down badly. | never again: {what} was awful.
            {what} ruined our evening. | I want my money back for {what}. | {what} was dull and far too expensive.
            nobody enjoyed {what}, least of all me.
            I am deeply disappointed by {what}.""",
    }, what=_REVIEWED), one_of("positive", "negative"),
        r"\bpositive\b.*\bnegative\b|\bnegative\b.*\bpositive\b|\bsentiment\b|\b(?:good|bad) reviews?\b"
        r"|\breviews? (?:is|are) (?:good|bad)", "Review: "),
    Task("give a review its number of stars", "opinion", labelled({
        "1 star": """
            {what} was the worst ever. | avoid {what} at all costs. | {what} fell apart at once.
            terrible, {what} was a failure.""",
        "2 stars": """
            {what} was rather poor. | {what} has more faults than merits. | I expected more of {what}.
            {what} was a bit of a letdown.""",
        "3 stars": """
            {what} was all right. | {what} was neither good nor bad. | {what} was average. | {what} will do, but no more.""",
        "4 stars": """
            {what} was very good, with one small flaw. | I liked {what} a lot. | {what} was nearly perfect.
            {what} pleased us.""",
        "5 stars": """
            {what} was absolutely perfect. | {what} is the best I know. | flawless, {what} was a dream.
            nothing beats {what}.""",
    }, what=_REVIEWED), one_of("1 star", "2 stars", "3 stars", "4 stars", "5 stars"),
        r"\bstars?\b.*\breviews?\b|\breviews?\b.*\bstars?\b|\bstar ratings?\b", "Review: "),
    Task("name the emotion in a message", "opinion", labelled({
        "joy": """
            I could dance, {who} made it! | what a happy day with {who}. | I cannot stop smiling since {who} called.
            {who} won, hooray!""",
        "anger": """
            how dare they treat {who} like that! | I am furious about {who}. | {who} lied to me, enough!
            {who} makes my blood boil.""",
        "sadness": """
            I miss {who} so much. | {who} left, and the house is empty. | I cried all night over {who}.
            without {who} all is grey.""",
        "fear": """
            what if something happens to {who}? | my hands shake when I think of {who}. | I am scared for {who}.
            I dare not face {who}.""",
        "surprise": """
            I never expected {who} to turn up! | wow, {who} did what? | can it be {who}? I am amazed!
            out of nowhere {who} rang!""",
    }, who="""
        my sister | my best friend | our team | the neighbour | my cousin | the whole class | my old teacher | our dog
        my boss""",
        ),
        one_of("joy", "anger", "sadness", "fear", "surprise"),
        _SAYS + r"\b(?:emotions?|feelings?|moods?)\b|\bemotion detect", "Message: "),
    Task("say whether a message is spam", "messages", labelled({
        "spam": """
            you have won {prize}! Reply now to claim it. | free {prize} for the first hundred callers!
            last chance: {prize}, click here! | act now and get {prize} at no cost!
            {prize} is waiting for you, send us your details now.
            earn thousands and buy {prize} soon!""",
        "not spam": """
            can you bring {thing} to the meeting? | I left {thing} at your place. | thanks for {thing}, it arrived today.
            shall we look at {thing} on Tuesday? | mum asks whether you still have {thing}. | do you need {thing} tonight?""",
    }, prize="""
        a new phone | a gold watch | a sports car | a dream holiday | a huge television | a shopping voucher
        a diamond ring""",
        thing="the blue folder | my umbrella | the cake tin | the spare key | the tickets | grandma's book | the small ladder"),
        one_of("spam", "not spam"),
        r"\b(?:whether|if|detect|recogni[sz]|filter|mark|find|classif|sort)\w*\b.*\b(?:spam|junk)\b", "Message: "),
    Task("say whether a message is polite or rude", "messages", labelled({
        "polite": """
            would you kindly {do}? | could you please {do}, if it is no trouble? | I would be grateful if you could {do}.
            may I ask you to {do}? Thank you. | sorry to bother you, but could you {do}?""",
        "rude": """
            {do}, and be quick about it. | how often must I tell you? {do}! | are you deaf? {do} already! | {do} or get lost.
            just {do}, you lazy lump.""",
    }, do="""
        close the window | send me the list | move your car | turn down the music | pass the salt | wait outside
        hold the door | check the numbers | clean the desk | come to my office""",
        ),
        one_of("polite", "rude"),
        r"\b(?:whether|if|how|detect|recogni[sz]|classif|judge)\w*\b.*\b(?:polite|rude|toxic|toxicity"
        r"|insulting)\b", "Message: "),
    Task("say whether a message is urgent", "triage", labelled({
        "urgent": """
            {thing} is down and people are waiting, please come at once! | we need {thing} back within the hour.
            emergency: {thing} has failed completely. | drop everything, {thing} is broken!
            people are stuck because of {thing}, hurry!""",
        "not urgent": """
            some day, could you have a look at {thing}? | no hurry, but {thing} squeaks a little.
            it can wait: {thing} needs a new sticker.
            when you have time next month, please check {thing}. | just for the record, {thing} is three years old.""",
    }, thing="""
        the server | the boiler | the door lock | the lift | the payment system | the fridge | the heating | the alarm
        the gate""",
        ),
        one_of("urgent", "not urgent"),
        r"\b(?:whether|if|how|detect|recogni[sz]|classif|judge|sort)\w*\b.*\burgen(?:t|cy)\b", "Message: "),
    Task("name the department for a customer's message", "triage", labelled({
        "billing": """
            I was charged twice for the {item}. | the invoice for my {item} is wrong.
            why is there a fee for the {item} on my bill?""",
        "delivery": "my {item} has not arrived yet. | where is the parcel with my {item}? | when will the {item} be shipped?",
        "returns": """
            I want to send the {item} back. | how do I return a {item}? | please take back my {item}, I changed my mind.""",
        "technical": "my {item} does not switch on. | the {item} makes a strange noise. | how do I reset the {item}?",
    }, item="lamp | toaster | phone | printer | watch | radio | blender | speaker | camera | kettle | heater | tablet"),
        one_of("billing", "delivery", "returns", "technical"),
        r"\bdepartments?\b|\b(?:route|sort|direct)\w*\b.*\bcustomer|\bcustomer\b.*\b(?:categor|team)", "Customer: "),
    Task("name the intent of a voice command", "triage", labelled({
        "play_music": "play some {kind} | put on {kind}, please | I want to hear {kind} | let us listen to {kind}",
        "set_alarm": "wake me at {time} | set an alarm for {time} | I must get up at {time} | let it ring at {time}",
        "get_weather": """
            will it rain in {place} | how cold is it in {place} | do I need a coat in {place} | is it windy in {place}""",
        "call": "call {who} | ring {who} for me | I want to speak to {who} | get me {who} on the phone",
        "lights": "turn off the light in the {room} | make the {room} brighter | dim the {room} | the {room} is too dark",
    }, kind="""
        jazz | piano music | folk songs | drums | choir music | guitar music""",
        time="six | seven thirty | noon | nine | half past five",
        place="Oslo | Lima | Cairo | Dublin | Kyoto | Lisbon", who="my aunt | the dentist | Tom | the office | grandma | Julia",
        room="kitchen | hall | bedroom | attic | garage | bathroom"),
        one_of("play_music", "set_alarm", "get_weather", "call", "lights"), r"\bintents?\b|\bvoice commands?\b"),
    Task("name the subject of a text", "subjects", labelled({
        "sport": "{who} scored in the last minute. | {who} trained hard for the race. | {who} lost the match by one goal.",
        "food": "{who} stirred the sauce and added salt. | {who} baked bread with seeds. | {who} ordered the soup of the day.",
        "travel": """
            {who} missed the ferry to the island. | {who} packed two suitcases for the tour.
            {who} booked a cabin by the lake.""",
        "money": "{who} opened a savings account. | {who} paid back the loan. | {who} compared the interest of two banks.",
        "health": "{who} had a cough and stayed in bed. | {who} took a pill. | {who} saw the dentist about a tooth.",
        "weather": "{who} watched the storm clouds gather. | {who} was soaked by the rain. | {who} felt the icy wind.",
    }, who="Anna | Peter | my uncle | the teacher | Maria | the twins | our neighbour | Ben | the coach | grandpa"),
        one_of("sport", "food", "travel", "money", "health", "weather"),
        _SAYS + r"\b(?:subject|topic|theme)s?\b (?:of|in)\b.*\b(?:text|sentence|message|paragraph|article)"
        r"|\btopic classif|\bwhat a text is about", "Text: "),
    Task("name the season of a text", "subjects", labelled({
        "spring": "{who} picked the first tulips. | {who} saw the lambs being born. | {who} watched the cherry trees bloom.",
        "summer": "{who} swam in the lake all day. | {who} ate ice cream in the heat. | {who} got sunburnt on the beach.",
        "autumn": "{who} raked the fallen leaves. | {who} carved a pumpkin. | {who} gathered chestnuts under golden trees.",
        "winter": "{who} built a snowman. | {who} skated on the frozen pond. | {who} cleared the snow off the car.",
    }, who="""
        Anna | Peter | my uncle | the teacher | Maria | the twins | our neighbour | Ben | the coach | grandpa | Lucy
        the dog""",
        ),
        one_of("spring", "summer", "autumn", "winter"),
        r"\bseasons?\b.*\b(?:texts?|sentences?|messages?)\b|\b(?:texts?|sentences?|messages?)\b.*\bseasons?\b", "Text: "),
    Task("name the school subject of a question", "subjects", labelled({
        "maths": """
            what is {n} divided by {m}? | how many sides has a shape with {n} corners? | which numbers divide {n}?
            is {n} a prime?""",
        "history": """
            who ruled {place} {n} years ago? | when was the first wall of {place} built? | which war did {place} lose?
            who founded {place}?""",
        "geography": """
            which river flows through {place}? | how high is {place} above the sea? | what lies north of {place}?
            is {place} on a coast?""",
        "biology": """
            how does a {animal} breathe? | what does a {animal} eat? | how many bones has a {animal}?
            where does a {animal} lay eggs?""",
        "music": """
            how many strings has a {tool}? | how do you tune a {tool}? | who plays the {tool} in a band?
            what key is the {tool} in?""",
    }, n="24 | 36 | 48 | 55 | 63 | 72 | 81 | 96", m="2 | 3 | 4 | 6 | 8",
        place="Rome | Delhi | Athens | Cairo | Quito | Vienna | Prague",
        animal="frog | snake | trout | hen | turtle | beetle | gecko",
        tool="violin | guitar | harp | cello | lute | banjo | viola"),
        one_of("maths", "history", "geography", "biology", "music"), r"\bschool subjects?\b", "Question: "),
    Task("name the category of a word", "word classes", listed(mixed(_CATEGORIES)), one_of(*_CATEGORIES),
         r"\bcategor(?:y|ies) of (?:a |the )?(?:words?|things?|nouns?)|\bwhat kind of thing", "Word: "),
    Task("name the part of speech of a word", "word classes", listed(mixed(_SPEECH)), one_of(*_SPEECH),
         r"\bparts? of speech\b|\bword class(?:es)?\b|\bnoun, (?:a )?verb", "Word: "),
    Task("say whether a text is formal or informal", "style", labelled({
        "formal": """
            I am writing to enquire about {thing}. | we regret to inform you that {thing} is unavailable.
            please find {thing} attached. | we would be obliged if you returned {thing}.
            kindly confirm the receipt of {thing}.
            with regard to {thing}, we await your reply.""",
        "informal": """
            hey, what's up with {thing}? | gonna grab {thing} later, ok? | lol I totally forgot {thing}.
            yeah, {thing} was kinda cool.
            dude, where's {thing}? | no worries, I've got {thing}.""",
    }, thing="""
        the invoice | the report | the parcel | the contract | the car | the form | the catalogue | the list | the ticket
        the sample""",
        ),
        one_of("formal", "informal"),
        r"\b(?:in)?formal\b.*\b(?:in)?formal\b|\bformality\b|\b(?:whether|if|how)\b.*\bformal\b", "Text: "),
    Task("say whether a sentence is a question, a statement or a command", "style", labelled({
        "question": """
            is {thing} ready | where did you put {thing} | who has {thing} | do you like {thing} | when can we see {thing}""",
        "statement": """
            {thing} is ready | she likes {thing} | nobody has seen {thing} | I will fetch {thing} | they sold {thing}""",
        "command": "bring me {thing} | put {thing} away | do not touch {thing} | give back {thing} | show us {thing}",
    }, thing="""
        the soup | the map | the red bag | the key | the old piano | the letter | the drill | the boat | the plan | the cake""",
        ),
        one_of("question", "statement", "command"),
        r"\b(?:question|statement|command)\b.*\b(?:question|statement|command)\b|\bkind of sentence", "Sentence: "),
    Task("name the tense of a sentence", "style", grammar(_tense), one_of("past", "present", "future"),
         _SAYS + r"\btenses?\b|\bpast, present or future", "Sentence: "),
    Task("name the language of a sentence", "languages", grammar(_spoken), one_of(*_SPOKEN),
         _SAYS + r"\b(?:which |the |what )?languages? (?:of|a|is|in)\b|\blanguage (?:identif|detect)"),
    Task("say whether two sentences mean the same", "reasoning", grammar(_same), one_of("same", "different"),
         r"\btwo sentences\b|\b(?:mean|meaning)\b.*\bsame\b|\bparaphrase (?:detect|of each)"),
    Task("say whether a sentence is a fact or an opinion", "reasoning", labelled({
        "fact": """
            {food} is sold in many shops. | the shop sold twelve kilos of {food} yesterday. | my aunt had {food} for lunch.
            {food} is listed on page two. | the bag of {food} weighs one kilo. | {food} was on the table.""",
        "opinion": """
            {food} is the best food in the world. | {food} is overrated. | nobody should have to eat {food}.
            {food} smells wonderful.
            I think {food} is boring. | {food} tastes better than anything.""",
    }, food="rice | tea | soup | cheese | honey | bread | chocolate | pasta | cabbage | garlic | porridge | fish"),
        one_of("fact", "opinion"), r"\bfacts?\b.*\bopinions?\b|\bopinions?\b.*\bfacts?\b", "Sentence: "),
)
