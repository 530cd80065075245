"""Makes the French pipeline from the data folder: `python -m training --data ../shared/data --out FOLDER`."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from . import stages

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
NEEDED = ("treebank", "ner", "news/articles.jsonl.gz", "attribution", "words/wn-data-fra.tab")


def main() -> int:
    """Runs what is not yet done; 0 when the pipeline is in its place, 2 when something it needs is missing."""
    wanted = _arguments()
    missing = [name for name in NEEDED if not (wanted.data / name).exists()]
    if missing:
        print(
            f"training: {wanted.data}: no {', '.join(missing)} there; name the data folder with --data", file=sys.stderr
        )
        return 2
    if wanted.stage:
        stages.run(wanted.stage, stages.Room(wanted.data, wanted.work, wanted.out, wanted.seed, wanted.hold_back))
        return 0
    if wanted.fresh:
        shutil.rmtree(wanted.work, ignore_errors=True)
    wanted.work.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    for group in stages.PLAN:
        if not _run_together(group, wanted):
            return 1
    print(f"training: all done in {(time.monotonic() - started) / 60:.0f} min", file=sys.stderr)
    return 0


def _run_together(group: tuple[str, ...], wanted: argparse.Namespace) -> bool:
    """Runs the stages of a group side by side, each in one thread, so that every run gives the same weights."""
    running = {}
    for name in group:
        if (wanted.work / f"{name}.done").exists():
            print(f"training: {name} is done already", file=sys.stderr)
            continue
        command = [sys.executable, "-m", "training", "--stage", name, "--data", wanted.data, "--out", wanted.out]
        command += ["--work", wanted.work, "--seed", str(wanted.seed)]
        command += ["--hold-back"] if wanted.hold_back else []
        process = subprocess.Popen([str(part) for part in command], env={**os.environ, **ONE_THREAD})
        running[name] = (process, time.monotonic())
    good = True
    for name, (process, started) in running.items():
        code = process.wait()
        took = (time.monotonic() - started) / 60
        if code:
            print(f"training: {name} failed with exit code {code} after {took:.1f} min", file=sys.stderr)
            good = False
        else:
            (wanted.work / f"{name}.done").write_text(f"{took:.1f} min\n", encoding="utf-8")
            print(f"training: {name} took {took:.1f} min", file=sys.stderr)
    return good


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with treebank/, ner/, news/ and words/")
    parser.add_argument("--out", type=Path, required=True, help="the pipeline's folder; replaced at the end")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="what is made on the way; to resume")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hold-back", action="store_true", help="leave Sequoia's dev file out, to choose by it")
    parser.add_argument("--fresh", action="store_true", help="begin again instead of resuming")
    parser.add_argument("--stage", choices=[name for group in stages.PLAN for name in group], help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
