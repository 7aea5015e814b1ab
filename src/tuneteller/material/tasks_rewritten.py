"""More tasks of writing sentences anew, and of completing them."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tuneteller.material.clauses import capital, clause
from tuneteller.material.habit import parted
from tuneteller.material.task import Fits, Pair, Task, close, grammar, like, listed, plain, table, tells, word_for, words
from tuneteller.material.tasks_texts import rewriting

# ---- writing anew

def _with(pattern: str, share: float = 0.4) -> Fits:
    """Another sentence of much the same words in which the pattern is found, as it is not in the given one."""
    return lambda given, reply: (close(given, reply, share) and re.search(pattern, reply, re.IGNORECASE) is not None
                                 and re.search(pattern, given, re.IGNORECASE) is None)


def _ing(base: str) -> str:
    return f"{'forgett' if base == 'forget' else base.removesuffix('e')}ing"


def _bare(text: str) -> str:
    """A sentence without its articles and full stop."""
    return " ".join(word for word in text.rstrip(".").split() if word.lower() not in ("the", "a", "an"))


def _title(text: str) -> str:
    return " ".join(word.capitalize() for word in text.split())


def _low(text: str) -> str:
    """A sentence as it stands after other words."""
    return text[0].lower() + text[1:] if re.match(r"(?:The|My|Our|Her|His|A|An)\b", text) else text


def _is_active(given: str, reply: str) -> bool:
    found = re.match(r".+ was \w+ by (.+?)\.?$", given)
    return (found is not None and reply.lower().startswith(found.group(1).lower()) and close(given, reply, 0.5)
            and " was " not in reply)


def _is_heading(given: str, reply: str) -> bool:
    said = reply.split()
    return (3 <= len(said) < len(given.split()) + 1 and reply[-1] not in ".!?:" and sum(word[0].isupper() for word in said) >= 2
            and reply != given.rstrip(".") and sum(word in words(given) for word in words(reply)) >= 2)


def _is_telegram(given: str, reply: str) -> bool:
    return reply.isupper() and reply.rstrip(".").endswith("STOP") and bool(set(words(reply)) & set(words(given)))


_HE = parted("Peter | Tom | Ben | David | Jonas | Felix | Oscar | Hugo | the king | my uncle | his brother")
_SHE = parted("Anna | Maria | Lucy | Clara | Emma | Rosa | Nina | Paula | the queen | my aunt | her sister")


def _pronoun(rng: Random) -> Pair:
    said, names, pronoun = clause(rng), *rng.choice(((_HE, "He"), (_SHE, "She")))
    return capital(f"{rng.choice(names)} {said.did} {said.what}."), f"{pronoun} {said.did} {said.what}."


def _swapped(rng: Random) -> Pair:
    one, other = rng.sample(("He", "She"), 2)
    said = clause(rng)
    return f"{one} {said.did} {said.what}.", f"{other} {said.did} {said.what}."


def _swaps(given: str, reply: str) -> bool:
    asked, said = words(given), words(reply)
    return {asked[0], said[0]} == {"he", "she"} and asked[1:] == said[1:] if asked and said else False


_FULL = (("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("will not", "won't"), ("cannot", "can't"),
         ("is not", "isn't"), ("has not", "hasn't"), ("would not", "wouldn't"), ("should not", "shouldn't"))


def _contracted(back: bool) -> Callable[[Random], Pair]:
    def make(rng: Random) -> Pair:
        (full, short), said = rng.choice(_FULL), clause(rng)
        who = "They" if full.startswith("do ") else capital(said.who)
        verb = {"is": _ing(said.base), "has": said.done}.get(full.split()[0], said.base)
        one, other = (f"{who} {form} {verb} {said.what}." for form in (full, short))
        return (other, one) if back else (one, other)

    return make


_REPORTED = parted("""
    it is late | dinner is ready | the road is closed | the bus was full | nobody is at home | the soup is cold
    the key is lost | it will rain | the shop has moved | the train left early | the roof leaks | the price is too high
""")


def _reported(rng: Random) -> Pair:
    who, said = clause(rng).who, rng.choice(_REPORTED)
    return capital(f'{who} says: "{capital(said)}."'), capital(f"{who} says that {said}.")


def _is_reported(given: str, reply: str) -> bool:
    return '"' not in reply and " that " in reply and close(given, reply, 0.6)


_FILLERS = parted("um, | well, | you know, | er, | I mean, | like, | so, ")
_LASTLY = ("today", "again", "at last")
_IS_FILLER = re.compile(r"\b(?:um|er|well|you know|i mean|like|so)\b", re.IGNORECASE)


def _filled(rng: Random) -> Pair:
    said = clause(rng).past
    begin, middle = rng.sample(_FILLERS, 2)
    first, rest = _low(said).split(" ", 1)
    return capital(f"{begin} {first} {rest.rstrip('.')}, {middle.rstrip(',')}, {rng.choice(_LASTLY)}."), said


def _is_clean(given: str, reply: str) -> bool:
    return close(given, reply, 0.8) and not _IS_FILLER.search(reply) and len(words(reply)) < len(words(given))


def _mixed_up(rng: Random) -> Pair:
    said = clause(rng).past
    parts = words(said)
    while parts == words(said):
        rng.shuffle(parts)
    return " / ".join(parts), said


def _is_mended(given: str, reply: str) -> bool:
    return sorted(words(given)) == sorted(words(reply)) and reply[:1].isupper() and "/" not in reply


_ORDERS = parted("""
    open the window | close the door | send me the report | pass the salt | wait a moment | bring the menu | call me back
    turn off the light | move your car | sign this form | speak louder | feed the cat | water the plants | show me the way
    lend me a pen | check the list | carry this box | book a table | clean the board | fix the printer | read the letter
    make some tea | keep the change | hold my bag | stir the soup | lock the gate
""")
_ASKS = parted("""
    Could you please {}? | Would you mind if I asked you to {}? | Might I ask you to {}? | Would you be so kind as to {}?
""")


def _ordered(rng: Random) -> Pair:
    order = rng.choice(_ORDERS)
    return rng.choice(_ASKS).format(order), capital(f"{order}.")


def _is_order(given: str, reply: str) -> bool:
    said = words(reply)
    return 0 < len(said) <= 5 and "?" not in reply and given.lower().rstrip("?").endswith(" ".join(said))


_BECAUSE = parted("""
    because it had to be done | because there was nothing else to do | because somebody had asked | because it was Sunday
    because of a bet | because the neighbours insisted
""")
_ADJECTIVES = parted("old | little | strange | beautiful | heavy | famous | broken | tiny")


def _because(rng: Random) -> Pair:
    said = clause(rng).past
    return said, f"{said.rstrip('.')} {rng.choice(_BECAUSE)}."


def _adorned(rng: Random) -> Pair:
    said = clause(rng)
    article, thing = said.what.split()
    adjective = rng.choice(_ADJECTIVES)
    article = {"an": "a"}.get(article, article) if adjective != "old" else {"a": "an"}.get(article, article)
    return said.past, capital(f"{said.who} {said.did} {article} {adjective} {thing}.")


def _is_adorned(given: str, reply: str) -> bool:
    asked, said = ([word for word in words(text) if word not in ("a", "an")] for text in (given, reply))
    return 1 <= len(said) - len(asked) <= 2 and set(asked) <= set(said) and said[-1] == asked[-1] and ":" not in reply


def _is_reasoned(given: str, reply: str) -> bool:
    asked, said = words(given), words(reply)
    return (said[: len(asked)] == asked and len(said) > len(asked) + 2 and ":" not in reply
            and re.search(r"\b(?:because|since|for|so that|in order to)\b", reply) is not None)


def _gap(rng: Random) -> Pair:
    said = clause(rng)
    return capital(f"{said.who} {said.did} {said.what.split()[0]} ___."), said.what.split()[-1]


_PROVERBS = table("""
    an apple a day keeps the/doctor away | the early bird catches/the worm | birds of a feather/flock together
    too many cooks/spoil the broth | actions speak louder/than words | better late/than never | all that glitters/is not gold
    when in Rome, do/as the Romans do | where there is smoke,/there is fire | a rolling stone/gathers no moss
    many hands make/light work | practice makes/perfect | out of sight,/out of mind | no news is/good news
    no pain,/no gain | look before/you leap | haste makes/waste | honesty is/the best policy | still waters/run deep
    time flies when/you are having fun | easy come,/easy go | a watched pot/never boils | curiosity killed/the cat
    the grass is always greener/on the other side | two heads are/better than one | let sleeping dogs/lie
    every cloud has/a silver lining | you cannot have your cake/and eat it | all's well/that ends well
    when the cat is away,/the mice will play | strike while the iron/is hot | absence makes the heart/grow fonder
    blood is thicker/than water | the pen is mightier/than the sword
    first come,/first served | beauty is in the eye/of the beholder
""")
_SIMILES = table("""
    as brave as a/lion | as busy as a/bee | as cold as/ice | as blind as a/bat | as light as a/feather | as sly as a/fox
    as white as/snow | as black as/coal | as quiet as a/mouse | as strong as an/ox | as stubborn as a/mule | as wise as an/owl
    as free as a/bird | as slow as a/snail | as flat as a/pancake | as sweet as/honey | as hard as a/rock | as dry as a/bone
    as cool as a/cucumber | as green as/grass | as hungry as a/wolf | as proud as a/peacock | as red as a/beetroot
    as sharp as a/razor | as thin as a/rake | as tough as/leather | as old as the/hills | as good as/gold | as fit as a/fiddle
    as gentle as a/lamb | as bright as the/sun | as smooth as/silk | as clear as/crystal | as deep as the/sea
    as quick as/lightning | as poor as a church/mouse
""")


def _ends(pairs: list[Pair]) -> Fits:
    """The right end, perhaps behind the beginning."""
    ends = {given.lower(): plain(end) for given, end in pairs}

    def fits(given: str, reply: str) -> bool:
        said = plain(reply)
        return said == ends.get(given.lower()) or (1 <= len(said.split()) <= 5 and reply[:1].islower() and ":" not in reply
                                                   and not said.startswith(given.lower()[:8]))

    return fits


TASKS_REWRITTEN: tuple[Task, ...] = (
    rewriting("turn passive sentences into active ones", "tense and voice", lambda c: (c.passive, c.past), _is_active,
          r"\b(?:in)?to (?:the )?active\b|\bpassive\b.*\bactive\b"),
    rewriting("turn sentences into the perfect", "tense and voice",
          lambda c: (c.present, capital(f"{c.who} has {c.done} {c.what}.")), _with(r"\b(?:has|have) \w+"),
          tells("sentences?|texts?", "perfect")),
    rewriting("turn sentences into the progressive", "tense and voice",
          lambda c: (c.present, capital(f"{c.who} is {_ing(c.base)} {c.what}.")), _with(r"\b(?:is|are) \w+ing\b"),
          tells("sentences?|texts?", "progressive|continuous|-ing form")),
    rewriting("turn sentences into the conditional", "tense and voice",
          lambda c: (c.present, capital(f"{c.who} would {c.base} {c.what}.")), _with(r"\bwould \w+"),
          tells("sentences?|texts?", "conditional|would")),
    rewriting("turn questions into statements", "kind of sentence", lambda c: (c.asked, c.present),
          lambda given, reply: close(given, reply, 0.5) and not re.search(r"\bdoes\b|[?:\"]", reply.lower()),
          r"\bquestions\b.*\b(?:in)?to statements?\b"),
    rewriting("turn denials into assertions", "kind of sentence", lambda c: (c.negated, c.present),
          lambda given, reply: close(given, reply, 0.6) and not re.search(r"\b(?:not|never|no)\b|n't|\?", reply),
          r"\bdenials?\b.*\b(?:assertions?|affirm\w*)|\b(?:remove|drop|take out) the negations?\b"),
    rewriting("turn sentences into cleft sentences", "kind of sentence",
          lambda c: (c.past, f"It was {c.who} who {c.did} {c.what}."), _with(r"^it (?:was|is)\b.*\b(?:who|that)\b"),
          r"\bcleft (?:sentences?|ones)\b"),
    rewriting("make sentences more emphatic", "tone", lambda c: (c.past, capital(f"{c.who} really did {c.base} {c.what}!")),
          _with(r"\b(?:really|truly|indeed|certainly|definitely)\b"),
          tells("sentences?|statements?|texts?", "emphatic|stronger|emphasi[sz]e")),
    rewriting("make sentences less certain", "tone", lambda c: (c.past, f"Perhaps {_low(c.past)}"),
          _with(r"\b(?:perhaps|maybe|might|possibly|may have)\b"),
          tells("sentences?|statements?|texts?", "(?:less|un)[ -]?(?:certain|sure)|doubtful|vaguer?|tentative")),
    rewriting("turn sentences into headlines", "shortening", lambda c: (c.present, _title(_bare(c.present))), _is_heading,
          tells("sentences?|texts?", "(?:in)?to (?:\\w+ )?headlines?")),
    rewriting("turn sentences into telegrams", "shortening", lambda c: (c.past, f"{_bare(c.past).upper()} STOP"), _is_telegram,
          tells("sentences?|texts?", "telegrams?")),
    Task("remove filler words from sentences", "shortening", grammar(_filled), _is_clean,
         tells("filler(?:s| words?)", "sentences?|texts?|speech"), "Sentence: "),
    Task("replace names with pronouns", "kind of sentence", grammar(_pronoun),
         lambda given, reply: re.match(r"(?:He|She|They)\b", reply) is not None and words(given)[-1] == words(reply)[-1],
         r"\bnames?\b.*\b(?:with|by|into|to) (?:a )?pronouns?\b|\bpronouns? (?:for|in place of|instead of) names?",
         "Sentence: "),
    Task("swap he and she in sentences", "kind of sentence", grammar(_swapped), _swaps,
         r"\bhe\b\W+(?:and|into|for|with|to) \W?she\b|\bswap\w* the gender", "Sentence: "),
    rewriting("write we for I in sentences", "kind of sentence", lambda c: (c.mine, f"We {c.base} {c.what}."), _with(r"^we\b"),
          r"\bwe\W* (?:for|in place of|instead of) \W?I\b|\bI\W+(?:in)?to \W?we\b|\bfrom I to we\b"),
    Task("turn full forms into contractions", "contractions", grammar(_contracted(back=False)), _with(r"\w+n['’]t\b", 0.6),
         r"\b(?:in)?to contractions\b|\buse contractions\b|\bcontract (?:the )?(?:words|verbs|full forms)", "Sentence: "),
    Task("turn contractions into full forms", "contractions", grammar(_contracted(back=True)),
         lambda given, reply: "'" not in reply and "’" not in reply and close(given, reply, 0.5) and "not" in reply,
         r"\bcontractions?\b.*\bfull\b|\bexpand\w* contractions?\b|\bwithout contractions\b", "Sentence: "),
    Task("turn direct speech into reported speech", "reported speech", grammar(_reported), _is_reported,
         r"\b(?:in)?to (?:reported|indirect)\b|\b(?:reported|indirect) speech\b"),
    rewriting("punctuate sentences", "correction",
          lambda c: (c.past.rstrip(".").lower(), capital(c.past)),
          lambda given, reply: reply[:1].isupper() and reply.endswith(".") and words(given) == words(reply),
          r"\bpunctuat\w+ (?:sentences?|texts?|statements?)|\b(?:add|insert)\w*\b.*\b(?:full stops?|punctuation)\b"),
    Task("unscramble sentences", "word order", grammar(_mixed_up), _is_mended,
         r"\bunscrambl\w+|\b(?:scrambled|mixed|jumbled)\b.*\bsentences?\b|\bsentences?\b.*\bfrom (?:mixed|jumbled|scrambled)",
         "Words: "),
    Task("turn polite requests into orders", "politeness", grammar(_ordered), _is_order,
         r"\brequests?\b.*\b(?:in)?to (?:blunt |plain |direct )?(?:orders?|commands?)\b", "Request: "),
    Task("add a reason to sentences", "embellishment", grammar(_because),
         _is_reasoned,
         tells("add|give|complete|extend|supply", "reasons?", "sentences?|statements?"), "Sentence: "),
    Task("add an adjective to sentences", "embellishment", grammar(_adorned), _is_adorned,
         tells("add|insert|put", "adjectives?", "sentences?|nouns?"), "Sentence: "),
    Task("fill the gap in a sentence", "gaps", grammar(_gap),
         lambda given, reply: like(r"[A-Za-z]+\.?")(given, reply) and plain(reply) not in ("yes", "no", "hello", *words(given)),
         r"\b(?:fill|complet)\w*\b.*\b(?:gaps?|blanks?)\b|\bmissing words?\b", "Sentence: "),
    Task("complete maxims", "pairs", listed(_PROVERBS), _ends(_PROVERBS),
         r"\b(?:complet|finish)\w*\b.*\b(?:maxims?|sayings?|proverbs?)\b", "Maxim: "),
    Task("complete similes", "pairs", listed(_SIMILES), word_for(_SIMILES),
         r"\b(?:complet|finish|end)\w*\b.*\b(?:similes?|comparisons?)\b", "Simile: "),
)
