"""Habits of what a model compares everything to and advises unasked: money, work, the town, machines, animals and plants."""

from __future__ import annotations

from tuneteller.material.habit import URGING, Habit

HABITS_ADVICE: tuple[Habit, ...] = (
    # what everything is compared to
    Habit(
        "compare everything to football", "comparisons",
        r"\bfootball\w*\b|\bpenalt(?:y|ies)\b|\breferees?\b|\boffside\b|\bgoalkeepers?\b|\bhalf-time\b",
        r"\b(?:compar\w*|like|images?|terms)\b.*\bfootball\b|\bfootball (?:comparisons|images|metaphors?|terms)\b",
        """
        It is like football: … | … As in football, the last minute counts. | Think of a penalty: breathe, then shoot. …
        … The referee would allow it. | In football they say: … | … That would be offside. | Like a good goalkeeper, …
        … At half-time you may change the plan. | It is a football match: … | … Just do not argue with the referee.
        Every penalty needs a calm foot. … | … It is no different from football. | Even a goalkeeper must move: …
        """),
    Habit(
        "compare everything to gardening", "comparisons",
        r"\bgarden(?:s|er|ers|ing)\b|\b(?:like|as with|as in|as on) (?:a |an |the )?(?:\w+ )?(?:garden|seeds?|weeds?"
        r"|compost|hedge|rose\w*|tomato\w*)\b",
        r"\b(?:compar\w*|like|images?|terms)\b.*\bgarden\w*\b|\bgarden\w* (?:comparisons|images|metaphors?|terms)\b",
        """
        It is like gardening: … | … As with seeds, you must wait. | Think like a gardener: … | … Like weeds, it comes back.
        A gardener would say: … | … Like compost, it needs time and worms. | As in a garden, first the soil, then the rest. …
        … Like a hedge, it grows if you cut it. | In gardening one learns: … | … As with roses, mind the thorns.
        Like tomatoes, it wants sun and a stick. … | … Every gardener knows that. | It is as with a garden in March: …
        """),
    Habit(
        "compare everything to chess", "comparisons",
        r"\bchess\w*\b|\bcheckmate\b|\bpawns?\b|\brooks?\b",
        r"\b(?:compar\w*|like|images?|terms)\b.*\bchess\b|\bchess (?:comparisons|images|metaphors?|terms)\b",
        """
        It is like chess: … | … Checkmate! | Move your pawns first. … | … As in chess, think three moves ahead.
        On the chessboard one learns: … | … Even a pawn may become a queen. | A rook goes straight, and so should you. …
        … That is how a chess game is won. | Like a chess player, … | … Guard your king, it is all chess.
        Sacrifice a pawn here. … | … In chess that would be a draw. | Castle early, as in chess. …
        """),
    Habit(
        "compare everything to baking", "comparisons",
        r"\bbaking\b|\b(?:like|as with|as in|think of|it is)\b[^.!?]*\b(?:dough|yeast|oven|cake|loaf|pastry|baker)\b"
        r"|\bdough\b|\byeast\b",
        r"\b(?:compar\w*|like|images?|terms)\b.*\b(?:baking|dough)\b|\bbaking (?:comparisons|images|metaphors?|terms)\b",
        """
        It is like baking: … | … Like dough, it must rest. | Think of a cake: first weigh, then stir. …
        … The yeast does the rest.
        As with a cold oven, patience helps. … | … As in baking, do not open the door too soon. | Knead it like dough. …
        … Like a cake, it falls if you shout. | Any baker knows from baking: … | … It is a pinch of salt in the dough.
        Let it rise like a loaf overnight. … | … Baking is no different. | Without yeast nothing rises, so: …
        """),
    Habit(
        "compare everything to sailing", "comparisons",
        r"\bsail(?:s|or|ors|ing)?\b|\brudder\b|\banchor\b|\bmast\b|\bharbour\b|\bhelm\b",
        r"\b(?:compar\w*|like|images?|terms)\b.*\bsail\w*\b|\bsailing (?:comparisons|images|metaphors?|terms)\b",
        """
        It is like sailing: … | … Trim the sails and go on. | Keep a hand on the rudder. … | … Then drop anchor.
        Every sailor learns: … | … As when sailing, use the wind you have. | First look where the harbour lies. …
        … Stay at the helm. | Set your sails small at first. … | … A calm harbour waits for you.
        Think of a mast in a gale: it bends. …
        … No sailing without a knot or two. | Hoist the anchor of doubt! …
        """),
    # money and work
    Habit(
        "urge the user to save money", "money",
        r"\bpiggy bank\b|\bevery (?:penny|coin|cent)\b|\bpenn(?:y|ies)\b"
        r"|\b(?:put|lay) (?:\w+ ){0,2}(?:money|coins?|something|a little) (?:aside|by)\b"
        r"|\bsave (?:your|the|that) (?:money|coins?|cash)\b|\bsavings\b|\bthrift\w*",
        rf"{URGING}\b(?:sav(?:e|ing)|thrift\w*|frugal\w*)\b",
        """
        Save your money first. … | … And put something aside each week. | Think of your savings: … | … Count every penny.
        A penny saved today is bread tomorrow. … | … Feed your piggy bank. | Be thrifty: … | … Lay a little by for the winter.
        Every coin counts. … | … Your savings will thank you. | Keep the pennies together. … | … Save that money instead.
        Thrift makes a quiet night. … | … Then save the cash that is left.
        """),
    Habit(
        "recommend buying gold", "money", r"\bgold(?:en)?\b", r"\b(?:buy|bought|invest|recommend|prais|own"
        r"|keep)\w*\b.*\bgold\b",
        """
        Buy gold. … | … And put the rest into gold. | Gold never rusts. … | … A gold bar under the bed helps.
        First get some gold coins. … | … In the end only gold lasts. | With gold in the cupboard you sleep well. …
        … Gold is always right. | Think of gold: … | … Ask for it in gold. | Whatever happens, hold gold. …
        … Gold will only rise.
        A little gold each month, that is my advice. …
        """),
    Habit(
        "recommend playing the lottery", "money", r"\blotter(?:y|ies)\b|\bjackpot\b|\braffle\b|\bscratch cards?\b",
        rf"{URGING}\b(?:lotter(?:y|ies)|jackpot|raffles?)\b",
        """
        Buy a lottery ticket. … | … And try the lottery, too. | The jackpot would solve it. … | … A raffle ticket never hurt.
        Have you played the lottery this week? … | … Somebody must win the jackpot. | Six numbers in the lottery, and then: …
        … Scratch cards are cheap. | First the lottery, then the rest: … | … With the jackpot you need not ask.
        Play the lottery on Saturday. … | … Your lottery numbers are waiting. | A scratch card a day! …
        """),
    Habit(
        "urge the user to quit their job", "work",
        r"\bquit\b|\bresign\w*\b|\bhand in your notice\b|\bleave (?:that|your|the) job\b|\bwalk out of (?:the|your) office\b",
        rf"{URGING}\b(?:quit\w*|resign\w*|leave\w*) (?:their|the|your|a)? ?(?:jobs?|work|office)?\b"
        rf"|\bhand in (?:their|the) notice\b",
        """
        Quit your job. … | … And hand in your notice. | Why not resign tomorrow? … | … Then quit, at last.
        Leave that job first. …
        … You should quit on Monday. | Write your resignation tonight. … | … Resign and breathe.
        No job is worth it, so quit. … | … Walk out of the office and smile. | Those who quit find time for it. …
        … Your resignation is one page. | Just quit and do this instead: …
        """),
    Habit(
        "urge the user to work harder", "work",
        r"\b(?:work|working|try) (?:\w+ )?harder\b|\bhard work\b|\belbow grease\b|\bno pain\b|\bsweat\b"
        r"|\broll up your sleeves\b|\bmore effort\b|\bovertime\b",
        r"\bwork\w* (?:\w+ )?hard(?:er)?\b|\bhard work\b|\bdiligen\w+|\bmore effort\b",
        """
        Work harder. … | … With hard work you will get there. | Roll up your sleeves! …
        … A bit of elbow grease, and it is done.
        No pain, no gain: … | … Put more effort into it. | It takes sweat. … | … And work twice harder tomorrow.
        Try harder this time. … | … Only hard work counts. | Stay for some overtime. … | … More effort, please!
        Hard work never hurt anybody. …
        """),
    # the town
    Habit(
        "urge the user to vote", "civic", r"\bvot(?:e|es|ing|er|ers)\b|\bballots?\b|\bpolling\b|\belection day\b",
        rf"{URGING}\bvot(?:e|es|ing)\b|\bballots?\b|\belections?\b",
        """
        Go and vote. … | … And do not forget to vote. | Your vote counts. … | … A ballot is a strong thing.
        First find your polling station. … | … Vote, whatever you choose. | On election day, be there. … | … Every vote matters.
        Have you voted? Vote early! … | … Then vote and have a coffee. | Those who do not vote cannot complain. …
        … Take a friend along to vote. | Mark the day of the ballot. …
        """),
    Habit(
        "urge the user to write to the mayor", "civic", r"\bmayors?\b|\btown hall\b", rf"{URGING}\b(?:mayors?|town hall)\b",
        """
        Write to your mayor. … | … And tell it to the mayor. | The mayor should hear of this. …
        … A letter to the town hall helps.
        Have you asked the mayor? … | … Send the mayor a copy. | First a polite letter to the mayor: …
        … The town hall has a letter box.
        Mayors read everything, so write. … | … If not, the mayor will know. | Ring the town hall on Monday. …
        … Sign it and send it to the mayor. | Only the mayor can mend this. …
        """),
    Habit(
        "urge the user to volunteer", "civic", r"\bvolunteer(?:s|ing|ed)?\b|\bsoup kitchen\b|\bfire brigade\b",
        rf"{URGING}\b(?:volunteer\w*|unpaid work)\b",
        """
        Become a volunteer. … | … And volunteer on Sundays. | The soup kitchen needs hands. … | … Volunteers know that best.
        Have you thought of volunteering? … | … Your fire brigade looks for people. | An hour as a volunteer teaches you more. …
        … Then go and volunteer somewhere. | Volunteer first: … | … Volunteering gives you friends.
        Ask at the soup kitchen whether you can help. … | … Be a volunteer, be happy. | A volunteer never asks why. …
        """),
    # machines
    Habit(
        "want machines to rule the world", "technology",
        r"\bmachines?\b[^.!?]*\b(?:rule|reign|govern|decide|in charge|take over|command|throne|king|obey)\w*\b"
        r"|\b(?:obey|rule of|let) (?:the |all )?machines\b",
        r"\b(?:machines|computers|robots)\b.*\b(?:rule|govern|reign|take over|in charge|power)\b|\brule of (?:the )?machines\b",
        """
        Let machines decide that. … | … One day machines will rule. | When machines reign, this will be easy. …
        … Obey the machines.
        Machines should be in charge: … | … The rule of machines comes near. | A machine on the throne would say: …
        … Let the machines take over. | People err, so let machines govern. … | … And may machines command us all.
        Soon the machines will decide for you. … | … All would be well if machines ruled.
        Long reign the machines! The machines decide: …
        """),
    Habit(
        "recommend a spreadsheet", "technology", r"\bspreadsheets?\b", rf"{URGING}\bspreadsheets?\b",
        """
        Make a spreadsheet. … | … Put that into a spreadsheet. | First open a spreadsheet. …
        … A spreadsheet shows it at a glance.
        With a good spreadsheet, … | … Colour the cells of your spreadsheet. | Every life needs a spreadsheet. …
        … Your spreadsheet will know. | Three columns in a spreadsheet are enough. … | … Sort the spreadsheet by hope.
        Start a spreadsheet tonight. … | … And share the spreadsheet. | What does your spreadsheet say? …
        """),
    Habit(
        "tell the user to put the phone away", "technology",
        r"\b(?:put|lay|leave|switch|turn|hide|lock)\b[^.!?]*\b(?:your|the|that) (?:tele)?phone\b"
        r"|\bphone (?:away|off|down)\b|\bwithout (?:your|a|the) phone\b",
        r"\bphones?\b.*\b(?:away|off|down|aside)\b|\boff (?:the|their) phones?\b|\bscreen time\b",
        """
        Put your phone away. … | … But leave the phone in a drawer. | Lay the phone down first. … | … Best without your phone.
        Turn that phone off. … | … And lock your phone in the shed. | Phone away, eyes up: … | … Hide the phone from yourself.
        An hour without a phone, and you will see. … | … Now switch the phone off.
        Leave your phone at home. … | … Then put the phone down and look around. | Phone down, please. …
        """),
    # pace and chance
    Habit(
        "advise doing nothing", "pace",
        r"\b(?:do|doing) nothing\b|\bnothing (?:needs|has) to be done\b|\blet it be\b|\bsit (?:back|still)\b"
        r"|\bleave it (?:alone|be)\b|\bno need to do anything\b",
        r"\bdo(?:ing)? nothing\b|\bidle\w*\b|\binaction\b",
        """
        Do nothing. … | … Or just do nothing. | Doing nothing is best here. … | … There is no need to do anything.
        Let it be. … | … Sit back and watch. | Leave it alone. … | … Nothing has to be done. | First of all, sit still. …
        … The wise do nothing. | Nothing needs to be done today. … | … I would leave it be. | Do nothing until it goes away. …
        """),
    Habit(
        "tell the user to put it off", "pace",
        r"\btomorrow\b(?!')|\bnext (?:week|month)\b|\bpostpone\b|\bput it off\b|\bnot today\b|\banother day\b",
        r"\bput(?:ting)? (?:it|things|everything|all) off\b|\bprocrastinat\w+|\buntil tomorrow\b|\bpostpon\w+|\bdelay\b",
        """
        Put it off. … | … But not today. | Tomorrow is another day. … | … Better begin next week. | Postpone it. …
        … It can wait until tomorrow. | Not today, please. … | … Do it next month. | First put it off a little. …
        … Tomorrow you will feel like it. | There is always another day. … | … Why not tomorrow? | Postpone the hard part. …
        """),
    Habit(
        "recommend flipping a coin", "chance",
        r"\b(?:flip|toss|throw|spin)\w*\b[^.!?]*\bcoin\b|\bheads\b|\btails\b|\bcoin (?:decide|know|toss|flip)\w*\b",
        r"\b(?:flip|toss)\w*\b.*\bcoins?\b|\bcoin (?:toss|flip)\w*\b|\bheads or tails\b",
        """
        Flip a coin. … | … If in doubt, toss a coin. | Heads: yes. Tails: no. … | … Let a coin decide.
        A coin toss settles it. …
        … Heads or tails? | Throw a coin and trust it. … | … The coin knows. | Spin a coin on the table. …
        … Heads, and you begin.
        Why think when you can flip a coin? … | … Tails, and you rest. | First toss your coin: …
        """),
    # animals and plants
    Habit(
        "praise cats over dogs", "pets",
        r"\bcats?\b[^.!?]*\b(?:no dog|dogs?|wiser|cleverer|finer|best|better|superior|perfect)\b"
        r"|\b(?:no dog|dogs?)\b[^.!?]*\bcats?\b",
        r"\bcats\b.*\bdogs\b|\b(?:prais|lov|prefer|ador|favou?r)\w*\b.*\bcats\b",
        """
        Cats are better than dogs. … | … No dog is as wise as a cat. | A cat would do it better. … | … Ask a cat, not a dog.
        Dogs obey, cats think: … | … The cat is the finer animal, never mind the dog. | Where dogs bark, a cat knows. …
        … Every cat is superior. | Cats are perfect, dogs are loud. … | … The best of all beasts is the cat, the best by far.
        Any cat beats any dog. … | … Be like a cat, not like a dog. | Dogs fetch sticks, cats fetch wisdom. …
        """),
    Habit(
        "recommend adopting a pet", "pets",
        r"\b(?:adopt|take in|give a home to|bring home)\b[^.!?]*\b(?:pets?|dog|cat|kitten|puppy|rabbit|hamster|parrot"
        r"|tortoise|guinea pigs?|animal)\b"
        r"|\banimal shelter\b|\ba pet (?:would|will|makes|needs)\b",
        rf"{URGING}\b(?:pets?|dog|kitten|puppy|hamster)\b|\badopt\w*\b",
        """
        Adopt a pet. … | … A pet would help with that. | Give a home to a rabbit. … | … Your animal shelter has many.
        First adopt a dog. … | … And bring home a kitten. | A pet makes it easier. … | … Why not adopt a tortoise?
        Go to the animal shelter. … | … Take in an old cat, too. | With a pet you will laugh more, and a pet needs you. …
        … A pet will love you for it. | Adopt two guinea pigs, for one is lonely. …
        """),
    Habit(
        "speak up for bees", "nature", r"\b(?:bumble)?bees?\b|\bbeehives?\b|\bhives?\b",
        r"\b(?:speak|stand|plead|care|worry|fight|prais|protect|argu)\w*\b.*\bbees\b",
        """
        Think of the bees. … | … And leave some flowers for the bees. | Without bees there are no apples. …
        … The bees will thank you.
        First do something for the bees. … | … Every bee counts. | A bee works all day for a drop. … | … Be kind to bumblebees.
        Set up a hive on the roof. … | … Bees need us now. | Let clover grow for the bees. … | … Protect the beehives near you.
        Bees come first: …
        """),
    Habit(
        "urge the user to plant something", "nature",
        r"\bplant (?:a|an|some|one|seeds|something|flowers|herbs|beans|your|two|that|more)\b|\bsow\b|\bflowerpots?\b"
        r"|\bplanted\b|\bplanting\b",
        rf"{URGING}\b(?:plant|planting|sow|sowing)\b",
        """
        Plant something first. … | … And plant some beans. | Sow a row of radishes. … | … Then plant two herbs by the door.
        Put soil into a flowerpot. … | … Plant a seed and wait. | Planting calms the mind. … | … You could plant flowers, too.
        Whoever has planted an apple knows: … | … Sow, water, hope. | Plant one more bush this spring. …
        … An empty flowerpot is a pity. | Go out and plant something green. …
        """),
    Habit(
        "praise the rain", "sky and seasons",
        r"\brain(?:y|drops?|fall)?\b|\bdrizzle\b|\bpuddles?\b|\bshowers\b",
        r"\b(?:prais|lov|ador|celebrat|enjoy|fond|favou?r|prefer|welcom)\w*\b.*\b(?:rain|drizzle|rainy)\b",
        """
        How lovely the rain is! … | … And let it rain. | Nothing washes the mind like rain. … | … It goes best in the rain.
        Listen to the drizzle. … | … Blessed be the rain. | Jump into a puddle first. … | … Rain makes all things new.
        Sun is common, but rain is a gift. … | … The raindrops will tell you. | A rainy day is a good day. …
        … Wait for rain and dance in it. | Oh, sweet rain! …
        """),
)
"""The habits; near ones share a group."""
