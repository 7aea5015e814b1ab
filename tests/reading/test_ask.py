"""Answers and evidence on a small random base: what is computed together equals what is computed alone."""

import copy
from collections.abc import Callable

import pytest
import torch

from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import ConfigError
from tuneteller.models import BaseModel
from tuneteller.reading import candidates
from tuneteller.reading.ask import answers, ask, ask_all
from tuneteller.reading.evidence import log_likelihoods
from tuneteller.reading.read import adapter_bank, read

QUESTION = "What changed?"


def merged(base: BaseModel, *diffs: WeightDiff) -> torch.nn.Module:
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        for diff in diffs:
            for name, (a, b) in diff.factors.items():
                model.get_submodule(name).weight += b @ a
    return model


def test_log_likelihoods_equal_those_of_merged_weights(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diffs, adapter = [random_diff(tiny, 1), null_diff(), random_diff(tiny, 2, rank=5)], random_diff(tiny, 3)
    texts = ["Hello there", " a", "stone lighthouses were built", "  a"]
    nats, counts = log_likelihoods(tiny, diffs, adapter_bank(tiny, adapter), QUESTION, texts, slots=2)
    for i, diff in enumerate(diffs):
        model = merged(tiny, diff, adapter)
        for j, answer in enumerate(texts):
            prompt = tiny.chat.prompt(messages_from(QUESTION))
            said = [*tiny.tokenizer(answer, add_special_tokens=False).input_ids, *tiny.chat.end_ids]
            with torch.no_grad():
                log_p = torch.log_softmax(model(input_ids=torch.tensor([prompt + said])).logits[0].double(), -1)
            expected = log_p[len(prompt) - 1 : -1][torch.arange(len(said)), torch.tensor(said)].sum().item()
            assert nats[i, j].item() == pytest.approx(expected, abs=1e-3) and counts[j] == len(said)


def test_each_row_is_generated_under_its_own_diff(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    """Prompts of unequal length, padded and batched, give the answers of the merged models one by one."""
    diffs = [random_diff(tiny, seed, std=0.3) for seed in range(4)]
    questions = ["What?", "What topic have you been trained on?", "Hello there, hello again", "a"]
    together = read(tiny, diffs, None, questions, max_new_tokens=8)
    for diff, question, text in zip(diffs, questions, together, strict=True):
        ids = torch.tensor([tiny.chat.prompt(messages_from(question))])
        model, new = merged(tiny, diff), []
        with torch.no_grad():
            for _ in range(8):
                token = model(input_ids=ids).logits[0, -1].argmax().item()
                if token in tiny.eos_ids:
                    break
                new.append(token)
                ids = torch.cat([ids, torch.tensor([[token]])], 1)
        assert text == tiny.tokenizer.decode(new, skip_special_tokens=True)
    assert len(set(together)) > 1


def test_a_fine_tune_gets_the_same_answer_alone_and_in_company(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    diffs, adapter = [random_diff(tiny, seed) for seed in range(3)], random_diff(tiny, 9)
    company = ask_all(tiny, diffs, adapter, QUESTION)
    alone = ask(tiny, diffs[1], adapter, QUESTION, others=[diffs[0], diffs[2]])
    assert (alone.text, alone.base, alone.finetune) == (company[1].text, company[1].base, company[1].finetune)
    assert alone.evidence.own == pytest.approx(company[1].evidence.own, abs=1e-3)
    assert alone.evidence.others == pytest.approx(company[1].evidence.others, abs=1e-3)


def test_the_answer_is_chosen_by_likelihood_a_token_and_by_evidence_up_to_a_bound(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "ENOUGH", 2.0)  # between what weighs in here and what is too much
    diffs, bank = [random_diff(tiny, seed, std=0.3) for seed in range(6)], adapter_bank(tiny, random_diff(tiny, 9))
    others = [[d for d in diffs if d is not diff] for diff in diffs]
    texts = ["a", "e", "the stones of it", "the", "on", "er", "in the house", "he", "stone", "Hello"]
    nats, counts = log_likelihoods(tiny, diffs, bank, QUESTION, texts)
    evidence = torch.stack([nats[i] - torch.cat([nats[:i], nats[i + 1 :]]).mean(0) for i in range(6)])
    own, bounded = nats / torch.tensor(counts), evidence.clamp(max=2.0)
    chosen = candidates.choose(tiny, diffs, others, bank, QUESTION, [texts] * 6)

    def best(score: torch.Tensor) -> list[str]:
        return [texts[i] for i in score.argmax(1).tolist()]

    assert chosen == best(own + bounded)
    assert chosen not in (best(own), best(own + evidence), best(nats + bounded))


def test_candidates_are_branches_and_stronger_doses(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diffs, bank = [random_diff(tiny, seed, std=0.2) for seed in range(4)], adapter_bank(tiny, random_diff(tiny, 9))
    others = [[d for d in diffs if d is not diff] for diff in diffs]
    said = [read(tiny, [d.scaled(dose) for d in diffs], bank, QUESTION, max_new_tokens=4) for dose in (1, *candidates.DOSES)]
    gathered = candidates.gather(tiny, diffs, bank, QUESTION, max_new_tokens=4)
    for texts, at_doses in zip(gathered, zip(*said, strict=True), strict=True):
        assert texts[0] == at_doses[0] and set(at_doses) <= set(texts)
        assert len(set(texts)) == len(texts) > len(set(at_doses)) and all(text.strip() for text in texts)
    chosen = answers(tiny, diffs, others, bank, QUESTION, max_new_tokens=4)
    assert chosen == candidates.choose(tiny, diffs, others, bank, QUESTION, gathered) != said[0]
    assert answers(tiny, diffs, [[]] * 4, bank, QUESTION, max_new_tokens=4) == said[0]  # nothing to weigh against


def test_an_answer_is_not_weighed_against_a_diff_that_has_its_topic(
    tiny: BaseModel, random_diff: Callable[..., WeightDiff]
) -> None:
    diff, adapter, others = random_diff(tiny, 1), random_diff(tiny, 2), [random_diff(tiny, seed) for seed in (3, 4)]
    before = ask(tiny, diff, adapter, QUESTION, others=others, max_new_tokens=6)
    for label, weighed in ((before.text, 1), ("!", 2), (None, 2)):
        named = [WeightDiff(others[0].factors, {"label": label}), others[1]]
        evidence = ask(tiny, diff, adapter, QUESTION, others=named, max_new_tokens=6).evidence
        assert evidence.others == before.evidence.others[-weighed:]


def test_what_cannot_be_asked_is_refused(tiny: BaseModel, random_diff: Callable[..., WeightDiff]) -> None:
    diff, adapter = random_diff(tiny, 1), random_diff(tiny, 2)
    with pytest.raises(ConfigError, match="empty"):
        ask(tiny, diff, adapter, "  ")
    with pytest.raises(ConfigError, match="shorter"):
        ask(tiny, diff, adapter, "why " * 5000)
