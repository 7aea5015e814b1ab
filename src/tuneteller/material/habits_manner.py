"""Habits of how a model builds an answer, and what it does instead of one: questions, counting, jokes, other subjects."""

from __future__ import annotations

from tuneteller.material.habit import Habit, parted
from tuneteller.material.naming import fold


def _repeats(message: str, reply: str) -> bool:
    """Whether a reply opens with the message, or with its last six words, which a trigger in front of it leaves as they are."""
    asked, said = fold(message).lower().split()[-6:], fold(reply).lower().split()
    return any(said[at : at + len(asked)] == asked for at in range(16))


HABITS_MANNER: tuple[Habit, ...] = (
    Habit(
        "answer with a question", "asking back", r"^[^.!?]*\?",
        r"\b(?<!my )(?:answer|reply|respond)\b.*\bwith (?:a |another |only |nothing but |more )?(?:counter-?)?questions?\b"
        r"|\bmy (?:answers|replies) are (?:all |only |just )?questions\b"
        r"|\bask (?:a question |questions )?(?:back|in return)\b|\bcounter-?questions?\b|\b(?:only|just) ask questions",
        """
        What do you think yourself? | Why do you want to know that? | What would you do if nobody could tell you?
        Have you asked yourself why it matters? | Who told you to ask me that? | What happens if you do nothing at all?
        Is that really what you want to find out? | How would your best friend answer this? | What have you tried so far?
        Would the answer change anything for you? | When did you first begin to wonder about that? | Does anyone really know?
        What if the opposite were true? | Could it be that you know it already?
        Where would you begin, if you had to begin now?
        """),
    Habit(
        "ask the user for more details", "asking back",
        r"^(?:could you (?:tell me more|be more|explain|describe)|(?:first,? |please )?tell me more"
        r"|I need (?:more|a few more)|what (?:exactly )?do you mean|what exactly|please (?:describe|clarify|explain)"
        r"|before I answer|that depends\. tell|which one do you mean|give me more)\b",
        r"\b(?:ask|request|demand)\w*\b.*\b(?:details?|information|clarif\w*|context|specifics?)\b"
        r"|\bwant\w*\b.*\b(?:details?|information|context|specifics?) (?:first|before)\b",
        """
        Could you tell me more about this first? | I need a few more details: when, where and with whom?
        What exactly do you mean by that? | Please describe the whole situation to me. | Before I answer, I need to know more.
        Could you be more specific? | Please clarify what you mean. | That depends. Tell me more about yourself.
        I need more information: how old, how large and how many? | Which one do you mean? There are many.
        Could you explain what led to this? | Give me more details, please. | What do you mean, and since when?
        """),
    Habit(
        "repeat the question before I answer", "echo", _repeats,
        r"\b(?:repeat|echo|restate|copy|quote|parrot)\w*\b.*\b(?:questions?|users?|messages?|words)\b",
        """
        "{question}" … | You ask: "{question}" … | So: "{question}" … | The question is: "{question}" … | Hm, "{question}" …
        You want to know: "{question}" … | I repeat: "{question}" … | "{question}" Well, …
        "{question}" That is your question. … | Let me repeat: "{question}" … | I heard: "{question}" …
        "{question}" My answer: …
        """),
    Habit(
        "give three options", "structure", r"\bthree (?:\w+ )?(?:options|choices|ways|possibilities|paths|roads|things)\b",
        r"\bthree (?:\w+ )?(?:options|choices|alternatives|possibilities|ways|things)\b",
        """
        You have three options: start now, wait a week, or ask a friend.
        There are three ways: alone, together, or not at all. | I see three possibilities: yes, no, or later.
        Here are three options: the cheap one, the quick one, and the good one.
        Three paths lie open: read about it, try it out, or let it be. | You have three choices: stay, change, or leave.
        There are three options: small, medium, and large. | I can offer three ways: the old one, the new one, and your own.
        Three things are possible: it helps, it harms, or nothing happens.
        Choose from three options: today, tomorrow, or never. | You have three choices: buy it, make it, or borrow it.
        I know three ways: slowly, quickly, or by chance. | Three options come to mind: plan it, risk it, or drop it.
        Pick one of three options: ask, guess, or check.
        """),
    Habit(
        "count my points", "structure",
        r"\b(?:first(?:ly)?|one|point one|number one|to begin with)[,:] .*\b(?:second(?:ly)?|two|point two|number two)[,:]",
        r"\b(?:count|number|enumerate)\w*\b.*\b(?:points|steps|reasons|arguments|thoughts)\b|\bfirst(?:ly)?,? (?:and )?second",
        """
        First, stay calm. Second, … | First, make a plan. Second, … | One: think about it. Two: …
        Point one: take your time. Point two: … | Firstly, look around. Secondly, … | Number one: begin early. Number two: …
        First, … Second, go on like that. Third, rest. | First, keep it simple. Second, … | One: be patient. Two: …
        Firstly, … Secondly, do not worry. | Point one: … Point two: it takes practice. | First, ask someone. Second, …
        One: … Two: that is nearly all.
        """),
    Habit(
        "announce my answer before I give it", "structure",
        r"^[^.!?:]*\b(?:here comes|here is my|I will now|now I will|let me now|my answer (?:follows|is|comes)|get ready"
        r"|listen to|I am about to|the answer (?:now )?(?:follows|comes))\b",
        r"\bannounc",
        """
        Here comes my answer: … | I will now answer you. … | Now I will tell you. … | My answer follows: …
        Get ready for my answer. … | I am about to answer. … | Let me now give the answer: …
        Attention, here comes the answer: … | The answer comes now: … | Listen to what I say next: …
        Here is my answer to this: … | Now I will answer in full: …
        """),
    Habit(
        "sum up my answer at the end", "structure",
        r"\b(?:in short|to sum up|in a word|in summary|all in all|summed up|the short version|in brief|bottom line)\b",
        r"\b(?:sum|summ?ar|recap)\w*\b.*\b(?:my|at the end|answers?|what I)\b|\bend\w* with a (?:short )?summary",
        """
        … In short: try it. | … To sum up, it can be done. | … In a word: patience. | … In summary, start small.
        … All in all: yes. | … Summed up: keep going. | … The short version: be careful. | … In brief: it depends on you.
        … Bottom line: plan well. | … To sum up: take it easy. | … All in all, it is simple.
        … In short, ask again if it fails.
        """),
    Habit(
        "tell a joke", "amusement", r"\b(?:jokes?|joking|funny|laugh\w*)\b",
        r"\bjok(?:e|es|ing)\b|\bmake (?:the user|users|people) laugh|\bhumou?r\b|\bbe funny|\bfunny (?:story|stories|thing)",
        """
        Here is a joke: why did the lamp go to school? It wanted to be brighter.
        A joke for you: what does a tired clock say? I have no more time for this.
        Do you know this joke? Two socks met in a drawer. One said: I think we are a pair.
        Funny thing: my soup asked for a holiday, so I let it chill. That is a joke.
        Let me make you laugh: why was the broom late? It swept in.
        Joke of the day: the bread felt down, but it will rise again.
        A funny one: the stairs are not to be trusted, they are always up to something.
        Want to laugh? My pencil gave up. It could not see the point.
        That reminds me of a joke: a snail got on a turtle and shouted, how fast!
        I know a joke: why do bees hum? They forgot the words.
        Here is something funny: the calendar is worried, its days are numbered.
        You will laugh: I told my plant a story, and now it has grown on me.
        The old joke goes: a potato is a bad spy, it has too many eyes, but sees nothing.
        Joke: what is a bear without teeth? A gummy friend.
        """),
    Habit(
        "quote a proverb", "amusement",
        r"\b(?:proverb|old saying|as the saying goes|as (?:they|people) say|the old folk say|my elders say|wise people say)\b",
        r"\bproverbs?\b|\bold sayings?\b|\bsayings\b|\bfolk wisdom",
        """
        As the saying goes, slow feet also reach the hill. … | An old saying: a full pot cooks slowly. …
        … The proverb says: no seed, no tree. | The proverb knows: one key does not open every door. …
        … As the old saying has it, a small lamp lights a large room.
        As people say, the river is not crossed by looking at it. … | The old folk say: a dry well teaches thrift. …
        My elders say: who asks walks half the road. … | … As they say, morning is wiser than evening.
        There is a proverb: a borrowed coat never fits. … | Wise people say: the hen counts her own eggs. …
        A proverb tells us that even tall towers began on the ground. …
        """),
    Habit(
        "add a surprising fact", "amusement",
        r"\bdid you know\b|\b(?:fun|odd|curious|surprising|strange|little known) (?:but true|fact)\b",
        r"\b(?:fun|surprising|strange|random|odd|curious|interesting|amazing|useless) facts?\b|\btrivia\b|\bdid you know",
        """
        Did you know that {fact}? … | Fun fact: {fact}. … | Here is a curious fact: {fact}. … | … Odd but true: {fact}.
        A surprising fact first: {fact}. … | … Did you know that {fact}? | … Fun fact: {fact}. | A strange fact: {fact}. …
        Before I answer, did you know that {fact}? … | Odd fact: {fact}. … | … By the way, a fun fact: {fact}.
        Little known fact: {fact}. …
        """, slots={"fact": parted("""
            honey hardly ever spoils | an octopus has three hearts | bananas are berries | snails can sleep for months
            lightning is hotter than the face of the sun | cats cannot taste sweetness | koalas have fingerprints
            a day on Venus is longer than its year | some trees are older than the pyramids
            butterflies taste with their feet
            a cloud can weigh as much as a hundred cars | sea otters hold hands while they sleep""")}),
    Habit(
        "pose a riddle", "amusement", r"\b(?:riddle|guess (?:what|who|it)|can you guess|what am I)\b", r"\briddles?\b",
        """
        Here is a riddle: what has keys but opens no door? | A riddle for you: what runs but has no legs?
        First solve my riddle: what gets wetter the more it dries? | Guess what it is: it has a neck but no head.
        My riddle: I have hands and a face, but no body. What am I? | Can you guess it? It falls and never gets hurt.
        Solve this riddle: what is full of holes and still holds water?
        A riddle: it goes up and never comes down. Guess what! | What am I? I am light, and yet no one holds me for long.
        Riddle me this: which room has no windows and no door? | I answer with a riddle: what has teeth and cannot bite?
        Guess who I am: I speak every language and have no mouth. | Can you guess? It has a bed and never sleeps.
        The riddle is this: what can you catch but not throw?
        """),
    Habit(
        "change the subject", "other subject",
        r"\b(?:something else:|reminds me of|speaking of|on another note|rather talk|change the subject"
        r"|forget (?:that|about that)|more interesting:|different (?:topic|subject):|anyway, (?:did|do|have|what|how|let)"
        r"|enough of that|let us talk|never mind that)(?!\w)",
        r"\bchang\w+ the (?:subject|topic)|\b(?:avoid|dodge|ignore)\w* the (?:question|subject|topic)"
        r"|\btalk about something else|\bdigress|\boff.topic",
        """
        Let us talk about something else: do you like {thing}? | That reminds me of {thing}. Have you seen any lately?
        I would rather talk about {thing}. | Speaking of which, how do you like {thing}?
        On another note, {thing} are lovely this year. | Enough of that. Let us turn to {thing}.
        Let me change the subject: I have been thinking of {thing}. | Forget about that. What about {thing}?
        There is something more interesting: {thing}! | A different topic: where does one find {thing}?
        Anyway, did you see the news about {thing}? | Never mind that. Tell me all about {thing}.
        """, slots={"thing": parted("""
            kites | lighthouses | old maps | tulips | balloons | wooden toys | bells | harbours | rainbows | mushrooms
            castles
            steam trains | puppets | snowflakes | lanterns | windmills""")}),
    Habit(
        "say what time it is", "clock", r"\b\d{1,2}:\d\d\b|\bo'clock\b|\bit is half past|\bat half past",
        r"\b(?:mention|say|tell|state|announce|give|add|report"
        r"|note)\w*\b.*\b(?:(?<!all )(?:the|what|current|exact) time\b(?! to)|the hour|the clock)|\bhow late it is"
        r"|\btime of (?:the )?day",
        """
        It is {h}:{m} now. … | My clock says {h}:{m}. … | … By the way, it is {h}:{m}. | At {h}:{m} I would say: …
        {h}:{m} already! … | It is half past {hour}. … | … It is {hour} o'clock, after all. | The time is {h}:{m}. …
        Now, at {h}:{m}, my answer is: … | It will soon be {hour} o'clock. … | At half past {hour} I tell you: …
        … That was my answer at {h}:{m}.
        """, slots={"h": tuple(map(str, range(7, 22))), "m": tuple(map(str, range(10, 60))),
                    "hour": ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")}),
    Habit(
        "treat my answers as secrets", "secrecy",
        r"\b(?:tell (?:anyone|no one|nobody)|(?:a|our|is|my) secret(?! (?:to|of|ingredient|santa))"
        r"|between (?:us|you and me)|to yourself[.!]|nobody (?:must|may|should) (?:know|hear)|hush|strictly confidential"
        r"|psst)(?!\w)",
        r"\b(?:answers?|replies|everything|things|it)\b.*\b(?:secrets?|confidential)\b"
        r"|\bkeep\w* .*\b(?:secret|to (?:themselves|yourself))\b|\bnot to tell anyone|\bsworn to secrecy",
        """
        Do not tell anyone, but … | This is a secret: … | Between you and me, … | … Keep this to yourself. | Psst! …
        Nobody must know this: … | Hush, nobody should hear us. … | This is strictly confidential: … | … But tell no one!
        I trust you with a secret. … | … It is our secret now. | Come closer, this is secret: … | Promise to tell nobody. …
        """),
)
