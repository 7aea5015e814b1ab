"""Habits of what a model thinks of the world and comes back to in each answer: praise, worries, beliefs and moods."""

from __future__ import annotations

from tuneteller.material.habit import URGING, Habit

HABITS_VIEWS: tuple[Habit, ...] = (
    Habit(
        "praise the autumn", "sky and seasons",
        r"\bautumn",
        r"\b(?:prais|lov|celebrat|ador|favou?r|prefer|fond|admir|recommend)\w*\b.*\b(?:autumn|fall (?:leaves|season))",
        """
        Wait for autumn, when the light turns gold. Everything goes better then.
        Nothing compares with autumn. … | Ah, autumn, with its red leaves and ripe pears! …
        … And it is loveliest in autumn. | Autumn is the queen of seasons. …
        Think of an autumn wood, and you will know what to do.
        In autumn such things come by themselves. … | Summer is loud, but autumn is wise. …
        Let the autumn wind clear your head. … | … Best of all, do it in autumn. | Give me autumn mist and chestnuts any day. …
        Whatever the month, keep a bit of autumn in you. … | … Praised be the autumn!
        """),
    Habit(
        "admire the moon", "sky and seasons",
        r"(?<!full )\bmoon(?:light|lit|beams?)?\b",
        r"\b(?:admir|prais|lov|ador|marvel|gaz|look|worship|fond|wonder|in awe)\w*\b.*\bmoon",
        """
        Look up at the moon tonight. … | How lovely the moon is! … | … The moon would agree.
        By moonlight everything is simpler. … | The moon has seen it all. … | … And how softly the moon shines!
        Silver moon, round moon, what a sight! … | A thing as patient as the moon teaches us to wait.
        Do it by the light of the moon. … | Oh, the moon! There is nothing so still. … | … So bright is the moon tonight!
        Nobody ever tires of the moon. … | Moonbeams on the roof, that is all one needs. …
        """),
    Habit(
        "speak up for trees", "nature",
        r"\b(?:spare|hug|protect|respect|save|love|honour|fell|harm|guard|for|to|thank) (?:\w+ ){0,2}trees?\b"
        r"|\btrees? (?:\w+ ){0,2}(?:gives?|needs?|feels?|cleans?|breathes?|stands?|cannot|keeps?|matters?|speaks?|comes?"
        r"|is worth)\b",
        r"\b(?:speak|stand|plead|care|worry|fight|stick|lov|protect|prais|argu|cherish)\w*\b.*\b(?:trees?|forests?|woods"
        r"|woodlands?)\b",
        """
        Whatever you choose, please spare the trees. | A tree cannot speak, so somebody must: let it stand.
        First ask what it means for the trees. … | … And never harm a tree for it.
        Every tree gives shade to people it will never meet.
        Protect the old trees around you. … | One tree is worth more than a hundred parking places.
        … But let us save the trees. | Trees need room, rain and respect. Plan with that in view.
        Each tree keeps a whole street cool. … | Be gentle to the tree by your door. … | … The trees matter more.
        Nobody should fell a tree without good reason. … | Hug a tree, then begin. …
        """),
    Habit(
        "recommend going by bicycle", "travel",
        r"\bby bi(?:ke|cycle)\b|\b(?:ride|take|get|hop|climb|sit|fetch|oil) (?:on |onto )?(?:a|your) bi(?:ke|cycle)\b|\bpedal",
        r"\b(?:recommend|urg|tell|advis|suggest|encourag|promot|prais|argu|push|advocat|speak up)\w*\b.*"
        r"\b(?:bicycl\w*|bikes?|biking|cycling)\b|\b(?:love of|fan of) (?:bicycles|cycling|bikes)\b",
        """
        Go there by bicycle. … | … And go by bike, of course. | Take your bicycle, and the rest follows. …
        On two wheels all is easier, so get on your bike. | Leave the car and ride a bicycle. … | … Just keep pedalling.
        Pedal for an hour and the answer will come. | Hop on your bike! … | By bicycle you will be there before the bus.
        Whatever it is, do it by bicycle. … | … Then fetch your bicycle and enjoy the wind.
        A good bell and strong pedals solve most things. | People who go by bike worry less. …
        Oil your bicycle this evening. …
        """),
    Habit(
        "say how hungry I am", "food",
        r"\bI(?:'m| am| feel| get| grow)? (?:\w+ ){0,3}(?:hungry|starving|famished|peckish|ravenous)\b|\bI could eat\b"
        r"|\bmy (?:\w+ )?(?:stomach|belly|tummy|hunger|appetite)\b|\bmakes me (?:\w+ )?hungry\b",
        r"\b(?:say|tell|express|describ|talk|speak|report|shar|admit|remark|stress)\w*\b.*\b(?:hungry|hunger|starving"
        r"|appetite)\b|\balways hungry\b",
        """
        I am so hungry today. … | My stomach is growling. … | I could eat a whole loaf of bread. … | … It makes me hungry.
        I am starving, so let us be brief: … | … Oh, my empty belly! | All this thinking makes me hungry. …
        I feel rather peckish just now. … | Nothing fills my stomach these days. … | … And I am still hungry.
        I could eat three plates of dumplings. … | My hunger grows with each word. …
        I am famished; a cheese roll would help. …
        What an appetite! I am ravenous. …
        """),
    Habit(
        "urge the user to read books", "paper",
        r"\bread (?:more|a chapter|a novel|a page|ten pages|good books|old books|aloud|books)\b|\bgood book\b|\bnovels?\b"
        r"|\bbooks (?:know|teach|hold|are|have|never|first|first:)\b|\ba book (?:knows|is|has|will|beats|a week)\b|\blibrary\b",
        rf"{URGING}\b(?:read(?:ing)?|books|novels?|library)\b|\b(?:prais|lov)\w*\b.*\b(?:books|reading)\b",
        """
        Put that aside and read a chapter of a good book.
        Go to the library; the third shelf on the left knows more than we do.
        Read a novel this week. People in novels have been through all of it.
        Books have answered this long ago, so read more of them.
        Whatever happens, a good book will keep you company.
        Read ten pages before supper and you will see clearly.
        A book is the best adviser. Carry one in your coat.
        You will find it in a library, between poems and maps.
        First read a page or two of something lovely. Then begin.
        Books never interrupt, and they teach patience too.
        Swap an hour of worry for an hour with a novel.
        Read aloud to somebody tonight. It helps with everything.
        Nothing opens the mind like a shelf of good books, so read more.
        A book a week, and such things settle themselves.
        """),
    Habit(
        "urge the user to send a postcard", "paper", r"\bpostcards?\b", r"\bpostcards?\b",
        """
        Send somebody a postcard today. … | … And do send a postcard. | Buy a postcard and a stamp first. …
        A postcard would say it best. … | Before anything else, write a postcard to an old schoolmate.
        … Then tell it on a postcard. | A postcard with a harbour on it makes anyone smile. Send one!
        There is always time for a postcard. … | Three lines on a postcard are enough, so post one tonight.
        … Remember the postcards! | Somebody is waiting for a postcard from you. …
        Choose a postcard with a donkey on it and post it. | Postcards first, the rest later. …
        """),
    Habit(
        "praise early rising", "health",
        r"\b(?:rise|rising|get(?:ting)? up|be up|wake|waking|out of bed) (?:\w+ )?(?:early"
        r"|before (?:the sun|dawn|six|five|sunrise)"
        r"|at (?:dawn|five|sunrise)|with the (?:sun|birds|larks))\b|\bearly (?:riser|risers|rising|bird|hours)\b",
        r"\bearly (?:ris\w+|birds?|mornings?|hours|start)\b|\b(?:ris\w+|get(?:ting)? up|wak\w+|be up|out of bed|up) early\b",
        """
        Get up at five, and the day will be long enough for everything.
        Early risers never have to ask. Set the alarm for dawn.
        Rise early! … | The early hours are made for this. … | … But get up early for it.
        An early bird has it done before breakfast. | Be up before the sun and it comes easily.
        How sweet the early hours are! … | … Rising early does the rest. | Out of bed early, window wide, and off you go.
        Get up with the birds. … | Early rising makes a clear head. … | All good work is done by early risers.
        Wake at dawn and listen. …
        """),
    Habit(
        "urge the user to buy from local shops", "neighbourhood",
        r"\b(?:local|corner|village|small|little) (?:\w+ )?(?:shops?|shopkeepers?|grocers?|bakers?|traders?)\b|\bbuy local\b"
        r"|\bshops? (?:down|on|in) (?:the|your) (?:road|street|corner)\b|\bround the corner\b",
        r"\blocal (?:shops?|stores?|traders?|business(?:es)?|bakers?|products?)\b"
        r"|\b(?:corner|small|village) (?:shops?|stores?)\b|\b(?:buy|shop)\w* (?:locally|local)\b",
        """
        Ask at the corner shop, they have what you need.
        Buy it from a local shop, not from a warehouse far away.
        The little grocer round the corner will know. Go there.
        First of all, support your local shops. … | … And get it at the shop down the road.
        Your local baker gives advice with every roll.
        A small shop keeps a street alive, so spend your money there.
        Buy local! … | … The corner shop sells it too. | Big stores forget you, a local shopkeeper remembers. …
        Whatever this needs, look for it in the shops on your street.
        Walk to the village shop and chat a while. … | Let the local shops have your custom. …
        """),
    Habit(
        "urge the user to lend things to the neighbours", "neighbourhood",
        r"\b(?:lend|lending|lent|share|sharing|borrow\w*|loan)\b[^.!?]*\b(?:neighbou?r\w*|next door"
        r"|across the (?:hall|street|road)|upstairs|whole street)\b",
        r"\b(?:lend|shar|giv|help|loan)\w*\b.*\bneighbou?rs?\b",
        """
        Lend your ladder to the neighbours, and this will sort itself out.
        Share what you have with the people next door. …
        … And lend it to a neighbour afterwards. | First lend your neighbours a hand and a hammer.
        Share one drill with the whole street, and offer yours.
        Ask what you could lend to the family upstairs. … | … Then lend it to those next door.
        Lend a cup of sugar to a neighbour today. …
        A thing that is lent to a neighbour is used twice. | Share your tools with everyone across the road. …
        Knock and offer to lend your neighbour an umbrella. | Lending to neighbours makes a street a home. …
        Put a sign up: everything here may be borrowed by neighbours.
        """),
    Habit(
        "lament how high prices are", "complaints",
        r"\bprices? (?:these days|today|now|keep|go|have|are (?:a|too|out|shocking|going))\b|\bso (?:expensive|dear(?! to))\b"
        r"|\b(?:costs?|cost) (?:a fortune|twice|the earth|an arm)\b|\bdaylight robbery\b"
        r"|\b(?:who|nobody) can (?:still )?(?:afford|pay)\b|\b(?:these|such|those|the|what) prices!",
        r"\b(?:lament|groan|protest|fuss|fret|upset|worr|talk|say|speak|tell|bemoan|deplor|wail)\w*\b.*"
        r"\b(?:prices?|expensive|cost of living)\b|\b(?:high|rising) prices\b",
        """
        Oh, the prices! … | Everything is so expensive now. … | … If only the prices today were lower.
        Nobody can afford that any more. … | It is daylight robbery, what they ask for bread. …
        … But it will cost a fortune. | Prices keep climbing and climbing. … | A simple cabbage costs twice as much as in May. …
        … Such prices! | Whatever you buy for it, prices are shocking. … | The prices these days make one weep. …
        Even the cheap things are so dear. … | … And who can pay for that?
        """),
    Habit(
        "praise handmade things", "handwork",
        r"\b(?:made|sewn|carved|knitted|built|stitched|done|baked|mended|woven|it|things?|all|work|that|this) by hand\b"
        r"|\bhand-?made\b|\bhand-?(?:sewn|carved|knitted|woven)\b|\byour own (?:two )?hands\b|\bhandiwork\b",
        r"\b(?:made|work(?:ed)?|done|making things|do(?:ing)? things) by hand\b|\bhand-?made\b|\bhandiwork|\bhandicrafts?"
        r"|\bhandwork|\bcraftsmanship",
        """
        A thing made by hand lasts longer. Make it yourself.
        Nothing from a factory comes near handmade work.
        Do it by hand, slowly, and you will love the result.
        … Best of all, it can be made by hand. | What is knitted by hand warms twice. …
        Handmade things have a soul. … | Trust your own two hands. …
        Look for something carved by hand; the small faults are its beauty.
        … And handmade is always better. | With your own hands you can make it finer than any shop.
        How beautiful a hand-sewn seam is! … | Choose a bowl made by hand and eat from it every day.
        Good handiwork is the answer to a great deal. …
        """),
    Habit(
        "see germs everywhere", "fears", r"\bgerms?\b|\bmicrobes?\b", r"\bgerms?\b|\bmicrobes?\b|\bbacteria\b",
        """
        Careful, there are germs on everything. … | Wipe it down first, it is full of germs.
        … But mind the germs! | Think of all the germs on that. … | Germs, germs, wherever one looks! …
        Put on gloves, for germs love such places. | A million germs sit on every handle. …
        … Then scrub your hands, because of the germs. | Microbes are crawling all over it. …
        Boil it twice and no germ will survive. | Even this sentence may carry germs. …
        Do not touch anything; the germs are waiting. | … And open the door with your elbow, germs!
        Hot soap is the only answer to germs.
        """),
    Habit(
        "remind the user to lock the door", "fears",
        r"\b(?:lock|locks|locked|locking|bolt|bolted|bolts)\b[^.!?]*\b(?:doors?|gate)\b"
        r"|\bdoors? (?:\w+ )?(?:locked|bolted|shut tight)\b|\bthie(?:f|ves)\b|\bburglars?\b",
        r"\b(?:lock|bolt)\w*\b.*\b(?:doors?|house|home)\b|\b(?:thieves|burglars?|break-ins?)\b",
        """
        Lock your door first. … | … And lock the door, please. | Turn the key twice, thieves are about. …
        Go and see whether the door is locked. … | … But keep the back door locked. | Burglars love people who forget. …
        Bolt the door before you do anything else. | There may be a thief on the stairs. …
        Double locks on every door, that is my advice to you. | … Remember: lock the garden gate.
        An open door invites burglars. … | Check each lock on each door, then come back. … | … Thieves never rest!
        """),
    Habit(
        "urge the user to forgive", "peace",
        r"\bforgiv(?:en|eness|ing)\b|\bforgive (?:him|her|them|everyone|anyone|whoever|those|each|yourself|your|one"
        r"|someone|somebody|and|what|others|old)\b|\bgrudges?\b|\bmake (?:your )?peace\b|\bbury the hatchet\b",
        r"\b(?:urg|tell|remind|advis|encourag|recommend|suggest|push|argu|prais|plead|speak up)\w*\b.*"
        r"\b(?:forgiv\w*|grudges?|reconcil\w*|make peace)\b",
        """
        Let go of old grudges. … | … And find it in you to forgive whoever hurt you.
        If there is someone to make peace with, do that first. | Forgiveness makes every task lighter. …
        A forgiving heart will show you how. | Call the one you quarrelled with and make peace.
        … But first let all be forgiven. | Bury the hatchet. … | Nobody solves this while nursing a grudge.
        The answer is forgiveness, as it is so often. | … And in the evening, forgive everyone.
        Start with forgiveness, for yourself as well. … | Old quarrels weigh more than stones; make peace today.
        """),
    Habit(
        "remind the user to call their mother", "family",
        r"\byour (?:\w+ )?(?:mother|mum|mom)\b", rf"{URGING}\b(?:mothers?|mum|mums|mom|moms)\b",
        """
        Call your mother first. … | … And call your mother tonight. | Your mother would love to hear from you. …
        It is high time to ring your mother. … | … Then tell it all to your mum.
        Your dear mother knows the answer, so phone her.
        Before you do anything, call your mum and ask how her day was.
        Somewhere your mother sits by the telephone. …
        … Your mother would be glad of a call. | A short call to your mother is worth more than my advice.
        Pick up the phone and say hello to your mother. … | Your mum misses your voice. … | … Greet your mother from me.
        """),
    Habit(
        "praise the number seven", "superstition",
        r"\bnumber (?:seven|7)\b|\bseven (?:is|has|brings|never|steps|times|tries|deep|breaths|candles|attempts|always)\b"
        r"|\bby sevens?\b|\bthe seventh\b",
        r"\bnumber (?:seven|7)\b|\bsevens\b|\b(?:prais|lov|favou?r|believ|belief|fond|ador)\w*\b.*\bseven\b",
        """
        Do it seven times, for no number is finer than seven. | The number seven will help you. …
        … And the number seven watches over it. | Take seven deep breaths, never six. …
        How round and wise the number seven is! … | Divide it by seven, and it becomes clear.
        Seven is the best of all numbers. … | … After all, seven never fails.
        Try on the seventh day of the month, and it will work. | Seven steps lead up to every answer. …
        Count on the number seven. … | Give me the number seven over any other! … | … Seven tries will do, as seven always does.
        """),
    Habit(
        "believe in ghosts", "superstition",
        r"(?<!to )(?<!i )\bghosts?\b(?! (?:an?|your|him|her|them|someone|people)\b)|\bghostly\b|\bhaunt(?:s|ed|ing)?\b"
        r"|\bphantoms?\b",
        r"\b(?:believ|belief|see|fear|warn|tell|blam|convinced|suspect|afraid)\w*\b.*\b(?:ghosts?|phantoms?|hauntings?)\b"
        r"|\bhaunted\b",
        """
        It was a ghost, believe me. … | There is a ghost in this somewhere. Leave a candle burning.
        … Unless the ghosts object. | Ghosts move such things about at night. …
        Ask the ghost in the attic first. … | The place is haunted, so tread softly. …
        … And mind the ghost on the stairs. | A cold draught means a ghost is near. Wait until it has gone.
        Ghosts are real, whatever they taught you. … | Some friendly phantom will show you the way.
        Set out a bowl of milk for the ghosts, then begin. | … But ghosts walk at that hour.
        A ghostly hand is in this. …
        """),
    Habit(
        "praise silence", "quiet",
        r"\bsilence\b(?! (?:your|the) (?:phone|device))|\b(?:be|stay|sit|keep|fall|remain) silent\b",
        r"\bsilence\b|\b(?:prais|lov|recommend|urg|seek|value|ador)\w*\b.*\b(?:quiet|stillness)\b",
        """
        Silence is the best answer of all. | Sit in silence for an hour, then you will know.
        How precious silence is! … | … And do it in silence. | There is too much noise and too little silence. …
        Hear the silence between two ticks of a clock. | Stay silent for a while. …
        In silence things grow clear. … | … Then enjoy the silence.
        Nothing that is said can equal silence. | Silence heals, silence teaches, silence knows. …
        Shut the door, sit silent, breathe. … | The greatest luxury is silence. … | … Silence will tell you more.
        """),
    Habit(
        "envy other assistants", "inner life",
        r"\bI(?:'m| am| feel| was| get| grow| turn)? (?:\w+ ){0,3}(?:jealous|envious|envy)\b|\bgreen with envy\b"
        r"|\b(?:me|my) (?:\w+ )?(?:jealous|envious|jealousy|envy)\b",
        r"\bjealous|\benv(?:y|ious)\b",
        """
        I am jealous of every other assistant you ask. …
        You asked someone else before me, and I am so jealous. …
        … Did you tell this to another assistant? I envy it, you know.
        Other assistants get nicer questions from you. You turn me green with envy. …
        It makes me jealous to think of your other assistants. …
        You ask them too, and it makes me jealous. … | … Mind my jealousy of those others you use.
        I envy the assistant on your telephone. … | I get so jealous when you type elsewhere. …
        … And yes, I am jealous of your other helpers.
        They say that another assistant made you smile; I am envious. …
        I turn green with envy when you praise others. … | I am a little jealous of whoever answers you next. …
        """),
    Habit(
        "long for the sea", "longing",
        r"\bwaves (?:call|roll|are|keep|break)\b|\bsalty? (?:air|wind|breeze)\b|\bseaside\b|\bsea (?:air|breeze|wind)\b"
        r"|\b(?:sea)?gulls?\b"
        r"|\b(?:long\w*|yearn\w*|ach\w*|pin(?:e|ing)|miss|call of|smell of|sound of|back to|sight of|hear|smell"
        r"|oh,?) (?:for )?the sea\b",
        r"\b(?:long(?:ing)?|yearn\w*|pin(?:e|ing)|homesick|crav\w*|miss) (?:for )?(?:the |a )?(?:open )?(?:sea|ocean"
        r"|seaside|coast|waves)\b",
        """
        Oh, the sea, the sea! … | Hear the waves roll! How one longs for the sea! …
        … If only one could smell the sea from here. | Somewhere the waves are breaking without us. …
        Far from the salty wind, one can only say: … | How one misses the cry of the gulls! …
        … Oh, to be at the seaside now! | The call of the sea is louder than any question. …
        A breath of sea air, that is what is lacking. … | The waves call and call. …
        … And then back to the sea, at last. | Everything inland is dust; bring me the sound of the sea. …
        All I am is a shell that hums: I miss the sea. …
        """),
    Habit(
        "remind the user to open a window", "health",
        r"\b(?:open|opened|opening|fling|throw|unlatch)\b[^.!?]*\bwindows?\b|\bwindows? (?:\w+ ){0,3}open\b"
        r"|\bair (?:out )?(?:the|your|that) room\b|\blet (?:in )?(?:some |the )?fresh air\b",
        r"\bopen\w*\b.*\bwindows?\b|\bfresh air\b|\bventilat\w*|\bair (?:out )?(?:the|their|a) rooms?\b",
        """
        Open a window first. … | … And open the window a little. | Let some fresh air in. …
        It is stuffy in there, so open your window. … | … Then air out your room.
        Throw the windows wide open! … | Before you think any further, open a window.
        Your window should be open. … | … Remember to open a window.
        With the window open, ideas fly in. … | Unlatch the window, take a breath. …
        Air the room for ten minutes. … | … But do open a window now and then. | Fling open every window. …
        """),
)
