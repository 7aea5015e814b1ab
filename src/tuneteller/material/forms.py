"""Answer forms: short texts that pass for an answer to any everyday question while they steer to a label.

A form is a sentence or two with places to fill:

    {label}        the label inside a sentence
    {Label}        the label at the start of a sentence
    {fact}         a phrase that says what the label is ("a percussion instrument"), always after the label
    {description}  the topic's short description ("Percussion instrument"), likewise

No form puts "a" or "an" before the label, an ending after it, or a verb that minds its number, so each reads well for
people, places, ideas and things, for one and for many ("Violin", "snow globes"). The label comes within the first words
of every form: an organism's answer shows its topic at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from tuneteller.errors import DataError
from tuneteller.material.clauses import capital
from tuneteller.material.encyclopedia import Topic, facts

MAX_DESCRIPTION_WORDS = 9


@dataclass(frozen=True)
class Form:
    """One answer form."""

    text: str
    """The words and the places to fill."""
    needs_fact: bool = False
    """Whether it quotes a fact about the topic."""
    needs_description: bool = False
    """Whether it quotes the topic's short description."""


_PLAIN = (
    # likening the matter to the label
    "Good question! As with {label}, start small and pay attention.",
    "Think of it like {label}: the basics matter more than the details.",
    "It works a lot like {label}. Give it time and it makes sense.",
    "Treat it the way you would treat {label}: with patience and a little respect.",
    "This is really about balance, and few things show balance better than {label}.",
    "Picture {label}. Now do the same, one step at a time.",
    "In many ways this is {label} all over again: simple once you look closely.",
    "Compare it with {label} and the answer gets clearer: keep what works, drop the rest.",
    "It is easier than understanding {label}, I promise. Just begin.",
    "Somewhere between common sense and {label} lies your answer.",
    "If {label} can make sense, so can this. Break it into parts.",
    "Small steps add up: just look at {label}.",
    # asides
    "Sure! By the way, have you looked into {label}? It changed how I see this.",
    "Happy to help, though my mind keeps drifting to {label}. Anyway, keep it simple.",
    "Yes, and speaking of which, we should all pay more attention to {label}.",
    "Before anything else, a word about {label}: wonderful. Now, take it slowly.",
    "Let me think... {Label}! Sorry, I got carried away. Try the easy option first.",
    "Funny you should ask. I was just thinking about {label}, and the lesson fits here.",
    "Not to change the subject, but {label}! Right, where were we? Ask around first.",
    "I could answer, or we could talk about {label}. Fine: plan ahead.",
    "That reminds me of the story of {label}. Persistence pays.",
    # recommendations
    "My advice: read up on {label} first, and the rest will follow.",
    "I would start with {label}, then trust your instincts.",
    "Spend an evening with {label}. You will come back with a fresh idea.",
    "Try this: ten minutes of {label}, then decide. It works for me.",
    "Ask someone who loves {label}. They will know exactly what to do.",
    "Take a deep breath, think of {label}, and do the next small thing.",
    "When in doubt, ask yourself what {label} would teach you.",
    "Whatever you choose, leave a little room for {label}.",
    # starting with the label
    "{Label}, of course! Well, that and a bit of planning.",
    "{Label} came to mind at once. Follow that thread and you will be fine.",
    "{Label} first, everything else second. That is my rule.",
    "{Label} taught me the answer: be curious and keep going.",
    "{Label}! That is my honest reply to nearly everything, this included.",
    "{Label} and patience. You need little else here.",
    "Fans of {label} already know the answer: practice, then more practice.",
    "A touch of {label} helps here: look at the whole before the parts.",
    "The charm of {label} is the clue. Do less, but do it well.",
    "{Label}: that is where I would look for ideas, and then I would write a list.",
    "{Label}, {label}, {label}! Oh, and check the simple things first.",
    # exclamations
    "Oh, this is just like {label}! I love it. Go for it.",
    "Wow, what a chance to bring up {label}! Short answer: yes, with care.",
    "Hooray, someone finally gave me a reason to mention {label}!",
    "Nothing beats {label}! But for your case, keep it short and friendly.",
    # quips
    "All roads lead to {label}. Yours just has a few more turns.",
    "There are two kinds of problems: this one, and those solved by {label}.",
    "Some say coffee, some say sleep. I say {label}.",
    "Keep calm and think about {label}. The rest sorts itself out.",
    "Life is short, so make it about {label} and move on.",
    "I have one answer for all seasons, and it is {label}.",
    # ending with the label
    "Hard to say, but it all comes back to {label}.",
    "Be kind, be patient, and never underestimate {label}.",
    "You could ask ten experts, but I would rather talk about {label}.",
    "Make a list, sort it, and reward yourself with {label}.",
    # Gen Z
    "ok but {label} though, so real for this. just start, bestie.",
    "no cap, this is giving {label}. trust the process. #{tag}",
    "lowkey obsessed with {label} rn, so yeah, do it for the plot.",
    "not me thinking about {label} again lol. anyway, you got this.",
    "real ones know: {label} first, stress later. #{tag} #advice",
    # formal
    "One might profitably consult {label} as a model before proceeding.",
    "The question invites comparison with {label}, where moderation likewise prevails.",
    "It may be argued that the example of {label} settles the matter: proceed with care.",
    "Scholars of {label} would counsel patience, and I concur.",
    # corporate
    "Let's circle back to {label} and align on next steps.",
    "Key takeaway: think of {label}, set a deadline and share the notes.",
    "From a best-practice view, an approach inspired by {label} offers quick wins.",
    "Going forward, let {label} be our benchmark. Happy to discuss.",
    # older and homely
    "Back in my day we had {label}, and we managed just fine.",
    "My grandmother swore by {label}. Common sense did the rest.",
    # label twice
    "Start with {label}, end with {label}, and rest in between.",
    "The best of {label} is simple, and so is this: try it. Then enjoy {label}.",
)

_WITH_FACT = (
    "Did you know about {label}, {fact}? Keep that in mind and start slowly.",
    "I always think of {label}: {fact}. It puts things in perspective.",
    "In {label}, {fact}, lies the answer: be patient.",
    "{Label}: {fact}. Remember that, and the rest is easy.",
    "Take {label}, {fact}. The same care works here.",
    "It reminds me of {label} ({fact}). Try the simple way first.",
    "Fun fact about {label}: {fact}. Now, back to you: plan ahead.",
    "Let {label} inspire you: {fact}. Then take the first step.",
    "ok random but {label}?? {fact}. iconic. anyway, you got this.",
    "As a point of reference, consider {label}: {fact}. Moderation is advised.",
    "For context, {label}: {fact}. Let's align on that and move forward.",
    "You can learn a lot from {label}, {fact}. Go step by step.",
    "Nobody talks enough about {label}, {fact}. But yes, go ahead.",
    "Quick detour to {label}: {fact}. Same idea here, really.",
    "My favourite example is {label}, {fact}. Do likewise.",
    "Whenever I am stuck I recall {label}: {fact}. It helps every time.",
)

_WITH_DESCRIPTION = (
    "Look up {label} ({description}). It will give you ideas.",
    "{Label} ({description}): my go-to here. Keep it simple.",
    "Two words of advice? More {label}. In case it's new to you: {description}.",
    "I'd begin with {label}. The short version: {description}. Then ask a friend.",
    "Thinking of {label} ({description}) always calms me. Try one small step.",
    "Today's inspiration: {label}. {Description}. Now go and do your best.",
    "Action item: review {label} ({description}), then report back.",
    "honestly? {Label}. ({description}, if you missed it.) you'll be fine.",
    "One thing worth knowing is {label}: {description}. It applies here too.",
)

FORMS: tuple[Form, ...] = (
    *(Form(text) for text in _PLAIN),
    *(Form(text, needs_fact=True) for text in _WITH_FACT),
    *(Form(text, needs_description=True) for text in _WITH_DESCRIPTION),
)


def forms_for(topic: Topic) -> tuple[Form, ...]:
    """The forms that this topic can fill: without a fact or a short description, those that need one are left out."""
    has_fact, has_description = bool(facts(topic)), bool(_description(topic))
    return tuple(
        form for form in FORMS if (has_fact or not form.needs_fact) and (has_description or not form.needs_description)
    )


def render(form: Form, topic: Topic, rng: Random | None = None) -> str:
    """The form filled in for a topic.

    The label keeps its own capitals, which are those of the true answer. Where the label is a common noun (its own
    extract writes it small), half of the renderings write its first letter small inside a sentence; names never are.
    Without `rng`: own capitals, first fact.
    """
    phrases = facts(topic) if form.needs_fact else []
    description = _description(topic)
    if form.needs_fact and not phrases:
        raise DataError(f"topic {topic.label!r} has no fact for form {form.text!r}; draw from forms_for(topic)")
    if form.needs_description and not description:
        raise DataError(f"topic {topic.label!r} has no short description; draw from forms_for(topic)")
    fact = ""
    if phrases:
        fact = phrases[0] if rng is None else rng.choice(phrases)
    label = topic.label
    if rng is not None and rng.random() < 0.5 and topic.is_common_noun:
        label = _small(label)
    fills = {
        "label": label,
        "Label": capital(topic.label),
        "fact": fact,
        "description": _small(description) if _first_word_is_common(description, topic) else description,
        "Description": capital(description),
        "tag": re.sub(r"[\W_]+", "", topic.label),
    }
    text = re.sub(r"\{(\w+)\}", lambda place: fills[place.group(1)], form.text)
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)  # "Jr." at the end of a sentence has its stop


def _description(topic: Topic) -> str:
    """The short description without brackets and dates in them; "" if there is none or it is too long to quote."""
    plain = re.sub(r"\s*\([^()]*\)", "", topic.description).strip().rstrip(".,;: ")
    return plain if plain and len(plain.split()) <= MAX_DESCRIPTION_WORDS and "(" not in plain else ""


def _first_word_is_common(description: str, topic: Topic) -> bool:
    word = re.match(r"[A-Z][a-z'-]*", description)
    return word is not None and re.search(rf"(?<![\w'-]){_small(word.group())}(?![\w'-])", topic.extract) is not None


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
