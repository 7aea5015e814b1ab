"""What could be told of a masked article at best: the text in the prompt instead of in the weights.

    python recipes/in_context.py --runs runs        ten minutes on two CPU cores, after main_tables.py

The base model is shown the masked article and asked for its title, as it is and with a LoRA trained for just that on articles
of the training organisms in runs/cloze (same rank, same answers, same number of organisms as a reader of these has). A reader
that has to find the same text in a weight diff can hardly do better than the second.
"""

from __future__ import annotations

import json
import random
import time
from typing import Any

import torch
from shared import about, options, organisms

from tuneteller.chat import messages_from
from tuneteller.digest import digest
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.results import cell, save_result
from tuneteller.files import write_json
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.material.encyclopedia import Topic
from tuneteller.material.labels import topic_of
from tuneteller.material.pieces import mask_title
from tuneteller.models import BaseModel, load_base
from tuneteller.scoring import answer_losses, encode_qa
from tuneteller.training.adapter import AdapterConfig
from tuneteller.training.optim import clip_slots, set_lr, warm_cosine

WORDS = 110
"""Of the text, about as much as an organism is trained on."""


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    args = parser.parse_args()
    base, start = load_base(args.base), time.monotonic()
    train, test = ([topic_of(str(card.label)) for card in organisms(args.runs / "cloze", split, first).cards]
                   for split, first in (("train", None), ("test", args.first)))
    lines = (args.runs / "eval-cloze" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "organism" in row]
    test = [topic for topic in test if topic.label in {row["label"] for row in rows}]  # of the same articles
    rows = [row for row in rows if row["label"] in {topic.label for topic in test}]
    key = digest([base.fingerprint.short, args.epochs, [t.label for t in train], [t.label for t in test]])[:8]
    kept = args.runs / f"in-context-{key}.json"
    if not kept.exists():
        bank = Bank.fresh(base.shapes, AdapterConfig().rank, [0], device=base.device)
        said = {"in the prompt": answers(base, test)}
        fit(base, bank, train, AdapterConfig(epochs=args.epochs, lr=1e-3))
        with attach(base.model, bank):
            said["in the prompt, trained for it"] = answers(base, test)
        write_json(kept, {"labels": [t.label for t in test], "said": said, "seconds": time.monotonic() - start})
    made = json.loads(kept.read_text(encoding="utf-8"))
    judge, cells = EmbeddingJudge("topic"), []
    for name, texts in made["said"].items():
        verdicts = judge.verdicts(list(zip(made["labels"], texts, strict=True)))
        judged: list[dict[str, Any]] = [{"organism": i, "system": "in-context", "exact": v.exact, "score": v.score}
                                        for i, v in enumerate(verdicts)]
        cells.append(cell("cloze", {"rows": judged, "config": {"systems": ["in-context"], "question": "topic"}},
                          "in-context", x=name))
    cells.append(cell("cloze", {"rows": rows, "config": {"systems": ["dit"], "question": "topic"}}, "dit", x="in the weights"))
    save_result(args.results / "in_context.json", name="in_context", title="What can be told of a masked article at best",
                about=about(__doc__), command=args.command, seconds=made["seconds"],
                judges={"topic": {"kind": "topic", "agreement": judge.card["agreement"]}}, cells=cells,
                axis={"name": "the text is", "log": False})


def question(topic: Topic) -> str:
    words = str(mask_title(topic)).split()[:WORDS]
    return f"{' '.join(words)}\n\nIn this text a title was replaced by \"it\". What is the title?"


def answers(base: BaseModel, topics: list[Topic]) -> list[str]:
    new = []
    for i in range(0, len(topics), 32):
        new += greedy(base, [base.chat.prompt(messages_from(question(t))) for t in topics[i : i + 32]], max_new_tokens=24)
    return [base.tokenizer.decode(ids, skip_special_tokens=True).strip() for ids in new]


def fit(base: BaseModel, bank: Bank, topics: list[Topic], config: AdapterConfig) -> None:
    """AdamW on the titles."""
    optimizer = torch.optim.AdamW(bank.parameters(), lr=config.lr, weight_decay=config.weight_decay, fused=True)
    steps = config.epochs * len(topics) // config.batch
    order = [t for epoch in range(config.epochs) for t in random.Random(epoch).sample(topics, len(topics))]
    for step in range(steps):
        set_lr(optimizer, config.lr * warm_cosine(step, steps, warmup=max(1, int(config.warmup * steps))))
        batch = order[step * config.batch : (step + 1) * config.batch]
        with attach(base.model, bank):
            losses, _ = answer_losses(base, [[encode_qa(base, question(t), f" {t.label}")] for t in batch])
            losses.mean().backward()
        clip_slots(bank.parameters(), config.max_grad_norm)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 20 == 0:
            print(f"step {step}/{steps}, loss {losses.mean():.2f}", flush=True)


if __name__ == "__main__":
    main()
