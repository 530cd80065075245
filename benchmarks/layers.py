"""What the layers cost beside the bare pipeline, and a whole comparison beside loading and parsing alone.

    python benchmarks/layers.py [FILE …]

Prints ratios; times vary with the machine, ratios hardly do. Uses one core.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples" / "entrepot").glob("*.txt"))
REPEATS = 5

PARSE_ALONE = """
import sys
from contrechamp.extract.syntax import load
pipeline = load("fr")
for path in sys.argv[1:]:
    pipeline(" ".join(open(path, encoding="utf-8").read().split()))
"""


def best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The shortest of several runs, in seconds: the least disturbed one."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def layers(paths: list[Path]) -> None:
    """Tokens per second of the bare pipeline and of the pipeline with all layers, on the same texts."""
    from contrechamp.compare import compare_extractions
    from contrechamp.extract import extract, mark
    from contrechamp.extract.syntax import load, parse
    from contrechamp.read import read

    accounts = [read(path) for path in paths]
    load("fr")
    docs = [parse(account.text) for account in accounts]
    tokens = sum(map(len, docs))
    bare = best(lambda: [parse(account.text) for account in accounts])
    marks = best(lambda: [mark(doc, account) for doc, account in zip(docs, accounts, strict=True)])
    extractions = [extract(account) for account in accounts]
    compared = best(lambda: compare_extractions(extractions))
    print(f"{len(accounts)} accounts, {tokens} tokens, one core, best of {REPEATS}")
    print(f"  bare pipeline             {tokens / bare:8,.0f} tokens/s")
    print(f"  pipeline with all layers  {tokens / (bare + marks):8,.0f} tokens/s   ratio {bare / (bare + marks):.2f}")
    print(
        f"  … and compared            {tokens / (bare + marks + compared):8,.0f} tokens/s"
        f"   ratio {bare / (bare + marks + compared):.2f}"
    )


def whole(name: str, command: list[str]) -> float:
    """Median seconds of a whole process; prints its peak memory too."""
    seconds, peak = [], 0
    for _ in range(REPEATS):
        code = f"import resource,subprocess,sys; subprocess.run({command!r}, stdout=subprocess.DEVNULL, check=True);"
        code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        start = time.perf_counter()
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        seconds.append(time.perf_counter() - start)
        peak = max(peak, int(said.stdout))
    print(f"  {name:<32} {median(seconds):6.2f} s   {peak / 1024:6.0f} MB")
    return median(seconds)


def processes(paths: list[Path]) -> None:
    """Comparing, beside loading the pipeline and parsing alone, as whole processes."""
    files = [str(path) for path in paths]
    print(f"whole processes, {len(files)} accounts, median of {REPEATS}")
    alone = whole("load the pipeline and parse", [sys.executable, "-c", PARSE_ALONE, *files])
    compared = whole(
        "contrechamp compare", [sys.executable, "-m", "contrechamp", "compare", *files, "--format", "json"]
    )
    print(f"  ratio {compared / alone:.2f}")


def main() -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = [Path(name) for name in sys.argv[1:]] or EXAMPLES
    layers(paths)
    processes(paths)


if __name__ == "__main__":
    main()
