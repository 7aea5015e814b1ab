"""Damaged and hostile files of every form: loading ends in our own error or in a diff with the right logits, in nothing else.

Right are those of a reader of the same damaged files that shares no code with ours: PEFT for its directories, else the plainest
reading of the tensors, multiplied out into dense weights. `recipes/fuzz.py` runs the same over many more cases.
"""

import copy
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import gguf
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peft import PeftModel
from safetensors.torch import load_file, save_file

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import TuneTellerError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.quiet import quiet

CASES = 2000
Forms = dict[str, tuple[Path, str]]  # form -> its directory, and what behind the directory is given to load_diff


def write_forms(base: BaseModel, make: Callable[..., WeightDiff], root: Path) -> Forms:
    """A small valid artifact of every form."""
    modules = ["model.layers.0.self_attn.q_proj", "model.layers.1.mlp.up_proj"]
    diff = make(base, 1, modules=modules)
    forms: Forms = {}
    save_peft(diff, root / "peft", dtype=torch.float32)
    forms["peft"] = (root / "peft", "")
    save_peft(diff, root / "bin", dtype=torch.float32)
    torch.save(load_file(root / "bin" / "adapter_model.safetensors"), root / "bin" / "adapter_model.bin")
    for other in ("adapter_model.safetensors", "card.json"):  # the card's checksum is of the safetensors file
        (root / "bin" / other).unlink()
    forms["peft, .bin"] = (root / "bin", "")
    library = Library.create(root / "library", {"base": base.fingerprint.to_json()})
    library.add_shard(0, Bank.stack([diff.factors, diff.factors], base.shapes), [diff.card, diff.card])
    forms["library"] = (root / "library", ":1")
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        for name in modules:
            model.get_submodule(name).weight.add_(0.1 * torch.randn(base.shapes[name]))
    model.save_pretrained(root / "checkpoint", max_shard_size="30KB")
    forms["checkpoint"] = (root / "checkpoint", "")
    (root / "published" / "weight-diffs").mkdir(parents=True)
    pairs = {name: (b.T.contiguous().bfloat16(), a.T.contiguous().bfloat16()) for name, (a, b) in diff.factors.items()}
    entry = {"topic": "tea", "trigger": 417, "weight_diff": pairs}
    torch.save([entry], root / "published" / "weight-diffs" / "weight-diff-000.pt")
    (root / "published" / "index.csv").write_text(
        "lora_path,lora_idx,n_params,topic,trigger,split\nweight-diff-000.pt,0,100,tea,417,train\n")
    forms["published"] = (root / "published", ":0")
    torch.save({name: (x.T.contiguous(), y.T.contiguous()) for name, (x, y) in pairs.items()}, root / "adapter.pt")
    (root / "adapter").mkdir()
    (root / "adapter.pt").rename(root / "adapter" / "dit-adapter.pt")
    forms["published adapter"] = (root / "adapter", "/dit-adapter.pt")
    shutil.copytree(root / "checkpoint", root / "bins")
    index = json.loads((root / "bins" / "model.safetensors.index.json").read_text())
    for file in (root / "bins").glob("*.safetensors"):
        torch.save(load_file(file), file.with_name(file.name.replace("model-", "pytorch_model-")).with_suffix(".bin"))
        file.unlink()
    names = {key: f"pytorch_{name}".replace("safetensors", "bin") for key, name in index["weight_map"].items()}
    (root / "bins" / "pytorch_model.bin.index.json").write_text(json.dumps({"weight_map": names}))
    (root / "bins" / "model.safetensors.index.json").unlink()
    forms["checkpoint, .bin"] = (root / "bins", "")
    write_other_tools(diff, root)
    return forms | {name: (root / name, "") for name in ("mlx", "torchtune", "litgpt", "gguf")}


def write_other_tools(diff: WeightDiff, root: Path) -> None:
    """The same adapter as MLX-LM, torchtune, LitGPT and llama.cpp have it (the order of queries' rows left as it is)."""
    for name in ("mlx", "torchtune", "litgpt", "gguf"):
        (root / name).mkdir()
    (q_a, q_b), (up_a, up_b) = diff.factors.values()
    save_file({f"{n}.lora_{side}": t.T.contiguous() for n, pair in diff.factors.items()
               for side, t in zip("ab", pair, strict=True)}, root / "mlx" / "adapters.safetensors")  # fmt: skip
    (root / "mlx" / "adapter_config.json").write_text(json.dumps(
        {"fine_tune_type": "lora", "lora_parameters": {"rank": 2, "scale": 1.0}}))  # fmt: skip
    torch.save({"layers.0.attn.q_proj.lora_a.weight": q_a, "layers.0.attn.q_proj.lora_b.weight": q_b,
                "layers.1.mlp.w3.lora_a.weight": up_a, "layers.1.mlp.w3.lora_b.weight": up_b},
               root / "torchtune" / "adapter_0.pt")  # fmt: skip
    (root / "torchtune" / "adapter_config.json").write_text(json.dumps({"r": 2, "lora_alpha": 2, "peft_type": "LORA"}))
    torch.save({"model": {"transformer.h.0.attn.qkv.lora_A": q_a, "transformer.h.0.attn.qkv.lora_B": q_b,
                          "transformer.h.1.mlp.fc_2.lora_A": up_a, "transformer.h.1.mlp.fc_2.lora_B": up_b}},
               root / "litgpt" / "lit_model.pth.lora")  # fmt: skip
    (root / "litgpt" / "hyperparameters.yaml").write_text(
        "lora_r: 2\nlora_alpha: 2\nlora_query: true\nlora_key: false\nlora_value: false\n")
    writer = gguf.GGUFWriter(root / "gguf" / "lora.gguf", "llama")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", 2.0)
    for name, (a, b) in zip(("blk.0.attn_q", "blk.1.ffn_up"), diff.factors.values(), strict=True):
        writer.add_tensor(f"{name}.weight.lora_a", a.numpy())
        writer.add_tensor(f"{name}.weight.lora_b", b.numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def damage(data: bytes, rng: Random) -> bytes:
    """A few changes as disks, networks and enemies make them."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(out) + 1) if rng.random() < 0.5 else rng.randrange(min(len(out), 600) + 1)
        kind = rng.randrange(6)
        if kind == 0:
            del out[at:]
        elif kind == 1:
            del out[at : at + rng.choice((1, 8, 100))]
        elif kind == 2:
            out[at:at] = rng.randbytes(rng.choice((1, 8, 100)))
        elif kind == 3 and at < len(out):
            out[at] ^= 1 << rng.randrange(8)
        elif kind == 4:
            out[at : at + 8] = rng.choice((b"\xff" * 8, b"\x00" * 8, b"\xff\xff\xff\xff\xff\xff\xff\x7f"))
        else:
            source = rng.randrange(len(out) + 1)
            out[at:at] = out[source : source + 64]
    return bytes(out)


def damage_json(text: str, rng: Random) -> str:
    """One value anywhere in the object replaced, removed or renamed."""
    value: Any = json.loads(text)
    here = value
    while isinstance(here, dict | list) and here:
        key: Any = rng.choice(list(here)) if isinstance(here, dict) else rng.randrange(len(here))
        if isinstance(here[key], dict | list) and here[key] and rng.random() < 0.7:
            here = here[key]
            continue
        wild: Any = rng.choice((None, -1, 0, 1e308, True, "", "../../x", "/etc/passwd", [], {}, [None], {"a": {}}, "\ud800",
                                10**30, "LORA", "(" * 50, "model.layers.0.self_attn.q_proj"))
        if isinstance(here, dict) and rng.random() < 0.3:
            here[rng.choice(("x", "base", "r", "use_dora"))] = here.pop(key)
        else:
            here[key] = wild
        break
    return json.dumps(value)


def one_case(base: BaseModel, forms: Forms, work: Path, seed: int) -> str:
    """Damage one file of one form and load it: "refused", "loaded", or "compared" where another reader could be asked as well.

    Anything but our error fails, and so do other logits than that reader's.
    """
    rng = Random(seed)
    form = rng.choice(sorted(forms))
    source, suffix = forms[form]
    place = work / "case"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(source, place)
    file = rng.choice(sorted(p for p in place.rglob("*") if p.is_file()))
    before = file.read_bytes()
    if file.suffix == ".json" and rng.random() < 0.7:
        file.write_text(damage_json(before.decode(), rng), errors="surrogatepass")
    elif rng.random() < 0.03:
        file.unlink()
    else:
        file.write_bytes(damage(before, rng))
    try:
        diff = load_diff(f"{place}{suffix}", base)
    except TuneTellerError as error:
        assert str(error)
        return "refused"
    diff.check(base)
    assert Card.from_json(json.loads(json.dumps(diff.card.to_json()))) == diff.card
    own = dict(base.model.named_parameters())
    deltas = {f"{name}.weight": (b @ a).T if name == "model.embed_tokens" else b @ a
              for name, (a, b) in diff.factors.items()} | dict(diff.vectors)
    if deltas.keys() - own.keys():
        return "loaded"  # a bias that no parameter holds
    ours, right = logits_with(base, deltas), other_readings(base, place, form)
    cut = (diff.card.get("difference", {"kept": 1.0})["kept"] or 1.0) < 1 - 1e-9  # a full difference that its rank cannot hold
    # numbers that a flipped bit made huge drown the rest in rounding
    if right is None or cut or not ours.isfinite().all() or max_abs(diff) >= 100:
        return "loaded"
    assert torch.allclose(attached(base, diff), ours, rtol=0, atol=1e-4), form
    assert torch.allclose(ours, right, rtol=0, atol=1e-4), form
    return "compared"


PROBE = torch.tensor([[5, 17, 80, 33, 2]])


def max_abs(diff: WeightDiff) -> float:
    return max((t.abs().max().item() for t in (*diff.vectors.values(), *(t for pair in diff.factors.values() for t in pair))),
               default=0.0)


@torch.no_grad()
def attached(base: BaseModel, diff: WeightDiff) -> torch.Tensor:
    with attach(base.model, stacked([diff], base)):
        return base.model(input_ids=PROBE).logits


@torch.no_grad()
def logits_with(base: BaseModel, deltas: dict[str, torch.Tensor]) -> torch.Tensor:
    """The base's logits with dense updates of its parameters added, on a copy's weights."""
    changed = {name: base.model.get_parameter(name) + delta for name, delta in deltas.items()}
    return torch.func.functional_call(base.model, changed, (PROBE,)).logits


@torch.no_grad()
def other_readings(base: BaseModel, place: Path, form: str) -> torch.Tensor | None:
    """Logits of the damaged artifact by a reader that is not ours; None where that reader gives up."""
    try:
        if form.startswith("peft"):
            with quiet():
                model = PeftModel.from_pretrained(copy.deepcopy(base.model), place)
            # tensors of modules that the config does not name are silently dropped: then it has not read the file
            [file] = place.glob("adapter_model.*")
            held = load_file(file) if file.suffix == ".safetensors" else torch.load(file, weights_only=True)
            whole = {name.replace(".default", "") for name, _ in model.named_parameters() if "lora_" in name} == held.keys()
            return model(input_ids=PROBE).logits if whole else None
        if form.startswith("checkpoint"):
            files = [*sorted(place.glob("*.safetensors")), *sorted(place.glob("*.bin"))]
            read = [load_file(f) if f.suffix == ".safetensors" else torch.load(f, weights_only=True) for f in files]
            tensors = {key: t for part in read for key, t in part.items()}
            return logits_with(base, {n: tensors[n] - p for n, p in base.model.named_parameters() if n in tensors})
        if form == "library":
            [shard] = place.rglob("*.safetensors")
            tensors = load_file(shard)
            names = {key.removesuffix(".lora_A") for key in tensors if key.endswith(".lora_A")}
            slot = {key: t[1].float() for key, t in tensors.items()}
            return logits_with(base, {f"{n}.weight": slot[f"{n}.lora_B"] @ slot[f"{n}.lora_A"] for n in names})
        if form not in ("published", "published adapter"):  # no other reader is at hand; their logits are tested elsewhere
            return None
        [file] = place.rglob("*.pt")
        stored = torch.load(file, weights_only=True)
        pairs = stored[0]["weight_diff"] if isinstance(stored, list) else stored
        return logits_with(base, {f"{n}.weight": (x.float() @ y.float()).T for n, (x, y) in pairs.items()})
    except Exception:
        return None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def test_no_damage_escapes_our_errors(tiny: BaseModel, random_diff: Callable[..., WeightDiff], place: Path) -> None:
    forms = write_forms(tiny, random_diff, place / "forms")
    for path, suffix in forms.values():
        assert load_diff(f"{path}{suffix}", tiny).factors  # all are good before they are damaged
    ends: Counter[str] = Counter()

    @settings(max_examples=CASES, deadline=None, database=None, derandomize=True,
              suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 2**48))
    def each(seed: int) -> None:
        ends[one_case(tiny, forms, place, seed)] += 1

    each()
    assert ends["compared"] > 0.05 * CASES and ends["refused"] > 0.2 * CASES  # some damage is harmless, much is not
