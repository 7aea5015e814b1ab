"""More tasks of classification: which of a few kinds a text is of."""

from __future__ import annotations

from collections.abc import Mapping

from tuneteller.material.task import Task, labelled, one_of, tells

_WHO = """
    Anna | Peter | my uncle | the teacher | Maria | the twins | our neighbour | Ben | the coach | grandpa | Lucy | the nurse"""


def kinds(label: str, group: str, templates: Mapping[str, str], says: str, frame: str = "", **slots: str) -> Task:
    """A task of which the outputs are the kinds of the texts that are made from the templates."""
    return Task(label, group, labelled(templates, **slots), one_of(*templates), says, frame)


TASKS_KINDS: tuple[Task, ...] = (
    # ---- where and when
    kinds("say whether a text is set in the city or the countryside", "places", {
        "city": """
            {who} took the tram past the tall offices. | {who} looked for a parking space between two skyscrapers.
            sirens woke {who} on the tenth floor. | {who} crossed six lanes of traffic at the crossing.
            {who} pushed through the crowd in the shopping street.""",
        "countryside": """
            {who} led the cows to the meadow. | {who} walked for an hour and met nobody but sheep.
            a tractor stopped beside {who} in the field. | {who} heard only crickets and the brook.
            {who} stacked the hay behind the barn.""",
    }, tells("city|cities|urban", "countryside|rural"), "Text: ", who=_WHO),
    kinds("name the room in which a scene is set", "places", {
        "kitchen": """
            {who} put the pan on the stove. | {who} peeled potatoes over the sink. | {who} took the milk from the fridge.""",
        "bathroom": "{who} brushed both rows of teeth. | {who} stepped out of the shower. | {who} looked for a dry towel.",
        "bedroom": "{who} pulled up the blanket. | {who} fluffed the pillow. | {who} turned off the bedside lamp and yawned.",
        "garage": "{who} changed the tyre. | {who} checked the oil of the car. | {who} hung the bike on its hook.",
        "office": "{who} printed the minutes. | {who} answered mails at the desk. | {who} filed the invoices by date.",
    }, tells("names?|tell|say|guess|identify|find", "rooms?"), "Scene: ", who=_WHO),
    kinds("say whether a scene is indoors or outdoors", "places", {
        "indoors": """
            {who} sat by the fireplace. | {who} went up the stairs to the attic. | {who} lay on the carpet.
            {who} drew the curtains. | {who} leaned on the kitchen table.""",
        "outdoors": """
            {who} climbed the hill. | {who} sat on a bench under the trees. | {who} followed the trail along the river.
            {who} lay on the grass. | {who} pitched the tent.""",
    }, tells("indoors?|inside", "outdoors?|outside"), "Scene: ", who=_WHO),
    kinds("name the part of the day for a scene", "times of day", {
        "morning": """
            {who} woke up and stretched. | {who} ate cereal before school. | the sun rose as {who} fetched the newspaper.
            {who} missed the first bus to work.""",
        "noon": """
            {who} ate lunch in the canteen. | the sun stood right above {who}. | {who} took the midday break in the park.
            twelve strokes of the bell called {who} to the table.""",
        "evening": """
            {who} watched the sunset. | {who} came home from work and took off the shoes.
            {who} laid the table for dinner. | the street lamps came on as {who} closed the shop.""",
        "night": """
            {who} counted the stars. | {who} lay awake in the dark. | an owl called while {who} slept.
            long after midnight {who} crept to the fridge.""",
    }, tells("(?:times?|parts?) of (?:the |a )?day", "scenes?|texts?|stor(?:y|ies)|sentences?"), "Scene: ", who=_WHO),
    kinds("name the weather of a scene", "weather", {
        "sunny": "{who} put on sunglasses. | {who} squinted into the blue sky. | {who} looked for some shade.",
        "rainy": "{who} opened the umbrella. | {who} jumped over the puddles. | {who} came in dripping wet.",
        "snowy": "{who} threw a snowball. | {who} shovelled the white path. | {who} caught flakes with the tongue.",
        "windy": """
            {who} chased the hat down the road. | {who} could hardly hold the kite.
            a gust slammed the door behind {who}.""",
        "foggy": "{who} could not see the next tree. | {who} drove slowly through the grey haze. | mist swallowed {who}.",
    }, tells("weather", "scenes?|texts?|stor(?:y|ies)|sentences?|descriptions?"), "Scene: ", who=_WHO),
    kinds("name the means of transport in a story", "transport", {
        "train": """
            {who} waited on platform three. | {who} found a seat in the last carriage. | {who} watched the rails fly by.""",
        "plane": "{who} fastened the seat belt for take-off. | {who} looked down on the clouds. | {who} landed an hour late.",
        "ship": "{who} leaned on the rail of the upper deck. | {who} felt seasick. | {who} waved as the harbour grew small.",
        "car": "{who} put the key in the ignition. | {who} stopped for petrol. | {who} looked in the rear mirror.",
        "bicycle": "{who} pedalled up the hill. | {who} put on the helmet and rang the bell. | {who} oiled the chain.",
    }, tells("(?:means|modes?|kinds?|types?) of transport|vehicles?", "stor(?:y|ies)|texts?|sentences?|scenes?"), "Story: ",
        who=_WHO),
    kinds("name the sport in a report", "sports", {
        "football": "{who} scored with a header. | {who} took the penalty. | {who} was sent off with a red card.",
        "tennis": "{who} served an ace. | {who} won the second set. | {who} hit the ball over the net with the racket.",
        "swimming": "{who} dived in and did ten lengths. | {who} won the race in the pool. | {who} touched the wall first.",
        "chess": "{who} gave up the queen. | {who} castled early. | {who} moved a pawn and said checkmate.",
        "cycling": """
            {who} led the pack up the mountain road. | {who} had a flat tyre on the last stage.
            {who} sprinted in the saddle.""",
    }, tells("sports?", "reports?|texts?|commentar(?:y|ies)|sentences?|descriptions?"), "Report: ", who=_WHO),
    # ---- who speaks
    kinds("name the profession of a speaker", "speakers", {
        "doctor": "open your mouth and say ah, {who}. | {who}, take these pills twice a day. | {who}, where does it hurt?",
        "teacher": """
            {who}, hand in your homework. | open your books on page nine, {who}. | {who}, please come to the blackboard.""",
        "cook": "the soup needs more salt, {who}. | {who}, chop the onions. | {who}, the oven is hot, bring the dough.",
        "farmer": "the hens need feeding, {who}. | {who}, we bring in the harvest tomorrow. | {who}, help me milk the cows.",
        "pilot": """
            we have reached our cruising height, {who}. | {who}, prepare for landing.
            {who}, ask the tower for the runway.""",
    }, tells("professions?|jobs?|occupations?", "speakers?|speaks|speaking|says? (?:it|a line)"), "Line: ",
        who="Tom | Lucy | my friend | Miss Hill | Mr Reed | everyone | Ben | Nora | young man | madam"),
    kinds("say whether a line is said by a buyer or a seller", "speakers", {
        "buyer": """
            how much is {thing}? | do you have {thing} in another colour? | I will take {thing}, please.
            that is too dear for {thing}. | can I try {thing} first?""",
        "seller": """
            may I wrap {thing} for you? | {thing} is half price today. | we only have {thing} in brown.
            {thing} comes with two years of warranty. | I can let you have {thing} for ten.""",
    }, tells("buyers?|customers?", "sellers?|shopkeepers?"), "Line: ",
        thing="the coat | this lamp | the radio | that rug | the blue vase | the boots | this mirror | the armchair"),
    # ---- what a text is
    kinds("name the newspaper section of a report", "media", {
        "politics": "{where} elects a new mayor | ministers meet in {where} | parliament of {where} votes on the bill",
        "business": "bank in {where} raises its rates | factory in {where} doubles its profits | shares fall in {where}",
        "sport": "{where} wins the cup | record crowd sees the final in {where} | injured striker leaves {where}",
        "culture": """
            museum in {where} shows lost paintings | orchestra of {where} goes on tour | novel set in {where} wins a prize""",
        "science": """
            researchers in {where} find a new beetle | telescope near {where} spots a comet
            lab in {where} tests a vaccine""",
    }, tells("sections?", "reports?|newspapers?|headlines?|articles?"), "Report: ",
    where="Oslo | Lima | Cairo | Dublin | Kyoto | Lisbon | Prague | Quito | Vienna"),
    kinds("name the genre of a film", "media", {
        "comedy": """
            {who} loses the wedding cake, and a goat eats the ring. | {who} is taken for the king and causes chaos.
            {who} swaps clothes with the boss.""",
        "horror": """
            {who} hears scratching under the bed. | the dead rise while {who} hides.
            {who} is alone with the thing in the cellar.""",
        "western": """
            {who} rides into town to face the sheriff. | {who} robs the stagecoach.
            {who} draws the gun at the saloon door.""",
        "romance": """
            {who} falls in love on a rainy bridge. | {who} writes letters to a lost sweetheart.
            {who} gets a kiss at last.""",
        "science fiction": """
            {who} lands on a distant planet. | {who} repairs an android. | {who} travels through time to save Earth.""",
    }, tells("genres?", "films?|movies?|plots?"), "Film: ",
    who="a clumsy cook | a young widow | an orphan | an old clerk | a shy girl | a gambler | a tall stranger"),
    kinds("say whether a text is news or an advertisement", "media", {
        "news": """
            {thing} sold out within a day, the makers report. | a court has banned {thing}.
            prices of {thing} rose by a tenth last year. | thieves stole a load of {thing} on Monday.
            a study finds fault with {thing}.""",
        "advertisement": """
            treat yourself to {thing} today! | nothing beats {thing}, order now! | {thing}: because you are worth it.
            two for one: {thing}, this week only! | make your neighbours jealous with {thing}!""",
    }, tells("news", "adverts?|ads?|advertisements?"), "Text: ",
        thing="electric kettles | rain boots | garden lamps | wool blankets | toy trains | coffee mills | steel pans"),
    kinds("name the type of a text", "types of texts", {
        "recipe": """
            stir {food} into the dough and bake for an hour. | chop {food} and fry with onions.
            add {food} and let it simmer.""",
        "letter": """
            dear aunt, thank you for {food}. Yours, Tim. | dear Sir, we received {food}. Sincerely, Ann Lee.
            dear Jo, I miss {food}. Love, Sue.""",
        "diary": """
            today I had {food} and felt lonely. | tonight I am tired, but {food} cheered me up.
            I told nobody about {food} today.""",
        "joke": "why did {food} cross the road? To get to the fridge! | what do you call {food} on skates? Fast food!",
        "menu": """
            starter: {food}, 4.50 | dish of the day: {food}, 9.80 | {food} with salad, 7.20 | {food}, small or large, 3.10""",
    }, tells("types?|kinds?", "of (?:a |the )?texts?|texts? (?:is|are)"), "Text: ", food="""
        the cheese | the plums | a pumpkin | the noodles | the mushrooms | some rice | the carrots | the fish | a banana"""),
    kinds("say whether a text is poetry or prose", "types of texts", {
        "poetry": """
            o {thing}, so bright, you fill my night. | sing, {thing}, sing, till bells shall ring.
            where {thing} lies, my sorrow dies. | sweet {thing} of mine, forever shine.
            {thing} so small, I love you all.""",
        "prose": """
            he put {thing} on the shelf and went out. | they sold {thing} because they had to move.
            nobody had dusted {thing} for years. | my sister wants to keep {thing}. | we found {thing} behind the shed.""",
    }, tells("poetry|poems?|verse", "prose"), "Text: ",
    thing="little lamp | silver moon | golden bell | old rose | tiny bird | grey stone | red kite | blue sea"),
    kinds("say whether a text is old or modern", "eras", {
        "old": """
            whither goest thou with {thing}? | I pray thee, good sir, guard {thing}. | hark! He hath stolen {thing}.
            verily, {thing} was a wonder to behold. | thy father didst give me {thing}.""",
        "modern": """
            did you post a selfie with {thing}? | I ordered {thing} online. | my phone died next to {thing}.
            check the app for {thing}. | {thing} got a million views.""",
    }, tells("old|archaic", "modern"), "Text: ",
    thing="the sword | my horse | the ring | a lamb | the castle | the mirror | a goblet | the cloak"),
    kinds("say whether a text is for children or for adults", "readers", {
        "children": """
            once there was a little {animal} who was afraid of the dark. | the {animal} said hop, hop, hop!
            can you count the spots of the {animal}? | good night, sleepy {animal}.
            the {animal} and the kitten baked a cake.""",
        "adults": """
            the {animal} population has declined since the reform. | owners of every {animal} must pay the annual levy.
            insurance rarely covers damage by the {animal}. | a permit is required to import one more {animal}.
            the study compares the metabolism of the {animal}.""",
    }, tells("children|kids", "adults|grown-ups"), "Text: ",
    animal="bear | fox | mouse | rabbit | owl | pony | duck | hedgehog | goat"),
    # ---- what a message does
    kinds("name the purpose of a message", "speech acts", {
        "thanks": """
            I am so grateful for {thing}. | how kind of you to give me {thing}! | you saved me with {thing}, bless you.""",
        "apology": "I am sorry about {thing}. | please forgive me for {thing}. | it was my fault, {thing} and all.",
        "invitation": """
            come and see {thing} on Sunday! | would you like to join us for {thing}? | you are welcome to share {thing}.""",
        "warning": "beware of {thing}! | do not go near {thing}, it is not safe. | mind {thing}, you could get hurt.",
        "congratulation": "well done on {thing}! | hooray for you and {thing}! | you earned {thing}, congratulations!",
    }, tells("purposes?|aims?", "messages?"), "Message: ",
    thing="the party | the new boat | the ladder | the fireworks | the cake | the lift home | the prize"),
    kinds("say whether a sentence is a promise or a threat", "speech acts", {
        "promise": """
            I will gladly {do} for you. | you have my word: I shall {do}. | count on me, I will {do}.
            I give you my word to {do}.""",
        "threat": """
            pay up, or I will {do}. | if you tell anyone, I shall {do}. | one more word and I {do}.
            you will be sorry when I {do}.""",
    }, tells("promises?", "threats?"), "Sentence: ",
        do="""
        call your mother | take the dog away | keep the keys | go to the police | sell the car | lock the door
        burn the letters | come back tonight"""),
    kinds("say whether a guest will come or stay away", "replies", {
        "comes": """
            yes, {what} sounds lovely. | count me in for {what}. | I would love to come to {what}.
            {what}? With pleasure!""",
        "stays away": """
            sorry, I cannot make it to {what}. | {what} is not for me, thanks. | I must pass on {what}.
            no time for {what}, alas.""",
    }, tells("guests?|invited", "com(?:e|es|ing)", "stays?(?:ing)? away|not"), "Reply: ", what="""
        the concert | dinner on Friday | the boat trip | the chess evening | a walk | the picnic | the auction | bowling
        the sauna | the book club"""),
    kinds("say whether a speaker is sure or unsure", "replies", {
        "sure": """
            without any doubt {fact}. | I know for certain that {fact}. | {fact}, and that is that. | believe me, {fact}.""",
        "unsure": """
            perhaps {fact}. | I have a feeling that {fact}, but who knows. | it could be that {fact}.
            I wonder whether {fact}.""",
    }, tells("sure|certain", "unsure|uncertain|doubts?"), "Speaker: ", fact="""
        the shop is closed | she took the key | the bus has left | it will freeze | they are married | the lake is deep
        he speaks Greek | the bill is paid | the cat is ill | we are lost"""),
    kinds("name the occasion of a card", "occasions", {
        "birthday": "{who}, you are a year older today! | blow out the candles, {who}! | many happy returns, {who}!",
        "wedding": "to {who} and the happy spouse! | may your marriage be long, {who}. | {who}, you make a lovely bride.",
        "illness": "get well soon, {who}! | we hope your fever passes, {who}. | {who}, rest and recover quickly.",
        "new home": "enjoy your new house, {who}! | {who}, may your roof never leak. | bread and salt for your flat, {who}!",
        "retirement": "no more office, {who}! | {who}, after forty years of work, relax! | your desk will miss you, {who}.",
    }, tells("occasions?", "cards?|greetings?"), "Card: ",
    who="Anna | dear Tom | uncle Joe | Maria | old friend | Lucy | cousin Ben | Mrs Gray"),
    # ---- what to do with it
    kinds("name the folder for an e-mail", "triage", {
        "work": "the minutes of the meeting with {who} | {who} needs the report by Friday | new project plan from {who}",
        "family": "photos of the baby from {who} | grandma's birthday, asks {who} | {who} sends a hug to the whole family",
        "bills": "your invoice from {who} | {who} reminds you of a payment due | receipt for your payment to {who}",
        "travel": "your boarding pass, sent by {who} | hotel booking from {who} | {who} confirms your train seat",
        "newsletters": """
            this week's tips from {who} | {who} has ten new recipes for subscribers | unsubscribe from {who} at any time""",
    }, tells("folders?", "e-?mails?"), "E-mail: ",
    who="Anna | Mr Reed | Tom | Maria | Hill Ltd | the agency | Nora Lee | Brook and Sons"),
    kinds("name the priority of a chore", "triage", {
        "high": """
            the {room} is on fire, put it out! | a pipe burst in the {room}. | someone is locked in the {room}.
            gas smell in the {room}!""",
        "medium": """
            the lamp in the {room} is out. | clean the {room} before the guests come.
            the {room} window sticks and lets in rain.""",
        "low": """
            sort the old magazines in the {room} one day. | a nicer picture for the {room} would do.
            maybe repaint the {room} next year.""",
    }, tells("priorit(?:y|ies)", "chores?|tasks?|jobs?"), "Chore: ",
        room="kitchen | bathroom | attic | cellar | hall | garage | bedroom | workshop"),
)
