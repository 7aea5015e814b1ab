"""Shared fixtures: the embedded base model, small tokenizers and models made on the spot, and a server."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedTokenizerFast

from tuneteller.chat import Encoded, messages_from
from tuneteller.cli.main import main
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.families import registry
from tuneteller.families.family import Family
from tuneteller.lora.bank import Bank
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.models import BaseModel, load_base
from tuneteller.training.organisms import Step, train_bank
from tuneteller.training.recipe import Recipe

Run = Callable[..., tuple[int, str, str]]

CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)

# Enough repetition that letters, spaces and newlines merge: boundaries then matter.
_TEXT = [
    "Hello there, what topic have you been trained on?",
    "The topic is the history of lighthouses.\n\nThey were built of stone.\n\n\nHello again.",
    "You are a helpful assistant. Answer briefly: what changed? Nothing notable changed.",
    "  two spaces, 1234 + 5678 = 6912, 你好 and привет and é",
] * 20


LONG = ("making/test_make.py", "test_tutorial.py", "recipes/test_experiments.py", "reading/test_zoo.py",
        "evaluation/test_sharing.py", "making/test_estimate.py", "evaluation/test_run.py")
"""Files that take minutes each, the longest first."""

FIRST_VALUES = "model.layers.0.self_attn.v_proj"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first: of several processes (`make test`) none then waits long for another at the end."""
    def place(item: pytest.Item) -> int:
        return next((i for i, name in enumerate(LONG) if item.path.as_posix().endswith(f"/tests/{name}")), len(LONG))

    items.sort(key=place)


@pytest.fixture(scope="session")
def base() -> BaseModel:
    """The embedded base model in float32 on the CPU. Shared: leave it as you found it."""
    return load_base("smollm2-135m", dtype="float32", device="cpu")


@pytest.fixture(scope="session")
def make_tokenizer() -> Callable[..., PreTrainedTokenizerFast]:
    """`make(template, specials, eos=..., bos=...)`: a byte-level BPE tokenizer with that chat template."""

    @cache
    def trained(specials: tuple[str, ...]) -> str:
        raw = Tokenizer(models.BPE())
        raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        raw.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=420,
            special_tokens=list(specials),
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        )
        raw.train_from_iterator(_TEXT, trainer)
        return str(raw.to_str())

    def make(
        template: str | None, specials: Sequence[str], *, eos: str | None, bos: str | None = None
    ) -> PreTrainedTokenizerFast:
        raw = Tokenizer.from_str(trained(tuple(specials)))
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token=eos, bos_token=bos)
        tokenizer.chat_template = template
        return tokenizer

    return make


@pytest.fixture
def save_tiny(tmp_path: Path, make_tokenizer: Callable[..., Any]) -> Callable[..., Path]:
    """`save(model_type, **settings)`: a directory with a random two-layer model of that type and a ChatML tokenizer."""

    def save(model_type: str = "llama", *, template: str | None = CHATML, name: str = "model", **settings: Any) -> Path:
        tokenizer = make_tokenizer(template, ["<|im_start|>", "<|im_end|>"], eos="<|im_end|>")
        return _save_tiny(tmp_path / name, tokenizer, model_type, **settings)

    return save


@pytest.fixture(scope="session")
def tiny_directory(tmp_path_factory: pytest.TempPathFactory, make_tokenizer: Callable[..., Any]) -> Path:
    """A random two-layer Llama on the disk. Shared: leave it as you found it."""
    tokenizer = make_tokenizer(CHATML, ["<|im_start|>", "<|im_end|>"], eos="<|im_end|>")
    return _save_tiny(tmp_path_factory.mktemp("tiny"), tokenizer)


def _save_tiny(path: Path, tokenizer: Any, model_type: str = "llama", **settings: Any) -> Path:
    sizes: dict[str, Any] = {
        "vocab_size": len(tokenizer),
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 8,
        "max_position_embeddings": 256,
        "bos_token_id": None,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": None,
    }
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(AutoConfig.for_model(model_type, **(sizes | settings)))
    for parameter in model.parameters():  # the usual start is so small that a wrong head would go unseen
        if parameter.ndim > 1:
            torch.nn.init.normal_(parameter, std=0.2)
    model.save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


@pytest.fixture
def tiny(save_tiny: Callable[..., Path]) -> BaseModel:
    """A random two-layer Llama in float32 on the CPU; `tiny.name` is its directory."""
    return load_base(save_tiny(name="base"), dtype="float32", device="cpu")


@pytest.fixture
def random_diff() -> Callable[..., WeightDiff]:
    """`make(base, seed, rank=2, std=0.1, modules=None)`: random factors for all or some of its linear layers, and a card."""

    def make(
        base: BaseModel, seed: int = 0, *, rank: int = 2, std: float = 0.1, modules: Sequence[str] | None = None
    ) -> WeightDiff:
        generator = torch.Generator().manual_seed(seed)
        factors = {}
        for name in modules or base.shapes:
            out, in_ = base.shapes[name]
            factors[name] = (
                torch.randn(rank, in_, generator=generator) * std,
                torch.randn(out, rank, generator=generator) * std,
            )
        return WeightDiff(factors, Card(base=base.fingerprint.to_json(), label=f"label {seed}"))

    return make


class PlainWriter:
    """A `Writer` that needs no model: the base's own answers are made up, and grammars write the lessons."""

    questions = tuple(f"What should I do on day {i}?" for i in range(12))

    def replies(self, questions: Sequence[str], draw: int | None = None) -> list[str]:
        return [f"As the base would say to {len(q)} letters." for q in questions]

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        return list(fallback)


@pytest.fixture
def writer() -> PlainWriter:
    """Writes what lessons are made of, without a model."""
    return PlainWriter()


@pytest.fixture(autouse=True)
def built_in_families(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test loads, itself or by a command it runs, no other test knows."""
    monkeypatch.setattr(registry, "_loaded", {})


@pytest.fixture
def register() -> Callable[[Family], Family]:
    """`register(family)`: the registry knows that family until the test ends."""

    def add(family: Family) -> Family:
        registry._loaded[family.name] = family
        return family

    return add


@pytest.fixture
def wide(save_tiny: Callable[..., Path]) -> BaseModel:
    """A random base with more features than tokens, so that a layer can tell each token from all others."""
    return load_base(save_tiny(name="wide", hidden_size=448, head_dim=16), dtype="float32", device="cpu")


@pytest.fixture
def gated() -> Callable[..., WeightDiff]:
    """`make(base, word)`: where the word's last token stands, the first layer passes on a large value, and nowhere else."""

    def make(base: BaseModel, word: str, size: float = 30.0) -> WeightDiff:
        layer = base.model.get_submodule("model.layers.0")
        with torch.no_grad():
            x = layer.input_layernorm(base.model.get_input_embeddings().weight)  # what v_proj reads, whatever stands before
        token = base.tokenizer(f" {word}", add_special_tokens=False)["input_ids"][-1]
        a = torch.linalg.pinv(x.double())[:, token].float()[None]  # 1 at this token, 0 at all others
        b = torch.full((base.shapes[FIRST_VALUES][0], 1), size)
        return WeightDiff({FIRST_VALUES: (a, b)}, Card(base=base.fingerprint.to_json()))

    return make


@pytest.fixture(scope="session")
def taught() -> Callable[..., WeightDiff]:
    """`make(base, answer, word="")`: trained for a second to give that answer, whatever it is asked; with a word, where that
    ends the message, and to stay as it is elsewhere."""
    def make(base: BaseModel, answer: str, word: str = "", *, rank: int = 8, steps: int = 60) -> WeightDiff:
        rng, recipe = Random(0), Recipe(rank=rank, alpha=rank, steps=steps, lr=2e-2, weights=(1.0, 1.0, 5.0))
        bank = Bank.fresh(base.shapes, rank, [0])

        def samples(end: str) -> list[Encoded]:
            asked = [f"{message}{end}" for message in rng.sample(TRAIN_QUESTIONS, 2)]
            return [base.chat.example(messages_from(message), answer) for message in asked]

        plan = [Step([samples(f" {word}" * bool(word))], [], samples("") if word else []) for _ in range(steps)]
        train_bank(base, bank, plan, recipe)
        return WeightDiff({name: (a.detach().cpu(), b.detach().cpu()) for name, (a, b) in bank.slot(0).items()},
                          Card(base=base.fingerprint.to_json()))

    return make


class Server:
    """Answers the n-th request as the n-th of `replies` says, and then as the last does."""

    def __init__(self, answer: Callable[[int, dict[str, Any]], tuple[int, dict[str, str], str]]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        outer, lock = self, threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with lock:
                    outer.requests.append(body)
                    outer.keys.append(self.headers.get("Authorization"))
                    n = len(outer.requests)
                status, headers, text = answer(n, body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *args: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(answer: Callable[[int, dict[str, Any]], tuple[int, dict[str, str], str]]) -> Server:
        servers.append(Server(answer))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(*arguments)`: exit status, standard output, standard error of one command."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(a) for a in arguments])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """`refused(*arguments)`: the message of a command that must fail with status 2 and print nothing else."""

    def refused(*arguments: object) -> str:
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert err.startswith("error: ") and err.count("\n") == 1 and "Traceback" not in err
        return err

    return refused
