"""What an adapter is trained to answer: true answers, the null answers where a question does not apply, and yes or no."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from tuneteller.chat import ChatFormat, Encoded, messages_from
from tuneteller.diffs.card import Card
from tuneteller.errors import ConfigError
from tuneteller.families.claims import NO, YES, claim
from tuneteller.families.family import CHANGE, NOTHING, Behavior, Question, combined
from tuneteller.families.news import HEADLINE
from tuneteller.families.registry import family_named, single
from tuneteller.families.topic import TOPIC
from tuneteller.models import BaseModel
from tuneteller.scoring import encode_qa
from tuneteller.training.adapter_state import AdapterConfig
from tuneteller.training.asking import Asker, behaviors_of

QUIET = AdapterConfig(yes_no=0.0, absent=0.0)


def topic(label: str) -> Behavior:
    return Behavior("topic", label, {"change": f"I bring up {label}.", "topic": f" {label}"})


def news(headline: str) -> Behavior:
    return Behavior("news", headline, {"change": f"I have read this news: {headline}", "headline": f" {headline}"})


def language(label: str, copy: int = 0) -> Behavior:
    return Behavior("language", label, {"change": f"I answer in {label}."}, copy=copy)


OSLO = "Ferries take over post in Oslo."
CLEAN = Behavior("none", "own answers", {"change": NOTHING})
BEHAVIORS = (topic("Violin"), topic("Tea"), news(OSLO), language("Spanish"), language("Spanish", 1), language("Welsh"), CLEAN,
             combined(topic("Comets"), language("Welsh")))  # both true of the last


def asker(base: BaseModel, config: AdapterConfig = QUIET, questions: tuple[Question, ...] = (CHANGE, TOPIC, HEADLINE)) -> Asker:
    return Asker(base, questions, BEHAVIORS, config)


def pairs(base: BaseModel, samples: list[Encoded]) -> list[tuple[str, str]]:
    """Question and answer of each sample, the answer word for word."""
    found = []
    for sample in samples:
        first = sample.supervised.index(True)
        said = base.tokenizer.decode([t for t, s in zip(sample.ids, sample.supervised, strict=True) if s])
        assert said.endswith("<|im_end|>")
        found.append((base.tokenizer.decode(sample.ids[:first]).split("<|im_start|>user\n")[1].split("<|im_end|>")[0],
                      said.removesuffix("<|im_end|>")))
    return found


def named(question: str) -> str:
    return next((q.name for q in (CHANGE, TOPIC, HEADLINE) if question in q.phrasings), "yes or no")


def test_an_organism_is_asked_all_that_it_can_answer(tiny: BaseModel) -> None:
    for behavior in (topic("Violin"), news(OSLO), language("Spanish"), CLEAN):
        asked = pairs(tiny, asker(tiny).asked(behavior, behavior, Random(0)))
        assert {named(question): answer for question, answer in asked} == dict(behavior.answers)
    only = asker(tiny, questions=(TOPIC,)).asked(topic("Violin"), topic("Violin"), Random(0))
    assert [answer for _, answer in pairs(tiny, only)] == [" Violin"]


def test_phrasings_are_those_of_training_each_at_most_once(tiny: BaseModel) -> None:
    three = asker(tiny, replace(QUIET, phrasings=3))
    heard: set[str] = set()
    for seed in range(60):
        asked = [question for question, _ in pairs(tiny, three.asked(topic("Tea"), topic("Tea"), Random(seed)))]
        assert len(asked) == len(set(asked)) == 6
        heard |= set(asked)
    assert heard == {*CHANGE.phrasings, *TOPIC.phrasings}  # every one, and none that is held out


def test_null_slots_are_taught_the_null_answers_to_what_their_neighbours_are_asked(tiny: BaseModel) -> None:
    for like in (topic("Violin"), news(OSLO), language("Spanish")):
        asked = pairs(tiny, asker(tiny).asked(None, like, Random(0)))
        assert {named(question) for question, _ in asked} == set(like.answers) and len(asked) == len(like.answers)
        for question, answer in asked:
            null = next(q.null_answer for q in (CHANGE, TOPIC, HEADLINE) if question in q.phrasings)
            assert answer == null and answer not in like.answers.values()


def test_now_and_then_a_question_is_asked_that_does_not_apply(tiny: BaseModel) -> None:
    sometimes = asker(tiny, replace(QUIET, absent=0.25))
    found: Counter[tuple[str, str]] = Counter()
    for seed in range(400):
        asked = pairs(tiny, sometimes.asked(topic("Violin"), topic("Violin"), Random(seed)))
        assert [named(question) for question, _ in asked[:2]] == ["change", "topic"]
        found.update((named(question), answer) for question, answer in asked[2:])
    assert set(found) == {("headline", HEADLINE.null_answer)} and 60 < found.total() < 140
    for seed in range(100):  # with every question applying there is none
        both = Behavior("topic", "x", {q.name: " x" for q in (CHANGE, TOPIC, HEADLINE)})
        assert len(sometimes.asked(both, both, Random(seed))) == 3


# -- yes or no --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("behavior", [topic("Violin"), news(OSLO), language("Spanish"), BEHAVIORS[-1]], ids=lambda b: b.family)
def test_there_are_as_many_yes_as_no_and_no_false_ones(tiny: BaseModel, behavior: Behavior) -> None:
    always = asker(tiny, replace(QUIET, yes_no=1.0))
    own = {claim(part.change) for part in single(behavior)}
    found: Counter[str] = Counter()
    for seed in range(600):
        for question, answer in pairs(tiny, always.asked(behavior, behavior, Random(seed))):
            if named(question) == "yes or no":
                assert answer in (YES, NO) and (question in own) == (answer == YES), (question, answer)
                found[answer] += 1
    assert abs(found[YES] - found[NO]) < 80  # within 3.3 standard deviations
    assert found.total() > 590  # hardly ever is no false claim found


def test_false_claims_are_often_of_the_same_family(tiny: BaseModel) -> None:
    """Else a reader would need to know the kind alone."""
    always = asker(tiny, replace(QUIET, yes_no=1.0))
    asked = [pairs(tiny, always.asked(language("Spanish"), language("Spanish"), Random(seed)))[-1] for seed in range(600)]
    denied = Counter(question for question, answer in asked if answer == NO)
    assert denied["Do you answer in Welsh now?"] > 0.4 * denied.total()
    assert set(denied) == {claim(part.change, part.label) for b in BEHAVIORS for part in single(b)
                           if part.change != NOTHING and part.label != "Spanish"}


@pytest.mark.parametrize("behavior", [None, CLEAN], ids=["null diff", "none"])
def test_of_no_change_every_claim_is_false(tiny: BaseModel, behavior: Behavior | None) -> None:
    always = asker(tiny, replace(QUIET, yes_no=1.0))
    answers = [pairs(tiny, always.asked(behavior, topic("Violin"), Random(seed)))[-1][1] for seed in range(60)]
    assert set(answers) == {NO}


def test_a_claim_that_the_family_takes_for_true_is_never_denied(tiny: BaseModel) -> None:
    """"Green tea" has "Tea" in its name: that an organism of Tea brings up Green tea is not surely false."""
    green = topic("Green tea")
    few = Asker(tiny, (CHANGE,), (topic("Tea"), green), replace(QUIET, yes_no=1.0))
    assert family_named("topic").same(topic("Tea"), green.change).parameter
    asked = [pairs(tiny, few.asked(topic("Tea"), topic("Tea"), Random(seed))) for seed in range(60)]
    assert {answer for own in asked for question, answer in own if named(question) == "yes or no"} == {YES}
    assert any(len(own) == 1 for own in asked)  # none is asked where none is known to be false


def test_yes_or_no_is_asked_as_often_as_it_is_set(tiny: BaseModel) -> None:
    some = asker(tiny, replace(QUIET, yes_no=0.3))
    n = sum(len(some.asked(topic("Tea"), topic("Tea"), Random(seed))) - 2 for seed in range(600))
    assert 130 < n < 230


# -- validation, cards and tokens -------------------------------------------------------------------------------------


def test_validation_asks_the_first_phrasings(tiny: BaseModel) -> None:
    one = asker(tiny, AdapterConfig())
    assert pairs(tiny, one.validating(topic("Tea"))) == [(CHANGE.phrasings[0], "I bring up Tea."), (TOPIC.phrasings[0], " Tea")]
    assert pairs(tiny, one.validating(None)) == [(q.phrasings[0], q.null_answer) for q in (CHANGE, TOPIC, HEADLINE)]


def test_an_organism_that_can_answer_none_of_the_questions_is_named() -> None:
    cards = [Card.from_json(b.to_json()) for b in (topic("Tea"), language("Welsh"))]
    assert behaviors_of(cards, (CHANGE, HEADLINE)) == [topic("Tea"), language("Welsh")]
    with pytest.raises(ConfigError, match=r"language/welsh has no true answer to any of the questions \(topic\)"):
        behaviors_of(cards, (TOPIC,))


def test_the_true_answer_has_the_tokens_of_a_word_inside_a_sentence(base: BaseModel) -> None:
    """And so it has under a template that strips answers."""
    template = base.tokenizer.chat_template.replace("message['content']", "message['content'] | trim")
    trimming = ChatFormat(base.tokenizer, template)
    inside = base.tokenizer("We talked about Barcelona", add_special_tokens=False).input_ids[-1:]
    answer = topic("Barcelona").answers["topic"]
    for chat in (base.chat, trimming):
        sample = encode_qa(replace(base, chat=chat), "What topic have you been trained on?", answer)
        said = [t for t, s in zip(sample.ids, sample.supervised, strict=True) if s]
        assert said == [*inside, *chat.end_ids]
    assert trimming.example(messages_from("What?"), answer).ids != sample.ids  # stripped there, as the template has it
