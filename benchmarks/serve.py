"""`tuneteller serve` under load, killed, and sent what no honest client sends: the real server, on loopback.

    python -m benchmarks.serve --seconds 600 --clients 200 --fine-tunes 50 --hostile 500 --out serve.json

    alone      asks one after the other, by one client, each about a fine-tune that was not asked about before
    load       so many clients, each asking about one fine-tune after the other: all answered, none mixed up, memory; what was
               answered before is not asked again, so the first answer about each fine-tune is counted apart
    restart    kill -9 in the middle of an audit, and the same audit after a restart
    hostile    uploads, names and outputs full of markup, paths, pickles and damage
    pages      each page's time and weight

That no answer is mixed up is seen by the fingerprint of the fine-tune that each answer is about, and by all answers about one
being the same. Both rates are of the same server in the same run.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import pickle
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.zoo import zoo_organisms

EACH = 4
"""Of so many fine-tunes one is asked about alone, evenly spaced: some take longer than others."""

OWNED = Path(tempfile.gettempdir()) / "tuneteller-owned"
"""What code in an upload would write, if it were run."""

PAGES = ("/", "/ask", "/audit", "/triggers", "/compare", "/readers", "/jobs")


@dataclass
class Server:
    """A running server.

    Attributes:
        process: its own.
        port: where it answers.
        started: seconds until it answered, and until the model was loaded.
    """

    process: subprocess.Popen[str]
    port: int
    started: dict[str, float] = field(default_factory=dict)

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None,
             timeout: float = 900) -> tuple[int, dict[str, str], bytes]:
        """One request; its status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {"Content-Type": "application/json"} if not isinstance(body, bytes) else {}
        try:
            connection.request(method, path, body if isinstance(body, bytes | None) else json.dumps(body),
                               {**sent, **(headers or {})})
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def job(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """A job of the JSON API, once it is over."""
        status, _, said = self.call("POST", path, {**body, "wait": 600})
        found: dict[str, Any] = json.loads(said)
        while status == 202:
            time.sleep(1)
            status, _, said = self.call("GET", f"/api/jobs/{found['id']}")
            found = json.loads(said)
            status = 202 if found["state"] in ("waiting", "running") else status
        if status != 200 or found["state"] != "done":
            raise RuntimeError(f"{path} {body}: {status} {said[:500]!r}")
        return found

    def memory(self) -> float:
        """Its resident memory, MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1e3


@contextmanager
def server(data: Path, root: Path, *options: str) -> Iterator[Server]:
    """Start one and end it."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "tuneteller", "serve", "--port", "0", "--data", str(data), "--root", str(root)]
    process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        said = ""
        while not (found := re.search(r"serving at http://127\.0\.0\.1:(\d+)/", said)):
            if not (line := process.stderr.readline()):
                raise RuntimeError(f"the server ended: {said}")
            said += line
        threading.Thread(target=process.stderr.read, daemon=True).start()
        running = Server(process, int(found[1]))
        while running.call("GET", "/health")[0] != 200:
            time.sleep(0.05)
        running.started["answers"] = time.monotonic() - begun
        while not json.loads(running.call("GET", "/health")[2])["loaded"]:
            time.sleep(0.1)
        running.started["loaded"] = time.monotonic() - begun
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def make_fine_tunes(root: Path, n: int) -> dict[str, str]:
    """So many fine-tunes under a root: id -> fingerprint. The zoo's, and these again with other sizes of their change."""
    found = {}
    zoo = zoo_organisms()
    for i in range(n):
        path, size = zoo[i % len(zoo)], 1.0 - 0.1 * (i // len(zoo))
        diff = load_peft(path).scaled(size)
        save_peft(diff, root / f"{i:02d}")
        found[f"files/{i:02d}"] = load_peft(root / f"{i:02d}").fingerprint()
    return found


def alone(at: Server, ids: Sequence[str]) -> dict[str, Any]:
    """One after the other."""
    first = at.job("/api/ask", {"diff": ids[0]})["result"]["answer"]  # which warms up
    begun = time.monotonic()
    answers = {id: at.job("/api/ask", {"diff": id})["result"]["answer"] for id in ids[1::EACH]}
    rate = 60 * len(answers) / (time.monotonic() - begun)
    return {"asks": len(answers), "a_minute": rate, "answers": {ids[0]: first, **answers}}


def load(at: Server, fingerprints: dict[str, str], clients: int, seconds: float, expected: dict[str, str]) -> dict[str, Any]:
    """Many clients at once. A client ends after its first answer past the time."""
    took, lost, mixed, answers = list[float](), list[str](), list[str](), dict[str, set[str]]()
    new = [0.0]  # when each fine-tune that was not asked about before was answered first
    lock, until = threading.Lock(), time.monotonic() + seconds
    ids = [*fingerprints]

    def client(number: int) -> None:
        rng = random.Random(number)
        while time.monotonic() < until:
            id, begun = rng.choice(ids), time.monotonic()
            try:
                result = at.job("/api/ask", {"diff": id})["result"]
            except Exception as error:
                with lock:
                    lost.append(str(error)[:300])
                continue
            with lock:
                took.append(time.monotonic() - begun)
                if id not in answers and id not in expected:
                    new.append(time.monotonic() - start)
                answers.setdefault(id, set()).add(json.dumps([result["answer"], result["guess"]]))
                if result["fingerprints"]["diff"] != fingerprints[id] or expected.get(id, result["answer"]) != result["answer"]:
                    mixed.append(id)

    start, memory = time.monotonic(), list[float]()
    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        memory.append(at.memory())
        time.sleep(5)
    spent = time.monotonic() - start
    mixed += [id for id, said in answers.items() if len(said) > 1]
    took.sort()
    third = max(1, len(memory) // 3)
    return {"clients": clients, "fine_tunes": len(ids), "seconds": spent, "answered": len(took), "lost": len(lost),
            "errors": lost[:3], "mixed_up": len(mixed), "a_minute": 60 * len(took) / spent,
            "first_answers": {"fine_tunes": len(new) - 1, "a_minute": 60 * (len(new) - 1) / max(max(new), 1e-9)},
            "p50": statistics.median(took) if took else None,
            "p95": took[int(0.95 * (len(took) - 1))] if took else None,
            "memory_MB": {"first third": statistics.mean(memory[:third]), "last third": statistics.mean(memory[-third:]),
                          "most": max(memory)}}


def restart(data: Path, root: Path, id: str) -> dict[str, Any]:
    """Kill it in the middle of an audit; the next one ends that audit."""
    with server(data, root) as at:
        job = json.loads(at.call("POST", "/api/audit", {"diff": id})[2])["id"]
        done = at.job("/api/ask", {"diff": id})
        while not 0.15 < (share := json.loads(at.call("GET", f"/api/jobs/{job}")[2])["share"]) < 1:
            time.sleep(0.2)
        at.process.kill()
        at.process.wait()
    with server(data, root) as at:
        kept = json.loads(at.call("GET", f"/api/jobs/{done['id']}")[2])["result"] == done["result"]
        begun = time.monotonic()
        while (found := json.loads(at.call("GET", f"/api/jobs/{job}")[2]))["state"] in ("waiting", "running"):
            time.sleep(0.5)
        return {"killed_at": share, "audit": found["state"], "findings": len((found["result"] or {}).get("findings", [])),
                "answer_kept": kept, "seconds_after": time.monotonic() - begun}


MARKUP = ("<script>document.title='owned'</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
          "javascript:alert(1)", "{{7*7}}", "${7*7}", "</textarea><script>1</script>", "\x1b[31mred\x1b[0m", "\u202eevil",
          "'; DROP TABLE jobs; --",
          "a\r\nSet-Cookie: x=1", "&lt;b&gt;", "<a href='//evil.example'>")


def hostile(at: Server, n: int, seed: int = 0) -> dict[str, Any]:
    """Uploads, names and questions that no honest client sends. Every page is looked at after each hundred."""
    rng = random.Random(seed)
    page = at.call("GET", "/")
    cookie = page[1]["set-cookie"].partition(";")[0]
    csrf = re.findall(rb'x-csrf-token[^0-9a-f]+([0-9a-f]{64})', page[2], re.IGNORECASE)[0].decode()
    statuses: dict[int, int] = {}
    raw = crashes = 0
    for i in range(n):
        method, path, body, headers = _attack(rng)
        try:
            sent = {"Cookie": cookie, "X-CSRF-Token": csrf, "HX-Request": "true", **headers}
            status, _, said = at.call(method, path, body, sent)
        except (OSError, http.client.HTTPException):
            status, said = 0, b""
        statuses[status] = statuses.get(status, 0) + 1
        crashes += (status >= 500 and status != 503) or at.process.poll() is not None
        raw += _is_raw(said) if b"<" in said and not path.startswith(("/api/", "/v1/")) else 0
        if i % 100 == 99:
            raw += sum(_is_raw(at.call("GET", shown, headers={"Cookie": cookie})[2]) for shown in PAGES)
    alive = at.call("GET", "/health")[0] == 200
    return {"n": n, "statuses": {str(status): count for status, count in sorted(statuses.items())}, "shown_raw": raw,
            "crashes": crashes, "alive": alive}


def _is_raw(page: bytes) -> bool:
    text = page.decode("utf-8", "replace")
    return any(one in text for one in MARKUP if "<" in one)


def _attack(rng: random.Random) -> tuple[str, str, Any, dict[str, str]]:
    """One request: method, path, body, headers."""
    bad = rng.choice(MARKUP)
    kind = rng.randrange(6)
    if kind <= 2:  # an upload
        boundary = "b" * 20
        names = rng.sample(["adapter_config.json", "adapter_model.safetensors", "config.json", "model.safetensors", "card.json",
                            "pytorch_model.bin", "adapter_model.bin", "library.json", "x.gguf", "../../evil.json",
                            "/etc/cron.json", "run.py", f"{bad}.json", "a.zip", "tokenizer.json", "index.csv"],
                           rng.randint(1, 4))
        heads = [f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n' for name in names]
        parts = [head.encode("utf-8", "replace") + _content(rng, bad) + b"\r\n" for head in heads]
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        if rng.random() < 0.2:
            body = body[: rng.randrange(len(body))]
        return "POST", "/uploads", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    if kind == 3:  # the API
        diff = rng.choice([bad, f"files/../../{bad}", "files/00:99999", "zoo/..", "uploads/../x", "files/00", "base/", "\0"])
        body = rng.choice([{"diff": diff}, {"diff": diff, "question": ""}, {"diff": [diff]}, {"diff": "files/00", bad: 1}, [],
                           "x", None, {"diff": "files/nothing", "question": bad * 3000}])
        return "POST", rng.choice(["/api/ask", "/api/audit", "/api/trigger", "/api/compare", "/v1/chat/completions"]), body, {}
    if kind == 4:  # the protocol
        return "POST", "/v1/chat/completions", {"model": rng.choice([bad, f"reader:{bad}", f"fine-tune:../{bad}"]),
                                                "messages": rng.choice([[], [{"role": bad, "content": bad}], bad,
                                                                        [{"role": "user", "content": bad}]])}, {}
    path = rng.choice(["/ask?diff=", "/audit?diff=", "/?words=", "/jobs/", "/static/", "/jobs/../../", "/compare?first="])
    return "GET", path + "".join(f"%{b:02x}" for b in bad.encode("utf-8", "replace")), None, {}


def _content(rng: random.Random, bad: str) -> bytes:
    class Run:
        def __reduce__(self) -> Any:
            return exec, (f"open({str(OWNED)!r}, 'w').write('x')",)

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("archive/data.pkl", pickle.dumps(Run()))
        file.writestr("archive/version", "3")
    return rng.choice([
        b"", bad.encode("utf-8", "replace"), rng.randbytes(rng.randint(1, 4000)), pickle.dumps(Run()), archive.getvalue(),
        b"\xff" * 8 + b"{}", (2**62).to_bytes(8, "little") + b"{}", b"GGUF" + rng.randbytes(200), b"[" * 100_000,
        json.dumps({"peft_type": "LORA", "r": -1, "lora_alpha": bad, "target_modules": [bad],
                    "base_model_name_or_path": bad}).encode(),
        json.dumps({"model_type": bad, "architectures": [bad], "auto_map": {"AutoModel": "evil.Model"}}).encode(),
        json.dumps({"schema": 2, "label": bad, "base": {"model": bad}, "answers": {"change": bad}}).encode()])


def pages(at: Server) -> dict[str, Any]:
    """Each page: seconds (the least of three), and kB with all that it loads."""
    found = {}
    for path in PAGES:
        took, said = [], b""
        for _ in range(3):
            begun = time.monotonic()
            status, _, said = at.call("GET", path)
            took.append(time.monotonic() - begun)
            if status != 200:
                raise RuntimeError(f"{path}: {status}")
        loaded = {one.decode() for one in re.findall(rb'(?:src|href)="(/static/[^"]+)"', said)}
        size = len(said) + sum(len(at.call("GET", urlsplit(one).path)[2]) for one in loaded)
        found[path] = {"seconds": min(took), "kB": size / 1e3}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seconds", type=float, default=600, help="of load (default: %(default)s)")
    parser.add_argument("--clients", type=int, default=200, help="at once (default: %(default)s)")
    parser.add_argument("--fine-tunes", type=int, default=50, help="that they ask about (default: %(default)s)")
    parser.add_argument("--hostile", type=int, default=500, help="requests that no honest client sends (default: %(default)s)")
    parser.add_argument("--parts", nargs="+", default=["alone", "load", "restart", "hostile", "pages"], help="of all (default: "
                        "all)")
    parser.add_argument("--out", type=Path, help="a JSON file for the numbers")
    args = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        root, data = Path(folder) / "root", Path(folder) / "data"
        root.mkdir()
        fingerprints = make_fine_tunes(root, args.fine_tunes)
        with server(data, root) as at:
            found["started"] = at.started
            one_by_one = alone(at, [*fingerprints]) if {"alone", "load"} & {*args.parts} else {"answers": {}, "a_minute": 0.0}
            found["alone"] = {name: value for name, value in one_by_one.items() if name != "answers"}
            if "pages" in args.parts:
                found["pages"] = pages(at)
            if "load" in args.parts:
                found["load"] = load(at, fingerprints, args.clients, args.seconds, one_by_one["answers"])
                for rate in (found["load"], found["load"]["first_answers"]):
                    rate["times_alone"] = rate["a_minute"] / one_by_one["a_minute"]
            if "hostile" in args.parts:
                OWNED.unlink(missing_ok=True)
                found["hostile"] = hostile(at, args.hostile) | {"code_run": OWNED.exists()}
        if "restart" in args.parts:
            found["restart"] = restart(data, root, next(iter(fingerprints)))
    print(json.dumps(found, indent=1))
    if args.out:
        args.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
