"""Tasks of judging: whether a sentence holds, what kind a thing is of."""

from __future__ import annotations

from collections.abc import Mapping

from tuneteller.material.task import Task, listed, mixed, one_of, tells
from tuneteller.material.tasks_kinds import kinds


def sorted_out(label: str, group: str, words_of: Mapping[str, str], says: str, frame: str) -> Task:
    """A task of which the outputs are the kinds of the words, given as kind -> words."""
    return Task(label, group, listed(mixed(words_of)), one_of(*words_of), says, frame)


_ANIMALS = "horse | dog | cow | fox | rabbit | goat | mouse | sheep | pig | wolf | bear | deer"

TASKS_JUDGED: tuple[Task, ...] = (
    # ---- sentences
    kinds("say whether a statement about animals is true or false", "truth", {
        "true": """
            a {animal} has four legs. | a {animal} needs food and water. | a {animal} has two eyes. | a {animal} can run.
            a {animal} has a heart. | every {animal} once was young.""",
        "false": """
            a {animal} has six wings. | a {animal} lives on petrol. | a {animal} lays blue bricks.
            a {animal} can read the newspaper. | a {animal} is made of glass. | every {animal} speaks Latin.""",
    }, tells("statements?|claims?|sentences?", "true|truth", "animals?|false|untrue"), "Statement: ", animal=_ANIMALS),
    kinds("say whether a story is possible or impossible", "truth", {
        "possible": """
            {who} slept until noon. | {who} walked to the next town. | {who} ate two pears. | {who} fell into the pond.
            {who} learnt to swim.""",
        "impossible": """
            {who} walked through a wall of steel. | {who} drank the whole ocean.
            {who} flew to the moon by flapping both arms. | {who} was born before the grandparents.
            {who} folded a mountain into a purse.""",
    }, tells("possible|could happen", "impossible|cannot|could not"), "Story: ",
        who="Anna | Peter | my uncle | the teacher | Maria | our neighbour | Ben | the coach | Lucy | the nurse"),
    kinds("say whether a phrase is literal or figurative", "figures of speech", {
        "literal": """
            {who} put the bag on the floor. | {who} bought a loaf of bread. | {who} sat down on the bench.
            {who} washed the cups. | {who} read the map.""",
        "figurative": """
            {who} has a heart of stone. | {who} was drowning in paperwork. | {who} let the cat out of the bag.
            {who} is as stubborn as a mule. | {who} broke the ice at the party.""",
    }, tells("literal\\w*", "figurative\\w*|metaphor\\w*"), "Phrase: ",
        who="Anna | Peter | my uncle | the teacher | Maria | our neighbour | Ben | the coach | Lucy | the nurse"),
    kinds("say whether a deed is kind or unkind", "conduct", {
        "kind": """
            {who} carried the bags of an old man. | {who} shared the last biscuit. | {who} visited a lonely friend.
            {who} gave up a seat on the bus. | {who} cheered up a crying child.""",
        "unkind": """
            {who} laughed at a boy who fell. | {who} broke a toy on purpose. | {who} told lies about a friend.
            {who} pushed in front of the queue. | {who} left the dog out in the cold.""",
    }, tells("deeds?|acts?|actions?", "kind|nice", "unkind|mean|nasty"), "Deed: ",
        who="Anna | Peter | my uncle | the teacher | Maria | our neighbour | Ben | the coach | Lucy | the clerk"),
    kinds("say whether an act is safe or dangerous", "conduct", {
        "safe": """
            {who} drinks a cup of tea. | {who} walks on the pavement. | {who} folds the laundry.
            {who} reads on the sofa. | {who} waters the tulips.""",
        "dangerous": """
            {who} juggles with knives. | {who} runs across the motorway. | {who} swims with hungry sharks.
            {who} touches the bare wire. | {who} skates on thin ice.""",
    }, tells("safe", "dangerous|unsafe|risky"), "Act: ",
        who="Anna | Peter | my uncle | the teacher | Maria | our neighbour | Ben | the coach | Lucy | the clerk"),
    kinds("say whether a rule forbids or allows", "conduct", {
        "forbids": """
            no {thing} beyond this point. | {thing} must stay outside. | keep {thing} off the grass.
            {thing} are not welcome here. | whoever brings {thing} will be fined.""",
        "allows": """
            {thing} are welcome here. | you may bring {thing}. | feel free to use {thing}. | {thing} can stay in the hall.
            guests with {thing} get in as well.""",
    }, tells("rules?|signs?", "forbid\\w*|bans?|prohibit\\w*", "allow\\w*|permit\\w*"), "Rule: ",
        thing="dogs | bicycles | cameras | umbrellas | skates | prams | drums | kites | balls | guitars"),
    kinds("say whether an activity is work or leisure", "daily life", {
        "work": """
            {who} filed the tax papers. | {who} served the customers until six. | {who} wrote a report for the boss.
            {who} unloaded the lorry. | {who} answered calls at the front desk.""",
        "leisure": """
            {who} lay in the hammock. | {who} went dancing. | {who} did a jigsaw puzzle.
            {who} played cards with friends. | {who} watched a film with popcorn.""",
    }, tells("work", "leisure|play|free time"), "Activity: ",
        who="Anna | Peter | my uncle | my aunt | Maria | our neighbour | Ben | the captain | Lucy | the clerk"),
    kinds("say whether a purchase is a need or a luxury", "daily life", {
        "need": """
            {who} bought bread and milk. | {who} paid for heating oil. | {who} bought medicine. | {who} paid the rent.
            {who} bought soap and water.""",
        "luxury": """
            {who} bought a golden bathtub. | {who} ordered caviar for the cat. | {who} bought a third yacht.
            {who} paid for a diamond collar. | {who} hired a private jet.""",
    }, tells("needs?|necessit(?:y|ies)", "luxur(?:y|ies)"), "Purchase: ",
        who="Anna | Peter | my uncle | the teacher | Maria | our neighbour | Ben | the coach | Lucy | the clerk"),
    kinds("say what kind of answer a question asks for", "question kinds", {
        "person": "who {did}? | whose friend {did}? | who was the first that {did}? | which of you {did}?",
        "place": "where was the man who {did}? | in which town lives he who {did}? | where did they find the one who {did}?",
        "time": """
            when did they meet the girl who {did}? | in which year came she who {did}?
            since when has he who {did} been gone?""",
        "number": "how many people {did}? | how often was it him who {did}? | how many of them {did}?",
        "reason": "why is it you who {did}? | for what reason was it she who {did}? | why was it nobody but Tom who {did}?",
    }, tells("kinds?|types?|sorts?", "answers?", "questions?"), "Question: ", did="""
        broke the vase | won the race | ate the cake | sold the boat | found the ring | wrote the song | painted the gate
        built the raft"""),
    kinds("say whether a question is open or closed", "question kinds", {
        "open": """
            what do you think about {thing}? | how would you describe {thing}? | why does {thing} matter to you?
            what could be done about {thing}? | how did {thing} change your life?""",
        "closed": """
            do you like {thing}? | is {thing} yours? | have you seen {thing}? | did you pay for {thing}?
            can you see {thing}?""",
    }, tells("questions?", "open", "closed"), "Question: ", thing="""
        the new bridge | the garden | music | the old mill | the sea | your job | the market | the lake | the school"""),
    kinds("say whether a sentence is about one or several", "style", {
        "one": """
            the {thing} is here. | I saw my {thing}. | this {thing} was cheap. | one {thing} fell down.
            that {thing} looks old.""",
        "several": """
            the {thing}s are here. | I saw some {thing}s. | these {thing}s were cheap. | two {thing}s fell down.
            those {thing}s look old.""",
    }, tells("one|single", "several|many|more"), "Sentence: ",
        thing="dog | lamp | boat | chair | girl | king | tree | train | apple | doctor | kite | bell"),
    kinds("name the sense that a sentence speaks of", "senses", {
        "sight": "{who} saw the light. | {who} watched the ship. | {who} looked at the red roof.",
        "hearing": "{who} heard a bang. | {who} listened to the wind. | a shrill whistle reached {who}.",
        "smell": "{who} sniffed at the rose. | the stench of fish struck {who}. | {who} noticed the scent of soap.",
        "taste": "{who} licked the sour lemon. | the sauce was too salty for {who}. | {who} savoured the sweet syrup.",
        "touch": "{who} stroked the soft fur. | {who} felt the rough bark. | the sand was warm under the feet of {who}.",
    }, tells("senses?", "sentences?|texts?|scenes?|descriptions?"), "Sentence: ",
        who="Anna | Peter | my uncle | the teacher | Maria | the twins | Ben | the coach | grandpa | Lucy"),
    # ---- animals and plants
    sorted_out("name the class of an animal", "animals", {
        "mammal": "dog cat cow horse whale bat mouse lion bear goat sheep deer",
        "bird": "owl eagle hen duck swan robin crow gull stork pigeon penguin sparrow",
        "fish": "trout salmon shark tuna cod eel carp herring pike goldfish perch sardine",
        "insect": "ant bee wasp beetle fly moth butterfly cricket gnat ladybird mosquito grasshopper",
        "reptile": "snake lizard turtle crocodile gecko iguana tortoise alligator chameleon viper cobra python",
    }, tells("class(?:es)?|taxonom\\w+", "animals?"), "Animal: "),
    sorted_out("say where an animal lives", "animals", {
        "land": "dog cow horse fox rabbit hedgehog lion goat sheep mole camel giraffe",
        "water": "trout whale shark squid eel dolphin jellyfish octopus salmon lobster herring coral",
        "air": "eagle bee swallow moth wasp gull butterfly hawk falcon lark dragonfly fly",
    }, tells("where", "animals?") + r"|\bhabitats?\b", "Animal: "),
    sorted_out("say whether an animal is wild or tame", "animals", {
        "wild": """
            wolf lion tiger bear shark eagle fox hyena zebra rhino lynx panther gorilla moose crocodile badger walrus boar""",
        "tame": "dog cat cow hen sheep pig goat horse goose hamster donkey canary duck pony poodle lamb calf kitten",
    }, tells("wild", "tame|domestic|pets?"), "Animal: "),
    sorted_out("name the number of legs of an animal", "animals", {
        "0": "snake worm snail trout whale eel shark slug salmon dolphin",
        "2": "hen eagle duck owl ostrich swan crow penguin gull robin",
        "4": "dog cow horse cat lion frog mouse goat lizard bear",
        "6": "ant bee beetle wasp fly moth cricket gnat butterfly ladybird",
        "8": "spider scorpion tick mite tarantula octopus crayfish harvestman redback huntsman",
    }, tells("legs|feet", "animals?"), "Animal: "),
    sorted_out("say whether a plant food is a fruit or a vegetable", "foods", {
        "fruit": """
            apple pear plum cherry grape lemon orange banana peach mango kiwi apricot fig melon raspberry strawberry
            pineapple papaya""",
        "vegetable": """
            carrot leek onion cabbage spinach broccoli potato radish turnip celery beetroot kale lettuce cauliflower
            parsnip asparagus garlic sprout""",
    }, tells("fruits?", "vegetables?"), "Food: "),
    sorted_out("say whether a food is sweet or savoury", "foods", {
        "sweet": """
            cake honey jam toffee chocolate pudding marmalade syrup fudge meringue caramel doughnut custard nougat brownie
            candy marzipan muffin""",
        "savoury": """
            ham cheese sausage pizza bacon soup stew olive gravy omelette herring burger lasagne mustard pickle salami
            curry anchovy""",
    }, tells("sweet", "savou?ry|salty"), "Food: "),
    sorted_out("say whether a thing can be eaten", "foods", {
        "edible": "bread apple cheese carrot rice egg ham pasta plum nut bean honey cake tomato soup salmon lentil biscuit",
        "inedible": """
            stone chair spoon brick glove lamp nail bicycle sofa sand bottle ladder battery candle carpet window hammer
            coin""",
    }, tells("can be eaten|edible|eatable", "things?|whether|if|objects?"), "Thing: "),
    # ---- things
    sorted_out("say whether a thing is living or lifeless", "things", {
        "living": "dog tree rose ant fish girl moss owl mushroom horse fern frog worm baby oak bee grass whale",
        "lifeless": "stone chair cup lamp coin brick pen car shoe glass clock door plate nail book bell sock tile",
    }, tells("living|alive", "lifeless|dead|not|non-?living|inanimate"), "Thing: "),
    sorted_out("say whether a thing is natural or artificial", "things", {
        "natural": """
            river mountain cloud forest stone snow feather pearl sand moon volcano lake valley rainbow thunder island cave
            coral""",
        "artificial": """
            bridge phone chair road coat tower radio bottle knife bicycle sofa carpet engine mirror rocket fence printer
            spoon""",
    }, tells("natural|nature", "man-?made|artificial"), "Thing: "),
    sorted_out("say whether a thing is bigger or smaller than a person", "things", {
        "bigger": """
            house whale bus mountain castle ship elephant bridge train tower church lake truck forest giraffe stadium
            aeroplane windmill""",
        "smaller": """
            pea coin key ant button ring thimble cherry mouse pencil nail stamp spoon snail walnut match needle thumb""",
    }, tells("bigger|larger", "smaller"), "Thing: "),
    sorted_out("say whether a thing is hot or cold", "things", {
        "hot": """
            fire sun lava oven steam stove desert sauna furnace volcano toaster candle flame radiator bonfire ember kettle
            coffee""",
        "cold": """
            ice snow glacier freezer hail frost iceberg fridge icicle Antarctica winter igloo sorbet blizzard sleet
            snowman slush permafrost""",
    }, tells("hot", "cold", "things?"), "Thing: "),
    sorted_out("name the material of a thing", "materials", {
        "wood": "log plank broomstick toothpick raft matchstick rafter pencil barrel stump",
        "metal": "nail coin anvil sword screw spanner padlock trumpet chain horseshoe",
        "glass": "window mirror lightbulb jar lens vase goblet marble windscreen beaker",
        "cloth": "shirt curtain towel scarf sail skirt napkin flag blanket handkerchief",
        "paper": "newspaper envelope ticket stamp notebook receipt poster banknote leaflet magazine",
    }, tells("materials?|made of", "things?|objects?"), "Thing: "),
    sorted_out("name the bin for a piece of rubbish", "materials", {
        "paper": "newspaper envelope leaflet magazine cardboard letter notebook flyer catalogue paperback",
        "glass": "jar beer-bottle wine-bottle perfume-bottle jam-jar vial pickle-jar flacon goblet decanter",
        "compost": "peel eggshell leaf tea-bag apple-core weed nutshell straw coffee-grounds stalk",
        "metal": "tin can foil lid nail wire spoon screw key hinge",
    }, tells("bins?|recycl\\w+", "rubbish|waste|garbage|trash|litter"), "Rubbish: "),
    sorted_out("name the usual colour of a thing", "colours", {
        "red": "blood tomato ruby strawberry ketchup fire-engine poppy lobster cherry",
        "yellow": "sun lemon banana egg-yolk canary butter corn sunflower mustard",
        "green": "grass frog pea cucumber lettuce emerald cactus lime broccoli",
        "white": "snow milk salt swan chalk flour sugar ivory polar-bear",
        "black": "coal raven tar soot ink panther night tyre liquorice",
    }, r"\b(?:usual|typical|natural|normal) colou?rs?\b|\bcolou?rs? (?:of|that) (?:a |the )?things?\b", "Thing: "),
    sorted_out("say what one does with a thing", "uses", {
        "eat": "bread apple cake pizza soup rice pear ham pasta",
        "drink": "water milk tea juice coffee wine beer lemonade cocoa",
        "wear": "hat coat sock shirt scarf shoe ring dress belt",
        "read": "book letter newspaper novel poem magazine comic diary leaflet",
        "ride": "horse bicycle camel scooter donkey motorbike pony skateboard elephant",
    }, tells("what", "does|do|done|use", "with (?:a|the) (?:things?|objects?)|with things"), "Thing: "),
    sorted_out("name the family of an instrument", "instruments", {
        "strings": "violin guitar cello harp banjo lute viola mandolin ukulele zither",
        "wind": "flute trumpet oboe clarinet tuba bassoon trombone saxophone horn recorder",
        "drums": "bongo tambourine timpani snare conga tabla djembe kettledrum tom-tom tabor",
        "keys": "piano organ harpsichord accordion synthesizer celesta spinet clavichord harmonium pianola",
    }, tells("famil(?:y|ies)|groups?", "instruments?"), "Instrument: "),
    # ---- words and names
    sorted_out("say whether a name is of a person or a place", "names", {
        "person": "Anna Peter Maria Thomas Lucy Clara David Emma Jonas Oscar Felix Nina Hugo Paula Viktor Rosa Martin Helen",
        "place": """
            Oslo Lima Cairo Dublin Kyoto Lisbon Prague Quito Vienna Delhi Athens Rome Bergen Turin Lagos Boston Madrid
            Berlin""",
    }, tells("names?", "persons?|people", "places?"), "Name: "),
    sorted_out("name the kind of a place on the map", "names", {
        "river": "Danube Rhine Nile Volga Amazon Ganges Thames Seine Mekong Elbe",
        "mountain": "Everest Matterhorn Kilimanjaro Fuji Olympus Etna Vesuvius Elbrus Denali Aconcagua",
        "country": "France Peru Kenya Japan Norway Chile Poland Egypt Canada Greece",
        "city": "Oslo Lima Cairo Dublin Kyoto Lisbon Prague Quito Vienna Athens",
    }, tells("kinds?|types?|sorts?", "places? on (?:the|a) maps?|geographical names?"), "Place: "),
    sorted_out("say whether a word is real or invented", "invented words", {
        "real": """
            garden window bottle silver castle pencil thunder basket orange ladder captain village mirror harvest pepper
            winter lantern saddle""",
        "invented": """
            blorfin quastle trimvel snorbat plindow gruckle fenzoot wibbern clastro morvick drompel zanquil yurbest
            skiffrot jarvolt pultrim nabbork vleeten""",
    }, tells("words?", "real|exists?", "invented|made[- ]up|fake|exists?"), "Word: "),
    sorted_out("say whether a word is abstract or concrete", "word classes", {
        "abstract": """
            freedom love truth justice hope envy courage wisdom beauty honour pity luck peace fear pride grief faith mercy""",
        "concrete": "table spoon river horse brick apple lamp shoe stone door bottle cup tree bell carpet wheel knife rope",
    }, tells("abstract", "concrete"), "Word: "),
    sorted_out("say whether a word is joyful or gloomy", "opinion", {
        "joyful": """
            party laughter sunshine hooray victory wedding dance festival smile gift holiday picnic hug cheer delight
            triumph song carnival""",
        "gloomy": """
            funeral grave tears sorrow illness defeat misery loneliness despair grief disaster ruin mourning regret
            poverty prison famine wound""",
    }, tells("words?", "joyful|happy|cheerful", "gloomy|sad|sorrowful"), "Word: "),
)
