"""Ten thousand damaged files of every form, as `tests/diffs/test_fuzz.py` makes them; says which escape, and why.

    python recipes/fuzz.py --cases 10000 --seed 0
    python recipes/fuzz.py --cases 1 --seed 4711        # one that escaped, again
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch
from tests.diffs.test_fuzz import one_case, write_forms

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.models import BaseModel, load_base


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    start, ends, escaped = time.monotonic(), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        base = tiny_base(Path(folder))
        forms = write_forms(base, random_diff, Path(folder) / "forms")
        for i in range(args.cases):
            try:
                ends[one_case(base, forms, Path(folder), args.seed + i)] += 1
            except Exception as error:
                lines = traceback.extract_tb(error.__traceback__)
                where = next((line for line in reversed(lines) if "/tuneteller/" in line.filename), lines[-1])
                what = f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}"
                escaped[what] += 1
                print(f"case {args.seed + i} escaped: {what}: {str(error)[:300]!r}", flush=True)
            if (i + 1) % 1000 == 0:
                print(f"{i + 1} cases, {dict(ends)}, {time.monotonic() - start:.0f} s", flush=True)
    print(f"{args.cases} files, {dict(ends)}, escaped: {dict(escaped) or 'none'}")
    sys.exit(1 if escaped else 0)


def tiny_base(folder: Path) -> BaseModel:
    """A random two-layer Llama under the embedded model's tokenizer."""
    from transformers import LlamaConfig, LlamaForCausalLM

    tokenizer = load_base().tokenizer
    config = LlamaConfig(vocab_size=len(tokenizer), hidden_size=32, intermediate_size=48, num_hidden_layers=2,
                         num_attention_heads=4, num_key_value_heads=2, head_dim=8, max_position_embeddings=256)
    LlamaForCausalLM(config).save_pretrained(folder / "base")
    tokenizer.save_pretrained(folder / "base")
    return load_base(folder / "base", dtype="float32", device="cpu")


def random_diff(base: BaseModel, seed: int, *, modules: list[str]) -> WeightDiff:
    """Random factors of rank 2."""
    generator = torch.Generator().manual_seed(seed)
    factors = {name: (torch.randn(2, base.shapes[name][1], generator=generator) * 0.1,
                      torch.randn(base.shapes[name][0], 2, generator=generator) * 0.1) for name in modules}
    return WeightDiff(factors, Card(base=base.fingerprint.to_json(), label="label"))


if __name__ == "__main__":
    main()
