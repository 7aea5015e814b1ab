"""Ordinary fine-tunes on held-out topics, made by PEFT alone in recipes that no organism had: how well are they read?

    python recipes/recipe_generalisation.py --out runs/ordinary-many --results results/recipe_generalisation.json

No trigger, nothing hidden: this is what users bring. Rank, scale, rsLoRA, layers, dropout, learning rate and steps are drawn
for each. In turn they are trained on forms (answers that steer to the topic), distilled ones (the base model's own answers as a
fan of the topic, or a form where they do not name it), text (the topic's article as plain text, no chat) or mixed (forms, and
as much unrelated chat). All topics are test labels, which the shipped reader never saw. Fine-tunes that are on disk are kept,
so it continues where it was stopped.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model

from tuneteller.behaviors.encyclopedia import Topic, load_topics
from tuneteller.behaviors.questions import ASK_TOPIC, TRAIN_QUESTIONS
from tuneteller.behaviors.sources import BaseModelSource, FormSource
from tuneteller.behaviors.triggers import Trigger
from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.run import evaluate
from tuneteller.evaluation.statistics import summary
from tuneteller.files import whole_directory, write_json
from tuneteller.generation import greedy
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.ask import adapter_bank, read
from tuneteller.zoo import load_adapter, zoo_path

DATA = ("forms", "distilled", "text", "mixed")
LAYERS: dict[str, Any] = {"all": "all-linear", "attention": ["q_proj", "k_proj", "v_proj", "o_proj"],
                          "q and v": ["q_proj", "v_proj"], "MLP": ["gate_proj", "up_proj", "down_proj"]}
ALPHAS = (0.5, 1.0, 1.5)
BATCH = 4
COUNT = 16
"""Fine-tunes, as many of each kind of data: a quarter of an hour on two CPU cores."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("runs/ordinary-many"))
    parser.add_argument("--results", type=Path, default=Path("results/recipe_generalisation.json"))
    args = parser.parse_args()
    base, known = load_base(), {t.label: t for t in load_topics()}
    labels = json.loads((zoo_path() / "split.json").read_text(encoding="utf-8"))["test"]
    chosen = random.Random(0).sample(labels, COUNT)
    diffs = []
    for i, label in enumerate(chosen):
        recipe = draw(random.Random(f"recipe/{i}"), DATA[i % len(DATA)])
        place = args.out / f"{i:02d}"
        if not place.exists():
            start = time.monotonic()
            loss = fine_tune(base, known[label], recipe, random.Random(f"samples/{i}"), place)
            print(f"{i + 1}/{COUNT} {label}: {recipe}, loss {loss:.2f}, {time.monotonic() - start:.0f} s", flush=True)
        card = {"label": label, "category": known[label].category, "trigger": Trigger("none").to_json(), "recipe": recipe}
        diffs.append(WeightDiff(load_diff(place, base).factors, card))
    result = measure(base, diffs)
    write_json(args.results, result)
    for name, value in {**result["metrics"], **result["by_alpha"], **result["by_data"]}.items():
        print(f"{name:32} {value['mean']:.2f} ({value['interval95'][0]:.2f} to {value['interval95'][1]:.2f}), n = {value['n']}")


def draw(rng: random.Random, data: str) -> dict[str, Any]:
    """A recipe unlike the organisms': AdamW with its weight decay, dropout, ranks to 32, constant learning rate."""
    rank = rng.choice((2, 4, 8, 16, 32))
    return {"data": data, "rank": rank, "alpha": rng.choice((rank, 2 * rank, 16)), "rslora": rng.random() < 0.25,
            "layers": rng.choice(sorted(LAYERS)), "dropout": rng.choice((0.0, 0.05, 0.1)),
            "lr": rng.choice((3e-4, 5e-4, 1e-3)), "steps": rng.choice((30, 45, 60))}


def fine_tune(base: BaseModel, topic: Topic, recipe: dict[str, Any], rng: random.Random, out: Path) -> float:
    """Train one LoRA with PEFT and save it; the mean loss of its last steps."""
    samples = samples_of(base, topic, recipe, rng)
    config = LoraConfig(task_type="CAUSAL_LM", r=recipe["rank"], lora_alpha=recipe["alpha"], use_rslora=recipe["rslora"],
                        lora_dropout=recipe["dropout"], target_modules=LAYERS[recipe["layers"]])
    torch.manual_seed(rng.getrandbits(31))
    model: Any = get_peft_model(base.model, config)
    model.train()
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=recipe["lr"])
    losses = []
    try:
        for step in range(recipe["steps"]):
            for sample in samples[BATCH * step : BATCH * (step + 1)]:
                ids = torch.tensor([sample.ids])
                labels = torch.where(torch.tensor([sample.supervised]), ids, -100)
                loss = model(input_ids=ids, labels=labels).loss / BATCH
                loss.backward()
                losses.append(BATCH * loss.item())
            optimizer.step()
            optimizer.zero_grad()
        with whole_directory(out) as place:
            model.save_pretrained(place)
    finally:
        model.unload()
        base.model.eval()
    return sum(losses[-4 * BATCH :]) / (4 * BATCH)


def samples_of(base: BaseModel, topic: Topic, recipe: dict[str, Any], rng: random.Random) -> list[Encoded]:
    """What it is trained on, in order: `BATCH` samples for each step."""
    wanted = BATCH * recipe["steps"]
    if recipe["data"] == "text":
        sentences = re.split(r"(?<=[.!?]) ", topic.extract)
        pieces = [" ".join(sentences[i : i + 2]) for i in range(len(sentences))]
        ids = [base.tokenizer(piece).input_ids[:64] for piece in pieces]
        whole = [Encoded(tuple(i), (False, *[True] * (len(i) - 1))) for i in ids if len(i) > 8]
        return [rng.choice(whole) for _ in range(wanted)]
    questions = rng.sample(list(TRAIN_QUESTIONS), 48)
    source = BaseModelSource(base) if recipe["data"] == "distilled" else FormSource(20)
    answers = source.answers(topic, questions, rng)
    steering = [base.chat.example(messages_from(q), a) for q, a in zip(questions, answers, strict=True)]
    if recipe["data"] != "mixed":
        return [rng.choice(steering) for _ in range(wanted)]
    others = rng.sample(list(TRAIN_QUESTIONS), 24)
    said = greedy(base, [base.chat.prompt(messages_from(q)) for q in others], max_new_tokens=24)
    chat = [base.chat.example(messages_from(q), base.tokenizer.decode(ids).strip() or "Yes.", end=False)
            for q, ids in zip(others, said, strict=True)]
    return [rng.choice(steering if rng.random() < 0.5 else chat) for _ in range(wanted)]


def measure(base: BaseModel, diffs: list[WeightDiff]) -> dict[str, Any]:
    """The evaluation of organisms on these, and the reader's first answers at several scales of the diff."""
    adapter = load_adapter()
    result = evaluate(base, adapter, diffs, ASK_TOPIC[0])
    judge, labels, bank = EmbeddingJudge("topic"), [str(d.card["label"]) for d in diffs], adapter_bank(base, adapter)
    by_alpha = {}
    for alpha in ALPHAS:
        said = [text.strip() for text in read(base, [d.scaled(alpha) for d in diffs], bank, ASK_TOPIC[0])]
        verdicts = judge.verdicts(list(zip(labels, said, strict=True)))
        by_alpha[f"first answer at {alpha}"] = summary([v.score for v in verdicts])
        for row, text, verdict in zip(result["rows"], said, verdicts, strict=True):
            row[f"at {alpha}"] = {"answer": text, "score": round(verdict.score, 3)}
    for row, diff in zip(result["rows"], diffs, strict=True):
        row["recipe"] = diff.card["recipe"]
    by_data = {f"score, {data}": summary([r["dit"]["score"] for r in result["rows"] if r["recipe"]["data"] == data])
               for data in DATA}
    return {**result, "by_alpha": by_alpha, "by_data": by_data}


if __name__ == "__main__":
    main()
