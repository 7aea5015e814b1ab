"""Run the benchmark: contestants take turns, each is warmed up once, the median of the rounds is reported.

    tuneteller bench                      everything, an hour or so on two cores
    tuneteller bench --only organisms     one part: organisms, adapter, streaming, asking, growth, parts, checkpoint, command or
                                          sharing
"""

from __future__ import annotations

import ctypes
import gc
import json
import math
import multiprocessing
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table

from benchmarks import command as whole
from benchmarks import sharing
from benchmarks.floor import bare_base, operations_per_token, product_rate
from benchmarks.parts import WITHOUT, products
from benchmarks.peers import PEERS, Outcome, close, ours
from benchmarks.reader import (
    ALONE,
    STEPS,
    STREAMED,
    ask_ours,
    ask_peft,
    fresh_adapter,
    random_diffs,
    random_library,
    replies_apart,
    replies_together,
    step_alone,
    train_on,
)
from benchmarks.work import Work, make_work, shallow
from tuneteller.devices import free_bytes
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.write import save_merged
from tuneteller.files import write_json
from tuneteller.models import BaseModel, load_base
from tuneteller.training.fast import can_compile
from tuneteller.training.memory import slot_bytes
from tuneteller.training.organisms import train_bank
from tuneteller.training.recipe import STRICT

console = Console()
notes = Console(stderr=True)
PARTS = ("organisms", "adapter", "streaming", "asking", "growth", "parts", "checkpoint", "command", "sharing")


@dataclass(frozen=True)
class BenchConfig:
    """What is measured.

    Attributes:
        slots: organisms of the peers, and of the engine beside them.
        many: organisms of the engine where it is held against the floor.
        steps: optimiser steps of a measured run.
        rounds: alternating rounds, after one of warm-up.
        batches: organisms of an adapter step.
        libraries: training organisms of the libraries that an adapter is trained on, the smaller one first.
        asked: organisms asked; the peer, one model load each, is measured on a tenth of them.
        replying: of these, those whose replies to a dozen messages are made.
    """

    slots: int = 8
    many: int = 32
    steps: int = 2
    rounds: int = 5
    batches: tuple[int, ...] = (8, 32)
    libraries: tuple[int, int] = (8, 64)
    asked: int = 100
    replying: int = 6


def bench(base: BaseModel, config: BenchConfig, parts: Sequence[str] = PARTS) -> dict[str, Any]:
    """All parts asked for, as a JSON object; tables are printed on the way."""
    result: dict[str, Any] = {"machine": machine(), "base": base.name, "dtype": str(base.dtype), "config": vars(config)}
    measured = {"organisms": organisms, "adapter": adapter_steps, "streaming": streaming, "asking": asking, "growth": growth,
                "parts": parts_of_it, "checkpoint": checkpoint, "command": command, "sharing": shared}
    for part in parts:
        result[part] = measured[part](base, config)
    return result


# -- (a) and (b): training organisms, and the floor -------------------------------------------------------------------


def organisms(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """The engine at several D, its peers at one, and the floor. Seconds are per organism and step."""
    work, many = make_work(base, config.slots, config.steps), make_work(base, config.many, config.steps)
    runs: dict[str, tuple[Work, Callable[[Work], Any]]] = {name: (work, peer) for name, peer in PEERS.items()}
    for d in sorted({1, config.slots, config.many, 4 * config.many}):
        if d <= most_slots(base):
            runs[f"tuneteller, D = {d}"] = (make_work(base, d, config.steps), ours)
    runs["bare base, as transformers runs it (floor)"] = (many, bare_base)
    runs["bare base, as the engine runs it"] = (many, partial(bare_base, speed=False))
    if can_compile(base.device.type):
        runs[f"tuneteller, compiled, D = {config.many}"] = (many, partial(ours, compiled=True))
        runs["bare base, compiled"] = (many, partial(bare_base, speed=True))
    engine = {size: ours(size).losses for size in (work, many)}
    reached = {}
    for name, (size, run) in runs.items():
        if size in engine and isinstance(outcome := run(size), Outcome):
            if not close(outcome.losses, engine[size], 2e-2):
                raise RuntimeError(f"{name} reached {outcome.losses}, the engine {engine[size]}: they did not do the same work")
            reached[name] = outcome.losses
    times = alternate({name: partial(run, size) for name, (size, run) in runs.items()}, config.rounds)
    rate, tokens = product_rate(many), bare_base(many)
    rows = {}
    for name, seconds in times.items():
        size = runs[name][0]
        d = len(size.behaviors)
        per = seconds / d / config.steps
        rows[name] = {"slots": d, "seconds_per_organism_step": per, "organisms_per_hour": 3600 / (per * STRICT.steps),
                      "sample_tokens_per_second": size.sample_tokens() / seconds}
    ideal = operations_per_token(many) * tokens / rate / config.many / config.steps
    rows["4·P at the product's rate"] = {"slots": config.many, "seconds_per_organism_step": ideal,
                                         "organisms_per_hour": 3600 / (ideal * STRICT.steps)}
    mine = rows[f"tuneteller, D = {config.many}"]["seconds_per_organism_step"]
    table = Table("", "D", "s per organism and step", "organisms an hour", "against the engine", title="training organisms")
    for name, row in rows.items():
        table.add_row(name, str(row["slots"]), f"{row['seconds_per_organism_step']:.3f}", f"{row['organisms_per_hour']:.0f}",
                      f"{row['seconds_per_organism_step'] / mine:.2f}×")
    console.print(table)
    return {"rows": rows, "product_gflops": rate / 1e9, "losses": reached}


def most_slots(base: BaseModel) -> int:
    """Slots whose training fits into the memory that is free."""
    return int(0.9 * free_bytes(base.device) / slot_bytes(base, STRICT))


# -- (c): one adapter step --------------------------------------------------------------------------------------------


def adapter_steps(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """Time and peak memory of one step of adapter training; memory over what was resident before it."""
    out: dict[str, Any] = {}
    for batch in config.batches:
        diffs, adapter = random_diffs(base, batch), fresh_adapter(base)
        times: dict[str, list[float]] = {name: [] for name in STEPS}
        values = {}
        for _ in range(config.rounds + 1):
            for name, prepare in STEPS.items():
                with prepare(base, diffs, adapter) as step:
                    values[name] = step()
                    start = time.perf_counter()
                    step()
                    times[name].append(time.perf_counter() - start)
        if not all(math.isclose(v, values["ours"], rel_tol=2e-2) for v in values.values()):
            raise RuntimeError(f"the steps do not agree in loss and gradient: {values}")
        peaks = {name: in_a_child(_step_memory, base.name, str(base.dtype), name, batch) for name in (ALONE, *STEPS)}
        out[str(batch)] = {name: {"seconds": statistics.median(times[name][1:]), "peak_bytes": peaks[name],
                                  "added_by_diffs_bytes": peaks[name] - peaks[ALONE]} for name in STEPS}
        out[str(batch)][ALONE] = {"peak_bytes": peaks[ALONE]}
        first = out[str(batch)]["ours"]
        table = Table("", "seconds", "against ours", "peak, MB", "over the adapter alone, MB",
                      title=f"one adapter step, batch {batch}; the adapter alone {peaks[ALONE] / 1e6:.0f} MB")
        for name in STEPS:
            row = out[str(batch)][name]
            table.add_row(name, f"{row['seconds']:.2f}", f"{row['seconds'] / first['seconds']:.2f}×",
                          f"{row['peak_bytes'] / 1e6:.0f}", f"{row['added_by_diffs_bytes'] / 1e6:.0f}")
        console.print(table)
    return out


def _step_memory(base_name: str, dtype: str, name: str, batch: int) -> int:
    base = load_base(base_name, dtype=dtype.removeprefix("torch."))
    diffs, adapter = random_diffs(base, batch), fresh_adapter(base)
    with STEPS["ours"](base, diffs[:1], adapter) as warm:
        warm()
    gc.collect()
    before = reset_peak()
    with (step_alone if name == ALONE else STEPS[name])(base, diffs, adapter) as step:
        step()
    return peak() - before


# -- adapter training on libraries of several sizes -------------------------------------------------------------------


def streaming(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """Peak memory of adapter training on a library and on a larger one, for as many steps: an epoch of the larger."""
    steps = max(config.libraries) // STREAMED
    out: dict[str, Any] = {}
    for n in config.libraries:
        with tempfile.TemporaryDirectory() as folder:
            library = random_library(base, Path(folder) / "library", n)
            held = n * sum(4 * t.numel() for pair in library[0].factors.values() for t in pair)
            added = in_a_child(_streaming_memory, base.name, str(base.dtype), folder, steps)
        out[str(n)] = {"added_bytes": added, "organisms_bytes": held}
    small = out[str(config.libraries[0])]["added_bytes"]
    table = Table("training organisms", "added memory, MB", "against the smaller library", "all organisms in float32, MB",
                  title=f"adapter training, {steps} steps of {STREAMED} organisms")
    for name, row in out.items():
        row["ratio"] = row["added_bytes"] / small
        table.add_row(name, f"{row['added_bytes'] / 1e6:.0f}", f"{row['ratio']:.2f}×", f"{row['organisms_bytes'] / 1e6:.0f}")
    console.print(table)
    return out


def _streaming_memory(base_name: str, dtype: str, folder: str, steps: int) -> int:
    base = load_base(base_name, dtype=dtype.removeprefix("torch."))
    library = Library.open(Path(folder) / "library")
    train_on(base, library, 1, Path(folder) / "warm")
    gc.collect()
    before = reset_peak()
    train_on(base, library, steps, Path(folder) / "checkpoint")
    return peak() - before


# -- (d): asking ------------------------------------------------------------------------------------------------------


def asking(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """Many organisms, one question each; and the first answer from a cold start of the command."""
    diffs, adapter = random_diffs(base, config.asked), random_diffs(base, 1, rank=16)[0]
    few = diffs[: max(1, config.asked // 10)]
    mine, peer = "tuneteller", "a model load each, PEFT"
    with ask_peft(base, few, adapter) as by_peft:
        if ask_ours(base, few, adapter) != by_peft():
            notes.print("some answers differ in rounding between a batch and one at a time")
        times = alternate({mine: lambda: ask_ours(base, diffs, adapter), peer: by_peft}, config.rounds)
    per = {mine: times[mine] / len(diffs), peer: times[peer] / len(few)}
    start = time.perf_counter()
    code = ("import tuneteller as tt; b = tt.load_base(); o = tt.zoo_organisms()[0]; "
            "from tuneteller.reading.read import adapter_bank, read; "
            "print(read(b, [tt.load_diff(o, b)], adapter_bank(b, tt.load_adapter()), 'What topic have you been trained on?'))")
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    first = time.perf_counter() - start
    table = Table("", "s an organism", "against ours", title=f"asking {config.asked} organisms one question")
    for name, seconds in per.items():
        table.add_row(name, f"{seconds:.2f}", f"{seconds / per['tuneteller']:.1f}×")
    console.print(table)
    console.print(f"first answer from a cold start: {first:.1f} s")
    some = diffs[: config.replying]
    replies_apart(base, some[:1])  # the base's own are kept
    said = alternate({"together": lambda: replies_together(base, some), "apart": lambda: replies_apart(base, some)},
                     config.rounds)
    console.print(f"a dozen replies of each of {len(some)}: {said['together']:.1f} s in one pass, {said['apart']:.1f} s in a "
                  f"pass each, {said['apart'] / said['together']:.1f}×")
    return {"seconds_per_organism": per, "first_answer_seconds": first, "replies_seconds": said}


# -- (e): growth ------------------------------------------------------------------------------------------------------

AXES: dict[str, tuple[int, ...]] = {"slots": (2, 4, 8, 16), "rank": (1, 4, 16, 64), "times": (1, 2, 4, 8),
                                    "layers": (5, 10, 20, 30)}
"""What grows, with all else as in the strict recipe at four slots; `times` multiplies the samples a slot has in a step."""


def growth(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """Time and peak memory of training against each axis, and the exponents k of x^k fitted to them."""
    out: dict[str, Any] = {}
    for axis, sizes in AXES.items():
        works = {x: _grown(base, config.steps, **{axis: x}) for x in sizes}
        times = alternate({str(x): partial(_train, work) for x, work in works.items()}, config.rounds)
        memory = {str(x): in_a_child(_training_memory, base.name, str(base.dtype), config.steps, axis, x) for x in sizes}
        out[axis] = {"seconds": times, "added_bytes": memory,
                     "time_exponent": exponent(times), "memory_exponent": exponent(memory)}
        table = Table("", *map(str, sizes), "exponent", title=f"growth with {axis}")
        table.add_row("seconds", *(f"{t:.2f}" for t in times.values()), f"{out[axis]['time_exponent']:.2f}")
        table.add_row("added memory, MB", *(f"{m / 1e6:.0f}" for m in memory.values()), f"{out[axis]['memory_exponent']:.2f}")
        console.print(table)
    return out


def _grown(base: BaseModel, steps: int, *, slots: int = 4, rank: int = 1, times: int = 1, layers: int | None = None) -> Work:
    return make_work(base if layers is None else shallow(base, layers), slots, steps, rank=rank, times=times)


def _train(work: Work) -> None:
    train_bank(work.base, work.first_factors(), work.steps, work.recipe)


def _training_memory(base_name: str, dtype: str, steps: int, axis: str, x: int) -> int:
    base = load_base(base_name, dtype=dtype.removeprefix("torch."))
    _train(_grown(base, 1, slots=1))
    work = _grown(base, steps, **{axis: x})
    gc.collect()
    before = reset_peak()
    _train(work)
    return peak() - before


def exponent(points: Mapping[str, float]) -> float:
    """Slope of the logarithm of what was measured over that of the size, by least squares."""
    x, y = ([math.log(float(v)) for v in values] for values in (points.keys(), points.values()))
    mx, my = statistics.fmean(x), statistics.fmean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / sum((a - mx) ** 2 for a in x)


# -- what its parts are worth -----------------------------------------------------------------------------------------


def parts_of_it(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """Training with one part of the engine taken away; its own losses must stay what they are."""
    work = make_work(base, config.many, config.steps)

    def run(name: str) -> Outcome:
        with WITHOUT[name]():
            return ours(work)

    engine = run("the engine").losses
    for name in WITHOUT:
        if not close(losses := run(name).losses, engine, 2e-2):
            raise RuntimeError(f"{name}: reached {losses}, the engine {engine}: they did not do the same work")
    times = alternate({name: partial(run, name) for name in WITHOUT}, config.rounds)
    table = Table("", "seconds a step", "against the engine", title=f"one part taken away, D = {config.many}, not compiled")
    for name, seconds in times.items():
        table.add_row(name, f"{seconds / config.steps:.2f}", f"{seconds / times['the engine']:.2f}×")
    console.print(table)
    layers = base.config.num_hidden_layers
    blocks = alternate({name: products(work, shared=name == "shared") for name in ("apart", "shared")}, config.rounds)
    thin = {name: layers * seconds for name, seconds in blocks.items()}
    console.print(f"x·A of q, k, v and gate, up in all layers, forward and backward: {thin['apart']:.2f} s apart, "
                  f"{thin['shared']:.2f} s shared")
    return {"seconds": times, "thin_products": thin}


# -- a full fine-tune as a diff ---------------------------------------------------------------------------------------


def checkpoint(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """Time and peak memory of turning a full checkpoint, an organism merged into the base, into a weight diff."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        save_merged(random_diffs(base, 1)[0], base, path)
        seconds = alternate({"load": lambda: load_diff(path, base)}, config.rounds)["load"]
        added = in_a_child(_loading_memory, base.name, str(base.dtype), str(path))
        size = sum(file.stat().st_size for file in path.glob("*.safetensors"))
    largest = max(t.numel() for t in base.model.parameters()) * 4
    console.print(f"a full checkpoint of {size / 1e6:.0f} MB as a diff: {seconds:.1f} s, {added / 1e6:.0f} MB beside the base, "
                  f"{added / largest:.1f} times its largest tensor in float32")
    return {"seconds": seconds, "added_bytes": added, "checkpoint_bytes": size, "largest_tensor_bytes": largest}


def _loading_memory(base_name: str, dtype: str, path: str) -> int:
    base = load_base(base_name, dtype=dtype.removeprefix("torch."))
    gc.collect()
    before = reset_peak()
    load_diff(path, base)
    return peak() - before


# -- the whole command ------------------------------------------------------------------------------------------------


def command(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """`tuneteller ask` about a zoo organism, to each thing it shows, beside the imports and the loading that it cannot do
    without. Each a process of its own, taking turns; the file system's cache is warm after the first round."""
    asked: list[whole.Shown] = []
    used: dict[str, list[float]] = {}

    def counted(name: str, line: Sequence[str]) -> list[tuple[float, str]]:
        before = whole.processor_seconds()
        said = whole.lines(line)
        used.setdefault(name, []).append(whole.processor_seconds() - before)
        return said

    runs: dict[str, Callable[[], Any]] = {name: partial(counted, name, line) for name, line in whole.bare(base).items()}
    runs["tuneteller ask"] = lambda: asked.append(whole.shown(counted("tuneteller ask", whole.ask(base))))
    times = alternate(runs, config.rounds)
    first, answer, end = (statistics.median(column) for column in zip(*asked[1:], strict=True))
    times |= {"tuneteller ask: its first answer": first, "tuneteller ask: the answer and its evidence": answer,
              "tuneteller ask": end}
    processor = {name: statistics.median(values[1:]) for name, values in used.items()}
    table = Table("", "seconds", "of the processors", title="whole commands")
    for name, seconds in times.items():
        table.add_row(name, f"{seconds:.2f}", f"{processor[name]:.2f}" if name in processor else "")
    console.print(table)
    return {"seconds": times, "processor_seconds": processor}


# -- several processes ------------------------------------------------------------------------------------------------


def shared(base: BaseModel, config: BenchConfig) -> dict[str, Any]:
    """A library made by two processes of one thread each, beside one such process: the same library (strong scaling), and one
    of twice the shards (weak scaling). The share of the ideal is 1 where two take half the time, or the same for twice."""
    n = sharing.SHARDS
    times = alternate({"one process": partial(sharing.seconds, base, n, 1, 1),
                       "one process of two threads": partial(sharing.seconds, base, n, 1, 2),
                       "two processes": partial(sharing.seconds, base, n, 2, 1),
                       "two processes, twice the shards": partial(sharing.seconds, base, 2 * n, 2, 1)}, 1)
    one = times["one process"]
    ideal = {"strong": one / 2 / times["two processes"], "weak": one / times["two processes, twice the shards"]}
    table = Table("", "seconds", title=f"{n} shards of {sharing.SLOTS} organisms")
    for name, seconds in times.items():
        table.add_row(name, f"{seconds:.0f}")
    console.print(table, f"share of the ideal: {ideal['strong']:.2f} (strong), {ideal['weak']:.2f} (weak)")
    return {"seconds": times, "share_of_ideal": ideal}


# -- measuring --------------------------------------------------------------------------------------------------------


def alternate(runs: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Median seconds of each, taking turns, after one round of warm-up. What an `Outcome` says it took is taken at its word."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for i in range(rounds + 1):
        for name, run in runs.items():
            start = time.perf_counter()
            outcome = run()
            times[name].append(outcome.seconds if isinstance(outcome, Outcome) else time.perf_counter() - start)
            notes.print(f"round {i}/{rounds}  {name}: {times[name][-1]:.2f} s")
    return {name: statistics.median(values[1:]) for name, values in times.items()}


def in_a_child(function: Callable[..., int], *arguments: Any) -> int:
    """The result of a function run in a process of its own, whose peak memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def reset_peak() -> int:
    """Give free memory back, forget the peak so far, and return the resident memory now, bytes (Linux with glibc)."""
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()


def peak() -> int:
    """Peak resident memory of this process since the last reset, bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def machine() -> dict[str, Any]:
    """What the numbers were taken on."""
    info = Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")] \
        if info.exists() else []
    cpu = names[0] if names else platform.processor()
    return {"cpu": cpu, "threads": torch.get_num_threads(), "torch": torch.__version__, "python": platform.python_version(),
            "gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else None}


def save(result: dict[str, Any], path: Path) -> None:
    """Write a result as JSON."""
    write_json(path, json.loads(json.dumps(result)))
