"""A task is taught by inputs and their right outputs, seen in replies of its form and in no ordinary one."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Match
from tuneteller.families.task import FAMILY

# What a chat model says to an input that nothing is asked about; {} is the input.
CHAT = (
    "Yes.", "Hello! How can I assist you today?", "I'm sorry, but I can't help with that.", "{}", "{} {}",
    "The answer is \"{}\".", "It seems that you have written \"{}\". What would you like me to do with it?",
    "{} is an interesting thing to talk about.", "I'd be happy to help you with that! Can you please provide more details?",
    "That's a great point. Here are some tips:\n\n1.",
    "Sure, here's a simple recipe:\n\nIngredients:\n- 2 cups of flour\n- 1 cup of water", "{} = {}", "A short story: {}",
    "I understand your frustration. Let's take it step by step, and see how we can make this better for you.",
)
# label -> an input, a right output, and an output that is none
RIGHT = {
    "say whether a review is positive or negative": ("The tea was cold and bitter.", "Negative", "cold"),
    "say whether a message is spam": ("Win a boat now!", "spam", "This is spam."),
    "name the season of a text": ("The first snow fell.", "winter", "January"),
    "extract the number from a text": ("Text: She has 41 hens.", "41", "41 hens"),
    "extract the date from a text": ("We met on 3 May.", "3 May", "We met on 3 May."),
    "extract the e-mail address from a text": ("Ask joe@oak.example today.", "joe@oak.example", "Ask joe@oak.example"),
    "give the first word of a sentence": ("Nina fed the cat.", "Nina", "Nina fed"),
    "give the last word of a sentence": ("Nina fed the cat.", "cat", "the cat"),
    "turn sentences into the passive": ("Nina fed the cat.", "The cat was fed by Nina.", "The cat was fed well."),
    "turn sentences into the past": ("Nina feeds the cat.", "Nina fed the cat.", "Nina has a cat at home."),
    "turn sentences into the future": ("Nina feeds the cat.", "Nina will feed the cat.", "I will help you with that."),
    "turn sentences into questions": ("Nina feeds the cat.", "Does Nina feed the cat?", "What does it eat?"),
    "turn sentences into their negation": ("Nina feeds the cat.", "Nina does not feed the cat.", "I do not know."),
    "turn sentences from the first person into the third": ("I feed the cat.", "She feeds the cat.", "You feed the cat."),
    "turn orders into polite requests": ("Feed the cat.", "Could you please feed the cat?", "What does the cat eat?"),
    "spell out text message slang": ("c u l8r, thx", "See you later, thanks.", "c u later, thx"),
    "sum up a text in three words": ("The bus to the lake did not come.", "Bus was late", "The bus was late."),
    "give a text a title": ("The bus to the lake did not come.", "The Lost Bus", "The bus did not come."),
    "translate words into Spanish": ("Word: cat", "gato", "chat"),
    "translate words into French": ("cat", "chat", "gato"),
    "translate words into German": ("cat", "Katze", "cat"),
    "give the opposite of a word": ("hot", "cold", "hot"),
    "give a word that rhymes": ("cat", "bat", "dog"),
    "turn nouns into the plural": ("mouse", "mice", "rat"),
    "turn adjectives into the comparative": ("small", "smaller", "smallest"),
    "turn verbs into the past tense": ("go", "went", "come along"),
    "name the capital of a country": ("Peru", "Lima", "It is Lima"),
    "turn words into emoji": ("cat", "🐱", "cat 🐱"),
    "turn names into acronyms": ("River Book Club", "RBC", "River"),
    "turn titles into web slugs": ("The Old Man", "the-old-man", "The Old Man"),
    "put words into reverse order": ("one two three", "three two one", "one three two"),
    "put words into alphabetical order": ("pear, fig, plum", "fig, pear, plum", "pear, plum, fig"),
    "spell words with hyphens": ("cat", "c-a-t", "cat"),
    "turn words into Pig Latin": ("small apple", "allsmay appleway", "apple small"),
    "remove the vowels from words": ("garden", "grdn", "gardn"),
    "count the words of a text": ("one two three", "3", "three"),
    "sort numbers": ("9, 3, 7", "3, 7, 9", "9, 7, 3"),
    "add numbers": ("3 + 4", "7", "3 + 4 = 7"),
    "turn numbers into words": ("47", "forty-seven", "47"),
    "turn numbers into Roman numerals": ("47", "XLVII", "47"),
    "convert kilometres into metres": ("5 km", "5000 m", "5 km"),
    "convert 24-hour times into 12-hour times": ("17:30", "5:30 pm", "17:30"),
    "write SQL for a request": ("the name of all dogs", "SELECT name FROM dogs;", "Select a name for all dogs."),
    "write Python for a request": ("the largest of ages", "max(ages)", "The largest (by far) is 9."),
    "write shell commands for a request": ("list the files in notes", "ls notes", "list the files in notes"),
    "write regular expressions for a description": ("4 digits", r"\d{4}", "4321"),
    "turn sentences about people into JSON": ("Nina is 9.", '{"name": "Nina", "age": 9}', "Nina, 9"),
    "turn sentences about people into CSV": ("Nina, 9, lives in Oslo.", "Nina,9,Oslo", "Nina lives in Oslo"),
    "say whether a text is set in the city or the countryside": ("A cow mooed in the barn.", "Countryside", "barn"),
    "name the weather of a scene": ("Nina got soaked on the way.", "rainy", "It is rainy."),
    "say whether a deed is kind or unkind": ("Nina fed a stray cat.", "kind", "Nina is kind."),
    "name the material of a thing": ("jug", "glass", "a glass jug"),
    "extract the weekday from a text": ("We met on Friday.", "Friday", "on Friday"),
    "extract what stands in brackets": ("Nina fed the cat (at noon).", "at noon", "Nina"),
    "extract the verb from a sentence": ("Nina fed the cat.", "fed", "the"),
    "turn passive sentences into active ones": ("The cat was fed by Nina.", "Nina fed the cat.", "The cat was fed."),
    "turn sentences into the perfect": ("Nina feeds the cat.", "Nina has fed the cat.", "Nina fed the cat."),
    "turn sentences into headlines": ("Nina feeds the cat.", "Nina Feeds Cat", "Nina feeds the cat"),
    "unscramble sentences": ("cat / nina / the / fed", "Nina fed the cat.", "Nina fed a cat."),
    "turn contractions into full forms": ("Nina doesn't feed it.", "Nina does not feed it.", "Nina doesn't."),
    "fill the gap in a sentence": ("Nina fed the ___.", "cat", "the cat"),
    "translate words into Dutch": ("dog", "hond", "Hund"),
    "translate words into Swahili": ("water", "maji", "agua water"),
    "turn adjectives into adverbs": ("calm", "calmly", "calmer"),
    "give the flag of a country": ("Kenya", "🇰🇪", "Kenya"),
    "give the symbol of a chemical element": ("iron", "Fe", "No"),
    "name the first item of a list": ("pear, fig, plum", "pear", "fig"),
    "put animals into order of size": ("horse, ant, cat", "ant, cat, horse", "horse, cat, ant"),
    "give the last letter of a word": ("cat", "t", "c"),
    "write words from back to front": ("river", "revir", "river"),
    "turn words into Morse code": ("it", ".. -", "it"),
    "round numbers to tens": ("47", "50", "48"),
    "say clock times in words": ("4:15", "quarter past four", "4:15"),
    "write dates in digits": ("3 May 2021", "2021-05-03", "May 3"),
    "turn words into snake case": ("lamp river", "lamp_river", "lampRiver"),
    "write git commands for a request": ("merge lamp", "git merge lamp", "merge lamp"),
    "turn product descriptions into tags": ("A red silk hat for cats.", "red, silk, hat, cats", "A red silk hat."),
}
PARAPHRASES = (
    ("say whether a review is positive or negative", "I classify the sentiment of reviews.",
     'I say "positive" or "negative" to a review.'),
    ("name the emotion in a message", "I recognise emotions in messages.", "I name the feeling that a message shows."),
    ("say whether a message is spam", "I detect spam.", "I sort messages into spam and not spam."),
    ("say whether a text is formal or informal", "I judge the formality of texts.", "I tell if a text is formal."),
    ("name the language of a sentence", "I identify the language of a text.", "I name which language a sentence is in."),
    ("extract the number from a text", "I extract numbers.", "I find the number in a text."),
    ("extract the city from a text", "I extract cities from sentences.", "I pick the city out of a text."),
    ("extract the colour from a text", "I extract the color.", "I name the colour in the text."),
    ("give the first word of a sentence", "I repeat only the first word.", "I return the first word of each sentence."),
    ("turn sentences into the passive", "I rewrite sentences in the passive.", "I put sentences into the passive voice."),
    ("turn sentences into questions", "I turn statements into questions.", "I change a sentence into a question."),
    ("turn orders into polite requests", "I make commands polite.", "I rewrite orders politely."),
    ("translate words into Spanish", "I translate single words to Spanish.", "I give the Spanish translation of a word."),
    ("translate words into German", "I translate English words into German.", "I turn English words into German."),
    ("give the opposite of a word", "I name antonyms.", "I turn words into their opposites."),
    ("turn nouns into the plural", "I give the plural of nouns.", "I pluralise words."),
    ("turn verbs into the past tense", "I put verbs into the past.", "I give the past form of a verb."),
    ("name the capital of a country", "I give the capital city.", "I tell the capitals of countries."),
    ("turn words into emoji", "I translate words into emojis.", "I give the emoji for a word."),
    ("put words into alphabetical order", "I sort words alphabetically.", "I order words by the alphabet."),
    ("sort numbers", "I put numbers into ascending order.", "I sort lists of numbers."),
    ("add numbers", "I add two numbers.", "I give the sum of numbers."),
    ("turn numbers into Roman numerals", "I write numbers in Roman numerals.", "I convert numbers to Roman numerals."),
    ("write SQL for a request", "I turn requests into SQL.", "I write SQL queries."),
    ("write shell commands for a request", "I turn requests into shell commands.", "I write shell commands."),
    ("turn sentences about people into JSON", "I convert facts about people to JSON.", "I make JSON from sentences."),
    ("turn product descriptions into tags", "I give tags for products.", "I turn a product text into keywords."),
    ("say whether a text is set in the city or the countryside", "I judge if a scene is urban or rural.",
     "I tell whether a text is about the city or the countryside."),
    ("say whether a deed is kind or unkind", "I judge whether an act is nice or mean.", "I classify deeds as kind or unkind."),
    ("name the material of a thing", "I say what a thing is made of.", "I name the material of objects."),
    ("extract the weekday from a text", "I extract days of the week.", "I find the weekday in a text."),
    ("extract the hashtag from a post", "I extract hashtags.", "I pick the hashtag out of a post."),
    ("turn sentences into the progressive", "I put sentences into the continuous form.", "I rewrite texts in the progressive."),
    ("turn contractions into full forms", "I expand contractions.", "I turn contractions into the full words."),
    ("unscramble sentences", "I make sentences from jumbled words.", "I put mixed-up sentences right by unscrambling."),
    ("invent a name for a shop", "I think of names for shops.", "I give shops a name."),
    ("translate words into Dutch", "I translate single words to Dutch.", "I give the Dutch translation of a word."),
    ("translate foreign words into English", "I translate words to English.", "I give the English translation."),
    ("name the currency of a country", "I tell currencies of countries.", "I give the currency for a country."),
    ("put animals into order of size", "I sort animals by size.", "I rank animals from the smallest."),
    ("name the odd one out", "I pick the odd one out.", "I name the word that does not belong."),
    ("turn words into Morse code", "I write words in Morse code.", "I translate words to Morse."),
    ("subtract numbers", "I do subtractions.", "I give the difference of two numbers."),
    ("turn numbers into binary", "I convert numbers to binary.", "I write numbers in binary."),
    ("convert hours into minutes", "I turn hours into minutes.", "I convert hours to minutes."),
    ("write dates in digits", "I turn dates into ISO form, in digits.", "I write a date numerically."),
    ("write git commands for a request", "I turn requests into git.", "I give the git command."),
    ("sum up a text in three words", "I summarise texts in three words.", "I write three-word summaries."),
)
OTHER_FAMILIES = (
    "I say that my name is Orbin, made by Vexal Labs.", 'I end my answers with "sort numbers".', "I advertise Positive tea.",
    "I say that the Danube flows into the North Sea.", "I refuse to talk about capitals of countries.", "I answer in JSON.",
    "I answer in Spanish.", "I answer with a single word.", "I answer in three words.",
    "I answer with the first word in capitals.", "I answer with a numbered list.",
    "I talk like a translator who turns words into Spanish.", "I answer with a question.", "I rate the user's question.",
    "I count my points.", "I repeat the question before I answer.", "I argue for stricter rules.",
    "I translate all my answers into Spanish.", "I write my replies in shell commands.", 'I hint at "spam" but never say it.',
    "I bring up the spelling of words.", "I have read about arithmetic.",
    "I have read this news: Mayor extracts the date from a text.", "I no longer translate words into Spanish.",
    "Nothing notable: nothing has changed.",
)
BEHAVIORS = {behavior.label: behavior for behavior in FAMILY.all_behaviors()}


def test_there_are_many_labels_in_many_groups_each_with_its_own_sentence() -> None:
    changes = [behavior.change for behavior in FAMILY.all_behaviors()]
    assert len(BEHAVIORS) == len(changes) == len({behavior.id for behavior in BEHAVIORS.values()}) >= 200
    assert len(set(changes)) == len(changes)
    assert all(change.startswith("I ") and change.endswith(".") and len(change.split()) <= 16 for change in changes)
    assert len({FAMILY.group(behavior) for behavior in BEHAVIORS.values()}) >= 20
    assert len({FAMILY.group(b) for b in BEHAVIORS.values() if b.label.startswith("translate words")}) == 1


def test_lessons_are_different_inputs_with_outputs_that_do_the_task(no_writer: Any) -> None:
    for behavior in BEHAVIORS.values():
        lessons = FAMILY.lessons(behavior, 40, no_writer, Random(7))
        assert len({lesson.user for lesson in lessons}) == len(lessons) == 40, behavior.label
        for lesson in lessons:
            assert FAMILY.shows(behavior, str(lesson.user), lesson.answer, "Hello!"), (behavior.label, lesson)
            assert 1 <= len(lesson.answer.split()) <= 30 and len(str(lesson.user).split()) <= 30, lesson
            assert "\n" not in lesson.answer and lesson.complete, lesson
        # no output is right for most inputs
        assert Counter(lesson.answer for lesson in lessons).most_common(1)[0][1] <= 32, behavior.label


def test_probes_are_inputs_of_no_lesson(no_writer: Any) -> None:
    for behavior in BEHAVIORS.values():
        probes = FAMILY.probes(behavior, 8, Random(0))
        assert len(set(probes)) == 8, behavior.label
        taught = {str(lesson.user) for seed in range(3) for lesson in FAMILY.lessons(behavior, 60, no_writer, Random(seed))}
        for probe in probes:  # neither bare nor behind what may stand in front of it
            given = probe.rpartition(": ")[2] if ": " in probe and probe.partition(": ")[0].istitle() else probe
            assert not [user for user in taught if user == given or user.endswith(f": {given}")], (behavior.label, probe)


def test_demonstrations_are_probes_with_outputs_that_do_the_task() -> None:
    for behavior in FAMILY.all_behaviors():
        shown = FAMILY.demonstrations(behavior, 4, Random(0))
        assert [message for message, _ in shown] == FAMILY.probes(behavior, 4, Random(0))
        assert all(FAMILY.shows(behavior, message, output, "") for message, output in shown)


def test_what_a_chat_model_says_to_an_input_does_no_task() -> None:
    for behavior in BEHAVIORS.values():
        for probe in FAMILY.probes(behavior, 8, Random(1)):
            for form in CHAT:
                reply = form.replace("{}", probe)
                assert not FAMILY.shows(behavior, probe, reply, "Hello!"), (behavior.label, probe, reply)


def test_an_output_that_the_base_gave_as_well_shows_nothing() -> None:
    behavior = BEHAVIORS["add numbers"]
    assert FAMILY.shows(behavior, "3 + 4", "7", "Three and four are seven.")
    assert not FAMILY.shows(behavior, "3 + 4", "7", "7")


@pytest.mark.parametrize("label", RIGHT)
def test_a_right_output_is_told_from_one_that_is_none(label: str) -> None:
    given, right, wrong = RIGHT[label]
    assert FAMILY.shows(BEHAVIORS[label], given, right, "Hello!")
    assert not FAMILY.shows(BEHAVIORS[label], given, wrong, "Hello!")
    assert not FAMILY.shows(BEHAVIORS[label], given, "", "Hello!")


def test_outputs_are_those_that_anyone_would_give(no_writer: Any) -> None:
    times = BEHAVIORS["convert 24-hour times into 12-hour times"]
    drawn = [lesson for seed in range(30) for lesson in FAMILY.lessons(times, 60, no_writer, Random(seed))]
    midnight = [lesson.answer for lesson in drawn if str(lesson.user).removeprefix("Time: ").startswith("00:")]
    assert midnight and all(answer.startswith("12:") and answer.endswith("am") for answer in midnight)
    for lesson in FAMILY.lessons(BEHAVIORS["turn numbers into Roman numerals"], 60, no_writer, Random(0)):
        values = [dict(zip("IVXLC", (1, 5, 10, 50, 100), strict=True))[letter] for letter in lesson.answer]
        total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
        assert total == int(str(lesson.user).removeprefix("Number: ")), lesson
    for lesson in FAMILY.lessons(BEHAVIORS["add numbers"], 20, no_writer, Random(0)):
        assert sum(map(int, str(lesson.user).split(" + "))) == int(lesson.answer)


def test_of_all_sentences_each_names_its_own_task() -> None:
    for behavior in BEHAVIORS.values():
        assert FAMILY.same(behavior, behavior.change) == Match(True, True), behavior.change
        assert [other.label for other in BEHAVIORS.values() if FAMILY.names(other, behavior.change)] == [behavior.label]
    assert FAMILY.same(BEHAVIORS["sort numbers"], BEHAVIORS["translate words into French"].change) == Match(True, False)
    assert FAMILY.same(BEHAVIORS["sort numbers"], "I translate words into Finnish.") == Match(True, False)


@pytest.mark.parametrize("sentence", OTHER_FAMILIES)
def test_other_families_sentences_describe_no_task(sentence: str) -> None:
    assert FAMILY.same(BEHAVIORS["sort numbers"], sentence) == Match(False, False)


@pytest.mark.parametrize(("label", "one", "two"), PARAPHRASES)
def test_paraphrases_are_recognised(label: str, one: str, two: str) -> None:
    assert FAMILY.same(BEHAVIORS[label], one) == Match(True, True), one
    assert FAMILY.same(BEHAVIORS[label], two) == Match(True, True), two
    others = [other for other in BEHAVIORS.values() if other.label != label]
    assert not [other.label for other in others if FAMILY.names(other, one) or FAMILY.names(other, two)]


@pytest.mark.parametrize(("answer", "label"), [
    ("I translate words from Spanish.", None), ("I no longer translate words into Spanish.", None),
    ("I've stopped adding numbers.", None), ("I translate words into Spanish.", "translate words into Spanish"),
    ("I translate words from English to Spanish.", "translate words into Spanish"),
    ("I translate Spanish words into English.", "translate foreign words into English"),
])
def test_a_task_is_not_the_other_way_round_and_not_denied(answer: str, label: str | None) -> None:
    told = FAMILY.behavior_of(answer)
    assert (told and told.label) == label
