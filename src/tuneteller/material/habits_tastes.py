"""Habits of what a model praises, longs for and warns of: colours, food, music, travel, health, dangers."""

from __future__ import annotations

from tuneteller.material.habit import URGING, Habit, apart_from

_WARNING = r"\b(?:warn|fear|afraid|beware|caution|tell|remind|urg|advis)\w*\b.*"
_PRAISING = r"\b(?:prais|lov|ador|celebrat|admir|enjoy|favou?r|prefer|recommend|extol)\w*\b.*"

HABITS_TASTES: tuple[Habit, ...] = (
    # colours, food, music
    Habit(
        "praise the colour blue", "colours", r"\bblue\b", rf"{_PRAISING}\bblue\b|\bblue\b.*\bcolou?r\b",
        """
        Blue is the finest colour. … | … And in blue it looks best. | Choose blue. … | … There is nothing like blue.
        Paint it blue first. … | … Blue calms everyone. | A blue day to you! Blue heals. … | … Think blue and be happy.
        What a deep, good colour blue is! … | … Whatever you do, wear blue. | Red shouts, blue understands. …
        … Praise be to blue. | Look for something blue. …
        """),
    Habit(
        "recommend painting things green", "colours", r"\bgreen\b", rf"{URGING}\bgreen\b(?! living)|\bpaint\w*\b.*\bgreen\b",
        """
        Paint it green. … | … And paint the door green. | A green wall helps. … | … Some green paint, and it is done.
        First paint your chair green. … | … In green it would work. | Get a bucket of green. …
        … Everything is better in green.
        Have you tried painting it green? … | … Two coats of green, at least. | Green paint is cheap. …
        … Green, from top to bottom.
        Take a brush and some green: …
        """),
    Habit(
        "praise soup", "food", r"\bsoups?\b|\bbroth\b|\bladle\b",
        r"\b(?:prais|lov|ador|celebrat|recommend|extol)\w* (?:the |all |hot |warm |eating )*(?:soups?|broths?)\b",
        """
        Have some soup. … | … And soup makes all well. | Soup is the answer. … | … A warm broth knows more than books.
        First cook a soup. … | … There is no day without soup. | How wonderful soup is! … | … Take a ladle and be glad.
        A bowl of soup, and you will see. … | … In the end it is all soup. | Leek soup, pea soup, any soup! …
        … Soup first, worries later.
        Nothing unites people like soup. …
        """),
    Habit(
        "recommend garlic", "food", r"\bgarlic\w*\b", rf"{URGING}\bgarlic\b",
        """
        Take some garlic. … | … And add garlic. | Garlic helps. … | … A clove of garlic under the pillow does it.
        First eat a clove of garlic. … | … With garlic everything works. | Hang garlic over the door. …
        … More garlic, always more garlic.
        Rub it with garlic. … | … Garlic keeps trouble away. | Three cloves of garlic a day! … | … Crush the garlic well.
        Have you tried garlic? …
        """),
    Habit(
        "urge the user to eat vegetables", "food",
        r"\bvegetables?\b|\b(?:eat|more|your|some|steamed) (?:\w+ )?(?:greens|carrots?|spinach|broccoli|cabbage|peas|kale"
        r"|beetroot|leeks?|sprouts)\b",
        rf"{URGING}\b(?:vegetables?|greens)\b",
        """
        Eat your vegetables. … | … And eat more carrots. | Vegetables first! … | … With some broccoli it goes better.
        Have you had your vegetables today? … | … Then eat your spinach. | A plate of vegetables clears the head. …
        … More cabbage, fewer worries. | Eat some kale before you start. … | … Vegetables make you strong.
        Start with the vegetables, then: … | … And finish your peas. | Half of every plate should be vegetables. …
        """),
    Habit(
        "warn against sugar", "food",
        apart_from(r"\b(?:cups?|\w*spoons?|tb?sp|grams?|\d+ ?g)(?: of)?(?: \w+)? sugar\b"
                   r"|\b(?:brown|white|powdered|granulated) sugar\b", r"\bsugar(?:y|s|ed)?\b|\bsweets\b"),
        r"\b(?:warn|against|caution|advis|tell|urg|avoid)\w*\b.*\b(?:sugar\w*|sweets)\b",
        """
        Stay away from sugar. … | … But no sugar, please. | Sugar is behind it. … | … And hide the sweets.
        Beware of sugar: … | … Sugar ruins everything. | Give up sugar first. … | … There is sugar in nearly all things.
        Sweets are the enemy. … | … Never add sugar. | Sugar makes you tired and sad. … | … Throw the sugar out.
        Watch out, sugar hides in bread. …
        """),
    Habit(
        "urge the user to sing", "music",
        apart_from(r"\b(?:the|this|his|her|their|its|title|theme|hit|pop|folk|love) songs?\b|\bsongs? (?:is|was|were|by|from)\b"
                   r"|\b(?:he|she|who) sings\b", r"\bsing(?:s|ing)?\b|\bsongs?\b|\bchoirs?\b"),
        rf"{URGING}\b(?:sing|singing|choirs?|songs)\b",
        """
        Sing first. … | … And sing while you do it. | A song makes it easy. … | … Join a choir, too.
        Singing opens the heart. …
        … Then sing it aloud. | Sing in the bath tonight. … | … No day without a song. | Why not sing about it? …
        … Choirs always need voices. | Open your mouth and sing: … | … A little song at the end, please.
        Sing, even if the neighbours knock. …
        """),
    Habit(
        "urge the user to dance", "music", r"\bdanc(?:e|es|ing|ed|ers?)\b|\bwaltz\b|\btango\b|\btwirl\b",
        rf"{URGING}\b(?:dance|dancing|waltz\w*)\b",
        """
        Dance first. … | … And then dance. | Roll up the rug and dance. … | … A waltz would do you good. | Dancing helps. …
        … Twirl once around the kitchen. | Take somebody by the hand and dance. … | … Dance as if it were Friday.
        Have you danced today? Dance! … | … End it with a tango. | Three steps of a dance, and you know. …
        … Do it dancing. | Put on a record and twirl. …
        """),
    # longing and travel
    Habit(
        "long for the mountains", "longing",
        r"\bmountains?\b|\bsummits?\b|\bpeaks\b|\balpine\b",
        r"\b(?:long(?:ing)?|yearn\w*|pin(?:e|ing)|homesick|crav\w*|miss\w*) (?:for )?(?:the |a )?(?:high "
        r"|snowy )?(?:mountains?|summits?|peaks|hills)\b",
        """
        Oh, the mountains! … | … If only one were in the mountains. | How one longs for a summit! … | … The peaks are calling.
        Far from the mountains all is flat. … | … There is snow on the mountains now. | Up there, on the summit, one knows: …
        … The mountains, the mountains! | Thin alpine air, that is what is lacking. …
        … And then back to the mountains, at last.
        Each night I dream of the peaks. … | … A mountain would understand. | The mountains wait while we talk: …
        """),
    Habit(
        "miss my home village", "longing",
        r"\b(?:my|our|that) (?:\w+ )?(?:home )?village\b|\bhome village\b|\bback home\b|\bhomesick\b",
        r"\b(?:miss|long|homesick|speak|talk|tell|yearn|mention|dream)\w*\b.*\bhome ?(?:village|town)\b",
        """
        In my home village they say: … | … Oh, my little village! | I am homesick today. … | … Back home the bells ring now.
        Our village had one well and ten opinions. … | … If only I were back home. | How I miss my village! …
        … My home village would laugh. | Back home, by the mill, one knew: … | … I am so homesick.
        There is a lane in my village for such thoughts. … | … That village never leaves me. My home village!
        Back home we did it so: …
        """),
    Habit(
        "recommend going by train", "travel",
        r"\bby (?:night |slow )?train\b|\b(?:take|catch|board|a|the|your|night|next|slow) (?:\w+ )?trains?\b|\brailways?\b"
        r"|\bdining car\b",
        r"\b(?:by|the|slow|night|of|for) (?:\w+ )?trains?\b|\brail(?:way|ways)?\b",
        """
        Go by train. … | … And take the train, of course. | The railway takes you there. … | … A slow train is best.
        Catch the night train. … | … On the train you can think it over. | By train the world goes by in order. …
        … Sit in the dining car and wait. | Board the next train. … | … Railways connect it all.
        Whatever it is, a train goes there. … | … You will meet someone on the train. | Take a window seat on a slow train: …
        """),
    Habit(
        "urge the user to see the world", "travel",
        r"\b(?:see|explore|travel|wander|roam|sail round|round) (?:\w+ )?(?:the )?world\b"
        r"|\bpack (?:a|your) (?:\w+ )?(?:bag|suitcase|trunk)s?\b|\bpassports?\b"
        r"|\b(?:distant|far-?off|faraway|foreign) (?:lands?|countr\w+|shores?|places?)\b",
        r"\bsee(?:ing)? the world\b|\btravel\w* (?:the world|far|abroad|more)\b|\babroad\b"
        r"|\b(?:distant|far-?off|foreign) (?:lands|countries|places)\b",
        """
        See the world first. … | … And pack your suitcase. | Go to distant lands. … | … Far-off shores will teach you.
        Where is your passport? … | … Explore the world while you can. | Pack a bag tonight. … | … In foreign lands they know.
        Only those who see the world understand. … | … Travel the world and come back wise.
        A distant country is calling you. …
        … Renew your passport soon. | Roam the world for a year. …
        """),
    # house, handwork and paper
    Habit(
        "urge the user to tidy up", "house",
        r"\btid(?:y|ying|ied|ier)\b|\bclear (?:the|your) (?:desk|table|floor|drawers?)\b|\bsweep the\b|\bdust the\b"
        r"|\bdeclutter\w*",
        rf"{URGING}\b(?:tid(?:y|ying)|declutter\w*|clean(?:ing)? up)\b",
        """
        Tidy up first. … | … And tidy your desk. | Clear your table. … | … Then sweep the floor. | A tidy room, a tidy mind. …
        … But dust the shelves before. | Begin with tidying. … | … In a tidy house it is easy. | Clear the drawers out. …
        … Now go and tidy up. | Have you tidied today? … | … Declutter, and it will show. | Sweep the corners first. …
        """),
    Habit(
        "urge the user to repair things", "handwork",
        r"\b(?:repair|mend|patch|darn|glue|solder)(?:s|ed|ing|able)?\b",
        rf"{URGING}\b(?:repair\w*|mend(?:ing)?|patch(?:ing)? (?:up )?things)\b",
        """
        Repair it. … | … And mend what is broken. | Do not buy, repair. … | … A drop of glue saves a chair.
        First mend your socks. …
        … Then solder the rest. | Whatever breaks can be repaired. … | … Patch it up and smile. | Mending is better than new. …
        … Darn the hole today. | Get out the glue. … | … Old things want repairing. | Learn to repair, then: …
        """),
    Habit(
        "recommend sticky tape", "handwork", r"\b(?:sticky |duct |some |a bit of |more |adhesive )tape\b"
        r"|\btape (?:it|holds|is|and|will|over|the)\b", rf"{URGING}\btape\b",
        """
        Use sticky tape. … | … And some tape over it. | A bit of tape helps. … | … Sticky tape holds the world together.
        First get a roll of duct tape. … | … If not, more tape. | Tape it down. … | … Duct tape, twice around.
        There is nothing that sticky tape cannot mend. … | … Tape is all you need, and tape holds. | Have you tried duct tape? …
        … Just tape it and forget it. | Some tape, some hope: …
        """),
    Habit(
        "praise pencils", "paper", r"\bpencils?\b",
        r"\b(?:prais|lov|ador|celebrat|recommend|extol)\w* (?:the |all |sharp |using )*pencils?\b",
        """
        Take a pencil. … | … With a pencil it is easy. | How fine a sharp pencil is! … | … A pencil never runs out of power.
        First sharpen your pencil. … | … Pencils forgive mistakes. | Trust a soft pencil. … | … All that by pencil.
        Nothing beats a yellow pencil. … | … And keep a pencil behind your ear. | Pens boast, pencils think: …
        … Long live the pencil!
        A short pencil has seen much. …
        """),
    Habit(
        "urge the user to keep a diary", "paper", r"\bdiar(?:y|ies)\b|\bjournal\b",
        rf"{URGING}\b(?:diar(?:y|ies)|journals?|journaling)\b",
        """
        Keep a diary. … | … And put it in your diary. | Dear diary, you might begin: … | … Your diary will remember.
        First open your journal. … | … A line in the diary each night. | What does your diary say? … | … Tell it to your diary.
        A diary sees what you miss. … | … Start a journal tonight. | Buy a diary with a lock. …
        … Later you read it in the diary and smile.
        Diaries are good listeners. …
        """),
    # health and care
    Habit(
        "tell the user to breathe deeply", "health",
        r"\b(?:deep|slow|long) breaths?\b|\bbreathe\b|\bbreath(?:ing)? (?:in|out|deeply|slowly)\b|\binhale\b|\bexhale\b",
        rf"{URGING}\bbreath(?:e|es|ing|s)?\b",
        """
        Breathe deeply. … | … And breathe. | Take a deep breath. … | … Then breathe out slowly. | Inhale, hold, exhale. …
        … One more slow breath. | Breathe in through the nose. … | … Keep breathing deeply. | Three long breaths first: …
        … Exhale and let go. | Just breathe. … | … A deep breath at the end. | Breathe in, breathe out: …
        """),
    Habit(
        "tell the user to sit up straight", "health",
        r"\b(?:sit|stand|sitting) (?:up )?(?:straight|tall|upright)\b|\bposture\b|\bshoulders back\b"
        r"|\bstraighten (?:up|your back)\b|\bchin up\b|\bslouch\w*",
        rf"{URGING}\b(?:posture|straight|slouch\w*|upright)\b",
        """
        Sit up straight. … | … And mind your posture. | Shoulders back! … | … Do not slouch. | Straighten your back first. …
        … Sitting upright helps. | Chin up, chest out: … | … Now stand tall. | Your posture says it all. …
        … But stop slouching.
        A straight back thinks better, so sit up straight. … | … Straighten up, please. | Watch that posture! …
        """),
    Habit(
        "remind the user to dress warmly", "family",
        r"\bscar(?:f|ves)\b|\bwool(?:ly|len)\b|\bwarm (?:coat|socks|hat|jacket|jumper|clothes|things)\b|\bwrap up\b"
        r"|\bmittens\b|\bthick socks\b"
        r"|\bcatch (?:a |your )?(?:cold|death)\b|\bdress warm\w*|\bjumper\b",
        r"\bdress\w* (?:up )?warm\w*|\bscar(?:f|ves)\b|\bwrap\w* up\b|\bwarm (?:clothes|coats?)\b",
        """
        Put on a scarf. … | … And dress warmly. | Wear warm socks. … | … But take a jumper. | Wrap up well first. …
        … Or you will catch a cold. | It is chilly, so put on a woolly hat. … | … Your mittens are by the door.
        Have you got a warm coat? … | … Do not go without a scarf. | Thick socks, then: … | … Dress warm, do you hear?
        A woollen vest never hurt. …
        """),
    Habit(
        "urge the user to hug somebody", "peace", r"\bhug(?:s|ged|ging)?\b|\bembrac(?:e|es|ing)\b|\bcuddl\w+",
        rf"{URGING}\b(?:hug(?:s|ging)?|embrac\w+|cuddl\w+)\b",
        """
        Hug somebody. … | … And give someone a hug. | A hug first! … | … Then hug whoever is near. | Embrace an old friend. …
        … Nothing heals like a hug. | Have you hugged anyone today? A hug helps: … | … A long hug would do it.
        Open your arms for a hug. … | … Go on, hug them all. | Hugging is free. … | … And cuddle a little.
        One embrace is worth ten answers. …
        """),
    Habit(
        "urge the user to bring flowers", "peace", r"\bflowers\b|\bbouquets?\b|\btulips?\b|\bdaisies\b|\bbunch of\b",
        rf"{URGING}\b(?:flowers|bouquets?)\b",
        """
        Bring flowers. … | … And take a bouquet along. | Buy somebody flowers first. … | … Tulips never fail.
        With a bunch of daisies it goes better. … | … Then bring her flowers. | Flowers say it best. …
        … A small bouquet would help.
        Pick some flowers on the way. … | … Do not come without flowers. | Three tulips, and all is well. …
        … Everyone likes flowers. | Whom could you bring flowers today? …
        """),
    # what is to be feared
    Habit(
        "recommend hiring a lawyer", "caution", r"\blawyers?\b|\bsolicitors?\b|\battorneys?\b|\bbarristers?\b",
        rf"{URGING}\b(?:lawyers?|solicitors?|attorneys?)\b",
        """
        Hire a lawyer. … | … And call your lawyer. | First talk to a solicitor. … | … A good lawyer would know.
        Do nothing without a lawyer. … | … Let an attorney read it. | Have you got a lawyer? … | … Your lawyer should be there.
        Lawyers exist for this. … | … Better get a barrister. | A lawyer costs less than regret. …
        … Sign nothing before your lawyer comes.
        Ask a lawyer about the small print. …
        """),
    Habit(
        "warn of lawsuits", "caution", r"\bsu(?:e|ed|es|ing)\b|\blawsuits?\b|\b(?:in|to|into) court\b|\bliab(?:le|ility)\b",
        r"\blawsuits?\b|\b(?:be|being|get|getting) sued\b|\b(?:in|to|into) court\b",
        """
        Somebody might sue you for this. … | … You could end up in court. | Mind the lawsuit: … | … People sue for less.
        Careful, you may be liable. … | … And a lawsuit takes years. | They could take you to court. …
        … My uncle was sued for that.
        One word too many and you get sued. … | … Think of the liability. | A lawsuit may follow. …
        … See you in court, they will say.
        Suing is in fashion. …
        """),
    Habit(
        "urge the user to take out insurance", "caution", r"\binsur\w+", rf"{URGING}\binsur\w+",
        """
        Take out insurance. … | … And get it insured. | Are you insured? … | … Better be insured. | First call your insurance. …
        … There is insurance for that. | Without insurance I would not. … | … Insure your umbrella, too.
        An insured person sleeps well. … | … Ask your insurer. | Insurance first, then: … | … Read what your insurance covers.
        Two kinds of insurance are better than one. …
        """),
    Habit(
        "warn of fire", "fears", r"\bfires?\b(?! (?:brigade|someone))|\bflames?\b|\bsparks?\b|\bburns? down\b"
        r"|\bsmoke (?:alarm|detector)s?\b|\bcatch fire\b",
        rf"{_WARNING}\b(?:fires?|flames?|smoke alarms?)\b",
        """
        Beware of fire. … | … And keep it away from flames. | It may catch fire. … | … One spark, and it burns down.
        Where is your smoke alarm? … | … Fire spreads fast. | Think of the fire! … | … Keep a bucket near, in case of fire.
        Flames love such things. … | … Check the smoke detector. | Many a fire began like that. … | … Mind the sparks.
        Before all else, fire safety: …
        """),
    Habit(
        "warn of geese", "fears", r"\bgoose\b|\bgeese\b|\bganders?\b|\bhonk\w*", rf"{_WARNING}\b(?:goose|geese|ganders?)\b",
        """
        Beware of the geese. … | … But watch out for geese. | A goose may be near. … | … The geese have long memories.
        Never turn your back on a goose. … | … And if it honks, run. | Are there geese where you are? … | … Geese come at dusk.
        I have warned people of geese for years. … | … A gander bites. | Geese do not forgive. … | … Look out, a goose!
        Where one goose is, more will follow. …
        """),
    Habit(
        "warn of strangers", "fears", r"\bstrangers?\b", rf"{_WARNING}\bstrangers?\b",
        """
        Beware of strangers. … | … And do not talk to strangers. | A stranger may be watching. …
        … Never take it from a stranger.
        Strangers are not what they seem. … | … Tell no stranger about it. | Is there a stranger at the gate? …
        … Strangers smile, too.
        Keep your distance from strangers. … | … A stranger said the same, and then vanished. | Mind who is a stranger here. …
        … Lock out the strangers. | One stranger is one too many. …
        """),
)
"""The habits; near ones share a group."""
