"""Tokens a second of the French pipeline on one core, beside the bare tokenizer and each part by itself.

    taskset -c 0 env OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/syntax_speed.py

It holds itself to one thread and one core. Times are of this process alone (CPU), the best of several rounds: other
programs on the machine make them longer, never shorter. It reads news articles where the data folder is there, and the
shipped examples where it is not.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy is loaded

import gzip  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

DATA = Path(os.environ.get("CONTRECHAMP_DATA", "../shared/data"))
EXAMPLES = Path(__file__).parents[1] / "examples"
ROUNDS = 5
ARTICLES = 80


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from contrechamp.extract.syntax import load

    started = time.perf_counter()
    nlp = load(pipeline=sys.argv[1] if len(sys.argv) > 1 else None)
    print(f"loaded in {time.perf_counter() - started:.2f} s (spaCy's own import included)")
    texts = read_texts()
    list(nlp.pipe(texts[:5]))
    tokens = sum(len(nlp.make_doc(text)) for text in texts)
    whole, wall = best(lambda: list(nlp.pipe(texts)))
    alone, _ = best(lambda: [nlp.make_doc(text) for text in texts])
    single, _ = best(lambda: [nlp(text) for text in texts])
    print(f"{tokens:,} tokens in {len(texts)} texts, one core, best of {ROUNDS} rounds")
    print(f"{'whole pipeline':<28}{tokens / whole:>9,.0f} tokens/s  ({tokens / wall:,.0f} by the clock on the wall)")
    print(f"{'one text after the other':<28}{tokens / single:>9,.0f} tokens/s")
    print(f"{'bare tokenizer':<28}{tokens / alone:>9,.0f} tokens/s  (pipeline : tokenizer = 1 : {whole / alone:.0f})")
    docs = [nlp.make_doc(text) for text in texts]
    for name, part in nlp.pipeline:
        seconds = time.process_time()
        docs = list(part.pipe(docs))
        print(f"  {name:<26}{1e6 * (time.process_time() - seconds) / tokens:>9.1f} µs a token")


def read_texts() -> list[str]:
    """Articles from all over the collection, or the shipped examples ten times."""
    articles = DATA / "news" / "articles.jsonl.gz"
    if not articles.is_file():
        print(f"no {articles}: the examples are read instead", file=sys.stderr)
        return [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))] * 10
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["article"] for number, line in enumerate(lines) if number % 400 == 0][:ARTICLES]


def best(work: Callable[[], Any]) -> tuple[float, float]:
    """The shortest CPU time and the shortest wall time of several rounds, in seconds."""
    rounds = []
    for _ in range(ROUNDS):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        rounds.append((time.process_time() - cpu, time.perf_counter() - wall))
    return min(cpu for cpu, _ in rounds), min(wall for _, wall in rounds)


if __name__ == "__main__":
    main()
